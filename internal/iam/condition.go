package iam

import (
	"fmt"
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/answer"
)

// condition is one key of one operator in a statement. All conditions of a statement must hold.
type condition struct {
	operator

	key    string // as it is written
	name   string // in lower case
	values []operand
}

// holds reports whether a request meets the condition.
func (c *condition) holds(request lookup) answer.Answer {
	key, found := request.find(c.name)
	switch {
	case c.null:
		return c.isNull(found)
	case found == maybe || found == presentWithUnknownValue:
		return c.holdsForUnknown(found, request)
	case found == absent:
		return answer.Of(c.holdsWithoutKey())
	default:
		return c.holdsFor(key, request)
	}
}

// holdsForUnknown is for a key whose values nobody knows. The answer is known where it is the same for all that they can be.
func (c *condition) holdsForUnknown(found presence, request lookup) answer.Answer {
	whatever := c.matches(glob{{kind: anything}}, request)
	if c.quantifier == singleValue {
		whatever = min(whatever, answer.Unknown) // there may be several values
	}
	if found == maybe && whatever != answer.Of(c.holdsWithoutKey()) {
		return answer.Unknown
	}
	return whatever
}

// explain says why the condition isn't met.
func (c *condition) explain(request lookup) string {
	key, found := request.find(c.name)
	switch {
	case c.null:
		return "wants to know whether there is a " + c.key
	case found == maybe || found == presentWithUnknownValue:
		return fmt.Sprintf("has a condition on %s, whose value is known only at run time", c.key)
	case found == absent:
		return fmt.Sprintf("has a condition on %s, which the request does not have", c.key)
	default:
		return fmt.Sprintf("wants %s to be %s, and it is %s", c.key, c.wanted(), shown(key))
	}
}

// isNull answers Null: "true" asks for the key to be absent, "false" for it to be there.
func (c *condition) isNull(found presence) answer.Answer {
	there := answer.Yes
	switch found {
	case absent:
		there = answer.No
	case maybe:
		there = answer.Unknown
	default:
	}
	return answer.AnyOf(c.values, func(wanted operand) answer.Answer {
		wantsNull, known := truth(wanted.symbols)
		switch {
		case !known:
			return answer.Unknown
		case wantsNull:
			return there.Not()
		default:
			return there
		}
	})
}

func (c *condition) holdsFor(key Key, request lookup) answer.Answer {
	matches := func(text glob) answer.Answer { return c.matches(text, request) }
	switch {
	case c.quantifier != singleValue && slices.ContainsFunc(key.texts, func(text glob) bool { return len(text) == 0 }):
		return answer.Unknown // "resolves to an empty data set (for example, an empty string)": what that is beside others is not documented
	case c.quantifier == forAllValues:
		return min(answer.AllOf(key.texts, matches), c.allOthersMatch(key))
	case c.quantifier == forAnyValue:
		return max(answer.AnyOf(key.texts, matches), c.someOtherMatches(key))
	case key.Many:
		// What an operator for one value makes of several is not documented.
		return min(answer.Unknown, max(answer.AnyOf(key.texts, matches), c.someOtherMatches(key)))
	default:
		return matches(key.texts[0])
	}
}

// matches reports whether one value of the request meets the condition.
func (c *condition) matches(text glob, request lookup) answer.Answer {
	found := answer.No
	for i := range c.values {
		if pattern, exists := c.values[i].in(request); exists {
			found = max(found, c.compare(pattern, text))
		}
	}
	if c.negated {
		return found.Not()
	}
	return found
}

// someOtherMatches reports whether one of the values that aren't listed meets the condition.
func (c *condition) someOtherMatches(key Key) answer.Answer {
	switch listed := c.othersAreListed(key); {
	case key.Others == nil:
		return answer.No
	case !c.negated:
		return listed
	case listed == answer.No && key.HasOthers:
		return answer.Yes
	default:
		return answer.Unknown
	}
}

// allOthersMatch reports whether each of the values that aren't listed meets the condition, as it is where there is none.
func (c *condition) allOthersMatch(key Key) answer.Answer {
	switch listed := c.othersAreListed(key); {
	case key.Others == nil, c.negated && listed == answer.No:
		return answer.Yes
	case key.HasOthers && !c.negated && listed == answer.No:
		return answer.No
	default:
		return answer.Unknown
	}
}

// othersAreListed reports whether the condition lists one of the values that the request doesn't.
func (c *condition) othersAreListed(key Key) answer.Answer {
	if key.Others == nil {
		return answer.No
	}
	return answer.AnyOf(c.values, func(wanted operand) answer.Answer {
		if len(wanted.variables) > 0 {
			return answer.Unknown
		}
		return key.Others(wanted.written, wanted.wildcards)
	})
}

func (c *condition) wanted() string {
	texts := make([]string, 0, len(c.values))
	for _, each := range c.values {
		texts = append(texts, each.written.String())
	}
	text := strings.Join(texts, " or ")
	if c.negated {
		return "other than " + text
	}
	return text
}

func shown(key Key) string {
	texts := make([]string, 0, len(key.Values))
	for _, each := range key.Values {
		texts = append(texts, each.String())
	}
	return strings.Join(texts, " or ")
}
