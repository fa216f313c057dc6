package cognito_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

func TestPublicProviderTypesAreThoseWithAccountsForAnyone(t *testing.T) {
	t.Parallel()
	for _, public := range []string{"Google", "Facebook", "LoginWithAmazon", "SignInWithApple"} {
		assert.True(t, cognito.IsPublicProviderType(public), public)
	}
	for _, private := range []string{"SAML", "OIDC", "COGNITO", "google", ""} {
		assert.False(t, cognito.IsPublicProviderType(private), private)
	}
}
