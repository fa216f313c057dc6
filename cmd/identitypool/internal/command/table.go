package command

import (
	"github.com/spf13/cobra"

	"github.com/awscdk-constructs/identitypool/access"
	"github.com/awscdk-constructs/identitypool/cmd/identitypool/internal/format"
)

func newTable() *cobra.Command {
	input := &input{}
	var withPermissions bool
	chosen := newChoice(textFormat, jsonFormat, markdownFormat, mermaidFormat)
	verb := &cobra.Command{
		Use:   "table [PATH...]",
		Short: "Show who gets which role",
		Long: "table shows each identity pool as a decision table: the providers with their rules in order, guests and the classic flow,\n" +
			"and the role that each gets.",
		Example: "  identitypool table --permissions\n  identitypool table --format markdown",
		RunE: func(verb *cobra.Command, paths []string) error {
			app, err := input.load(paths, verb.InOrStdin())
			if err != nil {
				return err
			}
			pools, err := input.somePools(app)
			if err != nil {
				return err
			}
			tables := make([]format.Table, len(pools))
			for i, pool := range pools {
				tables[i] = tableOf(pool, withPermissions)
			}
			text, err := renderTables(chosen.value, tables, styleOf(verb.OutOrStdout()))
			return write(verb, text, err)
		},
	}
	input.addFlags(verb)
	chosen.addFlag(verb, "format", "the output's format")
	verb.Flags().BoolVar(&withPermissions, "permissions", false, "show what each role may do, too; not in a diagram")
	return verb
}

func tableOf(pool *access.IdentityPool, withPermissions bool) format.Table {
	table := format.Table{DecisionTable: pool.DecisionTable()}
	if withPermissions {
		table.Permissions = [][]access.PolicyStatement{}
		for _, row := range table.Rows {
			table.Permissions = append(table.Permissions, pool.StatementsOf(row))
		}
	}
	return table
}

func renderTables(chosen string, tables []format.Table, style format.Style) (string, error) {
	switch chosen {
	case jsonFormat:
		return format.TablesJSON(tables)
	case markdownFormat:
		return format.TablesMarkdown(tables), nil
	case mermaidFormat:
		return format.TablesMermaid(tables), nil
	default:
		return format.TablesText(tables, style), nil
	}
}
