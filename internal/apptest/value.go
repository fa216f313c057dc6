package apptest

import "encoding/json"

// Parsed returns the value of a text of JSON.
func Parsed(text string) any {
	var value any
	if err := json.Unmarshal([]byte(text), &value); err != nil {
		panic(err)
	}
	return value
}

// Compact returns a value as one line of JSON.
func Compact(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	return string(text)
}

// Resources returns the resources of a template by their logical ids.
func Resources(template map[string]any) map[string]map[string]any {
	resources := map[string]map[string]any{}
	if section, ok := template["Resources"].(map[string]any); ok {
		for id, resource := range section {
			resources[id] = resource.(map[string]any)
		}
	}
	return resources
}
