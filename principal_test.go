package identitypool_test

import (
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/assertions"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/jsii-runtime-go"
	"github.com/stretchr/testify/assert"

	"github.com/awscdk-constructs/identitypool"
)

var badPrincipalProps = []badProp{
	{
		name:     "the principal is empty",
		props:    func(*site) *props { return &props{FederatedPrincipal: jsii.String("")} },
		problems: []string{"FederatedPrincipal: is empty; leave it out, or pass a principal such as cognito-identity.amazonaws.com"},
	},
	{
		name:     "the principal is a token",
		props:    func(s *site) *props { return &props{FederatedPrincipal: s.token} },
		problems: []string{"FederatedPrincipal: is a token; it begins the keys of a condition, which must be known when the app is synthesized"},
	},
	{
		name: "the principal has a scheme",
		props: func(*site) *props {
			return &props{FederatedPrincipal: jsii.String("https://cognito-identity.amazonaws.com")}
		},
		problems: []string{
			`FederatedPrincipal: "https://cognito-identity.amazonaws.com" is not a principal; write it as cognito-identity.amazonaws.com, without a scheme`,
		},
	},
	{
		name:       "the principal of the region is not known",
		region:     "eusc-de-east-1",
		props:      func(*site) *props { return nil },
		problems:   []string{unknownPrincipal("eusc-de-east-1")},
		constructs: true,
	},
	{
		name:       "the principal of an isolated region is not known",
		region:     "us-iso-east-1",
		props:      func(s *site) *props { return &props{AuthenticatedRole: s.role} },
		problems:   []string{unknownPrincipal("us-iso-east-1")},
		constructs: true,
	},
	{
		name:       "there are no identity pools in the region",
		region:     "cn-northwest-1",
		props:      func(*site) *props { return &props{} },
		problems:   []string{unknownPrincipal("cn-northwest-1")},
		constructs: true,
	},
}

var badPrincipalCalls = []badCall{
	{
		name:   "a principal is asked for where it is not known",
		region: "eusc-de-east-1",
		call: func(s *site, _ identitypool.IdentityPool) {
			identitypool.NewIdentityPool(s.stack, jsii.String("Bare"), &props{
				CreateAuthenticatedRole: jsii.Bool(false), CreateUnauthenticatedRole: jsii.Bool(false),
			}).AuthenticatedPrincipal()
		},
		path:     "Stack/Bare",
		problems: []string{unknownPrincipal("eusc-de-east-1")},
	},
	{
		name: "a principal is asked for of an imported pool where it is not known",
		call: func(s *site, _ identitypool.IdentityPool) {
			identitypool.IdentityPool_FromIdentityPoolId(s.stack, jsii.String("Imported"), jsii.String("us-isob-east-1:id")).UnauthenticatedPrincipal()
		},
		path:     "Stack/Imported",
		problems: []string{strings.Replace(unknownPrincipal("us-isob-east-1"), "or supply the roles", "with IdentityPool_FromIdentityPoolAttributes", 1)},
	},
	{
		name: "a principal is asked for while the pool is being made",
		call: func(s *site, _ identitypool.IdentityPool) {
			identitypool.NewIdentityPool(s.stack, jsii.String("Early"), &props{AuthenticationProviders: early(func(pool identitypool.IIdentityPool) {
				pool.IdentityIdVariable()
			})})
		},
		path:     "Stack/Early",
		problems: []string{"identityPool: has no id while a provider is bound to it; use it once it has been made"},
	},
}

func unknownPrincipal(region string) string {
	return "FederatedPrincipal: is required in " + region + ": the principal of identity pools there is not documented; pass the one " +
		"that stands for cognito-identity.amazonaws.com, or supply the roles"
}

const assume = "sts:AssumeRoleWithWebIdentity"

var assumeAndTag = []any{assume, "sts:TagSession"}

// statement is a statement of a trust policy as it is rendered.
func statement(action any, principal string, identityPoolID any, amr string) map[string]any {
	return map[string]any{
		"Action":    action,
		"Effect":    "Allow",
		"Principal": map[string]any{"Federated": principal},
		"Condition": map[string]any{
			"StringEquals":           map[string]any{principal + ":aud": identityPoolID},
			"ForAnyValue:StringLike": map[string]any{principal + ":amr": amr},
		},
	}
}

// statementsOf returns the statements of the trust policy of the role whose logical id begins with a text.
func statementsOf(t *testing.T, stack awscdk.Stack, logicalID string) []any {
	t.Helper()
	roles := *assertions.Template_FromStack(stack, nil).FindResources(jsii.String("AWS::IAM::Role"), nil)
	for id, role := range roles {
		if len(id) >= len(logicalID) && id[:len(logicalID)] == logicalID {
			return (*role)["Properties"].(map[string]any)["AssumeRolePolicyDocument"].(map[string]any)["Statement"].([]any)
		}
	}
	t.Fatalf("no role %s in %v", logicalID, roles)
	return nil
}

func TestPrincipalsOfEachRegion(t *testing.T) {
	for _, test := range []struct {
		region    string
		given     string
		principal string
	}{
		{region: "", principal: "cognito-identity.amazonaws.com"},
		{region: "us-east-1", principal: "cognito-identity.amazonaws.com"},
		{region: "ap-southeast-7", principal: "cognito-identity.amazonaws.com"},
		{region: "us-gov-west-1", principal: "cognito-identity-us-gov.amazonaws.com"},
		{region: "us-gov-east-1", principal: "cognito-identity.us-gov-east-1.amazonaws.com"},
		{region: "cn-north-1", principal: "cognito-identity.cn-north-1.amazonaws.com.cn"},
		{region: "", given: "cognito-identity-us-gov.amazonaws.com", principal: "cognito-identity-us-gov.amazonaws.com"},
		{region: "eusc-de-east-1", given: "cognito-identity.example", principal: "cognito-identity.example"},
		{region: "cn-northwest-1", given: "cognito-identity.example", principal: "cognito-identity.example"},
	} {
		t.Run(test.region+test.given, func(t *testing.T) {
			site := newSite(test.region)
			var given *string
			if test.given != "" {
				given = &test.given
			}
			pool := identitypool.NewIdentityPool(site.stack, jsii.String("Pool"), &props{FederatedPrincipal: given})
			id := site.stack.Resolve(pool.IdentityPoolId())
			awsiam.NewRole(site.stack, jsii.String("SignedIn"), &awsiam.RoleProps{AssumedBy: pool.AuthenticatedPrincipal()})
			awsiam.NewRole(site.stack, jsii.String("Guest"), &awsiam.RoleProps{AssumedBy: pool.UnauthenticatedPrincipal()})

			assert.Equal(t, "${"+test.principal+":sub}", *pool.IdentityIdVariable())
			assert.Equal(t, []any{statement(assume, test.principal, id, "authenticated")}, statementsOf(t, site.stack, "PoolAuthenticatedRole"))
			assert.Equal(t, []any{statement(assume, test.principal, id, "unauthenticated")}, statementsOf(t, site.stack, "PoolUnauthenticatedRole"))
			assert.Equal(t, []any{statement(assumeAndTag, test.principal, id, "authenticated")}, statementsOf(t, site.stack, "SignedIn"))
			assert.Equal(t, []any{statement(assume, test.principal, id, "unauthenticated")}, statementsOf(t, site.stack, "Guest"))
		})
	}
}
