package rule

// Who can assume a role.
const (
	// RoleNotAssumable is a role that those who are given it can't assume.
	RoleNotAssumable ID = "role-not-assumable"
	// RoleOfOtherAccount is a role outside of the identity pool's account.
	RoleOfOtherAccount ID = "role-of-other-account"
	// PrincipalOfOtherRegion is a role that trusts the principal that Cognito has in another region.
	PrincipalOfOtherRegion ID = "principal-of-other-region"
	// RoleTrustsAnyone is a role that does not even ask for an identity of Cognito.
	RoleTrustsAnyone ID = "role-trusts-anyone"
	// RoleTrustsOtherPools is a role that can be assumed through any identity pool.
	RoleTrustsOtherPools ID = "role-trusts-other-pools"
	// RoleTrustsGuests is a role for signed-in users that guests can assume.
	RoleTrustsGuests ID = "role-trusts-guests"
	// RoleTrustsSignedIn is a role for guests that signed-in users can assume, too.
	RoleTrustsSignedIn ID = "role-trusts-signed-in"
	// RoleWithoutTagSession is a role that can't be assumed with the session tags that are set.
	RoleWithoutTagSession ID = "role-without-tag-session"
	// TrustWithoutCondition is a trust in Cognito that IAM refuses.
	TrustWithoutCondition ID = "trust-without-condition"
	// TrustOnNetworkAddress is a trust that asks for the network of the user, which STS does not see.
	TrustOnNetworkAddress ID = "trust-on-network-address"
)

const classicFlowOpen = "Where `AllowClassicFlow` is left out, or is `true` in an identity pool with role mappings: AWS doesn't document " +
	"who can use the classic flow then. Set it to `false` to be sure."

var trustRules = []Rule{
	{
		ID:         RoleNotAssumable,
		Title:      "A role can't be assumed by those who are given it",
		Severities: []Severity{Error},
		IsFinding:  true,
		IsWarning:  true,
		Why: "The identity pool hands out the role, but its trust policy doesn't admit these identities: it names another pool, the " +
			"wrong `amr`, or no web identity at all. They get \"Invalid identity pool configuration\" when they ask for credentials.",
		Cure: "Let the role trust this identity pool, for signed-in users or for guests, whichever get it. The default role of another identity " +
			"pool trusts only that one: use a different role here.",
		CDK:            trustOfSignedInCDK,
		CloudFormation: trustOfSignedIn,
		Page:           pageOfTrust,
	},
	{
		ID:         RoleOfOtherAccount,
		Title:      "A role is of another account than the identity pool",
		Severities: []Severity{Error},
		IsFinding:  true,
		IsWarning:  true,
		Why: "In the enhanced flow Cognito only hands out roles of the identity pool's own account. " +
			"Whoever should get this one gets an error.",
		Cure: "Use a role of the identity pool's account, and let the resource in the other account admit it, " +
			"or let it assume the role over there.",
		CDK: `editors := awsiam.NewRole(stack, jsii.String("Editors"), &awsiam.RoleProps{
	AssumedBy: pool.AuthenticatedPrincipal(),
})
editors.AddToPrincipalPolicy(awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
	Actions:   jsii.Strings("sts:AssumeRole"),
	Resources: jsii.Strings("arn:aws:iam::210987654321:role/Editors"),
}))`,
		CloudFormation: `IdentityPoolRoles:
  Type: AWS::Cognito::IdentityPoolRoleAttachment
  Properties:
    IdentityPoolId: !Ref IdentityPool
    Roles:
      authenticated: !GetAtt Editors.Arn # a role of this account`,
		Page: pageOfFlows,
	},
	{
		ID:         PrincipalOfOtherRegion,
		Title:      "A role trusts the principal that Cognito has in another region",
		Severities: []Severity{Error},
		IsFinding:  true,
		Why: "In AWS GovCloud (US) and in China, identity pools have another principal and other condition keys. A role that trusts " +
			"`cognito-identity.amazonaws.com` there can't be assumed by anybody.",
		Cure: "Trust the principal of the region, and begin the condition keys with it. In the CDK, give the stack its region: " +
			"the construct chooses the principal by it.",
		CDK: `awscdk.NewStack(app, jsii.String("Access"), &awscdk.StackProps{
	Env: &awscdk.Environment{Region: jsii.String("us-gov-west-1")},
})`,
		CloudFormation: `AssumeRolePolicyDocument:
  Version: "2012-10-17"
  Statement:
    - Effect: Allow
      Principal: {Federated: cognito-identity-us-gov.amazonaws.com}
      Action: sts:AssumeRoleWithWebIdentity
      Condition:
        StringEquals:
          cognito-identity-us-gov.amazonaws.com:aud: !Ref IdentityPool
        ForAnyValue:StringLike:
          cognito-identity-us-gov.amazonaws.com:amr: authenticated`,
		Page: pageOfGovCloud,
	},
	{
		ID:         RoleTrustsAnyone,
		Title:      "A role can be assumed by anyone",
		Severities: []Severity{Error},
		IsFinding:  true,
		Why: "The trust policy takes tokens or credentials that no identity pool issued. An attacker with an account at any such provider, " +
			"or with any AWS account, assumes the role without touching Cognito.",
		Cure:           "Let the role trust Cognito only, through this identity pool.",
		CDK:            trustOfSignedInCDK,
		CloudFormation: trustOfSignedIn,
		Page:           pageOfTrust,
	},
	{
		ID:         RoleTrustsOtherPools,
		Title:      "A role can be assumed through any identity pool",
		Severities: []Severity{Error},
		IsFinding:  true,
		Why: "An attacker makes an identity pool of their own that allows the classic flow, signs in to it and asks STS for your role with " +
			"the token that they get. Your role's trust policy doesn't say which pool the token must come from, so STS hands it out, " +
			"whatever your own pool allows.",
		Cure:           "Add the condition `StringEquals` on `cognito-identity.amazonaws.com:aud` with the id of the identity pool.",
		CDK:            trustOfSignedInCDK,
		CloudFormation: trustOfSignedIn,
		Page:           pageOfTrust,
	},
	{
		ID:         RoleTrustsGuests,
		Title:      "A role for signed-in users can be assumed by guests",
		Severities: []Severity{Error, Warning, Note},
		Uncertain:  classicFlowOpen,
		IsFinding:  true,
		Why: "An attacker gets a guest's token from the identity pool, without signing in, and asks STS for this role with it (the classic " +
			"flow). The trust policy doesn't ask for a signed-in identity, so the attacker may do what your users may.",
		Cure: "Add the condition `ForAnyValue:StringLike` on `cognito-identity.amazonaws.com:amr` with `authenticated`. " +
			"Set `AllowClassicFlow` to `false` unless you need it.",
		CDK:            trustOfSignedInCDK,
		CloudFormation: trustOfSignedIn,
		Page:           pageOfTrust,
	},
	{
		ID:         RoleTrustsSignedIn,
		Title:      "A role for guests can be assumed by signed-in users",
		Severities: []Severity{Warning, Note},
		Uncertain:  classicFlowOpen,
		IsFinding:  true,
		Why: "A signed-in user asks STS for the guests' role instead of their own (the classic flow). Whatever their own role denies " +
			"them no longer holds.",
		Cure: "Add the condition `ForAnyValue:StringLike` on `cognito-identity.amazonaws.com:amr` with `unauthenticated`.",
		CDK: `awsiam.NewRole(stack, jsii.String("Visitors"), &awsiam.RoleProps{
	AssumedBy: pool.UnauthenticatedPrincipal(),
})`,
		CloudFormation: `AssumeRolePolicyDocument:
  Version: "2012-10-17"
  Statement:
    - Effect: Allow
      Principal: {Federated: cognito-identity.amazonaws.com}
      Action: sts:AssumeRoleWithWebIdentity
      Condition:
        StringEquals:
          cognito-identity.amazonaws.com:aud: !Ref IdentityPool
        ForAnyValue:StringLike:
          cognito-identity.amazonaws.com:amr: unauthenticated`,
		Page: pageOfTrust,
	},
	{
		ID:         RoleWithoutTagSession,
		Title:      "A role can't be assumed with session tags",
		Severities: []Severity{Error},
		IsFinding:  true,
		IsWarning:  true,
		Why: "The identity pool sets session tags, and STS refuses tags unless the role's trust policy allows `sts:TagSession`. Users who " +
			"should get the role get an error.",
		Cure: "Allow `sts:TagSession` beside `sts:AssumeRoleWithWebIdentity`, under the same conditions.",
		CDK:  trustOfSignedInCDK,
		CloudFormation: `AssumeRolePolicyDocument:
  Version: "2012-10-17"
  Statement:
    - Effect: Allow
      Principal: {Federated: cognito-identity.amazonaws.com}
      Action: [sts:AssumeRoleWithWebIdentity, sts:TagSession]
      Condition:
        StringEquals:
          cognito-identity.amazonaws.com:aud: !Ref IdentityPool
        ForAnyValue:StringLike:
          cognito-identity.amazonaws.com:amr: authenticated`,
		Page: pageOfTags,
	},
	{
		ID:         TrustWithoutCondition,
		Title:      "A role trusts Cognito without a condition",
		Severities: []Severity{Error},
		IsFinding:  true,
		Why: "IAM refuses the role: \"A condition block must be present for the Cognito provider\". A role that was made before IAM " +
			"checked this can be assumed by whoever has a token of any identity pool.",
		Cure:           "Add the conditions on the identity pool and on who signs in.",
		CDK:            trustOfSignedInCDK,
		CloudFormation: trustOfSignedIn,
		Page:           pageOfTrust,
	},
	{
		ID:         TrustOnNetworkAddress,
		Title:      "A trust policy asks for the user's network",
		Severities: []Severity{Error},
		IsFinding:  true,
		Why: "In the enhanced flow it is Cognito that asks STS for the role, so `aws:SourceIp`, `aws:SourceVpc` and `aws:SourceVpce` hold its " +
			"network, not the user's. The condition is never met, and everybody is refused.",
		Cure: "Take the condition out of the trust policy, and put it into a policy of the role: the user's own requests do carry their network.",
		CDK: `role.AddToPrincipalPolicy(awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
	Effect:    awsiam.Effect_DENY,
	Actions:   jsii.Strings("*"),
	Resources: jsii.Strings("*"),
	Conditions: &map[string]any{
		"NotIpAddress": map[string]any{"aws:SourceIp": "203.0.113.0/24"},
	},
}))`,
		CloudFormation: `Policies:
  - PolicyName: OfficeOnly
    PolicyDocument:
      Version: "2012-10-17"
      Statement:
        - Effect: Deny
          Action: "*"
          Resource: "*"
          Condition:
            NotIpAddress: {aws:SourceIp: 203.0.113.0/24}`,
		Page: pageOfTrust,
	},
}
