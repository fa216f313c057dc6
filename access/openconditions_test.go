package access_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/awscdk-constructs/identitypool/access"
)

func withConditions(template object, names ...string) object {
	parameters, conditions := object{}, object{}
	for _, name := range names {
		parameters["Is"+name] = object{"Type": "String", "AllowedValues": list{"yes", "no"}}
		conditions[name] = object{"Fn::Equals": list{ref("Is" + name), "yes"}}
	}
	template["Parameters"], template["Conditions"] = parameters, conditions
	return template
}

func ifElse(condition string, then, otherwise any) object {
	return object{"Fn::If": list{condition, then, otherwise}}
}

func authenticatedBy(role any) func(object) {
	return with("Attachment", "Roles", object{"authenticated": role})
}

// TestOpenConditions asks for what is the same in all deployments, and for what is not.
func TestOpenConditions(t *testing.T) {
	t.Parallel()
	google := login{Provider: access.Google}
	for _, test := range []struct {
		name     string
		template object
		want     decision
		reason   string
	}{
		{"the same role in both", withConditions(poolTemplate(authenticatedBy(ifElse("West", getAtt("Admin", "Arn"), getAtt("Admin", "Arn")))), "West"), getsRole("Admin"), ""},
		{"another role", withConditions(poolTemplate(authenticatedBy(ifElse("West", getAtt("Admin", "Arn"), getAtt("Sales", "Arn")))), "West"), isUnknown(), "it depends on the condition West: granted Admin if West"},
		{"a role and none", withConditions(poolTemplate(authenticatedBy(ifElse("West", getAtt("Admin", "Arn"), ref("AWS::NoValue")))), "West"), isUnknown(), "refused if not West"},
		{"a role that some can't assume", withConditions(poolTemplate(authenticatedBy(ifElse("West", getAtt("Admin", "Arn"), getAtt("Stranger", "Arn")))), "West"), isUnknown(), "refused if not West"},
		{"no role in either, for two reasons", withConditions(poolTemplate(authenticatedBy(ifElse("West", getAtt("Stranger", "Arn"), ref("AWS::NoValue")))), "West"), isRefused(), ""},
		{"a condition that makes no difference beside one that does", withConditions(poolTemplate(with("Pool", "IdentityPoolName", ifElse("East", "a", "b")),
			authenticatedBy(ifElse("West", getAtt("Admin", "Arn"), getAtt("Sales", "Arn")))), "West", "East"), isUnknown(), "it depends on the condition West: "},
		{"two conditions", withConditions(poolTemplate(authenticatedBy(ifElse("West", ifElse("East", getAtt("Admin", "Arn"), getAtt("Sales", "Arn")), getAtt("Sales", "Arn")))), "West", "East"), isUnknown(), "granted Admin if West and East"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := mustReadPool(t, test.template).SignIn(google)
			assert.Contains(t, got.Reason, test.reason)
			reason := got.Reason
			got.Reason = ""
			assert.Equal(t, test.want, got, reason)
		})
	}
}

func TestFindingsSayWhen(t *testing.T) {
	t.Parallel()
	app := mustRead(t, withConditions(poolTemplate(
		with("Pool", "IdentityPoolName", ifElse("East", "a/b", "b")),
		authenticatedBy(ifElse("West", getAtt("Stranger", "Arn"), getAtt("Admin", "Arn"))),
	), "West", "East"))
	when := map[string]string{}
	for _, finding := range app.Check() {
		when[finding.Rule] = finding.When
	}
	assert.Equal(t, map[string]string{"invalid-value": "East", "role-not-assumable": "West"}, when)
}

func TestTablesOfOpenConditions(t *testing.T) {
	t.Parallel()
	mapped := withMapping("users", sub(webClient), rules(rule("custom:role", "Equals", "admin", "Admin")))
	pool := mustReadPool(t, withConditions(poolTemplate(onlyWeb(), mapped, with("Pool", "AllowClassicFlow", false), func(resources object) {
		attachment := resources["Attachment"].(object)["Properties"].(object)
		attachment["RoleMappings"] = ifElse("West", attachment["RoleMappings"], ref("AWS::NoValue"))
	}, with("Pool", "AllowUnauthenticatedIdentities", ifElse("West", true, false))), "West"))
	assert.Equal(t, "PROVIDER  WHEN                                    ROLE\n"+
		"Web       always, if not West                     Authenticated\n"+
		"          1. custom:role Equals \"admin\", if West  Admin\n"+
		"          otherwise, if West                      refused\n"+
		"(guest)   always                                  unknown [1]\n\n"+
		"[1] it depends on the condition West: Unauthenticated if West; refused if not West\n", pool.DecisionTable().Text())
}

func TestConditionsThatAllowTooManyDeployments(t *testing.T) {
	t.Parallel()
	names := []string{"A", "B", "C", "D", "E", "F", "G"}
	change := func(resources object) {
		for _, name := range names {
			definition := roleWith(trustOf("authenticated"))
			definition["Condition"] = name
			resources["Role"+name] = definition
		}
	}
	pool := mustReadPool(t, withConditions(poolTemplate(change), names...))
	assert.Equal(t, unknown, pool.SignIn(login{Provider: access.Google}).Outcome)
	assert.Contains(t, pool.DecisionTable().Text(), "more than 64 deployments")
}

// The answer under an open condition is the one that both branches share.
func TestAnOpenConditionAnswersWhatBothBranchesShare(t *testing.T) {
	t.Parallel()
	roles := rapid.SampledFrom([]string{"Admin", "Sales", "Stranger", "Unauthenticated"})
	rapid.Check(t, func(t *rapid.T) {
		then, otherwise := roles.Draw(t, "then"), roles.Draw(t, "otherwise")
		answerOf := func(role any) decision {
			app, err := access.FromMap(withConditions(poolTemplate(authenticatedBy(role)), "West"))
			if err != nil {
				t.Fatal(err)
			}
			got := app.IdentityPools()[0].SignIn(login{Provider: access.Google})
			got.Reason = ""
			return got
		}
		first, second := answerOf(getAtt(then, "Arn")), answerOf(getAtt(otherwise, "Arn"))
		got := answerOf(ifElse("West", getAtt(then, "Arn"), getAtt(otherwise, "Arn")))
		if first.Outcome == second.Outcome && first.Role == second.Role {
			assert.Equal(t, first, got)
		} else {
			assert.Equal(t, unknown, got.Outcome)
		}
	})
}
