package cognito

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// CommercialPrincipal is the federated principal of identity pools in the commercial regions.
const CommercialPrincipal = "cognito-identity.amazonaws.com"

// The regions that differ from the others.
const (
	govCloudWest = "us-gov-west-1"
	govCloudEast = "us-gov-east-1"
	beijing      = "cn-north-1"
	ningxia      = "cn-northwest-1" // has no identity pools
)

// The regions whose federated principal is documented and is not the commercial one.
var federatedPrincipals = map[string]string{
	govCloudWest: "cognito-identity-us-gov.amazonaws.com",
	govCloudEast: "cognito-identity.us-gov-east-1.amazonaws.com",
	beijing:      "cognito-identity.cn-north-1.amazonaws.com.cn",
}

// FederatedPrincipal returns the principal that stands for identity pools in the trust policies of a region, which is
// also the prefix of their condition keys. It returns false for a region whose principal is not documented.
func FederatedPrincipal(region string) (string, bool) {
	if principal, listed := federatedPrincipals[region]; listed {
		return principal, true
	}
	if region == ningxia || isUndocumentedPartition(region) {
		return "", false
	}
	return CommercialPrincipal, true
}

const commercialHostSuffix = "amazonaws.com"

// UserPoolHostSuffix returns what follows the region in the host name of a region's user pools. It returns false for a
// partition that we don't know.
func UserPoolHostSuffix(region string) (string, bool) {
	switch {
	case isUndocumentedPartition(region):
		return "", false
	case strings.HasPrefix(region, "cn-"):
		return "amazonaws.com.cn", true
	default:
		return commercialHostSuffix, true
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
func FederatedPrincipals() []string { return slices.Clone(allFederatedPrincipals) }

var allFederatedPrincipals = append([]string{CommercialPrincipal}, slices.Sorted(maps.Values(federatedPrincipals))...)

// HasDocumentedConditionKeys reports whether AWS documents by one name what the condition keys of a region begin with. For China one
// page has the principal, another cognito-identity.amazonaws.com.cn.
func HasDocumentedConditionKeys(region string) bool {
	return region != beijing
}

// HasUserPools is false in the region that has identity pools without user pools.
//
// See: https://docs.amazonaws.cn/en_us/aws/latest/userguide/cognito.html
func HasUserPools(region string) bool {
	return region != beijing
}

// HasLoginProvider is false for a public login provider that identity pools of a region don't know.
//
// See: https://docs.amazonaws.cn/en_us/aws/latest/userguide/cognito.html
func HasLoginProvider(region, provider string) bool {
	return region != beijing || provider != Facebook && provider != Twitter
}

// MaxRoleName returns how long the name of a role can be in a region without failing there, and false where the name is not limited
// beyond IAM's own limit.
//
// See: https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/govcloud-cog.html
func MaxRoleName(region string) (int, bool) {
	return maxGovCloudEastRoleName, region == govCloudEast
}

// regionForm is the form of the name of a region, also of those that documents make up, such as my-region.
var regionForm = regexp.MustCompile(`^[a-z]+(-[a-z0-9]+)+$`)

func isRegion(text string) bool { return regionForm.MatchString(text) }

// CheckRegion returns nil for a text of the form of a region.
func CheckRegion(region string) error {
	if !isRegion(region) {
		return fmt.Errorf("%s is not a region; write it as eu-west-1", Quote(region))
	}
	return nil
}

// CheckAccount returns nil for the id of an AWS account.
func CheckAccount(account string) error {
	if !isAccount(account) {
		return fmt.Errorf("%s is not an account; an account has 12 digits", Quote(account))
	}
	return nil
}
