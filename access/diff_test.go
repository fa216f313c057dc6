package access_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool/access"
)

func TestDiff(t *testing.T) {
	t.Parallel()
	guests := with("Pool", "AllowUnauthenticatedIdentities", true)
	byRules := func(all ...object) func(object) { return withMapping("users", sub(webClient), rules(all...)) }
	admins := rule("custom:role", "Equals", "admin", "Admin")
	testDiff(t, []diffCase{
		{"the authenticated role becomes the admin role", nil, changes{roles("Admin", "Unauthenticated")}, []string{"broadened: Web: role"}},
		{
			"the authenticated role becomes one with other permissions", nil,
			changes{roles("Sales", "Unauthenticated")},
			[]string{"changed, perhaps broadened: Web: role"},
		},
		{"guests are allowed", nil, changes{guests}, []string{"broadened: (guest): role"}},
		{
			"guests are allowed with the admin role", nil,
			changes{
				roles("Authenticated", "Admin"), guests,
				withResource("Admin", roleWith(trustOf("unauthenticated"))), withInline(t, "Admin", allowing("*", "*")),
			},
			[]string{"broadened: (guest): role"},
		},
		{
			"guests are allowed without a role",
			changes{with("Attachment", "Roles", object{"authenticated": getAtt("Authenticated", "Arn")})},
			changes{with("Attachment", "Roles", object{"authenticated": getAtt("Authenticated", "Arn")}), guests},
			[]string{},
		},
		{"the classic flow is turned on", nil, changes{with("Pool", "AllowClassicFlow", true)}, []string{"broadened: (everyone): classic flow"}},
		{
			"the classic flow is left out", nil,
			changes{with("Pool", "AllowClassicFlow", nil)},
			[]string{"changed, perhaps broadened: (everyone): classic flow"},
		},
		{
			"the classic flow is turned on beside role mappings",
			changes{byRules(admins)},
			changes{byRules(admins), with("Pool", "AllowClassicFlow", true)},
			[]string{"changed, perhaps broadened: (everyone): classic flow"},
		},
		{
			"Deny becomes AuthenticatedRole",
			changes{byRules(admins)},
			changes{withMapping("users", sub(webClient), or("AuthenticatedRole", rules(admins)))},
			[]string{"broadened: Web, otherwise: role"},
		},
		{
			"a rule's value changes",
			changes{byRules(admins)},
			changes{byRules(rule("custom:role", "Equals", "user", "Admin"))},
			[]string{`changed, perhaps broadened: Web, 1. custom:role Equals "user": rule`},
		},
		{
			"a rule takes more values",
			changes{byRules(admins)},
			changes{byRules(rule("custom:role", "StartsWith", "admin", "Admin"))},
			[]string{`broadened: Web, 1. custom:role StartsWith "admin": rule`},
		},
		{
			"a rule is added for those who got nothing",
			changes{byRules(admins)},
			changes{byRules(admins, rule("custom:role", "Equals", "sales", "Sales"))},
			[]string{`broadened: Web, 2. custom:role Equals "sales": rule`},
		},
		{
			"a rule is added before another one for other values",
			changes{byRules(admins)},
			changes{byRules(rule("custom:role", "Equals", "sales", "Sales"), admins)},
			[]string{`broadened: Web, 1. custom:role Equals "sales": rule`},
		},
		{
			"a rule is added before another one that it takes users from",
			changes{byRules(admins)},
			changes{byRules(rule("custom:department", "Equals", "sales", "Sales"), admins)},
			[]string{`changed, perhaps broadened: Web, 1. custom:department Equals "sales": rule`},
		},
		{
			"self sign-up is turned on",
			changes{with("Users", "AdminCreateUserConfig", object{"AllowAdminCreateUserOnly": true})},
			nil,
			[]string{"broadened: Web: sign-up to Users"},
		},
		{
			"a provider is added", nil,
			changes{with("Pool", "SupportedLoginProviders", object{access.Google: "1"})},
			[]string{"broadened: accounts.google.com: sign-in"},
		},
	})
}

// A program for the official construct and the same for this module's are one app.
func TestDiffOfTheSameProgramWithBothConstructsIsEmpty(t *testing.T) {
	t.Parallel()
	for _, file := range templateFiles(t) {
		if official := strings.Replace(file, "identitypool-", "official-", 1); official != file {
			assert.Empty(t, access.Diff(mustParseFile(t, official), mustParseFile(t, file)), file)
		}
	}
}

func TestDiffOfOneAppIsEmpty(t *testing.T) {
	t.Parallel()
	for _, file := range append(templateFiles(t), caseFiles(t)...) {
		app := mustParseFile(t, file)
		assert.Empty(t, access.Diff(app, mustParseFile(t, file)), file)
		require.Empty(t, access.Diff(app, app), file)
	}
	for _, folder := range corpus(t) {
		assert.Empty(t, access.Diff(mustLoadCorpus(t, folder), mustLoadCorpus(t, folder)), folder)
	}
}
