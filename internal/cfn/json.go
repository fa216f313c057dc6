package cfn

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// parseJSON reads a JSON text. It keeps where each value stands, and refuses a key that stands twice in one object.
func parseJSON(file, source string) (*document, error) {
	const charactersPerSpan = 8 // of the densest templates; what only looks like JSON must not take more
	spans := make([]span, 0, min(countSpans(source), len(source)/charactersPerSpan+1))
	p := &jsonParser{file: file, source: source, spans: spans}
	p.space()
	if err := p.value(0); err != nil {
		return nil, err
	}
	if p.space(); p.offset < len(source) {
		return nil, p.errorf(p.offset, "more text follows the end of the JSON; a template is a single object")
	}
	return newDocument(file, source, p.spans), nil
}

// countSpans is at least the number of values and keys: each but the first follows one of these characters.
func countSpans(source string) int {
	count := 1
	for i := range len(source) {
		switch source[i] {
		case '{', '[', ',', ':':
			count++
		}
	}
	return count
}

type jsonParser struct {
	file   string
	source string
	offset int
	spans  []span
	keys   []uint32 // of the objects that are being read
}

// syntaxError says where a file can't be read.
type syntaxError struct {
	position Position
	message  string
}

func (e *syntaxError) Error() string { return fmt.Sprintf("%s: %s", e.position, e.message) }

func (p *jsonParser) errorf(offset int, format string, arguments ...any) error {
	line := 1 + strings.Count(p.source[:offset], "\n")
	return &syntaxError{Position{File: p.file, Line: line}, fmt.Sprintf(format, arguments...)}
}

// duplicateKeyError is a key that stands twice; no other reading of the file makes it right.
type duplicateKeyError struct{ syntaxError }

func (p *jsonParser) space() {
	for p.offset < len(p.source) {
		switch p.source[p.offset] {
		case ' ', '\t', '\n', '\r':
			p.offset++
		default:
			return
		}
	}
}

// next returns the next character, and 0 at the end.
func (p *jsonParser) next() byte {
	if p.offset < len(p.source) {
		return p.source[p.offset]
	}
	return 0
}

func (p *jsonParser) value(depth int) error {
	if depth > maxDepth {
		return p.errorf(p.offset, "the nesting is deeper than %d levels", maxDepth)
	}
	switch next := p.next(); next {
	case '{':
		return p.object(depth)
	case '[':
		return p.list(depth)
	case '"':
		return p.text()
	case 't':
		return p.word("true")
	case 'f':
		return p.word("false")
	case 'n':
		return p.word("null")
	default:
		if next == '-' || '0' <= next && next <= '9' {
			return p.number()
		}
		return p.unexpected("a value")
	}
}

func (p *jsonParser) unexpected(wanted string) error {
	if p.offset >= len(p.source) {
		return p.errorf(p.offset, "the JSON ends where %s should be", wanted)
	}
	found, _ := utf8.DecodeRuneInString(p.source[p.offset:])
	return p.errorf(p.offset, "is %q where %s should be", found, wanted)
}

// open adds the span of a list or object, whose end is set when it is read.
func (p *jsonParser) open() int {
	p.add(p.offset, 0)
	p.offset++
	p.space()
	return len(p.spans) - 1
}

func (p *jsonParser) add(start, end int) {
	p.spans = append(p.spans, span{uint32(start), uint32(end)}) //nolint:gosec // sources are shorter than maxJSONBytes
}

func (p *jsonParser) list(depth int) error {
	opened := p.open()
	for first := true; p.next() != ']'; first = false {
		if !first {
			if err := p.comma("]"); err != nil {
				return err
			}
		}
		if err := p.value(depth + 1); err != nil {
			return err
		}
		p.space()
	}
	p.close(opened)
	return nil
}

func (p *jsonParser) comma(closing string) error {
	if p.next() != ',' {
		return p.unexpected(`"," or "` + closing + `"`)
	}
	p.offset++
	p.space()
	return nil
}

func (p *jsonParser) close(opened int) {
	p.offset++
	p.spans[opened].end = uint32(len(p.spans)) //nolint:gosec // there are fewer spans than characters
}

func (p *jsonParser) object(depth int) error {
	opened, outer := p.open(), len(p.keys)
	for first := true; p.next() != '}'; first = false {
		if !first {
			if err := p.comma("}"); err != nil {
				return err
			}
		}
		if err := p.member(depth); err != nil {
			return err
		}
		p.space()
	}
	p.close(opened)
	err := p.checkDuplicates(p.keys[outer:])
	p.keys = p.keys[:outer]
	return err
}

func (p *jsonParser) member(depth int) error {
	if p.next() != '"' {
		return p.unexpected("a key in quotes")
	}
	p.keys = append(p.keys, uint32(len(p.spans))) //nolint:gosec // there are fewer spans than characters
	if err := p.text(); err != nil {
		return err
	}
	if p.space(); p.next() != ':' {
		return p.unexpected(`":"`)
	}
	p.offset++
	p.space()
	return p.value(depth + 1)
}

func (p *jsonParser) key(index uint32) string {
	at := p.spans[index]
	return unquote(p.source[at.start:at.end])
}

// checkDuplicates takes the keys of one object. A few are compared with each other, which is faster than to sort them.
func (p *jsonParser) checkDuplicates(keys []uint32) error {
	const few = 8
	if len(keys) <= few {
		for i, later := range keys {
			for _, earlier := range keys[:i] {
				if p.key(earlier) == p.key(later) {
					return p.duplicate(earlier, later)
				}
			}
		}
		return nil
	}
	slices.SortStableFunc(keys, func(a, b uint32) int { return strings.Compare(p.key(a), p.key(b)) })
	for i := 1; i < len(keys); i++ {
		if p.key(keys[i-1]) == p.key(keys[i]) {
			return p.duplicate(keys[i-1], keys[i])
		}
	}
	return nil
}

func (p *jsonParser) duplicate(earlier, later uint32) error {
	first := 1 + strings.Count(p.source[:p.spans[earlier].start], "\n")
	second := 1 + strings.Count(p.source[:p.spans[later].start], "\n")
	return &duplicateKeyError{syntaxError{
		Position{File: p.file, Line: second},
		fmt.Sprintf("the key %s stands twice in one object, in line %d and in line %d; remove one of them", shorten(p.key(later)), first, second),
	}}
}

func (p *jsonParser) word(word string) error {
	if !strings.HasPrefix(p.source[p.offset:], word) {
		return p.unexpected("a value")
	}
	p.add(p.offset, p.offset+len(word))
	p.offset += len(word)
	return nil
}

func (p *jsonParser) text() error {
	start := p.offset
	for p.offset++; p.offset < len(p.source); p.offset++ {
		switch next := p.source[p.offset]; {
		case next == '"':
			p.offset++
			p.add(start, p.offset)
			return nil
		case next == '\\':
			length := escapeLength(p.source[p.offset:])
			if length == 0 {
				return p.errorf(p.offset, `the text has a "\" that escapes nothing; write "\\"`)
			}
			p.offset += length - 1
		case next < ' ':
			return p.errorf(p.offset, "the text has a line break or another control character in it; write it as an escape such as %q", `\n`)
		}
	}
	return p.errorf(start, "the text that begins here has no end")
}

// escapeLength returns the number of characters of the escape that the text begins with, 0 for none.
func escapeLength(text string) int {
	const simple, unicode = 2, 6
	switch {
	case len(text) < simple:
		return 0
	case strings.IndexByte(`"\/bfnrt`, text[1]) >= 0:
		return simple
	case text[1] == 'u' && len(text) >= unicode && strings.Trim(text[simple:unicode], "0123456789abcdefABCDEF") == "":
		return unicode
	default:
		return 0
	}
}

func (p *jsonParser) number() error {
	start := p.offset
	for p.offset < len(p.source) && strings.IndexByte("+-.eE0123456789", p.source[p.offset]) >= 0 {
		p.offset++
	}
	if !isNumber(p.source[start:p.offset]) {
		return p.errorf(start, "%s is not a number; write a text in quotes", shorten(p.source[start:p.offset]))
	}
	p.add(start, p.offset)
	return nil
}

// isNumber is the grammar of JSON: -?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?
func isNumber(text string) bool {
	text = strings.TrimPrefix(text, "-")
	whole := digits(text)
	if whole == 0 || whole > 1 && text[0] == '0' {
		return false
	}
	text = text[whole:]
	if fraction, found := strings.CutPrefix(text, "."); found {
		count := digits(fraction)
		if count == 0 {
			return false
		}
		text = fraction[count:]
	}
	if text == "" {
		return true
	}
	exponent := strings.TrimLeft(text, "eE")
	if len(text)-len(exponent) != 1 {
		return false
	}
	if exponent != "" && (exponent[0] == '+' || exponent[0] == '-') {
		exponent = exponent[1:]
	}
	return exponent != "" && digits(exponent) == len(exponent)
}

func digits(text string) int {
	count := 0
	for count < len(text) && '0' <= text[count] && text[count] <= '9' {
		count++
	}
	return count
}

// shorten quotes a text of the input for a message.
func shorten(text string) string {
	const most = 60
	if runes := []rune(text[:min(len(text), most*utf8.UTFMax)]); len(runes) > most {
		text = string(runes[:most]) + "…"
	}
	return fmt.Sprintf("%q", text)
}
