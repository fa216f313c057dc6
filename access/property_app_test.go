package access_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"
	"pgregory.net/rapid"

	"github.com/awscdk-constructs/identitypool/access"
)

// shownApp is all that an app answers, without lines and files.
func shownApp(app *access.App) string {
	var shown strings.Builder
	for _, pool := range app.IdentityPools() {
		shown.WriteString(pool.Name() + "\n" + pool.DecisionTable().Text())
		for _, row := range pool.DecisionTable().Rows {
			shown.WriteString(pool.SignIn(access.Login{Provider: row.Provider, Claims: claims{"sub": "1"}}).String() + "\n")
		}
	}
	for _, finding := range app.Check() {
		finding.File, finding.Line = "", 0
		shown.WriteString(finding.String() + "\n")
	}
	return shown.String()
}

// A template in YAML and the same in JSON are answered alike.
func TestYAMLAndJSONGiveTheSameAnswers(t *testing.T) {
	t.Parallel()
	for _, file := range append(templateFiles(t), caseFiles(t)...) {
		content, err := os.ReadFile(file)
		require.NoError(t, err)
		var template object
		require.NoError(t, json.Unmarshal(content, &template))
		inYAML, err := yaml.Marshal(template)
		require.NoError(t, err)
		inJSON, err := json.MarshalIndent(template, "", "  ") // in the order in which yaml.Marshal writes, too, and on lines
		require.NoError(t, err)
		fromJSON, err := access.Parse(inJSON)
		require.NoError(t, err)
		fromYAML, err := access.Parse(inYAML)
		require.NoError(t, err)
		assert.Equal(t, shownApp(fromJSON), shownApp(fromYAML), file)
	}
}

func caseFiles(tb testing.TB) []string {
	tb.Helper()
	files, err := filepath.Glob("testdata/cases/*.json")
	require.NoError(tb, err)
	return files
}

// Resources that have nothing to do with identity pools change no answer.
func TestAnUnrelatedResourceChangesNothing(t *testing.T) {
	t.Parallel()
	unrelated := []object{
		resource("AWS::S3::Bucket", object{"BucketName": object{"Fn::If": list{"Missing", "a", "b"}}}),
		resource("AWS::IAM::Role", object{"AssumeRolePolicyDocument": object{"Statement": list{object{"Effect": "Allow", "Principal": object{"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}}}}),
		resource("AWS::IAM::Role", object{"AssumeRolePolicyDocument": "nonsense"}),
		resource("AWS::Cognito::UserPool", object{}),
		resource("Custom::Thing", object{"ServiceToken": "arn:aws:lambda:eu-west-1:111111111111:function:f"}),
	}
	names := templateFiles(t)
	rapid.Check(t, func(t *rapid.T) {
		content, err := os.ReadFile(rapid.SampledFrom(names).Draw(t, "template"))
		if err != nil {
			t.Fatal(err)
		}
		var template object
		if err := json.Unmarshal(content, &template); err != nil {
			t.Fatal(err)
		}
		before, err := access.FromMap(template)
		if err != nil {
			t.Fatal(err)
		}
		resources := maps.Clone(template["Resources"].(object))
		for i, one := range rapid.SliceOfN(rapid.SampledFrom(unrelated), 1, 3).Draw(t, "unrelated") {
			resources[fmt.Sprintf("Unrelated%d", i)] = one
		}
		template["Resources"] = resources
		after, err := access.FromMap(template)
		if err != nil {
			t.Fatal(err)
		}
		assert.Equal(t, shownApp(before), shownApp(after))
	})
}

// A template that is split into two stacks, joined by exports, gives the same answers.
func TestSplittingATemplateChangesNoAnswer(t *testing.T) {
	t.Parallel()
	whole := mustRead(t, poolTemplate(onlyWeb(), withMapping("users", sub(webClient), rules(rule("custom:role", "Equals", "admin", "Admin")))))
	users, pool := poolTemplate(), poolTemplate(onlyWeb())
	usersResources, poolResources := users["Resources"].(object), pool["Resources"].(object)
	for name := range usersResources {
		if name != "Users" && name != "Web" && name != "Mobile" {
			delete(usersResources, name)
		} else {
			delete(poolResources, name)
		}
	}
	export := func(name string, value any) object { return object{"Value": value, "Export": object{"Name": name}} }
	imported := func(name string) object { return object{"Fn::ImportValue": name} }
	users["Outputs"] = object{"Provider": export("provider", getAtt("Users", "ProviderName")), "Client": export("client", ref("Web"))}
	with("Pool", "CognitoIdentityProviders", list{object{"ClientId": imported("client"), "ProviderName": imported("provider")}})(poolResources)
	withMapping("users", object{"Fn::Join": list{":", list{imported("provider"), imported("client")}}}, rules(rule("custom:role", "Equals", "admin", "Admin")))(poolResources)

	folder := t.TempDir()
	for name, template := range map[string]object{"users": users, "pool": pool} {
		writeJSON(t, folder, name+".json", template)
	}
	split, err := access.Load(filepath.Join(folder, "pool.json"), access.WithTemplate(filepath.Join(folder, "users.json")))
	require.NoError(t, err)
	withoutStacks := strings.NewReplacer("pool.", "", "users.Web", "Web", "users.Users", "Users").Replace(split.IdentityPools()[0].DecisionTable().Text())
	assert.Equal(t, strings.Fields(whole.IdentityPools()[0].DecisionTable().Text()), strings.Fields(withoutStacks))
	assert.Len(t, split.Check(), len(whole.Check()))
}
