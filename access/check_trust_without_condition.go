package access

import (
	"slices"

	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

// checkTrustConditions reports roles that IAM refuses to make, used by the identity pool or not.
func checkTrustConditions(p *pool, found *reporter) {
	for _, definition := range p.deployment.roles {
		if definition.firstAlike().trust().refusal == "" {
			continue
		}
		kind := p.kindOf(definition)
		found.reportOnce(fault{
			rule:     rule.TrustWithoutCondition,
			resource: definition.resource,
			at:       definition.trustPolicy(),
			message:  definition.trust().refusal,
			cure:     definition.cure("let it trust this identity pool only: "+p.wantedTrust(kind), kind),
		})
	}
}

// kindOf is whom a role is for: guests if it is their role and nobody else's.
func (p *pool) kindOf(definition *roleDefinition) identityKind {
	if p.givesTo(unauthenticated, definition) && !p.givesTo(authenticated, definition) {
		return unauthenticated
	}
	return authenticated
}

// givesTo reports whether the templates give a role to guests, or to signed-in users.
func (p *pool) givesTo(kind identityKind, definition *roleDefinition) bool {
	return slices.ContainsFunc(p.roleUses(), func(use roleUse) bool { return use.who.kind == kind && use.role.definition == definition })
}

func (r *roleDefinition) trustPolicy() cfn.Property { return r.properties.Field(trustPolicyProperty) }
