package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestOfficialProgramsAreUpToDate(t *testing.T) {
	t.Parallel()
	want, err := generate(filepath.Join("..", "here"))
	require.NoError(t, err)
	got := folder(t, filepath.Join("..", "official"))
	require.NotEmpty(t, got)
	for name, program := range want {
		assert.Equal(t, string(program), got[name], "run go generate ./internal/parity")
		delete(got, name)
	}
	assert.Empty(t, got, "of no program; run go generate ./internal/parity")
}

func TestWriteLeavesNoFileOfAnEarlierRun(t *testing.T) {
	t.Parallel()
	here, official := t.TempDir(), t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(official, "removed.go"), nil, 0o600))
	program := "package here\n\nimport (\n\tidentitypool \"github.com/awscdk-constructs/identitypool\"\n)\n"
	require.NoError(t, os.WriteFile(filepath.Join(here, "pool.go"), []byte(program), 0o600))
	require.NoError(t, write(here, official))
	assert.Equal(t, map[string]string{
		"pool.go": "// Code generated from here/pool.go by go generate. DO NOT EDIT.\n\npackage official\n\n" +
			"import (\n\tidentitypool \"github.com/aws/aws-cdk-go/awscdk/v2/awscognitoidentitypool\"\n)\n",
	}, folder(t, official))
}

func TestProgramIsNotComparedWithItself(t *testing.T) {
	t.Parallel()
	for name, imports := range map[string]string{
		"without a name":     `import "github.com/awscdk-constructs/identitypool"`,
		"under another name": `import pools "github.com/awscdk-constructs/identitypool"`,
		"twice": "import (\n\tidentitypool \"github.com/awscdk-constructs/identitypool\"\n" +
			"\tidentitypool2 \"github.com/awscdk-constructs/identitypool\"\n)",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			here := t.TempDir()
			require.NoError(t, os.WriteFile(filepath.Join(here, "pool.go"), []byte("package here\n\n"+imports+"\n"), 0o600))
			_, err := generate(here)
			assert.ErrorContains(t, err, "pool.go: the official program would import this library, too")
		})
	}
}

// folder returns the files of a folder by their names.
func folder(t *testing.T, path string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(path)
	require.NoError(t, err)
	files := map[string]string{}
	for _, entry := range entries {
		content, err := os.ReadFile(filepath.Join(path, entry.Name()))
		require.NoError(t, err)
		files[entry.Name()] = string(content)
	}
	return files
}
