package rule

import (
	"errors"
	"fmt"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/spelling"
)

// Ignored are rules whose findings are left out, everywhere or at one resource.
type Ignored map[ignoredAt]bool

type ignoredAt struct {
	rule     ID
	resource string // empty: everywhere
}

// ParseIgnored reads what people write to leave findings out: RULE, or RULE@RESOURCE for one resource. It refuses an unknown rule, and an @
// without a resource, which would leave the rule out everywhere. The error lists all that is wrong, each with the option that has it.
func ParseIgnored(option string, entries []string) (Ignored, error) {
	ignored := Ignored{}
	var problems []error
	for _, entry := range entries {
		id, resource, isAtResource := strings.Cut(entry, "@")
		if _, found := ByID(ID(id)); !found {
			problems = append(problems, fmt.Errorf("%s: there is no rule %q; %s%s lists them", option, id, suggestion(id), document))
		} else if isAtResource && resource == "" {
			problems = append(problems, fmt.Errorf("%s: %q has no resource; write one behind the @, or leave the @ out", option, entry))
		}
		ignored[ignoredAt{ID(id), strings.TrimPrefix(resource, "/")}] = true
	}
	return ignored, errors.Join(problems...)
}

// suggestion asks for the rule that was perhaps meant.
func suggestion(id string) string {
	ids := make([]string, 0, len(All()))
	for _, each := range All() {
		ids = append(ids, string(each.ID))
	}
	if closest := spelling.Closest(id, ids); spelling.IsNear(id, closest) {
		return "did you mean " + closest + "? "
	}
	return ""
}

// Covers reports whether a finding is left out: its rule everywhere, or at the resource by one of its names.
func (i Ignored) Covers(id ID, names ...string) bool {
	for _, name := range append([]string{""}, names...) {
		if i[ignoredAt{id, name}] {
			return true
		}
	}
	return false
}
