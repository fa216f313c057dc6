package access

import (
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// connectedPools are the resources of identity pools that share user pools, clients or attachments, and every way in which they may be
// deployed. Conditions of other identity pools make no difference to them.
type connectedPools struct {
	resources   []*cfn.Resource // in the order of the templates, and roles last
	deployments []*deployment
	complete    bool               // false if there are too many deployments to look at each
	policies    func() []*policies // in each deployment
}

// connectPools divides the identity pools of an app, and what belongs to them, into those that have nothing to do with each other.
func connectPools(app *cfn.App) []*connectedPools {
	joined := connect(app)
	byRoot := map[*cfn.Resource]*connectedPools{}
	var all []*connectedPools
	for _, resource := range app.Resources(identityPoolType, roleAttachmentType, principalTagType) {
		root := joined.root(resource)
		if byRoot[root] == nil {
			byRoot[root] = &connectedPools{}
			all = append(all, byRoot[root])
		}
	}
	for _, resource := range app.Resources(connectingTypes...) {
		if of := byRoot[joined.root(resource)]; of != nil {
			of.resources = append(of.resources, resource)
		}
	}
	groups := groupsByID(app)
	roles := findTrustingRoles(app)
	custom := customResources(app)
	if len(all) == 0 && len(roles.any) > 0 {
		all = append(all, &connectedPools{}) // of roles that trust identity pools of other apps
	}
	for _, connected := range all {
		connected.resources = append(connected.resources, groups...)
		connected.addRoles(roles)
		connected.deploy(app, custom)
	}
	return all
}

// connectingTypes are the types of the resources that connect identity pools. Roles don't: two pools with one role have nothing else in
// common.
var connectingTypes = []string{
	identityPoolType, roleAttachmentType, principalTagType, userPoolType, userPoolClientType, userPoolGroupType,
	openSearchType, elasticsearchType,
}

// connect joins each resource with those that it mentions. Attachments and tag mappings of identity pools that no template defines are
// joined with each other.
func connect(app *cfn.App) parents {
	joined := parents{}
	var firstImport *cfn.Resource
	for _, resource := range app.Resources(connectingTypes...) {
		mentionsPool := false
		for _, mentioned := range resource.References() {
			if slices.Contains(connectingTypes, mentioned.Type) {
				joined.join(resource, mentioned)
				mentionsPool = mentionsPool || mentioned.Type == identityPoolType
			}
		}
		if mentionsPool || resource.Type != roleAttachmentType && resource.Type != principalTagType {
			continue
		}
		if firstImport == nil {
			firstImport = resource
		}
		joined.join(resource, firstImport)
	}
	return joined
}

// groupsByID returns the groups of user pools that no template defines. They may belong to any identity pool.
func groupsByID(app *cfn.App) []*cfn.Resource {
	return slices.DeleteFunc(app.Resources(userPoolGroupType), func(group *cfn.Resource) bool {
		return slices.ContainsFunc(group.References(), func(mentioned *cfn.Resource) bool { return mentioned.Type == userPoolType })
	})
}

// trustingRoles are the roles whose trust policies name identity pools, in the order of the templates.
type trustingRoles struct {
	all []*cfn.Resource
	of  map[*cfn.Resource][]int // those that mention an identity pool of the app, by their places in all
	any []int                   // those that mention none: they may trust any
}

func findTrustingRoles(app *cfn.App) trustingRoles {
	deployments, _ := app.Deployments(nil)
	found := trustingRoles{of: map[*cfn.Resource][]int{}}
	for _, role := range app.Resources(roleType) {
		trust := deployments[0].Properties(role).Field(trustPolicyProperty).Written()
		if !strings.Contains(trust, cognito.Service) {
			continue
		}
		place, mentionsPool := len(found.all), false
		found.all = append(found.all, role)
		for _, mentioned := range role.References() {
			if mentioned.Type == identityPoolType {
				found.of[mentioned] = append(found.of[mentioned], place)
				mentionsPool = true
			}
		}
		if !mentionsPool {
			found.any = append(found.any, place)
		}
	}
	return found
}

// by returns the roles that may trust some identity pools.
func (t trustingRoles) by(resources []*cfn.Resource) []*cfn.Resource {
	places := slices.Clone(t.any)
	for _, resource := range resources {
		places = append(places, t.of[resource]...)
	}
	slices.Sort(places)
	var roles []*cfn.Resource
	for _, place := range slices.Compact(places) {
		roles = append(roles, t.all[place])
	}
	return roles
}

// addRoles adds the roles that may trust the identity pools, and those that these give.
func (c *connectedPools) addRoles(trusting trustingRoles) {
	resources := slices.Clone(c.resources)
	isMember := map[*cfn.Resource]bool{}
	add := func(role *cfn.Resource) {
		if !isMember[role] {
			isMember[role] = true
			c.resources = append(c.resources, role)
		}
	}
	for _, role := range trusting.by(resources) {
		add(role)
	}
	for _, resource := range resources {
		for _, mentioned := range resource.References() {
			if mentioned.Type == roleType {
				add(mentioned)
			}
		}
	}
}

// parents leads from a resource to one that stands for all that it is connected with.
type parents map[*cfn.Resource]*cfn.Resource

func (p parents) root(of *cfn.Resource) *cfn.Resource {
	for p[of] != nil {
		of = p[of]
	}
	return of
}

func (p parents) join(a, b *cfn.Resource) {
	if rootOfA, rootOfB := p.root(a), p.root(b); rootOfA != rootOfB {
		p[rootOfA] = rootOfB
	}
}

// deploy reads the resources once for each deployment.
func (c *connectedPools) deploy(app *cfn.App, custom []*cfn.Resource) {
	deployments, complete := app.Deployments(c.resources)
	c.complete = complete
	for _, each := range deployments {
		c.deployments = append(c.deployments, newDeployment(app, each, c.resources, custom))
	}
	c.tellImportsApart()
}

// tellImportsApart puts the stack's name in front of the names of different imported identity pools that have the same name: two stacks may
// have a parameter of that name, or import an export of that name in two regions.
func (c *connectedPools) tellImportsApart() {
	ids, imported := map[string]cfn.Value{}, map[string][]*pool{}
	isAmbiguous := map[string]bool{}
	for _, deployment := range c.deployments {
		for _, pool := range deployment.pools {
			if pool.isDefined() {
				continue
			}
			if first, found := ids[pool.name]; found && cfn.Same(first, pool.id) != answer.Yes {
				isAmbiguous[pool.name] = true
			}
			ids[pool.name] = pool.id
			imported[pool.name] = append(imported[pool.name], pool)
		}
	}
	for name := range isAmbiguous {
		for _, pool := range imported[name] {
			pool.name = pool.stack.Name() + "." + name
		}
	}
}

// customResources returns the resources that are made by a function of the app, which may change others.
func customResources(app *cfn.App) []*cfn.Resource {
	return slices.DeleteFunc(app.Resources(), func(resource *cfn.Resource) bool {
		return !strings.HasPrefix(resource.Type, "Custom::") && resource.Type != "AWS::CloudFormation::CustomResource"
	})
}

// identityPools returns the identity pools that there are in one of the deployments at least.
func (c *connectedPools) identityPools() []*IdentityPool {
	var all []*IdentityPool
	for _, deployment := range c.deployments {
		for _, pool := range deployment.pools {
			at := slices.IndexFunc(all, func(other *IdentityPool) bool { return other.name == pool.name })
			if at < 0 {
				at = len(all)
				all = append(all, &IdentityPool{name: pool.name, connected: c})
			}
			all[at].pools = append(all[at].pools, pool)
		}
	}
	return all
}
