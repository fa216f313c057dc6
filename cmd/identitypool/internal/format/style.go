package format

import (
	"strings"
	"unicode/utf8"

	"github.com/awscdk-constructs/identitypool/access"
)

// Style is how text is written.
type Style struct {
	// Width is where lines are broken; 0 for nowhere.
	Width int
	// Colors says whether escape sequences are understood.
	Colors bool
}

// The escape sequences of colours.
//
// See: https://ecma-international.org/publications-and-standards/standards/ecma-48/
const (
	red    = "31"
	green  = "32"
	yellow = "33"
	cyan   = "36"
	bold   = "1"
)

func (s Style) in(color, text string) string {
	if !s.Colors {
		return text
	}
	return "\x1b[" + color + "m" + text + "\x1b[0m"
}

func (s Style) severity(severity access.Severity) string {
	switch severity {
	case access.SeverityError:
		return s.in(red, severity.String())
	case access.SeverityWarning:
		return s.in(yellow, severity.String())
	default:
		return s.in(cyan, severity.String())
	}
}

// minWidth is what a terminal must have so that breaking lines makes them easier to read.
const minWidth = 40

// indented writes a text with an indent before each line.
func (s Style) indented(indent, text string) string {
	if s.Width < minWidth {
		return indent + text + "\n"
	}
	var lines strings.Builder
	room := 0
	for word := range strings.FieldsSeq(text) {
		length := utf8.RuneCountInString(word)
		switch {
		case lines.Len() == 0:
			lines.WriteString(indent)
			room = s.Width - len(indent)
		case length+1 > room:
			lines.WriteString("\n" + indent)
			room = s.Width - len(indent)
		default:
			lines.WriteString(" ")
			room--
		}
		lines.WriteString(word)
		room -= length
	}
	return lines.String() + "\n"
}
