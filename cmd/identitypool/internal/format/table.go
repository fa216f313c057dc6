package format

import (
	"fmt"
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/access"
	"github.com/awscdk-constructs/identitypool/internal/markdown"
)

// Table is a decision table, and what the role of each row may do: a list for each row, or none at all.
type Table struct {
	access.DecisionTable

	Permissions [][]access.PolicyStatement
}

// rolePermissions is what a role may do.
type rolePermissions struct {
	role       string
	statements []string
}

// roles are the roles of a table with what they may do, each once: the same role may do different things for users of two providers.
func (t Table) roles() []rolePermissions {
	var all []rolePermissions
	for i, statements := range t.Permissions {
		if t.Rows[i].Role == "" {
			continue
		}
		next := rolePermissions{role: t.Rows[i].Role}
		for _, statement := range statements {
			next.statements = append(next.statements, statement.String())
		}
		isSame := func(other rolePermissions) bool {
			return other.role == next.role && slices.Equal(other.statements, next.statements)
		}
		if !slices.ContainsFunc(all, isSame) {
			all = append(all, next)
		}
	}
	return all
}

const noStatement = "no statement in the templates"

// TablesText is decision tables for people.
func TablesText(tables []Table, style Style) string {
	texts := make([]string, 0, len(tables))
	for _, table := range tables {
		var text strings.Builder
		text.WriteString(style.in(bold, table.Pool) + "\n\n" + table.Text())
		for _, role := range table.roles() {
			text.WriteString("\n" + style.in(bold, role.role) + "\n")
			for _, statement := range role.statements {
				text.WriteString(style.indented(indent, statement))
			}
			if len(role.statements) == 0 {
				text.WriteString(indent + noStatement + "\n")
			}
		}
		texts = append(texts, text.String())
	}
	return strings.Join(texts, "\n")
}

// TablesMarkdown is decision tables for a pull request.
func TablesMarkdown(tables []Table) string {
	texts := make([]string, 0, len(tables))
	for _, table := range tables {
		var text strings.Builder
		text.WriteString("### Who gets which role of " + markdown.Escape(table.Pool) + "\n\n" + table.Markdown())
		for _, role := range table.roles() {
			fmt.Fprintf(&text, "\n**%s**\n\n", markdown.Escape(role.role))
			for _, statement := range role.statements {
				text.WriteString("- " + markdown.Escape(statement) + "\n")
			}
			if len(role.statements) == 0 {
				text.WriteString("- " + noStatement + "\n")
			}
		}
		texts = append(texts, text.String())
	}
	return strings.Join(texts, "\n")
}

// TablesMermaid is a diagram of each identity pool, one after the other.
func TablesMermaid(tables []Table) string {
	texts := make([]string, 0, len(tables))
	for _, table := range tables {
		texts = append(texts, "%% "+strings.Join(strings.Fields(table.Pool), " ")+"\n"+table.Mermaid())
	}
	return strings.Join(texts, "\n")
}

type jsonTable struct {
	Name string    `json:"name"`
	Rows []jsonRow `json:"rows"`
}

type jsonRow struct {
	Provider    string           `json:"provider"`
	When        string           `json:"when"`
	Role        string           `json:"role"`
	Outcome     string           `json:"outcome"`
	Uncertain   bool             `json:"uncertain"`
	Note        string           `json:"note"`
	Permissions *[]jsonStatement `json:"permissions,omitempty"`
}

type jsonStatement struct {
	Effect       string   `json:"effect"`
	Actions      []string `json:"actions"`
	NotActions   []string `json:"notActions"`
	Resources    []string `json:"resources"`
	NotResources []string `json:"notResources"`
	Conditions   []string `json:"conditions"`
	Source       string   `json:"source"`
}

// TablesJSON is decision tables for programs.
func TablesJSON(tables []Table) (string, error) {
	pools := make([]jsonTable, 0, len(tables))
	for _, table := range tables {
		rows := make([]jsonRow, 0, len(table.Rows))
		for i, row := range table.Rows {
			next := jsonRow{
				Provider: row.Provider, When: row.When, Role: row.Role, Outcome: row.Outcome.String(), Uncertain: row.Uncertain, Note: row.Note,
			}
			if table.Permissions != nil {
				next.Permissions = jsonStatements(table.Permissions[i])
			}
			rows = append(rows, next)
		}
		pools = append(pools, jsonTable{table.Pool, rows})
	}
	return asJSON(map[string]any{"pools": pools})
}

func jsonStatements(statements []access.PolicyStatement) *[]jsonStatement {
	all := make([]jsonStatement, 0, len(statements))
	for _, each := range statements {
		all = append(all, jsonStatement{
			Effect: strings.ToLower(each.Effect), Actions: listed(each.Actions), NotActions: listed(each.NotActions),
			Resources: listed(each.Resources), NotResources: listed(each.NotResources), Conditions: listed(each.Conditions), Source: each.Source,
		})
	}
	return &all
}

// listed is a list that is written as such in JSON, even an empty one.
func listed(texts []string) []string {
	if texts == nil {
		return []string{}
	}
	return texts
}
