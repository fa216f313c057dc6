package identitypool

import (
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/jsii-runtime-go"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// IdentityPoolRoleMapping chooses the roles of the users of one provider, by what is in their tokens. Users of a provider
// without a mapping get the authenticated role.
//
// Set either UseToken or Rules. An identity pool can have mappings for 10 providers, one for each.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html
type IdentityPoolRoleMapping struct {
	// ProviderUrl names the provider whose users the mapping is for. Required.
	ProviderUrl IdentityPoolProviderUrl
	// MappingKey is the key of the mapping in the template; AWS takes the provider from ProviderUrl. At most 128 characters, no
	// token, unique in the identity pool. Default: the provider's name, and where that is a token the path of
	// the construct (of a user pool, its client), or what the token stands for.
	MappingKey *string
	// ResolveAmbiguousRoles gives users for whom no rule matches, or whose token names no role, the authenticated role
	// instead of an error. Default: false, they get no credentials.
	ResolveAmbiguousRoles *bool
	// Rules that choose a role by a claim, the first that matches counts. 1 to 25. Default: no rules; required unless UseToken
	// is true.
	Rules *[]*RoleMappingRule
	// UseToken takes the role from the token, out of the claims cognito:preferred_role and cognito:roles that a user pool sets
	// from the roles of a user's groups. Default: false, Rules choose the role.
	//
	// See: https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html#using-tokens-to-assign-roles-to-users
	UseToken *bool
}

// RoleMappingRule gives a role to the users whose token has a claim with a certain value.
//
// See: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-cognito-identitypoolroleattachment-mappingrule.html
type RoleMappingRule struct {
	// Claim in the token, such as "isAdmin" or "custom:department". At most 64 characters, no spaces. Required.
	Claim *string
	// ClaimValue that the claim is compared with. At most 128 characters. Required.
	ClaimValue *string
	// MappedRole that the user gets. It must trust the identity pool. Required.
	MappedRole awsiam.IRole
	// MatchType says how the claim is compared with the value. Default: RoleMappingMatchType_EQUALS.
	MatchType RoleMappingMatchType
}

// RoleMappingMatchType says how a rule compares a claim with its value: RoleMappingMatchType_EQUALS, …_CONTAINS, …_STARTS_WITH or
// …_NOTEQUAL.
//
// See: https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_MappingRule.html
type RoleMappingMatchType string

const (
	// RoleMappingMatchType_EQUALS matches a claim that is the value.
	RoleMappingMatchType_EQUALS RoleMappingMatchType = "EQUALS"
	// RoleMappingMatchType_CONTAINS matches a claim that contains the value. AWS does not say if that means an element or a
	// part of the text where the claim is a list, such as cognito:groups: make sure that no group's name is part of another's.
	RoleMappingMatchType_CONTAINS RoleMappingMatchType = "CONTAINS"
	// RoleMappingMatchType_STARTS_WITH matches a claim that starts with the value.
	RoleMappingMatchType_STARTS_WITH RoleMappingMatchType = "STARTS_WITH"
	// RoleMappingMatchType_NOTEQUAL matches a claim that is there and is not the value.
	RoleMappingMatchType_NOTEQUAL RoleMappingMatchType = "NOTEQUAL"
)

// render returns the match type as CloudFormation writes it, and false for one that doesn't exist.
func (t RoleMappingMatchType) render() (string, bool) {
	switch t {
	case RoleMappingMatchType_EQUALS, "":
		return cognito.MatchEquals, true
	case RoleMappingMatchType_CONTAINS:
		return cognito.MatchContains, true
	case RoleMappingMatchType_STARTS_WITH:
		return cognito.MatchStartsWith, true
	case RoleMappingMatchType_NOTEQUAL:
		return cognito.MatchNotEqual, true
	default:
		return "", false
	}
}

// check reports what the Go values show to be wrong with one mapping.
func (m *IdentityPoolRoleMapping) check(at place, found *problems) {
	if m == nil {
		found.add(at, "is nil; leave it out or pass a role mapping")
		return
	}
	checkProviderUrl(at.field("ProviderUrl"), m.ProviderUrl, cognito.CheckMappedProvider, found)
	m.checkKey(at.field("MappingKey"), found)
	rules := at.field("Rules")
	switch {
	case m.Rules != nil && len(*m.Rules) == 0:
		found.add(rules, "is empty; pass 1 to %d rules, or leave it out and set UseToken", cognito.MaxRules)
	case isTrue(m.UseToken) && m.Rules != nil:
		found.add(rules, "%d given, but UseToken is set; set one of the two: the token or the rules choose the role", len(*m.Rules))
	case !isTrue(m.UseToken) && m.Rules == nil:
		found.add(rules, "is required without UseToken; pass 1 to %d rules, or set UseToken", cognito.MaxRules)
	case m.Rules != nil && len(*m.Rules) > cognito.MaxRules:
		found.add(rules, "%d given; a role mapping takes at most %d, so combine some, or use groups and UseToken", len(*m.Rules), cognito.MaxRules)
	}
	for i, rule := range elements(m.Rules) {
		rule.check(rules.item(i), found)
	}
}

func (m *IdentityPoolRoleMapping) checkKey(at place, found *problems) {
	if m.MappingKey != nil && isToken(*m.MappingKey) {
		found.add(at, "is a token; a key must be known when the app is synthesized: leave it out to have one derived, or pass a text")
		return
	}
	found.optionalText(at, m.MappingKey, cognito.RoleMappingKey)
}

func (r *RoleMappingRule) check(at place, found *problems) {
	if r == nil {
		found.add(at, "is nil; leave it out or pass a rule")
		return
	}
	found.text(at.field("Claim"), r.Claim, cognito.RuleClaim)
	found.text(at.field("ClaimValue"), r.ClaimValue, cognito.RuleValue)
	if isNil(r.MappedRole) {
		found.add(at.field("MappedRole"), "is required; pass the role that matching users get")
	}
	if _, exists := r.MatchType.render(); !exists {
		found.add(at.field("MatchType"), "%s does not exist; use RoleMappingMatchType_EQUALS, …_CONTAINS, …_STARTS_WITH or …_NOTEQUAL",
			cognito.Quote(string(r.MatchType)))
	}
}

// roleMappingsPlace is the property, and also how the variadic arguments of AddRoleMappings are named.
var roleMappingsPlace = place{name: "RoleMappings"}

// checkRoleMappings reports what the Go values show to be wrong with each of the mappings of one call.
func checkRoleMappings(mappings []*IdentityPoolRoleMapping, found *problems) {
	for i, mapping := range mappings {
		mapping.check(roleMappingsPlace.item(i), found)
	}
}

// roleMapping is a role mapping of an identity pool after the constructs in it were asked. It never changes.
type roleMapping struct {
	at                    place
	url                   IdentityPoolProviderUrl
	provider              string // its name; empty where the mapping has none
	key                   string // empty where only a construct can tell it and there is nobody to ask
	isKeyDerived          bool
	client                awscognito.IUserPoolClient // nil unless the provider was given as constructs
	useToken              bool
	resolveAmbiguousRoles bool
	rules                 []roleMappingRule
}

type roleMappingRule struct {
	index     int // in the list that was given
	claim     string
	matchType string
	value     string
	role      awsiam.IRole
	roleArn   *string // nil if there is nobody to ask
}

// roleMappings are the role mappings of an identity pool.
type roleMappings []roleMapping

func resolveRoleMappings(mappings []*IdentityPoolRoleMapping, where *environment) roleMappings {
	resolved := make(roleMappings, len(mappings))
	for i, mapping := range mappings {
		resolved[i] = mapping.resolve(roleMappingsPlace.item(i), where)
	}
	return resolved
}

// resolve asks for the name of the provider and for the ARNs of the roles. What the mapping lacks stays empty.
func (m *IdentityPoolRoleMapping) resolve(at place, where *environment) roleMapping {
	if m == nil {
		return roleMapping{at: at}
	}
	resolved := roleMapping{
		at: at, url: m.ProviderUrl, useToken: isTrue(m.UseToken), resolveAmbiguousRoles: isTrue(m.ResolveAmbiguousRoles),
	}
	resolved.rules = make([]roleMappingRule, 0, len(elements(m.Rules)))
	for i, rule := range elements(m.Rules) {
		if rule != nil && !isNil(rule.MappedRole) {
			resolved.rules = append(resolved.rules, rule.resolve(i, where))
		}
	}
	if !hasValue(m.ProviderUrl) {
		return resolved
	}
	resolved.provider = resolveName(m.ProviderUrl, where)
	if url, isUserPool := userPoolUrl(m.ProviderUrl); isUserPool {
		resolved.client = url.userPoolClient
	}
	resolved.key, resolved.isKeyDerived = m.resolveKey(resolved.provider, where)
	return resolved
}

// resolveKey returns the key of the mapping in the template, and whether it had to be derived.
func (m *IdentityPoolRoleMapping) resolveKey(provider string, where *environment) (key string, isDerived bool) {
	switch {
	case m.MappingKey != nil:
		return *m.MappingKey, false
	case !isToken(provider):
		return provider, false
	case where == nobody:
		return "", true
	default:
		return deriveKey(m.ProviderUrl, provider, where), true
	}
}

func (r *RoleMappingRule) resolve(index int, where *environment) roleMappingRule {
	matchType, _ := r.MatchType.render()
	return roleMappingRule{
		index:     index,
		claim:     valueOf(r.Claim),
		matchType: matchType,
		value:     valueOf(r.ClaimValue),
		role:      r.MappedRole,
		roleArn:   where.askRoleArn(r.MappedRole),
	}
}

// check reports what constructs show to be wrong with the mappings, and what is wrong with them taken together. The first of them, as
// many as earlier says, came with earlier calls; others are not among them, but count.
func (m roleMappings) check(earlier, others int, found *problems) {
	if total := len(m) + others; total > cognito.MaxRoleMappings && len(m) > earlier {
		found.add(roleMappingsPlace, "%d in all; an identity pool takes role mappings for at most %d providers, so use several identity pools",
			total, cognito.MaxRoleMappings)
	}
	for i := earlier; i < len(m); i++ {
		m[i].checkRoles(found)
		for j, other := range m[:i] {
			if !m[i].checkDistinct(other, j < earlier, found) {
				break
			}
		}
	}
}

// checkRoles reports the ARNs of roles that are none.
func (m roleMapping) checkRoles(found *problems) {
	for _, rule := range m.rules {
		if rule.roleArn != nil {
			rules := m.at.field("Rules")
			at := rules.item(rule.index)
			found.iamArn(at.field("MappedRole"), *rule.roleArn, cognito.Role)
		}
	}
}

// checkDistinct reports a mapping whose provider or key another one has, and returns false then. Two user pools of different stacks
// resolve to the same JSON, so only equal texts and the very same client count.
func (m roleMapping) checkDistinct(other roleMapping, isOfEarlierCall bool, found *problems) bool {
	switch {
	case m.provider == "" || other.provider == "":
		return true
	case m.provider == other.provider || m.client != nil && m.client == other.client:
		found.add(m.at.field("ProviderUrl"), "%s is mapped already, by %s; put all that is for this provider into one mapping",
			displayName(m.provider, "this provider"), placeOf(other.at, isOfEarlierCall))
	case m.key == "" || m.key != other.key:
		return true
	case m.isKeyDerived || other.isKeyDerived:
		found.add(m.at.field("MappingKey"), "is required: the derived key %s is that of %s, too; pass a key of your own",
			cognito.Quote(m.key), placeOf(other.at, isOfEarlierCall))
	default:
		found.add(m.at.field("MappingKey"), "%s is the key of %s, too; each mapping needs a key of its own",
			cognito.Quote(m.key), placeOf(other.at, isOfEarlierCall))
	}
	return false
}

// render returns the property RoleMappings.
func (m roleMappings) render() map[string]any {
	rendered := map[string]any{}
	for _, mapping := range m {
		rendered[mapping.key] = mapping.render()
	}
	return rendered
}

func (m roleMapping) render() *awscognito.CfnIdentityPoolRoleAttachment_RoleMappingProperty {
	rendered := &awscognito.CfnIdentityPoolRoleAttachment_RoleMappingProperty{
		AmbiguousRoleResolution: jsii.String(cognito.ResolutionDeny),
		IdentityProvider:        jsii.String(m.provider),
		Type:                    jsii.String(cognito.TypeToken),
	}
	if m.resolveAmbiguousRoles {
		rendered.AmbiguousRoleResolution = jsii.String(cognito.ResolutionAuthenticatedRole)
	}
	if !m.useToken {
		rendered.Type = jsii.String(cognito.TypeRules)
		rules := make([]any, len(m.rules))
		for i, rule := range m.rules {
			rules[i] = rule.render()
		}
		rendered.RulesConfiguration = &awscognito.CfnIdentityPoolRoleAttachment_RulesConfigurationTypeProperty{Rules: &rules}
	}
	return rendered
}

func (r roleMappingRule) render() *awscognito.CfnIdentityPoolRoleAttachment_MappingRuleProperty {
	return &awscognito.CfnIdentityPoolRoleAttachment_MappingRuleProperty{
		Claim:     jsii.String(r.claim),
		MatchType: jsii.String(r.matchType),
		RoleArn:   r.roleArn,
		Value:     jsii.String(r.value),
	}
}

func (r roleMappingRule) condition() cognito.Condition {
	return cognito.Condition{Claim: r.claim, MatchType: r.matchType, Value: r.value, IsDeferred: isOpaque(r.claim + r.value)}
}
