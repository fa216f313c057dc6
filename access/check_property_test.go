package access_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/awscdk-constructs/identitypool/access"
)

// anyTrust draws a trust policy: whom it names, what it lets them do, and on which conditions.
func anyTrust() *rapid.Generator[list] {
	const stranger = "us-east-1:00000000-0000-0000-0000-000000000001"
	all := rapid.Custom(func(r *rapid.T) object {
		drawn := object{
			"Effect": rapid.SampledFrom([]string{"Allow", "Allow", "Allow", "Deny"}).Draw(r, "effect"),
			"Principal": rapid.SampledFrom([]any{
				object{"Federated": commercial},
				object{"Federated": list{commercial, access.Google}},
				object{"Federated": access.Google},
				"*",
				object{"AWS": "*"},
				object{"Service": "lambda.amazonaws.com"},
			}).Draw(r, "principal"),
			"Action": rapid.SampledFrom([]any{
				"sts:AssumeRoleWithWebIdentity", "sts:*", list{"sts:AssumeRoleWithWebIdentity", "sts:TagSession"}, "sts:AssumeRole", "sts:TagSession",
			}).Draw(r, "action"),
			"Condition": rapid.SampledFrom([]object{
				{},
				{"StringEquals": object{aud: ref("Pool")}},
				{"StringEquals": object{aud: ref("Pool")}, "ForAnyValue:StringLike": object{amr: "authenticated"}},
				{"StringEquals": object{aud: ref("Pool")}, "ForAnyValue:StringLike": object{amr: "unauthenticated"}},
				{"StringEquals": object{aud: list{ref("Pool"), stranger}}, "ForAnyValue:StringEquals": object{amr: list{"authenticated", "unauthenticated"}}},
				{"StringLike": object{aud: "*"}},
				{"StringNotEquals": object{aud: stranger}},
				{"StringEqualsIfExists": object{aud: ref("Pool")}},
				{"StringEquals": object{aud: "arn:aws:x"}},
				{"ForAnyValue:StringLike": object{amr: "authenticated"}},
				{"ForAllValues:StringLike": object{amr: "authenticated"}},
				{"ForAllValues:StringLike": object{amr: "unauthenticated"}},
				{"ForAnyValue:StringNotLike": object{amr: "unauthenticated"}},
				{"ForAnyValue:StringLikeIfExists": object{amr: "authenticated"}},
				{"ForAnyValue:StringLike": object{amr: "*auth*"}},
				{"Null": object{amr: "false"}},
				{"Null": object{aud: "true"}},
				{"Bool": object{"aws:SecureTransport": "true"}},
			}).Draw(r, "condition"),
		}
		if len(drawn["Condition"].(object)) == 0 {
			delete(drawn, "Condition")
		}
		return drawn
	})
	return rapid.Map(rapid.SliceOfN(all, 1, 3), func(drawn []object) list {
		var statements list
		for _, each := range drawn {
			statements = append(statements, each)
		}
		return statements
	})
}

// What is found of the trust of a role and what comes of signing in are two answers to one question.
func TestFindingsOfATrustAgreeWithSigningIn(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		changes := changes{
			onlyWeb(), with("Pool", "AllowClassicFlow", true), with("Pool", "AllowUnauthenticatedIdentities", true),
			withResource("Staff", roleWith(object{"Statement": anyTrust().Draw(r, "trust")})), roles("Staff", "Unauthenticated"),
		}
		if rapid.Bool().Draw(r, "tags") {
			changes = append(changes, withResource("Tags", tagMapping(sub(userPoolName), object{"tenant": "sub"})))
		}
		app := mustRead(t, poolTemplate(changes...))
		user := app.IdentityPools()[0].SignIn(access.Login{Provider: "Web"}).Outcome
		guest := app.IdentityPools()[0].SignIn(access.Login{ClassicFlow: true, CustomRole: "Staff"}).Outcome
		found := app.Check()
		has := func(rules ...string) bool {
			return slices.ContainsFunc(found, func(finding access.Finding) bool {
				return finding.Resource == "Staff" && finding.Severity == access.SeverityError && slices.Contains(rules, finding.Rule)
			})
		}
		if has("trust-without-condition") {
			return // there is no such role
		}
		isBroken := has("role-not-assumable", "role-without-tag-session")
		assert.False(r, isBroken && user == access.Granted, found)
		assert.True(r, isBroken || user != access.Refused, found)
		assert.False(r, has("role-trusts-guests") && guest != access.Granted, found)
		if user == access.Granted && guest == access.Granted {
			assert.True(r, has("role-trusts-guests", "role-trusts-anyone"), found)
		}
	})
}
