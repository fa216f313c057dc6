package identitypool

import (
	"maps"
	"slices"

	"github.com/aws/jsii-runtime-go"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// l1Properties is what the L1 of a role attachment has, where users may have changed it.
type l1Properties struct {
	roleMappings, roles any
	overridden          map[string]bool
}

// askL1 returns nil where the L1 has what was set here.
func (a *roleAttachment) askL1() *l1Properties {
	if !a.l1.IsChanged() {
		return nil
	}
	return &l1Properties{roleMappings: a.l1.RoleMappings(), roles: a.l1.Roles(), overridden: a.l1.changes.overridden}
}

// remaining returns those of the mappings that were set here which the L1 still has.
func (l *l1Properties) remaining(mappings roleMappings) roleMappings {
	if l == nil {
		return mappings
	}
	existing, _ := asMap(l.roleMappings)
	return slices.DeleteFunc(slices.Clone(mappings), func(mapping roleMapping) bool {
		_, exists := existing[mapping.key]
		return !exists
	})
}

// countOthers returns the number of mappings beside those that remain.
func (l *l1Properties) countOthers(remaining roleMappings) int {
	if l == nil {
		return 0
	}
	existing, _ := asMap(l.roleMappings)
	return len(existing) - len(remaining)
}

// checkMapping reports a mapping that can't be added to those of the L1.
func (l *l1Properties) checkMapping(mapping roleMapping, found *problems) {
	if l == nil {
		return
	}
	existing, isMap := asMap(l.roleMappings)
	_, exists := existing[mapping.key]
	switch {
	case l.overridden["RoleMappings"]:
		found.addOverridden(mapping.at, "RoleMappings")
	case !isMap:
		found.add(mapping.at, "can't be added: RoleMappings of the L1 was set to a token; add the mapping to what the token stands for")
	case exists:
		found.add(mapping.at.field("MappingKey"), "%s is the key of a mapping that was set through the L1; pass another one",
			cognito.Quote(mapping.key))
	}
}

// checkRole reports a role that can't be added to those of the L1.
func (l *l1Properties) checkRole(at place, kind *kindOfRole, found *problems) {
	if l == nil {
		return
	}
	existing, isMap := asMap(l.roles)
	_, exists := existing[kind.amr]
	exists = exists || l.overridden["Roles."+kind.amr]
	switch {
	case l.overridden["Roles"]:
		found.addOverridden(at, "Roles")
	case !isMap:
		found.add(at, "can't be set: Roles of the L1 was set to a token; put the role of %s into what the token stands for", kind.who)
	case exists:
		found.add(at, "there is a role of %s that was set through the L1; set it in one way", kind.who)
	}
}

// addOverridden reports what would go into a property that an override has taken the place of.
func (p *problems) addOverridden(at place, property string) {
	p.add(at, "would be lost: an override takes the place of %s of the L1; add it to the override, or override after this call", property)
}

// merge returns what the L1 has with what is new.
func merge(existing any, added map[string]any) map[string]any {
	merged := map[string]any{}
	if has, isMap := asMap(existing); isMap {
		maps.Copy(merged, has)
	}
	maps.Copy(merged, added)
	return merged
}

// asMap returns the map that a property of an L1 holds, which may be none yet, and false for a token.
func asMap(property any) (map[string]any, bool) {
	if isNil(property) {
		return nil, true
	}
	properties, isMap := property.(map[string]any)
	return properties, isMap
}

// l1UserPools is how the L1 of an identity pool has its user pool clients. To set the list for each new client would cost what the square
// of their number does. So a list that is long stays as it is, and further clients are overrides of what would come next in it.
type l1UserPools struct {
	listed     int // in the property
	overridden int
}

// longUserPoolList is a list to which further clients are not added.
const longUserPoolList = 10

// cognitoIdentityProviders is the property, by its name in templates.
const cognitoIdentityProviders = "CognitoIdentityProviders"

// askUserPools returns the list that the L1 has where users may have changed it, and reports one that nothing can be added to.
func (pool *identityPool) askUserPools(at place, found *problems) []any {
	if !pool.l1.IsChanged() {
		return nil
	}
	list, isList := pool.l1.CognitoIdentityProviders().([]any)
	switch {
	case pool.l1.changes.overridden[cognitoIdentityProviders]:
		found.addOverridden(at, cognitoIdentityProviders)
	case pool.l1UserPools.isReplaced(list):
		found.add(at, "can't be added: %s "+replacedUserPools, cognitoIdentityProviders, longUserPoolList)
	case !isList:
		found.add(at, "can't be added: %s of the L1 was set to a token; add the user pool to what the token stands for", cognitoIdentityProviders)
	default:
		pool.l1UserPools.listed = len(list)
	}
	return list
}

// checkL1UserPools reports overrides that are no longer of what would come next in the list.
func (pool *identityPool) checkL1UserPools(found *problems) {
	if pool.l1UserPools.overridden == 0 || !pool.l1.IsChanged() {
		return
	}
	if list, _ := pool.l1.CognitoIdentityProviders().([]any); pool.l1UserPools.isReplaced(list) {
		found.add(place{name: cognitoIdentityProviders}, replacedUserPools, longUserPoolList)
	}
}

// isReplaced is true for a list of the L1, empty for a token, that doesn't go together with the overrides.
func (l l1UserPools) isReplaced(list []any) bool {
	return l.overridden > 0 && len(list) != l.listed
}

const replacedUserPools = "was set through the L1 after more than %d user pools had been added; set it before, or add all user pools " +
	"with AddUserPoolAuthentication"

// addUserPool gives the L1, which has a list, one more client.
func (pool *identityPool) addUserPool(list []any, all userPoolClients) {
	added := all[len(all)-1:]
	if pool.l1UserPools.listed >= longUserPoolList {
		at := pool.l1UserPools.listed + pool.l1UserPools.overridden
		pool.l1.unwatched.AddPropertyOverride(jsii.Sprintf("%s.%d", cognitoIdentityProviders, at), added[0].renderOverride())
		pool.l1UserPools.overridden++
		pool.review.atSynthesis()
		return
	}
	if pool.l1.IsChanged() {
		list = append(list, *added.render()...)
	} else {
		list = *all.render()
	}
	pool.l1.unwatched.SetCognitoIdentityProviders(&list)
	pool.l1UserPools.listed = len(list)
}

// renderOverride returns an element of the property CognitoIdentityProviders as templates have it.
func (c userPoolClient) renderOverride() map[string]any {
	return map[string]any{
		"ClientId": c.config.ClientId, "ProviderName": c.config.ProviderName, "ServerSideTokenCheck": c.config.ServerSideTokenCheck,
	}
}
