package access

import (
	"fmt"

	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/cognito"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

// checkRulesApply reports a rule on a claim that there never is, and one that an earlier rule leaves nothing to match; and all rules of a
// mapping that takes roles from the token.
func checkRulesApply(p *pool, found *reporter) {
	for _, mapping := range p.roleMappings() {
		if mapping.typeName.Is(cognito.TypeToken) && len(mapping.rules) > 0 {
			found.report(fault{
				rule:      rule.RuleNeverApplies,
				uncertain: true,
				resource:  mapping.resource,
				at:        mapping.at.Field("RulesConfiguration"),
				message:   fmt.Sprintf("RoleMappings.%s has rules, and its type Token takes the role from the token", mapping.key),
				cure:      "set Type to Rules, or take out RulesConfiguration",
			})
		}
		if !mapping.typeName.Is(cognito.TypeRules) {
			continue
		}
		for i, each := range mapping.rules {
			problem, cure := p.neverApplies(mapping, i)
			if problem == "" {
				continue
			}
			found.report(fault{
				rule:     rule.RuleNeverApplies,
				resource: mapping.resource,
				at:       each.at,
				message:  fmt.Sprintf("rule %d of RoleMappings.%s %s", i+1, mapping.key, problem),
				cure:     cure,
			})
		}
	}
}

// neverApplies says why a rule can't match, and what to do about it; it is empty if it can.
func (p *pool) neverApplies(m *roleMapping, index int) (problem, cure string) {
	compared := m.rules[index].claim
	provider, _ := m.provider.text.Literal()
	if claim, known := compared.Literal(); known && !cognito.HasClaim(provider, claim) {
		return fmt.Sprintf("can't match: tokens of %s have the claims %s only, not %s", provider, cognito.LimitedClaims(), claim),
			"use one of these claims, or let users sign in through a user pool"
	}
	if userPool, defined := m.provider.userPoolID.Resource(); defined && p.deployment.lacksAttribute(userPool, compared) {
		return fmt.Sprintf("can't match: the schema of %s has no attribute for %s", userPool.Name(), compared),
			"add the attribute to the user pool's schema, or compare another claim"
	}
	conditions := make([]cognito.Condition, 0, index+1)
	for _, each := range m.rules[:index+1] {
		conditions = append(conditions, each.condition())
	}
	switch earlier := cognito.NeverApplies(conditions, index); len(earlier) {
	case 0:
		return "", ""
	case 1:
		return fmt.Sprintf("never applies: whenever it matches, rule %d does, too, and comes first", earlier[0]+1),
			"put the narrower rule first, or take it out"
	default:
		return fmt.Sprintf("never applies: each text matches rule %d or rule %d, which come first", earlier[0]+1, earlier[1]+1),
			"put it before them, or take it out"
	}
}

// condition is what a rule asks of a claim.
func (r mappingRule) condition() cognito.Condition {
	asked := cognito.Condition{Claim: r.claim.String(), MatchType: r.matchType.String(), Value: r.value.String()}
	for _, text := range []cfn.Value{r.claim, r.matchType, r.value} {
		if _, known := text.Literal(); !known {
			asked.IsDeferred = true
		}
	}
	return asked
}
