package cfn

import (
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
)

// Options tell what only the deployment knows. What is left out stays unknown.
type Options struct {
	// Region is the value of AWS::Region where no cloud assembly tells it.
	Region string
	// AccountID is the value of AWS::AccountId where no cloud assembly tells it.
	AccountID string
	// Parameters are values by the names of parameters; a list is written with commas. They are given to every template that
	// declares the parameter, but what a parent gives to a nested stack wins. A parameter that no template declares is an error,
	// unless AllowUndeclared is set.
	Parameters map[string]string
	// ParameterFiles are files with parameters, in JSON or YAML: a list of ParameterKey and ParameterValue, an object with
	// Parameters in it, or an object of names and values. What Parameters holds wins, and of two files the later one.
	ParameterFiles []string
	// AllowUndeclared ignores parameters that no template declares, and takes values that are not among the AllowedValues.
	AllowUndeclared bool
	// Templates are files with further templates, or folders with cloud assemblies, that are deployed together with the app. One that
	// another template deploys as a nested stack is read as that.
	Templates []string
}

// Load reads a cloud assembly, by its folder or its manifest.json, or one template, in JSON or YAML. The error lists every file that
// is neither JSON nor YAML, has no resources or a key twice, with its line, and every parameter that is given and that no template
// declares. Nothing else makes it fail.
//
// See: https://docs.aws.amazon.com/cdk/v2/guide/deploy.html#deploy-how-synth-understand
func Load(path string, options Options) (*App, error) {
	loader := newLoader(options)
	loader.addPath(path)
	return loader.load()
}

// Parse reads one template, in JSON or YAML. It fails as [Load] does.
func Parse(template []byte, options Options) (*App, error) {
	document, err := parse("", template)
	return loadDocument(document, err, options)
}

// FromMap reads a template from what Template.ToJSON of the CDK's module assertions returns. It takes a copy. Nothing in it has a position.
//
// See: https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.assertions.Template.html#towbrjson
func FromMap(template map[string]any, options Options) (*App, error) {
	text, err := json.Marshal(template)
	if err != nil {
		return nil, fmt.Errorf("the template can't be written as JSON: %w", err)
	}
	document, err := parse("", text)
	if err == nil {
		document.placed = false
	}
	return loadDocument(document, err, options)
}

func loadDocument(document *document, err error, options Options) (*App, error) {
	loader := newLoader(options)
	if err != nil {
		loader.fail(err)
	} else {
		loader.sources = append(loader.sources, source{document: document})
	}
	return loader.load()
}

// loader reads all that belongs to an app.
type loader struct {
	options   Options
	documents *documents
	sources   []source
	problems  []error
}

// source is a template that stands by itself.
type source struct {
	document     *document // nil if it is still to be read
	path         string
	name         string
	deployedName string
	environment  string // "aws://111122223333/eu-central-1"
	parameters   node
	assembly     *assembly // nil for one that stands outside
	artifact     node
}

func newLoader(options Options) *loader {
	return &loader{options: options, documents: &documents{files: map[string]func() (*document, error){}}}
}

func (l *loader) fail(err error) { l.problems = append(l.problems, err) }

func (l *loader) load() (*App, error) {
	for _, path := range l.options.Templates {
		l.addPath(path)
	}
	app := &App{}
	readers := standingAlone(l.readAll(app))
	tellApart(readers)
	for _, read := range readers {
		app.stacks = append(app.stacks, read.stacks...)
		l.problems = append(l.problems, read.problems...)
	}
	l.giveParameters(app)
	if err := errors.Join(l.problems...); err != nil {
		return nil, err
	}
	app.finish()
	return app, nil
}

// tellApart puts the folder in front of the names of stacks whose files have one name.
func tellApart(readers []*sourceReader) {
	count := map[string]int{}
	for _, each := range readers {
		count[each.source.name]++
	}
	for _, each := range readers {
		if count[each.source.name] > 1 && each.source.path != "" && len(each.stacks) > 0 {
			each.stacks[0].name = filepath.Base(filepath.Dir(each.source.path)) + "/" + each.source.name
		}
	}
}

// readAll reads the sources side by side. What it returns is in their order.
func (l *loader) readAll(app *App) []*sourceReader {
	readers := make([]*sourceReader, len(l.sources))
	given := l.givenFiles()
	for i, each := range l.sources {
		readers[i] = &sourceReader{
			app: app, options: l.options, documents: l.documents, source: each, given: given, deployed: map[string]bool{},
		}
	}
	sideBySide(len(readers), func(i int) { readers[i].read() })
	return readers
}

// givenFiles are the templates that stand outside of cloud assemblies.
func (l *loader) givenFiles() []string {
	var files []string
	for _, each := range l.sources {
		if each.assembly == nil && each.path != "" {
			files = append(files, each.path)
		}
	}
	return files
}

// addPath adds a template, or the stacks of a cloud assembly.
func (l *loader) addPath(path string) {
	path = filepath.Clean(path)
	switch {
	case isFolder(path):
		l.addAssembly(path, 0)
		return
	case filepath.Base(path) == manifestFile:
		l.addAssembly(filepath.Dir(path), 0)
		return
	}
	l.sources = append(l.sources, source{path: path, name: nameOfFile(path)})
}

// nameOfFile is the name of a template without what says that it is one.
func nameOfFile(path string) string {
	name := filepath.Base(path)
	name = strings.TrimSuffix(name, filepath.Ext(name))
	return strings.TrimSuffix(strings.TrimSuffix(name, ".template"), ".nested")
}
