package access_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool/access"
)

// FuzzParse reads anything. Whatever can be read can also be asked everything.
func FuzzParse(f *testing.F) {
	for _, file := range templateFiles(f) {
		text, err := os.ReadFile(file)
		require.NoError(f, err)
		f.Add(text)
	}
	f.Add([]byte("Resources: {Pool: {Type: AWS::Cognito::IdentityPool, Properties: {CognitoIdentityProviders: !If [A, [], 1]}}}"))
	f.Add([]byte(`{"Conditions": {"A": {"Fn::Equals": [{"Ref": "AWS::Region"}, "x"]}}, "Resources": {"Pool": {"Type": "AWS::Cognito::IdentityPool", "Condition": "A"}}}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		app, err := access.Parse(text)
		if err != nil {
			if strings.TrimSpace(err.Error()) == "" {
				t.Fatal("an error without text")
			}
			return
		}
		for _, finding := range app.Check() {
			if finding.Rule == "" || finding.Resource == "" || finding.Message == "" || finding.Cure == "" {
				t.Fatalf("an incomplete finding: %#v", finding)
			}
		}
		for _, pool := range app.IdentityPools() {
			_ = pool.DecisionTable().Markdown()
			_, _ = pool.DecisionTable().Text(), pool.DecisionTable().Mermaid()
			for _, row := range append(pool.DecisionTable().Rows, access.DecisionRow{}) {
				checkDecision(t, pool.SignIn(login{Provider: row.Provider, Claims: claims{"sub": "1"}, Groups: []string{"a", "b"}}))
				checkDecision(t, pool.SignIn(login{Provider: row.Provider, CustomRole: row.Role, ClassicFlow: true}))
			}
		}
	})
}

func checkDecision(t *testing.T, got decision) {
	t.Helper()
	if got.Reason == "" {
		t.Fatalf("a decision without reason: %#v", got)
	}
	if got.Outcome == refused && (got.Role != "" || got.SessionTags != nil) {
		t.Fatalf("a refused login with a role: %s", got)
	}
	if got.Outcome == granted && got.Role == "" {
		t.Fatalf("a granted login without role: %s", got)
	}
}

// FuzzTrust evaluates any trust policy. An explicit Deny of everything always wins over it.
func FuzzTrust(f *testing.F) {
	for _, seed := range trustCases() {
		text, err := json.Marshal(seed.statements)
		require.NoError(f, err)
		f.Add(string(text))
	}
	denial := statement(object{"Effect": "Deny", "Principal": "*", "Action": "*", "Condition": nil})
	f.Fuzz(func(t *testing.T, text string) {
		var statements any
		if json.Unmarshal([]byte(text), &statements) != nil {
			t.Skip("no JSON")
		}
		app, err := access.FromMap(poolTemplate(withResource("Authenticated", roleWith(object{"Statement": statements}))))
		if err != nil {
			return
		}
		checkDecision(t, app.IdentityPools()[0].SignIn(login{Provider: "Web"}))
		several, isList := statements.([]any)
		if !isList {
			several = []any{statements}
		}
		app, err = access.FromMap(poolTemplate(withResource("Authenticated", roleWith(object{"Statement": append(several, denial)}))))
		if err != nil {
			return
		}
		if got := app.IdentityPools()[0].SignIn(login{Provider: "Web"}); got.Outcome != refused {
			t.Fatalf("a Deny of everything does not win: %s", got)
		}
	})
}
