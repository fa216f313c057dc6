package cognito

import (
	"maps"
	"slices"
)

// FederatedPrincipals returns the documented principals, the commercial one first.
func FederatedPrincipals() []string {
	return append([]string{CommercialPrincipal}, slices.Sorted(maps.Values(federatedPrincipals))...)
}

// HasDocumentedConditionKeys reports whether AWS documents by one name what the condition keys of a region begin with. For China one
// page has the principal, another cognito-identity.amazonaws.com.cn.
func HasDocumentedConditionKeys(region string) bool {
	return region != "cn-north-1"
}
