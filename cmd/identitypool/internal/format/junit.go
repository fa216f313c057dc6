package format

import (
	"encoding/xml"
	"fmt"
	"strings"

	"github.com/awscdk-constructs/identitypool/access"
)

// junitSuites is the root of a JUnit report, with the attributes and elements that Jenkins and GitLab read.
//
// See: https://github.com/jenkinsci/xunit-plugin/blob/master/src/main/resources/org/jenkinsci/plugins/xunit/types/model/xsd/junit-10.xsd
type junitSuites struct {
	XMLName xml.Name     `xml:"testsuites"`
	Suites  []junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name     string      `xml:"name,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Errors   int         `xml:"errors,attr"`
	Skipped  int         `xml:"skipped,attr"`
	Cases    []junitCase `xml:"testcase"`
}

type junitCase struct {
	Name      string       `xml:"name,attr"`
	ClassName string       `xml:"classname,attr"`
	Skipped   *junitReason `xml:"skipped,omitempty"`
	Failure   *junitReason `xml:"failure,omitempty"`
}

type junitReason struct {
	Type    string `xml:"type,attr,omitempty"`
	Message string `xml:"message,attr"`
	Text    string `xml:",chardata"`
}

// JUnit has a test for each finding: failed if it makes the command fail, else skipped. Without findings it has one that passed, for
// some readers refuse a report without tests.
func (r Report) JUnit() (string, error) {
	suite := junitSuite{Name: "identitypool check"}
	for _, finding := range r.Findings {
		test := junitCase{Name: finding.Rule, ClassName: className(finding)}
		if r.Fails(finding) {
			test.Failure = &junitReason{Type: finding.Severity.String(), Message: message(finding), Text: junitText(finding)}
			suite.Failures++
		} else {
			parts := append([]string{finding.Severity.String()}, remarks(finding)...)
			test.Skipped = &junitReason{Message: strings.Join(append(parts, message(finding)), ": ")}
			suite.Skipped++
		}
		suite.Cases = append(suite.Cases, test)
	}
	if len(suite.Cases) == 0 {
		suite.Cases = []junitCase{{Name: "nothing found", ClassName: "identitypool"}}
	}
	suite.Tests = len(suite.Cases)
	return asXML(junitSuites{Suites: []junitSuite{suite}})
}

func asXML(suites junitSuites) (string, error) {
	text, err := xml.MarshalIndent(suites, "", "  ")
	if err != nil {
		return "", fmt.Errorf("the report can't be written as XML: %w", err)
	}
	return xml.Header + string(text) + "\n", nil
}

// className is the resource, with dots for what readers take for packages.
func className(finding access.Finding) string {
	return strings.ReplaceAll(finding.Resource, "/", ".")
}

func junitText(finding access.Finding) string {
	return fmt.Sprintf("%s\nfix: %s\nat %s", finding.Resource+": "+message(finding), finding.Cure, place(finding))
}
