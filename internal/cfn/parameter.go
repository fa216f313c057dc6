package cfn

import (
	"slices"
	"strings"
)

// parameter is a parameter of a template, with the value that is known before the deployment.
//
// See: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
type parameter struct {
	stack         *Stack
	name          string
	isList        bool
	isStored      bool // in Systems Manager: what the template or a person gives is where, not what
	allowedValues []string
	isExpression  bool // by which a parameter file gives it
	text          string
	isKnown       bool
}

func readParameter(stack *Stack, name string, definition node) *parameter {
	typeName := definition.field("Type").text()
	read := &parameter{
		stack: stack, name: name, allowedValues: textsOfScalars(definition.field("AllowedValues")),
		isStored: strings.HasPrefix(typeName, "AWS::SSM::Parameter::Value"),
		isList:   typeName == "CommaDelimitedList" || strings.Contains(typeName, "List<"),
	}
	if value := definition.field("Default"); isScalar(value) {
		read.give(value.text())
	}
	return read
}

func isScalar(n node) bool { return slices.Contains([]Kind{Text, Number, Bool}, n.kind()) }

func textsOfScalars(list node) []string {
	var texts []string
	for item := range list.items() {
		if isScalar(item) {
			texts = append(texts, item.text())
		}
	}
	return texts
}

// takes reports whether CloudFormation takes a value.
func (p *parameter) takes(text string) bool {
	if p.allowedValues == nil || p.isStored {
		return true
	}
	values := []string{text}
	if p.isList {
		values = splitList(text)
	}
	return !slices.ContainsFunc(values, func(value string) bool { return !p.allows(value) })
}

func (p *parameter) give(text string) {
	if !p.isStored {
		p.text, p.isKnown = text, true
	}
}

// property is what Ref returns.
func (p *parameter) property() Property {
	switch {
	case !p.isKnown:
		return p.deferred()
	case p.isList:
		return listOf(splitList(p.text))
	default:
		return textProperty(p.stack.withDynamicReferences(Literal(p.text)))
	}
}

// listOf is a list of texts that are known.
func listOf(texts []string) Property {
	values := make([]Value, len(texts))
	for i, text := range texts {
		values[i] = Literal(text)
	}
	return Property{kind: List, values: values, isComputed: true}
}

func (p *parameter) deferred() Property {
	reason := "parameter " + p.name + " has no default"
	switch {
	case p.isExpression:
		reason = "parameter " + p.name + " is given as an expression"
	case p.isStored:
		reason = "parameter " + p.name + " is kept in Systems Manager"
	}
	value := newValue(Part{Text: p.name, kind: parameterPart, stack: p.stack, reason: reason})
	if p.isList {
		return Property{kind: Deferred, value: value}
	}
	return textProperty(value)
}

// splitList splits a list that is written with commas.
func splitList(text string) []string {
	var elements []string
	for element := range strings.SplitSeq(text, ",") {
		elements = append(elements, strings.TrimSpace(element))
	}
	return elements
}
