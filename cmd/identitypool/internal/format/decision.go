package format

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/access"
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

// Answer is what becomes of a login, and whether the session may do what was asked.
type Answer struct {
	Decision access.Decision
	Can      []AnsweredRequest
}

// AnsweredRequest is a request with its answer.
type AnsweredRequest struct {
	Request    access.Request
	Permission access.Permission
}

// IsGranted reports whether all that was asked is granted.
func (a Answer) IsGranted() bool {
	return a.Decision.Outcome == access.Granted &&
		!slices.ContainsFunc(a.Can, func(each AnsweredRequest) bool { return each.Permission.Outcome != access.Granted })
}

// Text is for people.
func (a Answer) Text(style Style) string {
	var text strings.Builder
	decision := a.Decision
	text.WriteString(style.outcome(decision.Outcome))
	if decision.Role != "" {
		text.WriteString(" " + decision.Role)
	}
	text.WriteString(uncertainty(decision.Uncertain) + "\n" + style.indented(indent, decision.Reason))
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
	for _, each := range a.Can {
		text.WriteString(style.outcome(each.Permission.Outcome) + " " + each.Request.String() + uncertainty(each.Permission.Uncertain) + "\n")
		text.WriteString(style.indented(indent, each.Permission.Reason))
	}
	return text.String()
}

type jsonAnswer struct {
	Outcome     string            `json:"outcome"`
	Role        string            `json:"role"`
	RoleMapping string            `json:"roleMapping"`
	Rule        int               `json:"rule"`
	SessionTags map[string]string `json:"sessionTags"`
	Uncertain   bool              `json:"uncertain"`
	Reason      string            `json:"reason"`
	Can         []jsonPermission  `json:"can"`
}

type jsonPermission struct {
	Action    string `json:"action"`
	Resource  string `json:"resource"`
	Outcome   string `json:"outcome"`
	Uncertain bool   `json:"uncertain"`
	Reason    string `json:"reason"`
}

// JSON is for programs.
func (a Answer) JSON() (string, error) {
	tags := a.Decision.SessionTags
	if tags == nil {
		tags = map[string]string{}
	}
	can := make([]jsonPermission, 0, len(a.Can))
	for _, each := range a.Can {
		can = append(can, jsonPermission{
			Action: each.Request.Action, Resource: each.Request.Resource, Outcome: each.Permission.Outcome.String(),
			Uncertain: each.Permission.Uncertain, Reason: each.Permission.Reason,
		})
	}
	return asJSON(jsonAnswer{
		Outcome: a.Decision.Outcome.String(), Role: a.Decision.Role, RoleMapping: a.Decision.RoleMapping, Rule: a.Decision.Rule,
		SessionTags: tags, Uncertain: a.Decision.Uncertain, Reason: a.Decision.Reason, Can: can,
	})
}
