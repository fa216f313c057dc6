package access_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool/access"
)

// guestsAssembly is a cloud assembly with two identity pools that have guests without a role, and metadata of its constructs.
func guestsAssembly(t *testing.T, metadata string) *access.App {
	t.Helper()
	folder := t.TempDir()
	write := func(name, content string) {
		require.NoError(t, os.WriteFile(filepath.Join(folder, name), []byte(content), 0o600))
	}
	write("Access.template.json", `{"Resources": {
		"One": {"Type": "AWS::Cognito::IdentityPool", "Metadata": {"aws:cdk:path": "Access/One/Resource"},
			"Properties": {"AllowUnauthenticatedIdentities": true, "AllowClassicFlow": false}},
		"Two": {"Type": "AWS::Cognito::IdentityPool", "Metadata": {"aws:cdk:path": "Access/Two/Resource"},
			"Properties": {"AllowUnauthenticatedIdentities": true, "AllowClassicFlow": false}}
	}}`)
	write("manifest.json", `{"version": "53.0.0", "artifacts": {"Access": {"type": "aws:cloudformation:stack",
		"properties": {"templateFile": "Access.template.json"}, "metadata": `+metadata+`}}}`)
	app, err := access.Load(folder)
	require.NoError(t, err)
	return app
}

func guestsWithoutRole(t *testing.T, findings access.Findings) (one, two access.Finding) {
	t.Helper()
	for _, finding := range findings {
		switch finding.Rule + " " + finding.LogicalID {
		case "guests-without-role One":
			one = finding
		case "guests-without-role Two":
			two = finding
		}
	}
	return one, two
}

func TestFindingSaysWhyTheAppAcceptsIt(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ metadata, reason, other string }{
		"at its construct":     {`{"/Access/One": [{"type": "aws:cdk:acknowledged-rules", "data": {"identitypool::guests-without-role": "later"}}]}`, "later", ""},
		"around it":            {`{"/Access": [{"type": "aws:cdk:acknowledged-rules", "data": {"identitypool::guests-without-role": "later"}}]}`, "later", "later"},
		"with the resource":    {`{"/Access": [{"type": "aws:cdk:acknowledged-rules", "data": {"identitypool::guests-without-role@Access/One": "later"}}]}`, "later", ""},
		"without a reason":     {`{"/Access/One": [{"type": "aws:cdk:acknowledged-rules", "data": {"identitypool::guests-without-role": ""}}]}`, "no reason given", ""},
		"for another rule":     {`{"/Access": [{"type": "aws:cdk:acknowledged-rules", "data": {"identitypool::guests-allowed": "later"}}]}`, "", ""},
		"of another tool":      {`{"/Access": [{"type": "aws:cdk:acknowledged-rules", "data": {"other::guests-without-role": "later"}}]}`, "", ""},
		"without any metadata": {`{}`, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			one, two := guestsWithoutRole(t, guestsAssembly(t, test.metadata).Check())
			assert.Equal(t, test.reason, one.Acknowledged)
			assert.Equal(t, test.other, two.Acknowledged)
		})
	}
}

func TestAppSaysWhatItAcceptsAnywhere(t *testing.T) {
	t.Parallel()
	app := guestsAssembly(t, `{"/Access/One": [{"type": "aws:cdk:acknowledged-rules", "data": {"identitypool::guests-without-role": "later"}}]}`)
	assert.True(t, app.Acknowledges("guests-without-role"))
	assert.False(t, app.Acknowledges("guests-allowed"))
}

func TestFindingKnowsWhetherTheConstructHasWarned(t *testing.T) {
	t.Parallel()
	one, two := guestsWithoutRole(t, guestsAssembly(t,
		`{"/Access/One/Resource": [{"type": "aws:cdk:warning", "data": "guests get nothing [ack: identitypool:guests-without-role]"}]}`).Check())
	assert.True(t, one.Warned)
	assert.False(t, two.Warned)
}

func TestIdentityPoolChecksItselfOnly(t *testing.T) {
	t.Parallel()
	app := guestsAssembly(t, `{}`)
	pool, err := app.IdentityPool("Access/Two")
	require.NoError(t, err)
	one, two := guestsWithoutRole(t, pool.Check())
	assert.Empty(t, one)
	assert.Equal(t, "Access/Two", two.Resource)
}
