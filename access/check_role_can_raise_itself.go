package access

import (
	"fmt"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

// checkRolesRaise reports statements by which the users of a role give themselves a role that may do more. An administrator has nothing to
// gain.
func checkRolesRaise(p policedPool, found *reporter) {
	for _, holder := range p.roleHolders() {
		if holder.isAdministrator() {
			continue
		}
		grants := holder.grants()
		for _, way := range p.waysToRaise(holder) {
			for _, by := range grants {
				if holder.allows(by, way.action, way.resource) != answer.Yes {
					continue
				}
				found.reportGrant(by, fault{
					rule:    rule.RoleCanRaiseItself,
					message: fmt.Sprintf("it lets %s do %s on %s, and so %s", holder.role, way.action, way.resource, way.result),
					cure:    "take the action from the role; give it to a function that checks who asks",
				})
			}
		}
	}
}
