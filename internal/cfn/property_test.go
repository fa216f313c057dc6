package cfn_test

import (
	"encoding/json"
	"fmt"
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

	"github.com/awscdk-constructs/identitypool/internal/cfn"
)

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
