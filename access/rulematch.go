package access

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// matches reports whether a rule matches. "If the match type is NotEqual, and the claim doesn't exist, the rule is not evaluated",
// so a claim that the token lacks matches no rule at all.
func (r mappingRule) matches(token token) (found claim, matched answer.Answer) {
	name, nameKnown := r.claim.Literal()
	matchType, typeKnown := r.matchType.Literal()
	wanted, valueKnown := r.value.Literal()
	if !nameKnown {
		return claim{}, answer.Unknown
	}
	found = token.claim(name)
	switch {
	case !found.present:
		return found, answer.No
	case !typeKnown || !valueKnown || !found.legible || !slices.Contains(cognito.MatchTypes(), matchType):
		return found, answer.Unknown
	case name == cognito.GroupsClaim && matchType == cognito.MatchContains && found.isList:
		return found.containsGroup(wanted)
	default:
		return found, found.compare(matchType, wanted)
	}
}

// containsGroup answers Contains on the groups of a user: the service takes the name of a group that the user is in for a match, as
// was seen in May 2026. Whether it takes part of a name for one, too, is not documented.
func (c claim) containsGroup(name string) (found claim, matched answer.Answer) {
	matched = c.compare(cognito.MatchContains, name)
	c.documented = matched != answer.Unknown
	return c, matched
}

// compare answers for a list what all conceivable readings of it agree on, since AWS documents none: a list of elements, or a text
// with commas or in JSON.
func (c claim) compare(matchType, wanted string) answer.Answer {
	if !c.isList {
		return answer.Of(textMatches(matchType, c.text, wanted))
	}
	if len(c.elements) == 0 && matchType == cognito.MatchNotEqual {
		return answer.Unknown // user pools leave an empty claim out, and then the rule is not evaluated
	}
	first := elementsMatch(matchType, c.elements, wanted)
	for _, text := range []string{strings.Join(c.elements, ","), inJSON(c.elements)} {
		if textMatches(matchType, text, wanted) != first {
			return answer.Unknown
		}
	}
	return answer.Of(first)
}

// inJSON writes texts as a token would, where only quotes and control characters are escaped.
func inJSON(texts []string) string {
	var written strings.Builder
	encoder := json.NewEncoder(&written)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(texts); err != nil {
		panic(err) // texts can always be written
	}
	return strings.TrimSuffix(written.String(), "\n")
}

func textMatches(matchType, text, wanted string) bool {
	return cognito.Condition{MatchType: matchType, Value: wanted}.IsMetBy(text)
}

// elementsMatch reads a list as such: one that contains an element, or one of whose elements matches.
func elementsMatch(matchType string, elements []string, wanted string) bool {
	switch matchType {
	case cognito.MatchStartsWith:
		return slices.ContainsFunc(elements, func(element string) bool { return strings.HasPrefix(element, wanted) })
	case cognito.MatchNotEqual:
		return !slices.Contains(elements, wanted)
	default:
		return slices.Contains(elements, wanted)
	}
}
