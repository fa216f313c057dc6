package access_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool/access"
	rulebook "github.com/awscdk-constructs/identitypool/internal/rule"
)

// TestRules holds the findings in each template of testdata/rules, and of the known attacks, against the comments in it. See
// testdata/rules/README.md.
func TestRules(t *testing.T) {
	t.Parallel()
	for _, file := range ruleFiles(t) {
		t.Run(strings.TrimPrefix(file, "testdata/"), func(t *testing.T) {
			t.Parallel()
			content, err := os.ReadFile(file)
			require.NoError(t, err)
			app, err := access.Load(file, optionsIn(string(content))...)
			require.NoError(t, err)
			var got []string
			for _, finding := range app.Check() {
				text := fmt.Sprintf("%d: %s", finding.Line, finding.Severity)
				if finding.Uncertain {
					text += " uncertain"
				}
				text += ": " + finding.Rule
				if finding.When != "" {
					text += " when " + finding.When
				}
				got = append(got, text)
			}
			assert.ElementsMatch(t, expectedIn(string(content)), got, app.Check())
		})
	}
}

// TestEveryRuleHasTemplates holds the checks against the table of rules, and both against the templates: each rule is found in one, and
// none of its closed twins has an error or a warning.
func TestEveryRuleHasTemplates(t *testing.T) {
	t.Parallel()
	for _, row := range rulebook.All() {
		if !row.IsFinding || row.ID == rulebook.TemplateUnreadable { // which the command and the validation plugin report
			assert.NotContains(t, access.CheckedRules(), string(row.ID))
			continue
		}
		t.Run(string(row.ID), func(t *testing.T) {
			t.Parallel()
			assert.Contains(t, access.CheckedRules(), string(row.ID))
			holes := 0
			for _, file := range ruleFiles(t) {
				if !strings.HasPrefix(file, "testdata/rules/"+string(row.ID)+"/") {
					continue
				}
				content, err := os.ReadFile(file)
				require.NoError(t, err)
				expected := strings.Join(expectedIn(string(content)), "; ")
				if strings.HasSuffix(file, "-closed.yaml") {
					assert.NotRegexp(t, "error|warning", expected, file)
				} else if strings.Contains(expected, ": "+string(row.ID)) {
					holes++
				}
			}
			assert.Positive(t, holes)
		})
	}
}

// TestCorpusHasTheNotesThatItsReadmeLists compares what a reviewer is shown of each correct app.
func TestCorpusHasTheNotesThatItsReadmeLists(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile("testdata/corpus/README.md")
	require.NoError(t, err)
	listed := map[string]string{}
	for _, row := range regexp.MustCompile("(?m)^\\| `([a-z0-9/-]+)` \\|.*\\| *(.*?) *\\|$").FindAllStringSubmatch(string(readme), -1) {
		listed[row[1]] = strings.ReplaceAll(row[2], "`", "")
	}
	for _, folder := range corpus(t) {
		var notes []string
		for _, finding := range mustLoadCorpus(t, folder).Check() {
			if !slices.Contains(notes, finding.Rule) {
				notes = append(notes, finding.Rule)
			}
		}
		slices.Sort(notes)
		assert.Equal(t, listed[folder], strings.Join(notes, ", "), folder)
	}
}

func ruleFiles(tb testing.TB) []string {
	tb.Helper()
	var all []string
	for _, pattern := range []string{"testdata/rules/*/*.yaml", "testdata/attacks/*.yaml"} {
		files, err := filepath.Glob(pattern)
		require.NoError(tb, err)
		require.NotEmpty(tb, files)
		all = append(all, files...)
	}
	return all
}

var (
	expectation = regexp.MustCompile(`(error|warning|note)( uncertain)?: ([a-z-]+)( when [^;]+)?`)
	option      = regexp.MustCompile(`(?m)^# (region|account|parameter): (\S+)$`)
)

// expectedIn returns the findings that a template's comments list, as "line: severity: rule", or "line: severity: rule when condition".
func expectedIn(content string) []string {
	var expected []string
	for i, line := range strings.Split(content, "\n") {
		_, comment, found := strings.Cut(line, "# ")
		if !found {
			continue
		}
		for _, match := range expectation.FindAllStringSubmatch(comment, -1) {
			expected = append(expected, fmt.Sprintf("%d: %s%s: %s%s", i+1, match[1], match[2], match[3], strings.TrimRight(match[4], " ")))
		}
	}
	return expected
}

// optionsIn returns the options that the comments at the beginning of a template ask for.
func optionsIn(content string) []access.Option {
	var options []access.Option
	for _, match := range option.FindAllStringSubmatch(content, -1) {
		switch match[1] {
		case "region":
			options = append(options, access.WithRegion(match[2]))
		case "account":
			options = append(options, access.WithAccountID(match[2]))
		default:
			name, value, _ := strings.Cut(match[2], "=")
			options = append(options, access.WithParameter(name, value))
		}
	}
	return options
}
