package format

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// jsonFinding is a finding as docs/access.md documents it.
type jsonFinding struct {
	Rule         string `json:"rule"`
	Severity     string `json:"severity"`
	Uncertain    bool   `json:"uncertain"`
	File         string `json:"file"`
	Line         int    `json:"line"`
	Stack        string `json:"stack"`
	Resource     string `json:"resource"`
	Location     string `json:"location"`
	When         string `json:"when"`
	Message      string `json:"message"`
	Cure         string `json:"cure"`
	Acknowledged string `json:"acknowledged"`
}

// JSON is for programs.
func (r Report) JSON() (string, error) {
	findings := make([]jsonFinding, 0, len(r.Findings))
	for _, finding := range r.Findings {
		findings = append(findings, jsonFinding{
			Rule: finding.Rule, Severity: finding.Severity.String(), Uncertain: finding.Uncertain,
			File: finding.File, Line: finding.Line, Stack: finding.Stack, Resource: finding.Resource, Location: finding.Location,
			When: finding.When, Message: finding.Message, Cure: finding.Cure, Acknowledged: finding.Acknowledged,
		})
	}
	return asJSON(map[string]any{"findings": findings})
}

// asJSON writes a value with the characters <, > and & as they are: a person may read it, too.
func asJSON(value any) (string, error) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(value); err != nil {
		return "", fmt.Errorf("the output can't be written as JSON: %w", err)
	}
	return text.String(), nil
}
