package accessvalidator

import (
	"encoding/json"
	"fmt"
	"io"
	"os"

	"github.com/aws/constructs-go/constructs/v10"
)

// reportsByCLI is the context with which a CDK CLI tells the construct library that it shows what plugins report, if it is false.
const reportsByCLI = "@aws-cdk/core:failSynthOnValidationErrors"

// isUnreported reports whether nobody shows what the plugin reports: a CDK CLI has told the library to leave that to it, and the library
// is too old to write the file that the CLI reads (validation-report.json; aws-cdk-lib 2.257.0 writes policy-validation-report.json, which
// CLI 2.1148.1 doesn't read). Newer libraries also tell plugins about the app.
func isUnreported(context any) bool {
	if _, isNew := context.(interface{ AppConstruct() constructs.IConstruct }); isNew {
		return false
	}
	var given map[string]any
	if err := json.Unmarshal([]byte(os.Getenv("CDK_CONTEXT_JSON")), &given); err != nil {
		return false
	}
	reports, found := given[reportsByCLI].(bool)
	return found && !reports
}

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
