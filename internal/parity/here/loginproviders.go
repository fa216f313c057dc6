package here

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/interfaces/interfacesawsiam"
	"github.com/aws/jsii-runtime-go"

	identitypool "github.com/awscdk-constructs/identitypool"
	"github.com/awscdk-constructs/identitypool/internal/apptest"
	"github.com/awscdk-constructs/identitypool/internal/parity"
)

// loginProviderPrograms have providers other than user pools.
var loginProviderPrograms = []parity.Program{
	{
		Name: "each login provider",
		Build: func(app awscdk.App) {
			stack := apptest.NewStack(app)
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
		Name: "all login providers",
		Build: func(app awscdk.App) {
			identitypool.NewIdentityPool(apptest.NewStack(app), jsii.String("Pool"), &identitypool.IdentityPoolProps{
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
		Name: "login providers of tokens and secrets",
		Build: func(app awscdk.App) {
			stack := apptest.NewStack(app)
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
		Name: "OpenID Connect and SAML providers of every kind",
		Build: func(app awscdk.App) {
			stack := apptest.NewStack(app)
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
		Name: "empty lists",
		Build: func(app awscdk.App) {
			stack := apptest.NewStack(app)
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
		Name: "lists that are nil inside",
		Build: func(app awscdk.App) {
			var (
				openIdConnectProviders []interfacesawsiam.IOIDCProviderRef
				samlProviders          []interfacesawsiam.ISAMLProviderRef
				userPools              []identitypool.IUserPoolAuthenticationProvider
				roleMappings           []*identitypool.IdentityPoolRoleMapping
			)
			identitypool.NewIdentityPool(apptest.NewStack(app), jsii.String("Pool"), &identitypool.IdentityPoolProps{
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
		Name: "custom provider",
		Build: func(app awscdk.App) {
			identitypool.NewIdentityPool(apptest.NewStack(app), jsii.String("Pool"), &identitypool.IdentityPoolProps{
				AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{CustomProvider: jsii.String("login.example.com")},
			})
		},
	},
}
