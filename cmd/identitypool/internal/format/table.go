package format

import (
	"strings"

	"github.com/awscdk-constructs/identitypool/access"
)

// TablesText is decision tables for people.
func TablesText(tables []access.DecisionTable, style Style) string {
	texts := make([]string, 0, len(tables))
	for _, table := range tables {
		texts = append(texts, style.in(bold, table.Pool)+"\n\n"+table.Text())
	}
	return strings.Join(texts, "\n")
}

// TablesMarkdown is decision tables for a pull request.
func TablesMarkdown(tables []access.DecisionTable) string {
	texts := make([]string, 0, len(tables))
	for _, table := range tables {
		texts = append(texts, "### Who gets which role of "+inCell(table.Pool)+"\n\n"+table.Markdown())
	}
	return strings.Join(texts, "\n")
}

// TablesMermaid is a diagram of each identity pool, one after the other.
func TablesMermaid(tables []access.DecisionTable) string {
	texts := make([]string, 0, len(tables))
	for _, table := range tables {
		texts = append(texts, "%% "+strings.ReplaceAll(table.Pool, "\n", " ")+"\n"+table.Mermaid())
	}
	return strings.Join(texts, "\n")
}

type jsonTable struct {
	Name string    `json:"name"`
	Rows []jsonRow `json:"rows"`
}

type jsonRow struct {
	Provider  string `json:"provider"`
	When      string `json:"when"`
	Role      string `json:"role"`
	Outcome   string `json:"outcome"`
	Uncertain bool   `json:"uncertain"`
	Note      string `json:"note"`
}

// TablesJSON is decision tables for programs.
func TablesJSON(tables []access.DecisionTable) (string, error) {
	pools := make([]jsonTable, 0, len(tables))
	for _, table := range tables {
		rows := make([]jsonRow, 0, len(table.Rows))
		for _, row := range table.Rows {
			rows = append(rows, jsonRow{row.Provider, row.When, row.Role, row.Outcome.String(), row.Uncertain, row.Note})
		}
		pools = append(pools, jsonTable{table.Pool, rows})
	}
	return asJSON(map[string]any{"pools": pools})
}
