package cognito

// The words of role mappings in the service's API, which CloudFormation shares.
//
// See: https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_RoleMapping.html
const (
	TypeToken = "Token"
	TypeRules = "Rules"

	ResolutionAuthenticatedRole = "AuthenticatedRole"
	ResolutionDeny              = "Deny"

	MatchEquals     = "Equals"
	MatchContains   = "Contains"
	MatchStartsWith = "StartsWith"
	MatchNotEqual   = "NotEqual"
)

// MatchTypes are the ways in which a rule compares.
//
// See: https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_MappingRule.html
func MatchTypes() []string {
	return []string{MatchEquals, MatchContains, MatchStartsWith, MatchNotEqual}
}
