package cfn

import "strings"

// Resource is a resource of a template, whatever its condition. It never changes.
type Resource struct {
	// LogicalID is its key in the template.
	LogicalID string
	// Type is such as "AWS::IAM::Role".
	Type string
	// Stack is the one that defines it.
	Stack *Stack
	// Condition is the name of the condition on which it exists. Empty: always, as far as its stack exists.
	Condition string

	key        node // where the logical id stands
	definition node
	path       string // in the construct tree, empty if not known
	name       string

	iamPath         Value // of an IAM resource
	hasNameProperty bool
	givenName       Value // as ARNs have it; empty where the deployment makes one
}

// Name is what people call the resource: its construct path without what the CDK hides ("Access/Admins"); else its logical id,
// with the stack's name and a dot in front of it where the app has several stacks.
func (r *Resource) Name() string { return r.name }

// ConstructPath is the whole path in the construct tree ("Access/Admins/Resource"), empty where nothing tells it.
func (r *Resource) ConstructPath() string { return r.path }

// Position is where its logical id stands.
func (r *Resource) Position() Position { return r.key.position() }

func (r *Resource) properties() node { return r.definition.field("Properties") }

// Ref is what the intrinsic function Ref returns.
//
// See: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/resources-section-structure.html
func (r *Resource) Ref() Value {
	if form, known := arnForms[r.Type]; known && form.refIsARN {
		return r.arn(form)
	}
	return r.identifier("")
}

// Attribute is what the intrinsic function Fn::GetAtt returns. An ARN is returned in parts where the form of the type's ARNs is known.
func (r *Resource) Attribute(name string) Value {
	form := arnForms[r.Type]
	switch {
	case name != "" && name == identifiers[r.Type]:
		return r.Ref()
	case name != "" && name == form.attribute():
		return r.arn(form)
	case r.Type == userPoolType && name == "ProviderName":
		return r.userPoolName()
	case r.Type == userPoolType && name == "ProviderURL":
		return Join(Literal("https://"), r.userPoolName())
	default:
		return r.identifier(name)
	}
}

// userPoolName is the host and path by which tokens of a user pool name it.
//
// See: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpool.html
func (r *Resource) userPoolName() Value {
	region, suffix := r.Stack.pseudoParameter(regionParameter), r.Stack.pseudoParameter(urlSuffixName)
	return Join(Literal("cognito-idp."), region, Literal("."), suffix, Literal("/"), r.Ref())
}

// identifier is a text that the deployment gives to a resource.
func (r *Resource) identifier(attribute string) Value {
	text, reason := r.name, "only the deployment knows the id of "+r.name
	if attribute != "" {
		text, reason = r.name+"."+attribute, "only the deployment knows "+attribute+" of "+r.name
	}
	return newValue(Part{Text: text, kind: resourcePart, resource: r, attribute: attribute, reason: reason})
}

// IsCustom reports whether a function of the app decides what Ref and Fn::GetAtt return, which may be the id of another resource.
func (r *Resource) IsCustom() bool {
	return r.Type == "AWS::CloudFormation::CustomResource" || strings.HasPrefix(r.Type, "Custom::") && r.Type != customOpenIDConnectType
}
