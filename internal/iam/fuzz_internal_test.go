package iam

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
)

// FuzzPattern compares with what regular expressions make of a pattern.
func FuzzPattern(f *testing.F) {
	for _, seed := range [][2]string{{"s3:Get*", "s3:GetObject"}, {"arn:aws:s3:::a/?/*", "arn:aws:s3:::a/b/c"}, {"*a*b*", "xaxbx"}, {"", ""}, {"?", "é"}} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, pattern, text string) {
		if !utf8.ValidString(pattern) || !utf8.ValidString(text) {
			t.Skip("no text")
		}
		quoted := strings.NewReplacer(`\*`, `.*`, `\?`, `.`).Replace(regexp.QuoteMeta(pattern))
		want := regexp.MustCompile(`(?s)^` + quoted + `$`).MatchString(text)
		got := match(readPattern(pattern), readText(text))
		if got != answer.Of(want) {
			t.Fatalf("%q for %q: %s", pattern, text, got)
		}
	})
}

// FuzzPatternOfPatterns asks what patterns have in common, and holds it against an example.
func FuzzPatternOfPatterns(f *testing.F) {
	for _, seed := range [][2]string{{"a*", "*b"}, {"?*", "*?"}, {"a?c", "*b*"}, {"*/a", "b/*"}, {"*", "?"}, {"**", ""}} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, first, second string) {
		a, b := readPattern(first), readPattern(second)
		found, exists := common(a, b)
		both := found.both
		if exists != intersects(a, b) || exists != intersects(b, a) {
			t.Fatalf("%q and %q: %v", first, second, exists)
		}
		if example := both.example(); exists && (!covers(a, example) || !covers(b, example)) {
			t.Fatalf("%q and %q have in common %q, but not %q", first, second, both.value(), example.value())
		}
	})
}

// FuzzVariable reads any text with variables. Without a value for them, it matches nothing of what it can be told.
func FuzzVariable(f *testing.F) {
	for _, seed := range []string{"${aws:username}", "a${aws:username, 'b'}c", "${*}${?}${$}", "${", "${a${b}}", "$${a}", "${,}", "${a,'}"} {
		f.Add(seed, "value")
	}
	f.Fuzz(func(t *testing.T, text, value string) {
		read := readOperand(cfn.Literal(text), syntax{variables: true, wildcards: true})
		var context Context
		if filled, _ := read.in(lookup{context: context}); len(read.variables) > 0 && !filled.has(anything) {
			t.Fatalf("%q without a context: %v", text, filled)
		}
		for _, each := range read.variables {
			context = context.With(Key{Name: each.key, Values: []cfn.Value{cfn.Literal(value)}})
		}
		filled, exists := read.in(lookup{context: context})
		if !exists {
			t.Fatalf("%q with values has none", text)
		}
		if strings.ContainsAny(value, "*?") && len(read.variables) > 0 && covers(filled, filled.example()) {
			t.Fatalf("a value with a wildcard certainly matches: %q", filled.value())
		}
	})
}

// FuzzComparison compares any two texts as dates, numbers, addresses and so on. What is less isn't greater.
func FuzzComparison(f *testing.F) {
	for _, seed := range [][2]string{
		{"2020-01-01T00:00:00Z", "1577836800"},
		{"2020", "2020-01"},
		{"1.50", "1.5"},
		{"-0", "0"},
		{"1e9", "1000000000"},
		{"203.0.113.0/24", "203.0.113.9"},
		{"2001:db8::/32", "2001:db8::1"},
		{"::ffff:1.2.3.4", "1.2.3.4"},
		{"fe80::1%eth0", "fe80::1"},
		{"0.0.0.0/0", "::1"},
		{"QQ==", "QQ"},
		{"TRUE", "true"},
		{"arn:aws:s3:::*", "arn:aws:s3:::a:b"},
		{strings.Repeat("9", 50), "1"},
	} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, wanted, found string) {
		ask := func(operator, wanted, found string) answer.Answer {
			how := comparisons[operator]
			return how.compare(readOperand(cfn.Literal(wanted), how.syntax).symbols, readText(found))
		}
		for _, of := range []string{"Numeric", "Date"} {
			less, more, same := ask(of+"LessThan", wanted, found), ask(of+"GreaterThan", wanted, found), ask(of+"Equals", wanted, found)
			isKnown := less != answer.Unknown
			if isKnown != (more != answer.Unknown) || isKnown != (same != answer.Unknown) || isKnown && less+more+same != answer.Yes {
				t.Fatalf("%s %q and %q: less %s, greater %s, equal %s", of, wanted, found, less, more, same)
			}
			if other := ask(of+"GreaterThan", found, wanted); other != less {
				t.Fatalf("%s %q and %q: less %s, the other way round %s", of, wanted, found, less, other)
			}
		}
		for operator := range comparisons {
			if got := ask(operator, wanted, found); got < answer.No || got > answer.Yes {
				t.Fatalf("%s %q and %q: %d", operator, wanted, found, got)
			}
		}
		if _, isNetwork := readNetwork(readText(found)); isNetwork && !strings.Contains(found, "/") && ask("IpAddress", found, found) == answer.No {
			t.Fatalf("%q is not itself", found)
		}
	})
}
