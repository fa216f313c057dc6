package identitypooltest

import (
	"slices"
	"strings"
)

// value is a text in a template, as far as it is known before the deployment: literals and what the deployment fills in.
type value struct {
	parts []part // no two literals side by side, none of them empty
}

// part is a literal, or something that the deployment fills in.
type part struct {
	text     string // the literal, else what Fn::Sub calls it, else the intrinsic function as JSON
	deferred bool
	resource bool // the Ref of a resource of this template; text is its logical id
}

func literal(text string) value {
	return newValue(part{text: text})
}

func deferredValue(text string) value {
	return newValue(part{text: text, deferred: true})
}

// refOf is the Ref of a resource of the template.
func refOf(logicalID string) value {
	return newValue(part{text: logicalID, deferred: true, resource: true})
}

func newValue(parts ...part) value {
	merged := make([]part, 0, len(parts))
	for _, next := range parts {
		last := len(merged) - 1
		switch {
		case !next.deferred && next.text == "":
		case !next.deferred && last >= 0 && !merged[last].deferred:
			merged[last].text += next.text
		default:
			merged = append(merged, next)
		}
	}
	return value{parts: merged}
}

func joined(values ...value) value {
	var parts []part
	for _, each := range values {
		parts = append(parts, each.parts...)
	}
	return newValue(parts...)
}

// literal returns the text of a value that is known before the deployment.
func (v value) literal() (string, bool) {
	switch {
	case len(v.parts) == 0:
		return "", true
	case len(v.parts) == 1 && !v.parts[0].deferred:
		return v.parts[0].text, true
	default:
		return "", false
	}
}

// is reports whether the value is surely this text.
func (v value) is(text string) bool {
	own, known := v.literal()
	return known && own == text
}

func (v value) isEmpty() bool { return len(v.parts) == 0 }

// resource returns the logical id if the value is the Ref of a resource of the template.
func (v value) resource() (string, bool) {
	if len(v.parts) == 1 && v.parts[0].resource {
		return v.parts[0].text, true
	}
	return "", false
}

// prefix returns the literal that the value begins with.
func (v value) prefix() string {
	if len(v.parts) == 0 || v.parts[0].deferred {
		return ""
	}
	return v.parts[0].text
}

// suffix returns the literal that the value ends with.
func (v value) suffix() string {
	if len(v.parts) == 0 || v.parts[len(v.parts)-1].deferred {
		return ""
	}
	return v.parts[len(v.parts)-1].text
}

// cut slices the value around the first separator in one of its literals.
func (v value) cut(separator string) (before, after value, found bool) {
	for i, each := range v.parts {
		if each.deferred {
			continue
		}
		if head, tail, here := strings.Cut(each.text, separator); here {
			left := append(append([]part{}, v.parts[:i]...), part{text: head})
			right := append([]part{{text: tail}}, v.parts[i+1:]...)
			return newValue(left...), newValue(right...), true
		}
	}
	return v, value{}, false
}

// String writes the value as Fn::Sub would, which is how it is shown in messages.
func (v value) String() string {
	if text, known := v.literal(); known {
		return text
	}
	var text strings.Builder
	for _, each := range v.parts {
		if each.deferred && !strings.HasPrefix(each.text, "{") {
			text.WriteString("${" + each.text + "}")
		} else {
			text.WriteString(each.text)
		}
	}
	return text.String()
}

// same reports whether two values are equal after the deployment. What the deployment fills in is compared by how it is
// written: the same expression is the same value, and the Refs of two resources of one template differ.
func same(a, b value) answer {
	if slices.Equal(a.parts, b.parts) {
		return yes
	}
	_, aKnown := a.literal()
	_, bKnown := b.literal()
	if aKnown && bKnown || literalsConflict(a, b) {
		return no
	}
	_, aResource := a.resource()
	_, bResource := b.resource()
	if aResource && bResource {
		return no
	}
	return unknown
}

// literalsConflict is true where what is known of the beginnings or the ends already differs.
func literalsConflict(a, b value) bool {
	aPrefix, bPrefix := a.prefix(), b.prefix()
	aSuffix, bSuffix := a.suffix(), b.suffix()
	return !strings.HasPrefix(aPrefix, bPrefix) && !strings.HasPrefix(bPrefix, aPrefix) ||
		!strings.HasSuffix(aSuffix, bSuffix) && !strings.HasSuffix(bSuffix, aSuffix)
}

// like reports whether a text matches a pattern in which * stands for any characters and ? for one.
func like(pattern, text value) answer {
	if !pattern.hasWildcard() {
		return same(pattern, text)
	}
	if pattern.is("*") {
		return yes
	}
	pattern, text = withoutCommonStart(pattern, text)
	patternText, patternKnown := pattern.literal()
	known, textKnown := text.literal()
	switch {
	case patternText == "*" && patternKnown:
		return yes
	case patternKnown && textKnown:
		return answerOf(matchesWildcards(patternText, known))
	default:
		return unknown
	}
}

func (v value) hasWildcard() bool { return v.contains("*") || v.contains("?") }

// contains reports whether one of the literals has a text in it.
func (v value) contains(text string) bool {
	return slices.ContainsFunc(v.parts, func(each part) bool {
		return !each.deferred && strings.Contains(each.text, text)
	})
}

// lowerCase is for what IAM compares without regard to case.
func lowerCase(v value) value {
	parts := slices.Clone(v.parts)
	for i := range parts {
		if !parts[i].deferred {
			parts[i].text = strings.ToLower(parts[i].text)
		}
	}
	return newValue(parts...)
}

// withoutCommonStart drops the parts that both values begin with.
func withoutCommonStart(a, b value) (restOfA, restOfB value) {
	common := 0
	for common < len(a.parts) && common < len(b.parts) && a.parts[common] == b.parts[common] {
		common++
	}
	return newValue(a.parts[common:]...), newValue(b.parts[common:]...)
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
