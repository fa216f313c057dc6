// Package baseline keeps findings that a project knows, so that it is told only of new ones.
package baseline

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"

	"github.com/awscdk-constructs/identitypool/access"
)

// Baseline is the findings that a project knows.
type Baseline struct {
	Findings []known `json:"findings"`
}

// known is a finding by what stays the same while a template changes around it: neither line nor message.
type known struct {
	Rule     string `json:"rule"`
	Severity string `json:"severity"`
	Resource string `json:"resource"`
	Location string `json:"location"`
	When     string `json:"when,omitempty"`
}

func knownOf(finding access.Finding) known {
	return known{finding.Rule, finding.Severity.String(), finding.Resource, finding.Location, finding.When}
}

// Of makes a baseline of all findings.
func Of(findings access.Findings) Baseline {
	baseline := Baseline{Findings: []known{}}
	for _, finding := range findings {
		baseline.Findings = append(baseline.Findings, knownOf(finding))
	}
	slices.SortStableFunc(baseline.Findings, func(a, b known) int {
		return cmp.Or(cmp.Compare(a.Resource, b.Resource), cmp.Compare(a.Rule, b.Rule),
			cmp.Compare(a.Location, b.Location), cmp.Compare(a.When, b.When))
	})
	return baseline
}

// Read reads the file that [Baseline.Write] wrote.
func Read(path string) (Baseline, error) {
	content, err := os.ReadFile(path) //nolint:gosec // the user names the file
	if err != nil {
		return Baseline{}, fmt.Errorf("the baseline can't be read: %w", err)
	}
	baseline, err := parse(content)
	if err != nil {
		return Baseline{}, fmt.Errorf("%s is not a baseline: %w; write one with --write-baseline", path, err)
	}
	return baseline, nil
}

func parse(content []byte) (Baseline, error) {
	if syntax := (*json.SyntaxError)(nil); errors.As(json.Unmarshal(content, new(any)), &syntax) {
		line := 1 + bytes.Count(content[:syntax.Offset], []byte("\n"))
		return Baseline{}, fmt.Errorf("line %d: %w", line, syntax)
	}
	var baseline Baseline
	decoder := json.NewDecoder(bytes.NewReader(content))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&baseline); err != nil || baseline.Findings == nil {
		return Baseline{}, errors.New("it has no list of findings by rule, severity, resource, location and when")
	}
	return baseline, nil
}

// Write writes the file, a finding after the other, so that a change of it can be reviewed.
func (b Baseline) Write(path string) error {
	content, err := json.MarshalIndent(b, "", "  ")
	if err != nil {
		return fmt.Errorf("the baseline can't be written: %w", err)
	}
	const everybodyReads = 0o644
	if err := os.WriteFile(path, append(content, '\n'), everybodyReads); err != nil {
		return fmt.Errorf("the baseline can't be written: %w", err)
	}
	return nil
}

// Without returns the findings that are not in the baseline. A finding that has become more severe, or that there is once more than
// before, is new.
func (b Baseline) Without(findings access.Findings) access.Findings {
	fresh, _ := b.compare(findings)
	return fresh
}

// Gone is how many findings of the baseline there are no longer.
func (b Baseline) Gone(findings access.Findings) int {
	_, gone := b.compare(findings)
	return gone
}

func (b Baseline) compare(findings access.Findings) (fresh access.Findings, gone int) {
	left := map[known]int{}
	for _, each := range b.Findings {
		left[each]++
	}
	fresh = access.Findings{}
	for _, finding := range findings {
		if !take(left, finding) {
			fresh = append(fresh, finding)
		}
	}
	for _, count := range left {
		gone += count
	}
	return fresh, gone
}

// take uses up a known finding of the same or of a higher severity.
func take(left map[known]int, finding access.Finding) bool {
	wanted := knownOf(finding)
	for severity := finding.Severity; severity <= access.SeverityError; severity++ {
		wanted.Severity = severity.String()
		if left[wanted] > 0 {
			left[wanted]--
			return true
		}
	}
	return false
}
