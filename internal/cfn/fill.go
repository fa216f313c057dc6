package cfn

import (
	"fmt"
	"strconv"
	"strings"
)

// What stands for a part that the deployment fills in, in a text that holds JSON: its index between these characters, which are for
// private use.
const (
	fillStart = "\ue000"
	fillEnd   = "\ue001"
)

// JSON reads a text that holds JSON, such as a policy that is written as a text, also one that Fn::Sub, Fn::Join or Fn::ToJsonString
// make. It is false where the text isn't JSON, or where the deployment fills in more than texts.
func (p Property) JSON() (Property, bool) {
	if name, argument, found := p.written.function(); found && name == "Fn::ToJsonString" {
		return p.evaluate(argument), true
	}
	source, fills, ok := p.Text().withPlaceholders()
	if !ok || p.kind != Text {
		return Property{}, false
	}
	document, err := parseJSON(p.Position().File, source)
	if err != nil {
		return Property{}, false
	}
	document.fills, document.literal, document.within = fills, true, &p
	return (&evaluation{deployment: p.deployment}).resolve(p.stack, document.root()), true
}

// withPlaceholders writes the value as a text in which each part that the deployment fills in is a placeholder.
func (v Value) withPlaceholders() (text string, fills []Part, ok bool) {
	var source strings.Builder
	for _, part := range v.parts {
		switch {
		case !part.IsLiteral():
			fmt.Fprintf(&source, "%s%d%s", fillStart, len(fills), fillEnd)
			fills = append(fills, part)
		case strings.ContainsAny(part.Text, fillStart+fillEnd):
			return "", nil, false
		default:
			source.WriteString(part.Text)
		}
	}
	return source.String(), fills, true
}

// filled is a text, with the parts that the deployment fills in where placeholders stand.
func (n node) filled() Value {
	return n.document.fill(n.text())
}

// shown is the value as JSON on one line, and where it is only if that would be very long.
func (n node) shown() string {
	switch {
	case n.document == nil:
		return "null"
	case n.size() > maxShown:
		return fmt.Sprintf("{%s at %s}", n.kind(), n.path())
	}
	return n.document.fill(n.compact()).String()
}

func (d *document) fill(text string) Value {
	if d.fills == nil {
		return Literal(text)
	}
	var parts []Part
	for {
		before, rest, found := strings.Cut(text, fillStart)
		number, after, _ := strings.Cut(rest, fillEnd)
		index, err := strconv.Atoi(number)
		if !found || err != nil || index < 0 || index >= len(d.fills) {
			return newValue(append(parts, Part{Text: text})...)
		}
		parts = append(parts, Part{Text: before}, d.fills[index])
		text = after
	}
}
