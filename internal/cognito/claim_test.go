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

func TestLimitedClaims(t *testing.T) {
	t.Parallel()
	assert.Equal(t, "iss, aud and sub", cognito.LimitedClaims())
}

func TestIsListClaim(t *testing.T) {
	t.Parallel()
	assert.True(t, cognito.IsListClaim("cognito:groups"))
	assert.True(t, cognito.IsListClaim("cognito:roles"))
	assert.False(t, cognito.IsListClaim("cognito:preferred_role"))
}

func TestIsStandardAttribute(t *testing.T) {
	t.Parallel()
	assert.True(t, cognito.IsStandardAttribute("email"))
	assert.True(t, cognito.IsStandardAttribute("profile"))
	for _, claim := range []string{"sub", "iss", "aud", "cognito:username", "cognito:groups", "email_verified", "custom:role", ""} {
		assert.False(t, cognito.IsStandardAttribute(claim), claim)
	}
}

func TestMayHoldWildcard(t *testing.T) {
	t.Parallel()
	assert.False(t, cognito.MayHoldWildcard("sub"))
	assert.False(t, cognito.MayHoldWildcard("aud"))
	for _, claim := range []string{"custom:tenant", "email", "cognito:username", "profile"} {
		assert.True(t, cognito.MayHoldWildcard(claim), claim)
	}
}
