package format

import (
	"fmt"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/rule"
)

// Markdown is for the comment on a pull request.
func (r Report) Markdown() string {
	var text strings.Builder
	fmt.Fprintf(&text, "### Identity pools: %s\n", r.Summary())
	if len(r.Findings) == 0 {
		return text.String()
	}
	text.WriteString("\n| | what | where | fix |\n| --- | --- | --- | --- |\n")
	for _, finding := range r.Findings {
		what := append([]string{"**" + finding.Severity.String() + "**"}, remarks(finding)...)
		for i, remark := range what[1:] {
			what[i+1] = inCell(remark)
		}
		fmt.Fprintf(&text, "| %s | %s ([%s](%s)) | %s<br>%s | %s |\n", strings.Join(what, ", "),
			inCell(message(finding)), finding.Rule, rule.ID(finding.Rule).URL(),
			inCell(finding.Resource), inCell(place(finding)), inCell(finding.Cure))
	}
	return text.String()
}

// inCell keeps a text from ending its cell, and from being taken for markup. Code in backticks stays code.
func inCell(text string) string {
	return strings.NewReplacer("|", `\|`, "\r", " ", "\n", " ", "<", "&lt;", ">", "&gt;", "*", `\*`, "_", `\_`, "[", `\[`, "@", "&#64;").Replace(text)
}
