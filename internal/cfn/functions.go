package cfn

import (
	"encoding/base64"
	"strconv"
	"strings"
)

// separated puts a separator between values.
func separated(separator Value, values []Value) []Value {
	var pieces []Value
	for i, value := range values {
		if i > 0 {
			pieces = append(pieces, separator)
		}
		pieces = append(pieces, value)
	}
	return pieces
}

// bounded keeps a text that repeats itself from growing without end.
func (e *evaluation) bounded(stack *Stack, n node, values []Value) Property {
	length := 0
	for _, value := range values {
		for _, part := range value.parts {
			if length += len(part.Text); length > maxTextBytes {
				return e.deferred(stack, n, "the text is longer than 1 MB")
			}
		}
	}
	return textProperty(stack.withDynamicReferences(Join(values...)))
}

func (e *evaluation) join(stack *Stack, n, argument node) Property {
	separator, list, isPair := argument.pair()
	if !isPair || separator.kind() != Text {
		return e.malformed(stack, n, "a separator and a list")
	}
	values, known, reason := e.values(stack, list)
	if !known {
		return e.deferred(stack, n, reason)
	}
	return e.bounded(stack, n, separated(separator.filled(), values))
}

// values are the elements of a list, as texts.
func (e *evaluation) values(stack *Stack, n node) (values []Value, known bool, reason string) {
	list := e.resolve(stack, n)
	switch {
	case list.kind == Deferred:
		return nil, false, list.Reason()
	case list.kind != List:
		return nil, false, "is " + list.kind.String() + " where a list should be"
	case list.isComputed:
		return list.values, true, ""
	}
	for element := range list.content.items() {
		if item := e.resolve(list.stack, element); item.Exists() {
			values = append(values, item.Text())
		}
	}
	return values, true, ""
}

func (e *evaluation) sub(stack *Stack, n, argument node) Property {
	if argument.kind() == Text {
		return e.substitute(stack, n, argument.text(), node{})
	}
	template, variables, isPair := argument.pair()
	if !isPair || template.kind() != Text || variables.kind() != Object {
		return e.malformed(stack, n, "a text, or a text and its variables")
	}
	return e.substitute(stack, n, template.text(), variables)
}

// substitute replaces ${Name}, ${Name.Attribute} and the variables that are given. ${!Name} stands for ${Name} as it is.
func (e *evaluation) substitute(stack *Stack, n node, template string, variables node) Property {
	var pieces []Value
	for {
		before, rest, found := strings.Cut(template, "${")
		name, after, closed := strings.Cut(rest, "}")
		if !found || !closed {
			return e.bounded(stack, n, append(pieces, Literal(template)))
		}
		pieces = append(pieces, Literal(before))
		if filledIn, behind, isServerless := cutServerlessVariable(template[len(before):]); isServerless {
			pieces, template = append(pieces, filledIn), behind
			continue
		}
		pieces = append(pieces, e.variable(stack, n, name, variables))
		template = after
	}
}

func (e *evaluation) variable(stack *Stack, n node, name string, variables node) Value {
	if escaped, isEscaped := strings.CutPrefix(name, "!"); isEscaped {
		return Literal("${" + escaped + "}")
	}
	name = strings.TrimSpace(name)
	if given := variables.field(name); given.kind() != Absent {
		return e.text(stack, given)
	}
	if logicalID, attribute, hasDot := strings.Cut(name, "."); hasDot {
		return e.attribute(stack, n, logicalID, attribute).Text()
	}
	return e.ref(stack, n, name).Text()
}

func (e *evaluation) selectItem(stack *Stack, n, argument node) Property {
	index, list, isPair := argument.pair()
	if !isPair {
		return e.malformed(stack, n, "an index and a list")
	}
	text, known := e.text(stack, index).Literal()
	if !known {
		return e.deferred(stack, n, "the index is not known")
	}
	position, err := strconv.Atoi(text)
	if err != nil || position < 0 {
		return e.malformed(stack, n, "an index and a list")
	}
	found := e.resolve(stack, list)
	if found.kind == Deferred {
		return e.deferred(stack, n, found.Reason())
	}
	if found.isComputed && position < len(found.values) {
		return textProperty(found.values[position])
	}
	for element := range found.content.items() {
		if position == 0 {
			return e.resolve(found.stack, element)
		}
		position--
	}
	return e.deferred(stack, n, "the list has no element "+text)
}

// split can be done where no part that the deployment fills in may hold the separator.
func (e *evaluation) split(stack *Stack, n, argument node) Property {
	separator, text, isPair := argument.pair()
	if !isPair || separator.text() == "" {
		return e.malformed(stack, n, "a separator and a text")
	}
	rest := e.text(stack, text)
	for _, part := range rest.parts {
		if !part.IsLiteral() && !part.Lacks(separator.text()) {
			return e.deferred(stack, n, part.reason)
		}
	}
	var pieces []Value
	for {
		before, after, found := rest.Cut(separator.text())
		pieces = append(pieces, before)
		if !found {
			return Property{kind: List, values: pieces, isComputed: true}
		}
		rest = after
	}
}

func (e *evaluation) findInMap(stack *Stack, n, argument node) Property {
	var steps []node
	for item := range argument.items() {
		steps = append(steps, item)
	}
	const names = 3 // of the mapping, the first key and the second
	if len(steps) != names && len(steps) != names+1 {
		return e.malformed(stack, n, "the name of a mapping and two keys")
	}
	at := node{}
	for i, step := range steps[:names] {
		name := e.text(stack, step)
		text, known := name.Literal()
		if !known {
			return e.deferred(stack, n, name.Reason())
		}
		if i == 0 {
			at = stack.mappings[text]
			continue
		}
		at = at.field(text)
	}
	switch {
	case at.kind() != Absent:
		return e.elsewhere(stack, at)
	case len(steps) > names && steps[names].field("DefaultValue").kind() != Absent:
		return e.resolve(stack, steps[names].field("DefaultValue"))
	case stack.hasTransform():
		return e.deferred(stack, n, "made by the transform "+strings.Join(stack.transforms, ", "))
	default:
		return e.deferred(stack, n, "the mapping has no such key")
	}
}

func (e *evaluation) base64(stack *Stack, n, argument node) Property {
	value := e.text(stack, argument)
	text, known := value.Literal()
	if !known {
		return e.deferred(stack, n, value.Reason())
	}
	return textProperty(Literal(base64.StdEncoding.EncodeToString([]byte(text))))
}

func (e *evaluation) length(stack *Stack, n, argument node) Property {
	values, known, reason := e.values(stack, argument)
	if !known {
		return e.deferred(stack, n, reason)
	}
	return Property{kind: Number, value: Literal(strconv.Itoa(len(values)))}
}

// withDynamicReferences leaves {{resolve:…}} to the deployment, also where it is put together from several parts. It is read in the
// account and region of the stack.
//
// See: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
func (s *Stack) withDynamicReferences(text Value) Value {
	const start, end = "{{resolve:", "}}"
	var values []Value
	for {
		before, rest, found := text.Cut(start)
		reference, after, closed := rest.Cut(end)
		if !found || !closed {
			if values == nil {
				return text
			}
			return Join(append(values, text)...)
		}
		written := Join(Literal(start), reference, Literal(end)).String()
		values = append(values, before, expression(s.environment, written, "it is read from where "+written+" says"))
		text = after
	}
}
