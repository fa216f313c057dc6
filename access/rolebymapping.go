package access

import "github.com/awscdk-constructs/identitypool/internal/cognito"

// chooseByMapping chooses a role for a user whose provider has a role mapping.
func (p *pool) chooseByMapping(mapping *roleMapping, login Login, user token) roleChoice {
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

func (m *roleMapping) ofUnknownType() roleChoice {
	return undecided("role mapping %s is of the type %s; allowed are %s and %s",
		cognito.Quote(m.key), cognito.Quote(m.typeName.String()), cognito.TypeToken, cognito.TypeRules)
}

// resolve answers by AmbiguousRoleResolution where a mapping chooses no role.
func (p *pool) resolve(mapping *roleMapping, reason string) roleChoice {
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
