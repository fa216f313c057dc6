package cognito_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

func TestHasClaim(t *testing.T) {
	t.Parallel()
	for _, provider := range []string{cognito.Amazon, cognito.Facebook} {
		for _, claim := range []string{"iss", "aud", "sub"} {
			assert.True(t, cognito.HasClaim(provider, claim), "%s of %s", claim, provider)
		}
		assert.False(t, cognito.HasClaim(provider, "email"), provider)
	}
	for _, provider := range []string{cognito.Apple, cognito.Google, "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a:1a"} {
		assert.True(t, cognito.HasClaim(provider, "email"), provider)
	}
}

func TestFederatedPrincipals(t *testing.T) {
	t.Parallel()
	principals := cognito.FederatedPrincipals()
	assert.Equal(t, cognito.CommercialPrincipal, principals[0])
	for _, region := range []string{"us-gov-west-1", "us-gov-east-1", "cn-north-1"} {
		principal, documented := cognito.FederatedPrincipal(region)
		assert.True(t, documented, region)
		assert.Contains(t, principals[1:], principal)
	}
}

func TestHasDocumentedConditionKeys(t *testing.T) {
	t.Parallel()
	assert.True(t, cognito.HasDocumentedConditionKeys("eu-west-1"))
	assert.True(t, cognito.HasDocumentedConditionKeys("us-gov-west-1"))
	assert.False(t, cognito.HasDocumentedConditionKeys("cn-north-1"))
}
