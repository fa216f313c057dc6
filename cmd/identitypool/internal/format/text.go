package format

import (
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/rule"
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
		text.WriteString(indent + "see " + rule.ID(finding.Rule).URL() + "\n")
		text.WriteString("\n")
	}
	text.WriteString(style.in(bold, r.Summary()) + "\n")
	return text.String()
}
