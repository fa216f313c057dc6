package here

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsdynamodb"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/interfaces/interfacesawsiam"
	"github.com/aws/jsii-runtime-go"

	identitypool "github.com/awscdk-constructs/identitypool"
	"github.com/awscdk-constructs/identitypool/internal/apptest"
	"github.com/awscdk-constructs/identitypool/internal/parity"
)

// documentationPrograms are the examples of the official documentation, in its order and with its values, and those of CDK
// version 1 that are others.
var documentationPrograms = []parity.Program{
	{
		Name: "documentation: authenticated and unauthenticated identities",
		Build: func(app awscdk.App) {
			identitypool.NewIdentityPool(apptest.NewStack(app), jsii.String("myIdentityPool"), nil)
		},
	},
	{
		Name: "documentation: permissions",
		Build: func(app awscdk.App) {
			stack := apptest.NewStack(app)
			table := awsdynamodb.NewTable(stack, jsii.String("table"), &awsdynamodb.TableProps{
				PartitionKey: &awsdynamodb.Attribute{Name: jsii.String("id"), Type: awsdynamodb.AttributeType_STRING},
			})
			identityPool := identitypool.NewIdentityPool(stack, jsii.String("myIdentityPool"), nil)
			table.GrantReadWriteData(identityPool.AuthenticatedRole())
			table.GrantReadData(identityPool.UnauthenticatedRole())
			identityPool.AuthenticatedRole().AddToPrincipalPolicy(awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
				Effect:    awsiam.Effect_ALLOW,
				Actions:   jsii.Strings("dynamodb:UpdateItem"),
				Resources: &[]*string{table.TableArn()},
			}))
			identityPool.AuthenticatedRole().AddToPrincipalPolicy(awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
				Effect:    awsiam.Effect_ALLOW,
				Actions:   jsii.Strings("dynamodb:*"),
				Resources: jsii.Strings("*"),
			}))
		},
	},
	{
		Name: "documentation: default roles in the props",
		Build: func(app awscdk.App) {
			stack := apptest.NewStack(app)
			identitypool.NewIdentityPool(stack, jsii.String("TestIdentityPoolActions"), &identitypool.IdentityPoolProps{
				AuthenticatedRole: awsiam.NewRole(stack, jsii.String("authRole"), &awsiam.RoleProps{
					AssumedBy: awsiam.NewServicePrincipal(jsii.String("service.amazonaws.com"), nil),
				}),
				UnauthenticatedRole: awsiam.NewRole(stack, jsii.String("unauthRole"), &awsiam.RoleProps{
					AssumedBy: awsiam.NewServicePrincipal(jsii.String("service.amazonaws.com"), nil),
				}),
			})
		},
	},
	{
		Name: "documentation: user pool authentication provider",
		Build: func(app awscdk.App) {
			stack := apptest.NewStack(app)
			userPool := awscognito.NewUserPool(stack, jsii.String("Pool"), nil)
			identitypool.NewIdentityPool(stack, jsii.String("myidentitypool"), &identitypool.IdentityPoolProps{
				IdentityPoolName: jsii.String("myidentitypool"),
				AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
					UserPools: &[]identitypool.IUserPoolAuthenticationProvider{
						identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{UserPool: userPool}),
					},
				},
			})
		},
		Differs: []parity.Difference{{Row: parity.DependsOn}},
	},
	{
		Name: "documentation: user pool after instantiation",
		Build: func(app awscdk.App) {
			stack := apptest.NewStack(app)
			identityPool := identitypool.NewIdentityPool(stack, jsii.String("identityPool"), nil)
			userPool := awscognito.NewUserPool(stack, jsii.String("Pool"), nil)
			identityPool.AddUserPoolAuthentication(identitypool.NewUserPoolAuthenticationProvider(
				&identitypool.UserPoolAuthenticationProviderProps{UserPool: userPool}))
		},
		Differs: []parity.Difference{{Row: parity.DependsOn}},
	},
	{
		Name: "documentation: server side token check",
		Build: func(app awscdk.App) {
			stack := apptest.NewStack(app)
			identityPool := identitypool.NewIdentityPool(stack, jsii.String("identityPool"), nil)
			userPool := awscognito.NewUserPool(stack, jsii.String("Pool"), nil)
			identityPool.AddUserPoolAuthentication(identitypool.NewUserPoolAuthenticationProvider(
				&identitypool.UserPoolAuthenticationProviderProps{
					UserPool:                    userPool,
					DisableServerSideTokenCheck: jsii.Bool(true),
				}))
		},
		Differs: []parity.Difference{{Row: parity.DependsOn}},
	},
	{
		Name: "documentation: associating an external provider directly",
		Build: func(app awscdk.App) {
			identitypool.NewIdentityPool(apptest.NewStack(app), jsii.String("myidentitypool"), &identitypool.IdentityPoolProps{
				IdentityPoolName: jsii.String("myidentitypool"),
				AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
					Amazon:   &identitypool.IdentityPoolAmazonLoginProvider{AppId: jsii.String("amzn1.application.12312k3j234j13rjiwuenf")},
					Facebook: &identitypool.IdentityPoolFacebookLoginProvider{AppId: jsii.String("1234567890123")},
					Google:   &identitypool.IdentityPoolGoogleLoginProvider{ClientId: jsii.String("12345678012.apps.googleusercontent.com")},
					Apple:    &identitypool.IdentityPoolAppleLoginProvider{ServicesId: jsii.String("com.myappleapp.auth")},
					Twitter: &identitypool.IdentityPoolTwitterLoginProvider{
						ConsumerKey:    jsii.String("my-twitter-id"),
						ConsumerSecret: jsii.String("my-twitter-secret"),
					},
				},
			})
		},
	},
	{
		Name: "documentation: OpenID Connect and SAML",
		Build: func(app awscdk.App) {
			stack := apptest.NewStack(app)
			openIdConnectProvider := awsiam.NewOpenIdConnectProvider(stack, jsii.String("openIdConnectProvider"),
				&awsiam.OpenIdConnectProviderProps{Url: jsii.String("https://example.com")})
			samlProvider := awsiam.NewSamlProvider(stack, jsii.String("samlProvider"), &awsiam.SamlProviderProps{
				MetadataDocument: awsiam.SamlMetadataDocument_FromXml(jsii.String("document")),
			})
			identitypool.NewIdentityPool(stack, jsii.String("myidentitypool"), &identitypool.IdentityPoolProps{
				IdentityPoolName: jsii.String("myidentitypool"),
				AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
					OpenIdConnectProviders: &[]interfacesawsiam.IOIDCProviderRef{openIdConnectProvider},
					SamlProviders:          &[]interfacesawsiam.ISAMLProviderRef{samlProvider},
				},
			})
		},
	},
	{
		Name: "documentation: custom providers",
		Build: func(app awscdk.App) {
			stack := apptest.NewStack(app)
			openIdConnectProvider := awsiam.NewOpenIdConnectProvider(stack, jsii.String("openIdConnectProvider"),
				&awsiam.OpenIdConnectProviderProps{Url: jsii.String("https://example.com")})
			identitypool.NewIdentityPool(stack, jsii.String("myidentitypool"), &identitypool.IdentityPoolProps{
				IdentityPoolName: jsii.String("myidentitypool"),
				AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
					Google:                 &identitypool.IdentityPoolGoogleLoginProvider{ClientId: jsii.String("12345678012.apps.googleusercontent.com")},
					OpenIdConnectProviders: &[]interfacesawsiam.IOIDCProviderRef{openIdConnectProvider},
					CustomProvider:         jsii.String("my-custom-provider.example.com"),
				},
			})
		},
	},
	{
		Name: "documentation: role mapping by token",
		Build: func(app awscdk.App) {
			identitypool.NewIdentityPool(apptest.NewStack(app), jsii.String("myidentitypool"), &identitypool.IdentityPoolProps{
				IdentityPoolName: jsii.String("myidentitypool"),
				RoleMappings: &[]*identitypool.IdentityPoolRoleMapping{
					{ProviderUrl: identitypool.IdentityPoolProviderUrl_AMAZON(), UseToken: jsii.Bool(true)},
				},
			})
		},
	},
	{
		Name: "documentation: role mapping by rules",
		Build: func(app awscdk.App) {
			stack := apptest.NewStack(app)
			assumedBy := awsiam.NewServicePrincipal(jsii.String("service.amazonaws.com"), nil)
			adminRole := awsiam.NewRole(stack, jsii.String("adminRole"), &awsiam.RoleProps{AssumedBy: assumedBy})
			nonAdminRole := awsiam.NewRole(stack, jsii.String("nonAdminRole"), &awsiam.RoleProps{AssumedBy: assumedBy})
			identitypool.NewIdentityPool(stack, jsii.String("myidentitypool"), &identitypool.IdentityPoolProps{
				IdentityPoolName: jsii.String("myidentitypool"),
				RoleMappings: &[]*identitypool.IdentityPoolRoleMapping{{
					ProviderUrl: identitypool.IdentityPoolProviderUrl_AMAZON(),
					Rules: &[]*identitypool.RoleMappingRule{
						{
							Claim:      jsii.String("custom:admin"),
							ClaimValue: jsii.String("admin"),
							MappedRole: adminRole,
						},
						{
							Claim:      jsii.String("custom:admin"),
							ClaimValue: jsii.String("admin"),
							MatchType:  identitypool.RoleMappingMatchType_NOTEQUAL,
							MappedRole: nonAdminRole,
						},
					},
				}},
			})
		},
	},
	{
		Name: "documentation: provider URLs",
		Build: func(app awscdk.App) {
			identitypool.NewIdentityPool(apptest.NewStack(app), jsii.String("myidentitypool"), &identitypool.IdentityPoolProps{
				IdentityPoolName: jsii.String("myidentitypool"),
				RoleMappings: &[]*identitypool.IdentityPoolRoleMapping{
					{ProviderUrl: identitypool.IdentityPoolProviderUrl_FACEBOOK(), UseToken: jsii.Bool(true)},
				},
			})
		},
	},
	{
		Name: "documentation: custom provider URL",
		Build: func(app awscdk.App) {
			identitypool.NewIdentityPool(apptest.NewStack(app), jsii.String("myidentitypool"), &identitypool.IdentityPoolProps{
				IdentityPoolName: jsii.String("myidentitypool"),
				RoleMappings: &[]*identitypool.IdentityPoolRoleMapping{
					{ProviderUrl: identitypool.IdentityPoolProviderUrl_Custom(jsii.String("my-custom-provider.com")), UseToken: jsii.Bool(true)},
				},
			})
		},
	},
	{
		Name: "documentation: provider URLs of user pools, version 1",
		Build: func(app awscdk.App) {
			identitypool.NewIdentityPool(apptest.NewStack(app), jsii.String("myidentitypool"), &identitypool.IdentityPoolProps{
				IdentityPoolName: jsii.String("myidentitypool"),
				RoleMappings: &[]*identitypool.IdentityPoolRoleMapping{
					{
						ProviderUrl: identitypool.NewIdentityPoolProviderUrl(identitypool.IdentityPoolProviderType_USER_POOL,
							jsii.String("cognito-idp.my-idp-region.amazonaws.com/my-idp-region_abcdefghi:app_client_id")),
						UseToken: jsii.Bool(true),
					},
					{ProviderUrl: identitypool.IdentityPoolProviderUrl_Custom(jsii.String("my-custom-provider.com")), UseToken: jsii.Bool(true)},
				},
			})
		},
	},
	{
		Name: "documentation: mapping key",
		Build: func(app awscdk.App) {
			stack := apptest.NewStack(app)
			userPool := awscognito.NewUserPool(stack, jsii.String("userPool"), nil)
			userPoolClient := awscognito.NewUserPoolClient(stack, jsii.String("userPoolClient"), &awscognito.UserPoolClientProps{UserPool: userPool})
			identitypool.NewIdentityPool(stack, jsii.String("myidentitypool"), &identitypool.IdentityPoolProps{
				IdentityPoolName: jsii.String("myidentitypool"),
				RoleMappings: &[]*identitypool.IdentityPoolRoleMapping{{
					MappingKey:  jsii.String("cognito"),
					ProviderUrl: identitypool.IdentityPoolProviderUrl_UserPool(userPool, userPoolClient),
					UseToken:    jsii.Bool(true),
				}},
			})
		},
	},
	{
		Name: "documentation: authentication flow",
		Build: func(app awscdk.App) {
			identitypool.NewIdentityPool(apptest.NewStack(app), jsii.String("myidentitypool"), &identitypool.IdentityPoolProps{
				IdentityPoolName: jsii.String("myidentitypool"),
				AllowClassicFlow: jsii.Bool(true),
			})
		},
	},
	{
		Name: "documentation: importing identity pools",
		Build: func(app awscdk.App) {
			stack := apptest.NewRegionStack(app, "Stack", "us-east-1")
			byId := identitypool.IdentityPool_FromIdentityPoolId(stack, jsii.String("my-imported-identity-pool"),
				jsii.String("us-east-1:dj2823ryiwuhef937"))
			byArn := identitypool.IdentityPool_FromIdentityPoolArn(stack, jsii.String("my-other-imported-identity-pool"),
				jsii.String("arn:aws:cognito-identity:us-east-1:123456789012:identitypool/us-east-1:dj2823ryiwuhef937"))
			apptest.Output(stack, "IdArn", byId.IdentityPoolArn())
			apptest.Output(stack, "ArnId", byArn.IdentityPoolId())
		},
	},
}
