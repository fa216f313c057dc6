package here

import (
	"fmt"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/jsii-runtime-go"

	identitypool "github.com/awscdk-constructs/identitypool"
	"github.com/awscdk-constructs/identitypool/internal/apptest"
	"github.com/awscdk-constructs/identitypool/internal/parity"
)

// roleMappingPrograms map roles.
var roleMappingPrograms = []parity.Program{
	{
		Name: "role mappings by token",
		Build: func(app awscdk.App) {
			identitypool.NewIdentityPool(apptest.NewStack(app), jsii.String("Pool"), &identitypool.IdentityPoolProps{
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
		Name: "role mappings by rules of all match types",
		Build: func(app awscdk.App) {
			stack := apptest.NewStack(app)
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
		Name: "rules of tokens",
		Build: func(app awscdk.App) {
			stack := apptest.NewStack(app)
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
		Name: "mapping keys",
		Build: func(app awscdk.App) {
			stack := apptest.NewStack(app)
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
		Name: "user pool with clients that are mapped",
		Build: func(app awscdk.App) {
			stack := apptest.NewStack(app)
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
		Differs: []parity.Difference{{Row: parity.DependsOn}},
	},
	{
		Name: "provider URLs",
		Build: func(app awscdk.App) {
			stack := apptest.NewStack(app)
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
				apptest.Output(stack, id+"Type", jsii.String(string(url.Type())))
				apptest.Output(stack, id+"Value", url.Value())
				identitypool.NewIdentityPool(stack, jsii.String(id), &identitypool.IdentityPoolProps{
					RoleMappings: &[]*identitypool.IdentityPoolRoleMapping{{
						MappingKey: jsii.String("key"), ProviderUrl: url, UseToken: jsii.Bool(true),
					}},
				})
			}
		},
	},
	{
		Name: "provider types",
		Build: func(app awscdk.App) {
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
			identitypool.NewIdentityPool(apptest.NewStack(app), jsii.String("Pool"), &identitypool.IdentityPoolProps{RoleMappings: &mappings})
		},
	},
}
