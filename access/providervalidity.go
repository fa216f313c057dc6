package access

import (
	"fmt"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// invalidUserPool says why the service refuses a user pool, or why no token of it is ever taken; it is empty if nothing is wrong for
// certain. A user pool is known by its provider name, host and id of one region.
func (p *pool) invalidUserPool(named *provider) string {
	name := named.userPool
	if what := isUserPoolItself(name); what != "" {
		return what + ", not its provider name"
	}
	if text, known := name.Literal(); known {
		if err := cognito.CheckUserPoolName(text); err != nil {
			return err.Error()
		}
	}
	if problem := regionsDiffer(named.host, named.userPoolID); problem != "" {
		return problem
	}
	client, defined := named.clientID.Resource()
	if !defined || client.Type != userPoolClientType || named.userPoolID.IsEmpty() {
		return ""
	}
	owner := p.deployment.templates.Properties(client).Field("UserPoolId").Text()
	if cfn.Same(owner, named.userPoolID) == answer.No {
		return fmt.Sprintf("%s is a client of %s, not of %s", client.Name(), shown(owner), shown(named.userPoolID))
	}
	return ""
}

// shown is what people call the resource whose Ref a value is, else the value.
func shown(value cfn.Value) string {
	if resource, isRef := value.Resource(); isRef {
		return resource.Name()
	}
	return value.String()
}

// isUserPoolItself says what of a user pool a text is that is not its provider name; it is empty for any other text.
func isUserPoolItself(text cfn.Value) string {
	if resource, isRef := text.Resource(); isRef && resource.Type == userPoolType {
		return "the id of the user pool " + resource.Name()
	}
	if strings.HasPrefix(text.Prefix(), "arn:") && text.Contains(":userpool/") {
		return "the ARN of a user pool"
	}
	if strings.HasPrefix(text.Prefix(), "https://cognito-idp") {
		return "the URL of a user pool"
	}
	known, isLiteral := text.Literal()
	if _, isID := cognito.UserPoolRegion(known); isLiteral && isID {
		return "the id of a user pool"
	}
	return ""
}

// regionsDiffer says that the host of a user pool's name and its id are of two regions.
func regionsDiffer(host, userPoolID cfn.Value) string {
	_, rest, _ := host.Cut(".")
	inHost, _, found := rest.Cut(".")
	id, known := userPoolID.Literal()
	inID, hasRegion := cognito.UserPoolRegion(id)
	if !found || !known || !hasRegion || cfn.Same(inHost, cfn.Literal(inID)) != answer.No {
		return ""
	}
	return fmt.Sprintf("the host is of the region %s and the id of %s", inHost, inID)
}

// invalidIAMProvider says why the service refuses the ARN of an OpenID Connect or SAML provider; it is empty if nothing is wrong for
// certain. IAM is global: its ARNs have no region.
func invalidIAMProvider(arn cfn.Value) string {
	known, isLiteral := arn.Literal()
	switch {
	case isLiteral && !cognito.IsARN(known):
		return cognito.Quote(known) + " is not the ARN of a provider in IAM"
	case !strings.HasPrefix(arn.Prefix(), "arn:"):
		return ""
	}
	_, afterService, found := arn.Cut(":iam:")
	region, _, hasRegion := afterService.Cut(":")
	if found && hasRegion && !region.IsEmpty() {
		return fmt.Sprintf("the ARN names the region %s, and ARNs of IAM have none", region)
	}
	return ""
}
