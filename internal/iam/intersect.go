package iam

import "slices"

// intersects reports whether a pattern may match something that a text stands for. It is false only where that is certain.
func intersects(pattern, text glob) bool {
	start, end, possible := commonEnds(pattern, text)
	if !possible {
		return false
	}
	pattern, text = pattern[start:len(pattern)-end], text[start:len(text)-end]
	if pattern.isEverything() || text.isEverything() {
		return true
	}
	search := intersection{pattern: pattern, text: text}
	search.prepare()
	return search.reachesEnd(0, 0, aligned)
}

// common is what two patterns both match: all of it if one of them is in the other, else a part of it.
func common(a, b glob) (found pair, exists bool) {
	first, second := withOnePartition(a, b)
	start, end, possible := commonEnds(first, second)
	switch {
	case !possible:
		return pair{}, false
	case covers(first, second):
		return pair{first: a, second: b, both: b}, true
	case covers(second, first):
		return pair{first: a, second: b, both: a}, true
	}
	search := intersection{pattern: first[start : len(first)-end], text: second[start : len(second)-end], traces: true}
	search.prepare()
	if !search.reachesEnd(0, 0, aligned) {
		return pair{}, false
	}
	if text, isText := textAmong(a, b); isText {
		return pair{first: a, second: b, both: text}, true
	}
	slices.Reverse(search.path)
	return pair{first: a, second: b, both: slices.Concat(first[:start], search.path, first[len(first)-end:]), isPart: true}, true
}

// textAmong returns the one of two patterns that has no wildcards, so that it is all that both can match; of two texts the one of which more
// is known.
func textAmong(a, b glob) (text glob, isText bool) {
	if b.hasWildcard() || !a.hasWildcard() && a.countOpen() < b.countOpen() {
		return a, !a.hasWildcard()
	}
	return b, true
}

func (g glob) countOpen() int {
	count := 0
	for _, each := range g {
		if each.isOpen() {
			count++
		}
	}
	return count
}

func (g glob) hasWildcard() bool { return slices.ContainsFunc(g, symbol.isWildcard) }

func (g glob) isEverything() bool { return len(g) == 1 && g[0].kind == many }

// commonEnds counts the symbols that both begin and end with, where most comparisons fail.
func commonEnds(a, b glob) (start, end int, possible bool) {
	shortest := min(len(a), len(b))
	for start < shortest && !a[start].isWildcard() && !b[start].isWildcard() {
		if a[start].covers(b[start]) {
			start++
			continue
		}
		if a[start].excludes(b[start]) || a[start].differs(b[start]) && a.endsBefore(start, b[start]) && b.endsBefore(start, a[start]) {
			return 0, 0, false
		}
		break
	}
	for end < shortest-start {
		last, other := a[len(a)-1-end], b[len(b)-1-end]
		if last.isWildcard() || other.isWildcard() {
			break
		}
		if !last.covers(other) {
			return start, end, !last.excludes(other)
		}
		end++
	}
	return start, end, true
}

// excludes is true for two different characters.
func (s symbol) excludes(other symbol) bool {
	return s.kind == char && other.kind == char && s.char != other.char
}

// endsBefore reports whether what another symbol stands for can't go on where what begins at a place of this pattern has ended.
func (g glob) endsBefore(at int, other symbol) bool {
	part := g[at].part
	isName := g[at].kind == char && (at == 0 || g[at-1].part != part)
	end := at + 1
	for isName && end < len(g) && g[end].part == part {
		end++
	}
	return (isName || g[at].kind == deferred) && (end == len(g) || g[end].kind == char && !other.mayHold(g[end]))
}

func (s symbol) isWildcard() bool { return s.kind == one || s.kind == many || s.kind == anything }

// An intersection is the search for a text that both sides can become. It reads one character of it at a time, and remembers
// how far it has come on both sides.
type intersection struct {
	pattern, text glob
	small         [64]uint64 // the states that were seen, one bit each; enough for most searches
	large         []uint64   // in its place where there are more
	traces        bool       // whether the path is wanted
	path          glob       // what both can become, from its end
	last          [2]int     // where the search stood when it added a symbol of any length to the path
}

func (s *intersection) prepare() {
	s.last = [2]int{-1, -1}
	if states := (len(s.pattern) + 1) * (len(s.text) + 1) * relations; states > len(s.small)*bits {
		s.large = make([]uint64, states/bits+1)
	}
}

const bits = 64

// relation says what is known of two open symbols that the search stands at.
type relation int

const (
	apart       relation = iota
	aligned              // both symbols have just begun
	textLongest          // the text's symbol must have at least one more character
	patternLongest
	spelled // a unique symbol has been given characters that somebody wrote, and nothing but these: it can't end with them
)

const relations = int(spelled) + 1

func (s *intersection) reachesEnd(p, t int, now relation) bool {
	if s.visited(p, t, now) {
		return false
	}
	atEnd, textAtEnd := p == len(s.pattern), t == len(s.text)
	if atEnd && textAtEnd {
		return now != textLongest && now != patternLongest
	}
	patternOpen, textOpen := !atEnd && s.pattern[p].isOpen(), !textAtEnd && s.text[t].isOpen()
	if !s.goesOn(p, t, now, patternOpen, textOpen) {
		return false
	}
	if s.traces && patternOpen && textOpen && s.last != [2]int{p, t} {
		s.last = [2]int{p, t}
		s.path = append(s.path, narrower(s.pattern[p], s.text[t]))
	}
	return true
}

// narrower is what two open symbols have in common.
func narrower(a, b symbol) symbol {
	switch {
	case a.kind == many:
		return b
	case b.kind == many:
		return a
	default:
		return symbol{kind: many}
	}
}

func (s *intersection) goesOn(p, t int, now relation, patternOpen, textOpen bool) bool {
	if patternOpen && textOpen && now == aligned && s.pattern[p].differs(s.text[t]) {
		return s.reachesEnd(p+1, t, textLongest) || s.reachesEnd(p, t+1, patternLongest)
	}
	if patternOpen && s.pattern[p].mayEnd(now, patternLongest) && s.reachesEnd(p+1, t, now.afterEnd(textLongest)) {
		return true
	}
	if textOpen && s.text[t].mayEnd(now, textLongest) && s.reachesEnd(p, t+1, now.afterEnd(patternLongest)) {
		return true
	}
	return p < len(s.pattern) && t < len(s.text) && s.reads(p, t, now, patternOpen, textOpen)
}

// mayEnd reports whether an open symbol can end here. A unique one is never empty.
func (s symbol) mayEnd(now, unless relation) bool {
	return now != unless && (now != spelled && now != aligned || !s.isUnique())
}

// afterEnd is the relation when one side's symbol has come to its end without reading anything more.
func (r relation) afterEnd(kept relation) relation {
	if r == kept || r == spelled {
		return r
	}
	return apart
}

// given is the relation when an open symbol has been given a character of the other side.
func (r relation) given(open, other symbol) relation {
	if open.isUnique() && other.kind == char && (r == aligned || r == spelled) {
		return spelled
	}
	return apart
}

// reads goes on by one character that both sides have.
func (s *intersection) reads(p, t int, now relation, patternOpen, textOpen bool) bool {
	pattern, text := s.pattern[p], s.text[t]
	switch {
	case patternOpen && textOpen:
		return s.reachesEnd(p, t, apart)
	case patternOpen:
		return pattern.mayHold(text) && s.reachesEnd(p, t+1, now.given(pattern, text)) && s.trace(text)
	case textOpen:
		return text.mayHold(pattern) && s.reachesEnd(p+1, t, now.given(text, pattern)) && s.trace(pattern)
	case pattern.kind == one:
		pattern, text = text, pattern
	}
	return (text.kind == one || pattern.char == text.char) && s.reachesEnd(p+1, t+1, aligned) && s.trace(pattern)
}

// trace adds to the path of a search that succeeds.
func (s *intersection) trace(read symbol) bool {
	if s.traces {
		s.path = append(s.path, read)
	}
	return true
}

func (s *intersection) visited(p, t int, now relation) bool {
	state := (p*(len(s.text)+1)+t)*relations + int(now)
	word := &s.small[state/bits%len(s.small)]
	if s.large != nil {
		word = &s.large[state/bits]
	}
	mask := uint64(1) << (state % bits)
	before := *word&mask != 0
	*word |= mask
	return before
}
