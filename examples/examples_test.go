package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
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
				require.NoError(t, os.WriteFile(golden, template, 0o600))
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

// TestNoMessages makes sure that the examples give no warnings. That they give no errors, of the CDK's template validator neither,
// is shown by that they can be synthesized at all.
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

func TestCycle(t *testing.T) {
	tests := map[string]struct {
		template string
		want     []string
	}{
		"none": {
			template: `{"A": {"Properties": {"X": {"Ref": "B"}, "Y": {"Ref": "AWS::Region"}}}, "B": {}}`,
		},
		"Ref": {
			template: `{"A": {"Properties": {"X": [{"Ref": "B"}]}}, "B": {"Properties": {"X": {"Ref": "A"}}}}`,
			want:     []string{"A", "B", "A"},
		},
		"Fn::GetAtt and DependsOn": {
			template: `{"A": {"Properties": {"X": {"Fn::GetAtt": ["B", "Arn"]}}}, "B": {"DependsOn": ["C"]}, "C": {"DependsOn": "A"}}`,
			want:     []string{"A", "B", "C", "A"},
		},
		"Fn::GetAtt in one text": {
			template: `{"A": {"Properties": {"X": {"Fn::GetAtt": "A.Arn"}}}}`,
			want:     []string{"A", "A"},
		},
		"Fn::Sub": {
			template: `{"A": {"Properties": {"X": {"Fn::Sub": "${B.Arn}/*"}}}, "B": {"Properties": {"X": {"Fn::Sub": ["${A}-${C}", {"C": 1}]}}}}`,
			want:     []string{"A", "B", "A"},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			var resources map[string]resource
			require.NoError(t, json.Unmarshal([]byte(test.template), &resources))
			assert.Equal(t, test.want, template{Resources: resources}.cycle())
		})
	}
}

// assembly is the synthesized app.
type assembly struct {
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
	defer os.RemoveAll(folder)

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

	return result, nil
})

// template is what a CloudFormation template says about the order of its resources.
type template struct {
	Resources map[string]resource
}

type resource struct {
	Properties any
	DependsOn  any
}

// cycle returns the logical ids of resources that wait for each other in a circle, nil if there are none.
func (t template) cycle() []string {
	const (
		unseen = iota
		onPath
		done
	)

	state := map[string]int{}

	var path []string

	var visit func(id string) []string

	visit = func(id string) []string {
		switch state[id] {
		case done:
			return nil
		case onPath:
			return append(slices.Clone(path[slices.Index(path, id):]), id)
		}

		state[id] = onPath
		path = append(path, id)

		for _, other := range t.references(id) {
			if found := visit(other); found != nil {
				return found
			}
		}

		state[id] = done
		path = path[:len(path)-1]

		return nil
	}

	for _, id := range slices.Sorted(maps.Keys(t.Resources)) {
		if found := visit(id); found != nil {
			return found
		}
	}

	return nil
}

// references returns the logical ids of the resources that a resource waits for, sorted.
func (t template) references(id string) []string {
	found := map[string]bool{}
	add := func(name string) {
		if _, isResource := t.Resources[name]; isResource {
			found[name] = true
		}
	}
	addReferences(t.Resources[id].Properties, add)

	switch dependsOn := t.Resources[id].DependsOn.(type) {
	case string:
		add(dependsOn)
	case []any:
		for _, name := range dependsOn {
			if name, isText := name.(string); isText {
				add(name)
			}
		}
	}

	return slices.Sorted(maps.Keys(found))
}

// subReference is a reference in the text of an Fn::Sub.
var subReference = regexp.MustCompile(`\$\{([^.}]+)[^}]*\}`)

// addReferences calls add with the name in each Ref, Fn::GetAtt and Fn::Sub.
func addReferences(value any, add func(name string)) {
	switch value := value.(type) {
	case []any:
		for _, element := range value {
			addReferences(element, add)
		}
	case map[string]any:
		for key, argument := range value {
			first := argument
			if list, isList := argument.([]any); isList && len(list) > 0 {
				first = list[0]
			}

			text, isText := first.(string)

			switch {
			case key == "Ref" && isText:
				add(text)
			case key == "Fn::GetAtt" && isText:
				name, _, _ := strings.Cut(text, ".")
				add(name)
			case key == "Fn::Sub" && isText:
				for _, match := range subReference.FindAllStringSubmatch(text, -1) {
					add(match[1])
				}
			}

			addReferences(argument, add)
		}
	}
}
