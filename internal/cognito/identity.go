package cognito

import (
	"regexp"
	"slices"
)

// RoleSessionName is what the enhanced flow calls every session of a role. In the classic flow the app chooses the name.
const RoleSessionName = "CognitoIdentityCredentials"

// identityIDForm is a region and a UUID.
//
// See: https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetId.html
var identityIDForm = regexp.MustCompile(`[a-z]+(?:-[a-z]+)+-[0-9]:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}`)

// IdentityIDsIn returns the ids of identities that a text names, each once and in order.
func IdentityIDsIn(text string) []string {
	found := identityIDForm.FindAllString(text, -1)
	slices.Sort(found)
	return slices.Compact(found)
}
