package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"identitypool": main})
}

// TestScripts runs the command as people do: each script of testdata/script is a session in a folder of its own.
func TestScripts(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{Dir: "testdata/script", RequireExplicitExec: true, RequireUniqueNames: true})
}

func TestCommandIsInstalledWithoutTheCDK(t *testing.T) {
	t.Parallel()
	dependencies, err := exec.CommandContext(t.Context(), "go", "list", "-deps", ".").Output()
	require.NoError(t, err)
	assert.Contains(t, string(dependencies), "github.com/awscdk-constructs/identitypool/access\n")
	for dependency := range strings.FieldsSeq(string(dependencies)) {
		assert.False(t, strings.HasPrefix(dependency, "github.com/aws/"), dependency)
		assert.NotEqual(t, "github.com/awscdk-constructs/identitypool", dependency)
	}
}

func TestBinaryIsSmall(t *testing.T) {
	t.Parallel()
	binary := filepath.Join(t.TempDir(), "identitypool")
	output, err := exec.CommandContext(t.Context(), "go", "build", "-trimpath", "-ldflags=-s -w", "-o", binary, ".").CombinedOutput()
	require.NoError(t, err, string(output))
	built, err := os.Stat(binary)
	require.NoError(t, err)
	const limit = 15_000_000
	assert.Less(t, built.Size(), int64(limit))
}
