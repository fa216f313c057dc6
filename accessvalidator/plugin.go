package accessvalidator

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"

	"github.com/awscdk-constructs/identitypool/access"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

// New returns the plugin, for Validations.AddPlugins of an app or a stage. Props may be nil. It panics if they are refused.
//
// See: https://docs.aws.amazon.com/cdk/v2/guide/policy-validation-synthesis.html
func New(props *Props) awscdk.IPolicyValidationPlugin {
	created, err := newPlugin(props)
	if err != nil {
		panic(err)
	}
	return created
}

type plugin struct {
	threshold access.Severity
	ignored   rule.Ignored
	options   []access.Option
}

// Name is what the ids of acknowledgements begin with.
func (p *plugin) Name() *string { return jsii.String(rule.Plugin) }

// RuleIds is nil: the CDK writes the ids into each template, for its analytics, and a new rule would change them all.
func (p *plugin) RuleIds() *[]*string { return nil }

const module = "github.com/awscdk-constructs/identitypool"

// Version is that of this module, and nil in its own tests.
func (p *plugin) Version() *string {
	build, found := debug.ReadBuildInfo()
	if !found {
		return nil
	}
	at := slices.IndexFunc(build.Deps, func(dependency *debug.Module) bool { return dependency.Path == module })
	if at < 0 {
		return nil
	}
	return jsii.String(strings.TrimPrefix(build.Deps[at].Version, "v"))
}

// Validate is called by the CDK at the end of a synthesis. It ends the process where something fails that the CDK CLI would not learn of.
func (p *plugin) Validate(context awscdk.IPolicyValidationContext) *awscdk.PolicyValidationPluginReport {
	violations := p.violations(context)
	report := p.report(violations)
	endsApp := !*report.Success && failsUnnoticed(context)
	if endsApp || isUnreported(context) {
		show(os.Stderr, violations)
	}
	if endsApp {
		_, _ = os.Stderr.WriteString(explainEnd) // nobody could be told that it fails
		os.Exit(1)
	}
	if reportsBySelection(context) {
		_, _ = os.Stderr.WriteString(aboutStages(violations)) // nobody could be told that it fails
	}
	return report
}

// violations are what is wrong with the app. A panic in here would leave the CDK's process waiting for an answer, so it becomes a violation.
func (p *plugin) violations(context awscdk.IPolicyValidationContext) (found []violation) {
	defer func() {
		if reason := recover(); reason != nil {
			found = p.unreadable(fmt.Sprintf("the identity pools can't be checked: %v", reason), nil)
		}
	}()
	var templates []string
	for _, path := range *context.TemplatePaths() {
		templates = append(templates, *path)
	}
	if len(templates) == 0 {
		return nil
	}
	app, err := p.load(templates)
	if err != nil {
		return p.unreadable(err.Error(), templates)
	}
	for _, finding := range app.Check() {
		if !finding.Warned && !p.ignored.Covers(rule.ID(finding.Rule), finding.Resource, finding.LogicalID) {
			found = append(found, p.violationOf(finding, app))
		}
	}
	return found
}

// load reads all stacks of the templates together, each with what its assembly says about it.
func (p *plugin) load(templates []string) (*access.App, error) {
	folders := assemblies(templates)
	options := slices.Clone(p.options)
	for _, folder := range folders[1:] {
		options = append(options, access.WithTemplate(folder))
	}
	return access.Load(folders[0], options...)
}

// assemblies are the folders of templates, without those that lie in others: an assembly names the ones that are nested in it.
func assemblies(templates []string) []string {
	var folders []string
	for _, template := range templates {
		folders = append(folders, filepath.Dir(template))
	}
	slices.Sort(folders)
	folders = slices.Compact(folders)
	return slices.DeleteFunc(slices.Clone(folders), func(folder string) bool {
		return slices.ContainsFunc(folders, func(other string) bool { return strings.HasPrefix(folder, other+string(filepath.Separator)) })
	})
}
