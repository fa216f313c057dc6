package identitypooltest

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// The claims by which a user pool passes the roles of a user's groups.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html#using-tokens-to-assign-roles-to-users
const (
	preferredRoleClaim = "cognito:preferred_role"
	rolesClaim         = "cognito:roles"
)

// samlRoleClaim is the attribute of a SAML assertion that names the roles of a user.
//
// See: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_saml_assertions.html
const samlRoleClaim = "https://aws.amazon.com/SAML/Attributes/Role"

// token is what a user signs in with: the claims that a provider makes about them.
type token struct {
	provider *provider
	claims   map[string]any
}

// claim is the value of a claim in a token.
type claim struct {
	present    bool
	text       string // of a value that is not a list
	isList     bool
	elements   []string
	documented bool // false where AWS does not say how rules compare such a value
	legible    bool // false for a value that is neither a text, number or boolean nor a list of these
}

// claim returns the claim of a name; one that the provider never makes is not there whatever the test says.
func (t token) claim(name string) claim {
	raw, given := t.claims[name]
	social, _ := t.provider.text.literal()
	if !given || !cognito.HasClaim(social, name) {
		return claim{}
	}
	return newClaim(reflect.ValueOf(raw))
}

func newClaim(raw reflect.Value) claim {
	for raw.Kind() == reflect.Pointer || raw.Kind() == reflect.Interface {
		raw = raw.Elem()
	}
	if !raw.IsValid() {
		return claim{}
	}
	if text, isScalar := scalar(raw); isScalar {
		return claim{present: true, legible: true, documented: raw.Kind() == reflect.String, text: text}
	}
	if raw.Kind() != reflect.Slice && raw.Kind() != reflect.Array {
		return claim{present: true}
	}
	list := claim{present: true, legible: true, isList: true}
	for i := range raw.Len() {
		element := newClaim(raw.Index(i))
		list.legible = list.legible && element.legible && !element.isList
		list.elements = append(list.elements, element.text)
	}
	return list
}

func scalar(raw reflect.Value) (text string, isScalar bool) {
	switch raw.Kind() {
	case reflect.String:
		return raw.String(), true
	case reflect.Bool, reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Float32, reflect.Float64:
		text, err := json.Marshal(raw.Interface())
		return string(text), err == nil
	default:
		return "", false
	}
}

// list returns the elements of a claim that is a list, or a text with commas in place of one.
func (c claim) list() []string {
	if c.isList {
		return c.elements
	}
	return splitList(c.text)
}

func (c claim) String() string {
	switch {
	case !c.present:
		return "absent"
	case !c.legible:
		return "neither a text nor a list of texts"
	case c.isList:
		return fmt.Sprintf("%q", c.elements)
	default:
		return fmt.Sprintf("%q", c.text)
	}
}

// The match types of rules.
//
// See: https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_MappingRule.html
const (
	equals     = cognito.MatchEquals
	contains   = cognito.MatchContains
	startsWith = cognito.MatchStartsWith
	notEqual   = cognito.MatchNotEqual
)

func isMatchType(name string) bool {
	return slices.Contains([]string{equals, contains, startsWith, notEqual}, name)
}

// matches reports whether a rule matches. "If the match type is NotEqual, and the claim doesn't exist, the rule is not evaluated",
// so a claim that the token lacks matches no rule at all.
func (r rule) matches(token token) (found claim, matched answer) {
	name, nameKnown := r.claim.literal()
	matchType, typeKnown := r.matchType.literal()
	wanted, valueKnown := r.value.literal()
	if !nameKnown {
		return claim{}, unknown
	}
	found = token.claim(name)
	switch {
	case !found.present:
		return found, no
	case !typeKnown || !valueKnown || !found.legible || !isMatchType(matchType):
		return found, unknown
	default:
		return found, found.compare(matchType, wanted)
	}
}

// compare answers for a list what all conceivable readings of it agree on, since AWS documents none: a list of elements, or a text
// with commas or in JSON.
func (c claim) compare(matchType, wanted string) answer {
	if !c.isList {
		return answerOf(textMatches(matchType, c.text, wanted))
	}
	if len(c.elements) == 0 && matchType == notEqual {
		return unknown // user pools leave an empty claim out, and then the rule is not evaluated
	}
	first := elementsMatch(matchType, c.elements, wanted)
	for _, text := range []string{strings.Join(c.elements, ","), asJSON(c.elements)} {
		if textMatches(matchType, text, wanted) != first {
			return unknown
		}
	}
	return answerOf(first)
}

func textMatches(matchType, text, wanted string) bool {
	switch matchType {
	case equals:
		return text == wanted
	case contains:
		return strings.Contains(text, wanted)
	case startsWith:
		return strings.HasPrefix(text, wanted)
	default:
		return text != wanted
	}
}

// elementsMatch reads a list as such: one that contains an element, or one of whose elements matches.
func elementsMatch(matchType string, elements []string, wanted string) bool {
	switch matchType {
	case startsWith:
		return slices.ContainsFunc(elements, func(element string) bool { return strings.HasPrefix(element, wanted) })
	case notEqual:
		return !slices.Contains(elements, wanted)
	default:
		return slices.Contains(elements, wanted)
	}
}

// implies reports whether every text that matches one rule matches the other.
func implies(matchType, wanted, otherType, otherWanted string) bool {
	if matchType == notEqual {
		return otherType == notEqual && wanted == otherWanted
	}
	switch otherType {
	case equals:
		return matchType == equals && wanted == otherWanted
	case contains:
		return strings.Contains(wanted, otherWanted)
	case startsWith:
		return matchType != contains && strings.HasPrefix(wanted, otherWanted)
	default:
		return !textMatches(matchType, otherWanted, wanted)
	}
}
