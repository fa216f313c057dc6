package access_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool/access"
)

func TestStatementsOfARowAreThoseOfItsRole(t *testing.T) {
	t.Parallel()
	app, err := access.Load("testdata/corpus/tenants/template.yaml")
	require.NoError(t, err)
	pool := app.IdentityPools()[0]
	for _, row := range pool.DecisionTable().Rows {
		statements := pool.StatementsOf(row)
		if row.Role == "" {
			assert.Empty(t, statements, row)
			continue
		}
		require.Len(t, statements, 3, row)
		assert.Equal(t, []string{"${Documents.Arn}/${aws:PrincipalTag/tenant}/*"}, statements[1].Resources, "the tenant differs from user to user")
		assert.Equal(t, "Deny", statements[2].Effect)
	}
	assert.Empty(t, pool.StatementsOf(access.DecisionRow{Provider: "Portal", When: "never", Role: "Member"}))
}
