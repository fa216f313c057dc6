package accessvalidator_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool/accessvalidator"
	"github.com/awscdk-constructs/identitypool/internal/apptest"
)

// appName is the variable that makes an app of the test binary.
const appName = "ACCESSVALIDATOR_TEST_APP"

// The apps.
const (
	appWithError        = "error"
	appWithWarning      = "warning"
	appWithAcknowledged = "acknowledged"
	appWithErrorInStage = "stage"
)

func synthesizeApp(name string) {
	defer jsii.Close()
	app := awscdk.NewApp(nil)
	awscdk.Validations_Of(app).AddPlugins(accessvalidator.New(nil))
	stack := apptest.NewStack(app)
	switch name {
	case appWithError:
		guestPool(stack, "Pool")
	case appWithWarning:
		twitterPool(stack, "Pool")
	case appWithErrorInStage:
		stage := awscdk.NewStage(app, jsii.String("Production"), nil)
		guestPool(awscdk.NewStack(stage, jsii.String("Access"), nil), "Pool")
	case appWithAcknowledged:
		acknowledge(guestPool(stack, "Pool"), guestsWithoutRole)
	}
	app.Synth(nil)
}

// runApp runs an app with an environment, and returns its exit status and what it wrote.
func runApp(t *testing.T, name string, environment ...string) (status int, output string) {
	t.Helper()
	command := exec.CommandContext(t.Context(), os.Args[0])
	command.Env = append(append(os.Environ(), appName+"="+name), environment...)
	written, err := command.CombinedOutput()
	if exit := (*exec.ExitError)(nil); !errors.As(err, &exit) {
		require.NoError(t, err)
	}
	return command.ProcessState.ExitCode(), string(written)
}

// asCLI is the environment that CDK CLI 2.1148.1 runs an app in.
func asCLI(folder string) []string {
	return []string{
		"CDK_CLI_VERSION=2.1148.1", "CDK_OUTDIR=" + folder, `CDK_CONTEXT_JSON={"@aws-cdk/core:failSynthOnValidationErrors": false}`,
	}
}

// The CLI goes by the exit status of the app, and by what newer versions of the library report.
func TestErrorReachesTheCLI(t *testing.T) {
	folder := t.TempDir()
	status, output := runApp(t, appWithError, asCLI(folder)...)
	if content, err := os.ReadFile(filepath.Join(folder, "validation-report.json")); err == nil {
		assert.Zero(t, status, output)
		assert.True(t, newReport(t, content).fails)
		return
	}
	assert.Equal(t, 1, status, output)
	assert.Contains(t, output, "error identitypool::guests-without-role: Stack/Pool: it allows guests and has no unauthenticated role")
	assert.Contains(t, output, "the app ends here")
}

// The CLI looks at the stacks of stages only where it is told to, and would pass.
func TestErrorInAStageIsMentioned(t *testing.T) {
	status, output := runApp(t, appWithErrorInStage, asCLI(t.TempDir())...)
	if status == 0 {
		assert.Contains(t, output, "identitypool: errors in stages: 1. ")
	} else {
		assert.Contains(t, output, "error identitypool::guests-without-role: Production/Access/Pool: ")
	}
	_, output = runApp(t, appWithError, asCLI(t.TempDir())...)
	assert.NotContains(t, output, "in stages")
}

func TestAppFinishesUnlessSomethingFails(t *testing.T) {
	for _, name := range []string{appWithWarning, appWithAcknowledged} {
		folder := t.TempDir()
		status, output := runApp(t, name, asCLI(folder)...)
		assert.Zero(t, status, output)
		reports, err := filepath.Glob(filepath.Join(folder, "*validation-report.json"))
		require.NoError(t, err)
		assert.Len(t, reports, 1, name)
	}
}

// TestCLI runs the CDK CLI that the variable CDK_CLI names, as .ci/run does: npx --yes aws-cdk@<version>.
func TestCLI(t *testing.T) {
	cli := strings.Fields(os.Getenv("CDK_CLI"))
	if len(cli) == 0 {
		t.Skip("CDK_CLI names no CDK CLI")
	}
	for name, fails := range map[string]bool{appWithError: true, appWithWarning: false, appWithAcknowledged: false} {
		t.Run(name, func(t *testing.T) {
			arguments := append(slices.Clone(cli[1:]), "synth", "--quiet", "--app", os.Args[0], "--output", t.TempDir())
			command := exec.CommandContext(t.Context(), cli[0], arguments...)
			command.Env = append(os.Environ(), appName+"="+name)
			output, err := command.CombinedOutput()
			assert.Equal(t, fails, err != nil, string(output))
			assert.Equal(t, fails, strings.Contains(string(output), guestsWithoutRole), string(output))
			assert.Equal(t, name == appWithWarning, strings.Contains(string(output), "secret-in-plain-text"), string(output))
		})
	}
}
