package cfn

import (
	"encoding/json"
	"iter"
	"sort"
	"strconv"
	"strings"
	"sync"
)

// document is a text in JSON whose values can be found without making a copy of them: a template of 1 MB takes 2 MB.
type document struct {
	file    string
	source  string
	spans   []span
	fills   []Part    // what stands for the private characters in a text that was put together; see [Property.JSON]
	literal bool      // no intrinsic functions: a text that holds JSON
	within  *Property // whose text is the source
	placed  bool      // the source is what somebody wrote, so that its lines mean something

	lineStarts func() []uint32
}

// span is where a value or key stands in the source. A list or object is followed by what it holds, up to the span with the index end;
// all others end at the offset end.
type span struct{ start, end uint32 }

func newDocument(file, source string, spans []span) *document {
	return &document{file: file, source: source, spans: spans, placed: true, lineStarts: sync.OnceValue(func() []uint32 {
		starts := make([]uint32, 1, 1+strings.Count(source, "\n"))
		for i := range len(source) {
			if source[i] == '\n' {
				starts = append(starts, uint32(i+1))
			}
		}
		return starts
	})}
}

func (d *document) root() node { return node{document: d} }

func (d *document) line(offset uint32) int {
	starts := d.lineStarts()
	return sort.Search(len(starts), func(i int) bool { return starts[i] > offset })
}

// node is a value in a document. The zero value is one that isn't there.
type node struct {
	document *document
	index    uint32
}

func (n node) span() span { return n.document.spans[n.index] }

// kind is what the first character says. A null is absent, as in CloudFormation.
func (n node) kind() Kind {
	if n.document == nil {
		return Absent
	}
	switch n.document.source[n.span().start] {
	case '"':
		return Text
	case '{':
		return Object
	case '[':
		return List
	case 't', 'f':
		return Bool
	case 'n':
		return Absent
	default:
		return Number
	}
}

// text returns a text without its quotes, a number or boolean as it is written, and nothing for all else.
func (n node) text() string {
	switch n.kind() {
	case Text:
		return unquote(n.written())
	case Number, Bool:
		return n.written()
	default:
		return ""
	}
}

// written returns a text, number, boolean or null as it is in the source.
func (n node) written() string {
	at := n.span()
	return n.document.source[at.start:at.end]
}

func unquote(quoted string) string {
	plain := quoted[1 : len(quoted)-1]
	if !strings.Contains(plain, `\`) {
		return plain
	}
	var text string
	if err := json.Unmarshal([]byte(quoted), &text); err != nil {
		return plain // the parser has checked all escapes
	}
	return text
}

// after returns the index that follows the value and all that it holds.
func (n node) after() uint32 {
	if kind := n.kind(); kind == List || kind == Object {
		return n.span().end
	}
	return n.index + 1
}

func (n node) at(index uint32) node { return node{document: n.document, index: index} }

// items are the elements of a list; all else has none.
func (n node) items() iter.Seq[node] {
	return func(yield func(node) bool) {
		if n.kind() != List {
			return
		}
		for i, end := n.index+1, n.span().end; i < end; {
			item := n.at(i)
			if !yield(item) {
				return
			}
			i = item.after()
		}
	}
}

// members are the keys and values of an object, in the order of the source; all else has none.
func (n node) members() iter.Seq2[node, node] {
	return func(yield func(key, value node) bool) {
		if n.kind() != Object {
			return
		}
		for i, end := n.index+1, n.span().end; i < end; {
			value := n.at(i + 1)
			if !yield(n.at(i), value) {
				return
			}
			i = value.after()
		}
	}
}

// field returns the value of a key, absent where there is none.
func (n node) field(name string) node {
	for key, value := range n.members() {
		if key.text() == name {
			return value
		}
	}
	return node{}
}

// length is the number of a list's elements or an object's members.
func (n node) length() int {
	count := 0
	for range n.items() {
		count++
	}
	for range n.members() {
		count++
	}
	return count
}

// sole returns the only member of an object that has no other.
func (n node) sole() (name string, value node, found bool) {
	if n.kind() != Object || n.span().end == n.index+1 {
		return "", node{}, false
	}
	key := n.index + 1
	if value = n.at(key + 1); value.after() != n.span().end {
		return "", node{}, false
	}
	return n.at(key).text(), value, true
}

// pair returns the two elements of a list of two.
func (n node) pair() (first, second node, found bool) {
	if n.kind() != List || n.length() != 2 {
		return node{}, node{}, false
	}
	first = n.at(n.index + 1)
	return first, n.at(first.after()), true
}

// position is where the value stands. What was never written in a file has none.
func (n node) position() Position {
	if n.document != nil && n.document.within != nil {
		return n.document.within.Position()
	}
	if n.document == nil || !n.document.placed {
		return Position{}
	}
	return Position{File: n.document.file, Line: n.document.line(n.span().start)}
}

// place is the key of a member of an object, and the value itself of all else.
func (n node) place() node {
	if n.document == nil {
		return n
	}
	for at := n.document.root(); at.index != n.index; {
		_, next := at.stepTowards(n.index)
		if next.index == n.index && at.kind() == Object {
			return n.at(n.index - 1) // a key stands before its value
		}
		at = next
	}
	return n
}

// path is the way from the root to the value: keys and indices, with slashes.
func (n node) path() string {
	var steps []string
	if outer := n.document.within; outer != nil {
		steps = append(steps, outer.written.path())
	}
	for at := n.document.root(); at.index != n.index; {
		step, next := at.stepTowards(n.index)
		steps, at = append(steps, step), next
	}
	return strings.Join(steps, "/")
}

// size is at least the number of bytes that the value takes in the source.
func (n node) size() int {
	start, after := n.span().start, n.after()
	if int(after) == len(n.document.spans) {
		return len(n.document.source) - int(start)
	}
	return int(n.document.spans[after].start - start)
}

// compact is the value as JSON on one line.
func (n node) compact() string {
	var text strings.Builder
	n.appendTo(&text)
	return text.String()
}

func (n node) appendTo(text *strings.Builder) {
	switch n.kind() {
	case List:
		separator := "["
		for item := range n.items() {
			text.WriteString(separator)
			item.appendTo(text)
			separator = ","
		}
		closeWith(text, separator, "[", "]")
	case Object:
		separator := "{"
		for key, value := range n.members() {
			text.WriteString(separator + key.written() + ":")
			value.appendTo(text)
			separator = ","
		}
		closeWith(text, separator, "{", "}")
	default:
		text.WriteString(n.written())
	}
}

// closeWith writes the opening bracket, too, where nothing has been written after it.
func closeWith(text *strings.Builder, separator, opening, closing string) {
	if separator == opening {
		text.WriteString(opening)
	}
	text.WriteString(closing)
}

// stepTowards returns the key or index of the member in which the index lies, and the member.
func (n node) stepTowards(index uint32) (string, node) {
	position := 0
	for item := range n.items() {
		if index < item.after() {
			return strconv.Itoa(position), item
		}
		position++
	}
	for key, value := range n.members() {
		if index < value.after() {
			return key.text(), value
		}
	}
	return "", n.at(index)
}
