package identitypooltest

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"
)

func TestMatchesWildcardsAsARegularExpressionDoes(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		pattern := rapid.StringMatching(`[ab*?é]{0,8}`).Draw(t, "pattern")
		text := rapid.StringMatching(`[abé]{0,10}`).Draw(t, "text")
		expression := strings.NewReplacer("*", "(?s:.*)", "?", "(?s:.)").Replace(pattern)
		assert.Equal(t, regexp.MustCompile("^"+expression+"$").MatchString(text), matchesWildcards(pattern, text))
	})
}

func TestARuleThatImpliesAnother(t *testing.T) {
	t.Parallel()
	matchTypes := rapid.SampledFrom([]string{equals, contains, startsWith, notEqual})
	values := rapid.StringMatching(`[ab]{1,3}`)
	rapid.Check(t, func(t *rapid.T) {
		matchType, wanted := matchTypes.Draw(t, "match type"), values.Draw(t, "value")
		otherType, otherWanted := matchTypes.Draw(t, "other match type"), values.Draw(t, "other value")
		text := rapid.StringMatching(`[ab]{0,5}`).Draw(t, "text")
		if implies(matchType, wanted, otherType, otherWanted) && textMatches(matchType, text, wanted) {
			assert.True(t, textMatches(otherType, text, otherWanted))
		}
	})
}

func TestSame(t *testing.T) {
	t.Parallel()
	region := deferredValue("AWS::Region")
	for _, test := range []struct {
		name string
		a, b value
		want answer
	}{
		{"equal texts", literal("a"), literal("a"), yes},
		{"different texts", literal("a"), literal("b"), no},
		{"no text and a text", value{}, literal("a"), no},
		{"the same expression", region, region, yes},
		{"the same resource", refOf("A"), refOf("A"), yes},
		{"two resources", refOf("A"), refOf("B"), no},
		{"a resource and a text", refOf("A"), literal("a"), unknown},
		{"a resource and another expression", refOf("A"), region, unknown},
		{"different beginnings", joined(literal("a"), region), joined(literal("b"), region), no},
		{"different ends", joined(region, literal("a")), joined(region, literal("b")), no},
		{"a beginning of the other", joined(literal("a"), region), literal("abc"), unknown},
		{"a text that looks like an expression", literal("${A}"), refOf("A"), unknown},
	} {
		assert.Equal(t, test.want, same(test.a, test.b), test.name)
		assert.Equal(t, test.want, same(test.b, test.a), test.name)
	}
}
