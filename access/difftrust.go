package access

import (
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/iam"
)

// compareTrust compares who may assume a role that is the same in both versions.
func (c *comparison) compareTrust(before, after entitlement) {
	earlier := iam.NewTrust(before.role.definition.trust().Policy).In(c.counterparts)
	later := iam.NewTrust(after.role.definition.trust().Policy)
	gain, loss := later.GainOver(earlier), earlier.GainOver(later)
	was := append(before.subject.trusting(loss.Allowed), before.subject.trusting(gain.Lifted)...)
	is := append(after.subject.trusting(gain.Allowed), after.subject.trusting(loss.Lifted)...)
	was, is = append(was, loss.Unclear...), append(is, gain.Unclear...)
	c.add(after.who(), "trust policy of "+after.Role, strings.Join(was, "; "), strings.Join(is, "; "), effect{gain.Answer, loss.Answer})
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
