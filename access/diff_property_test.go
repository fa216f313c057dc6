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
	group := resource("AWS::Cognito::UserPoolGroup", object{"UserPoolId": ref("Users"), "GroupName": "admins", "RoleArn": getAtt("Admin", "Arn")})
	return rapid.SliceOfN(rapid.SampledFrom(changes{
		roles("Admin", "Unauthenticated"), roles("Sales", "Unauthenticated"), roles("Stranger", "Admin"),
		with("Pool", "AllowUnauthenticatedIdentities", true), with("Pool", "AllowClassicFlow", true), with("Pool", "AllowClassicFlow", nil),
		with("Pool", "SupportedLoginProviders", object{access.Google: "1"}), with("Pool", "SamlProviderARNs", list{ref("SAML")}),
		with("Users", "AdminCreateUserConfig", object{"AllowAdminCreateUserOnly": true}), with("Web", "WriteAttributes", list{"email"}),
		byRules("Deny", admins, sales), byRules("AuthenticatedRole", sales, admins), byRules("Deny", rule("custom:role", "StartsWith", "a", "Admin")),
		withMapping("users", sub(webClient), token()), withResource("Group", group),
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
