package cfn_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool/internal/cfn"
)

// evaluated is the property Value of a topic in a template that has something for each function.
func evaluated(t *testing.T, property string, options cfn.Options) cfn.Property {
	t.Helper()
	app := parse(t, fmt.Sprintf(`{
  "Parameters": {
    "Env": {"Type": "String"}, "Size": {"Type": "Number", "Default": 5}, "Name": {"Type": "String", "Default": "us-east-1_Abc"},
    "List": {"Type": "CommaDelimitedList", "Default": "a, b"}, "Subnets": {"Type": "List<AWS::EC2::Subnet::Id>"},
    "Stored": {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/path"}
  },
  "Mappings": {"ByEnv": {"prod": {"name": "p", "list": ["x", "y"]}, "us-east-1": {"name": "east"}, "aws": {"name": "commercial"}}},
  "Conditions": {"True": {"Fn::Equals": ["a", "a"]}, "False": {"Fn::Not": [{"Condition": "True"}]}, "Open": {"Fn::Equals": [{"Ref": "Env"}, "prod"]}},
  "Resources": {
    "Topic": {"Type": "AWS::SNS::Topic", "Properties": {"Value": %s}},
    "Users": {"Type": "AWS::Cognito::UserPool"}, "Group": {"Type": "AWS::Cognito::UserPoolGroup", "Properties": {"GroupName": "a||b"}},
    "Provider": {"Type": "AWS::IAM::OIDCProvider", "Properties": {"Url": "https://example.com"}}, "Custom": {"Type": "Custom::Thing"},
    "Setting": {"Type": "AWS::SSM::Parameter", "Properties": {"Value": {"Ref": "Users"}}}
  }
}`, property), options)
	deployments, _ := app.Deployments(nil)
	return deployments[0].Properties(app.Named("Topic")[0]).Field("Value")
}

func TestFunctions(t *testing.T) {
	t.Parallel()
	region := cfn.Options{Region: "us-east-1", AccountID: "111122223333"}
	for name, test := range map[string]struct {
		property string
		options  cfn.Options
		kind     cfn.Kind
		text     string
		reason   string
	}{
		"a text":                                 {`"a"`, cfn.Options{}, cfn.Text, "a", ""},
		"a number as it is written":              {`012e0`[1:], cfn.Options{}, cfn.Number, "12e0", ""},
		"a null is absent":                       {`null`, cfn.Options{}, cfn.Absent, "", ""},
		"no value is absent":                     {`{"Ref": "AWS::NoValue"}`, cfn.Options{}, cfn.Absent, "", ""},
		"a resource":                             {`{"Ref": "Users"}`, cfn.Options{}, cfn.Text, "${Users}", "only the deployment knows the id of Users"},
		"an attribute":                           {`{"Fn::GetAtt": ["Custom", "Id"]}`, cfn.Options{}, cfn.Deferred, "${Custom.Id}", "only the deployment knows Id of Custom"},
		"an attribute with a dot":                {`{"Fn::GetAtt": "Custom.Id"}`, cfn.Options{}, cfn.Deferred, "${Custom.Id}", "only the deployment knows Id of Custom"},
		"a parameter's default":                  {`{"Ref": "Size"}`, cfn.Options{}, cfn.Text, "5", ""},
		"a parameter that is given":              {`{"Ref": "Size"}`, cfn.Options{Parameters: map[string]string{"Size": "7"}}, cfn.Text, "7", ""},
		"a parameter by a dynamic reference":     {`{"Ref": "Env"}`, cfn.Options{Parameters: map[string]string{"Env": "{{resolve:ssm:/x}}"}}, cfn.Text, "{{resolve:ssm:/x}}", "it is read from where {{resolve:ssm:/x}} says"},
		"a parameter without default":            {`{"Ref": "Env"}`, cfn.Options{}, cfn.Text, "${Env}", "parameter Env has no default"},
		"a parameter in Systems Manager":         {`{"Ref": "Stored"}`, cfn.Options{Parameters: map[string]string{"Stored": "/other"}}, cfn.Text, "${Stored}", "parameter Stored is kept in Systems Manager"},
		"a list of texts":                        {`{"Ref": "List"}`, cfn.Options{}, cfn.List, "a,b", ""},
		"a list that nobody knows":               {`{"Ref": "Subnets"}`, cfn.Options{}, cfn.Deferred, "${Subnets}", "parameter Subnets has no default"},
		"a region that nobody knows":             {`{"Ref": "AWS::Region"}`, cfn.Options{}, cfn.Text, "${AWS::Region}", "the region is not known"},
		"pseudo parameters":                      {`{"Fn::Sub": "${AWS::Region} ${AWS::Partition} ${AWS::URLSuffix} ${AWS::AccountId}"}`, region, cfn.Text, "us-east-1 aws amazonaws.com 111122223333", ""},
		"pseudo parameters of GovCloud":          {`{"Fn::Sub": "${AWS::Partition} ${AWS::URLSuffix}"}`, cfn.Options{Region: "us-gov-west-1"}, cfn.Text, "aws-us-gov amazonaws.com", ""},
		"pseudo parameters of China":             {`{"Fn::Sub": "${AWS::Partition} ${AWS::URLSuffix}"}`, cfn.Options{Region: "cn-north-1"}, cfn.Text, "aws-cn amazonaws.com.cn", ""},
		"a stack's name":                         {`{"Ref": "AWS::StackName"}`, cfn.Options{}, cfn.Text, "${AWS::StackName}", "only the deployment knows AWS::StackName"},
		"a name that nobody defines":             {`{"Ref": "Nobody"}`, cfn.Options{}, cfn.Deferred, "${Nobody}", `the template defines no "Nobody"`},
		"an attribute of nobody":                 {`{"Fn::GetAtt": ["Nobody", "Arn"]}`, cfn.Options{}, cfn.Deferred, "${Nobody.Arn}", `the template defines no "Nobody"`},
		"a Ref of a function":                    {`{"Ref": {"Fn::Sub": "${Env}Role"}}`, cfn.Options{}, cfn.Deferred, `{"Ref":{"Fn::Sub":"${Env}Role"}}`, "only the deployment knows which resource it names"},
		"a join":                                 {`{"Fn::Join": ["-", ["a", {"Ref": "Env"}, {"Ref": "AWS::NoValue"}, 3]]}`, cfn.Options{}, cfn.Text, "a-${Env}-3", "parameter Env has no default"},
		"a join of a parameter":                  {`{"Fn::Join": ["+", {"Ref": "List"}]}`, cfn.Options{}, cfn.Text, "a+b", ""},
		"a join of what nobody knows":            {`{"Fn::Join": ["", {"Ref": "Subnets"}]}`, cfn.Options{}, cfn.Deferred, `{"Fn::Join":["",{"Ref":"Subnets"}]}`, "parameter Subnets has no default"},
		"a join of no list":                      {`{"Fn::Join": ["", "a"]}`, cfn.Options{}, cfn.Deferred, `{"Fn::Join":["","a"]}`, "is a text where a list should be"},
		"a join of one thing":                    {`{"Fn::Join": "a"}`, cfn.Options{}, cfn.Deferred, `{"Fn::Join":"a"}`, `Fn::Join takes a separator and a list, not "a"`},
		"a substitution":                         {`{"Fn::Sub": "${Users}/${ Env }/${!Env}/${Custom.Id}/$"}`, cfn.Options{}, cfn.Text, "${Users}/${Env}/${Env}/${Custom.Id}/$", "only the deployment knows the id of Users"},
		"a substitution with variables":          {`{"Fn::Sub": ["${A}-${Size}", {"A": {"Fn::Join": ["", ["x", "y"]]}}]}`, cfn.Options{}, cfn.Text, "xy-5", ""},
		"a variable wins over a name":            {`{"Fn::Sub": ["${Size}", {"Size": "s"}]}`, cfn.Options{}, cfn.Text, "s", ""},
		"a substitution in nothing":              {`{"Fn::Sub": [1]}`, cfn.Options{}, cfn.Deferred, `{"Fn::Sub":[1]}`, "Fn::Sub takes a text, or a text and its variables, not a list"},
		"the first branch":                       {`{"Fn::If": ["True", "a", "b"]}`, cfn.Options{}, cfn.Text, "a", ""},
		"the second branch":                      {`{"Fn::If": ["False", "a", {"Ref": "AWS::NoValue"}]}`, cfn.Options{}, cfn.Absent, "", ""},
		"a condition that is open":               {`{"Fn::If": ["Open", "a", "b"]}`, cfn.Options{}, cfn.Deferred, `{"Fn::If":["Open","a","b"]}`, "depends on the condition Open"},
		"a condition that nobody defines":        {`{"Fn::If": ["Nobody", "a", "b"]}`, cfn.Options{}, cfn.Deferred, `{"Fn::If":["Nobody","a","b"]}`, "depends on the condition Nobody"},
		"half a condition":                       {`{"Fn::If": ["True", "a"]}`, cfn.Options{}, cfn.Deferred, `{"Fn::If":["True","a"]}`, "Fn::If takes the name of a condition and two values, not a list"},
		"a mapping":                              {`{"Fn::FindInMap": ["ByEnv", "prod", "name"]}`, cfn.Options{}, cfn.Text, "p", ""},
		"a mapping by region":                    {`{"Fn::FindInMap": ["ByEnv", {"Ref": "AWS::Region"}, "name"]}`, region, cfn.Text, "east", ""},
		"a mapping by partition":                 {`{"Fn::FindInMap": ["ByEnv", {"Ref": "AWS::Partition"}, "name"]}`, region, cfn.Text, "commercial", ""},
		"a mapping by what nobody knows":         {`{"Fn::FindInMap": ["ByEnv", {"Ref": "Env"}, "name"]}`, cfn.Options{}, cfn.Deferred, `{"Fn::FindInMap":["ByEnv",{"Ref":"Env"},"name"]}`, "parameter Env has no default"},
		"a mapping without the key":              {`{"Fn::FindInMap": ["ByEnv", "dev", "name"]}`, cfn.Options{}, cfn.Deferred, `{"Fn::FindInMap":["ByEnv","dev","name"]}`, "the mapping has no such key"},
		"a mapping with a default":               {`{"Fn::FindInMap": ["ByEnv", "dev", "name", {"DefaultValue": "d"}]}`, cfn.Options{}, cfn.Text, "d", ""},
		"half a mapping":                         {`{"Fn::FindInMap": ["ByEnv"]}`, cfn.Options{}, cfn.Deferred, `{"Fn::FindInMap":["ByEnv"]}`, "Fn::FindInMap takes the name of a mapping and two keys, not a list"},
		"an element":                             {`{"Fn::Select": [1, ["a", "b"]]}`, cfn.Options{}, cfn.Text, "b", ""},
		"an element by a text":                   {`{"Fn::Select": ["0", {"Ref": "List"}]}`, cfn.Options{}, cfn.Text, "a", ""},
		"an element of a mapping":                {`{"Fn::Select": [1, {"Fn::FindInMap": ["ByEnv", "prod", "list"]}]}`, cfn.Options{}, cfn.Text, "y", ""},
		"an element that isn't there":            {`{"Fn::Select": [2, ["a", "b"]]}`, cfn.Options{}, cfn.Deferred, `{"Fn::Select":[2,["a","b"]]}`, "the list has no element 2"},
		"an element of what nobody knows":        {`{"Fn::Select": [0, {"Fn::GetAZs": ""}]}`, cfn.Options{}, cfn.Deferred, `{"Fn::Select":[0,{"Fn::GetAZs":""}]}`, "only the deployment knows Fn::GetAZs"},
		"an element by no number":                {`{"Fn::Select": ["x", ["a"]]}`, cfn.Options{}, cfn.Deferred, `{"Fn::Select":["x",["a"]]}`, "Fn::Select takes an index and a list, not a list"},
		"a piece":                                {`{"Fn::Select": [0, {"Fn::Split": ["_", {"Ref": "Name"}]}]}`, cfn.Options{}, cfn.Text, "us-east-1", ""},
		"a piece of a URL":                       {`{"Fn::Select": [1, {"Fn::Split": ["//", {"Fn::GetAtt": ["Users", "ProviderURL"]}]}]}`, region, cfn.Text, "cognito-idp.us-east-1.amazonaws.com/${Users}", "only the deployment knows the id of Users"},
		"a piece of what may have the separator": {`{"Fn::Select": [0, {"Fn::Split": ["_", {"Ref": "Users"}]}]}`, cfn.Options{}, cfn.Deferred, `{"Fn::Select":[0,{"Fn::Split":["_",{"Ref":"Users"}]}]}`, "only the deployment knows the id of Users"},
		"a list as the CDK exports it":           {`{"Fn::Split": ["||", {"Fn::Join": ["||", [{"Ref": "Users"}, {"Fn::GetAtt": ["Users", "Arn"]}, "x"]]}]}`, region, cfn.List, "${Users},arn:aws:cognito-idp:us-east-1:111122223333:userpool/${Users},x", "only the deployment knows the id of Users"},
		"a list with a name that is given":       {`{"Fn::Select": [0, {"Fn::Split": ["||", {"Fn::Join": ["||", [{"Ref": "Provider"}, "x"]]}]}]}`, region, cfn.Text, "${Provider}", "only the deployment knows Url of Provider"},
		"a list with a name that has pipes":      {`{"Fn::Split": ["||", {"Fn::Join": ["||", [{"Ref": "Group"}, "x"]]}]}`, region, cfn.Deferred, `{"Fn::Split":["||",{"Fn::Join":["||",[{"Ref":"Group"},"x"]]}]}`, "only the deployment knows the id of Group"},
		"a list with what may be any text":       {`{"Fn::Split": ["||", {"Fn::Join": ["||", [{"Fn::GetAtt": ["Custom", "Value"]}, "x"]]}]}`, region, cfn.Deferred, `{"Fn::Split":["||",{"Fn::Join":["||",[{"Fn::GetAtt":["Custom","Value"]},"x"]]}]}`, "only the deployment knows Value of Custom"},
		"pieces":                                 {`{"Fn::Split": [".", "a.b"]}`, cfn.Options{}, cfn.List, "a,b", ""},
		"Base64":                                 {`{"Fn::Base64": {"Fn::Sub": "a${Size}"}}`, cfn.Options{}, cfn.Text, "YTU=", ""},
		"Base64 of what nobody knows":            {`{"Fn::Base64": {"Ref": "Env"}}`, cfn.Options{}, cfn.Deferred, `{"Fn::Base64":{"Ref":"Env"}}`, "parameter Env has no default"},
		"a length":                               {`{"Fn::Length": {"Ref": "List"}}`, cfn.Options{}, cfn.Number, "2", ""},
		"an export that nobody has":              {`{"Fn::ImportValue": {"Fn::Sub": "${Size}-id"}}`, cfn.Options{}, cfn.Text, "${5-id}", "no template of the app exports 5-id"},
		"an output that nobody has":              {`{"Fn::GetStackOutput": {"StackName": "a", "OutputName": "b"}}`, cfn.Options{}, cfn.Deferred, `{"Fn::GetStackOutput":{"StackName":"a","OutputName":"b"}}`, "no template of the app has this output"},
		"a transform":                            {`{"Fn::Transform": {"Name": "Macro"}}`, cfn.Options{}, cfn.Deferred, `{"Fn::Transform":{"Name":"Macro"}}`, "made by the transform Macro"},
		"a function that nobody knows":           {`{"Fn::New": 1}`, cfn.Options{}, cfn.Deferred, `{"Fn::New":1}`, "only the deployment knows Fn::New"},
		"a dynamic reference":                    {`"a{{resolve:ssm:/x}}b"`, cfn.Options{}, cfn.Text, "a{{resolve:ssm:/x}}b", "it is read from where {{resolve:ssm:/x}} says"},
		"a dynamic reference that is joined":     {`{"Fn::Join": ["", ["{{resolve:ssm:/", {"Ref": "Env"}, "}}"]]}`, cfn.Options{}, cfn.Text, "{{resolve:ssm:/${Env}}}", "it is read from where {{resolve:ssm:/${Env}}} says"},
		"a variable of the Serverless Framework": {`"${self:custom.pool}"`, cfn.Options{}, cfn.Deferred, "${self:custom.pool}", "the Serverless Framework fills in ${self:custom.pool}"},
		"such variables in a text":               {`"a-${opt:stage, 'dev'}/${file(./x.yml):${self:y}}-z"`, cfn.Options{}, cfn.Text, "a-${opt:stage, 'dev'}/${file(./x.yml):${self:y}}-z", "the Serverless Framework fills in ${opt:stage, 'dev'}"},
		"such a variable in Fn::Sub":             {`{"Fn::Sub": "${Size}-${sls:stage}"}`, cfn.Options{}, cfn.Text, "5-${sls:stage}", "the Serverless Framework fills in ${sls:stage}"},
		"one that is left open":                  {`"${self:custom"`, cfn.Options{}, cfn.Text, "${self:custom", ""},
		"a policy variable":                      {`"${aws:username}/${s3:prefix}/${x:y}"`, cfn.Options{}, cfn.Text, "${aws:username}/${s3:prefix}/${x:y}", ""},
		"what a resource is given":               {`{"Fn::GetAtt": ["Setting", "Value"]}`, cfn.Options{}, cfn.Text, "${Users}", "only the deployment knows the id of Users"},
		"an object is no text":                   {`{"a": 1, "b": 2}`, cfn.Options{}, cfn.Object, `{"a":1,"b":2}`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			property := evaluated(t, test.property, test.options)
			assert.Equal(t, test.kind, property.Kind(), property.Kind())
			assert.Equal(t, test.text, property.Text().String())
			assert.Equal(t, test.reason, property.Reason())
			assert.Equal(t, test.kind != cfn.Absent, property.Exists())
		})
	}
}

func TestDifferentFunctionsAreNotTheSame(t *testing.T) {
	t.Parallel()
	one, other := evaluated(t, `[{"Ref": {"Fn::Sub": "A"}}, {"Ref": {"Fn::Sub": "B"}}]`, cfn.Options{}), 1
	items, known := one.Items()
	require.True(t, known)
	assert.NotEqual(t, "yes", cfn.Same(items[0].Text(), items[other].Text()).String())
}

func TestFields(t *testing.T) {
	t.Parallel()
	object := evaluated(t, `{"z": 1, "a": {"Fn::If": ["False", 1, {"Ref": "AWS::NoValue"}]}, "b": null, "c": {"Fn::If": ["True", {"d": [1]}, 2]}}`, cfn.Options{})
	names, known := object.Fields()
	assert.True(t, known)
	assert.Equal(t, []string{"z", "c"}, names)
	assert.False(t, object.Field("a").Exists())
	assert.False(t, object.Field("none").Exists())
	assert.Equal(t, "Properties/Value/none/deeper", object.Field("none").Field("deeper").Path())
	assert.Equal(t, object.Position(), object.Field("none").Position())
	deep := object.Field("c").Field("d")
	assert.Equal(t, "Properties/Value/c/Fn::If/1/d", deep.Path())
	items, known := deep.Items()
	assert.True(t, known)
	assert.Equal(t, "Properties/Value/c/Fn::If/1/d/0", items[0].Path())

	made := evaluated(t, `{"a": 1, "Fn::ForEach::X": ["N", ["b"], {"${N}": 2}]}`, cfn.Options{})
	names, known = made.Fields()
	assert.False(t, known, "what Fn::ForEach makes is not known")
	assert.Equal(t, []string{"a"}, names)
	assert.Equal(t, cfn.Deferred, made.Field("b").Kind())
	assert.Equal(t, "the transform may make it", made.Field("b").Reason())

	_, known = evaluated(t, `{"Fn::Transform": {"Name": "X"}}`, cfn.Options{}).Field("a").Fields()
	assert.False(t, known)
}

func TestItems(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		property  string
		items     []string
		known     bool
		oneOrMore []string
	}{
		"a list":                       {`["a", {"Ref": "AWS::NoValue"}, {"Fn::If": ["True", "b", "c"]}]`, []string{"a", "b"}, true, []string{"a", "b"}},
		"a list parameter":             {`{"Ref": "List"}`, []string{"a", "b"}, true, []string{"a", "b"}},
		"a branch that is a list":      {`{"Fn::If": ["True", ["a"], "c"]}`, []string{"a"}, true, []string{"a"}},
		"one value in place of a list": {`"a"`, nil, true, []string{"a"}},
		"what nobody knows":            {`{"Ref": "Subnets"}`, nil, false, nil},
		"nothing":                      {`null`, nil, true, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			property := evaluated(t, test.property, cfn.Options{})
			items, known := property.Items()
			assert.Equal(t, test.known, known)
			assert.Equal(t, test.items, texts(items))
			items, _ = property.OneOrMore()
			assert.Equal(t, test.oneOrMore, texts(items))
		})
	}
}

func texts(properties []cfn.Property) []string {
	var texts []string
	for _, each := range properties {
		texts = append(texts, each.Text().String())
	}
	return texts
}

func TestBool(t *testing.T) {
	t.Parallel()
	for property, want := range map[string]string{
		`true`: "yes", `false`: "no", `"true"`: "yes", `"False"`: "no", `null`: "no", `"yes"`: "unknown", `{"Ref": "Env"}`: "unknown", `[]`: "unknown",
		`{"Fn::If": ["True", true, false]}`: "yes", `{"Fn::If": ["Open", true, false]}`: "unknown",
	} {
		assert.Equal(t, want, evaluated(t, property, cfn.Options{}).Bool().String(), property)
	}
}

func TestResourceOfAProperty(t *testing.T) {
	t.Parallel()
	property := evaluated(t, `{"a": {"Fn::If": ["True", [{"b": "c"}], []]}}`, cfn.Options{})
	assert.Equal(t, property.Resource().LogicalID, property.Field("a").Resource().LogicalID)
	items, _ := property.Field("a").Items()
	require.Len(t, items, 1)
	assert.Equal(t, property.Resource(), items[0].Field("b").Resource())
	assert.Equal(t, property.Resource(), property.Field("missing").Resource())
	assert.Nil(t, cfn.Property{}.Resource())
}

func TestJSONText(t *testing.T) {
	t.Parallel()
	text := func(text string) string {
		quoted, err := json.Marshal(text)
		require.NoError(t, err)
		return string(quoted)
	}
	for name, test := range map[string]struct {
		property string
		isJSON   bool
		want     string // the field a
	}{
		"a text":                             {text(`{"a": "b"}`), true, "b"},
		"a substitution":                     {`{"Fn::Sub": ` + text(`{"a": "x${Users}y"}`) + `}`, true, "x${Users}y"},
		"a policy variable":                  {`{"Fn::Sub": ` + text(`{"a": "${!aws:username}"}`) + `}`, true, "${aws:username}"},
		"a join":                             {`{"Fn::Join": ["", ["{\"a\": \"", {"Ref": "Env"}, "\"}"]]}`, true, "${Env}"},
		"what CloudFormation writes as JSON": {`{"Fn::ToJsonString": {"a": {"Ref": "Users"}}}`, true, "${Users}"},
		"functions in a text are none":       {text(`{"a": {"Ref": "Users"}}`), true, `{"Ref":"Users"}`},
		"no JSON":                            {text(`{"a": `), false, ""},
		"a key that stands twice":            {text(`{"a": 1, "a": 2}`), false, ""},
		"what the deployment fills in is no value": {`{"Fn::Sub": ` + text(`{"a": ${Env}}`) + `}`, false, ""},
		"an object is no text":                     {`{"a": "b"}`, false, ""},
		"what nobody knows":                        {`{"Fn::Transform": {"Name": "X"}}`, false, ""},
		"a text with the character that marks":     {text("{\"a\": \"\ue0000\ue001\"}"), false, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			property := evaluated(t, test.property, cfn.Options{})
			object, isJSON := property.JSON()
			assert.Equal(t, test.isJSON, isJSON)
			if isJSON {
				assert.Equal(t, test.want, object.Field("a").Text().String())
				assert.Equal(t, property.Position(), object.Field("a").Position())
				assert.Contains(t, object.Field("a").Path(), "Properties/Value")
				require.NotNil(t, property.Resource())
				assert.Equal(t, property.Resource(), object.Field("a").Resource())
			}
		})
	}
}

// Each case was made after something seen in public templates.
func TestCasesAreRead(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/cases/*.json")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile(file)
			require.NoError(t, err)
			app := parse(t, string(text), cfn.Options{Region: "us-east-1"})
			deployments, complete := app.Deployments(app.Resources())
			assert.True(t, complete)
			assert.Len(t, deployments, 1)
			for _, each := range deployments[0].Resources() {
				_, known := deployments[0].Properties(each).Fields()
				assert.True(t, known)
			}
		})
	}
}
