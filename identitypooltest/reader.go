package identitypooltest

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// place says where in a template something is, such as "Resources.Pool.Properties.CognitoIdentityProviders[0]".
type place string

func (p place) field(name string) place { return p + "." + place(name) }

func (p place) item(i int) place { return place(fmt.Sprintf("%s[%d]", p, i)) }

// reader reads the parts of a template and collects what can't be read.
type reader struct {
	evaluator *evaluator
	problems  []error
}

// resource is a resource of a template that has not been read yet.
type resource struct {
	at         place
	logicalID  string
	typeName   string
	condition  string
	properties map[string]any
}

func (r *reader) failf(at place, format string, arguments ...any) {
	r.problems = append(r.problems, fmt.Errorf("%s: %w", at, fmt.Errorf(format, arguments...)))
}

func (r *reader) err() error { return errors.Join(r.problems...) }

// parameters reads the parameters with their defaults or the given values.
func (r *reader) parameters(raw any, given map[string]string) {
	at := place("Parameters")
	declared := map[string]any{}
	if raw != nil {
		declared = r.object(at, raw)
	}
	for _, name := range sortedKeys(declared) {
		parameter := r.object(at.field(name), declared[name])
		text, known := given[name]
		if !known {
			text, known = defaultOf(parameter)
		}
		r.parameter(name, parameter, text, known)
	}
	for _, name := range sortedKeys(given) {
		if _, exists := declared[name]; !exists {
			r.failf(at.field(name), "a value is given for it, but the template declares no such parameter")
		}
	}
}

// defaultOf returns the default value of a parameter. Where the value is kept in Systems Manager, the default is only its name.
func defaultOf(parameter map[string]any) (string, bool) {
	typeName, _ := parameter["Type"].(string)
	if strings.HasPrefix(typeName, "AWS::SSM::Parameter::Value") {
		return "", false
	}
	switch value := parameter["Default"].(type) {
	case string:
		return value, true
	case json.Number, bool:
		return fmt.Sprint(value), true
	default:
		return "", false
	}
}

func (r *reader) parameter(name string, parameter map[string]any, text string, known bool) {
	typeName, _ := parameter["Type"].(string)
	isList := typeName == "CommaDelimitedList" || strings.Contains(typeName, "List<")
	switch {
	case !known:
		r.evaluator.parameters[name] = deferredValue(name)
	case isList:
		r.evaluator.listParameters[name] = splitList(text)
	default:
		r.evaluator.parameters[name] = literal(text)
	}
}

// splitList splits a list that is written with commas.
func splitList(text string) []string {
	var elements []string
	for element := range strings.SplitSeq(text, ",") {
		if element = strings.TrimSpace(element); element != "" {
			elements = append(elements, element)
		}
	}
	return elements
}

// resources reads what all resources have, and tells the evaluator of their types.
func (r *reader) resources(raw any) []resource {
	at := place("Resources")
	if raw == nil {
		r.failf(at, "is missing; a template has an object of resources by logical id")
		return nil
	}
	object := r.object(at, raw)
	var resources []resource
	for _, logicalID := range sortedKeys(object) {
		here := at.field(logicalID)
		if strings.HasPrefix(logicalID, "Fn::") {
			continue // only the deployment knows the resources that Fn::ForEach and Fn::Transform make
		}
		if logicalID == "" {
			r.failf(at, "has a resource without logical id")
		}
		definition := r.object(here, object[logicalID])
		typeName, isText := definition["Type"].(string)
		if !isText {
			r.failf(here.field("Type"), "is %s; every resource has the name of its type", describe(definition["Type"]))
		}
		next := resource{at: here.field("Properties"), logicalID: logicalID, typeName: typeName}
		next.condition, _ = definition["Condition"].(string)
		if definition["Properties"] != nil {
			next.properties = r.object(next.at, definition["Properties"])
		}
		r.evaluator.resourceTypes[logicalID] = typeName
		resources = append(resources, next)
	}
	return resources
}

// each reads the resources of one type, in the order of their logical ids.
func each[T any](resources []resource, typeName string, readOne func(resource) T) []T {
	var found []T
	for _, next := range resources {
		if next.typeName == typeName {
			found = append(found, readOne(next))
		}
	}
	return found
}

// handedOn returns the logical ids of the resources that another stack or a custom resource gets to know, by an export, as a
// parameter of a nested stack, or as a property.
func (r *reader) handedOn(outputs any, resources []resource) map[string]bool {
	found := map[string]bool{}
	byName, _ := outputs.(map[string]any)
	for _, output := range byName {
		if definition, _ := output.(map[string]any); definition["Export"] != nil {
			r.mentioned(definition["Value"], found)
		}
	}
	for _, next := range resources {
		if next.typeName == "AWS::CloudFormation::Stack" || isCustom(next.typeName) {
			r.mentioned(next.properties, found)
		}
	}
	return found
}

// mentioned adds the logical ids of the resources whose Ref is in a part of the template.
func (r *reader) mentioned(raw any, found map[string]bool) {
	switch raw := raw.(type) {
	case []any:
		for _, element := range raw {
			r.mentioned(element, found)
		}
	case map[string]any:
		if text, err := r.evaluator.text(raw); err == nil {
			for _, each := range text.parts {
				if each.resource {
					found[each.text] = true
				}
			}
		}
		for _, element := range raw {
			r.mentioned(element, found)
		}
	}
}

func (r *reader) object(at place, raw any) map[string]any {
	object, isObject := raw.(map[string]any)
	if !isObject {
		r.failf(at, "is %s; allowed is an object", describe(raw))
	}
	return object
}

// objectOrDeferred returns an object, and false for one that only the deployment knows.
func (r *reader) objectOrDeferred(at place, raw any) (map[string]any, bool) {
	if isAbsent(raw) {
		return nil, true
	}
	if _, _, found := intrinsic(raw); found {
		return nil, false
	}
	return r.object(at, raw), true
}

// text reads an optional text; it is empty where there is none.
func (r *reader) text(at place, raw any) value {
	if isAbsent(raw) {
		return value{}
	}
	text, err := r.evaluator.text(raw)
	if err != nil {
		r.failf(at, "%w", err)
	}
	return text
}

// requiredText reads a text that must be there.
func (r *reader) requiredText(at place, raw any) value {
	if isAbsent(raw) {
		r.failf(at, "is missing; it is required")
		return value{}
	}
	return r.text(at, raw)
}

// list reads an optional list, and returns false for one that only the deployment knows.
func (r *reader) list(at place, raw any) ([]any, bool) {
	if isAbsent(raw) {
		return nil, true
	}
	elements, known, err := r.evaluator.list(raw)
	if err != nil {
		r.failf(at, "%w", err)
	}
	return elements, known
}

// texts reads an optional list of texts, or a single text in place of it.
func (r *reader) texts(at place, raw any) (texts []value, known bool) {
	if _, isText := raw.(string); isText {
		return []value{r.text(at, raw)}, true
	}
	elements, known := r.list(at, raw)
	if single, err := r.evaluator.text(raw); !known && err == nil {
		if _, isLiteral := single.literal(); isLiteral {
			return []value{single}, true
		}
	}
	for i, element := range elements {
		texts = append(texts, r.text(at.item(i), element))
	}
	return texts, known
}

// boolean reads an optional boolean, whose default is false. CloudFormation also takes it as text.
func (r *reader) boolean(at place, raw any) answer {
	text := r.text(at, raw)
	known, isLiteral := text.literal()
	switch {
	case !isLiteral:
		return unknown
	case slices.Contains([]string{"", "false", "False"}, known):
		return no
	case slices.Contains([]string{"true", "True"}, known):
		return yes
	default:
		r.failf(at, "is %q; allowed are true and false", known)
		return unknown
	}
}
