package identitypooltest

import (
	"fmt"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// The actions that a trust policy must allow.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html
const (
	assumeRole = "sts:AssumeRoleWithWebIdentity"
	tagSession = "sts:TagSession"
)

// identity is who asks for a role: a guest or a signed-in user of an identity pool.
type identity struct {
	kind           identityKind
	identityPoolID value
	provider       *provider // nil for a guest, and for a user of no provider in particular
	classicFlow    bool
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

// assumption is what IAM knows of the identity when it asks to assume a role where Cognito goes by this principal.
func (i identity) assumption(action, principal string) assumption {
	methods := contextKey{name: principal + ":amr", values: []value{literal(string(i.kind))}, many: true}
	if i.kind == authenticated {
		// "If amr is authenticated, the token includes any providers used during authentication."
		methods.others = mayBeAuthenticationMethod
		if i.provider != nil {
			methods.others = mayBeMethodOfProvider
		}
		if i.provider != nil && i.provider.class == plainClass {
			methods.values = append(methods.values, i.provider.text)
		}
	}
	request := assumption{
		principal: principal,
		action:    action,
		context:   []contextKey{{name: principal + ":aud", values: []value{i.identityPoolID}}, methods},
	}
	for _, other := range cognito.FederatedPrincipals() {
		if other != principal {
			request.foreignKeys = append(request.foreignKeys, other+":")
		}
	}
	return request
}

// mayBeAuthenticationMethod reports whether the amr of a signed-in user may hold something beside "authenticated" that matches a
// pattern.
func mayBeAuthenticationMethod(pattern value) answer {
	if pattern.is(string(authenticated)) || pattern.is(string(unauthenticated)) {
		return no
	}
	return unknown
}

// mayBeMethodOfProvider is mayBeAuthenticationMethod for a user of a provider whose name is listed. How the amr names user pools
// and IAM providers is not documented.
func mayBeMethodOfProvider(pattern value) answer {
	if name, known := pattern.literal(); known && isSocial(name) {
		return no
	}
	return mayBeAuthenticationMethod(pattern)
}

// admits reports whether a trust policy lets an identity do an action.
func (t *Template) admits(trust policy, who identity, action string) verdict {
	if t.settings.region != "" {
		principal, documented := cognito.FederatedPrincipal(t.settings.region)
		if !documented {
			return verdict{unknown, "the principal of identity pools in " + t.settings.region + " is not documented"}
		}
		return trust.evaluate(who.assumption(action, principal))
	}
	found := trust.evaluate(who.assumption(action, cognito.CommercialPrincipal))
	if found.answer != no {
		return found
	}
	for _, principal := range cognito.FederatedPrincipals() {
		if trust.evaluate(who.assumption(action, principal)).answer != no {
			return verdict{unknown, fmt.Sprintf("it trusts %s, which is right in one region only; pass WithRegion", principal)}
		}
	}
	return found
}

// trustFor reports whether an identity can assume a role, with session tags if there are any.
func (p *IdentityPool) trustFor(wanted role, who identity, tags answer) verdict {
	if !who.classicFlow && p.template.isOfOtherAccount(wanted) {
		return verdict{no, "in the enhanced flow a role must be of the identity pool's account"}
	}
	if wanted.definition == nil {
		return verdict{unknown, "its trust policy is not in the template"}
	}
	found := p.template.admits(wanted.definition.trust, who, assumeRole)
	if tags == no || found.answer == no {
		return found
	}
	tagging := p.template.admits(wanted.definition.trust, who, tagSession)
	if tags == unknown && tagging.answer == no {
		tagging.answer = unknown
	}
	if tagging.answer < found.answer {
		return verdict{tagging.answer, "session tags are set, and " + tagging.reason}
	}
	return found
}
