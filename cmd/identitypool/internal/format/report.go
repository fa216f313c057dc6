// Package format writes what the command has to say: for people, for programs, and for the tools that show findings.
package format

import (
	"fmt"
	"strings"

	"github.com/awscdk-constructs/identitypool/access"
)

// Report is findings and what became of them.
type Report struct {
	Findings access.Findings
	// Pools is how many identity pools were looked at.
	Pools int
	// Known is how many more there are that the baseline has.
	Known int
	// Gone is how many findings of the baseline there are no longer.
	Gone int
	// FailOn is the lowest severity that counts; 0 for none.
	FailOn access.Severity
	// Version is that of the command.
	Version string
	// Root is the folder of the repository. Default: the working directory.
	Root string
}

// Fails reports whether a finding makes the command fail.
func (r Report) Fails(finding access.Finding) bool {
	return r.FailOn > 0 && finding.Severity >= r.FailOn && finding.Acknowledged == ""
}

// Count is a number with its noun.
func Count(number int, noun string) string {
	if number == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", number, noun)
}

// Summary says in a line how many findings there are.
func (r Report) Summary() string {
	var parts []string
	acknowledged := 0
	counts := map[access.Severity]int{}
	for _, finding := range r.Findings {
		if finding.Acknowledged != "" {
			acknowledged++
			continue
		}
		counts[finding.Severity]++
	}
	for _, severity := range []access.Severity{access.SeverityError, access.SeverityWarning, access.SeverityNote} {
		if counts[severity] > 0 {
			parts = append(parts, Count(counts[severity], severity.String()))
		}
	}
	switch {
	case len(parts) > 0:
	case r.Known > 0:
		parts = append(parts, "nothing new in "+Count(r.Pools, "identity pool"))
	default:
		parts = append(parts, "nothing found in "+Count(r.Pools, "identity pool"))
	}
	if acknowledged > 0 {
		parts = append(parts, fmt.Sprintf("%d acknowledged", acknowledged))
	}
	if r.Known > 0 {
		parts = append(parts, fmt.Sprintf("%d in the baseline", r.Known))
	}
	if r.Gone > 0 {
		parts = append(parts, fmt.Sprintf("%d of the baseline gone, so write it anew", r.Gone))
	}
	return strings.Join(parts, ", ")
}

// message is what is wrong, and on which condition.
func message(finding access.Finding) string {
	if finding.When == "" {
		return finding.Message
	}
	return finding.Message + ", if " + finding.When
}

// inParentheses writes remarks behind a text.
func inParentheses(remarks []string) string {
	if len(remarks) == 0 {
		return ""
	}
	return " (" + strings.Join(remarks, ") (") + ")"
}

// remarks are what there is to say about a finding besides what is wrong.
func remarks(finding access.Finding) []string {
	var all []string
	if finding.Uncertain {
		all = append(all, "uncertain")
	}
	if finding.Acknowledged != "" {
		all = append(all, "acknowledged: "+finding.Acknowledged)
	}
	return all
}

// place is where a finding stands, for people.
func place(finding access.Finding) string {
	var parts []string
	switch {
	case finding.File != "" && finding.Line > 0:
		parts = append(parts, fmt.Sprintf("%s:%d", finding.File, finding.Line))
	case finding.File != "":
		parts = append(parts, finding.File)
	case finding.Line > 0:
		parts = append(parts, fmt.Sprintf("line %d", finding.Line))
	}
	if finding.Location != "" {
		parts = append(parts, finding.Location)
	}
	return strings.Join(parts, ", ")
}
