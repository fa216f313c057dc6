package cfn //nolint:testpackage // the tree that both formats become is not exported

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestParseJSONRefuses(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ source, want string }{
		"nothing":                     {"", "t.json:1: the JSON ends where a value should be"},
		"an object without end":       {"{\n", "t.json:2: the JSON ends where a key in quotes should be"},
		"a list without end":          {"[1,\n", "t.json:2: the JSON ends where a value should be"},
		"a missing comma":             {"{\"a\": 1\n \"b\": 2}", `t.json:2: is '"' where "," or "}" should be`},
		"a comma too many":            {"{\"a\": 1,\n}", "t.json:2: is '}' where a key in quotes should be"},
		"a key without quotes":        {"{a: 1}", "t.json:1: is 'a' where a key in quotes should be"},
		"a key without value":         {`{"a"}`, `t.json:1: is '}' where ":" should be`},
		"a text without end":          {"\n\"abc", "t.json:2: the text that begins here has no end"},
		"a line break in a text":      {"\"a\nb\"", `t.json:1: the text has a line break or another control character in it; write it as an escape such as "\\n"`},
		"an escape that is none":      {`"\x"`, `t.json:1: the text has a "\" that escapes nothing; write "\\"`},
		"half an escape":              {`"\u12`, `t.json:1: the text has a "\" that escapes nothing; write "\\"`},
		"a number with zeros":         {"007", `t.json:1: "007" is not a number; write a text in quotes`},
		"half a number":               {"1.", `t.json:1: "1." is not a number; write a text in quotes`},
		"half an exponent":            {"1e+", `t.json:1: "1e+" is not a number; write a text in quotes`},
		"a word that is none":         {"truth", "t.json:1: is 't' where a value should be"},
		"more than one value":         {"{}\n{}", "t.json:2: more text follows the end of the JSON; a template is a single object"},
		"a key that stands twice":     {"{\"a\": 1,\n\"b\": 2,\n\"a\": 3}", `t.json:3: the key "a" stands twice in one object, in line 1 and in line 3; remove one of them`},
		"a key in two ways":           {`{"a": 1, "\u0061": 2}`, `t.json:1: the key "a" stands twice in one object, in line 1 and in line 1; remove one of them`},
		"a key that is among many":    {manyKeys(20, 7), `t.json:1: the key "k7" stands twice in one object, in line 1 and in line 1; remove one of them`},
		"nesting that has no end":     {strings.Repeat("[", 100_000), "t.json:1: the nesting is deeper than 200 levels"},
		"objects that have no end":    {strings.Repeat(`{"a":`, 100_000), "t.json:1: the nesting is deeper than 200 levels"},
		"a long text, which is short": {strings.Repeat("1", 1000) + "x", "t.json:1: more text follows the end of the JSON; a template is a single object"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := parseJSON("t.json", test.source)
			require.Error(t, err)
			assert.Equal(t, test.want, err.Error())
		})
	}
}

func manyKeys(count, twice int) string {
	var source strings.Builder
	source.WriteString("{")
	for i := range count {
		fmt.Fprintf(&source, `"k%d": 0,`, i)
	}
	fmt.Fprintf(&source, `"k%d": 1}`, twice)
	return source.String()
}

func TestNode(t *testing.T) {
	t.Parallel()
	document, err := parseJSON("t.json", "{\n \"list\": [1, \"a\\nb\", true, null, {}],\n \"object\": {\"x\": {\"y\": [[], -1.5e3]}}\n}\n")
	require.NoError(t, err)
	root := document.root()
	assert.Equal(t, Object, root.kind())
	assert.Equal(t, 2, root.length())
	list := root.field("list")
	assert.Equal(t, 5, list.length())
	assert.Equal(t, Position{"t.json", 2}, list.position())
	var texts []string
	for item := range list.items() {
		texts = append(texts, item.text())
	}
	assert.Equal(t, []string{"1", "a\nb", "true", "", ""}, texts)
	deep := root.field("object").field("x").field("y")
	assert.Equal(t, "object/x/y", deep.path())
	assert.Equal(t, Position{"t.json", 3}, deep.position())
	first, second, isPair := deep.pair()
	require.True(t, isPair)
	assert.Equal(t, List, first.kind())
	assert.Equal(t, "-1.5e3", second.text())
	assert.Equal(t, "object/x/y/1", second.path())
	name, value, isSole := root.field("object").sole()
	assert.True(t, isSole)
	assert.Equal(t, "x", name)
	assert.JSONEq(t, `{"y": [[], -1.5e3]}`, value.compact())
	_, _, isSole = root.sole()
	assert.False(t, isSole)
	assert.Equal(t, Absent, root.field("list").field("none").kind())
	assert.Equal(t, Absent, root.field("none").field("none").kind())
	assert.JSONEq(t, document.source, root.compact())
}

// anyJSON draws a value of JSON, with keys and texts that both formats must escape.
func anyJSON(depth int) *rapid.Generator[any] {
	text := rapid.OneOf(rapid.StringMatching(`[a-z]{0,4}`), rapid.StringN(0, 6, -1), rapid.SampledFrom([]string{
		"yes", "null", "2012-10-17", "1e3", "0x1f", "~", "- a", "a: b", "#", "!Ref", "&a", "*a", "{", "'", `"`, `\`, "\n", "\t x", "\u2028", "=", "0123", "é", ".5",
	}))
	return rapid.Custom(func(t *rapid.T) any {
		kind := rapid.IntRange(0, 6).Draw(t, "kind")
		if depth == 0 {
			kind %= 4
		}
		switch kind {
		case 0:
			return nil
		case 1:
			return rapid.Bool().Draw(t, "bool")
		case 2:
			return rapid.IntRange(-1000, 1000).Draw(t, "number")
		case 3, 4:
			return text.Draw(t, "text")
		case 5:
			return rapid.SliceOfN(anyJSON(depth-1), 0, 4).Draw(t, "list")
		default:
			return rapid.MapOfN(text, anyJSON(depth-1), 0, 10).Draw(t, "object")
		}
	})
}

func TestParseJSONReadsWhatTheStandardLibraryWrites(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		value := anyJSON(4).Draw(t, "value")
		source, err := json.MarshalIndent(value, "", rapid.SampledFrom([]string{"", " "}).Draw(t, "indent"))
		require.NoError(t, err)
		document, err := parseJSON("", string(source))
		require.NoError(t, err)
		assert.JSONEq(t, string(source), document.root().compact())
	})
}

// What the parser takes, the standard library takes, too, and the other way round, but for keys that stand twice, great depth, and
// texts that are not UTF-8.
func FuzzParseJSON(f *testing.F) {
	for _, seed := range []string{
		`{"Resources": {"A": {"Type": "AWS::SNS::Topic"}}}`, `[1, 2.5e-3, true, false, null, "a\u00e9\n"]`, `{"a": 1, "a": 2}`, `{`, `[[[[`, `"\ud800"`, "\x00", `{"a":}`,
		"[1,]", "-", "01", "1.e1", "\"\x80\"",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, source string) {
		document, err := parseJSON("", source)
		if err != nil {
			if json.Valid([]byte(source)) {
				assert.Regexp(t, "stands twice|deeper than", err.Error())
			}
			return
		}
		assert.True(t, json.Valid([]byte(source)))
		assert.True(t, json.Valid([]byte(document.root().compact())))
		for i := range document.spans {
			n := node{document: document, index: uint32(i)}
			n.text()
			n.position()
			assert.LessOrEqual(t, int(n.after()), len(document.spans))
		}
	})
}
