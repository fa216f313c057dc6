package parity_test

import (
	"maps"
	"os"
	"reflect"
	"slices"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool/internal/apptest"
	"github.com/awscdk-constructs/identitypool/internal/parity"
	"github.com/awscdk-constructs/identitypool/internal/parity/here"
	"github.com/awscdk-constructs/identitypool/internal/parity/official"
)

// TestMain ends the Node.js process that all tests share: it can be started only once.
func TestMain(m *testing.M) {
	code := m.Run()
	jsii.Close()
	os.Exit(code)
}

func TestParity(t *testing.T) {
	officialPrograms := official.Programs()
	require.Len(t, officialPrograms, len(here.Programs()))
	for i, program := range here.Programs() {
		t.Run(program.Name, func(t *testing.T) {
			require.Equal(t, program.Name, officialPrograms[i].Name)
			assertParity(t, synthesize(t, officialPrograms[i].Build), synthesize(t, program.Build), program.Differs)
		})
	}
}

func synthesize(t *testing.T, build func(app awscdk.App)) apptest.Assembly {
	t.Helper()
	synthesized, err := apptest.Synthesize(t.TempDir(), build)
	require.NoError(t, err)
	return synthesized
}

// assertParity compares all that an app synthesizes. Each of the differences must be one.
func assertParity(t assert.TestingT, official, here apptest.Assembly, differs []parity.Difference) {
	for _, difference := range differs {
		changed := apply(difference, official, here)
		assert.True(t, changed, "the two packages do not differ in %q (%s): leave it out", difference.Row, difference.Official)
	}
	for _, path := range unequalPaths("", map[string]any(official), map[string]any(here)) {
		t.Errorf("%s\n  official: %s\n  here:     %s", path.name, apptest.Compact(path.official), apptest.Compact(path.here))
	}
}

// unequalPath is where two JSON values differ.
type unequalPath struct {
	name           string
	official, here any
}

// unequalPaths returns the places in which two values differ, each as deep inside as possible.
func unequalPaths(name string, official, here any) []unequalPath {
	if reflect.DeepEqual(official, here) {
		return nil
	}
	officialObject, isObject := official.(map[string]any)
	hereObject, isObjectHere := here.(map[string]any)
	if !isObject || !isObjectHere {
		return []unequalPath{{name, official, here}}
	}
	keys := map[string]bool{}
	for _, object := range []map[string]any{officialObject, hereObject} {
		for key := range object {
			keys[key] = true
		}
	}
	var paths []unequalPath
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		paths = append(paths, unequalPaths(name+"/"+key, officialObject[key], hereObject[key])...)
	}
	return paths
}
