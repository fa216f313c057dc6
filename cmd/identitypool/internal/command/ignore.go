package command

import (
	"fmt"
	"strings"

	"github.com/awscdk-constructs/identitypool/access"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

// ignoredRules are what --ignore leaves out: whole rules, and rules for one resource.
type ignoredRules map[ignoredRule]bool

type ignoredRule struct {
	rule     string
	resource string // empty: all
}

// parseIgnored reads the options, each RULE or RULE@RESOURCE.
func parseIgnored(options []string) (ignoredRules, error) {
	ignored := ignoredRules{}
	for _, option := range options {
		id, resource, isForOne := strings.Cut(option, "@")
		if _, found := rule.ByID(rule.ID(id)); !found {
			return nil, fmt.Errorf("--ignore %s: there is no rule %q; identitypool rules lists them", option, id)
		}
		if isForOne && resource == "" {
			return nil, fmt.Errorf("--ignore %s: write a resource behind the @, or leave it out", option)
		}
		ignored[ignoredRule{id, strings.TrimPrefix(resource, "/")}] = true
	}
	return ignored, nil
}

func (r ignoredRules) covers(finding access.Finding) bool {
	return r[ignoredRule{finding.Rule, ""}] || r[ignoredRule{finding.Rule, finding.Resource}] || r[ignoredRule{finding.Rule, finding.LogicalID}]
}
