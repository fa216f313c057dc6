package identitypool_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/assertions"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "rewrite golden files and generated tests")

// newAppStack defines a stack that belongs to no account and region.
func newAppStack(app awscdk.App) awscdk.Stack {
	return awscdk.NewStack(app, jsii.String("Stack"), nil)
}

// newRegionStack defines a stack of a region.
func newRegionStack(app awscdk.App, id, region string) awscdk.Stack {
	return awscdk.NewStack(app, jsii.String(id), &awscdk.StackProps{
		Env: &awscdk.Environment{Account: jsii.String("123456789012"), Region: jsii.String(region)},
	})
}

func output(stack awscdk.Stack, id string, value *string) {
	awscdk.NewCfnOutput(stack, jsii.String(id), &awscdk.CfnOutputProps{Value: value})
}

// assembly is all that an app synthesizes and CloudFormation gets to see: the templates, also of nested stacks and stages, by
// the names of their files, and what each stack depends on.
type assembly map[string]any

// template returns the one template of an app with one stack.
func (a assembly) template(t *testing.T) map[string]any {
	t.Helper()
	var templates []map[string]any
	for name, content := range a {
		if strings.HasSuffix(name, templateSuffix) {
			templates = append(templates, content.(map[string]any))
		}
	}
	require.Len(t, templates, 1)
	return templates[0]
}

const templateSuffix = ".template.json"

// synthesize builds an app in a folder. A panic of the construct library becomes an error.
func synthesize(folder string, build func(app awscdk.App)) (synthesized assembly, err error) {
	defer func() {
		if reason := recover(); reason != nil {
			err = fmt.Errorf("panic: %v", reason)
		}
	}()
	app := awscdk.NewApp(&awscdk.AppProps{
		AnalyticsReporting: jsii.Bool(false),
		// As the CDK CLI does. The paths show that the construct trees are the same.
		Context: &map[string]any{"aws:cdk:enable-path-metadata": true},
		Outdir:  jsii.String(folder),
	})
	build(app)
	app.Synth(nil)
	return readAssembly(folder)
}

func mustSynthesize(t *testing.T, build func(app awscdk.App)) assembly {
	t.Helper()
	synthesized, err := synthesize(t.TempDir(), build)
	require.NoError(t, err)
	return synthesized
}

func readAssembly(folder string) (assembly, error) {
	read := assembly{}
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(folder, path)
		if err != nil {
			return err
		}
		switch {
		case strings.HasSuffix(name, templateSuffix):
			var template map[string]any
			err = readJSON(path, &template)
			read[name] = template
		case entry.Name() == "manifest.json":
			read[name] = map[string]any{}
			err = readStackDependencies(path, read[name].(map[string]any))
		}
		return err
	})
	return read, err
}

func readStackDependencies(path string, dependencies map[string]any) error {
	var manifest struct {
		Artifacts map[string]struct {
			Type         string
			Dependencies []any
		}
	}
	if err := readJSON(path, &manifest); err != nil {
		return err
	}
	for id, artifact := range manifest.Artifacts {
		if artifact.Type == "aws:cloudformation:stack" {
			dependencies[id] = artifact.Dependencies
		}
	}
	return nil
}

func readJSON(path string, value any) error {
	content, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	return json.Unmarshal(content, value)
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

type aspect struct {
	visit func(node constructs.IConstruct)
}

func (a *aspect) Visit(node constructs.IConstruct) { a.visit(node) }
