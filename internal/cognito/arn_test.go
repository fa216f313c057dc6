package cognito_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

func TestAccountOf(t *testing.T) {
	t.Parallel()
	for arn, want := range map[string]string{
		"arn:aws:iam::123456789012:saml-provider/staff":              "123456789012",
		"arn:aws-cn:iam::123456789012:role/path/name":                "123456789012",
		"arn:aws:iam::${Token[Account.1]}:role/name":                 "${Token[Account.1]}",
		"arn:{{resolve:ssm:/partition}}:iam::123456789012:role/name": "123456789012",
	} {
		account, found := cognito.AccountOf(arn)
		assert.True(t, found, arn)
		assert.Equal(t, want, account, arn)
	}
	for _, text := range []string{"", "name", "arn:aws:iam::", "arn:aws:s3:::bucket", "${Token[Role.1]}", "{{resolve:ssm:/role}}"} {
		_, found := cognito.AccountOf(text)
		assert.False(t, found, text)
	}
}
