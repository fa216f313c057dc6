package cognito_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

func when(claim, matchType, value string) cognito.Condition {
	return cognito.Condition{Claim: claim, MatchType: matchType, Value: value}
}

func deferred(condition cognito.Condition) cognito.Condition {
	condition.IsDeferred = true
	return condition
}

func TestNeverApplies(t *testing.T) {
	t.Parallel()
	const groups = "cognito:groups"
	for _, test := range []struct {
		name  string
		rules []cognito.Condition // is the last of them left anything?
		want  []int
	}{
		{"the only rule", []cognito.Condition{when("a", cognito.MatchEquals, "x")}, nil},
		{"the same rule", []cognito.Condition{when("a", cognito.MatchEquals, "x"), when("a", cognito.MatchEquals, "x")}, []int{0}},
		{"the same rule on a list", []cognito.Condition{when(groups, cognito.MatchContains, "x"), when(groups, cognito.MatchContains, "x")}, []int{0}},
		{"another value", []cognito.Condition{when("a", cognito.MatchEquals, "y"), when("a", cognito.MatchEquals, "x")}, nil},
		{"another claim", []cognito.Condition{when("b", cognito.MatchStartsWith, "x"), when("a", cognito.MatchEquals, "x")}, nil},
		{"a text starts with its beginning", []cognito.Condition{when("a", cognito.MatchStartsWith, "x"), when("a", cognito.MatchEquals, "xy")}, []int{0}},
		{"what contains a text may begin otherwise", []cognito.Condition{when("a", cognito.MatchStartsWith, "x"), when("a", cognito.MatchContains, "xy")}, nil},
		{"a text contains its parts", []cognito.Condition{when("email", cognito.MatchContains, "x"), when("email", cognito.MatchEquals, "axb")}, []int{0}},
		{"a claim that may be a list", []cognito.Condition{when("a", cognito.MatchContains, "x"), when("a", cognito.MatchEquals, "axb")}, nil},
		{"a list", []cognito.Condition{when(groups, cognito.MatchStartsWith, "x"), when(groups, cognito.MatchEquals, "xy")}, nil},
		{"a text differs from others", []cognito.Condition{when("sub", cognito.MatchNotEqual, "y"), when("sub", cognito.MatchEquals, "x")}, []int{0}},
		{"a text is not all that another isn't", []cognito.Condition{when("sub", cognito.MatchEquals, "y"), when("sub", cognito.MatchNotEqual, "x")}, nil},
		{
			"each text equals a value or doesn't",
			[]cognito.Condition{when("a", cognito.MatchEquals, "x"), when("a", cognito.MatchNotEqual, "x"), when("a", cognito.MatchContains, "y")},
			[]int{0, 1},
		},
		{
			"each text of another claim",
			[]cognito.Condition{when("b", cognito.MatchEquals, "x"), when("b", cognito.MatchNotEqual, "x"), when("a", cognito.MatchContains, "y")},
			nil,
		},
		{
			"a list may neither equal a value nor not",
			[]cognito.Condition{when(groups, cognito.MatchEquals, "x"), when(groups, cognito.MatchNotEqual, "x"), when(groups, cognito.MatchContains, "y")},
			nil,
		},
		{
			"one deferred text written alike",
			[]cognito.Condition{deferred(when("a", cognito.MatchEquals, "${x}")), deferred(when("a", cognito.MatchEquals, "${x}"))},
			[]int{0},
		},
		{
			"a deferred text may be any",
			[]cognito.Condition{when("sub", cognito.MatchNotEqual, "y"), deferred(when("sub", cognito.MatchEquals, "${x}"))},
			nil,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, test.want, cognito.NeverApplies(test.rules, len(test.rules)-1))
		})
	}
}

// meets says by match type whether a text meets a condition with a value.
var meets = map[string]func(text, value string) bool{
	cognito.MatchEquals:     func(text, value string) bool { return text == value },
	cognito.MatchContains:   strings.Contains,
	cognito.MatchStartsWith: strings.HasPrefix,
	cognito.MatchNotEqual:   func(text, value string) bool { return text != value },
}

// Generators are made anew for each test: drawing from one in two tests at once is a data race in rapid.
func shortText() *rapid.Generator[string] { return rapid.StringMatching(`[ab]{0,2}`) }

func anyTextRule() *rapid.Generator[cognito.Condition] {
	return rapid.Custom(func(t *rapid.T) cognito.Condition {
		matchType := rapid.SampledFrom([]string{cognito.MatchEquals, cognito.MatchContains, cognito.MatchStartsWith, cognito.MatchNotEqual})
		return when("custom:claim", matchType.Draw(t, "match type"), shortText().Draw(t, "value"))
	})
}

// TestNeverAppliesHoldsForTexts compares what is said of a rule with what texts show.
func TestNeverAppliesHoldsForTexts(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		rules := rapid.SliceOfN(anyTextRule(), 2, 4).Draw(t, "rules")
		claim := shortText().Draw(t, "claim")
		last := len(rules) - 1
		earlier := cognito.NeverApplies(rules, last)
		if len(earlier) == 0 || !meets[rules[last].MatchType](claim, rules[last].Value) {
			return
		}
		isMetEarlier := false
		for _, i := range earlier {
			isMetEarlier = isMetEarlier || meets[rules[i].MatchType](claim, rules[i].Value)
		}
		assert.True(t, isMetEarlier)
	})
}

func TestCanHoldWith(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name        string
		first, next cognito.Condition
		want        bool
	}{
		{"two claims", when("sub", cognito.MatchEquals, "a"), when("email", cognito.MatchEquals, "b"), true},
		{"two values of one claim", when("sub", cognito.MatchEquals, "a"), when("sub", cognito.MatchEquals, "b"), false},
		{"a value and all others", when("sub", cognito.MatchEquals, "a"), when("sub", cognito.MatchNotEqual, "a"), false},
		{"two beginnings", when("sub", cognito.MatchStartsWith, "ab"), when("sub", cognito.MatchStartsWith, "ac"), false},
		{"a beginning and a part", when("sub", cognito.MatchStartsWith, "a"), when("sub", cognito.MatchContains, "b"), true},
		{"two groups", when("cognito:groups", cognito.MatchContains, "a"), when("cognito:groups", cognito.MatchContains, "b"), true},
		{
			"what a list equals is not documented",
			when("cognito:groups", cognito.MatchEquals, "a"), when("cognito:groups", cognito.MatchContains, "a"), false,
		},
		{
			"a deferred text may be another one",
			deferred(when("sub", cognito.MatchEquals, "${a}")), when("sub", cognito.MatchStartsWith, "b"), false,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, test.want, test.first.CanHoldWith(test.next))
			assert.Equal(t, test.want, test.next.CanHoldWith(test.first))
		})
	}
}

// TestCanHoldWithIsWhatTextsShow goes through all texts that are long enough to meet two conditions.
func TestCanHoldWithIsWhatTextsShow(t *testing.T) {
	t.Parallel()
	texts := []string{""}
	for i := 0; len(texts[i]) < 5; i++ {
		texts = append(texts, texts[i]+"a", texts[i]+"b")
	}
	rapid.Check(t, func(t *rapid.T) {
		first, next := anyTextRule().Draw(t, "first"), anyTextRule().Draw(t, "next")
		isMet := slices.ContainsFunc(texts, func(text string) bool {
			return meets[first.MatchType](text, first.Value) && meets[next.MatchType](text, next.Value)
		})
		assert.Equal(t, isMet, first.CanHoldWith(next))
	})
}
