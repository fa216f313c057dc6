package access

import (
	"fmt"
	"slices"
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
	if !named.mayBeUserPool() {
		return fmt.Sprintf("%s is not the name of a user pool; write it as %s, host and id of one region",
			cognito.Quote(name.String()), cognito.UserPoolNameForm)
	}
	if what := isNoClient(named.clientID); what != "" {
		return what + " is not the id of a client"
	}
	if client, owner, defined := p.ownerOfClient(named); defined && cfn.Same(owner, named.userPoolID) == answer.No {
		return fmt.Sprintf("%s is a client of %s, not of %s", client.Name(), shown(owner), shown(named.userPoolID))
	}
	return ""
}

// doubtfulUserPool says why it isn't sure that the service takes a user pool; it is empty where it is, as far as the templates tell.
func (p *pool) doubtfulUserPool(named *provider) string {
	client, owner, defined := p.ownerOfClient(named)
	_, isLiteral := named.userPoolID.Literal()
	_, isOfApp := owner.Resource()
	switch {
	case named.clientID.IsEmpty():
		return "what the service does with a user pool without a client is not documented"
	case defined && isOfApp && isLiteral && cfn.Same(owner, named.userPoolID) == answer.Unknown:
		return fmt.Sprintf("%s is a client of %s, and only the deployment knows whether its id is %s", client.Name(), shown(owner), named.userPoolID)
	case strings.HasPrefix(named.host.Prefix(), cognito.UserPoolHostPrefix+"-fips"):
		return "tokens of a user pool don't name a FIPS host, and what the service does with one is not documented"
	default:
		return ""
	}
}

// ownerOfClient returns the user pool of a client that the app defines.
func (p *pool) ownerOfClient(named *provider) (client *cfn.Resource, owner cfn.Value, defined bool) {
	client, defined = named.clientID.Resource()
	if !defined || client.Type != userPoolClientType || named.userPoolID.IsEmpty() {
		return nil, cfn.Value{}, false
	}
	return client, p.deployment.templates.Properties(client).Field("UserPoolId").Text(), true
}

// isNoClient says what a value is that is certainly not the id of a client; it is empty for all else.
func isNoClient(clientID cfn.Value) string {
	parts := clientID.Parts()
	if len(parts) != 1 {
		return ""
	}
	resource, attribute := parts[0].Resource()
	switch {
	case resource == nil || resource.Type == userPoolClientType && attribute == "":
		return ""
	case slices.Contains([]string{userPoolClientType, userPoolType, identityPoolType, roleType}, resource.Type):
		return clientID.String()
	default:
		return ""
	}
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
	if text.IsARN() && text.Contains(":userpool/") {
		return "the ARN of a user pool"
	}
	if strings.HasPrefix(text.Prefix(), "https://"+cognito.UserPoolHostPrefix) {
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
	case isLiteral && !arn.IsARN():
		return cognito.Quote(known) + " is not the ARN of a provider in IAM"
	case !arn.IsARN():
		return ""
	}
	_, afterService, found := arn.Cut(":iam:")
	region, _, hasRegion := afterService.Cut(":")
	if found && hasRegion && !region.IsEmpty() {
		return fmt.Sprintf("the ARN names the region %s, and ARNs of IAM have none", region)
	}
	return ""
}
