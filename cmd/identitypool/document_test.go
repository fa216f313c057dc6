package main

import (
	"encoding/json"
	"flag"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"github.com/awscdk-constructs/identitypool/cmd/identitypool/internal/command"
)

var update = flag.Bool("update", false, "write the output of the documented commands anew")

var (
	consoleBlock = regexp.MustCompile("(?ms)^```console\n\\$ (identitypool [^\n]*)\n(.*?)^```\n")
	shellWord    = regexp.MustCompile(`'([^']*)'|\S+`)
)

// wordsOf takes a line of a shell apart, up to where its output goes.
func wordsOf(line string) []string {
	line, _, _ = strings.Cut(line, " > ")
	var words []string
	for _, word := range shellWord.FindAllStringSubmatch(line, -1) {
		if word[1] != "" {
			words = append(words, word[1])
		} else {
			words = append(words, word[0])
		}
	}
	return words
}

// run runs a command as it is documented, in the folder of the repository.
func run(line string) string {
	var output strings.Builder
	command.Run(wordsOf(line)[1:], strings.NewReader(""), &output, &output)
	return output.String()
}

func documents(t *testing.T) map[string]string {
	t.Helper()
	t.Chdir("../..")
	files, err := filepath.Glob("docs/*.md")
	require.NoError(t, err)
	texts := map[string]string{}
	for _, file := range append(files, "README.md") {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		texts[file] = string(text)
	}
	return texts
}

// TestDocumentedOutput runs each command of the documents that is shown with its output.
func TestDocumentedOutput(t *testing.T) {
	count := 0
	for file, text := range documents(t) {
		written := consoleBlock.ReplaceAllStringFunc(text, func(block string) string {
			count++
			line := consoleBlock.FindStringSubmatch(block)[1]
			return "```console\n$ " + line + "\n" + run(line) + "```\n"
		})
		if *update {
			require.NoError(t, os.WriteFile(file, []byte(written), 0o600))
			continue
		}
		assert.Equal(t, written, text, "%s: run go test ./cmd/identitypool -run TestDocumentedOutput -update", file)
	}
	assert.NotZero(t, count)
}

// TestDocumentedOptions finds the options of every command in the documents.
func TestDocumentedOptions(t *testing.T) {
	count := 0
	for file, text := range documents(t) {
		for _, block := range regexp.MustCompile("(?ms)^```(?:sh|yaml)\n(.*?)^```$").FindAllStringSubmatch(text, -1) {
			for _, line := range regexp.MustCompile(`(?m)(?:^|run: |- | {2})(identitypool [^\n]*)$`).FindAllStringSubmatch(block[1], -1) {
				var problems strings.Builder
				status := command.Run(append(wordsOf(line[1])[1:], "--help"), strings.NewReader(""), io.Discard, &problems)
				assert.Zero(t, status, "%s: %s: %s", file, line[1], problems.String())
				count++
			}
		}
	}
	assert.Greater(t, count, 10)
}

// TestDocumentedPipelinesAreYAML parses the pipelines of docs/ci.md.
func TestDocumentedPipelinesAreYAML(t *testing.T) {
	blocks := regexp.MustCompile("(?ms)^```yaml\n(.*?)^```$").FindAllStringSubmatch(documents(t)["docs/ci.md"], -1)
	assert.Len(t, blocks, 2)
	for _, block := range blocks {
		var pipeline map[string]any
		require.NoError(t, yaml.Unmarshal([]byte(block[1]), &pipeline), block[1])
		assert.NotEmpty(t, pipeline)
	}
}

// TestDocumentedKeys holds the keys of the output in JSON against docs/access.md.
func TestDocumentedKeys(t *testing.T) {
	text := documents(t)["docs/access.md"]
	_, section, _ := strings.Cut(text, "\n## Output for programs\n")
	for verb, line := range map[string]string{
		"check":   "identitypool check --format json examples/testdata/TableAccess.template.json",
		"table":   "identitypool table --permissions --format json examples/testdata/TableAccess.template.json",
		"sign-in": "identitypool sign-in --guest --can dynamodb:Query=TableAccess/Articles --format json examples/testdata/TableAccess.template.json",
		"who-can": "identitypool who-can --action dynamodb:Query --resource TableAccess/Articles --format json examples/testdata/TableAccess.template.json",
		"diff":    "identitypool diff --format json cmd/identitypool/testdata/before.yaml cmd/identitypool/testdata/after.yaml",
		"test":    "identitypool test --format json cmd/identitypool/testdata/documented.access.yaml",
		"rules":   "identitypool rules --format json",
	} {
		_, documented, found := strings.Cut(section, "| `"+verb+"` | ")
		require.True(t, found, verb)
		documented, _, _ = strings.Cut(documented, " |\n")
		var keys []string
		withoutValues := regexp.MustCompile(`\([^)]*\)`).ReplaceAllString(documented, "")
		for _, key := range regexp.MustCompile("`(\\w+)`").FindAllStringSubmatch(withoutValues, -1) {
			keys = append(keys, key[1])
		}
		var output any
		require.NoError(t, json.Unmarshal([]byte(run(line)), &output), verb)
		written := keysOf(output)
		slices.Sort(keys)
		slices.Sort(written)
		assert.Equal(t, slices.Compact(written), slices.Compact(keys), verb)
	}
}

// keysOf are the keys of all objects in a value.
func keysOf(value any) []string {
	var keys []string
	switch value := value.(type) {
	case map[string]any:
		for key, each := range value {
			keys = append(append(keys, key), keysOf(each)...)
		}
	case []any:
		for _, each := range value {
			keys = append(keys, keysOf(each)...)
		}
	}
	return keys
}
