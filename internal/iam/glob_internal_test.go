package iam

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/awscdk-constructs/identitypool/internal/answer"
)

// texts are all texts of up to six characters over a small alphabet, of which the patterns below name two.
func texts() []glob {
	all := []glob{nil}
	for begin, length := 0, 0; length < 6; length++ {
		end := len(all)
		for ; begin < end; begin++ {
			for _, each := range "abc" {
				all = append(all, append(slices.Clone(all[begin]), symbol{char: each}))
			}
		}
	}
	return all
}

func patterns() *rapid.Generator[glob] {
	return rapid.Map(rapid.StringMatching(`[ab*?]{0,4}`), readPattern)
}

// matchesText is the definition of a pattern, as short as it can be.
func matchesText(pattern, text glob) bool {
	switch {
	case len(pattern) == 0:
		return len(text) == 0
	case pattern[0].kind == many:
		return matchesText(pattern[1:], text) || len(text) > 0 && matchesText(pattern, text[1:])
	default:
		return len(text) > 0 && (pattern[0].kind == one || pattern[0] == text[0]) && matchesText(pattern[1:], text[1:])
	}
}

func TestPatternsMatchTextsAsTheirDefinitionSays(t *testing.T) {
	t.Parallel()
	all := texts()
	rapid.Check(t, func(t *rapid.T) {
		pattern := patterns().Draw(t, "pattern")
		for _, text := range all {
			assert.Equal(t, answer.Of(matchesText(pattern, text)), match(pattern, text))
		}
	})
}

// Six characters are enough to show what two patterns of four symbols have in common, and what they don't.
func TestAPatternForPatternsIsExact(t *testing.T) {
	t.Parallel()
	all := texts()
	rapid.Check(t, func(t *rapid.T) {
		pattern, text := patterns().Draw(t, "pattern"), patterns().Draw(t, "text")
		every, some := true, false
		for _, each := range all {
			if matchesText(text, each) {
				matched := matchesText(pattern, each)
				every, some = every && matched, some || matched
			}
		}
		assert.Equal(t, some, intersects(pattern, text), "%v %v", pattern, text)
		assert.Equal(t, every, covers(pattern, text), "%v %v", pattern, text)
	})
}

func TestWhatTwoPatternsHaveInCommonIsInBoth(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a, b := patterns().Draw(t, "a"), patterns().Draw(t, "b")
		found, exists := common(a, b)
		both := found.both
		assert.Equal(t, intersects(a, b), exists)
		if exists {
			assert.True(t, covers(a, both) && covers(b, both), both)
		}
	})
}
