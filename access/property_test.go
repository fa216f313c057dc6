package access_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/awscdk-constructs/identitypool/access"
)

// Generators are made anew for each test: one that tests share while they run in parallel is a data race of rapid's own.

func claimNames() *rapid.Generator[string] {
	return rapid.SampledFrom([]string{"custom:role", "custom:department", "cognito:groups"})
}

func claimValues() *rapid.Generator[string] {
	return rapid.SampledFrom([]string{"", "a", "ab", "abc", "b", "bc", "c"})
}

func ruleValues() *rapid.Generator[string] {
	return claimValues().Filter(func(value string) bool { return value != "" })
}

func roleNames() *rapid.Generator[string] {
	return rapid.SampledFrom([]string{"Admin", "Sales", "Stranger", "Unauthenticated"})
}

func resolutions() *rapid.Generator[string] {
	return rapid.SampledFrom([]string{"AuthenticatedRole", "Deny"})
}

func anyRule() *rapid.Generator[object] {
	return rapid.Custom(func(t *rapid.T) object {
		matchType := rapid.SampledFrom([]string{"Equals", "Contains", "StartsWith", "NotEqual"}).Draw(t, "match type")
		return rule(claimNames().Draw(t, "claim"), matchType, ruleValues().Draw(t, "value"), roleNames().Draw(t, "role"))
	})
}

func anyClaims() *rapid.Generator[claims] {
	return rapid.Custom(func(t *rapid.T) claims {
		drawn := claims{}
		for name, value := range rapid.MapOf(claimNames(), claimValues()).Draw(t, "claims") {
			drawn[name] = value
		}
		if rapid.Bool().Draw(t, "has a list") {
			drawn["cognito:groups"] = rapid.SliceOf(claimValues()).Draw(t, "groups")
		}
		return drawn
	})
}

func signInByRules(t *rapid.T, resolution string, all []object, user claims) decision {
	template, err := access.FromMap(poolTemplate(withMapping("users", sub(webClient), or(resolution, rules(all...)))))
	if err != nil {
		t.Fatal(err)
	}
	return template.IdentityPools()[0].SignIn(web(user))
}

func TestTheFirstMatchingRuleWinsWhateverFollows(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		user, resolution := anyClaims().Draw(t, "claims"), resolutions().Draw(t, "resolution")
		before := rapid.SliceOfN(anyRule(), 1, 5).Draw(t, "rules")
		first := signInByRules(t, resolution, before, user)
		if first.Rule == 0 {
			t.Skip("no rule matches")
		}
		followed := slices.Concat(before, rapid.SliceOfN(anyRule(), 1, 5).Draw(t, "further rules"))
		assert.Equal(t, first, signInByRules(t, resolution, followed, user))
	})
}

func TestARuleThatDoesNotMatchChangesNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		user, resolution := anyClaims().Draw(t, "claims"), resolutions().Draw(t, "resolution")
		all := rapid.SliceOfN(anyRule(), 1, 5).Draw(t, "rules")
		without := signInByRules(t, resolution, all, user)
		position := rapid.IntRange(0, len(all)).Draw(t, "position")
		absent := rule("custom:absent", "NotEqual", ruleValues().Draw(t, "value"), roleNames().Draw(t, "role"))
		with := signInByRules(t, resolution, slices.Insert(slices.Clone(all), position, absent), user)
		assert.Equal(t, without.Outcome, with.Outcome)
		assert.Equal(t, without.Role, with.Role)
		assert.Equal(t, without.Uncertain, with.Uncertain)
	})
}

func TestARefusedLoginNamesNoRole(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		got := signInByRules(t, resolutions().Draw(t, "resolution"), rapid.SliceOfN(anyRule(), 1, 5).Draw(t, "rules"), anyClaims().Draw(t, "claims"))
		assert.Equal(t, got.Outcome == granted, got.Role != "" && got.Outcome != unknown)
		if got.Outcome == refused {
			assert.Empty(t, got.Role)
			assert.Empty(t, got.SessionTags)
		}
		assert.NotEmpty(t, got.Reason)
	})
}

func TestARuleThatNeverAppliesIsNeverChosen(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		earlier, later := anyRule().Draw(t, "earlier rule"), anyRule().Draw(t, "later rule")
		earlier["RoleARN"], later["RoleARN"] = getAtt("Admin", "Arn"), getAtt("Sales", "Arn")
		template, err := access.FromMap(poolTemplate(withMapping("users", sub(webClient), rules(earlier, later))))
		if err != nil {
			t.Fatal(err)
		}
		neverApplies := slices.ContainsFunc(template.Check(), func(finding access.Finding) bool {
			return finding.Rule == "rule-never-applies"
		})
		got := template.IdentityPools()[0].SignIn(web(anyClaims().Draw(t, "claims")))
		if neverApplies {
			assert.NotEqual(t, 2, got.Rule, got)
		}
	})
}

// anyStatement draws statements that apply, do not apply, and of which it is not known.
func anyStatement() *rapid.Generator[object] {
	return rapid.Custom(func(t *rapid.T) object {
		return rapid.SampledFrom([]object{
			statement(nil),
			statement(object{"Action": "sts:*"}),
			statement(object{"Action": "sts:AssumeRole"}),
			statement(object{"Principal": "*"}),
			statement(object{"Principal": object{"Federated": "accounts.google.com"}}),
			conditions(object{"StringEquals": object{aud: "eu-west-1:0"}}),
			conditions(object{"Bool": object{aud: "true"}}),
			conditions(object{"ForAnyValue:StringLike": object{amr: "unauthenticated"}}),
		}).Draw(t, "statement")
	})
}

func outcomeOfTrust(t *rapid.T, statements []object) access.Outcome {
	template, err := access.FromMap(poolTemplate(withResource("Authenticated", roleWith(object{"Statement": statements}))))
	if err != nil {
		t.Fatal(err)
	}
	return template.IdentityPools()[0].SignIn(login{Provider: "Web"}).Outcome
}

func TestDenyWins(t *testing.T) {
	t.Parallel()
	denial := statement(object{"Effect": "Deny"})
	rapid.Check(t, func(t *rapid.T) {
		statements := append([]object{}, rapid.SliceOf(anyStatement()).Draw(t, "statements")...)
		position := rapid.IntRange(0, len(statements)).Draw(t, "position")
		assert.Equal(t, refused, outcomeOfTrust(t, slices.Insert(statements, position, denial)))
	})
}

func TestAFurtherAllowNeverTakesAway(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		statements := append([]object{}, rapid.SliceOf(anyStatement()).Draw(t, "statements")...)
		if outcomeOfTrust(t, statements) == granted {
			assert.Equal(t, granted, outcomeOfTrust(t, append(statements, anyStatement().Draw(t, "further statement"))))
		}
	})
}

func TestTheOrderOfStatementsMakesNoDifference(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		statements := append([]object{}, rapid.SliceOf(anyStatement()).Draw(t, "statements")...)
		reordered := append([]object{}, rapid.Permutation(statements).Draw(t, "reordered")...)
		assert.Equal(t, outcomeOfTrust(t, statements), outcomeOfTrust(t, reordered))
	})
}
