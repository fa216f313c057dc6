package access_test

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/awscdk-constructs/identitypool/access"
)

// anyChanges draws changes of the template of these tests, of each part that a difference is about.
func anyChanges(tb testing.TB) *rapid.Generator[changes] {
	tb.Helper()
	byRules := func(resolution string, all ...object) func(object) {
		return withMapping("users", sub(webClient), or(resolution, rules(all...)))
	}
	admins, sales := rule("custom:role", "Equals", "admin", "Admin"), rule("custom:department", "StartsWith", "sales", "Sales")
	group := func(name, role string, precedence any) func(object) {
		return withResource("Group"+name, resource("AWS::Cognito::UserPoolGroup", object{
			"UserPoolId": ref("Users"), "GroupName": name, "RoleArn": getAtt(role, "Arn"), "Precedence": precedence,
		}))
	}
	trusting := func(statement object) object { return roleWith(object{"Statement": list{statement}}) }
	byTag := allowing("s3:PutObject", "${Files.Arn}/${!aws:PrincipalTag/tenant}/*")
	return rapid.SliceOfN(rapid.SampledFrom(changes{
		roles("Admin", "Unauthenticated"), roles("Sales", "Unauthenticated"), roles("Stranger", "Admin"),
		with("Pool", "AllowUnauthenticatedIdentities", true), with("Pool", "AllowClassicFlow", true), with("Pool", "AllowClassicFlow", nil),
		with("Pool", "SupportedLoginProviders", object{access.Google: "1"}), with("Pool", "SamlProviderARNs", list{ref("SAML")}),
		with("Users", "AdminCreateUserConfig", object{"AllowAdminCreateUserOnly": true}), with("Web", "WriteAttributes", list{"email"}),
		byRules("Deny", admins, sales), byRules("AuthenticatedRole", sales, admins), byRules("Deny", rule("custom:role", "StartsWith", "a", "Admin")),
		byRules("Deny", rule("custom:role", "NotEqual", "guest", "Admin"), sales, admins),
		byRules("AuthenticatedRole", rule("cognito:groups", "Contains", "admins", "Admin"), rule("custom:role", "Contains", "a", "Sales")),
		withMapping("users", sub(webClient), token()), withMapping("users", sub(webClient), or("AuthenticatedRole", token())),
		group("admins", "Admin", nil), group("admins", "Admin", 2), group("staff", "Sales", 1), group("staff", "Sales", 2), group("staff", "Stranger", 3),
		withResource("Admin", trusting(conditions(object{"StringEquals": object{aud: ref("Pool")}}))), withResource("Stranger", trusting(statement(nil))),
		withResource("Authenticated", roleWith(trustOf("authenticated", "sts:TagSession"))),
		withResource("Authenticated", withPolicy(tb, roleWith(trustOf("authenticated", "sts:TagSession")), byTag)),
		withResource("Tags", tagMapping(sub(userPoolName), object{"tenant": "custom:role"})),
		withResource("Tags", tagMapping(sub(userPoolName), object{"tenant": "custom:department"})),
		withInline(tb, "Authenticated", allowing("s3:*", "*")), withInline(tb, "Authenticated", denying("s3:*", "*")), withInline(tb, "Admin", allowing("s3:Get*", "*")),
		with("Authenticated", "ManagedPolicyArns", list{"arn:aws:iam::aws:policy/ReadOnlyAccess"}), withBoundary(tb, allowing("s3:GetObject", "*")),
		bucketPolicy(tb, granting(thisRole, "s3:PutObject", "${Files.Arn}/*")), bucketPolicy(tb, refusing(`"*"`, "s3:*", "${Files.Arn}/*")),
		withResource("Tags", tagMapping(access.Google, object{"tenant": "sub"})), with("Pool", "DeveloperProviderName", "login.example.com"),
	}), 0, 6)
}

// Somebody gains by a change wherever somebody loses by its contrary.
func TestDiffBackIsTheContrary(t *testing.T) {
	t.Parallel()
	some := anyChanges(t)
	rapid.Check(t, func(r *rapid.T) {
		test := diffCase{before: some.Draw(r, "before"), after: some.Draw(r, "after")}
		there, back := test.diff(t)
		assert.Equal(r, reversed(directionsOf(there)), directionsOf(back), "%s\n\n%s", there, back)
	})
}

func TestDiffOfTheSameIsEmpty(t *testing.T) {
	t.Parallel()
	some := anyChanges(t)
	rapid.Check(t, func(r *rapid.T) {
		drawn := some.Draw(r, "changes")
		there, _ := diffCase{before: drawn, after: drawn}.diff(t)
		assert.Empty(r, there)
	})
}

// The order of a template makes no difference, nor do other logical ids of resources that keep their path.
func TestDiffOfTheSameInAnotherOrderAndWithOtherLogicalIDsIsEmpty(t *testing.T) {
	t.Parallel()
	some := anyChanges(t)
	rapid.Check(t, func(r *rapid.T) {
		template := diffTemplate(t, append(some.Draw(r, "changes"), withPaths)...)
		whole, err := json.Marshal(template)
		require.NoError(r, err)
		shuffled := inAnyOrder(r, template)
		for logicalID, definition := range template["Resources"].(object) {
			isReplaced := strings.HasPrefix(definition.(object)["Type"].(string), "AWS::Cognito::IdentityPool")
			if !isReplaced && rapid.Bool().Draw(r, "rename "+logicalID) {
				for _, end := range []string{`"`, `}`, `.`} { // of a text, or of a name in Fn::Sub
					shuffled = strings.ReplaceAll(shuffled, `"`+logicalID+end, `"New`+logicalID+end)
					shuffled = strings.ReplaceAll(shuffled, `${`+logicalID+end, `${New`+logicalID+end)
				}
			}
		}
		before, err := access.Parse(whole)
		require.NoError(r, err)
		after, err := access.Parse([]byte(shuffled))
		require.NoError(r, err)
		assert.Empty(r, access.Diff(before, after), shuffled)
	})
}

// inAnyOrder writes a template with the members of objects, and the statements and actions of policies, in another order.
func inAnyOrder(t *rapid.T, value any) string {
	switch value := value.(type) {
	case object:
		var members []string
		for _, key := range rapid.Permutation(slices.Sorted(maps.Keys(value))).Draw(t, "order") {
			member := value[key]
			if items, isList := member.(list); isList && (key == "Statement" || key == "Action") {
				member = rapid.Permutation(items).Draw(t, "order")
			}
			members = append(members, quoted(t, key)+":"+inAnyOrder(t, member))
		}
		return "{" + strings.Join(members, ",") + "}"
	case list:
		var items []string
		for _, item := range value {
			items = append(items, inAnyOrder(t, item))
		}
		return "[" + strings.Join(items, ",") + "]"
	default:
		return quoted(t, value)
	}
}

func quoted(t *rapid.T, value any) string {
	text, err := json.Marshal(value)
	require.NoError(t, err)
	return string(text)
}

func TestDiffOfAFurtherStatement(t *testing.T) {
	t.Parallel()
	some := anyChanges(t)
	further := func(r *rapid.T, statement string) access.Changes {
		drawn := some.Draw(r, "changes")
		role := rapid.SampledFrom([]string{"Authenticated", "Admin", "Sales", "Unauthenticated"}).Draw(r, "role")
		policy := withResource("Further", resource("AWS::IAM::RolePolicy", object{
			"PolicyName": "Further", "PolicyDocument": policyDocument(t, statement), "RoleName": ref(role),
		}))
		there, _ := diffCase{before: drawn, after: append(slices.Clone(drawn), policy)}.diff(t)
		return there
	}
	action := rapid.SampledFrom([]string{"s3:GetObject", "s3:*", "dynamodb:Query", "iam:PassRole", "*"})
	resource := rapid.SampledFrom([]string{"*", "${Files.Arn}/*", "${Orders.Arn}"})
	t.Run("an Allow never narrows", func(t *testing.T) {
		t.Parallel()
		rapid.Check(t, func(r *rapid.T) {
			for _, change := range further(r, allowing(action.Draw(r, "action"), resource.Draw(r, "resource"))) {
				assert.True(r, change.MayBroaden(), change)
				assert.NotEqual(r, access.Narrowed, change.Direction, change)
			}
		})
	})
	t.Run("a Deny never broadens", func(t *testing.T) {
		t.Parallel()
		rapid.Check(t, func(r *rapid.T) {
			for _, change := range further(r, denying(action.Draw(r, "action"), resource.Draw(r, "resource"))) {
				assert.False(r, change.MayBroaden(), change)
			}
		})
	})
}

// What somebody certainly can do after a change and certainly could not before is a gain, and the contrary is a loss.
func TestDiffMissesNothingThatASessionShows(t *testing.T) {
	t.Parallel()
	some := anyChanges(t)
	rapid.Check(t, func(r *rapid.T) {
		test := diffCase{before: some.Draw(r, "before"), after: some.Draw(r, "after")}
		there, _ := test.diff(t)
		before, after := mustRead(t, diffTemplate(t, test.before...)), mustRead(t, diffTemplate(t, test.after...))
		loses := func(change access.Change) bool { return change.Direction != access.Broadened }
		for _, person := range []access.Login{
			{},
			{Provider: "Web"},
			{Provider: "Web", Groups: []string{"admins"}},
			{Provider: "Web", Groups: []string{"staff", "admins"}},
			{Provider: "Web", Claims: map[string]any{"custom:role": "admin"}},
			{Provider: "Web", Claims: map[string]any{"custom:role": "admin", "custom:department": "sales"}},
			{Provider: "Web", Claims: map[string]any{"custom:department": "sales"}},
			{Provider: access.Google},
		} {
			for _, request := range []access.Request{
				{Action: "s3:GetObject", Resource: "${Files.Arn}/public/a"},
				{Action: "s3:PutObject", Resource: "${Files.Arn}/a"},
				{Action: "s3:PutObject", Resource: "${Files.Arn}/admin/a"},
				{Action: "dynamodb:Query", Resource: "${Orders.Arn}"},
				{Action: "iam:PassRole", Resource: "*"},
			} {
				was, is := outcomesIn(before, person, request), outcomesIn(after, person, request)
				if areRefused(was) && slices.Contains(is, access.Granted) {
					require.True(r, there.Broadened(), "%v can %v: %s", person, request, there)
				}
				if slices.Contains(was, access.Granted) && areRefused(is) {
					require.True(r, slices.ContainsFunc(there, loses), "%v can't %v: %s", person, request, there)
				}
			}
		}
	})
}

// outcomesIn are what comes of a request by each way in which somebody can ask for a role.
func outcomesIn(app *access.App, person access.Login, request access.Request) []access.Outcome {
	var outcomes []access.Outcome
	for _, classic := range []bool{false, true} {
		for _, role := range []string{"", "Authenticated", "Unauthenticated", "Admin", "Sales", "Stranger"} {
			person.ClassicFlow, person.CustomRole = classic, role
			outcomes = append(outcomes, app.IdentityPools()[0].Session(person).Can(request).Outcome)
		}
	}
	return outcomes
}

func areRefused(outcomes []access.Outcome) bool {
	return !slices.ContainsFunc(outcomes, func(outcome access.Outcome) bool { return outcome != access.Refused })
}
