package access_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/awscdk-constructs/identitypool/access"
)

func TestSignInWithRoleAttachments(t *testing.T) {
	t.Parallel()
	checkSignIns(t, poolTemplate(func(resources object) { delete(resources, "Attachment") }), nil, []signIn{
		{"none", noRole, login{Provider: "Web"}, uncertain(isRefused())},
	})
	second := withResource("Second", resource("AWS::Cognito::IdentityPoolRoleAttachment", object{"IdentityPoolId": ref("Pool")}))
	checkSignIns(t, poolTemplate(second), nil, []signIn{
		{"two", "Service: already exists", login{Provider: "Web"}, isUnknown()},
	})
	conditional := func(resources object) { resources["Attachment"].(object)["Condition"] = "IsProduction" }
	checkSignIns(t, poolTemplate(conditional), nil, []signIn{
		{"one that depends on a condition", unlisted, login{Provider: "Web"}, isUnknown()},
	})
	sameCondition := func(resources object) { resources["Pool"].(object)["Condition"] = "IsProduction" }
	checkSignIns(t, poolTemplate(conditional, sameCondition), nil, []signIn{
		{"one that depends on the condition of the pool", defaultRole, login{Provider: "Web"}, getsRole("Authenticated")},
	})
}

// Two templates may call two conditions by one name.
func TestSignInWithARoleAttachmentOfAnotherStack(t *testing.T) {
	t.Parallel()
	pool := poolTemplate(func(resources object) { delete(resources, "Attachment") }, onCondition("Pool", "IsProduction"))
	pool["Outputs"] = object{"Pool": object{"Value": ref("Pool"), "Export": object{"Name": "pool"}}}
	attachment := resource("AWS::Cognito::IdentityPoolRoleAttachment", object{"IdentityPoolId": object{"Fn::ImportValue": "pool"}, "Roles": object{}})
	attachment["Condition"] = "IsProduction"
	app := mustLoadStacks(t, map[string]deployedStack{
		"Pool":  {"111122223333/eu-west-1", pool},
		"Roles": {"111122223333/eu-west-1", object{"Resources": object{"Attachment": attachment}}},
	})
	got := app.IdentityPools()[0].SignIn(login{Provider: access.Google})
	assert.Equal(t, unknown, got.Outcome, got)
	assert.Contains(t, got.Reason, "depends on the condition IsProduction")
}

func TestSignInWithRoleMappingsForOneProvider(t *testing.T) {
	t.Parallel()
	checkSignIns(t, poolTemplate(withMapping("accounts.google.com", nil, rules(rule("hd", "Equals", "example.com", "Sales")))), nil, []signIn{
		{"a map key as provider", mappingNames, login{Provider: access.Google, Claims: claims{"hd": "example.com"}}, decision{Outcome: granted, Role: "Sales", RoleMapping: "accounts.google.com", Rule: 1}},
	})
	checkSignIns(t, poolTemplate(withMapping("accounts.google.com", sub(webClient), rules(rule("custom:role", "Equals", "admin", "Admin")))), nil, []signIn{
		{"a map key that is free beside a provider", mappingProvider, web(claims{"custom:role": "admin"}), decision{Outcome: granted, Role: "Admin", RoleMapping: "accounts.google.com", Rule: 1}},
		{"a provider that is only a free map key", mappingProvider, login{Provider: access.Google}, getsRole("Authenticated")},
	})
	checkSignIns(t, poolTemplate(withMapping("a", sub(webClient), token()), withMapping("b", sub(webClient), token())), nil, []signIn{
		{"two mappings", unlisted, web(nil), isUnknown()},
	})
	byName := object{"Claim": "custom:role", "MatchType": "Equals", "Value": "admin", "RoleARN": ref("Admin")}
	checkSignIns(t, poolTemplate(withMapping("users", sub(webClient), rules(byName))), nil, []signIn{
		{"the name of a role in place of its ARN", "CloudFormation Role: Ref returns the name.", web(claims{"custom:role": "admin"}), decision{Outcome: refused, RoleMapping: "users", Rule: 1}},
	})
	checkSignIns(t, poolTemplate(withMapping("users", sub(webClient), object{"Type": "Roles"})), nil, []signIn{
		{"a type that doesn't exist", unlisted, web(nil), byMapping(isUnknown())},
	})
}
