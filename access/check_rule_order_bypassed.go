package access

import (
	"fmt"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cognito"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

// checkRuleOrder reports rules between whose roles an app may choose.
func checkRuleOrder(p *pool, found *reporter) {
	for _, mapping := range p.roleMappings() {
		first, second, overlap := p.overlappingRules(mapping)
		if !overlap {
			continue
		}
		found.report(fault{
			rule:     rule.RuleOrderBypassed,
			resource: mapping.resource,
			at:       mapping.at,
			message: fmt.Sprintf("rules %d and %d of RoleMappings.%s can both match, so an app may ask for either of %s and %s",
				first+1, second+1, mapping.key, mapping.rules[first].role, mapping.rules[second].role),
			cure: "don't rely on the order: let no two rules match the same user",
		})
	}
}

// overlappingRules returns the first two rules that can match one token and have different roles.
func (p *pool) overlappingRules(m *roleMapping) (first, second int, overlap bool) {
	if !m.typeName.Is(cognito.TypeRules) {
		return 0, 0, false
	}
	for second, each := range m.rules {
		if problem, _ := p.neverApplies(m, second); problem != "" {
			continue
		}
		for first, earlier := range m.rules[:second] {
			problem, _ := p.neverApplies(m, first)
			if problem == "" && earlier.role.is(each.role) == answer.No && earlier.condition().CanHoldWith(each.condition()) {
				return first, second, true
			}
		}
	}
	return 0, 0, false
}
