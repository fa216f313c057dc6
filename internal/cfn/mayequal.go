package cfn

import "strings"

// token is a character, or what the deployment fills in.
type token struct {
	character rune
	part      *Part
	isFirst   bool // the first character of a part that is not empty; a token for the rest of it follows
	isWhole   bool // nothing but a slash, a colon or an end stands beside the part
}

func tokensOf(value Value) []token {
	var tokens []token
	for i := range value.parts {
		part := &value.parts[i]
		if part.IsLiteral() {
			for _, character := range part.Text {
				tokens = append(tokens, token{character: character})
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

// stepsFrom says how two texts can be equal from a place in each of them on.
func stepsFrom(a, b *token) step {
	switch {
	case a.isOpen() && b.isOpen():
		return skipA | skipB
	case a.isOpen():
		return skipA | when(mayBeIn(b, a), skipB)
	case b.isOpen():
		return skipB | when(mayBeIn(a, b), skipA)
	case a.part != nil:
		return when(mayBeIn(b, a), skipBoth)
	case b.part != nil:
		return when(mayBeIn(a, b), skipBoth)
	default:
		return when(a.character == b.character, skipBoth)
	}
}

// mayBeIn reports whether what the deployment fills in may have another token in it.
func mayBeIn(other, filled *token) bool {
	switch {
	case other.part != nil:
		return !filled.isWhole || !other.isWhole || !filled.part.DiffersFrom(*other.part)
	default:
		return !filled.part.Lacks(string(other.character))
	}
}

// step goes on to the next token of one of two texts, or of both.
type step uint8

const (
	skipA step = 1 << iota
	skipB
	skipBoth
)

func when(condition bool, steps step) step {
	if condition {
		return steps
	}
	return 0
}

// mayEqual is false where two values differ, whatever the deployment fills in. It looks for a way through both texts, which takes
// time in proportion to the product of their lengths.
func mayEqual(first, second Value) bool {
	a, b := tokensOf(first), tokensOf(second)
	end := token{character: -1}
	at := func(tokens []token, i int) *token {
		if i < len(tokens) {
			return &tokens[i]
		}
		return &end
	}
	// Whether there is a way from a token of a, and from the one that follows it, by the tokens of b.
	here, next := make([]bool, len(b)+1), make([]bool, len(b)+1)
	for i := len(a); i >= 0; i-- {
		for j := len(b); j >= 0; j-- {
			if i == len(a) && j == len(b) {
				here[j] = true
				continue
			}
			allowed := stepsFrom(at(a, i), at(b, j))
			here[j] = allowed&skipA != 0 && i < len(a) && next[j] ||
				allowed&skipB != 0 && j < len(b) && here[j+1] ||
				allowed&skipBoth != 0 && i < len(a) && j < len(b) && next[j+1]
		}
		here, next = next, here
	}
	return next[0]
}
