package access

import (
	"fmt"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/cognito"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

// checkGroupPrecedence reports groups of a token mapping between whose roles the user pool can't choose.
func checkGroupPrecedence(d *deployment, found *reporter) {
	for i, group := range d.groups {
		if group.role.arn.IsEmpty() || !d.hasTokenMapping(group) {
			continue
		}
		for _, other := range d.groups[:i] {
			if !group.tiesWith(other) {
				continue
			}
			found.reportOnce(fault{
				rule:     rule.GroupPrecedenceTie,
				resource: group.resource,
				at:       group.properties.Field("Precedence"),
				message: fmt.Sprintf("the groups %s and %s have equal precedence and different roles, so who is in both has no preferred role",
					other, group),
				cure: "give each group a different Precedence; the lowest number wins",
			})
		}
	}
}

// tiesWith reports whether a user pool certainly can't choose between the roles of two of its groups.
func (g *group) tiesWith(other *group) bool {
	order, known := g.before(other)
	return known && order == 0 && !g.precedence.IsEmpty() && !other.role.arn.IsEmpty() &&
		cfn.Same(g.userPoolID, other.userPoolID) == answer.Yes && g.role.is(other.role) == answer.No
}

func (d *deployment) hasTokenMapping(group *group) bool {
	for _, pool := range d.pools {
		for _, provider := range pool.providers {
			mapping, _ := pool.findRoleMapping(provider)
			if mapping != nil && mapping.typeName.Is(cognito.TypeToken) && cfn.Same(provider.userPoolID, group.userPoolID) == answer.Yes {
				return true
			}
		}
	}
	return false
}
