package cfn_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool/internal/cfn"
)

// conditional is a template whose topics each have one of the conditions.
func conditional(parameters, conditions string, of ...string) string {
	resources := []string{`"Always": {"Type": "AWS::SNS::Topic"}`}
	for i, name := range of {
		resources = append(resources, fmt.Sprintf(`"T%d": {"Type": "AWS::SNS::Topic", "Condition": %q}`, i, name))
	}
	return fmt.Sprintf(`{"Parameters": {%s}, "Conditions": {%s}, "Resources": {%s}}`,
		parameters, conditions, strings.Join(resources, ","))
}

// deployed lists the deployments as "when: resources".
func deployed(tb testing.TB, app *cfn.App) []string {
	tb.Helper()
	deployments, complete := app.Deployments(app.Resources())
	require.True(tb, complete)
	var all []string
	for _, each := range deployments {
		var names []string
		for _, resource := range each.Resources() {
			names = append(names, resource.Name())
		}
		all = append(all, each.When()+": "+strings.Join(names, " "))
	}
	return all
}

func TestDeployments(t *testing.T) {
	t.Parallel()
	const env = `"Env": {"Type": "String"}`
	const prod, dev = `"Prod": {"Fn::Equals": [{"Ref": "Env"}, "prod"]}`, `"Dev": {"Fn::Equals": ["dev", {"Ref": "Env"}]}`
	for name, test := range map[string]struct {
		template string
		options  cfn.Options
		want     []string
	}{
		"no condition": {conditional("", ""), cfn.Options{}, []string{": Always"}},
		"a condition that a default decides": {
			conditional(`"Env": {"Type": "String", "Default": "dev"}`, prod, "Prod"), cfn.Options{}, []string{": Always"},
		},
		"a condition that a given parameter decides": {
			conditional(env, prod, "Prod"), cfn.Options{Parameters: map[string]string{"Env": "prod"}}, []string{": Always T0"},
		},
		"a condition that the region decides": {
			conditional("", `"West": {"Fn::Equals": [{"Ref": "AWS::Region"}, "us-west-2"]}`, "West"), cfn.Options{Region: "us-west-2"}, []string{": Always T0"},
		},
		"an open condition":                    {conditional(env, prod, "Prod"), cfn.Options{}, []string{"Prod: Always T0", "not Prod: Always"}},
		"a condition that nothing depends on":  {conditional(env, prod), cfn.Options{}, []string{": Always"}},
		"two that are never both true":         {conditional(env, prod+","+dev, "Prod", "Dev"), cfn.Options{}, []string{"Prod: Always T0", "not Prod and Dev: Always T1", "not Prod and not Dev: Always"}},
		"two of which one is always true":      {conditional(`"Env": {"Type": "String", "AllowedValues": ["prod", "dev"]}`, prod+","+dev, "Prod", "Dev"), cfn.Options{}, []string{"Prod: Always T0", "not Prod: Always T1"}},
		"a text that is not allowed":           {conditional(`"Env": {"Type": "String", "AllowedValues": ["test", "dev"]}`, prod, "Prod"), cfn.Options{}, []string{": Always"}},
		"a condition and its opposite":         {conditional(env, prod+`, "Not": {"Fn::Not": [{"Condition": "Prod"}]}`, "Prod", "Not"), cfn.Options{}, []string{"Prod: Always T0", "not Prod: Always T1"}},
		"a condition made of two":              {conditional(env+`, "X": {"Type": "String"}`, prod+`, "Y": {"Fn::Equals": [{"Ref": "X"}, "y"]}, "Both": {"Fn::And": [{"Condition": "Prod"}, {"Condition": "Y"}]}`, "Both"), cfn.Options{}, []string{"Both: Always T0", "not Both: Always"}},
		"one of two":                           {conditional(env, prod+","+dev+`, "Any": {"Fn::Or": [{"Condition": "Prod"}, {"Condition": "Dev"}]}`, "Any"), cfn.Options{}, []string{"Any: Always T0", "not Any: Always"}},
		"one parameter in two parameters":      {conditional(env+`, "X": {"Type": "String"}`, `"Same": {"Fn::Equals": [{"Ref": "X"}, {"Ref": "Env"}]}`, "Same"), cfn.Options{}, []string{"Same: Always T0", "not Same: Always"}},
		"the same two the other way round":     {conditional(env+`, "X": {"Type": "String"}`, `"A": {"Fn::Equals": [{"Ref": "X"}, {"Ref": "Env"}]}, "B": {"Fn::Equals": [{"Ref": "Env"}, {"Ref": "X"}]}`, "A", "B"), cfn.Options{}, []string{"A: Always T0 T1", "not A: Always"}},
		"two that are both equal to a third":   {conditional(env+`, "X": {"Type": "String"}`, prod+`, "Y": {"Fn::Equals": [{"Ref": "X"}, "prod"]}, "Same": {"Fn::Equals": [{"Ref": "X"}, {"Ref": "Env"}]}`, "Prod", "Y", "Same"), cfn.Options{}, []string{"Prod and Y: Always T0 T1 T2", "not Prod and Y: Always T1", "Prod and not Y: Always T0", "not Prod and not Y and Same: Always T2", "not Prod and not Y and not Same: Always"}},
		"equal to one that has another value":  {conditional(env+`, "X": {"Type": "String"}`, prod+`, "Y": {"Fn::Equals": [{"Ref": "X"}, "y"]}, "Both": {"Fn::And": [{"Condition": "Prod"}, {"Fn::Equals": [{"Ref": "X"}, {"Ref": "Env"}]}, {"Condition": "Y"}]}`, "Both"), cfn.Options{}, []string{": Always"}},
		"region and partition":                 {conditional("", `"Gov": {"Fn::Equals": [{"Ref": "AWS::Partition"}, "aws-us-gov"]}, "East": {"Fn::Equals": [{"Ref": "AWS::Region"}, "us-east-1"]}`, "Gov", "East"), cfn.Options{}, []string{"Gov: Always T0", "not Gov and East: Always T1", "not Gov and not East: Always"}},
		"a condition that depends on itself":   {conditional("", `"A": {"Condition": "B"}, "B": {"Fn::Not": [{"Condition": "A"}]}`, "A"), cfn.Options{}, []string{": Always T0"}},
		"a condition that nobody defines":      {conditional("", "", "Nobody"), cfn.Options{}, []string{": Always T0"}},
		"conditions that name resources":       {conditional("", `"A": {"Fn::Equals": [{"Ref": "Always"}, "x"]}`, "A"), cfn.Options{}, []string{"A: Always T0", "not A: Always"}},
		"a condition with too many conditions": {conditional("", `"A": {"Fn::Not": [{"Condition": "B"}, {"Condition": "B"}]}`, "A"), cfn.Options{}, []string{": Always T0"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			assert.ElementsMatch(t, test.want, deployed(t, parse(t, test.template, test.options)))
		})
	}
}

func TestDeploymentsFollowFnIf(t *testing.T) {
	t.Parallel()
	app := parse(t, `{"Parameters": {"Env": {"Type": "String"}},
		"Conditions": {"Prod": {"Fn::Equals": [{"Ref": "Env"}, "prod"]}},
		"Resources": {"T": {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": {"Fn::Sub": ["${A}", {"A": {"Fn::If": ["Prod", "p", "d"]}}]}}}}}`, cfn.Options{})
	deployments, complete := app.Deployments(app.Resources())
	assert.True(t, complete)
	found := map[string]string{}
	for _, each := range deployments {
		found[each.When()] = each.Properties(app.Resources()[0]).Field("DisplayName").Text().String()
	}
	assert.Equal(t, map[string]string{"Prod": "p", "not Prod": "d"}, found)
}

func TestTooManyDeployments(t *testing.T) {
	t.Parallel()
	var parameters, conditions, names []string
	for i := range 20 {
		parameters = append(parameters, fmt.Sprintf(`"P%d": {"Type": "String"}`, i))
		conditions = append(conditions, fmt.Sprintf(`"C%d": {"Fn::Equals": [{"Ref": "P%d"}, "x"]}`, i, i))
		names = append(names, fmt.Sprintf("C%d", i))
	}
	template := conditional(strings.Join(parameters, ","), strings.Join(conditions, ","), names...)
	app := parse(t, template, cfn.Options{})
	deployments, complete := app.Deployments(app.Resources())
	assert.False(t, complete)
	assert.Len(t, deployments, 64)
	deployments, complete = app.Deployments(app.Resources()[:7])
	assert.True(t, complete)
	assert.Len(t, deployments, 64)
	deployments, complete = app.Deployments(app.Named("Always"))
	assert.True(t, complete)
	assert.Len(t, deployments, 1)
}

// Each condition asks the one before it twice, so that a reader without memory needs 2^500 steps.
func TestConditionsThatMultiply(t *testing.T) {
	t.Parallel()
	conditions := []string{`"C0": {"Fn::Equals": [{"Ref": "AWS::Region"}, "x"]}`}
	for i := range 500 {
		conditions = append(conditions, fmt.Sprintf(`"C%d": {"Fn::And": [{"Condition": "C%d"}, {"Condition": "C%d"}]}`, i+1, i, i))
	}
	app := parse(t, conditional("", strings.Join(conditions, ","), "C500"), cfn.Options{})
	assert.ElementsMatch(t, []string{"C500: Always T0", "not C500: Always"}, deployed(t, app))
}

// Thousands of conditions that all ask different questions take no more than their share.
func TestVeryManyConditions(t *testing.T) {
	t.Parallel()
	const count = 2_000
	var parameters, open, decided, names []string
	for i := range count {
		parameters = append(parameters, fmt.Sprintf(`"P%d": {"Type": "String"}`, i))
		open = append(open, fmt.Sprintf(`"C%d": {"Fn::Equals": [{"Ref": "P%d"}, "x"]}`, i, i))
		decided = append(decided, fmt.Sprintf(`"C%d": {"Fn::And": [{"Fn::Equals": [{"Ref": "P%d"}, "x"]}, {"Fn::Equals": ["a", "b"]}]}`, i, i))
		names = append(names, fmt.Sprintf("C%d", i))
	}
	app := parse(t, conditional(strings.Join(parameters, ","), strings.Join(open, ","), names...), cfn.Options{})
	deployments, complete := app.Deployments(app.Resources())
	assert.False(t, complete)
	assert.Len(t, deployments, 64)
	app = parse(t, conditional(strings.Join(parameters, ","), strings.Join(decided, ","), names...), cfn.Options{})
	assert.Equal(t, []string{": Always"}, deployed(t, app), "all conditions are false, whatever the parameters are")
}

func TestSub(t *testing.T) {
	t.Parallel()
	app := parse(t, `{"Parameters": {"Env": {"Type": "String", "Default": "prod"}}, "Resources": {
		"FilesA1": {"Type": "AWS::S3::Bucket", "Metadata": {"aws:cdk:path": "Data/Files.v2/Resource"}},
		"Topic": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "news"}},
		"Thing": {"Type": "AWS::New::Thing"}
	}}`, cfn.Options{Region: "us-east-1"})
	deployments, _ := app.Deployments(nil)
	for text, want := range map[string]string{
		"${FilesA1.Arn}/a":                      "${Data/Files.v2.Arn}/a",
		"${Data/Files.v2.Arn}/a":                "${Data/Files.v2.Arn}/a",
		"${Data/Files.v2/Resource.Arn}":         "${Data/Files.v2.Arn}",
		"${Data/Files.v2}":                      "${Data/Files.v2}",
		"${Topic.Arn}":                          "${Topic}",
		"${news}":                               "${Topic}",
		"${AWS::Region}-${Env}":                 "us-east-1-prod",
		"${!Topic}":                             "${Topic}",
		"${aws:PrincipalTag/team}":              "${aws:PrincipalTag/team}",
		"${cognito-identity.amazonaws.com:sub}": "${cognito-identity.amazonaws.com:sub}",
		"${*}":                                  "${*}",
		"a${":                                   "a${",
		"${Thing.Color}":                        "${Thing.Color}",
	} {
		value, err := deployments[0].Sub(text)
		require.NoError(t, err, text)
		assert.Equal(t, want, value.String(), text)
	}
	_, err := deployments[0].Sub("${Nobody.Arn} ${files}")
	assert.EqualError(t, err, `the app has no resource "Nobody"; write the construct path or logical id of one`+"\n"+`the app has no resource "files"; did you mean Data/Files.v2?`)
}

func TestARN(t *testing.T) {
	t.Parallel()
	app := parse(t, comparisons, cfn.Options{})
	deployments, _ := app.Deployments(nil)
	for name, want := range map[string]string{
		"Table": "${Table.Arn}", "orders": "${Named.Arn}", "*": "*", "arn:aws:s3:::x": "arn:aws:s3:::x", "${Files.Arn}/x": "${Files.Arn}/x", "Users": "${Users.Arn}",
	} {
		arn, err := deployments[0].ARN(name)
		require.NoError(t, err)
		assert.Equal(t, want, arn.String())
	}
	_, err := deployments[0].ARN("Custom")
	require.EqualError(t, err, `"Custom" is a resource of type Custom::Thing, whose ARN is not known; write the ARN itself, with ${Custom} in it`)
	for name, problem := range map[string]string{
		"Nobody":                 `the app has no resource "Nobody"; write the construct path or logical id of one`,
		"Files/a/b":              `the app has no resource "Files/a/b"; write ${Files.Arn}/a/b for what is below Files`,
		"${Files}/a":             "${Files} is not the ARN of Files; write ${Files.Arn}",
		"${Files.Arn}/${Users/a": `"${Files.Arn}/${Users/a" has a ${ without a }; close it`,
		"x${Files.Arn}":          `"x${Files.Arn}" is not an ARN; begin with arn: or with a resource, as ${Files.Arn}/users/* does`,
	} {
		_, err = deployments[0].ARN(name)
		require.EqualError(t, err, problem)
	}
}

func TestMisspeltNamesAreAnsweredWithNearOnes(t *testing.T) {
	t.Parallel()
	resource := func(id, typeName, path string) string {
		return fmt.Sprintf(`%q: {"Type": %q, "Metadata": {"aws:cdk:path": %q}}`, id, typeName, path)
	}
	app := parse(t, `{"Resources": {`+strings.Join([]string{
		resource("A", "AWS::S3::Bucket", "Tenants/Documents/Resource"),
		resource("B", "AWS::S3::BucketPolicy", "Tenants/Documents/Policy/Resource"),
		resource("C", "AWS::DynamoDB::Table", "Tenants/Orders/Resource"),
		resource("D", "AWS::S3::Bucket", "Archive/Documents/Resource"),
		resource("E", "AWS::S3::Bucket", "Archive/Site/Resource"),
	}, ",")+`}}`, cfn.Options{})
	deployments, _ := app.Deployments(nil)
	for name, suggestion := range map[string]string{
		"Tenants/Document":      "did you mean Tenants/Documents or Archive/Documents?",
		"Documents":             "did you mean Tenants/Documents or Archive/Documents?",
		"Tenants/Doc":           "did you mean Tenants/Documents or Archive/Documents?",
		"Tenant/Orders":         "did you mean Tenants/Orders?",
		"Tenants/Bills":         "there are Tenants/Orders, Tenants/Documents",
		"Tenants/Documents.Arn": "write ${Tenants/Documents.Arn}",
		"Nobody":                "write the construct path or logical id of one",
	} {
		_, err := deployments[0].ARN(name)
		assert.EqualError(t, err, fmt.Sprintf("the app has no resource %q; %s", name, suggestion))
	}
}

func TestResourceOfARN(t *testing.T) {
	t.Parallel()
	app := parse(t, comparisons, cfn.Options{})
	for text, want := range map[string]string{
		"${Table.Arn}": "Table",
		"arn:aws:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${Table}": "Table",
		"arn:aws:dynamodb:${AWS::Region}:${AWS::AccountId}:table/orders":   "Named",
		"arn:aws:iam::${AWS::AccountId}:role/team/admin":                   "Admin",
		"arn:aws:iam::${AWS::AccountId}:role/admin":                        "",
		"arn:aws:s3:::${Files}/x":                                          "",
		"arn:aws:s3:::${Files}":                                            "Files",
		"${Admin}":                                                         "",
		"orders":                                                           "",
		"":                                                                 "",
	} {
		found, isFound := app.ResourceOfARN(value(t, app, text))
		assert.Equal(t, want != "", isFound, text)
		if isFound {
			assert.Equal(t, want, found.Name(), text)
		}
	}
}

// A parent gives the name of a resource to a nested stack, whose conditions ask whether there is one.
func TestConditionsOnWhatAParentGives(t *testing.T) {
	t.Parallel()
	const sibling = `{"Parameters": {"X": {"Type": "String", "Default": "none"}}, "Conditions": {"C": {"Fn::Equals": [{"Ref": "X"}, "x"]}},
		"Resources": {"Q": {"Type": "AWS::SQS::Queue"}}, "Outputs": {"O": {"Value": {"Fn::If": ["C", "", {"Ref": "Q"}]}}, "Plain": {"Value": {"Ref": "Q"}}}}`
	for name, test := range map[string]struct{ given, other, want string }{
		"nothing":                     {`""`, `"y"`, ": Child.Always"},
		"a resource":                  {`{"Ref": "Topic"}`, `"y"`, ": Child.Always Child.T0"},
		"an ARN":                      {`{"Fn::GetAtt": ["Role", "Arn"]}`, `"y"`, ": Child.Always Child.T0"},
		"an output":                   {`{"Fn::GetAtt": ["Sibling", "Outputs.Plain"]}`, `"y"`, ": Child.Always Child.T0"},
		"a condition of the parent":   {`{"Fn::If": ["Some", {"Ref": "Topic"}, ""]}`, `"y"`, "Has: Child.Always Child.T0, not Has: Child.Always"},
		"an output that is not known": {`{"Fn::GetAtt": ["Sibling", "Outputs.O"]}`, `"y"`, "Has: Child.Always Child.T0, not Has: Child.Always"},
		"outputs that need each other": {
			`{"Fn::GetAtt": ["Sibling", "Outputs.O"]}`, `{"Fn::GetAtt": ["Child", "Outputs.O"]}`,
			"Has and C: Child.Always Child.T0, Has and not C: Child.Always Child.T0, not Has and C: Child.Always, not Has and not C: Child.Always",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			child := strings.Replace(conditional(`"P": {"Type": "String"}`, `"Has": {"Fn::Not": [{"Fn::Equals": [{"Ref": "P"}, ""]}]}`, "Has"),
				`{`, `{"Outputs": {"O": {"Value": {"Fn::If": ["Has", "x", "y"]}}}, `, 1)
			parent := `{"Parameters": {"Env": {"Type": "String"}}, "Conditions": {"Some": {"Fn::Equals": [{"Ref": "Env"}, "x"]}}, "Resources": {
				"Topic": {"Type": "AWS::SNS::Topic"}, "Role": {"Type": "AWS::IAM::Role"},
				"Child": {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": "child.json", "Parameters": {"P": ` + test.given + `}}},
				"Sibling": {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": "sibling.json", "Parameters": {"X": ` + test.other + `}}}}}`
			app := load(t, files(t, map[string]string{"parent.json": parent, "child.json": child, "sibling.json": sibling})+"/parent.json", cfn.Options{})
			deployments, complete := app.Deployments(append(app.Named("Child.Always"), app.Named("Child.T0")...))
			require.True(t, complete)
			var all []string
			for _, each := range deployments {
				var names []string
				for _, resource := range each.Resources("AWS::SNS::Topic") {
					if resource.Stack.IsNested() {
						names = append(names, resource.Name())
					}
				}
				all = append(all, each.When()+": "+strings.Join(names, " "))
			}
			slices.Sort(all)
			assert.Equal(t, test.want, strings.Join(all, ", "))
		})
	}
}
