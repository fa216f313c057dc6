package identitypool_test

import (
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/assertions"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/jsii-runtime-go"
	"github.com/stretchr/testify/assert"

	"github.com/awscdk-constructs/identitypool"
)

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

const assume = "sts:AssumeRoleWithWebIdentity"

var assumeAndTag = []any{assume, "sts:TagSession"}

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

func TestSuppliedRolesNeedNoPrincipal(t *testing.T) {
	site := newSite("eusc-de-east-1")
	pool := identitypool.NewIdentityPool(site.stack, jsii.String("Pool"), &props{AuthenticatedRole: site.role, UnauthenticatedRole: site.role})
	assert.Same(t, site.role, pool.AuthenticatedRole())
}

func TestRolesThatAreNotCreated(t *testing.T) {
	site := newSite("")
	none := identitypool.NewIdentityPool(site.stack, jsii.String("None"), &props{
		CreateAuthenticatedRole: jsii.Bool(false), CreateUnauthenticatedRole: jsii.Bool(false),
	})
	late := identitypool.NewIdentityPool(site.stack, jsii.String("Late"), &props{
		CreateAuthenticatedRole: jsii.Bool(false), CreateUnauthenticatedRole: jsii.Bool(false),
	})
	users := identitypool.NewIdentityPool(site.stack, jsii.String("Users"), &props{
		AuthenticatedRole: site.role, CreateAuthenticatedRole: jsii.Bool(false), CreateUnauthenticatedRole: jsii.Bool(false),
	})
	assert.Nil(t, late.RoleAttachment())
	late.AddRoleMappings()
	assert.Nil(t, late.RoleAttachment())
	late.AddRoleMappings(&mapping{ProviderUrl: custom("example.com"), Rules: site.rules(1)})

	assert.Nil(t, none.AuthenticatedRole())
	assert.Nil(t, none.UnauthenticatedRole())
	assert.Nil(t, none.RoleAttachment())
	assert.Equal(t, "Stack/Late/DefaultRoleAttachment/Resource", *late.RoleAttachment().Node().Path())
	assert.Same(t, site.role, users.AuthenticatedRole())
	assert.Nil(t, users.UnauthenticatedRole())

	template := assertions.Template_FromStack(site.stack, nil)
	template.ResourceCountIs(jsii.String("AWS::Cognito::IdentityPoolRoleAttachment"), jsii.Number(2))
	template.ResourceCountIs(jsii.String("AWS::IAM::Role"), jsii.Number(1))
	template.HasResourceProperties(jsii.String("AWS::Cognito::IdentityPoolRoleAttachment"), map[string]any{
		"IdentityPoolId": site.stack.Resolve(users.IdentityPoolId()),
		"Roles":          map[string]any{"authenticated": site.stack.Resolve(site.role.RoleArn())},
	})
	template.HasResourceProperties(jsii.String("AWS::Cognito::IdentityPoolRoleAttachment"), map[string]any{
		"IdentityPoolId": site.stack.Resolve(late.IdentityPoolId()),
		"Roles":          assertions.Match_Absent(),
		"RoleMappings":   map[string]any{"example.com": map[string]any{"Type": "Rules"}},
	})
}

func TestRoleAttachmentOfAnImportedPool(t *testing.T) {
	site := newSite("eu-west-1")
	pool := identitypool.IdentityPool_FromIdentityPoolId(site.stack, jsii.String("Imported"), jsii.String("eu-west-1:id"))
	staff := awsiam.NewRole(site.stack, jsii.String("Staff"), &awsiam.RoleProps{AssumedBy: pool.AuthenticatedPrincipal()})
	attachment := identitypool.NewIdentityPoolRoleAttachment(site.stack, jsii.String("Attachment"), &identitypool.IdentityPoolRoleAttachmentProps{
		IdentityPool:      pool,
		AuthenticatedRole: staff,
		RoleMappings:      &[]*mapping{byToken(site.userPoolUrl())},
	})
	attachment.AddRoleMappings(&mapping{ProviderUrl: identitypool.IdentityPoolProviderUrl_GOOGLE(), Rules: site.rules(2)})

	template := assertions.Template_FromStack(site.stack, nil)
	template.ResourceCountIs(jsii.String("AWS::Cognito::IdentityPoolRoleAttachment"), jsii.Number(1))
	template.HasResourceProperties(jsii.String("AWS::Cognito::IdentityPoolRoleAttachment"), map[string]any{
		"IdentityPoolId": "eu-west-1:id",
		"Roles":          map[string]any{"authenticated": site.stack.Resolve(staff.RoleArn()), "unauthenticated": assertions.Match_Absent()},
		"RoleMappings": map[string]any{
			"Stack/UserPool/Client": map[string]any{"Type": "Token"},
			"accounts.google.com":   map[string]any{"Type": "Rules"},
		},
	})
	assert.Equal(t, "Stack/Attachment/Resource", *attachment.Node().DefaultChild().Node().Path())
}

func TestPrincipalTagMappings(t *testing.T) {
	for _, later := range []bool{false, true} {
		site := newSite("eu-west-1")
		mappings := []*tagging{
			{ProviderUrl: site.userPoolUrl(), Tags: tenantTag()},
			{ProviderUrl: identitypool.IdentityPoolProviderUrl_GOOGLE(), UseDefaults: jsii.Bool(true)},
			{ProviderUrl: identitypool.IdentityPoolProviderUrl_Saml(jsii.String("arn:aws:iam::111111111111:saml-provider/staff")), Tags: tenantTag()},
			{ProviderUrl: identitypool.IdentityPoolProviderUrl_UserPoolUrl(jsii.String("cognito-idp.us-east-1.amazonaws.com/us-east-1_a:client")), Tags: tenantTag()},
		}
		var pool identitypool.IdentityPool
		if later {
			pool = identitypool.NewIdentityPool(site.stack, jsii.String("Pool"), nil)
			pool.AddPrincipalTagMappings(mappings[:1]...)
			pool.AddPrincipalTagMappings(mappings[1:]...)
		} else {
			pool = identitypool.NewIdentityPool(site.stack, jsii.String("Pool"), &props{PrincipalTagMappings: &mappings})
		}
		id := site.stack.Resolve(pool.IdentityPoolId())

		// The same trust whether the mappings came with the properties or later: the second statement takes the tags.
		assert.Equal(t, []any{
			statement(assume, "cognito-identity.amazonaws.com", id, "authenticated"),
			statement("sts:TagSession", "cognito-identity.amazonaws.com", id, "authenticated"),
		}, statementsOf(t, site.stack, "PoolAuthenticatedRole"))
		assert.Equal(t, []any{statement(assume, "cognito-identity.amazonaws.com", id, "unauthenticated")},
			statementsOf(t, site.stack, "PoolUnauthenticatedRole"))

		template := assertions.Template_FromStack(site.stack, nil)
		tags := *template.FindResources(jsii.String("AWS::Cognito::IdentityPoolPrincipalTag"), nil)
		properties := map[string]any{}
		for logicalID, resource := range tags {
			properties[logicalID] = (*resource)["Properties"]
		}
		assert.Equal(t, map[string]any{
			"PoolPrincipalTagsStackUserPool68AB5D40": map[string]any{
				"IdentityPoolId":       id,
				"IdentityProviderName": site.stack.Resolve(site.userPool.UserPoolProviderName()),
				"PrincipalTags":        map[string]any{"tenant": "custom:tenant"},
			},
			"PoolPrincipalTagsaccountsgooglecomD7068FEA": map[string]any{
				"IdentityPoolId": id, "IdentityProviderName": "accounts.google.com", "UseDefaults": true,
			},
			"PoolPrincipalTagsarnawsiam111111111111samlproviderstaffFF0DC13D": map[string]any{
				"IdentityPoolId":       id,
				"IdentityProviderName": "arn:aws:iam::111111111111:saml-provider/staff",
				"PrincipalTags":        map[string]any{"tenant": "custom:tenant"},
			},
			"PoolPrincipalTagscognitoidpuseast1amazonawscomuseast1aB5D0C3C5": map[string]any{
				"IdentityPoolId":       id,
				"IdentityProviderName": "cognito-idp.us-east-1.amazonaws.com/us-east-1_a",
				"PrincipalTags":        map[string]any{"tenant": "custom:tenant"},
			},
		}, properties)
	}
}

func TestPrincipalTagsOfAUserPoolOfAnotherRegion(t *testing.T) {
	site := newSite("eu-west-1")
	userPool := awscognito.UserPool_FromUserPoolId(site.stack, jsii.String("Imported"), jsii.String("us-east-1_a"))
	pool := identitypool.NewIdentityPool(site.stack, jsii.String("Pool"), &props{PrincipalTagMappings: &[]*tagging{{
		ProviderUrl: identitypool.IdentityPoolProviderUrl_UserPool(userPool, site.client), Tags: tenantTag(),
	}}})
	assert.NotNil(t, pool.Node().FindChild(jsii.String("PrincipalTags")).Node().FindChild(
		jsii.String("cognito-idp.us-east-1.amazonaws.com/us-east-1_a")))
	assertions.Template_FromStack(site.stack, nil).HasResourceProperties(jsii.String("AWS::Cognito::IdentityPoolPrincipalTag"), map[string]any{
		"IdentityProviderName": "cognito-idp.us-east-1.amazonaws.com/us-east-1_a",
	})
}

func TestPrincipalTagsOfPlaceholders(t *testing.T) {
	site := newSite("")
	const dynamic = "cognito-idp.eu-west-1.amazonaws.com/{{resolve:ssm:/userpool}}"
	region := awscdk.NewScopedAws(site.stack).Region() // a token with a colon in it
	identitypool.NewIdentityPool(site.stack, jsii.String("Pool"), &props{PrincipalTagMappings: &[]*tagging{
		{ProviderUrl: identitypool.IdentityPoolProviderUrl_UserPoolUrl(jsii.String(dynamic + ":client")), Tags: tenantTag()},
		{ProviderUrl: identitypool.IdentityPoolProviderUrl_UserPoolUrl(jsii.String("{{resolve:ssm:/whole}}")), Tags: tenantTag()},
		{
			ProviderUrl: identitypool.IdentityPoolProviderUrl_UserPoolUrl(jsii.String("cognito-idp." + *region + ".amazonaws.com/eu-west-1_a:client")),
			Tags:        tenantTag(),
		},
	}})
	template := assertions.Template_FromStack(site.stack, nil)
	for _, name := range []any{
		dynamic, "{{resolve:ssm:/whole}}",
		map[string]any{"Fn::Join": []any{"", []any{"cognito-idp.", map[string]any{"Ref": "AWS::Region"}, ".amazonaws.com/eu-west-1_a"}}},
	} {
		template.HasResourceProperties(jsii.String("AWS::Cognito::IdentityPoolPrincipalTag"), map[string]any{"IdentityProviderName": name})
	}
}

func TestASuppliedRoleIsLeftAloneByTagMappings(t *testing.T) {
	site := newSite("")
	identitypool.NewIdentityPool(site.stack, jsii.String("Pool"), &props{
		AuthenticatedRole:    site.role,
		PrincipalTagMappings: &[]*tagging{{ProviderUrl: custom("example.com"), Tags: tenantTag()}},
	})
	assert.Len(t, statementsOf(t, site.stack, "Role"), 1)
}
