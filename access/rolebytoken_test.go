package access_test

import (
	"testing"

	"github.com/awscdk-constructs/identitypool/access"
)

func TestSignInByToken(t *testing.T) {
	t.Parallel()
	const preferred, roles = "cognito:preferred_role", "cognito:roles"
	deny := poolTemplate(withMapping("users", sub(webClient), token()))
	checkSignIns(t, deny, nil, []signIn{
		{"the preferred role", tokenPreferred, web(claims{preferred: "Admin", roles: []string{"Admin", "Sales"}}), byMapping(getsRole("Admin"))},
		{"the preferred role by its ARN", tokenPreferred, web(claims{preferred: "arn:aws:iam::111111111111:role/A"}), byMapping(decision{Outcome: unknown, Role: "arn:aws:iam::111111111111:role/A"})},
		{"several roles, none preferred", tokenResolution, web(claims{roles: []string{"Admin", "Sales"}}), byMapping(isRefused())},
		{"several roles with commas, none preferred", tokenResolution, web(claims{roles: "Admin,Sales"}), byMapping(isRefused())},
		{"one role, none preferred", unlisted, web(claims{roles: []string{"Admin"}}), uncertain(byMapping(isRefused()))},
		{"no roles", unlisted, web(nil), uncertain(byMapping(isRefused()))},
		{"an empty preferred role", unlisted, web(claims{preferred: ""}), uncertain(byMapping(isRefused()))},
		{"a preferred role that is a list", unlisted, web(claims{preferred: []string{"Admin"}}), byMapping(isUnknown())},
		{"a role asked for that the token has", tokenCustom, login{Provider: "Web", CustomRole: "Sales", Claims: claims{preferred: "Admin", roles: []string{"Admin", "Sales"}}}, byMapping(getsRole("Sales"))},
		{"a role asked for that the token has, with commas", tokenCustom, login{Provider: "Web", CustomRole: "Sales", Claims: claims{roles: "Admin, Sales"}}, byMapping(getsRole("Sales"))},
		{"a role asked for that the token lacks", tokenCustom, login{Provider: "Web", CustomRole: "Sales", Claims: claims{preferred: "Admin", roles: []string{"Admin"}}}, byMapping(isRefused())},
		{"a role asked for where the token has none", tokenCustom, login{Provider: "Web", CustomRole: "Sales"}, byMapping(isRefused())},
		{"the preferred role asked for, which is not among the roles", tokenCustom, login{Provider: "Web", CustomRole: "Admin", Claims: claims{preferred: "Admin"}}, byMapping(isRefused())},
		{"an ARN asked for of which only the deployment knows if the token has it", unlisted, login{Provider: "Web", CustomRole: "arn:aws:iam::111111111111:role/A", Claims: claims{roles: []string{"Admin"}}}, byMapping(isUnknown())},
		{"a preferred role that doesn't trust the pool", trustSTS, web(claims{preferred: "Stranger"}), byMapping(isRefused())},
	})
	resolved := poolTemplate(withMapping("users", sub(webClient), or("AuthenticatedRole", token())))
	checkSignIns(t, resolved, nil, []signIn{
		{"several roles get the authenticated role", tokenResolution, web(claims{roles: []string{"Admin", "Sales"}}), byMapping(getsRole("Authenticated"))},
		{"no roles get the authenticated role", unlisted, web(nil), uncertain(byMapping(getsRole("Authenticated")))},
		{"the preferred role counts more than the resolution", tokenPreferred, web(claims{preferred: "Sales"}), byMapping(getsRole("Sales"))},
		{"a role asked for that the token lacks is no ambiguity", tokenCustom, login{Provider: "Web", CustomRole: "Sales", Claims: claims{roles: []string{"Admin"}}}, byMapping(isRefused())},
	})
	social := poolTemplate(withMapping("users", access.Amazon, token()))
	checkSignIns(t, social, nil, []signIn{
		{"a provider whose tokens have no roles", amazonClaims, login{Provider: access.Amazon, Claims: claims{preferred: "Admin"}}, uncertain(byMapping(isRefused()))},
	})
}
