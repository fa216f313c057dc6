package access

import (
	"cmp"
	"sync"

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

// policies are those of an app in one deployment. They are read when they are asked for first.
type policies struct {
	app        *App
	deployment *deployment
	attached   map[*cfn.Resource][]*cfn.Resource // by the role that they name by its Ref
	byName     []namedAttachment
	// byService are the policies of resources, by the service of the actions that they decide about; all of them under the empty name.
	byService   map[string][]resourcePolicy
	onResources []iam.Policy // likewise, in one list

	mutex sync.Mutex
	texts map[*cfn.Resource]iam.Policy
	roles map[*cfn.Resource]rolePolicies
}

// namedAttachment is a policy for a role that it names otherwise.
type namedAttachment struct {
	policy *cfn.Resource
	role   cfn.Value // empty: any, for only the deployment knows
}

// rolePolicies are those that decide what a role may do.
type rolePolicies struct {
	identity []iam.Policy
	boundary []iam.Policy // nil if there is none
}

func (a *App) readPolicies(deployment *deployment) *policies {
	read := &policies{
		app: a, deployment: deployment, attached: map[*cfn.Resource][]*cfn.Resource{},
		texts: map[*cfn.Resource]iam.Policy{}, roles: map[*cfn.Resource]rolePolicies{},
	}
	for typeName, property := range attachmentTypes {
		for _, resource := range deployment.templates.Resources(typeName) {
			read.readAttachment(resource, deployment.templates.Properties(resource).Field(property))
		}
	}
	read.indexResourcePolicies()
	return read
}

func (p *policies) readAttachment(policy *cfn.Resource, roles cfn.Property) {
	names, known := roles.OneOrMore()
	for _, name := range names {
		if role, isRef := name.Text().Resource(); isRef {
			p.attached[role] = append(p.attached[role], policy)
			continue
		}
		p.byName = append(p.byName, namedAttachment{policy, name.Text()})
	}
	if !known {
		p.byName = append(p.byName, namedAttachment{policy: policy})
	}
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
	if boundary := role.properties.Field("PermissionsBoundary"); boundary.Exists() {
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
	var read []iam.Policy
	add := func(policy *cfn.Resource, perhaps string) {
		text := p.read(policy)
		text.Perhaps = cmp.Or(perhaps, p.existence(policy))
		read = append(read, text)
	}
	for _, policy := range p.attached[role.resource] {
		add(policy, "")
	}
	for _, each := range p.byName {
		same := answer.Unknown
		if !each.role.IsEmpty() {
			same = cfn.Same(each.role, role.resource.Ref())
		}
		switch same {
		case answer.Yes:
			add(each.policy, "")
		case answer.Unknown:
			add(each.policy, "may be for "+role.resource.Name()+", whose name only the deployment knows")
		default:
		}
	}
	return read
}
