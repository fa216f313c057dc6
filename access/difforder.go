package access

import (
	"cmp"
	"slices"
	"strings"
)

// compareOrder finds cases of which another one decides for those whom both are about.
func (c *comparison) compareOrder(who string, pairs []pairedCase) {
	for _, kind := range []caseKind{groupCase, ruleCase} {
		ordered := slices.DeleteFunc(slices.Clone(pairs), func(pair pairedCase) bool { return pair.before.kind != kind })
		found := noEffect
		for i, pair := range ordered {
			for _, other := range ordered[:i] {
				found = found.and(c.effectOfOrder(pair, other))
			}
		}
		what := "order of the rules"
		if kind == groupCase {
			what = "precedence of the groups"
		}
		c.add(who, what, inOrder(ordered, func(pair pairedCase) rankedCase { return pair.before }),
			inOrder(ordered, func(pair pairedCase) rankedCase { return pair.after }), found)
	}
}

// effectOfOrder is unknown at most: nobody may be in both cases.
func (c *comparison) effectOfOrder(one, other pairedCase) effect {
	was, is := cmp.Compare(one.before.rank, other.before.rank), cmp.Compare(one.after.rank, other.after.rank)
	if was > is {
		one, other, was, is = other, one, -was, -is
	}
	if was == is || one.before.rule != nil && !one.before.rule.mayHoldWith(*other.before.rule) {
		return noEffect
	}
	found := c.versions.compare(one.before.entitlement, other.after.entitlement).effect
	if found != noEffect && (was == 0 || is == 0) { // of equal precedence, none decides
		return anyEffect
	}
	return found.perhaps()
}

func inOrder(pairs []pairedCase, version func(pairedCase) rankedCase) string {
	var cases []rankedCase
	for _, pair := range pairs {
		cases = append(cases, version(pair))
	}
	slices.SortStableFunc(cases, func(a, b rankedCase) int { return cmp.Compare(a.rank, b.rank) })
	var shown []string
	for _, each := range cases {
		shown = append(shown, each.key)
	}
	return strings.Join(shown, ", ")
}
