package access_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
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

func TestDiffOfWhoSignsIn(t *testing.T) {
	t.Parallel()
	google := func(id string) func(object) {
		return with("Pool", "SupportedLoginProviders", object{access.Google: id})
	}
	client := func(check any) func(object) {
		return with("Pool", "CognitoIdentityProviders", list{
			object{"ClientId": ref("Web"), "ProviderName": getAtt("Users", "ProviderName"), "ServerSideTokenCheck": check},
		})
	}
	openID := with("Pool", "OpenIdConnectProviderARNs", list{ref("OpenID")})
	saml := with("Pool", "SamlProviderARNs", list{ref("SAML")})
	testDiff(t, []diffCase{
		{
			"another client of a login provider",
			changes{google("1")},
			changes{google("2")},
			[]string{"changed, perhaps broadened: accounts.google.com: application id"},
		},
		{"another client of the user pool", nil, changes{with("Pool", "CognitoIdentityProviders", list{
			object{"ClientId": ref("Web"), "ProviderName": getAtt("Users", "ProviderName")},
			object{"ClientId": ref("Mobile"), "ProviderName": getAtt("Users", "ProviderName")},
		})}, []string{"broadened: Mobile: sign-in"}},
		{
			"the client takes users of another provider",
			changes{with("Web", "SupportedIdentityProviders", list{"COGNITO"})},
			changes{with("Web", "SupportedIdentityProviders", list{"Google", "COGNITO"})},
			[]string{"broadened: Web: identity providers of the client"},
		},
		{
			"the identity providers of a client in another order",
			changes{with("Web", "SupportedIdentityProviders", list{"COGNITO", "Google"})},
			changes{with("Web", "SupportedIdentityProviders", list{"Google", "COGNITO"})},
			[]string{},
		},
		{"tokens of users who are gone are taken", changes{client(true)}, changes{client(false)}, []string{"broadened: Web: server-side token check"}},
		{
			"sign-up that the deployment decides",
			changes{with("Users", "AdminCreateUserConfig", object{"AllowAdminCreateUserOnly": true})},
			changes{with("Users", "AdminCreateUserConfig", object{"AllowAdminCreateUserOnly": object{"Fn::If": list{"Open", false, true}}})},
			[]string{"changed, perhaps broadened: Web: sign-up to Users"},
		},
		{
			"another audience of an OpenID Connect provider",
			changes{openID, with("OpenID", "ClientIdList", list{"a"})},
			changes{openID, with("OpenID", "ClientIdList", list{"a", "b"})},
			[]string{"broadened: OpenID: client ids"},
		},
		{
			"another issuer",
			changes{openID, with("OpenID", "Url", "https://a.example.com")},
			changes{openID, with("OpenID", "Url", "https://b.example.com")},
			[]string{"changed, perhaps broadened: OpenID: issuer"},
		},
		{
			"another metadata document",
			changes{saml, with("SAML", "SamlMetadataDocument", "a")},
			changes{saml, with("SAML", "SamlMetadataDocument", "b")},
			[]string{"changed, perhaps broadened: SAML: metadata document"},
		},
	})
}

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

func TestDiffOfPermissions(t *testing.T) {
	t.Parallel()
	classic := with("Pool", "AllowClassicFlow", true)
	trusting := func(conditions object) func(object) {
		return withResource("Admin", roleWith(object{"Statement": list{object{
			"Effect": "Allow", "Principal": object{"Federated": commercial}, "Action": "sts:AssumeRoleWithWebIdentity", "Condition": conditions,
		}}}))
	}
	tags := func(claim string) func(object) {
		return withResource("Tags", tagMapping(sub(userPoolName), object{"tenant": claim}))
	}
	inline := func(statements string) func(object) { return withInline(t, "Authenticated", statements) }
	byTenant := inline(allowing("s3:GetObject", "${Files.Arn}/${!aws:PrincipalTag/tenant}/*"))
	taggable := withResource("Authenticated", roleWith(trustOf("authenticated", "sts:TagSession")))
	bucket := func(statements string) func(object) { return bucketPolicy(t, statements) }
	testDiff(t, []diffCase{
		{"a role may do more", nil, changes{inline(allowing("s3:*", "${Files.Arn}/*"))}, []string{"broadened: Web: permissions of Authenticated"}},
		{
			"a role may do it on less", nil,
			changes{inline(allowing("s3:GetObject", "${Files.Arn}/public/*"))},
			[]string{"narrowed: Web: permissions of Authenticated"},
		},
		{
			"a role may do it on something else", nil,
			changes{inline(allowing("s3:GetObject", "${Orders.Arn}/*"))},
			[]string{"changed, perhaps broadened: Web: permissions of Authenticated"},
		},
		{
			"a Deny is added", nil,
			changes{inline(allowing("s3:GetObject", "${Files.Arn}/*") + ", " + denying("s3:*", "${Files.Arn}/secret/*"))},
			[]string{"narrowed: Web: permissions of Authenticated"},
		},
		{"the same statement in a policy of its own", changes{with("Authenticated", "Policies", nil), withResource("Policy", resource("AWS::IAM::Policy", object{
			"PolicyName": "Users", "PolicyDocument": policyDocument(t, allowing("s3:GetObject", "${Files.Arn}/*")), "Roles": list{ref("Authenticated")},
		}))}, nil, []string{}},
		{
			"an AWS managed policy", nil,
			changes{with("Authenticated", "ManagedPolicyArns", list{"arn:aws:iam::aws:policy/ReadOnlyAccess"})},
			[]string{"changed, perhaps broadened: Web: permissions of Authenticated"},
		},
		{
			"the same AWS managed policy",
			changes{with("Authenticated", "ManagedPolicyArns", list{"arn:aws:iam::aws:policy/ReadOnlyAccess"})},
			changes{with("Authenticated", "ManagedPolicyArns", list{"arn:aws:iam::aws:policy/ReadOnlyAccess"})},
			[]string{},
		},
		{"a permissions boundary", nil, changes{withBoundary(t, allowing("dynamodb:*", "*"))}, []string{"narrowed: Web: permissions of Authenticated"}},
		{
			"a guest's role may do what no guest can",
			changes{with("Pool", "AllowUnauthenticatedIdentities", true)},
			changes{with("Pool", "AllowUnauthenticatedIdentities", true), withInline(t, "Unauthenticated",
				allowing("s3:GetObject", "${Files.Arn}/public/*")+", "+allowing("ssm:GetParameter", "*"))},
			[]string{},
		},
		{"a role that nobody gets", nil, changes{withInline(t, "Stranger", allowing("*", "*"))}, []string{}},
		{
			"a role that the classic flow leads to",
			changes{classic},
			changes{classic, withInline(t, "Sales", allowing("*", "*"))},
			[]string{"broadened: (classic flow), a signed-in user asks for it: permissions of Sales"},
		},
		{
			"a bucket's policy", nil,
			changes{bucket(granting(thisRole, "s3:PutObject", "${Files.Arn}/*"))},
			[]string{"broadened: Web: permissions of Authenticated"},
		},
		{"a bucket's policy for another role", nil, changes{bucket(granting(thatRole, "s3:PutObject", "${Files.Arn}/*"))}, []string{}},

		{
			"the trust of a role",
			changes{classic, trusting(object{"StringEquals": object{commercial + ":aud": ref("Pool")}, "ForAnyValue:StringLike": object{commercial + ":amr": "authenticated"}})},
			changes{classic, trusting(object{"StringEquals": object{commercial + ":aud": ref("Pool")}})},
			[]string{"broadened: (classic flow), a signed-in user asks for it: trust policy of Admin"},
		},

		{
			"a session tag from another claim",
			changes{taggable, byTenant, tags("custom:role")},
			changes{taggable, byTenant, tags("custom:notes")},
			[]string{"changed, perhaps broadened: Web: session tag tenant"},
		},
		{
			"a session tag that no policy relies on",
			changes{taggable, inline(allowing("s3:GetObject", "*")), tags("custom:role")},
			changes{taggable, inline(allowing("s3:GetObject", "*")), tags("custom:notes")},
			[]string{"changed: Web: session tag tenant"},
		},
		{
			"a tag of the role that its policy relies on",
			changes{byTenant, with("Authenticated", "Tags", list{object{"Key": "tenant", "Value": "acme"}})},
			changes{byTenant, with("Authenticated", "Tags", list{object{"Key": "tenant", "Value": "globex"}})},
			[]string{"changed, perhaps broadened: Web: permissions of Authenticated"},
		},
		{
			"another role with the same permissions that others may assume, too", nil,
			changes{
				withResource("Sales", roleWith(object{"Statement": list{statement(nil), object{
					"Effect": "Allow", "Principal": object{"AWS": "*"}, "Action": "sts:AssumeRole",
				}}})),
				withInline(t, "Sales", allowing("s3:GetObject", "${Files.Arn}/*")), roles("Sales", "Unauthenticated"),
			},
			[]string{"changed: Web: role", "changed, perhaps broadened: Web: trust policy of Sales"},
		},
		{
			"another role with the same permissions", nil,
			changes{withInline(t, "Sales", allowing("s3:GetObject", "${Files.Arn}/*")), roles("Sales", "Unauthenticated")},
			[]string{"changed: Web: role"},
		},
	})
}

// What stood where a statement stands is shown even if it allowed less: it is what a reviewer compares with.
func TestDiffShowsBothVersionsOfAStatement(t *testing.T) {
	t.Parallel()
	ofPool := object{"StringEquals": object{aud: ref("Pool")}}
	ofSignedIn := object{"StringEquals": object{aud: ref("Pool")}, "ForAnyValue:StringLike": object{amr: "authenticated"}}
	anotherPrincipal := statement(object{"Principal": object{"Federated": list{commercial, "accounts.google.com"}}})
	for name, test := range map[string]struct {
		before, after         object
		wantBefore, wantAfter string
	}{
		"a condition less":  {conditions(ofSignedIn), conditions(ofPool), "amr authenticated", "if StringEquals"},
		"another principal": {statement(nil), anotherPrincipal, "for " + commercial, "for " + commercial + ", accounts.google.com"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			classic := with("Pool", "AllowClassicFlow", true)
			role := func(trusting object) func(object) {
				return withResource("Authenticated", roleWith(object{"Statement": list{trusting}}))
			}
			found := access.Diff(mustRead(t, poolTemplate(classic, role(test.before))), mustRead(t, poolTemplate(classic, role(test.after))))
			at := slices.IndexFunc(found, func(change access.Change) bool { return change.What == "trust policy of Authenticated" })
			require.GreaterOrEqual(t, at, 0, found)
			assert.Contains(t, found[at].Before, test.wantBefore)
			assert.Contains(t, found[at].After, test.wantAfter)
		})
	}
}

func TestDiffSaysPolicyVariablesInWords(t *testing.T) {
	t.Parallel()
	before := mustRead(t, permissionTemplate(t, allowing("s3:GetObject", ownFolder)))
	after := mustRead(t, permissionTemplate(t, allowing("s3:GetObject", "${Files.Arn}/"+tenantTag+"/*")))
	found := access.Diff(before, after)
	require.NotEmpty(t, found)
	assert.Contains(t, found[0].Before, "allow s3:GetObject on ${Files.Arn}/<identity id>/*")
	assert.Contains(t, found[0].After, "allow s3:GetObject on ${Files.Arn}/<tag tenant>/*")
}

// renamed gives a resource another logical id, and to all that refer to it.
func renamed(tb testing.TB, template object, from, to string) object {
	tb.Helper()
	text, err := json.Marshal(template)
	require.NoError(tb, err)
	var after object
	require.NoError(tb, json.Unmarshal(bytes.ReplaceAll(text, []byte(from), []byte(to)), &after))
	return after
}

// withPaths gives each resource a construct path.
func withPaths(resources object) {
	for logicalID, definition := range resources {
		definition.(object)["Metadata"] = object{"aws:cdk:path": "Stack/" + logicalID + "/Resource"}
	}
}

// withPathsOf gives a resource with another logical id the path that it had.
func withPathsOf(template object, from, to string) object {
	template["Resources"].(object)[to].(object)["Metadata"] = object{"aws:cdk:path": "Stack/" + from + "/Resource"}
	return template
}

func TestDiffOfWhatIsReplaced(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ from, to, want string }{
		{"Pool", "NewPool", "changed: (everyone): identity pool"},
		{"Attachment", "Roles2", "changed: (everyone): role attachment"},
		{"Tags", "NewTags", "changed: (everyone): principal tag mapping"},
		{"Authenticated", "Users2", ""},
		{"Files", "NewFiles", ""},
		{"Web", "Browser", ""},
	} {
		t.Run(test.from, func(t *testing.T) {
			t.Parallel()
			template := diffTemplate(t, withResource("Tags", tagMapping(access.Google, object{"tenant": "sub"})), withPaths)
			after := withPathsOf(renamed(t, template, `"`+test.from+`"`, `"`+test.to+`"`), test.from, test.to)
			for _, section := range []string{"Files.Arn", "Users}", "Web}"} {
				after = renamed(t, after, "${"+section, "${"+strings.Replace(section, test.from, test.to, 1))
			}
			found := access.Diff(mustRead(t, template), mustRead(t, after))
			if test.want == "" {
				assert.Empty(t, found)
				return
			}
			assert.Equal(t, []string{test.want}, linesOf(found), found)
			assert.False(t, found.Broadened())
		})
	}
}

func TestDiffOfAnIdentityPoolWithAnotherLogicalIDAndNoPath(t *testing.T) {
	t.Parallel()
	template := diffTemplate(t)
	found := access.Diff(mustRead(t, template), mustRead(t, renamed(t, template, `"Pool"`, `"NewPool"`)))
	assert.Equal(t, "changed: NewPool: (everyone): identity pool: Pool -> NewPool: it is replaced, so all identity ids are lost", found.String())
}

func TestDiffOfWhatCannotChange(t *testing.T) {
	t.Parallel()
	developer := func(name string) func(object) { return with("Pool", "DeveloperProviderName", name) }
	tags := func(provider any) func(object) {
		return withResource("Tags", tagMapping(provider, object{"tenant": "sub"}))
	}
	testDiff(t, []diffCase{
		{
			"the name of the developer provider",
			changes{developer("a.example.com")},
			changes{developer("b.example.com")},
			[]string{"changed: b.example.com: developer provider"},
		},
		{"a developer provider is added", nil, changes{developer("a.example.com")}, []string{"broadened: a.example.com: sign-in"}},
		{"the provider of a tag mapping", changes{tags(access.Google)}, changes{tags(access.Amazon)}, []string{"changed: (everyone): principal tag mapping"}},
		{
			"the identity pool of a role attachment",
			changes{withResource("Other", resource("AWS::Cognito::IdentityPool", object{}))},
			changes{withResource("Other", resource("AWS::Cognito::IdentityPool", object{})), with("Attachment", "IdentityPoolId", ref("Other"))},
			[]string{"changed: (everyone): role attachment", "narrowed: Web: role"},
		},
	})
}

func TestDiffOfIdentityPools(t *testing.T) {
	t.Parallel()
	before := mustRead(t, object{"Resources": object{"Files": resource("AWS::S3::Bucket", object{})}})
	found := access.Diff(before, mustRead(t, diffTemplate(t)))
	assert.Equal(t, []string{"broadened: (everyone): identity pool"}, linesOf(found))
	assert.Equal(t, "broadened: Pool: (everyone): identity pool: nothing -> Web: Authenticated", found.String())

	found = access.Diff(mustRead(t, diffTemplate(t)), before)
	assert.Equal(t, "narrowed: Pool: (everyone): identity pool: Web: Authenticated -> it is deleted: all identity ids are lost", found.String())
	assert.False(t, found.Broadened())
}

func TestDiffOfAnImportedIdentityPool(t *testing.T) {
	t.Parallel()
	imported := func(role string) *access.App {
		return mustRead(t, object{"Resources": object{
			"Attachment": resource("AWS::Cognito::IdentityPoolRoleAttachment", object{
				"IdentityPoolId": object{"Fn::ImportValue": "pool"}, "Roles": object{"authenticated": getAtt(role, "Arn")},
			}),
			"Users": withPolicy(t, roleWith(trustOf("authenticated")), allowing("s3:GetObject", "*")),
			"Admin": withPolicy(t, roleWith(trustOf("authenticated")), allowing("*", "*")),
		}})
	}
	assert.Empty(t, access.Diff(imported("Users"), imported("Users")))
	assert.True(t, access.Diff(imported("Users"), imported("Admin")).Broadened())
}

func withPolicy(tb testing.TB, role object, statements string) object {
	tb.Helper()
	withInline(tb, "Role", statements)(object{"Role": role})
	return role
}

func TestDiffOfWhatConditionsMean(t *testing.T) {
	t.Parallel()
	// production has the admin role in production and a pool of its own there if it says so.
	production := func(stage string, isPoolThere bool) *access.App {
		template := diffTemplate(t, with("Attachment", "Roles", object{
			"authenticated": object{"Fn::If": list{"Production", getAtt("Admin", "Arn"), getAtt("Authenticated", "Arn")}},
		}))
		template["Parameters"] = object{"Stage": object{"Type": "String"}}
		template["Conditions"] = object{"Production": object{"Fn::Equals": list{ref("Stage"), stage}}}
		if !isPoolThere {
			for _, logicalID := range []string{"Pool", "Attachment"} {
				template["Resources"].(object)[logicalID].(object)["Condition"] = "Production"
			}
		}
		return mustRead(t, template)
	}
	for _, test := range []struct {
		name          string
		before, after *access.App
		want          []string
	}{
		{
			"the condition means something else", production("production", true), production("test", true),
			[]string{"changed, perhaps broadened: Web: role", "changed: Web: role"},
		},
		{
			"the pool is everywhere", production("production", false), production("production", true),
			[]string{"broadened: (everyone): identity pool, if not Production"},
		},
		{
			"the pool is in one place only", production("production", true), production("production", false),
			[]string{"narrowed: (everyone): identity pool, if not Production"},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			found := access.Diff(test.before, test.after)
			assert.ElementsMatch(t, test.want, linesOf(found), found)
		})
	}
}

func TestDiffOfAnIdentityPoolThatNobodyUsesBroadensNothing(t *testing.T) {
	t.Parallel()
	unused := mustRead(t, object{"Resources": object{"Pool": resource("AWS::Cognito::IdentityPool", object{"AllowClassicFlow": false})}})
	none := mustRead(t, object{"Resources": object{"Files": resource("AWS::S3::Bucket", object{})}})
	assert.Equal(t, []string{"changed: (everyone): identity pool"}, linesOf(access.Diff(none, unused)))
	assert.Equal(t, []string{"changed: (everyone): identity pool"}, linesOf(access.Diff(unused, none)))
}

func TestDiffInSomeDeploymentsOnly(t *testing.T) {
	t.Parallel()
	byStage := func(inProduction string) object {
		template := diffTemplate(t, roles("Authenticated", "Unauthenticated"), with("Attachment", "Roles", object{
			"authenticated": object{"Fn::If": list{"Production", getAtt(inProduction, "Arn"), getAtt("Authenticated", "Arn")}},
		}))
		template["Parameters"] = object{"Stage": object{"Type": "String"}}
		template["Conditions"] = object{"Production": object{"Fn::Equals": list{ref("Stage"), "production"}}}
		return template
	}
	for _, test := range []struct {
		name          string
		before, after object
		want          []string
	}{
		{"the same in both", byStage("Sales"), byStage("Sales"), []string{}},
		{"under one condition", byStage("Authenticated"), byStage("Admin"), []string{"broadened: Web: role, if Production"}},
		{
			"a condition that is new", diffTemplate(t, with("Attachment", "Roles", object{"authenticated": getAtt("Authenticated", "Arn")})), byStage("Admin"),
			[]string{"changed, perhaps broadened: Web: role"},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			found := access.Diff(mustRead(t, test.before), mustRead(t, test.after))
			assert.Equal(t, test.want, linesOf(found), found)
		})
	}
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

// More conditions than are gone through are compared as far as they are, and what is different is not certain.
func TestDiffOfMoreConditionsThanAreGoneThrough(t *testing.T) {
	t.Parallel()
	withConditions := func(role string) *access.App {
		conditions, parameters, all := object{}, object{}, list{}
		for i := range 7 {
			name := "C" + strconv.Itoa(i)
			parameters["Is"+name] = object{"Type": "String"}
			conditions[name] = object{"Fn::Equals": list{ref("Is" + name), "yes"}}
			all = append(all, object{"Fn::If": list{name, rule("custom:role", "Equals", name, role), rule("custom:role", "Equals", name, "Sales")}})
		}
		mapping := object{"Type": "Rules", "RulesConfiguration": object{"Rules": all}}
		template := diffTemplate(t, withMapping("users", sub(webClient), mapping))
		template["Parameters"], template["Conditions"] = parameters, conditions
		return mustRead(t, template)
	}
	assert.Empty(t, access.Diff(withConditions("Admin"), withConditions("Admin")))
	found := access.Diff(withConditions("Sales"), withConditions("Admin"))
	assert.True(t, found.Broadened())
	for _, change := range found {
		assert.Equal(t, access.Changed, change.Direction, change)
	}
}
