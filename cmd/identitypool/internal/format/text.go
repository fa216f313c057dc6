package format

import (
	"strings"
)

const indent = "  "

// Text is for people.
func (r Report) Text(style Style) string {
	var text strings.Builder
	for _, finding := range r.Findings {
		text.WriteString(style.severity(finding.Severity) + " " + finding.Rule + inParentheses(remarks(finding)) + "\n")
		text.WriteString(style.indented(indent, finding.Resource+": "+message(finding)))
		text.WriteString(style.indented(indent, "fix: "+finding.Cure))
		if at := place(finding); at != "" {
			text.WriteString(indent + "at " + at + "\n")
		}
		text.WriteString("\n")
	}
	text.WriteString(style.in(bold, r.Summary()) + "\n")
	return text.String()
}
