package identitypool

import (
	"fmt"
	"slices"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/interfaces/interfacesawscognito"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/aws/jsii-runtime-go/runtime"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// The ids with which warnings can be acknowledged: awscdk.Annotations_Of(pool).AcknowledgeWarning(id, reason). They never
// change.
const (
	providerNotConfigured       = "identitypool:providerNotConfigured"
	developerProviderMapped     = "identitypool:developerProviderMapped"
	tokenWithoutUserPool        = "identitypool:tokenWithoutUserPool"
	claimNotAvailable           = "identitypool:claimNotAvailable"
	noRoleForAmbiguous          = "identitypool:noRoleForAmbiguous"
	classicFlowWithRoleMappings = "identitypool:classicFlowWithRoleMappings"
	suppliedRoleSessionTags     = "identitypool:suppliedRoleSessionTags"
	userPoolQuota               = "identitypool:userPoolQuota"
	plainTextSecret             = "identitypool:plainTextSecret"
	ruleNeverApplies            = "identitypool:ruleNeverApplies"
	guestsWithoutRole           = "identitypool:guestsWithoutRole"
	roleNameTooLong             = "identitypool:roleNameTooLong"
	providerNotInRegion         = "identitypool:providerNotInRegion"
)

// warning is about something that AWS refuses at deployment or ignores at run time, though the official construct lets it
// through.
type warning struct {
	id      string
	message string
}

func warningf(id, format string, arguments ...any) warning {
	return warning{id, fmt.Sprintf(format, arguments...)}
}

// addTo gives the warning at an L1. One that is given during synthesis can be acknowledged beforehand at a parent only, not at
// the construct itself (aws-cdk-lib 2.270.0, Acknowledgements.searchPaths), and it is at the L2 that users acknowledge.
func (w warning) addTo(resource awscdk.CfnResource) {
	// Not by its Go method, which takes a third argument in newer versions of the CDK.
	runtime.InvokeVoid(awscdk.Annotations_Of(resource), "addWarningV2", []any{w.id, w.message})
}

// review gives the warnings that depend on what was added after the constructor, as a validation, when all has been added.
type review struct {
	subject    constructs.IConstruct
	resource   awscdk.CfnResource // of the subject
	warnings   func() []warning
	registered bool
	given      map[warning]bool
}

// atSynthesis makes sure that the review takes place.
func (r *review) atSynthesis() {
	if !r.registered {
		r.registered = true
		r.subject.Node().AddValidation(r)
	}
}

// Validate is called by the CDK at each synthesis. A panic in here would leave its process waiting for an answer.
func (r *review) Validate() (errors *[]*string) {
	defer func() {
		if reason := recover(); reason != nil {
			errors = &[]*string{jsii.String(fmt.Sprint(reason))}
		}
	}()
	if r.given == nil {
		r.given = map[warning]bool{}
	}
	for _, warning := range r.warnings() {
		if !r.given[warning] {
			r.given[warning] = true
			warning.addTo(r.resource)
		}
	}
	return &[]*string{}
}

// warnings of an attachment to an imported pool, whose providers are not known.
func (a *roleAttachment) warnings() []warning {
	var warnings []warning
	for _, provider := range a.roleMappings.providers {
		warnings = append(warnings, provider.warnings(a.hasAuthenticatedRole)...)
	}
	return warnings
}

// warnings about one role mapping by itself.
func (m mappedProvider) warnings(hasAuthenticatedRole bool) []warning {
	var warnings []warning
	if isTrue(m.mapping.UseToken) && m.isSurelyNoUserPool() {
		warnings = append(warnings, warningf(tokenWithoutUserPool,
			"the role mapping for %s has UseToken, but only user pools put roles into their tokens; use Rules", m.display()))
	}
	if isTrue(m.mapping.ResolveAmbiguousRoles) && !hasAuthenticatedRole {
		warnings = append(warnings, warningf(noRoleForAmbiguous,
			"the role mapping for %s has ResolveAmbiguousRoles, but there is no authenticated role to resolve to; users for "+
				"whom no role is chosen are denied", m.display()))
	}
	seen := map[string]int{}
	for i, rule := range elements(m.mapping.Rules) {
		if !isOpaque(*rule.Claim) && !cognito.HasClaim(m.name, *rule.Claim) {
			warnings = append(warnings, warningf(claimNotAvailable,
				"Rules[%d] of the role mapping for %s compares %q, but of that provider only iss, aud and sub can be compared; "+
					"the rule never matches",
				i, m.display(), *rule.Claim))
		}
		matchType, _ := rule.MatchType.rendered()
		condition := fmt.Sprintf("%q %s %q", *rule.Claim, matchType, *rule.ClaimValue)
		if first, found := seen[condition]; found {
			warnings = append(warnings, warningf(ruleNeverApplies,
				"Rules[%d] of the role mapping for %s has the condition of Rules[%d] and never applies: the first rule that matches counts",
				i, m.display(), first))
			continue
		}
		seen[condition] = i
	}
	return warnings
}

// isSurelyNoUserPool is false where it can't be told.
func (m mappedProvider) isSurelyNoUserPool() bool {
	switch m.mapping.ProviderUrl.Type() {
	case IdentityPoolProviderType_USER_POOL:
		return false
	case IdentityPoolProviderType_CUSTOM:
		return !isOpaque(m.name) && !cognito.IsUserPoolName(m.name)
	default:
		return true
	}
}

// display names the provider in a message: by its name, and where that is a token by the key of the mapping.
func (m mappedProvider) display() string {
	if isToken(m.name) {
		return cognito.Quote(m.key)
	}
	return cognito.Quote(m.name)
}

func (t taggedProvider) display() string {
	if isToken(t.name) {
		return cognito.Quote(t.id)
	}
	return cognito.Quote(t.name)
}

// warnings of an owned pool, as it finally is.
func (pool *identityPool) warnings() []warning {
	var warnings []warning
	mappings := pool.roleMappings().providers
	if pool.allowClassicFlow && len(mappings) > 0 {
		warnings = append(warnings, warningf(classicFlowWithRoleMappings,
			"AllowClassicFlow is set, but the classic flow refuses users of providers with a role mapping; such users must use the enhanced flow"))
	}
	for _, provider := range mappings {
		warnings = append(warnings, pool.providerWarnings(
			"role", provider.display(), provider.name, provider.mapping.ProviderUrl, pool.lacksClient)...)
		warnings = append(warnings, provider.warnings(pool.authenticatedRole != nil)...)
	}
	for _, provider := range pool.principalTags {
		warnings = append(warnings, pool.providerWarnings("principal tag", provider.display(), provider.name, provider.url, pool.lacksUserPool)...)
	}
	if len(pool.principalTags) > 0 && pool.authenticatedRole != nil && pool.defaultAuthenticatedRole == nil {
		warnings = append(warnings, warningf(suppliedRoleSessionTags,
			"there are principal tag mappings, and the authenticated role was supplied: its trust policy must allow sts:TagSession, "+
				"or it can't be assumed; AuthenticatedPrincipal allows it"))
	}
	return warnings
}

func (pool *identityPool) providerWarnings(
	kind, display, name string, url IdentityPoolProviderUrl, lacksUserPool func(name string, url IdentityPoolProviderUrl) bool,
) []warning {
	if pool.customProvider != nil && name == *pool.customProvider {
		return []warning{warningf(developerProviderMapped,
			"the %s mapping for %s is for the developer provider, which can't have one; leave it out", kind, display)}
	}
	isUserPool := url.Type() == IdentityPoolProviderType_USER_POOL || !isOpaque(name) && cognito.IsUserPoolName(name)
	if isUserPool && !lacksUserPool(name, url) || !isUserPool && !pool.lacksProvider(name) {
		return nil
	}
	return []warning{warningf(providerNotConfigured,
		"the %s mapping for %s is refused at deployment: the identity pool has no such provider; add it to AuthenticationProviders or with "+
			"AddUserPoolAuthentication, and name OpenID Connect and SAML providers by their ARN in IAM", kind, display)}
}

// lacksProvider is true for a login, OpenID Connect or SAML provider that the pool surely does not have.
func (pool *identityPool) lacksProvider(name string) bool {
	if isOpaque(name) {
		return false
	}
	for _, configured := range pool.providerNames {
		// A token can stand for an ARN only.
		if configured == name || isOpaque(configured) && cognito.IsARN(name) {
			return false
		}
	}
	return true
}

// lacksClient is true for a user pool client that the pool surely does not have.
func (pool *identityPool) lacksClient(name string, url IdentityPoolProviderUrl) bool {
	mapped := identifier{text: cognito.SplitUserPoolName(name).ClientID}
	own, isConstruct := userPoolUrl(url)
	if isConstruct {
		mapped.defined = isDefinedClient(own.userPoolClient)
	}
	return mapped.text != "" && !slices.ContainsFunc(pool.userPoolClients, func(client *userPoolClient) bool {
		return isConstruct && own.userPoolClient == client.client || mapped.text == *client.config.ClientId
	}) && pool.differsFromAll(mapped, func(client *userPoolClient) identifier {
		return identifier{text: *client.config.ClientId, defined: isDefinedClient(client.client)}
	})
}

// isDefinedClient is true for a client of this app, whose id is a reference to it.
func isDefinedClient(client interfacesawscognito.IUserPoolClientRef) bool {
	switch client.(type) {
	case awscognito.UserPoolClient, awscognito.CfnUserPoolClient:
		return true
	default:
		return false
	}
}

// lacksUserPool is true for a user pool that the pool surely does not have, with any client.
func (pool *identityPool) lacksUserPool(name string, url IdentityPoolProviderUrl) bool {
	own, isConstruct := userPoolUrl(url)
	if slices.ContainsFunc(pool.userPoolClients, func(client *userPoolClient) bool {
		return isConstruct && own.userPool.IUserPool == client.userPool || name == *client.config.ProviderName
	}) {
		return false
	}
	mapped := identifier{text: userPoolIdIn(name)}
	if isConstruct {
		mapped = identifier{text: *own.userPool.UserPoolId(), defined: isDefinedUserPool(own.userPool.IUserPool)}
	}
	return mapped.text != "" && pool.differsFromAll(mapped, func(client *userPoolClient) identifier {
		return identifier{text: userPoolIdIn(*client.config.ProviderName), defined: isDefinedUserPool(client.userPool)}
	})
}

// identifier is the id of a user pool or client.
type identifier struct {
	text    string
	defined bool // that is, the user pool or client, in this app; another token can be anything, such as a parameter
}

// differsFromAll is true for an id that surely is none of the pool's user pool clients or user pools. It may ask Node.js, so what
// can be told without has been told before.
func (pool *identityPool) differsFromAll(mapped identifier, idOf func(*userPoolClient) identifier) bool {
	return !slices.ContainsFunc(pool.userPoolClients, func(client *userPoolClient) bool {
		return !pool.surelyDiffer(mapped, idOf(client))
	})
}

// surelyDiffer is true for two different texts, and for references to two things that are defined in the pool's stack.
func (pool *identityPool) surelyDiffer(one, other identifier) bool {
	switch {
	case !isOpaque(one.text) && !isOpaque(other.text):
		return one.text != other.text
	case !one.defined || !other.defined:
		return false
	default:
		first, isRef := pool.refOf(one.text)
		second, isRefToo := pool.refOf(other.text)
		return isRef && isRefToo && first != second
	}
}

// refOf returns the logical id that a token refers to in the pool's stack.
func (pool *identityPool) refOf(token string) (string, bool) {
	resolved, isObject := pool.environment.stack.Resolve(token).(map[string]any)
	if !isObject || len(resolved) != 1 {
		return "", false
	}
	logicalID, isRef := resolved["Ref"].(string)
	return logicalID, isRef
}

// warnAtOnce gives the warnings that nothing added later can change.
func (p *checkedProps) warnAtOnce(pool *identityPool) {
	providers := p.AuthenticationProviders
	if providers != nil && providers.Twitter != nil && !isOpaque(*providers.Twitter.ConsumerSecret) {
		warningf(plainTextSecret, "the consumer secret of Twitter is in plain text in the template; pass "+
			"awscdk.SecretValue_SecretsManager(…).UnsafeUnwrap()").addTo(pool.cfnIdentityPool)
	}
	if isTrue(p.AllowUnauthenticatedIdentities) && pool.unauthenticatedRole == nil {
		warningf(guestsWithoutRole, "guests are allowed, but there is no role for them: in the enhanced flow they get "+
			"no credentials").addTo(pool.cfnIdentityPool)
	}
	if p.environment.region == "us-gov-east-1" && (p.createsAuthenticatedRole() || p.createsUnauthenticatedRole()) {
		warningf(roleNameTooLong, "in us-gov-east-1 roles with names over 20 characters may fail, and the names of the default roles are "+
			"longer; supply roles with short names").addTo(pool.cfnIdentityPool)
	}
	if p.environment.region == regionWithoutUserPools && providers != nil && (providers.Facebook != nil || providers.Twitter != nil) {
		warningf(providerNotInRegion, "Facebook and Twitter are not available in %s", regionWithoutUserPools).addTo(pool.cfnIdentityPool)
	}
	pool.warnOfUserPools(0)
}

// regionWithoutUserPools has identity pools only.
const regionWithoutUserPools = "cn-north-1"

// warnOfUserPools warns when a call first made the pool exceed what a region gives it.
func (pool *identityPool) warnOfUserPools(before int) {
	now := len(pool.userPoolClients)
	if before == 0 && now > 0 && pool.environment.region == regionWithoutUserPools {
		warningf(providerNotInRegion, "user pools are not available in %s", regionWithoutUserPools).addTo(pool.cfnIdentityPool)
	}
	if before <= cognito.UserPoolProvidersQuota && now > cognito.UserPoolProvidersQuota {
		warningf(userPoolQuota, "the identity pool has more than %d user pool clients, the default quota; ask AWS to raise it (up to %d)",
			cognito.UserPoolProvidersQuota, cognito.MaxUserPoolProviders).addTo(pool.cfnIdentityPool)
	}
}
