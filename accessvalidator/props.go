package accessvalidator

import (
	"errors"
	"fmt"
	"strings"

	"github.com/awscdk-constructs/identitypool/access"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

// FailOn says which findings fail the synthesis.
type FailOn string

// What can fail the synthesis.
const (
	// FailOnError is for errors only.
	FailOnError FailOn = "error"
	// FailOnWarning is for errors and warnings.
	FailOnWarning FailOn = "warning"
	// FailOnNote is for all findings.
	FailOnNote FailOn = "note"
	// FailOnNever is for none: they are shown only.
	FailOnNever FailOn = "never"
)

// thresholds are the lowest severities that fail the synthesis.
var thresholds = map[FailOn]access.Severity{
	"":            access.SeverityError,
	FailOnError:   access.SeverityError,
	FailOnWarning: access.SeverityWarning,
	FailOnNote:    access.SeverityNote,
	FailOnNever:   access.SeverityError + 1,
}

// Props are what can be chosen about the plugin.
type Props struct {
	// FailOn is which findings fail the synthesis. The CDK shows these as errors, and others as warnings or information, for that is what
	// it goes by once something is acknowledged. Default: FailOnError. Another word than the constants is refused.
	FailOn FailOn
	// Ignore are findings that are left out everywhere: a rule such as "guests-allowed", or a rule at one resource, such as
	// "guests-allowed@Access/IdentityPool". Default: none. An unknown rule is refused. To accept a finding with a reason, acknowledge it
	// instead.
	Ignore []string
	// Options tell what only the deployment knows, such as access.WithParameter. Default: none. Regions and accounts are those of the
	// stacks.
	Options []access.Option
}

// ignored are the findings that the props leave out.
type ignored map[ignoredFinding]bool

type ignoredFinding struct {
	rule     string
	resource string // empty: all
}

// newIgnored checks that there are such rules.
func newIgnored(entries []string) (ignored, error) {
	all := ignored{}
	var problems []error
	for _, entry := range entries {
		id, resource, _ := strings.Cut(entry, "@")
		if _, found := rule.ByID(rule.ID(id)); !found {
			problems = append(problems, fmt.Errorf("Props.Ignore: there is no rule %q; docs/findings.md lists them", id))
		}
		all[ignoredFinding{id, resource}] = true
	}
	return all, errors.Join(problems...)
}

func (i ignored) covers(finding access.Finding) bool {
	return i[ignoredFinding{finding.Rule, ""}] || i[ignoredFinding{finding.Rule, finding.Resource}] ||
		i[ignoredFinding{finding.Rule, finding.LogicalID}]
}

// newPlugin checks the props.
func newPlugin(props *Props) (*plugin, error) {
	if props == nil {
		props = &Props{}
	}
	ignored, err := newIgnored(props.Ignore)
	threshold, found := thresholds[props.FailOn]
	if !found {
		err = errors.Join(fmt.Errorf("Props.FailOn is %q; use one of %q, %q, %q and %q",
			props.FailOn, FailOnError, FailOnWarning, FailOnNote, FailOnNever), err)
	}
	if err != nil {
		return nil, err
	}
	return &plugin{threshold: threshold, ignored: ignored, options: props.Options}, nil
}
