package access

import (
	"slices"
	"strconv"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// caseKind is why the decision table has a separate row.
type caseKind int

const (
	defaultCase caseKind = iota // what happens where nothing else decides
	tokenCase                   // a role that only the token names
	groupCase
	ruleCase
)

// rankedCase is a row that comes before or after others of its kind.
type rankedCase struct {
	entitlement

	kind caseKind
	key  string       // by which it is found in the other version
	rank int          // the number of a rule, the precedence of a group; the lowest decides
	rule *mappingRule // nil for other kinds
}

func (p poolWithPolicies) ranked(of providerUsers) []rankedCase {
	rules, groups := p.rulesOf(of.provider), p.deployment.groupsWithRole(of.provider)
	var all []rankedCase
	for _, each := range of.entitlements {
		next := rankedCase{entitlement: each, key: each.When}
		name, isGroup := strings.CutPrefix(each.When, preferredRole)
		switch {
		case each.When == always || each.When == otherwise:
			next.key = otherwise
		case isGroup:
			next.kind = groupCase
			at := slices.IndexFunc(groups, func(other *group) bool { return other.String() == name })
			next.rank, _ = groups[at].rank()
		case each.role.arn.IsEmpty():
			next.kind = tokenCase
		default:
			number, key, _ := strings.Cut(each.When, ". ")
			next.kind, next.key = ruleCase, key
			next.rank, _ = strconv.Atoi(number)
			next.rule = &rules[next.rank-1]
		}
		all = append(all, next)
	}
	return all
}

func (p *pool) rulesOf(idp *provider) []mappingRule {
	if mapping := p.mappingOf(idp); mapping != nil {
		return mapping.rules
	}
	return nil
}

// mappingOf returns the role mapping of a provider, also of an identity pool whose providers only its mappings tell.
func (p *pool) mappingOf(idp *provider) *roleMapping {
	for _, mapping := range p.roleMappings() {
		if idp != nil && (mapping.imported == idp || mapping.provider.is(idp.providerName) == answer.Yes) {
			return mapping
		}
	}
	return nil
}

// mappedClaims are the claims by which a role mapping gives roles to users of a provider.
func (p *pool) mappedClaims(idp *provider) []cfn.Value {
	mapping := p.mappingOf(idp)
	if mapping == nil {
		return nil
	}
	claims := []cfn.Value{cfn.Literal(cognito.RolesClaim), cfn.Literal(cognito.PreferredRoleClaim)}
	for _, each := range mapping.rules {
		claims = append(claims, each.claim)
	}
	return claims
}

// pairedCase is the same case in both versions.
type pairedCase struct{ before, after rankedCase }

// compareCases compares what users of a provider get in each case.
func (c *comparison) compareCases(before, after providerUsers) {
	earlier, later := c.before.ranked(before), c.after.ranked(after)
	pairs, removed, added := pairCases(earlier, later)
	for _, pair := range pairs {
		c.compareCase(pair.before.entitlement, pair.after.entitlement)
		if pair.after.rule != nil {
			c.compareClaim(pair.after.who(), before, after, pair.before.rule.claim, pair.after.rule.claim)
		}
	}
	for len(removed) > 0 && len(added) > 0 && removed[0].rule != nil && added[0].rule != nil {
		c.compareRule(removed[0], added[0], earlier, later, pairs)
		removed, added = removed[1:], added[1:]
	}
	for _, was := range removed {
		others, effect := c.effectOf(was, later, pairs, onlyBefore)
		c.add(was.who(), was.kind.String(), was.shownWhole(), others, effect)
	}
	for _, is := range added {
		others, effect := c.effectOf(is, earlier, pairs, onlyAfter)
		c.add(is.who(), is.kind.String(), others, is.shownWhole(), effect)
	}
	c.compareOrder(after.name, pairs)
}

// compareRule compares a rule with the one that takes its place.
func (c *comparison) compareRule(was, is rankedCase, earlier, later []rankedCase, pairs []pairedCase) {
	_, gained := c.effectOf(is, without(earlier, was), pairs, onlyAfter)
	_, lost := c.effectOf(was, without(later, is), pairs, onlyBefore)
	ofBoth := c.versions.compare(was.entitlement, is.entitlement).effect // for those who match both
	switch {
	case ofBoth == noEffect:
		if was.rule.condition().Implies(is.rule.condition()) {
			lost = noEffect
		}
		if is.rule.condition().Implies(was.rule.condition()) {
			gained = noEffect
		}
	case was.rule.mayHoldWith(*is.rule):
		gained = gained.and(ofBoth.perhaps())
	}
	c.add(is.who(), "rule", was.When+": "+was.shown(nil), is.When+": "+is.shown(nil), gained.and(lost))
}

func (k caseKind) String() string {
	switch k {
	case ruleCase:
		return "rule"
	case groupCase:
		return "group"
	default:
		return "role"
	}
}

func pairCases(earlier, later []rankedCase) (pairs []pairedCase, removed, added []rankedCase) {
	added = slices.Clone(later)
	for _, was := range earlier {
		at := slices.IndexFunc(added, func(is rankedCase) bool { return is.kind == was.kind && is.key == was.key })
		if at < 0 {
			removed = append(removed, was)
			continue
		}
		pairs = append(pairs, pairedCase{was, added[at]})
		added = slices.Delete(added, at, at+1)
	}
	return pairs, removed, added
}

func without(cases []rankedCase, one rankedCase) []rankedCase {
	return slices.DeleteFunc(slices.Clone(cases), func(other rankedCase) bool { return other.kind == one.kind && other.key == one.key })
}

// compareCase compares what those of a row get.
func (c *comparison) compareCase(before, after entitlement) {
	found := c.versions.compare(before, after)
	if found.hasOtherRole {
		c.add(after.who(), "role", before.shown(found.before), after.shown(found.after), found.effect)
		if before.Outcome != Refused && after.Outcome != Refused && before.definedRole() != nil && after.definedRole() != nil {
			c.compareTrust(before, after)
		}
		return
	}
	c.add(after.who(), "permissions of "+after.Role, strings.Join(found.before, "; "), strings.Join(found.after, "; "), found.effect)
	if before.definedRole() != nil && after.definedRole() != nil {
		c.compareTrust(before, after)
	}
}

// side says which version has a case that the other one lacks.
type side int

const (
	onlyBefore side = iota
	onlyAfter
)

// effectOf is what a new case, or one that is gone, means for those whom it is about: in the other version they get what one of its cases
// gives them. It also shows what that is.
func (c *comparison) effectOf(one rankedCase, others []rankedCase, pairs []pairedCase, on side) (shown string, found effect) {
	var roles []string
	var effects []effect
	for _, other := range others {
		if !other.mayStandFor(one, pairs, on) {
			continue
		}
		before, after := other.entitlement, one.entitlement
		if on == onlyBefore {
			before, after = after, before
		}
		effects = append(effects, c.versions.compare(before, after).effect)
		if role := other.shown(nil); !slices.Contains(roles, role) {
			roles = append(roles, role)
		}
	}
	for i, each := range effects {
		if found = found.or(each); i == 0 {
			found = each
		}
	}
	return strings.Join(roles, " or "), found
}

// mayStandFor reports whether a case may decide for those of a case that the version doesn't have. Members of a new group had none, for none
// had its role; and a rule that both versions have decides only for those for whom no earlier one does.
func (r rankedCase) mayStandFor(one rankedCase, pairs []pairedCase, on side) bool {
	switch {
	case r.kind == defaultCase || one.kind == tokenCase:
		return true
	case one.kind == groupCase:
		return r.kind == ruleCase
	case r.rule == nil || one.rule == nil:
		return true
	case !r.rule.mayHoldWith(*one.rule):
		return false
	}
	return !slices.ContainsFunc(pairs, func(pair pairedCase) bool {
		same, here := pair.before, pair.after
		if on == onlyBefore {
			same, here = here, same
		}
		return same.kind == ruleCase && same.key == r.key && here.rank < one.rank
	})
}

// mayHoldWith reports whether two rules may match one token.
func (r mappingRule) mayHoldWith(other mappingRule) bool {
	first, second := r.condition(), other.condition()
	return first.IsDeferred || second.IsDeferred || cognito.IsListClaim(first.Claim) || first.CanHoldWith(second)
}
