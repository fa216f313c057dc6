package cfn

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// given is a value for a parameter, and where it was given.
type given struct {
	text         string
	isExpression bool // only the deployment knows what it is
	at           string
}

// giveParameters gives values to the parameters of all templates. One that none declares is an error.
func (l *loader) giveParameters(app *App) {
	all := map[string]given{}
	for _, path := range l.options.ParameterFiles {
		l.readParameterFile(path, all)
	}
	for name, text := range l.options.Parameters {
		all[name] = given{text: text}
	}
	if len(app.stacks) == 0 {
		return // what is wrong with the templates has been said
	}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		declared := app.declaring(name)
		if len(declared) > 0 {
			l.give(all[name], declared)
			continue
		}
		app.undeclared = append(app.undeclared, name)
		if !l.options.AllowUndeclared {
			l.fail(fmt.Errorf("%sa value is given for the parameter %s, but no template declares it; declared are: %s",
				all[name].at, shorten(name), app.declared()))
		}
	}
}

// declaring returns the parameters with a name, of all templates.
func (a *App) declaring(name string) []*parameter {
	var declaring []*parameter
	for _, stack := range a.stacks {
		if declared, found := stack.parameters[name]; found {
			declaring = append(declaring, declared)
		}
	}
	return declaring
}

// give gives a value to the parameters of a name. It fails where none of them takes it; a nested stack may leave out what its parent takes.
// Of two versions of an app, one may declare the parameter without the value, too.
func (l *loader) give(value given, declaring []*parameter) {
	takes := func(p *parameter) bool { return value.isExpression || p.takes(value.text) }
	if !l.options.AllowUndeclared && !slices.ContainsFunc(declaring, takes) {
		first := declaring[0]
		l.fail(fmt.Errorf("%sthe parameter %s is given %s, which its AllowedValues leave out; allowed are: %s",
			value.at, shorten(first.name), shorten(value.text), strings.Join(first.allowedValues, ", ")))
	}
	for _, declared := range declaring {
		if value.isExpression {
			declared.isKnown, declared.isExpression = false, true
			continue
		}
		declared.give(value.text)
	}
}

func (a *App) declared() string {
	names := map[string]bool{}
	for _, stack := range a.stacks {
		for name := range stack.parameters {
			names[name] = true
		}
	}
	if len(names) == 0 {
		return "none"
	}
	return strings.Join(slices.Sorted(maps.Keys(names)), ", ")
}

// readParameterFile reads one of the three forms in which parameters are written down.
//
// See: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html and, for an object with Parameters in it,
// https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-CloudFormation.html
func (l *loader) readParameterFile(path string, all map[string]given) {
	document, err := l.documents.read(path)
	if err != nil {
		l.fail(err)
		return
	}
	root := document.root()
	if inner := root.field("Parameters"); inner.kind() == Object {
		root = inner
	}
	if kind := root.kind(); kind != List && kind != Object {
		const allowed = "; a parameter file is a list of ParameterKey and ParameterValue, or an object of names and values"
		l.fail(&syntaxError{root.position(), "is " + kind.String() + allowed})
	}
	for item := range root.items() {
		name, value := item.field("ParameterKey"), item.field("ParameterValue")
		if value.kind() != Absent { // else UsePreviousValue
			l.addGiven(name.text(), value, all)
		}
	}
	for name, value := range root.members() {
		l.addGiven(name.text(), value, all)
	}
}

func (l *loader) addGiven(name string, value node, all map[string]given) {
	text := value.text()
	switch value.kind() { //nolint:exhaustive // all others are texts
	case List:
		text = strings.Join(textsOfScalars(value), ",")
	case Absent:
		return
	}
	// An object is what Amplify takes from another stack.
	all[name] = given{text: text, isExpression: value.kind() == Object, at: value.position().String() + ": "}
}
