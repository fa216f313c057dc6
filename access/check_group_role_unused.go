package access

import (
	"fmt"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/cognito"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

// checkGroupRolesUsed reports roles of groups that no token mapping hands out, of user pools with which users sign in to an identity pool.
func checkGroupRolesUsed(d *deployment, found *reporter) {
	for _, group := range d.groups {
		if group.role.arn.IsEmpty() || d.handsOutRole(group) != answer.No {
			continue
		}
		found.report(fault{
			rule:     rule.GroupRoleUnused,
			resource: group.resource,
			at:       group.properties.Field("RoleArn"),
			message:  fmt.Sprintf("the group %s has the role %s, which no role mapping of type Token hands out", group, group.role),
			cure:     "add a role mapping of type Token for the user pool's client, or leave the role out",
		})
	}
}

// handsOutRole reports whether an identity pool gives users the role of their group. It is unknown where none takes users of the group's
// user pool at all: the role may be for something else.
func (d *deployment) handsOutRole(group *group) answer.Answer {
	hasUserPool, found := false, answer.No
	for _, pool := range d.pools {
		for _, provider := range pool.providers {
			if provider.kind != userPoolProvider || cfn.Same(provider.userPoolID, group.userPoolID) != answer.Yes {
				continue
			}
			hasUserPool = true
			found = max(found, pool.handsOutRole(provider, group.role))
		}
	}
	if !hasUserPool {
		return answer.Unknown
	}
	return found
}

func (p *pool) handsOutRole(idp *provider, wanted role) answer.Answer {
	mapping, problem := p.findRoleMapping(idp)
	switch {
	case problem != nil:
		return answer.Unknown
	case mapping == nil:
		return answer.No
	case mapping.typeName.Is(cognito.TypeToken):
		return answer.Yes
	case !mapping.typeName.Is(cognito.TypeRules) || !mapping.rulesKnown:
		return answer.Unknown
	default: // a rule may give it
		return answer.AnyOf(mapping.rules, func(of mappingRule) answer.Answer { return of.role.is(wanted) })
	}
}
