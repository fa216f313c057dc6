package format

import (
	"fmt"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/markdown"
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
			what[i+1] = markdown.Escape(remark)
		}
		fmt.Fprintf(&text, "| %s | %s ([%s](%s)) | %s<br>%s | %s |\n", strings.Join(what, ", "),
			markdown.Escape(message(finding)), finding.Rule, rule.ID(finding.Rule).URL(),
			markdown.Escape(finding.Resource), markdown.Escape(place(finding)), markdown.Escape(finding.Cure))
	}
	return text.String()
}
