package access

import (
	"fmt"

	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/cognito"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

// checkTrustsOtherPools reports roles that can be assumed through an identity pool of somebody else, which may be of any account. It is
// that identity pool which must allow the classic flow, not this one.
func checkTrustsOtherPools(p *pool, found *reporter) {
	for _, use := range p.reachableRoles() {
		definition := use.role.definition
		if definition.trustsAnyone() || definition.trust().refusal != "" {
			continue
		}
		stranger := use.who
		stranger.audience = p.otherIdentityPoolID()
		if !p.isTrusted(definition, stranger) {
			continue
		}
		wanted := fmt.Sprintf("add the condition StringEquals %s%s %s", p.ownPrincipal(), cognito.AudienceKey, p.id)
		found.reportOnce(fault{
			rule:     rule.RoleTrustsOtherPools,
			resource: definition.resource,
			at:       definition.trustPolicy(),
			message:  "it is " + use.description + " and can be assumed through any identity pool",
			cure:     definition.cure(wanted, use.who.kind),
		})
	}
}

// otherIdentityPoolID is the id of an identity pool of somebody else in the same region.
func (p *pool) otherIdentityPoolID() cfn.Value {
	region := p.stack.Region()
	if known, isKnown := p.region(); isKnown {
		region = cfn.Literal(known)
	}
	return cfn.Join(region, cfn.Literal(":00000000-0000-0000-0000-000000000000"))
}
