package cognito

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Text says which values the service accepts for a text field.
type Text struct {
	Min, Max int
	accepts  func(rune) bool // nil: every character
	allowed  string          // what accepts accepts, in words
}

// Check returns nil for a value that the service accepts.
func (t Text) Check(value string) error {
	if value == "" && t.Min > 0 {
		return fmt.Errorf("is empty; allowed are %s", t.Allowed())
	}
	if problem := t.problem(value); problem != "" {
		return fmt.Errorf("%s %s", Quote(value), problem)
	}
	return nil
}

// CheckSecret is Check for a value that must not show up in a message.
func (t Text) CheckSecret(value string) error {
	if problem := t.problem(value); problem != "" {
		return fmt.Errorf("the secret %s", problem)
	}
	return nil
}

// Allowed says what Check accepts, as "1 to 100 letters, digits and _".
func (t Text) Allowed() string {
	characters := t.allowed
	if t.accepts == nil {
		characters = "characters"
	}
	return fmt.Sprintf("%d to %d %s", t.Min, t.Max, characters)
}

func (t Text) problem(value string) string {
	if !utf8.ValidString(value) {
		return "is not valid UTF-8; allowed are " + t.Allowed()
	}
	if length := utf8.RuneCountInString(value); length < t.Min || length > t.Max {
		return fmt.Sprintf("is %s long; allowed are %s", count(length, "character"), t.Allowed())
	}
	if t.accepts == nil {
		return ""
	}
	for _, r := range value {
		if !t.accepts(r) {
			return fmt.Sprintf("holds %q; allowed are %s", r, t.Allowed())
		}
	}
	return ""
}

// Quote puts a value in quotes for a message, shortened where it would drown the message.
func Quote(value string) string {
	const longest = 140
	if utf8.RuneCountInString(value) <= longest {
		return fmt.Sprintf("%q", value)
	}
	return fmt.Sprintf("%q…", string([]rune(value)[:longest]))
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// isWord is \w of the API model's patterns: ASCII only.
func isWord(r rune) bool {
	return r == '_' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z'
}

// isSpace is \s of the API model's patterns.
func isSpace(r rune) bool {
	return isOneOf(r, " \t\n\v\f\r")
}

func isOneOf(r rune, chars string) bool {
	return strings.ContainsRune(chars, r)
}

// isTagCharacter is [\p{L}\p{Z}\p{N}_.:/=+\-@] of the API model's patterns.
func isTagCharacter(r rune) bool {
	return unicode.In(r, unicode.L, unicode.Z, unicode.N) || isOneOf(r, "_.:/=+-@")
}

// isVisible is [\p{L}\p{M}\p{S}\p{N}\p{P}] of the API model's patterns.
func isVisible(r rune) bool {
	if r < utf8.RuneSelf {
		return r > ' ' && r < 0x7f
	}
	return unicode.In(r, unicode.L, unicode.M, unicode.S, unicode.N, unicode.P)
}
