package access_test

import "testing"

func TestSignInWithSAML(t *testing.T) {
	t.Parallel()
	const roleClaim = "https://aws.amazon.com/SAML/Attributes/Role"
	provider := "arn:aws:iam::111111111111:saml-provider/Corporate"
	checkSignIns(t, poolTemplate(), nil, []signIn{
		{"a role in the assertion", samlRoles, login{Provider: "SAML", Claims: claims{roleClaim: "Admin," + provider}}, uncertain(getsRole("Admin"))},
		{"a role after its provider", samlRoles, login{Provider: "SAML", Claims: claims{roleClaim: []string{provider + ",Admin"}}}, uncertain(getsRole("Admin"))},
		{"no role in the assertion", samlRoles, login{Provider: "SAML"}, uncertain(getsRole("Authenticated"))},
		{"several roles and none asked for", samlSeveral, login{Provider: "SAML", Claims: claims{roleClaim: list{"Admin," + provider, "Sales," + provider}}}, isRefused()},
		{"several roles and one of them asked for", samlSeveral, login{Provider: "SAML", CustomRole: "Sales", Claims: claims{roleClaim: list{"Admin," + provider, "Sales," + provider}}}, uncertain(getsRole("Sales"))},
		{"several roles and another one asked for", samlSeveral, login{Provider: "SAML", CustomRole: "Stranger", Claims: claims{roleClaim: list{"Admin," + provider, "Sales," + provider}}}, uncertain(isRefused())},
		{"a role that does not trust the pool", trustSTS, login{Provider: "SAML", Claims: claims{roleClaim: "Stranger," + provider}}, uncertain(isRefused())},
		{"a role that the template doesn't define", unlisted, login{Provider: "SAML", Claims: claims{roleClaim: "arn:aws:iam::111111111111:role/A," + provider}}, uncertain(decision{Outcome: unknown, Role: "arn:aws:iam::111111111111:role/A"})},
	})
	checkSignIns(t, poolTemplate(with("Pool", "AllowClassicFlow", true)), nil, []signIn{
		{"the classic flow", classicSAML, login{Provider: "SAML", ClassicFlow: true}, isRefused()},
	})
	mapped := poolTemplate(withMapping("users", ref("SAML"), rules(rule("department", "Equals", "sales", "Sales"))))
	checkSignIns(t, mapped, nil, []signIn{
		{"a role mapping", ruleMatches, login{Provider: "SAML", Claims: claims{"department": "sales"}}, byRule("Sales", 1)},
		{"a role mapping counts more than the assertion", ruleMatches, login{Provider: "SAML", Claims: claims{roleClaim: "Admin," + provider}}, byMapping(isRefused())},
	})
}
