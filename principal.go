package identitypool

import (
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
	identityPoolId     *string
}

// newTrust finds the principal of a region. A region that is a token gets the commercial one, because the keys of a condition
// can't be tokens.
func newTrust(region string) trust {
	if isToken(region) {
		return trust{federatedPrincipal: cognito.CommercialPrincipal, region: region}
	}
	principal, _ := cognito.FederatedPrincipal(region)
	return trust{federatedPrincipal: principal, region: region}
}

// check reports a principal that is not known.
func (t trust) check(found *problems) {
	if t.federatedPrincipal == "" {
		found.add(place{name: federatedPrincipalField},
			"is required in %s: AWS does not document the principal of identity pools there; pass the one that stands for "+
				"cognito-identity.amazonaws.com", t.region)
	}
}

const federatedPrincipalField = "FederatedPrincipal"

// checkFederatedPrincipal reports a principal that can't be the prefix of a condition key.
func checkFederatedPrincipal(at place, principal *string, found *problems) {
	switch {
	case principal == nil:
	case *principal == "":
		found.add(at, "is empty; leave it out, or pass a principal such as %s", cognito.CommercialPrincipal)
	case isToken(*principal):
		found.add(at, "is a token; it begins the keys of a condition, which must be known when the app is synthesized")
	}
}

// principal is assumed by the identities of the pool that are, or are not, signed in. The condition on the pool's id keeps
// out other pools, that on amr keeps guests out of the roles of signed-in users.
func (t trust) principal(amr string) awsiam.PrincipalBase {
	return awsiam.NewFederatedPrincipal(
		jsii.String(t.federatedPrincipal),
		&map[string]any{
			"StringEquals":           map[string]any{t.federatedPrincipal + ":aud": t.identityPoolId},
			"ForAnyValue:StringLike": map[string]any{t.federatedPrincipal + ":amr": amr},
		},
		jsii.String("sts:AssumeRoleWithWebIdentity"),
	)
}
