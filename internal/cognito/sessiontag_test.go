package cognito_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

func TestPrincipalTagKeys(t *testing.T) {
	t.Parallel()
	for _, key := range []string{"tenant", "cost center", "awsome", "team:aws:tenant", "größe"} {
		require.NoError(t, cognito.CheckPrincipalTagKey(key), key)
	}
	for key, problem := range map[string]string{
		"aws:PrincipalTag/tenant": `"aws:PrincipalTag/tenant" begins with aws:, which AWS keeps for itself; pass the key alone, such as tenant`,
		"AWS:tenant":              `"AWS:tenant" begins with aws:, which AWS keeps for itself; pass the key alone, such as tenant`,
		"tenant*":                 `"tenant*" holds '*'; allowed are 1 to 128 letters, digits, spaces and _ . : / = + - @`,
	} {
		assert.EqualError(t, cognito.CheckPrincipalTagKey(key), problem)
	}
}
