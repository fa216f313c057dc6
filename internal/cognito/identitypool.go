package cognito

import (
	"fmt"
	"strings"
)

const (
	identityPoolIDForm  = "<region>:<id>"
	identityPoolARNForm = "arn:<partition>:cognito-identity:<region>:<account>:identitypool/" + identityPoolIDForm
)

// IdentityPoolARN is the ARN of an identity pool, taken apart. Its parts are kept as they were written.
type IdentityPoolARN struct {
	Region         string
	Account        string
	IdentityPoolID string
}

// IdentityPoolRegion returns the region of an identity pool from its id, such as "eu-west-1:0a1b2c3d-…".
func IdentityPoolRegion(identityPoolID string) (string, error) {
	region, id, found := strings.Cut(identityPoolID, ":")
	if !found || !isNamePart(region) || !isNamePart(id) {
		return "", fmt.Errorf("%s is not the id of an identity pool; write it as %s, such as %s",
			Quote(identityPoolID), identityPoolIDForm, `"eu-west-1:0a1b2c3d-4e5f-6789-abcd-ef0123456789"`)
	}
	return region, nil
}

// ParseIdentityPoolARN takes the ARN of an identity pool apart. A part for which opaque is true is taken as it is: the
// CDK writes a part that is known at deployment only as a token.
func ParseIdentityPoolARN(arn string, opaque func(string) bool) (IdentityPoolARN, error) {
	parts := strings.SplitN(arn, ":", 6)
	if len(parts) != 6 || parts[0] != "arn" || parts[2] != "cognito-identity" && !opaque(parts[2]) || parts[3] == "" || parts[4] == "" {
		return IdentityPoolARN{}, malformedARN(arn)
	}
	resource, id, found := strings.Cut(parts[5], "/")
	if !found || resource != "identitypool" || id == "" {
		return IdentityPoolARN{}, malformedARN(arn)
	}
	parsed := IdentityPoolARN{Region: parts[3], Account: parts[4], IdentityPoolID: id}
	if opaque(id) {
		return parsed, nil
	}
	region, err := IdentityPoolRegion(id)
	if err != nil {
		return IdentityPoolARN{}, malformedARN(arn)
	}
	if !opaque(parsed.Region) && region != parsed.Region {
		return IdentityPoolARN{}, fmt.Errorf("%s names two regions, %s and in the id %s; both must be the region of the identity pool",
			Quote(arn), Quote(parsed.Region), Quote(region))
	}
	return parsed, nil
}

func malformedARN(arn string) error {
	return fmt.Errorf("%s is not the ARN of an identity pool; write it as %s", Quote(arn), identityPoolARNForm)
}

// isNamePart is [\w-]+.
func isNamePart(text string) bool {
	for _, r := range text {
		if !isWord(r) && r != '-' {
			return false
		}
	}
	return text != ""
}
