package access

import (
	"slices"
	"strings"
	"sync"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/iam"
)

// policies are those of an app in one deployment. They are read when they are asked for first.
type policies struct {
	app        *App
	deployment *deployment
	resources  func() *resourcePolicies

	mutex sync.Mutex
	texts map[*cfn.Resource]iam.Policy
	roles map[*cfn.Resource]rolePolicies
}

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

// undecided is the app where no open condition is decided.
func (a *App) undecided() *cfn.Deployment {
	deployments, _ := a.templates.Deployments(nil)
	return deployments[0]
}

func (a *App) policiesIn(deployment *deployment) *policies {
	read := &policies{app: a, deployment: deployment, texts: map[*cfn.Resource]iam.Policy{}, roles: map[*cfn.Resource]rolePolicies{}}
	read.resources = sync.OnceValue(read.readResourcePolicies)
	if deployment.templates.AssumesNothing() {
		read.resources = a.resourcePolicies // which all identity pools share
	}
	return read
}

// read is the policy of a resource with a PolicyDocument.
func (p *policies) read(resource *cfn.Resource) iam.Policy {
	if read, isRead := p.texts[resource]; isRead {
		return read
	}
	read := iam.ReadPolicy(p.deployment.templates.Properties(resource).Field("PolicyDocument"), resource.Name())
	p.texts[resource] = read
	return read
}

// existence says why a resource with a policy may not be there; it is empty if it certainly is.
func (p *policies) existence(resource *cfn.Resource) (perhaps string) {
	if p.deployment.templates.Exists(resource) == answer.Unknown {
		return "may not be there, as only the deployment knows its condition"
	}
	return ""
}
