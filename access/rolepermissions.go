package access

import (
	"regexp"
	"slices"
)

// RolePermissions are what a role of an identity pool lets somebody do.
type RolePermissions struct {
	// Role is its name, as in the decision table.
	Role string
	// Statements are those of its policies. Policy variables are as a person says them: <identity id>, <tag tenant>.
	Statements []PolicyStatement
}

// RolePermissions returns what each role of the decision table lets somebody do, in the order of the table.
func (p *IdentityPool) RolePermissions() []RolePermissions {
	var all []RolePermissions
	for _, pool := range p.policed() {
		for _, row := range pool.cases() {
			if row.role.definition == nil || row.Outcome == Refused {
				continue
			}
			at := slices.IndexFunc(all, func(other RolePermissions) bool { return other.Role == row.Role })
			if at < 0 {
				at = len(all)
				all = append(all, RolePermissions{Role: row.Role})
			}
			made := attempt{choice: choose(row.role, "%s", row.When), who: row.identity}
			subject := pool.subjectWith(Decision{Outcome: row.Outcome}, made, pool.mappedTags(row.identity.provider), unknownIdentity())
			for _, statement := range subject.statements() {
				all[at].Statements = addStatement(all[at].Statements, statement.inWords())
			}
		}
	}
	return all
}

var (
	identityVariable = regexp.MustCompile(`\$\{cognito-identity[a-z0-9.-]*:sub}`)
	tagVariable      = regexp.MustCompile(`(?i)\$\{aws:PrincipalTag/([^},]+)}`)
)

// inWords writes policy variables as a person says them.
func (s PolicyStatement) inWords() PolicyStatement {
	for _, list := range []*[]string{&s.Resources, &s.NotResources, &s.Conditions} {
		said := make([]string, 0, len(*list))
		for _, text := range *list {
			text = identityVariable.ReplaceAllString(text, "<identity id>")
			said = append(said, tagVariable.ReplaceAllString(text, "<tag $1>"))
		}
		*list = said
	}
	return s
}
