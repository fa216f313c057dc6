package access

import (
	"fmt"
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/rule"
)

// Severity is how bad a [Finding] is. A higher one is worse, so severities can be compared with < and >.
type Severity int

// The severities. The zero value is none of them and lower than all.
const (
	// SeverityNote is a choice that a reviewer wants to see.
	SeverityNote = Severity(rule.Note)
	// SeverityWarning is very likely unwanted.
	SeverityWarning = Severity(rule.Warning)
	// SeverityError is refused at deployment, fails at run time, or lets in those who must stay out.
	SeverityError = Severity(rule.Error)
)

// String is the name of the severity in lower case.
func (s Severity) String() string { return rule.Severity(s).String() }

// Finding is something in a template that is refused at deployment, does not work at run time, gives a role to too many, or is a
// choice to review. Findings can be compared with ==.
type Finding struct {
	// Rule is the id of what is found, such as "role-trusts-guests". It never changes, so that a test can tell a finding that it accepts
	// from the others. All rules are explained in docs/findings.md.
	//
	// See: https://github.com/awscdk-constructs/identitypool/blob/main/docs/findings.md
	Rule string
	// Severity says how bad it is.
	Severity Severity
	// Uncertain says that it depends on what AWS doesn't document or the templates don't show.
	Uncertain bool
	// File is the template. Empty where it was not read from a file.
	File string
	// Line is where in the template the fault is, 1 for the first. 0 where it is not known.
	Line int
	// Stack is the name of the stack.
	Stack string
	// Resource is the resource to change: its construct path or logical id.
	Resource string
	// Location is where in the resource the fault is, such as "Properties/Roles/authenticated".
	Location string
	// When is the condition on which the finding depends, such as "West" or "not West". Empty if it holds in every deployment.
	When string
	// Message says what is wrong.
	Message string
	// Cure says how to put it right.
	Cure string
	// LogicalID is the key of the resource in its template.
	LogicalID string
	// Acknowledged is the reason that the CDK app gives for accepting the finding: by Validations.Acknowledge at the resource's construct or
	// one around it, inside of a stack, with "identitypool::" and the rule as the id. Empty if the app doesn't accept it.
	//
	// See: https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.Validations.html
	Acknowledged string
	// Warned says that this module's construct has warned about it at synthesis, under the same id.
	Warned bool
}

// String is for the output of a failing test.
func (f Finding) String() string {
	var text strings.Builder
	if f.File != "" && f.Line > 0 {
		fmt.Fprintf(&text, "%s:%d: ", f.File, f.Line)
	}
	text.WriteString(f.Severity.String())
	if f.Uncertain {
		text.WriteString(" (uncertain)")
	}
	fmt.Fprintf(&text, ": %s: %s", f.Resource, f.Message)
	if f.When != "" {
		text.WriteString(", if " + f.When)
	}
	fmt.Fprintf(&text, "; %s (%s)", f.Cure, f.Rule)
	return text.String()
}

// Findings print one on a line in a failing test.
type Findings []Finding

// String has a line for each finding.
func (f Findings) String() string {
	lines := make([]string, 0, len(f))
	for _, finding := range f {
		lines = append(lines, finding.String())
	}
	return strings.Join(lines, "\n")
}

// GoString is String, too: it is what a failing assertion prints.
func (f Findings) GoString() string { return "\n" + f.String() + "\n" }

// withWorst adds a finding, unless the same is among the earlier ones: of these two it keeps the worse.
func (f Findings) withWorst(found Finding, earlier int, isSame func(f, other Finding) bool) Findings {
	at := slices.IndexFunc(f[:earlier], func(other Finding) bool { return isSame(found, other) })
	if at < 0 {
		return append(f, found)
	}
	if f[at].isMilderThan(found) {
		f[at] = found
	}
	return f
}

// isSameMistake reports whether two identity pools have one thing wrong with them, such as the trust policy of a role that both use.
func (f Finding) isSameMistake(other Finding) bool {
	return f.Rule == other.Rule && f.File == other.File && f.Stack == other.Stack && f.Resource == other.Resource && f.Location == other.Location
}

// isMilderThan reports whether another finding of the same mistake says more: it is more severe or surer, or holds in more deployments.
func (f Finding) isMilderThan(other Finding) bool {
	switch {
	case f.Severity != other.Severity:
		return f.Severity < other.Severity
	case f.Uncertain != other.Uncertain:
		return f.Uncertain
	default:
		return f.When != "" && other.When == ""
	}
}
