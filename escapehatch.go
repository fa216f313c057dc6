package identitypool

import (
	"maps"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// escapeHatch is the way to the L1s of an identity pool. As long as it is closed, they have what was set here, and nobody need ask.
// Once it is open, users may have changed them: properties are read before they are set, and what the template will lack isn't known,
// for overrides can't be read.
type escapeHatch struct{ isOpen bool }

// watched returns the resource that a construct embeds, with a node whose children open the hatch. The construct itself must have no
// Node of its own: each question of Node.js for it would become a callback.
func (h *escapeHatch) watched(resource awscdk.Resource) awscdk.Resource {
	return &watchedResource{resource, h}
}

type watchedResource struct {
	awscdk.Resource
	hatch *escapeHatch
}

func (r *watchedResource) Node() constructs.Node {
	return &watchedNode{r.Resource.Node(), r.hatch}
}

// watchedNode notes when somebody asks for a child, which may be an L1 or lead to one.
type watchedNode struct {
	constructs.Node
	hatch *escapeHatch
}

func (n *watchedNode) DefaultChild() constructs.IConstruct {
	n.hatch.isOpen = true
	return n.Node.DefaultChild()
}

func (n *watchedNode) Children() *[]constructs.IConstruct {
	n.hatch.isOpen = true
	return n.Node.Children()
}

func (n *watchedNode) FindAll(order constructs.ConstructOrder) *[]constructs.IConstruct {
	n.hatch.isOpen = true
	return n.Node.FindAll(order)
}

func (n *watchedNode) FindChild(id *string) constructs.IConstruct {
	n.hatch.isOpen = true
	return n.Node.FindChild(id)
}

func (n *watchedNode) TryFindChild(id *string) constructs.IConstruct {
	n.hatch.isOpen = true
	return n.Node.TryFindChild(id)
}

// l1Attachment is what the L1 of a role attachment has, where users may have changed it.
type l1Attachment struct{ roleMappings, roles any }

// askL1 returns nil where the L1 has what was set here.
func (a *roleAttachment) askL1() *l1Attachment {
	if !a.hatch.isOpen {
		return nil
	}
	return &l1Attachment{roleMappings: a.cfnRoleAttachment.RoleMappings(), roles: a.cfnRoleAttachment.Roles()}
}

// checkMapping reports a mapping that can't be added to those of the L1.
func (l *l1Attachment) checkMapping(mapping roleMapping, found *problems) {
	if l == nil {
		return
	}
	existing, isMap := asMap(l.roleMappings)
	if !isMap {
		found.add(mapping.at, "can't be added: RoleMappings of the L1 was set to a token; add the mapping to what the token stands for")
	} else if _, exists := existing[mapping.key]; exists {
		found.add(mapping.at.field("MappingKey"), "%s is the key of a mapping that was set through the L1; pass another one",
			cognito.Quote(mapping.key))
	}
}

// checkRole reports a role that can't be added to those of the L1.
func (l *l1Attachment) checkRole(at place, kind *kindOfRole, found *problems) {
	if l == nil {
		return
	}
	existing, isMap := asMap(l.roles)
	if !isMap {
		found.add(at, "can't be set: Roles of the L1 was set to a token; put the role of %s into what the token stands for", kind.who)
	} else if _, exists := existing[kind.amr]; exists {
		found.add(at, "there is a role of %s that was set through the L1; set it in one way", kind.who)
	}
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
	if !pool.hatch.isOpen {
		return nil
	}
	property := pool.cfnIdentityPool.CognitoIdentityProviders()
	list, isList := property.([]any)
	switch {
	case !isList:
		found.add(at, "can't be added: %s of the L1 was set to a token; add the user pool to what the token stands for", cognitoIdentityProviders)
	case pool.l1UserPools.overridden > 0 && len(list) != pool.l1UserPools.listed:
		found.add(at, "can't be added: %s of the L1 was set after more than %d user pools had been added; "+
			"set it before, or add all user pools with it", cognitoIdentityProviders, longUserPoolList)
	default:
		pool.l1UserPools.listed = len(list)
	}
	return list
}

// addUserPool gives the L1, which has a list, one more client.
func (pool *identityPool) addUserPool(list []any, all userPoolClients) {
	added := all[len(all)-1:]
	if pool.l1UserPools.listed >= longUserPoolList {
		at := pool.l1UserPools.listed + pool.l1UserPools.overridden
		pool.cfnIdentityPool.AddPropertyOverride(jsii.Sprintf("%s.%d", cognitoIdentityProviders, at), added[0].renderOverride())
		pool.l1UserPools.overridden++
		return
	}
	if pool.hatch.isOpen {
		list = append(list, *added.render()...)
	} else {
		list = *all.render()
	}
	pool.cfnIdentityPool.SetCognitoIdentityProviders(&list)
	pool.l1UserPools.listed = len(list)
}

// renderOverride returns an element of the property CognitoIdentityProviders as templates have it.
func (c userPoolClient) renderOverride() map[string]any {
	return map[string]any{
		"ClientId": c.config.ClientId, "ProviderName": c.config.ProviderName, "ServerSideTokenCheck": c.config.ServerSideTokenCheck,
	}
}
