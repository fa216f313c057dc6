package cfn_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
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

func TestLoadAStage(t *testing.T) {
	t.Parallel()
	withPaths := load(t, "testdata/stage", cfn.Options{Region: "eu-west-1", AccountID: "444455556666"})
	var stacks []string
	for _, each := range withPaths.Stacks() {
		stacks = append(stacks, strings.Join([]string{each.Name(), filepath.Base(each.File()), each.Region().String(), each.Account().String(), each.Partition().String()}, " "))
	}
	assert.Equal(t, []string{
		"Prod-Users ProdUsersF622DE78.template.json eu-central-1 111122223333 aws",
		"Prod-Access ProdAccessF6F3EC8D.template.json eu-central-1 111122223333 aws",
		"IdentitiesNestedStackIdentitiesNestedStackResource1301A1CB ProdAccessIdentities982A9B72.nested.template.json eu-central-1 111122223333 aws",
		"Prod-Far ProdFar05F95D67.template.json us-east-1 111122223333 aws",
	}, stacks)
	assert.Equal(t, []string{"Prod/Access/Identities/Pool", "Prod/Far/FarPool"}, names(withPaths.Resources("AWS::Cognito::IdentityPool")))
	assert.Equal(t, []string{"Prod/Access/Auth"}, names(withPaths.Named("/Prod/Access/Auth/Resource")))

	deployments, _ := withPaths.Deployments(nil)
	attachment := withPaths.Named("Prod/Access/Attach")[0]
	id, isPool := deployments[0].Properties(attachment).Field("IdentityPoolId").Text().Resource()
	require.True(t, isPool, "an output of a nested stack")
	assert.Equal(t, "Prod/Access/Identities/Pool", id.Name())
	for _, pool := range []string{"Prod/Access/Identities/Pool", "Prod/Far/FarPool"} { // imported from a stack, and from another region
		providers, _ := deployments[0].Properties(withPaths.Named(pool)[0]).Field("CognitoIdentityProviders").Items()
		assert.Equal(t, "${Prod/Users/People/Web}", providers[0].Field("ClientId").Text().String())
		assert.Equal(t, "cognito-idp.eu-central-1.amazonaws.com/${Prod/Users/People}", providers[0].Field("ProviderName").Text().String())
	}
}

// The same app has the same names where the paths stand in the templates and not in a file of their own, or nowhere.
func TestNamesOfAnAssembly(t *testing.T) {
	t.Parallel()
	app := load(t, "testdata/stage/manifest.json", cfn.Options{})
	folder := t.TempDir()
	require.NoError(t, os.CopyFS(folder, os.DirFS("testdata/stage")))
	for _, file := range []string{"ProdAccessF6F3EC8D", "ProdUsersF622DE78", "ProdFar05F95D67"} {
		require.NoError(t, os.Remove(filepath.Join(folder, "assembly-Prod", file+".metadata.json")))
	}
	without := load(t, folder, cfn.Options{})
	assert.Equal(t, []string{"IdentitiesNestedStackIdentitiesNestedStackResource1301A1CB.Pool", "Prod-Far.FarPool"},
		names(without.Resources("AWS::Cognito::IdentityPool")))
	assert.Len(t, without.Named("Prod-Far.FarPool"), 1)
	assert.Len(t, without.Named("Pool"), 1)

	for _, resource := range app.Resources() {
		path := filepath.Join(folder, "assembly-Prod", filepath.Base(resource.Stack.File()))
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		key := regexp.MustCompile(`(  "` + resource.LogicalID + `": \{)`)
		text = key.ReplaceAll(text, []byte(`$1 "Metadata": {"aws:cdk:path": "`+resource.ConstructPath()+`"},`))
		require.NoError(t, os.WriteFile(path, text, 0o600))
	}
	assert.Equal(t, names(app.Resources()), names(load(t, folder, cfn.Options{}).Resources()))
}

func TestLoadAnAssembly(t *testing.T) {
	t.Parallel()
	folder := files(t, map[string]string{
		"manifest.json": `{"artifacts": {
			"Tree": {"type": "cdk:tree"},
			"A": {"type": "aws:cloudformation:stack", "environment": "aws://unknown-account/unknown-region", "properties": {
				"templateFile": "A.template.json", "stackName": "alpha", "parameters": {"P": "from the manifest"}},
				"metadata": {"/A/Topic/Resource": [{"type": "aws:cdk:logicalId", "data": "Topic"}]}},
			"B": {"type": "aws:cloudformation:stack", "environment": "aws://111122223333/cn-north-1", "properties": {"templateFile": "B.template.json"}}
		}}`,
		"A.template.json": `{"Parameters": {"P": {"Type": "String"}}, "Resources": {"Topic": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": {"Ref": "P"}}}}}`,
		"B.template.json": `{"Resources": {"Topic": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": {"Ref": "AWS::StackName"}}}}}`,
	})
	app := load(t, folder, cfn.Options{Region: "us-gov-west-1"})
	assert.Equal(t, []string{"A/Topic", "B.Topic"}, names(app.Resources()))
	assert.Len(t, app.Named("Topic"), 2, "a logical id that two stacks have")
	deployments, _ := app.Deployments(nil)
	var found []string
	for _, each := range app.Resources() {
		found = append(found, each.Stack.Name(), each.Stack.Partition().String(), deployments[0].Properties(each).Field("TopicName").Text().String())
	}
	assert.Equal(t, []string{"alpha", "aws-us-gov", "from the manifest", "B", "aws-cn", "B"}, found)
	_, err := deployments[0].ARN("Topic")
	assert.EqualError(t, err, `"Topic" may be each of A/Topic, B.Topic; write one of these names`)
}

func TestAssemblyMayHaveStacksWithoutResources(t *testing.T) {
	t.Parallel()
	folder := files(t, map[string]string{
		"manifest.json": `{"artifacts": {
			"Empty": {"type": "aws:cloudformation:stack", "properties": {"templateFile": "empty.json"}},
			"Topics": {"type": "aws:cloudformation:stack", "properties": {"templateFile": "topics.json"}}
		}}`,
		"empty.json":  `{"Outputs": {"Version": {"Value": "1"}}}`,
		"topics.json": `{"Resources": {"T": {"Type": "AWS::SNS::Topic"}}}`,
	})
	assert.Len(t, load(t, folder, cfn.Options{}).Resources(), 1)
}

func TestNestedStacksBesideTheirParent(t *testing.T) {
	t.Parallel()
	folder := files(t, map[string]string{
		"parent.yaml": `Parameters:
  Env: {Type: String}
Conditions:
  Prod: !Equals [!Ref Env, prod]
Resources:
  Users: {Type: AWS::Cognito::UserPool}
  Child:
    Type: AWS::CloudFormation::Stack
    Condition: Prod
    Properties:
      TemplateURL: nested/child.yaml
      Parameters: {Pool: !Ref Users, Env: !Ref Env, Names: 'a,b', Stored: /x}
  Far:
    Type: AWS::CloudFormation::Stack
    Properties: {TemplateURL: https://example.com/x.yaml, Parameters: {Pool: !Ref Users}}
  Gone:
    Type: AWS::CloudFormation::Stack
    Properties: {TemplateURL: gone.yaml}
  Itself:
    Type: AWS::CloudFormation::Stack
    Properties: {TemplateURL: parent.yaml}
  Topic:
    Type: AWS::SNS::Topic
    Properties: {DisplayName: !GetAtt Child.Outputs.Client, TopicName: !GetAtt Far.Outputs.X}
`,
		"nested/child.yaml": `Parameters:
  Pool: {Type: String}
  Env: {Type: String}
  Names: {Type: CommaDelimitedList}
  Stored: {Type: 'AWS::SSM::Parameter::Value<String>'}
  Own: {Type: String, Default: own}
Conditions:
  IsProd: !Equals [!Ref Env, prod]
Resources:
  Client:
    Type: AWS::Cognito::UserPoolClient
    Condition: IsProd
    Properties: {UserPoolId: !Ref Pool, Scopes: !Ref Names, ClientName: !Ref Stored, Secret: !Ref Own}
Outputs:
  Client: {Value: !Ref Client}
`,
	})
	app := load(t, filepath.Join(folder, "parent.yaml"), cfn.Options{Region: "eu-central-1"})
	require.Len(t, app.Stacks(), 2)
	child := app.Stacks()[1]
	assert.Equal(t, "Child", child.Name())
	assert.Equal(t, "eu-central-1", child.Region().String())
	deployments, _ := app.Deployments(app.Resources())
	require.Len(t, deployments, 2, "one parameter decides the conditions of both templates")
	prod := deployments[0]
	assert.Equal(t, "Prod", prod.When())
	client := app.Named("Child.Client")[0]
	properties := prod.Properties(client)
	assert.Equal(t, "${parent.Users}", properties.Field("UserPoolId").Text().String())
	assert.Equal(t, 13, properties.Field("UserPoolId").Position().Line, "where it stands, not where the value comes from")
	assert.Equal(t, "Properties/UserPoolId", properties.Field("UserPoolId").Path())
	items, _ := properties.Field("Scopes").Items()
	assert.Equal(t, []string{"a", "b"}, texts(items))
	assert.Equal(t, "parameter Stored is kept in Systems Manager", properties.Field("ClientName").Reason())
	assert.Equal(t, "own", properties.Field("Secret").Text().String())
	topic := prod.Properties(app.Named("parent.Topic")[0])
	assert.Equal(t, "${Child.Client}", topic.Field("DisplayName").Text().String())
	assert.Equal(t, cfn.Deferred, topic.Field("TopicName").Kind())
	assert.NotContains(t, names(deployments[1].Resources()), "Child.Client")
	assert.Equal(t, []string{"Child.Client"}, names(app.Named("parent.Topic")[0].References())[:1])
	assert.Equal(t, []string{"parent.Users"}, names(client.References()))
	assert.Equal(t, "the nested stack parent.Far, whose template is not among those given", app.UsedOutsideBy(app.Named("Users")[0]))
	assert.Empty(t, app.UsedOutsideBy(client))
}

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

func TestParameterFiles(t *testing.T) {
	t.Parallel()
	const template = `{"Parameters": {"A": {"Type": "String"}, "B": {"Type": "CommaDelimitedList"}}, "Resources": {"T": {"Type": "AWS::SNS::Topic", "Properties": {
		"TopicName": {"Fn::Join": ["/", [{"Ref": "A"}, {"Fn::Join": ["+", {"Ref": "B"}]}]]}}}}}`
	for name, file := range map[string]string{
		"a list of keys and values":    `[{"ParameterKey": "A", "ParameterValue": "1"}, {"ParameterKey": "B", "ParameterValue": "x,y"}, {"ParameterKey": "C", "UsePreviousValue": true}]`,
		"an object in an object":       `{"Parameters": {"A": 1, "B": "x,y"}, "Tags": {"C": "d"}}`,
		"an object":                    `{"A": "1", "B": ["x", "y"]}`,
		"YAML":                         "A: 1\nB: x,y\n",
		"a list in YAML, as the CLI's": "- ParameterKey: A\n  ParameterValue: 1\n- {ParameterKey: B, ParameterValue: 'x,y'}\n",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			folder := files(t, map[string]string{"template.json": template, "parameters": file, "first": `{"A": "0", "B": "0"}`})
			app := load(t, filepath.Join(folder, "template.json"), cfn.Options{ParameterFiles: []string{filepath.Join(folder, "first"), filepath.Join(folder, "parameters")}})
			deployments, _ := app.Deployments(nil)
			assert.Equal(t, "1/x+y", deployments[0].Properties(app.Resources()[0]).Field("TopicName").Text().String())
		})
	}
}

func TestParameterFilesOfAmplify(t *testing.T) {
	t.Parallel()
	folder := files(t, map[string]string{
		"template.json":   `{"Parameters": {"A": {"Type": "String", "Default": "d"}, "B": {"Type": "String", "Default": "d"}}, "Resources": {"T": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": {"Ref": "A"}, "DisplayName": {"Ref": "B"}}}}}`,
		"parameters.json": `{"A": {"Fn::GetAtt": ["AuthRole", "Arn"]}, "B": null}`,
	})
	app := load(t, filepath.Join(folder, "template.json"), cfn.Options{ParameterFiles: []string{filepath.Join(folder, "parameters.json")}})
	deployments, _ := app.Deployments(nil)
	properties := deployments[0].Properties(app.Resources()[0])
	assert.Equal(t, "parameter A is given as an expression", properties.Field("TopicName").Reason())
	assert.Equal(t, "d", properties.Field("DisplayName").Text().String())
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
