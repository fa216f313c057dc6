package identitypool

import (
	"maps"
	"slices"

	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// IdentityPoolPrincipalTagMapping passes claims of the users of one provider on as session tags, for attributes for access
// control: policies read a tag as ${aws:PrincipalTag/<key>}.
//
// Set either Tags or UseDefaults. Map only claims that users can't write themselves; a value with * or ? acts as a wildcard
// in a policy.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/attributes-for-access-control.html
type IdentityPoolPrincipalTagMapping struct {
	// ProviderUrl names the provider whose users the mapping is for. For a user pool its client doesn't matter: one mapping
	// serves all clients of the user pool. A token that stands for the whole name must do so without the client. Required.
	ProviderUrl IdentityPoolProviderUrl
	// Tags are claims by the key of their session tag. At most 50; a key has at most 128, a claim at most 256 characters.
	// Default: none; required unless UseDefaults is true.
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
	case isTrue(m.UseDefaults) && m.Tags != nil:
		found.add(tags, "is set, and so is UseDefaults; set one of the two")
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
			found.text(tags, &key, cognito.PrincipalTagKey)
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

// taggedProvider is a provider with a principal tag mapping.
type taggedProvider struct {
	at       string // where it was given
	url      IdentityPoolProviderUrl
	name     string // without the id of a client
	id       string // of the construct
	userPool awscognito.IUserPool
	tags     map[string]*string
}

// principalTags are the principal tag mappings of one identity pool.
type principalTags []taggedProvider

// with returns the mappings with more added to them. Those that have problems by themselves are left out: the caller gives up
// then. The receiver stays as it is.
func (t principalTags) with(where *environment, added []*IdentityPoolPrincipalTagMapping, found *problems) principalTags {
	all := slices.Clone(t)
	for i := range all {
		all[i].at = earlierCall
	}
	for i, mapping := range added {
		if mapping == nil || !hasValue(mapping.ProviderUrl) {
			continue
		}
		at := principalTagsPlace.item(i)
		provider := identifyTagged(where, mapping)
		all.checkDistinct(at, provider, found)
		provider.at = at.String()
		all = append(all, provider)
	}
	return all
}

// checkDistinct reports a mapping for a provider that has one, or whose construct can't be told from another one's.
func (t principalTags) checkDistinct(at place, added taggedProvider, found *problems) {
	for _, other := range t {
		switch {
		case added.name == other.name || added.userPool != nil && added.userPool == other.userPool:
			found.add(at.field("ProviderUrl"), "%s is mapped already, by %s; put all tags for this provider into one mapping",
				displayName(added.name), other.at)
			return
		case added.id == other.id:
			found.add(at.field("ProviderUrl"), "can't be told from that of %s: both are derived as %s; name one of the providers by text",
				other.at, cognito.Quote(added.id))
			return
		}
	}
}

// checkDistinctPrincipalTags reports providers that the Go values show to be mapped twice.
func checkDistinctPrincipalTags(mappings []*IdentityPoolPrincipalTagMapping, found *problems) {
	var others principalTags
	for i, mapping := range mappings {
		if mapping == nil || !hasValue(mapping.ProviderUrl) {
			continue
		}
		at := principalTagsPlace.item(i)
		provider := taggedProvider{at: at.String(), name: withoutClient(mapping.ProviderUrl)}
		provider.id = provider.name
		if url, ok := userPoolUrl(mapping.ProviderUrl); ok {
			provider.userPool = url.userPool.IUserPool
		}
		others.checkDistinct(at, provider, found)
		others = append(others, provider)
	}
}

// identifyTagged finds the name of a provider and the id of the construct that maps its tags.
func identifyTagged(where *environment, mapping *IdentityPoolPrincipalTagMapping) taggedProvider {
	provider := taggedProvider{
		url:  mapping.ProviderUrl,
		name: withoutClient(mapping.ProviderUrl),
		tags: copyTags(mapping.tags()),
	}
	url, isUserPool := userPoolUrl(mapping.ProviderUrl)
	if isUserPool {
		provider.userPool = url.userPool.IUserPool
		if !where.isRegionOf(url.userPool, userPoolIdIn(*url.value)) {
			provider.name = where.userPoolName(url.userPool)
		}
	}
	switch {
	case !isToken(provider.name):
		provider.id = cognito.ShortenKey(provider.name)
	case isUserPool:
		provider.id = cognito.ShortenKey(*url.userPool.Node().Path())
	default:
		provider.id = cognito.ShortenKey(resolvedText(where.stack, provider.name))
	}
	return provider
}

// withoutClient returns the name of a provider without the id of a user pool's client.
func withoutClient(url IdentityPoolProviderUrl) string {
	if url.Type() != IdentityPoolProviderType_USER_POOL && !cognito.IsUserPoolName(*url.Value()) {
		return *url.Value()
	}
	return cognito.SplitUserPoolName(*url.Value()).ProviderName
}

func copyTags(tags map[string]*string) map[string]*string {
	copied := make(map[string]*string, len(tags))
	for key, claim := range tags {
		copied[key] = copyOf(claim)
	}
	return copied
}

// define makes the construct of one mapping.
func (p taggedProvider) define(scope constructs.Construct, identityPoolId *string) {
	props := &awscognito.CfnIdentityPoolPrincipalTagProps{
		IdentityPoolId:       identityPoolId,
		IdentityProviderName: jsii.String(p.name),
	}
	if len(p.tags) > 0 {
		props.PrincipalTags = p.tags
	} else {
		props.UseDefaults = true
	}
	awscognito.NewCfnIdentityPoolPrincipalTag(scope, jsii.String(p.id), props)
}

// addPrincipalTags defines further mappings and lets the authenticated role take session tags.
func (pool *identityPool) addPrincipalTags(all principalTags) {
	added := all[len(pool.principalTags):]
	if len(added) == 0 {
		return
	}
	if pool.principalTagsScope == nil {
		pool.principalTagsScope = constructs.NewConstruct(pool, jsii.String("PrincipalTags"))
		pool.allowSessionTags()
	}
	for _, provider := range added {
		provider.define(pool.principalTagsScope, pool.identityPoolId)
	}
	pool.principalTags = all
	pool.review.atSynthesis()
}

// allowSessionTags lets the default role take session tags: without that the service can't assume it as soon as the pool has
// principal tags. A role that was supplied is left alone.
func (pool *identityPool) allowSessionTags() {
	if pool.defaultAuthenticatedRole == nil {
		return
	}
	pool.defaultAuthenticatedRole.AssumeRolePolicy().AddStatements(awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
		Actions:    jsii.Strings("sts:TagSession"),
		Principals: &[]awsiam.IPrincipal{pool.trust.principal(authenticated)},
	}))
}

func (pool *identityPool) AddPrincipalTagMappings(mappings ...*IdentityPoolPrincipalTagMapping) {
	pool.mustBeComplete()
	found := &problems{}
	checkPrincipalTagMappings(mappings, found)
	all := pool.principalTags.with(pool.environment, mappings, found)
	found.panicIfAny(pathOf(pool))
	pool.addPrincipalTags(all)
}
