package identitypool_test

import (
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/assertions"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/jsii-runtime-go"

	"github.com/awscdk-constructs/identitypool"
)

// object and list are JSON, as the CDK's assertions take it.
type (
	object = map[string]any
	list   = []any
)

const (
	identityPoolType   = "AWS::Cognito::IdentityPool"
	roleAttachmentType = "AWS::Cognito::IdentityPoolRoleAttachment"
	userPoolClientType = "AWS::Cognito::UserPoolClient"
	roleType           = "AWS::IAM::Role"
	policyType         = "AWS::IAM::Policy"
)

// expectation is what a template must have.
type expectation struct {
	counts     map[string]float64
	properties []expectedResource
}

type expectedResource struct {
	resourceType string
	properties   object
}

func (e expectation) verify(t *testing.T, stack awscdk.Stack) {
	t.Helper()
	verify(t, stack, func(template assertions.Template) {
		for resourceType, count := range e.counts {
			template.ResourceCountIs(jsii.String(resourceType), jsii.Number(count))
		}
		for _, resource := range e.properties {
			template.HasResourceProperties(jsii.String(resource.resourceType), resource.properties)
		}
	})
}

func upstreamTrust(amr string, identityPool string) object {
	return object{"AssumeRolePolicyDocument": object{"Statement": list{object{
		"Action": "sts:AssumeRoleWithWebIdentity",
		"Condition": object{
			"StringEquals":           object{"cognito-identity.amazonaws.com:aud": object{"Ref": identityPool}},
			"ForAnyValue:StringLike": object{"cognito-identity.amazonaws.com:amr": amr},
		},
		"Effect":    "Allow",
		"Principal": object{"Federated": "cognito-identity.amazonaws.com"},
	}}}}
}

func permissions(actions, resource any) object {
	return object{"PolicyDocument": object{"Statement": list{object{"Action": actions, "Effect": "Allow", "Resource": resource}}}}
}

func getAtt(logicalID string) object { return object{"Fn::GetAtt": list{logicalID, "Arn"}} }

// addStatements gives the statements of two upstream tests to the roles of a pool.
func addStatements(pool identitypool.IdentityPool) {
	pool.AuthenticatedRole().AddToPrincipalPolicy(awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
		Actions:   jsii.Strings("execute-api:*", "dynamodb:*"),
		Resources: jsii.Strings("*"),
	}))
	pool.UnauthenticatedRole().AddToPrincipalPolicy(awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
		Actions:   jsii.Strings("execute-api:*"),
		Resources: jsii.Strings("arn:aws:execute-api:us-east-1:*:my-api/prod"),
	}))
}

var addedStatements = []expectedResource{
	{policyType, permissions("execute-api:*", "arn:aws:execute-api:us-east-1:*:my-api/prod")},
	{policyType, permissions(list{"execute-api:*", "dynamodb:*"}, "*")},
}

// attachmentOf is the role attachment of a pool with mappings and the default roles.
func attachmentOf(identityPool, authenticated, unauthenticated string, mappings object) []expectedResource {
	return []expectedResource{{roleAttachmentType, object{
		"IdentityPoolId": object{"Ref": identityPool},
		"RoleMappings":   mappings,
		"Roles":          object{"authenticated": getAtt(authenticated), "unauthenticated": getAtt(unauthenticated)},
	}}}
}

func attachmentOfTokenTest(mappings object) expectation {
	return expectation{properties: attachmentOf(
		"TestIdentityPoolRoleMappingToken0B11D690",
		"TestIdentityPoolRoleMappingTokenAuthenticatedRoleD99CE043",
		"TestIdentityPoolRoleMappingTokenUnauthenticatedRole1D86D800",
		mappings,
	)}
}

// upstreamClient is the client that the CDK makes for a user pool with an identity provider.
func upstreamClient(userPool, provider string) expectedResource {
	return expectedResource{userPoolClientType, object{
		"UserPoolId":                      object{"Ref": userPool},
		"AllowedOAuthFlows":               list{"implicit", "code"},
		"AllowedOAuthFlowsUserPoolClient": true,
		"AllowedOAuthScopes":              list{"profile", "phone", "email", "openid", "aws.cognito.signin.user.admin"},
		"CallbackURLs":                    list{"https://example.com"},
		"SupportedIdentityProviders":      list{provider, "COGNITO"},
	}}
}

func upstreamProvider(userPool, client string, check bool) object {
	return object{
		"ClientId": object{"Ref": client},
		"ProviderName": object{"Fn::Join": list{"", list{
			"cognito-idp.", object{"Ref": "AWS::Region"}, ".", object{"Ref": "AWS::URLSuffix"}, "/", object{"Ref": userPool},
		}}},
		"ServerSideTokenCheck": check,
	}
}
