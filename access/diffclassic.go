package access

import (
	"slices"
	"strings"
)

// compareClassicFlow compares the roles that an app may ask for in the classic flow.
func (c *comparison) compareClassicFlow() {
	earlier, later := c.before.classicEntitlements(), c.after.classicEntitlements()
	was, is := c.before.classicFlowShown(), c.after.classicFlowShown()
	if was != is {
		c.switchClassicFlow(earlier, later, was, is)
		return
	}
	remaining := slices.Clone(later)
	nothing := entitlement{decisionCase: decisionCase{DecisionRow: DecisionRow{Outcome: Refused}}}
	for _, before := range earlier {
		at := slices.IndexFunc(remaining, func(after entitlement) bool {
			return after.When == before.When && c.counterparts.Resource(before.definedRole()) == after.definedRole()
		})
		after := nothing
		after.Provider, after.When = before.Provider, before.When
		if at >= 0 {
			after = remaining[at]
			remaining = slices.Delete(remaining, at, at+1)
		}
		c.compareCase(before, after)
	}
	for _, after := range remaining {
		c.compareCase(nothing, after)
	}
}

// switchClassicFlow reports that the classic flow is switched on or off, in one change instead of one for each role.
func (c *comparison) switchClassicFlow(earlier, later []entitlement, was, is string) {
	found := wider(c.before.allowClassicFlow, c.after.allowClassicFlow)
	if len(earlier) == 0 && len(later) == 0 { // role mappings stand in its way
		found = found.perhaps()
	}
	c.add(everyone, "classic flow", was+rolesOf(earlier), is+rolesOf(later), found)
}

func (p poolWithPolicies) classicEntitlements() []entitlement {
	return slices.DeleteFunc(p.entitlementsOf(p.classicFlowRows()), func(each entitlement) bool { return each.Outcome == Refused })
}

// classicFlowShown says whether the classic flow is allowed.
func (p *pool) classicFlowShown() string {
	if p.isClassicFlowLeftOut() {
		return "left out, so perhaps on"
	}
	return onOff.shown(p.allowClassicFlow)
}

func rolesOf(entitlements []entitlement) string {
	var roles []string
	for _, each := range entitlements {
		if !slices.Contains(roles, each.Role) {
			roles = append(roles, each.Role)
		}
	}
	if len(roles) == 0 {
		return ""
	}
	return ", for " + strings.Join(roles, ", ")
}
