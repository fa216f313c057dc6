package access

import (
	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

// checkTrustsSignedIn reports roles for guests that signed-in users can take through the classic flow.
func checkTrustsSignedIn(p *pool, found *reporter) {
	signedIn := identity{kind: authenticated, pool: p}
	if !signedIn.mayCome() {
		return
	}
	for _, use := range p.roleUses() {
		definition := use.role.definition
		if use.who.kind != unauthenticated || definition == nil || p.kindOf(definition) != unauthenticated ||
			definition.trustsAnyone() || definition.trust().refusal != "" ||
			!p.isTrusted(definition, signedIn) || p.trustFor(use.role, use.who, answer.No).Answer == answer.No {
			continue
		}
		severity, uncertain := reach(p.classicFlowIsOn())
		found.reportOnce(fault{
			rule:      rule.RoleTrustsSignedIn,
			severity:  min(severity, rule.Warning),
			uncertain: uncertain,
			resource:  definition.resource,
			at:        definition.trustPolicy(),
			message:   "it is " + use.description + " and can be assumed by signed-in users",
			cure:      definition.cure(p.wantedMethod(unauthenticated), unauthenticated),
		})
	}
}
