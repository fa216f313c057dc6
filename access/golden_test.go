package access_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool/access"
)

var update = flag.Bool("update", false, "write the golden files")

// TestTemplates compares what is found in each template of testdata with the Markdown file beside it. The templates that begin with
// "official" were synthesized with the official construct, those that begin with "identitypool" from the same program with this
// module's; both are answered alike.
func TestTemplates(t *testing.T) {
	t.Parallel()
	for _, file := range templateFiles(t) {
		name := strings.TrimSuffix(filepath.Base(file), ".json")
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, idea, isPair := strings.Cut(name, "-")
			if !isPair || name == "hand-written" {
				idea = name
			}
			got := report(t, file)
			golden := filepath.Join("testdata", idea+".md")
			if *update {
				require.NoError(t, os.WriteFile(golden, []byte(got), 0o600))
			}
			want, err := os.ReadFile(golden)
			require.NoError(t, err)
			assert.Equal(t, string(want), got)
		})
	}
}

func templateFiles(tb testing.TB) []string {
	tb.Helper()
	files, err := filepath.Glob("testdata/*.json")
	require.NoError(tb, err)
	require.NotEmpty(tb, files)
	return files
}

func mustParseFile(tb testing.TB, file string) *access.App {
	tb.Helper()
	text, err := os.ReadFile(file)
	require.NoError(tb, err)
	app, err := access.Parse(text)
	require.NoError(tb, err)
	return app
}

func report(t *testing.T, file string) string {
	t.Helper()
	app := mustParseFile(t, file)
	var report strings.Builder
	for _, pool := range app.IdentityPools() {
		report.WriteString("# " + pool.Name() + "\n\n" + pool.DecisionTable().Markdown())
	}
	for _, finding := range app.Check() {
		report.WriteString("\n- " + finding.String() + "\n")
	}
	return report.String()
}
