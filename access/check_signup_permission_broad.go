package access

import (
	"fmt"
	"slices"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/iam"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

// checkSignUpPermissionsBroad reports statements that let whoever signs up use all of a service, or IAM. One by which they also get a better
// role is reported for that.
func checkSignUpPermissionsBroad(p poolWithPolicies, found *reporter) {
	for _, holder := range found.roleHolders(p) {
		provider := p.openProviderOf(holder)
		if provider == nil {
			continue
		}
		for _, by := range holder.grants {
			action, isBroad := holder.firstAction(by, func(statement iam.Statement, action string) bool {
				return serviceOfAction(action) == "iam" || isWholeService(action) && isOnEveryResource(statement)
			})
			if !isBroad || holder.isTakenAway(by, action) || found.hasError(rule.RoleCanRaiseItself, by) {
				continue
			}
			found.reportGrant(by, fault{
				rule:      rule.SignupPermissionBroad,
				uncertain: p.deployment.mayRefuseSignUp(provider),
				message: fmt.Sprintf("anyone can sign up with %s, and gets %s, which it lets do %s on %s",
					provider, holder.role, action, resourcesOf(by.Statement)),
				cure: "name the actions and the resources that users need, or let an administrator make the accounts",
			})
		}
	}
}

// openProviderOf returns the provider with which anyone can sign up and get the role, nil if there is none.
func (p poolWithPolicies) openProviderOf(holder roleHolder) *provider {
	if holder.who.kind != authenticated {
		return nil
	}
	if holder.who.classicFlow { // an app asks for any role
		at := slices.IndexFunc(p.providers, p.deployment.anyoneCanSignUpWith)
		if at < 0 {
			return nil
		}
		return p.providers[at]
	}
	idp := holder.who.provider
	if idp == nil || !p.deployment.anyoneCanSignUpWith(idp) || p.usesAuthenticatedRole(idp) != answer.Yes || !p.isDefaultRole(holder.role) {
		return nil
	}
	return idp
}

func (p *pool) isDefaultRole(wanted role) bool {
	return slices.ContainsFunc(p.attachments, func(attachment *roleAttachment) bool {
		attached, found := attachment.roles[authenticated]
		return found && attached.is(wanted) == answer.Yes
	})
}
