package main

import (
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// template is what a CloudFormation template says about the order of its resources.
type template struct {
	Resources map[string]resource
}

type resource struct {
	Properties any
	DependsOn  any
}

// cycle returns the logical ids of resources that wait for each other in a circle, nil if there are none.
func (t template) cycle() []string {
	const (
		unseen = iota
		onPath
		done
	)
	state := map[string]int{}
	var path []string
	var visit func(id string) []string
	visit = func(id string) []string {
		switch state[id] {
		case done:
			return nil
		case onPath:
			return append(slices.Clone(path[slices.Index(path, id):]), id)
		}
		state[id] = onPath
		path = append(path, id)
		for _, other := range t.references(id) {
			if found := visit(other); found != nil {
				return found
			}
		}
		state[id] = done
		path = path[:len(path)-1]
		return nil
	}
	for _, id := range slices.Sorted(maps.Keys(t.Resources)) {
		if found := visit(id); found != nil {
			return found
		}
	}
	return nil
}

// references returns the logical ids of the resources that a resource waits for, sorted.
func (t template) references(id string) []string {
	found := map[string]bool{}
	add := func(name string) {
		if _, isResource := t.Resources[name]; isResource {
			found[name] = true
		}
	}
	addReferences(t.Resources[id].Properties, add)
	switch dependsOn := t.Resources[id].DependsOn.(type) {
	case string:
		add(dependsOn)
	case []any:
		for _, name := range dependsOn {
			if name, isText := name.(string); isText {
				add(name)
			}
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// subReference is a reference in the text of an Fn::Sub.
var subReference = regexp.MustCompile(`\$\{([^.}]+)[^}]*\}`)

// addReferences calls add with the name in each Ref, Fn::GetAtt and Fn::Sub.
func addReferences(value any, add func(name string)) {
	switch value := value.(type) {
	case []any:
		for _, element := range value {
			addReferences(element, add)
		}
	case map[string]any:
		for key, argument := range value {
			first := argument
			if list, isList := argument.([]any); isList && len(list) > 0 {
				first = list[0]
			}
			text, isText := first.(string)
			switch {
			case key == "Ref" && isText:
				add(text)
			case key == "Fn::GetAtt" && isText:
				name, _, _ := strings.Cut(text, ".")
				add(name)
			case key == "Fn::Sub" && isText:
				for _, match := range subReference.FindAllStringSubmatch(text, -1) {
					add(match[1])
				}
			}
			addReferences(argument, add)
		}
	}
}

func TestCycle(t *testing.T) {
	tests := map[string]struct {
		template string
		want     []string
	}{
		"none": {
			template: `{"A": {"Properties": {"X": {"Ref": "B"}, "Y": {"Ref": "AWS::Region"}}}, "B": {}}`,
		},
		"Ref": {
			template: `{"A": {"Properties": {"X": [{"Ref": "B"}]}}, "B": {"Properties": {"X": {"Ref": "A"}}}}`,
			want:     []string{"A", "B", "A"},
		},
		"Fn::GetAtt and DependsOn": {
			template: `{"A": {"Properties": {"X": {"Fn::GetAtt": ["B", "Arn"]}}}, "B": {"DependsOn": ["C"]}, "C": {"DependsOn": "A"}}`,
			want:     []string{"A", "B", "C", "A"},
		},
		"Fn::GetAtt in one text": {
			template: `{"A": {"Properties": {"X": {"Fn::GetAtt": "A.Arn"}}}}`,
			want:     []string{"A", "A"},
		},
		"Fn::Sub": {
			template: `{"A": {"Properties": {"X": {"Fn::Sub": "${B.Arn}/*"}}}, "B": {"Properties": {"X": {"Fn::Sub": ["${A}-${C}", {"C": 1}]}}}}`,
			want:     []string{"A", "B", "A"},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			var resources map[string]resource
			require.NoError(t, json.Unmarshal([]byte(test.template), &resources))
			assert.Equal(t, test.want, template{Resources: resources}.cycle())
		})
	}
}
