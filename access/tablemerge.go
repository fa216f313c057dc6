package access

import (
	"slices"
)

// mergeRows puts the tables of several deployments into one. A row that is there in some deployments only says in which; one that differs
// is unknown.
func (p *IdentityPool) mergeRows(tables [][]DecisionRow) []DecisionRow {
	if len(tables) == 1 {
		return tables[0]
	}
	open := openConditionsOf(p.deployments())
	var merged []DecisionRow
	for _, table := range tables {
		for at, row := range table {
			if !slices.ContainsFunc(merged, row.isSameCase) {
				merged = insertAfter(merged, table[:at], row)
			}
		}
	}
	for i, row := range merged {
		merged[i] = open.mergeRow(row, tables)
	}
	return merged
}

// isSameCase compares the roles, too, in the classic flow, in which an app asks for any of them.
func (r DecisionRow) isSameCase(other DecisionRow) bool {
	return r.Provider == other.Provider && r.When == other.When && (r.Provider != classicFlow || r.Role == other.Role)
}

// insertAfter puts a row behind the last of the rows that come before it in its own table.
func insertAfter(merged, before []DecisionRow, row DecisionRow) []DecisionRow {
	at := 0
	for i, other := range merged {
		if slices.ContainsFunc(before, other.isSameCase) {
			at = i + 1
		}
	}
	return slices.Insert(merged, at, row)
}

// mergeRow compares what the deployments say of one case.
func (o openConditions) mergeRow(row DecisionRow, tables [][]DecisionRow) DecisionRow {
	const absent = "there is no such case"
	summaries := make([]string, 0, len(tables))
	different, missing := false, false
	for _, table := range tables {
		at := slices.IndexFunc(table, row.isSameCase)
		if at < 0 {
			summaries = append(summaries, absent)
			missing = true
			continue
		}
		other := table[at]
		summaries = append(summaries, other.shown(nil))
		different = different || other.Role != row.Role || other.Outcome != row.Outcome
		row.Uncertain = row.Uncertain || other.Uncertain
		if row.Note == "" {
			row.Note = other.Note
		}
	}
	if different {
		row.Outcome, row.Role = Unknown, ""
		row.Note = o.explainDifference(summaries)
		return row
	}
	if missing {
		isThere := make([]bool, 0, len(summaries))
		for _, summary := range summaries {
			isThere = append(isThere, summary != absent)
		}
		row.When += ", if " + o.whereTrue(isThere)
	}
	return row
}
