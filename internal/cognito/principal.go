package cognito

import (
	"maps"
	"slices"
)

// FederatedPrincipals returns the documented principals, the commercial one first.
func FederatedPrincipals() []string {
	return append([]string{CommercialPrincipal}, slices.Sorted(maps.Values(federatedPrincipals))...)
}
