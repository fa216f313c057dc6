package cognito

import (
	"slices"
	"strings"
)

// limitedClaims are all the claims that a rule can compare of the two providers whose tokens have few.
var limitedClaims = []string{"iss", "aud", "sub"}

// HasClaim reports whether a token of a provider can have a claim. The tokens of Amazon and Facebook have three; what those of
// the others have, the provider or the user pool decides.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html#token-claims-for-role-based-access-control
func HasClaim(provider, claim string) bool {
	if provider != Amazon && provider != Facebook {
		return true
	}
	return slices.Contains(limitedClaims, claim)
}

// LimitedClaims names the claims of Amazon and Facebook for a message.
func LimitedClaims() string {
	last := len(limitedClaims) - 1
	return strings.Join(limitedClaims[:last], ", ") + " and " + limitedClaims[last]
}

// DefaultPrincipalTags returns the claims by the session tags that they become where the default mapping is used.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/provider-mappings.html
func DefaultPrincipalTags() map[string]string {
	return map[string]string{"username": "sub", "client": "aud"}
}
