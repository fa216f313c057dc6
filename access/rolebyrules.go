package access

import (
	"fmt"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// chooseByRules takes the first rule that matches. "Rules are evaluated in order. The first one to match specifies the role", says
// the API.
func (p *pool) chooseByRules(mapping *roleMapping, user token) roleChoice {
	uncertain := user.provider.hasUndocumentedClaims()
	var misses []string
	for i, rule := range mapping.rules {
		found, matched := rule.matches(user)
		uncertain = uncertain || found.present && !found.documented
		var chosen roleChoice
		switch matched {
		case answer.No:
			misses = append(misses, fmt.Sprintf("%d. %s, and the claim is %s", i+1, rule, found))
			continue
		case answer.Yes:
			chosen = choose(rule.role, "%s matches: the claim is %s", mapping.describe(i), found)
		default:
			chosen = undecided("whether %s matches is unknown: the claim is %s", mapping.describe(i), found)
		}
		chosen.rule = i + 1
		return chosen.uncertainComparisonIf(uncertain)
	}
	reason := fmt.Sprintf("no rule of role mapping %s matches", cognito.Quote(mapping.key))
	if len(misses) > 0 {
		reason += " (" + strings.Join(misses, "; ") + ")"
	}
	return p.resolve(mapping, reason).uncertainComparisonIf(uncertain)
}

// uncertainComparisonIf marks a choice that depends on how rules compare something else than a text.
func (c roleChoice) uncertainComparisonIf(isUncertain bool) roleChoice {
	if !isUncertain {
		return c
	}
	return c.uncertainBecause("how rules compare such a claim is not documented")
}

// String writes the rule as `claim MatchType "value"`.
func (r mappingRule) String() string { return fmt.Sprintf("%s %s %q", r.claim, r.matchType, r.value) }

// describe names a rule of the mapping in a message.
func (m *roleMapping) describe(index int) string {
	return fmt.Sprintf("rule %d of role mapping %s (%s)", index+1, cognito.Quote(m.key), m.rules[index])
}

// chooseCustomRoleOfRules chooses where an app asks for the role of a rule, which need not be the first that matches. The role of that one
// "is used, unless CustomRoleArn is specified to override the order", says the developer guide.
func (p *pool) chooseCustomRoleOfRules(mapping *roleMapping, login Login, user token) roleChoice {
	asked := p.deployment.roleNamed(login.CustomRole)
	best := refuse("the app asks for %s, which is not the role of a rule of role mapping %s that matches", asked, cognito.Quote(mapping.key))
	for i, rule := range mapping.rules {
		found, matched := rule.matches(user)
		matched = min(matched, rule.role.is(asked))
		switch {
		case matched == answer.Yes:
			chosen := choose(asked, "the app asks for %s, and %s matches", asked, mapping.describe(i))
			chosen.rule = i + 1
			return chosen.uncertainComparisonIf(!found.documented || user.provider.hasUndocumentedClaims())
		case matched == answer.Unknown && best.hasRole == answer.No:
			best = undecided("the app asks for %s, and whether %s matches and has that role is unknown", asked, mapping.describe(i))
		}
	}
	return best.uncertainBecause("that it must be the role of a rule that matches is not documented")
}
