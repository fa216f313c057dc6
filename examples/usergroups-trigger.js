// Closes the sign-up when a beta has enough testers.
const { CognitoIdentity } = require('@aws-sdk/client-cognito-identity');
const { SSM } = require('@aws-sdk/client-ssm');

exports.handler = async (event) => {
  const parameter = await new SSM().getParameter({ Name: process.env.IDENTITY_POOL_ID_PARAMETER });
  const { Identities } = await new CognitoIdentity().listIdentities({
    IdentityPoolId: parameter.Parameter.Value,
    MaxResults: 50,
  });
  if (Identities.length === 50) {
    throw new Error('The beta has all the testers it needs.');
  }
  return event;
};
