package cfn

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Options tell what only the deployment knows. What is left out stays unknown.
type Options struct {
	// Region is the value of AWS::Region where no cloud assembly tells it.
	Region string
	// AccountID is the value of AWS::AccountId where no cloud assembly tells it.
	AccountID string
	// Parameters are values by the names of parameters; a list is written with commas. A parameter that no template declares is an error.
	Parameters map[string]string
	// ParameterFiles are files with parameters, each as a list of ParameterKey and ParameterValue, as an object with Parameters in it, or as an object of names and values. What
	// Parameters holds wins, and of two files the later one.
	ParameterFiles []string
	// Templates are files with further templates that are deployed together with the app.
	Templates []string
}

// Parse reads one template, in JSON or YAML. The only errors are a text that is neither, one without resources, and a parameter that it doesn't declare.
func Parse(template []byte, options Options) (*App, error) {
	document, err := parse("", template)
	if err != nil {
		return nil, err
	}
	return newLoader(options).load(document)
}

// FromMap reads a template from what Template.ToJSON of the CDK's module assertions returns. It takes a copy.
//
// See: https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.assertions.Template.html#towbrjson
func FromMap(template map[string]any, options Options) (*App, error) {
	text, err := json.Marshal(template)
	if err != nil {
		return nil, fmt.Errorf("the template can't be written as JSON: %w", err)
	}
	document, err := parse("", text)
	if err != nil {
		return nil, err
	}
	document.placed = false
	return newLoader(options).load(document)
}

// parse reads JSON or YAML.
func parse(file string, text []byte) (*document, error) {
	return parseJSON(file, string(text))
}

// loader reads all that belongs to an app.
type loader struct {
	options  Options
	app      *App
	problems []error
}

func newLoader(options Options) *loader {
	return &loader{options: options, app: &App{}}
}

func (l *loader) fail(err error) { l.problems = append(l.problems, err) }

// load reads an app that is one template, and what the options add to it.
func (l *loader) load(document *document) (*App, error) {
	l.add(document)
	return l.finish()
}

func (l *loader) finish() (*App, error) {
	l.giveParameters(l.options.Parameters)
	if err := errors.Join(l.problems...); err != nil {
		return nil, err
	}
	l.app.finish()
	return l.app, nil
}

// add makes a stack of a template that stands by itself.
func (l *loader) add(document *document) *Stack {
	if problem := missingResources(document); problem != nil {
		l.fail(problem)
		return nil
	}
	stack := readStack(l.app, document)
	stack.region, stack.account = l.options.Region, l.options.AccountID
	l.app.stacks = append(l.app.stacks, stack)
	return stack
}

func missingResources(document *document) error {
	root := document.root()
	at := Position{File: document.file, Line: 1}
	if root.kind() != Object {
		return &syntaxError{at, "is " + root.kind().String() + "; a template is an object with Resources"}
	}
	if resources := root.field("Resources"); resources.kind() != Object || resources.length() == 0 {
		return &syntaxError{at, "has no resources; a template has an object Resources with one resource at least"}
	}
	return nil
}

func (l *loader) giveParameters(given map[string]string) {
	for _, name := range slices.Sorted(maps.Keys(given)) {
		isDeclared := false
		for _, stack := range l.app.stacks {
			if declared, found := stack.parameters[name]; found {
				declared.give(given[name])
				isDeclared = true
			}
		}
		if !isDeclared && len(l.app.stacks) > 0 {
			l.fail(fmt.Errorf("a value is given for the parameter %s, but no template declares it; declared are %s", shorten(name), l.declared()))
		}
	}
}

func (l *loader) declared() string {
	names := map[string]bool{}
	for _, stack := range l.app.stacks {
		for name := range stack.parameters {
			names[name] = true
		}
	}
	if len(names) == 0 {
		return "none"
	}
	return strings.Join(slices.Sorted(maps.Keys(names)), ", ")
}
