package access

import (
	"fmt"

	"github.com/awscdk-constructs/identitypool/internal/iam"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

// checkGuestPermissionsBroad reports statements that let guests use all of a service, or write to whatever there is. One by which they also
// get around a condition, or get a better role, is reported for that.
func checkGuestPermissionsBroad(p poolWithPolicies, found *reporter) {
	for _, holder := range found.roleHolders(p) {
		if holder.who.kind != unauthenticated {
			continue
		}
		for _, by := range holder.grants {
			action, isBroad := holder.firstAction(by, func(statement iam.Statement, action string) bool {
				return isWholeService(action) || iam.Writes(action) && isOnEveryResource(statement)
			})
			isWorse := found.hasError(rule.LeadingKeysBypassed, by) || found.hasError(rule.RoleCanRaiseItself, by)
			if !isBroad || isWorse || holder.isTakenAway(by, action) {
				continue
			}
			found.reportGrant(by, fault{
				rule:    rule.GuestPermissionBroad,
				message: fmt.Sprintf("it lets guests, who get %s, do %s on %s", holder.role, action, resourcesOf(by.Statement)),
				cure:    "name the actions and the resources that guests need",
			})
		}
	}
}
