package cognito_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

func TestFederatedPrincipal(t *testing.T) {
	t.Parallel()
	for region, want := range map[string]string{
		"us-east-1":      "cognito-identity.amazonaws.com",
		"ap-southeast-7": "cognito-identity.amazonaws.com",
		"xx-new-1":       "cognito-identity.amazonaws.com",
		"us-gov-west-1":  "cognito-identity-us-gov.amazonaws.com",
		"us-gov-east-1":  "cognito-identity.us-gov-east-1.amazonaws.com",
		"cn-north-1":     "cognito-identity.cn-north-1.amazonaws.com.cn",
	} {
		principal, known := cognito.FederatedPrincipal(region)
		assert.True(t, known, region)
		assert.Equal(t, want, principal, region)
	}
	for _, region := range []string{"eusc-de-east-1", "us-iso-east-1", "us-isob-east-1", "us-isof-south-1", "eu-isoe-west-1", "cn-northwest-1"} {
		_, known := cognito.FederatedPrincipal(region)
		assert.False(t, known, region)
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

func TestUserPoolHostSuffix(t *testing.T) {
	t.Parallel()
	for region, want := range map[string]string{
		"eu-west-1":     "amazonaws.com",
		"us-gov-west-1": "amazonaws.com",
		"cn-north-1":    "amazonaws.com.cn",
	} {
		suffix, known := cognito.UserPoolHostSuffix(region)
		assert.True(t, known, region)
		assert.Equal(t, want, suffix, region)
	}
	_, known := cognito.UserPoolHostSuffix("eusc-de-east-1")
	assert.False(t, known)
}

func TestWhatARegionHas(t *testing.T) {
	t.Parallel()
	for _, region := range []string{"eu-west-1", "us-gov-east-1"} {
		assert.True(t, cognito.HasUserPools(region), region)
		assert.True(t, cognito.HasLoginProvider(region, cognito.Facebook), region)
	}
	assert.False(t, cognito.HasUserPools("cn-north-1"))
	for provider, want := range map[string]bool{
		cognito.Amazon: true, cognito.Apple: true, cognito.Facebook: false, cognito.Google: true, cognito.Twitter: false,
	} {
		assert.Equal(t, want, cognito.HasLoginProvider("cn-north-1", provider), provider)
	}
}

func TestMaxRoleName(t *testing.T) {
	t.Parallel()
	length, limited := cognito.MaxRoleName("us-gov-east-1")
	assert.True(t, limited)
	assert.Equal(t, 20, length)
	for _, region := range []string{"us-gov-west-1", "eu-west-1"} {
		_, limited := cognito.MaxRoleName(region)
		assert.False(t, limited, region)
	}
}
