package cfn_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
)

// assembly writes stacks, each "account/region" and a template, and loads it.
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

var splitOff = []string{"R0", "R1"}
