package identitypool_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsdynamodb"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/interfaces/interfacesawsiam"
	"github.com/aws/jsii-runtime-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool"
	"github.com/awscdk-constructs/identitypool/internal/apptest"
)

// goldenStacks are ideas, one a stack, with the template that each gives. A change of a logical id shows here: it would replace
// a resource in the users' accounts.
var goldenStacks = []struct {
	name   string // also of the file in testdata
	define func(app awscdk.App)
}{
	{"default_pool", func(app awscdk.App) {
		identitypool.NewIdentityPool(newAppStack(app), jsii.String("Pool"), nil)
	}},
	{"guests_with_grants", func(app awscdk.App) {
		stack := newAppStack(app)
		table := awsdynamodb.NewTable(stack, jsii.String("Table"), &awsdynamodb.TableProps{
			PartitionKey: &awsdynamodb.Attribute{Name: jsii.String("id"), Type: awsdynamodb.AttributeType_STRING},
		})
		pool := identitypool.NewIdentityPool(stack, jsii.String("Pool"), &identitypool.IdentityPoolProps{
			AllowUnauthenticatedIdentities: jsii.Bool(true),
			IdentityPoolName:               jsii.String("visitors"),
		})
		table.GrantReadWriteData(pool.AuthenticatedRole())
		table.GrantReadData(pool.UnauthenticatedRole())
	}},
	{"login_providers", func(app awscdk.App) {
		identitypool.NewIdentityPool(newAppStack(app), jsii.String("Pool"), &identitypool.IdentityPoolProps{
			AllowClassicFlow: jsii.Bool(true),
			AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
				Amazon:         &identitypool.IdentityPoolAmazonLoginProvider{AppId: jsii.String("amzn1.application.188a56d827a7d6555a8b67a5d")},
				Apple:          &identitypool.IdentityPoolAppleLoginProvider{ServicesId: jsii.String("com.example.auth")},
				CustomProvider: jsii.String("login.example.com"),
				Facebook:       &identitypool.IdentityPoolFacebookLoginProvider{AppId: jsii.String("7346241598935552")},
				Google:         &identitypool.IdentityPoolGoogleLoginProvider{ClientId: jsii.String("123456789012.apps.googleusercontent.com")},
				Twitter: &identitypool.IdentityPoolTwitterLoginProvider{
					ConsumerKey:    jsii.String("xvz1evFS4wEEPTGEFPHBog"),
					ConsumerSecret: awscdk.SecretValue_SecretsManager(jsii.String("twitter"), nil).UnsafeUnwrap(),
				},
			},
		})
	}},
	{"openid_connect_and_saml", func(app awscdk.App) {
		stack := newAppStack(app)
		identitypool.NewIdentityPool(stack, jsii.String("Pool"), &identitypool.IdentityPoolProps{
			AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
				OpenIdConnectProviders: &[]interfacesawsiam.IOIDCProviderRef{
					awsiam.NewOidcProviderNative(stack, jsii.String("OpenIdConnect"), &awsiam.OidcProviderNativeProps{
						Url: jsii.String("https://example.com"), ClientIds: jsii.Strings("app"),
					}),
				},
				SamlProviders: &[]interfacesawsiam.ISAMLProviderRef{
					awsiam.SamlProvider_FromSamlProviderArn(stack, jsii.String("Saml"), jsii.String("arn:aws:iam::123456789012:saml-provider/example")),
				},
			},
		})
	}},
	{"user_pools", func(app awscdk.App) {
		stack := newAppStack(app)
		staff := awscognito.NewUserPool(stack, jsii.String("Staff"), nil)
		customers := awscognito.NewUserPool(stack, jsii.String("Customers"), nil)
		pool := identitypool.NewIdentityPool(stack, jsii.String("Pool"), &identitypool.IdentityPoolProps{
			AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
				UserPools: &[]identitypool.IUserPoolAuthenticationProvider{
					identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{UserPool: staff}),
				},
			},
		})
		pool.AddUserPoolAuthentication(identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
			UserPool: customers, UserPoolClient: customers.AddClient(jsii.String("Shop"), nil), DisableServerSideTokenCheck: jsii.Bool(true),
		}))
	}},
	{"shared_client", func(app awscdk.App) {
		stack := newAppStack(app)
		userPool := awscognito.NewUserPool(stack, jsii.String("UserPool"), nil)
		for _, id := range []string{"First", "Second"} {
			identitypool.NewIdentityPool(stack, jsii.String(id), nil).AddUserPoolAuthentication(
				identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{UserPool: userPool}))
		}
	}},
	{"user_pool_of_another_region", func(app awscdk.App) {
		stack := newRegionStack(app, "Stack", "us-east-1")
		userPool := awscognito.UserPool_FromUserPoolId(stack, jsii.String("UserPool"), jsii.String("eu-west-1_aBcDeFgHi"))
		client := awscognito.UserPoolClient_FromUserPoolClientId(stack, jsii.String("Client"), jsii.String("1example23456789"))
		pool := identitypool.NewIdentityPool(stack, jsii.String("Pool"), nil)
		pool.AddUserPoolAuthentication(identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
			UserPool: userPool, UserPoolClient: client,
		}))
		pool.AddRoleMappings(&identitypool.IdentityPoolRoleMapping{
			ProviderUrl: identitypool.IdentityPoolProviderUrl_UserPool(userPool, client), UseToken: jsii.Bool(true),
		})
	}},
	{"role_mappings_by_rules", func(app awscdk.App) {
		stack := newAppStack(app)
		pool := identitypool.NewIdentityPool(stack, jsii.String("Pool"), &identitypool.IdentityPoolProps{
			AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
				Google: &identitypool.IdentityPoolGoogleLoginProvider{ClientId: jsii.String("123456789012.apps.googleusercontent.com")},
			},
		})
		staff := awsiam.NewRole(stack, jsii.String("Staff"), &awsiam.RoleProps{AssumedBy: pool.AuthenticatedPrincipal()})
		pool.AddRoleMappings(&identitypool.IdentityPoolRoleMapping{
			ProviderUrl:           identitypool.IdentityPoolProviderUrl_GOOGLE(),
			ResolveAmbiguousRoles: jsii.Bool(true),
			Rules: &[]*identitypool.RoleMappingRule{
				{Claim: jsii.String("hd"), ClaimValue: jsii.String("example.com"), MappedRole: staff},
				{
					Claim: jsii.String("email"), ClaimValue: jsii.String("staff"), MappedRole: staff,
					MatchType: identitypool.RoleMappingMatchType_STARTS_WITH,
				},
			},
		})
	}},
	{"role_mappings_with_derived_keys", func(app awscdk.App) {
		stack := newAppStack(app)
		userPool := awscognito.NewUserPool(stack, jsii.String("UserPool"), nil)
		client := userPool.AddClient(jsii.String("Client"), nil)
		identitypool.NewIdentityPool(stack, jsii.String("Pool"), &identitypool.IdentityPoolProps{
			RoleMappings: &[]*identitypool.IdentityPoolRoleMapping{
				{ProviderUrl: identitypool.IdentityPoolProviderUrl_UserPool(userPool, client), UseToken: jsii.Bool(true)},
				{ProviderUrl: identitypool.IdentityPoolProviderUrl_Saml(awscdk.Fn_ImportValue(jsii.String("Saml"))), UseToken: jsii.Bool(true)},
				{
					// Longer than a key may be.
					ProviderUrl: identitypool.IdentityPoolProviderUrl_OpenId(
						awscdk.Fn_ImportValue(jsii.String("OpenIdConnect" + strings.Repeat("-provider", 20)))),
					UseToken: jsii.Bool(true),
				},
			},
		})
	}},
	{"govcloud", func(app awscdk.App) {
		identitypool.NewIdentityPool(newRegionStack(app, "Stack", "us-gov-west-1"), jsii.String("Pool"), nil)
	}},
	{"imported_pools", func(app awscdk.App) {
		stack := newAppStack(app)
		for id, pool := range map[string]identitypool.IIdentityPool{
			"Id": identitypool.IdentityPool_FromIdentityPoolId(stack, jsii.String("ById"), jsii.String("eu-west-1:1a2b3c4d")),
			"Arn": identitypool.IdentityPool_FromIdentityPoolArn(stack, jsii.String("ByArn"),
				jsii.String("arn:aws:cognito-identity:eu-west-1:123456789012:identitypool/eu-west-1:1a2b3c4d")),
			"TokenId":  identitypool.IdentityPool_FromIdentityPoolId(stack, jsii.String("ByTokenId"), awscdk.Fn_ImportValue(jsii.String("PoolId"))),
			"TokenArn": identitypool.IdentityPool_FromIdentityPoolArn(stack, jsii.String("ByTokenArn"), awscdk.Fn_ImportValue(jsii.String("PoolArn"))),
		} {
			awsiam.NewRole(stack, jsii.String(id+"Role"), &awsiam.RoleProps{AssumedBy: pool.AuthenticatedPrincipal()}).AddToPolicy(
				awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
					Actions: jsii.Strings("cognito-identity:DescribeIdentityPool"), Resources: &[]*string{pool.IdentityPoolArn()},
				}))
		}
	}},
	{"user_pool_that_needs_the_pool", func(app awscdk.App) {
		stack := newAppStack(app)
		userPool := awscognito.NewUserPool(stack, jsii.String("UserPool"), nil)
		pool := identitypool.NewIdentityPool(stack, jsii.String("Pool"), nil)
		client := pool.AddUserPoolAuthentication(identitypool.NewUserPoolAuthenticationProvider(
			&identitypool.UserPoolAuthenticationProviderProps{UserPool: userPool}))
		userPool.AddGroup(jsii.String("admins"), &awscognito.UserPoolGroupOptions{
			Role: awsiam.NewRole(stack, jsii.String("Admin"), &awsiam.RoleProps{AssumedBy: pool.AuthenticatedPrincipal()}),
		})
		pool.AddRoleMappings(&identitypool.IdentityPoolRoleMapping{
			ProviderUrl: identitypool.IdentityPoolProviderUrl_UserPool(userPool, client), UseToken: jsii.Bool(true),
		})
	}},
}

func TestGolden(t *testing.T) {
	for _, stack := range goldenStacks {
		t.Run(stack.name, func(t *testing.T) {
			got := indented(t, mustSynthesize(t, stack.define).Template(t))
			path := filepath.Join("testdata", stack.name+apptest.TemplateSuffix)
			if *update {
				require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
			}
			want, err := os.ReadFile(path)
			require.NoError(t, err, "run go test -run TestGolden -update")
			assert.Equal(t, string(want), got)
		})
	}
}

func TestEachGoldenFileHasItsStack(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("testdata", "*"+apptest.TemplateSuffix))
	require.NoError(t, err)
	var want []string
	for _, stack := range goldenStacks {
		want = append(want, filepath.Join("testdata", stack.name+apptest.TemplateSuffix))
	}
	assert.ElementsMatch(t, want, files)
}
