package rule //nolint:testpackage // the document has a chapter for each group, which nobody else asks for

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write what the table of rules says to docs/findings.md")

const (
	findingsFile = "../../docs/findings.md"
	// tableStarts is the line of the document behind which everything is written by this test.
	tableStarts = "<!-- From here on written by `go test ./internal/rule -update`. -->\n"
)

func TestDocumentSaysWhatTheTableSays(t *testing.T) {
	t.Parallel()
	content, err := os.ReadFile(findingsFile)
	require.NoError(t, err)
	introduction, written, found := strings.Cut(string(content), tableStarts)
	require.True(t, found, "docs/findings.md lacks the line %s", tableStarts)
	if *update {
		require.NoError(t, os.WriteFile(findingsFile, []byte(introduction+tableStarts+chapters()), 0o600))
		return
	}
	assert.Equal(t, chapters(), written, "run go test ./internal/rule -update")
}

func chapters() string {
	text := &strings.Builder{}
	text.WriteString("\n## All rules\n")
	for _, group := range groups {
		fmt.Fprintf(text, "\n**%s**\n\n| rule | what | at most |\n| --- | --- | --- |\n", group.title)
		for _, rule := range group.rules {
			fmt.Fprintf(text, "| [`%[1]s`](#%[1]s) | %[2]s | %[3]s |\n", rule.ID, rule.Title, rule.Severity())
		}
	}
	for _, group := range groups {
		fmt.Fprintf(text, "\n## %s\n", group.title)
		for _, rule := range group.rules {
			fmt.Fprintf(text, "\n### %s\n\n%s", rule.ID, rule.Markdown())
		}
	}

	return text.String()
}
