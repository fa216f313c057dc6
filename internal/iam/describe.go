package iam

import (
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/cfn"
)

// Description is a statement as people read it. Either of Actions and NotActions is empty, and of Resources and NotResources.
type Description struct {
	Effect                                       string
	Actions, NotActions, Resources, NotResources []string
	Conditions                                   []string // such as "StringEquals aws:PrincipalTag/tenant acme or globex"
}

// Describe fills in the variables whose values the context has; the others stay as they are written.
func (s Statement) Describe(context Context) Description {
	described, request := Description{Effect: string(s.effect)}, lookup{context: context}
	described.Actions, described.NotActions = s.actions.describe(request)
	described.Resources, described.NotResources = s.resources.describe(request)
	for _, condition := range s.conditions {
		values := strings.Join(describeAll(condition.values, request), " or ")
		described.Conditions = append(described.Conditions, condition.written+" "+condition.key+" "+values)
	}
	if s.unclear != "" {
		described.Conditions = append(described.Conditions, s.unclear)
	}
	return described
}

func (e *elements) describe(request lookup) (these, allBut []string) {
	texts := describeAll(e.operands, request)
	if e.not {
		return nil, texts
	}
	return texts, nil
}

func describeAll(operands []operand, request lookup) []string {
	texts := make([]string, 0, len(operands))
	for i := range operands {
		texts = append(texts, operands[i].describe(request))
	}
	return texts
}

func (o *operand) describe(request lookup) string {
	if len(o.variables) == 0 {
		return o.written.String()
	}
	var filled []cfn.Value
	start := 0
	for _, each := range o.variables {
		end := start + slices.IndexFunc(o.symbols[start:], func(each symbol) bool { return each.kind == placeholder })
		filled = append(filled, o.symbols[start:end].value(), each.describe(request))
		start = end + 1
	}
	return cfn.Join(append(filled, o.symbols[start:].value())...).String()
}

func (v variable) describe(request lookup) cfn.Value {
	_, found := request.find(v.key)
	value, exists := v.in(request)
	if !exists || found == maybe || found == presentWithUnknownValue || value.has(anything) {
		return cfn.Literal(v.written)
	}
	return value.value()
}
