package accessvalidator_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool/accessvalidator"
	"github.com/awscdk-constructs/identitypool/internal/apptest"
)

// TestMain is also the app that tests of the CDK CLI run.
func TestMain(m *testing.M) {
	if name := os.Getenv(appName); name != "" {
		synthesizeApp(name)
		return
	}
	status := m.Run()
	jsii.Close()
	os.Exit(status)
}

// report is what the CDK shows of the plugin, whatever its version.
type report struct {
	fails      bool
	violations []violation
}

type violation struct {
	rule, severity, construct, location string
	description, fix                    string
}

func (r report) of(rule string) []violation {
	return slices.DeleteFunc(slices.Clone(r.violations), func(each violation) bool { return each.rule != rule })
}

// validate synthesizes an app with the plugin.
func validate(t *testing.T, props *accessvalidator.Props, build func(app awscdk.App)) report {
	t.Helper()
	return synthesize(t, func(app awscdk.App) {
		awscdk.Validations_Of(app).AddPlugins(accessvalidator.New(props))
		build(app)
	})
}

func synthesize(t *testing.T, build func(app awscdk.App)) report {
	t.Helper()
	folder := t.TempDir()
	// Newer versions of the CDK panic where the validation fails, older ones only say so.
	_, err := apptest.Synthesize(folder, build)
	if err != nil {
		require.ErrorContains(t, err, "Validation failed")
	}
	if content, err := os.ReadFile(filepath.Join(folder, "validation-report.json")); err == nil {
		return newReport(t, content)
	}
	content, err := os.ReadFile(filepath.Join(folder, "policy-validation-report.json"))
	require.NoError(t, err)
	return oldReport(t, content)
}

// newReport reads validation-report.json.
func newReport(t *testing.T, content []byte) report {
	t.Helper()
	var file struct {
		PluginReports []struct {
			PluginName, Conclusion string
			Violations             []struct {
				RuleName, Description, SuggestedFix, Severity string
				ViolatingConstructs                           []struct {
					ConstructPath          string
					CloudFormationResource struct{ PropertyPaths []string }
				}
			}
		}
	}
	require.NoError(t, json.Unmarshal(content, &file))
	read := report{}
	for _, plugin := range file.PluginReports {
		if plugin.PluginName != "identitypool" {
			continue
		}
		read.fails = plugin.Conclusion == "failure"
		for _, each := range plugin.Violations {
			found := violation{rule: each.RuleName, severity: each.Severity, description: each.Description, fix: each.SuggestedFix}
			for _, construct := range each.ViolatingConstructs {
				found.construct = construct.ConstructPath
				found.location = first(construct.CloudFormationResource.PropertyPaths)
			}
			read.violations = append(read.violations, found)
		}
	}
	return read
}

// oldReport reads policy-validation-report.json.
func oldReport(t *testing.T, content []byte) report {
	t.Helper()
	var file struct {
		PluginReports []struct {
			Summary    struct{ PluginName, Status string }
			Violations []struct {
				RuleName, Description, Fix, Severity string
				ViolatingConstructs                  []struct {
					ConstructPath string
					Locations     []string
				}
			}
		}
	}
	require.NoError(t, json.Unmarshal(content, &file))
	read := report{}
	for _, plugin := range file.PluginReports {
		if plugin.Summary.PluginName != "identitypool" {
			continue
		}
		read.fails = plugin.Summary.Status == "failure"
		for _, each := range plugin.Violations {
			found := violation{rule: each.RuleName, severity: each.Severity, description: each.Description, fix: each.Fix}
			for _, construct := range each.ViolatingConstructs {
				found.construct = construct.ConstructPath
				found.location = first(construct.Locations)
			}
			read.violations = append(read.violations, found)
		}
	}
	return read
}

func first(texts []string) string {
	if len(texts) == 0 {
		return ""
	}
	return texts[0]
}

const guestsWithoutRole = "guests-without-role"

// guestPool has an error: guests without a role.
func guestPool(scope constructs.Construct, id string) awscognito.CfnIdentityPool {
	return awscognito.NewCfnIdentityPool(scope, jsii.String(id), &awscognito.CfnIdentityPoolProps{
		AllowUnauthenticatedIdentities: jsii.Bool(true),
		AllowClassicFlow:               jsii.Bool(false),
	})
}

// twitterPool has a warning: a secret in plain text.
func twitterPool(scope constructs.Construct, id string) {
	pool := awscognito.NewCfnIdentityPool(scope, jsii.String(id), &awscognito.CfnIdentityPoolProps{
		AllowUnauthenticatedIdentities: jsii.Bool(false),
		AllowClassicFlow:               jsii.Bool(false),
		SupportedLoginProviders:        map[string]any{"api.twitter.com": "key;secret"},
	})
	awscognito.NewCfnIdentityPoolRoleAttachment(scope, jsii.String(id+"Roles"), &awscognito.CfnIdentityPoolRoleAttachmentProps{
		IdentityPoolId: pool.Ref(),
		Roles:          map[string]any{"authenticated": "arn:aws:iam::111122223333:role/users"},
	})
}

func acknowledge(scope constructs.IConstruct, rule string) {
	awscdk.Validations_Of(scope).Acknowledge(&awscdk.Acknowledgment{Id: jsii.String("identitypool::" + rule), Reason: jsii.String("we know")})
}
