package access

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/awscdk-constructs/identitypool/internal/markdown"
)

// Text returns the table with aligned columns, to be printed. What there is to say about a role stands below.
func (t DecisionTable) Text() string {
	notes := t.notes()
	cells := [][3]string{{"PROVIDER", "WHEN", "ROLE"}}
	for i, row := range t.Rows {
		provider := row.Provider
		if i > 0 && t.Rows[i-1].Provider == provider {
			provider = ""
		}
		cells = append(cells, [3]string{provider, row.When, row.shown(notes)})
	}
	var providers, whens int
	for _, row := range cells {
		providers = max(providers, utf8.RuneCountInString(row[0]))
		whens = max(whens, utf8.RuneCountInString(row[1]))
	}
	var text strings.Builder
	for _, row := range cells {
		fmt.Fprintf(&text, "%-*s  %-*s  %s\n", providers, row[0], whens, row[1], row[2])
	}
	for i, note := range notes {
		fmt.Fprintf(&text, "\n[%d] %s", i+1, note)
	}
	if len(notes) > 0 {
		text.WriteString("\n")
	}
	return text.String()
}

// Markdown returns the table in Markdown, for a pull request or a README. What there is to say about a role stands below.
func (t DecisionTable) Markdown() string {
	notes := t.notes()
	var text strings.Builder
	text.WriteString("| Provider | When | Role |\n| --- | --- | --- |\n")
	for _, row := range t.Rows {
		fmt.Fprintf(&text, "| %s | %s | %s |\n", markdown.Escape(row.Provider), markdown.Escape(row.When), markdown.Escape(row.shown(notes)))
	}
	if len(notes) > 0 {
		text.WriteString("\n")
	}
	for i, note := range notes {
		fmt.Fprintf(&text, "%d. %s\n", i+1, markdown.Escape(note))
	}
	return text.String()
}

// Mermaid returns the table as a flowchart in Mermaid, which GitHub draws in a pull request: each provider with arrows to the roles that
// its users get.
//
// See: https://mermaid.js.org/syntax/flowchart.html
func (t DecisionTable) Mermaid() string {
	var providers, roles []string
	var edges strings.Builder
	for _, row := range t.Rows {
		provider := indexOf(&providers, row.Provider)
		role := indexOf(&roles, row.shown(nil))
		arrow := "-->"
		if row.Outcome != Granted {
			arrow = "-.->"
		}
		fmt.Fprintf(&edges, "  provider%d %s|\"%s\"| role%d\n", provider, arrow, inMermaid(row.When), role)
	}
	var text strings.Builder
	text.WriteString("flowchart LR\n")
	for i, provider := range providers {
		fmt.Fprintf(&text, "  provider%d([\"%s\"])\n", i+1, inMermaid(provider))
	}
	for i, role := range roles {
		fmt.Fprintf(&text, "  role%d[\"%s\"]\n", i+1, inMermaid(role))
	}
	return text.String() + edges.String()
}

// indexOf returns the place of a text in a list, counted from 1, and adds it where it is not there.
func indexOf(list *[]string, text string) int {
	at := slices.Index(*list, text)
	if at < 0 {
		at = len(*list)
		*list = append(*list, text)
	}
	return at + 1
}

// notes are what is said about the roles, each once.
func (t DecisionTable) notes() []string {
	var notes []string
	for _, row := range t.Rows {
		if row.Note != "" && !slices.Contains(notes, row.Note) {
			notes = append(notes, row.Note)
		}
	}
	return notes
}

// shown is the role and what comes of it in a few words, with the number of the note.
func (r DecisionRow) shown(notes []string) string {
	var text string
	switch {
	case r.Role == "":
		text = r.Outcome.String()
	case r.Outcome == Refused:
		text = r.Role + " (can't be assumed)"
	case r.Outcome == Unknown:
		text = r.Role + " (unknown)"
	default:
		text = r.Role
	}
	if r.Uncertain {
		text += " (uncertain)"
	}
	if at := slices.Index(notes, r.Note); at >= 0 {
		text += fmt.Sprintf(" [%d]", at+1)
	}
	return text
}

// inMermaid keeps a text from ending its quotes, and from being taken for markup.
func inMermaid(text string) string {
	return strings.NewReplacer(`"`, "#quot;", `#`, "#35;", "\n", " ", "\r", " ", `<`, "#lt;", `>`, "#gt;", "`", "#96;").Replace(text)
}
