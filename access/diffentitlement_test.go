package access_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool/access"
)

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

func TestDiffSaysPolicyVariablesInWords(t *testing.T) {
	t.Parallel()
	before := mustRead(t, permissionTemplate(t, allowing("s3:GetObject", ownFolder)))
	after := mustRead(t, permissionTemplate(t, allowing("s3:GetObject", "${Files.Arn}/"+tenantTag+"/*")))
	found := access.Diff(before, after)
	require.NotEmpty(t, found)
	assert.Contains(t, found[0].Before, "allow s3:GetObject on ${Files.Arn}/<identity id>/*")
	assert.Contains(t, found[0].After, "allow s3:GetObject on ${Files.Arn}/<tag tenant>/*")
}
