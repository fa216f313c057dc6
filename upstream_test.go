package identitypool_test

import (
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/interfaces/interfacesawsiam"
	"github.com/aws/jsii-runtime-go"

	"github.com/awscdk-constructs/identitypool"
)

// TestUpstreamTemplates stands for the unit tests of the official construct that look at templates:
// packages/aws-cdk-lib/aws-cognito-identitypool/test/identitypool.test.ts. The cases have the names that they have there.
func TestUpstreamTemplates(t *testing.T) {
	for _, test := range []struct {
		name   string
		define func(stack awscdk.Stack)
		want   expectation
	}{
		{
			name: "identity pool, minimal setup",
			define: func(stack awscdk.Stack) {
				identitypool.NewIdentityPool(stack, jsii.String("TestIdentityPoolMinimal"), nil)
			},
			want: expectation{
				counts: map[string]float64{roleType: 2, policyType: 0},
				properties: []expectedResource{
					{identityPoolType, object{"AllowUnauthenticatedIdentities": false}},
					{roleType, upstreamTrust("authenticated", "TestIdentityPoolMinimal44837852")},
					{roleType, upstreamTrust("unauthenticated", "TestIdentityPoolMinimal44837852")},
				},
			},
		},
		{
			name: "identity pool, providing default roles directly",
			define: func(stack awscdk.Stack) {
				assumedBy := awsiam.NewServicePrincipal(jsii.String("service.amazonaws.com"), nil)
				addStatements(identitypool.NewIdentityPool(stack, jsii.String("TestIdentityPoolActions"), &identitypool.IdentityPoolProps{
					AllowUnauthenticatedIdentities: jsii.Bool(true),
					AuthenticatedRole:              awsiam.NewRole(stack, jsii.String("authRole"), &awsiam.RoleProps{AssumedBy: assumedBy}),
					UnauthenticatedRole:            awsiam.NewRole(stack, jsii.String("unauthRole"), &awsiam.RoleProps{AssumedBy: assumedBy}),
				}))
			},
			want: expectation{
				counts: map[string]float64{roleType: 2, policyType: 2},
				properties: append([]expectedResource{
					{identityPoolType, object{"AllowUnauthenticatedIdentities": true}},
					{roleType, object{"AssumeRolePolicyDocument": object{"Statement": list{object{
						"Action": "sts:AssumeRole", "Effect": "Allow", "Principal": object{"Service": "service.amazonaws.com"},
					}}}}},
				}, addedStatements...),
			},
		},
		{
			name: "identity pool, adding actions and resources to default roles",
			define: func(stack awscdk.Stack) {
				addStatements(identitypool.NewIdentityPool(stack, jsii.String("TestIdentityPoolActions"), nil))
			},
			want: expectation{counts: map[string]float64{roleType: 2, policyType: 2}, properties: addedStatements},
		},
		{
			name: "identity pool, user pools are properly configured",
			define: func(stack awscdk.Stack) {
				pool := awscognito.NewUserPool(stack, jsii.String("Pool"), nil)
				otherPool := awscognito.NewUserPool(stack, jsii.String("OtherPool"), nil)
				for name, userPool := range map[string]awscognito.UserPool{"poolProvider": pool, "otherPoolProvider": otherPool} {
					userPool.RegisterIdentityProvider(awscognito.UserPoolIdentityProvider_FromProviderName(
						stack, jsii.String(name), jsii.String(name)))
				}
				identityPool := identitypool.NewIdentityPool(stack, jsii.String("TestIdentityPoolUserPools"), &identitypool.IdentityPoolProps{
					AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
						UserPools: &[]identitypool.IUserPoolAuthenticationProvider{
							identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{UserPool: pool}),
						},
					},
				})
				identityPool.AddUserPoolAuthentication(identitypool.NewUserPoolAuthenticationProvider(
					&identitypool.UserPoolAuthenticationProviderProps{UserPool: otherPool, DisableServerSideTokenCheck: jsii.Bool(true)}))
			},
			want: expectation{
				counts: map[string]float64{"AWS::Cognito::UserPool": 2, userPoolClientType: 2},
				properties: []expectedResource{
					upstreamClient("PoolD3F588B8", "poolProvider"),
					upstreamClient("OtherPool7DA7F2F7", "otherPoolProvider"),
					{identityPoolType, object{
						"AllowUnauthenticatedIdentities": false,
						"CognitoIdentityProviders": list{
							upstreamProvider("PoolD3F588B8", "PoolUserPoolAuthenticationProviderClient20F2FFC4", true),
							upstreamProvider("OtherPool7DA7F2F7", "OtherPoolUserPoolAuthenticationProviderClient08F670F8", false),
						},
					}},
				},
			},
		},
		{
			name: "identity pool, openId, saml, classicFlow, customProviders",
			define: func(stack awscdk.Stack) {
				openID := awsiam.NewOpenIdConnectProvider(stack, jsii.String("OpenId"), &awsiam.OpenIdConnectProviderProps{
					Url:         jsii.String("https://example.com"),
					ClientIds:   jsii.Strings("client1", "client2"),
					Thumbprints: jsii.Strings("thumbprint"),
				})
				saml := awsiam.NewSamlProvider(stack, jsii.String("Provider"), &awsiam.SamlProviderProps{
					MetadataDocument: awsiam.SamlMetadataDocument_FromXml(jsii.String("document")),
				})
				identitypool.NewIdentityPool(stack, jsii.String("TestIdentityPoolCustomProviders"), &identitypool.IdentityPoolProps{
					AllowClassicFlow: jsii.Bool(true),
					AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
						CustomProvider:         jsii.String("my-custom-provider.com"),
						OpenIdConnectProviders: &[]interfacesawsiam.IOIDCProviderRef{openID},
						SamlProviders:          &[]interfacesawsiam.ISAMLProviderRef{saml},
					},
				})
			},
			want: expectation{
				counts: map[string]float64{"Custom::AWSCDKOpenIdConnectProvider": 1, "AWS::IAM::SAMLProvider": 1},
				properties: []expectedResource{{identityPoolType, object{
					"AllowClassicFlow":               true,
					"AllowUnauthenticatedIdentities": false,
					"DeveloperProviderName":          "my-custom-provider.com",
					"OpenIdConnectProviderARNs":      list{object{"Ref": "OpenId76D94D20"}},
					"SamlProviderARNs":               list{object{"Ref": "Provider2281708E"}},
				}}},
			},
		},
		{
			name: "identity pool, cognito authentication providers",
			define: func(stack awscdk.Stack) {
				identitypool.NewIdentityPool(stack, jsii.String("TestIdentityPoolauthproviders"), &identitypool.IdentityPoolProps{
					IdentityPoolName: jsii.String("my-id-pool"),
					AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
						Amazon: &identitypool.IdentityPoolAmazonLoginProvider{AppId: jsii.String("amzn1.application.12312k3j234j13rjiwuenf")},
						Google: &identitypool.IdentityPoolGoogleLoginProvider{ClientId: jsii.String("12345678012.apps.googleusercontent.com")},
					},
				})
			},
			want: expectation{
				counts: map[string]float64{roleType: 2},
				properties: []expectedResource{{identityPoolType, object{
					"IdentityPoolName": "my-id-pool",
					"SupportedLoginProviders": object{
						"www.amazon.com":      "amzn1.application.12312k3j234j13rjiwuenf",
						"accounts.google.com": "12345678012.apps.googleusercontent.com",
					},
				}}},
			},
		},
		{
			name: "role mappings, mappingKey respected when identity provider is not a token",
			define: func(stack awscdk.Stack) {
				identitypool.NewIdentityPool(stack, jsii.String("TestIdentityPoolRoleMappingToken"), &identitypool.IdentityPoolProps{
					RoleMappings: &[]*identitypool.IdentityPoolRoleMapping{{
						MappingKey: jsii.String("amazon"), ProviderUrl: identitypool.IdentityPoolProviderUrl_AMAZON(), UseToken: jsii.Bool(true),
					}},
				})
			},
			want: attachmentOfTokenTest(object{"amazon": object{
				"AmbiguousRoleResolution": "Deny", "IdentityProvider": "www.amazon.com", "Type": "Token",
			}}),
		},
		{
			// There it is an error; here the key is derived from what the token stands for.
			name: "role mappings, mappingKey required when identity provider is not a token",
			define: func(stack awscdk.Stack) {
				identitypool.NewIdentityPool(stack, jsii.String("TestIdentityPoolRoleMappingToken"), &identitypool.IdentityPoolProps{
					RoleMappings: &[]*identitypool.IdentityPoolRoleMapping{{
						ProviderUrl: identitypool.IdentityPoolProviderUrl_Custom(awscdk.Fn_ImportValue(jsii.String("ProviderUrl"))),
						UseToken:    jsii.Bool(true),
					}},
				})
			},
			want: attachmentOfTokenTest(object{`{"Fn::ImportValue":"ProviderUrl"}`: object{
				"AmbiguousRoleResolution": "Deny", "IdentityProvider": object{"Fn::ImportValue": "ProviderUrl"}, "Type": "Token",
			}}),
		},
		{
			name: "role mappings, mappingKey respected when identity provider is a token",
			define: func(stack awscdk.Stack) {
				identitypool.NewIdentityPool(stack, jsii.String("TestIdentityPoolRoleMappingToken"), &identitypool.IdentityPoolProps{
					RoleMappings: &[]*identitypool.IdentityPoolRoleMapping{{
						MappingKey:  jsii.String("theKey"),
						ProviderUrl: identitypool.IdentityPoolProviderUrl_Custom(awscdk.Fn_ImportValue(jsii.String("ProviderUrl"))),
						UseToken:    jsii.Bool(true),
					}},
				})
			},
			want: attachmentOfTokenTest(object{"theKey": object{
				"AmbiguousRoleResolution": "Deny", "IdentityProvider": object{"Fn::ImportValue": "ProviderUrl"}, "Type": "Token",
			}}),
		},
		{
			name: "role mappings, using token",
			define: func(stack awscdk.Stack) {
				identitypool.NewIdentityPool(stack, jsii.String("TestIdentityPoolRoleMappingToken"), &identitypool.IdentityPoolProps{
					RoleMappings: &[]*identitypool.IdentityPoolRoleMapping{{
						ProviderUrl: identitypool.IdentityPoolProviderUrl_AMAZON(), UseToken: jsii.Bool(true),
					}},
				})
			},
			want: attachmentOfTokenTest(object{"www.amazon.com": object{
				"AmbiguousRoleResolution": "Deny", "IdentityProvider": "www.amazon.com", "Type": "Token",
			}}),
		},
		{
			name:   "role mappings, role mapping with rules configuration",
			define: defineUpstreamRules,
			want: expectation{properties: []expectedResource{{roleAttachmentType, object{
				"IdentityPoolId": object{"Ref": "TestIdentityPoolRoleMappingRulesC8C07BC3"},
				"RoleMappings": object{
					"cognito": object{
						"IdentityProvider": object{"Fn::Join": list{"", list{
							object{"Fn::GetAtt": list{"PoolD3F588B8", "ProviderName"}}, ":", object{"Ref": "PoolClient8A3E5EB7"},
						}}},
						"Type": "Token",
					},
					"www.amazon.com": object{
						"AmbiguousRoleResolution": "AuthenticatedRole",
						"IdentityProvider":        "www.amazon.com",
						"RulesConfiguration": object{"Rules": list{
							object{"Claim": "custom:admin", "MatchType": "Equals", "RoleARN": getAtt("adminRoleC345D70B"), "Value": "admin"},
							object{"Claim": "custom:admin", "MatchType": "NotEqual", "RoleARN": getAtt("nonAdminRole43C19D5C"), "Value": "admin"},
						}},
						"Type": "Rules",
					},
					"graph.facebook.com": object{
						"AmbiguousRoleResolution": "Deny",
						"IdentityProvider":        "graph.facebook.com",
						"RulesConfiguration": object{"Rules": list{object{
							"Claim": "iss", "MatchType": "Equals", "RoleARN": getAtt("facebookRole9D649CD8"), "Value": "https://graph.facebook.com",
						}}},
						"Type": "Rules",
					},
					"example.com": object{
						"AmbiguousRoleResolution": "Deny",
						"IdentityProvider":        "example.com",
						"RulesConfiguration": object{"Rules": list{object{
							"Claim": "iss", "MatchType": "Equals", "RoleARN": getAtt("customRole4C920FF0"), "Value": "https://example.com",
						}}},
						"Type": "Rules",
					},
				},
			}}}},
		},
		{
			// There the name ends in the suffix of the stack, AWS::URLSuffix; here in that of the user pool's region, as the
			// region of the stack is not known.
			name: "role mappings, role mapping with an imported user pool and client",
			define: func(stack awscdk.Stack) {
				userPool := awscognito.UserPool_FromUserPoolArn(stack, jsii.String("ImportedPool"),
					jsii.String("arn:aws:cognito-idp:us-east-1:0123456789012:userpool/test-user-pool"))
				client := awscognito.UserPoolClient_FromUserPoolClientId(stack, jsii.String("ImportedPoolClient"), jsii.String("client-id"))
				identitypool.NewIdentityPool(stack, jsii.String("TestIdentityPoolRoleMappingRules"), &identitypool.IdentityPoolProps{
					RoleMappings: &[]*identitypool.IdentityPoolRoleMapping{{
						MappingKey:  jsii.String("cognito"),
						ProviderUrl: identitypool.IdentityPoolProviderUrl_UserPool(userPool, client),
						UseToken:    jsii.Bool(true),
					}},
				})
			},
			want: expectation{
				counts: map[string]float64{roleAttachmentType: 1},
				properties: []expectedResource{{roleAttachmentType, object{
					"IdentityPoolId": object{"Ref": "TestIdentityPoolRoleMappingRulesC8C07BC3"},
					"RoleMappings": object{"cognito": object{
						"IdentityProvider": "cognito-idp.us-east-1.amazonaws.com/test-user-pool:client-id",
						"Type":             "Token",
					}},
				}}},
			},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			stack := awscdk.NewStack(nil, nil, nil)
			test.define(stack)
			test.want.verify(t, stack)
		})
	}
}

func defineUpstreamRules(stack awscdk.Stack) {
	userPool := awscognito.NewUserPool(stack, jsii.String("Pool"), nil)
	client := userPool.AddClient(jsii.String("Client"), nil)
	role := func(id string, assumedBy awsiam.IPrincipal) awsiam.IRole {
		return awsiam.NewRole(stack, jsii.String(id), &awsiam.RoleProps{AssumedBy: assumedBy})
	}
	rule := func(claim, value string, role awsiam.IRole) *identitypool.RoleMappingRule {
		return &identitypool.RoleMappingRule{Claim: jsii.String(claim), ClaimValue: jsii.String(value), MappedRole: role}
	}
	nonAdmin := rule("custom:admin", "admin", role("nonAdminRole", awsiam.NewAnyPrincipal()))
	nonAdmin.MatchType = identitypool.RoleMappingMatchType_NOTEQUAL
	identitypool.NewIdentityPool(stack, jsii.String("TestIdentityPoolRoleMappingRules"), &identitypool.IdentityPoolProps{
		RoleMappings: &[]*identitypool.IdentityPoolRoleMapping{
			{
				MappingKey:  jsii.String("cognito"),
				ProviderUrl: identitypool.IdentityPoolProviderUrl_UserPool(userPool, client),
				UseToken:    jsii.Bool(true),
			},
			{
				ProviderUrl:           identitypool.IdentityPoolProviderUrl_AMAZON(),
				ResolveAmbiguousRoles: jsii.Bool(true),
				Rules: &[]*identitypool.RoleMappingRule{
					rule("custom:admin", "admin", role("adminRole", awsiam.NewServicePrincipal(jsii.String("admin.amazonaws.com"), nil))),
					nonAdmin,
				},
			},
			{
				ProviderUrl: identitypool.IdentityPoolProviderUrl_FACEBOOK(),
				Rules: &[]*identitypool.RoleMappingRule{
					rule("iss", "https://graph.facebook.com",
						role("facebookRole", awsiam.NewArnPrincipal(jsii.String("arn:aws:iam::123456789012:user/FacebookUser")))),
				},
			},
			{
				ProviderUrl: identitypool.IdentityPoolProviderUrl_Custom(jsii.String("example.com")),
				Rules: &[]*identitypool.RoleMappingRule{
					rule("iss", "https://example.com",
						role("customRole", awsiam.NewArnPrincipal(jsii.String("arn:aws:iam::123456789012:user/CustomUser")))),
				},
			},
		},
	})
}
