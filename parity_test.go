package identitypool_test

import (
	"encoding/json"
	"maps"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// program is a CDK app that compiles with the official binding and with this library.
type program struct {
	name  string
	build func(app awscdk.App)
	// differs is where the official output is wrong and that of this library therefore another one. Everything else is equal.
	differs []difference
}

// row is a row of the README's table of differences, by its first cell.
type row string

const (
	dependsOn               row = "`DependsOn`"
	userPoolOfAnotherRegion row = "user pool of another region"
	federatedPrincipal      row = "GovCloud and China"
	importIntoAnyRegion     row = "literal id imported into a stack without a region"
	importOfAnotherRegion   row = "id of another region imported into a stack with a region"
	importByTokenArn        row = "token ARN imported"
	sharedClient            row = "two providers for one user pool, without a client"
	lostMapping             row = "two mappings with one key; `UseToken` together with `Rules`"
	analytics               row = "`AWS::CDK::Metadata`"
)

// difference is one place of a program's templates in which the two packages differ.
type difference struct {
	row row
	// What stands in the official template and in that of this library: JSON values, for federatedPrincipal the names. Only
	// rows that don't tell what differs need them.
	official, here string
}

// apply changes the official templates to those of this library. It returns false if there is nothing to change.
func (d difference) apply(official, here assembly) bool {
	changed := false
	for name, content := range official {
		template, isTemplate := content.(map[string]any)
		if !isTemplate || !strings.HasSuffix(name, templateSuffix) {
			continue
		}
		switch d.row {
		case dependsOn:
			changed = removeDependenciesOnUserPools(template) || changed
		case federatedPrincipal:
			changed = d.replacePrincipal(template) || changed
		case analytics:
			changed = d.adoptAnalytics(template, here[name]) || changed
		default:
			replaced := replace(template, parsed(d.official), parsed(d.here))
			changed = changed || !reflect.DeepEqual(official[name], replaced)
			official[name] = replaced
		}
	}
	return changed
}

func parsed(text string) any {
	var value any
	if err := json.Unmarshal([]byte(text), &value); err != nil {
		panic(err)
	}
	return value
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

func resourcesOf(template map[string]any) map[string]map[string]any {
	resources := map[string]map[string]any{}
	if section, ok := template["Resources"].(map[string]any); ok {
		for id, resource := range section {
			resources[id] = resource.(map[string]any)
		}
	}
	return resources
}

func pathOf(resource map[string]any) string {
	metadata, _ := resource["Metadata"].(map[string]any)
	path, _ := metadata["aws:cdk:path"].(string)
	return path
}

// removeDependenciesOnUserPools takes away what a resource need not wait for: what is in a user pool's construct, and its
// clients wherever they are.
func removeDependenciesOnUserPools(template map[string]any) bool {
	resources := resourcesOf(template)
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
func (d difference) replacePrincipal(template map[string]any) bool {
	replaced := false
	for _, resource := range resourcesOf(template) {
		properties, _ := resource["Properties"].(map[string]any)
		trust, ok := properties["AssumeRolePolicyDocument"]
		if !ok {
			continue
		}
		text, err := json.Marshal(trust)
		if err != nil {
			panic(err)
		}
		quote := func(name string) string { return `"` + name + `"` }
		changed := strings.ReplaceAll(string(text), quote(d.official), quote(d.here))
		for _, key := range []string{":aud", ":amr"} {
			changed = strings.ReplaceAll(changed, quote(d.official+key), quote(d.here+key))
		}
		properties["AssumeRolePolicyDocument"] = parsed(changed)
		replaced = replaced || changed != string(text)
	}
	return replaced
}

// adoptAnalytics takes over the text in which the CDK lists the construct types in use.
func (d difference) adoptAnalytics(template map[string]any, here any) bool {
	text := func(template map[string]any) map[string]any {
		properties, _ := resourcesOf(template)["CDKMetadata"]["Properties"].(map[string]any)
		return properties
	}
	other, ok := here.(map[string]any)
	if !ok || text(template) == nil || text(other) == nil || text(template)["Analytics"] == text(other)["Analytics"] {
		return false
	}
	text(template)["Analytics"] = text(other)["Analytics"]
	return true
}

// assertParity compares all that an app synthesizes. Each of the differences must be one.
func assertParity(t assert.TestingT, official, here assembly, differs []difference) {
	for _, difference := range differs {
		changed := difference.apply(official, here)
		assert.True(t, changed, "the two packages do not differ in %q (%s): leave it out", difference.row, difference.official)
	}
	for _, path := range unequalPaths("", map[string]any(official), map[string]any(here)) {
		t.Errorf("%s\n  official: %s\n  here:     %s", path.name, compact(path.official), compact(path.here))
	}
}

// unequalPath is where two JSON values differ.
type unequalPath struct {
	name           string
	official, here any
}

// unequalPaths returns the places in which two values differ, each as deep inside as possible.
func unequalPaths(name string, official, here any) []unequalPath {
	if reflect.DeepEqual(official, here) {
		return nil
	}
	officialObject, isObject := official.(map[string]any)
	hereObject, isObjectHere := here.(map[string]any)
	if !isObject || !isObjectHere {
		return []unequalPath{{name, official, here}}
	}
	keys := map[string]bool{}
	for _, object := range []map[string]any{officialObject, hereObject} {
		for key := range object {
			keys[key] = true
		}
	}
	var paths []unequalPath
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		paths = append(paths, unequalPaths(name+"/"+key, officialObject[key], hereObject[key])...)
	}
	return paths
}

func compact(value any) string {
	if value == nil {
		return "-"
	}
	text, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	return string(text)
}

func TestParity(t *testing.T) {
	for _, suite := range []struct {
		name                       string
		programs, officialPrograms []program
	}{
		{"programs", programs, officialPrograms},
		{"documentation", documentationPrograms, officialDocumentationPrograms},
	} {
		t.Run(suite.name, func(t *testing.T) {
			require.Len(t, suite.officialPrograms, len(suite.programs))
			for i, program := range suite.programs {
				t.Run(program.name, func(t *testing.T) {
					official := mustSynthesize(t, suite.officialPrograms[i].build)
					here := mustSynthesize(t, program.build)
					assertParity(t, official, here, program.differs)
				})
			}
		})
	}
}

// TestDocumentsListEveryDifference keeps docs/differences.md and the rows the same, and each of the rows in use.
func TestDocumentsListEveryDifference(t *testing.T) {
	var listed []row
	for line := range strings.Lines(section(t, "docs/differences.md", "What differs and why")) {
		if first, _, isRow := strings.Cut(strings.TrimPrefix(line, "| "), " |"); isRow && first != "where" && first != "---" {
			listed = append(listed, row(first))
		}
	}
	// The first three are those of tests of their own.
	tested := map[row]bool{sharedClient: true, importOfAnotherRegion: true, lostMapping: true}
	for _, program := range slices.Concat(programs, documentationPrograms) {
		for _, difference := range program.differs {
			tested[difference.row] = true
		}
	}
	assert.ElementsMatch(t, listed, slices.Collect(maps.Keys(tested)))
}

// twins are sources for this library that are compiled for the official binding, too.
var twins = []struct{ source, official, name, officialName string }{
	{"parity_programs_test.go", "parity_programs_official_test.go", "programs", "officialPrograms"},
	{"parity_documentation_test.go", "parity_documentation_official_test.go", "documentationPrograms", "officialDocumentationPrograms"},
	{"parity_builder_test.go", "parity_builder_official_test.go", "buildConfiguration", "buildOfficialConfiguration"},
}

func TestParityProgramsAreTwins(t *testing.T) {
	const (
		here     = `identitypool "github.com/awscdk-constructs/identitypool"`
		official = `identitypool "github.com/aws/aws-cdk-go/awscdk/v2/awscognitoidentitypool"`
	)
	for _, twin := range twins {
		t.Run(twin.source, func(t *testing.T) {
			source, err := os.ReadFile(twin.source)
			require.NoError(t, err)
			require.Equal(t, 1, strings.Count(string(source), here))
			want := strings.Replace(string(source), here, official, 1)
			want = strings.NewReplacer(
				"\n// "+twin.name+" ", "\n// "+twin.officialName+" ",
				"\nvar "+twin.name+" ", "\nvar "+twin.officialName+" ",
				"\nfunc "+twin.name+"(", "\nfunc "+twin.officialName+"(",
			).Replace(want)
			want = "// Code generated from " + twin.source + " by go test -run TestParityProgramsAreTwins -update. DO NOT EDIT.\n\n" + want
			if *update {
				require.NoError(t, os.WriteFile(twin.official, []byte(want), 0o644))
			}
			got, err := os.ReadFile(twin.official)
			require.NoError(t, err)
			assert.Equal(t, want, string(got), "run go test -run TestParityProgramsAreTwins -update")
		})
	}
}
