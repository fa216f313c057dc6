package access

import (
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// nameClass is what is known of a provider from its name.
type nameClass int

const (
	deferredClass nameClass = iota // known only to the deployment
	literalClass                   // the name of a public login provider or of a developer provider
	userPoolClass
	iamClass  // an OpenID Connect or SAML provider, by its ARN
	noneClass // something that names no provider in any identity pool, such as the id of a user pool
)

// providerName is the name of a provider as it is found in a template.
type providerName struct {
	class nameClass
	text  cfn.Value
	// The rest is set for a user pool, as far as it is known.
	userPool   cfn.Value // the name without the client
	host       cfn.Value
	userPoolID cfn.Value
	clientID   cfn.Value // empty for a user pool as a whole
}

func literalName(text cfn.Value) providerName { return providerName{class: literalClass, text: text} }

func iamName(arn cfn.Value) providerName { return providerName{class: iamClass, text: arn} }

func (n providerName) String() string {
	if n.class == userPoolClass {
		if client, defined := n.clientID.Resource(); defined {
			return client.Name()
		}
	}
	if resource, defined := n.text.Resource(); defined {
		return resource.Name()
	}
	return n.text.String()
}

// parseProviderName takes a name apart as far as it is known.
func parseProviderName(text cfn.Value) providerName {
	_, isLiteral := text.Literal()
	switch {
	case isUserPoolHost(text):
		return parseUserPoolName(text)
	case isUserPoolItself(text) != "":
		return providerName{class: noneClass, text: text}
	case text.IsARN() || isIAMProvider(text):
		return iamName(text)
	case isLiteral:
		return literalName(text)
	}
	if userPool, clientID, found := text.Cut(":"); found && text.Prefix() == "" && !clientID.Contains("/") {
		return providerName{class: userPoolClass, text: text, userPool: userPool, clientID: clientID}
	}
	return providerName{class: deferredClass, text: text}
}

func isUserPoolHost(text cfn.Value) bool {
	return strings.HasPrefix(text.Prefix(), cognito.UserPoolHostPrefix)
}

func parseUserPoolName(text cfn.Value) providerName {
	host, path, _ := text.Cut("/")
	userPoolID, clientID, _ := path.Cut(":")
	return providerName{
		class: userPoolClass, text: text, userPool: cfn.Join(host, cfn.Literal("/"), userPoolID),
		host: host, userPoolID: userPoolID, clientID: clientID,
	}
}

func isIAMProvider(text cfn.Value) bool {
	resource, isResource := text.Resource()
	if !isResource {
		return false
	}
	switch resource.Type {
	case openIDConnectType, customOpenIDConnectType, samlProviderType:
		return true
	default:
		return false
	}
}

// withClient names one client of the user pool with this name.
func withClient(userPool, clientID cfn.Value) providerName {
	named := providerName{userPool: userPool}
	if isUserPoolHost(userPool) {
		named = parseUserPoolName(userPool)
	}
	named.class, named.userPool = userPoolClass, userPool
	named.text = cfn.Join(userPool, cfn.Literal(":"), clientID)
	named.clientID = clientID
	return named
}

// withoutClient is the name in a principal tag mapping, which is for all clients of a user pool.
func (n providerName) withoutClient() providerName {
	if n.class == userPoolClass {
		n.text, n.clientID = n.userPool, cfn.Value{}
	}
	return n
}

// is reports whether two names stand for the same provider.
func (n providerName) is(other providerName) answer.Answer {
	switch {
	case n.class == noneClass || other.class == noneClass:
		return answer.No
	case n.class == userPoolClass && other.class == userPoolClass:
		if n.clientID.IsEmpty() != other.clientID.IsEmpty() {
			return min(answer.Unknown, max(n.mayHoldClient(), other.mayHoldClient()), cfn.Same(n.text, other.text))
		}
		return min(n.isUserPool(other), cfn.Same(n.clientID, other.clientID))
	case n.class == deferredClass || other.class == deferredClass:
		return cfn.Same(n.text, other.text)
	case n.class != other.class:
		return answer.No
	default:
		return cfn.Same(n.text, other.text)
	}
}

// mayHoldClient reports whether what the deployment fills in for the id of the user pool may go on with a client id.
func (n providerName) mayHoldClient() answer.Answer {
	if !n.clientID.IsEmpty() || n.userPoolID.IsEmpty() || n.userPoolID.Suffix() != "" {
		return answer.No
	}
	if _, isUserPool := n.userPoolID.Resource(); isUserPool {
		return answer.No
	}
	return answer.Unknown
}

// isUserPool compares the user pools. Where that can't be known the client decides, since it belongs to one user pool only.
func (n providerName) isUserPool(other providerName) answer.Answer {
	found := cfn.Same(n.userPool, other.userPool)
	if !n.userPoolID.IsEmpty() && !other.userPoolID.IsEmpty() {
		found = min(cfn.Same(n.userPoolID, other.userPoolID), sameHost(n.host, other.host))
	}
	if found == answer.Unknown && !n.clientID.IsEmpty() && cfn.Same(n.clientID, other.clientID) == answer.Yes {
		return answer.Yes
	}
	return found
}

// sameHost takes two hosts for the same unless what is known of them differs: a host tells the region and little else, and the id
// of the user pool begins with that, too.
func sameHost(a, b cfn.Value) answer.Answer { return answer.Of(cfn.Same(a, b) != answer.No) }
