package format_test

import (
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool/access"
	"github.com/awscdk-constructs/identitypool/cmd/identitypool/internal/format"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

// found has what is hard to write down: markup, separators, line breaks, and characters of other scripts.
func found() access.Findings {
	return access.Findings{
		{
			Rule: "guests-without-role", Severity: access.SeverityError, File: "cdk.out/My Stack.template.json", Line: 12, Stack: "My Stack",
			Resource: "My Stack/Größe, <b>", Location: "Properties/A|B", When: "West", Message: "100% of guests:\nget *nothing* | \"really\" \x01 @everybody",
			Cure: "give them a role & <test> it", LogicalID: "Pool",
		},
		{
			Rule: "secret-in-plain-text", Severity: access.SeverityWarning, Uncertain: true, File: "template.yaml", Line: 3, Resource: "Pool",
			Message: "its secret is in plain text", Cure: "keep it elsewhere",
		},
		{Rule: "guests-allowed", Severity: access.SeverityNote, Line: 4, Resource: "Pool", Message: "guests are allowed", Cure: "look at their role"},
		{
			Rule: "rule-never-applies", Severity: access.SeverityWarning, Resource: "Pool", Message: "the rule never applies", Cure: "leave it out",
			Acknowledged: "comes with the next release",
		},
	}
}

func report() format.Report {
	return format.Report{Findings: found(), FailOn: access.SeverityError, Version: "v1.2.3"}
}

func TestSummaryCountsWhatCounts(t *testing.T) {
	t.Parallel()
	assert.Equal(t, "1 error, 1 warning, 1 note, 1 acknowledged", report().Summary())
	assert.Equal(t, "nothing found in 0 identity pools", format.Report{}.Summary())
	assert.Equal(t, "nothing new in 1 identity pool, 2 in the baseline", format.Report{Pools: 1, Known: 2}.Summary())
	assert.Equal(t, "nothing found in 1 identity pool, 1 of the baseline gone, so write it anew", format.Report{Pools: 1, Gone: 1}.Summary())
	assert.Equal(t, "2 notes", format.Report{Findings: access.Findings{{Severity: access.SeverityNote}, {Severity: access.SeverityNote}}}.Summary())
}

func TestFindingFailsFromASeverityOnUnlessItIsAcknowledged(t *testing.T) {
	t.Parallel()
	note, failing := access.Finding{Severity: access.SeverityNote}, access.Finding{Severity: access.SeverityError}
	assert.True(t, report().Fails(failing))
	assert.False(t, report().Fails(note))
	assert.True(t, format.Report{FailOn: access.SeverityNote}.Fails(note))
	assert.False(t, format.Report{}.Fails(failing), "never")
	failing.Acknowledged = "we know"
	assert.False(t, report().Fails(failing))
}

func parseSARIF(t *testing.T, report format.Report) *sarif.Report {
	t.Helper()
	text, err := report.SARIF()
	require.NoError(t, err)
	parsed, err := sarif.FromString(text)
	require.NoError(t, err)
	return parsed
}

func TestSARIFIsValid(t *testing.T) {
	t.Parallel()
	require.NoError(t, parseSARIF(t, report()).Validate(), "with findings")
	require.NoError(t, parseSARIF(t, format.Report{}).Validate(), "without findings")
}

func TestSARIFListsAllRulesWithTheirHelp(t *testing.T) {
	t.Parallel()
	driver := parseSARIF(t, format.Report{Version: "v1.2.3"}).Runs[0].Tool.Driver
	assert.Equal(t, "v1.2.3", *driver.Version)
	count := 0
	for _, each := range rule.All() {
		if !each.IsFinding {
			continue
		}
		described := driver.Rules[count]
		assert.Equal(t, string(each.ID), *described.ID)
		assert.Regexp(t, "^([A-Z][a-z]+)+$", *described.Name)
		assert.Equal(t, each.Title, *described.ShortDescription.Text)
		assert.Equal(t, each.Markdown(), *described.Help.Markdown)
		assert.Equal(t, each.ID.URL(), *described.HelpURI)
		assert.Equal(t, each.Severity().String(), described.DefaultConfiguration.Level)
		count++
	}
	assert.Len(t, driver.Rules, count)
}

func TestSARIFSaysWhereAndWhat(t *testing.T) {
	t.Parallel()
	run := parseSARIF(t, report()).Runs[0]
	require.Len(t, run.Results, 4)
	levels := []string{"error", "warning", "note", "warning"}
	files := []string{"cdk.out/My%20Stack.template.json", "template.yaml", "standard-input", "standard-input"}
	lines := []int{12, 3, 4, 1}
	for i, result := range run.Results {
		assert.Equal(t, levels[i], result.Level)
		assert.Equal(t, found()[i].Rule, *result.RuleID)
		assert.Equal(t, found()[i].Rule, *run.Tool.Driver.Rules[result.RuleIndex].ID)
		physical := result.Locations[0].PhysicalLocation
		assert.Equal(t, files[i], *physical.ArtifactLocation.URI)
		assert.Equal(t, lines[i], *physical.Region.StartLine)
	}
	assert.Equal(t, "My Stack/Größe, <b>/Properties/A|B", *run.Results[0].Locations[0].LogicalLocations[0].FullyQualifiedName)
	assert.Empty(t, run.Results[0].Suppressions)
	require.Len(t, run.Results[3].Suppressions, 1)
	assert.Equal(t, "comes with the next release", *run.Results[3].Suppressions[0].Justification)
	assert.True(t, strings.HasPrefix(*run.Results[1].Message.Text, "Uncertain: Pool: its secret"))
}

func TestSARIFNamesFilesFromTheRootOfTheRepository(t *testing.T) {
	t.Parallel()
	folder, err := os.Getwd()
	require.NoError(t, err)
	elsewhere := filepath.Join(t.TempDir(), "template.yaml")
	for file, want := range map[string]string{
		"cdk.out/a b.json":              "format/cdk.out/a%20b.json",
		filepath.Join(folder, "a.yaml"): "format/a.yaml",
		"../a.yaml":                     "a.yaml",
		"../../a.yaml":                  "file://" + filepath.ToSlash(filepath.Join(folder, "../../a.yaml")),
		elsewhere:                       "file://" + filepath.ToSlash(elsewhere),
	} {
		finding := found()[0]
		finding.File = file
		report := format.Report{Findings: access.Findings{finding}, Root: filepath.Dir(folder)}
		location := parseSARIF(t, report).Runs[0].Results[0].Locations[0].PhysicalLocation.ArtifactLocation
		assert.Equal(t, want, *location.URI)
		assert.Equal(t, !strings.HasPrefix(want, "file:"), location.URIBaseID != nil, file)
	}
	finding := found()[0]
	finding.File = "a.yaml"
	assert.Contains(t, format.Report{Findings: access.Findings{finding}, Root: ".."}.GitHub(), "::error file=format/a.yaml,line=12,")
}

func TestSARIFHasNoDefaultsOfTheStandard(t *testing.T) {
	t.Parallel()
	for name, each := range map[string]format.Report{"with findings": report(), "without findings": {}} {
		text, err := each.SARIF()
		require.NoError(t, err)
		defaults := regexp.MustCompile(`"(\w+)": (-1|\[\]|\{\}),?\n`).FindAllString(text, -1)
		if len(each.Findings) == 0 {
			assert.Equal(t, []string{"\"results\": [],\n"}, defaults, "a run without results has run all the same")
		} else {
			assert.Empty(t, defaults, name)
		}
	}
}

func fingerprints(t *testing.T, findings access.Findings) []string {
	t.Helper()
	var all []string
	for _, result := range parseSARIF(t, format.Report{Findings: findings}).Runs[0].Results {
		all = append(all, result.PartialFingerprints["primaryLocationLineHash"])
	}
	return all
}

func TestFingerprintStaysWhileATemplateChangesAroundAFinding(t *testing.T) {
	t.Parallel()
	before := fingerprints(t, found())
	after := found()
	for i := range after {
		after[i].Line += 100
		after[i].File = "elsewhere/" + after[i].File
		after[i].Message += ", in other words"
		after[i].Severity = access.SeverityNote
	}
	assert.Equal(t, before, fingerprints(t, after))
}

func TestFingerprintsDiffer(t *testing.T) {
	t.Parallel()
	finding := found()[0]
	other, elsewhere, sometimes := finding, finding, finding
	other.Resource, elsewhere.Location, sometimes.When = "Other", "Properties/C", ""
	all := fingerprints(t, access.Findings{finding, finding, other, elsewhere, sometimes})
	seen := map[string]bool{}
	for _, fingerprint := range all {
		assert.False(t, seen[fingerprint], fingerprint)
		seen[fingerprint] = true
	}
}

// junitForm is which attributes and elements each element has in both schemas that junit.go names.
var junitForm = map[string]struct {
	attributes string // all are required
	elements   string
}{
	"testsuites": {"", "testsuite"},
	"testsuite":  {"name package id hostname timestamp time tests failures errors skipped", "properties testcase system-out system-err"},
	"properties": {},
	"testcase":   {"name classname time", "skipped failure"},
	"skipped":    {attributes: "message"},
	"failure":    {attributes: "type message"},
	"system-out": {},
	"system-err": {},
}

func assertJUnit(t *testing.T, text string) {
	t.Helper()
	decoder := xml.NewDecoder(strings.NewReader(text))
	var open []string
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		require.NoError(t, err)
		switch element := token.(type) {
		case xml.StartElement:
			name := element.Name.Local
			if len(open) > 0 {
				assert.Contains(t, strings.Fields(junitForm[open[len(open)-1]].elements), name)
			}
			var attributes []string
			for _, attribute := range element.Attr {
				attributes = append(attributes, attribute.Name.Local)
			}
			assert.Equal(t, strings.Fields(junitForm[name].attributes), append([]string{}, attributes...), name)
			open = append(open, name)
		case xml.EndElement:
			open = open[:len(open)-1]
		}
	}
}

func TestJUnitHasATestForEachFinding(t *testing.T) {
	t.Parallel()
	text, err := report().JUnit(time.Date(2026, 5, 4, 3, 2, 1, 0, time.UTC))
	require.NoError(t, err)
	assertJUnit(t, text)
	assert.Contains(t, text, `timestamp="2026-05-04T03:02:01" time="0" tests="4" failures="1" errors="0" skipped="3"`)
	assert.Contains(t, text, `<testcase name="guests-without-role" classname="My Stack.Größe, &lt;b&gt;" time="0">`)
	assert.Contains(t, text, `<failure type="error" message="100% of guests:&#xA;get *nothing* | &#34;really&#34; `)
}

func TestJUnitNamesEachTestDifferently(t *testing.T) {
	t.Parallel()
	findings := found()
	again := findings[0]
	again.Location, again.Severity = "Properties/C", access.SeverityNote
	text, err := format.Report{Findings: append(findings, again, findings[0]), FailOn: access.SeverityError}.JUnit(time.Time{})
	require.NoError(t, err)
	assertJUnit(t, text)
	for _, name := range []string{"guests-without-role", `guests-without-role (2)`, `guests-without-role (3)`} {
		assert.Equal(t, 1, strings.Count(text, `<testcase name="`+name+`" classname="My Stack`), name)
	}
}

func TestJUnitWithoutFindingsHasATestThatPassed(t *testing.T) {
	t.Parallel()
	text, err := format.Report{}.JUnit(time.Time{})
	require.NoError(t, err)
	assertJUnit(t, text)
	assert.Contains(t, text, `tests="1" failures="0" errors="0" skipped="0"`)
	assert.Contains(t, text, `<testcase name="nothing found"`)
}

const seeFindings = "%0Asee https://github.com/awscdk-constructs/identitypool/blob/main/docs/findings.md#"

func TestGitHubAnnotationsAreEscapedAndTheWorstComeFirst(t *testing.T) {
	t.Parallel()
	lines := strings.Split(strings.TrimSuffix(report().GitHub(), "\n"), "\n")
	assert.Equal(t, []string{
		"::error file=cdk.out/My Stack.template.json,line=12,title=guests-without-role::" +
			"My Stack/Größe, <b>: 100%25 of guests:%0Aget *nothing* | \"really\" \x01 @everybody, if West%0Afix: give them a role & <test> it" + seeFindings + "guests-without-role",
		"::warning file=template.yaml,line=3,title=secret-in-plain-text::Pool: its secret is in plain text (uncertain)%0Afix: keep it elsewhere" + seeFindings + "secret-in-plain-text",
		"::notice title=guests-allowed::Pool: guests are allowed%0Afix: look at their role" + seeFindings + "guests-allowed",
		"::notice title=rule-never-applies::Pool: the rule never applies (acknowledged: comes with the next release)%0Afix: leave it out" + seeFindings + "rule-never-applies",
	}, lines)
}

func TestGitHubPropertiesAreEscaped(t *testing.T) {
	t.Parallel()
	findings := access.Findings{{Rule: "guests-allowed", Severity: access.SeverityNote, File: "a,b:c%.yaml", Line: 1, Resource: "Pool"}}
	assert.Contains(t, format.Report{Findings: findings}.GitHub(), "file=a%2Cb%3Ac%25.yaml,line=1,")
}

func TestMarkdownKeepsItsCells(t *testing.T) {
	t.Parallel()
	text := report().Markdown()
	rows := strings.Split(strings.TrimSuffix(text, "\n"), "\n")[4:]
	require.Len(t, rows, 4)
	for _, row := range rows {
		assert.Equal(t, 5, strings.Count(strings.ReplaceAll(row, `\|`, ""), "|"), row)
	}
	assert.Contains(t, rows[0], `get \*nothing\* \| "really"`)
	assert.Contains(t, rows[0], "&#64;everybody", "nobody is notified")
	assert.Contains(t, rows[0], "&lt;b&gt;")
	assert.Contains(t, rows[3], "| **warning**, acknowledged: comes with the next release |")
	assert.Equal(t, "### Identity pools: nothing found in 1 identity pool\n", format.Report{Pools: 1}.Markdown())
}

func TestTextHasColoursAndShortLinesOnATerminalOnly(t *testing.T) {
	t.Parallel()
	plain := report().Text(format.Style{})
	assert.NotContains(t, plain, "\x1b")
	assert.Contains(t, plain, "\nwarning secret-in-plain-text (uncertain)\n  Pool: its secret is in plain text\n  fix: keep it elsewhere\n  at template.yaml:3\n  see https://")
	terminal := report().Text(format.Style{Width: 40, Colors: true})
	assert.Contains(t, terminal, "\x1b[31merror\x1b[0m guests-without-role\n")
	assert.Contains(t, terminal, "\x1b[1m1 error, 1 warning, 1 note, 1 acknowledged\x1b[0m\n")
	narrow := report().Text(format.Style{Width: 40})
	for line := range strings.Lines(narrow) {
		if strings.HasPrefix(line, "  ") && !strings.HasPrefix(line, "  at ") && !strings.HasPrefix(line, "  see ") {
			assert.LessOrEqual(t, len([]rune(strings.TrimSuffix(line, "\n"))), 40, line)
		}
	}
	assert.Equal(t, strings.Fields(plain), strings.Fields(narrow), "the words are the same")
}
