package format

import (
	"fmt"
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/access"
)

// TestResults is what came of files of tests.
type TestResults struct {
	tests       []access.TestResult
	unexercised []unexercisedRow
}

// unexercisedRow is a row of a decision table that no test of a file signs in by.
type unexercisedRow struct {
	File     string `json:"file"`
	Provider string `json:"provider"`
	When     string `json:"when"`
	Role     string `json:"role"`
}

// Add adds what came of a file.
func (r *TestResults) Add(file string, tests []access.TestResult, unexercised []access.DecisionRow) {
	r.tests = append(r.tests, tests...)
	for _, row := range unexercised {
		r.unexercised = append(r.unexercised, unexercisedRow{file, row.Provider, row.When, row.Role})
	}
}

// Passed reports whether all tests passed.
func (r *TestResults) Passed() bool {
	return !slices.ContainsFunc(r.tests, func(test access.TestResult) bool { return !test.Passed })
}

// Text is for people.
func (r *TestResults) Text(style Style) string {
	var text strings.Builder
	failed := 0
	for _, test := range r.tests {
		if test.Passed {
			text.WriteString(style.in(green, "passed") + " " + test.Name + "\n")
			continue
		}
		failed++
		fmt.Fprintf(&text, "%s %s\n%sat %s:%d\n", style.in(red, "failed"), test.Name, indent, test.File, test.Line)
		for line := range strings.SplitSeq(test.Reason, "\n") {
			text.WriteString(style.indented(indent, line))
		}
	}
	fmt.Fprintf(&text, "\n%s\n", style.in(bold, fmt.Sprintf("%d passed, %d failed", len(r.tests)-failed, failed)))
	if len(r.unexercised) > 0 {
		text.WriteString("\nNo test exercises:\n")
	}
	for _, row := range r.unexercised {
		text.WriteString(indent + row.File + ": " + row.Provider + ", " + row.When)
		if row.Role != "" {
			text.WriteString(" -> " + row.Role)
		}
		text.WriteString("\n")
	}
	return text.String()
}

type jsonTest struct {
	Name   string `json:"name"`
	Passed bool   `json:"passed"`
	Reason string `json:"reason"`
	File   string `json:"file"`
	Line   int    `json:"line"`
}

// JSON is for programs.
func (r *TestResults) JSON() (string, error) {
	tests := make([]jsonTest, 0, len(r.tests))
	for _, test := range r.tests {
		tests = append(tests, jsonTest{test.Name, test.Passed, test.Reason, test.File, test.Line})
	}
	unexercised := r.unexercised
	if unexercised == nil {
		unexercised = []unexercisedRow{}
	}
	return asJSON(map[string]any{"tests": tests, "unexercised": unexercised})
}
