package access

import (
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/cfn"
)

// readPolicies reads the policies of an app for the roles of connected identity pools, once for each deployment. Where conditions of the
// policies make too many deployments, these conditions stay open.
func (a *App) readPolicies(connected *connectedPools) []*policies {
	custom := customResources(a.templates)
	identity := a.identityPolicies(connected.resources)
	deployments := connected.deployments
	for _, further := range [][]*cfn.Resource{slices.Concat(identity, a.conditional()), identity} {
		wider := *connected
		wider.resources = slices.Concat(connected.resources, further)
		wider.deployments = nil
		wider.deploy(a.templates, custom)
		if wider.complete {
			deployments = wider.deployments
			break
		}
	}
	read := make([]*policies, 0, len(deployments))
	for _, deployment := range deployments {
		read = append(read, a.policiesIn(deployment))
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

// poolWithPolicies is an identity pool in one deployment, with the policies of the app.
type poolWithPolicies struct {
	*pool

	policies *policies
}

// withPolicies is the identity pool in each deployment in which it is there.
func (p *IdentityPool) withPolicies() []poolWithPolicies {
	var all []poolWithPolicies
	for _, policies := range p.connected.policies() {
		for _, pool := range policies.deployment.pools {
			if pool.name == p.name {
				all = append(all, poolWithPolicies{pool, policies})
			}
		}
	}
	return all
}
