package identitypool_test

import (
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/interfaces/interfacesawsiam"
	"github.com/aws/jsii-runtime-go"

	"github.com/awscdk-constructs/identitypool"
)

var badProviderProps = []badProp{
	{
		name:     "the developer provider is empty",
		props:    func(*site) *props { return loginProps(providers{CustomProvider: jsii.String("")}) },
		problems: []string{`AuthenticationProviders.CustomProvider: is empty; allowed are 1 to 100 letters, digits and _ . -`},
	},
	{
		name:     "the developer provider is too long",
		props:    func(*site) *props { return loginProps(providers{CustomProvider: long(101)}) },
		problems: []string{`AuthenticationProviders.CustomProvider: "` + *long(101) + `" is 101 characters long; allowed are 1 to 100 letters, digits and _ . -`},
	},
	{
		name:     "the developer provider is a URL",
		props:    func(*site) *props { return loginProps(providers{CustomProvider: jsii.String("https://example.com")}) },
		problems: []string{`AuthenticationProviders.CustomProvider: "https://example.com" holds ':'; allowed are 1 to 100 letters, digits and _ . -`},
	},
	{
		name: "the login providers have no ids",
		props: func(*site) *props {
			return loginProps(providers{
				Amazon:   &identitypool.IdentityPoolAmazonLoginProvider{},
				Apple:    &identitypool.IdentityPoolAppleLoginProvider{},
				Facebook: &identitypool.IdentityPoolFacebookLoginProvider{},
				Google:   &identitypool.IdentityPoolGoogleLoginProvider{},
				Twitter:  &identitypool.IdentityPoolTwitterLoginProvider{},
			})
		},
		problems: []string{
			"AuthenticationProviders.Amazon.AppId: is required; pass 1 to 128 letters, digits and _ . ; / -",
			"AuthenticationProviders.Apple.ServicesId: is required; pass 1 to 128 letters, digits and _ . ; / -",
			"AuthenticationProviders.Facebook.AppId: is required; pass 1 to 128 letters, digits and _ . ; / -",
			"AuthenticationProviders.Google.ClientId: is required; pass 1 to 128 letters, digits and _ . ; / -",
			"AuthenticationProviders.Twitter.ConsumerKey: is required; pass 1 to 126 letters, digits and _ . / -",
			"AuthenticationProviders.Twitter.ConsumerSecret: is required; pass 1 to 126 letters, digits and _ . / -",
		},
	},
	{
		name: "the ids of the login providers are empty",
		props: func(*site) *props {
			return loginProps(providers{
				Amazon:   &identitypool.IdentityPoolAmazonLoginProvider{AppId: jsii.String("")},
				Apple:    &identitypool.IdentityPoolAppleLoginProvider{ServicesId: jsii.String("")},
				Facebook: &identitypool.IdentityPoolFacebookLoginProvider{AppId: jsii.String("")},
				Google:   &identitypool.IdentityPoolGoogleLoginProvider{ClientId: jsii.String("")},
				Twitter:  &identitypool.IdentityPoolTwitterLoginProvider{ConsumerKey: jsii.String(""), ConsumerSecret: jsii.String("")},
			})
		},
		problems: []string{
			"AuthenticationProviders.Amazon.AppId: is required; pass 1 to 128 letters, digits and _ . ; / -",
			"AuthenticationProviders.Apple.ServicesId: is required; pass 1 to 128 letters, digits and _ . ; / -",
			"AuthenticationProviders.Facebook.AppId: is required; pass 1 to 128 letters, digits and _ . ; / -",
			"AuthenticationProviders.Google.ClientId: is required; pass 1 to 128 letters, digits and _ . ; / -",
			"AuthenticationProviders.Twitter.ConsumerKey: is required; pass 1 to 126 letters, digits and _ . / -",
			"AuthenticationProviders.Twitter.ConsumerSecret: is required; pass 1 to 126 letters, digits and _ . / -",
		},
	},
	{
		name: "the ids of the login providers are malformed",
		props: func(*site) *props {
			return loginProps(providers{
				Amazon:   &identitypool.IdentityPoolAmazonLoginProvider{AppId: long(129)},
				Apple:    &identitypool.IdentityPoolAppleLoginProvider{ServicesId: jsii.String("com example")},
				Facebook: &identitypool.IdentityPoolFacebookLoginProvider{AppId: jsii.String("id?")},
				Google:   &identitypool.IdentityPoolGoogleLoginProvider{ClientId: jsii.String("a@b")},
			})
		},
		problems: []string{
			`AuthenticationProviders.Amazon.AppId: "` + *long(129) + `" is 129 characters long; allowed are 1 to 128 letters, digits and _ . ; / -`,
			`AuthenticationProviders.Apple.ServicesId: "com example" holds ' '; allowed are 1 to 128 letters, digits and _ . ; / -`,
			`AuthenticationProviders.Facebook.AppId: "id?" holds '?'; allowed are 1 to 128 letters, digits and _ . ; / -`,
			`AuthenticationProviders.Google.ClientId: "a@b" holds '@'; allowed are 1 to 128 letters, digits and _ . ; / -`,
		},
	},
	{
		name: "the Twitter key holds the separator",
		props: func(*site) *props {
			return loginProps(providers{Twitter: &identitypool.IdentityPoolTwitterLoginProvider{
				ConsumerKey: jsii.String("a;b"), ConsumerSecret: jsii.String("secret"),
			}})
		},
		problems: []string{`AuthenticationProviders.Twitter.ConsumerKey: "a;b" holds ';'; allowed are 1 to 126 letters, digits and _ . / -`},
	},
	{
		name: "a Twitter secret never shows in a message",
		props: func(*site) *props {
			return loginProps(providers{Twitter: &identitypool.IdentityPoolTwitterLoginProvider{
				ConsumerKey: jsii.String("key"), ConsumerSecret: jsii.String("hush hush"),
			}})
		},
		problems: []string{"AuthenticationProviders.Twitter.ConsumerSecret: the secret holds ' '; allowed are 1 to 126 letters, digits and _ . / -"},
	},
	{
		name: "the Twitter key and secret together are too long",
		props: func(*site) *props {
			return loginProps(providers{Twitter: &identitypool.IdentityPoolTwitterLoginProvider{
				ConsumerKey: long(64), ConsumerSecret: long(64),
			}})
		},
		problems: []string{"AuthenticationProviders.Twitter: key and secret are 129 characters long with the semicolon between them; allowed are 128"},
	},
	{
		name: "elements of the provider lists are nil",
		props: func(s *site) *props {
			return loginProps(providers{
				OpenIdConnectProviders: &[]interfacesawsiam.IOIDCProviderRef{nil},
				SamlProviders:          &[]interfacesawsiam.ISAMLProviderRef{nil},
				UserPools:              &[]identitypool.IUserPoolAuthenticationProvider{s.provider(), nil, (*ownProvider)(nil)},
			})
		},
		problems: []string{
			"AuthenticationProviders.OpenIdConnectProviders[0]: is nil; leave it out or pass a provider",
			"AuthenticationProviders.SamlProviders[0]: is nil; leave it out or pass a provider",
			"AuthenticationProviders.UserPools[1]: is nil; leave it out or pass a provider",
			"AuthenticationProviders.UserPools[2]: is nil; leave it out or pass a provider",
		},
	},
	{
		name: "the ARN of an OpenID Connect provider is too long",
		props: func(s *site) *props {
			provider := awsiam.OpenIdConnectProvider_FromOpenIdConnectProviderArn(s.stack, jsii.String("Imported"), jsii.String(oidcArn+*long(2048)))
			return loginProps(providers{OpenIdConnectProviders: &[]interfacesawsiam.IOIDCProviderRef{provider}})
		},
		problems:   []string{`AuthenticationProviders.OpenIdConnectProviders[0]: "` + oidcArn + *long(140 - len(oidcArn)) + `"… is 2088 characters long; allowed are 20 to 2048 characters`},
		constructs: true,
	},
	{
		name:   "a SAML provider is of another account",
		region: "eu-west-1",
		props: func(s *site) *props {
			provider := awsiam.SamlProvider_FromSamlProviderArn(s.stack, jsii.String("Imported"), jsii.String("arn:aws:iam::222222222222:saml-provider/staff"))
			return loginProps(providers{SamlProviders: &[]interfacesawsiam.ISAMLProviderRef{provider}})
		},
		problems: []string{`AuthenticationProviders.SamlProviders[0]: "arn:aws:iam::222222222222:saml-provider/staff" is of account 222222222222; ` +
			"a SAML provider must be of the identity pool's account, 111111111111"},
		constructs: true,
	},
}

const oidcArn = "arn:aws:iam::123456789012:oidc-provider/"
