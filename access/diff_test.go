package access_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool/access"
)

// diffTemplate is a template with a user pool's client and guests, each with a role that may do something.
func diffTemplate(tb testing.TB, changes ...func(object)) object {
	tb.Helper()
	permissions := []func(object){
		onlyWeb(),
		with("Pool", "AllowClassicFlow", false),
		withResource("Files", resource("AWS::S3::Bucket", object{})),
		withResource("Orders", resource("AWS::DynamoDB::Table", object{})),
		withInline(tb, "Authenticated", allowing("s3:GetObject", "${Files.Arn}/*")),
		withInline(tb, "Unauthenticated", allowing("s3:GetObject", "${Files.Arn}/public/*")),
		withInline(tb, "Sales", allowing("dynamodb:Query", "${Orders.Arn}")),
		withInline(tb, "Admin", allowing("*", "*")),
	}
	return poolTemplate(append(permissions, changes...)...)
}

func roles(authenticated, unauthenticated string) func(object) {
	return with("Attachment", "Roles", object{
		"authenticated": getAtt(authenticated, "Arn"), "unauthenticated": getAtt(unauthenticated, "Arn"),
	})
}

type changes = []func(object)

// diffCase is a change and what is found of it, a line for each: direction, whom it is about and what changes. A change that
// may broaden begins with "changed, perhaps broadened".
type diffCase struct {
	name          string
	before, after changes
	want          []string
}

func (c diffCase) diff(tb testing.TB) (there, back access.Changes) {
	tb.Helper()
	before, after := mustRead(tb, diffTemplate(tb, c.before...)), mustRead(tb, diffTemplate(tb, c.after...))
	return access.Diff(before, after), access.Diff(after, before)
}

func lineOf(change access.Change) string {
	line := change.Direction.String()
	if change.Direction == access.Changed && change.MayBroaden() {
		line += ", perhaps broadened"
	}
	return line + ": " + change.Who + ": " + change.What
}

func linesOf(found access.Changes) []string {
	lines := []string{}
	for _, change := range found {
		lines = append(lines, lineOf(change))
	}
	return lines
}

func directionsOf(found access.Changes) []access.Direction {
	var directions []access.Direction
	for _, change := range found {
		directions = append(directions, change.Direction)
	}
	slices.Sort(directions)
	return directions
}

func reversed(directions []access.Direction) []access.Direction {
	var all []access.Direction
	for _, direction := range directions {
		switch direction {
		case access.Broadened:
			direction = access.Narrowed
		case access.Narrowed:
			direction = access.Broadened
		case access.Changed:
		}
		all = append(all, direction)
	}
	slices.Sort(all)
	return all
}

func testDiff(t *testing.T, cases []diffCase) {
	t.Helper()
	for _, test := range cases {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			there, back := test.diff(t)
			assert.Equal(t, test.want, linesOf(there), there)
			assert.Equal(t, reversed(directionsOf(there)), directionsOf(back), back)
		})
	}
}

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

func TestDiffOfOneAppIsEmpty(t *testing.T) {
	t.Parallel()
	for _, file := range append(templateFiles(t), caseFiles(t)...) {
		app := mustParseFile(t, file)
		assert.Empty(t, access.Diff(app, mustParseFile(t, file)), file)
		require.Empty(t, access.Diff(app, app), file)
	}
}
