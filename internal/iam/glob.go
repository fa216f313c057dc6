package iam

import (
	"slices"

	"github.com/awscdk-constructs/identitypool/internal/answer"
)

// A glob is a text or a pattern, symbol by symbol. It stands for all texts that its open symbols can become.
type glob []symbol

// match reports whether a pattern matches a text: yes if it matches all that the text can become, no if it matches none of it.
func match(pattern, text glob) answer.Answer {
	pattern, text = withOnePartition(pattern, text)
	switch {
	case covers(pattern, text):
		return answer.Yes
	case intersects(pattern, text):
		return answer.Unknown
	default:
		return answer.No
	}
}

// covers reports whether a pattern certainly matches all that a text stands for.
func covers(pattern, text glob) bool {
	if pattern.has(anything) {
		return false
	}
	if coversSymbols(pattern, text) {
		return true
	}
	// A ? of the pattern can match part of what a * of the text stands for.
	return pattern.has(one) && text.has(many) && !text.has(anything) && coversTexts(pattern, text)
}

func (g glob) has(wanted kind) bool {
	return slices.ContainsFunc(g, func(each symbol) bool { return each.kind == wanted })
}

// coversSymbols compares symbol by symbol, as if what is open in the text were single characters that only * matches. It takes time
// in proportion to the product of the lengths, whatever the pattern.
func coversSymbols(pattern, text glob) bool {
	p, t := 0, 0
	afterStar, retry := -1, 0
	for t < len(text) {
		switch {
		case p < len(pattern) && pattern[p].kind == many:
			p++
			afterStar, retry = p, t
		case p < len(pattern) && pattern[p].covers(text[t]):
			p++
			t++
		case afterStar >= 0:
			retry++
			p, t = afterStar, retry
		default:
			return false
		}
	}
	for p < len(pattern) && pattern[p].kind == many {
		p++
	}
	return p == len(pattern)
}

// covers is for a symbol of a pattern other than *, which covers everything.
func (s symbol) covers(text symbol) bool {
	switch s.kind {
	case char:
		return text.kind == char && text.char == s.char
	case one:
		return text.kind == char || text.kind == one
	case deferred:
		return text.kind == deferred && *text.part == *s.part
	default:
		return false
	}
}

// maxPositionSets bounds the work of coversTexts. Patterns of real policies need a few dozen.
const maxPositionSets = 4096

// coversTexts goes through all texts that the text's wildcards can become, which it takes for runs of a character that the pattern
// does not name: whatever matches that one matches any other in its place. It follows the positions that the pattern can be in.
func coversTexts(pattern, text glob) bool {
	type state struct {
		text      int
		positions string
	}
	seen := map[state]bool{}
	var hold func(t int, positions []byte) bool
	hold = func(t int, positions []byte) bool {
		here := state{t, string(positions)}
		if seen[here] {
			return true
		}
		seen[here] = true
		switch {
		case len(seen) > maxPositionSets:
			return false
		case t == len(text):
			return positions[len(pattern)] == 1
		case text[t].kind == many:
			return hold(t+1, positions) && hold(t, pattern.step(positions, symbol{kind: one}))
		default:
			return hold(t+1, pattern.step(positions, text[t]))
		}
	}
	start := make([]byte, len(pattern)+1)
	pattern.reach(start, 0)
	return hold(0, start)
}

// step moves on from each position by one symbol of a text.
func (g glob) step(positions []byte, next symbol) []byte {
	moved := make([]byte, len(positions))
	for at, current := range g {
		if positions[at] == 0 {
			continue
		}
		if current.kind == many {
			g.reach(moved, at)
		} else if current.covers(next) {
			g.reach(moved, at+1)
		}
	}
	return moved
}

// reach marks a position, and those behind the stars that follow it, which may match nothing.
func (g glob) reach(positions []byte, at int) {
	positions[at] = 1
	for at < len(g) && g[at].kind == many {
		at++
		positions[at] = 1
	}
}
