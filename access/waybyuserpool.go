package access

import (
	"slices"

	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// waysByUserPool change what decides in a user pool which role its users get.
//
// See: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncognitouserpools.html
func (p poolWithPolicies) waysByUserPool(holder roleHolder, mapping *roleMapping, idp *provider) []wayToRaise {
	who := identity{kind: authenticated, pool: p.pool, provider: idp}
	gain := func(how string, roles func(*roleMapping, *provider) []role) func() string {
		return func() string { return prefixed(how+" ", p.betterRole(holder, who, roles(mapping, idp))) }
	}
	userPool := p.userPoolARN(idp)
	letWrite := gain("let users write the attribute for which a rule gives", p.rolesOfHiddenAttributes)
	ways := []wayToRaise{
		{"cognito-idp:AdminAddUserToGroup", userPool, gain("join a group that gets", p.rolesOfGroups)},
		{"cognito-idp:AdminUpdateUserAttributes", userPool, gain("set the attribute for which a rule gives", p.rolesOfAttributes)},
		{"cognito-idp:AdminCreateUser", userPool, gain("make a user with the attribute for which a rule gives", p.rolesOfAttributes)},
		{"cognito-idp:UpdateUserPoolClient", userPool, letWrite},
		{"cognito-idp:CreateUserPoolClient", userPool, letWrite},
	}
	if function := p.deployment.tokenTriggerOf(idp); !function.IsEmpty() {
		ways = append(ways, wayToRaise{
			"lambda:UpdateFunctionCode", function, gain("write the claims for which the role mapping gives", p.mappedRoles),
		})
	}
	if mapping.typeName.Is(cognito.TypeToken) && holder.canPassRole(cognito.UserPoolPrincipal) {
		gain := func() string { return "choose the roles of groups, for it may pass roles, too" }
		ways = append(ways, wayToRaise{"cognito-idp:UpdateGroup", userPool, gain}, wayToRaise{"cognito-idp:CreateGroup", userPool, gain})
	}
	return append(ways, p.waysByPassword(idp, func(how string) func() string { return gain(how, p.mappedRoles) })...)
}

// waysByPassword take over the account of somebody else.
func (p poolWithPolicies) waysByPassword(idp *provider, gain func(how string) func() string) []wayToRaise {
	if p.deployment.mayAskForMore(idp) {
		return nil
	}
	userPool := p.userPoolARN(idp)
	ways := []wayToRaise{{"cognito-idp:AdminSetUserPassword", userPool, gain("sign in as somebody who gets")}}
	if p.deployment.sendsNewPasswords(idp) {
		reset := gain("reset, by a message to themselves, the password of somebody who gets")
		ways = append(ways, wayToRaise{"cognito-idp:AdminUpdateUserAttributes", userPool, reset})
	}
	return ways
}

// mayAskForMore reports whether users of a user pool may need something beside their password.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa.html
func (d *deployment) mayAskForMore(idp *provider) bool {
	userPool, defined := idp.userPoolID.Resource()
	if !defined || userPool.Type != userPoolType {
		return true
	}
	configuration := d.templates.Properties(userPool).Field("MfaConfiguration").Text()
	return !configuration.IsEmpty() && !configuration.Is("OFF")
}

// sendsNewPasswords reports whether a user pool of the app lets whoever has the e-mail address or telephone number of a user choose a new password.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html
func (d *deployment) sendsNewPasswords(idp *provider) bool {
	userPool, defined := idp.userPoolID.Resource()
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
func (d *deployment) tokenTriggerOf(idp *provider) cfn.Value {
	userPool, defined := idp.userPoolID.Resource()
	if !defined {
		return cfn.Value{}
	}
	return d.tokenTrigger(userPool)
}

// mappedRoles are all that a mapping gives to users.
func (p poolWithPolicies) mappedRoles(mapping *roleMapping, idp *provider) []role {
	if mapping.typeName.Is(cognito.TypeToken) {
		return p.rolesOfGroups(mapping, idp)
	}
	var roles []role
	for _, each := range mapping.rules {
		roles = append(roles, each.role)
	}
	return roles
}

// rolesOfGroups are those that a mapping gives to members of groups.
func (p poolWithPolicies) rolesOfGroups(mapping *roleMapping, idp *provider) []role {
	var roles []role
	if mapping.typeName.Is(cognito.TypeToken) {
		for _, group := range p.deployment.groupsWithRole(idp) {
			roles = append(roles, group.role)
		}
		return roles
	}
	for _, each := range mapping.rules {
		if each.claim.Is(cognito.GroupsClaim) || each.claim.Is(cognito.RolesClaim) || each.claim.Is(cognito.PreferredRoleClaim) {
			roles = append(roles, each.role)
		}
	}
	return roles
}

// rolesOfAttributes are those that a mapping gives for attributes of users.
func (p poolWithPolicies) rolesOfAttributes(mapping *roleMapping, idp *provider) []role {
	var roles []role
	for _, each := range p.rulesOnAttributes(mapping, idp) {
		roles = append(roles, each.role)
	}
	return roles
}

// rulesOnAttributes are the rules that compare attributes of users. What a function puts into tokens is not an attribute.
func (p poolWithPolicies) rulesOnAttributes(mapping *roleMapping, idp *provider) []mappingRule {
	if !mapping.typeName.Is(cognito.TypeRules) || !p.deployment.tokenTriggerOf(idp).IsEmpty() {
		return nil
	}
	var found []mappingRule
	for i, each := range mapping.rules {
		claim, _ := each.claim.Literal()
		problem, _ := p.neverApplies(mapping, i)
		if problem == "" && isAttributeName(claim) {
			found = append(found, each)
		}
	}
	return found
}

// rolesOfHiddenAttributes are those that a mapping gives for attributes that users could write if a client let them, and none does.
func (p poolWithPolicies) rolesOfHiddenAttributes(mapping *roleMapping, idp *provider) []role {
	var roles []role
	for _, each := range p.rulesOnAttributes(mapping, idp) {
		if p.deployment.isHiddenAttribute(mapping.provider, each.claim) {
			roles = append(roles, each.role)
		}
	}
	return roles
}

// isHiddenAttribute reports whether a claim certainly is what users could write by a client, and can't by any that there is.
func (d *deployment) isHiddenAttribute(each providerName, claim cfn.Value) bool {
	userPool, defined := each.userPoolID.Resource()
	name, _ := claim.Literal()
	_, isWritable := d.writableClaim(each, claim)
	return defined && !isWritable && d.isAttribute(each, claim) && d.isWritableAttribute(userPool, name)
}

func (p *pool) userPoolARN(idp *provider) cfn.Value {
	if userPool, defined := idp.userPoolID.Resource(); defined {
		if arn, known := userPool.ARN(); known {
			return arn
		}
	}
	return p.arnOf(cognito.UserPoolService, "userpool/", idp.userPoolID)
}
