package format

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/access"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

// GitHub is commands of a GitHub workflow, which shows them at the lines of a pull request. It shows ten of a kind in a step, so that
// what fails comes first.
//
// See: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
func (r Report) GitHub() string {
	findings := slices.Clone(r.Findings)
	slices.SortStableFunc(findings, func(a, b access.Finding) int {
		return cmp.Or(compareBool(a.Acknowledged != "", b.Acknowledged != ""), cmp.Compare(b.Severity, a.Severity))
	})
	var text strings.Builder
	for _, finding := range findings {
		fmt.Fprintf(&text, "::%s %s::%s\n", githubCommand(finding), r.githubProperties(finding), escapeData(githubMessage(finding)))
	}
	return text.String()
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	default:
		return -1
	}
}

// githubCommand is the severity in the words of GitHub. What is acknowledged is a notice, so that it marks nothing as wrong.
func githubCommand(finding access.Finding) string {
	if finding.Severity == access.SeverityNote || finding.Acknowledged != "" {
		return "notice"
	}
	return finding.Severity.String()
}

func (r Report) githubProperties(finding access.Finding) string {
	var properties []string
	if finding.File != "" {
		file := filepath.ToSlash(finding.File)
		if inside, found := r.inRepository(finding.File); found {
			file = inside
		}
		properties = append(properties, "file="+escapeProperty(file))
	}
	if finding.File != "" && finding.Line > 0 {
		properties = append(properties, fmt.Sprintf("line=%d", finding.Line))
	}
	properties = append(properties, "title="+escapeProperty(finding.Rule))
	return strings.Join(properties, ",")
}

func githubMessage(finding access.Finding) string {
	return finding.Resource + ": " + message(finding) + inParentheses(remarks(finding)) + "\nfix: " + finding.Cure +
		"\nsee " + rule.ID(finding.Rule).URL()
}

// escapeData escapes a message as the runner undoes it.
//
// See: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
func escapeData(text string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(text)
}

func escapeProperty(text string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C").Replace(text)
}
