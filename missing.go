package identitypool

import (
	"slices"

	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/interfaces/interfacesawscognito"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// lacks says why a mapping can't be for a provider, and what to do about it. It is empty for one that the pool has, or may have.
func (pool *identityPool) lacks(
	provider string, url IdentityPoolProviderUrl, lacksUserPool func(provider string, url IdentityPoolProviderUrl) bool,
) string {
	if pool.providers.developerProvider != nil && provider == *pool.providers.developerProvider {
		return "is for the developer provider, which can't have one; leave it out"
	}
	isUserPool := url.Type() == IdentityPoolProviderType_USER_POOL || !isOpaque(provider) && cognito.IsUserPoolName(provider)
	if isUserPool && !lacksUserPool(provider, url) || !isUserPool && !pool.lacksProvider(provider) {
		return ""
	}
	return "is refused at deployment: the identity pool has no such provider; add it to AuthenticationProviders or with " +
		"AddUserPoolAuthentication, and name OpenID Connect and SAML providers by their ARN in IAM"
}

// lacksProvider is true for a login, OpenID Connect or SAML provider that the pool certainly doesn't have.
func (pool *identityPool) lacksProvider(name string) bool {
	return !isOpaque(name) && !slices.ContainsFunc(pool.providers.names(), func(configured string) bool { return mayBeNamed(configured, name) })
}

// mayBeNamed is true where a mapping may name a login, OpenID Connect or SAML provider of the pool. A token can stand for an ARN only.
func mayBeNamed(configured, name string) bool {
	return configured == name || isOpaque(name) || isOpaque(configured) && cognito.IsARN(name)
}

// lacksClient is true for a user pool client that the pool certainly doesn't have.
func (pool *identityPool) lacksClient(name string, url IdentityPoolProviderUrl) bool {
	mapped := mappedClient(name, url)
	if mapped.text == "" || slices.ContainsFunc(pool.providers.userPoolClients, func(client userPoolClient) bool {
		return client.isNamed(mapped, url)
	}) {
		return false
	}
	if !mapped.defined {
		target, _ := referredTo(mapped.text)
		mapped.defined = isUserPoolClient(target)
	}
	return pool.differsFromAll(mapped, userPoolClient.identifier)
}

// mappedClient is the user pool client that a mapping is for. Its text is empty where a token stands for the whole name.
func mappedClient(name string, url IdentityPoolProviderUrl) identifier {
	own, isConstruct := userPoolUrl(url)
	return identifier{text: cognito.SplitUserPoolName(name).ClientID, defined: isConstruct && isDefinedClient(own.userPoolClient)}
}

// isNamed is true for the client that a mapping is for, as far as can be told without asking.
func (c userPoolClient) isNamed(mapped identifier, url IdentityPoolProviderUrl) bool {
	own, isConstruct := userPoolUrl(url)
	return isConstruct && own.userPoolClient == c.client || mapped.text == *c.config.ClientId
}

func (c userPoolClient) identifier() identifier {
	return identifier{text: *c.config.ClientId, defined: isDefinedClient(c.client)}
}

// isDefinedClient is true for a client of this app, whose id is a reference to it.
func isDefinedClient(client interfacesawscognito.IUserPoolClientRef) bool {
	switch client.(type) {
	case awscognito.UserPoolClient, awscognito.CfnUserPoolClient:
		return true
	default:
		return false
	}
}

// lacksUserPool is true for a user pool that the pool certainly doesn't have, with any client.
func (pool *identityPool) lacksUserPool(name string, url IdentityPoolProviderUrl) bool {
	own, isConstruct := userPoolUrl(url)
	if slices.ContainsFunc(pool.providers.userPoolClients, func(client userPoolClient) bool {
		return isConstruct && own.userPool.IUserPool == client.userPool || name == *client.config.ProviderName
	}) {
		return false
	}
	mapped := identifier{text: userPoolIdIn(name)}
	if isConstruct {
		mapped = identifier{text: *own.userPool.UserPoolId(), defined: isDefinedUserPool(own.userPool.IUserPool)}
	}
	return mapped.text != "" && pool.differsFromAll(mapped, func(client userPoolClient) identifier {
		return identifier{text: userPoolIdIn(*client.config.ProviderName), defined: isDefinedUserPool(client.userPool)}
	})
}

// identifier is the id of a user pool or client.
type identifier struct {
	text    string
	defined bool // that is, the user pool or client, in this app; another token can be anything, such as a parameter
}

// differsFromAll is true for an id that is certainly none of the pool's user pool clients or user pools. It may ask Node.js, so what
// can be told without has been told before.
//
// One that the app doesn't define may be that of an OpenSearch domain, which registers a client of its own in the identity pool.
func (pool *identityPool) differsFromAll(mapped identifier, idOf func(userPoolClient) identifier) bool {
	clients := pool.providers.userPoolClients
	return (mapped.defined || len(clients) > 0) && !slices.ContainsFunc(clients, func(client userPoolClient) bool {
		return !pool.environment.certainlyDiffer(mapped, idOf(client))
	})
}

// certainlyDiffer is true for two different texts, and for references to two things that are defined in the stack.
func (e *environment) certainlyDiffer(one, other identifier) bool {
	switch {
	case one.text == "" || other.text == "":
		return false
	case !isOpaque(one.text) && !isOpaque(other.text):
		return one.text != other.text
	case !one.defined || !other.defined:
		return false
	default:
		first, isRef := e.refOf(one.text)
		second, isRefToo := e.refOf(other.text)
		return isRef && isRefToo && first != second
	}
}
