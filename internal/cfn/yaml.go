package cfn

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// parseYAML reads a YAML text by writing it as JSON in which every value stands on the same line, so that both are one tree
// afterwards. The short forms of intrinsic functions become their long ones, anchors what they stand for, and dates and numbers that
// JSON doesn't have become texts as they are written.
//
// See: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html
func parseYAML(file string, text []byte) (*document, error) {
	if len(text) > maxYAMLBytes {
		return nil, &syntaxError{Position{File: file}, fmt.Sprintf("is %d bytes of YAML; allowed are %d", len(text), maxYAMLBytes)}
	}
	root, err := decodeYAML(file, text)
	if err != nil {
		return nil, err
	}
	writer := &yamlWriter{file: file, line: 1}
	if err := writer.value(root, 0); err != nil {
		return nil, err
	}
	return parseJSON(file, writer.out.String())
}

// laterVersion is a directive before the document. The parser takes none of a version after 1.1, which is the one of CloudFormation.
var laterVersion = regexp.MustCompile(`\A((?:[ \t]*(?:#.*)?\r?\n)*%YAML 1\.)[2-9]`)

func decodeYAML(file string, text []byte) (*yaml.Node, error) {
	decoder := yaml.NewDecoder(bytes.NewReader(laterVersion.ReplaceAll(text, []byte("${1}1"))))
	var root, next yaml.Node
	switch err := decoder.Decode(&root); {
	case errors.Is(err, io.EOF):
		return nil, &syntaxError{Position{File: file, Line: 1}, "is empty; a template is an object with Resources"}
	case err != nil:
		return nil, yamlError(file, err)
	}
	switch err := decoder.Decode(&next); {
	case err == nil:
		return nil, &syntaxError{Position{File: file, Line: next.Line}, "a second document begins; a template is a single one"}
	case !errors.Is(err, io.EOF):
		return nil, yamlError(file, err)
	}
	return root.Content[0], nil
}

var yamlErrorLine = regexp.MustCompile(`^(?:yaml: )?line (\d+): (.*)`)

// yamlError takes the line out of an error of the YAML parser.
func yamlError(file string, err error) error {
	message := strings.TrimPrefix(err.Error(), "yaml: ")
	position := Position{File: file, Line: 1}
	if found := yamlErrorLine.FindStringSubmatch(err.Error()); found != nil {
		position.Line, _ = strconv.Atoi(found[1])
		message = found[2]
	}
	return &syntaxError{position, "is neither JSON nor YAML: " + message}
}

// yamlWriter writes YAML as JSON.
type yamlWriter struct {
	file   string
	out    strings.Builder
	line   int
	merged int // mappings that merge keys have named, and what is in them
}

func (w *yamlWriter) errorf(line int, format string, arguments ...any) error {
	return &syntaxError{Position{File: w.file, Line: line}, fmt.Sprintf(format, arguments...)}
}

// moveTo begins new lines until what is written next stands where it stands in the YAML. What an anchor stands for is on the line of
// its use.
func (w *yamlWriter) moveTo(at *yaml.Node) {
	for ; w.line < at.Line; w.line++ {
		w.out.WriteByte('\n')
	}
}

func (w *yamlWriter) value(n *yaml.Node, depth int) error {
	switch {
	case depth > maxDepth:
		return w.errorf(n.Line, "the nesting is deeper than %d levels, or an anchor holds itself", maxDepth)
	case w.out.Len() > maxYAMLOutput:
		return w.errorf(w.line, "the anchors make the template larger than %d bytes", maxYAMLOutput)
	}
	w.moveTo(n)
	if name, isFunction := shortForm(n); isFunction {
		return w.function(name, n, depth)
	}
	return w.plain(n, depth)
}

// plain writes a value without regard to its tag.
func (w *yamlWriter) plain(n *yaml.Node, depth int) error {
	switch n.Kind {
	case yaml.AliasNode:
		return w.value(n.Alias, depth+1)
	case yaml.SequenceNode:
		return w.list(n.Content, depth)
	case yaml.MappingNode:
		return w.object(n, depth)
	default:
		w.scalar(n)
		return nil
	}
}

// shortForm returns the long name of a function that is written as a tag.
func shortForm(n *yaml.Node) (name string, found bool) {
	name, found = strings.CutPrefix(n.Tag, "!")
	switch {
	case !found || name == "" || name[0] == '!':
		return "", false
	case name == refFunction || name == conditionFunction:
		return name, true
	default:
		return "Fn::" + name, true
	}
}

func (w *yamlWriter) function(name string, n *yaml.Node, depth int) error {
	w.out.WriteByte('{')
	w.quote(name)
	w.out.WriteByte(':')
	logicalID, attribute, hasDot := strings.Cut(n.Value, ".")
	switch {
	case n.Kind == yaml.ScalarNode && name == getAttFunction && hasDot:
		w.out.WriteByte('[')
		w.quote(logicalID)
		w.out.WriteByte(',')
		w.quote(attribute)
		w.out.WriteByte(']')
	case n.Kind == yaml.ScalarNode:
		w.quote(n.Value)
	default:
		if err := w.plain(n, depth+1); err != nil {
			return err
		}
	}
	w.out.WriteByte('}')
	return nil
}

func (w *yamlWriter) list(items []*yaml.Node, depth int) error {
	w.out.WriteByte('[')
	for i, item := range items {
		if i > 0 {
			w.out.WriteByte(',')
		}
		if err := w.value(item, depth+1); err != nil {
			return err
		}
	}
	w.out.WriteByte(']')
	return nil
}

func (w *yamlWriter) object(n *yaml.Node, depth int) error {
	members, err := w.members(n, depth)
	if err != nil {
		return err
	}
	w.out.WriteByte('{')
	for i, each := range members {
		if i > 0 {
			w.out.WriteByte(',')
		}
		w.moveTo(each.key)
		w.quote(each.name)
		w.out.WriteByte(':')
		if err := w.value(each.value, depth+1); err != nil {
			return err
		}
	}
	w.out.WriteByte('}')
	return nil
}

type yamlMember struct {
	name       string
	key, value *yaml.Node
}

// members are those of a mapping, followed by those that merge keys add. A key that stands twice is left for the JSON parser to find.
func (w *yamlWriter) members(n *yaml.Node, depth int) ([]yamlMember, error) {
	if depth > maxDepth {
		return nil, w.errorf(n.Line, "merge keys are nested deeper than %d levels, or one merges itself", maxDepth)
	}
	var members []yamlMember
	var merged []*yaml.Node
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if key.Kind == yaml.AliasNode {
			key = key.Alias
		}
		switch {
		case key.Kind != yaml.ScalarNode:
			return nil, w.errorf(n.Content[i].Line, "a key is a list or an object; allowed is a text")
		case key.Tag == "!!merge":
			merged = append(merged, value)
		default:
			members = append(members, yamlMember{key.Value, n.Content[i], value})
		}
	}
	return w.merge(members, merged, depth)
}

// merge adds what merge keys name: a mapping, or a list of them in which the first wins.
func (w *yamlWriter) merge(members []yamlMember, merged []*yaml.Node, depth int) ([]yamlMember, error) {
	if merged == nil {
		return members, nil
	}
	has := map[string]bool{}
	for _, each := range members {
		has[each.name] = true
	}
	for _, source := range mergeSources(merged) {
		if source.Kind != yaml.MappingNode {
			return nil, w.errorf(source.Line, "a merge key takes a mapping or a list of mappings")
		}
		if w.merged += 1 + len(source.Content); w.merged > maxYAMLMerged {
			return nil, w.errorf(w.line, "the merge keys add more than %d keys and values", maxYAMLMerged)
		}
		added, err := w.members(source, depth+1)
		if err != nil {
			return nil, err
		}
		for _, each := range added {
			if !has[each.name] {
				has[each.name] = true
				members = append(members, each)
			}
		}
	}
	return members, nil
}

func mergeSources(merged []*yaml.Node) []*yaml.Node {
	var sources []*yaml.Node
	for _, each := range merged {
		each = withoutAlias(each)
		if each.Kind != yaml.SequenceNode {
			sources = append(sources, each)
			continue
		}
		for _, item := range each.Content {
			sources = append(sources, withoutAlias(item))
		}
	}
	return sources
}

func withoutAlias(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode {
		return n.Alias
	}
	return n
}

// oldBooleans are the booleans of YAML 1.1, which CloudFormation reads and YAML 1.2 takes for texts, where they stand without quotes.
//
// See: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html
var oldBooleans = map[string]bool{
	"yes": true, "Yes": true, "YES": true, "on": true, "On": true, "ON": true,
	"no": false, "No": false, "NO": false, "off": false, "Off": false, "OFF": false,
}

func (w *yamlWriter) scalar(n *yaml.Node) {
	oldBoolean, isOldBoolean := oldBooleans[n.Value]
	switch tag := n.ShortTag(); {
	case tag == "!!null":
		w.out.WriteString("null")
	case tag == "!!bool":
		w.out.WriteString(strings.ToLower(n.Value))
	case n.Style == 0 && isOldBoolean:
		w.out.WriteString(strconv.FormatBool(oldBoolean))
	case (tag == "!!int" || tag == "!!float") && isNumber(n.Value):
		w.out.WriteString(n.Value)
	default:
		w.quote(n.Value)
	}
}

func (w *yamlWriter) quote(text string) {
	w.out.WriteByte('"')
	start := 0
	for i := range len(text) {
		character := text[i]
		if character >= ' ' && character != '"' && character != '\\' {
			continue
		}
		w.out.WriteString(text[start:i])
		start = i + 1
		if character < ' ' {
			fmt.Fprintf(&w.out, `\u%04x`, character)
			continue
		}
		w.out.WriteByte('\\')
		w.out.WriteByte(character)
	}
	w.out.WriteString(text[start:])
	w.out.WriteByte('"')
}
