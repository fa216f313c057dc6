package cfn_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"
	"pgregory.net/rapid"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
)

// app writes an assembly of stacks, each "account/region" and a template, and loads it.
func assembly(t *testing.T, stacks map[string][2]string) *cfn.App {
	t.Helper()
	contents := map[string]string{}
	artifacts := map[string]any{}
	for name, stack := range stacks {
		contents[name+".json"] = stack[1]
		artifacts[name] = map[string]any{
			"type": "aws:cloudformation:stack", "environment": "aws://" + stack[0], "properties": map[string]any{"templateFile": name + ".json"},
		}
	}
	manifest, err := json.Marshal(map[string]any{"artifacts": artifacts})
	require.NoError(t, err)
	contents["manifest.json"] = string(manifest)
	return load(t, files(t, contents), cfn.Options{})
}

// An export that no template shows, or what a parameter in Systems Manager holds, is another text in another region or account.
func TestWhatEachEnvironmentHas(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"an export": `{"Fn::ImportValue": "users"}`, "a dynamic reference": `"{{resolve:ssm:/users}}"`, "part of a text": `{"Fn::Sub": "a/{{resolve:ssm:/users}}"}`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			in := func(environment string) [2]string {
				return [2]string{environment, `{"Resources": {"T": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": ` + text + `}}}}`}
			}
			app := assembly(t, map[string][2]string{
				"A": in("111122223333/eu-central-1"), "B": in("111122223333/us-east-1"), "C": in("444455556666/eu-central-1"), "D": in("111122223333/eu-central-1"),
			})
			deployments, _ := app.Deployments(nil)
			nameIn := func(stack string) cfn.Value {
				return deployments[0].Properties(app.Named(stack + ".T")[0]).Field("TopicName").Text()
			}
			assert.Equal(t, answer.Unknown, cfn.Same(nameIn("A"), nameIn("B")), "another region")
			assert.Equal(t, answer.Unknown, cfn.Same(nameIn("A"), nameIn("C")), "another account")
			assert.Equal(t, answer.Yes, cfn.Same(nameIn("A"), nameIn("D")), "the same environment")
		})
	}
}

func TestReferencesBetweenStacks(t *testing.T) {
	t.Parallel()
	const here, there, unknown = "111122223333/eu-central-1", "111122223333/us-east-1", "unknown-account/unknown-region"
	const exporter = `{"Resources": {"Users": {"Type": "AWS::Cognito::UserPool"}}, "Outputs": {"Users": {"Value": {"Ref": "Users"}, "Export": {"Name": "users"}}}}`
	const writer = `{"Resources": {"Users": {"Type": "AWS::Cognito::UserPool"}, "W": {"Type": "Custom::CrossRegionExportWriter", "Properties": {"WriterProps": {"exports": {"/cdk/exports/x": {"Ref": "Users"}}}}}}}`
	const imports = `{"Fn::ImportValue": "users"}`
	stackOutput := func(more string) string {
		return `{"Fn::GetStackOutput": {"StackName": "A", "OutputName": "Users"` + more + `}}`
	}
	for name, test := range map[string]struct {
		exporters map[string][2]string
		in, value string
		want      string
	}{
		"an export of the same region":                {map[string][2]string{"A": {here, exporter}}, here, imports, "${A.Users}"},
		"an export of another region":                 {map[string][2]string{"A": {there, exporter}}, here, imports, "${users}"},
		"of two, the export of the same region":       {map[string][2]string{"A": {there, exporter}, "B": {here, exporter}}, here, imports, "${B.Users}"},
		"an export where no region is known":          {map[string][2]string{"A": {unknown, exporter}}, unknown, imports, "${A.Users}"},
		"an export of what may be the same region":    {map[string][2]string{"A": {unknown, exporter}}, here, imports, "${A.Users}"},
		"two exports of which each may be meant":      {map[string][2]string{"A": {here, exporter}, "B": {there, exporter}}, unknown, imports, "${users}"},
		"an output of the same region":                {map[string][2]string{"A": {here, exporter}}, here, stackOutput(""), "${A.Users}"},
		"an output of another region":                 {map[string][2]string{"A": {there, exporter}}, here, stackOutput(`, "Region": "us-east-1"`), "${A.Users}"},
		"an output that is in another region":         {map[string][2]string{"A": {there, exporter}}, here, stackOutput(""), stackOutputAsText},
		"an output of another account without a role": {map[string][2]string{"A": {"444455556666/eu-central-1", exporter}}, here, stackOutput(""), stackOutputAsText},
		"an output of another account with a role":    {map[string][2]string{"A": {"444455556666/eu-central-1", exporter}}, here, stackOutput(`, "RoleArn": "arn:x"`), "${A.Users}"},
		"what the CDK carries to another region":      {map[string][2]string{"A": {there, writer}}, here, `{"Fn::GetAtt": ["Reader", "/cdk/exports/x"]}`, "${A.Users}"},
		"what the CDK doesn't carry":                  {map[string][2]string{"A": {there, writer}}, here, `{"Fn::GetAtt": ["Reader", "/cdk/exports/y"]}`, "${Z.Reader./cdk/exports/y}"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			stacks := map[string][2]string{"Z": {test.in, `{"Resources": {"Reader": {"Type": "Custom::CrossRegionExportReader"},
				"Client": {"Type": "AWS::Cognito::UserPoolClient", "Properties": {"UserPoolId": ` + test.value + `}}}}`}}
			maps.Copy(stacks, test.exporters)
			app := assembly(t, stacks)
			client := app.Named("Client")[0]
			deployments, _ := app.Deployments(nil)
			assert.Equal(t, test.want, deployments[0].Properties(client).Field("UserPoolId").Text().String())
			if strings.HasSuffix(test.want, ".Users}") {
				assert.Equal(t, test.want, "${"+client.References()[0].Name()+"}")
				assert.Empty(t, app.UsedOutsideBy(client.References()[0]))
			}
		})
	}
}

const stackOutputAsText = `{"Fn::GetStackOutput":{"StackName":"A","OutputName":"Users"}}`

func TestUsedOutsideBy(t *testing.T) {
	t.Parallel()
	app := parse(t, `{"Resources": {
		"Kept": {"Type": "AWS::Cognito::UserPool"}, "Shown": {"Type": "AWS::Cognito::UserPool"}, "Exported": {"Type": "AWS::Cognito::UserPool"},
		"Given": {"Type": "AWS::Cognito::UserPool"}, "Stored": {"Type": "AWS::Cognito::UserPool"}, "Branch": {"Type": "AWS::Cognito::UserPool"},
		"Client": {"Type": "AWS::Cognito::UserPoolClient", "Properties": {"UserPoolId": {"Ref": "Kept"}}},
		"Custom": {"Type": "Custom::X", "Properties": {"Id": {"Ref": "Given"}}},
		"Module": {"Type": "Org::Service::Thing::MODULE", "Properties": {"Id": {"Ref": "ForModule"}}}, "ForModule": {"Type": "AWS::Cognito::UserPool"},
		"StackSet": {"Type": "AWS::CloudFormation::StackSet", "Properties": {"Parameters": [{"ParameterValue": {"Ref": "ForStackSet"}}]}}, "ForStackSet": {"Type": "AWS::Cognito::UserPool"},
		"Parameter": {"Type": "AWS::SSM::Parameter", "Properties": {"Value": {"Fn::Sub": "x${Stored}"}}}
	}, "Outputs": {"A": {"Value": {"Ref": "Shown"}}, "B": {"Value": {"Fn::GetAtt": ["Exported", "Arn"]}, "Export": {"Name": "x"}},
		"C": {"Value": {"Fn::If": ["Open", {"Ref": "Branch"}, ""]}}}}`, cfn.Options{})
	users := map[string]string{}
	for _, each := range app.Resources("AWS::Cognito::UserPool") {
		users[each.Name()] = app.UsedOutsideBy(each)
	}
	assert.Equal(t, map[string]string{
		"Kept": "", "Shown": "the output A", "Exported": "the output B", "Given": "Custom (Custom::X)", "Stored": "Parameter (AWS::SSM::Parameter)",
		"Branch": "the output C", "ForModule": "Module (Org::Service::Thing::MODULE)", "ForStackSet": "StackSet (AWS::CloudFormation::StackSet)",
	}, users)
}

func TestMacrosMayMakeWhatUsesAResource(t *testing.T) {
	t.Parallel()
	for more, want := range map[string]string{
		``: "",
		`, "Transform": "AWS::Serverless-2016-10-31"`:                                     "",
		`, "Transform": ["AWS::LanguageExtensions"]`:                                      "",
		`, "Transform": ["AWS::Serverless-2016-10-31", "Own"]`:                            "the transform Own",
		`, "Transform": {"Name": "AWS::Include", "Parameters": {"Location": "s3://x/y"}}`: "the transform AWS::Include",
	} {
		app := parse(t, `{"Resources": {"Users": {"Type": "AWS::Cognito::UserPool"}}`+more+`}`, cfn.Options{})
		assert.Equal(t, want, app.UsedOutsideBy(app.Named("Users")[0]), more)
	}
	app := parse(t, `{"Resources": {"Users": {"Type": "AWS::Cognito::UserPool"}, "Fn::ForEach::Any": ["X", ["a"], {"R${X}": {"Type": "T"}}]}}`, cfn.Options{})
	assert.Equal(t, "the transform Fn::ForEach", app.UsedOutsideBy(app.Named("Users")[0]))
}

func TestReferences(t *testing.T) {
	t.Parallel()
	app := parse(t, `{"Resources": {"A": {"Type": "T"}, "B": {"Type": "T"}, "C": {"Type": "T"}, "D": {"Type": "T"}, "E": {"Type": "T"},
		"T": {"Type": "AWS::SNS::Topic", "Properties": {"X": [{"Fn::If": ["Open", {"Ref": "A"}, {"Fn::GetAtt": "B.Arn"}]}],
			"Y": {"Fn::Sub": ["${C}${!D}${E.Arn}${V}${AWS::Region}", {"V": {"Ref": "A"}}]}, "Z": {"Ref": "Nobody"}}}}}`, cfn.Options{})
	assert.Equal(t, []string{"A", "B", "C", "E"}, names(app.Named("T")[0].References()))
}

// Each output joins the one of the stack within it twice, so that the whole text has 2^40 parts.
func TestOutputsThatMultiply(t *testing.T) {
	t.Parallel()
	contents := map[string]string{"s40.json": `{"Resources": {"T": {"Type": "T"}}, "Outputs": {"O": {"Value": "0123456789"}}}`}
	for i := range 40 {
		contents[fmt.Sprintf("s%d.json", i)] = fmt.Sprintf(`{"Resources": {"N": {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": "s%d.json"}}},
			"Outputs": {"O": {"Value": {"Fn::Join": ["", [{"Fn::GetAtt": ["N", "Outputs.O"]}, {"Fn::GetAtt": ["N", "Outputs.O"]}]]}}}}`, i+1)
	}
	contents["root.json"] = `{"Resources": {"N": {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": "s0.json"}},
		"T": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": {"Fn::GetAtt": ["N", "Outputs.O"]}}}}}`
	app := load(t, filepath.Join(files(t, contents), "root.json"), cfn.Options{})
	deployments, _ := app.Deployments(nil)
	name := deployments[0].Properties(app.Resources("AWS::SNS::Topic")[0]).Field("TopicName").Text()
	_, known := name.Literal()
	assert.False(t, known)
	assert.Less(t, len(name.String()), 2<<20)
}

func TestValuesThatDependOnThemselves(t *testing.T) {
	t.Parallel()
	for name, template := range map[string]string{
		"an import of itself": `{"Resources": {"A": {"Type": "T", "Properties": {"X": {"Fn::ImportValue": "e"}}}}, "Outputs": {"O": {"Value": {"Fn::ImportValue": "e"}, "Export": {"Name": "e"}}}}`,
		"a name of itself":    `{"Resources": {"A": {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"ManagedPolicyName": {"Ref": "A"}, "Path": {"Fn::GetAtt": ["A", "PolicyArn"]}}}}}`,
		"a name by a condition of a name": `{"Conditions": {"C": {"Fn::Equals": [{"Fn::If": ["C", "a", "b"]}, "a"]}},
			"Resources": {"A": {"Type": "AWS::S3::Bucket", "Condition": "C", "Properties": {"BucketName": {"Fn::If": ["C", "a", "b"]}}}}}`,
		"an export by its own name": `{"Resources": {"A": {"Type": "T"}}, "Outputs": {"O": {"Value": "x", "Export": {"Name": {"Fn::ImportValue": "x"}}}}}`,
		"a value of itself":         `{"Resources": {"A": {"Type": "AWS::SSM::Parameter", "Properties": {"Value": {"Fn::GetAtt": ["A", "Value"]}}}}}`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			readAll(parse(t, template, cfn.Options{}))
		})
	}
}

// anyExpression draws a value in which functions name the resources R0 to R3 and the parameters P0 and P1.
func anyExpression(depth int) *rapid.Generator[any] {
	return rapid.Custom(func(t *rapid.T) any {
		kind := rapid.IntRange(0, 9).Draw(t, "kind")
		if depth == 0 {
			kind %= 5
		}
		inner := func() any { return anyExpression(depth-1).Draw(t, "inner") }
		resource := fmt.Sprintf("R%d", rapid.IntRange(0, 3).Draw(t, "resource"))
		switch kind {
		case 0:
			return rapid.StringMatching(`[a-z]{0,3}`).Draw(t, "text")
		case 1:
			return map[string]any{"Ref": resource}
		case 2:
			return map[string]any{"Fn::GetAtt": []any{resource, "Arn"}}
		case 3:
			return map[string]any{"Ref": rapid.SampledFrom([]string{"P0", "P1", "AWS::Region", "AWS::Partition"}).Draw(t, "parameter")}
		case 4:
			return map[string]any{"Fn::Sub": "a-${" + resource + ".Arn}/${P0}"}
		case 5:
			return map[string]any{"Fn::Join": []any{"/", []any{inner(), inner()}}}
		case 6:
			return map[string]any{"Fn::If": []any{"Open", inner(), inner()}}
		case 7:
			return map[string]any{"Fn::Sub": []any{"${V}-x", map[string]any{"V": inner()}}}
		case 8:
			return map[string]any{"k": inner(), "l": []any{inner(), inner()}}
		default:
			return []any{inner(), inner()}
		}
	})
}

// anyTemplate draws a template of four resources, whose properties name each other.
func anyTemplate() *rapid.Generator[map[string]any] {
	return rapid.Custom(func(t *rapid.T) map[string]any {
		resources := map[string]any{}
		for i, typeName := range []string{"AWS::IAM::Role", "AWS::S3::Bucket", "AWS::Cognito::UserPool", "AWS::SNS::Topic"} {
			resources[fmt.Sprintf("R%d", i)] = map[string]any{"Type": typeName, "Properties": map[string]any{"V": anyExpression(3).Draw(t, "value")}}
		}
		return map[string]any{
			"Parameters": map[string]any{"P0": map[string]any{"Type": "String"}, "P1": map[string]any{"Type": "String", "Default": "one"}},
			"Conditions": map[string]any{"Open": map[string]any{"Fn::Equals": []any{map[string]any{"Ref": "P0"}, "x"}}},
			"Resources":  resources,
		}
	})
}

// values are those of all properties V, by deployment and logical id.
func values(t require.TestingT, app *cfn.App) map[string]string {
	found := map[string]string{}
	deployments, complete := app.Deployments(app.Resources())
	require.True(t, complete)
	for _, deployment := range deployments {
		for _, each := range deployment.Resources() {
			flatten(deployment.Properties(each).Field("V"), deployment.When()+": "+each.LogicalID, found)
		}
	}
	return found
}

func flatten(property cfn.Property, at string, found map[string]string) {
	switch property.Kind() {
	case cfn.Object:
		fields, _ := property.Fields()
		for _, name := range fields {
			flatten(property.Field(name), at+"/"+name, found)
		}
	case cfn.List:
		items, _ := property.Items()
		for i, item := range items {
			flatten(item, fmt.Sprintf("%s/%d", at, i), found)
		}
	default:
		found[at] = property.Text().String()
	}
}

func TestYAMLAndJSONHaveTheSameValues(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		template := anyTemplate().Draw(t, "template")
		asYAML, err := yaml.Marshal(template)
		require.NoError(t, err)
		fromYAML, err := cfn.Parse(asYAML, cfn.Options{})
		require.NoError(t, err)
		fromMap, err := cfn.FromMap(template, cfn.Options{})
		require.NoError(t, err)
		assert.Equal(t, values(t, fromMap), values(t, fromYAML))
	})
}

func TestAnUnrelatedResourceChangesNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		template := anyTemplate().Draw(t, "template")
		before, err := cfn.FromMap(template, cfn.Options{})
		require.NoError(t, err)
		resources, isMap := template["Resources"].(map[string]any)
		require.True(t, isMap)
		resources["Unrelated"] = anyJSONResource().Draw(t, "unrelated")
		after, err := cfn.FromMap(template, cfn.Options{})
		require.NoError(t, err)
		found := values(t, after)
		for at := range found {
			if strings.Contains(at, ": Unrelated") {
				delete(found, at)
			}
		}
		assert.Equal(t, values(t, before), found)
	})
}

func anyJSONResource() *rapid.Generator[any] {
	return rapid.SampledFrom([]any{
		map[string]any{"Type": "AWS::SNS::Topic", "Properties": map[string]any{"TopicName": "x"}},
		map[string]any{"Type": "Custom::X", "Properties": map[string]any{"a": map[string]any{"Ref": "Nobody"}}},
		map[string]any{"Type": "AWS::CloudFormation::Stack", "Properties": map[string]any{"TemplateURL": "https://example.com"}},
		map[string]any{"Properties": []any{}},
		1,
		nil,
	})
}

// A template is split into two stacks, of which one exports what the other needs.
func TestSplittingChangesNoValue(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		template := anyTemplate().Draw(t, "template")
		resources := template["Resources"].(map[string]any)
		for _, each := range splitOff { // they name nothing of the rest
			resources[each].(map[string]any)["Properties"] = map[string]any{}
		}
		whole, err := cfn.FromMap(template, cfn.Options{})
		require.NoError(t, err)
		want, got := values(t, whole), values(t, split(t, folder, template))
		for at, text := range got {
			text = strings.NewReplacer("first.", "", "second.", "").Replace(text)
			assert.Equal(t, withoutExpressions(want[at]), withoutExpressions(text), at)
		}
		assert.Len(t, got, len(want))
	})
}

var splitOff = []string{"R0", "R1"}

// split writes the template as two, and loads both.
func split(t *rapid.T, folder string, template map[string]any) *cfn.App {
	resources := template["Resources"].(map[string]any)
	first, second := map[string]any{}, map[string]any{}
	outputs := map[string]any{}
	for name, resource := range resources {
		if !slices.Contains(splitOff, name) {
			second[name] = imported(resource)
			continue
		}
		first[name] = resource
		outputs[name] = map[string]any{"Value": map[string]any{"Ref": name}, "Export": map[string]any{"Name": name}}
		outputs[name+"Arn"] = map[string]any{"Value": map[string]any{"Fn::GetAtt": []any{name, "Arn"}}, "Export": map[string]any{"Name": name + "Arn"}}
	}
	paths := []string{filepath.Join(folder, "first.json"), filepath.Join(folder, "second.json")}
	for i, each := range []map[string]any{
		{"Resources": first, "Outputs": outputs},
		{"Resources": second, "Parameters": template["Parameters"], "Conditions": template["Conditions"]},
	} {
		text, err := json.Marshal(each)
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(paths[i], text, 0o600))
	}
	app, err := cfn.Load(paths[0], cfn.Options{Templates: paths[1:]})
	require.NoError(t, err)
	return app
}

// imported replaces the names of the resources that are split off by imports.
func imported(raw any) any {
	imports := func(name string) any { return map[string]any{"Fn::ImportValue": name} }
	switch raw := raw.(type) {
	case []any:
		var list []any
		for _, each := range raw {
			list = append(list, imported(each))
		}
		return list
	case map[string]any:
		for _, name := range splitOff {
			switch {
			case raw["Ref"] == name:
				return imports(name)
			case reflect.DeepEqual(raw["Fn::GetAtt"], []any{name, "Arn"}):
				return imports(name + "Arn")
			case raw["Fn::Sub"] == "a-${"+name+".Arn}/${P0}":
				return map[string]any{"Fn::Sub": []any{"a-${Other}/${P0}", map[string]any{"Other": imports(name + "Arn")}}}
			}
		}
		object := map[string]any{}
		for key, each := range raw {
			object[key] = imported(each)
		}
		return object
	default:
		return raw
	}
}

// withoutExpressions leaves out what nobody can evaluate: its JSON names the exports.
func withoutExpressions(text string) string {
	before, _, _ := strings.Cut(text, "{\"")
	return before
}
