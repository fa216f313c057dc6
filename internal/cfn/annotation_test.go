package cfn_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool/internal/cfn"
)

const annotatedTemplate = `{"Resources": {
	"Pool": {"Type": "AWS::Cognito::IdentityPool", "Metadata": {"aws:cdk:path": "Access/Pool/Resource"}},
	"Roles": {"Type": "AWS::Cognito::IdentityPoolRoleAttachment", "Metadata": {"aws:cdk:path": "Access/Pool/Roles/Resource"}},
	"Other": {"Type": "AWS::Cognito::IdentityPool", "Metadata": {"aws:cdk:path": "Access/Pool2/Resource"}},
	"Plain": {"Type": "AWS::Cognito::IdentityPool"}
}}`

const annotations = `{
	"/Access": [{"type": "aws:cdk:acknowledged-rules", "data": {"tool::everywhere": "of the stack", "tool::both": "of the stack"}}],
	"/Access/Pool": [
		{"type": "aws:cdk:acknowledged-rules", "data": {"tool::pool": "first"}},
		{"type": "aws:cdk:acknowledged-rules", "data": {"tool::pool": "last", "tool::both": "of the pool", "tool::silent": ""}}
	],
	"/Access/Pool/Resource": [
		{"type": "aws:cdk:logicalId", "data": "Pool"},
		{"type": "aws:cdk:warning", "data": "that is odd [ack: tool:odd]"}
	]
}`

// annotatedApp is a cloud assembly with the annotations in its manifest, or in a file of their own as newer versions of the CDK have it.
func annotatedApp(t *testing.T, inManifest bool) *cfn.App {
	t.Helper()
	folder := t.TempDir()
	write := func(name, content string) {
		require.NoError(t, os.WriteFile(filepath.Join(folder, name), []byte(content), 0o600))
	}
	write("Access.template.json", annotatedTemplate)
	where := `"metadata": ` + annotations
	properties := `"templateFile": "Access.template.json"`
	if !inManifest {
		write("Access.metadata.json", annotations)
		where = `"additionalMetadataFile": "Access.metadata.json"`
	}
	write("manifest.json", `{"version": "53.0.0", "artifacts": {"Access": {
		"type": "aws:cloudformation:stack", "properties": {`+properties+`}, `+where+`}}}`)
	app, err := cfn.Load(folder, cfn.Options{})
	require.NoError(t, err)
	return app
}

func named(t *testing.T, app *cfn.App, name string) *cfn.Resource {
	t.Helper()
	found := app.Named(name)
	require.Len(t, found, 1, name)
	return found[0]
}

func TestAcknowledgementHoldsForAConstructAndAllInIt(t *testing.T) {
	t.Parallel()
	for _, inManifest := range []bool{true, false} {
		app := annotatedApp(t, inManifest)
		for _, test := range []struct{ resource, rule, reason string }{
			{"Access/Pool", "tool::everywhere", "of the stack"},
			{"Access/Pool", "tool::pool", "last"},
			{"Access/Pool", "tool::both", "of the pool"},
			{"Access/Pool/Roles", "tool::pool", "last"},
			{"Access/Pool2", "tool::everywhere", "of the stack"},
			{"Access/Pool2", "tool::both", "of the stack"},
			{"Access/Pool", "tool::silent", ""},
		} {
			reason, found := named(t, app, test.resource).Acknowledgement(test.rule)
			assert.True(t, found, test)
			assert.Equal(t, test.reason, reason, test)
		}
		for _, test := range []struct{ resource, rule string }{
			{"Access/Pool2", "tool::pool"},
			{"Access/Pool", "tool::other"},
			{"Plain", "tool::everywhere"}, // nothing tells where it is
		} {
			_, found := named(t, app, test.resource).Acknowledgement(test.rule)
			assert.False(t, found, test)
		}
	}
}

func TestAppAcknowledgesWhatOneOfItsConstructsDoes(t *testing.T) {
	t.Parallel()
	app := annotatedApp(t, false)
	assert.True(t, app.Acknowledges("tool::pool"))
	assert.True(t, app.Acknowledges("tool::everywhere"))
	assert.False(t, app.Acknowledges("tool::other"))
}

func TestWarningIsAboutAConstructAndAllInIt(t *testing.T) {
	t.Parallel()
	app := annotatedApp(t, true)
	assert.True(t, named(t, app, "Access/Pool").HasWarning("tool:odd"))
	assert.True(t, named(t, app, "Access/Pool/Roles").HasWarning("tool:odd"))
	assert.False(t, named(t, app, "Access/Pool2").HasWarning("tool:odd"))
	assert.False(t, named(t, app, "Access/Pool").HasWarning("tool:od"))
}

func TestTemplateByItselfHasNoAnnotations(t *testing.T) {
	t.Parallel()
	app, err := cfn.Parse([]byte(annotatedTemplate), cfn.Options{})
	require.NoError(t, err)
	_, found := named(t, app, "Access/Pool").Acknowledgement("tool::pool")
	assert.False(t, found)
	assert.False(t, named(t, app, "Access/Pool").HasWarning("tool:odd"))
}
