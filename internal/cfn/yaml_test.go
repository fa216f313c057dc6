package cfn //nolint:testpackage // the tree that both formats become is not exported

import (
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestParseYAML(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ source, want string }{
		"a short form of each kind": {
			"a: !Ref X\nb: !Sub 'a-${X}'\nc: !GetAtt A.B.C\nd: !If [C, !Ref X, !Ref 'AWS::NoValue']\ne: !Join ['', [a, !ImportValue x]]",
			`{"a": {"Ref": "X"}, "b": {"Fn::Sub": "a-${X}"}, "c": {"Fn::GetAtt": ["A", "B.C"]}, "d": {"Fn::If": ["C", {"Ref": "X"}, {"Ref": "AWS::NoValue"}]},
			"e": {"Fn::Join": ["", ["a", {"Fn::ImportValue": "x"}]]}}`,
		},
		"conditions": {
			"a: !And [!Condition A, !Not [!Equals [!Ref X, 'y']], !Or [!Condition B, !Condition C]]",
			`{"a": {"Fn::And": [{"Condition": "A"}, {"Fn::Not": [{"Fn::Equals": [{"Ref": "X"}, "y"]}]}, {"Fn::Or": [{"Condition": "B"}, {"Condition": "C"}]}]}}`,
		},
		"lists in functions": {
			"a: !Select [1, !Split [',', !FindInMap [M, a, b]]]\nb: !Base64 x\nc: !GetAZs ''\nd: !Cidr [x, 1, 2]\ne: !ToJsonString {a: 1}\nf: !Length [1]\ng: !GetAZs",
			`{"a": {"Fn::Select": [1, {"Fn::Split": [",", {"Fn::FindInMap": ["M", "a", "b"]}]}]}, "b": {"Fn::Base64": "x"}, "c": {"Fn::GetAZs": ""},
			"d": {"Fn::Cidr": ["x", 1, 2]}, "e": {"Fn::ToJsonString": {"a": 1}}, "f": {"Fn::Length": [1]}, "g": {"Fn::GetAZs": ""}}`,
		},
		"a transform":                      {"a: !Transform {Name: X, Parameters: {b: c}}", `{"a": {"Fn::Transform": {"Name": "X", "Parameters": {"b": "c"}}}}`},
		"an attribute in a list":           {"a: !GetAtt [A, !Ref B]", `{"a": {"Fn::GetAtt": ["A", {"Ref": "B"}]}}`},
		"an attribute without a dot":       {"a: !GetAtt A", `{"a": {"Fn::GetAtt": "A"}}`},
		"a name that looks like a number":  {"a: !Ref 1", `{"a": {"Ref": "1"}}`},
		"dates are texts":                  {"a: 2012-10-17\nb: 2001-12-14t21:59:43.10-05:00", `{"a": "2012-10-17", "b": "2001-12-14t21:59:43.10-05:00"}`},
		"numbers that JSON has are theirs": {"a: 1\nb: -1.5\nc: 111122223333", `{"a": 1, "b": -1.5, "c": 111122223333}`},
		"numbers that it lacks are texts":  {"a: 0123\nb: 0x1f\nc: .5\nd: 1_000\ne: .inf", `{"a": "0123", "b": "0x1f", "c": ".5", "d": "1_000", "e": ".inf"}`},
		"booleans and nulls":               {"a: true\nb: False\nc: null\nd: ~\ne:", `{"a": true, "b": false, "c": null, "d": null, "e": null}`},
		"booleans of YAML 1.1":             {"a: yes\nb: [No, ON, off]\nc: !Equals [!Ref P, YES]", `{"a": true, "b": [false, true, false], "c": {"Fn::Equals": [{"Ref": "P"}, true]}}`},
		"what only looks like one":         {"a: 'yes'\nb: \"no\"\nc: !!str on\nd: !Ref on\ne: y\nf: N\ng: yEs\nh: |-\n  off", `{"a": "yes", "b": "no", "c": "on", "d": {"Ref": "on"}, "e": "y", "f": "N", "g": "yEs", "h": "off"}`},
		"what is quoted is a text":         {"a: 'true'\nb: \"1\"\nc: !!str 1", `{"a": "true", "b": "1", "c": "1"}`},
		"texts of several lines":           {"a: |\n  x\n  \"y\"\nb: >-\n  x\n  y\\", `{"a": "x\n\"y\"\n", "b": "x y\\"}`},
		"anchors":                          {"a: &x {b: [1, 2]}\nc: *x", `{"a": {"b": [1, 2]}, "c": {"b": [1, 2]}}`},
		"merge keys":                       {"a: &x {b: 1, c: 2}\nd: {<<: *x, b: 3}", `{"a": {"b": 1, "c": 2}, "d": {"b": 3, "c": 2}}`},
		"the first of several merges wins": {"a: &x {b: 1}\nc: &y {b: 2, d: 3}\ne: {<<: [*x, *y]}", `{"a": {"b": 1}, "c": {"b": 2, "d": 3}, "e": {"b": 1, "d": 3}}`},
		"a merge of a merge":               {"a: &x {b: 1}\nc: &y {<<: *x, d: 2}\ne: {<<: *y}", `{"a": {"b": 1}, "c": {"d": 2, "b": 1}, "e": {"d": 2, "b": 1}}`},
		"keys are texts":                   {"1: a\ntrue: b", `{"1": "a", "true": "b"}`},
		"a control character":              {`a: "\x01\e"`, `{"a": "\u0001\u001b"}`},
		"a directive of YAML 1.2":          {"# x\n%YAML 1.2\n---\na: |\n  %YAML 1.2\nb: no", `{"a": "%YAML 1.2\n", "b": false}`},
		"comments and directives":          {"%YAML 1.1\n---\n# x\na: b # y\n...\n", `{"a": "b"}`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			document, err := parseYAML("t.yaml", []byte(test.source))
			require.NoError(t, err)
			assert.JSONEq(t, test.want, document.root().compact())
		})
	}
}

func TestParseYAMLRefuses(t *testing.T) {
	t.Parallel()
	bomb := "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
	for i := byte('1'); i < '9'; i++ {
		last := string(i - 1)
		bomb += "a" + string(i) + ": &a" + string(i) + " [" + strings.TrimSuffix(strings.Repeat("*a"+last+", ", 10), ", ") + "]\n"
	}
	mergeBomb := "a0: &a0 {x: 1}\n"
	for i := byte('1'); i <= '9'; i++ {
		last := string(i - 1)
		mergeBomb += "a" + string(i) + ": &a" + string(i) + " {<<: [" + strings.TrimSuffix(strings.Repeat("*a"+last+", ", 10), ", ") + "]}\n"
	}
	for name, test := range map[string]struct{ source, want string }{
		"nothing":                        {"", "t.yaml:1: is empty; a template is an object with Resources"},
		"bad indentation":                {"a:\n  b: 1\n c: 2", "t.yaml:2: is neither JSON nor YAML: did not find expected key"},
		"a tab":                          {"a:\n\tb: 1", "t.yaml:2: is neither JSON nor YAML: found character that cannot start any token"},
		"an anchor that nobody has":      {"a: *b", "t.yaml:1: is neither JSON nor YAML: unknown anchor 'b' referenced"},
		"a key that stands twice":        {"a:\n  b: 1\n  c: 2\n  b: 3", `t.yaml:4: the key "b" stands twice in one object, in line 2 and in line 4; remove one of them`},
		"a key that is an object":        {"a:\n  {b: 1}: c", "t.yaml:2: a key is a list or an object; allowed is a text"},
		"a merge of a text":              {"a:\n  <<: b", "t.yaml:2: a merge key takes a mapping or a list of mappings"},
		"a second document":              {"a: 1\n---\nb: 2", "t.yaml:2: a second document begins; a template is a single one"},
		"anchors that grow without end":  {bomb, "t.yaml:7: the anchors make the template larger than 8388608 bytes"},
		"merges that grow without end":   {mergeBomb, "t.yaml:6: the merge keys add more than 100000 keys and values"},
		"an anchor that holds itself":    {"a: &a\n  b: *a", "t.yaml:1: the nesting is deeper than 200 levels, or an anchor holds itself"},
		"an anchor that merges itself":   {"a: &a\n  <<: *a", "t.yaml:1: merge keys are nested deeper than 200 levels, or one merges itself"},
		"nesting that has no end":        {strings.Repeat("[", 1000) + strings.Repeat("]", 1000), "t.yaml:1: the nesting is deeper than 200 levels, or an anchor holds itself"},
		"more than any template may be":  {"a: " + strings.Repeat("x", 3<<20), "t.yaml: is 3145731 bytes of YAML; allowed are 2097152"},
		"what is not even a text of any": {"\x00\x01", "t.yaml:1: is neither JSON nor YAML: control characters are not allowed"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := parseYAML("t.yaml", []byte(test.source))
			require.Error(t, err)
			assert.Equal(t, test.want, err.Error())
		})
	}
}

func TestYAMLKeepsLines(t *testing.T) {
	t.Parallel()
	document, err := parseYAML("t.yaml", []byte("# a comment\na:\n  - x\n  - |\n    y\n    z\n  - !Ref\n    w\nb: &anchor\n\n  c: d\ne:\n  *anchor\nf: g\n"))
	require.NoError(t, err)
	var lines []int
	for item := range document.root().field("a").items() {
		lines = append(lines, item.position().Line)
	}
	assert.Equal(t, []int{3, 4, 7}, lines)
	for key, want := range map[string]int{"a": 2, "b": 9, "e": 12, "f": 14} {
		for name := range document.root().members() {
			if name.text() == key {
				assert.Equal(t, want, name.position().Line, key)
			}
		}
	}
	assert.Equal(t, 13, document.root().field("e").field("c").position().Line, "what an anchor stands for is where it is used")
}

func TestYAMLAndJSONAreOneTree(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		value := anyJSON(4).Draw(t, "value")
		asJSON, err := json.Marshal(value)
		require.NoError(t, err)
		asYAML := blockYAML(value, "")
		fromJSON, err := parseJSON("", string(asJSON))
		require.NoError(t, err)
		fromYAML, err := parseYAML("", []byte(asYAML))
		require.NoError(t, err, asYAML)
		assert.JSONEq(t, fromJSON.root().compact(), fromYAML.root().compact(), asYAML)
	})
}

// blockYAML writes lists and objects over several lines, and texts as people do where that is safe.
func blockYAML(value any, indent string) string {
	var text strings.Builder
	switch value := value.(type) {
	case []any:
		for _, each := range value {
			text.WriteString("\n" + indent + "- " + blockYAML(each, indent+"  "))
		}
	case map[string]any:
		for key, each := range value {
			text.WriteString("\n" + indent + quoted(key) + ": " + blockYAML(each, indent+"  "))
		}
	case string:
		if plain.MatchString(value) {
			return value
		}
	}
	if text.Len() == 0 {
		return quoted(value)
	}
	return text.String()
}

var plain = regexp.MustCompile(`^[a-z]{1,4}[/.:][a-z0-9]$`)

// quoted escapes what YAML, other than JSON, doesn't allow in a text.
func quoted(value any) string {
	if text, isText := value.(string); isText {
		return strconv.QuoteToASCII(text)
	}
	text, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	return string(text)
}

func FuzzParseYAML(f *testing.F) {
	for _, seed := range []string{
		"a: !Ref X", "a: &a [*a]", "<<: {a: b}", "? a\n: b", "--- |\n x", "a: !!binary x", "{a: b, a: c}", "&a a: *a", "- !Sub [a, {b: c}]", "a: !GetAtt b.c", "\xff\xfe",
		"!Ref\n", "a: !<tag:x> b", "<<: [*a]", "a: !Ref &x y\nb: *x",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, source string) {
		document, err := parseYAML("", []byte(source))
		if err != nil {
			assert.NotEmpty(t, err.Error())
			return
		}
		assert.True(t, json.Valid([]byte(document.source)), document.source)
	})
}
