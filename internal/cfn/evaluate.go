package cfn

import (
	"fmt"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/answer"
)

// The functions that are written in more than one way.
//
// See: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
const (
	refFunction       = "Ref"
	getAttFunction    = "Fn::GetAtt"
	conditionFunction = "Condition"
)

// evaluation evaluates one property. It counts its steps, so that hostile input comes to an end.
type evaluation struct {
	deployment *Deployment
	steps      int
	depth      int
	// parametersOnly leaves resources, outputs and exports alone: conditions can't name those of their own template, and the names of
	// resources must not depend on each other.
	parametersOnly bool
	pending        *pendingConditions // of the stack whose conditions are being decided
}

// function returns the name and argument of an intrinsic function.
func (n node) function() (name string, argument node, found bool) {
	if n.document != nil && n.document.literal {
		return "", node{}, false
	}
	name, argument, found = n.sole()
	return name, argument, found && (name == refFunction || strings.HasPrefix(name, "Fn::") && !strings.HasPrefix(name, "Fn::ForEach::"))
}

// resolve returns what stands at a place in a template of a stack.
func (e *evaluation) resolve(stack *Stack, n node) Property {
	var found Property
	e.steps++
	e.depth++
	if e.steps > maxSteps || e.depth > maxEvaluations {
		found = e.deferred(stack, n, "it depends on itself, or on too much")
	} else {
		found = e.evaluate(stack, n)
	}
	e.depth--
	if found.deployment == nil {
		found.deployment, found.stack = e.deployment, stack
	}
	if found.written.document == nil {
		found.written = n
	}
	return found
}

func (e *evaluation) evaluate(stack *Stack, n node) Property {
	switch kind := n.kind(); kind { //nolint:exhaustive // what is left is a list, or an object like any other
	case Absent:
		return Property{}
	case Text:
		return withServerlessVariables(stack.withDynamicReferences(n.filled()))
	case Number, Bool:
		return Property{kind: kind, value: Literal(n.text())}
	case Object:
		if name, argument, found := n.function(); found {
			return e.call(stack, n, name, argument)
		}
	}
	return Property{deployment: e.deployment, stack: stack, kind: n.kind(), content: n}
}

// text is what resolve returns, as a text.
func (e *evaluation) text(stack *Stack, n node) Value { return e.resolve(stack, n).Text() }

func (e *evaluation) call(stack *Stack, n node, name string, argument node) Property {
	switch name {
	case refFunction:
		if argument.kind() != Text {
			return e.deferred(stack, n, "only the deployment knows which resource it names")
		}
		return e.ref(stack, n, argument.text())
	case getAttFunction:
		return e.getAtt(stack, n, argument)
	case "Fn::If":
		return e.choose(stack, n, argument)
	case "Fn::FindInMap":
		return e.findInMap(stack, n, argument)
	case "Fn::ImportValue":
		return e.importValue(stack, n, argument)
	case "Fn::GetStackOutput":
		return e.getStackOutput(stack, n, argument)
	default:
		return e.compute(stack, n, name, argument)
	}
}

// compute calls a function that makes a value of others.
func (e *evaluation) compute(stack *Stack, n node, name string, argument node) Property {
	switch name {
	case "Fn::Join":
		return e.join(stack, n, argument)
	case "Fn::Sub":
		return e.sub(stack, n, argument)
	case "Fn::Select":
		return e.selectItem(stack, n, argument)
	case "Fn::Split":
		return e.split(stack, n, argument)
	case "Fn::Base64":
		return e.base64(stack, n, argument)
	case "Fn::Length":
		return e.length(stack, n, argument)
	case "Fn::Transform":
		return e.deferred(stack, n, "made by the transform "+argument.field("Name").text())
	case "Fn::ToJsonString":
		return e.deferred(stack, n, "only the deployment writes it as JSON")
	default:
		return e.deferred(stack, n, "only the deployment knows "+name)
	}
}

// deferred is what only the deployment knows.
func (e *evaluation) deferred(stack *Stack, n node, reason string) Property {
	return Property{kind: Deferred, value: expression(stack, n.shown(), reason)}
}

// malformed is a function whose argument is not what it takes, which is an error at the deployment. It doesn't keep the rest from
// being read.
func (e *evaluation) malformed(stack *Stack, n node, takes string) Property {
	name, argument, _ := n.function()
	return e.deferred(stack, n, fmt.Sprintf("%s takes %s, not %s", name, takes, argument.describe()))
}

// describe says what a node is, for messages.
func (n node) describe() string {
	if isScalar(n) {
		return shorten(n.text())
	}
	return n.kind().String()
}

// mayName reports whether resources of a stack may be named. A condition can depend on those of other stacks, by what a parent gives to the
// parameters of a nested one.
func (e *evaluation) mayName(stack *Stack) bool {
	return !e.parametersOnly || e.pending != nil && e.pending.stack != stack
}

func (e *evaluation) ref(stack *Stack, n node, name string) Property {
	if name == noValue {
		return Property{}
	}
	if strings.HasPrefix(name, "AWS::") {
		return textProperty(stack.pseudoParameter(name))
	}
	if declared, found := stack.parameters[name]; found {
		return e.parameter(declared)
	}
	resource, found := stack.byLogicalID[name]
	switch {
	case found && !e.mayName(stack):
		return e.deferred(stack, n, "it depends on the resource "+name)
	case found:
		return textProperty(resource.Ref())
	default:
		return e.unknownName(stack, name, "")
	}
}

// unknownName is a name that no part of the template defines. A transform may.
func (e *evaluation) unknownName(stack *Stack, name, attribute string) Property {
	reason := "the template defines no " + shorten(name)
	if stack.hasTransform() {
		reason = name + " is made by the transform " + strings.Join(stack.transforms, ", ")
	}
	if attribute != "" {
		name += "." + attribute
	}
	return Property{kind: Deferred, value: expression(stack, name, reason)}
}

// parameter is what the parent gives to a parameter of a nested stack, or what the template and the options tell.
func (e *evaluation) parameter(declared *parameter) Property {
	given, found := declared.givenByParent()
	if !found {
		return declared.property()
	}
	resolved := e.elsewhere(declared.stack.parent.Stack, given)
	text, known := resolved.Text().Literal()
	switch {
	case declared.isStored:
		return declared.deferred()
	case declared.isList && resolved.kind == Text && known:
		return listOf(splitList(text))
	case declared.isList && resolved.kind == Text:
		return Property{kind: Deferred, value: resolved.value}
	default:
		return resolved
	}
}

// givenByParent is where the parent of a nested stack gives a value to the parameter.
func (p *parameter) givenByParent() (node, bool) {
	if p.stack.parent == nil {
		return node{}, false
	}
	given := p.stack.parent.properties().field("Parameters").field(p.name)
	return given, given.kind() != Absent
}

// getAttArguments are a list of two, or a text with a dot.
func (e *evaluation) getAttArguments(stack *Stack, argument node) (logicalID, attribute string, found bool) {
	if argument.kind() == Text {
		return strings.Cut(argument.text(), ".")
	}
	first, second, isPair := argument.pair()
	if !isPair || first.kind() != Text {
		return "", "", false
	}
	return first.text(), e.text(stack, second).String(), true
}

func (e *evaluation) getAtt(stack *Stack, n, argument node) Property {
	logicalID, attribute, found := e.getAttArguments(stack, argument)
	if !found {
		return e.malformed(stack, n, "the name of a resource and of its attribute")
	}
	return e.attribute(stack, n, logicalID, attribute)
}

func (e *evaluation) attribute(stack *Stack, n node, logicalID, attribute string) Property {
	resource, found := stack.byLogicalID[logicalID]
	switch {
	case !found:
		return e.unknownName(stack, logicalID, attribute)
	case !e.mayName(stack):
		return e.deferred(stack, n, "it depends on the resource "+logicalID)
	}
	if source, from, found := resource.attributeSource(attribute); found {
		return e.elsewhere(source, from)
	}
	value := resource.Attribute(attribute)
	if resource.IsCustom() || resource.isStack() {
		return Property{kind: Deferred, value: value} // of any kind
	}
	return textProperty(value)
}

// choose follows Fn::If.
func (e *evaluation) choose(stack *Stack, n, argument node) Property {
	var branches []node
	for item := range argument.items() {
		branches = append(branches, item)
	}
	if len(branches) != 3 || branches[0].kind() != Text { // the condition, what holds if it is true, and if not
		return e.malformed(stack, n, "the name of a condition and two values")
	}
	switch e.truth(stack, branches[0].text()) {
	case answer.Yes:
		return e.resolve(stack, branches[1])
	case answer.No:
		return e.resolve(stack, branches[2])
	default:
		return e.deferred(stack, n, "depends on the condition "+branches[0].text())
	}
}
