package format

import (
	"fmt"
	"strings"

	"github.com/awscdk-constructs/identitypool/access"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

// findable are the rules that findings in templates have.
func findable() []rule.Rule {
	var rules []rule.Rule
	for _, each := range rule.All() {
		if each.IsFinding {
			rules = append(rules, each)
		}
	}
	return rules
}

// RuleIDs are the ids of the rules.
func RuleIDs() []string {
	var ids []string
	for _, each := range findable() {
		ids = append(ids, string(each.ID))
	}
	return ids
}

// RulesText lists the rules for people.
func RulesText(style Style) string {
	var text strings.Builder
	width := 0
	for _, each := range findable() {
		width = max(width, len(each.ID))
	}
	for _, each := range findable() {
		severity := access.Severity(each.Severity())
		padding := strings.Repeat(" ", len("warning")-len(severity.String()))
		fmt.Fprintf(&text, "%s%s  %-*s  %s\n", style.severity(severity), padding, width, each.ID, each.Title)
	}
	return text.String()
}

type jsonRule struct {
	Rule       string   `json:"rule"`
	Severities []string `json:"severities"`
	Title      string   `json:"title"`
	Why        string   `json:"why"`
	Uncertain  string   `json:"uncertain"`
	Cure       string   `json:"cure"`
	Page       string   `json:"page"`
	URL        string   `json:"url"`
}

// RulesJSON lists the rules for programs.
func RulesJSON() (string, error) {
	rules := []jsonRule{}
	for _, each := range findable() {
		severities := make([]string, len(each.Severities))
		for i, severity := range each.Severities {
			severities[i] = severity.String()
		}
		rules = append(rules, jsonRule{
			Rule: string(each.ID), Severities: severities, Title: each.Title, Why: each.Why, Uncertain: each.Uncertain, Cure: each.Cure,
			Page: each.Page, URL: each.ID.URL(),
		})
	}
	return asJSON(map[string]any{"rules": rules})
}
