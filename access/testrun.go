package access

import (
	"fmt"
	"slices"
	"strings"
)

// test is one of [Tests].
type test struct {
	name    string
	line    int
	login   Login
	role    expectation // no text: not expected
	refused expectation // no line: not expected
	can     []testRequest
	cannot  []testRequest
}

// expectation is a text with its line.
type expectation struct {
	text string
	line int
}

type testRequest struct {
	Request

	line int
}

// failure is an expectation that is not met.
type failure struct {
	line   int
	reason string
}

func (t test) run(app *App, pool *IdentityPool) []failure {
	session := pool.Session(t.login)
	permission := func(request Request) Permission {
		if err := app.CheckRequest(request); err != nil {
			return Permission{Reason: err.Error()}
		}
		return session.Can(request)
	}
	var failures []failure
	fail := func(line int, format string, arguments ...any) {
		failures = append(failures, failure{line, fmt.Sprintf(format, arguments...)})
	}
	if t.role.text != "" && !pool.isGranted(session.Decision, t.role.text) {
		fail(t.role.line, "expected the role %s, but it is %s", t.role.text, session.Decision)
	}
	if t.refused.line > 0 && session.Outcome != Refused {
		fail(t.refused.line, "expected the sign-in to be refused, but it is %s", session.Decision)
	}
	for _, request := range t.can {
		if permission := permission(request.Request); permission.Outcome != Granted {
			fail(request.line, "expected %s to be granted, but it is %s", request.Request, permission)
		}
	}
	for _, request := range t.cannot {
		if permission := permission(request.Request); permission.Outcome != Refused {
			fail(request.line, "expected %s to be refused, but it is %s", request.Request, permission)
		}
	}
	return failures
}

func reasonOf(failures []failure) string {
	if len(failures) == 1 {
		return failures[0].reason
	}
	lines := make([]string, 0, len(failures))
	for _, each := range failures {
		lines = append(lines, fmt.Sprintf("line %d: %s", each.line, each.reason))
	}
	return strings.Join(lines, "\n")
}

// isGranted reports whether a decision grants the role that somebody calls by any of its names.
func (p *IdentityPool) isGranted(decision Decision, name string) bool {
	if decision.Outcome != Granted {
		return false
	}
	return slices.ContainsFunc(p.pools, func(pool *pool) bool { return pool.deployment.roleNamed(name).String() == decision.Role })
}

// unexercised are the rows that no test signs in by. A row whose role is refused or unknown can be tested, too.
func (p *IdentityPool) unexercised(tests []test) []DecisionRow {
	rows := p.DecisionTable().Rows
	exercised := make([]bool, len(rows))
	for _, each := range tests {
		if at := p.rowOf(rows, each.login); at >= 0 {
			exercised[at] = true
		}
	}
	var left []DecisionRow
	for i, row := range rows {
		if !exercised[i] {
			left = append(left, row)
		}
	}
	return left
}

// rowOf is the row by which a login is decided, -1 if none is known to be.
func (p *IdentityPool) rowOf(rows []DecisionRow, login Login) int {
	decision, provider := p.SignIn(login), p.shownProvider(login)
	at := func(isRow func(DecisionRow) bool) int {
		return slices.IndexFunc(rows, func(row DecisionRow) bool { return row.Provider == provider && isRow(row) })
	}
	hasRole := func(row DecisionRow) bool { return row.Role == decision.Role }
	switch {
	case login.ClassicFlow:
		return at(hasRole)
	case decision.Rule > 0:
		number := fmt.Sprintf("%d. ", decision.Rule)
		return at(func(row DecisionRow) bool { return strings.HasPrefix(row.When, number) })
	}
	byDefault := at(func(row DecisionRow) bool { return row.When == always || row.When == otherwise })
	if decision.Role == "" {
		return byDefault
	}
	if ofGroup := at(func(row DecisionRow) bool { return hasRole(row) && strings.HasPrefix(row.When, preferredRole) }); ofGroup >= 0 {
		return ofGroup
	}
	if byDefault >= 0 && hasRole(rows[byDefault]) {
		return byDefault
	}
	return at(func(row DecisionRow) bool { return row.When == otherRole })
}

// shownProvider is whom a login signs in with, as the decision table shows it.
func (p *IdentityPool) shownProvider(login Login) string {
	if login.ClassicFlow {
		return classicFlow
	}
	if login.Provider == "" {
		return guests
	}
	for _, pool := range p.pools {
		if provider, _ := pool.findProvider(login.Provider); provider != nil {
			return provider.String()
		}
	}
	return login.Provider
}
