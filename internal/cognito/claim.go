package cognito

import (
	"slices"
	"strings"
)

// The claims that name the app and the user in every token.
const (
	issuerClaim   = "iss"
	audienceClaim = "aud"
	subjectClaim  = "sub"
)

// The claims by which a user pool passes a user's groups and their roles.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html#using-tokens-to-assign-roles-to-users
const (
	GroupsClaim        = "cognito:groups"
	RolesClaim         = "cognito:roles"
	PreferredRoleClaim = "cognito:preferred_role"
)

// SAMLRoleClaim is the attribute of a SAML assertion that names the roles of a user, each with the provider.
//
// See: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_saml_assertions.html
const SAMLRoleClaim = "https://aws.amazon.com/SAML/Attributes/Role"

// CustomClaimPrefix begins the claims of custom attributes.
const CustomClaimPrefix = "custom:"

// limitedClaims are all the claims that a rule can compare of the two providers whose tokens have few.
var limitedClaims = []string{issuerClaim, audienceClaim, subjectClaim}

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
	return map[string]string{"username": subjectClaim, "client": audienceClaim}
}

// listClaims hold a list. How a rule compares a list is not documented.
var listClaims = []string{GroupsClaim, RolesClaim}

// IsListClaim is true for a claim that holds a list.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html
func IsListClaim(claim string) bool {
	return slices.Contains(listClaims, claim)
}

// isTextClaim is true for a claim that is certainly no list. In a list an element that contains a text is not a text that contains it.
func isTextClaim(claim string) bool {
	texts := []string{issuerClaim, subjectClaim, "email", "hd", "cognito:username"}
	return slices.Contains(texts, claim) || strings.HasPrefix(claim, CustomClaimPrefix)
}

// standardAttributes are those that each user has and a client can be allowed to write. The names of the claims are the same.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html#cognito-user-pools-standard-attributes
var standardAttributes = []string{
	"address", "birthdate", "email", "family_name", "gender", "given_name", "locale", "middle_name", "name", "nickname", "phone_number",
	"picture", "preferred_username", "profile", "updated_at", "website", "zoneinfo",
}

// IsStandardAttribute is true for a claim of a user pool that is an attribute which users can write by default. They can't write sub,
// email_verified, phone_number_verified and the claims that begin with "cognito:".
func IsStandardAttribute(claim string) bool {
	return slices.Contains(standardAttributes, claim)
}

// plainClaims can't hold * or ?: the service makes them, or takes nothing else for them.
var plainClaims = []string{
	issuerClaim, audienceClaim, subjectClaim, "azp", "auth_time", "exp", "iat", "token_use", "email_verified", "phone_number",
	"phone_number_verified",
}

// MayHoldWildcard is false for a claim that certainly has no * and no ? in it.
func MayHoldWildcard(claim string) bool {
	return !slices.Contains(plainClaims, claim)
}
