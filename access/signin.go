package access

import (
	"fmt"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// attempt is a login in one deployment: who it is and which role it comes to.
type attempt struct {
	roleChoice

	who  identity
	user token // of the provider; none for a guest
}

// signIn answers which role a user gets in one deployment.
func (p *pool) signIn(login Login) Decision { return p.decision(p.attempt(login)) }

func (p *pool) attempt(login Login) attempt {
	if !p.deployment.mayBeRole(login.CustomRole) {
		return attempt{roleChoice: misspelt("the app asks for the role %s, which is neither one of the templates nor an ARN",
			cognito.Quote(login.CustomRole))}
	}
	if login.Provider == "" {
		who := identity{kind: unauthenticated, pool: p, classicFlow: login.ClassicFlow, id: login.IdentityID}
		return attempt{roleChoice: p.chooseForGuest(login), who: who}
	}
	provider, problem := p.findProvider(login.Provider)
	if provider == nil {
		return attempt{roleChoice: problem}
	}
	user := token{provider: provider, claims: login.Claims}
	if len(login.Groups) > 0 {
		if provider.kind != userPoolProvider {
			return attempt{roleChoice: undecided("%s is not a user pool, so its users are in none of the groups %s",
				provider, strings.Join(login.Groups, ", "))}
		}
		user.groups = p.claimsOfGroups(provider, login.Groups)
	}
	who := identity{kind: authenticated, pool: p, provider: provider, classicFlow: login.ClassicFlow, id: login.IdentityID}
	return attempt{roleChoice: p.chooseForUser(login, user), who: who, user: user}
}

func (p *pool) decision(made attempt) Decision {
	var tags sessionTags
	if made.user.provider != nil {
		tags = p.sessionTagsOf(made.user)
	}
	return p.decide(made.roleChoice, made.who, tags)
}

// decide asks the trust policy of the role that was chosen.
func (p *pool) decide(chosen roleChoice, who identity, tags sessionTags) Decision {
	decision := Decision{
		Outcome:     outcomeOf(chosen.hasRole),
		RoleMapping: chosen.mapping,
		Rule:        chosen.rule,
		Uncertain:   chosen.uncertain,
		Reason:      chosen.reason,
	}
	if chosen.hasRole == answer.No || !chosen.namesRole() {
		return decision
	}
	trust := p.trustFor(chosen.role, who, tags.areSet)
	switch {
	case chosen.hasRole == answer.Unknown && trust.Answer == answer.No:
		return Decision{Outcome: Refused, Reason: fmt.Sprintf("in no deployment does %s admit %s of %s: %s; besides, %s",
			chosen.role, who, p.name, trust.Reason, chosen.reason)}
	case chosen.hasRole == answer.Unknown:
		return decision
	}
	switch trust.Answer {
	case answer.Yes:
		decision.Reason += fmt.Sprintf("; %s admits %s of %s", chosen.role, who, p.name)
		if region, known := p.region(); known && !cognito.HasDocumentedConditionKeys(region) {
			decision.Uncertain = true
			decision.Reason += " (the condition keys of " + region + " are documented in two ways)"
		}
	case answer.Unknown:
		decision.Outcome = Unknown
		decision.Reason += fmt.Sprintf("; whether %s admits %s of %s is unknown: %s", chosen.role, who, p.name, trust.Reason)
	default:
		decision.Outcome = Refused
		decision.Reason += fmt.Sprintf("; but %s does not admit %s of %s: %s", chosen.role, who, p.name, trust.Reason)
		return decision
	}
	decision.Role = chosen.role.String()
	return tags.addTo(decision)
}

// chooseForGuest chooses a role for a login without provider.
func (p *pool) chooseForGuest(login Login) roleChoice {
	if p.allowGuests == answer.No {
		if taker := p.deployment.customResourceWith(p.id); taker != nil && len(p.attachments) == 0 {
			return undecided("%s does not allow guests, but %s takes it to give it roles, and may change that, too", p.name, taker.Name())
		}
		return refuse("%s does not allow guests: AllowUnauthenticatedIdentities is not true", p.name)
	}
	chosen := p.chooseForAllowedGuest(login)
	if p.allowGuests == answer.Yes || chosen.hasRole == answer.No {
		return chosen
	}
	return chosen.perhaps("only the deployment knows whether %s allows guests", p.name)
}

func (p *pool) chooseForAllowedGuest(login Login) roleChoice {
	switch {
	case login.ClassicFlow:
		return p.chooseInClassicFlow(login, unauthenticated, nil)
	case login.CustomRole != "":
		return p.chooseCustomRoleOfDefault(login, unauthenticated)
	default:
		return p.chooseDefault(unauthenticated, "guests get the unauthenticated role")
	}
}

// chooseForUser chooses a role for the user of a provider.
func (p *pool) chooseForUser(login Login, user token) roleChoice {
	if user.provider.invalid != "" {
		return refuse("%s is not a provider that the service takes: %s", user.provider, user.provider.invalid)
	}
	if user.provider.doubtful != "" {
		return *user.provider.doubt()
	}
	if login.ClassicFlow {
		return p.chooseInClassicFlow(login, authenticated, user.provider)
	}
	mapping, problem := p.findRoleMapping(user.provider)
	switch {
	case problem != nil:
		return *problem
	case mapping != nil:
		chosen := p.chooseByMapping(mapping, login, user)
		chosen.mapping = mapping.key
		return chosen
	case user.provider.kind == samlProvider:
		return p.chooseByAssertion(login, user)
	case login.CustomRole != "":
		return p.chooseCustomRoleOfDefault(login, authenticated)
	default:
		return p.chooseDefault(authenticated, fmt.Sprintf("%s has no role mapping, so its users get the authenticated role", user.provider))
	}
}

// chooseDefault chooses the authenticated or the unauthenticated role.
func (p *pool) chooseDefault(kind identityKind, reason string) roleChoice {
	attachment, problem := p.attachment()
	if problem != nil {
		return *problem
	}
	attached, found := attachment.roles[kind]
	switch {
	case found:
		return choose(attached.role, "%s", reason)
	case !attachment.rolesKnown:
		return undecided("%s, which only the deployment knows", reason)
	default:
		return refuse("%s, but %s gives %s no %s role", reason, attachment.resource.Name(), p.name, kind)
	}
}

// chooseCustomRoleOfDefault is for a provider that does not let the app choose. "This parameter is optional for identity providers
// that do not support role customization" leaves open what becomes of another role than the default one.
func (p *pool) chooseCustomRoleOfDefault(login Login, kind identityKind) roleChoice {
	byDefault := p.chooseDefault(kind, fmt.Sprintf("only the %s role is available here", kind))
	if byDefault.hasRole != answer.Yes {
		return byDefault
	}
	if p.deployment.roleNamed(login.CustomRole).is(byDefault.role) == answer.Yes {
		return byDefault
	}
	return undecided("the app asks for %s where there is no role mapping, and AWS does not say what happens then; without it the role is %s",
		login.CustomRole, byDefault.role).uncertainBecause("not documented")
}

// chooseAmong chooses the role that the app asks for if it is one of those that the token allows.
func (p *pool) chooseAmong(allowed []role, customRole, source string) roleChoice {
	asked := p.deployment.roleNamed(customRole)
	switch answer.AnyOf(allowed, asked.is) {
	case answer.Yes:
		return choose(asked, "the app asks for %s, which %s allows", asked, source)
	case answer.Unknown:
		return undecided("only the deployment knows whether %s is one of the roles that %s allows", asked, source)
	default:
		return refuse("the app asks for %s, which %s does not allow", asked, source)
	}
}
