package format

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/awscdk-constructs/identitypool/access"
	"github.com/awscdk-constructs/identitypool/internal/markdown"
)

const (
	nothing         = "nothing"
	changesDocument = "https://github.com/awscdk-constructs/identitypool/blob/main/docs/access.md#what-a-change-does"
)

// ChangesText says what is different, for people.
func ChangesText(changes access.Changes, style Style) string {
	var text strings.Builder
	for _, change := range changes {
		text.WriteString(style.direction(change) + " " + change.Pool + ": " + change.Who + "\n")
		text.WriteString(style.indented(indent, change.What))
		text.WriteString(style.indented(indent, "before: "+cmp.Or(change.Before, nothing)))
		text.WriteString(style.indented(indent, "after: "+cmp.Or(change.After, nothing)))
		text.WriteString("\n")
	}
	text.WriteString(style.in(bold, verdict(changes)) + "\n")
	return text.String()
}

func (s Style) direction(change access.Change) string {
	switch {
	case change.MayBroaden():
		return s.in(red, direction(change))
	case change.Direction == access.Narrowed:
		return s.in(green, change.Direction.String())
	default:
		return s.in(yellow, change.Direction.String())
	}
}

// direction also says which of the changes that can't be told may let somebody gain.
func direction(change access.Change) string {
	if change.Direction == access.Changed && change.MayBroaden() {
		return change.Direction.String() + ", may broaden"
	}
	return change.Direction.String()
}

// verdict is the difference as a whole.
func verdict(changes access.Changes) string {
	switch {
	case len(changes) == 0:
		return "nobody gains or loses access"
	case changes.Broadened():
		return "somebody gains access, or may gain (" + Count(len(changes), "change") + ")"
	default:
		return "nobody gains access (" + Count(len(changes), "change") + ")"
	}
}

// ChangesMarkdown is for the comment on a pull request. It is read by people who don't know what made it.
func ChangesMarkdown(changes access.Changes) string {
	var text strings.Builder
	text.WriteString("### Identity pools: " + verdict(changes) + "\n\n")
	text.WriteString("This compares who gets which role, what these roles allow, and who can become such an identity, before and after the change" +
		" ([how to read it](" + changesDocument + ")).\n")
	if len(changes) == 0 {
		return text.String()
	}
	text.WriteString("\n| | identity pool | who | what | before | after |\n| --- | --- | --- | --- | --- | --- |\n")
	for _, change := range changes {
		shown := direction(change)
		if change.MayBroaden() {
			shown = "**" + shown + "**"
		}
		cells := []string{change.Pool, change.Who, change.What, cmp.Or(change.Before, nothing), cmp.Or(change.After, nothing)}
		for i, cell := range cells {
			cells[i] = markdown.Escape(cell)
		}
		fmt.Fprintf(&text, "| %s | %s |\n", shown, strings.Join(cells, " | "))
	}
	return text.String()
}

type jsonChange struct {
	Direction string `json:"direction"`
	Pool      string `json:"pool"`
	Who       string `json:"who"`
	What      string `json:"what"`
	Before    string `json:"before"`
	After     string `json:"after"`
}

// ChangesJSON says what is different, for programs.
func ChangesJSON(changes access.Changes) (string, error) {
	all := make([]jsonChange, 0, len(changes))
	for _, change := range changes {
		all = append(all, jsonChange{change.Direction.String(), change.Pool, change.Who, change.What, change.Before, change.After})
	}
	return asJSON(struct {
		Broadened bool         `json:"broadened"`
		Changes   []jsonChange `json:"changes"`
	}{changes.Broadened(), all})
}
