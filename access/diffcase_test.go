package access_test

import "testing"

func TestDiffOfRoleMappings(t *testing.T) {
	t.Parallel()
	byRules := func(all ...object) func(object) { return withMapping("users", sub(webClient), rules(all...)) }
	admins, sales := rule("custom:role", "Equals", "admin", "Admin"), rule("custom:department", "Equals", "sales", "Sales")
	withoutMobile := func(resources object) { delete(resources, "Mobile") }
	group := func(name, role string, precedence int) func(object) {
		return withResource(name, resource("AWS::Cognito::UserPoolGroup", object{
			"UserPoolId": ref("Users"), "GroupName": name, "RoleArn": getAtt(role, "Arn"), "Precedence": precedence,
		}))
	}
	byToken := withMapping("users", sub(webClient), or("AuthenticatedRole", token()))
	testDiff(t, []diffCase{
		{
			"a mapping by rules that denies the others", nil,
			changes{byRules(admins)},
			[]string{"narrowed: Web, otherwise: role", `broadened: Web, 1. custom:role Equals "admin": rule`},
		},
		{
			"rules in another order that one user may meet",
			changes{byRules(admins, sales)},
			changes{byRules(sales, admins)},
			[]string{"changed: Web: order of the rules"},
		},
		{
			"rules in another order that nobody meets both of",
			changes{byRules(admins, rule("custom:role", "Equals", "sales", "Sales"))},
			changes{byRules(rule("custom:role", "Equals", "sales", "Sales"), admins)},
			[]string{},
		},
		{
			"a rule gives way to one with another role that its users may match, too",
			changes{roles("Admin", "Unauthenticated"), withMapping("users", sub(webClient), or("AuthenticatedRole", rules(sales)))},
			changes{byRules(admins)},
			[]string{"narrowed: Web, otherwise: role", `changed, perhaps broadened: Web, 1. custom:role Equals "admin": rule`},
		},
		{
			"a rule gives another role",
			changes{byRules(admins, sales)},
			changes{byRules(admins, rule("custom:department", "Equals", "sales", "Admin"))},
			[]string{`broadened: Web, 2. custom:department Equals "sales": role`},
		},
		{"a rule gives a role of another app", changes{byRules(sales)}, changes{byRules(object{
			"Claim": "custom:department", "MatchType": "Equals", "Value": "sales", "RoleARN": "arn:aws:iam::111111111111:role/other",
		})}, []string{`changed, perhaps broadened: Web, 1. custom:department Equals "sales": role`}},
		{
			"a claim of a rule can be written by users",
			changes{byRules(admins), withoutMobile, with("Web", "WriteAttributes", list{"email"})},
			changes{byRules(admins), withoutMobile, with("Web", "WriteAttributes", list{"email", "custom:role"})},
			[]string{`changed, perhaps broadened: Web, 1. custom:role Equals "admin": claim custom:role`},
		},
		{
			"a group with a role",
			changes{byToken},
			changes{byToken, group("admins", "Admin", 1)},
			[]string{"broadened: Web, preferred role of admins: group"},
		},
		{
			"the precedence of two groups",
			changes{byToken, group("admins", "Admin", 1), group("sales", "Sales", 2)},
			changes{byToken, group("admins", "Admin", 2), group("sales", "Sales", 1)},
			[]string{"changed: Web: precedence of the groups"},
		},
		{
			"numbers of groups that keep their order",
			changes{byToken, group("admins", "Admin", 1), group("sales", "Sales", 2)},
			changes{byToken, group("admins", "Admin", 5), group("sales", "Sales", 6)},
			[]string{},
		},
		{
			"the role of a group",
			changes{byToken, group("staff", "Sales", 1)},
			changes{byToken, group("staff", "Admin", 1)},
			[]string{"broadened: Web, preferred role of staff: role"},
		},
	})
}
