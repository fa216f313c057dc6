package cfn_test

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/awscdk-constructs/identitypool/internal/cfn"
)

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
