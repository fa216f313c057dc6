package parity_test

import (
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	official "github.com/aws/aws-cdk-go/awscdk/v2/awscognitoidentitypool"
	"github.com/aws/jsii-runtime-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool"
	"github.com/awscdk-constructs/identitypool/internal/apptest"
	"github.com/awscdk-constructs/identitypool/internal/parity"
	"github.com/awscdk-constructs/identitypool/internal/parity/here"
)

// TestDocumentsListEveryDifference keeps docs/differences.md and the rows the same, and each of the rows in use.
func TestDocumentsListEveryDifference(t *testing.T) {
	document, err := os.ReadFile(filepath.Join("..", "..", "docs", "differences.md"))
	require.NoError(t, err)
	_, table, found := strings.Cut(string(document), "\n| where | official | here |\n| --- | --- | --- |\n")
	require.True(t, found)
	table, _, _ = strings.Cut(table, "\n\n")
	var listed []parity.Row
	for line := range strings.Lines(table) {
		first, _, _ := strings.Cut(strings.TrimPrefix(line, "| "), " |")
		listed = append(listed, parity.Row(first))
	}
	// The first four are those of tests of their own.
	tested := map[parity.Row]bool{
		parity.SharedClient: true, parity.ImportOfAnotherRegion: true, parity.LostMapping: true, parity.PropertyInjectors: true,
	}
	for _, program := range here.Programs() {
		for _, difference := range program.Differs {
			tested[difference.Row] = true
		}
	}
	assert.ElementsMatch(t, listed, slices.Collect(maps.Keys(tested)))
}

// apply changes the official templates to those of this library. It returns false if there is nothing to change.
func apply(difference parity.Difference, official, here apptest.Assembly) bool {
	changed := false
	for name, template := range official.Templates() {
		switch difference.Row {
		case parity.DependsOn:
			changed = removeDependenciesOnUserPools(template) || changed
		case parity.FederatedPrincipal:
			changed = replacePrincipal(difference, template) || changed
		case parity.Analytics:
			changed = adoptAnalytics(template, here[name]) || changed
		default:
			replaced := replace(template, apptest.Parsed(difference.Official), apptest.Parsed(difference.Here))
			changed = changed || !reflect.DeepEqual(official[name], replaced)
			official[name] = replaced
		}
	}
	return changed
}

// replace returns value with each part of it that equals old replaced.
func replace(value, old, replacement any) any {
	if reflect.DeepEqual(value, old) {
		return replacement
	}
	switch value := value.(type) {
	case map[string]any:
		replaced := make(map[string]any, len(value))
		for key, element := range value {
			replaced[key] = replace(element, old, replacement)
		}
		return replaced
	case []any:
		replaced := make([]any, len(value))
		for i, element := range value {
			replaced[i] = replace(element, old, replacement)
		}
		return replaced
	default:
		return value
	}
}

func pathOf(resource map[string]any) string {
	metadata, _ := resource["Metadata"].(map[string]any)
	path, _ := metadata["aws:cdk:path"].(string)
	return path
}

// removeDependenciesOnUserPools takes away what a resource need not wait for: what is in a user pool's construct, and its
// clients wherever they are.
func removeDependenciesOnUserPools(template map[string]any) bool {
	resources := apptest.Resources(template)
	isOfUserPool := map[string]bool{}
	for id, resource := range resources {
		switch resource["Type"] {
		case "AWS::Cognito::UserPoolClient":
			isOfUserPool[id] = true
		case "AWS::Cognito::UserPool":
			construct := strings.TrimSuffix(pathOf(resource), "Resource")
			for inner, other := range resources {
				if strings.HasPrefix(pathOf(other), construct) {
					isOfUserPool[inner] = true
				}
			}
		}
	}
	removed := false
	for _, resource := range resources {
		var remaining []any
		dependencies, _ := resource["DependsOn"].([]any)
		for _, id := range dependencies {
			if !isOfUserPool[id.(string)] {
				remaining = append(remaining, id)
			}
		}
		if len(remaining) == len(dependencies) {
			continue
		}
		removed = true
		if resource["DependsOn"] = remaining; len(remaining) == 0 {
			delete(resource, "DependsOn")
		}
	}
	return removed
}

// replacePrincipal changes the principal and the condition keys of trust policies.
func replacePrincipal(difference parity.Difference, template map[string]any) bool {
	replaced := false
	for _, resource := range apptest.Resources(template) {
		properties, _ := resource["Properties"].(map[string]any)
		trust, ok := properties["AssumeRolePolicyDocument"]
		if !ok {
			continue
		}
		text := apptest.Compact(trust)
		quote := func(name string) string { return `"` + name + `"` }
		changed := strings.ReplaceAll(text, quote(difference.Official), quote(difference.Here))
		for _, key := range []string{":aud", ":amr"} {
			changed = strings.ReplaceAll(changed, quote(difference.Official+key), quote(difference.Here+key))
		}
		properties["AssumeRolePolicyDocument"] = apptest.Parsed(changed)
		replaced = replaced || changed != text
	}
	return replaced
}

// adoptAnalytics takes over the text in which the CDK lists the construct types in use.
func adoptAnalytics(template map[string]any, here any) bool {
	text := func(template map[string]any) map[string]any {
		properties, _ := apptest.Resources(template)["CDKMetadata"]["Properties"].(map[string]any)
		return properties
	}
	other, ok := here.(map[string]any)
	if !ok || text(template) == nil || text(other) == nil || text(template)["Analytics"] == text(other)["Analytics"] {
		return false
	}
	text(template)["Analytics"] = text(other)["Analytics"]
	return true
}

// countingInjector counts the identity pools whose properties it could change.
type countingInjector struct{ injected int }

func (i *countingInjector) ConstructUniqueId() *string {
	return official.IdentityPool_PROPERTY_INJECTION_ID()
}

func (i *countingInjector) Inject(props any, _ *awscdk.InjectionContext) any {
	i.injected++
	return props
}

func TestPropertyInjectorsAreForTheOfficialClass(t *testing.T) {
	injector := &countingInjector{}
	app := awscdk.NewApp(&awscdk.AppProps{PropertyInjectors: &[]awscdk.IPropertyInjector{injector}})
	stack := awscdk.NewStack(app, jsii.String("Stack"), nil)
	identitypool.NewIdentityPool(stack, jsii.String("Here"), nil)
	assert.Zero(t, injector.injected)
	official.NewIdentityPool(stack, jsii.String("Official"), nil)
	assert.Equal(t, 1, injector.injected)
}
