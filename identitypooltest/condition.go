package identitypooltest

import (
	"fmt"
	"strings"
)

// condition is one key of one operator in a statement. All conditions of a statement must hold.
//
// See: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
type condition struct {
	operatorForm

	operator string // as it is written
	key      string
	values   []value
}

// operatorForm is an operator taken apart.
type operatorForm struct {
	understood bool
	quantifier quantifier
	negated    bool
	ifExists   bool
	null       bool
	compare    func(pattern, text value) answer
}

// quantifier says how an operator treats a condition key with several values.
//
// See: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
type quantifier string

const (
	singleValue  quantifier = ""
	forAnyValue  quantifier = "ForAnyValue"
	forAllValues quantifier = "ForAllValues"
)

func parseOperator(operator string) operatorForm {
	form := operatorForm{understood: true}
	base := operator
	if before, after, found := strings.Cut(operator, ":"); found {
		form.quantifier, base = quantifier(before), after
		form.understood = form.quantifier == forAnyValue || form.quantifier == forAllValues
	}
	base, form.ifExists = strings.CutSuffix(base, "IfExists")
	if rest, found := strings.CutPrefix(base, "StringNot"); found {
		base, form.negated = "String"+rest, true
	}
	switch base {
	case "StringEquals":
		form.compare = same
	case "StringLike":
		form.compare = like
	case "StringEqualsIgnoreCase":
		form.compare = sameIgnoringCase
	case "Null":
		form.null = true
		form.understood = form.quantifier == singleValue && !form.ifExists
	default:
		form.understood = false
	}
	return form
}

func sameIgnoringCase(a, b value) answer { return same(lowerCase(a), lowerCase(b)) }

func (r *reader) readConditions(read *statement, at place, raw any) (unclear string) {
	operators, known := r.objectOrDeferred(at, raw)
	if !known {
		return "has conditions that are known only to the deployment"
	}
	for _, operator := range sortedKeys(operators) {
		keys, known := r.objectOrDeferred(at.field(operator), operators[operator])
		if !known {
			return "has conditions that are known only to the deployment"
		}
		for _, key := range sortedKeys(keys) {
			if isAbsent(keys[key]) {
				continue
			}
			values, _ := r.texts(at.field(operator).field(key), r.listOf(keys[key])) // what the deployment knows is one value of the list
			read.conditions = append(read.conditions, condition{
				operatorForm: parseOperator(operator), operator: operator, key: key, values: values,
			})
		}
	}
	return ""
}

// listOf puts a single value of a condition into a list, and the elements of list parameters in their place.
func (r *reader) listOf(raw any) any {
	elements, isList := raw.([]any)
	if !isList {
		elements = []any{raw}
	}
	var flat []any
	for _, element := range elements {
		if inner, known, err := r.evaluator.list(element); isIntrinsic(element) && known && err == nil {
			flat = append(flat, inner...)
		} else {
			flat = append(flat, element)
		}
	}
	return flat
}

// holds reports whether a request meets the condition.
func (c condition) holds(request assumption) verdict {
	key, present := request.find(c.key)
	switch {
	case !c.understood:
		return verdict{unknown, fmt.Sprintf("has a condition %s, which is not understood", c.operator)}
	case present == unknown:
		return verdict{unknown, fmt.Sprintf("has a condition on %s, whose value is known only at run time", c.key)}
	case c.null:
		return verdict{c.isNull(present), "wants to know whether there is a " + c.key}
	case present == no:
		return verdict{answerOf(c.holdsWithoutKey()), fmt.Sprintf("has a condition on %s, which the request does not have", c.key)}
	default:
		return verdict{c.holdsFor(key), fmt.Sprintf("wants %s to be %s, and it is %s", c.key, c.wanted(), listed(key.values))}
	}
}

// isNull answers Null: "true" asks for the key to be absent, "false" for it to be there.
func (c condition) isNull(present answer) answer {
	return anyOf(c.values, func(wanted value) answer {
		switch {
		case wanted.is("true"):
			return present.not()
		case wanted.is("false"):
			return present
		default:
			return unknown
		}
	})
}

// holdsWithoutKey is for a request that lacks the key: only ForAnyValue asks for a value in each of its forms.
func (c condition) holdsWithoutKey() bool {
	return c.ifExists || c.quantifier == forAllValues || c.negated && c.quantifier != forAnyValue
}

func (c condition) holdsFor(key contextKey) answer {
	switch {
	case c.quantifier == forAllValues && key.others == nil:
		return allOf(key.values, c.matches)
	case c.quantifier == forAllValues:
		return min(unknown, allOf(key.values, c.matches))
	case c.quantifier == forAnyValue:
		return c.matchesAny(key)
	case key.many:
		return min(unknown, c.matchesAny(key)) // what an operator for one value makes of several is not documented
	default:
		return c.matches(key.values[0])
	}
}

func (c condition) matchesAny(key contextKey) answer {
	return max(anyOf(key.values, c.matches), c.othersMatch(key))
}

// matches reports whether one value of the request meets the condition.
func (c condition) matches(text value) answer {
	found := anyOf(c.values, func(pattern value) answer {
		if pattern.contains("${") {
			return unknown // a policy variable
		}
		return c.compare(pattern, text)
	})
	if c.negated {
		return found.not()
	}
	return found
}

// othersMatch reports whether one of the values that aren't listed meets the condition.
func (c condition) othersMatch(key contextKey) answer {
	if key.others == nil {
		return no
	}
	if c.negated {
		return unknown
	}
	return anyOf(c.values, key.others)
}

func (c condition) wanted() string {
	text := listed(c.values)
	if c.negated {
		return "other than " + text
	}
	return text
}

func listed(values []value) string {
	texts := make([]string, 0, len(values))
	for _, each := range values {
		texts = append(texts, each.String())
	}
	return strings.Join(texts, " or ")
}

// find returns what the request says about a condition key. IAM compares the names of keys without regard to case.
func (a assumption) find(name string) (contextKey, answer) {
	for _, key := range a.context {
		if strings.EqualFold(key.name, name) {
			return key, answerOf(len(key.values) > 0)
		}
	}
	for _, prefix := range a.foreignKeys {
		if len(name) > len(prefix) && strings.EqualFold(name[:len(prefix)], prefix) {
			return contextKey{}, no
		}
	}
	return contextKey{}, unknown
}
