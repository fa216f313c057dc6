package access

import (
	"fmt"
	"slices"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/iam"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

// checkGuestPermissionsBlocked reports what guests are allowed and can't do in the enhanced flow.
func checkGuestPermissionsBlocked(p poolWithPolicies, found *reporter) {
	severity := rule.Warning
	if p.allowClassicFlow != answer.No {
		severity = rule.Note
	}
	for _, holder := range found.roleHolders(p) {
		if !holder.subject.isGuest {
			continue
		}
		for _, by := range holder.grants {
			actions := actionsOf(by.Statement)
			at := slices.IndexFunc(actions, isBlockedForGuests)
			if at < 0 {
				continue
			}
			found.reportGrant(by, fault{
				rule:      rule.GuestPermissionBlocked,
				severity:  severity,
				uncertain: true,
				message:   fmt.Sprintf("it allows %s to guests, and Cognito takes that away from them in the enhanced flow", actions[at]),
				cure:      "let users sign in for this, or call the service for them from a function that guests may invoke",
			})
		}
	}
}

// isBlockedForGuests reports whether no session policy of guests allows an action.
func isBlockedForGuests(action string) bool {
	return !slices.ContainsFunc(guestPolicies, func(policy iam.Policy) bool {
		return policy.Evaluate(iam.Request{Action: action, Resource: everyResource}).Answer != answer.No
	})
}
