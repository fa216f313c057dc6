package access

import (
	"fmt"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// chooseByToken takes the role from the token.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html#using-tokens-to-assign-roles-to-users
func (p *pool) chooseByToken(mapping *roleMapping, login Login, user token) roleChoice {
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
func (p *pool) resolveToken(mapping *roleMapping, roles int, uncertainty string) roleChoice {
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
func (p *pool) chooseAmongGroups(customRole string, of groupClaims) roleChoice {
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
