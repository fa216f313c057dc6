package access_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool/access"
)

// deployedStack is a stack of a cloud assembly, with the account and region that it is deployed to: "111122223333/eu-west-1".
type deployedStack struct {
	environment string
	template    object
}

// mustLoadStacks loads a cloud assembly of stacks, given by their names.
func mustLoadStacks(t *testing.T, stacks map[string]deployedStack) *access.App {
	t.Helper()
	folder, artifacts := t.TempDir(), object{}
	for name, each := range stacks {
		writeJSON(t, folder, name+".json", each.template)
		artifacts[name] = object{
			"type": "aws:cloudformation:stack", "environment": "aws://" + each.environment, "properties": object{"templateFile": name + ".json"},
		}
	}
	writeJSON(t, folder, "manifest.json", object{"artifacts": artifacts})
	app, err := access.Load(folder)
	require.NoError(t, err)
	return app
}

func writeJSON(t *testing.T, folder, name string, content object) {
	t.Helper()
	text, err := json.Marshal(content)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(folder, name), text, 0o600))
}
