package access

import (
	"fmt"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// chooseByMapping chooses a role for a user whose provider has a role mapping.
func (p *pool) chooseByMapping(mapping *roleMapping, login Login, user token) choice {
	switch {
	case mapping.typeName.Is(cognito.TypeToken) && len(mapping.rules) > 0:
		return p.chooseByToken(mapping, login, user).uncertainBecause(rulesBesideToken)
	case mapping.typeName.Is(cognito.TypeToken):
		return p.chooseByToken(mapping, login, user)
	case mapping.typeName.Is(cognito.TypeRules) && !mapping.rulesKnown:
		return undecided("only the deployment knows all the rules of role mapping %s", cognito.Quote(mapping.key))
	case mapping.typeName.Is(cognito.TypeRules) && login.CustomRole != "":
		return p.chooseCustomRoleOfRules(mapping, login, user)
	case mapping.typeName.Is(cognito.TypeRules):
		return p.chooseByRules(mapping, user)
	default:
		return mapping.ofUnknownType()
	}
}

const rulesBesideToken = "what rules do beside the type Token is not documented"

func (m *roleMapping) ofUnknownType() choice {
	return undecided("role mapping %s is of the type %s; allowed are %s and %s",
		cognito.Quote(m.key), cognito.Quote(m.typeName.String()), cognito.TypeToken, cognito.TypeRules)
}

// chooseByRules takes the first rule that matches. "Rules are evaluated in order. The first one to match specifies the role", says
// the API.
func (p *pool) chooseByRules(mapping *roleMapping, user token) choice {
	uncertain := user.provider.hasUndocumentedClaims()
	var misses []string
	for i, rule := range mapping.rules {
		found, matched := rule.matches(user)
		uncertain = uncertain || found.present && !found.documented
		var chosen choice
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
func (c choice) uncertainComparisonIf(isUncertain bool) choice {
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
func (p *pool) chooseCustomRoleOfRules(mapping *roleMapping, login Login, user token) choice {
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

// chooseByToken takes the role from the token.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html#using-tokens-to-assign-roles-to-users
func (p *pool) chooseByToken(mapping *roleMapping, login Login, user token) choice {
	preferred, roles := user.claim(cognito.PreferredRoleClaim), user.claim(cognito.RolesClaim)
	_, preferredGiven := user.claims[cognito.PreferredRoleClaim]
	_, rolesGiven := user.claims[cognito.RolesClaim]
	switch {
	case user.provider.kind != userPoolProvider && (preferred.present || roles.present):
		return undecided("role mapping %s takes roles from the token of a user pool, and %s is not one", cognito.Quote(mapping.key), user.provider).
			uncertainBecause("what other tokens do with such claims is not documented")
	case login.CustomRole != "" && rolesGiven:
		return p.chooseAmong(p.rolesInToken(roles), login.CustomRole, "the claim "+cognito.RolesClaim)
	case login.CustomRole != "":
		return p.chooseAmongGroups(login.CustomRole, user.groups)
	case !preferredGiven && user.groups.unknown != "":
		unknown := undecided("%s", user.groups.unknown)
		unknown.uncertain = user.groups.uncertain != ""
		return unknown
	case !preferredGiven && len(user.groups.preferred) > 0:
		preferred := user.groups.preferred[0]
		return choose(preferred, "the preferred role of the groups %s is %s", strings.Join(user.groups.names, ", "), preferred)
	case preferred.present && (preferred.isList || !preferred.legible):
		return undecided("the claim %s is %s; allowed is a text", cognito.PreferredRoleClaim, preferred)
	case preferred.text != "":
		chosen := p.deployment.roleNamed(preferred.text)
		return choose(chosen, "the claim %s is %s", cognito.PreferredRoleClaim, chosen)
	}
	return p.resolveToken(mapping, max(len(roles.list()), len(user.groups.roles)), user.groups.uncertain)
}

// resolveToken chooses where the token has no preferred role.
func (p *pool) resolveToken(mapping *roleMapping, roles int, uncertainty string) choice {
	chosen := p.resolve(mapping, "the token has no "+cognito.PreferredRoleClaim+", the claim that a user pool sets from the roles of a user's groups")
	if roles <= 1 {
		return chosen.uncertainBecause(fmt.Sprintf("AWS documents that for a token with several %s, and this one has %d", cognito.RolesClaim, roles))
	}
	if uncertainty != "" {
		return chosen.uncertainBecause(uncertainty)
	}
	return chosen
}

// chooseAmongGroups answers for a role that the app asks for where groups say which ones the user has.
func (p *pool) chooseAmongGroups(customRole string, of groupClaims) choice {
	chosen := p.chooseAmong(of.roles, customRole, "the claim "+cognito.RolesClaim)
	if chosen.hasRole == answer.No && of.unknown != "" && of.uncertain == "" {
		return undecided("the app asks for %s, and %s", customRole, of.unknown)
	}
	return chosen
}

// rolesInToken reads the roles of a user's groups.
func (p *pool) rolesInToken(names claim) []role {
	list := names.list()
	roles := make([]role, 0, len(list))
	for _, name := range list {
		roles = append(roles, p.deployment.roleNamed(name))
	}
	return roles
}

// resolve answers by AmbiguousRoleResolution where a mapping chooses no role.
func (p *pool) resolve(mapping *roleMapping, reason string) choice {
	switch {
	case mapping.resolution.Is(cognito.ResolutionAuthenticatedRole):
		return p.chooseDefault(authenticated, reason+", and AmbiguousRoleResolution is AuthenticatedRole")
	case mapping.resolution.Is(cognito.ResolutionDeny):
		return refuse("%s, and AmbiguousRoleResolution is Deny", reason)
	case mapping.resolution.IsEmpty():
		return undecided("%s, and there is no AmbiguousRoleResolution", reason).uncertainBecause("what follows from that is not documented")
	default:
		return undecided("%s, and AmbiguousRoleResolution is %s", reason, mapping.resolution)
	}
}
