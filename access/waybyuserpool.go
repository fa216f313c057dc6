package access

import (
	"slices"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// waysByUserPool change what decides in a user pool which role its users get.
//
// See: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncognitouserpools.html
func (p poolWithPolicies) waysByUserPool(holder roleHolder, mapping *roleMapping, user *provider) []wayToRaise {
	who := identity{kind: authenticated, pool: p.pool, provider: user}
	gain := func(how string, roles func(*roleMapping, *provider) []role) func() string {
		return func() string { return prefixed(how+" ", p.betterRole(holder, who, roles(mapping, user))) }
	}
	userPool := p.userPoolARN(user)
	letWrite := gain("let users write the attribute for which a rule gives", p.rolesOfHiddenAttributes)
	ways := []wayToRaise{
		{"cognito-idp:AdminAddUserToGroup", userPool, gain("join a group that gets", p.rolesOfGroups)},
		{"cognito-idp:AdminUpdateUserAttributes", userPool, gain("set the attribute for which a rule gives", p.rolesOfAttributes)},
		{"cognito-idp:AdminCreateUser", userPool, gain("make a user with the attribute for which a rule gives", p.rolesOfAttributes)},
		{"cognito-idp:UpdateUserPoolClient", userPool, letWrite},
		{"cognito-idp:CreateUserPoolClient", userPool, letWrite},
	}
	if function := p.deployment.tokenTriggerOf(user); !function.IsEmpty() {
		ways = append(ways, wayToRaise{
			"lambda:UpdateFunctionCode", function, gain("write the claims for which the role mapping gives", p.mappedRoles),
		})
	}
	if mapping.typeName.Is(cognito.TypeToken) && holder.canPassRole(cognito.UserPoolPrincipal) {
		gain := func() string { return "choose the roles of groups, for it may pass roles, too" }
		ways = append(ways, wayToRaise{"cognito-idp:UpdateGroup", userPool, gain}, wayToRaise{"cognito-idp:CreateGroup", userPool, gain})
	}
	return append(ways, p.waysByPassword(user, func(how string) func() string { return gain(how, p.mappedRoles) })...)
}

// waysByPassword take over the account of somebody else.
func (p poolWithPolicies) waysByPassword(user *provider, gain func(how string) func() string) []wayToRaise {
	if p.deployment.mayAskForMore(user) {
		return nil
	}
	userPool := p.userPoolARN(user)
	ways := []wayToRaise{{"cognito-idp:AdminSetUserPassword", userPool, gain("sign in as somebody who gets")}}
	if p.deployment.sendsNewPasswords(user) {
		reset := gain("reset, by a message to themselves, the password of somebody who gets")
		ways = append(ways, wayToRaise{"cognito-idp:AdminUpdateUserAttributes", userPool, reset})
	}
	return ways
}

// mayAskForMore reports whether users of a user pool may need something beside their password.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa.html
func (d *deployment) mayAskForMore(user *provider) bool {
	userPool, defined := user.userPoolID.Resource()
	if !defined || userPool.Type != userPoolType {
		return true
	}
	return cfn.Same(d.templates.Properties(userPool).Field("MfaConfiguration").Text(), cfn.Literal("ON")) != answer.No
}

// sendsNewPasswords reports whether a user pool of the app lets whoever has the e-mail address or telephone number of a user choose a new password.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html
func (d *deployment) sendsNewPasswords(user *provider) bool {
	userPool, defined := user.userPoolID.Resource()
	if !defined {
		return false
	}
	mechanisms := d.templates.Properties(userPool).Field("AccountRecoverySetting").Field("RecoveryMechanisms")
	listed, known := mechanisms.Items()
	return !mechanisms.Exists() || known && slices.ContainsFunc(listed, func(mechanism cfn.Property) bool {
		return mechanism.Field("Name").Text().Contains("verified_")
	})
}

// tokenTriggerOf is the ARN of the function that may change the claims of a user's tokens; it is empty if none is known.
func (d *deployment) tokenTriggerOf(user *provider) cfn.Value {
	userPool, defined := user.userPoolID.Resource()
	if !defined {
		return cfn.Value{}
	}
	return d.tokenTrigger(userPool)
}

// mappedRoles are all that a mapping gives to users.
func (p poolWithPolicies) mappedRoles(mapping *roleMapping, user *provider) []role {
	if mapping.typeName.Is(cognito.TypeToken) {
		return p.rolesOfGroups(mapping, user)
	}
	var roles []role
	for _, of := range mapping.rules {
		roles = append(roles, of.role)
	}
	return roles
}

// rolesOfGroups are those that a mapping gives to members of groups.
func (p poolWithPolicies) rolesOfGroups(mapping *roleMapping, user *provider) []role {
	var roles []role
	if mapping.typeName.Is(cognito.TypeToken) {
		for _, group := range p.deployment.groupsWithRole(user) {
			roles = append(roles, group.role)
		}
		return roles
	}
	for _, of := range mapping.rules {
		if of.claim.Is(cognito.GroupsClaim) || of.claim.Is(cognito.RolesClaim) || of.claim.Is(cognito.PreferredRoleClaim) {
			roles = append(roles, of.role)
		}
	}
	return roles
}

// rolesOfAttributes are those that a mapping gives for attributes of users.
func (p poolWithPolicies) rolesOfAttributes(mapping *roleMapping, user *provider) []role {
	var roles []role
	for _, of := range p.rulesOnAttributes(mapping, user) {
		roles = append(roles, of.role)
	}
	return roles
}

// rulesOnAttributes are the rules that compare attributes of users. What a function puts into tokens is not an attribute.
func (p poolWithPolicies) rulesOnAttributes(mapping *roleMapping, user *provider) []mappingRule {
	if !mapping.typeName.Is(cognito.TypeRules) || !p.deployment.tokenTriggerOf(user).IsEmpty() {
		return nil
	}
	var found []mappingRule
	for i, of := range mapping.rules {
		claim, _ := of.claim.Literal()
		problem, _ := p.neverApplies(mapping, i)
		if problem == "" && isAttributeName(claim) {
			found = append(found, of)
		}
	}
	return found
}

// rolesOfHiddenAttributes are those that a mapping gives for attributes that users could write if a client let them, and none does.
func (p poolWithPolicies) rolesOfHiddenAttributes(mapping *roleMapping, user *provider) []role {
	var roles []role
	for _, of := range p.rulesOnAttributes(mapping, user) {
		if p.deployment.isHiddenAttribute(mapping.provider, of.claim) {
			roles = append(roles, of.role)
		}
	}
	return roles
}

// isHiddenAttribute reports whether a claim certainly is what users could write by a client, and can't by any that there is.
func (d *deployment) isHiddenAttribute(of providerName, claim cfn.Value) bool {
	userPool, defined := of.userPoolID.Resource()
	name, _ := claim.Literal()
	_, isWritable := d.writableClaim(of, claim)
	return defined && !isWritable && d.isAttribute(of, claim) && d.isWritableAttribute(userPool, name)
}

func (p *pool) userPoolARN(user *provider) cfn.Value {
	if userPool, defined := user.userPoolID.Resource(); defined {
		if arn, known := userPool.ARN(); known {
			return arn
		}
	}
	return p.arnOf(cognito.UserPoolService, "userpool/", user.userPoolID)
}
