package access

import (
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// writableClaim is a claim of a user pool of the app that its users can write.
type writableClaim struct {
	client *cfn.Resource // by which they can; it need not be one of the identity pool: the attribute is the same for all
	// mayBeOverwritten says that a function of the user pool may put another value into the token.
	mayBeOverwritten bool
}

// writableClaim reports whether users certainly can write a claim by themselves.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html
func (d *deployment) writableClaim(of providerName, claim cfn.Value) (found writableClaim, isWritable bool) {
	userPool, defined := of.userPoolID.Resource()
	name, known := claim.Literal()
	if !defined || !known || userPool.Type != userPoolType || !d.isWritableAttribute(userPool, name) {
		return writableClaim{}, false
	}
	for _, client := range d.templates.Resources(userPoolClientType) {
		properties := d.templates.Properties(client)
		isOfUserPool := cfn.Same(properties.Field("UserPoolId").Text(), userPool.Ref()) == answer.Yes
		if isOfUserPool && d.templates.Exists(client) == answer.Yes && canWrite(properties.Field("WriteAttributes"), name) &&
			d.letsUsersWrite(userPool, properties) {
			return writableClaim{client, d.hasTokenTrigger(userPool)}, true
		}
	}
	return writableClaim{}, false
}

// canWrite reads the attributes that a client can write: all of them where none are listed.
func canWrite(listed cfn.Property, attribute string) bool {
	if !listed.Exists() {
		return true
	}
	attributes, _ := listed.Items()
	return slices.ContainsFunc(attributes, func(each cfn.Property) bool { return each.Text().Is(attribute) })
}

// letsUsersWrite is false for a client with which certainly nobody signs up by the API and nobody gets a token to write attributes with.
// Such a token has the scope aws.cognito.signin.user.admin: signing in by the API gives it, managed login only where the client lists it,
// and machines are no users.
//
// See: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateUserAttributes.html
func (d *deployment) letsUsersWrite(userPool *cfn.Resource, client cfn.Property) bool {
	flows, scopes := client.Field("AllowedOAuthFlows"), client.Field("AllowedOAuthScopes")
	if explicit := client.Field("ExplicitAuthFlows"); isOnly(flows, cognito.ClientCredentialsFlow) && !explicit.Exists() {
		return false
	}
	signsUp := d.isOpenUserPool(userPool) && client.Field("GenerateSecret").Bool() != answer.Yes
	signsIn := !isOnly(client.Field("ExplicitAuthFlows"), cognito.RefreshTokenFlow)
	return signsUp || signsIn || flows.Exists() && (!scopes.Exists() || mayList(scopes, cfn.Literal(cognito.UserAttributesScope)))
}

// isOnly reports whether a list has one text and nothing else.
func isOnly(list cfn.Property, wanted string) bool {
	items, known := list.OneOrMore()
	return known && len(items) == 1 && items[0].Text().Is(wanted)
}

// mayList reports whether a list has a text, or may have it.
func mayList(list cfn.Property, wanted cfn.Value) bool {
	items, known := list.OneOrMore()
	return !known || slices.ContainsFunc(items, func(item cfn.Property) bool { return cfn.Same(item.Text(), wanted) != answer.No })
}

// isWritableAttribute reports whether a claim is an attribute that users can set or change, if their client lets them.
func (d *deployment) isWritableAttribute(userPool *cfn.Resource, claim string) bool {
	properties := d.templates.Properties(userPool)
	attributes, _ := properties.Field("Schema").Items()
	at := slices.IndexFunc(attributes, func(attribute cfn.Property) bool {
		name, known := attribute.Field("Name").Text().Literal()
		return known && (name == claim || cognito.CustomClaimPrefix+name == claim)
	})
	if at < 0 {
		return cognito.IsStandardAttribute(claim) && !d.isVerifiedFirst(userPool, claim)
	}
	attribute := attributes[at]
	switch {
	case attribute.Field("DeveloperOnlyAttribute").Bool() != answer.No || d.isVerifiedFirst(userPool, claim):
		return false
	case attribute.Field("Mutable").Exists() && attribute.Field("Mutable").Bool() == answer.No:
		return d.isOpenUserPool(userPool) // whoever signs up sets it once
	default:
		return true
	}
}

// isVerifiedFirst reports whether an address counts only once its user has shown that it is theirs, at sign-up and at each change.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-email-phone-verification.html
func (d *deployment) isVerifiedFirst(userPool *cfn.Resource, attribute string) bool {
	properties := d.templates.Properties(userPool)
	lists := func(list cfn.Property) bool {
		items, _ := list.Items()
		return slices.ContainsFunc(items, func(item cfn.Property) bool { return item.Text().Is(attribute) })
	}
	return lists(properties.Field("UserAttributeUpdateSettings").Field("AttributesRequireVerificationBeforeUpdate")) &&
		(lists(properties.Field("AutoVerifiedAttributes")) || !d.isOpenUserPool(userPool))
}

// hasTokenTrigger reports whether a function of a user pool may change the claims of its tokens.
func (d *deployment) hasTokenTrigger(userPool *cfn.Resource) bool {
	return !d.tokenTrigger(userPool).IsEmpty()
}

// tokenTrigger is the ARN of the function that may change the claims of a user pool's tokens; it is empty if there is none.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html
func (d *deployment) tokenTrigger(userPool *cfn.Resource) cfn.Value {
	triggers := d.templates.Properties(userPool).Field("LambdaConfig")
	if configured := triggers.Field("PreTokenGenerationConfig"); configured.Exists() {
		return configured.Field("LambdaArn").Text()
	}
	return triggers.Field("PreTokenGeneration").Text()
}

// lacksAttribute reports whether no user of a user pool can have a custom claim: its schema has no such attribute, and no trigger adds
// claims to the token.
func (d *deployment) lacksAttribute(userPool *cfn.Resource, claim cfn.Value) bool {
	name, _ := claim.Literal()
	name, isCustom := strings.CutPrefix(name, cognito.CustomClaimPrefix)
	attributes, known := d.templates.Properties(userPool).Field("Schema").Items()
	if !isCustom || !known || userPool.Type != userPoolType || d.hasTokenTrigger(userPool) {
		return false
	}
	return !slices.ContainsFunc(attributes, func(attribute cfn.Property) bool {
		given, known := attribute.Field("Name").Text().Literal()
		return !known || strings.TrimPrefix(given, cognito.CustomClaimPrefix) == name
	})
}
