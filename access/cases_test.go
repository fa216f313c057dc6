package access_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool/access"
)

// caseOf is a small template that was made after something seen in public ones, with what is asked of it.
type caseOf struct {
	name     string
	file     string
	options  []access.Option
	login    access.Login
	want     access.Decision // without its reason
	reason   string          // is part of the reason
	findings []string        // errors and warnings: severity, rule and resource
}

var asUser = access.Login{Provider: "Client"}

func TestCases(t *testing.T) {
	t.Parallel()
	getsAuth := access.Decision{Outcome: granted, Role: "Auth"}
	commercialRegion, govCloudRegion := access.WithRegion("us-east-1"), access.WithRegion("us-gov-west-1")
	for _, test := range []caseOf{
		{name: "a condition chooses the principal of the region", file: "if-principal", options: []access.Option{commercialRegion}, login: asUser, want: getsAuth},
		{name: "and that of GovCloud there", file: "if-principal", options: []access.Option{govCloudRegion}, login: asUser, want: getsAuth},
		{name: "without a region the condition decides", file: "if-principal", login: asUser, want: access.Decision{Outcome: unknown, Role: "Auth"}, reason: "the condition West"},
		{name: "a map has the principal of the partition", file: "findinmap", options: []access.Option{commercialRegion}, login: asUser, want: getsAuth},
		{name: "condition keys of another partition are never met", file: "findinmap", options: []access.Option{govCloudRegion}, login: asUser, want: isRefused(), findings: []string{"error role-not-assumable Auth"}},
		{name: "a parameter turns guests off", file: "if-guests", login: access.Login{}, want: isRefused(), reason: "does not allow guests"},
		{name: "which is nothing to users", file: "if-guests", login: asUser, want: getsAuth},
		{name: "and a parameter turns them on", file: "if-guests", options: []access.Option{access.WithParameter("Guests", "yes")}, login: access.Login{}, want: access.Decision{Outcome: granted, Role: "Guest"}},
		{name: "of two attachments the one whose condition holds decides", file: "exclusive", login: asUser, want: getsAuth},
		{name: "and the other one with another parameter", file: "exclusive", options: []access.Option{access.WithParameter("Guests", "yes")}, login: asUser, want: getsAuth},
		{name: "a pool whose condition holds", file: "cond-role-noattach", options: []access.Option{access.WithParameter("Mode", "cognito")}, login: asUser, want: getsAuth},
		{name: "a policy as JSON text", file: "json-text", login: asUser, want: getsAuth},
		{name: "the region cut out of an id", file: "select-split", login: access.Login{Provider: "cognito-idp.us-east-1.amazonaws.com/us-east-1_Abc123:1abcdef", Claims: claims{"sub": "s"}}, want: byRule("Auth", 1)},
		{name: "which leads to no role for others", file: "select-split", login: access.Login{Provider: "cognito-idp.us-east-1.amazonaws.com/us-east-1_Abc123:1abcdef", Claims: claims{"sub": "t"}}, want: byMapping(isRefused())},
		{name: "a role that a transform makes", file: "foreach", login: asUser, want: access.Decision{Outcome: unknown, Role: "${RoleAuth.Arn}"}, reason: "made by the transform AWS::LanguageExtensions"},
		{name: "an odd statement of another role", file: "unrelated-role", login: asUser, want: getsAuth},
		{name: "a custom resource attaches the roles", file: "custom-attach", login: asUser, want: isUnknown(), reason: "through Attach (Custom::"},
		{name: "and may let guests in", file: "custom-attach", login: access.Login{}, want: isUnknown(), reason: "Attach takes it"},
		{name: "the id of a user pool as provider", file: "providername-ref", options: []access.Option{commercialRegion}, login: asUser, want: isRefused(), findings: []string{"error provider-name-invalid Pool"}},
		{name: "the ARN of a user pool as provider", file: "providername-arn", options: []access.Option{commercialRegion}, login: asUser, want: isRefused(), findings: []string{"error provider-name-invalid Pool"}},
		{name: "the URL of a user pool as provider", file: "providername-url", options: []access.Option{commercialRegion}, login: asUser, want: isRefused(), findings: []string{"error provider-name-invalid Pool"}},
		{name: "a scheme in front of a provider", file: "providername-https", options: []access.Option{commercialRegion}, login: access.Login{Provider: "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Abc123:1abcdef"}, want: isRefused(), findings: []string{"error provider-name-invalid Pool"}},
		{name: "a mapping for the id of a user pool", file: "ref-userpool-mapping", login: asUser, want: getsAuth, findings: []string{"error mapped-provider-missing Attach"}},
		{name: "which is nothing to users of other providers", file: "ref-userpool-mapping", login: access.Login{Provider: access.Facebook}, want: getsAuth, findings: []string{"error mapped-provider-missing Attach"}},
		{name: "the name of a pool as aud", file: "aud-poolname", login: asUser, want: isRefused(), findings: []string{"error role-not-assumable Auth"}},
		{name: "a trust without condition", file: "no-condition", login: asUser, want: isRefused(), findings: []string{"error trust-without-condition Auth"}},
		{name: "the name of a role in place of its ARN", file: "ref-role", login: asUser, want: isRefused(), findings: []string{"error invalid-value Attach"}},
		{name: "a misspelt RoleARN", file: "rolearn-typo", login: asUser, want: byMapping(getsAuth), findings: []string{"error unknown-property Attach", "warning rule-never-applies Attach"}},
		{name: "roles by other keys", file: "roles-key", login: asUser, want: isRefused(), findings: []string{"error unknown-property Attach", "error unknown-property Attach"}},
		{name: "misspelt settings", file: "typo-props", login: access.Login{}, want: isRefused(), findings: []string{"error unknown-property Attach", "error unknown-property Pool"}},
		{name: "a trust without amr where there are no guests", file: "no-amr-no-guests", login: asUser, want: getsAuth},
		{name: "a trust without amr where there are", file: "no-amr-guests", login: asUser, want: getsAuth, findings: []string{"warning role-trusts-guests Auth uncertain"}},
		{name: "a role that nothing attaches", file: "classic-no-attach", login: access.Login{Provider: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com", ClassicFlow: true, CustomRole: "Deploy"}, want: access.Decision{Outcome: granted, Role: "Deploy"}, options: []access.Option{access.WithAccountID("111122223333")}},
		{name: "a role of a group without role mapping", file: "group-no-mapping", login: access.Login{Provider: "Client", Groups: []string{"admins"}}, want: getsAuth, findings: []string{"warning group-role-unused Admins"}},
	} {
		t.Run(test.file+": "+test.name, func(t *testing.T) {
			t.Parallel()
			app, err := access.Load(filepath.Join("testdata", "cases", test.file+".json"), test.options...)
			require.NoError(t, err)
			require.Len(t, app.IdentityPools(), 1)
			got := app.IdentityPools()[0].SignIn(test.login)
			assert.Contains(t, got.Reason, test.reason)
			reason := got.Reason
			got.Reason = ""
			assert.Equal(t, test.want, got, reason)
			assert.ElementsMatch(t, test.findings, shownFaults(app.Check()))
		})
	}
}

// shownFaults are the errors and warnings.
func shownFaults(all access.Findings) []string {
	var shown []string
	for _, finding := range all {
		if finding.Severity == access.SeverityNote {
			continue
		}
		text := strings.Join([]string{finding.Severity.String(), finding.Rule, finding.Resource}, " ")
		if finding.Uncertain {
			text += " uncertain"
		}
		shown = append(shown, text)
	}
	return shown
}

func TestAPoolWhoseConditionIsFalseIsNotThere(t *testing.T) {
	t.Parallel()
	app, err := access.Load("testdata/cases/cond-role-noattach.json")
	require.NoError(t, err)
	assert.Empty(t, app.IdentityPools())
}

func TestTheMeantPropertyIsNamed(t *testing.T) {
	t.Parallel()
	for file, cures := range map[string][]string{
		"rolearn-typo": {"write RoleARN"},
		"roles-key":    {"write authenticated", "write unauthenticated"},
		"typo-props":   {"write AllowUnauthenticatedIdentities", "write RoleMappings"},
	} {
		app, err := access.Load("testdata/cases/" + file + ".json")
		require.NoError(t, err)
		var found []string
		for _, finding := range app.Check() {
			if finding.Rule == "unknown-property" {
				found = append(found, finding.Cure)
			}
		}
		slices.Sort(found)
		assert.Equal(t, cures, found, file)
	}
}

// An imported identity pool is listed by the export that its id comes from.
func TestImportedIdentityPool(t *testing.T) {
	t.Parallel()
	app, err := access.Load("testdata/cases/import.json")
	require.NoError(t, err)
	pool, err := app.IdentityPool("shared-IdentityPoolId")
	require.NoError(t, err)
	assert.Equal(t, "PROVIDER           WHEN    ROLE\n"+
		"(other providers)  always  Auth (unknown) [1]\n"+
		"(guest)            always  refused\n\n"+
		"[1] shared-IdentityPoolId is not in the templates, so its providers are not known\n", pool.DecisionTable().Text())
	assert.Equal(t, []string{"warning role-trusts-guests Auth uncertain"}, shownFaults(app.Check()))
}

func TestTheDecisionTableShowsTheClassicFlow(t *testing.T) {
	t.Parallel()
	app, err := access.Load("testdata/cases/classic-no-attach.json")
	require.NoError(t, err)
	assert.Contains(t, app.IdentityPools()[0].DecisionTable().Rows, access.DecisionRow{
		Provider: "(classic flow)", When: "a signed-in user asks for it", Role: "Deploy", Outcome: granted,
	})
}
