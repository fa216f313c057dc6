package command

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/awscdk-constructs/identitypool/access"
	"github.com/awscdk-constructs/identitypool/cmd/identitypool/internal/baseline"
	"github.com/awscdk-constructs/identitypool/cmd/identitypool/internal/format"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

// never is the word for an option that makes nothing fail.
const never = "never"

// check is the verb that looks for findings.
type check struct {
	input         input
	format        *choice
	failOn        *choice
	ignored       []string
	baseline      string
	writeBaseline string
}

func newCheck() *cobra.Command {
	c := &check{
		format: newChoice(textFormat, jsonFormat, markdownFormat, sarifFormat, junitFormat, githubFormat),
		failOn: newChoice(access.SeverityError.String(), access.SeverityWarning.String(), access.SeverityNote.String(), never),
	}
	verb := &cobra.Command{
		Use:   "check [PATH...]",
		Short: "Look for what is wrong with identity pools",
		Long: "check looks for what AWS refuses to deploy, what fails when a user signs in, and what lets in too many.\n\n" +
			"PATH is a folder that cdk synth wrote (cdk.out, the default), a template in JSON or YAML, or - for standard input. Several\n" +
			"are taken for one app that is deployed together.",
		Example: "  identitypool check\n" +
			"  identitypool check --fail-on warning --ignore guests-allowed@Access/IdentityPool template.yaml\n" +
			"  identitypool check --format sarif > identitypool.sarif",
		RunE: c.run,
	}
	c.input.addFlags(verb)
	c.format.addFlag(verb, "format", "the output's format")
	c.failOn.addFlag(verb, "fail-on", "the lowest severity that makes the command exit with 1")
	verb.Flags().StringArrayVar(&c.ignored, "ignore", nil, "leave out a rule, as `RULE` or RULE@RESOURCE; repeated")
	// The only error is a flag that isn't there.
	_ = verb.RegisterFlagCompletionFunc("ignore", cobra.FixedCompletions(format.RuleIDs(), cobra.ShellCompDirectiveNoFileComp))
	verb.Flags().StringVar(&c.baseline, "baseline", "", "show only what is not in this `file`")
	verb.Flags().StringVar(&c.writeBaseline, "write-baseline", "", "write all that is found to this `file`, and exit with 0")
	return verb
}

func (c *check) run(verb *cobra.Command, paths []string) error {
	if c.baseline != "" && c.writeBaseline != "" {
		return errors.New("pass --baseline to compare with a baseline, or --write-baseline to write one; not both")
	}
	ignored, err := rule.ParseIgnored("--ignore", c.ignored)
	if err != nil {
		return err
	}
	known, err := c.readBaseline()
	if err != nil {
		return err
	}
	app, err := c.input.load(paths, verb.InOrStdin())
	if err != nil {
		return err
	}
	pools, err := c.input.pools(app)
	if err != nil {
		return err
	}
	found := slices.DeleteFunc(c.find(app, pools), func(finding access.Finding) bool {
		return ignored.Covers(rule.ID(finding.Rule), finding.Resource, finding.LogicalID)
	})
	if c.writeBaseline != "" {
		return c.write(verb, found)
	}
	return c.show(verb, c.report(found, known, len(pools)))
}

// report is what is new. Whether anything of the baseline is gone shows only where all is looked at.
func (c *check) report(found access.Findings, known baseline.Baseline, pools int) format.Report {
	fresh := known.Without(found)
	report := format.Report{
		Pools:    pools,
		Findings: fresh,
		Known:    len(found) - len(fresh),
		FailOn:   c.threshold(),
		Version:  version(),
		Root:     repository(),
	}
	if c.input.pool == "" && len(c.ignored) == 0 {
		report.Gone = known.Gone(found)
	}
	return report
}

func (c *check) show(verb *cobra.Command, report format.Report) error {
	text, err := c.render(report, styleOf(verb.OutOrStdout()))
	if err := write(verb, text, err); err != nil {
		return err
	}
	if slices.ContainsFunc(report.Findings, report.Fails) {
		return errFound
	}
	return nil
}

func (c *check) readBaseline() (baseline.Baseline, error) {
	if c.baseline == "" {
		return baseline.Baseline{}, nil
	}
	return baseline.Read(c.baseline)
}

func (c *check) find(app *access.App, pools []*access.IdentityPool) access.Findings {
	if c.input.pool == "" {
		return app.Check()
	}
	return pools[0].Check()
}

// write makes the baseline of what is not acknowledged: that doesn't count anyway, and would be hidden once it does.
func (c *check) write(verb *cobra.Command, found access.Findings) error {
	counting := slices.DeleteFunc(slices.Clone(found), func(finding access.Finding) bool { return finding.Acknowledged != "" })
	if err := baseline.Of(counting).Write(c.writeBaseline); err != nil {
		return err
	}
	return write(verb, fmt.Sprintf("%s written with %s\n", c.writeBaseline, format.Count(len(counting), "finding")), nil)
}

// threshold is the lowest severity that counts; 0 for none.
func (c *check) threshold() access.Severity {
	for _, severity := range []access.Severity{access.SeverityError, access.SeverityWarning, access.SeverityNote} {
		if severity.String() == c.failOn.value {
			return severity
		}
	}
	return 0
}

func (c *check) render(report format.Report, style format.Style) (string, error) {
	switch c.format.value {
	case textFormat:
		return report.Text(style), nil
	case jsonFormat:
		return report.JSON()
	case markdownFormat:
		return report.Markdown(), nil
	case sarifFormat:
		return report.SARIF()
	case junitFormat:
		return report.JUnit(time.Now())
	case githubFormat:
		return report.GitHub(), nil
	default:
		return "", errors.New("no format " + c.format.value)
	}
}
