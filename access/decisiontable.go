package access

import (
	"fmt"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// DecisionTable shows who gets which role in an identity pool, for people to read.
type DecisionTable struct {
	// Pool is the name of the identity pool.
	Pool string
	// Rows are in the order in which the service decides.
	Rows []DecisionRow
}

// DecisionRow says what the users of a provider get in one case.
type DecisionRow struct {
	// Provider is whom they sign in with: a provider by its name, such as that of a user pool's client; "(guest)"; or "(classic flow)" for
	// those who ask AWS STS for a role themselves.
	Provider string
	// When is the case, such as a rule.
	When string
	// Role is the role that they get or would get: its construct path or logical id, or the ARN of one that no template defines. Empty
	// if there is none, or if it is not known.
	Role string
	// Outcome says whether they get credentials.
	Outcome Outcome
	// Uncertain says that AWS doesn't document what the row relies on.
	Uncertain bool
	// Note says why the outcome is unknown, or why the role can't be assumed. Empty where there is nothing to say.
	Note string
}

// DecisionTable returns the decision table of the identity pool: for each provider its rules in order, or the groups whose roles its
// tokens name, and what happens otherwise; then guests, and the classic flow unless it is off. A row that differs from deployment to
// deployment is unknown, and its note names the condition.
func (p *IdentityPool) DecisionTable() DecisionTable {
	if !p.connected.complete {
		return DecisionTable{Pool: p.name, Rows: []DecisionRow{{Provider: "(all)", When: "always", Note: tooManyConditions}}}
	}
	tables := make([][]DecisionRow, 0, len(p.pools))
	for _, pool := range p.pools {
		var rows []DecisionRow
		for _, each := range pool.cases() {
			rows = append(rows, each.DecisionRow)
		}
		tables = append(tables, rows)
	}
	return DecisionTable{Pool: p.name, Rows: p.mergeRows(tables)}
}

// decisionCase is a row of the table with what it was made of.
type decisionCase struct {
	DecisionRow

	role     role // that is asked for; none where it isn't known
	identity identity
}

// cases are those of one deployment.
func (p *pool) cases() []decisionCase {
	var rows []decisionCase
	for _, provider := range p.providers {
		rows = append(rows, p.providerRows(provider)...)
	}
	if !p.isDefined() {
		rows = append(rows, p.importedRows()...)
	}
	if !p.providersKnown {
		rows = append(rows, p.otherProvidersRow())
	}
	rows = append(rows, p.guestRow())
	return append(rows, p.classicFlowRows()...)
}

const (
	otherProviders = "(other providers)"
	guests         = "(guest)"
	always         = "always"
	otherwise      = "otherwise"
	preferredRole  = "preferred role of " // a group
	otherRole      = "other preferred role"
)

// row shows the choice of a role.
func (p *pool) row(provider, when string, chosen roleChoice, who identity, tags answer.Answer) decisionCase {
	row := decisionCase{
		DecisionRow: DecisionRow{Provider: provider, When: when, Outcome: outcomeOf(chosen.hasRole), Uncertain: chosen.uncertain}, identity: who,
	}
	if chosen.hasRole == answer.Unknown {
		row.Note = chosen.reason
	}
	if chosen.hasRole != answer.Yes {
		return row
	}
	row.role, row.Role = chosen.role, chosen.role.String()
	switch trust := p.trustFor(chosen.role, who, tags); trust.Answer {
	case answer.Yes:
	case answer.Unknown:
		row.Outcome = Unknown
		row.Note = "whether it can be assumed is unknown: " + trust.Reason
	default:
		row.Outcome = Refused
		row.Note = "it can't be assumed: " + trust.Reason
	}
	return row
}

func (p *pool) providerRows(idp *provider) []decisionCase {
	who := identity{kind: authenticated, pool: p, provider: idp}
	row := func(when string, chosen roleChoice) decisionCase {
		return p.row(idp.String(), when, chosen, who, p.hasTags(idp))
	}
	if idp.invalid != "" {
		refused := DecisionRow{Provider: idp.String(), When: always, Outcome: Refused, Note: "the service refuses the provider: " + idp.invalid}
		return []decisionCase{{DecisionRow: refused, identity: who}}
	}
	mapping, problem := p.findRoleMapping(idp)
	switch {
	case problem != nil:
		return []decisionCase{row(always, *problem)}
	case mapping != nil:
		return p.mappingRows(mapping, idp, row)
	case idp.kind == samlProvider:
		return []decisionCase{
			tokenDecides(idp.String(), "the assertion names a role", who),
			row(otherwise, p.chooseDefault(authenticated, "no role in the assertion")),
		}
	default:
		return []decisionCase{row(always, p.chooseDefault(authenticated, "no role mapping"))}
	}
}

// tokenDecides is for roles that come with the token.
func tokenDecides(provider, when string, who identity) decisionCase {
	row := DecisionRow{Provider: provider, When: when, Note: "the role comes with the token, so the templates don't tell"}
	return decisionCase{DecisionRow: row, identity: who}
}

func (p *pool) mappingRows(mapping *roleMapping, idp *provider, row func(string, roleChoice) decisionCase) []decisionCase {
	switch {
	case mapping.typeName.Is(cognito.TypeToken):
		return p.tokenRows(mapping, idp, row)
	case !mapping.typeName.Is(cognito.TypeRules):
		return []decisionCase{row(always, mapping.ofUnknownType())}
	case !mapping.rulesKnown:
		return []decisionCase{row(always, undecided("only the deployment knows the rules"))}
	}
	var rows []decisionCase
	for i, rule := range mapping.rules {
		rows = append(rows, row(whenRule(i, rule), choose(rule.role, "the rule matches")))
	}
	return append(rows, row(otherwise, p.resolve(mapping, "no role by the mapping")))
}

func whenRule(index int, rule mappingRule) string { return fmt.Sprintf("%d. %s", index+1, rule) }

// tokenRows are for a mapping of the type Token, which has no use for rules.
func (p *pool) tokenRows(mapping *roleMapping, idp *provider, row func(string, roleChoice) decisionCase) []decisionCase {
	doubted := func(chosen roleChoice) roleChoice {
		if len(mapping.rules) == 0 {
			return chosen
		}
		return chosen.uncertainBecause(rulesBesideToken)
	}
	var rows []decisionCase
	for _, group := range p.deployment.groupsWithRole(idp) {
		rows = append(rows, row(preferredRole+group.String(), doubted(choose(group.role, "of a group"))))
	}
	rows = append(rows, tokenDecides(mapping.shownProvider(idp), otherRole, identity{kind: authenticated, pool: p, provider: idp}))
	for i, rule := range mapping.rules {
		doubtful := undecided(rulesBesideToken)
		doubtful.uncertain = true
		rows = append(rows, row(whenRule(i, rule), doubtful))
	}
	return append(rows, row(otherwise, doubted(p.resolve(mapping, "no role by the mapping"))))
}

// shownProvider is the provider of the identity pool that the mapping is for; of an imported one only the mapping tells.
func (m *roleMapping) shownProvider(idp *provider) string {
	if idp != nil {
		return idp.String()
	}
	return m.provider.String()
}

// importedRows are for the providers of an imported identity pool that have role mappings.
func (p *pool) importedRows() []decisionCase {
	var rows []decisionCase
	for _, mapping := range p.roleMappings() {
		idp := mapping.imported
		who := identity{kind: authenticated, pool: p, provider: idp}
		rows = append(rows, p.mappingRows(mapping, idp, func(when string, chosen roleChoice) decisionCase {
			return p.row(mapping.provider.String(), when, chosen, who, p.hasTags(idp))
		})...)
	}
	return rows
}

func (p *pool) otherProvidersRow() decisionCase {
	row := p.row(otherProviders, always, p.chooseDefault(authenticated, "no role mapping"), identity{kind: authenticated, pool: p}, answer.No)
	if row.Outcome == Granted {
		row.Outcome, row.Note = Unknown, "only the deployment knows all the providers of "+p.name
		if !p.isDefined() {
			row.Note = p.name + " is not in the templates, so its providers are not known"
		}
	}
	return row
}

func (p *pool) guestRow() decisionCase {
	guest := identity{kind: unauthenticated, pool: p}
	if p.allowGuests != answer.Unknown {
		return p.row(guests, always, p.chooseForGuest(Login{}), guest, answer.No)
	}
	row := p.row(guests, always, p.chooseDefault(unauthenticated, "guests get the unauthenticated role"), guest, answer.No)
	if row.Outcome == Granted {
		row.Outcome, row.Note = Unknown, "only the deployment knows whether "+p.name+" allows guests"
		if !p.isDefined() {
			row.Note = p.name + " is not in the templates, so whether it allows guests is not known"
		}
	}
	return row
}
