package identitypool_test

import (
	"encoding/json"
	"flag"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/assertions"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool"
	"github.com/awscdk-constructs/identitypool/internal/apptest"
)

var update = flag.Bool("update", false, "rewrite golden files")

// What the tests of other packages need, too, by short names.
var (
	newAppStack    = apptest.NewStack
	newRegionStack = apptest.NewRegionStack
	output         = apptest.Output
	synthesize     = apptest.Synthesize
	parsed         = apptest.Parsed
	compact        = apptest.Compact
	resourcesOf    = apptest.Resources
)

type (
	assembly = apptest.Assembly
	aspect   = apptest.Aspect
)

func mustSynthesize(t *testing.T, build func(app awscdk.App)) assembly {
	t.Helper()
	synthesized, err := synthesize(t.TempDir(), build)
	require.NoError(t, err)
	return synthesized
}

// indented renders a value of JSON for people, and for diffs.
func indented(t require.TestingT, value any) string {
	text, err := json.MarshalIndent(value, "", "  ")
	require.NoError(t, err)
	return string(text) + "\n"
}

// verify makes assertions on a stack's template. The CDK's assertions panic when they fail.
func verify(t *testing.T, stack awscdk.Stack, assert func(template assertions.Template)) {
	t.Helper()
	defer func() {
		if reason := recover(); reason != nil {
			t.Fatal(reason)
		}
	}()
	assert(assertions.Template_FromStack(stack, nil))
}

// boundProvider is a user pool provider of the user's own.
type boundProvider struct {
	bind func(scope constructs.Construct, identityPool identitypool.IIdentityPool) *identitypool.UserPoolAuthenticationProviderBindConfig
}

func (p *boundProvider) Bind(
	scope constructs.Construct, identityPool identitypool.IIdentityPool, _ *identitypool.UserPoolAuthenticationProviderBindOptions,
) *identitypool.UserPoolAuthenticationProviderBindConfig {
	return p.bind(scope, identityPool)
}
