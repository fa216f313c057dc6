package identitypool

import (
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/interfaces/interfacesawsiam"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// IdentityPoolProviderType is the kind of a login provider.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/external-identity-providers.html
type IdentityPoolProviderType string

const (
	// IdentityPoolProviderType_FACEBOOK is Facebook, configured at the identity pool itself.
	IdentityPoolProviderType_FACEBOOK IdentityPoolProviderType = "FACEBOOK"
	// IdentityPoolProviderType_GOOGLE is Google, configured at the identity pool itself.
	IdentityPoolProviderType_GOOGLE IdentityPoolProviderType = "GOOGLE"
	// IdentityPoolProviderType_AMAZON is Login with Amazon, configured at the identity pool itself.
	IdentityPoolProviderType_AMAZON IdentityPoolProviderType = "AMAZON"
	// IdentityPoolProviderType_APPLE is Sign in with Apple, configured at the identity pool itself.
	IdentityPoolProviderType_APPLE IdentityPoolProviderType = "APPLE"
	// IdentityPoolProviderType_TWITTER is Twitter, configured at the identity pool itself.
	IdentityPoolProviderType_TWITTER IdentityPoolProviderType = "TWITTER"
	// IdentityPoolProviderType_OPEN_ID is an OpenID Connect provider that is registered in IAM.
	IdentityPoolProviderType_OPEN_ID IdentityPoolProviderType = "OPEN_ID"
	// IdentityPoolProviderType_SAML is a SAML provider that is registered in IAM.
	IdentityPoolProviderType_SAML IdentityPoolProviderType = "SAML"
	// IdentityPoolProviderType_USER_POOL is a client of a Cognito user pool.
	IdentityPoolProviderType_USER_POOL IdentityPoolProviderType = "USER_POOL"
	// IdentityPoolProviderType_CUSTOM is any other provider, given by its name.
	IdentityPoolProviderType_CUSTOM IdentityPoolProviderType = "CUSTOM"
)

func (t IdentityPoolProviderType) known() bool {
	switch t {
	case IdentityPoolProviderType_FACEBOOK, IdentityPoolProviderType_GOOGLE, IdentityPoolProviderType_AMAZON,
		IdentityPoolProviderType_APPLE, IdentityPoolProviderType_TWITTER, IdentityPoolProviderType_OPEN_ID,
		IdentityPoolProviderType_SAML, IdentityPoolProviderType_USER_POOL, IdentityPoolProviderType_CUSTOM:
		return true
	default:
		return false
	}
}

// IdentityPoolProviderUrl names the provider that a mapping is for. In spite of its name it is not a URL: the service knows
// a provider by the name below, and refuses one with a scheme such as https://.
//
//   - Amazon, Apple, Facebook, Google and Twitter: [IdentityPoolProviderUrl_AMAZON] and its siblings.
//   - A user pool: [IdentityPoolProviderUrl_UserPool] for constructs, [IdentityPoolProviderUrl_UserPoolUrl] for a name.
//   - OpenID Connect and SAML: the ARN of the provider in IAM, from [IdentityPoolProviderUrl_OpenIdConnectProvider] and
//     [IdentityPoolProviderUrl_SamlProvider] for constructs, [IdentityPoolProviderUrl_OpenId] and
//     [IdentityPoolProviderUrl_Saml] for a text.
//
// A value that AWS would refuse is reported where the mapping is used, with the field that holds it.
//
// See: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-cognito-identitypoolroleattachment-rolemapping.html#cfn-cognito-identitypoolroleattachment-rolemapping-identityprovider
type IdentityPoolProviderUrl interface {
	// Type is the kind of the provider.
	Type() IdentityPoolProviderType
	// Value is the name of the provider; nil if a factory function was given nil.
	//
	// For a user pool of another region than the identity pool's, the template gets that region's name instead.
	Value() *string
}

// providerUrl is an IdentityPoolProviderUrl. It never changes, so values of it can be shared.
type providerUrl struct {
	providerType IdentityPoolProviderType
	value        *string
	// named is the construct that was given, or the user pool's client; nil if a text was given.
	named constructs.IConstruct
	// The following are set for a user pool that was given as a construct only.
	userPool         locatedUserPool
	userPoolClient   awscognito.IUserPoolClient
	userPoolClientId string
	// isOfOtherUserPool is true for a client that is certainly not of that user pool.
	isOfOtherUserPool bool
}

func (u *providerUrl) Type() IdentityPoolProviderType { return u.providerType }

func (u *providerUrl) Value() *string { return u.value }

// NewIdentityPoolProviderUrl names a provider of any kind. The functions that begin with IdentityPoolProviderUrl_ are
// shorter, and know the value. A type that is none of the constants is reported where the mapping is used, and so is a value that AWS
// would refuse.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/external-identity-providers.html
func NewIdentityPoolProviderUrl(type_ IdentityPoolProviderType, value *string) IdentityPoolProviderUrl {
	return &providerUrl{providerType: type_, value: copyOf(value)}
}

// IdentityPoolProviderUrl_AMAZON names Login with Amazon.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/amazon.html
func IdentityPoolProviderUrl_AMAZON() IdentityPoolProviderUrl {
	return NewIdentityPoolProviderUrl(IdentityPoolProviderType_AMAZON, jsii.String(cognito.Amazon))
}

// IdentityPoolProviderUrl_APPLE names Sign in with Apple.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/apple.html
func IdentityPoolProviderUrl_APPLE() IdentityPoolProviderUrl {
	return NewIdentityPoolProviderUrl(IdentityPoolProviderType_APPLE, jsii.String(cognito.Apple))
}

// IdentityPoolProviderUrl_FACEBOOK names Facebook.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/facebook.html
func IdentityPoolProviderUrl_FACEBOOK() IdentityPoolProviderUrl {
	return NewIdentityPoolProviderUrl(IdentityPoolProviderType_FACEBOOK, jsii.String(cognito.Facebook))
}

// IdentityPoolProviderUrl_GOOGLE names Google.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/google.html
func IdentityPoolProviderUrl_GOOGLE() IdentityPoolProviderUrl {
	return NewIdentityPoolProviderUrl(IdentityPoolProviderType_GOOGLE, jsii.String(cognito.Google))
}

// IdentityPoolProviderUrl_TWITTER names Twitter.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/external-identity-providers.html
func IdentityPoolProviderUrl_TWITTER() IdentityPoolProviderUrl {
	return NewIdentityPoolProviderUrl(IdentityPoolProviderType_TWITTER, jsii.String(cognito.Twitter))
}

// IdentityPoolProviderUrl_OpenId names an OpenID Connect provider by text: the ARN of the provider in IAM. Use
// [IdentityPoolProviderUrl_OpenIdConnectProvider] where there is a construct.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/open-id.html
func IdentityPoolProviderUrl_OpenId(url *string) IdentityPoolProviderUrl {
	return NewIdentityPoolProviderUrl(IdentityPoolProviderType_OPEN_ID, url)
}

// IdentityPoolProviderUrl_OpenIdConnectProvider names an OpenID Connect provider by its construct, defined in the app or
// imported.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/open-id.html
func IdentityPoolProviderUrl_OpenIdConnectProvider(provider interfacesawsiam.IOIDCProviderRef) IdentityPoolProviderUrl {
	if isNil(provider) {
		return IdentityPoolProviderUrl_OpenId(nil)
	}
	return &providerUrl{providerType: IdentityPoolProviderType_OPEN_ID, value: provider.OidcProviderRef().OidcProviderArn, named: provider}
}

// IdentityPoolProviderUrl_Saml names a SAML provider by text: the ARN of the provider in IAM. Use
// [IdentityPoolProviderUrl_SamlProvider] where there is a construct.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/saml-identity-provider.html
func IdentityPoolProviderUrl_Saml(url *string) IdentityPoolProviderUrl {
	return NewIdentityPoolProviderUrl(IdentityPoolProviderType_SAML, url)
}

// IdentityPoolProviderUrl_SamlProvider names a SAML provider by its construct, defined in the app or imported.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/saml-identity-provider.html
func IdentityPoolProviderUrl_SamlProvider(provider interfacesawsiam.ISAMLProviderRef) IdentityPoolProviderUrl {
	if isNil(provider) {
		return IdentityPoolProviderUrl_Saml(nil)
	}
	return &providerUrl{providerType: IdentityPoolProviderType_SAML, value: provider.SamlProviderRef().SamlProviderArn, named: provider}
}

// IdentityPoolProviderUrl_UserPool names a client of a user pool by their constructs, defined in the app or imported. It must
// be the very client that the identity pool has: the service compares client ids.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-integrating-user-pools-with-identity-pools.html
func IdentityPoolProviderUrl_UserPool(userPool awscognito.IUserPool, userPoolClient awscognito.IUserPoolClient) IdentityPoolProviderUrl {
	if isNil(userPool) || isNil(userPoolClient) {
		return IdentityPoolProviderUrl_UserPoolUrl(nil)
	}
	return newUserPoolUrl(userPool, userPoolClient)
}

func newUserPoolUrl(userPool awscognito.IUserPool, client awscognito.IUserPoolClient) *providerUrl {
	located := locate(userPool)
	clientId, userPoolId := askClient(client)
	return &providerUrl{
		providerType:      IdentityPoolProviderType_USER_POOL,
		value:             jsii.String(*userPool.UserPoolProviderName() + ":" + clientId),
		named:             client,
		userPool:          located,
		userPoolClient:    client,
		userPoolClientId:  clientId,
		isOfOtherUserPool: located.hasCertainlyNot(userPoolId),
	}
}

// IdentityPoolProviderUrl_UserPoolUrl names a client of a user pool by text, in the form
// "cognito-idp.<region>.amazonaws.com/<user pool id>:<client id>". Use [IdentityPoolProviderUrl_UserPool] where there are
// constructs.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-integrating-user-pools-with-identity-pools.html
func IdentityPoolProviderUrl_UserPoolUrl(url *string) IdentityPoolProviderUrl {
	return NewIdentityPoolProviderUrl(IdentityPoolProviderType_USER_POOL, url)
}

// IdentityPoolProviderUrl_Custom names a provider by text, whatever its kind.
//
// A developer provider (CustomProvider) can't have a role mapping: the service refuses it.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html
func IdentityPoolProviderUrl_Custom(url *string) IdentityPoolProviderUrl {
	return NewIdentityPoolProviderUrl(IdentityPoolProviderType_CUSTOM, url)
}

// userPoolUrl returns the URL of a user pool that was given as a construct.
func userPoolUrl(url IdentityPoolProviderUrl) (*providerUrl, bool) {
	own, ok := url.(*providerUrl)
	return own, ok && own.userPoolClient != nil
}

// deriveKey returns a key for a provider whose name is a token: the path of what was given, or what the token stands for.
func deriveKey(url IdentityPoolProviderUrl, name string, where *environment) string {
	if own, isOwn := url.(*providerUrl); isOwn && own.named != nil {
		return cognito.ShortenKey(*own.named.Node().Path())
	}
	resolved := where.resolvedText(name)
	if readable := parseReference(resolved).String(); readable != "" {
		return cognito.ShortenKey(readable)
	}
	return cognito.ShortenKey(resolved)
}

// resolveName returns the name that the template of an identity pool gives the provider.
func resolveName(url IdentityPoolProviderUrl, where *environment) string {
	own, ok := userPoolUrl(url)
	if !ok || where == nobody || where.isRegionOf(own.userPool) {
		return *url.Value()
	}
	return where.userPoolName(own.userPool) + ":" + own.userPoolClientId
}

// userPoolIdIn returns the id of the user pool in "<host>/<user pool id>:<client id>".
func userPoolIdIn(value string) string {
	return cognito.SplitUserPoolName(value).UserPoolID
}

// hasValue is true for a URL that names something.
func hasValue(url IdentityPoolProviderUrl) bool {
	return !isNil(url) && url.Value() != nil && *url.Value() != ""
}

// checkProviderUrl reports what is wrong with a provider's name by itself, for a mapping that takes the names that check
// accepts.
func checkProviderUrl(at place, url IdentityPoolProviderUrl, check func(string) error, found *problems) {
	if isNil(url) {
		found.add(at, "is required; use IdentityPoolProviderUrl_UserPool, IdentityPoolProviderUrl_GOOGLE or another of these functions")
		return
	}
	if !url.Type().known() {
		found.add(at, "%s is not a type of provider; use one of the constants IdentityPoolProviderType_…", cognito.Quote(string(url.Type())))
		return
	}
	if !hasValue(url) {
		found.add(at, "has no value; %s", wantedValue(url.Type()))
		return
	}
	if own, isUserPool := userPoolUrl(url); isUserPool && own.isOfOtherUserPool {
		found.add(at, clientOfOtherUserPool)
		return
	}
	if name := *url.Value(); !isOpaque(name) {
		found.addError(at, checkProviderName(url.Type(), name, check))
	}
}

func checkProviderName(providerType IdentityPoolProviderType, name string, check func(string) error) error {
	var err error
	switch providerType {
	case IdentityPoolProviderType_OPEN_ID:
		err = checkIAMProvider(name, cognito.OpenIDConnectProvider)
	case IdentityPoolProviderType_SAML:
		err = checkIAMProvider(name, cognito.SAMLProvider)
	case IdentityPoolProviderType_USER_POOL:
		err = cognito.CheckUserPoolName(name)
	default:
	}
	if err != nil {
		return err
	}
	return check(name)
}

func checkIAMProvider(name, kind string) error {
	if err := cognito.CheckIAMProvider(name); err != nil || !cognito.IsARN(name) {
		return err
	}
	return cognito.CheckIAMARN(name, kind, isOpaque)
}

func wantedValue(providerType IdentityPoolProviderType) string {
	switch providerType {
	case IdentityPoolProviderType_USER_POOL:
		return "pass a user pool and its client, or " + cognito.UserPoolClientForm
	case IdentityPoolProviderType_OPEN_ID, IdentityPoolProviderType_SAML:
		return "pass the provider, or its ARN in IAM"
	default:
		return "pass the name of the provider"
	}
}

// displayName quotes a name for a message, and describes one that is a token.
func displayName(name, description string) string {
	if isToken(name) {
		return description
	}
	return cognito.Quote(name)
}
