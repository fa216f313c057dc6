package access

import (
	"fmt"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

// checkRolesRaise reports statements by which the users of a role give themselves a role that may do more. An administrator has nothing to
// gain.
func checkRolesRaise(p poolWithPolicies, found *reporter) {
	for _, holder := range found.roleHolders(p) {
		if holder.isAdministrator() {
			continue
		}
		for _, way := range p.waysToRaise(holder) {
			for _, by := range holder.grants {
				if found.hasError(rule.RoleCanRaiseItself, by) || holder.allows(by, way.action, way.resource) != answer.Yes {
					continue
				}
				gain := way.gain()
				if gain == "" {
					break
				}
				found.reportGrant(by, fault{
					rule:    rule.RoleCanRaiseItself,
					message: fmt.Sprintf("it lets %s do %s on %s, and so %s", holder.role, way.action, way.resource, gain),
					cure:    "take the action from the role; give it to a function that checks who asks",
				})
			}
		}
	}
}
