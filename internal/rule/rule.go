// Package rule is the one table of what can be wrong with an identity pool: for the warnings of the construct, for the findings in
// templates, and for docs/findings.md, which is written from it.
//
// A rule is one row: what it is called, how severe it is, what happens to whom it concerns, and how to put it right. The code that
// finds it stands elsewhere, for a template (package access) and for the construct are read in different ways.
package rule

import "slices"

// Rule is a thing that can be wrong, or a choice that a reviewer wants to see. Its texts are Markdown.
type Rule struct {
	// ID names the rule for ever: people ignore and acknowledge by it.
	ID ID
	// Title says what is found, as a heading does.
	Title string
	// Severities are all that a finding can have, the highest first. See [Rule.Severity].
	Severities []Severity
	// Uncertain says when a finding is marked as uncertain and what is not known then. It is empty for a rule that is always sure.
	Uncertain string
	// IsFinding is set where the rule is found in templates.
	IsFinding bool
	// IsWarning is set where the construct warns about it at synthesis.
	IsWarning bool
	// Why says what an attacker does, or what fails, in two sentences at most.
	Why string
	// Cure says in a sentence or two how to put it right.
	Cure string
	// CDK is the cure in Go. Its variables are those that docs/findings.md introduces.
	CDK string
	// CloudFormation is the cure in a YAML template: the part that matters.
	CloudFormation string
	// Page is where AWS documents what the rule is about.
	Page string
}

// Severity is the highest that a finding of the rule can have.
func (r Rule) Severity() Severity { return r.Severities[0] }

// MayBeUncertain reports whether a finding of the rule can depend on what AWS doesn't document or the template doesn't show.
func (r Rule) MayBeUncertain() bool { return r.Uncertain != "" }

// group is the rules of one subject, in the order of the document.
type group struct {
	title string
	rules []Rule
}

var groups = []group{
	{"Who can assume a role", trustRules},
	{"Role mappings", mappingRules},
	{"What users can write", claimRules},
	{"What roles allow", permissionRules},
	{"Providers", providerRules},
	{"What AWS refuses to deploy", deploymentRules},
	{"Choices to review", choiceRules},
}

// All returns every rule, in the order of docs/findings.md, which only changes with a new rule.
func All() []Rule {
	var all []Rule
	for _, group := range groups {
		all = append(all, group.rules...)
	}

	return all
}

// ByID returns the rule of an id, and false where there is none.
func ByID(id ID) (Rule, bool) {
	for _, group := range groups {
		if at := slices.IndexFunc(group.rules, func(rule Rule) bool { return rule.ID == id }); at >= 0 {
			return group.rules[at], true
		}
	}

	return Rule{}, false
}
