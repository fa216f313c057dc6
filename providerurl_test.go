package identitypool_test

import (
	"github.com/aws/jsii-runtime-go"

	"github.com/awscdk-constructs/identitypool"
)

var badProviderUrlProps = []badProp{
	{
		name: "provider URLs have no value",
		props: func(s *site) *props {
			return mappingProps(
				byToken(identitypool.IdentityPoolProviderUrl_UserPoolUrl(nil)),
				byToken(identitypool.IdentityPoolProviderUrl_UserPool(nil, s.client)),
				byToken(identitypool.IdentityPoolProviderUrl_UserPool(s.userPool, nil)),
				byToken(identitypool.IdentityPoolProviderUrl_OpenId(jsii.String(""))),
				byToken(identitypool.IdentityPoolProviderUrl_Saml(nil)),
				byToken(identitypool.IdentityPoolProviderUrl_OpenIdConnectProvider(nil)),
				byToken(identitypool.IdentityPoolProviderUrl_SamlProvider(nil)),
				byToken(identitypool.IdentityPoolProviderUrl_Custom(nil)),
			)
		},
		problems: []string{
			"RoleMappings[0].ProviderUrl: has no value; pass a user pool and its client, or cognito-idp.<region>.amazonaws.com/<user pool id>:<client id>",
			"RoleMappings[1].ProviderUrl: has no value; pass a user pool and its client, or cognito-idp.<region>.amazonaws.com/<user pool id>:<client id>",
			"RoleMappings[2].ProviderUrl: has no value; pass a user pool and its client, or cognito-idp.<region>.amazonaws.com/<user pool id>:<client id>",
			"RoleMappings[3].ProviderUrl: has no value; pass the provider, or its ARN in IAM",
			"RoleMappings[4].ProviderUrl: has no value; pass the provider, or its ARN in IAM",
			"RoleMappings[5].ProviderUrl: has no value; pass the provider, or its ARN in IAM",
			"RoleMappings[6].ProviderUrl: has no value; pass the provider, or its ARN in IAM",
			"RoleMappings[7].ProviderUrl: has no value; pass the name of the provider",
		},
	},
	{
		name: "provider URLs have a scheme",
		props: func(*site) *props {
			return mappingProps(
				byToken(custom("https://example.com")),
				byToken(identitypool.IdentityPoolProviderUrl_OpenId(jsii.String("https://accounts.example.com"))),
				byToken(identitypool.IdentityPoolProviderUrl_Saml(jsii.String("http://saml.example.com"))),
				byToken(identitypool.IdentityPoolProviderUrl_UserPoolUrl(jsii.String("https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a"))),
				byToken(identitypool.NewIdentityPoolProviderUrl(identitypool.IdentityPoolProviderType_FACEBOOK, jsii.String("https://graph.facebook.com"))),
			)
		},
		problems: []string{
			`RoleMappings[0].ProviderUrl: "https://example.com" has a scheme; use the provider's name without https://`,
			`RoleMappings[1].ProviderUrl: "https://accounts.example.com" has a scheme; use the ARN of the provider in IAM`,
			`RoleMappings[2].ProviderUrl: "http://saml.example.com" has a scheme; use the ARN of the provider in IAM`,
			`RoleMappings[3].ProviderUrl: "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a" has a scheme; use the provider's name without https://`,
			`RoleMappings[4].ProviderUrl: "https://graph.facebook.com" has a scheme; use the provider's name without https://`,
		},
	},
	{
		name: "user pool URLs are malformed",
		props: func(*site) *props {
			return mappingProps(
				byToken(identitypool.IdentityPoolProviderUrl_UserPoolUrl(jsii.String("cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a"))),
				byToken(identitypool.IdentityPoolProviderUrl_UserPoolUrl(jsii.String("cognito-idp.eu-west-1.amazonaws.com/eu-west-1_b:"))),
				byToken(identitypool.IdentityPoolProviderUrl_UserPoolUrl(jsii.String("eu-west-1_a:client"))),
				byToken(identitypool.IdentityPoolProviderUrl_UserPoolUrl(jsii.String("cognito-idp.eu-west-1.amazonaws.com/"))),
				byToken(custom("cognito-idp.eu-west-1.amazonaws.com/eu-west-1_c")),
				byToken(identitypool.IdentityPoolProviderUrl_UserPoolUrl(jsii.String("cognito-idp.eu-west-1.amazonaws.com/:client"))),
			)
		},
		problems: []string{
			`RoleMappings[0].ProviderUrl: "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a" has no client id; write it as cognito-idp.<region>.amazonaws.com/<user pool id>:<client id>`,
			`RoleMappings[1].ProviderUrl: "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_b:" has no client id; write it as cognito-idp.<region>.amazonaws.com/<user pool id>:<client id>`,
			`RoleMappings[2].ProviderUrl: "eu-west-1_a:client" is not the name of a user pool; write it as cognito-idp.<region>.amazonaws.com/<user pool id>:<client id>`,
			`RoleMappings[3].ProviderUrl: "cognito-idp.eu-west-1.amazonaws.com/" is not the name of a user pool; write it as cognito-idp.<region>.amazonaws.com/<user pool id>:<client id>`,
			`RoleMappings[4].ProviderUrl: "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_c" has no client id; write it as cognito-idp.<region>.amazonaws.com/<user pool id>:<client id>`,
			`RoleMappings[5].ProviderUrl: "cognito-idp.eu-west-1.amazonaws.com/:client" is not the name of a user pool; write it as cognito-idp.<region>.amazonaws.com/<user pool id>:<client id>`,
		},
	},
	{
		name:     "the name of a provider is too long",
		props:    func(*site) *props { return mappingProps(byToken(custom(*long(129)))) },
		problems: []string{`RoleMappings[0].ProviderUrl: "` + *long(129) + `" is 129 characters long; allowed are 1 to 128 characters`},
	},
	{
		name: "the name of a provider is too long whatever its key",
		props: func(*site) *props {
			keyed := byToken(custom(*long(129)))
			keyed.MappingKey = jsii.String("key")
			return mappingProps(keyed)
		},
		problems: []string{`RoleMappings[0].ProviderUrl: "` + *long(129) + `" is 129 characters long; allowed are 1 to 128 characters`},
	},
	{
		name: "a type of provider does not exist",
		props: func(*site) *props {
			return mappingProps(byToken(identitypool.NewIdentityPoolProviderUrl("GITHUB", jsii.String("github.com"))))
		},
		problems: []string{`RoleMappings[0].ProviderUrl: "GITHUB" is not a type of provider; use one of the constants IdentityPoolProviderType_…`},
	},
}
