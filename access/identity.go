package access

import (
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/cognito"
	"github.com/awscdk-constructs/identitypool/internal/iam"
)

// identityKind is the key of a role in a role attachment, and the value of a condition key in trust policies.
type identityKind string

const (
	authenticated   identityKind = cognito.Authenticated
	unauthenticated identityKind = cognito.Unauthenticated
)

// identity is who asks for a role: a guest or a signed-in user of an identity pool.
type identity struct {
	kind        identityKind
	pool        *pool
	provider    *provider // nil for a guest, and for a user of no provider in particular
	classicFlow bool
	id          string    // empty if it is not known
	audience    cfn.Value // the id of the identity pool if it is written in another way, or of another identity pool
}

// String completes "does not admit …".
func (i identity) String() string {
	switch {
	case i.kind == unauthenticated:
		return "guests"
	case i.provider != nil:
		return "users of " + i.provider.String()
	default:
		return "signed-in users"
	}
}

// mayCome reports whether there may be such identities: whether the identity pool may allow guests, or have a provider by which users sign
// in, or lacks one that a role mapping is for. A custom resource that takes it may change both.
func (i identity) mayCome() bool {
	switch {
	case i.pool.deployment.customResourceWith(i.pool.id) != nil:
		return true
	case i.kind == unauthenticated:
		return i.pool.allowGuests != answer.No
	default:
		return !i.pool.providersKnown || len(i.pool.providers) > 0 || len(i.pool.roleMappings()) > 0 || i.pool.registersClients()
	}
}

// request is what IAM knows of the identity when it asks to assume a role where Cognito goes by this principal.
func (i identity) request(action, principal string) iam.Request {
	methods := iam.Key{Name: principal + cognito.MethodsKey, Values: []cfn.Value{cfn.Literal(string(i.kind))}, Many: true}
	if i.kind == authenticated {
		// "If amr is authenticated, the token includes any providers used during authentication."
		methods.Others, methods.HasOthers = i.mayBeMethod, true
		if i.provider != nil && i.provider.class == literalClass {
			methods.Values, methods.HasOthers = append(methods.Values, i.provider.text), false
		}
	}
	audience := i.audience
	if audience.IsEmpty() {
		audience = i.pool.id
	}
	subject := someIdentity
	if i.id != "" {
		subject = cfn.Literal(i.id)
	}
	keys := []iam.Key{
		{Name: principal + cognito.AudienceKey, Values: []cfn.Value{audience}},
		{Name: principal + cognito.SubjectKey, Values: []cfn.Value{subject}},
		methods,
	}
	return iam.Request{
		Principal: iam.Principal{Federated: cfn.Literal(principal)},
		Action:    action,
		Context:   iam.Context{}.With(keys...).Without(keysOfOthers[principal]...).OfProvider(cognito.Service),
	}
}

// someIdentity is the id of an identity that isn't given: any that is written in a policy may be it.
var someIdentity = cfn.AtRunTime("an identity id", "only the session knows its identity id")

// keysOfOthers is how the condition keys begin that Cognito gives where it goes by another principal, and those of SAML assertions, with which
// Cognito asks for no role.
var keysOfOthers = func() map[string][]string {
	keys := map[string][]string{}
	for _, principal := range cognito.FederatedPrincipals() {
		keys[principal] = []string{"saml:"}
		for _, other := range cognito.FederatedPrincipals() {
			if other != principal {
				keys[principal] = append(keys[principal], other+":")
			}
		}
	}
	return keys
}()

// mayBeMethod reports whether the amr of a signed-in user holds something beside the method and the name of a public login provider or
// developer provider that matches a text, which may be a pattern. It holds "authenticated" and the names of the providers used, no other
// word. How it names user pools and IAM providers is not documented in full.
func (i identity) mayBeMethod(text cfn.Value, isPattern bool) answer.Answer {
	name, known := text.Literal()
	switch {
	case name == string(authenticated) || name == string(unauthenticated):
		return answer.No
	case !known || isPattern && text.HasWildcard():
		return answer.Unknown
	case text.HasWildcard(): // as it is, which no provider has in its name
		return answer.No
	case i.provider == nil:
		return i.pool.mayNameProvider(name)
	case cognito.IsLoginProvider(name) || i.pool.hasDeveloperProvider(name) == answer.Yes:
		return answer.No // the user's own is listed
	default:
		return min(answer.Unknown, answer.Of(isHostOrARN(name)))
	}
}

// mayNameProvider reports whether some users sign in with a provider of a name.
func (p *pool) mayNameProvider(name string) answer.Answer {
	if isHostOrARN(name) || !p.providersKnown {
		return answer.Unknown
	}
	return min(answer.Unknown, p.hasDeveloperProvider(name))
}

// isHostOrARN tells the names of all providers but developer providers from words.
func isHostOrARN(name string) bool { return strings.ContainsAny(name, ".:/") }

func (p *pool) hasDeveloperProvider(name string) answer.Answer {
	return answer.AnyOf(p.providers, func(one *provider) answer.Answer {
		return min(answer.Of(one.kind == developerProvider), cfn.Same(one.text, cfn.Literal(name)))
	})
}
