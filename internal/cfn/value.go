package cfn

import (
	"slices"
	"strings"
)

// Value is a text as far as it is known before the deployment: literals and what the deployment fills in. It never changes.
type Value struct {
	parts []Part // no two literals side by side, none of them empty
}

// Part is a literal, or something that the deployment fills in. Two parts that are equal are the same text after the deployment.
type Part struct {
	// Text is the literal; of what the deployment fills in, it is what people call it: "Access/Users", "Access/Files.Arn", "AWS::Region",
	// or the intrinsic function as JSON.
	Text string

	kind      partKind
	resource  *Resource
	attribute string // of the resource; empty for what Ref returns
	stack     *Stack // that the name or expression belongs to; nil where it means the same in all
	runtime   *runtimeText
	reason    string // why it is not known
}

type partKind uint8

const (
	literalPart partKind = iota
	resourcePart
	parameterPart
	pseudoParameterPart
	expressionPart
	runtimePart
)

// IsLiteral reports whether the text is known before the deployment.
func (p Part) IsLiteral() bool { return p.kind == literalPart }

// Resource returns the resource whose Ref or attribute the part is, nil for all else. The attribute is empty for Ref.
func (p Part) Resource() (resource *Resource, attribute string) { return p.resource, p.attribute }

// Value is a value with no other part.
func (p Part) Value() Value { return newValue(p) }

// Reason says why the part is not known before the deployment; it is empty for a literal.
func (p Part) Reason() string { return p.reason }

// Literal is a text that is known.
func Literal(text string) Value {
	return newValue(Part{Text: text})
}

// Join puts values one behind the other.
func Join(values ...Value) Value {
	count := 0
	for _, each := range values {
		count += len(each.parts)
	}
	merged := make([]Part, 0, count)
	for _, each := range values {
		merged = appendParts(merged, each.parts)
	}
	return Value{parts: merged}
}

func newValue(parts ...Part) Value {
	return Value{parts: appendParts(make([]Part, 0, len(parts)), parts)}
}

// appendParts leaves out empty literals, and makes one of two literals side by side.
func appendParts(merged, parts []Part) []Part {
	for _, next := range parts {
		last := len(merged) - 1
		switch {
		case next.IsLiteral() && next.Text == "":
		case next.IsLiteral() && last >= 0 && merged[last].IsLiteral():
			merged[last].Text += next.Text
		default:
			merged = append(merged, next)
		}
	}
	return merged
}

// expression is a value that nobody can evaluate before the deployment.
func expression(stack *Stack, text, reason string) Value {
	return newValue(Part{Text: text, kind: expressionPart, stack: stack, reason: reason})
}

// Parts returns the literals and what the deployment fills in, in their order; two literals never stand side by side.
func (v Value) Parts() []Part { return slices.Clone(v.parts) }

// Literal returns the text of a value that is known before the deployment. The name that a template gives to a resource is not one:
// see [Same].
func (v Value) Literal() (string, bool) {
	switch {
	case len(v.parts) == 0:
		return "", true
	case len(v.parts) == 1 && v.parts[0].IsLiteral():
		return v.parts[0].Text, true
	default:
		return "", false
	}
}

// Is reports whether the value is certainly this text. It is false where only the deployment knows.
func (v Value) Is(text string) bool {
	own, known := v.Literal()
	return known && own == text
}

// IsEmpty reports whether the value is certainly the empty text.
func (v Value) IsEmpty() bool { return len(v.parts) == 0 }

// Resource returns the resource whose Ref the whole value is, or an attribute that returns the same.
func (v Value) Resource() (*Resource, bool) {
	for _, each := range v.parts {
		if each.resource != nil && slices.Equal(v.parts, each.resource.Ref().parts) {
			return each.resource, true
		}
	}
	return nil, false
}

// Prefix returns the literal that the value begins with.
func (v Value) Prefix() string {
	if len(v.parts) == 0 || !v.parts[0].IsLiteral() {
		return ""
	}
	return v.parts[0].Text
}

// Suffix returns the literal that the value ends with.
func (v Value) Suffix() string {
	if len(v.parts) == 0 || !v.parts[len(v.parts)-1].IsLiteral() {
		return ""
	}
	return v.parts[len(v.parts)-1].Text
}

// Cut slices the value around the first separator in one of its literals.
func (v Value) Cut(separator string) (before, after Value, found bool) {
	for i, each := range v.parts {
		if !each.IsLiteral() {
			continue
		}
		if head, tail, here := strings.Cut(each.Text, separator); here {
			left := append(slices.Clone(v.parts[:i]), Part{Text: head})
			right := append([]Part{{Text: tail}}, v.parts[i+1:]...)
			return newValue(left...), newValue(right...), true
		}
	}
	return v, Value{}, false
}

// Contains reports whether one of the literals has a text in it.
func (v Value) Contains(text string) bool {
	return slices.ContainsFunc(v.parts, func(each Part) bool { return each.IsLiteral() && strings.Contains(each.Text, text) })
}

// Holds reports whether the value certainly has another one in it. The name that a template gives to a resource is that text.
func (v Value) Holds(other Value) bool {
	v, other = alike(v, other)
	text, known := other.Literal()
	if known {
		return v.Contains(text)
	}
	start := other.parts[0]
	for i, part := range v.parts {
		rest := v.parts[i:]
		if part.IsLiteral() && start.IsLiteral() && strings.HasSuffix(part.Text, start.Text) {
			rest = append([]Part{start}, rest[1:]...)
		}
		if _, found := cutParts(rest, other.parts); found {
			return true
		}
	}
	return false
}

// IsARN reports whether the value begins like an ARN, so that it can be nothing else.
func (v Value) IsARN() bool { return strings.HasPrefix(v.Prefix(), "arn:") }

// HasWildcard reports whether one of the literals has a * or ? in it.
func (v Value) HasWildcard() bool { return v.Contains("*") || v.Contains("?") }

// Lower turns the literals into lower case, for what is compared without regard to it.
func (v Value) Lower() Value {
	parts := slices.Clone(v.parts)
	for i := range parts {
		if parts[i].IsLiteral() {
			parts[i].Text = strings.ToLower(parts[i].Text)
		}
	}
	return newValue(parts...)
}

// Reason says why the value is not known before the deployment; it is empty for a literal.
func (v Value) Reason() string {
	for _, each := range v.parts {
		if !each.IsLiteral() {
			return each.reason
		}
	}
	return ""
}

// String writes the value as Fn::Sub does, with the names that people use: "${Access/Files.Arn}/users/*".
func (v Value) String() string {
	var text strings.Builder
	for rest := v.parts; len(rest) > 0; {
		if arn, after, found := leadingARN(rest); found {
			text.WriteString(arn)
			rest = after
			continue
		}
		writePart(&text, rest[0])
		rest = rest[1:]
	}
	return text.String()
}

func writePart(text *strings.Builder, part Part) {
	if part.IsLiteral() || strings.HasPrefix(part.Text, "{") || strings.HasPrefix(part.Text, "[") {
		text.WriteString(part.Text)
		return
	}
	text.WriteString("${" + part.Text + "}")
}

// leadingARN finds the ARN of a resource at the beginning of a value, and shows it as what a template would write.
func leadingARN(parts []Part) (shown string, rest []Part, found bool) {
	if !strings.HasPrefix(parts[0].Text, "arn:") {
		return "", nil, false
	}
	for _, each := range parts {
		if each.resource == nil {
			continue
		}
		arn, known := each.resource.ARN()
		if !known {
			return "", nil, false
		}
		rest, found = cutParts(parts, arn.parts)
		return "${" + each.resource.arnName() + "}", rest, found
	}
	return "", nil, false
}

// cutParts removes what a value begins with; its last literal may go on.
func cutParts(parts, start []Part) (rest []Part, found bool) {
	for i, want := range start {
		last := i == len(start)-1
		switch {
		case i >= len(parts):
			return nil, false
		case parts[i] == want:
		case last && want.IsLiteral() && parts[i].IsLiteral() && strings.HasPrefix(parts[i].Text, want.Text):
			return append([]Part{{Text: parts[i].Text[len(want.Text):]}}, parts[i+1:]...), true
		default:
			return nil, false
		}
	}
	return parts[len(start):], true
}
