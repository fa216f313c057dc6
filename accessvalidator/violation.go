package accessvalidator

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"

	"github.com/awscdk-constructs/identitypool/access"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

// violation is a finding in the words of the CDK.
type violation struct {
	rendered       *awscdk.PolicyViolation
	resource       string
	template       string // its file
	fails          bool
	isAcknowledged bool
}

// The severities that the CDK knows.
const (
	errorSeverity   = "error"
	warningSeverity = "warning"
	infoSeverity    = "info"
)

func (p *plugin) violationOf(finding access.Finding, app *access.App) violation {
	message := finding.Message
	if finding.When != "" {
		message += ", if " + finding.When
	}
	if finding.Uncertain {
		message += " (uncertain)"
	}
	locations := []*string{}
	if finding.Location != "" {
		locations = append(locations, jsii.String(finding.Location))
	}
	return violation{
		resource:       finding.Resource,
		template:       finding.File,
		fails:          finding.Severity >= p.threshold && finding.Acknowledged == "",
		isAcknowledged: finding.Acknowledged != "",
		rendered: &awscdk.PolicyViolation{
			RuleName:    jsii.String(ruleName(finding, app)),
			Description: jsii.String(message),
			Fix:         jsii.String(finding.Cure + "; see " + rule.ID(finding.Rule).URL()),
			Severity:    jsii.String(p.severity(finding.Severity)),
			ViolatingResources: &[]*awscdk.PolicyViolatingResource{{
				ResourceLogicalId: jsii.String(finding.LogicalID),
				TemplatePath:      jsii.String(finding.File),
				Locations:         &locations,
			}},
		},
	}
}

// severity goes by what fails the synthesis: as soon as something is acknowledged, the CDK takes a report without errors for a success,
// and one with errors for a failure, whatever the plugin has said (aws-cdk-lib 2.276.0, core/lib/private/synthesis-validation.ts).
func (p *plugin) severity(severity access.Severity) string {
	switch {
	case severity >= p.threshold:
		return errorSeverity
	case severity == access.SeverityNote:
		return infoSeverity
	default:
		return warningSeverity
	}
}

// ruleName is the rule, by which the CDK finds what is acknowledged. Older versions of it drop a rule from the whole app once any
// construct acknowledges it (until https://github.com/aws/aws-cdk/pull/38789). A finding that is not acknowledged then has the resource
// in its name, so that it still shows.
func ruleName(finding access.Finding, app *access.App) string {
	atResource := finding.Rule + "@" + finding.Resource
	if app.Acknowledges(atResource) || finding.Acknowledged == "" && app.Acknowledges(finding.Rule) {
		return atResource
	}
	return finding.Rule
}

func (p *plugin) report(violations []violation) *awscdk.PolicyValidationPluginReport {
	succeeds := true
	rendered := []*awscdk.PolicyViolation{}
	for _, each := range violations {
		succeeds = succeeds && !each.fails
		rendered = append(rendered, each.rendered)
	}
	return &awscdk.PolicyValidationPluginReport{
		Success:       jsii.Bool(succeeds),
		Violations:    &rendered,
		PluginVersion: p.Version(),
	}
}

// unreadable says that nothing is known about the app.
func (p *plugin) unreadable(reason string, templates []string) []violation {
	broken, _ := rule.ByID(rule.TemplateUnreadable)
	resources := []*awscdk.PolicyViolatingResource{}
	for _, template := range templates {
		resources = append(resources, &awscdk.PolicyViolatingResource{TemplatePath: jsii.String(template), Locations: &[]*string{}})
	}
	return []violation{{
		resource: "the app",
		fails:    access.SeverityError >= p.threshold,
		rendered: &awscdk.PolicyViolation{
			RuleName:           jsii.String(string(broken.ID)),
			Description:        jsii.String(reason),
			Fix:                jsii.String(broken.Cure + " See " + broken.ID.URL()),
			Severity:           jsii.String(p.severity(access.SeverityError)),
			ViolatingResources: &resources,
		},
	}}
}
