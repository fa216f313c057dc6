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

// pipelineStep is a step of a pipeline in docs/ci.md, with what it runs. For GitLab it is a line of a job, of which the next line is skipped
// once one fails.
type pipelineStep struct {
	If              string `yaml:"if"`
	Run             string `yaml:"run"`
	ContinueOnError bool   `yaml:"continue-on-error"` //nolint:tagliatelle // the name that GitHub gives it
}

// mayFail is for a verb whose exit status depends on what it finds.
func (s pipelineStep) mayFail() bool {
	return regexp.MustCompile(`\bidentitypool (check|test|diff)\b`).MatchString(s.Run) && !strings.Contains(s.Run, "--fail-on never") &&
		(!strings.Contains(s.Run, "identitypool diff") || strings.Contains(s.Run, "--fail-on"))
}

// pipelineJobs reads the jobs of the pipelines in docs/ci.md, by name.
func pipelineJobs(t *testing.T) map[string][]pipelineStep {
	t.Helper()
	blocks := regexp.MustCompile("(?ms)^```yaml\n(.*?)^```$").FindAllStringSubmatch(documents(t)["docs/ci.md"], -1)
	require.Len(t, blocks, 2)
	var gitHub struct {
		Jobs map[string]struct{ Steps []pipelineStep }
	}
	require.NoError(t, yaml.Unmarshal([]byte(blocks[0][1]), &gitHub))
	var gitLab map[string]struct {
		Script       []string
		AllowFailure bool `yaml:"allow_failure"` //nolint:tagliatelle // the name that GitLab gives it
	}
	require.NoError(t, yaml.Unmarshal([]byte(blocks[1][1]), &gitLab))
	jobs := map[string][]pipelineStep{}
	for name, job := range gitHub.Jobs {
		jobs["GitHub "+name] = job.Steps
	}
	for name, job := range gitLab {
		var steps []pipelineStep
		for _, line := range job.Script {
			steps = append(steps, pipelineStep{Run: line, ContinueOnError: job.AllowFailure})
		}
		jobs["GitLab "+name] = steps
	}
	return jobs
}

func TestDocumentedPipelinesFailWithoutSkippingAnything(t *testing.T) {
	failing := map[string]int{}
	for name, steps := range pipelineJobs(t) {
		system, _, _ := strings.Cut(name, " ")
		hasFailed := false
		for _, step := range steps {
			assert.True(t, !hasFailed || strings.Contains(step.If, "!cancelled()"), "%s skips %q after findings or failed tests", name, step.Run)
			if step.mayFail() {
				hasFailed = true
				failing[system]++
				assert.False(t, step.ContinueOnError, "%s passes whatever %q finds", name, step.Run)
			}
		}
	}
	assert.Equal(t, map[string]int{"GitHub": 2, "GitLab": 2}, failing, "check and test fail each of the pipelines")
}

// Both pipelines change the comment that they have made before, which they know by how it begins.
func TestDocumentedPipelinesFindTheirComment(t *testing.T) {
	marks := regexp.MustCompile(`startswith\("([^"]*)"\)`).FindAllStringSubmatch(documents(t)["docs/ci.md"], -1)
	require.Len(t, marks, 2)
	written := run("identitypool diff --format markdown cmd/identitypool/testdata/before.yaml cmd/identitypool/testdata/after.yaml")
	for _, mark := range marks {
		assert.True(t, strings.HasPrefix(written, mark[1]), mark[1])
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

// TestDifferenceLinksToItsSection is for those who read the comment on a pull request and don't know what made it.
func TestDifferenceLinksToItsSection(t *testing.T) {
	assert.Contains(t, documents(t)["docs/access.md"], "\n## What a change does\n")
	assert.Contains(t, run("identitypool diff --format markdown cmd/identitypool/testdata/before.yaml cmd/identitypool/testdata/after.yaml"),
		"/docs/access.md#what-a-change-does)")
}
