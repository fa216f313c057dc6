package baseline_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool/access"
	"github.com/awscdk-constructs/identitypool/cmd/identitypool/internal/baseline"
)

var finding = access.Finding{
	Rule: "role-trusts-guests", Severity: access.SeverityWarning, Resource: "Access/Editors", Location: "Properties/AssumeRolePolicyDocument", Line: 7,
	Message: "guests can assume it",
}

// readBack writes a baseline and reads it.
func readBack(t *testing.T, findings access.Findings) baseline.Baseline {
	t.Helper()
	file := filepath.Join(t.TempDir(), "baseline.json")
	require.NoError(t, baseline.Of(findings).Write(file))
	read, err := baseline.Read(file)
	require.NoError(t, err)
	return read
}

func TestKnownFindingIsLeftOutWhereverItMoved(t *testing.T) {
	t.Parallel()
	moved := finding
	moved.Line, moved.Message, moved.File = 100, "in other words", "elsewhere.yaml"
	assert.Empty(t, readBack(t, access.Findings{finding}).Without(access.Findings{moved}))
}

func TestWhatIsNewIsKept(t *testing.T) {
	t.Parallel()
	known := readBack(t, access.Findings{finding})
	for name, change := range map[string]func(*access.Finding){
		"another rule":      func(f *access.Finding) { f.Rule = "role-trusts-anyone" },
		"another resource":  func(f *access.Finding) { f.Resource = "Access/Readers" },
		"another place":     func(f *access.Finding) { f.Location = "Properties" },
		"another condition": func(f *access.Finding) { f.When = "West" },
		"more severe":       func(f *access.Finding) { f.Severity = access.SeverityError },
	} {
		changed := finding
		change(&changed)
		assert.Equal(t, access.Findings{changed}, known.Without(access.Findings{finding, changed}), name)
	}
	assert.Len(t, known.Without(access.Findings{finding, finding}), 1, "once more than before")
}

func TestFindingMayBecomeLessSevere(t *testing.T) {
	t.Parallel()
	lesser := finding
	lesser.Severity = access.SeverityNote
	assert.Empty(t, readBack(t, access.Findings{finding}).Without(access.Findings{lesser}))
}

func TestEmptyBaselineKnowsNothing(t *testing.T) {
	t.Parallel()
	assert.Len(t, baseline.Baseline{}.Without(access.Findings{finding}), 1)
	assert.Len(t, readBack(t, nil).Without(access.Findings{finding}), 1)
}

func TestOrderOfTheFindingsMakesNoDifference(t *testing.T) {
	t.Parallel()
	other := finding
	other.Resource = "Access/Admins"
	assert.Equal(t, baseline.Of(access.Findings{finding, other}), baseline.Of(access.Findings{other, finding}))
}

func TestWhatIsGoneIsCounted(t *testing.T) {
	t.Parallel()
	lesser, other := finding, finding
	lesser.Severity, other.Resource = access.SeverityNote, "Access/Admins"
	known := readBack(t, access.Findings{finding, finding, other})
	assert.Zero(t, known.Gone(access.Findings{finding, finding, other}))
	assert.Zero(t, known.Gone(access.Findings{finding, lesser, other, finding}))
	assert.Equal(t, 2, known.Gone(access.Findings{finding}))
	assert.Equal(t, 3, known.Gone(nil))
}

func TestReadRefusesOtherFiles(t *testing.T) {
	t.Parallel()
	const noList = "it has no list of findings by rule, severity, resource, location and when"
	for content, problem := range map[string]string{
		`{"results": []}`:                      noList,
		`{"findings": [], "results": []}`:      noList,
		`{"findings": [{"name": "a"}]}`:        noList,
		`{"findings": null}`:                   noList,
		`{}`:                                   noList,
		`[]`:                                   noList,
		`null`:                                 noList,
		``:                                     "line 1: unexpected end of JSON input",
		"{\n\"findings\": [\n<<<<<<< ours\n]}": "line 3: invalid character '<' looking for beginning of value",
		"{\"findings\": []}\n>>>>>>> theirs\n": "line 2: invalid character '>' after top-level value",
		"Resources:\n":                         "line 1: invalid character 'R' looking for beginning of value",
	} {
		file := filepath.Join(t.TempDir(), "other.json")
		require.NoError(t, os.WriteFile(file, []byte(content), 0o600))
		_, err := baseline.Read(file)
		require.EqualError(t, err, file+" is not a baseline: "+problem+"; write one with --write-baseline")
	}
}
