package access_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/awscdk-constructs/identitypool/access"
)

const (
	lowestPrecedence = "Guide, user groups: Groups with lower Precedence values take precedence over groups with higher or null Precedence values."
	equalPrecedence  = "Guide, user groups: Two groups can have the same Precedence value. If this happens, neither group takes precedence over the other."
	sameRole         = "Guide, user groups: If two groups with the same Precedence have the same role ARN, that role is used in the cognito:preferred_role claim."
)

// userGroup is a group of the user pool; nil properties are left out.
func userGroup(name string, precedence, role any) object {
	properties := object{"UserPoolId": ref("Users"), "GroupName": name}
	if precedence != nil {
		properties["Precedence"] = precedence
	}
	if role != nil {
		properties["RoleArn"] = getAtt(role.(string), "Arn")
	}
	return resource("AWS::Cognito::UserPoolGroup", properties)
}

func withGroups(resources object) {
	resources["Admins"] = userGroup("admins", 1, "Admin")
	resources["Sellers"] = userGroup("sellers", 2, "Sales")
	resources["Buyers"] = userGroup("buyers", 2, "Authenticated")
	resources["Vendors"] = userGroup("vendors", 2, "Sales")
	resources["Last"] = userGroup("last", nil, "Admin")
	resources["AlsoLast"] = userGroup("also last", nil, "Sales")
	resources["Highest"] = userGroup("highest", 2147483647, "Sales")
	resources["Plain"] = userGroup("plain", 0, nil)
	resources["Zero"] = userGroup("zero", 0, "Sales")
	resources["OfOthers"] = resource("AWS::Cognito::UserPoolGroup", object{"UserPoolId": ref("OtherUsers"), "GroupName": "others", "RoleArn": getAtt("Admin", "Arn")})
	resources["OtherUsers"] = resource("AWS::Cognito::UserPool", object{})
}

func inGroups(names ...string) login { return login{Provider: "Web", Groups: names} }

func TestSignInByGroups(t *testing.T) {
	t.Parallel()
	checkSignIns(t, poolTemplate(withGroups, withMapping("users", sub(webClient), token())), nil, []signIn{
		{"the role of the only group", tokenPreferred, inGroups("sellers"), byMapping(getsRole("Sales"))},
		{"the role of the group with the lowest precedence", lowestPrecedence, inGroups("sellers", "admins"), byMapping(getsRole("Admin"))},
		{"0 is lower than all", lowestPrecedence, inGroups("admins", "zero"), byMapping(getsRole("Sales"))},
		{"no precedence comes last", lowestPrecedence, inGroups("last", "sellers"), byMapping(getsRole("Sales"))},
		{"no precedence comes after the highest there is", lowestPrecedence, inGroups("last", "highest"), byMapping(getsRole("Sales"))},
		{"no precedence and no other group", tokenPreferred, inGroups("last"), byMapping(getsRole("Admin"))},
		{"equal precedence and different roles", equalPrecedence, inGroups("sellers", "buyers"), byMapping(isRefused())},
		{"equal precedence and the same role", sameRole, inGroups("sellers", "vendors"), byMapping(getsRole("Sales"))},
		{"no precedence twice and different roles", unlisted, inGroups("last", "also last"), uncertain(byMapping(isRefused()))},
		{"a role asked for of one of the groups", tokenCustom, login{Provider: "Web", Groups: []string{"sellers", "admins"}, CustomRole: "Sales"}, byMapping(getsRole("Sales"))},
		{"a role asked for of no group", tokenCustom, login{Provider: "Web", Groups: []string{"sellers"}, CustomRole: "Admin"}, byMapping(isRefused())},
		{"a group without role before one with a role", unlisted, inGroups("plain", "sellers"), uncertain(byMapping(isUnknown()))},
		{"only a group without role", unlisted, inGroups("plain"), uncertain(byMapping(isRefused()))},
		{"no group", unlisted, inGroups(), uncertain(byMapping(isRefused()))},
		{"a group that no template defines", unlisted, inGroups("missing"), byMapping(isUnknown())},
		{"a group of another user pool", unlisted, inGroups("others"), byMapping(isUnknown())},
		{"a claim that is given counts more", tokenPreferred, login{Provider: "Web", Groups: []string{"admins"}, Claims: claims{"cognito:preferred_role": "Sales"}}, byMapping(getsRole("Sales"))},
	})
	checkSignIns(t, poolTemplate(withGroups, withMapping("users", sub(webClient), rules(rule("cognito:groups", "Contains", "admins", "Admin")))), nil, []signIn{
		{"a rule on the group", containsGroup, inGroups("sellers", "admins"), byRule("Admin", 1)},
		{"a rule on another group", containsGroup, inGroups("sellers"), byMapping(isRefused())},
	})
	checkSignIns(t, poolTemplate(withGroups, withMapping("users", sub(webClient), rules(rule("cognito:roles", "Contains", "Admin", "Admin")))), nil, []signIn{
		{"a rule on the ARNs of roles", unlisted, inGroups("admins"), uncertain(decision{Outcome: unknown, RoleMapping: "users", Rule: 1})},
	})
}

func TestSignInByGroupsWhosePrecedenceIsNotKnown(t *testing.T) {
	t.Parallel()
	template := withParameters(poolTemplate(withMapping("users", sub(webClient), token()),
		withResource("Admins", userGroup("admins", ref("Rank"), "Admin")), withResource("Sellers", userGroup("sellers", 2, "Sales"))),
		object{"Rank": object{"Type": "Number"}})
	got := mustReadPool(t, template).SignIn(inGroups("admins", "sellers"))
	assert.Equal(t, unknown, got.Outcome, got)
	assert.Contains(t, got.Reason, "has precedence")
	got = mustReadPool(t, template, access.WithParameter("Rank", "1")).SignIn(inGroups("admins", "sellers"))
	assert.Equal(t, "Admin", got.Role, got)
}

func TestAGroupThatNoTemplateDefinesIsToldFromThoseThatAreThere(t *testing.T) {
	t.Parallel()
	mapped := withMapping("users", sub(webClient), token())
	unnamed := resource("AWS::Cognito::UserPoolGroup", object{"UserPoolId": ref("Users")})
	got := mustReadPool(t, poolTemplate(mapped, withResource("Admins", userGroup("admins", 1, "Admin")), withResource("Unnamed", unnamed))).SignIn(inGroups("admin"))
	assert.Contains(t, got.Reason, `no template defines the group "admin" of the user pool of Web, so its role is not known; the templates define "admins", "Unnamed"`)
	got = mustReadPool(t, poolTemplate(mapped)).SignIn(inGroups("admin"))
	assert.Contains(t, got.Reason, "so its role is not known; the templates define none of its groups")
}

// A group goes by the id of its user pool, whoever defines that.
func TestSignInByGroupsOfAUserPoolOfAnotherApp(t *testing.T) {
	t.Parallel()
	const id = "eu-west-1_abc"
	pool := mustReadPool(t, poolTemplate(
		with("Pool", "CognitoIdentityProviders", list{object{"ClientId": "1a", "ProviderName": "cognito-idp.eu-west-1.amazonaws.com/" + id}}),
		withMapping("users", "cognito-idp.eu-west-1.amazonaws.com/"+id+":1a", token()),
		withResource("Admins", resource("AWS::Cognito::UserPoolGroup", object{"UserPoolId": id, "GroupName": "admins", "RoleArn": getAtt("Admin", "Arn")})),
	))
	got := pool.SignIn(login{Provider: "cognito-idp.eu-west-1.amazonaws.com/" + id, Groups: []string{"admins"}})
	assert.Equal(t, "Admin", got.Role, got)
	assert.Equal(t, granted, got.Outcome, got)
}
