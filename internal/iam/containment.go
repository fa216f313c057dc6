package iam

import (
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
)

// contains reports whether a statement is certainly about each request that a right is about. Of what only the deployment knows, the same
// text is the same.
func (r right) contains(other right) bool {
	isCertain := r.doubt == "" || r.doubt == other.doubt
	isKnown := r.statement.unclear == "" || r.statement.written == other.statement.written
	return isCertain && isKnown && r.statement.contains(other.statement)
}

func (s *Statement) contains(other *Statement) bool {
	return s.actions.contains(&other.actions) && s.resources.contains(&other.resources) && s.principals.contains(&other.principals) &&
		!slices.ContainsFunc(s.conditions, func(wanted condition) bool { return !other.demands(wanted) })
}

// contains is for others that are one, or all but some.
func (e *elements) contains(other *elements) bool {
	switch {
	case !e.present || !other.present:
		return e.present == other.present
	case e.not && other.not:
		return allIn(e.operands, other.operands)
	case e.not:
		return !meet(e.operands, other.operands)
	case other.not:
		return slices.ContainsFunc(e.operands, func(each operand) bool { return each.symbols.isEverything() })
	default:
		return allIn(other.operands, e.operands)
	}
}

// allIn reports whether each of some operands is contained in one of others.
func allIn(these, others []operand) bool {
	return !slices.ContainsFunc(these, func(each operand) bool {
		return !slices.ContainsFunc(others, func(other operand) bool { return other.contains(each) })
	})
}

// meet reports whether one of some operands may stand for something that one of others stands for.
func meet(these, others []operand) bool {
	return slices.ContainsFunc(these, func(each operand) bool {
		return slices.ContainsFunc(others, func(other operand) bool { return intersects(each.withVariables(), other.withVariables()) })
	})
}

func (o operand) contains(other operand) bool {
	return o.isSame(other) || match(o.withVariables(), other.withVariables()) == answer.Yes
}

// isSame compares what is written, of which one version of the policy language makes variables and the other doesn't.
func (o operand) isSame(other operand) bool {
	return cfn.Same(o.written, other.written) == answer.Yes && len(o.variables) == len(other.variables)
}

// withVariables takes a policy variable for a text that nobody knows, and the same variable for the same text.
func (o operand) withVariables() glob {
	if len(o.variables) == 0 {
		return o.symbols
	}
	filled := make(glob, 0, len(o.symbols))
	next := 0
	for _, each := range o.symbols {
		if each.kind == placeholder {
			each = symbol{kind: deferred, part: &cfn.Part{Text: o.variables[next].name()}}
			next++
		}
		filled = append(filled, each)
	}
	return filled
}

// name is the same for two variables that are.
func (v variable) name() string {
	if v.hasFallback {
		return v.written
	}
	return "${" + v.key + "}"
}

// contains is true for principals that are certainly all of those of another statement.
func (p *principals) contains(other *principals) bool {
	switch {
	case !p.present || !other.present:
		return p.present == other.present
	case p.unclear || other.unclear || p.not || other.not:
		return p.not == other.not && p.unclear == other.unclear && p.anyone == other.anyone && p.lists(other) && other.lists(p)
	default:
		return p.anyone || !other.anyone && p.lists(other)
	}
}

func (p *principals) lists(other *principals) bool {
	return !slices.ContainsFunc(other.entries, func(wanted principalEntry) bool {
		return !slices.ContainsFunc(p.entries, func(each principalEntry) bool {
			return each.kind == wanted.kind && slices.EqualFunc(each.symbols, wanted.symbols, symbol.equals)
		})
	})
}

func (s symbol) equals(other symbol) bool {
	if s.kind == deferred && other.kind == deferred {
		return *s.part == *other.part
	}
	return s.kind == other.kind && s.char == other.char
}

// demands reports whether a statement has a condition that is met only where a wanted one is met.
func (s *Statement) demands(wanted condition) bool {
	return slices.ContainsFunc(s.conditions, func(each condition) bool { return each.implies(wanted) })
}

// implies is for two conditions with one operator: of values that may match, fewer are stricter; of values that must not match, more.
func (c condition) implies(wanted condition) bool {
	switch {
	case c.written != wanted.written || c.name != wanted.name:
		return false
	case c.negated:
		return c.holdsAll(wanted.values, c.values)
	default:
		return c.holdsAll(c.values, wanted.values)
	}
}

// holdsAll reports whether each of some values is one of others, or matches it.
func (c condition) holdsAll(values, others []operand) bool {
	return !slices.ContainsFunc(values, func(each operand) bool {
		return !slices.ContainsFunc(others, func(other operand) bool {
			if c.syntax.wildcards && strings.Contains(c.written, "String") { // in ARNs, * ends at a colon
				return other.contains(each)
			}
			return other.isSame(each)
		})
	})
}
