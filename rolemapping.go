package identitypool

import (
	"encoding/json"
	"maps"
	"slices"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/constructs-go/constructs/v10"
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
	// token, unique in the identity pool. Default: the provider's name, and where that is a token a key derived from the
	// user pool client's path or from what the token stands for.
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

// rendered returns the match type as CloudFormation writes it, and false for one that doesn't exist.
func (t RoleMappingMatchType) rendered() (string, bool) {
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
	if _, exists := r.MatchType.rendered(); !exists {
		found.add(at.field("MatchType"), "%s does not exist; use RoleMappingMatchType_EQUALS, …_CONTAINS, …_STARTS_WITH or …_NOTEQUAL",
			cognito.Quote(string(r.MatchType)))
	}
}

// roleMappingsPlace is the property, and also how the variadic arguments of AddRoleMappings are named.
var roleMappingsPlace = place{name: "RoleMappings"}

// copy returns a mapping that doesn't change when the caller changes the original.
func (m *IdentityPoolRoleMapping) copy() IdentityPoolRoleMapping {
	copied := *m
	copied.UseToken = copyOf(m.UseToken)
	copied.ResolveAmbiguousRoles = copyOf(m.ResolveAmbiguousRoles)
	rules := []*RoleMappingRule{}
	for _, rule := range elements(m.Rules) {
		if rule != nil {
			rules = append(rules, &RoleMappingRule{
				Claim:      copyOf(rule.Claim),
				ClaimValue: copyOf(rule.ClaimValue),
				MatchType:  rule.MatchType,
			})
		}
	}
	copied.Rules = &rules
	return copied
}

// checkRoleMappings reports what the Go values show to be wrong with each of the mappings of one call.
func checkRoleMappings(mappings []*IdentityPoolRoleMapping, found *problems) {
	for i, mapping := range mappings {
		mapping.check(roleMappingsPlace.item(i), found)
	}
}

func checkRoleMappingCount(total int, found *problems) {
	if total > cognito.MaxRoleMappings {
		found.add(roleMappingsPlace, "%d in all; an identity pool takes role mappings for at most %d providers, so use several identity pools",
			total, cognito.MaxRoleMappings)
	}
}

// mappedProvider is what tells one role mapping of an identity pool from another.
type mappedProvider struct {
	at      string // where it was given
	name    string
	key     string // empty if not known yet
	derived bool   // that is, the key
	client  awscognito.IUserPoolClient
	mapping IdentityPoolRoleMapping // a copy, for the warnings
}

// checkDistinct reports a mapping whose provider or key another one has. Two user pools of different stacks resolve to the same
// JSON, so only equal texts and the very same client count.
func (m mappedProvider) checkDistinct(at place, others []mappedProvider, found *problems) {
	for _, other := range others {
		switch {
		case m.name == other.name || m.client != nil && m.client == other.client:
			found.add(at.field("ProviderUrl"), "%s is mapped already, by %s; put all that is for this provider into one mapping",
				displayName(m.name), other.at)
			return
		case m.key == "" || m.key != other.key:
		case m.derived || other.derived:
			found.add(at.field("MappingKey"), "is required: the derived key %s is that of %s, too; pass a key of your own",
				cognito.Quote(m.key), other.at)
			return
		default:
			found.add(at.field("MappingKey"), "%s is the key of %s, too; each mapping needs a key of its own", cognito.Quote(m.key), other.at)
			return
		}
	}
}

// earlierCall stands for the place of what was given before.
const earlierCall = "an earlier call"

// displayName names a provider in a message.
func displayName(name string) string {
	if isToken(name) {
		return "this provider"
	}
	return cognito.Quote(name)
}

// checkDistinctRoleMappings reports what the Go values show to be wrong with the mappings of one call taken together.
func checkDistinctRoleMappings(mappings []*IdentityPoolRoleMapping, found *problems) {
	checkRoleMappingCount(len(mappings), found)
	var others []mappedProvider
	for i, mapping := range mappings {
		if mapping == nil || !hasValue(mapping.ProviderUrl) {
			continue
		}
		here := roleMappingsPlace.item(i)
		provider := mappedProvider{name: *mapping.ProviderUrl.Value()}
		switch {
		case mapping.MappingKey != nil:
			provider.key = *mapping.MappingKey
		case !isToken(provider.name):
			provider.key = provider.name
		}
		if url, ok := userPoolUrl(mapping.ProviderUrl); ok {
			provider.client = url.userPoolClient
		}
		provider.checkDistinct(here, others, found)
		provider.at = here.String()
		others = append(others, provider)
	}
}

// roleMappings are the role mappings of one identity pool, as they are rendered.
type roleMappings struct {
	environment *environment
	providers   []mappedProvider
	rendered    map[string]any
}

// with returns the mappings with more added to them. Those that have problems by themselves are left out: the caller gives up
// then. The receiver stays as it is.
func (r roleMappings) with(added []*IdentityPoolRoleMapping, found *problems) roleMappings {
	all := roleMappings{r.environment, slices.Clone(r.providers), maps.Clone(r.rendered)}
	for i := range all.providers {
		all.providers[i].at = earlierCall
	}
	if all.rendered == nil {
		all.rendered = map[string]any{}
	}
	checkRoleMappingCount(len(r.providers)+len(added), found)
	for i, mapping := range added {
		if mapping != nil {
			all.add(roleMappingsPlace.item(i), mapping, found)
		}
	}
	return all
}

func (r *roleMappings) add(at place, mapping *IdentityPoolRoleMapping, found *problems) {
	rules := mapping.renderRules(at.field("Rules"), r.environment, found)
	if !hasValue(mapping.ProviderUrl) {
		return
	}
	provider := r.identify(mapping)
	provider.checkDistinct(at, r.providers, found)
	provider.at = at.String()
	r.providers = append(r.providers, provider)
	property := &awscognito.CfnIdentityPoolRoleAttachment_RoleMappingProperty{
		AmbiguousRoleResolution: jsii.String(cognito.ResolutionDeny),
		IdentityProvider:        jsii.String(provider.name),
		Type:                    jsii.String(cognito.TypeRules),
	}
	if isTrue(mapping.ResolveAmbiguousRoles) {
		property.AmbiguousRoleResolution = jsii.String(cognito.ResolutionAuthenticatedRole)
	}
	if isTrue(mapping.UseToken) {
		property.Type = jsii.String(cognito.TypeToken)
	} else {
		property.RulesConfiguration = &awscognito.CfnIdentityPoolRoleAttachment_RulesConfigurationTypeProperty{Rules: rules}
	}
	r.rendered[provider.key] = property
}

// identify finds the name of the provider and the key of the mapping.
func (r *roleMappings) identify(mapping *IdentityPoolRoleMapping) mappedProvider {
	provider := mappedProvider{name: nameIn(r.environment, mapping.ProviderUrl), mapping: mapping.copy()}
	url, isUserPool := userPoolUrl(mapping.ProviderUrl)
	if isUserPool {
		provider.client = url.userPoolClient
	}
	switch {
	case mapping.MappingKey != nil:
		provider.key = *mapping.MappingKey
	case !isToken(provider.name):
		provider.key = provider.name
	case isUserPool:
		provider.key = cognito.ShortenKey(*url.userPoolClient.Node().Path())
		provider.derived = true
	default:
		provider.key = cognito.ShortenKey(resolvedText(r.environment.stack, provider.name))
		provider.derived = true
	}
	return provider
}

// resolvedText returns what a token stands for, as one line of text.
func resolvedText(stack awscdk.Stack, token string) string {
	resolved := stack.Resolve(token)
	if text, isText := resolved.(string); isText {
		return text
	}
	text, err := json.Marshal(resolved) // sorts the keys of maps
	if err != nil {
		panic(err) // it came as JSON
	}
	return string(text)
}

func (m *IdentityPoolRoleMapping) renderRules(at place, where *environment, found *problems) *[]any {
	rendered := []any{}
	for i, rule := range elements(m.Rules) {
		if rule == nil || isNil(rule.MappedRole) {
			continue
		}
		here := at.item(i)
		roleArn := where.askRoleArn(rule.MappedRole)
		found.text(here.field("MappedRole"), roleArn, cognito.ARN)
		matchType, _ := rule.MatchType.rendered()
		rendered = append(rendered, &awscognito.CfnIdentityPoolRoleAttachment_MappingRuleProperty{
			Claim:     copyOf(rule.Claim),
			MatchType: jsii.String(matchType),
			RoleArn:   roleArn,
			Value:     copyOf(rule.ClaimValue),
		})
	}
	return &rendered
}

// checked is with for a call of its own, which panics if there are problems.
func (r roleMappings) checked(added []*IdentityPoolRoleMapping, path func() string) roleMappings {
	found := &problems{}
	checkRoleMappings(added, found)
	all := r.with(added, found)
	found.panicIfAny(path)
	return all
}

// property returns the property RoleMappings, nil if there are none.
func (r roleMappings) property() any {
	if len(r.rendered) == 0 {
		return nil
	}
	return r.rendered
}

// IdentityPoolRoleAttachment gives roles and role mappings to an identity pool that the app does not define.
//
// See: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cognito-identitypoolroleattachment.html
type IdentityPoolRoleAttachment interface {
	awscdk.Resource
	// AddRoleMappings chooses the roles of the users of further providers. It can be called any number of times.
	//
	// It panics with a [*ValidationError] as [NewIdentityPoolRoleAttachment] does, and then adds none.
	AddRoleMappings(roleMappings ...*IdentityPoolRoleMapping)
}

// IdentityPoolRoleAttachmentProps are the properties of an [IdentityPoolRoleAttachment].
type IdentityPoolRoleAttachmentProps struct {
	// IdentityPool that the roles are for: an imported one, of the stack's region. One that the app defines has an attachment
	// already; use its AddRoleMappings. Required.
	IdentityPool IIdentityPool
	// AuthenticatedRole is the role of signed-in users. It must trust the identity pool. Default: signed-in users for whom no
	// mapping chooses a role get no credentials.
	AuthenticatedRole awsiam.IRole
	// UnauthenticatedRole is the role of guests. It must trust the identity pool. Default: guests get no credentials.
	UnauthenticatedRole awsiam.IRole
	// RoleMappings choose the roles of the users of a provider, at most 10. Default: none; they can be added later.
	RoleMappings *[]*IdentityPoolRoleMapping
}

// NewIdentityPoolRoleAttachment defines the role attachment of an imported identity pool. It replaces the roles and mappings that
// were set before. An identity pool has one: if CloudFormation manages one elsewhere, or gets two, the deployment fails.
//
// It panics with a [*ValidationError] for an identity pool that the app defines, for one of another region, for a second
// attachment to the same import, and for roles and mappings that AWS would refuse. Nothing has been defined then.
func NewIdentityPoolRoleAttachment(scope constructs.Construct, id *string, props *IdentityPoolRoleAttachmentProps) IdentityPoolRoleAttachment {
	if props == nil {
		props = &IdentityPoolRoleAttachmentProps{}
	}
	found := &problems{}
	hasStack := found.scopeAndID(scope, id)
	checkRoleMappings(elements(props.RoleMappings), found)
	if !hasStack {
		found.panicIfAny(childPath(scope, id))
	}
	where := newEnvironment(awscdk.Stack_Of(scope))
	imported := props.checkIdentityPool(where, found)
	roles := askRoles(where, props.AuthenticatedRole, props.UnauthenticatedRole, found)
	mappings := roleMappings{environment: where}.with(elements(props.RoleMappings), found)
	found.panicIfAny(childPath(scope, id))
	attachment := newRoleAttachment(scope, id, props.IdentityPool.IdentityPoolId(), roles, mappings)
	if imported != nil {
		imported.hasAttachment = true
	}
	attachment.review = &review{subject: attachment, resource: attachment.cfnRoleAttachment, warnings: attachment.warnings}
	attachment.reviewAtSynthesis()
	return attachment
}

func (p *IdentityPoolRoleAttachmentProps) checkIdentityPool(where *environment, found *problems) *importedIdentityPool {
	at := place{name: "IdentityPool"}
	if isNil(p.IdentityPool) {
		found.add(at, "is required; pass an imported identity pool")
		return nil
	}
	if _, owned := p.IdentityPool.(IdentityPool); owned {
		found.add(at, "is defined in this app and has a role attachment already; use its AddRoleMappings")
		return nil
	}
	imported, _ := p.IdentityPool.(*importedIdentityPool)
	switch {
	case imported == nil:
	case imported.hasAttachment:
		found.add(at, "has a role attachment already, and can't have two; use the AddRoleMappings of the first")
	case !isToken(imported.region) && !isToken(where.region) && imported.region != where.region:
		found.add(at, "is in %s, the stack in %s; define the role attachment in a stack of the identity pool's region",
			imported.region, where.region)
	}
	return imported
}

// roles are the ARNs of the default roles by the kind of identity, without those that there are not.
type roles map[string]*string

// askRoles asks the roles that were given for their ARNs.
func askRoles(where *environment, authenticatedRole, unauthenticatedRole awsiam.IRole, found *problems) roles {
	asked := roles{}
	for _, role := range []struct {
		kind  string
		field string
		given awsiam.IRole
	}{
		{authenticated, "AuthenticatedRole", authenticatedRole},
		{unauthenticated, "UnauthenticatedRole", unauthenticatedRole},
	} {
		if isNil(role.given) {
			continue
		}
		asked[role.kind] = where.askRoleArn(role.given)
		found.text(place{name: role.field}, asked[role.kind], cognito.ARN)
	}
	return asked
}

// roleAttachment is the one role attachment that an identity pool has.
type roleAttachment struct {
	awscdk.Resource
	cfnRoleAttachment    awscognito.CfnIdentityPoolRoleAttachment
	hasAuthenticatedRole bool
	roleMappings         roleMappings
	review               *review // of an imported pool; an owned pool has one itself
}

// newRoleAttachment defines a role attachment whose properties have been checked.
func newRoleAttachment(scope constructs.Construct, id, identityPoolId *string, attached roles, mappings roleMappings) *roleAttachment {
	attachment := &roleAttachment{roleMappings: mappings, hasAuthenticatedRole: attached[authenticated] != nil}
	awscdk.NewResource_Override(attachment, scope, id, nil)
	props := &awscognito.CfnIdentityPoolRoleAttachmentProps{
		IdentityPoolId: identityPoolId,
		RoleMappings:   mappings.property(),
	}
	if len(attached) > 0 {
		props.Roles = map[string]*string(attached)
	}
	attachment.cfnRoleAttachment = awscognito.NewCfnIdentityPoolRoleAttachment(attachment, jsii.String("Resource"), props)
	return attachment
}

func (a *roleAttachment) AddRoleMappings(mappings ...*IdentityPoolRoleMapping) {
	a.extend(a.roleMappings.checked(mappings, pathOf(a)))
	a.reviewAtSynthesis()
}

func (a *roleAttachment) reviewAtSynthesis() {
	if len(a.roleMappings.providers) > 0 {
		a.review.atSynthesis()
	}
}

// extend replaces the mappings by more: a second attachment for the same identity pool would fail at deployment.
func (a *roleAttachment) extend(all roleMappings) {
	if len(all.providers) == len(a.roleMappings.providers) {
		return // the setter takes no empty value
	}
	a.roleMappings = all
	a.cfnRoleAttachment.SetRoleMappings(all.property())
}
