package iam

import (
	"slices"

	"github.com/awscdk-constructs/identitypool/internal/answer"
)

// Gain is what somebody may do by one authority that they may not do by another.
type Gain struct {
	// Answer is yes if there is something, no if there certainly is nothing.
	Answer answer.Answer
	// Allowed are the statements that allow more than the other authority does.
	Allowed []Statement
	// Lifted are the statements of the other authority that deny what is not denied any more.
	Lifted []Statement
	// Limits are the statements of the other authority's boundary or session policies that kept something back, and UnclearLimits those
	// policies of which that can't be told.
	Limits        []Statement
	UnclearLimits []string
	// Unclear are the policies that the other authority has not and that may allow more, with the reason.
	Unclear []string
}

// GainOver compares two authorities of one version of an app: see [Authority.In].
func (a Authority) GainOver(before Authority) Gain {
	var gain Gain
	gain.addAllowed(a, before)
	gain.addLifted(a, before)
	for _, name := range []string{boundaryLimit, sessionLimit} {
		if left := before.limits[name]; left != nil {
			gain.addLimit(name, a, left)
		}
	}
	gain.addDelegated(a, before)
	unclear, unclearBefore := slices.Concat(a.unclear, a.unclearOf), slices.Concat(before.unclear, before.unclearOf)
	for _, policy := range lacking(unclear, unclearBefore) {
		gain.Unclear = append(gain.Unclear, policy.name)
	}
	if len(gain.Unclear) > 0 || len(lacking(unclearBefore, unclear)) > 0 { // it may have denied more
		gain.Answer = max(gain.Answer, answer.Unknown)
	}
	return gain
}

// lacking are the policies that others lack.
func lacking(policies, others []unclearPolicy) []unclearPolicy {
	return slices.DeleteFunc(slices.Clone(policies), func(policy unclearPolicy) bool { return slices.Contains(others, policy) })
}

// addAllowed finds what is allowed and was not.
func (g *Gain) addAllowed(after, before Authority) {
	for _, each := range after.allowed {
		if before.allows(each) || after.refuses(each) {
			continue
		}
		g.Allowed = addStatement(g.Allowed, each.of)
		g.Answer = max(g.Answer, each.sure(len(before.unclear), len(after.unclear), after.doubtfulLimits(each)))
	}
}

// addLifted finds what was denied, is not, and is allowed.
func (g *Gain) addLifted(after, before Authority) {
	for _, each := range before.denied {
		if each.isIn(after.denied) {
			continue
		}
		found := answer.No
		if len(after.unclear) > 0 {
			found = answer.Unknown
		}
		for _, allowed := range after.allowed {
			if !after.refuses(allowed) && each.meets(allowed) {
				found = max(found, min(each.sure(len(before.unclear), len(after.unclear)), allowed.sure()))
			}
		}
		if found != answer.No {
			g.Lifted = addStatement(g.Lifted, each.of)
			g.Answer = max(g.Answer, found)
		}
	}
}

// addLimit finds what a limit kept back and doesn't any more.
func (g *Gain) addLimit(name string, after Authority, before *limit) {
	if now := after.limits[name]; now != nil && now.isWithin(before) {
		return
	}
	found := answer.No
	for _, each := range after.allowed {
		if (!each.isIn(before.allowed) || len(before.unclear) > 0) && !after.refuses(each) {
			found = max(found, each.sure(len(before.unclear), after.doubtfulLimits(each)))
		}
	}
	if found == answer.No {
		return
	}
	g.Answer = max(g.Answer, found)
	for _, each := range before.allowed {
		g.Limits = addStatement(g.Limits, each.of)
	}
	for _, policy := range before.unclear {
		g.UnclearLimits = append(g.UnclearLimits, policy.name)
	}
}

// isWithin reports whether a limit certainly leaves no more than another one.
func (l *limit) isWithin(other *limit) bool {
	return !slices.ContainsFunc(l.allowed, func(each right) bool { return !each.isIn(other.allowed) }) && slices.Equal(l.unclear, other.unclear)
}

// addDelegated finds what a policy leaves to others that it kept to itself. What comes of that is the others' to say.
func (g *Gain) addDelegated(after, before Authority) {
	for _, each := range after.delegated {
		if !each.isIn(before.delegated) && slices.ContainsFunc(after.allowed, each.meets) {
			g.Allowed = addStatement(g.Allowed, each.of)
			g.Answer = max(g.Answer, answer.Unknown)
		}
	}
}

// allows reports whether a statement allows all of what a right is about. Where a policy decides that is needed for all others, these count
// only for what it leaves to them.
func (a Authority) allows(wanted right) bool {
	counting := a.allowed
	if wanted.mustDelegate && !wanted.isIn(a.delegated) {
		counting = slices.DeleteFunc(slices.Clone(counting), func(each right) bool { return !each.mustDelegate })
	}
	return wanted.isIn(counting)
}

func (r right) isIn(rights []right) bool {
	return slices.ContainsFunc(rights, func(other right) bool { return other.contains(r) })
}

// refuses reports whether what a statement allows is certainly denied, or kept back by a limit.
func (a Authority) refuses(allowed right) bool {
	if allowed.isIn(a.denied) {
		return true
	}
	if allowed.isDirect {
		return false
	}
	for _, left := range a.limits {
		if len(left.unclear) == 0 && !slices.ContainsFunc(left.allowed, allowed.meets) {
			return true
		}
	}
	return false
}

// doubtfulLimits counts those that may keep back what a statement allows.
func (a Authority) doubtfulLimits(allowed right) int {
	found := 0
	for _, left := range a.limits {
		if !allowed.isIn(left.allowed) {
			found++
		}
	}
	return found
}

func (r right) meets(other right) bool { return r.statement.Meets(*other.statement) }

// Meets reports whether two statements may be about the same request, whatever their conditions say.
func (s Statement) Meets(other Statement) bool {
	return s.actions.meets(&other.actions) && s.resources.meets(&other.resources)
}

func (e *elements) meets(other *elements) bool {
	switch {
	case !e.present || !other.present || e.not && other.not:
		return true
	case e.not:
		return !allIn(other.operands, e.operands)
	case other.not:
		return !allIn(e.operands, other.operands)
	default:
		return meet(e.operands, other.operands)
	}
}

// sure is unknown where only the deployment knows all of the statement, or where there are doubts: policies that may decide otherwise.
func (r right) sure(doubts ...int) answer.Answer {
	if r.doubt != "" || r.statement.unclear != "" || slices.Max(append(doubts, 0)) > 0 {
		return answer.Unknown
	}
	return answer.Yes
}

func addStatement(all []Statement, next *Statement) []Statement {
	if slices.ContainsFunc(all, func(other Statement) bool { return other.Label() == next.Label() }) {
		return all
	}
	return append(all, *next)
}
