package access

import (
	"slices"
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
		methods.Others = i.mayBeMethod
		if i.provider != nil && i.provider.class == literalClass {
			methods.Values = append(methods.Values, i.provider.text)
		}
	}
	audience := i.audience
	if audience.IsEmpty() {
		audience = i.pool.id
	}
	keys := []iam.Key{{Name: principal + cognito.AudienceKey, Values: []cfn.Value{audience}}, methods}
	if i.id != "" {
		keys = append(keys, iam.Key{Name: principal + cognito.SubjectKey, Values: []cfn.Value{cfn.Literal(i.id)}})
	}
	return iam.Request{
		Principal: iam.Principal{Federated: cfn.Literal(principal)},
		Action:    action,
		Context:   iam.Context{}.With(keys...).Without(keysOfOthers[principal]...),
	}
}

// keysOfOthers is how the condition keys begin that Cognito gives where it goes by another principal.
var keysOfOthers = func() map[string][]string {
	keys := map[string][]string{}
	for _, principal := range cognito.FederatedPrincipals() {
		for _, other := range cognito.FederatedPrincipals() {
			if other != principal {
				keys[principal] = append(keys[principal], other+":")
			}
		}
	}
	return keys
}()

// mayBeMethod reports whether the amr of a signed-in user may hold something beside the method and the name of a public login provider
// that matches a pattern. It holds "authenticated" and the names of the providers used, no other word. How it names user pools and IAM
// providers is not documented in full.
func (i identity) mayBeMethod(pattern cfn.Value) answer.Answer {
	text, known := pattern.Literal()
	switch {
	case text == string(authenticated) || text == string(unauthenticated):
		return answer.No
	case !known || pattern.HasWildcard():
		return answer.Unknown
	case i.provider != nil && cognito.IsLoginProvider(text):
		return answer.No
	case strings.ContainsAny(text, ".:/"):
		return answer.Unknown
	case i.provider != nil || i.pool.providersKnown:
		return answer.Of(i.pool.hasDeveloperProvider(text))
	default:
		return answer.Unknown
	}
}

func (p *pool) hasDeveloperProvider(name string) bool {
	return slices.ContainsFunc(p.providers, func(one *provider) bool {
		return one.kind == developerProvider && cfn.Same(one.text, cfn.Literal(name)) != answer.No
	})
}
