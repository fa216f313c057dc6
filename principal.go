package identitypool

import (
	"maps"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/jsii-runtime-go"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

const (
	authenticated   = "authenticated"
	unauthenticated = "unauthenticated"
)

// trust says who may assume the roles of an identity pool.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html
type trust struct {
	// federatedPrincipal stands for Cognito in a trust policy and begins its condition keys. Empty where it is not known.
	federatedPrincipal string
	region             string
	inNestedStack      bool
	imported           bool
	identityPoolId     *string // nil while a provider is bound to a pool that is being made
}

// newTrust finds the principal: the one that was given, else that of the region. A region that is a token gets the commercial
// one, because the keys of a condition can't be tokens.
func newTrust(stack awscdk.Stack, region string, given *string) trust {
	_, inNestedStack := stack.(awscdk.NestedStack)
	made := trust{region: region, inNestedStack: inNestedStack}
	switch {
	case given != nil:
		made.federatedPrincipal = *given
	case isToken(region):
		made.federatedPrincipal = cognito.CommercialPrincipal
	default:
		made.federatedPrincipal, _ = cognito.FederatedPrincipal(region)
	}
	return made
}

// federatedPrincipalPlace is the property for a principal that the library doesn't know.
var federatedPrincipalPlace = place{name: "FederatedPrincipal"}

// checkFederatedPrincipal reports a principal that can't begin a condition key.
func checkFederatedPrincipal(principal *string, found *problems) {
	switch {
	case principal == nil:
	case *principal == "":
		found.add(federatedPrincipalPlace, "is empty; leave it out, or pass a principal such as %s", cognito.CommercialPrincipal)
	case isToken(*principal):
		found.add(federatedPrincipalPlace, "is a token; it begins the keys of a condition, which must be known when the app is synthesized")
	}
}

// check reports a principal that is not known.
func (t trust) check(found *problems) {
	if t.federatedPrincipal != "" {
		return
	}
	cure := "or supply the roles"
	if t.imported {
		cure = "with IdentityPool_FromIdentityPoolAttributes"
	}
	found.add(federatedPrincipalPlace, "is required in %s: the principal of identity pools there is not documented; pass the one "+
		"that stands for %s, %s", t.region, cognito.CommercialPrincipal, cure)
}

// principal is assumed by the identities of the pool that are, or are not, signed in. The condition on the pool's id keeps
// out other pools, that on amr keeps guests out of the roles of signed-in users.
func (t trust) principal(amr string) awsiam.PrincipalBase {
	conditions := map[string]any{"StringEquals": map[string]any{t.federatedPrincipal + ":aud": t.identityPoolId}}
	kindOfIdentity := map[string]any{"ForAnyValue:StringLike": map[string]any{t.federatedPrincipal + ":amr": amr}}
	if t.inNestedStack {
		// One map would come out sorted, the official construct has the conditions in this order, and the name of a nested
		// template is a digest of its bytes. It costs a request, so only where it matters.
		return t.federated(conditions).WithConditions(&kindOfIdentity)
	}
	maps.Copy(conditions, kindOfIdentity)
	return t.federated(conditions)
}

func (t trust) federated(conditions map[string]any) awsiam.FederatedPrincipal {
	return awsiam.NewFederatedPrincipal(jsii.String(t.federatedPrincipal), &conditions, jsii.String("sts:AssumeRoleWithWebIdentity"))
}

// mustBeUsable panics where no trust policy can be written.
func (t trust) mustBeUsable(pool awscdk.Resource) {
	found := &problems{}
	t.checkComplete(found)
	t.check(found)
	found.panicIfAny(pathOf(pool))
}

// checkComplete reports a pool that is still being made.
func (t trust) checkComplete(found *problems) {
	if t.identityPoolId == nil {
		found.add(place{name: "identityPool"}, "has no id while a provider is bound to it; use it once it has been made")
	}
}

func (t trust) authenticatedPrincipal(pool awscdk.Resource) awsiam.PrincipalBase {
	t.mustBeUsable(pool)
	return t.principal(authenticated).WithSessionTags()
}

func (t trust) unauthenticatedPrincipal(pool awscdk.Resource) awsiam.PrincipalBase {
	t.mustBeUsable(pool)
	return t.principal(unauthenticated)
}

func (t trust) identityIdVariable(pool awscdk.Resource) *string {
	t.mustBeUsable(pool)
	return jsii.String("${" + t.federatedPrincipal + ":sub}")
}

func (pool *identityPool) AuthenticatedPrincipal() awsiam.PrincipalBase {
	return pool.trust.authenticatedPrincipal(pool)
}

func (pool *identityPool) UnauthenticatedPrincipal() awsiam.PrincipalBase {
	return pool.trust.unauthenticatedPrincipal(pool)
}

func (pool *identityPool) IdentityIdVariable() *string {
	return pool.trust.identityIdVariable(pool)
}

func (pool *importedIdentityPool) AuthenticatedPrincipal() awsiam.PrincipalBase {
	return pool.trust.authenticatedPrincipal(pool)
}

func (pool *importedIdentityPool) UnauthenticatedPrincipal() awsiam.PrincipalBase {
	return pool.trust.unauthenticatedPrincipal(pool)
}

func (pool *importedIdentityPool) IdentityIdVariable() *string {
	return pool.trust.identityIdVariable(pool)
}
