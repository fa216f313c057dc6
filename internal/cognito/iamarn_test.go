package cognito_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

func isPlaceholder(text string) bool { return strings.Contains(text, "${") }

func TestIAMARNs(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, kind, arn string }{
		{"role", cognito.Role, "arn:aws:iam::111111111111:role/staff"},
		{"role with a path, in GovCloud", cognito.Role, "arn:aws-us-gov:iam::111111111111:role/service/staff"},
		{"role by placeholders", cognito.Role, "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/staff"},
		{"role by a placeholder", cognito.Role, "${Token[TOKEN.1]}"},
		{"role whose end is a placeholder", cognito.Role, "arn:aws:iam::111111111111:${Token[TOKEN.1]}"},
		{"OpenID Connect provider", cognito.OpenIDConnectProvider, "arn:aws:iam::111111111111:oidc-provider/login.example.com/a"},
		{"SAML provider", cognito.SAMLProvider, "arn:aws-cn:iam::111111111111:saml-provider/staff"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			assert.NoError(t, cognito.CheckIAMARN(test.arn, test.kind, isPlaceholder))
		})
	}
}

func TestARNsThatIAMHasNot(t *testing.T) {
	t.Parallel()
	const roleForm = "; write it as arn:<partition>:iam::<account>:role/<name>"
	for _, test := range []struct{ name, kind, arn, want string }{
		{"of a user", cognito.Role, "arn:aws:iam::111111111111:user/staff", " is not the ARN of a role in IAM" + roleForm},
		{"of a session", cognito.Role, "arn:aws:sts::111111111111:assumed-role/staff/x", " is not the ARN of a role in IAM" + roleForm},
		{"without a name", cognito.Role, "arn:aws:iam::111111111111:role/", " is not the ARN of a role in IAM" + roleForm},
		{"a name", cognito.Role, "the-name-of-a-role-only", " is not the ARN of a role in IAM" + roleForm},
		{"with a region", cognito.Role, "arn:aws:iam:eu-west-1:111111111111:role/a", " has a region, which the ARNs of IAM don't have" + roleForm},
		{"with a short account", cognito.Role, "arn:aws:iam::1111:role/staff", `: "1111" is not an account; an account has 12 digits`},
		{"without an account", cognito.Role, "arn:aws:iam:::role/staff", `: "" is not an account; an account has 12 digits`},
		{
			"of a SAML provider instead", cognito.OpenIDConnectProvider, "arn:aws:iam::111111111111:saml-provider/staff",
			" is not the ARN of an OpenID Connect provider in IAM; write it as arn:<partition>:iam::<account>:oidc-provider/<name>",
		},
		{
			"of an OpenID Connect provider instead", cognito.SAMLProvider, "arn:aws:iam::111111111111:oidc-provider/staff",
			" is not the ARN of a SAML provider in IAM; write it as arn:<partition>:iam::<account>:saml-provider/<name>",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			assert.EqualError(t, cognito.CheckIAMARN(test.arn, test.kind, isPlaceholder), `"`+test.arn+`"`+test.want)
		})
	}
}
