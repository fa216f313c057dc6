package cfn_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
)

// The ARN that Fn::GetAtt or Ref returns is the one that people write by hand.
func TestARNsByHand(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ typeName, properties, byFunction, byHand string }{
		"a role":                         {"AWS::IAM::Role", `{}`, "${X.Arn}", "arn:aws:iam::111122223333:role/${X}"},
		"a role with a path and a name":  {"AWS::IAM::Role", `{"Path": "/a/b/", "RoleName": "c"}`, "${X.Arn}", "arn:aws:iam::111122223333:role/a/b/c"},
		"a role with a name of a part":   {"AWS::IAM::Role", `{"RoleName": {"Fn::Sub": "${Env}-c"}}`, "${X.Arn}", "arn:aws:iam::111122223333:role/${Env}-c"},
		"a managed policy":               {"AWS::IAM::ManagedPolicy", `{"ManagedPolicyName": "p"}`, "${X}", "arn:aws:iam::111122223333:policy/p"},
		"a managed policy's attribute":   {"AWS::IAM::ManagedPolicy", `{"ManagedPolicyName": "p"}`, "${X.PolicyArn}", "arn:aws:iam::111122223333:policy/p"},
		"an OpenID Connect provider":     {"AWS::IAM::OIDCProvider", `{"Url": "https://a.example/b"}`, "${X}", "arn:aws:iam::111122223333:oidc-provider/a.example/b"},
		"the CDK's provider":             {"Custom::AWSCDKOpenIdConnectProvider", `{"Url": "https://a.example"}`, "${X.Arn}", "arn:aws:iam::111122223333:oidc-provider/a.example"},
		"a SAML provider":                {"AWS::IAM::SAMLProvider", `{"Name": "s"}`, "${X}", "arn:aws:iam::111122223333:saml-provider/s"},
		"a bucket":                       {"AWS::S3::Bucket", `{"BucketName": "b"}`, "${X.Arn}", "arn:aws:s3:::b"},
		"a table":                        {"AWS::DynamoDB::Table", `{}`, "${X.Arn}", "arn:aws:dynamodb:eu-central-1:111122223333:table/${X}"},
		"a global table":                 {"AWS::DynamoDB::GlobalTable", `{"TableName": "t"}`, "${X.Arn}", "arn:aws:dynamodb:eu-central-1:111122223333:table/t"},
		"a queue":                        {"AWS::SQS::Queue", `{"QueueName": "q"}`, "${X.Arn}", "arn:aws:sqs:eu-central-1:111122223333:q"},
		"a queue by its attribute":       {"AWS::SQS::Queue", `{}`, "${X.Arn}", "arn:aws:sqs:eu-central-1:111122223333:${X.QueueName}"},
		"a topic":                        {"AWS::SNS::Topic", `{"TopicName": "t"}`, "${X}", "arn:aws:sns:eu-central-1:111122223333:t"},
		"a topic's attribute":            {"AWS::SNS::Topic", `{}`, "${X.TopicArn}", "arn:aws:sns:eu-central-1:111122223333:${X.TopicName}"},
		"a function":                     {"AWS::Lambda::Function", `{"FunctionName": "f"}`, "${X.Arn}", "arn:aws:lambda:eu-central-1:111122223333:function:f"},
		"a user pool":                    {"AWS::Cognito::UserPool", `{"UserPoolName": "u"}`, "${X.Arn}", "arn:aws:cognito-idp:eu-central-1:111122223333:userpool/${X}"},
		"a user pool by its attribute":   {"AWS::Cognito::UserPool", `{}`, "${X.Arn}", "arn:aws:cognito-idp:eu-central-1:111122223333:userpool/${X.UserPoolId}"},
		"a key":                          {"AWS::KMS::Key", `{}`, "${X.Arn}", "arn:aws:kms:eu-central-1:111122223333:key/${X}"},
		"a stream":                       {"AWS::Kinesis::Stream", `{"Name": "s"}`, "${X.Arn}", "arn:aws:kinesis:eu-central-1:111122223333:stream/s"},
		"a state machine":                {"AWS::StepFunctions::StateMachine", `{"StateMachineName": "s"}`, "${X}", "arn:aws:states:eu-central-1:111122223333:stateMachine:s"},
		"a log group has its streams in": {"AWS::Logs::LogGroup", `{"LogGroupName": "/a"}`, "${X.Arn}", "arn:aws:logs:eu-central-1:111122223333:log-group:/a:*"},
		"the name by its own attribute":  {"AWS::Cognito::UserPoolClient", `{}`, "${X}", "${X.ClientId}"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			template := fmt.Sprintf(`{"Parameters": {"Env": {"Type": "String"}}, "Resources": {"X": {"Type": %q, "Properties": %s}}}`, test.typeName, test.properties)
			app := parse(t, template, cfn.Options{Region: "eu-central-1", AccountID: "111122223333"})
			byFunction, byHand := value(t, app, test.byFunction), value(t, app, test.byHand)
			assert.Equal(t, answer.Yes, cfn.Same(byFunction, byHand), "%v and %v", byFunction.WithGivenNames(), byHand)
			if found, isFound := app.ResourceOfARN(byHand); isFound {
				assert.Equal(t, "X", found.Name())
			}
		})
	}
}

func TestSecretsHaveASuffixThatNobodyKnows(t *testing.T) {
	t.Parallel()
	app := parse(t, `{"Resources": {"X": {"Type": "AWS::SecretsManager::Secret", "Properties": {"Name": "db/main"}}}}`, cfn.Options{Region: "eu-central-1", AccountID: "111122223333"})
	secret := value(t, app, "${X}")
	for suffix, want := range map[string]answer.Answer{
		"db/main": answer.No, "db/main-a1B2c3": answer.Unknown, "db/main-a1/2c3": answer.No, "db/other-a1B2c3": answer.No,
	} {
		assert.Equal(t, want, cfn.Same(value(t, app, "arn:aws:secretsmanager:eu-central-1:111122223333:secret:"+suffix), secret), suffix)
	}
}

// The same name in two templates is two names, and a resource is what its Ref or an attribute that returns the same is.
func TestParts(t *testing.T) {
	t.Parallel()
	app := parse(t, comparisons, cfn.Options{})
	parts := value(t, app, "a-${Table}-${Env}").Parts()
	assert.Len(t, parts, 4)
	resource, attribute := parts[1].Resource()
	assert.Equal(t, "Table", resource.Name())
	assert.Empty(t, attribute)
	assert.True(t, parts[0].IsLiteral())
	assert.Equal(t, "parameter Env has no default", parts[3].Reason())
	for text, want := range map[string]bool{"${Users}": true, "${Users.UserPoolId}": true, "${Users.Arn}": false, "x${Users}": false, "Users": false} {
		_, isResource := value(t, app, text).Resource()
		assert.Equal(t, want, isResource, text)
	}
	before, after, found := value(t, app, "${Users}/a/${Env}").Cut("/a/")
	assert.True(t, found)
	assert.Equal(t, "${Users} ${Env}", before.String()+" "+after.String())
}

func TestPartitions(t *testing.T) {
	t.Parallel()
	for region, want := range map[string]string{
		"eu-central-1": "aws", "us-gov-west-1": "aws-us-gov", "cn-north-1": "aws-cn", "eusc-de-east-1": "aws-eusc", "us-iso-east-1": "aws-iso",
		"us-isob-east-1": "aws-iso-b", "eu-isoe-west-1": "aws-iso-e", "us-isof-south-1": "aws-iso-f",
	} {
		stack := parse(t, comparisons, cfn.Options{Region: region}).Stacks()[0]
		assert.Equal(t, want, stack.Partition().String(), region)
	}
}
