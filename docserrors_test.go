package identitypool_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool/internal/rule"
)

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

func TestDocumentsListEveryError(t *testing.T) {
	messages := badMessages()
	rows := table(t, "Errors", 3)
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
		assert.NotZero(t, count, "docs/errors.md has no row for %q", message)
	}
}

// TestEveryErrorIsTested makes sure that the bad inputs, and with them docs/errors.md, have every message of the code.
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
		for _, file := range glob(t, filepath.Join(folder, "*.go")) {
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

// TestDocumentsListEveryWarning compares docs/errors.md with the warnings that the tests bring about, and with the table of rules.
func TestDocumentsListEveryWarning(t *testing.T) {
	var documented, want []string
	for _, row := range table(t, "Warnings", 2) {
		documented = append(documented, strings.TrimSpace(row[0])+" | "+strings.TrimSpace(row[1]))
	}
	given := map[string]bool{}
	for _, test := range doubtfulPools {
		for _, id := range test.want {
			given[id] = true
		}
	}
	for id := range given {
		row, known := rule.ByID(rule.ID(strings.TrimPrefix(id, "identitypool:")))
		assert.True(t, known && row.IsWarning, id)
		want = append(want, fmt.Sprintf("[`%s`](findings.md#%s) | %s", id, row.ID, row.Title))
	}
	assert.ElementsMatch(t, want, documented)
}
