package cognito

import "strings"

// IsARN is true for a text that can only be an ARN.
func IsARN(text string) bool {
	return strings.HasPrefix(text, "arn:")
}

// AccountOf returns the account in the ARN of a role or provider, as it was written, and false for a text that has none.
func AccountOf(arn string) (string, bool) {
	const fieldsBefore = 4 // arn, the partition, the service and the region
	for range fieldsBefore {
		_, arn = cut(arn, ':')
	}
	account, resource := cut(arn, ':')
	return account, account != "" && resource != ""
}
