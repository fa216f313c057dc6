package format

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"path/filepath"
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
		run.AddResult(r.sarifResult(run, finding).WithPartialFingerprints(map[string]string{fingerprint: fmt.Sprintf("%s:%d", hash, seen[hash])}))
	}
	return sarifText(sarif.NewReport().AddRun(run))
}

// sarifText writes a report without the defaults of the standard that the library puts in: they are half of the text, and validators warn of
// them.
func sarifText(report *sarif.Report) (string, error) {
	var text bytes.Buffer
	if err := report.Write(&text); err != nil {
		return "", fmt.Errorf("the report can't be written as SARIF: %w", err)
	}
	var read any
	if err := json.Unmarshal(text.Bytes(), &read); err != nil {
		return "", fmt.Errorf("the report can't be written as SARIF: %w", err)
	}
	removeDefaults(read)
	return asJSON(read)
}

func removeDefaults(from any) {
	switch from := from.(type) {
	case map[string]any:
		for key, value := range from {
			if key != "results" && isDefault(value) {
				delete(from, key)
			}
			removeDefaults(value)
		}
	case []any:
		for _, value := range from {
			removeDefaults(value)
		}
	}
}

// isDefault is for lists and objects without anything in them, and -1 where there is no number.
func isDefault(value any) bool {
	switch value := value.(type) {
	case []any:
		return len(value) == 0
	case map[string]any:
		return len(value) == 0
	default:
		return value == -1.0
	}
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
		WithName(pascalCase(string(from.ID))).
		WithShortDescription(sarif.NewMultiformatMessageString().WithText(from.Title)).
		WithFullDescription(sarif.NewMultiformatMessageString().WithText(from.Why)).
		WithHelp(sarif.NewMultiformatMessageString().WithText(text).WithMarkdown(markdown)).
		WithHelpURI(from.ID.URL()).
		WithDefaultConfiguration(sarif.NewReportingConfiguration().WithLevel(from.Severity().String())).
		WithProperties(properties)
}

// pascalCase is an id as the name that the standard wants beside it: "RoleTrustsGuests".
func pascalCase(id string) string {
	var name strings.Builder
	for word := range strings.SplitSeq(id, "-") {
		name.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return name.String()
}

// problemSeverity is the severity in the words of GitHub.
func problemSeverity(severity rule.Severity) string {
	if severity == rule.Note {
		return "recommendation"
	}
	return severity.String()
}

func (r Report) sarifResult(run *sarif.Run, finding access.Finding) *sarif.Result {
	text := finding.Resource + ": " + message(finding) + ". Fix: " + finding.Cure
	if finding.Uncertain {
		text = "Uncertain: " + text
	}
	result := sarif.NewRuleResult(finding.Rule).
		WithRuleIndex(run.GetRuleIndex(finding.Rule)).
		WithLevel(finding.Severity.String()).
		WithMessage(sarif.NewTextMessage(text)).
		WithLocations([]*sarif.Location{r.sarifLocation(finding)})
	if finding.Acknowledged != "" {
		result.WithSuppressions([]*sarif.Suppression{
			sarif.NewSuppression().WithKind("inSource").WithStatus("accepted").WithJustification(finding.Acknowledged),
		})
	}
	return result
}

// sarifLocation is in a file always: code scanning refuses a result without one.
func (r Report) sarifLocation(finding access.Finding) *sarif.Location {
	physical := sarif.NewPhysicalLocation().
		WithArtifactLocation(r.artifactLocation(finding.File)).
		WithRegion(sarif.NewRegion().WithStartLine(max(finding.Line, 1)))
	name := finding.Resource
	if finding.Location != "" {
		name += "/" + finding.Location
	}
	logical := sarif.NewLogicalLocation().WithKind("resource").WithName(finding.Resource).WithFullyQualifiedName(name)
	return sarif.NewLocationWithPhysicalLocation(physical).WithLogicalLocations([]*sarif.LogicalLocation{logical})
}

// sourceRoot is what viewers take for the folder of the repository.
const sourceRoot = "%SRCROOT%"

func (r Report) artifactLocation(file string) *sarif.ArtifactLocation {
	if file == "" {
		return sarif.NewSimpleArtifactLocation("standard-input")
	}
	if inside, found := r.inRepository(file); found {
		return sarif.NewSimpleArtifactLocation(uriOf(inside)).WithURIBaseID(sourceRoot)
	}
	if absolute, err := filepath.Abs(file); err == nil {
		file = absolute
	}
	return sarif.NewSimpleArtifactLocation(uriOf(file))
}
