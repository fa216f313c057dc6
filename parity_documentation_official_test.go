// Code generated from parity_documentation_test.go by go test -run TestParityProgramsAreTwins -update. DO NOT EDIT.

package identitypool_test

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsdynamodb"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/interfaces/interfacesawsiam"
	"github.com/aws/jsii-runtime-go"

	identitypool "github.com/aws/aws-cdk-go/awscdk/v2/awscognitoidentitypool"
)

// officialDocumentationPrograms are the examples of the official documentation, in its order and with its values, and those of CDK
// version 1 that are others. They have a twin as programs has.
var officialDocumentationPrograms = []program{
	{
		name: "authenticated and unauthenticated identities",
		build: func(app awscdk.App) {
			identitypool.NewIdentityPool(newAppStack(app), jsii.String("myIdentityPool"), nil)
		},
	},
	{
		name: "permissions",
		build: func(app awscdk.App) {
			stack := newAppStack(app)
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
		name: "default roles in the props",
		build: func(app awscdk.App) {
			stack := newAppStack(app)
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
		name: "user pool authentication provider",
		build: func(app awscdk.App) {
			stack := newAppStack(app)
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
		differs: []difference{{row: dependsOn}},
	},
	{
		name: "user pool after instantiation",
		build: func(app awscdk.App) {
			stack := newAppStack(app)
			identityPool := identitypool.NewIdentityPool(stack, jsii.String("identityPool"), nil)
			userPool := awscognito.NewUserPool(stack, jsii.String("Pool"), nil)
			identityPool.AddUserPoolAuthentication(identitypool.NewUserPoolAuthenticationProvider(
				&identitypool.UserPoolAuthenticationProviderProps{UserPool: userPool}))
		},
		differs: []difference{{row: dependsOn}},
	},
	{
		name: "server side token check",
		build: func(app awscdk.App) {
			stack := newAppStack(app)
			identityPool := identitypool.NewIdentityPool(stack, jsii.String("identityPool"), nil)
			userPool := awscognito.NewUserPool(stack, jsii.String("Pool"), nil)
			identityPool.AddUserPoolAuthentication(identitypool.NewUserPoolAuthenticationProvider(
				&identitypool.UserPoolAuthenticationProviderProps{
					UserPool:                    userPool,
					DisableServerSideTokenCheck: jsii.Bool(true),
				}))
		},
		differs: []difference{{row: dependsOn}},
	},
	{
		name: "associating an external provider directly",
		build: func(app awscdk.App) {
			identitypool.NewIdentityPool(newAppStack(app), jsii.String("myidentitypool"), &identitypool.IdentityPoolProps{
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
		name: "OpenID Connect and SAML",
		build: func(app awscdk.App) {
			stack := newAppStack(app)
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
		name: "custom providers",
		build: func(app awscdk.App) {
			stack := newAppStack(app)
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
		name: "role mapping by token",
		build: func(app awscdk.App) {
			identitypool.NewIdentityPool(newAppStack(app), jsii.String("myidentitypool"), &identitypool.IdentityPoolProps{
				IdentityPoolName: jsii.String("myidentitypool"),
				RoleMappings: &[]*identitypool.IdentityPoolRoleMapping{
					{ProviderUrl: identitypool.IdentityPoolProviderUrl_AMAZON(), UseToken: jsii.Bool(true)},
				},
			})
		},
	},
	{
		name: "role mapping by rules",
		build: func(app awscdk.App) {
			stack := newAppStack(app)
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
		name: "provider URLs",
		build: func(app awscdk.App) {
			identitypool.NewIdentityPool(newAppStack(app), jsii.String("myidentitypool"), &identitypool.IdentityPoolProps{
				IdentityPoolName: jsii.String("myidentitypool"),
				RoleMappings: &[]*identitypool.IdentityPoolRoleMapping{
					{ProviderUrl: identitypool.IdentityPoolProviderUrl_FACEBOOK(), UseToken: jsii.Bool(true)},
				},
			})
		},
	},
	{
		name: "custom provider URL",
		build: func(app awscdk.App) {
			identitypool.NewIdentityPool(newAppStack(app), jsii.String("myidentitypool"), &identitypool.IdentityPoolProps{
				IdentityPoolName: jsii.String("myidentitypool"),
				RoleMappings: &[]*identitypool.IdentityPoolRoleMapping{
					{ProviderUrl: identitypool.IdentityPoolProviderUrl_Custom(jsii.String("my-custom-provider.com")), UseToken: jsii.Bool(true)},
				},
			})
		},
	},
	{
		name: "provider URLs of user pools, version 1",
		build: func(app awscdk.App) {
			identitypool.NewIdentityPool(newAppStack(app), jsii.String("myidentitypool"), &identitypool.IdentityPoolProps{
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
		name: "mapping key",
		build: func(app awscdk.App) {
			stack := newAppStack(app)
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
		name: "authentication flow",
		build: func(app awscdk.App) {
			identitypool.NewIdentityPool(newAppStack(app), jsii.String("myidentitypool"), &identitypool.IdentityPoolProps{
				IdentityPoolName: jsii.String("myidentitypool"),
				AllowClassicFlow: jsii.Bool(true),
			})
		},
	},
	{
		name: "importing identity pools",
		build: func(app awscdk.App) {
			stack := newRegionStack(app, "Stack", "us-east-1")
			byId := identitypool.IdentityPool_FromIdentityPoolId(stack, jsii.String("my-imported-identity-pool"),
				jsii.String("us-east-1:dj2823ryiwuhef937"))
			byArn := identitypool.IdentityPool_FromIdentityPoolArn(stack, jsii.String("my-other-imported-identity-pool"),
				jsii.String("arn:aws:cognito-identity:us-east-1:123456789012:identitypool/us-east-1:dj2823ryiwuhef937"))
			output(stack, "IdArn", byId.IdentityPoolArn())
			output(stack, "ArnId", byArn.IdentityPoolId())
		},
	},
}
