package format

import (
	"encoding/xml"
	"fmt"
	"strings"
	"time"

	"github.com/awscdk-constructs/identitypool/access"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

// junitSuites is the root of a JUnit report. Elements and attributes are those that the schemas of Apache Ant and of Jenkins both have.
//
// See: https://github.com/windyroad/JUnit-Schema/blob/master/JUnit.xsd
// See: https://github.com/jenkinsci/xunit-plugin/blob/master/src/main/resources/org/jenkinsci/plugins/xunit/types/model/xsd/junit-10.xsd
type junitSuites struct {
	XMLName xml.Name     `xml:"testsuites"`
	Suites  []junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name       string      `xml:"name,attr"`
	Package    string      `xml:"package,attr"`
	ID         int         `xml:"id,attr"`
	Hostname   string      `xml:"hostname,attr"`
	Timestamp  string      `xml:"timestamp,attr"`
	Time       string      `xml:"time,attr"`
	Tests      int         `xml:"tests,attr"`
	Failures   int         `xml:"failures,attr"`
	Errors     int         `xml:"errors,attr"`
	Skipped    int         `xml:"skipped,attr"`
	Properties struct{}    `xml:"properties"`
	Cases      []junitCase `xml:"testcase"`
	Output     string      `xml:"system-out"`
	Problems   string      `xml:"system-err"`
}

type junitCase struct {
	Name      string       `xml:"name,attr"`
	ClassName string       `xml:"classname,attr"`
	Time      string       `xml:"time,attr"`
	Skipped   *junitReason `xml:"skipped,omitempty"`
	Failure   *junitReason `xml:"failure,omitempty"`
}

type junitReason struct {
	Type    string `xml:"type,attr,omitempty"`
	Message string `xml:"message,attr"`
	Text    string `xml:",chardata"`
}

// noTime is how long a finding takes. The schema of Apache Ant requires it.
const noTime = "0"

// JUnit has a test for each finding: failed if it makes the command fail, else skipped. Without findings it has one that passed, for
// some readers refuse a report without tests.
func (r Report) JUnit(now time.Time) (string, error) {
	suite := junitSuite{
		Name: "identitypool check", Package: "identitypool", Hostname: "localhost", Time: noTime,
		Timestamp: now.UTC().Format("2006-01-02T15:04:05"), // the schema allows no zone
	}
	seen := map[junitCase]int{}
	for _, finding := range r.Findings {
		test := junitCase{Name: finding.Rule, ClassName: className(finding), Time: noTime}
		if seen[test]++; seen[test] > 1 {
			test.Name += fmt.Sprintf(" (%d)", seen[test]) // GitLab shows only the first of those that are called the same
		}
		reason := &junitReason{Message: message(finding) + inParentheses(remarks(finding)), Text: junitText(finding)}
		if r.Fails(finding) {
			reason.Type = finding.Severity.String() // Apache Ant requires it here, and refuses it of what is skipped
			test.Failure = reason
			suite.Failures++
		} else {
			reason.Message = finding.Severity.String() + ": " + reason.Message
			test.Skipped = reason
			suite.Skipped++
		}
		suite.Cases = append(suite.Cases, test)
	}
	if len(suite.Cases) == 0 {
		suite.Cases = []junitCase{{Name: "nothing found", ClassName: "identitypool", Time: noTime}}
	}
	suite.Tests = len(suite.Cases)
	text, err := xml.MarshalIndent(junitSuites{Suites: []junitSuite{suite}}, "", "  ")
	if err != nil {
		return "", fmt.Errorf("the report can't be written as XML: %w", err)
	}
	return xml.Header + string(text) + "\n", nil
}

// className is the resource, with dots for what readers take for packages, and without the white space that a token can't have.
func className(finding access.Finding) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(finding.Resource, "/", ".")), " ")
}

func junitText(finding access.Finding) string {
	return fmt.Sprintf("%s\nfix: %s\nat %s\nsee %s",
		finding.Resource+": "+message(finding), finding.Cure, place(finding), rule.ID(finding.Rule).URL())
}
