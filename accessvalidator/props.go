package accessvalidator

import (
	"errors"
	"fmt"

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

// newPlugin checks the props.
func newPlugin(props *Props) (*plugin, error) {
	if props == nil {
		props = &Props{}
	}
	ignored, err := rule.ParseIgnored("Props.Ignore", props.Ignore)
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
