package access

import (
	"cmp"
	"slices"

	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

// fault is what a check reports.
type fault struct {
	rule      rule.ID
	severity  rule.Severity // none: the highest of the rule
	uncertain bool
	resource  *cfn.Resource
	at        cfn.Property // none: the resource
	message   string
	cure      string
}

type reporter struct {
	concerns func(*pool) bool // which identity pools are looked at
	holders  map[*pool][]roleHolder
	all      Findings
}

func (r *reporter) report(found fault) { r.all = append(r.all, found.finding()) }

// finding is the fault as those see it who ask.
func (found fault) finding() Finding {
	severity := found.severity
	if severity == 0 {
		severity = mustRule(found.rule).Severity()
	}
	position := found.resource.Position()
	if found.at.Exists() {
		position = found.at.Position()
	}
	return Finding{
		Rule:         string(found.rule),
		Severity:     Severity(severity),
		Uncertain:    found.uncertain,
		File:         position.File,
		Line:         position.Line,
		Stack:        found.resource.Stack.Name(),
		Resource:     found.resource.Name(),
		Location:     found.at.Path(),
		Message:      found.message,
		Cure:         found.cure,
		LogicalID:    found.resource.LogicalID,
		Acknowledged: acknowledgement(found),
		Warned:       found.resource.HasWarning(found.rule.WarningID()),
	}
}

// acknowledgement is the reason for which the CDK app accepts a fault, and empty only if it doesn't. The validation plugin may show the
// resource behind the rule, so both are ids.
func acknowledgement(found fault) string {
	id := found.rule.ViolationID()
	for _, id := range []string{id, id + "@" + found.resource.Name()} {
		if reason, isAcknowledged := found.resource.Acknowledgement(id); isAcknowledged {
			return cmp.Or(reason, "no reason given")
		}
	}
	return ""
}

// reportOnce reports the worst fault of a kind for a resource: one cure is for all of them.
func (r *reporter) reportOnce(found fault) {
	r.reportWorst(found.finding(), func(f, other Finding) bool {
		return f.Rule == other.Rule && f.Resource == other.Resource && f.Stack == other.Stack
	})
}

// reportGrant reports a statement once for all roles and pools that it concerns, as bad as it is for any of them.
func (r *reporter) reportGrant(by grant, found fault) {
	found.resource, found.at = by.resource, by.at
	r.reportWorst(found.finding(), Finding.isSameMistake)
}

func (r *reporter) reportWorst(found Finding, isSame func(f, other Finding) bool) {
	r.all = r.all.withWorst(found, len(r.all), isSame)
}

// hasError reports whether a statement has been found to be a worse fault of another kind.
func (r *reporter) hasError(id rule.ID, by grant) bool {
	return slices.ContainsFunc(r.all, func(other Finding) bool {
		return other.Severity == SeverityError && other.isAt(id, by.resource, by.at)
	})
}

func (f Finding) isAt(id rule.ID, resource *cfn.Resource, at cfn.Property) bool {
	return f.Rule == string(id) && f.Resource == resource.Name() && f.Location == at.Path()
}

// roleHolders finds the holders of an identity pool's roles once for all checks.
func (r *reporter) roleHolders(p poolWithPolicies) []roleHolder {
	holders, isFound := r.holders[p.pool]
	if !isFound {
		holders = p.roleHolders()
		r.holders[p.pool] = holders
	}
	return holders
}

func mustRule(id rule.ID) rule.Rule {
	found, listed := rule.ByID(id)
	if !listed {
		panic("no rule " + string(id)) // every check has its row, which a test holds
	}
	return found
}
