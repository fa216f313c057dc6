package access

import (
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// chooseByAssertion is for SAML without role mapping, where the identity provider names the roles.
func (p *pool) chooseByAssertion(login Login, user token) roleChoice {
	const uncertainty = "how roles in a SAML assertion are assumed is not documented in full"
	roles := p.rolesInAssertion(user.claim(cognito.SAMLRoleClaim))
	switch {
	case len(roles) == 0:
		const reason = "the claim " + cognito.SAMLRoleClaim + " names no role, so the user gets the authenticated role"
		return p.chooseDefault(authenticated, reason).uncertainBecause("not documented")
	case login.CustomRole != "":
		return p.chooseAmong(roles, login.CustomRole, cognito.SAMLRoleClaim).uncertainBecause(uncertainty)
	case len(roles) > 1:
		return refuse("the claim %s names %d roles, so the app must ask for one of them", cognito.SAMLRoleClaim, len(roles))
	default:
		return choose(roles[0], "the claim %s names the role", cognito.SAMLRoleClaim).uncertainBecause(uncertainty)
	}
}

// rolesInAssertion reads "<role ARN>,<provider ARN>" in either order.
func (p *pool) rolesInAssertion(names claim) []role {
	pairs := names.elements
	if !names.isList && names.text != "" {
		pairs = []string{names.text}
	}
	var roles []role
	for _, pair := range pairs {
		for _, name := range splitList(pair) {
			if !strings.Contains(name, ":saml-provider/") {
				roles = append(roles, p.deployment.roleNamed(name))
			}
		}
	}
	return roles
}
