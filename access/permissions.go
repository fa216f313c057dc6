package access

import (
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/cfn"
)

// permissions are the deployments of a cluster, gone through anew with all that decides what its roles may do.
type permissions struct {
	deployments []*deployment
	policies    []*policies // of each deployment
}

// permissionsOf reads the policies of an app for the roles of a cluster. Where that leaves open more deployments than are gone through,
// the conditions of the policies stay open.
func (a *App) permissionsOf(cluster *cluster) *permissions {
	custom := customResources(a.templates)
	identity := a.identityPolicies(cluster.resources)
	deployments := cluster.deployments
	for _, policies := range [][]*cfn.Resource{slices.Concat(identity, a.conditional()), identity} {
		wider := *cluster
		wider.resources = slices.Concat(cluster.resources, policies)
		wider.deployments = nil
		wider.deploy(a.templates, custom)
		if wider.complete {
			deployments = wider.deployments
			break
		}
	}
	read := &permissions{deployments: deployments}
	for _, deployment := range deployments {
		read.policies = append(read.policies, a.readPolicies(deployment))
	}
	return read
}

// identityPolicies returns the resources with policies of roles that are among the given resources, and those that may be.
func (a *App) identityPolicies(roles []*cfn.Resource) []*cfn.Resource {
	attachments := a.attachments()
	isFound := map[*cfn.Resource]bool{}
	var found []*cfn.Resource
	add := func(policies ...*cfn.Resource) {
		for _, policy := range policies {
			if !isFound[policy] {
				isFound[policy] = true
				found = append(found, policy)
			}
		}
	}
	for _, role := range roles {
		if role.Type != roleType {
			continue
		}
		add(attachments.byRole[role]...)
		add(slices.DeleteFunc(role.References(), func(other *cfn.Resource) bool { return other.Type != managedPolicyType })...)
	}
	add(attachments.byName...)
	return found
}

// conditionalPolicies returns the resources with policies of resources that depend on a condition.
func (a *App) conditionalPolicies() []*cfn.Resource {
	undecided := a.undecided()
	return slices.DeleteFunc(a.templates.Resources(resourcePolicyTypes()...), func(resource *cfn.Resource) bool {
		return resource.Condition == "" && !resource.Stack.IsNested() && !strings.Contains(undecided.Properties(resource).Written(), `"Fn::If"`)
	})
}

func resourcePolicyTypes() []string {
	types := []string{lambdaPermissionType}
	for _, form := range resourcePolicyForms {
		if !slices.Contains(types, form.typeName) {
			types = append(types, form.typeName)
		}
	}
	return types
}

// policedPool is an identity pool in one deployment, with the policies of the app.
type policedPool struct {
	*pool

	policies *policies
}

// policed is the identity pool in each deployment in which it is there.
func (p *IdentityPool) policed() []policedPool {
	read := p.cluster.permissions()
	var all []policedPool
	for i, deployment := range read.deployments {
		for _, pool := range deployment.pools {
			if pool.name == p.name {
				all = append(all, policedPool{pool, read.policies[i]})
			}
		}
	}
	return all
}
