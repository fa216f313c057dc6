package access_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool/access"
)

// TestCorpus compares the tables of each app in testdata/corpus with the Markdown file in testdata/tables. A correct app has no error and
// no warning.
func TestCorpus(t *testing.T) {
	t.Parallel()
	for _, folder := range corpus(t) {
		t.Run(folder, func(t *testing.T) {
			t.Parallel()
			app := mustLoadCorpus(t, folder)
			require.NotEmpty(t, app.IdentityPools())
			var tables strings.Builder
			for _, pool := range app.IdentityPools() {
				tables.WriteString("# " + pool.Name() + "\n\n" + pool.DecisionTable().Markdown() + "\n")
			}
			golden := filepath.Join("testdata", "tables", strings.ReplaceAll(folder, "/", "-")+".md")
			if *update {
				require.NoError(t, os.WriteFile(golden, []byte(tables.String()), 0o600))
			}
			want, err := os.ReadFile(golden)
			require.NoError(t, err)
			assert.Equal(t, string(want), tables.String())
			assert.Empty(t, shownFaults(app.Check()), app.Check())
		})
	}
}

// corpus returns the folders that have an app in them.
func corpus(tb testing.TB) []string {
	tb.Helper()
	const root = "testdata/corpus"
	var folders []string
	require.NoError(tb, filepath.WalkDir(root, func(path string, entry os.DirEntry, err error) error {
		if err == nil && entry.IsDir() && path != root && !strings.HasPrefix(entry.Name(), "assembly-") {
			folders = append(folders, strings.TrimPrefix(path, root+"/"))
		}
		return err
	}))
	require.NotEmpty(tb, folders)
	return folders
}

func mustLoadCorpus(tb testing.TB, folder string) *access.App {
	tb.Helper()
	path := filepath.Join("testdata", "corpus", folder)
	var given struct {
		Region, Account string
		Parameters      map[string]string
		ParameterFiles  []string
		Templates       []string
	}
	if content, err := os.ReadFile(filepath.Join(path, "options.json")); err == nil {
		require.NoError(tb, json.Unmarshal(content, &given))
	}
	options := []access.Option{access.WithRegion(given.Region), access.WithAccountID(given.Account)}
	for name, value := range given.Parameters {
		options = append(options, access.WithParameter(name, value))
	}
	for _, file := range given.ParameterFiles {
		options = append(options, access.WithParameterFile(filepath.Join(path, file)))
	}
	for _, file := range given.Templates {
		options = append(options, access.WithTemplate(filepath.Join(path, file)))
	}
	app, err := access.Load(templateIn(tb, path), options...)
	require.NoError(tb, err)
	return app
}

// templateIn returns the cloud assembly or the template in a folder.
func templateIn(tb testing.TB, folder string) string {
	tb.Helper()
	if _, err := os.Stat(filepath.Join(folder, "manifest.json")); err == nil {
		return folder
	}
	for _, pattern := range []string{"template.*", "*.template.json", "*.yaml", "*.json"} {
		files, err := filepath.Glob(filepath.Join(folder, pattern))
		require.NoError(tb, err)
		if len(files) > 0 {
			return files[0]
		}
	}
	require.Fail(tb, "no template", folder)
	return ""
}
