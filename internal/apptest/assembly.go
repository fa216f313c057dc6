package apptest

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"
	"github.com/stretchr/testify/require"
)

// TemplateSuffix is how the names of templates end.
const TemplateSuffix = ".template.json"

// Assembly is all that an app synthesizes and CloudFormation gets to see: the templates, also of nested stacks and stages, by
// the names of their files, and what each stack depends on, by the names of the manifests.
type Assembly map[string]any

// Template returns the one template of an app with one stack.
func (a Assembly) Template(t require.TestingT) map[string]any {
	templates := slices.Collect(maps.Values(a.Templates()))
	require.Len(t, templates, 1)
	return templates[0]
}

// Templates returns the templates by the names of their files.
func (a Assembly) Templates() map[string]map[string]any {
	templates := map[string]map[string]any{}
	for name, content := range a {
		if template, ok := content.(map[string]any); ok && strings.HasSuffix(name, TemplateSuffix) {
			templates[name] = template
		}
	}
	return templates
}

// Synthesize builds an app in a folder, as the CDK CLI does. A panic of the construct library becomes an error.
func Synthesize(folder string, build func(app awscdk.App)) (synthesized Assembly, err error) {
	defer func() {
		if reason := recover(); reason != nil {
			err = fmt.Errorf("panic: %v", reason)
		}
	}()
	app := awscdk.NewApp(&awscdk.AppProps{
		AnalyticsReporting: jsii.Bool(false),
		// The CLI sets it. The paths show that the construct trees are the same.
		Context: &map[string]any{"aws:cdk:enable-path-metadata": true},
		Outdir:  jsii.String(folder),
	})
	build(app)
	app.Synth(nil)
	return readAssembly(folder)
}

func readAssembly(folder string) (Assembly, error) {
	read := Assembly{}
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(folder, path)
		if err != nil {
			return err
		}
		switch {
		case strings.HasSuffix(name, TemplateSuffix):
			var template map[string]any
			err = readJSON(path, &template)
			read[name] = template
		case entry.Name() == "manifest.json":
			read[name], err = stackDependencies(path)
		}
		return err
	})
	return read, err
}

func stackDependencies(manifestPath string) (map[string]any, error) {
	var manifest struct {
		Artifacts map[string]struct {
			Type         string
			Dependencies []any
		}
	}
	if err := readJSON(manifestPath, &manifest); err != nil {
		return nil, err
	}
	dependencies := map[string]any{}
	for id, artifact := range manifest.Artifacts {
		if artifact.Type == "aws:cloudformation:stack" {
			dependencies[id] = artifact.Dependencies
		}
	}
	return dependencies, nil
}

func readJSON(path string, value any) error {
	content, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	return json.Unmarshal(content, value)
}
