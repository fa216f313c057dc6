package cfn

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
)

// sourceReader reads a template with all that are nested in it.
type sourceReader struct {
	app       *App
	options   Options
	documents *documents
	source    source
	given     []string // the files that were given besides those of cloud assemblies
	stacks    []*Stack
	deployed  map[string]bool // files of nested stacks
	problems  []error
}

func (r *sourceReader) fail(err error) { r.problems = append(r.problems, err) }

func (r *sourceReader) read() {
	document := r.source.document
	if document == nil {
		var err error
		if document, err = r.documents.read(r.source.path); err != nil {
			r.fail(err)
			return
		}
	}
	if r.source.assembly != nil && isEmptyTemplate(document) {
		return // the CDK CLI doesn't deploy it
	}
	stack := r.stack(document, nil)
	if stack == nil {
		return
	}
	stack.name, stack.deployedName = r.source.name, r.source.deployedName
	stack.account, stack.region = environmentOf(r.source.environment, r.options)
	for name, value := range r.source.parameters.members() {
		if declared, found := stack.parameters[name.text()]; found {
			declared.give(value.text())
		}
	}
	r.readConstructPaths()
	stack.annotations = sync.OnceValue(func() []annotation { return annotationsIn(r.constructMetadata()) })
}

// environmentOf takes account and region out of "aws://111122223333/eu-central-1".
func environmentOf(environment string, options Options) (account, region string) {
	account, region, _ = strings.Cut(strings.TrimPrefix(environment, "aws://"), "/")
	if account == "" || account == "unknown-account" {
		account = options.AccountID
	}
	if region == "" || region == "unknown-region" {
		region = options.Region
	}
	return account, region
}

// stack makes a stack of a template, followed by those that are nested in it.
func (r *sourceReader) stack(document *document, parent *Resource) *Stack {
	if problem := checkTemplate(document); problem != nil {
		r.fail(problem)
		return nil
	}
	stack := readStack(r.app, document)
	stack.parent = parent
	if parent != nil {
		stack.name = parent.LogicalID
	}
	r.stacks = append(r.stacks, stack)
	for _, each := range stack.resources {
		if each.isStack() {
			r.nested(each)
		}
	}
	return stack
}

// isEmptyTemplate reports whether a CDK app has defined a stack and nothing in it.
func isEmptyTemplate(document *document) bool {
	return document.root().kind() == Object && document.root().field("Resources").kind() == Absent
}

func checkTemplate(document *document) error {
	root := document.root()
	at := Position{File: document.file, Line: 1}
	if kind := root.kind(); kind != Object {
		return &syntaxError{at, "is " + kind.String() + "; a template is an object with Resources"}
	}
	resources := root.field("Resources")
	hasNone := resources.kind() != Object || resources.length() == 0
	switch {
	case hasNone && isServerlessService(root):
		return &syntaxError{at, "is a service of the Serverless Framework; run serverless package, and pass the template that it writes: " +
			".serverless/cloudformation-template-update-stack.json"}
	case hasNone:
		return &syntaxError{at, "has no resources; a template has an object Resources with one resource at least"}
	}
	for name, section := range root.members() {
		if length := section.length(); length > maxSection {
			return &syntaxError{name.position(), fmt.Sprintf("%s has %d members; allowed are %d", shorten(name.text()), length, maxSection)}
		}
	}
	return nil
}

// isStack reports whether the resource deploys a template.
func (r *Resource) isStack() bool {
	return r.Type == nestedStackType || r.Type == "AWS::Serverless::Application"
}

// nested reads the template of a nested stack, if it is among the files.
func (r *sourceReader) nested(resource *Resource) {
	path, found := r.nestedPath(resource)
	if !found || isWithin(resource.Stack, path) {
		return
	}
	if len(r.stacks) >= maxTemplates {
		r.fail(fmt.Errorf("%s: more than %d stacks are nested in one", resource.Position(), maxTemplates))
		return
	}
	document, err := r.documents.read(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return // it lies where only the deployment finds it
	case err != nil:
		r.fail(err)
		return
	}
	r.deployed[path] = true
	if stack := r.stack(document, resource); stack != nil {
		resource.Stack.nested[resource.LogicalID] = stack
	}
}

// isWithin reports whether a stack is made from a file, or nested in one that is.
func isWithin(stack *Stack, path string) bool {
	for ; ; stack = stack.parent.Stack {
		if stack.File() == path {
			return true
		}
		if stack.parent == nil {
			return false
		}
	}
}

// nestedPath is where the template of a nested stack is: in the metadata that the CDK writes, beside the template, as what aws
// cloudformation package takes, among the assets of the assembly, or among the given files.
func (r *sourceReader) nestedPath(resource *Resource) (string, bool) {
	folder := filepath.Dir(resource.Stack.File())
	metadata := resource.definition.field("Metadata")
	if asset := metadata.field("aws:asset:path").text(); asset != "" {
		return filepath.Join(folder, asset), true
	}
	location := resource.properties().field("TemplateURL")
	if resource.Type != nestedStackType {
		location = resource.properties().field("Location")
	}
	if path := location.text(); path != "" && !strings.Contains(path, "://") && resource.Stack.File() != "" {
		if filepath.IsAbs(path) {
			return path, true
		}
		return filepath.Join(folder, path), true
	}
	if path, found := r.assetPath(folder, location); found {
		return path, true
	}
	return r.uploadedPath(resource, location)
}

// assetHash names an asset of the CDK, also in the URL to which it is uploaded.
var assetHash = regexp.MustCompile(`[0-9a-f]{64}`)

func (r *sourceReader) assetPath(folder string, location node) (string, bool) {
	if r.source.assembly == nil || location.kind() != Object {
		return "", false
	}
	for _, hash := range assetHash.FindAllString(location.compact(), -1) {
		if path, found := r.source.assembly.assets()[hash]; found {
			return filepath.Join(folder, path), true
		}
	}
	return "", false
}
