package cognito

import (
	"slices"
	"strings"
)

// Condition is what a rule of a role mapping asks of a claim.
type Condition struct {
	Claim     string
	MatchType string
	Value     string
	// IsDeferred is true where only the deployment knows one of the texts. Such a condition can be told to be another one only if its
	// texts are written alike.
	IsDeferred bool
}

// IsMetBy reports whether a claim that is a text meets the condition.
func (c Condition) IsMetBy(text string) bool {
	switch c.MatchType {
	case MatchEquals:
		return text == c.Value
	case MatchContains:
		return strings.Contains(text, c.Value)
	case MatchStartsWith:
		return strings.HasPrefix(text, c.Value)
	default:
		return text != c.Value
	}
}

// NeverApplies returns the indices of the earlier rules that leave a rule nothing to choose a role for, as the first rule that matches
// counts: one that matches whenever the rule does, or two that match every text. It is empty for a rule that can apply.
func NeverApplies(rules []Condition, index int) []int {
	for i, earlier := range rules[:index] {
		if rules[index].Implies(earlier) {
			return []int{i}
		}
	}
	for i, earlier := range rules[:index] {
		if at := slices.IndexFunc(rules[:i], earlier.isOppositeOf); at >= 0 && rules[index].isOnTextOf(earlier) {
			return []int{at, i}
		}
	}
	return nil
}

// Implies reports whether whatever meets the condition certainly meets the other one, too.
func (c Condition) Implies(other Condition) bool {
	if c == other {
		return true
	}
	isCertain := other.MatchType == MatchEquals || other.MatchType == MatchStartsWith || isTextClaim(c.Claim)
	return isCertain && c.isOnTextOf(other) && !c.IsDeferred && !other.IsDeferred && c.impliesForTexts(other)
}

// isOnTextOf is true for two conditions on one claim, and that a text.
func (c Condition) isOnTextOf(other Condition) bool {
	return c.Claim == other.Claim && !IsListClaim(c.Claim)
}

// CanHoldWith reports whether one token can meet both conditions, as far as that is documented.
func (c Condition) CanHoldWith(other Condition) bool {
	switch {
	case c.Claim != other.Claim:
		return true
	case c.IsDeferred || other.IsDeferred:
		return false
	case IsListClaim(c.Claim):
		return c.MatchType == MatchContains && other.MatchType == MatchContains
	case c.MatchType == MatchEquals:
		return other.IsMetBy(c.Value)
	case other.MatchType == MatchEquals:
		return c.IsMetBy(other.Value)
	case c.MatchType == MatchStartsWith && other.MatchType == MatchStartsWith:
		return strings.HasPrefix(c.Value, other.Value) || strings.HasPrefix(other.Value, c.Value)
	default: // there is always a text that has one part and another, or begins with one, and isn't one of two
		return true
	}
}

func (c Condition) impliesForTexts(other Condition) bool {
	if c.MatchType == MatchNotEqual {
		return other.MatchType == MatchNotEqual && c.Value == other.Value
	}
	switch other.MatchType {
	case MatchEquals:
		return c.MatchType == MatchEquals && c.Value == other.Value
	case MatchContains:
		return strings.Contains(c.Value, other.Value)
	case MatchStartsWith:
		return c.MatchType != MatchContains && strings.HasPrefix(c.Value, other.Value)
	default:
		return !c.IsMetBy(other.Value)
	}
}

// isOppositeOf is true for two conditions of which each text meets one: it equals a value, or it doesn't.
func (c Condition) isOppositeOf(other Condition) bool {
	isOpposite := c.MatchType == MatchEquals && other.MatchType == MatchNotEqual || c.MatchType == MatchNotEqual && other.MatchType == MatchEquals
	return isOpposite && c.Value == other.Value && c.isOnTextOf(other)
}
