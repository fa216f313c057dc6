package identitypool

import (
	"maps"
	"slices"

	"github.com/aws/aws-cdk-go/awscdk/v2/interfaces/interfacesawsiam"
	"github.com/aws/jsii-runtime-go"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// IdentityPoolAuthenticationProviders are the providers with which users can sign in to an identity pool.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/external-identity-providers.html
type IdentityPoolAuthenticationProviders struct {
	// Amazon is Login with Amazon. Default: users can't sign in with it.
	Amazon *IdentityPoolAmazonLoginProvider
	// Apple is Sign in with Apple. Default: users can't sign in with it.
	Apple *IdentityPoolAppleLoginProvider
	// CustomProvider is the name of a developer provider: a backend that you run and that authenticates its users. At most 100
	// letters, digits and _ . -; it can't be changed once set. Default: no developer provider.
	//
	// See: https://docs.aws.amazon.com/cognito/latest/developerguide/developer-authenticated-identities.html
	CustomProvider *string
	// Facebook is Facebook Login. Default: users can't sign in with it.
	Facebook *IdentityPoolFacebookLoginProvider
	// Google is Google Sign-In. Default: users can't sign in with it.
	Google *IdentityPoolGoogleLoginProvider
	// OpenIdConnectProviders are OpenID Connect providers registered in IAM, defined in the app or imported. Default: none.
	//
	// See: https://docs.aws.amazon.com/cognito/latest/developerguide/open-id.html
	OpenIdConnectProviders *[]interfacesawsiam.IOIDCProviderRef
	// SamlProviders are SAML providers registered in IAM, in the identity pool's own account, defined in the app or
	// imported. Default: none.
	//
	// See: https://docs.aws.amazon.com/cognito/latest/developerguide/saml-identity-provider.html
	SamlProviders *[]interfacesawsiam.ISAMLProviderRef
	// Twitter is Twitter. Default: users can't sign in with it.
	Twitter *IdentityPoolTwitterLoginProvider
	// UserPools are Cognito user pools, each with a client; at most 1,000, of which AWS allows 50 until the quota is raised.
	// A client can be registered once. Default: none.
	//
	// See: https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-integrating-user-pools-with-identity-pools.html
	UserPools *[]IUserPoolAuthenticationProvider
}

// IdentityPoolAmazonLoginProvider lets users sign in with Login with Amazon.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/amazon.html
type IdentityPoolAmazonLoginProvider struct {
	// AppId of the app at Amazon. At most 128 letters, digits and _ . ; / -. Required.
	AppId *string
}

// IdentityPoolAppleLoginProvider lets users sign in with Sign in with Apple.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/apple.html
type IdentityPoolAppleLoginProvider struct {
	// ServicesId of the app at Apple. At most 128 letters, digits and _ . ; / -. Required.
	ServicesId *string
}

// IdentityPoolFacebookLoginProvider lets users sign in with Facebook Login.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/facebook.html
type IdentityPoolFacebookLoginProvider struct {
	// AppId of the app at Facebook. At most 128 letters, digits and _ . ; / -. Required.
	AppId *string
}

// IdentityPoolGoogleLoginProvider lets users sign in with Google Sign-In.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/google.html
type IdentityPoolGoogleLoginProvider struct {
	// ClientId of the app at Google. At most 128 letters, digits and _ . ; / -. Required.
	ClientId *string
}

// IdentityPoolTwitterLoginProvider lets users sign in with Twitter.
//
// The template holds both values, as one text of at most 128 characters. Keep the secret in AWS Secrets Manager and pass
// awscdk.SecretValue_SecretsManager(…).UnsafeUnwrap(), which renders a reference to it.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/external-identity-providers.html
type IdentityPoolTwitterLoginProvider struct {
	// ConsumerKey of the app at Twitter. Letters, digits and _ . / -. Required.
	ConsumerKey *string
	// ConsumerSecret of the app at Twitter. Letters, digits and _ . / -. Required.
	ConsumerSecret *string
}

var (
	providersPlace              = place{name: "AuthenticationProviders"}
	openIdConnectProvidersPlace = providersPlace.field("OpenIdConnectProviders")
	samlProvidersPlace          = providersPlace.field("SamlProviders")
	userPoolsPlace              = providersPlace.field("UserPools")
)

// check reports what the Go values show to be wrong.
func (p *IdentityPoolAuthenticationProviders) check(found *problems) {
	if p == nil {
		return
	}
	p.checkLoginProviders(found)
	found.optionalText(providersPlace.field("CustomProvider"), p.CustomProvider, cognito.DeveloperProviderName)
	checkElements(openIdConnectProvidersPlace, elements(p.OpenIdConnectProviders), found)
	checkElements(samlProvidersPlace, elements(p.SamlProviders), found)
	checkElements(userPoolsPlace, elements(p.UserPools), found)
	checkUserPoolCount(userPoolsPlace, len(elements(p.UserPools)), found)
}

func (p *IdentityPoolAuthenticationProviders) checkLoginProviders(found *problems) {
	at := providersPlace
	if p.Amazon != nil {
		amazon := at.field("Amazon")
		found.text(amazon.field("AppId"), p.Amazon.AppId, cognito.LoginProviderID)
	}
	if p.Apple != nil {
		apple := at.field("Apple")
		found.text(apple.field("ServicesId"), p.Apple.ServicesId, cognito.LoginProviderID)
	}
	if p.Facebook != nil {
		facebook := at.field("Facebook")
		found.text(facebook.field("AppId"), p.Facebook.AppId, cognito.LoginProviderID)
	}
	if p.Google != nil {
		google := at.field("Google")
		found.text(google.field("ClientId"), p.Google.ClientId, cognito.LoginProviderID)
	}
	if p.Twitter != nil {
		p.Twitter.check(at.field("Twitter"), found)
	}
}

func (p *IdentityPoolTwitterLoginProvider) check(at place, found *problems) {
	before := len(*found)
	found.text(at.field("ConsumerKey"), p.ConsumerKey, cognito.TwitterCredential)
	found.secret(at.field("ConsumerSecret"), p.ConsumerSecret, cognito.TwitterCredential)
	if len(*found) > before {
		return
	}
	both := p.render()
	if err := cognito.LoginProviderID.CheckSecret(both); err != nil && !isOpaque(both) {
		found.add(at, "key and secret are %d characters long with the semicolon between them; allowed are %d",
			len(both), cognito.LoginProviderID.Max)
	}
}

// render returns both values as the one that the service takes.
func (p *IdentityPoolTwitterLoginProvider) render() string {
	return valueOf(p.ConsumerKey) + ";" + valueOf(p.ConsumerSecret)
}

func checkElements[T any](list place, providers []T, found *problems) {
	for i, provider := range providers {
		if isNil(provider) {
			found.add(list.item(i), "is nil; leave it out or pass a provider")
		}
	}
}

// resolvedProviders are the providers of an identity pool after the constructs among them were asked. They never change.
type resolvedProviders struct {
	logins                map[string]string // what identifies the app to a public login provider, by the provider's name
	hasPlainTwitterSecret bool
	developerProvider     *string
	openIdConnect         *[]iamProvider // nil if no list was given
	saml                  *[]iamProvider // likewise
	account               string         // of the identity pool; empty if it doesn't matter
	userPoolClients       userPoolClients
}

// iamProvider is an OpenID Connect or SAML provider.
type iamProvider struct {
	at  place
	arn string
}

// resolve asks the constructs for their names.
func (p *IdentityPoolAuthenticationProviders) resolve(where *environment) resolvedProviders {
	if p == nil {
		return resolvedProviders{}
	}
	resolved := resolvedProviders{
		logins:                p.logins(),
		hasPlainTwitterSecret: p.Twitter != nil && !isOpaque(valueOf(p.Twitter.ConsumerSecret)),
		developerProvider:     copyOf(p.CustomProvider),
		userPoolClients:       resolveUserPoolClients(elements(p.UserPools), where),
	}
	if where == nobody {
		return resolved
	}
	resolved.openIdConnect = resolveIAMProviders(openIdConnectProvidersPlace, p.OpenIdConnectProviders,
		func(provider interfacesawsiam.IOIDCProviderRef) *string {
			return provider.OidcProviderRef().OidcProviderArn
		})
	resolved.saml = resolveIAMProviders(samlProvidersPlace, p.SamlProviders,
		func(provider interfacesawsiam.ISAMLProviderRef) *string {
			return provider.SamlProviderRef().SamlProviderArn
		})
	if slices.ContainsFunc(elements(resolved.saml), iamProvider.hasAccount) {
		resolved.account = where.askAccount()
	}
	return resolved
}

// logins returns the public login providers.
func (p *IdentityPoolAuthenticationProviders) logins() map[string]string {
	logins := map[string]string{}
	if p.Amazon != nil {
		logins[cognito.Amazon] = valueOf(p.Amazon.AppId)
	}
	if p.Apple != nil {
		logins[cognito.Apple] = valueOf(p.Apple.ServicesId)
	}
	if p.Facebook != nil {
		logins[cognito.Facebook] = valueOf(p.Facebook.AppId)
	}
	if p.Google != nil {
		logins[cognito.Google] = valueOf(p.Google.ClientId)
	}
	if p.Twitter != nil {
		logins[cognito.Twitter] = p.Twitter.render()
	}
	return logins
}

func resolveIAMProviders[T any](at place, providers *[]T, askArn func(T) *string) *[]iamProvider {
	if providers == nil {
		return nil
	}
	resolved := []iamProvider{}
	for i, provider := range *providers {
		if !isNil(provider) {
			resolved = append(resolved, iamProvider{at: at.item(i), arn: *askArn(provider)})
		}
	}
	return &resolved
}

// account returns the account of a provider, and false where it can't be told.
func (p iamProvider) account() (string, bool) {
	account, found := cognito.AccountOf(p.arn)
	return account, found && !isOpaque(account)
}

func (p iamProvider) hasAccount() bool {
	_, found := p.account()
	return found
}

// check reports what the constructs show to be wrong.
func (p resolvedProviders) check(found *problems) {
	for _, provider := range elements(p.openIdConnect) {
		found.iamArn(provider.at, provider.arn, cognito.OpenIDConnectProvider)
	}
	for _, provider := range elements(p.saml) {
		found.iamArn(provider.at, provider.arn, cognito.SAMLProvider)
		if account, known := provider.account(); known && !isToken(p.account) && account != p.account {
			found.add(provider.at, "%s is of account %s; a SAML provider must be of the identity pool's account, %s",
				cognito.Quote(provider.arn), account, p.account)
		}
	}
	p.userPoolClients.check(0, found)
}

// names returns the names of the login, OpenID Connect and SAML providers, as mappings have them.
func (p resolvedProviders) names() []string {
	names := p.namesBesideSaml()
	for _, provider := range elements(p.saml) {
		names = append(names, provider.arn)
	}
	return names
}

func (p resolvedProviders) namesBesideSaml() []string {
	names := slices.Sorted(maps.Keys(p.logins))
	for _, provider := range elements(p.openIdConnect) {
		names = append(names, provider.arn)
	}
	return names
}

// isEmpty is true where nobody can sign in.
func (p resolvedProviders) isEmpty() bool {
	return len(p.names()) == 0 && p.developerProvider == nil && len(p.userPoolClients) == 0
}

// renderLogins returns the property SupportedLoginProviders, nil if there are none.
func (p resolvedProviders) renderLogins() any {
	if len(p.logins) == 0 {
		return nil
	}
	rendered := map[string]*string{}
	for provider, id := range p.logins {
		rendered[provider] = jsii.String(id)
	}
	return rendered
}

// renderOpenIdConnect returns the property OpenIdConnectProviderArns.
func (p resolvedProviders) renderOpenIdConnect() *[]any {
	if p.openIdConnect == nil {
		return nil
	}
	arns := []any{}
	for _, provider := range *p.openIdConnect {
		arns = append(arns, provider.arn)
	}
	return &arns
}

// renderSaml returns the property SamlProviderArns.
func (p resolvedProviders) renderSaml() *[]*string {
	if p.saml == nil {
		return nil
	}
	arns := []*string{}
	for _, provider := range *p.saml {
		arns = append(arns, jsii.String(provider.arn))
	}
	return &arns
}
