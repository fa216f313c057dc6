package identitypooltest_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool/identitypooltest"
)

var update = flag.Bool("update", false, "write the golden files")

// TestTemplates compares what is found in each template of testdata with the Markdown file beside it. The templates that begin with
// "official" were synthesized with the official construct, those that begin with "identitypool" from the same program with this
// module's; both are answered alike.
func TestTemplates(t *testing.T) {
	t.Parallel()
	for _, file := range templateFiles(t) {
		name := strings.TrimSuffix(filepath.Base(file), ".json")
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, idea, isPair := strings.Cut(name, "-")
			if !isPair || name == "hand-written" {
				idea = name
			}
			got := report(t, file)
			golden := filepath.Join("testdata", idea+".md")
			if *update {
				require.NoError(t, os.WriteFile(golden, []byte(got), 0o600))
			}
			want, err := os.ReadFile(golden)
			require.NoError(t, err)
			assert.Equal(t, string(want), got)
		})
	}
}

func templateFiles(tb testing.TB) []string {
	tb.Helper()
	files, err := filepath.Glob("testdata/*.json")
	require.NoError(tb, err)
	require.NotEmpty(tb, files)
	return files
}

func report(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	template, err := identitypooltest.Parse(text)
	require.NoError(t, err)
	var report strings.Builder
	for _, pool := range template.IdentityPools() {
		report.WriteString("# " + pool.LogicalID() + "\n\n" + pool.DecisionTable().Markdown())
	}
	for _, finding := range template.Check() {
		report.WriteString("\n- " + finding.String() + "\n")
	}
	return report.String()
}

// A correct template has no finding; the rules of the official documentation map a provider that the identity pool doesn't have, on a
// claim that there never is, to roles that don't trust it, and its social example shows the secret.
func TestTemplatesHaveNoFindingsButRealFaults(t *testing.T) {
	t.Parallel()
	faulty := []string{"documented-rules", "social"}
	for _, file := range templateFiles(t) {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		template, err := identitypooltest.Parse(text)
		require.NoError(t, err)
		isFaulty := false
		for _, idea := range faulty {
			isFaulty = isFaulty || strings.HasSuffix(file, "-"+idea+".json")
		}
		assert.Equal(t, isFaulty, len(template.Check()) > 0, "%s: %v", file, template.Check())
	}
}

// The templates of the example app are correct.
func TestTemplatesOfTheExamplesHaveNoFindings(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../examples/testdata/*.template.json")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		template, err := identitypooltest.Parse(text)
		require.NoError(t, err)
		assert.Empty(t, template.Check(), file)
	}
}

func TestSignInWithSynthesizedTemplates(t *testing.T) {
	t.Parallel()
	const (
		users  = "Users0A0EEA89"
		client = "UsersWebA39D1A70"
	)
	for _, test := range []struct {
		template string
		provider string
		claims   claims
		want     decision
	}{
		{"quick-start", identitypooltest.Google, nil, isRefused()},
		{"user-pool", users, nil, getsRole("PoolAuthenticatedRoleF46F2D22")},
		{"user-pool", "", nil, getsRole("PoolUnauthenticatedRoleD84FEE8E")},
		{"role-based", client, claims{"custom:role": "admin"}, byRule("AdminC75D2A91", 1)},
		{"role-based", users, claims{"custom:department": "sales-emea"}, byRule("Sales1863061C", 2)},
		{"role-based-region", client, claims{"custom:role": "admin"}, byRule("AdminC75D2A91", 1)},
		{"role-based-region", identitypooltest.Google, nil, decision{Outcome: refused, RoleMapping: "accounts.google.com"}},
		{"two-stacks", importedClient, claims{"custom:role": "admin"}, byRule("AdminC75D2A91", 1)},
		{"two-stacks", "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a:1", claims{"custom:role": "admin"}, isUnknown()},
		{"tags", client, claims{"custom:department": "sales"}, decision{
			Outcome: granted, Role: "Tagged7A26CEFA", RoleMapping: "users", Rule: 1, SessionTags: map[string]string{"department": "sales"},
		}},
		{"groups", client, claims{"cognito:preferred_role": "AdminsRole9D629CC3"}, byMapping(getsRole("AdminsRole9D629CC3"))},
		{"federation", "SamlC77D5D1E", nil, uncertain(getsRole("PoolAuthenticatedRoleF46F2D22"))},
		{"federation", "my-custom-provider.example.com", nil, getsRole("PoolAuthenticatedRoleF46F2D22")},
	} {
		for _, made := range []string{"official", "identitypool"} {
			text, err := os.ReadFile(filepath.Join("testdata", made+"-"+test.template+".json"))
			require.NoError(t, err)
			template, err := identitypooltest.Parse(text)
			require.NoError(t, err)
			got := template.IdentityPools()[0].SignIn(login{Provider: test.provider, Claims: test.claims})
			reason := got.Reason
			got.Reason = ""
			assert.Equal(t, test.want, got, "%s %s: %s", made, test.template, reason)
		}
	}
}

// importedClient is the name of a user pool client of another stack, as Providers shows it.
const importedClient = `cognito-idp.${AWS::Region}.${AWS::URLSuffix}/{"Fn::ImportValue":"Users:ExportsOutputRefUsers0A0EEA89A1309EA5"}:` +
	`{"Fn::ImportValue":"Users:ExportsOutputRefUsersWebA39D1A7041E668C5"}`
