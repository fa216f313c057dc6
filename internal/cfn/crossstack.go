package cfn

import (
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/answer"
)

const (
	nestedStackType   = "AWS::CloudFormation::Stack"
	crossRegionReader = "Custom::CrossRegionExportReader"
	crossRegionWriter = "Custom::CrossRegionExportWriter"
)

// export is an output that other stacks of the same account and region may import.
type export struct {
	stack *Stack
	name  Value
	value node
}

func (a *App) readExports() {
	a.exports = map[string][]export{}
	for _, stack := range a.stacks {
		for name := range stack.document.root().field("Outputs").members() {
			output := stack.outputs[name.text()]
			exported := output.field("Export").field("Name")
			if exported.kind() == Absent {
				continue
			}
			evaluation := &evaluation{deployment: a.undecided, parametersOnly: true}
			name := evaluation.text(stack, exported)
			text, _ := name.Literal()
			a.exports[text] = append(a.exports[text], export{stack: stack, name: name, value: output.field("Value")})
		}
	}
}

// exported finds an export by its name, in the account and region of the stack that imports it. Of several in environments that are
// not known it finds none.
func (a *App) exported(importer *Stack, name Value) (export, bool) {
	var possible []export
	text, _ := name.Literal()
	for _, each := range a.exports[text] {
		if Same(each.name, name) != answer.Yes {
			continue
		}
		switch min(Same(each.stack.Region(), importer.Region()), Same(each.stack.Account(), importer.Account())) {
		case answer.Yes:
			return each, true
		case answer.Unknown:
			possible = append(possible, each)
		case answer.No:
		}
	}
	if len(possible) != 1 {
		return export{}, false
	}
	return possible[0], true
}

func (e *evaluation) importValue(stack *Stack, n, argument node) Property {
	name := e.text(stack, argument)
	if e.parametersOnly {
		return e.deferred(stack, n, "it depends on another stack")
	}
	if found, isExported := e.deployment.app.exported(stack, name); isExported {
		return e.elsewhere(found.stack, found.value)
	}
	value := expression(stack.environment, name.String(), "no template of the app exports "+name.String())
	return textProperty(value) // an export is always a text
}

// getStackOutput follows the weak references of the CDK, which name an output without an export.
//
// See: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getstackoutput.html
func (e *evaluation) getStackOutput(stack *Stack, n, argument node) Property {
	source, value, found := e.stackOutput(stack, argument)
	if !found || e.parametersOnly {
		return e.deferred(stack, n, "no template of the app has this output")
	}
	return e.elsewhere(source, value)
}

// elsewhere resolves what is written in another place; the property stands where it is used.
func (e *evaluation) elsewhere(stack *Stack, value node) Property {
	resolved := e.resolve(stack, value)
	resolved.written = node{}
	return resolved
}

// stackOutput is where a stack of the app writes the output that the arguments of Fn::GetStackOutput name.
func (e *evaluation) stackOutput(stack *Stack, argument node) (source *Stack, value node, found bool) {
	name, output := e.text(stack, argument.field("StackName")), e.text(stack, argument.field("OutputName"))
	region := stack.Region()
	if given := argument.field("Region"); given.kind() != Absent {
		region = e.text(stack, given)
	}
	outputName, isKnown := output.Literal()
	for _, other := range e.deployment.app.stacks {
		if !isKnown || other.IsNested() || !name.Is(other.deployedName) || Same(other.Region(), region) == answer.No {
			continue
		}
		if argument.field("RoleArn").kind() == Absent && Same(other.Account(), stack.Account()) == answer.No {
			continue
		}
		if value = other.outputs[outputName].field("Value"); value.kind() != Absent {
			return other, value, true
		}
	}
	return nil, node{}, false
}

// attributeSource is where another template, or another place in this one, says what an attribute returns.
func (r *Resource) attributeSource(attribute string) (stack *Stack, value node, found bool) {
	output, isOutput := strings.CutPrefix(attribute, "Outputs.")
	nested := r.Stack.nested[r.LogicalID]
	switch {
	case isOutput && nested != nil:
		value = nested.outputs[output].field("Value")
		return nested, value, value.kind() != Absent
	case r.Type == crossRegionReader:
		return r.Stack.app.crossRegionExport(attribute)
	case r.Type == "AWS::SSM::Parameter" && attribute == "Value":
		value = r.properties().field("Value")
		return r.Stack, value, value.kind() != Absent
	default:
		return nil, node{}, false
	}
}

// crossRegionExport finds what a stack of the CDK writes for one of another region, by the name of the parameter that holds it.
//
// See: https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib-readme.html#accessing-resources-in-a-different-stack-and-region
func (a *App) crossRegionExport(name string) (stack *Stack, value node, found bool) {
	for _, writer := range a.Resources(crossRegionWriter) {
		value = writer.properties().field("WriterProps").field("exports").field(name)
		if value.kind() != Absent {
			return writer.Stack, value, true
		}
	}
	return nil, node{}, false
}
