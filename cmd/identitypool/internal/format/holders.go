package format

import (
	"strings"

	"github.com/awscdk-constructs/identitypool/access"
)

// Holder is somebody who can do something, in an identity pool.
type Holder struct {
	access.Holder

	Pool string
}

// HoldersText says who can do something, for people.
func HoldersText(request access.Request, holders []Holder, style Style) string {
	if len(holders) == 0 {
		return "nobody can do " + request.String() + "\n"
	}
	var text strings.Builder
	pool := ""
	for _, holder := range holders {
		if holder.Pool != pool {
			pool = holder.Pool
			text.WriteString(style.in(bold, pool) + "\n")
		}
		text.WriteString(indent + style.outcome(holder.Outcome) + uncertainty(holder.Uncertain) + " " + holder.Who)
		if holder.Role != "" {
			text.WriteString(" as " + holder.Role)
		}
		text.WriteString("\n" + style.indented(indent+indent, holder.Reason))
	}
	return text.String()
}

func uncertainty(isUncertain bool) string {
	if isUncertain {
		return " (uncertain)"
	}
	return ""
}

type jsonHolder struct {
	Pool      string `json:"pool"`
	Who       string `json:"who"`
	Role      string `json:"role"`
	Outcome   string `json:"outcome"`
	Uncertain bool   `json:"uncertain"`
	Reason    string `json:"reason"`
}

// HoldersJSON says who can do something, for programs.
func HoldersJSON(holders []Holder) (string, error) {
	all := make([]jsonHolder, 0, len(holders))
	for _, holder := range holders {
		all = append(all, jsonHolder{
			Pool: holder.Pool, Who: holder.Who, Role: holder.Role,
			Outcome: holder.Outcome.String(), Uncertain: holder.Uncertain, Reason: holder.Reason,
		})
	}
	return asJSON(map[string]any{"holders": all})
}
