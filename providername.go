package identitypool

import (
	"slices"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/constructs-go/constructs/v10"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

// The name of a provider can be a text with tokens of the app. At synthesis its beginning shows what it stands for:
// the service knows a user pool by its ProviderName, and texts that begin with anything else of it are no names.

// nameProblem says what is wrong with the text by which a role mapping names its provider. It is empty for one that can be a name.
func (m roleMapping) nameProblem(where *environment) string {
	if isGivenAsConstruct(m.url) {
		return ""
	}
	if token, behind := firstToken(m.provider); !strings.HasPrefix(behind, ":") && attributeOfUserPool(token) == cognito.ProviderNameAttribute {
		return "stands for a user pool without one of its clients; use IdentityPoolProviderUrl_UserPool"
	}
	return misnamed(m.provider, where)
}

// nameProblem says what is wrong with the text by which a tag mapping names its provider. It is empty for one that can be a name.
func (m principalTagMapping) nameProblem(where *environment) string {
	if isGivenAsConstruct(m.url) {
		return ""
	}
	return misnamed(m.provider, where)
}

// nameWarnings are about what providers that users wrote themselves return as the name of a user pool.
func (c userPoolClients) nameWarnings() []warning {
	var warnings []warning
	for _, client := range c {
		if !client.hasTokenOfUsersOwn() {
			continue
		}
		if problem := misnamedUserPool(*client.config.ProviderName); problem != "" {
			warnings = append(warnings, warningf(rule.ProviderNameInvalid, "a custom provider returns a ProviderName that %s", problem))
		}
	}
	return warnings
}

// haveTokensOfUsersOwn is true where a provider that users wrote themselves returns a token.
func (c userPoolClients) haveTokensOfUsersOwn() bool {
	return slices.ContainsFunc(c, userPoolClient.hasTokenOfUsersOwn)
}

func (c userPoolClient) hasTokenOfUsersOwn() bool {
	return c.userPool == nil && isToken(*c.config.ProviderName)
}

// misnamed says what a text stands for that is not the name of a provider.
func misnamed(name string, where *environment) string {
	if problem := misnamedUserPool(name); problem != "" {
		return problem
	}
	// What the CDK's OpenID Connect providers return as their issuer.
	if isToken(name) && strings.HasPrefix(where.resolvedText(name), `{"Fn::Select":[1,{"Fn::Split":[":oidc-provider/",`) {
		return "stands for the issuer of an OpenID Connect provider, which AWS knows by its ARN; use IdentityPoolProviderUrl_OpenIdConnectProvider"
	}
	return ""
}

// misnamedUserPool says what a text of tokens stands for that is not the name of a user pool.
func misnamedUserPool(name string) string {
	const cure = ", which is not its name; use IdentityPoolProviderUrl_UserPool"
	if isToken(name) && strings.HasPrefix(name, "https://") {
		return "begins with https://, which no name does; leave it out, or use IdentityPoolProviderUrl_UserPool"
	}
	token, _ := firstToken(name)
	if target, _ := referredTo(token); isUserPoolClient(target) {
		return "stands for a client without its user pool; use IdentityPoolProviderUrl_UserPool"
	}
	switch attributeOfUserPool(token) {
	case cognito.ProviderURLAttribute:
		return "stands for the URL of a user pool" + cure
	case "Arn":
		return "stands for the ARN of a user pool" + cure
	case "Ref", "UserPoolId":
		return "stands for the id of a user pool" + cure
	default:
		return ""
	}
}

func isUserPoolClient(resource constructs.IConstruct) bool {
	_, isClient := resource.(awscognito.CfnUserPoolClient)
	return isClient
}

// attributeOfUserPool returns the attribute that a token refers to, if it is one of a user pool of the app.
func attributeOfUserPool(token string) string {
	reference, isReference := tokenReference(token)
	if !isReference {
		return ""
	}
	if _, isUserPool := reference.Target().(awscognito.CfnUserPool); !isUserPool {
		return ""
	}
	return *reference.DisplayName()
}

// firstToken returns the token with which a text begins, empty if there is none, and what is behind it.
func firstToken(text string) (token, behind string) {
	end := strings.Index(text, "}") + 1
	if !strings.HasPrefix(text, tokenMark) || end == 0 {
		return "", text
	}
	return text[:end], text[end:]
}

// isGivenAsConstruct is true for a provider whose name the CDK knows.
func isGivenAsConstruct(url IdentityPoolProviderUrl) bool {
	own, isOwn := url.(*providerUrl)
	return isOwn && own.named != nil
}
