package access_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool/access"
)

func mixedPool(t *testing.T) *access.IdentityPool {
	t.Helper()
	return mustReadPool(t, poolTemplate(
		onlyWeb(),
		with("Pool", "SamlProviderARNs", list{ref("SAML")}),
		with("Pool", "OpenIdConnectProviderARNs", ifElse("IsProduction", ref("AWS::NoValue"), ref("AWS::NoValue"))),
		with("Attachment", "Roles", object{"authenticated": "arn:aws:iam::111111111111:role/Imported"}),
		withMapping("users", sub(webClient), rules(
			rule("custom:role", "Equals", "admin|root", "Stranger"),
			rule("custom:role", "StartsWith", "sales", "Sales"),
		)),
	))
}

func TestDecisionTableShowsWhatIsNotGranted(t *testing.T) {
	t.Parallel()
	assert.Equal(t, "| Provider | When | Role |\n"+
		"| --- | --- | --- |\n"+
		"| Web | 1. custom:role Equals \"admin\\|root\" | Stranger (can't be assumed) [1] |\n"+
		"| Web | 2. custom:role StartsWith \"sales\" | Sales |\n"+
		"| Web | otherwise | refused |\n"+
		"| SAML | the assertion names a role | unknown [2] |\n"+
		"| SAML | otherwise | arn:aws:iam::111111111111:role/Imported (unknown) [3] |\n"+
		"| (other providers) | always | arn:aws:iam::111111111111:role/Imported (unknown) [3] |\n"+
		"| (guest) | always | refused |\n\n"+
		"1. it can't be assumed: no statement allows sts:AssumeRoleWithWebIdentity\n"+
		"2. the role comes with the token, so the templates don't tell\n"+
		"3. whether it can be assumed is unknown: its trust policy is not in the templates\n", mixedPool(t).DecisionTable().Markdown())
	deferred := ifElse("IsProduction", ref("AWS::NoValue"), ref("AWS::NoValue"))
	undecided := mustReadPool(t, poolTemplate(onlyWeb(), with("Attachment", "RoleMappings", deferred), with("Pool", "AllowClassicFlow", false)))
	assert.Equal(t, "PROVIDER  WHEN    ROLE\nWeb       always  unknown [1]\n(guest)   always  refused\n\n"+
		"[1] only the deployment knows all the role mappings of Pool\n", undecided.DecisionTable().Text())
}

// What rules do in a mapping of another type is not documented, so no row grants their roles.
func TestDecisionTableOfRulesBesideAnotherType(t *testing.T) {
	t.Parallel()
	ruled := func(typeName string) *access.IdentityPool {
		mapping := rules(rule("custom:role", "Equals", "a", "Admin"))
		mapping["Type"] = typeName
		return mustReadPool(t, poolTemplate(onlyWeb(), with("Pool", "AllowClassicFlow", false), withMapping("users", sub(webClient), mapping)))
	}
	assert.Equal(t, "PROVIDER  WHEN                       ROLE\n"+
		"Web       other preferred role       unknown [1]\n"+
		"          1. custom:role Equals \"a\"  unknown (uncertain) [2]\n"+
		"          otherwise                  refused (uncertain)\n"+
		"(guest)   always                     refused\n\n"+
		"[1] the role comes with the token, so the templates don't tell\n"+
		"[2] what rules do beside the type Token is not documented\n", ruled("Token").DecisionTable().Text())
	assert.Equal(t, "PROVIDER  WHEN    ROLE\n"+
		"Web       always  unknown [1]\n"+
		"(guest)   always  refused\n\n"+
		"[1] role mapping \"users\" is of the type \"Rule\"; allowed are Token and Rules\n", ruled("Rule").DecisionTable().Text())
}

func TestDecisionTableAsFlowchart(t *testing.T) {
	t.Parallel()
	pool := mustReadPool(t, poolTemplate(onlyWeb(), withMapping("users", sub(webClient), rules(rule("custom:role", "Equals", "a\"<b>", "Admin")))))
	assert.Equal(t, "flowchart LR\n"+
		"  provider1([\"Web\"])\n"+
		"  provider2([\"(guest)\"])\n"+
		"  role1[\"Admin\"]\n"+
		"  role2[\"refused\"]\n"+
		"  provider1 -->|\"1. custom:role Equals #quot;a\\#quot;#lt;b#gt;#quot;\"| role1\n"+
		"  provider1 -.->|\"otherwise\"| role2\n"+
		"  provider2 -.->|\"always\"| role2\n", pool.DecisionTable().Mermaid())
}

// The table says what the sign-in says.
func TestDecisionTableAgreesWithSignIn(t *testing.T) {
	t.Parallel()
	for _, folder := range corpus(t) {
		for _, pool := range mustLoadCorpus(t, folder).IdentityPools() {
			for _, row := range pool.DecisionTable().Rows {
				if row.When != "always" || row.Provider == "(other providers)" {
					continue
				}
				login := access.Login{Provider: row.Provider}
				if row.Provider == "(guest)" {
					login.Provider = ""
				}
				got := pool.SignIn(login)
				assert.Equal(t, row.Outcome, got.Outcome, "%s: %s: %s", folder, row.Provider, got)
				if got.Outcome == granted {
					assert.Equal(t, row.Role, got.Role, "%s: %s: %s", folder, row.Provider, got)
				}
			}
		}
	}
}

func TestClassicFlowInTheDecisionTable(t *testing.T) {
	t.Parallel()
	rowsOf := func(template object) []access.DecisionRow {
		var rows []access.DecisionRow
		for _, row := range mustReadPool(t, template).DecisionTable().Rows {
			if row.Provider == "(classic flow)" {
				rows = append(rows, row)
			}
		}
		return rows
	}
	careless := withResource("Careless", roleWith(object{"Statement": conditions(object{"StringEquals": object{aud: ref("Pool")}})}))
	guests, classic := with("Pool", "AllowUnauthenticatedIdentities", true), with("Pool", "AllowClassicFlow", true)
	require.Empty(t, rowsOf(poolTemplate(with("Pool", "AllowClassicFlow", false), careless)))
	require.Empty(t, rowsOf(poolTemplate(classic, withMapping("users", sub(webClient), token()))), "refused beside role mappings")
	assert.Contains(t, rowsOf(poolTemplate(classic, guests, careless)),
		access.DecisionRow{Provider: "(classic flow)", When: "a guest asks for it", Role: "Careless", Outcome: granted})
	assert.NotContains(t, rowsOf(poolTemplate(classic, careless)),
		access.DecisionRow{Provider: "(classic flow)", When: "a guest asks for it", Role: "Careless", Outcome: granted}, "no guest can come")
	assert.Equal(t, rowsOf(poolTemplate(classic, careless)), rowsOf(withConditions(poolTemplate(classic, careless,
		authenticatedBy(ifElse("West", getAtt("Authenticated", "Arn"), getAtt("Admin", "Arn")))), "West")), "each role has its row where a condition is open")
	assert.Contains(t, rowsOf(withConditions(poolTemplate(classic, careless, withResource("Sometimes", object{
		"Type": "AWS::IAM::Role", "Condition": "West", "Properties": object{"AssumeRolePolicyDocument": trustOf("authenticated")},
	})), "West")), access.DecisionRow{Provider: "(classic flow)", When: "a signed-in user asks for it, if West", Role: "Sometimes", Outcome: granted})
	deferred := ifElse("IsProduction", ref("AWS::NoValue"), ref("AWS::NoValue"))
	perhapsMapped := rowsOf(poolTemplate(classic, careless, with("Attachment", "RoleMappings", deferred)))
	assert.NotEmpty(t, perhapsMapped)
	tagged := rowsOf(poolTemplate(classic, guests, careless, withResource("Tags", tagMapping(access.Google, object{"user": "sub"}))))
	assert.Contains(t, tagged, access.DecisionRow{
		Provider: "(classic flow)", When: "a signed-in user asks for it", Role: "Careless", Outcome: unknown,
		Note: "whether it can be assumed is unknown: session tags are set, and no statement allows sts:TagSession",
	})
	assert.Contains(t, tagged, access.DecisionRow{Provider: "(classic flow)", When: "a guest asks for it", Role: "Careless", Outcome: granted})
	for _, row := range perhapsMapped {
		assert.Equal(t, unknown, row.Outcome, row)
		assert.Equal(t, "only the deployment knows all the role mappings of Pool, with which the classic flow is refused", row.Note)
	}
	for _, row := range rowsOf(poolTemplate(careless)) {
		assert.Equal(t, unknown, row.Outcome, row)
		assert.True(t, row.Uncertain, row)
	}
}
