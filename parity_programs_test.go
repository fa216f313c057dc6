package identitypool_test

import (
	"fmt"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsdynamodb"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3"
	"github.com/aws/aws-cdk-go/awscdk/v2/interfaces/interfacesawsiam"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	identitypool "github.com/awscdk-constructs/identitypool"
)

// programs use what the two packages have in common, so that the same source compiles with both. Its twin differs by the
// import path alone; go test -run TestParityProgramsAreTwins -update writes it.
var programs = []program{
	{
		name: "minimal",
		build: func(app awscdk.App) {
			identitypool.NewIdentityPool(newAppStack(app), jsii.String("Pool"), nil)
		},
	},
	{
		name: "empty props",
		build: func(app awscdk.App) {
			identitypool.NewIdentityPool(newAppStack(app), jsii.String("Pool"), &identitypool.IdentityPoolProps{
				AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{},
			})
		},
	},
	{
		name: "name",
		build: func(app awscdk.App) {
			stack := newAppStack(app)
			pool := identitypool.NewIdentityPool(stack, jsii.String("Pool"), &identitypool.IdentityPoolProps{
				IdentityPoolName: jsii.String("My pool_1+=,.@-"),
			})
			output(stack, "Name", pool.IdentityPoolName())
			output(stack, "PhysicalName", pool.PhysicalName())
			output(stack, "Id", pool.IdentityPoolId())
			output(stack, "Arn", pool.IdentityPoolArn())
		},
	},
	{
		name: "name that is a token",
		build: func(app awscdk.App) {
			stack := newAppStack(app)
			parameter := awscdk.NewCfnParameter(stack, jsii.String("PoolName"), nil)
			identitypool.NewIdentityPool(stack, jsii.String("Pool"), &identitypool.IdentityPoolProps{
				IdentityPoolName: parameter.ValueAsString(),
			})
			pool := identitypool.NewIdentityPool(stack, jsii.String("Concatenated"), &identitypool.IdentityPoolProps{
				IdentityPoolName: jsii.String(*parameter.ValueAsString() + "-pool"),
			})
			output(stack, "PhysicalName", pool.PhysicalName())
		},
	},
	{
		name: "name to be generated if needed",
		build: func(app awscdk.App) {
			stack := newRegionStack(app, "Stack", "eu-west-1")
			identitypool.NewIdentityPool(stack, jsii.String("Pool"), &identitypool.IdentityPoolProps{
				IdentityPoolName: awscdk.PhysicalName_GENERATE_IF_NEEDED(),
			})
		},
	},
	{
		name: "generated name that is needed",
		build: func(app awscdk.App) {
			home := newRegionStack(app, "Home", "eu-west-1")
			pool := identitypool.NewIdentityPool(home, jsii.String("Pool"), &identitypool.IdentityPoolProps{
				IdentityPoolName: awscdk.PhysicalName_GENERATE_IF_NEEDED(),
			})
			abroad := newRegionStack(app, "Abroad", "eu-central-1")
			output(abroad, "Name", pool.GetResourceNameAttribute(jsii.String("unused")))
		},
	},
	{
		name: "guests",
		build: func(app awscdk.App) {
			stack := newAppStack(app)
			for id, allowed := range map[string]*bool{"True": jsii.Bool(true), "False": jsii.Bool(false), "Nil": nil} {
				identitypool.NewIdentityPool(stack, jsii.String(id), &identitypool.IdentityPoolProps{
					AllowUnauthenticatedIdentities: allowed,
				})
			}
		},
	},
	{
		name: "classic flow",
		build: func(app awscdk.App) {
			stack := newAppStack(app)
			for id, allowed := range map[string]*bool{"True": jsii.Bool(true), "False": jsii.Bool(false), "Nil": nil} {
				identitypool.NewIdentityPool(stack, jsii.String(id), &identitypool.IdentityPoolProps{AllowClassicFlow: allowed})
			}
		},
	},
	{
		name: "supplied roles",
		build: func(app awscdk.App) {
			stack := newAppStack(app)
			trusted := awsiam.NewFederatedPrincipal(jsii.String("cognito-identity.amazonaws.com"), &map[string]any{
				"StringLike": map[string]any{"cognito-identity.amazonaws.com:aud": "eu-west-1:*"},
			}, jsii.String("sts:AssumeRoleWithWebIdentity"))
			users := awsiam.NewRole(stack, jsii.String("Users"), &awsiam.RoleProps{AssumedBy: trusted})
			guests := awsiam.NewRole(stack, jsii.String("Guests"), &awsiam.RoleProps{AssumedBy: trusted})
			identitypool.NewIdentityPool(stack, jsii.String("Both"), &identitypool.IdentityPoolProps{
				AllowUnauthenticatedIdentities: jsii.Bool(true),
				AuthenticatedRole:              users,
				UnauthenticatedRole:            guests,
			})
			identitypool.NewIdentityPool(stack, jsii.String("UsersOnly"), &identitypool.IdentityPoolProps{AuthenticatedRole: users})
			identitypool.NewIdentityPool(stack, jsii.String("GuestsOnly"), &identitypool.IdentityPoolProps{UnauthenticatedRole: guests})
		},
	},
	{
		name: "supplied roles that are imported",
		build: func(app awscdk.App) {
			stack := newAppStack(app)
			arn := awscdk.NewCfnParameter(stack, jsii.String("RoleArn"), nil).ValueAsString()
			pool := identitypool.NewIdentityPool(stack, jsii.String("Pool"), &identitypool.IdentityPoolProps{
				AuthenticatedRole: awsiam.Role_FromRoleArn(stack, jsii.String("Users"),
					jsii.String("arn:aws:iam::123456789012:role/path/users"), nil),
				UnauthenticatedRole: awsiam.Role_FromRoleArn(stack, jsii.String("Guests"), arn,
					&awsiam.FromRoleArnOptions{Mutable: jsii.Bool(false)}),
			})
			bucket := awss3.NewBucket(stack, jsii.String("Bucket"), nil)
			bucket.GrantRead(pool.AuthenticatedRole(), nil)
			bucket.GrantRead(pool.UnauthenticatedRole(), nil)
		},
	},
	{
		name: "role imported by name, and L1 role",
		build: func(app awscdk.App) {
			stack := newAppStack(app)
			l1 := awsiam.NewCfnRole(stack, jsii.String("L1"), &awsiam.CfnRoleProps{
				AssumeRolePolicyDocument: map[string]any{"Version": "2012-10-17", "Statement": []any{}},
			})
			identitypool.NewIdentityPool(stack, jsii.String("Pool"), &identitypool.IdentityPoolProps{
				AuthenticatedRole:   awsiam.Role_FromRoleName(stack, jsii.String("Users"), jsii.String("users"), nil),
				UnauthenticatedRole: awsiam.Role_FromRoleArn(stack, jsii.String("Guests"), l1.AttrArn(), nil),
			})
		},
	},
	{
		name: "each login provider",
		build: func(app awscdk.App) {
			stack := newAppStack(app)
			for id, providers := range map[string]*identitypool.IdentityPoolAuthenticationProviders{
				"Amazon":   {Amazon: &identitypool.IdentityPoolAmazonLoginProvider{AppId: jsii.String("amzn1.application.188a56d827a7d6555a8b67a5d")}},
				"Apple":    {Apple: &identitypool.IdentityPoolAppleLoginProvider{ServicesId: jsii.String("com.example.auth")}},
				"Facebook": {Facebook: &identitypool.IdentityPoolFacebookLoginProvider{AppId: jsii.String("7346241598935552")}},
				"Google":   {Google: &identitypool.IdentityPoolGoogleLoginProvider{ClientId: jsii.String("123456789012.apps.googleusercontent.com")}},
				"Twitter": {Twitter: &identitypool.IdentityPoolTwitterLoginProvider{
					ConsumerKey: jsii.String("xvz1evFS4wEEPTGEFPHBog"), ConsumerSecret: jsii.String("kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw"),
				}},
			} {
				identitypool.NewIdentityPool(stack, jsii.String(id), &identitypool.IdentityPoolProps{AuthenticationProviders: providers})
			}
		},
	},
	{
		name: "all login providers",
		build: func(app awscdk.App) {
			identitypool.NewIdentityPool(newAppStack(app), jsii.String("Pool"), &identitypool.IdentityPoolProps{
				AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
					Amazon:   &identitypool.IdentityPoolAmazonLoginProvider{AppId: jsii.String("amazon")},
					Apple:    &identitypool.IdentityPoolAppleLoginProvider{ServicesId: jsii.String("apple")},
					Facebook: &identitypool.IdentityPoolFacebookLoginProvider{AppId: jsii.String("facebook")},
					Google:   &identitypool.IdentityPoolGoogleLoginProvider{ClientId: jsii.String("google")},
					Twitter: &identitypool.IdentityPoolTwitterLoginProvider{
						ConsumerKey: jsii.String("key"), ConsumerSecret: jsii.String("secret"),
					},
				},
			})
		},
	},
	{
		name: "login providers of tokens and secrets",
		build: func(app awscdk.App) {
			stack := newAppStack(app)
			parameter := awscdk.NewCfnParameter(stack, jsii.String("AppId"), nil)
			secret := awscdk.SecretValue_SecretsManager(jsii.String("twitter"), nil)
			identitypool.NewIdentityPool(stack, jsii.String("Pool"), &identitypool.IdentityPoolProps{
				AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
					CustomProvider: parameter.ValueAsString(),
					Facebook:       &identitypool.IdentityPoolFacebookLoginProvider{AppId: parameter.ValueAsString()},
					Google:         &identitypool.IdentityPoolGoogleLoginProvider{ClientId: jsii.String("{{resolve:ssm:/google/client-id}}")},
					Twitter: &identitypool.IdentityPoolTwitterLoginProvider{
						ConsumerKey: parameter.ValueAsString(), ConsumerSecret: secret.UnsafeUnwrap(),
					},
				},
			})
		},
	},
	{
		name: "user pool without a client",
		build: func(app awscdk.App) {
			stack := newAppStack(app)
			identitypool.NewIdentityPool(stack, jsii.String("Pool"), &identitypool.IdentityPoolProps{
				AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
					UserPools: &[]identitypool.IUserPoolAuthenticationProvider{
						identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
							UserPool: awscognito.NewUserPool(stack, jsii.String("UserPool"), nil),
						}),
					},
				},
			})
		},
		differs: []difference{{row: dependsOn}},
	},
	{
		name: "user pools with clients of every kind",
		build: func(app awscdk.App) {
			stack := newAppStack(app)
			userPool := awscognito.NewUserPool(stack, jsii.String("UserPool"), nil)
			other := awscognito.NewUserPool(stack, jsii.String("OtherUserPool"), nil)
			l1 := awscognito.NewCfnUserPoolClient(stack, jsii.String("L1"), &awscognito.CfnUserPoolClientProps{UserPoolId: other.UserPoolId()})
			apart := awscognito.NewUserPoolClient(stack, jsii.String("Apart"), &awscognito.UserPoolClientProps{UserPool: userPool})
			imported := awscognito.UserPoolClient_FromUserPoolClientId(stack, jsii.String("Imported"), jsii.String("1example23456789"))
			identitypool.NewIdentityPool(stack, jsii.String("Pool"), &identitypool.IdentityPoolProps{
				AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
					UserPools: &[]identitypool.IUserPoolAuthenticationProvider{
						identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{UserPool: userPool}),
						identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
							UserPool: userPool, UserPoolClient: userPool.AddClient(jsii.String("L2"), nil),
						}),
						identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
							UserPool: other, UserPoolClient: l1,
						}),
						identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
							UserPool: userPool, UserPoolClient: apart,
						}),
						identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
							UserPool: other, UserPoolClient: imported,
						}),
					},
				},
			})
		},
		differs: []difference{{row: dependsOn}},
	},
	{
		name: "imported user pool, client made for it",
		build: func(app awscdk.App) {
			stack := newRegionStack(app, "Stack", "eu-west-1")
			identitypool.NewIdentityPool(stack, jsii.String("Pool"), &identitypool.IdentityPoolProps{
				AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
					UserPools: &[]identitypool.IUserPoolAuthenticationProvider{
						identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
							UserPool: awscognito.UserPool_FromUserPoolId(stack, jsii.String("UserPool"), jsii.String("eu-west-1_aBcDeFgHi")),
						}),
					},
				},
			})
		},
		differs: []difference{{row: dependsOn}},
	},
	{
		name: "imported user pools and clients of the stack's region",
		build: func(app awscdk.App) {
			stack := newRegionStack(app, "Stack", "eu-west-1")
			client := awscognito.UserPoolClient_FromUserPoolClientId(stack, jsii.String("Client"), jsii.String("1example23456789"))
			byArn := awscognito.UserPool_FromUserPoolArn(stack, jsii.String("ByArn"),
				jsii.String("arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_aBcDeFgHi"))
			byId := awscognito.UserPool_FromUserPoolId(stack, jsii.String("ById"), jsii.String("eu-west-1_jKlMnOpQr"))
			identitypool.NewIdentityPool(stack, jsii.String("Pool"), &identitypool.IdentityPoolProps{
				AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
					UserPools: &[]identitypool.IUserPoolAuthenticationProvider{
						identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
							UserPool: byArn, UserPoolClient: client,
						}),
						identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
							UserPool: byId, UserPoolClient: awscognito.UserPoolClient_FromUserPoolClientId(
								stack, jsii.String("OtherClient"), jsii.String("2example23456789")),
						}),
					},
				},
				RoleMappings: &[]*identitypool.IdentityPoolRoleMapping{{
					MappingKey:  jsii.String("users"),
					ProviderUrl: identitypool.IdentityPoolProviderUrl_UserPool(byArn, client),
					UseToken:    jsii.Bool(true),
				}},
			})
		},
	},
	{
		name: "user pool imported by a token",
		build: func(app awscdk.App) {
			stack := newAppStack(app)
			id := awscdk.NewCfnParameter(stack, jsii.String("UserPoolId"), nil).ValueAsString()
			identitypool.NewIdentityPool(stack, jsii.String("Pool"), &identitypool.IdentityPoolProps{
				AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
					UserPools: &[]identitypool.IUserPoolAuthenticationProvider{
						identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
							UserPool: awscognito.UserPool_FromUserPoolId(stack, jsii.String("UserPool"), id),
							UserPoolClient: awscognito.UserPoolClient_FromUserPoolClientId(stack, jsii.String("Client"),
								awscdk.Fn_ImportValue(jsii.String("ClientId"))),
						}),
					},
				},
			})
		},
	},
	{
		name: "imported user pools of another region",
		build: func(app awscdk.App) {
			stack := newRegionStack(app, "Stack", "us-east-1")
			client := awscognito.UserPoolClient_FromUserPoolClientId(stack, jsii.String("Client"), jsii.String("1example23456789"))
			byArn := awscognito.UserPool_FromUserPoolArn(stack, jsii.String("ByArn"),
				jsii.String("arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_aBcDeFgHi"))
			identitypool.NewIdentityPool(stack, jsii.String("Pool"), &identitypool.IdentityPoolProps{
				AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
					UserPools: &[]identitypool.IUserPoolAuthenticationProvider{
						identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
							UserPool: byArn, UserPoolClient: client,
						}),
					},
				},
				RoleMappings: &[]*identitypool.IdentityPoolRoleMapping{{
					MappingKey:  jsii.String("users"),
					ProviderUrl: identitypool.IdentityPoolProviderUrl_UserPool(byArn, client),
					UseToken:    jsii.Bool(true),
				}},
			})
		},
		differs: []difference{
			{
				row:      userPoolOfAnotherRegion,
				official: `{"Fn::Join": ["", ["cognito-idp.us-east-1.", {"Ref": "AWS::URLSuffix"}, "/eu-west-1_aBcDeFgHi"]]}`,
				here:     `"cognito-idp.eu-west-1.amazonaws.com/eu-west-1_aBcDeFgHi"`,
			},
			{
				row:      userPoolOfAnotherRegion,
				official: `{"Fn::Join": ["", ["cognito-idp.eu-west-1.", {"Ref": "AWS::URLSuffix"}, "/eu-west-1_aBcDeFgHi:1example23456789"]]}`,
				here:     `"cognito-idp.eu-west-1.amazonaws.com/eu-west-1_aBcDeFgHi:1example23456789"`,
			},
		},
	},
	{
		name: "imported user pool of a known region in a stack of any",
		build: func(app awscdk.App) {
			stack := newAppStack(app)
			identitypool.NewIdentityPool(stack, jsii.String("Pool"), &identitypool.IdentityPoolProps{
				AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
					UserPools: &[]identitypool.IUserPoolAuthenticationProvider{
						identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
							UserPool:       awscognito.UserPool_FromUserPoolId(stack, jsii.String("UserPool"), jsii.String("eu-west-1_aBcDeFgHi")),
							UserPoolClient: awscognito.UserPoolClient_FromUserPoolClientId(stack, jsii.String("Client"), jsii.String("1example23456789")),
						}),
					},
				},
			})
		},
		differs: []difference{{
			row:      userPoolOfAnotherRegion,
			official: `{"Fn::Join": ["", ["cognito-idp.", {"Ref": "AWS::Region"}, ".", {"Ref": "AWS::URLSuffix"}, "/eu-west-1_aBcDeFgHi"]]}`,
			here:     `"cognito-idp.eu-west-1.amazonaws.com/eu-west-1_aBcDeFgHi"`,
		}},
	},
	{
		name: "user pool defined in another region",
		build: func(app awscdk.App) {
			home := awscdk.NewStack(app, jsii.String("Home"), &awscdk.StackProps{
				CrossRegionReferences: jsii.Bool(true),
				Env:                   &awscdk.Environment{Account: jsii.String("123456789012"), Region: jsii.String("eu-west-1")},
			})
			userPool := awscognito.NewUserPool(home, jsii.String("UserPool"), nil)
			abroad := awscdk.NewStack(app, jsii.String("Abroad"), &awscdk.StackProps{
				CrossRegionReferences: jsii.Bool(true),
				Env:                   &awscdk.Environment{Account: jsii.String("123456789012"), Region: jsii.String("eu-central-1")},
			})
			identitypool.NewIdentityPool(abroad, jsii.String("Pool"), &identitypool.IdentityPoolProps{
				AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
					UserPools: &[]identitypool.IUserPoolAuthenticationProvider{
						identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{UserPool: userPool}),
					},
				},
			})
		},
		differs: []difference{{
			row: userPoolOfAnotherRegion,
			official: `{"Fn::Join": ["", ["cognito-idp.eu-central-1.", {"Ref": "AWS::URLSuffix"}, "/",
				{"Fn::GetAtt": ["ExportsReader8B249524", "/cdk/exports/Abroad/Homeeuwest1RefUserPool6BA7E5F20AC40CFC"]}]]}`,
			here: `{"Fn::Join": ["", ["cognito-idp.eu-west-1.amazonaws.com/",
				{"Fn::GetAtt": ["ExportsReader8B249524", "/cdk/exports/Abroad/Homeeuwest1RefUserPool6BA7E5F20AC40CFC"]}]]}`,
		}},
	},
	{
		name: "server-side token check",
		build: func(app awscdk.App) {
			stack := newAppStack(app)
			var providers []identitypool.IUserPoolAuthenticationProvider
			for i, disabled := range []*bool{nil, jsii.Bool(false), jsii.Bool(true)} {
				userPool := awscognito.NewUserPool(stack, jsii.String(fmt.Sprint("UserPool", i)), nil)
				providers = append(providers, identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
					UserPool: userPool, DisableServerSideTokenCheck: disabled,
				}))
			}
			identitypool.NewIdentityPool(stack, jsii.String("Pool"), &identitypool.IdentityPoolProps{
				AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{UserPools: &providers},
			})
		},
		differs: []difference{{row: dependsOn}},
	},
	{
		name: "user pools added later",
		build: func(app awscdk.App) {
			stack := newAppStack(app)
			userPool := awscognito.NewUserPool(stack, jsii.String("UserPool"), nil)
			pool := identitypool.NewIdentityPool(stack, jsii.String("Pool"), nil)
			pool.AddUserPoolAuthentication(identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
				UserPool: userPool,
			}))
			pool.AddUserPoolAuthentication(identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
				UserPool: userPool, UserPoolClient: userPool.AddClient(jsii.String("Web"), nil), DisableServerSideTokenCheck: jsii.Bool(true),
			}))
		},
		differs: []difference{{row: dependsOn}},
	},
	{
		name: "user pool added to those of the props",
		build: func(app awscdk.App) {
			stack := newAppStack(app)
			pool := identitypool.NewIdentityPool(stack, jsii.String("Pool"), &identitypool.IdentityPoolProps{
				AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
					UserPools: &[]identitypool.IUserPoolAuthenticationProvider{
						identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
							UserPool: awscognito.NewUserPool(stack, jsii.String("First"), nil),
						}),
					},
				},
			})
			pool.AddUserPoolAuthentication(identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
				UserPool: awscognito.NewUserPool(stack, jsii.String("Second"), nil),
			}))
		},
		differs: []difference{{row: dependsOn}},
	},
	{
		name: "provider shared by identity pools",
		build: func(app awscdk.App) {
			stack := newAppStack(app)
			provider := identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
				UserPool: awscognito.NewUserPool(stack, jsii.String("UserPool"), nil),
			})
			identitypool.NewIdentityPool(stack, jsii.String("First"), &identitypool.IdentityPoolProps{
				AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
					UserPools: &[]identitypool.IUserPoolAuthenticationProvider{provider},
				},
			})
			identitypool.NewIdentityPool(stack, jsii.String("Second"), nil).AddUserPoolAuthentication(provider)
		},
		differs: []difference{{row: dependsOn}},
	},
	{
		name: "provider bound by hand",
		build: func(app awscdk.App) {
			stack := newAppStack(app)
			pool := identitypool.NewIdentityPool(stack, jsii.String("Pool"), nil)
			bound := identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
				UserPool: awscognito.UserPool_FromUserPoolId(stack, jsii.String("UserPool"),
					awscdk.Fn_ImportValue(jsii.String("UserPoolId"))),
				UserPoolClient: awscognito.UserPoolClient_FromUserPoolClientId(stack, jsii.String("Client"), jsii.String("1example23456789")),
			}).Bind(pool, pool, &identitypool.UserPoolAuthenticationProviderBindOptions{})
			output(stack, "ClientId", bound.ClientId)
			output(stack, "ProviderName", bound.ProviderName)
			output(stack, "ServerSideTokenCheck", jsii.String(fmt.Sprint(*bound.ServerSideTokenCheck)))
		},
	},
	{
		name: "OpenID Connect and SAML providers of every kind",
		build: func(app awscdk.App) {
			stack := newAppStack(app)
			thumbprints := jsii.Strings("9e99a48a9960b14926bb7f3b02e22da2b0ab7280")
			metadata := awsiam.SamlMetadataDocument_FromXml(jsii.String("<EntityDescriptor/>"))
			identitypool.NewIdentityPool(stack, jsii.String("Pool"), &identitypool.IdentityPoolProps{
				AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
					OpenIdConnectProviders: &[]interfacesawsiam.IOIDCProviderRef{
						awsiam.NewOpenIdConnectProvider(stack, jsii.String("OpenIdL2"), &awsiam.OpenIdConnectProviderProps{
							Url: jsii.String("https://l2.example.com"), ClientIds: jsii.Strings("app"), Thumbprints: thumbprints,
						}),
						awsiam.NewOidcProviderNative(stack, jsii.String("OpenIdNative"), &awsiam.OidcProviderNativeProps{
							Url: jsii.String("https://native.example.com"), ClientIds: jsii.Strings("app"), Thumbprints: thumbprints,
						}),
						awsiam.OpenIdConnectProvider_FromOpenIdConnectProviderArn(stack, jsii.String("OpenIdImported"),
							jsii.String("arn:aws:iam::123456789012:oidc-provider/imported.example.com")),
						awsiam.OidcProviderNative_FromOidcProviderArn(stack, jsii.String("OpenIdNativeImported"),
							awscdk.Fn_ImportValue(jsii.String("OpenIdArn"))),
						awsiam.NewCfnOIDCProvider(stack, jsii.String("OpenIdL1"), &awsiam.CfnOIDCProviderProps{
							Url: jsii.String("https://l1.example.com"), ClientIdList: jsii.Strings("app"), ThumbprintList: thumbprints,
						}),
					},
					SamlProviders: &[]interfacesawsiam.ISAMLProviderRef{
						awsiam.NewSamlProvider(stack, jsii.String("SamlL2"), &awsiam.SamlProviderProps{MetadataDocument: metadata}),
						awsiam.SamlProvider_FromSamlProviderArn(stack, jsii.String("SamlImported"),
							jsii.String("arn:aws:iam::123456789012:saml-provider/imported")),
						awsiam.NewCfnSAMLProvider(stack, jsii.String("SamlL1"), &awsiam.CfnSAMLProviderProps{
							SamlMetadataDocument: jsii.String("<EntityDescriptor/>"),
						}),
					},
				},
			})
		},
	},
	{
		name: "empty lists",
		build: func(app awscdk.App) {
			stack := newAppStack(app)
			identitypool.NewIdentityPool(stack, jsii.String("OpenIdConnect"), &identitypool.IdentityPoolProps{
				AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
					OpenIdConnectProviders: &[]interfacesawsiam.IOIDCProviderRef{},
				},
			})
			identitypool.NewIdentityPool(stack, jsii.String("Saml"), &identitypool.IdentityPoolProps{
				AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
					SamlProviders: &[]interfacesawsiam.ISAMLProviderRef{},
				},
			})
			identitypool.NewIdentityPool(stack, jsii.String("UserPools"), &identitypool.IdentityPoolProps{
				AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
					UserPools: &[]identitypool.IUserPoolAuthenticationProvider{},
				},
			})
			identitypool.NewIdentityPool(stack, jsii.String("RoleMappings"), &identitypool.IdentityPoolProps{
				RoleMappings: &[]*identitypool.IdentityPoolRoleMapping{},
			})
		},
	},
	{
		name: "lists that are nil inside",
		build: func(app awscdk.App) {
			var (
				openIdConnectProviders []interfacesawsiam.IOIDCProviderRef
				samlProviders          []interfacesawsiam.ISAMLProviderRef
				userPools              []identitypool.IUserPoolAuthenticationProvider
				roleMappings           []*identitypool.IdentityPoolRoleMapping
			)
			identitypool.NewIdentityPool(newAppStack(app), jsii.String("Pool"), &identitypool.IdentityPoolProps{
				AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
					OpenIdConnectProviders: &openIdConnectProviders,
					SamlProviders:          &samlProviders,
					UserPools:              &userPools,
				},
				RoleMappings: &roleMappings,
			})
		},
	},
	{
		name: "custom provider",
		build: func(app awscdk.App) {
			identitypool.NewIdentityPool(newAppStack(app), jsii.String("Pool"), &identitypool.IdentityPoolProps{
				AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{CustomProvider: jsii.String("login.example.com")},
			})
		},
	},
	{
		name: "role mappings by token",
		build: func(app awscdk.App) {
			identitypool.NewIdentityPool(newAppStack(app), jsii.String("Pool"), &identitypool.IdentityPoolProps{
				RoleMappings: &[]*identitypool.IdentityPoolRoleMapping{
					{ProviderUrl: identitypool.IdentityPoolProviderUrl_GOOGLE(), UseToken: jsii.Bool(true)},
					{
						ProviderUrl:           identitypool.IdentityPoolProviderUrl_APPLE(),
						ResolveAmbiguousRoles: jsii.Bool(true),
						UseToken:              jsii.Bool(true),
					},
					{
						ProviderUrl:           identitypool.IdentityPoolProviderUrl_FACEBOOK(),
						ResolveAmbiguousRoles: jsii.Bool(false),
						UseToken:              jsii.Bool(true),
					},
				},
			})
		},
	},
	{
		name: "role mappings by rules of all match types",
		build: func(app awscdk.App) {
			stack := newAppStack(app)
			role := awsiam.NewRole(stack, jsii.String("Role"), &awsiam.RoleProps{
				AssumedBy: awsiam.NewWebIdentityPrincipal(jsii.String("cognito-identity.amazonaws.com"), nil),
			})
			imported := awsiam.Role_FromRoleArn(stack, jsii.String("Imported"), jsii.String("arn:aws:iam::123456789012:role/imported"), nil)
			identitypool.NewIdentityPool(stack, jsii.String("Pool"), &identitypool.IdentityPoolProps{
				RoleMappings: &[]*identitypool.IdentityPoolRoleMapping{
					{
						ProviderUrl: identitypool.IdentityPoolProviderUrl_GOOGLE(),
						Rules: &[]*identitypool.RoleMappingRule{
							{Claim: jsii.String("hd"), ClaimValue: jsii.String("example.com"), MappedRole: role},
							{
								Claim: jsii.String("hd"), ClaimValue: jsii.String("example.net"), MappedRole: role,
								MatchType: identitypool.RoleMappingMatchType_EQUALS,
							},
							{
								Claim: jsii.String("email"), ClaimValue: jsii.String("@example.com"), MappedRole: imported,
								MatchType: identitypool.RoleMappingMatchType_CONTAINS,
							},
							{
								Claim: jsii.String("sub"), ClaimValue: jsii.String("1"), MappedRole: role,
								MatchType: identitypool.RoleMappingMatchType_STARTS_WITH,
							},
							{
								Claim: jsii.String("aud"), ClaimValue: jsii.String("web"), MappedRole: imported,
								MatchType: identitypool.RoleMappingMatchType_NOTEQUAL,
							},
						},
					},
					{
						ProviderUrl:           identitypool.IdentityPoolProviderUrl_APPLE(),
						ResolveAmbiguousRoles: jsii.Bool(true),
						Rules: &[]*identitypool.RoleMappingRule{
							{Claim: jsii.String("sub"), ClaimValue: jsii.String("00"), MappedRole: role},
						},
						UseToken: jsii.Bool(false),
					},
				},
			})
		},
	},
	{
		name: "rules of tokens",
		build: func(app awscdk.App) {
			stack := newAppStack(app)
			parameter := awscdk.NewCfnParameter(stack, jsii.String("Parameter"), nil)
			identitypool.NewIdentityPool(stack, jsii.String("Pool"), &identitypool.IdentityPoolProps{
				RoleMappings: &[]*identitypool.IdentityPoolRoleMapping{{
					ProviderUrl: identitypool.IdentityPoolProviderUrl_GOOGLE(),
					Rules: &[]*identitypool.RoleMappingRule{{
						Claim:      parameter.ValueAsString(),
						ClaimValue: jsii.String("prefix-" + *parameter.ValueAsString()),
						MappedRole: awsiam.Role_FromRoleArn(stack, jsii.String("Role"), awscdk.Fn_ImportValue(jsii.String("RoleArn")), nil),
					}},
				}},
			})
		},
	},
	{
		name: "mapping keys",
		build: func(app awscdk.App) {
			stack := newAppStack(app)
			userPool := awscognito.NewUserPool(stack, jsii.String("UserPool"), nil)
			client := userPool.AddClient(jsii.String("Client"), nil)
			identitypool.NewIdentityPool(stack, jsii.String("Pool"), &identitypool.IdentityPoolProps{
				RoleMappings: &[]*identitypool.IdentityPoolRoleMapping{
					{
						MappingKey:  jsii.String("users"),
						ProviderUrl: identitypool.IdentityPoolProviderUrl_UserPool(userPool, client),
						UseToken:    jsii.Bool(true),
					},
					{
						MappingKey:  jsii.String("amazon"),
						ProviderUrl: identitypool.IdentityPoolProviderUrl_AMAZON(),
						UseToken:    jsii.Bool(true),
					},
					{
						MappingKey:  jsii.String("imported"),
						ProviderUrl: identitypool.IdentityPoolProviderUrl_OpenId(awscdk.Fn_ImportValue(jsii.String("OpenIdArn"))),
						UseToken:    jsii.Bool(true),
					},
				},
			})
		},
	},
	{
		name: "user pool with clients that are mapped",
		build: func(app awscdk.App) {
			stack := newAppStack(app)
			userPool := awscognito.NewUserPool(stack, jsii.String("UserPool"), nil)
			web, mobile := userPool.AddClient(jsii.String("Web"), nil), userPool.AddClient(jsii.String("Mobile"), nil)
			identitypool.NewIdentityPool(stack, jsii.String("Pool"), &identitypool.IdentityPoolProps{
				AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
					UserPools: &[]identitypool.IUserPoolAuthenticationProvider{
						identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
							UserPool: userPool, UserPoolClient: web,
						}),
						identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
							UserPool: userPool, UserPoolClient: mobile,
						}),
					},
				},
				RoleMappings: &[]*identitypool.IdentityPoolRoleMapping{
					{
						MappingKey:            jsii.String("web"),
						ProviderUrl:           identitypool.IdentityPoolProviderUrl_UserPool(userPool, web),
						ResolveAmbiguousRoles: jsii.Bool(true),
						UseToken:              jsii.Bool(true),
					},
					{
						MappingKey:  jsii.String("mobile"),
						ProviderUrl: identitypool.IdentityPoolProviderUrl_UserPool(userPool, mobile),
						UseToken:    jsii.Bool(true),
					},
				},
			})
		},
		differs: []difference{{row: dependsOn}},
	},
	{
		name: "provider URLs",
		build: func(app awscdk.App) {
			stack := newAppStack(app)
			userPool := awscognito.NewUserPool(stack, jsii.String("UserPool"), nil)
			for id, url := range map[string]identitypool.IdentityPoolProviderUrl{
				"Amazon":   identitypool.IdentityPoolProviderUrl_AMAZON(),
				"Apple":    identitypool.IdentityPoolProviderUrl_APPLE(),
				"Facebook": identitypool.IdentityPoolProviderUrl_FACEBOOK(),
				"Google":   identitypool.IdentityPoolProviderUrl_GOOGLE(),
				"Twitter":  identitypool.IdentityPoolProviderUrl_TWITTER(),
				"OpenId":   identitypool.IdentityPoolProviderUrl_OpenId(jsii.String("arn:aws:iam::123456789012:oidc-provider/example.com")),
				"Saml":     identitypool.IdentityPoolProviderUrl_Saml(jsii.String("arn:aws:iam::123456789012:saml-provider/example")),
				"Custom":   identitypool.IdentityPoolProviderUrl_Custom(jsii.String("example.com")),
				"Cognito":  identitypool.IdentityPoolProviderUrl_UserPool(userPool, userPool.AddClient(jsii.String("Client"), nil)),
				"New": identitypool.NewIdentityPoolProviderUrl(identitypool.IdentityPoolProviderType_USER_POOL,
					jsii.String("cognito-idp.eu-west-1.amazonaws.com/eu-west-1_aBcDeFgHi:1example23456789")),
			} {
				output(stack, id+"Type", jsii.String(string(url.Type())))
				output(stack, id+"Value", url.Value())
				identitypool.NewIdentityPool(stack, jsii.String(id), &identitypool.IdentityPoolProps{
					RoleMappings: &[]*identitypool.IdentityPoolRoleMapping{{
						MappingKey: jsii.String("key"), ProviderUrl: url, UseToken: jsii.Bool(true),
					}},
				})
			}
		},
	},
	{
		name: "provider types",
		build: func(app awscdk.App) {
			var mappings []*identitypool.IdentityPoolRoleMapping
			for i, providerType := range []identitypool.IdentityPoolProviderType{
				identitypool.IdentityPoolProviderType_AMAZON,
				identitypool.IdentityPoolProviderType_APPLE,
				identitypool.IdentityPoolProviderType_CUSTOM,
				identitypool.IdentityPoolProviderType_FACEBOOK,
				identitypool.IdentityPoolProviderType_GOOGLE,
				identitypool.IdentityPoolProviderType_OPEN_ID,
				identitypool.IdentityPoolProviderType_SAML,
				identitypool.IdentityPoolProviderType_TWITTER,
			} {
				mappings = append(mappings, &identitypool.IdentityPoolRoleMapping{
					ProviderUrl: identitypool.NewIdentityPoolProviderUrl(providerType, jsii.String(fmt.Sprintf("provider-%d.example.com", i))),
					UseToken:    jsii.Bool(true),
				})
			}
			identitypool.NewIdentityPool(newAppStack(app), jsii.String("Pool"), &identitypool.IdentityPoolProps{RoleMappings: &mappings})
		},
	},
	{
		name: "import by id",
		build: func(app awscdk.App) {
			stack := newRegionStack(app, "Stack", "eu-west-1")
			pool := identitypool.IdentityPool_FromIdentityPoolId(stack, jsii.String("Pool"),
				jsii.String("eu-west-1:1a2b3c4d-5e6f-7890-abcd-ef1234567890"))
			output(stack, "Id", pool.IdentityPoolId())
			output(stack, "Arn", pool.IdentityPoolArn())
			output(stack, "Name", pool.IdentityPoolName())
			output(stack, "Region", pool.Env().Region)
			output(stack, "Account", pool.Env().Account)
			output(stack, "Path", pool.Node().Path())
		},
	},
	{
		name: "import by id into a stack of any region",
		build: func(app awscdk.App) {
			stack := newAppStack(app)
			pool := identitypool.IdentityPool_FromIdentityPoolId(stack, jsii.String("Pool"), jsii.String("us-east-1:dj2823ryiwuhef937"))
			output(stack, "Id", pool.IdentityPoolId())
			output(stack, "Arn", pool.IdentityPoolArn())
			output(stack, "Name", pool.IdentityPoolName())
		},
		differs: []difference{{
			row: importIntoAnyRegion,
			official: `{"Fn::Join": ["", ["arn:", {"Ref": "AWS::Partition"}, ":cognito-identity:", {"Ref": "AWS::Region"}, ":",
				{"Ref": "AWS::AccountId"}, ":identitypool/us-east-1:dj2823ryiwuhef937"]]}`,
			here: `{"Fn::Join": ["", ["arn:", {"Ref": "AWS::Partition"}, ":cognito-identity:us-east-1:",
				{"Ref": "AWS::AccountId"}, ":identitypool/us-east-1:dj2823ryiwuhef937"]]}`,
		}},
	},
	{
		name: "import by an id that is a token",
		build: func(app awscdk.App) {
			stack := newAppStack(app)
			pool := identitypool.IdentityPool_FromIdentityPoolId(stack, jsii.String("Pool"), awscdk.Fn_ImportValue(jsii.String("PoolId")))
			output(stack, "Id", pool.IdentityPoolId())
			output(stack, "Arn", pool.IdentityPoolArn())
			output(stack, "Name", pool.IdentityPoolName())
			output(stack, "Region", pool.Env().Region)
		},
	},
	{
		name: "import by ARN",
		build: func(app awscdk.App) {
			stack := newRegionStack(app, "Stack", "us-east-1")
			pool := identitypool.IdentityPool_FromIdentityPoolArn(stack, jsii.String("Pool"),
				jsii.String("arn:aws:cognito-identity:eu-west-1:210987654321:identitypool/eu-west-1:1a2b3c4d-5e6f-7890-abcd-ef1234567890"))
			output(stack, "Id", pool.IdentityPoolId())
			output(stack, "Arn", pool.IdentityPoolArn())
			output(stack, "Name", pool.IdentityPoolName())
			output(stack, "Region", pool.Env().Region)
			output(stack, "Account", pool.Env().Account)
		},
	},
	{
		name: "import by an ARN with tokens in it",
		build: func(app awscdk.App) {
			stack := newAppStack(app)
			outputs := func(id string, pool identitypool.IIdentityPool) {
				output(stack, id+"Id", pool.IdentityPoolId())
				output(stack, id+"Arn", pool.IdentityPoolArn())
				output(stack, id+"Name", pool.IdentityPoolName())
				output(stack, id+"Region", pool.Env().Region)
				output(stack, id+"Account", pool.Env().Account)
			}
			outputs("Environment", identitypool.IdentityPool_FromIdentityPoolArn(stack, jsii.String("EnvironmentPool"),
				jsii.String("arn:aws:cognito-identity:"+*stack.Region()+":"+*stack.Account()+":identitypool/eu-west-1:1a2b3c4d")))
			outputs("Id", identitypool.IdentityPool_FromIdentityPoolArn(stack, jsii.String("IdPool"),
				jsii.String("arn:"+*stack.Partition()+":cognito-identity:eu-west-1:123456789012:identitypool/"+
					*awscdk.Fn_ImportValue(jsii.String("PoolId")))))
		},
	},
	{
		name: "import by an ARN that is a token",
		build: func(app awscdk.App) {
			stack := newAppStack(app)
			pool := identitypool.IdentityPool_FromIdentityPoolArn(stack, jsii.String("Pool"), awscdk.Fn_ImportValue(jsii.String("PoolArn")))
			output(stack, "Id", pool.IdentityPoolId())
			output(stack, "Arn", pool.IdentityPoolArn())
			output(stack, "Name", pool.IdentityPoolName())
			output(stack, "Region", pool.Env().Region)
			output(stack, "Account", pool.Env().Account)
		},
		differs: []difference{{
			row: importByTokenArn,
			official: `{"Fn::Select": [1, {"Fn::Split": ["/",
				{"Fn::Select": [5, {"Fn::Split": [":", {"Fn::ImportValue": "PoolArn"}]}]}]}]}`,
			here: `{"Fn::Select": [1, {"Fn::Split": ["/", {"Fn::ImportValue": "PoolArn"}]}]}`,
		}},
	},
	{
		name: "imported pool in a policy",
		build: func(app awscdk.App) {
			stack := newRegionStack(app, "Stack", "eu-west-1")
			pool := identitypool.IdentityPool_FromIdentityPoolId(stack, jsii.String("Pool"), jsii.String("eu-west-1:1a2b3c4d"))
			awsiam.NewRole(stack, jsii.String("Role"), &awsiam.RoleProps{
				AssumedBy: awsiam.NewFederatedPrincipal(jsii.String("cognito-identity.amazonaws.com"), &map[string]any{
					"StringEquals": map[string]any{"cognito-identity.amazonaws.com:aud": pool.IdentityPoolId()},
				}, jsii.String("sts:AssumeRoleWithWebIdentity")),
			}).AddToPolicy(awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
				Actions:   jsii.Strings("cognito-identity:GetId"),
				Resources: &[]*string{pool.IdentityPoolArn()},
			}))
		},
	},
	{
		name: "grants",
		build: func(app awscdk.App) {
			stack := newAppStack(app)
			pool := identitypool.NewIdentityPool(stack, jsii.String("Pool"), &identitypool.IdentityPoolProps{
				AllowUnauthenticatedIdentities: jsii.Bool(true),
			})
			table := awsdynamodb.NewTable(stack, jsii.String("Table"), &awsdynamodb.TableProps{
				PartitionKey: &awsdynamodb.Attribute{Name: jsii.String("id"), Type: awsdynamodb.AttributeType_STRING},
			})
			table.GrantReadWriteData(pool.AuthenticatedRole())
			table.GrantReadData(pool.UnauthenticatedRole())
			bucket := awss3.NewBucket(stack, jsii.String("Bucket"), nil)
			bucket.GrantReadWrite(pool.AuthenticatedRole(), "private/*")
			bucket.GrantRead(pool.UnauthenticatedRole(), "public/*")
		},
	},
	{
		name: "statements added to the roles",
		build: func(app awscdk.App) {
			stack := newAppStack(app)
			pool := identitypool.NewIdentityPool(stack, jsii.String("Pool"), nil)
			pool.AuthenticatedRole().AddToPrincipalPolicy(awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
				Actions:   jsii.Strings("execute-api:Invoke"),
				Resources: jsii.Strings("arn:aws:execute-api:eu-west-1:*:api/prod/*"),
			}))
			pool.UnauthenticatedRole().AddToPrincipalPolicy(awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
				Effect:    awsiam.Effect_DENY,
				Actions:   jsii.Strings("s3:*", "cognito-identity:*"),
				Resources: &[]*string{pool.IdentityPoolArn(), jsii.String("*")},
			}))
			pool.AuthenticatedRole().AddManagedPolicy(awsiam.ManagedPolicy_FromAwsManagedPolicyName(jsii.String("ReadOnlyAccess")))
		},
	},
	{
		name: "tags",
		build: func(app awscdk.App) {
			stack := newAppStack(app)
			pool := identitypool.NewIdentityPool(stack, jsii.String("Pool"), nil)
			awscdk.Tags_Of(pool).Add(jsii.String("team"), jsii.String("web"), nil)
			awscdk.Tags_Of(stack).Add(jsii.String("stage"), jsii.String("test"), nil)
			awscdk.Tags_Of(pool.AuthenticatedRole()).Remove(jsii.String("team"), nil)
		},
	},
	{
		name: "removal policy",
		build: func(app awscdk.App) {
			stack := newAppStack(app)
			identitypool.NewIdentityPool(stack, jsii.String("Retained"), nil).ApplyRemovalPolicy(awscdk.RemovalPolicy_RETAIN)
			identitypool.NewIdentityPool(stack, jsii.String("Destroyed"), nil).ApplyRemovalPolicy(awscdk.RemovalPolicy_DESTROY)
		},
	},
	{
		name: "removal policies of a scope",
		build: func(app awscdk.App) {
			stack := newAppStack(app)
			pool := identitypool.NewIdentityPool(stack, jsii.String("Pool"), nil)
			awscdk.RemovalPolicies_Of(pool).Retain(nil)
		},
	},
	{
		name: "permissions boundary",
		build: func(app awscdk.App) {
			stack := newAppStack(app)
			pool := identitypool.NewIdentityPool(stack, jsii.String("Pool"), nil)
			awsiam.PermissionsBoundary_Of(pool).Apply(awsiam.ManagedPolicy_FromAwsManagedPolicyName(jsii.String("PowerUserAccess")))
		},
	},
	{
		name: "aspect",
		build: func(app awscdk.App) {
			stack := newAppStack(app)
			identitypool.NewIdentityPool(stack, jsii.String("Pool"), nil)
			awscdk.Aspects_Of(stack).Add(&aspect{visit: func(node constructs.IConstruct) {
				if l1, ok := node.(awscognito.CfnIdentityPool); ok {
					l1.SetAllowClassicFlow(true)
				}
			}}, nil)
		},
	},
	{
		name: "L1 escape hatches",
		build: func(app awscdk.App) {
			stack := newAppStack(app)
			pool := identitypool.NewIdentityPool(stack, jsii.String("Pool"), nil)
			l1 := pool.Node().DefaultChild().(awscognito.CfnIdentityPool)
			l1.AddPropertyOverride(jsii.String("AllowClassicFlow"), true)
			l1.SetDeveloperProviderName(jsii.String("login.example.com"))
			pool.RoleAttachment().AddPropertyDeletionOverride(jsii.String("Roles.unauthenticated"))
			pool.RoleAttachment().OverrideLogicalId(jsii.String("Attachment"))
			output(stack, "Type", l1.CfnResourceType())
		},
	},
	{
		name: "dependencies",
		build: func(app awscdk.App) {
			stack := newAppStack(app)
			pool := identitypool.NewIdentityPool(stack, jsii.String("Pool"), nil)
			first := awss3.NewBucket(stack, jsii.String("First"), nil)
			last := awss3.NewBucket(stack, jsii.String("Last"), nil)
			pool.Node().AddDependency(first)
			last.Node().AddDependency(pool)
		},
	},
	{
		name: "scope of other constructs",
		build: func(app awscdk.App) {
			stack := newAppStack(app)
			scope := constructs.NewConstruct(stack, jsii.String("Scope"))
			pool := identitypool.NewIdentityPool(scope, jsii.String("Pool"), nil)
			awss3.NewBucket(pool, jsii.String("Bucket"), nil)
			identitypool.NewIdentityPool(pool, jsii.String("Inner"), nil)
			identitypool.IdentityPool_FromIdentityPoolArn(pool, jsii.String("Imported"),
				jsii.String("arn:aws:cognito-identity:eu-west-1:123456789012:identitypool/eu-west-1:1a2b3c4d"))
			output(stack, "Path", pool.Node().Path())
			output(stack, "String", pool.ToString())
		},
	},
	{
		name: "several pools, ids of special characters",
		build: func(app awscdk.App) {
			stack := newAppStack(app)
			for _, id := range []string{"1", "pool-with-dashes", "Ünïcode", "with/slash", "a b", "Default"} {
				identitypool.NewIdentityPool(stack, jsii.String(id), nil)
			}
		},
	},
	{
		name: "cross-stack references to the pool",
		build: func(app awscdk.App) {
			first := newRegionStack(app, "First", "eu-west-1")
			pool := identitypool.NewIdentityPool(first, jsii.String("Pool"), nil)
			second := newRegionStack(app, "Second", "eu-west-1")
			output(second, "Id", pool.IdentityPoolId())
			output(second, "Arn", pool.IdentityPoolArn())
			output(second, "Name", pool.IdentityPoolName())
			awsiam.NewPolicy(second, jsii.String("Policy"), &awsiam.PolicyProps{
				Roles: &[]awsiam.IRole{pool.AuthenticatedRole(), pool.UnauthenticatedRole()},
				Statements: &[]awsiam.PolicyStatement{awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
					Actions:   jsii.Strings("s3:GetObject"),
					Resources: jsii.Strings("*"),
				})},
			})
		},
	},
	{
		name: "roles of another stack",
		build: func(app awscdk.App) {
			first, second := newAppStack(app), awscdk.NewStack(app, jsii.String("Second"), nil)
			role := awsiam.NewRole(first, jsii.String("Role"), &awsiam.RoleProps{
				AssumedBy: awsiam.NewWebIdentityPrincipal(jsii.String("cognito-identity.amazonaws.com"), nil),
			})
			identitypool.NewIdentityPool(second, jsii.String("Pool"), &identitypool.IdentityPoolProps{
				AuthenticatedRole: role,
				RoleMappings: &[]*identitypool.IdentityPoolRoleMapping{{
					ProviderUrl: identitypool.IdentityPoolProviderUrl_TWITTER(),
					Rules: &[]*identitypool.RoleMappingRule{
						{Claim: jsii.String("sub"), ClaimValue: jsii.String("1"), MappedRole: role},
					},
				}},
			})
		},
	},
	{
		name: "user pool of another stack",
		build: func(app awscdk.App) {
			users := newRegionStack(app, "Users", "eu-west-1")
			userPool := awscognito.NewUserPool(users, jsii.String("UserPool"), nil)
			client := userPool.AddClient(jsii.String("Client"), nil)
			stack := newRegionStack(app, "Stack", "eu-west-1")
			identitypool.NewIdentityPool(stack, jsii.String("Pool"), &identitypool.IdentityPoolProps{
				AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
					UserPools: &[]identitypool.IUserPoolAuthenticationProvider{
						identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
							UserPool: userPool, UserPoolClient: client,
						}),
						identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{UserPool: userPool}),
					},
				},
				RoleMappings: &[]*identitypool.IdentityPoolRoleMapping{{
					MappingKey:  jsii.String("users"),
					ProviderUrl: identitypool.IdentityPoolProviderUrl_UserPool(userPool, client),
					UseToken:    jsii.Bool(true),
				}},
			})
		},
	},
	{
		name: "user pool of another stack of any region",
		build: func(app awscdk.App) {
			users := awscdk.NewStack(app, jsii.String("Users"), nil)
			userPool := awscognito.NewUserPool(users, jsii.String("UserPool"), nil)
			pool := identitypool.NewIdentityPool(newAppStack(app), jsii.String("Pool"), nil)
			pool.AddUserPoolAuthentication(identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
				UserPool: userPool,
			}))
		},
	},
	{
		name: "nested stack",
		build: func(app awscdk.App) {
			stack := newAppStack(app)
			nested := awscdk.NewNestedStack(stack, jsii.String("Nested"), nil)
			pool := identitypool.NewIdentityPool(nested, jsii.String("Pool"), nil)
			output(stack, "Id", pool.IdentityPoolId())
			awss3.NewBucket(stack, jsii.String("Bucket"), nil).GrantRead(pool.AuthenticatedRole(), nil)
		},
	},
	{
		name: "nested stack with a user pool of its parent",
		build: func(app awscdk.App) {
			stack := newAppStack(app)
			userPool := awscognito.NewUserPool(stack, jsii.String("UserPool"), nil)
			nested := awscdk.NewNestedStack(stack, jsii.String("Nested"), nil)
			identitypool.NewIdentityPool(nested, jsii.String("Pool"), &identitypool.IdentityPoolProps{
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
		name: "stacks of several regions",
		build: func(app awscdk.App) {
			for _, region := range []string{"us-east-1", "eu-west-1", "ap-southeast-2", "me-central-1"} {
				stack := newRegionStack(app, region, region)
				pool := identitypool.NewIdentityPool(stack, jsii.String("Pool"), &identitypool.IdentityPoolProps{
					AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
						UserPools: &[]identitypool.IUserPoolAuthenticationProvider{
							identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
								UserPool: awscognito.NewUserPool(stack, jsii.String("UserPool"), nil),
							}),
						},
					},
				})
				output(stack, "Arn", pool.IdentityPoolArn())
				output(stack, "Region", pool.Env().Region)
			}
		},
		differs: []difference{{row: dependsOn}},
	},
	{
		name: "us-gov-west-1",
		build: func(app awscdk.App) {
			identitypool.NewIdentityPool(newRegionStack(app, "Stack", "us-gov-west-1"), jsii.String("Pool"), nil)
		},
		differs: []difference{{
			row: federatedPrincipal, official: "cognito-identity.amazonaws.com", here: "cognito-identity-us-gov.amazonaws.com",
		}},
	},
	{
		name: "us-gov-east-1",
		build: func(app awscdk.App) {
			identitypool.NewIdentityPool(newRegionStack(app, "Stack", "us-gov-east-1"), jsii.String("Pool"), nil)
		},
		differs: []difference{{
			row: federatedPrincipal, official: "cognito-identity.amazonaws.com", here: "cognito-identity.us-gov-east-1.amazonaws.com",
		}},
	},
	{
		name: "cn-north-1",
		build: func(app awscdk.App) {
			identitypool.NewIdentityPool(newRegionStack(app, "Stack", "cn-north-1"), jsii.String("Pool"), nil)
		},
		differs: []difference{{
			row: federatedPrincipal, official: "cognito-identity.amazonaws.com", here: "cognito-identity.cn-north-1.amazonaws.com.cn",
		}},
	},
	{
		name: "stages",
		build: func(app awscdk.App) {
			for _, id := range []string{"Test", "Production"} {
				stage := awscdk.NewStage(app, jsii.String(id), &awscdk.StageProps{
					Env: &awscdk.Environment{Account: jsii.String("123456789012"), Region: jsii.String("eu-west-1")},
				})
				stack := awscdk.NewStack(stage, jsii.String("Stack"), nil)
				identitypool.NewIdentityPool(stack, jsii.String("Pool"), &identitypool.IdentityPoolProps{
					IdentityPoolName: jsii.String("pool of " + id),
				})
			}
		},
	},
	{
		name: "analytics",
		build: func(app awscdk.App) {
			stack := awscdk.NewStack(app, jsii.String("Stack"), &awscdk.StackProps{AnalyticsReporting: jsii.Bool(true)})
			identitypool.NewIdentityPool(stack, jsii.String("Pool"), nil)
		},
		differs: []difference{{row: analytics}},
	},
}
