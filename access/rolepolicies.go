package access

import (
	"maps"
	"slices"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/iam"
)

// attachmentTypes are the types of resources that give a policy to roles, with the property that names the roles.
//
// See: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_IAM.html
var attachmentTypes = map[string]string{
	"AWS::IAM::Policy":     "Roles",
	"AWS::IAM::RolePolicy": "RoleName",
	managedPolicyType:      "Roles",
}

// attachments are the resources that give policies to roles, whatever their conditions, in the order of the templates.
type attachments struct {
	byRole map[*cfn.Resource][]*cfn.Resource // by the role that they name by its Ref
	byName []*cfn.Resource                   // those that name a role otherwise, which may be any
}

func (a *App) readAttachments() attachments {
	read := attachments{byRole: map[*cfn.Resource][]*cfn.Resource{}}
	undecided := a.undecided()
	for _, policy := range a.templates.Resources(slices.Sorted(maps.Keys(attachmentTypes))...) {
		names, known := undecided.Properties(policy).Field(attachmentTypes[policy.Type]).OneOrMore()
		isByName := !known
		for _, name := range names {
			if role, isRef := name.Text().Resource(); isRef {
				read.byRole[role] = append(read.byRole[role], policy)
			} else {
				isByName = true
			}
		}
		if isByName {
			read.byName = append(read.byName, policy)
		}
	}
	return read
}

const boundaryProperty = "PermissionsBoundary"

// rolePolicies are those that decide what a role may do.
type rolePolicies struct {
	identity []iam.Policy
	boundary []iam.Policy // nil if there is none
}

// of returns the policies of a role.
func (p *policies) of(role *roleDefinition) rolePolicies {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if read, isRead := p.roles[role.resource]; isRead {
		return read
	}
	read := rolePolicies{identity: p.inline(role)}
	arns, known := role.properties.Field("ManagedPolicyArns").OneOrMore()
	for _, arn := range arns {
		read.identity = append(read.identity, p.managedPolicy(arn.Text()))
	}
	if !known {
		read.identity = append(read.identity, iam.UnknownPolicy(role.resource.Name(), "has managed policies that only the deployment knows"))
	}
	read.identity = append(read.identity, p.attachedTo(role)...)
	if boundary := role.properties.Field(boundaryProperty); boundary.Exists() {
		read.boundary = []iam.Policy{p.managedPolicy(boundary.Text())}
	}
	p.roles[role.resource] = read
	return read
}

// inline are the policies in the role itself.
func (*policies) inline(role *roleDefinition) []iam.Policy {
	inline, known := role.properties.Field("Policies").OneOrMore()
	var read []iam.Policy
	for _, each := range inline {
		source := role.resource.Name() + " policy " + each.Field("PolicyName").Text().String()
		read = append(read, iam.ReadPolicy(each.Field("PolicyDocument"), source))
	}
	if !known {
		read = append(read, iam.UnknownPolicy(role.resource.Name(), "has policies that only the deployment knows"))
	}
	return read
}

// attachedTo are the policies that name the role.
func (p *policies) attachedTo(role *roleDefinition) []iam.Policy {
	attachments := p.app.attachments()
	var read []iam.Policy
	for _, policy := range slices.Concat(attachments.byRole[role.resource], attachments.byName) {
		isRead := func(other iam.Policy) bool { return other.Source == policy.Name() }
		if p.deployment.templates.Exists(policy) == answer.No || slices.ContainsFunc(read, isRead) {
			continue
		}
		text := p.read(policy)
		switch p.names(policy, role.resource) {
		case answer.Yes:
			text.Doubt = p.existence(policy)
		case answer.Unknown:
			text.Doubt = "may be for " + role.resource.Name() + ", whose name only the deployment knows"
		default:
			continue
		}
		read = append(read, text)
	}
	return read
}

// names reports whether a policy is for a role.
func (p *policies) names(policy, role *cfn.Resource) answer.Answer {
	names, known := p.deployment.templates.Properties(policy).Field(attachmentTypes[policy.Type]).OneOrMore()
	found := answer.AnyOf(names, func(name cfn.Property) answer.Answer {
		if of := p.resourceNamed(name.Text()); of != nil && of != role && of.Type == role.Type && of.Stack == role.Stack {
			return min(answer.Unknown, p.deployment.templates.Exists(of).Not())
		}
		return cfn.Same(name.Text(), role.Ref())
	})
	if !known {
		return max(found, answer.Unknown)
	}
	return found
}
