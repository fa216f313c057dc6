// Code generated from here/userpools.go by go generate. DO NOT EDIT.

package official

import (
	"fmt"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/jsii-runtime-go"

	identitypool "github.com/aws/aws-cdk-go/awscdk/v2/awscognitoidentitypool"
	"github.com/awscdk-constructs/identitypool/internal/apptest"
	"github.com/awscdk-constructs/identitypool/internal/parity"
)

// userPoolPrograms have user pools as providers.
var userPoolPrograms = []parity.Program{
	{
		Name: "user pool without a client",
		Build: func(app awscdk.App) {
			stack := apptest.NewStack(app)
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
		Differs: []parity.Difference{{Row: parity.DependsOn}},
	},
	{
		Name: "user pools with clients of every kind",
		Build: func(app awscdk.App) {
			stack := apptest.NewStack(app)
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
		Differs: []parity.Difference{{Row: parity.DependsOn}},
	},
	{
		Name: "imported user pool, client made for it",
		Build: func(app awscdk.App) {
			stack := apptest.NewRegionStack(app, "Stack", "eu-west-1")
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
		Differs: []parity.Difference{{Row: parity.DependsOn}},
	},
	{
		Name: "imported user pools and clients of the stack's region",
		Build: func(app awscdk.App) {
			stack := apptest.NewRegionStack(app, "Stack", "eu-west-1")
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
		Name: "user pool imported by a token",
		Build: func(app awscdk.App) {
			stack := apptest.NewStack(app)
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
		Name: "imported user pools of another region",
		Build: func(app awscdk.App) {
			stack := apptest.NewRegionStack(app, "Stack", "us-east-1")
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
		Differs: []parity.Difference{
			{
				Row:      parity.UserPoolOfAnotherRegion,
				Official: `{"Fn::Join": ["", ["cognito-idp.us-east-1.", {"Ref": "AWS::URLSuffix"}, "/eu-west-1_aBcDeFgHi"]]}`,
				Here:     `"cognito-idp.eu-west-1.amazonaws.com/eu-west-1_aBcDeFgHi"`,
			},
			{
				Row:      parity.UserPoolOfAnotherRegion,
				Official: `{"Fn::Join": ["", ["cognito-idp.eu-west-1.", {"Ref": "AWS::URLSuffix"}, "/eu-west-1_aBcDeFgHi:1example23456789"]]}`,
				Here:     `"cognito-idp.eu-west-1.amazonaws.com/eu-west-1_aBcDeFgHi:1example23456789"`,
			},
		},
	},
	{
		Name: "imported user pool of a known region in a stack of any",
		Build: func(app awscdk.App) {
			stack := apptest.NewStack(app)
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
		Differs: []parity.Difference{{
			Row:      parity.UserPoolOfAnotherRegion,
			Official: `{"Fn::Join": ["", ["cognito-idp.", {"Ref": "AWS::Region"}, ".", {"Ref": "AWS::URLSuffix"}, "/eu-west-1_aBcDeFgHi"]]}`,
			Here:     `"cognito-idp.eu-west-1.amazonaws.com/eu-west-1_aBcDeFgHi"`,
		}},
	},
	{
		Name: "user pool defined in another region",
		Build: func(app awscdk.App) {
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
		Differs: []parity.Difference{{
			Row: parity.UserPoolOfAnotherRegion,
			Official: `{"Fn::Join": ["", ["cognito-idp.eu-central-1.", {"Ref": "AWS::URLSuffix"}, "/",
				{"Fn::GetAtt": ["ExportsReader8B249524", "/cdk/exports/Abroad/Homeeuwest1RefUserPool6BA7E5F20AC40CFC"]}]]}`,
			Here: `{"Fn::Join": ["", ["cognito-idp.eu-west-1.amazonaws.com/",
				{"Fn::GetAtt": ["ExportsReader8B249524", "/cdk/exports/Abroad/Homeeuwest1RefUserPool6BA7E5F20AC40CFC"]}]]}`,
		}},
	},
	{
		Name: "server-side token check",
		Build: func(app awscdk.App) {
			stack := apptest.NewStack(app)
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
		Differs: []parity.Difference{{Row: parity.DependsOn}},
	},
	{
		Name: "user pools added later",
		Build: func(app awscdk.App) {
			stack := apptest.NewStack(app)
			userPool := awscognito.NewUserPool(stack, jsii.String("UserPool"), nil)
			pool := identitypool.NewIdentityPool(stack, jsii.String("Pool"), nil)
			pool.AddUserPoolAuthentication(identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
				UserPool: userPool,
			}))
			pool.AddUserPoolAuthentication(identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
				UserPool: userPool, UserPoolClient: userPool.AddClient(jsii.String("Web"), nil), DisableServerSideTokenCheck: jsii.Bool(true),
			}))
		},
		Differs: []parity.Difference{{Row: parity.DependsOn}},
	},
	{
		Name: "user pool added to those of the props",
		Build: func(app awscdk.App) {
			stack := apptest.NewStack(app)
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
		Differs: []parity.Difference{{Row: parity.DependsOn}},
	},
	{
		Name: "provider shared by identity pools",
		Build: func(app awscdk.App) {
			stack := apptest.NewStack(app)
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
		Differs: []parity.Difference{{Row: parity.DependsOn}},
	},
	{
		Name: "provider bound by hand",
		Build: func(app awscdk.App) {
			stack := apptest.NewStack(app)
			pool := identitypool.NewIdentityPool(stack, jsii.String("Pool"), nil)
			bound := identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
				UserPool: awscognito.UserPool_FromUserPoolId(stack, jsii.String("UserPool"),
					awscdk.Fn_ImportValue(jsii.String("UserPoolId"))),
				UserPoolClient: awscognito.UserPoolClient_FromUserPoolClientId(stack, jsii.String("Client"), jsii.String("1example23456789")),
			}).Bind(pool, pool, &identitypool.UserPoolAuthenticationProviderBindOptions{})
			apptest.Output(stack, "ClientId", bound.ClientId)
			apptest.Output(stack, "ProviderName", bound.ProviderName)
			apptest.Output(stack, "ServerSideTokenCheck", jsii.String(fmt.Sprint(*bound.ServerSideTokenCheck)))
		},
	},
}
