package access_test

import (
	"testing"

	"github.com/awscdk-constructs/identitypool/access"
)

func TestSignInByRules(t *testing.T) {
	t.Parallel()
	inOrder := rules(
		rule("custom:role", "Equals", "admin", "Admin"),
		rule("custom:department", "StartsWith", "sales", "Sales"),
		rule("custom:notes", "Contains", "vip", "Sales"),
		rule("custom:role", "NotEqual", "guest", "Sales"),
	)
	checkSignIns(t, poolTemplate(withMapping("users", sub(webClient), inOrder)), nil, []signIn{
		{"Equals", ruleMatches, web(claims{"custom:role": "admin"}), byRule("Admin", 1)},
		{"the first rule wins over the second", firstRuleWins, web(claims{"custom:role": "admin", "custom:department": "sales"}), byRule("Admin", 1)},
		{"the second rule where the first does not match", firstRuleWins, web(claims{"custom:role": "guest", "custom:department": "sales"}), byRule("Sales", 2)},
		{"StartsWith its value", matchTypes, web(claims{"custom:department": "sales-emea"}), byRule("Sales", 2)},
		{"StartsWith something else", noRuleMatches, web(claims{"custom:department": "presales"}), byMapping(isRefused())},
		{"Contains its value", matchTypes, web(claims{"custom:notes": "a vip since 2020"}), byRule("Sales", 3)},
		{"Contains something else", noRuleMatches, web(claims{"custom:notes": "v.i.p."}), byMapping(isRefused())},
		{"NotEqual to another value", matchTypes, web(claims{"custom:role": "editor"}), byRule("Sales", 4)},
		{"NotEqual to its value", noRuleMatches, web(claims{"custom:role": "guest"}), byMapping(isRefused())},
		{"NotEqual to an empty claim", matchTypes, web(claims{"custom:role": ""}), byRule("Sales", 4)},
		{"NotEqual where the claim is absent", notEqualAbsent, web(nil), byMapping(isRefused())},
		{"NotEqual where the claim is null", notEqualAbsent, web(claims{"custom:role": nil}), byMapping(isRefused())},
		{"Equals where the claim is absent", claimMustBePresent, web(claims{"sub": "1"}), byMapping(isRefused())},
		{"a longer text is not equal", firstRuleWins, web(claims{"custom:role": "administrator"}), byRule("Sales", 4)},
		{"letter case counts", firstRuleWins, web(claims{"custom:role": "Admin"}), byRule("Sales", 4)},
		{"a claim without its prefix", customPrefix, web(claims{"role": "admin"}), byMapping(isRefused())},
		{"a pointer to a text", ruleMatches, web(claims{"custom:role": pointerTo("admin")}), byRule("Admin", 1)},
		{"an object as claim", unlisted, web(claims{"custom:role": object{"name": "admin"}}), uncertain(decision{Outcome: unknown, RoleMapping: "users", Rule: 1})},
		{"the user pool by logical id", ruleMatches, login{Provider: "Users", Claims: claims{"custom:role": "admin"}}, byRule("Admin", 1)},
		{"a provider without role mapping", defaultRole, login{Provider: access.Google, Claims: claims{"custom:role": "admin"}}, getsRole("Authenticated")},
		{"the role of a later rule asked for", customOverrides, login{Provider: "Web", CustomRole: "Sales", Claims: claims{"custom:role": "admin", "custom:department": "sales"}}, byRule("Sales", 2)},
		{"the role of the first rule asked for", customOverrides, login{Provider: "Web", CustomRole: "Admin", Claims: claims{"custom:role": "admin"}}, byRule("Admin", 1)},
		{"the role of a rule asked for that doesn't match", unlisted, login{Provider: "Web", CustomRole: "Admin", Claims: claims{"custom:department": "sales"}}, uncertain(byMapping(isRefused()))},
		{"a role of no rule asked for", unlisted, login{Provider: "Web", CustomRole: "Authenticated", Claims: claims{"custom:role": "admin"}}, uncertain(byMapping(isRefused()))},
	})
}

func TestSignInWhereNoRuleMatches(t *testing.T) {
	t.Parallel()
	only := func(resolution string) object {
		return or(resolution, rules(rule("custom:role", "Equals", "admin", "Admin")))
	}
	checkSignIns(t, poolTemplate(withMapping("users", sub(webClient), only("AuthenticatedRole"))), nil, []signIn{
		{"the authenticated role", noRuleMatches, web(claims{"custom:role": "user"}), byMapping(getsRole("Authenticated"))},
		{"a matching rule counts more", ruleMatches, web(claims{"custom:role": "admin"}), byRule("Admin", 1)},
	})
	checkSignIns(t, poolTemplate(withMapping("users", sub(webClient), only("Deny"))), nil, []signIn{
		{"an error", ambiguous, web(claims{"custom:role": "user"}), byMapping(isRefused())},
	})
	checkSignIns(t, poolTemplate(withMapping("users", sub(webClient), or("", rules(rule("custom:role", "Equals", "admin", "Admin"))))), nil, []signIn{
		{"no resolution", ambiguousRequired, web(claims{"custom:role": "user"}), uncertain(byMapping(isUnknown()))},
	})
	noDefault := poolTemplate(withMapping("users", sub(webClient), only("AuthenticatedRole")), with("Attachment", "Roles", object{}))
	checkSignIns(t, noDefault, nil, []signIn{
		{"the authenticated role where there is none", noRole, web(claims{"custom:role": "user"}), byMapping(isRefused())},
		{"a matching rule needs no authenticated role", ruleMatches, web(claims{"custom:role": "admin"}), byRule("Admin", 1)},
	})
}

// AWS documents neither what a rule makes of a claim that is no text, nor that it makes anything of it.
func TestSignInWithClaimsThatAreNoTexts(t *testing.T) {
	t.Parallel()
	groups := rules(
		rule("cognito:groups", "Contains", "admin", "Admin"),
		rule("cognito:groups", "NotEqual", "guests", "Sales"),
		rule("email_verified", "Equals", "true", "Sales"),
		rule("custom:level", "Equals", "12", "Admin"),
		rule("cognito:list", "StartsWith", "a", "Sales"),
	)
	checkSignIns(t, poolTemplate(withMapping("users", sub(webClient), groups)), nil, []signIn{
		{"Contains an element", containsGroup, web(claims{"cognito:groups": []string{"admin", "staff"}}), byRule("Admin", 1)},
		{"no groups", containsGroup, web(nil), byMapping(isRefused())},
		{"Contains an element of a decoded token", containsGroup, web(claims{"cognito:groups": list{"staff", "admin"}}), byRule("Admin", 1)},
		{"Contains part of an element", unlisted, web(claims{"cognito:groups": []string{"administrators"}}), uncertain(decision{Outcome: unknown, RoleMapping: "users", Rule: 1})},
		{"NotEqual to any reading of a list", unlisted, web(claims{"cognito:groups": []string{"staff"}}), uncertain(byRule("Sales", 2))},
		{"NotEqual to some readings of a list", unlisted, web(claims{"cognito:groups": []string{"guests", "staff"}}), uncertain(decision{Outcome: unknown, RoleMapping: "users", Rule: 2})},
		{"a boolean", unlisted, web(claims{"email_verified": true}), uncertain(byRule("Sales", 3))},
		{"another boolean", unlisted, web(claims{"email_verified": false}), uncertain(byMapping(isRefused()))},
		{"a number", unlisted, web(claims{"custom:level": 12}), uncertain(byRule("Admin", 4))},
		{"a number of a decoded token", unlisted, web(claims{"custom:level": 12.0}), uncertain(byRule("Admin", 4))},
		{"a text in place of a list", ruleMatches, web(claims{"cognito:groups": "administrators"}), byRule("Admin", 1)},
		{"StartsWith the first element in one reading only", unlisted, web(claims{"cognito:list": []string{"ab"}}), uncertain(decision{Outcome: unknown, RoleMapping: "users", Rule: 5})},
		{"StartsWith in no reading", unlisted, web(claims{"cognito:list": []string{"b"}}), uncertain(byMapping(isRefused()))},
		{"a list of objects", unlisted, web(claims{"cognito:groups": list{object{}}}), uncertain(decision{Outcome: unknown, RoleMapping: "users", Rule: 1})},
	})
}

func TestSignInByRulesOnClaimsOfEachProvider(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		provider string
		claim    string
		sentence string
		want     decision
	}{
		{access.Amazon, "custom:admin", amazonClaims, byMapping(isRefused())},
		{access.Amazon, "sub", amazonClaims, byRule("Admin", 1)},
		{access.Facebook, "email", facebookClaims, byMapping(isRefused())},
		{access.Facebook, "aud", facebookClaims, byRule("Admin", 1)},
		{access.Google, "hd", googleClaims, byRule("Admin", 1)},
		{access.Apple, "email", googleClaims, byRule("Admin", 1)},
		{access.Twitter, "user", unlisted, uncertain(byRule("Admin", 1))},
	} {
		mapping := rules(rule(test.claim, "Equals", "x", "Admin"))
		checkSignIns(t, poolTemplate(withMapping("users", test.provider, mapping)), nil, []signIn{
			{test.claim + " of " + test.provider, test.sentence, login{Provider: test.provider, Claims: claims{test.claim: "x"}}, test.want},
		})
	}
}
