package identitypooltest

import (
	"fmt"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// chooseByMapping chooses a role for a user whose provider has a role mapping.
func (p *IdentityPool) chooseByMapping(mapping *roleMapping, login Login, user token) choice {
	switch {
	case mapping.typeName.is(cognito.TypeToken) && len(mapping.rules) > 0:
		return p.chooseByToken(mapping, login, user).because("what rules do beside the type Token is not documented")
	case mapping.typeName.is(cognito.TypeToken):
		return p.chooseByToken(mapping, login, user)
	case mapping.typeName.is(cognito.TypeRules) && !mapping.rulesKnown:
		return undecided("only the deployment knows all the rules of role mapping %s", cognito.Quote(mapping.key))
	case mapping.typeName.is(cognito.TypeRules) && login.CustomRole != "":
		return p.chooseCustomRoleOfRules(mapping, login, user)
	case mapping.typeName.is(cognito.TypeRules):
		return p.chooseByRules(mapping, user)
	default:
		return undecided("role mapping %s is of the type %s; allowed are Token and Rules",
			cognito.Quote(mapping.key), cognito.Quote(mapping.typeName.String()))
	}
}

// chooseByRules takes the first rule that matches. "Rules are evaluated in order. The first one to match specifies the role", says
// the API.
func (p *IdentityPool) chooseByRules(mapping *roleMapping, user token) choice {
	uncertain := user.provider.hasUndocumentedClaims()
	var misses []string
	for i, rule := range mapping.rules {
		found, matched := rule.matches(user)
		uncertain = uncertain || found.present && !found.documented
		var chosen choice
		switch matched {
		case no:
			misses = append(misses, fmt.Sprintf("%d. %s %s %q, and the claim is %s", i+1, rule.claim, rule.matchType, rule.value, found))
			continue
		case yes:
			chosen = choose(p.template.roleWithARN(rule.roleARN), "%s matches: the claim is %s", mapping.describe(i), found)
		default:
			chosen = undecided("whether %s matches is unknown: the claim is %s", mapping.describe(i), found)
		}
		chosen.rule = i + 1
		return chosen.uncertainIf(uncertain)
	}
	reason := fmt.Sprintf("no rule of role mapping %s matches", cognito.Quote(mapping.key))
	if len(misses) > 0 {
		reason += " (" + strings.Join(misses, "; ") + ")"
	}
	return p.resolve(mapping, reason).uncertainIf(uncertain)
}

func (c choice) uncertainIf(uncertain bool) choice {
	if !uncertain {
		return c
	}
	return c.because("how rules compare such a claim is not documented")
}

// describe names a rule of the mapping in a message.
func (m *roleMapping) describe(index int) string {
	rule := m.rules[index]
	return fmt.Sprintf("rule %d of role mapping %s (%s %s %q)", index+1, cognito.Quote(m.key), rule.claim, rule.matchType, rule.value)
}

// chooseCustomRoleOfRules is for an app that asks for the role of another rule than the first that matches. The role of that one
// "is used, unless CustomRoleArn is specified to override the order", says the developer guide.
func (p *IdentityPool) chooseCustomRoleOfRules(mapping *roleMapping, login Login, user token) choice {
	asked := p.template.roleNamed(login.CustomRole)
	best := refuse("the app asks for %s, which is not the role of a rule of role mapping %s that matches", asked, cognito.Quote(mapping.key))
	for i, rule := range mapping.rules {
		found, matched := rule.matches(user)
		matched = min(matched, p.template.roleWithARN(rule.roleARN).is(asked))
		switch {
		case matched == yes:
			chosen := choose(asked, "the app asks for %s, and %s matches", asked, mapping.describe(i))
			chosen.rule = i + 1
			return chosen.uncertainIf(!found.documented || user.provider.hasUndocumentedClaims())
		case matched == unknown && best.outcome == Refused:
			best = undecided("the app asks for %s, and whether %s matches and has that role is unknown", asked, mapping.describe(i))
		}
	}
	return best.because("that it must be the role of a rule that matches is not documented")
}

// chooseByToken takes the role from the token.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html#using-tokens-to-assign-roles-to-users
func (p *IdentityPool) chooseByToken(mapping *roleMapping, login Login, user token) choice {
	preferred, roles := user.claim(preferredRoleClaim), user.claim(rolesClaim)
	switch {
	case user.provider.providerType != ProviderTypeUserPool && (preferred.present || roles.present):
		return undecided("role mapping %s takes roles from the token of a user pool, and %s is none", cognito.Quote(mapping.key), user.provider).
			because("what other tokens do with such claims is not documented")
	case login.CustomRole != "":
		return p.chooseAmong(p.rolesInToken(roles), login.CustomRole, "the claim "+rolesClaim)
	case preferred.present && (preferred.isList || !preferred.legible):
		return undecided("the claim %s is %s; allowed is a text", preferredRoleClaim, preferred)
	case preferred.text != "":
		chosen := p.template.roleNamed(preferred.text)
		return choose(chosen, "the claim %s is %s", preferredRoleClaim, chosen)
	}
	chosen := p.resolve(mapping, "the token has no "+preferredRoleClaim+", the claim that a user pool sets from the roles of a user's groups")
	if count := len(roles.list()); count <= 1 {
		return chosen.because(fmt.Sprintf("AWS documents that for a token with several %s, and this one has %d", rolesClaim, count))
	}
	return chosen
}

// rolesInToken reads the roles of a user's groups.
func (p *IdentityPool) rolesInToken(names claim) []role {
	list := names.list()
	roles := make([]role, 0, len(list))
	for _, name := range list {
		roles = append(roles, p.template.roleNamed(name))
	}
	return roles
}

// resolve answers by AmbiguousRoleResolution where a mapping chooses no role.
func (p *IdentityPool) resolve(mapping *roleMapping, reason string) choice {
	switch {
	case mapping.resolution.is(cognito.ResolutionAuthenticatedRole):
		return p.chooseDefault(authenticated, reason+", and AmbiguousRoleResolution is AuthenticatedRole")
	case mapping.resolution.is(cognito.ResolutionDeny):
		return refuse("%s, and AmbiguousRoleResolution is Deny", reason)
	case mapping.resolution.isEmpty():
		return undecided("%s, and there is no AmbiguousRoleResolution", reason).because("what follows from that is not documented")
	default:
		return undecided("%s, and AmbiguousRoleResolution is %s", reason, mapping.resolution)
	}
}
