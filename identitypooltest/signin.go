package identitypooltest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// Login is an attempt to get credentials from an identity pool.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow.html
type Login struct {
	// Provider is whom the user signs in with: a constant such as [Google]; the logical id or the name of a user pool or of its
	// client; the logical id or the ARN of an OpenID Connect or SAML provider; the name of the developer provider. Default: none,
	// the user is a guest.
	Provider string
	// Claims are those of the token or SAML assertion. For a mapping by token, set cognito:preferred_role, and cognito:roles with
	// all roles of the user's groups; a role is named by its logical id or its ARN. Default: none.
	Claims map[string]any
	// CustomRole is the role that the app asks for, by its logical id or ARN: CustomRoleArn in the enhanced flow. Default: none; in
	// the classic flow, in which an app always asks for a role, the identity pool's own.
	CustomRole string
	// ClassicFlow says that the app uses the basic (classic) flow. Default: false, it uses the enhanced flow.
	ClassicFlow bool
}

// Outcome is what comes of a [Login].
type Outcome int

// The outcomes. The zero value is Unknown, so that no decision is taken for a grant by mistake.
const (
	// Unknown means that the template does not tell, or that AWS does not document it.
	Unknown Outcome = iota
	// Granted means that the user gets credentials of a role.
	Granted
	// Refused means that the user gets an error.
	Refused
)

// String is the name of the outcome in lower case.
func (o Outcome) String() string {
	switch o {
	case Granted:
		return "granted"
	case Refused:
		return "refused"
	default:
		return "unknown"
	}
}

// GoString is String, too: it is what a failing assertion prints.
func (o Outcome) GoString() string { return o.String() }

// Decision is the answer to a [Login].
type Decision struct {
	// Outcome says if the user gets credentials.
	Outcome Outcome
	// Role is the role that the user gets: its logical id, or the ARN of one that the template doesn't define. Where the outcome is
	// Unknown, it is the role that is asked for if that is known. Empty if the outcome is Refused.
	Role string
	// RoleMapping is the key of the role mapping that decided. Empty if none did.
	RoleMapping string
	// Rule is the number of the rule that matched, 1 for the first. 0 if none did.
	Rule int
	// SessionTags are the tags that the credentials carry, by key. Nil if there are none.
	SessionTags map[string]string
	// Uncertain says that AWS doesn't document what the decision relies on; it is the cautious answer then. Reason says which.
	Uncertain bool
	// Reason explains the decision in a sentence.
	Reason string
}

// String is for the output of a failing test.
func (d Decision) String() string {
	text := d.Outcome.String()
	if d.Role != "" {
		text += " " + d.Role
	}
	if d.Uncertain {
		text += " (uncertain)"
	}
	return text + ": " + d.Reason
}

// choice is a decision before the trust of the role is asked.
type choice struct {
	outcome   Outcome // Granted if there is a role to ask for
	role      role
	mapping   string
	rule      int
	uncertain bool
	reason    string
}

func refuse(format string, arguments ...any) choice {
	return choice{outcome: Refused, reason: fmt.Sprintf(format, arguments...)}
}

func undecided(format string, arguments ...any) choice {
	return choice{outcome: Unknown, reason: fmt.Sprintf(format, arguments...)}
}

func choose(chosen role, format string, arguments ...any) choice {
	return choice{outcome: Granted, role: chosen, reason: fmt.Sprintf(format, arguments...)}
}

// because marks a choice as one that AWS does not document.
func (c choice) because(uncertainty string) choice {
	c.uncertain = true
	c.reason += " (" + uncertainty + ")"
	return c
}

// SignIn answers which role a user gets. It takes the template for deployed as it is, and what it does not tell for unknown.
func (p *IdentityPool) SignIn(login Login) Decision {
	if login.Provider == "" {
		who := identity{kind: unauthenticated, identityPoolID: p.id, classicFlow: login.ClassicFlow}
		return p.decide(p.chooseForGuest(login), who, tagging{})
	}
	provider, problem := p.findProvider(login.Provider)
	if provider == nil {
		return p.decide(problem, identity{}, tagging{})
	}
	user := token{provider: provider, claims: login.Claims}
	who := identity{kind: authenticated, identityPoolID: p.id, provider: provider, classicFlow: login.ClassicFlow}
	return p.decide(p.chooseForUser(login, user), who, p.tags(user))
}

// decide asks the trust policy of the role that was chosen.
func (p *IdentityPool) decide(chosen choice, who identity, tags tagging) Decision {
	decision := Decision{
		Outcome:     chosen.outcome,
		RoleMapping: chosen.mapping,
		Rule:        chosen.rule,
		Uncertain:   chosen.uncertain,
		Reason:      chosen.reason,
	}
	if chosen.outcome != Granted {
		return decision
	}
	trust := p.trustFor(chosen.role, who, tags.applies)
	switch trust.answer {
	case yes:
		decision.Reason += fmt.Sprintf("; %s admits %s of %s", chosen.role, who, p.logicalID)
		if !cognito.HasDocumentedConditionKeys(p.template.settings.region) {
			decision.Uncertain = true
			decision.Reason += " (the condition keys of " + p.template.settings.region + " are documented in two ways)"
		}
	case unknown:
		decision.Outcome = Unknown
		decision.Reason += fmt.Sprintf("; whether %s admits %s of %s is unknown: %s", chosen.role, who, p.logicalID, trust.reason)
	default:
		decision.Outcome = Refused
		decision.Reason += fmt.Sprintf("; but %s does not admit %s of %s: %s", chosen.role, who, p.logicalID, trust.reason)
		return decision
	}
	decision.Role = chosen.role.String()
	return tags.addTo(decision)
}

// chooseForGuest chooses a role for a login without provider.
func (p *IdentityPool) chooseForGuest(login Login) choice {
	switch {
	case p.allowGuests == no:
		return refuse("%s does not allow guests: AllowUnauthenticatedIdentities is not true", p.logicalID)
	case p.allowGuests == unknown:
		return undecided("only the deployment knows whether %s allows guests", p.logicalID)
	case login.ClassicFlow:
		return p.chooseInClassicFlow(login, unauthenticated, nil)
	case login.CustomRole != "":
		return p.chooseCustomRoleOfDefault(login, unauthenticated)
	default:
		return p.chooseDefault(unauthenticated, "guests get the unauthenticated role")
	}
}

// chooseForUser chooses a role for the user of a provider.
func (p *IdentityPool) chooseForUser(login Login, user token) choice {
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
	case user.provider.providerType == ProviderTypeSAML:
		return p.chooseByAssertion(login, user)
	case login.CustomRole != "":
		return p.chooseCustomRoleOfDefault(login, authenticated)
	default:
		return p.chooseDefault(authenticated, fmt.Sprintf("%s has no role mapping, so its users get the authenticated role", user.provider))
	}
}

// findProvider returns the provider of a login; without one it says why.
func (p *IdentityPool) findProvider(name string) (*provider, choice) {
	isNamed, problem := p.template.providerNamed(name)
	if problem != "" {
		return nil, undecided("%s of %s; %s", problem, p.logicalID, p.providerNames())
	}
	quoted := cognito.Quote(name)
	found, possible := p.providersThat(isNamed)
	switch {
	case len(found) == 1:
		return found[0], choice{}
	case len(found) > 1:
		return nil, undecided("%s is more than one provider of %s; name the client: %s", quoted, p.logicalID, p.providerNames())
	case len(possible) > 0:
		return nil, undecided("only the deployment knows whether %s is %s, a provider of %s", quoted, possible[0], p.logicalID)
	case !p.providersKnown:
		return nil, undecided("only the deployment knows all the providers of %s", p.logicalID)
	case isLogicalID(name) && p.template.evaluator.resourceTypes[name] == "":
		return nil, undecided("%s is neither a resource of the template nor a provider of %s; %s", quoted, p.logicalID, p.providerNames())
	default:
		return nil, refuse("%s is not a provider of %s; %s", quoted, p.logicalID, p.providerNames())
	}
}

// providersThat returns the providers for which the answer is yes, and those for which it is unknown.
func (p *IdentityPool) providersThat(isWanted func(*provider) answer) (found, possible []*provider) {
	for _, provider := range p.providers {
		switch isWanted(provider) {
		case yes:
			found = append(found, provider)
		case unknown:
			possible = append(possible, provider)
		case no:
		}
	}
	return found, possible
}

// findRoleMapping returns the role mapping for a provider, nil if it has none.
func (p *IdentityPool) findRoleMapping(user *provider) (*roleMapping, *choice) {
	attachment, problem := p.attachment()
	if problem != nil {
		return nil, problem
	}
	var found *roleMapping
	for _, mapping := range attachment.mappings {
		isFor := mapping.provider.is(user.providerName)
		switch {
		case isFor == unknown:
			problem := undecided("only the deployment knows whether role mapping %s, for %s, is for %s",
				cognito.Quote(mapping.key), mapping.provider, user)
			return nil, &problem
		case isFor == yes && found != nil:
			problem := undecided("the role mappings %s and %s are both for %s, and AWS does not say which counts",
				cognito.Quote(found.key), cognito.Quote(mapping.key), user)
			return nil, &problem
		case isFor == yes:
			found = mapping
		}
	}
	if found == nil && !attachment.mappingsKnown {
		problem := undecided("only the deployment knows all the role mappings of %s", p.logicalID)
		return nil, &problem
	}
	return found, nil
}

// attachment returns the one role attachment that an identity pool can have; without one it says what follows from that.
func (p *IdentityPool) attachment() (*roleAttachment, *choice) {
	var problem choice
	switch {
	case len(p.attachments) == 0:
		problem = refuse("no %s in the template is for %s, so it has no roles", roleAttachmentType, p.logicalID)
		problem = problem.because("unless something else than the template gives it roles")
	case len(p.attachments) > 1:
		problem = undecided("%s has %d role attachments, of which only one can be deployed", p.logicalID, len(p.attachments))
	case p.attachments[0].condition != "" && p.attachments[0].condition != p.condition:
		problem = undecided("only the deployment knows whether %s exists, which depends on the condition %s",
			p.attachments[0].logicalID, p.attachments[0].condition)
	default:
		return p.attachments[0], nil
	}
	return nil, &problem
}

// chooseDefault chooses the authenticated or the unauthenticated role.
func (p *IdentityPool) chooseDefault(kind identityKind, reason string) choice {
	attachment, problem := p.attachment()
	if problem != nil {
		return *problem
	}
	arn, found := attachment.roles[kind]
	switch {
	case found:
		return choose(p.template.roleWithARN(arn), "%s", reason)
	case !attachment.rolesKnown:
		return undecided("%s, which only the deployment knows", reason)
	default:
		return refuse("%s, but %s gives %s no %s role", reason, attachment.logicalID, p.logicalID, kind)
	}
}

// chooseCustomRoleOfDefault is for a provider that does not let the app choose. "This parameter is optional for identity providers
// that do not support role customization" leaves open what becomes of another role than the default one.
func (p *IdentityPool) chooseCustomRoleOfDefault(login Login, kind identityKind) choice {
	byDefault := p.chooseDefault(kind, fmt.Sprintf("only the %s role can be had here", kind))
	if byDefault.outcome != Granted {
		return byDefault
	}
	if p.template.roleNamed(login.CustomRole).is(byDefault.role) == yes {
		return byDefault
	}
	return undecided("the app asks for %s where there is no role mapping, and AWS does not say what comes of that; without it the role is %s",
		login.CustomRole, byDefault.role).because("not documented")
}

// chooseInClassicFlow chooses the role that an app passes to AWS STS. User is nil for a guest.
func (p *IdentityPool) chooseInClassicFlow(login Login, kind identityKind, user *provider) choice {
	switch {
	case p.allowClassicFlow == no:
		return refuse("%s does not allow the classic flow: AllowClassicFlow is not true", p.logicalID)
	case p.allowClassicFlow == unknown:
		return undecided("only the deployment knows whether %s allows the classic flow", p.logicalID)
	case user != nil && user.providerType == ProviderTypeSAML:
		return refuse("SAML providers work in the enhanced flow only")
	case len(p.roleMappings()) > 0:
		return p.refuseRoleMappings(user)
	case slices.ContainsFunc(p.attachments, func(attachment *roleAttachment) bool { return !attachment.mappingsKnown }):
		return undecided("only the deployment knows all the role mappings of %s, with which the classic flow is refused", p.logicalID)
	case login.CustomRole != "":
		return choose(p.template.roleNamed(login.CustomRole), "in the classic flow the app asks for the role itself")
	default:
		return p.chooseDefault(kind, fmt.Sprintf("the app asks for the %s role", kind))
	}
}

// refuseRoleMappings answers the classic flow where there are role mappings.
func (p *IdentityPool) refuseRoleMappings(user *provider) choice {
	const answered = `"Basic (classic) flow is not supported with RoleMappings, please use enhanced flow."`
	if user != nil {
		mapping, problem := p.findRoleMapping(user)
		if problem != nil {
			return *problem
		}
		if mapping != nil {
			refused := refuse("%s has the role mapping %s: %s", user, cognito.Quote(mapping.key), answered)
			refused.mapping = mapping.key
			return refused
		}
	}
	return refuse("%s has role mappings: %s", p.logicalID, answered).because("whether that holds for whom none is for is not documented")
}

// chooseByAssertion is for SAML without role mapping, where the identity provider names the roles.
func (p *IdentityPool) chooseByAssertion(login Login, user token) choice {
	const uncertainty = "how roles in a SAML assertion are assumed is not documented in full"
	roles := p.rolesInAssertion(user.claim(samlRoleClaim))
	switch {
	case len(roles) == 0:
		chosen := p.chooseDefault(authenticated, fmt.Sprintf("the claim %s names no role, so the user gets the authenticated role", samlRoleClaim))
		return chosen.because("not documented")
	case login.CustomRole != "":
		return p.chooseAmong(roles, login.CustomRole, samlRoleClaim).because(uncertainty)
	case len(roles) > 1:
		return refuse("the claim %s names %d roles, so the app must ask for one of them", samlRoleClaim, len(roles))
	default:
		return choose(roles[0], "the claim %s names the role", samlRoleClaim).because(uncertainty)
	}
}

// rolesInAssertion reads "<role ARN>,<provider ARN>" in either order.
func (p *IdentityPool) rolesInAssertion(names claim) []role {
	pairs := names.elements
	if !names.isList && names.text != "" {
		pairs = []string{names.text}
	}
	var roles []role
	for _, pair := range pairs {
		for _, name := range splitList(pair) {
			if !strings.Contains(name, ":saml-provider/") {
				roles = append(roles, p.template.roleNamed(name))
			}
		}
	}
	return roles
}

// chooseAmong chooses the role that the app asks for if it is one of those that the token allows.
func (p *IdentityPool) chooseAmong(allowed []role, customRole, source string) choice {
	asked := p.template.roleNamed(customRole)
	switch anyOf(allowed, asked.is) {
	case yes:
		return choose(asked, "the app asks for %s, which %s allows", asked, source)
	case unknown:
		return undecided("only the deployment knows whether %s is one of the roles that %s allows", asked, source)
	default:
		return refuse("the app asks for %s, which %s does not allow", asked, source)
	}
}
