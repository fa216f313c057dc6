package identitypool_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// documents returns README.md and the files of docs, by their paths, but for docs/findings.md: package rule holds it.
func documents(t *testing.T) map[string]string {
	t.Helper()
	documents := map[string]string{}
	for _, file := range append(glob(t, "docs/*.md"), "README.md") {
		if file != "docs/findings.md" {
			documents[file] = read(t, file)
		}
	}
	return documents
}

func glob(t *testing.T, pattern string) []string {
	t.Helper()
	files, err := filepath.Glob(pattern)
	require.NoError(t, err)
	return files
}

func read(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	return string(text)
}

// section returns the text below a heading of a document, up to the next heading.
func section(t *testing.T, file, title string) string {
	t.Helper()
	_, text, found := strings.Cut(read(t, file), "\n## "+title+"\n")
	require.True(t, found, "%s has no section %q", file, title)
	text, _, _ = strings.Cut(text, "\n## ")
	return text
}

// table returns the rows of the table in a section of docs/errors.md.
func table(t *testing.T, title string, columns int) [][]string {
	t.Helper()
	var rows [][]string
	for line := range strings.Lines(section(t, "docs/errors.md", title)) {
		if strings.HasPrefix(line, "| `") || strings.HasPrefix(line, "| [`") {
			cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), " | ")
			require.Len(t, cells, columns, line)
			rows = append(rows, cells)
		}
	}
	require.NotEmpty(t, rows)
	return rows
}

var (
	goBlock       = regexp.MustCompile("(?s)```go\n(.*?)```")
	stackFunction = regexp.MustCompile(`\nfunc ([A-Z]\w*)\(stack awscdk\.Stack\) \{`)
)

// TestDocumentedCode builds every complete piece of Go code of the documents, each as a package of its own, and synthesizes what it
// defines. It does so in a module of its own, as a user would, and in one program, for linking the CDK takes longest.
func TestDocumentedCode(t *testing.T) {
	module := userModule(t)
	var imports, calls, last strings.Builder
	for file, text := range documents(t) {
		for i, block := range goBlock.FindAllStringSubmatch(text, -1) {
			code, name := block[1], fmt.Sprintf("%s%d", strings.ToLower(strings.TrimSuffix(filepath.Base(file), ".md")), i)
			if function := stackFunction.FindStringSubmatch(code); function != nil {
				fmt.Fprintf(&calls, "\t%s.%s(awscdk.NewStack(app, jsii.String(%q), nil))\n", name, function[1], function[1])
			} else if strings.HasPrefix(code, "package main\n") {
				code = strings.NewReplacer("package main\n", "package app\n", "\nfunc main() {", "\nfunc Main() {").Replace(code)
				fmt.Fprintf(&last, "\t%s.Main()\n", name)
			} else {
				require.NotRegexp(t, "^package ", code, "%s has code that defines nothing for a stack", file)
				continue // see TestDocumentedPieces
			}
			fmt.Fprintf(&imports, "\t%s %q\n", name, "example.com/user/"+name)
			writeFile(t, filepath.Join(module, name, name+".go"), code)
		}
	}
	writeFile(t, filepath.Join(module, "findings", "findings.go"), cures(t))
	imports.WriteString("\t_ \"example.com/user/findings\"\n")
	require.Equal(t, 1, strings.Count(last.String(), "\n"), "a program ends the process of the CDK, so there can be only one")
	writeFile(t, filepath.Join(module, "main.go"), `package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"

`+imports.String()+`)

func main() {
	app := awscdk.NewApp(&awscdk.AppProps{Outdir: jsii.String("cdk.out"), PostCliContext: &map[string]any{"@aws-cdk/core:validateAgainstDefaultRules": true}})
`+calls.String()+`	app.Synth(nil)
`+last.String()+`}
`)
	goCommand(t, module, "run", "-ldflags=-s -w", ".")
	assertMoved(t, filepath.Join(module, "cdk.out"))
}

// cures returns the pieces of Go code of docs/findings.md as the bodies of functions, whose parameters are what the document introduces.
func cures(t *testing.T) string {
	t.Helper()
	var functions strings.Builder
	for i, block := range goBlock.FindAllStringSubmatch(read(t, "docs/findings.md"), -1) {
		fmt.Fprintf(&functions, `
func Cure%d(
	app awscdk.App, stack awscdk.Stack, pool identitypool.IdentityPool, userPool awscognito.UserPool, client awscognito.UserPoolClient,
	role, leads awsiam.Role, bucket awss3.Bucket, table awsdynamodb.TableV2, function awslambda.Function, parameter awsssm.StringParameter,
	oidcProvider interfacesawsiam.IOIDCProviderRef,
) {
%s}
`, i, block[1])
	}
	require.Greater(t, strings.Count(functions.String(), "\nfunc Cure"), 30)
	return `package findings

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsdynamodb"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslambda"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsssm"
	"github.com/aws/aws-cdk-go/awscdk/v2/interfaces/interfacesawsiam"
	"github.com/aws/jsii-runtime-go"

	"github.com/awscdk-constructs/identitypool"
)
` + functions.String()
}

// assertMoved compares the templates before and after moving from L1s, in docs/guide.md: no resource is replaced, and nothing else is
// changed but how the name of the user pool is written.
func assertMoved(t *testing.T, assembly string) {
	t.Helper()
	resources := func(stack string) map[string]map[string]any {
		template := parsed(read(t, filepath.Join(assembly, stack+".template.json"))).(map[string]any)
		resources := resourcesOf(template)
		delete(resources, "CDKMetadata")
		for _, resource := range resources {
			delete(resource, "Metadata")
			properties, _ := resource["Properties"].(map[string]any)
			providers, _ := properties["CognitoIdentityProviders"].([]any)
			for _, provider := range providers {
				delete(provider.(map[string]any), "ProviderName")
			}
		}
		return resources
	}
	before := resources("WithL1s")
	require.Len(t, before, 5)
	assert.Equal(t, before, resources("WithTheConstruct"))
}

// TestDocumentedPieces finds every piece of Go code without its imports in the example that the lines above it link to. A line "// …"
// stands for what is left out.
func TestDocumentedPieces(t *testing.T) {
	for file, text := range documents(t) {
		for _, place := range goBlock.FindAllStringSubmatchIndex(text, -1) {
			code := text[place[2]:place[3]]
			if strings.HasPrefix(code, "package ") {
				continue
			}
			links := regexp.MustCompile(`\[examples/(\w+\.go)\]`).FindAllStringSubmatch(text[:place[0]], -1)
			require.NotEmpty(t, links, code)
			example := links[len(links)-1][1]
			rest := withoutIndent(read(t, filepath.Join("examples", example)))
			for part := range strings.SplitSeq(withoutIndent(code), "// …\n") {
				_, after, found := strings.Cut(rest, part)
				assert.True(t, found, "%s: examples/%s doesn't have, or has in another place:\n%s", file, example, part)
				rest = after
			}
		}
	}
}

func withoutIndent(code string) string {
	return regexp.MustCompile(`(?m)^\t+`).ReplaceAllString(code, "")
}

// TestDocumentedLinks finds the file and the heading of every link within the repository.
func TestDocumentedLinks(t *testing.T) {
	for _, file := range slices.Concat(glob(t, "*.md"), glob(t, "docs/*.md")) {
		for _, link := range regexp.MustCompile(`\]\(([^)\s]+)\)`).FindAllStringSubmatch(read(t, file), -1) {
			path, heading, _ := strings.Cut(link[1], "#")
			if strings.Contains(path, "://") {
				continue
			}
			target := file
			if path != "" {
				target = filepath.Join(filepath.Dir(file), path)
			}
			_, err := os.Stat(target)
			require.NoError(t, err, "%s links to %s", file, link[1])
			if heading != "" {
				assert.Contains(t, headings(read(t, target)), heading, "%s links to %s", file, link[1])
			}
		}
	}
}

// headings returns the names by which GitHub links to the headings of a document.
func headings(text string) []string {
	var names []string
	for _, heading := range regexp.MustCompile(`(?m)^#+ (.*)$`).FindAllStringSubmatch(text, -1) {
		name := regexp.MustCompile(`[^\p{L}\p{N} _-]`).ReplaceAllString(strings.ToLower(heading[1]), "")
		names = append(names, strings.ReplaceAll(name, " ", "-"))
	}
	return names
}

// TestDocumentedVersions holds the versions in the documents against those that are tested.
func TestDocumentedVersions(t *testing.T) {
	first := func(file, expression string) string {
		match := regexp.MustCompile(expression).FindStringSubmatch(read(t, file))
		require.NotNil(t, match, "%s: %s", file, expression)
		return match[1]
	}
	const cdk, language = `awscdk/v2 v(\S+)`, `(?m)^go (\d+\.\d+)`
	for file, text := range map[string]string{
		"README.md":    fmt.Sprintf("v%s to v%s", first("go.mod", cdk), first("newest.mod", cdk)),
		"CHANGELOG.md": fmt.Sprintf("CDK %s to %s", first("go.mod", cdk), first("newest.mod", cdk)),
	} {
		assert.Contains(t, read(t, file), text)
	}
	assert.Contains(t, read(t, "README.md"), "| Go | "+first("go.mod", language)+" or later")
	for _, file := range slices.Concat(glob(t, "*.md"), glob(t, "docs/*.md")) {
		for _, cli := range regexp.MustCompile(`aws-cdk@(\d[\d.]*)`).FindAllStringSubmatch(read(t, file), -1) {
			assert.Equal(t, first(".ci/run", `(?m)^readonly cdk\w*=(\d\S*)$`), cli[1], file)
		}
	}
}

// TestDocumentedMove runs the commands that move a program over, but for getting the module, on each form of import.
func TestDocumentedMove(t *testing.T) {
	text := section(t, "docs/differences.md", "Move from the official binding")
	commands := regexp.MustCompile("(?s)```sh\ngo get [^\n]*\n(.*?)```").FindStringSubmatch(text)
	require.NotNil(t, commands)
	if _, err := exec.LookPath("perl"); err != nil {
		t.Skip("the commands use perl")
	}
	module := userModule(t)
	const path = `"github.com/aws/aws-cdk-go/awscdk/v2/awscognitoidentitypool"`
	for name, imported := range map[string]string{
		"single":  "import " + path,
		"grouped": "import (\n\t" + path + "\n)",
		"aliased": "import awscognitoidentitypool " + path,
	} {
		writeFile(t, filepath.Join(module, name, "pool.go"), "package "+name+"\n\n"+imported+"\n\nvar New = awscognitoidentitypool.NewIdentityPool\n")
	}
	shell := exec.CommandContext(t.Context(), "sh", "-ec", commands[1])
	shell.Dir = module
	output, err := shell.CombinedOutput()
	require.NoError(t, err, string(output))
	goCommand(t, module, "vet", "./...")
	moved := glob(t, filepath.Join(module, "*", "pool.go"))
	require.Len(t, moved, 3)
	for _, file := range moved {
		assert.Contains(t, read(t, file), `awscognitoidentitypool "github.com/awscdk-constructs/identitypool"`)
	}
}

// userModule makes a module that requires this one.
func userModule(t *testing.T) string {
	t.Helper()
	root, err := os.Getwd()
	require.NoError(t, err)
	const name = "github.com/awscdk-constructs/identitypool"
	module := t.TempDir()
	for _, file := range []string{"go.mod", "go.sum"} {
		writeFile(t, filepath.Join(module, file), strings.Replace(read(t, file), "module "+name, "module example.com/user", 1))
	}
	goCommand(t, module, "mod", "edit", "-require="+name+"@v0.0.0", "-replace="+name+"="+root)
	return module
}

func writeFile(t *testing.T, path, content string) {
	t.Helper()
	require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o700))
	require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
}

func goCommand(t *testing.T, folder string, arguments ...string) {
	t.Helper()
	command := exec.CommandContext(t.Context(), "go", arguments...)
	command.Dir = folder
	output, err := command.CombinedOutput()
	require.NoError(t, err, string(output))
}
