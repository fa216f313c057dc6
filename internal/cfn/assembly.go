package cfn

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// manifestFile says what is in a cloud assembly.
//
// See: https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.cloud_assembly_schema-readme.html
const manifestFile = "manifest.json"

// assembly is a folder that cdk synth writes.
type assembly struct {
	folder string
	assets func() map[string]string // files by the hash that names them
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// addAssembly adds all stacks of an assembly, also of those nested in it: its stages.
func (l *loader) addAssembly(folder string, depth int) {
	path := filepath.Join(folder, manifestFile)
	if _, err := os.Stat(path); err != nil {
		l.fail(fmt.Errorf("%s has no %s; pass a folder that cdk synth writes, such as cdk.out, or a template", folder, manifestFile))
		return
	}
	manifest, err := l.documents.read(path)
	if err != nil {
		l.fail(err)
		return
	}
	artifacts := manifest.root().field("artifacts")
	read := &assembly{folder: folder}
	read.assets = sync.OnceValue(func() map[string]string { return l.assetsOf(folder, artifacts) })
	for id, artifact := range artifacts.members() {
		properties := artifact.field("properties")
		switch artifact.field("type").text() {
		case "aws:cloudformation:stack":
			l.addStack(read, id.text(), artifact)
		case "cdk:cloud-assembly":
			if depth > maxEvaluations || len(l.sources) > maxTemplates {
				l.fail(fmt.Errorf("%s: the assemblies are nested too deeply", artifact.position()))
				return
			}
			l.addAssembly(filepath.Join(folder, properties.field("directoryName").text()), depth+1)
		}
	}
}

func (l *loader) addStack(from *assembly, id string, artifact node) {
	properties := artifact.field("properties")
	name := properties.field("stackName").text()
	if name == "" {
		name = id
	}
	l.sources = append(l.sources, source{
		path: filepath.Join(from.folder, properties.field("templateFile").text()), name: name, deployedName: name,
		environment: artifact.field("environment").text(), parameters: properties.field("parameters"), assembly: from, artifact: artifact,
	})
}

// assetsOf reads which files the assets of an assembly are. One that can't be read has none.
func (l *loader) assetsOf(folder string, artifacts node) map[string]string {
	assets := map[string]string{}
	for _, artifact := range artifacts.members() {
		if artifact.field("type").text() != "cdk:asset-manifest" {
			continue
		}
		document, err := l.documents.read(filepath.Join(folder, artifact.field("properties").field("file").text()))
		if err != nil {
			continue
		}
		for hash, asset := range document.root().field("files").members() {
			assets[hash.text()] = asset.field("source").field("path").text()
		}
	}
	return assets
}

// constructMetadata is what the CDK wrote down about constructs, by their paths: in the manifest, or since 2.209 in a file of its own.
func (r *sourceReader) constructMetadata() node {
	if r.source.assembly == nil {
		return node{}
	}
	if file := r.source.artifact.field("additionalMetadataFile").text(); file != "" {
		document, err := r.documents.read(filepath.Join(r.source.assembly.folder, file))
		if err == nil {
			return document.root()
		}
	}
	return r.source.artifact.field("metadata")
}

// readConstructPaths gives the resources without path in the template the one that the assembly's metadata tells.
func (r *sourceReader) readConstructPaths() {
	lack := false
	for _, stack := range r.stacks {
		for _, each := range stack.resources {
			lack = lack || each.path == ""
		}
	}
	if !lack {
		return
	}
	paths := map[string][]string{} // by logical id, which nested stacks may share
	for path, entries := range r.constructMetadata().members() {
		for entry := range entries.items() {
			if entry.field("type").text() == "aws:cdk:logicalId" {
				id := entry.field("data").text()
				paths[id] = append(paths[id], strings.TrimPrefix(path.text(), "/"))
			}
		}
	}
	for _, stack := range r.stacks { // parents first: their paths tell where nested stacks are in the tree
		stack.nameResources(paths)
	}
}

func (s *Stack) nameResources(paths map[string][]string) {
	scope := s.scope()
	for _, each := range s.resources {
		for _, path := range paths[each.LogicalID] {
			if each.path == "" && strings.HasPrefix(path, scope) && !s.isInNested(path) {
				each.path = path
			}
		}
	}
}

// scope is the construct path of a nested stack, with a slash behind it; that of another is not needed.
func (s *Stack) scope() string {
	if s.parent == nil || s.parent.path == "" {
		return ""
	}
	folder, _, _ := strings.Cut(s.parent.path, ".NestedStack/")
	return folder + "/"
}

func (s *Stack) isInNested(path string) bool {
	for _, nested := range s.nested {
		if scope := nested.scope(); scope != "" && strings.HasPrefix(path, scope) {
			return true
		}
	}
	return false
}
