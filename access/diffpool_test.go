package access_test

import (
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/awscdk-constructs/identitypool/access"
)

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
