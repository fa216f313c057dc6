package identitypool

import (
	"fmt"
	"maps"
	"slices"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/jsii-runtime-go/runtime"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

// warning is about something that AWS refuses at deployment or ignores at run time, though the official construct lets it
// through. It is a row of the table of rules, which says why.
type warning struct {
	rule    rule.ID
	message string
}

func warningf(id rule.ID, format string, arguments ...any) warning {
	return warning{id, fmt.Sprintf(format, arguments...)}
}

// addTo gives the warning at an L1. One that is given during synthesis can be acknowledged beforehand at a parent only, not at
// the construct itself (aws-cdk-lib 2.270.0, Acknowledgements.searchPaths), and it is at the L2 that users acknowledge.
func (w warning) addTo(resource awscdk.CfnResource) {
	// Not by its Go method, which takes a third argument in newer versions of the CDK.
	runtime.InvokeVoid(awscdk.Annotations_Of(resource), "addWarningV2", []any{w.rule.WarningID(), w.message + " (" + w.rule.URL() + ")"})
}

// warnings of an attachment to an imported pool, whose providers are not known.
func (a *roleAttachment) warnings() []warning {
	mappings := a.askL1().remaining(a.plan.roleMappings)
	hasAuthenticatedRole := a.l1.IsChanged() || a.plan.authenticatedRole.role != nil
	var warnings []warning
	for _, mapping := range mappings {
		warnings = append(warnings, mapping.warnings(a.plan.environment, hasAuthenticatedRole)...)
	}
	return append(warnings, a.pool.roleWarnings(a.plan.roles(mappings))...)
}

// warnings about one role mapping by itself.
func (m roleMapping) warnings(where *environment, hasAuthenticatedRole bool) []warning {
	var warnings []warning
	if m.useToken && m.isCertainlyNoUserPool() {
		warnings = append(warnings, warningf(rule.TokenMappingNeverApplies,
			"the role mapping for %s has UseToken, but only user pools put roles into their tokens; use Rules", m.display()))
	}
	if m.resolveAmbiguousRoles && !hasAuthenticatedRole {
		warnings = append(warnings, warningf(rule.UsersWithoutRole,
			"the role mapping for %s has ResolveAmbiguousRoles, but there is no authenticated role to resolve to; users for "+
				"whom no role is chosen are denied", m.display()))
	}
	if problem := m.nameProblem(where); problem != "" {
		warnings = append(warnings, warningf(rule.ProviderNameInvalid, "the role mapping for %s %s", m.display(), problem))
	}
	for i, of := range m.rules {
		if of.matchType != cognito.MatchContains && cognito.IsListClaim(of.claim) {
			warnings = append(warnings, warningf(rule.ListClaimCompared, "Rules[%d] of the role mapping for %s compares %s, which holds a list, "+
				"with %s; use RoleMappingMatchType_CONTAINS, or UseToken", of.index, m.display(), of.claim, of.matchType))
		}
		if problem := m.neverApplies(i); problem != "" {
			warnings = append(warnings, warningf(rule.RuleNeverApplies, "Rules[%d] of the role mapping for %s %s", of.index, m.display(), problem))
		}
	}
	return warnings
}

// neverApplies says why a rule can't choose a role, and what to do about it. It is empty for one that can.
func (m roleMapping) neverApplies(index int) string {
	if claim := m.rules[index].claim; !isOpaque(claim) && !cognito.HasClaim(m.provider, claim) {
		return fmt.Sprintf("never matches: of that provider only %s can be compared, not %q; compare one of these", cognito.LimitedClaims(), claim)
	}
	conditions := make([]cognito.Condition, index+1)
	for i, of := range m.rules[:index+1] {
		conditions[i] = of.condition()
	}
	switch earlier := cognito.NeverApplies(conditions, index); len(earlier) {
	case 0:
		return ""
	case 1:
		return fmt.Sprintf("never applies: whenever it matches, Rules[%d] does, too, and comes first; put the narrower rule first, or take it out",
			m.rules[earlier[0]].index)
	default:
		return fmt.Sprintf("never applies: each text matches Rules[%d] or Rules[%d], which come first; put it before them, or take it out",
			m.rules[earlier[0]].index, m.rules[earlier[1]].index)
	}
}

// isCertainlyNoUserPool is false where it can't be told.
func (m roleMapping) isCertainlyNoUserPool() bool {
	switch m.url.Type() {
	case IdentityPoolProviderType_USER_POOL:
		return false
	case IdentityPoolProviderType_CUSTOM:
		return !isOpaque(m.provider) && !cognito.IsUserPoolName(m.provider)
	default:
		return true
	}
}

// display names the provider in a message: by its name, and where that is a token by the key of the mapping.
func (m roleMapping) display() string { return displayName(m.provider, cognito.Quote(m.key)) }

// display names the provider in a message: by its name, and where that is a token by the id of the mapping's construct.
func (m principalTagMapping) display() string { return displayName(m.provider, cognito.Quote(m.id)) }

// warnings of an owned pool, as it finally is.
func (pool *identityPool) warnings() []warning {
	var mappings roleMappings
	if pool.roleAttachment != nil {
		mappings = pool.roleAttachment.askL1().remaining(pool.roleAttachment.plan.roleMappings)
	}
	var warnings []warning
	if len(mappings) > 0 && pool.allowsClassicFlow() {
		warnings = append(warnings, warningf(rule.ClassicFlowWithRoleMappings,
			"AllowClassicFlow is set, but the classic flow refuses users of providers with a role mapping; such users must use the enhanced flow"))
	}
	isAttachmentChanged := pool.roleAttachment != nil && pool.roleAttachment.l1.IsChanged()
	hasAuthenticatedRole := isAttachmentChanged || pool.AuthenticatedRole() != nil
	if !isAttachmentChanged && !pool.l1.IsChanged() {
		warnings = append(warnings, pool.missingRoles(mappings)...)
		warnings = append(warnings, pool.missingProviders(mappings)...)
	}
	for _, mapping := range mappings {
		warnings = append(warnings, mapping.warnings(pool.environment, hasAuthenticatedRole)...)
	}
	for _, mapping := range pool.principalTags.mappings {
		if problem := mapping.nameProblem(pool.environment); problem != "" {
			warnings = append(warnings, warningf(rule.ProviderNameInvalid, "the principal tag mapping for %s %s", mapping.display(), problem))
		}
	}
	warnings = append(warnings, pool.providers.userPoolClients.nameWarnings()...)
	attached := pool.attached()
	warnings = append(warnings, pool.roleWarnings(append(attached.roles(mappings), pool.givenRoles()...))...)
	if len(pool.principalTags.mappings) > 0 && pool.defaultAuthenticatedRole == nil &&
		attached.authenticatedRole.role != nil && !allowsSessionTags(attached.authenticatedRole.role) {
		warnings = append(warnings, warningf(rule.RoleWithoutTagSession,
			"there are principal tag mappings, and the authenticated role was supplied: its trust policy must allow %s, "+
				"or it can't be assumed; AuthenticatedPrincipal allows it", cognito.TagSession))
	}
	return warnings
}

// allowsClassicFlow asks the L1 where users may have changed it.
func (pool *identityPool) allowsClassicFlow() bool {
	if !pool.l1.IsChanged() {
		return pool.allowClassicFlow
	}
	allows, _ := pool.l1.AllowClassicFlow().(bool)
	return allows
}

// missingRoles warns of users for whom there is no role.
func (pool *identityPool) missingRoles(mappings roleMappings) []warning {
	var warnings []warning
	if pool.lacksGuestRole() {
		warnings = append(warnings, warningf(rule.GuestsWithoutRole,
			"guests are allowed, but there is no role for them: in the enhanced flow they get no credentials; give the pool an unauthenticated role"))
	}
	if pool.AuthenticatedRole() != nil || pool.allowClassicFlow {
		return warnings
	}
	for _, provider := range pool.unmappedProviders(mappings) {
		warnings = append(warnings, warningf(rule.UsersWithoutRole,
			"there is no authenticated role, and no role mapping for %s: its users get no credentials; give the pool that role, or map "+
				"the provider", provider))
	}
	return warnings
}

// missingProviders warns of mappings for providers that the pool certainly lacks.
func (pool *identityPool) missingProviders(mappings roleMappings) []warning {
	var warnings []warning
	for _, mapping := range mappings {
		if problem := pool.lacks(mapping.provider, mapping.url, pool.lacksClient); problem != "" {
			warnings = append(warnings, warningf(rule.MappedProviderMissing, "the role mapping for %s %s", mapping.display(), problem))
		}
	}
	for _, mapping := range pool.principalTags.mappings {
		if problem := pool.lacks(mapping.provider, mapping.url, pool.lacksUserPool); problem != "" {
			warnings = append(warnings, warningf(rule.TaggedProviderMissing, "the principal tag mapping for %s %s", mapping.display(), problem))
		}
	}
	return warnings
}

// reviewAsNeeded makes sure that there is a review where something of the pool is in doubt.
func (pool *identityPool) reviewAsNeeded() {
	if pool.lacksGuestRole() || pool.lacksUserRole() || pool.providers.userPoolClients.haveTokensOfUsersOwn() ||
		pool.hasDoubtfulRole(pool.attached().roles(nil)) {
		pool.review.atSynthesis()
	}
}

// lacksUserRole is true where users can sign in and there is no role for them but what mappings choose.
func (pool *identityPool) lacksUserRole() bool {
	return pool.AuthenticatedRole() == nil && !pool.allowClassicFlow && !pool.providers.isEmpty()
}

func (pool *identityPool) lacksGuestRole() bool {
	return pool.allowGuests && pool.UnauthenticatedRole() == nil
}

// unmappedProviders returns the providers for which there is certainly no role mapping. Without one their users get the authenticated
// role; those of a SAML provider may get another one, which the assertion names.
func (pool *identityPool) unmappedProviders(mappings roleMappings) []string {
	var unmapped []string
	for _, provider := range pool.providers.namesBesideSaml() {
		if !slices.ContainsFunc(mappings, func(mapping roleMapping) bool {
			return mapping.url.Type() != IdentityPoolProviderType_USER_POOL && mayBeNamed(provider, mapping.provider)
		}) {
			unmapped = append(unmapped, displayName(provider, "an OpenID Connect provider"))
		}
	}
	for _, client := range pool.providers.userPoolClients {
		if pool.isUnmapped(client, mappings) {
			unmapped = append(unmapped, client.display())
		}
	}
	if pool.providers.developerProvider != nil {
		unmapped = append(unmapped, displayName(*pool.providers.developerProvider, "the developer provider"))
	}
	return unmapped
}

// display names the client in a message: by its path, and where there is no construct by its id.
func (c userPoolClient) display() string {
	if c.client != nil {
		return "user pool client " + *c.client.Node().Path()
	}
	return "user pool client " + displayName(*c.config.ClientId, "of a custom provider")
}

// isUnmapped is true for a user pool client that no role mapping can be for.
func (pool *identityPool) isUnmapped(client userPoolClient, mappings roleMappings) bool {
	return !slices.ContainsFunc(mappings, func(mapping roleMapping) bool {
		if mapping.isCertainlyNoUserPool() {
			return false
		}
		mapped := mappedClient(mapping.provider, mapping.url)
		return client.isNamed(mapped, mapping.url) || !pool.environment.certainlyDiffer(mapped, client.identifier())
	})
}

// allowsSessionTags is true for a role that the app defines and whose trust policy has the action. What an imported role allows is not known.
func allowsSessionTags(role awsiam.IRole) bool {
	defined, isDefined := role.(awsiam.Role)
	if !isDefined {
		return false
	}
	policy, _ := defined.AssumeRolePolicy().ToJSON().(map[string]any)
	statements, _ := policy["Statement"].([]any)
	return slices.ContainsFunc(statements, func(statement any) bool {
		written, _ := statement.(map[string]any)
		actions, isList := written["Action"].([]any)
		if !isList {
			actions = []any{written["Action"]}
		}
		return written["Effect"] == "Allow" && slices.Contains(actions, any(cognito.TagSession))
	})
}

// warnAtOnce gives the warnings that nothing added later can change.
func (pool *identityPool) warnAtOnce(plan identityPoolPlan) {
	warn := func(id rule.ID, format string, arguments ...any) {
		warningf(id, format, arguments...).addTo(pool.l1)
	}
	region := plan.environment.region
	if plan.providers.hasPlainTwitterSecret {
		warn(rule.SecretInPlainText, "the consumer secret of Twitter is in plain text in the template; pass "+
			"awscdk.SecretValue_SecretsManager(…).UnsafeUnwrap()")
	}
	if length, limited := cognito.MaxRoleName(region); limited &&
		(plan.authenticatedRole.mayHaveLongName(length) || plan.unauthenticatedRole.mayHaveLongName(length)) {
		warn(rule.RoleNameTooLong, "in %s roles with names over %d characters may fail, and the names of the default roles are "+
			"longer; give them short names (RoleName of AuthenticatedRoleProps and UnauthenticatedRoleProps)", region, length)
	}
	for _, provider := range slices.Sorted(maps.Keys(plan.providers.logins)) {
		if !cognito.HasLoginProvider(region, provider) {
			warn(rule.ProviderNotInRegion, "%s is not available in %s", provider, region)
		}
	}
	pool.warnOfUserPools(0, len(pool.providers.userPoolClients))
}

// warnOfUserPools warns when a call first made the pool exceed what a region gives it.
func (pool *identityPool) warnOfUserPools(before, now int) {
	if before == 0 && now > 0 && !cognito.HasUserPools(pool.region) {
		warningf(rule.ProviderNotInRegion, "user pools are not available in %s", pool.region).addTo(pool.l1)
	}
	if before <= cognito.UserPoolProvidersQuota && now > cognito.UserPoolProvidersQuota {
		warningf(rule.QuotaExceeded, "the identity pool has more than %d user pool clients, the default quota; ask AWS to raise it (up to %d)",
			cognito.UserPoolProvidersQuota, cognito.MaxUserPoolProviders).addTo(pool.l1)
	}
}
