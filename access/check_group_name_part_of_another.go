package access

import (
	"fmt"
	"slices"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/cognito"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

// checkGroupNames reports rules on a group that may match the members of another one, too.
func checkGroupNames(p *pool, found *reporter) {
	for _, mapping := range p.roleMappings() {
		for i, each := range mapping.rules {
			other := p.deployment.groupWithPart(mapping, each)
			if other == nil {
				continue
			}
			found.report(fault{
				rule:      rule.GroupNamePartOfAnother,
				uncertain: true,
				resource:  mapping.resource,
				at:        each.at,
				message: fmt.Sprintf("rule %d of RoleMappings.%s looks for %q, which is part of the name of the group %s; "+
					"whether members of that group match is not documented", i+1, mapping.key, each.value, other),
				cure: "rename one of the groups, or use a role mapping of type Token",
			})
		}
	}
}

// groupWithPart returns a group in whose name the one that a rule looks for is a part, and to which the mapping doesn't give that role anyway.
func (d *deployment) groupWithPart(mapping *roleMapping, one mappingRule) *group {
	if !one.isOnGroup() || one.value.IsEmpty() || one.value.HasWildcard() || !mapping.typeName.Is(cognito.TypeRules) {
		return nil
	}
	at := slices.IndexFunc(d.groups, func(group *group) bool {
		return cfn.Same(group.userPoolID, mapping.provider.userPoolID) == answer.Yes && group.name.Holds(one.value) &&
			cfn.Same(one.value, group.name) == answer.No && !mapping.givesToGroup(group, one.role)
	})
	if at < 0 {
		return nil
	}
	return d.groups[at]
}

// isOnGroup reports whether a rule looks for a group by its name.
func (r mappingRule) isOnGroup() bool {
	return r.claim.Is(cognito.GroupsClaim) && r.matchType.Is(cognito.MatchContains)
}

func (m *roleMapping) givesToGroup(group *group, wanted role) bool {
	return slices.ContainsFunc(m.rules, func(each mappingRule) bool {
		return each.isOnGroup() && cfn.Same(each.value, group.name) == answer.Yes && each.role.is(wanted) == answer.Yes
	})
}
