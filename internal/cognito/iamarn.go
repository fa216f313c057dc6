package cognito

import (
	"fmt"
	"strings"
)

// What the ARN of an IAM resource names it by.
const (
	Role                  = "role"
	OpenIDConnectProvider = "oidc-provider"
	SAMLProvider          = "saml-provider"
)

// CheckIAMARN returns nil for a text that can be the ARN of a resource of IAM of a kind. A part for which opaque is true can be anything.
//
// See: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns
func CheckIAMARN(arn, kind string, opaque func(string) bool) error {
	prefix, rest := cut(arn, ':')
	partition, rest := cut(rest, ':')
	service, rest := cut(rest, ':')
	region, rest := cut(rest, ':')
	account, resource := cut(rest, ':')
	form := "arn:<partition>:iam::<account>:" + kind + "/<name>"
	if opaque(prefix) && partition == "" {
		return nil // a placeholder for the whole ARN, or for its beginning
	}
	isKind := opaque(resource) || strings.HasPrefix(resource, kind+"/") && len(resource) > len(kind)+1
	switch {
	case prefix != "arn" || partition == "" || service != "iam" && !opaque(service) || !isKind:
		return fmt.Errorf("%s is not the ARN of %s in IAM; write it as %s", Quote(arn), iamKinds[kind], form)
	case region != "" && !opaque(region):
		return fmt.Errorf("%s has a region, which the ARNs of IAM don't have; write it as %s", Quote(arn), form)
	case !opaque(account):
		return inARN(arn, CheckAccount(account))
	default:
		return nil
	}
}

// iamKinds are words for the kinds of resources.
var iamKinds = map[string]string{Role: "a role", OpenIDConnectProvider: "an OpenID Connect provider", SAMLProvider: "a SAML provider"}

// inARN says in which ARN a part is wrong.
func inARN(arn string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", Quote(arn), err)
}

// isAccount is true for the id of an AWS account.
func isAccount(text string) bool {
	const digits = 12
	return len(text) == digits && strings.Trim(text, "0123456789") == ""
}
