package format

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/access"
)

const (
	green = "32"
)

func (s Style) outcome(outcome access.Outcome) string {
	switch outcome {
	case access.Granted:
		return s.in(green, outcome.String())
	case access.Refused:
		return s.in(red, outcome.String())
	default:
		return s.in(yellow, outcome.String())
	}
}

// DecisionText is the answer to a login, for people.
func DecisionText(decision access.Decision, style Style) string {
	var text strings.Builder
	text.WriteString(style.outcome(decision.Outcome))
	if decision.Role != "" {
		text.WriteString(" " + decision.Role)
	}
	if decision.Uncertain {
		text.WriteString(" (uncertain)")
	}
	text.WriteString("\n" + style.indented(indent, decision.Reason))
	if decision.RoleMapping != "" {
		text.WriteString(indent + "role mapping: " + decision.RoleMapping)
		if decision.Rule > 0 {
			fmt.Fprintf(&text, ", rule %d", decision.Rule)
		}
		text.WriteString("\n")
	}
	for _, key := range slices.Sorted(maps.Keys(decision.SessionTags)) {
		text.WriteString(indent + "session tag: " + key + " = " + decision.SessionTags[key] + "\n")
	}
	return text.String()
}

type jsonDecision struct {
	Outcome     string            `json:"outcome"`
	Role        string            `json:"role"`
	RoleMapping string            `json:"roleMapping"`
	Rule        int               `json:"rule"`
	SessionTags map[string]string `json:"sessionTags"`
	Uncertain   bool              `json:"uncertain"`
	Reason      string            `json:"reason"`
}

// DecisionJSON is the answer to a login, for programs.
func DecisionJSON(decision access.Decision) (string, error) {
	tags := decision.SessionTags
	if tags == nil {
		tags = map[string]string{}
	}
	return asJSON(jsonDecision{
		Outcome: decision.Outcome.String(), Role: decision.Role, RoleMapping: decision.RoleMapping, Rule: decision.Rule,
		SessionTags: tags, Uncertain: decision.Uncertain, Reason: decision.Reason,
	})
}
