package access

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// token is what a user signs in with: the claims that a provider makes about them.
type token struct {
	provider *provider
	claims   map[string]any
	groups   groupClaims
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
	if !given {
		return t.claimOfGroups(name)
	}
	social, _ := t.provider.text.Literal()
	if !cognito.HasClaim(social, name) {
		return claim{}
	}
	return newClaim(reflect.ValueOf(raw))
}

// claimOfGroups returns a claim that a user pool makes of groups. The ARNs of their roles are known to the deployment only.
func (t token) claimOfGroups(name string) claim {
	switch {
	case name == cognito.GroupsClaim && len(t.groups.names) > 0:
		return claim{present: true, legible: true, isList: true, elements: t.groups.names}
	case name == cognito.RolesClaim && (len(t.groups.roles) > 0 || t.groups.unknown != ""),
		name == cognito.PreferredRoleClaim && (len(t.groups.preferred) > 0 || t.groups.unknown != ""):
		return claim{present: true}
	default:
		return claim{}
	}
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

// splitList splits a list that is written with commas.
func splitList(text string) []string {
	var elements []string
	for element := range strings.SplitSeq(text, ",") {
		if element = strings.TrimSpace(element); element != "" {
			elements = append(elements, element)
		}
	}
	return elements
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
