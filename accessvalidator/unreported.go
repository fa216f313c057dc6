package accessvalidator

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/aws/constructs-go/constructs/v10"
)

const (
	// cliVersion is in the environment of an app that a CDK CLI runs.
	cliVersion = "CDK_CLI_VERSION"
	// reportsByCLI is the context with which a CDK CLI tells the construct library that it shows what plugins report, if it is false.
	reportsByCLI = "@aws-cdk/core:failSynthOnValidationErrors"
)

// isOld reports whether the construct library is too old to fail the synthesis of an app in Go: it writes another file
// (policy-validation-report.json) than the one that a CDK CLI reads (validation-report.json), and sets the exit status of its own process,
// which is not that of the app. aws-cdk-lib 2.257.0 is, 2.270.0 no longer. Newer ones also tell plugins about the app.
func isOld(context any) bool {
	_, isNew := context.(interface{ AppConstruct() constructs.IConstruct })
	return !isNew
}

// failsUnnoticed reports whether a CDK CLI waits for the app, and would not learn from the library that the validation failed.
func failsUnnoticed(context any) bool {
	return isOld(context) && os.Getenv(cliVersion) != ""
}

// isUnreported reports whether nobody shows what the plugin reports: a CDK CLI has told the library to leave that to it, and the library is
// too old to write what the CLI reads.
func isUnreported(context any) bool {
	if !isOld(context) {
		return false
	}
	var given map[string]any
	if err := json.Unmarshal([]byte(os.Getenv("CDK_CONTEXT_JSON")), &given); err != nil {
		return false
	}
	reports, found := given[reportsByCLI].(bool)
	return found && !reports
}

// reportsBySelection reports whether a CDK CLI reads what the library reports. It shows what is in the stacks that it is told to synthesize,
// and fails for nothing else.
func reportsBySelection(context any) bool {
	return !isOld(context) && os.Getenv(cliVersion) != ""
}

// aboutStages says how a CDK CLI is told to look at the stacks of stages too, which it doesn't by default. It is empty where nothing fails in
// them.
func aboutStages(violations []violation) string {
	failing := 0
	for _, each := range violations {
		if each.fails && strings.HasPrefix(filepath.Base(filepath.Dir(each.template)), nestedAssembly) {
			failing++
		}
	}
	if failing == 0 {
		return ""
	}
	return fmt.Sprintf("identitypool: errors in stages: %d. The CDK CLI shows them, and fails, only where it also synthesizes the stacks of stages, "+
		"as cdk synth '**' does\n", failing)
}

// nestedAssembly is how the names of the folders begin into which the CDK writes the stacks of stages.
const nestedAssembly = "assembly-"

// show writes violations as the CDK would.
func show(output io.Writer, violations []violation) {
	for _, each := range violations {
		if each.isAcknowledged {
			continue
		}
		rendered := each.rendered
		_, _ = fmt.Fprintf(output, "%s identitypool::%s: %s: %s\n  fix: %s\n", // nobody could be told that it fails
			*rendered.Severity, *rendered.RuleName, each.resource, *rendered.Description, *rendered.Fix)
	}
}

// explainEnd says why the app ends before its synthesis does.
const explainEnd = "identitypool: the app ends here, for this version of the CDK does not tell its CLI that the validation failed. " +
	"To accept a finding with this version, acknowledge it at a stack or within, not at the app or a stage\n"
