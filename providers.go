package identitypool

import (
	"slices"
	"strconv"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/interfaces/interfacesawscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/interfaces/interfacesawsiam"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// userPoolClientId is the construct id of the client made for a user pool that was given without one.
const userPoolClientId = "UserPoolAuthenticationProviderClient"

// IdentityPoolAuthenticationProviders are the providers with which users can sign in to an identity pool.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/external-identity-providers.html
type IdentityPoolAuthenticationProviders struct {
	// Amazon is Login with Amazon. Default: users can't sign in with it.
	Amazon *IdentityPoolAmazonLoginProvider
	// Apple is Sign in with Apple. Default: users can't sign in with it.
	Apple *IdentityPoolAppleLoginProvider
	// CustomProvider is the name of a developer provider, a backend of one's own that authenticates users. At most 100
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
	if total := len(elements(p.UserPools)); total > cognito.MaxUserPoolProviders {
		found.add(userPoolsPlace, tooManyUserPools, total, cognito.MaxUserPoolProviders)
	}
}

const tooManyUserPools = "%d in all; an identity pool takes at most %d user pool clients"

var (
	providersPlace              = place{name: "AuthenticationProviders"}
	openIdConnectProvidersPlace = providersPlace.field("OpenIdConnectProviders")
	samlProvidersPlace          = providersPlace.field("SamlProviders")
	userPoolsPlace              = providersPlace.field("UserPools")
)

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
	if err := cognito.LoginProviderID.CheckSecret(p.value()); err != nil && !isOpaque(p.value()) {
		found.add(at, "key and secret are %d characters long with the semicolon between them; allowed are %d",
			len(p.value()), cognito.LoginProviderID.Max)
	}
}

func (p *IdentityPoolTwitterLoginProvider) value() string {
	return *p.ConsumerKey + ";" + *p.ConsumerSecret
}

func checkElements[T any](list place, providers []T, found *problems) {
	for i, provider := range providers {
		checkElement(list.item(i), provider, found)
	}
}

func checkElement(at place, element any, found *problems) {
	if isNil(element) {
		found.add(at, "is nil; leave it out or pass a provider")
	}
}

// loginProviders renders the public login providers.
func (p *IdentityPoolAuthenticationProviders) loginProviders() map[string]*string {
	logins := map[string]*string{}
	if p.Amazon != nil {
		logins[cognito.Amazon] = p.Amazon.AppId
	}
	if p.Apple != nil {
		logins[cognito.Apple] = p.Apple.ServicesId
	}
	if p.Facebook != nil {
		logins[cognito.Facebook] = p.Facebook.AppId
	}
	if p.Google != nil {
		logins[cognito.Google] = p.Google.ClientId
	}
	if p.Twitter != nil {
		logins[cognito.Twitter] = jsii.String(p.Twitter.value())
	}
	return logins
}

// openIdConnectProviderArns asks the providers for their ARNs; nil if no list was given.
func (p *IdentityPoolAuthenticationProviders) openIdConnectProviderArns(found *problems) *[]*string {
	if p.OpenIdConnectProviders == nil {
		return nil
	}
	arns := []*string{}
	for i, provider := range *p.OpenIdConnectProviders {
		if isNil(provider) {
			continue
		}
		arn := provider.OidcProviderRef().OidcProviderArn
		found.text(openIdConnectProvidersPlace.item(i), arn, cognito.ARN)
		arns = append(arns, arn)
	}
	return &arns
}

// samlProviderArns asks the providers for their ARNs; nil if no list was given.
func (p *IdentityPoolAuthenticationProviders) samlProviderArns(stack awscdk.Stack, found *problems) *[]*string {
	if p.SamlProviders == nil {
		return nil
	}
	arns := []*string{}
	for i, provider := range *p.SamlProviders {
		if isNil(provider) {
			continue
		}
		at := samlProvidersPlace.item(i)
		arn := provider.SamlProviderRef().SamlProviderArn
		found.text(at, arn, cognito.ARN)
		if account := accountOf(*arn); account != "" {
			if own := *stack.Account(); !isToken(own) && own != account {
				found.add(at, "%s is of account %s; a SAML provider must be of the identity pool's account, %s",
					cognito.Quote(*arn), account, own)
			}
		}
		arns = append(arns, arn)
	}
	return &arns
}

// accountOf returns the account in a literal ARN, empty where it can't be told.
func accountOf(arn string) string {
	parts := strings.SplitN(arn, ":", 6)
	if len(parts) < 6 || isToken(arn) {
		return ""
	}
	return parts[4]
}

// IUserPoolAuthenticationProvider registers a user pool and one of its clients with an identity pool. Make one with
// [NewUserPoolAuthenticationProvider], or write a type of your own to decide when the identity pool is made.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-integrating-user-pools-with-identity-pools.html
type IUserPoolAuthenticationProvider interface {
	// Bind is called once by each identity pool that the provider is given to. Scope is the identity pool; options is never
	// nil. While the identity pool is being made, that is for a provider in its props, identityPool has no id yet: its id,
	// ARN and name are nil, and nothing can be added to it.
	//
	// What it returns is checked: ClientId and ProviderName are needed and must be what the service accepts.
	Bind(
		scope constructs.Construct, identityPool IIdentityPool, options *UserPoolAuthenticationProviderBindOptions,
	) *UserPoolAuthenticationProviderBindConfig
}

// UserPoolAuthenticationProviderBindOptions are the options of a Bind. There are none yet.
type UserPoolAuthenticationProviderBindOptions struct{}

// UserPoolAuthenticationProviderBindConfig is a user pool and client as an identity pool knows them.
//
// See: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-cognito-identitypool-cognitoidentityprovider.html
type UserPoolAuthenticationProviderBindConfig struct {
	// ClientId is the id of the client. At most 128 letters, digits and _. Required.
	ClientId *string
	// ProviderName is the name of the user pool, "cognito-idp.<region>.amazonaws.com/<user pool id>", without a scheme. At most
	// 128 letters, digits and _ . : / -. Required.
	ProviderName *string
	// ServerSideTokenCheck says whether the identity pool asks the user pool if a user was signed out everywhere or deleted
	// before it hands out credentials. Nil is refused. Required.
	ServerSideTokenCheck *bool
}

// copy returns a configuration that doesn't change when a provider of the user's own changes the original.
func (c *UserPoolAuthenticationProviderBindConfig) copy() *UserPoolAuthenticationProviderBindConfig {
	if c == nil {
		return nil
	}
	return &UserPoolAuthenticationProviderBindConfig{
		ClientId:             copyOf(c.ClientId),
		ProviderName:         copyOf(c.ProviderName),
		ServerSideTokenCheck: copyOf(c.ServerSideTokenCheck),
	}
}

// UserPoolAuthenticationProvider registers a user pool and one of its clients with an identity pool.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-integrating-user-pools-with-identity-pools.html
type UserPoolAuthenticationProvider interface {
	IUserPoolAuthenticationProvider
}

// UserPoolAuthenticationProviderProps are the properties of a [UserPoolAuthenticationProvider].
type UserPoolAuthenticationProviderProps struct {
	// UserPool in which users sign in, defined in the app or imported, also of another region. Required.
	UserPool awscognito.IUserPool
	// DisableServerSideTokenCheck turns off that the identity pool asks the user pool if a user was signed out everywhere or
	// deleted before it hands out credentials. Default: false, the identity pool asks.
	//
	// See: https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_CognitoIdentityProvider.html
	DisableServerSideTokenCheck *bool
	// UserPoolClient is the client of the user pool that the app signs in with, an L1, an L2 or an imported one. That it is of
	// this user pool is not checked. Default: a client with the CDK's defaults is added to the user pool, one for all providers that
	// are made for it.
	UserPoolClient interfacesawscognito.IUserPoolClientRef
}

type userPoolAuthenticationProvider struct {
	userPool             locatedUserPool
	client               interfacesawscognito.IUserPoolClientRef
	serverSideTokenCheck bool
}

// NewUserPoolAuthenticationProvider makes a provider of a user pool and one of its clients. Without a client it adds one to
// the user pool, with the defaults of the CDK, or takes the one that it added before; that client stays whatever becomes of the
// provider. It panics with a [*ValidationError] if there is no user pool.
func NewUserPoolAuthenticationProvider(props *UserPoolAuthenticationProviderProps) UserPoolAuthenticationProvider {
	if props == nil {
		props = &UserPoolAuthenticationProviderProps{}
	}
	found := &problems{}
	if isNil(props.UserPool) {
		found.add(place{name: "UserPool"}, "is required; pass the user pool in which users sign in")
	}
	found.panicIfAny(noPath)
	client := props.UserPoolClient
	if isNil(client) {
		client = clientFor(props.UserPool)
	}
	return &userPoolAuthenticationProvider{
		userPool:             locate(props.UserPool),
		client:               client,
		serverSideTokenCheck: !isTrue(props.DisableServerSideTokenCheck),
	}
}

// clientFor returns the client that was made for a user pool before, or makes it.
func clientFor(userPool awscognito.IUserPool) awscognito.IUserPoolClient {
	if client, found := userPool.Node().TryFindChild(jsii.String(userPoolClientId)).(awscognito.IUserPoolClient); found {
		return client
	}
	return userPool.AddClient(jsii.String(userPoolClientId), nil)
}

// Bind returns the names of the user pool and client as an identity pool of the scope's stack needs them.
func (p *userPoolAuthenticationProvider) Bind(
	scope constructs.Construct, _ IIdentityPool, _ *UserPoolAuthenticationProviderBindOptions,
) *UserPoolAuthenticationProviderBindConfig {
	found := &problems{}
	if isNil(scope) {
		found.add(scopePlace, "is required; pass the identity pool")
	}
	found.panicIfAny(noPath)
	return p.clientIn(newEnvironment(awscdk.Stack_Of(scope))).config
}

// clientIn returns the client as an identity pool knows it.
func (p *userPoolAuthenticationProvider) clientIn(identityPool *environment) *userPoolClient {
	return &userPoolClient{
		userPool: p.userPool.IUserPool,
		client:   p.client,
		config: &UserPoolAuthenticationProviderBindConfig{
			ClientId:             clientId(p.client),
			ProviderName:         jsii.String(identityPool.userPoolName(p.userPool)),
			ServerSideTokenCheck: jsii.Bool(p.serverSideTokenCheck),
		},
	}
}

// clientId asks a client for its id, with one request where its type allows: a …Ref costs three.
func clientId(client interfacesawscognito.IUserPoolClientRef) *string {
	switch client := client.(type) {
	case awscognito.IUserPoolClient:
		return client.UserPoolClientId()
	case awscognito.CfnUserPoolClient:
		return client.Ref()
	default:
		return client.UserPoolClientRef().ClientId
	}
}

// userPoolClient is a user pool client that an identity pool has.
type userPoolClient struct {
	config *UserPoolAuthenticationProviderBindConfig
	// The two are nil for a provider of the user's own.
	userPool awscognito.IUserPool
	client   interfacesawscognito.IUserPoolClientRef
}

// check reports what is wrong with a client by itself.
func (c *userPoolClient) check(at place, found *problems) {
	if c.config == nil {
		found.add(at, "Bind returned nil; return the client id and provider name of a user pool")
		return
	}
	found.text(at.field("ClientId"), c.config.ClientId, cognito.UserPoolClientID)
	found.required(at.field("ProviderName"), c.config.ProviderName, func(name string) error {
		if err := cognito.CheckNoScheme(name); err != nil {
			return err
		}
		return cognito.UserPoolProviderName.Check(name)
	}, "the name of the user pool, cognito-idp.<region>.amazonaws.com/<user pool id>")
	if c.config.ServerSideTokenCheck == nil {
		found.add(at.field("ServerSideTokenCheck"), "is required; return true, or false to turn the check off")
	}
}

func (c *userPoolClient) equals(other *userPoolClient) bool {
	if c.client != nil && c.client == other.client {
		return true
	}
	// Two user pools can have clients of the same literal id in an example; a token stands for one client only.
	return *c.config.ClientId == *other.config.ClientId &&
		(isToken(*c.config.ClientId) || *c.config.ProviderName == *other.config.ProviderName)
}

// userPoolClients are the user pool clients that an identity pool has. Nil stands for one that is still to be bound.
type userPoolClients []*userPoolClient

// check reports what is wrong with a further client, and returns it if that is nothing.
func (c userPoolClients) check(at place, added *userPoolClient, found *problems) *userPoolClient {
	before := len(*found)
	if added.check(at, found); len(*found) > before {
		return nil
	}
	if slices.ContainsFunc(c, func(other *userPoolClient) bool { return other != nil && added.equals(other) }) {
		found.add(at, registeredTwice)
		return nil
	}
	return added
}

const registeredTwice = "this user pool client is registered already; register it once, or pass another client of the user pool"

// checkDistinctUserPools reports the clients that the Go values show to be given twice.
func (p *IdentityPoolAuthenticationProviders) checkDistinctUserPools(found *problems) {
	if p == nil {
		return
	}
	given := map[interfacesawscognito.IUserPoolClientRef]bool{}
	for i, provider := range elements(p.UserPools) {
		own, ok := provider.(*userPoolAuthenticationProvider)
		if !ok || own == nil {
			continue
		}
		if given[own.client] {
			found.add(userPoolsPlace.item(i), registeredTwice)
		}
		given[own.client] = true
	}
}

// userPoolClients asks the user pools and clients for their names. A provider of the user's own must wait for the identity
// pool, its scope.
func (p *IdentityPoolAuthenticationProviders) userPoolClients(identityPool *environment, found *problems) userPoolClients {
	var clients userPoolClients
	for i, provider := range elements(p.UserPools) {
		own, ok := provider.(*userPoolAuthenticationProvider)
		if !ok || own == nil {
			clients = append(clients, nil)
			continue
		}
		clients = append(clients, clients.check(userPoolsPlace.item(i), own.clientIn(identityPool), found))
	}
	return clients
}

// bind asks a provider for the user pool and client that it stands for.
func (pool *identityPool) bind(provider IUserPoolAuthenticationProvider) *userPoolClient {
	if own, ok := provider.(*userPoolAuthenticationProvider); ok {
		return own.clientIn(pool.environment)
	}
	return &userPoolClient{config: provider.Bind(pool, pool, &UserPoolAuthenticationProviderBindOptions{}).copy()}
}

// bindAll binds those of the providers in the props that could not be asked before the pool was there.
func (pool *identityPool) bindAll(providers *IdentityPoolAuthenticationProviders, clients userPoolClients) userPoolClients {
	found := &problems{}
	for i, client := range clients {
		if client == nil {
			clients[i] = clients.check(userPoolsPlace.item(i), pool.bind((*providers.UserPools)[i]), found)
		}
	}
	found.panicIfAny(pathOf(pool))
	return clients
}

// l2 returns the client as an L2, imported where there is none.
func (pool *identityPool) l2(client *userPoolClient) awscognito.IUserPoolClient {
	if given, ok := client.client.(awscognito.IUserPoolClient); ok {
		return given
	}
	id := "ImportedUserPoolClient" + strconv.Itoa(len(pool.userPoolClients))
	return awscognito.UserPoolClient_FromUserPoolClientId(pool, jsii.String(id), client.config.ClientId)
}

// render returns the property CognitoIdentityProviders. The official construct renders it also where it is empty.
func (c userPoolClients) render() *[]any {
	rendered := make([]any, len(c))
	for i, client := range c {
		rendered[i] = &awscognito.CfnIdentityPool_CognitoIdentityProviderProperty{
			ClientId:             client.config.ClientId,
			ProviderName:         client.config.ProviderName,
			ServerSideTokenCheck: client.config.ServerSideTokenCheck,
		}
	}
	return &rendered
}

// environment is where the identity pool is, on which the names of user pools depend, and what has been asked there: each answer is
// a request to Node.js.
type environment struct {
	stack     awscdk.Stack
	region    string
	urlSuffix string // empty until asked for
	roleArns  map[awsiam.IRole]string
}

func newEnvironment(stack awscdk.Stack) *environment {
	return &environment{stack: stack, region: *stack.Region(), roleArns: map[awsiam.IRole]string{}}
}

func (e *environment) askRoleArn(role awsiam.IRole) *string {
	arn, asked := e.roleArns[role]
	if !asked {
		arn = *role.RoleArn()
		e.roleArns[role] = arn
	}
	return &arn
}

// userPoolName returns the provider name of a user pool. The official construct takes every user pool to be in the region of
// the identity pool's stack; where it is, the name is written as there, with the suffix of the stack.
func (e *environment) userPoolName(userPool locatedUserPool) string {
	id := *userPool.UserPoolId()
	region := e.userPoolRegion(userPool, id)
	suffix, known := cognito.UserPoolHostSuffix(region)
	if region == e.region || isToken(region) || !known {
		suffix = e.askURLSuffix()
	}
	return cognito.UserPoolName(region, suffix, id)
}

// isRegionOf is true for a user pool in the region of the identity pool's stack.
func (e *environment) isRegionOf(userPool locatedUserPool, id string) bool {
	return e.userPoolRegion(userPool, id) == e.region
}

// userPoolRegion returns the region of a user pool, a token where only the deployment knows it.
func (e *environment) userPoolRegion(userPool locatedUserPool, id string) string {
	if !isToken(id) {
		if region, found := cognito.UserPoolRegion(id); found {
			return region
		}
	}
	switch userPool.stack {
	case nil:
		return *userPool.Env().Region
	case e.stack:
		return e.region
	default:
		return *userPool.stack.Region()
	}
}

func (e *environment) askURLSuffix() string {
	if e.urlSuffix == "" {
		e.urlSuffix = *e.stack.UrlSuffix()
	}
	return e.urlSuffix
}

// locatedUserPool is a user pool with what tells its region.
type locatedUserPool struct {
	awscognito.IUserPool
	// stack of a user pool that the app defines. Nil for an imported one: it need not be in the region of its stack.
	stack awscdk.Stack
}

func locate(userPool awscognito.IUserPool) locatedUserPool {
	located := locatedUserPool{IUserPool: userPool}
	if isDefinedUserPool(userPool) {
		located.stack = userPool.Stack()
	}
	return located
}

// isDefinedUserPool is true for a user pool of this app: an imported one has fewer methods.
func isDefinedUserPool(userPool awscognito.IUserPool) bool {
	_, defined := userPool.(awscognito.UserPool)
	return defined
}
