package identitypool

import (
	"maps"
	"slices"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

// IdentityPoolPrincipalTagMapping passes claims of the users of one provider on as session tags, for attributes for access
// control: policies read a tag as ${aws:PrincipalTag/<key>}.
//
// Set Tags or UseDefaults. AWS doesn't document what both together do, so you get a warning then. Map only claims that users can't
// write themselves; a value with * or ? acts as a wildcard in a policy.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/attributes-for-access-control.html
type IdentityPoolPrincipalTagMapping struct {
	// ProviderUrl names the provider whose users the mapping is for. For a user pool its client doesn't matter: one mapping
	// serves all clients of the user pool. A token that stands for the whole name must do so without the client. Required.
	ProviderUrl IdentityPoolProviderUrl
	// Tags are claims by the key of their session tag. At most 50; a key has at most 128 letters, digits, spaces and _ . : / = + - @,
	// a claim at most 256 characters. Default: none; required unless UseDefaults is true.
	Tags *map[string]*string
	// UseDefaults takes the mapping that AWS keeps for the kind of provider. Default: false.
	UseDefaults *bool
}

// principalTagsPlace is the property, and also how the variadic arguments of AddPrincipalTagMappings are named.
var principalTagsPlace = place{name: "PrincipalTagMappings"}

// checkPrincipalTagMappings reports what the Go values show to be wrong with each of the mappings of one call.
func checkPrincipalTagMappings(mappings []*IdentityPoolPrincipalTagMapping, found *problems) {
	for i, mapping := range mappings {
		mapping.check(principalTagsPlace.item(i), found)
	}
}

func (m *IdentityPoolPrincipalTagMapping) check(at place, found *problems) {
	if m == nil {
		found.add(at, "is nil; leave it out or pass a principal tag mapping")
		return
	}
	checkProviderUrl(at.field("ProviderUrl"), m.ProviderUrl, cognito.CheckTaggedProvider, found)
	tags := at.field("Tags")
	switch count := len(m.tags()); {
	case !isTrue(m.UseDefaults) && count == 0:
		found.add(tags, "is required without UseDefaults; pass 1 to %d tags, or set UseDefaults", cognito.MaxPrincipalTags)
	case count > cognito.MaxPrincipalTags:
		found.add(tags, "%d given; a principal tag mapping takes at most %d", count, cognito.MaxPrincipalTags)
	}
	for _, key := range slices.Sorted(maps.Keys(m.tags())) {
		switch {
		case key == "":
			found.add(tags, "a key is empty; allowed are %s", cognito.PrincipalTagKey.Allowed())
		case isToken(key):
			found.add(tags, "a key is a token; keys must be known when the app is synthesized")
			continue
		default:
			found.required(tags, &key, cognito.CheckPrincipalTagKey, cognito.PrincipalTagKey.Allowed())
		}
		found.text(tags.key(key), m.tags()[key], cognito.PrincipalTagClaim)
	}
}

func (m *IdentityPoolPrincipalTagMapping) tags() map[string]*string {
	if m.Tags == nil {
		return nil
	}
	return *m.Tags
}

// principalTagMapping is a principal tag mapping of an identity pool after the constructs in it were asked. It never changes.
type principalTagMapping struct {
	at       place
	url      IdentityPoolProviderUrl
	provider string               // its name, without the client of a user pool; empty where the mapping has none
	id       string               // of the construct; empty where only a construct can tell it and there is nobody to ask
	userPool awscognito.IUserPool // nil unless the provider was given as constructs
	tags     map[string]*string
	defaults bool
}

// principalTagMappings are the principal tag mappings of an identity pool.
type principalTagMappings []principalTagMapping

func resolvePrincipalTagMappings(mappings []*IdentityPoolPrincipalTagMapping, where *environment) principalTagMappings {
	resolved := make(principalTagMappings, 0, len(mappings))
	for i, mapping := range mappings {
		if mapping != nil && hasValue(mapping.ProviderUrl) {
			resolved = append(resolved, mapping.resolve(principalTagsPlace.item(i), where))
		}
	}
	return resolved
}

// resolve asks for the name of the provider and for what names its construct.
func (m *IdentityPoolPrincipalTagMapping) resolve(at place, where *environment) principalTagMapping {
	resolved := principalTagMapping{
		at: at, url: m.ProviderUrl, provider: withoutClient(m.ProviderUrl), tags: m.copyTags(), defaults: isTrue(m.UseDefaults),
	}
	url, isUserPool := userPoolUrl(m.ProviderUrl)
	if isUserPool {
		resolved.userPool = url.userPool.IUserPool
		if where != nobody && !where.isRegionOf(url.userPool) {
			resolved.provider = where.userPoolName(url.userPool)
		}
	}
	switch {
	case !isToken(resolved.provider):
		resolved.id = cognito.ShortenKey(resolved.provider)
	case where == nobody:
	case isUserPool:
		resolved.id = cognito.ShortenKey(*url.userPool.Node().Path())
	default:
		resolved.id = deriveKey(m.ProviderUrl, resolved.provider, where)
	}
	return resolved
}

// withoutClient returns the name of a provider without the id of a user pool's client.
func withoutClient(url IdentityPoolProviderUrl) string {
	if url.Type() != IdentityPoolProviderType_USER_POOL && !cognito.IsUserPoolName(*url.Value()) {
		return *url.Value()
	}
	return cognito.SplitUserPoolName(*url.Value()).ProviderName
}

func (m *IdentityPoolPrincipalTagMapping) copyTags() map[string]*string {
	copied := make(map[string]*string, len(m.tags()))
	for key, claim := range m.tags() {
		copied[key] = copyOf(claim)
	}
	return copied
}

// check reports what is wrong with the mappings taken together. The first of them, as many as earlier says, came with earlier calls.
func (m principalTagMappings) check(earlier int, found *problems) {
	for i := earlier; i < len(m); i++ {
		for j, other := range m[:i] {
			if !m[i].checkDistinct(other, j < earlier, found) {
				break
			}
		}
	}
}

// checkDistinct reports a mapping for a provider that another one has, or whose construct can't be told from the other's, and returns
// false then.
func (m principalTagMapping) checkDistinct(other principalTagMapping, isOfEarlierCall bool, found *problems) bool {
	switch {
	case m.provider == other.provider || m.userPool != nil && m.userPool == other.userPool:
		found.add(m.at.field("ProviderUrl"), "%s is mapped already, by %s; put all tags for this provider into one mapping",
			displayName(m.provider, "this provider"), placeOf(other.at, isOfEarlierCall))
	case m.id != "" && m.id == other.id:
		found.add(m.at.field("ProviderUrl"), "can't be told from that of %s: both are derived as %s; name one of the providers by text",
			placeOf(other.at, isOfEarlierCall), cognito.Quote(m.id))
	default:
		return true
	}
	return false
}

// add returns the mappings with those of a call added to them. It panics if there are problems.
func (m principalTagMappings) add(
	added []*IdentityPoolPrincipalTagMapping, where *environment, path func() string,
) principalTagMappings {
	found := &problems{}
	checkPrincipalTagMappings(added, found)
	all := slices.Concat(m, resolvePrincipalTagMappings(added, where))
	all.check(len(m), found)
	found.panicIfAny(path)
	return all
}

// define makes the construct of a mapping that has been checked.
func (m principalTagMapping) define(scope constructs.Construct, identityPoolId *string) awscognito.CfnIdentityPoolPrincipalTag {
	props := &awscognito.CfnIdentityPoolPrincipalTagProps{
		IdentityPoolId:       identityPoolId,
		IdentityProviderName: jsii.String(m.provider),
	}
	if len(m.tags) > 0 {
		props.PrincipalTags = m.tags
	}
	if m.defaults {
		props.UseDefaults = true
	}
	return awscognito.NewCfnIdentityPoolPrincipalTag(scope, jsii.String(m.id), props)
}

// principalTags are the principal tag mappings of an identity pool and the parent of their constructs.
type principalTags struct {
	mappings principalTagMappings
	scope    constructs.Construct // nil until needed
}

// define makes the constructs of mappings that are new. They warn at a resource, or each at its own where there is none.
func (t *principalTags) define(added principalTagMappings, pool constructs.Construct, identityPoolId *string, resource awscdk.CfnResource) {
	if len(added) > 0 && t.scope == nil {
		t.scope = constructs.NewConstruct(pool, jsii.String(principalTagsId))
	}
	for _, mapping := range added {
		var defined awscdk.CfnResource = mapping.define(t.scope, identityPoolId)
		if resource != nil {
			defined = resource
		}
		if mapping.defaults && len(mapping.tags) > 0 {
			warningf(rule.TagsWithDefaults, "the principal tag mapping for %s has Tags and UseDefaults; AWS doesn't document which of them counts, "+
				"so set one of the two", mapping.display()).addTo(defined)
		}
	}
	t.mappings = append(t.mappings, added...)
}

func (pool *identityPool) AddPrincipalTagMappings(mappings ...*IdentityPoolPrincipalTagMapping) {
	pool.mustBeDefined()
	pool.definePrincipalTags(pool.principalTags.mappings.add(mappings, pool.environment, pathOf(pool)))
}

// definePrincipalTags makes the constructs of mappings that are new, and lets the authenticated role take session tags.
func (pool *identityPool) definePrincipalTags(all principalTagMappings) {
	earlier := len(pool.principalTags.mappings)
	pool.principalTags.define(all[earlier:], pool, pool.identityPoolId, pool.l1)
	if len(all) == 0 {
		return
	}
	if earlier == 0 {
		pool.allowSessionTags()
	}
	pool.review.atSynthesis()
}

func (pool *importedIdentityPool) AddPrincipalTagMappings(mappings ...*IdentityPoolPrincipalTagMapping) {
	if owned, isDefinedHere := asDefined(pool).(*identityPool); isDefinedHere {
		owned.AddPrincipalTagMappings(mappings...) // which also lets the default role take the tags
		return
	}
	where := newEnvironment(pool.stack)
	found := &problems{}
	pool.checkPlace(principalTagsPlace, where, found)
	found.panicIfAny(pathOf(pool))
	all := pool.askAdditions()
	mapped := all.mappedFor(pool)
	added := mapped.add(mappings, where, pathOf(pool))[len(mapped):]
	if !slices.Contains(all.tagged, pool) {
		all.tagged = append(all.tagged, pool)
	}
	pool.keepAdditions(all)
	pool.principalTags.define(added, pool, pool.identityPoolId, nil)
}

// allowSessionTags lets the default role take session tags: without that the service can't assume it as soon as the pool has
// principal tags. A role that was supplied is left alone.
func (pool *identityPool) allowSessionTags() {
	if pool.defaultAuthenticatedRole == nil {
		return
	}
	pool.defaultAuthenticatedRole.AssumeRolePolicy().AddStatements(awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
		Actions:    jsii.Strings(cognito.TagSession),
		Principals: &[]awsiam.IPrincipal{pool.principal(cognito.Authenticated)},
	}))
}
