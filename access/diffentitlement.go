package access

import (
	"slices"
	"strings"
	"sync"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/iam"
)

// entitlement is what those of a row of the decision table get, with the policies that decide what for.
type entitlement struct {
	decisionCase

	subject   *subject
	authority func() iam.Authority // read when it is asked for first
}

func (p poolWithPolicies) entitlementOf(row decisionCase) entitlement {
	subject := p.subjectOf(row)
	return entitlement{row, subject, sync.OnceValue(func() iam.Authority { return iam.NewAuthority(subject.asSubject()) })}
}

func (p poolWithPolicies) entitlementsOf(rows []decisionCase) []entitlement {
	entitlements := make([]entitlement, 0, len(rows))
	for _, row := range rows {
		entitlements = append(entitlements, p.entitlementOf(row))
	}
	return entitlements
}

// definedRole is the role that is defined in the app, nil if none is or if it isn't known.
func (e entitlement) definedRole() *cfn.Resource {
	if e.role.definition == nil {
		return nil
	}
	return e.role.definition.resource
}

// difference is what is different between two entitlements.
type difference struct {
	effect

	hasOtherRole  bool
	before, after []string
}

// compare compares what two rows give.
func (v versions) compare(before, after entitlement) difference {
	switch {
	case before.Outcome == Refused && after.Outcome == Refused:
		return difference{}
	case before.Outcome == Refused:
		return difference{effect: wider(answer.No, after.Outcome.answer()), hasOtherRole: true, after: after.permissions()}
	case after.Outcome == Refused:
		return difference{effect: wider(before.Outcome.answer(), answer.No), hasOtherRole: true, before: before.permissions()}
	}
	outcomes := wider(before.Outcome.answer(), after.Outcome.answer())
	if before.definedRole() == nil || after.definedRole() == nil {
		isDifferent := !v.areSameUnknown(before, after)
		found := difference{effect: outcomes, hasOtherRole: isDifferent || outcomes != noEffect}
		if isDifferent {
			found.effect = anyEffect
		}
		return found
	}
	found := v.comparePermissions(before, after)
	found.effect = found.and(outcomes)
	found.hasOtherRole = outcomes != noEffect || v.counterparts.Resource(before.definedRole()) != after.definedRole()
	if found.hasOtherRole { // perhaps the same permissions, by another name
		found.effect = found.orUnclear()
	}
	return found
}

// areSameUnknown reports whether two rows give the same role, of which the app doesn't tell what it may do.
func (v versions) areSameUnknown(before, after entitlement) bool {
	switch {
	case before.definedRole() != nil || after.definedRole() != nil:
		return false
	case before.role.arn.IsEmpty() && after.role.arn.IsEmpty():
		return before.Note == after.Note
	default:
		return cfn.Same(v.counterparts.Value(before.role.arn), after.role.arn) == answer.Yes
	}
}

// comparePermissions compares what two roles of the app let somebody do.
func (v versions) comparePermissions(before, after entitlement) difference {
	earlier, later := before.authority().In(v.counterparts), after.authority()
	gain, loss := later.GainOver(earlier), earlier.GainOver(later)
	found := difference{effect: effect{gain.Answer, loss.Answer}}
	was, is := slices.Concat(loss.Allowed, gain.Lifted), slices.Concat(gain.Allowed, loss.Lifted)
	found.before = before.subject.described(append(was, replaced(before.subject.own.Identity, after.subject.own.Identity, is, was)...))
	found.after = after.subject.described(append(is, replaced(after.subject.own.Identity, before.subject.own.Identity, was, is)...))
	found.before = slices.Concat(found.before, before.subject.limits(gain), loss.Unclear)
	found.after = slices.Concat(found.after, after.subject.limits(loss), gain.Unclear)
	if tag := v.differentTag(before, after); tag != "" {
		found.effect = found.and(anyEffect)
		found.before = append(found.before, "tag "+tag+" "+before.tagValue(tag).String())
		found.after = append(found.after, "tag "+tag+" "+after.tagValue(tag).String())
	}
	return found
}

// permissions are all that a role allows and denies.
func (e entitlement) permissions() []string {
	var all []string
	for _, statement := range e.subject.statements() {
		all = append(all, statement.inWords().String())
	}
	return all
}

// described are statements as people read them.
func (s *subject) described(statements []iam.Statement) []string {
	var all []string
	for _, statement := range s.shown(iam.Policy{Statements: statements}, func(iam.Statement) bool { return true }) {
		all = append(all, statement.inWords().String())
	}
	return all
}

// replaced are the statements of policies that stand where others stand in the other version, and that this version alone has, but for
// those that are listed.
func replaced(policies, other []iam.Policy, by, listed []iam.Statement) []iam.Statement {
	hasLabel := func(statements []iam.Statement, label string) bool {
		return slices.ContainsFunc(statements, func(each iam.Statement) bool { return each.Label() == label })
	}
	var found []iam.Statement
	for _, policy := range policies {
		for _, statement := range policy.Statements {
			if hasLabel(by, statement.Label()) && !hasLabel(listed, statement.Label()) && !hasStatement(other, statement) {
				found = append(found, statement)
			}
		}
	}
	return found
}

func hasStatement(policies []iam.Policy, wanted iam.Statement) bool {
	return slices.ContainsFunc(policies, func(policy iam.Policy) bool {
		return slices.ContainsFunc(policy.Statements, func(each iam.Statement) bool { return isSameStatement(each, wanted) })
	})
}

// limits are what keeps back a gain, as people read it.
func (s *subject) limits(kept iam.Gain) []string {
	all := append(s.described(kept.Limits), kept.UnclearLimits...)
	for i := range all {
		all[i] = "at most " + all[i]
	}
	return all
}

// differentTag is a tag of the role that a policy relies on and whose value is different; empty if there is none.
func (v versions) differentTag(before, after entitlement) string {
	keys := slices.Concat(before.relevantTags(), after.relevantTags())
	for _, key := range keys {
		if cfn.Same(v.counterparts.Value(before.tagValue(key)), after.tagValue(key)) != answer.Yes {
			return key
		}
	}
	return ""
}

func (e entitlement) relevantTags() []string {
	var keys []string
	for key := range e.role.definition.tags().values {
		if e.reliesOnTag(key) {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return keys
}

func (e entitlement) tagValue(key string) cfn.Value { return e.role.definition.tags().values[key] }

// reliesOnTag reports whether a policy mentions a tag of the session.
func (e entitlement) reliesOnTag(key string) bool {
	if e.definedRole() == nil {
		return e.Outcome != Refused // what its policies say is not known
	}
	all := e.subject.asSubject().Policies
	for _, policy := range slices.Concat(all.Identity, all.Boundary, all.Session, all.Resource) {
		for _, statement := range policy.Statements {
			if reliesOnTag(statement, key) {
				return true
			}
		}
	}
	return false
}

// shownWhole is the role with all that it allows.
func (e entitlement) shownWhole() string { return e.shown(e.permissions()) }

// shown is the role and what is different about it.
func (e entitlement) shown(different []string) string {
	text := e.DecisionRow.shown(nil)
	if e.Note != "" && e.Role == "" {
		text += " (" + e.Note + ")"
	}
	if len(different) > 0 && e.Outcome != Refused {
		text += ": " + strings.Join(different, "; ")
	}
	return text
}
