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
			if slices.Contains(access.CheckedRules(), match[3]) {
				expected = append(expected, fmt.Sprintf("%d: %s%s: %s%s", i+1, match[1], match[2], match[3], strings.TrimRight(match[4], " ")))
			}
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
