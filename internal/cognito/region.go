package cognito

import (
	"maps"
	"slices"
	"strings"
)

// CommercialPrincipal is the federated principal of identity pools in the commercial regions.
const CommercialPrincipal = "cognito-identity.amazonaws.com"

// The regions whose federated principal is documented and is not the commercial one.
var federatedPrincipals = map[string]string{
	"us-gov-west-1": "cognito-identity-us-gov.amazonaws.com",
	"us-gov-east-1": "cognito-identity.us-gov-east-1.amazonaws.com",
	"cn-north-1":    "cognito-identity.cn-north-1.amazonaws.com.cn",
}

// FederatedPrincipal returns the principal that stands for identity pools in the trust policies of a region, which is
// also the prefix of their condition keys. It returns false for a region whose principal is not documented.
func FederatedPrincipal(region string) (string, bool) {
	if principal, listed := federatedPrincipals[region]; listed {
		return principal, true
	}
	if region == "cn-northwest-1" || isUndocumentedPartition(region) {
		return "", false
	}
	return CommercialPrincipal, true
}

// UserPoolHostSuffix returns what follows the region in the host name of a region's user pools. It returns false for a
// partition that we don't know.
func UserPoolHostSuffix(region string) (string, bool) {
	switch {
	case isUndocumentedPartition(region):
		return "", false
	case strings.HasPrefix(region, "cn-"):
		return "amazonaws.com.cn", true
	default:
		return "amazonaws.com", true
	}
}

// isUndocumentedPartition is true in the European Sovereign Cloud and the isolated partitions.
func isUndocumentedPartition(region string) bool {
	for _, prefix := range []string{"eusc-", "us-iso", "eu-iso"} {
		if strings.HasPrefix(region, prefix) {
			return true
		}
	}
	return false
}

// FederatedPrincipals returns the documented principals, the commercial one first.
func FederatedPrincipals() []string {
	return append([]string{CommercialPrincipal}, slices.Sorted(maps.Values(federatedPrincipals))...)
}

// HasDocumentedConditionKeys reports whether AWS documents by one name what the condition keys of a region begin with. For China one
// page has the principal, another cognito-identity.amazonaws.com.cn.
func HasDocumentedConditionKeys(region string) bool {
	return region != "cn-north-1"
}
