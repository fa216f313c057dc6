package identitypool_test

import (
	"fmt"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/jsii-runtime-go"
	"github.com/stretchr/testify/assert"

	"github.com/awscdk-constructs/identitypool"
)

var badImportCalls = []badCall{
	{
		name: "an id of no region",
		call: func(s *site, _ identitypool.IdentityPool) {
			identitypool.IdentityPool_FromIdentityPoolId(s.stack, jsii.String("Imported"), jsii.String("europe:id"))
		},
		path:     "Stack/Imported",
		problems: []string{`identityPoolId: "europe" is not a region; write it as eu-west-1`},
	},
	{
		name: "an ARN of no account",
		call: func(s *site, _ identitypool.IdentityPool) {
			identitypool.IdentityPool_FromIdentityPoolArn(s.stack, jsii.String("Imported"),
				jsii.String("arn:aws:cognito-identity:eu-west-1:1111:identitypool/eu-west-1:id"))
		},
		path: "Stack/Imported",
		problems: []string{
			`identityPoolArn: "arn:aws:cognito-identity:eu-west-1:1111:identitypool/eu-west-1:id": "1111" is not an account; an account has 12 digits`,
		},
	},
	{
		name: "an import without scope, id and identity pool id",
		call: func(*site, identitypool.IdentityPool) { identitypool.IdentityPool_FromIdentityPoolId(nil, nil, nil) },
		problems: []string{
			"scope: is required; pass the stack or construct to define this in",
			"id: is required; pass an id that is unique in the scope",
			"identityPoolId: is required; pass the id of the identity pool, <region>:<id>",
		},
	},
	{
		name:     "an identity pool id without a region",
		call:     importID("idPool"),
		path:     "Stack/Imported",
		problems: []string{malformedID("identityPoolId", "idPool")},
	},
	{
		name:     "an identity pool id with three parts",
		call:     importID("eu-west-1:a:b"),
		path:     "Stack/Imported",
		problems: []string{malformedID("identityPoolId", "eu-west-1:a:b")},
	},
	{
		name:     "an identity pool id without an id",
		call:     importID("eu-west-1:"),
		path:     "Stack/Imported",
		problems: []string{malformedID("identityPoolId", "eu-west-1:")},
	},
	{
		name:     "an identity pool id with a space",
		call:     importID("eu-west-1:a b"),
		path:     "Stack/Imported",
		problems: []string{malformedID("identityPoolId", "eu-west-1:a b")},
	},
	{
		name: "attributes without an id, and with a token as the principal",
		call: func(s *site, _ identitypool.IdentityPool) {
			identitypool.IdentityPool_FromIdentityPoolAttributes(s.stack, jsii.String("Imported"), &identitypool.IdentityPoolAttributes{FederatedPrincipal: s.token})
		},
		path: "Stack/Imported",
		problems: []string{
			"IdentityPoolId: is required; pass the id of the identity pool, <region>:<id>",
			"FederatedPrincipal: is a token; it begins the keys of a condition, which must be known when the app is synthesized",
		},
	},
	{
		name: "attributes with a malformed id",
		call: func(s *site, _ identitypool.IdentityPool) {
			identitypool.IdentityPool_FromIdentityPoolAttributes(s.stack, jsii.String("Imported"), &identitypool.IdentityPoolAttributes{IdentityPoolId: jsii.String("x")})
		},
		path:     "Stack/Imported",
		problems: []string{malformedID("IdentityPoolId", "x")},
	},
	{
		name: "no attributes",
		call: func(s *site, _ identitypool.IdentityPool) {
			identitypool.IdentityPool_FromIdentityPoolAttributes(s.stack, jsii.String("Imported"), nil)
		},
		path:     "Stack/Imported",
		problems: []string{"IdentityPoolId: is required; pass the id of the identity pool, <region>:<id>"},
	},
	{
		name: "an import without an ARN",
		call: func(s *site, _ identitypool.IdentityPool) {
			identitypool.IdentityPool_FromIdentityPoolArn(s.stack, jsii.String("Imported"), nil)
		},
		path:     "Stack/Imported",
		problems: []string{"identityPoolArn: is required; pass the ARN of the identity pool"},
	},
	{
		name:     "an ARN that is none",
		call:     importArn("us-east-1:id"),
		path:     "Stack/Imported",
		problems: []string{malformedArn("us-east-1:id")},
	},
	{
		name:     "an ARN of another service",
		call:     importArn("arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_a"),
		path:     "Stack/Imported",
		problems: []string{malformedArn("arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_a")},
	},
	{
		name:     "an ARN of another kind of resource",
		call:     importArn("arn:aws:cognito-identity:us-east-1:123456789012:pool/us-east-1:id"),
		path:     "Stack/Imported",
		problems: []string{malformedArn("arn:aws:cognito-identity:us-east-1:123456789012:pool/us-east-1:id")},
	},
	{
		name:     "an ARN without a resource",
		call:     importArn("arn:aws:cognito-identity:us-east-1:123456789012:identitypool"),
		path:     "Stack/Imported",
		problems: []string{malformedArn("arn:aws:cognito-identity:us-east-1:123456789012:identitypool")},
	},
	{
		name:     "an ARN without region and account",
		call:     importArn("arn:aws:cognito-identity:::identitypool/us-east-1:id"),
		path:     "Stack/Imported",
		problems: []string{malformedArn("arn:aws:cognito-identity:::identitypool/us-east-1:id")},
	},
	{
		name:     "an ARN with a malformed id",
		call:     importArn("arn:aws:cognito-identity:us-east-1:123456789012:identitypool/id"),
		path:     "Stack/Imported",
		problems: []string{malformedArn("arn:aws:cognito-identity:us-east-1:123456789012:identitypool/id")},
	},
	{
		name: "an ARN and its id disagree on the region",
		call: importArn("arn:aws:cognito-identity:us-east-1:123456789012:identitypool/eu-west-1:id"),
		path: "Stack/Imported",
		problems: []string{`identityPoolArn: "arn:aws:cognito-identity:us-east-1:123456789012:identitypool/eu-west-1:id" names two regions, ` +
			`"us-east-1" and in the id "eu-west-1"; both must be the region of the identity pool`},
	},
	{
		name:     "an ARN is a dynamic reference",
		call:     importArn("{{resolve:ssm:/identity/pool}}"),
		path:     "Stack/Imported",
		problems: []string{"identityPoolArn: is a dynamic reference, which CloudFormation can't take apart; import the identity pool by its id"},
	},
}

func importID(identityPoolID string) func(*site, identitypool.IdentityPool) {
	return func(s *site, _ identitypool.IdentityPool) {
		identitypool.IdentityPool_FromIdentityPoolId(s.stack, jsii.String("Imported"), jsii.String(identityPoolID))
	}
}

func importArn(arn string) func(*site, identitypool.IdentityPool) {
	return func(s *site, _ identitypool.IdentityPool) {
		identitypool.IdentityPool_FromIdentityPoolArn(s.stack, jsii.String("Imported"), jsii.String(arn))
	}
}

func malformedID(field, id string) string {
	return fmt.Sprintf(`%s: %q is not the id of an identity pool; write it as <region>:<id>, such as "eu-west-1:0a1b2c3d-4e5f-6789-abcd-ef0123456789"`, field, id)
}

func malformedArn(arn string) string {
	return fmt.Sprintf("identityPoolArn: %q is not the ARN of an identity pool; write it as "+
		"arn:<partition>:cognito-identity:<region>:<account>:identitypool/<region>:<id>", arn)
}

func TestPrincipalsOfImportedPools(t *testing.T) {
	for _, test := range []struct {
		name      string
		region    string // of the stack
		make      func(s *site) identitypool.IIdentityPool
		principal string
	}{
		{
			name: "a literal id has its own region", region: "us-east-1",
			make: func(s *site) identitypool.IIdentityPool {
				return identitypool.IdentityPool_FromIdentityPoolId(s.stack, jsii.String("Imported"), jsii.String("us-gov-west-1:id"))
			},
			principal: "cognito-identity-us-gov.amazonaws.com",
		},
		{
			name: "an id that is known in part has the region of that part", region: "us-east-1",
			make: func(s *site) identitypool.IIdentityPool {
				return identitypool.IdentityPool_FromIdentityPoolId(s.stack, jsii.String("Imported"), jsii.String("us-gov-west-1:{{resolve:ssm:/id}}"))
			},
			principal: "cognito-identity-us-gov.amazonaws.com",
		},
		{
			name: "an ARN with a reference in it has its own region", region: "us-east-1",
			make: func(s *site) identitypool.IIdentityPool {
				return identitypool.IdentityPool_FromIdentityPoolArn(s.stack, jsii.String("Imported"),
					jsii.String("arn:aws-us-gov:cognito-identity:us-gov-east-1:{{resolve:ssm:/account}}:identitypool/{{resolve:ssm:/pool}}"))
			},
			principal: "cognito-identity.us-gov-east-1.amazonaws.com",
		},
		{
			name: "a token is of the stack's region", region: "us-gov-east-1",
			make: func(s *site) identitypool.IIdentityPool {
				return identitypool.IdentityPool_FromIdentityPoolId(s.stack, jsii.String("Imported"), s.token)
			},
			principal: "cognito-identity.us-gov-east-1.amazonaws.com",
		},
		{
			name: "an ARN has its own region", region: "us-east-1",
			make: func(s *site) identitypool.IIdentityPool {
				return identitypool.IdentityPool_FromIdentityPoolArn(s.stack, jsii.String("Imported"),
					jsii.String("arn:aws-cn:cognito-identity:cn-north-1:123456789012:identitypool/cn-north-1:id"))
			},
			principal: "cognito-identity.cn-north-1.amazonaws.com.cn",
		},
		{
			name: "a token ARN gets the commercial one",
			make: func(s *site) identitypool.IIdentityPool {
				return identitypool.IdentityPool_FromIdentityPoolArn(s.stack, jsii.String("Imported"), s.token)
			},
			principal: "cognito-identity.amazonaws.com",
		},
		{
			name: "the given one counts",
			make: func(s *site) identitypool.IIdentityPool {
				return identitypool.IdentityPool_FromIdentityPoolAttributes(s.stack, jsii.String("Imported"), &identitypool.IdentityPoolAttributes{
					IdentityPoolId: jsii.String("us-iso-east-1:id"), FederatedPrincipal: jsii.String("cognito-identity.example"),
				})
			},
			principal: "cognito-identity.example",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			site := newSite(test.region)
			pool := test.make(site)
			id := site.stack.Resolve(pool.IdentityPoolId())
			awsiam.NewRole(site.stack, jsii.String("SignedIn"), &awsiam.RoleProps{AssumedBy: pool.AuthenticatedPrincipal()})
			awsiam.NewRole(site.stack, jsii.String("Guest"), &awsiam.RoleProps{AssumedBy: pool.UnauthenticatedPrincipal()})

			assert.Equal(t, "${"+test.principal+":sub}", *pool.IdentityIdVariable())
			assert.Equal(t, []any{statement(assumeAndTag, test.principal, id, "authenticated")}, statementsOf(t, site.stack, "SignedIn"))
			assert.Equal(t, []any{statement(assume, test.principal, id, "unauthenticated")}, statementsOf(t, site.stack, "Guest"))
		})
	}
}
