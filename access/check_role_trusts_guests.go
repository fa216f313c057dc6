package access

import (
	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

// checkTrustsGuests reports roles for signed-in users that guests can take through the classic flow.
func checkTrustsGuests(p *pool, found *reporter) {
	if p.allowGuests == answer.No {
		return
	}
	for _, use := range p.reachableRoles() {
		definition := use.role.definition
		if use.who.kind != authenticated || definition.trustsAnyone() || definition.trust().refusal != "" ||
			!p.isTrusted(definition, identity{kind: unauthenticated, pool: p}) || p.givesTo(unauthenticated, definition) ||
			p.trustFor(use.role, use.who, answer.No).Answer == answer.No {
			continue
		}
		severity, uncertain := reach(min(p.classicFlowIsOn(), p.allowGuests))
		found.reportOnce(fault{
			rule:      rule.RoleTrustsGuests,
			severity:  severity,
			uncertain: uncertain,
			resource:  definition.resource,
			at:        definition.trustPolicy(),
			message:   "it is " + use.description + " and can be assumed by guests",
			cure:      definition.cure(p.wantedMethod(authenticated), authenticated),
		})
	}
}

// classicFlowIsOn reports whether an app can ask AWS STS for roles itself. What becomes of that beside role mappings, for those whom
// none is for, is not documented.
func (p *pool) classicFlowIsOn() answer.Answer {
	if len(p.roleMappings()) > 0 {
		return min(answer.Unknown, p.allowClassicFlow)
	}
	return p.allowClassicFlow
}

// reach says how bad it is that somebody can assume a role through the classic flow, and whether that is uncertain.
func reach(isOn answer.Answer) (severity rule.Severity, uncertain bool) {
	switch isOn {
	case answer.Yes:
		return rule.Error, false
	case answer.Unknown:
		return rule.Warning, true
	default:
		return rule.Note, false
	}
}
