package access_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool/access"
	rulebook "github.com/awscdk-constructs/identitypool/internal/rule"
)

func TestFindingsPrintALineEach(t *testing.T) {
	t.Parallel()
	findings := access.Findings{
		{
			Rule: "role-trusts-guests", Severity: access.SeverityWarning, Uncertain: true, File: "a.yaml", Line: 7, Resource: "Access/Users",
			When: "West", Message: "it is open", Cure: "close it",
		},
		{Rule: "guests-allowed", Severity: access.SeverityNote, Resource: "Pool", Message: "guests", Cure: "none"},
	}
	want := "a.yaml:7: warning (uncertain): Access/Users: it is open, if West; close it (role-trusts-guests)\n" +
		"note: Pool: guests; none (guests-allowed)"
	assert.Equal(t, want, findings.String())
	assert.Contains(t, findings.GoString(), want)
}

// Every check has its row in the table of rules, and stays within its severities.
func TestChecksHaveTheirRules(t *testing.T) {
	t.Parallel()
	for _, id := range access.CheckedRules() {
		of, found := rulebook.ByID(rulebook.ID(id))
		require.True(t, found, id)
		assert.True(t, of.IsFinding, id)
	}
	for _, file := range append(ruleFiles(t), caseFiles(t)...) {
		app, err := access.Load(file)
		require.NoError(t, err)
		for _, finding := range app.Check() {
			of, _ := rulebook.ByID(rulebook.ID(finding.Rule))
			assert.Contains(t, of.Severities, rulebook.Severity(finding.Severity), "%s: %s", file, finding)
			assert.True(t, !finding.Uncertain || of.MayBeUncertain(), "%s: %s", file, finding)
			assert.NotEmpty(t, finding.Message, file)
			assert.NotEmpty(t, finding.Cure, file)
			assert.NotEmpty(t, finding.Resource, file)
		}
	}
}

func TestFindingsSayWhere(t *testing.T) {
	t.Parallel()
	app, err := access.Load("testdata/cases/rolearn-typo.json")
	require.NoError(t, err)
	at := map[string]access.Finding{}
	for _, finding := range app.Check() {
		at[finding.Rule] = finding
	}
	got := at["unknown-property"]
	assert.Equal(t, "testdata/cases/rolearn-typo.json", got.File)
	assert.Equal(t, "rolearn-typo", got.Stack)
	assert.Equal(t, "Properties/RoleMappings/users/RulesConfiguration/Rules/0/RoleArn", got.Location)
	assert.Positive(t, got.Line)
}

// A cure names the whole condition key, and the principal of the construct where the CDK made the role.
func TestCuresOfTrusts(t *testing.T) {
	t.Parallel()
	careless := roleWith(object{"Statement": conditions(object{"ForAnyValue:StringLike": object{amr: "authenticated"}})})
	cureOf := func(role object) string {
		findings := mustRead(t, poolTemplate(withResource("Authenticated", role))).Check()
		require.Len(t, findings, 1)
		return findings[0].Cure
	}
	assert.Equal(t, "add the condition StringEquals cognito-identity.amazonaws.com:aud ${Pool}", cureOf(careless))
	careless["Metadata"] = object{"aws:cdk:path": "Access/Authenticated/Resource"}
	assert.Equal(t, "add the condition StringEquals cognito-identity.amazonaws.com:aud ${Pool}; "+
		"the construct's AuthenticatedPrincipal() does all that", cureOf(careless))
}

// One role for guests and users would let guests do what users may.
func TestCureOfARoleThatIsForGuestsAndForUsers(t *testing.T) {
	t.Parallel()
	findings := mustRead(t, poolTemplate(with("Pool", "AllowUnauthenticatedIdentities", true), with("Attachment", "Roles", object{
		"authenticated": getAtt("Authenticated", "Arn"), "unauthenticated": getAtt("Authenticated", "Arn"),
	}))).Check()
	require.Len(t, findings, 2, "that, and that guests are allowed")
	assert.Equal(t, "role-not-assumable", findings[0].Rule)
	assert.Regexp(t, "^give guests a role of their own, which trusts them: .* cognito-identity.amazonaws.com:amr unauthenticated$", findings[0].Cure)
}
