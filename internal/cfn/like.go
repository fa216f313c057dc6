package cfn

import (
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/answer"
)

// Like reports whether a text matches a pattern in which * stands for any characters and ? for one. It is yes where that is so whatever the
// deployment fills in, and no where it can't be.
func Like(pattern, text Value) answer.Answer {
	pattern, text = alike(pattern, text)
	wildcards, patternIsKnown := pattern.Literal()
	known, textIsKnown := text.Literal()
	switch {
	case wildcards == "*" && patternIsKnown:
		return answer.Yes
	case patternIsKnown && textIsKnown:
		return answer.Of(matchesWildcards(wildcards, known))
	case !pattern.HasWildcard():
		return Same(pattern, text)
	}
	pattern, text = withoutCommonStart(pattern, text)
	if literalsConflict(pattern.untilWildcards(), text) {
		return answer.No
	}
	patternTokens, textTokens := tokensOf(pattern, true), tokensOf(text, false)
	switch {
	case mustMatch(patternTokens, textTokens):
		return answer.Yes
	case mayMatch(patternTokens, textTokens):
		return answer.Unknown
	default:
		return answer.No
	}
}

// withoutCommonStart drops what both values begin with, up to the first wildcard.
func withoutCommonStart(pattern, text Value) (restOfPattern, restOfText Value) {
	start := 0
	for start < len(pattern.parts) && start < len(text.parts) && pattern.parts[start] == text.parts[start] &&
		(!pattern.parts[start].IsLiteral() || !strings.ContainsAny(pattern.parts[start].Text, "*?")) {
		start++
	}
	restOfPattern, restOfText = Value{pattern.parts[start:]}, Value{text.parts[start:]}
	common := commonLiteral(restOfPattern.Prefix(), restOfText.Prefix())
	return restOfPattern.from(common), restOfText.from(common)
}

// commonLiteral is how many bytes of two texts are equal characters, up to a wildcard.
func commonLiteral(pattern, text string) int {
	for i, character := range pattern {
		if character == '*' || character == '?' || !strings.HasPrefix(text[min(i, len(text)):], string(character)) {
			return i
		}
	}
	return len(pattern)
}

// from drops the first bytes of the literal that the value begins with.
func (v Value) from(start int) Value {
	if start == 0 {
		return v
	}
	return newValue(append([]Part{{Text: v.parts[0].Text[start:]}}, v.parts[1:]...)...)
}

// untilWildcards leaves what stands before the first wildcard of a pattern and behind the last, which is compared at much less expense.
func (v Value) untilWildcards() Value {
	prefix, suffix := v.Prefix(), v.Suffix()
	prefix, _, _ = strings.Cut(strings.ReplaceAll(prefix, "?", "*"), "*")
	suffix = suffix[strings.LastIndexAny(suffix, "*?")+1:]
	gap := Part{Text: "*", kind: expressionPart}
	return newValue(Part{Text: prefix}, gap, Part{Text: suffix})
}

// token is a character, a wildcard, or what the deployment fills in.
type token struct {
	character rune
	isStar    bool
	isOne     bool // any one character
	part      *Part
	isFirst   bool // the first character of a part that is not empty; a token for the rest of it follows
	isWhole   bool // nothing but a slash, a colon or an end stands beside the part
}

func tokensOf(value Value, isPattern bool) []token {
	var tokens []token
	for i := range value.parts {
		part := &value.parts[i]
		if part.IsLiteral() {
			for _, character := range part.Text {
				tokens = append(tokens, token{character: character, isStar: isPattern && character == '*', isOne: isPattern && character == '?'})
			}
			continue
		}
		filled := token{part: part, isWhole: value.isWhole(i)}
		if part.isNotEmpty() {
			first := filled
			first.isFirst = true
			tokens = append(tokens, first)
		}
		tokens = append(tokens, filled)
	}
	return tokens
}

// isOpen reports whether the token stands for any number of characters, none included.
func (t *token) isOpen() bool { return t.part != nil && !t.isFirst }

// isNotEmpty reports whether the deployment certainly fills in some text.
func (p Part) isNotEmpty() bool {
	return p.isMade() || p.IsUnique() || p.isOfEnvironment()
}

func (v Value) isWhole(i int) bool {
	const separators = "/:"
	before, after := i == 0, i == len(v.parts)-1
	if !before && v.parts[i-1].IsLiteral() {
		text := v.parts[i-1].Text
		before = strings.IndexByte(separators, text[len(text)-1]) >= 0
	}
	if !after && v.parts[i+1].IsLiteral() {
		after = strings.IndexByte(separators, v.parts[i+1].Text[0]) >= 0
	}
	return before && after
}

// mustMatch is true where the pattern matches whatever the deployment fills in: a star covers it, or both have it in the same place.
func mustMatch(pattern, text []token) bool {
	return match(pattern, text, func(p, t *token) step {
		switch {
		case p.isStar:
			return skipPattern | takeText
		case t.part != nil:
			return when(p.part != nil && *p.part == *t.part && p.isFirst == t.isFirst, takeBoth)
		case p.part != nil:
			return 0
		default:
			return when(p.isOne || p.character == t.character, takeBoth)
		}
	})
}

// mayMatch is false where the pattern can't match, whatever the deployment fills in.
func mayMatch(pattern, text []token) bool {
	return match(pattern, text, func(p, t *token) step {
		switch {
		case p.isStar:
			return skipPattern | takeText
		case p.isOpen() && t.isOpen():
			return skipPattern | takeText
		case p.isOpen():
			return skipPattern | when(mayBeIn(t, p), takeText)
		case t.isOpen():
			return takeText | when(mayBeIn(p, t), skipPattern)
		case p.part != nil:
			return when(mayBeIn(t, p), takeBoth)
		case t.part != nil:
			return when(mayBeIn(p, t), takeBoth)
		default:
			return when(p.isOne || p.character == t.character, takeBoth)
		}
	})
}

// mayBeIn reports whether what the deployment fills in may have another token in it.
func mayBeIn(other, filled *token) bool {
	switch {
	case other.part != nil:
		return !filled.isWhole || !other.isWhole || !filled.part.DiffersFrom(*other.part)
	case other.isOne:
		return true
	default:
		return !filled.part.Lacks(string(other.character))
	}
}

// step says how a match may go on from a place in the pattern and one in the text.
type step uint8

const (
	skipPattern step = 1 << iota // with the next token of the pattern
	takeText                     // with the next token of the text
	takeBoth
)

func when(condition bool, steps step) step {
	if condition {
		return steps
	}
	return 0
}

// match looks for a way through pattern and text. It takes time in proportion to the product of their lengths.
func match(pattern, text []token, steps func(p, t *token) step) bool {
	end := token{character: -1}
	at := func(tokens []token, i int) *token {
		if i < len(tokens) {
			return &tokens[i]
		}
		return &end
	}
	// Whether there is a way from a token of the pattern, and from the one that follows it, by the tokens of the text.
	here, next := make([]bool, len(text)+1), make([]bool, len(text)+1)
	for p := len(pattern); p >= 0; p-- {
		for t := len(text); t >= 0; t-- {
			if p == len(pattern) && t == len(text) {
				here[t] = true
				continue
			}
			allowed := steps(at(pattern, p), at(text, t))
			here[t] = allowed&skipPattern != 0 && p < len(pattern) && next[t] ||
				allowed&takeText != 0 && t < len(text) && here[t+1] ||
				allowed&takeBoth != 0 && p < len(pattern) && t < len(text) && next[t+1]
		}
		here, next = next, here
	}
	return next[0]
}

// matchesWildcards takes time in proportion to the product of the lengths, whatever the pattern.
func matchesWildcards(wildcards, known string) bool {
	pattern, text := []rune(wildcards), []rune(known)
	p, t := 0, 0
	afterStar, retry := -1, 0
	for t < len(text) {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			p++
			afterStar, retry = p, t
		case p < len(pattern) && (pattern[p] == '?' || pattern[p] == text[t]):
			p++
			t++
		case afterStar >= 0:
			retry++
			p, t = afterStar, retry
		default:
			return false
		}
	}
	return strings.Trim(string(pattern[p:]), "*") == ""
}
