package identitypooltest

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// DecisionTable shows who gets which role in an identity pool, for people to read.
type DecisionTable struct {
	rows []decisionRow
}

// decisionRow is what becomes of the users of a provider in one case.
type decisionRow struct {
	provider string
	when     string
	role     string
}

// DecisionTable returns the decision table of the identity pool: for each provider its rules in order, or the groups whose roles its
// tokens name, and what happens otherwise; then guests. A role that they can't assume is shown as such.
func (p *IdentityPool) DecisionTable() DecisionTable {
	var table DecisionTable
	for _, provider := range p.providers {
		table.rows = append(table.rows, p.providerRows(provider)...)
	}
	if !p.providersKnown {
		table.rows = append(table.rows, decisionRow{"(other providers)", "always", "unknown"})
	}
	guest := identity{kind: unauthenticated, identityPoolID: p.id}
	table.rows = append(table.rows, decisionRow{"(guest)", "always", p.outcome(p.chooseForGuest(Login{}), guest, no)})
	return table
}

func (p *IdentityPool) providerRows(user *provider) []decisionRow {
	who := identity{kind: authenticated, identityPoolID: p.id, provider: user}
	tags := p.hasTags(user)
	row := func(when string, chosen choice) decisionRow {
		return decisionRow{user.String(), when, p.outcome(chosen, who, tags)}
	}
	mapping, problem := p.findRoleMapping(user)
	switch {
	case problem != nil:
		return []decisionRow{row("always", *problem)}
	case mapping == nil && user.providerType == ProviderTypeSAML:
		return []decisionRow{
			{user.String(), "the assertion names a role", "that role"},
			row("otherwise", p.chooseDefault(authenticated, "no role in the assertion")),
		}
	case mapping == nil:
		return []decisionRow{row("always", p.chooseDefault(authenticated, "no role mapping"))}
	}
	if mapping.typeName.is(cognito.TypeRules) && !mapping.rulesKnown {
		return []decisionRow{row("always", undecided("only the deployment knows the rules"))}
	}
	var rows []decisionRow
	if mapping.typeName.is(cognito.TypeToken) {
		for _, group := range p.template.groupsOf(user) {
			rows = append(rows, row("preferred role of "+group.logicalID, choose(p.template.roleWithARN(group.role), "of a group")))
		}
		rows = append(rows, decisionRow{user.String(), "other preferred role", "that role"})
	}
	for i, rule := range mapping.rules {
		chosen := choose(p.template.roleWithARN(rule.roleARN), "the rule matches")
		rows = append(rows, row(fmt.Sprintf("%d. %s", i+1, rule.public(p.template)), chosen))
	}
	return append(rows, row("otherwise", p.resolve(mapping, "no role by the mapping")))
}

// outcome is a decision in a few words.
func (p *IdentityPool) outcome(chosen choice, who identity, tags answer) string {
	if chosen.outcome != Granted {
		return chosen.outcome.String()
	}
	switch p.trustFor(chosen.role, who, tags).answer {
	case yes:
		return chosen.role.String()
	case unknown:
		return chosen.role.String() + " (whether it can be assumed is unknown)"
	default:
		return chosen.role.String() + " (can't be assumed)"
	}
}

// Text returns the table with aligned columns, to be printed.
func (t DecisionTable) Text() string {
	rows := append([]decisionRow{{"PROVIDER", "WHEN", "ROLE"}}, t.rows...)
	var providers, whens int
	for _, row := range rows {
		providers = max(providers, utf8.RuneCountInString(row.provider))
		whens = max(whens, utf8.RuneCountInString(row.when))
	}
	var text strings.Builder
	for i, row := range rows {
		provider := row.provider
		if i > 0 && rows[i-1].provider == provider {
			provider = ""
		}
		fmt.Fprintf(&text, "%-*s  %-*s  %s\n", providers, provider, whens, row.when, row.role)
	}
	return text.String()
}

// Markdown returns the table in Markdown, for a pull request or a README.
func (t DecisionTable) Markdown() string {
	var text strings.Builder
	text.WriteString("| Provider | When | Role |\n| --- | --- | --- |\n")
	for _, row := range t.rows {
		fmt.Fprintf(&text, "| %s | %s | %s |\n", inMarkdown(row.provider), inMarkdown(row.when), inMarkdown(row.role))
	}
	return text.String()
}

// inMarkdown keeps a text from ending its cell, and from being taken for markup.
func inMarkdown(text string) string {
	return strings.NewReplacer(`|`, `\|`, "\n", " ", "\r", " ", `<`, `&lt;`, `*`, `\*`, `_`, `\_`, "`", "\\`").Replace(text)
}
