package cognito

import (
	"fmt"
	"strings"
)

// What the ARN of an identity pool names it by.
const (
	Service              = "cognito-identity"
	IdentityPoolResource = "identitypool"
)

// IdentityPoolIDForm is the form of the id of an identity pool, for messages.
const IdentityPoolIDForm = "<region>:<id>"

const identityPoolARNForm = "arn:<partition>:" + Service + ":<region>:<account>:" + IdentityPoolResource + "/" + IdentityPoolIDForm

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
			Quote(identityPoolID), IdentityPoolIDForm, `"eu-west-1:0a1b2c3d-4e5f-6789-abcd-ef0123456789"`)
	}
	return region, nil
}

// LiteralRegion returns the region of an identity pool whose id is known in part only, such as "eu-west-1:{{resolve:ssm:/id}}",
// and false if the region is not known either.
func LiteralRegion(identityPoolID string) (string, bool) {
	region, id := cut(identityPoolID, ':')
	return region, id != "" && isNamePart(region)
}

// ParseIdentityPoolARN takes the ARN of an identity pool apart. A part for which opaque is true is taken as it is: the
// CDK writes a part that is known at deployment only as a token.
func ParseIdentityPoolARN(arn string, opaque func(string) bool) (IdentityPoolARN, error) {
	prefix, rest := cut(arn, ':')
	_, rest = cut(rest, ':') // the partition
	service, rest := cut(rest, ':')
	region, rest := cut(rest, ':')
	account, rest := cut(rest, ':')
	resource, id := cut(rest, '/')
	if prefix != "arn" || service != Service && !opaque(service) || region == "" || account == "" ||
		resource != IdentityPoolResource || id == "" {
		return IdentityPoolARN{}, malformedARN(arn)
	}
	parsed := IdentityPoolARN{Region: region, Account: account, IdentityPoolID: id}
	if opaque(id) {
		return parsed, nil // as the official construct does, whatever region and account are
	}
	regionOfID, err := IdentityPoolRegion(id)
	if err != nil {
		return IdentityPoolARN{}, malformedARN(arn)
	}
	if !opaque(region) && region != regionOfID {
		return IdentityPoolARN{}, fmt.Errorf("%s names two regions, %s and in the id %s; both must be the region of the identity pool",
			Quote(arn), Quote(region), Quote(regionOfID))
	}
	return parsed, parsed.checkPlace(arn, opaque)
}

// checkPlace reports a region or account that is none.
func (a IdentityPoolARN) checkPlace(arn string, opaque func(string) bool) error {
	if !opaque(a.Region) && !isRegion(a.Region) {
		return inARN(arn, CheckRegion(a.Region))
	}
	if !opaque(a.Account) {
		return inARN(arn, CheckAccount(a.Account))
	}
	return nil
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
