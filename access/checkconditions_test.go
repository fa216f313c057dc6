package access_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool/access"
)

// manyConditions is a template in which an identity pool depends on a number of open conditions.
func manyConditions(count int) string {
	var parameters, conditions, logins strings.Builder
	for i := range count {
		fmt.Fprintf(&parameters, "  P%d: {Type: String}\n", i)
		fmt.Fprintf(&conditions, "  C%[1]d: !Equals [!Ref P%[1]d, \"yes\"]\n", i)
		fmt.Fprintf(&logins, "        provider%[1]d: !If [C%[1]d, client%[1]d, !Ref AWS::NoValue]\n", i)
	}
	return "Parameters:\n" + parameters.String() + "Conditions:\n" + conditions.String() + `Resources:
  Guests:
    Type: AWS::Cognito::IdentityPool
    Properties:
      AllowUnauthenticatedIdentities: true
      AllowClassicFlow: false
      SupportedLoginProviders:
` + logins.String()
}

func TestWhatWasNotCheckedIsNotTakenForCorrect(t *testing.T) {
	t.Parallel()
	rulesOf := func(count int, options ...access.Option) []string {
		app, err := access.Parse([]byte(manyConditions(count)), options...)
		require.NoError(t, err)
		var rules []string
		for _, finding := range app.IdentityPools()[0].Check() {
			rules = append(rules, finding.Rule)
		}
		assert.Len(t, app.Check(), len(rules))
		return rules
	}
	assert.Contains(t, rulesOf(2), "guests-without-role")
	assert.Equal(t, []string{"template-unreadable"}, rulesOf(20))
	var told []access.Option
	for i := range 20 {
		told = append(told, access.WithParameter(fmt.Sprintf("P%d", i), "yes"))
	}
	assert.NotContains(t, rulesOf(20, told...), "template-unreadable")
}
