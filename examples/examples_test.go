package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool/access"
)

var update = flag.Bool("update", false, "write the golden templates anew")

// TestMain ends the Node.js process that all tests share: it can be started only once.
func TestMain(m *testing.M) {
	code := m.Run()
	jsii.Close()
	os.Exit(code)
}

const goldenSuffix = ".template.json"

// TestTemplates holds the template of each stack against testdata/<stack>.template.json.
func TestTemplates(t *testing.T) {
	templates := synthesized(t).templates
	for name, template := range templates {
		t.Run(name, func(t *testing.T) {
			golden := filepath.Join("testdata", name+goldenSuffix)
			if *update {
				require.NoError(t, os.WriteFile(golden, template, 0o644))
			}
			want, err := os.ReadFile(golden)
			require.NoError(t, err, "run go test ./examples -update and look at what it wrote")
			assert.Equal(t, string(want), string(template))
		})
	}
	goldens, err := filepath.Glob(filepath.Join("testdata", "*"+goldenSuffix))
	require.NoError(t, err)
	for _, golden := range goldens {
		name := strings.TrimSuffix(filepath.Base(golden), goldenSuffix)
		assert.Contains(t, templates, name, "%s is the template of no stack; remove it", golden)
	}
}

// TestNoMessages makes sure that the examples give no warnings. The errors of the CDK's template validator need no test of their own:
// with the context of cdk.json an app that has any can't be synthesized.
func TestNoMessages(t *testing.T) {
	assert.Empty(t, synthesized(t).messages)
}

// TestNoCycles makes sure that CloudFormation finds an order in which to deploy the resources of each stack.
func TestNoCycles(t *testing.T) {
	for name, text := range synthesized(t).templates {
		var template template
		require.NoError(t, json.Unmarshal(text, &template))
		assert.Empty(t, template.cycle(), name)
	}
}

// TestAccess runs the tests of *.access.yaml, as identitypool test does on cdk.out.
func TestAccess(t *testing.T) {
	files, err := filepath.Glob("*.access.yaml")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	app := synthesized(t).access
	for _, file := range files {
		tests, err := access.LoadTests(file)
		require.NoError(t, err)
		assert.Equal(t, "cdk.out", tests.App, file)
		for _, result := range tests.Run(app) {
			assert.True(t, result.Passed, result)
		}
	}
}

// TestExamplesStayShort counts the lines without the imports: what people copy should fit on a screen.
func TestExamplesStayShort(t *testing.T) {
	for file, limit := range map[string]int{"webapp.go": 45, "tenants.go": 50} {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		_, code, found := strings.Cut(string(text), "\n)\n\n")
		require.True(t, found, file)
		assert.LessOrEqual(t, strings.Count(code, "\n"), limit, file)
	}
}

// assembly is the synthesized app.
type assembly struct {
	access    *access.App
	templates map[string][]byte // by the name of the stack
	messages  []string          // warnings and errors
}

func synthesized(t *testing.T) assembly {
	t.Helper()
	app, err := synthesizeOnce()
	require.NoError(t, err)
	return app
}

// synthesizeOnce synthesizes the app as the CDK CLI does, with the context of cdk.json.
var synthesizeOnce = sync.OnceValues(func() (result assembly, err error) {
	defer func() {
		if reason := recover(); reason != nil {
			err = fmt.Errorf("the app can't be synthesized: %v", reason)
		}
	}()
	var config struct {
		Context map[string]any `json:"context"`
	}
	text, err := os.ReadFile("cdk.json")
	if err != nil {
		return result, err
	}
	if err := json.Unmarshal(text, &config); err != nil {
		return result, err
	}
	config.Context["aws:cdk:enable-path-metadata"] = true // the CLI sets it
	folder, err := os.MkdirTemp("", "examples-*")
	if err != nil {
		return result, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	app := awscdk.NewApp(&awscdk.AppProps{
		AnalyticsReporting: jsii.Bool(false),
		Context:            &config.Context,
		Outdir:             jsii.String(folder),
	})
	defineStacks(app)
	result.templates = map[string][]byte{}
	for _, stack := range *app.Synth(nil).Stacks() {
		name := *stack.StackName()
		result.templates[name], err = os.ReadFile(*stack.TemplateFullPath())
		if err != nil {
			return result, err
		}
		for _, message := range *stack.Messages() {
			result.messages = append(result.messages, fmt.Sprintf("%s: %v", name, message.Entry.Data))
		}
	}
	result.access, err = access.Load(folder)
	return result, err
})
