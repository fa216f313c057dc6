package access

import (
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
	kind := authenticated
	for _, use := range p.roleUses() {
		if use.role.definition == definition {
			kind = use.who.kind
		}
	}
	return kind
}

func (r *roleDefinition) trustPolicy() cfn.Property { return r.properties.Field(trustPolicyProperty) }
