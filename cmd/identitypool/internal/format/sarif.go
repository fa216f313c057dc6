package format

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"github.com/awscdk-constructs/identitypool/access"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

const (
	homePage = "https://github.com/awscdk-constructs/identitypool"
	// fingerprint is the name by which GitHub follows a finding from commit to commit.
	//
	// See: https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
	fingerprint = "primaryLocationLineHash"
)

// SARIF is for code scanning. It lists all rules, also those without a finding, so that their numbers never change.
//
// See: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
func (r Report) SARIF() (string, error) {
	run := sarif.NewRunWithInformationURI("identitypool", homePage)
	run.Tool.Driver.WithVersion(r.Version)
	for _, each := range rule.All() {
		if each.IsFinding {
			describe(run.AddRule(string(each.ID)), each)
		}
	}
	seen := map[string]int{}
	for _, finding := range r.Findings {
		hash := hashOf(finding)
		seen[hash]++
		run.AddResult(sarifResult(run, finding).WithPartialFingerprints(map[string]string{fingerprint: fmt.Sprintf("%s:%d", hash, seen[hash])}))
	}
	var text bytes.Buffer
	if err := sarif.NewReport().AddRun(run).PrettyWrite(&text); err != nil {
		return "", fmt.Errorf("the report can't be written as SARIF: %w", err)
	}
	return text.String() + "\n", nil
}

// hashOf is of what stays the same while a template changes around a finding, so neither of its line nor of its message.
func hashOf(finding access.Finding) string {
	const length = 16
	key := strings.Join([]string{finding.Rule, finding.Resource, finding.Location, finding.When}, "\x00")
	sum := sha256.Sum256([]byte(key))
	return hex.EncodeToString(sum[:])[:length]
}

func describe(descriptor *sarif.ReportingDescriptor, from rule.Rule) {
	text, markdown := from.Why+" "+from.Cure, from.Markdown()
	properties := sarif.NewPropertyBag()
	properties.Add("tags", []string{"security", "cognito", "iam"})
	properties.Add("problem.severity", problemSeverity(from.Severity()))
	descriptor.
		WithName(string(from.ID)).
		WithShortDescription(sarif.NewMultiformatMessageString().WithText(from.Title)).
		WithFullDescription(sarif.NewMultiformatMessageString().WithText(from.Why)).
		WithHelp(sarif.NewMultiformatMessageString().WithText(text).WithMarkdown(markdown)).
		WithHelpURI(from.ID.URL()).
		WithDefaultConfiguration(sarif.NewReportingConfiguration().WithLevel(from.Severity().String())).
		WithProperties(properties)
}

// problemSeverity is the severity in the words of GitHub.
func problemSeverity(severity rule.Severity) string {
	if severity == rule.Note {
		return "recommendation"
	}
	return severity.String()
}

func sarifResult(run *sarif.Run, finding access.Finding) *sarif.Result {
	text := finding.Resource + ": " + message(finding) + ". Fix: " + finding.Cure
	if finding.Uncertain {
		text = "Uncertain: " + text
	}
	result := sarif.NewRuleResult(finding.Rule).
		WithRuleIndex(run.GetRuleIndex(finding.Rule)).
		WithLevel(finding.Severity.String()).
		WithMessage(sarif.NewTextMessage(text)).
		WithLocations([]*sarif.Location{sarifLocation(finding)})
	if finding.Acknowledged != "" {
		result.WithSuppressions([]*sarif.Suppression{
			sarif.NewSuppression().WithKind("inSource").WithStatus("accepted").WithJustification(finding.Acknowledged),
		})
	}
	return result
}

// sarifLocation is in a file always: code scanning refuses a result without one.
func sarifLocation(finding access.Finding) *sarif.Location {
	file, line := uriOf(finding.File), finding.Line
	if file == "" {
		file = "standard-input"
	}
	physical := sarif.NewPhysicalLocation().
		WithArtifactLocation(sarif.NewSimpleArtifactLocation(file)).
		WithRegion(sarif.NewRegion().WithStartLine(max(line, 1)))
	name := finding.Resource
	if finding.Location != "" {
		name += "/" + finding.Location
	}
	logical := sarif.NewLogicalLocation().WithKind("resource").WithName(finding.Resource).WithFullyQualifiedName(name)
	return sarif.NewLocationWithPhysicalLocation(physical).WithLogicalLocations([]*sarif.LogicalLocation{logical})
}
