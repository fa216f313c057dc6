package cfn_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
)

// files writes files into a folder of the test.
func files(t *testing.T, contents map[string]string) string {
	t.Helper()
	folder := t.TempDir()
	for name, text := range contents {
		path := filepath.Join(folder, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o700))
		require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	}
	return folder
}

func load(t *testing.T, path string, options cfn.Options) *cfn.App {
	t.Helper()
	app, err := cfn.Load(path, options)
	require.NoError(t, err)
	return app
}

func names(resources []*cfn.Resource) []string {
	var names []string
	for _, each := range resources {
		names = append(names, each.Name())
	}
	return names
}

// stage declares parameters that take few values.
const stage = `{"Parameters": {
	"Stage": {"Type": "String", "AllowedValues": ["dev", "production"]},
	"Zones": {"Type": "CommaDelimitedList", "AllowedValues": ["a", "b"]},
	"Stored": {"Type": "AWS::SSM::Parameter::Value<String>", "AllowedValues": ["/a"]}
}, "Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}}`

const topic = `{"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}}`

func TestFurtherTemplates(t *testing.T) {
	t.Parallel()
	folder := files(t, map[string]string{
		"users.json": `{"Parameters": {"P": {"Type": "String"}}, "Resources": {"Users": {"Type": "AWS::Cognito::UserPool"}, "Other": {"Type": "AWS::Cognito::UserPool"}},
			"Outputs": {"U": {"Value": {"Ref": "Users"}, "Export": {"Name": {"Fn::Sub": "${P}-users"}}}, "O": {"Value": {"Ref": "Other"}}}}`,
		"access.template.json": `{"Resources": {"Client": {"Type": "AWS::Cognito::UserPoolClient", "Properties": {"UserPoolId": {"Fn::ImportValue": "shared-users"}}}}}`,
	})
	app := load(t, filepath.Join(folder, "users.json"), cfn.Options{
		Templates: []string{filepath.Join(folder, "access.template.json")}, Parameters: map[string]string{"P": "shared"},
	})
	assert.Equal(t, []string{"users.Users", "users.Other", "access.Client"}, names(app.Resources()))
	deployments, _ := app.Deployments(nil)
	client := app.Named("Client")[0]
	assert.Equal(t, "${users.Users}", deployments[0].Properties(client).Field("UserPoolId").Text().String())
	assert.Equal(t, []string{"users.Users"}, names(client.References()))
	assert.Empty(t, app.UsedOutsideBy(app.Named("Users")[0]), "the export is for the app's own stack")
	assert.Equal(t, "the output O", app.UsedOutsideBy(app.Named("Other")[0]), "an output is for people and other programs")
}

func TestTemplatesWithOneFileName(t *testing.T) {
	t.Parallel()
	const template = `{"Resources": {"Users": {"Type": "AWS::Cognito::UserPool"}}}`
	folder := files(t, map[string]string{"a/template.json": template, "b/template.yaml": template, "c.json": template})
	app := load(t, folder+"/a/template.json", cfn.Options{Templates: []string{folder + "/b/template.yaml", folder + "/c.json"}})
	assert.ElementsMatch(t, []string{"a/template.Users", "b/template.Users", "c.Users"}, names(app.Resources()))
	assert.Len(t, app.Named("a/template.Users"), 1)
}

func TestFilesThatNoTemplateCanBe(t *testing.T) {
	t.Parallel()
	folder := files(t, map[string]string{"commas.json": "{" + strings.Repeat(",", 1<<20), "huge.json": "", "many.json": manyResources(50_001), "text.yaml": strings.Repeat("x", 3<<20)})
	require.NoError(t, os.Truncate(filepath.Join(folder, "huge.json"), 100<<20))
	for file, want := range map[string]string{
		"commas.json": "commas.json:1: is ',' where a key in quotes should be",
		"huge.json":   "huge.json is larger than 67108864 bytes; CloudFormation takes templates of 1 MB",
		"many.json":   `many.json:1: "Resources" has 50001 members; allowed are 50000`,
		"text.yaml":   "text.yaml: is 3145728 bytes of YAML; allowed are 2097152",
	} {
		_, err := cfn.Load(filepath.Join(folder, file), cfn.Options{})
		require.Error(t, err)
		assert.Equal(t, want, strings.TrimPrefix(err.Error(), folder+"/"))
	}
}

func manyResources(count int) string {
	var resources []string
	for i := range count {
		resources = append(resources, fmt.Sprintf(`"R%d": {"Type": "T"}`, i))
	}
	return `{"Resources": {` + strings.Join(resources, ",") + `}}`
}

// An expression that holds others is not written down again for each of them.
func TestLongExpressions(t *testing.T) {
	t.Parallel()
	expression := `"` + strings.Repeat("x", 200_000) + `"`
	for range 60 {
		expression = `{"Fn::Join": ["", [{"Fn::GetAZs": ""}, ` + expression + `]]}`
	}
	app := parse(t, `{"Resources": {"T": {"Type": "T", "Properties": {"A": {"Fn::Cidr": [`+expression+`]}, "B": {"Fn::Cidr": [`+expression+`]}}}}}`, cfn.Options{})
	deployments, _ := app.Deployments(nil)
	properties := deployments[0].Properties(app.Resources()[0])
	assert.Equal(t, "{an object at Resources/T/Properties/A}", properties.Field("A").Text().String())
	assert.Equal(t, answer.Unknown, cfn.Same(properties.Field("A").Text(), properties.Field("B").Text()))
}

func TestLoadRefuses(t *testing.T) {
	t.Parallel()
	const stack = `{"artifacts": {"A": {"type": "aws:cloudformation:stack", "properties": {"templateFile": "a.json"}}, "B": {"type": "aws:cloudformation:stack", "properties": {"templateFile": "b.json"}}}}`
	for name, test := range map[string]struct {
		files   map[string]string
		path    string
		options cfn.Options
		want    string
	}{
		"a file that isn't there":   {nil, "x.json", cfn.Options{}, "x.json can't be opened: no such file or directory"},
		"a folder that is none":     {map[string]string{"a/x": ""}, "a", cfn.Options{}, "a has no manifest.json; pass a folder that cdk synth writes, such as cdk.out, or a template"},
		"what is no template":       {map[string]string{"a.json": "hello"}, "a.json", cfn.Options{}, "a.json:1: is a text; a template is an object with Resources"},
		"a template without any":    {map[string]string{"a.json": "{\"Resources\": {}}"}, "a.json", cfn.Options{}, "a.json:1: has no resources; a template has an object Resources with one resource at least"},
		"a serverless.yml":          {map[string]string{"serverless.yml": "service: x\nprovider: {name: aws}\nresources: {Resources: {}}"}, "serverless.yml", cfn.Options{}, "serverless.yml:1: is a service of the Serverless Framework; run serverless package, and pass the template that it writes: .serverless/cloudformation-template-update-stack.json"},
		"neither JSON nor YAML":     {map[string]string{"a.json": "{\n\"Resources\": {"}, "a.json", cfn.Options{}, "a.json:2: the JSON ends where a key in quotes should be"},
		"a key twice":               {map[string]string{"a.json": "{\"Resources\": {},\n\"Resources\": {}}"}, "a.json", cfn.Options{}, `a.json:2: the key "Resources" stands twice in one object, in line 1 and in line 2; remove one of them`},
		"a parameter of nobody":     {map[string]string{"a.json": topic}, "a.json", cfn.Options{Parameters: map[string]string{"X": "1"}}, `a value is given for the parameter "X", but no template declares it; declared are: none`},
		"a value that isn't taken":  {map[string]string{"a.json": stage}, "a.json", cfn.Options{Parameters: map[string]string{"Stage": "prod"}}, `the parameter "Stage" is given "prod", which its AllowedValues leave out; allowed are: dev, production`},
		"a list that isn't taken":   {map[string]string{"a.json": stage}, "a.json", cfn.Options{Parameters: map[string]string{"Zones": "a, x"}}, `the parameter "Zones" is given "a, x", which its AllowedValues leave out; allowed are: a, b`},
		"parameters of nobody":      {map[string]string{"a.json": topic, "p.json": "{\"X\": 1,\n\"Y\": 2}"}, "a.json", cfn.Options{ParameterFiles: []string{"p.json"}}, "p.json:1: a value is given for the parameter \"X\", but no template declares it; declared are: none\np.json:2: a value is given for the parameter \"Y\", but no template declares it; declared are: none"},
		"parameters that are none":  {map[string]string{"a.json": topic, "p.json": "hello"}, "a.json", cfn.Options{ParameterFiles: []string{"p.json"}}, "p.json:1: is a text; a parameter file is a list of ParameterKey and ParameterValue, or an object of names and values"},
		"all that is wrong at once": {map[string]string{"manifest.json": stack, "a.json": "[", "b.json": "[]"}, ".", cfn.Options{}, "a.json:1: is neither JSON nor YAML: did not find expected node content\nb.json:1: is a list; a template is an object with Resources"},
		"a manifest that is none":   {map[string]string{"manifest.json": "{"}, ".", cfn.Options{}, "manifest.json:1: the JSON ends where a key in quotes should be"},
		"a nested template":         {map[string]string{"a.json": `{"Resources": {"N": {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": "b.json"}}}}`, "b.json": "["}, "a.json", cfn.Options{}, "b.json:1: is neither JSON nor YAML: did not find expected node content"},
		"a stage within itself":     {map[string]string{"manifest.json": `{"artifacts": {"A": {"type": "cdk:cloud-assembly", "properties": {"directoryName": "."}}}}`}, ".", cfn.Options{}, "manifest.json:1: the assemblies are nested too deeply"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			folder := files(t, test.files)
			options := test.options
			for i, path := range options.ParameterFiles {
				options.ParameterFiles = append([]string(nil), options.ParameterFiles...)
				options.ParameterFiles[i] = filepath.Join(folder, path)
			}
			_, err := cfn.Load(filepath.Join(folder, test.path), options)
			require.Error(t, err)
			assert.Equal(t, test.want, strings.ReplaceAll(err.Error(), folder+"/", ""))
		})
	}
}

func TestValuesThatAreTaken(t *testing.T) {
	t.Parallel()
	const other = `{"Parameters": {"Stage": {"Type": "String", "AllowedValues": ["prod"]}}, "Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}}`
	for name, given := range map[string]map[string]string{
		"by the AllowedValues":          {"Stage": "dev"},
		"by those of another template":  {"Stage": "prod"},
		"each element of a list":        {"Zones": "b, a"},
		"as the name of a stored value": {"Stored": "/b"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			folder := files(t, map[string]string{"a.json": stage, "b.json": other})
			_, err := cfn.Load(filepath.Join(folder, "a.json"), cfn.Options{Parameters: given, Templates: []string{filepath.Join(folder, "b.json")}})
			require.NoError(t, err)
		})
	}
}

func TestToleratesWhatDoesNotMatter(t *testing.T) {
	t.Parallel()
	for name, template := range map[string]string{
		"a transform":               `{"Transform": ["AWS::Serverless-2016-10-31", {"Name": "AWS::Include"}], "Resources": {"A": {"Type": "AWS::Serverless::Function"}}}`,
		"resources that are made":   `{"Resources": {"Fn::ForEach::X": ["N", ["a"], {"R${N}": {"Type": "T"}}], "A": {"Type": "T"}}}`,
		"a resource without a type": `{"Resources": {"A": {"Type": "T"}, "B": {}, "C": 1, "D": null, "E": {"Type": 1}}}`,
		"sections of other kinds":   `{"Parameters": [], "Conditions": 1, "Mappings": "x", "Outputs": null, "Transform": 1, "Metadata": {"a": 1}, "Resources": {"A": {"Type": "T"}}}`,
		"outputs of other kinds":    `{"Outputs": {"A": 1, "B": {"Value": null, "Export": 1}, "C": {"Export": {"Name": {"Ref": "A"}}}}, "Resources": {"A": {"Type": "T"}}}`,
		"parameters of other kinds": `{"Parameters": {"A": 1, "B": {"Type": 1, "Default": []}}, "Resources": {"A": {"Type": "T", "Properties": {"X": {"Ref": "B"}}}}}`,
		"properties of other kinds": `{"Resources": {"A": {"Type": "T", "Properties": [1], "Condition": 1, "Metadata": 1}}}`,
		"a nested stack of nothing": `{"Resources": {"A": {"Type": "AWS::CloudFormation::Stack"}, "B": {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": {"Ref": "X"}}}}}`,
		"a byte order mark":         "\ufeff" + topic,
		"YAML that looks like JSON": "{Resources: {A: {Type: T}}}",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			app := parse(t, template, cfn.Options{})
			readAll(app)
		})
	}
}

// readAll asks an app for everything.
func readAll(app *cfn.App) {
	deployments, _ := app.Deployments(app.Resources())
	for _, deployment := range deployments {
		for _, each := range deployment.Resources() {
			readProperty(deployment.Properties(each), 0)
			each.References()
			app.UsedOutsideBy(each)
			app.Named(each.Name())
			arn, _ := each.ARN()
			app.ResourceOfARN(arn)
		}
	}
}

func readProperty(property cfn.Property, depth int) {
	if depth > 10 {
		return
	}
	_ = property.Text().String() + property.Path() + property.Position().String() + property.Reason()
	property.Bool()
	if object, isJSON := property.JSON(); isJSON {
		readProperty(object, depth+1)
	}
	names, _ := property.Fields()
	for _, name := range names {
		readProperty(property.Field(name), depth+1)
	}
	items, _ := property.Items()
	for _, item := range items {
		readProperty(item, depth+1)
	}
}

// An app may be asked from several goroutines: see go test -race.
func TestAskingFromSeveralGoroutines(t *testing.T) {
	t.Parallel()
	app := load(t, "testdata/stage", cfn.Options{})
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() { readAll(app) })
	}
	group.Wait()
}

func TestTransforms(t *testing.T) {
	t.Parallel()
	app := parse(t, `{"Transform": "AWS::Serverless-2016-10-31", "Resources": {"Api": {"Type": "AWS::Serverless::Function"}, "Fn::ForEach::X": [],
		"T": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": {"Fn::GetAtt": ["ApiRole", "Arn"]}}}}}`, cfn.Options{})
	deployments, _ := app.Deployments(nil)
	role := deployments[0].Properties(app.Named("T")[0]).Field("TopicName")
	assert.Equal(t, "ApiRole is made by the transform AWS::Serverless-2016-10-31, Fn::ForEach", role.Reason())
	assert.Equal(t, "${ApiRole.Arn}", role.Text().String())
}

func TestFromMap(t *testing.T) {
	t.Parallel()
	template := map[string]any{"Resources": map[string]any{"T": map[string]any{"Type": "AWS::SNS::Topic"}}}
	app, err := cfn.FromMap(template, cfn.Options{})
	require.NoError(t, err)
	template["Resources"] = nil
	assert.Equal(t, []string{"T"}, names(app.Resources()))
	assert.Equal(t, cfn.Position{}, app.Resources()[0].Position())
	_, err = cfn.FromMap(map[string]any{"x": func() {}}, cfn.Options{})
	require.ErrorContains(t, err, "the template can't be written as JSON")
	_, err = cfn.FromMap(nil, cfn.Options{})
	assert.Error(t, err)
}
