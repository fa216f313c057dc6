package identitypool_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// readme returns README.md.
func readme(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("README.md")
	require.NoError(t, err)
	return string(text)
}

// table returns the rows of a table of README.md, by the title of the section that it is in.
func table(t *testing.T, title string) [][]string {
	t.Helper()
	_, section, found := strings.Cut(readme(t), "\n### "+title+"\n")
	require.True(t, found)
	section, _, _ = strings.Cut(section, "\n## ")
	section, _, _ = strings.Cut(section, "\n### ")
	var rows [][]string
	for line := range strings.Lines(section) {
		if strings.HasPrefix(line, "| `") {
			cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), " | ")
			require.Len(t, cells, 3, line)
			rows = append(rows, cells)
		}
	}
	require.NotEmpty(t, rows)
	return rows
}

// pattern turns the first cell of a row, in which … stands for anything, into an expression.
func pattern(cell string) *regexp.Regexp {
	message := strings.Trim(strings.TrimSpace(cell), "`")
	return regexp.MustCompile("^" + strings.ReplaceAll(regexp.QuoteMeta(message), "…", ".*") + "$")
}

// badMessages returns the messages of all bad inputs.
func badMessages() []string {
	var messages []string
	add := func(problems []string) {
		for _, problem := range problems {
			_, message, _ := strings.Cut(problem, ": ")
			messages = append(messages, message)
		}
	}
	for _, test := range badProps {
		add(test.problems)
	}
	for _, test := range badCalls {
		add(test.problems)
	}
	return messages
}

func matches(expression *regexp.Regexp, messages []string) bool {
	return slices.ContainsFunc(messages, expression.MatchString)
}

func TestReadmeListsEveryError(t *testing.T) {
	messages := badMessages()
	rows := table(t, "Errors")
	for _, row := range rows {
		assert.True(t, matches(pattern(row[0]), messages), "no bad input gives %s", row[0])
	}
	for _, message := range messages {
		count := 0
		for _, row := range rows {
			if pattern(row[0]).MatchString(message) {
				count++
			}
		}
		assert.NotZero(t, count, "README.md has no row for %q", message)
	}
}

// TestEveryErrorIsTested makes sure that the bad inputs, and with them README.md, have every message of the code.
func TestEveryErrorIsTested(t *testing.T) {
	messages := badMessages()
	formats := messageFormats(t)
	require.Greater(t, len(formats), 40)
	for _, format := range formats {
		expression := regexp.MustCompile("^" + regexp.MustCompile(`%[a-z]`).ReplaceAllString(regexp.QuoteMeta(format), ".*"))
		assert.True(t, matches(expression, messages), "no bad input gives %q", format)
	}
}

// messageFormats returns the texts with which the library reports problems.
func messageFormats(t *testing.T) []string {
	t.Helper()
	var formats []string
	for _, folder := range []string{".", "internal/cognito"} {
		files, err := filepath.Glob(filepath.Join(folder, "*.go"))
		require.NoError(t, err)
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
			require.NoError(t, err)
			ast.Inspect(parsed, func(node ast.Node) bool {
				if call, ok := node.(*ast.CallExpr); ok && reportsProblem(call) {
					formats = append(formats, literals(call.Args)...)
				}
				return true
			})
		}
	}
	return formats
}

func reportsProblem(call *ast.CallExpr) bool {
	function, ok := call.Fun.(*ast.SelectorExpr)
	return ok && (function.Sel.Name == "add" && len(call.Args) > 1 || function.Sel.Name == "Errorf")
}

// literals returns the first argument that is a text, if it has more to say than "%s".
func literals(arguments []ast.Expr) []string {
	for _, argument := range arguments {
		if sum, ok := argument.(*ast.BinaryExpr); ok {
			argument = sum.X
		}
		if literal, ok := argument.(*ast.BasicLit); ok && literal.Kind == token.STRING {
			text, err := strconv.Unquote(literal.Value)
			if err == nil && strings.Trim(text, "%s ") != "" {
				return []string{text}
			}
		}
	}
	return nil
}

func TestReadmeListsEveryWarning(t *testing.T) {
	source, err := os.ReadFile("warning.go")
	require.NoError(t, err)
	defined := regexp.MustCompile(`"(identitypool:\w+)"`).FindAllStringSubmatch(string(source), -1)
	var inCode, inReadme, inTests []string
	for _, match := range defined {
		inCode = append(inCode, match[1])
	}
	for _, row := range table(t, "Warnings") {
		inReadme = append(inReadme, strings.Trim(strings.TrimSpace(row[0]), "`"))
	}
	tested := map[string]bool{}
	for _, test := range warned {
		for _, id := range test.want {
			if !tested[id] {
				tested[id] = true
				inTests = append(inTests, id)
			}
		}
	}
	assert.ElementsMatch(t, inCode, inReadme)
	assert.ElementsMatch(t, inCode, inTests)
}

// TestReadmeCode builds every piece of Go code of README.md as it stands, runs the tests among them, and synthesizes what the others
// define. It does so in a module of its own, as a user would.
func TestReadmeCode(t *testing.T) {
	module := userModule(t)
	var imports, calls strings.Builder
	for i, block := range regexp.MustCompile("(?s)```go\n(.*?)```").FindAllStringSubmatch(readme(t), -1) {
		code, folder, file := block[1], fmt.Sprintf("block%d", i), "block.go"
		if strings.Contains(code, "testing.T") {
			file = "block_test.go"
		}
		writeFile(t, filepath.Join(module, folder, file), code)
		if function := regexp.MustCompile(`\nfunc ([A-Z]\w*)\(stack awscdk\.Stack\) \{`).FindStringSubmatch(code); function != nil {
			fmt.Fprintf(&imports, "\tapp%d %q\n", i, "example.com/user/"+folder)
			fmt.Fprintf(&calls, "\tapp%d.%s(awscdk.NewStack(app, jsii.String(%q), nil))\n", i, function[1], function[1])
		}
	}
	require.Greater(t, strings.Count(calls.String(), "\n"), 15)
	writeFile(t, filepath.Join(module, "run", "main.go"), `package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"

`+imports.String()+`)

func main() {
	defer jsii.Close()
	app := awscdk.NewApp(&awscdk.AppProps{PostCliContext: &map[string]any{"@aws-cdk/core:validateAgainstDefaultRules": true}})
`+calls.String()+`	app.Synth(nil)
}
`)
	goCommand(t, module, "vet", "./...")
	goCommand(t, module, "test", "./...")
	goCommand(t, module, "run", "./run")
}

// TestReadmeMovesPrograms runs the commands that move a program over, but for getting the module, on each form of import.
func TestReadmeMovesPrograms(t *testing.T) {
	_, section, found := strings.Cut(readme(t), "\n## Move from the official binding\n")
	require.True(t, found)
	commands := regexp.MustCompile("(?s)```sh\ngo get [^\n]*\n(.*?)```").FindStringSubmatch(section)
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
	moved, err := filepath.Glob(filepath.Join(module, "*", "pool.go"))
	require.NoError(t, err)
	require.Len(t, moved, 3)
	for _, file := range moved {
		content, err := os.ReadFile(file)
		require.NoError(t, err)
		assert.Contains(t, string(content), `awscognitoidentitypool "github.com/awscdk-constructs/identitypool"`)
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
		content, err := os.ReadFile(file)
		require.NoError(t, err)
		writeFile(t, filepath.Join(module, file), strings.Replace(string(content), "module "+name, "module example.com/user", 1))
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
