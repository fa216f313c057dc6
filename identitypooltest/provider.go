package identitypooltest

import (
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// The names of the public login providers, for [Login] and as [Provider] shows them.
const (
	Amazon   = cognito.Amazon
	Apple    = cognito.Apple
	Facebook = cognito.Facebook
	Google   = cognito.Google
	Twitter  = cognito.Twitter
)

// ProviderType is the kind of a provider, with the names of the CDK's IdentityPoolProviderType but one for all public login providers.
type ProviderType string

// The kinds of providers.
const (
	// ProviderTypeSocial is a public login provider: Amazon, Apple, Facebook, Google or Twitter.
	ProviderTypeSocial ProviderType = "SOCIAL"
	// ProviderTypeUserPool is a client of a Cognito user pool.
	ProviderTypeUserPool ProviderType = "USER_POOL"
	// ProviderTypeOpenID is an OpenID Connect provider in IAM.
	ProviderTypeOpenID ProviderType = "OPEN_ID"
	// ProviderTypeSAML is a SAML provider in IAM.
	ProviderTypeSAML ProviderType = "SAML"
	// ProviderTypeCustom is the developer provider, a backend of one's own that authenticates users.
	ProviderTypeCustom ProviderType = "CUSTOM"
)

// Provider is a provider with which users can sign in to an identity pool.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/external-identity-providers.html
type Provider struct {
	// Type is the kind of the provider.
	Type ProviderType
	// Name is what role mappings call the provider: the name of a public login provider, "<user pool>:<client id>", an ARN. What
	// only the deployment knows is written as Fn::Sub would.
	Name string
	// LogicalID is the user pool client, OpenID Connect or SAML provider in the template. Empty if the template does not define it.
	LogicalID string
}

// provider is a provider that an identity pool has.
type provider struct {
	providerName

	providerType ProviderType
}

func (p *provider) hasUndocumentedClaims() bool { return p.text.is(Twitter) }

func (p *provider) public() Provider {
	return Provider{Type: p.providerType, Name: p.text.String(), LogicalID: p.logicalID()}
}

func (p *provider) logicalID() string {
	identifier := p.text
	if p.class == userPoolClass {
		identifier = p.clientID
	}
	logicalID, _ := identifier.resource()
	return logicalID
}

// String is the shortest name that a test can give to the provider.
func (p *provider) String() string {
	if logicalID := p.logicalID(); logicalID != "" {
		return logicalID
	}
	return p.text.String()
}

// class is what is known of a provider from its name.
type class int

const (
	deferredClass class = iota // known only to the deployment
	plainClass                 // the name of a public login provider or of a developer provider
	userPoolClass
	iamClass // an OpenID Connect or SAML provider, by its ARN
)

// providerName is the name of a provider as it is found in a template.
type providerName struct {
	class class
	text  value
	// The rest is set for a user pool, as far as it is known.
	userPool   value // the name without the client
	host       value
	userPoolID value
	clientID   value // empty for a user pool as a whole
}

func (n providerName) String() string { return n.text.String() }

// parseProviderName takes a name apart as far as it is known.
func (e *evaluator) parseProviderName(text value) providerName {
	_, isLiteral := text.literal()
	switch {
	case strings.HasPrefix(text.prefix(), "cognito-idp"):
		return parseUserPoolName(text)
	case strings.HasPrefix(text.prefix(), "arn:") || e.isIAMProvider(text):
		return providerName{class: iamClass, text: text}
	case isLiteral:
		return providerName{class: plainClass, text: text}
	}
	if userPool, clientID, found := text.cut(":"); found && text.prefix() == "" && !clientID.contains("/") {
		return providerName{class: userPoolClass, text: text, userPool: userPool, clientID: clientID}
	}
	return providerName{class: deferredClass, text: text}
}

func isSocial(name string) bool {
	return slices.Contains([]string{Amazon, Apple, Facebook, Google, Twitter}, name)
}

func parseUserPoolName(text value) providerName {
	host, path, _ := text.cut("/")
	userPoolID, clientID, _ := path.cut(":")
	userPool := joined(host, literal("/"), userPoolID)
	return providerName{class: userPoolClass, text: text, userPool: userPool, host: host, userPoolID: userPoolID, clientID: clientID}
}

func (e *evaluator) isIAMProvider(text value) bool {
	logicalID, _ := text.resource()
	return slices.Contains([]string{openIDConnectType, customOpenIDConnectType, samlProviderType}, e.resourceTypes[logicalID])
}

// withClient names one client of the user pool with this name.
func withClient(userPool, clientID value) providerName {
	named := providerName{userPool: userPool}
	if strings.HasPrefix(userPool.prefix(), "cognito-idp") {
		named = parseUserPoolName(userPool)
	}
	named.class = userPoolClass
	named.text = joined(userPool, literal(":"), clientID)
	named.clientID = clientID
	return named
}

// withoutClient is the name in a principal tag mapping, which is for all clients of a user pool.
func (n providerName) withoutClient() providerName {
	if n.class == userPoolClass {
		n.text, n.clientID = n.userPool, value{}
	}
	return n
}

// is reports whether two names stand for the same provider.
func (n providerName) is(other providerName) answer {
	switch {
	case n.class == userPoolClass && other.class == userPoolClass:
		if n.clientID.isEmpty() != other.clientID.isEmpty() {
			return min(unknown, max(n.mayHoldClient(), other.mayHoldClient()), answerOf(!literalsConflict(n.text, other.text)))
		}
		return min(n.isUserPool(other), n.isClient(other))
	case n.class == deferredClass || other.class == deferredClass:
		return same(n.text, other.text)
	case n.class != other.class:
		return no
	default:
		return same(n.text, other.text)
	}
}

// mayHoldClient reports whether what the deployment fills in for the id of the user pool may go on with a client id.
func (n providerName) mayHoldClient() answer {
	if !n.clientID.isEmpty() || n.userPoolID.isEmpty() {
		return no
	}
	last := n.userPoolID.parts[len(n.userPoolID.parts)-1]
	if last.deferred && !last.resource {
		return unknown
	}
	return no
}

func (n providerName) isClient(other providerName) answer {
	return same(n.clientID, other.clientID)
}

// isUserPool compares the user pools. Where that can't be known the client decides, since it belongs to one user pool only.
func (n providerName) isUserPool(other providerName) answer {
	found := same(n.userPool, other.userPool)
	if !n.userPoolID.isEmpty() && !other.userPoolID.isEmpty() {
		found = min(same(n.userPoolID, other.userPoolID), sameHost(n.host, other.host))
	}
	if found == unknown && !n.clientID.isEmpty() && n.isClient(other) == yes {
		return yes
	}
	return found
}

// sameHost takes two hosts for the same unless what is known of them differs: a host tells the region and little else, and the id
// of the user pool begins with that, too.
func sameHost(a, b value) answer { return answerOf(same(a, b) != no) }

// providerNamed returns a question that is answered yes for the provider that a test names; else it says what is wrong with the
// name.
func (t *Template) providerNamed(name string) (isNamed func(*provider) answer, problem string) {
	reference := refOf(name)
	switch typeName := t.evaluator.resourceTypes[name]; typeName {
	case userPoolClientType:
		return func(p *provider) answer { return p.hasUserPoolPart(p.clientID, reference) }, ""
	case userPoolType:
		return func(p *provider) answer { return p.hasUserPoolPart(p.userPoolID, reference) }, ""
	case openIDConnectType, customOpenIDConnectType, samlProviderType:
		return func(p *provider) answer { return p.is(providerName{class: iamClass, text: reference}) }, ""
	case "":
		wanted := t.evaluator.parseProviderName(literal(name))
		return func(p *provider) answer { return p.isShownOrNamed(name, wanted) }, ""
	default:
		return nil, cognito.Quote(name) + " is an " + typeName + ", not a provider"
	}
}

func (p *provider) hasUserPoolPart(own, wanted value) answer {
	if p.class != userPoolClass {
		return no
	}
	return same(own, wanted)
}

// isShownOrNamed takes the name that Providers shows, and what the service calls the provider, a user pool also without client.
func (p *provider) isShownOrNamed(name string, wanted providerName) answer {
	switch {
	case p.text.String() == name || p.withoutClient().text.String() == name:
		return yes
	case wanted.clientID.isEmpty():
		return p.withoutClient().is(wanted)
	default:
		return p.is(wanted)
	}
}

// isLogicalID reports whether a text has the form of a logical id: "The logical ID must be alphanumeric (A-Za-z0-9)".
func isLogicalID(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9')
	})
}
