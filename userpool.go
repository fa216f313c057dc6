package identitypool

import (
	"slices"
	"strconv"

	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/interfaces/interfacesawscognito"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// userPoolClientId is the construct id of the client made for a user pool that was given without one.
const userPoolClientId = "UserPoolAuthenticationProviderClient"

// IUserPoolAuthenticationProvider registers a user pool and one of its clients with an identity pool. Make one with
// [NewUserPoolAuthenticationProvider], or write your own type to decide when the identity pool is made.
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
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-integrating-user-pools-with-identity-pools.html
type UserPoolAuthenticationProviderProps struct {
	// UserPool in which users sign in, defined in the app or imported, also of another region. Required.
	UserPool awscognito.IUserPool
	// DisableServerSideTokenCheck keeps the identity pool from asking the user pool, before it hands out credentials, if a user was
	// signed out everywhere or deleted. Default: false, the identity pool asks.
	//
	// See: https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_CognitoIdentityProvider.html
	DisableServerSideTokenCheck *bool
	// UserPoolClient is the client of the user pool that the app signs in with, an L1, an L2 or an imported one. One that is certainly
	// of another user pool is refused; of an imported one that can't be told. Default: a client with the CDK's defaults is added to
	// the user pool, one for all providers that are made for it. Required for a user pool of another region or account.
	UserPoolClient interfacesawscognito.IUserPoolClientRef
}

// What names a user pool and its client, for a provider and for a group.
var (
	userPoolPlace       = place{name: "UserPool"}
	userPoolClientPlace = place{name: "UserPoolClient"}
)

type userPoolAuthenticationProvider struct {
	userPool             locatedUserPool
	client               interfacesawscognito.IUserPoolClientRef
	clientId             string
	serverSideTokenCheck bool
}

// NewUserPoolAuthenticationProvider makes a provider of a user pool and one of its clients. Without a client it adds one to
// the user pool, with the defaults of the CDK, or takes the one that it added before; that client stays whatever becomes of the
// provider. It panics with a [*ValidationError] if there is no user pool, and for a client of another one.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-integrating-user-pools-with-identity-pools.html
func NewUserPoolAuthenticationProvider(props *UserPoolAuthenticationProviderProps) UserPoolAuthenticationProvider {
	if props == nil {
		props = &UserPoolAuthenticationProviderProps{}
	}
	found := &problems{}
	if isNil(props.UserPool) {
		found.add(userPoolPlace, "is required; pass the user pool in which users sign in")
	}
	found.panicIfAny(noPath)
	provider := &userPoolAuthenticationProvider{
		userPool:             locate(props.UserPool),
		client:               props.UserPoolClient,
		serverSideTokenCheck: !isTrue(props.DisableServerSideTokenCheck),
	}
	provider.userPool.checkId(userPoolPlace, found)
	hasClient := !isNil(provider.client)
	if hasClient {
		clientId, userPoolId := askClient(provider.client)
		provider.clientId = clientId
		provider.userPool.checkOwner(userPoolId, found)
	} else {
		provider.userPool.checkTakesClient(found)
	}
	found.panicIfAny(noPath)
	if !hasClient {
		made := provider.userPool.defineClient()
		provider.client, provider.clientId = made, *made.UserPoolClientId()
	}
	return provider
}

// checkOwner reports a client whose user pool, by its id, is certainly another one.
func (p locatedUserPool) checkOwner(userPoolId string, found *problems) {
	if p.hasCertainlyNot(userPoolId) {
		found.add(userPoolClientPlace, clientOfOtherUserPool)
	}
}

const clientOfOtherUserPool = "belongs to another user pool; pass a client of this user pool"

// askClient asks a client for its id and for that of its user pool, which is empty where the client doesn't know it, in as few requests
// as its type allows: a …Ref costs three.
func askClient(client interfacesawscognito.IUserPoolClientRef) (id, userPoolId string) {
	if imported, isL2 := client.(awscognito.IUserPoolClient); isL2 && !isDefinedClient(client) {
		return *imported.UserPoolClientId(), ""
	}
	if l1, isL1 := client.(awscognito.CfnUserPoolClient); isL1 {
		return *l1.Ref(), *l1.UserPoolId()
	}
	reference := client.UserPoolClientRef()
	return *reference.ClientId, *reference.UserPoolId
}

// hasCertainlyNot is true for a client whose user pool, by its id, is certainly another one.
func (p locatedUserPool) hasCertainlyNot(userPoolId string) bool {
	if userPoolId == "" || userPoolId == p.id {
		return false
	}
	if certainlyDiffers(userPoolId, p.id) {
		return true
	}
	target, isReference := referredTo(userPoolId)
	own, isReferenceToo := referredTo(p.id)
	return isReference && isReferenceToo && target != own
}

// defineClient returns the client that was made for the user pool before, or makes it.
func (p locatedUserPool) defineClient() awscognito.IUserPoolClient {
	if client, found := p.Node().TryFindChild(jsii.String(userPoolClientId)).(awscognito.IUserPoolClient); found {
		return client
	}
	return p.AddClient(jsii.String(userPoolClientId), nil)
}

// checkTakesClient reports a user pool that is imported from where the app can't add a client to it.
func (p locatedUserPool) checkTakesClient(found *problems) {
	if isDefinedUserPool(p.IUserPool) {
		return
	}
	stack := p.Stack()
	if region, isKnown := cognito.UserPoolRegion(p.id); isKnown && certainlyDiffers(region, *stack.Region()) {
		found.add(userPoolClientPlace, "is required: the user pool is in %s and was imported into a stack in %s, which can't add a client to it; "+
			"pass one that the user pool has", region, *stack.Region())
	}
	if account, isKnown := cognito.AccountOf(*p.UserPoolArn()); isKnown && certainlyDiffers(account, *stack.Account()) {
		found.add(userPoolClientPlace, "is required: the user pool is of account %s and was imported into a stack of %s, which can't add a client "+
			"to it; pass one that the user pool has", account, *stack.Account())
	}
}

// Bind returns the names of the user pool and client as an identity pool of the scope's stack needs them.
func (p *userPoolAuthenticationProvider) Bind(
	scope constructs.Construct, _ IIdentityPool, _ *UserPoolAuthenticationProviderBindOptions,
) *UserPoolAuthenticationProviderBindConfig {
	found := &problems{}
	stack := found.scope(scope)
	found.panicIfAny(noPath)
	return p.askConfig(newEnvironment(stack))
}

func (p *userPoolAuthenticationProvider) askConfig(where *environment) *UserPoolAuthenticationProviderBindConfig {
	return &UserPoolAuthenticationProviderBindConfig{
		ClientId:             jsii.String(p.clientId),
		ProviderName:         jsii.String(where.userPoolName(p.userPool)),
		ServerSideTokenCheck: jsii.Bool(p.serverSideTokenCheck),
	}
}

// checkUserPoolCount reports more clients than an identity pool takes.
func checkUserPoolCount(at place, total int, found *problems) {
	if total > cognito.MaxUserPoolProviders {
		found.add(at, "%d in all; an identity pool takes at most %d user pool clients", total, cognito.MaxUserPoolProviders)
	}
}

// userPoolClient is a user pool client of an identity pool. It never changes.
type userPoolClient struct {
	at       place
	provider IUserPoolAuthenticationProvider
	// The two are nil for a provider that users wrote themselves.
	userPool awscognito.IUserPool
	client   interfacesawscognito.IUserPoolClientRef
	// isBound is true once the provider was asked for config, which it may have answered with nil.
	isBound bool
	config  *UserPoolAuthenticationProviderBindConfig
}

// userPoolClients are the user pool clients of an identity pool.
type userPoolClients []userPoolClient

func resolveUserPoolClients(providers []IUserPoolAuthenticationProvider, where *environment) userPoolClients {
	clients := make(userPoolClients, 0, len(providers))
	for i, provider := range providers {
		if !isNil(provider) {
			clients = append(clients, resolveUserPoolClient(userPoolsPlace.item(i), provider, where))
		}
	}
	return clients
}

// resolveUserPoolClient asks a provider for the names of its user pool and client. One that users wrote themselves is left unbound: it
// must wait for the identity pool, its scope.
func resolveUserPoolClient(at place, provider IUserPoolAuthenticationProvider, where *environment) userPoolClient {
	client := userPoolClient{at: at, provider: provider}
	made, isMadeHere := provider.(*userPoolAuthenticationProvider)
	if !isMadeHere {
		return client
	}
	client.userPool, client.client = made.userPool.IUserPool, made.client
	if where != nobody {
		client.isBound, client.config = true, made.askConfig(where)
	}
	return client
}

// bind asks the providers that had to wait for the identity pool.
func (c userPoolClients) bind(pool *identityPool) userPoolClients {
	bound := slices.Clone(c)
	for i := range bound {
		if !bound[i].isBound {
			bound[i].isBound = true
			bound[i].config = bound[i].provider.Bind(pool, pool, &UserPoolAuthenticationProviderBindOptions{}).copy()
		}
	}
	return bound
}

// check reports what is wrong with the clients by themselves and taken together. The first of them, as many as earlier says, have
// been checked before.
func (c userPoolClients) check(earlier int, found *problems) {
	for i, client := range c[earlier:] {
		before := len(*found)
		client.check(found)
		if len(*found) == before && slices.ContainsFunc(c[:earlier+i], client.isSame) {
			found.add(client.at, "this user pool client is registered already; register it once, or pass another client of the user pool")
		}
	}
}

// check reports what is wrong with what a provider returned.
func (c userPoolClient) check(found *problems) {
	if !c.isBound {
		return
	}
	if c.config == nil {
		found.add(c.at, "Bind returned nil; return the client id and provider name of a user pool")
		return
	}
	found.text(c.at.field("ClientId"), c.config.ClientId, cognito.UserPoolClientID)
	found.required(c.at.field("ProviderName"), c.config.ProviderName, cognito.CheckUserPoolProviderName,
		"the name of the user pool, "+cognito.UserPoolNameForm)
	if c.config.ServerSideTokenCheck == nil {
		found.add(c.at.field("ServerSideTokenCheck"), "is required; return true, or false to turn the check off")
	}
}

// isSame is true for two providers of one client, as far as they were asked.
func (c userPoolClient) isSame(other userPoolClient) bool {
	if c.client != nil && c.client == other.client {
		return true
	}
	if c.config == nil || other.config == nil || valueOf(c.config.ClientId) != valueOf(other.config.ClientId) {
		return false
	}
	// Two user pools can have clients of the same literal id in an example; a token stands for one client only.
	return isToken(*c.config.ClientId) || valueOf(c.config.ProviderName) == valueOf(other.config.ProviderName)
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

func (pool *identityPool) AddUserPoolAuthentication(userPool IUserPoolAuthenticationProvider) awscognito.IUserPoolClient {
	pool.mustBeDefined()
	at := place{name: "userPool"}
	found := &problems{}
	if isNil(userPool) {
		found.add(at, "is required; pass a provider, such as NewUserPoolAuthenticationProvider makes")
	}
	checkUserPoolCount(at, len(pool.providers.userPoolClients)+1, found)
	list := pool.askUserPools(at, found)
	found.panicIfAny(pathOf(pool))
	added := userPoolClients{resolveUserPoolClient(at, userPool, pool.environment)}.bind(pool)
	earlier := pool.providers.userPoolClients
	all := slices.Concat(earlier, added)
	all.check(len(earlier), found)
	found.panicIfAny(pathOf(pool))
	pool.warnOfUserPools(len(earlier), len(all))
	pool.providers.userPoolClients = all
	pool.addUserPool(list, all)
	pool.reviewAsNeeded()
	return pool.defineL2(added[0])
}

// defineL2 returns the client as an L2, imported where there is none.
func (pool *identityPool) defineL2(client userPoolClient) awscognito.IUserPoolClient {
	if given, ok := client.client.(awscognito.IUserPoolClient); ok {
		return given
	}
	id := "ImportedUserPoolClient" + strconv.Itoa(len(pool.providers.userPoolClients))
	return awscognito.UserPoolClient_FromUserPoolClientId(pool, jsii.String(id), client.config.ClientId)
}
