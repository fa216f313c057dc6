package access

import (
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/iam"
)

// compareTrust compares who may assume a role.
func (c *comparison) compareTrust(before, after entitlement) {
	earliest, latest := before.role.definition.trust().Policy, after.role.definition.trust().Policy
	earlier, later := iam.NewTrust(earliest).In(c.counterparts), iam.NewTrust(latest)
	gain, loss := later.GainOver(earlier), earlier.GainOver(later)
	lost, gained := slices.Concat(loss.Allowed, gain.Lifted), slices.Concat(gain.Allowed, loss.Lifted)
	was := before.subject.trusting(append(lost, replaced([]iam.Policy{earliest}, []iam.Policy{latest}, gained, lost)...))
	is := after.subject.trusting(append(gained, replaced([]iam.Policy{latest}, []iam.Policy{earliest}, lost, gained)...))
	was, is = append(was, loss.Unclear...), append(is, gain.Unclear...)
	found := effect{gain.Answer, loss.Answer}
	if c.counterparts.Resource(before.definedRole()) != after.definedRole() { // which they may have been able to assume before
		found = found.perhaps()
	}
	c.add(after.who(), "trust policy of "+after.Role, strings.Join(was, "; "), strings.Join(is, "; "), found)
}

// trusting are statements of a trust policy as people read them.
func (s *subject) trusting(statements []iam.Statement) []string {
	described := s.described(statements)
	for i, statement := range statements {
		var names []string
		for _, name := range statement.Principals() {
			names = append(names, name.String())
		}
		described[i] += " for " + strings.Join(names, ", ")
	}
	return described
}
