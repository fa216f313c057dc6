package rule_test

import (
	"go/ast"
	"go/format"
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

func TestEveryIDHasOneRow(t *testing.T) {
	t.Parallel()
	ids := make([]string, 0, len(rule.All()))
	for _, row := range rule.All() {
		ids = append(ids, string(row.ID))
	}
	assert.ElementsMatch(t, declaredIDs(t), ids)
}

// declaredIDs returns the values of the constants that are declared as an ID.
func declaredIDs(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("*.go")
	require.NoError(t, err)
	var ids []string
	for _, file := range files {
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		require.NoError(t, err)
		ast.Inspect(parsed, func(node ast.Node) bool {
			spec, isValue := node.(*ast.ValueSpec)
			if !isValue {
				return true
			}
			if name, isName := spec.Type.(*ast.Ident); isName && name.Name == "ID" {
				id, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
				require.NoError(t, err)
				ids = append(ids, id)
			}
			return true
		})
	}
	return ids
}

func TestByID(t *testing.T) {
	t.Parallel()
	for _, row := range rule.All() {
		found, isRule := rule.ByID(row.ID)
		assert.True(t, isRule)
		assert.Equal(t, row, found)
	}
	found, isRule := rule.ByID("no-such-rule")
	assert.False(t, isRule)
	assert.Zero(t, found)
}

func TestEveryIDIsLowerCaseWithHyphens(t *testing.T) {
	t.Parallel()
	for _, row := range rule.All() {
		assert.Regexp(t, `^[a-z]+(-[a-z]+)+$`, row.ID)
	}
}

func TestIDsOfTheCDK(t *testing.T) {
	t.Parallel()
	assert.Equal(t, "identitypool:rule-never-applies", rule.RuleNeverApplies.WarningID())
	assert.Equal(t, "identitypool::rule-never-applies", rule.RuleNeverApplies.ViolationID())
	assert.Equal(t, "https://github.com/awscdk-constructs/identitypool/blob/main/docs/findings.md#rule-never-applies", rule.RuleNeverApplies.URL())
}

func TestSeveritiesStandHighestFirst(t *testing.T) {
	t.Parallel()
	for _, row := range rule.All() {
		t.Run(string(row.ID), func(t *testing.T) {
			t.Parallel()
			require.NotEmpty(t, row.Severities)
			for i, severity := range row.Severities {
				assert.NotEmpty(t, severity.String())
				assert.LessOrEqual(t, severity, row.Severity())
				assert.Equal(t, i, slices.Index(row.Severities, severity), "%s stands twice", severity)
			}
			assert.True(t, slices.IsSortedFunc(row.Severities, func(a, b rule.Severity) int { return int(b - a) }))
		})
	}
}

func TestSeverity(t *testing.T) {
	t.Parallel()
	assert.Greater(t, rule.Error, rule.Warning)
	assert.Greater(t, rule.Warning, rule.Note)
	assert.Greater(t, rule.Note, rule.Severity(0))
	names := []string{rule.Error.String(), rule.Warning.String(), rule.Note.String(), rule.Severity(0).String()}
	assert.Equal(t, []string{"error", "warning", "note", ""}, names)
}

func TestEveryRuleIsReportedByTheAnalysisOrTheConstruct(t *testing.T) {
	t.Parallel()
	for _, row := range rule.All() {
		t.Run(string(row.ID), func(t *testing.T) {
			t.Parallel()
			assert.True(t, row.IsFinding || row.IsWarning)
		})
	}
}

func TestTextsAreSentences(t *testing.T) {
	t.Parallel()
	for _, row := range rule.All() {
		t.Run(string(row.ID), func(t *testing.T) {
			t.Parallel()
			assert.Regexp(t, `^[A-Z].*[^.]$`, row.Title)
			assert.Regexp(t, "^[A-Z`].*[.\"]$", row.Why)
			assert.Regexp(t, `^[A-Z].*\.$`, row.Cure)
			if row.MayBeUncertain() {
				assert.Regexp(t, "^[A-Z`].*\\.$", row.Uncertain)
			}
			for _, text := range []string{row.Title, row.Why, row.Cure, row.Uncertain} {
				assert.NotContains(t, text, "  ")
				assert.Zero(t, strings.Count(text, "`")%2, "a ` is not closed")
			}
		})
	}
}

func TestWhyIsTwoSentencesAtMost(t *testing.T) {
	t.Parallel()
	ends := regexp.MustCompile(`\.["” ]|\.$`)
	for _, row := range rule.All() {
		t.Run(string(row.ID), func(t *testing.T) {
			t.Parallel()
			assert.LessOrEqual(t, len(ends.FindAllString(row.Why, -1)), 2)
		})
	}
}

func TestEveryPageIsOfAWS(t *testing.T) {
	t.Parallel()
	for _, row := range rule.All() {
		t.Run(string(row.ID), func(t *testing.T) {
			t.Parallel()
			assert.Regexp(t, `^https://docs\.(aws\.amazon\.com|amazonaws\.cn)/[A-Za-z0-9_/.-]+\.html(#[a-z-]+)?$`, row.Page)
		})
	}
}

func TestCDKCuresAreFormattedGo(t *testing.T) {
	t.Parallel()
	for _, row := range rule.All() {
		t.Run(string(row.ID), func(t *testing.T) {
			t.Parallel()
			formatted, err := format.Source([]byte(row.CDK))
			require.NoError(t, err)
			assert.Equal(t, string(formatted), row.CDK)
		})
	}
}
