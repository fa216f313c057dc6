package rule_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool/internal/rule"
)

func TestIgnoredCoversARuleEverywhereOrAtAResource(t *testing.T) {
	t.Parallel()
	ignored, err := rule.ParseIgnored("--ignore", []string{"guests-allowed", "users-without-role@Access/Pool", "guests-without-role@/Access/Pool"})
	require.NoError(t, err)
	assert.True(t, ignored.Covers(rule.GuestsAllowed, "Any", "Other"))
	assert.True(t, ignored.Covers(rule.UsersWithoutRole, "Access/Pool", "Pool42"))
	assert.True(t, ignored.Covers(rule.UsersWithoutRole, "Pool42", "Access/Pool"), "by another name")
	assert.True(t, ignored.Covers(rule.GuestsWithoutRole, "Access/Pool"), "with a slash in front, as the CDK writes paths")
	assert.False(t, ignored.Covers(rule.UsersWithoutRole, "Access/OtherPool"))
	assert.False(t, ignored.Covers(rule.ClassicFlowAllowed, "Access/Pool"))
	assert.False(t, rule.Ignored{}.Covers(rule.GuestsAllowed, ""))
}

func TestParseIgnoredSaysAllThatIsWrong(t *testing.T) {
	t.Parallel()
	_, err := rule.ParseIgnored("--ignore", []string{"guest-allowed", "guests-allowed@", "guests-allowed", "nothing"})
	require.EqualError(t, err, `--ignore: there is no rule "guest-allowed"; did you mean guests-allowed? https://github.com/awscdk-constructs/identitypool/blob/main/docs/findings.md lists them`+
		"\n"+`--ignore: "guests-allowed@" has no resource; write one behind the @, or leave the @ out`+
		"\n"+`--ignore: there is no rule "nothing"; https://github.com/awscdk-constructs/identitypool/blob/main/docs/findings.md lists them`)
}
