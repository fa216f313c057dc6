package cfn

import (
	"fmt"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/answer"
)

// Kind says what a property is.
type Kind uint8

// The kinds of properties. Deferred is what may be anything: only the deployment knows. A text of which the deployment fills in a
// part is a Text.
const (
	Absent Kind = iota
	Text
	Number
	Bool
	List
	Object
	Deferred
)

// String returns what a message calls it: "a list".
func (k Kind) String() string {
	return [...]string{"nothing", "a text", "a number", "a boolean", "a list", "an object", "known to the deployment only"}[k]
}

// Property is a place in the properties of a resource, in one deployment: intrinsic functions are evaluated there as far as they can be,
// and AWS::NoValue is absent. The zero value is absent.
type Property struct {
	deployment *Deployment
	stack      *Stack // to which the names in content belong
	written    node   // where the property stands; what holds it where it is absent
	missing    string // the way from written to what is absent
	kind       Kind
	content    node    // of a list or object
	values     []Value // of a list that intrinsic functions made
	isComputed bool
	value      Value // of all others
}

func textProperty(value Value) Property { return Property{kind: Text, value: value} }

// Kind says what the property is.
func (p Property) Kind() Kind { return p.kind }

// Exists reports whether there is a value, if only one that the deployment knows.
func (p Property) Exists() bool { return p.kind != Absent }

// Field returns a member of an object. Of what only the deployment knows, the members are as little known; all else has none.
func (p Property) Field(name string) Property {
	switch p.kind { //nolint:exhaustive // all others have no members
	case Object:
		if value := p.content.field(name); value.kind() != Absent {
			return p.evaluate(value)
		}
		if p.makesFields() {
			return p.deferred("the transform may make it")
		}
	case Deferred:
		return p
	}
	return Property{deployment: p.deployment, stack: p.stack, written: p.written, missing: p.missing + "/" + name}
}

// makesFields reports whether something in an object makes members of it at the deployment.
func (p Property) makesFields() bool {
	for key := range p.content.members() {
		if isMacro(key.text()) && !p.content.document.literal {
			return true
		}
	}
	return false
}

func isMacro(key string) bool {
	return key == "Fn::Transform" || strings.HasPrefix(key, "Fn::ForEach::")
}

func (p Property) deferred(reason string) Property {
	p.kind, p.value = Deferred, expression(p.stack, p.content.shown(), reason)
	return p
}

// Fields returns the names of the members of an object that exist, in the order of the file. It is false where only the deployment
// knows all of them; those that are known are returned all the same. All but an object has none.
func (p Property) Fields() (names []string, known bool) {
	if p.kind == Deferred {
		return nil, false
	}
	if p.kind != Object {
		return nil, true
	}
	for key, value := range p.content.members() {
		name := key.text()
		if isMacro(name) && !p.content.document.literal {
			continue
		}
		if p.evaluate(value).Exists() {
			names = append(names, name)
		}
	}
	return names, !p.makesFields()
}

// Items returns the elements of a list that exist. It is false where only the deployment knows them. All but a list has none: see
// [Property.OneOrMore].
func (p Property) Items() (items []Property, known bool) {
	if p.kind == Deferred {
		return nil, false
	}
	for _, value := range p.values {
		item := textProperty(value)
		item.deployment, item.stack, item.written = p.deployment, p.stack, p.written
		items = append(items, item)
	}
	if p.kind == List && !p.isComputed {
		for element := range p.content.items() {
			if item := p.evaluate(element); item.Exists() {
				items = append(items, item)
			}
		}
	}
	return items, true
}

// OneOrMore is [Property.Items] where a single value may stand in place of a list with one.
func (p Property) OneOrMore() (items []Property, known bool) {
	switch p.kind {
	case List, Deferred, Absent:
		return p.Items()
	default:
		return []Property{p}, true
	}
}

// Text returns a text, number or boolean; numbers and booleans as they are written. What is absent is empty. A list of texts that is
// known is joined with commas, as where CloudFormation takes a parameter of that type; another list or an object is a value with a
// reason.
func (p Property) Text() Value {
	switch {
	case p.kind == Absent:
		return Value{}
	case p.kind == List && p.isComputed:
		return Join(separated(Literal(","), p.values)...)
	case p.kind == List || p.kind == Object:
		return expression(p.stack, p.content.shown(), fmt.Sprintf("is %s where a text should be", p.kind))
	default:
		return p.value
	}
}

// Bool reads a boolean, which CloudFormation also takes as text. What is absent is no, and what is neither true nor false is unknown.
func (p Property) Bool() answer.Answer {
	text, known := p.Text().Literal()
	switch {
	case p.kind == Absent:
		return answer.No
	case known && strings.EqualFold(text, "true"):
		return answer.Yes
	case known && strings.EqualFold(text, "false"):
		return answer.No
	default:
		return answer.Unknown
	}
}

// Reason says why the property is not known before the deployment; it is empty where it is known.
func (p Property) Reason() string {
	if p.kind == Absent || (p.kind == List || p.kind == Object) && !p.isComputed {
		return ""
	}
	return p.Text().Reason()
}

// Position is the line of the property's key, or of the element of a list; that of what would hold it, where it is absent.
func (p Property) Position() Position { return p.written.place().position() }

// Path is the way to the property: from the resource, as in "Properties/RoleMappings/users/Rules/0", or from the beginning of the
// template where it stands outside of a resource.
func (p Property) Path() string {
	if p.written.document == nil {
		return strings.TrimPrefix(p.missing, "/")
	}
	path := p.written.path()
	if steps := strings.SplitN(path, "/", 3); len(steps) == 3 && steps[0] == "Resources" { // Resources, the logical id, the rest
		path = steps[2]
	}
	return path + p.missing
}

// Resource is the resource in whose definition the property stands; nil where it stands outside of one.
func (p Property) Resource() *Resource {
	if p.written.document == nil || p.stack == nil {
		return nil
	}
	steps := strings.SplitN(p.written.path(), "/", 3)
	if len(steps) < 2 || steps[0] != "Resources" {
		return nil
	}
	return p.stack.byLogicalID[steps[1]]
}

// Written is the property as the template writes it, in JSON on one line and with the intrinsic functions in it.
func (p Property) Written() string { return p.written.shown() }

func (p Property) evaluate(n node) Property {
	return (&evaluation{deployment: p.deployment}).resolve(p.stack, n)
}
