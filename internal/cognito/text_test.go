package cognito_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

var texts = map[string]struct {
	limit cognito.Text
	good  []string
	bad   []string
}{
	"identity pool name": {
		cognito.IdentityPoolName,
		[]string{"p", "My Pool_1 +=,.@-", "tab\tand\nline", strings.Repeat("x", 128)},
		[]string{"", "a/b", "a:b", "größe", "a\u00a0b", "a\xff", strings.Repeat("x", 129)},
	},
	"developer provider name": {
		cognito.DeveloperProviderName,
		[]string{"login.example.com", "my_provider-1", strings.Repeat("x", 100)},
		[]string{"", "a b", "a/b", "https://example.com", strings.Repeat("x", 101)},
	},
	"login provider id": {
		cognito.LoginProviderID,
		[]string{"amzn1.application.12312k3j234j13rjiwuenf", "12345678012.apps.googleusercontent.com", "key;secret", "a/b-c_d"},
		[]string{"", "a b", "a@b", "a:b", strings.Repeat("x", 129)},
	},
	"Twitter credential": {
		cognito.TwitterCredential,
		[]string{"my-twitter-id", "a/b_c.d"},
		[]string{"", "a;b", "a b", strings.Repeat("x", 127)},
	},
	"user pool client id": {
		cognito.UserPoolClientID,
		[]string{"1a2b3c4d5e", "app_client_id"},
		[]string{"", "client-id", "a.b", strings.Repeat("x", 129)},
	},
	"user pool provider name": {
		cognito.UserPoolProviderName,
		[]string{"cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a", "a:b"},
		[]string{"", "a b", "a?b", strings.Repeat("x", 129)},
	},
	"ARN": {
		cognito.ARN,
		[]string{"arn:aws:iam::123456789012:role/r", strings.Repeat("x", 2048)},
		[]string{"", strings.Repeat("x", 19), strings.Repeat("x", 2049)},
	},
	"role mapping key": {
		cognito.RoleMappingKey,
		[]string{"k", "any character: ä?*", strings.Repeat("ä", 128)},
		[]string{"", strings.Repeat("ä", 129)},
	},
	"rule claim": {
		cognito.RuleClaim,
		[]string{"sub", "custom:department", "https://example.com/roles", "größe", "角色", "a+b=c", "e\u0301", "½", "€"},
		[]string{"", "is admin", "a\tb", "a\u00a0b", "a\u200bb", "a\x7f", strings.Repeat("x", 65)},
	},
	"rule value": {
		cognito.RuleValue,
		[]string{" ", "paid user", strings.Repeat("x", 128)},
		[]string{"", strings.Repeat("x", 129)},
	},
	"principal tag key": {
		cognito.PrincipalTagKey,
		[]string{"tenant", "Größe 1", "a_.:/=+-@b", strings.Repeat("x", 128)},
		[]string{"", strings.Repeat("x", 129), "a*", "a?", "${a}", "a\tb"},
	},
	"principal tag claim": {
		cognito.PrincipalTagClaim,
		[]string{"custom:tenant", strings.Repeat("x", 256)},
		[]string{"", strings.Repeat("x", 257)},
	},
	"tagged provider name": {
		cognito.TaggedProviderName,
		[]string{"www.amazon.com", strings.Repeat("x", 128)},
		[]string{"", strings.Repeat("x", 129)},
	},
}

func TestText(t *testing.T) {
	t.Parallel()
	for name, test := range texts {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, value := range test.good {
				require.NoError(t, test.limit.Check(value), value)
				require.NoError(t, test.limit.CheckSecret(value), value)
			}
			for _, value := range test.bad {
				require.Error(t, test.limit.Check(value), value)
				require.Error(t, test.limit.CheckSecret(value), value)
			}
		})
	}
}

func TestTextSaysWhatWasFoundAndWhatIsAllowed(t *testing.T) {
	t.Parallel()
	require.EqualError(t, cognito.UserPoolClientID.Check("client-id"),
		`"client-id" holds '-'; allowed are 1 to 128 letters, digits and _`)
	require.EqualError(t, cognito.RuleValue.Check(""), `is empty; allowed are 1 to 128 characters`)
	require.EqualError(t, cognito.ARN.Check("x"), `"x" is 1 character long; allowed are 20 to 2048 characters`)
	require.EqualError(t, cognito.TwitterCredential.CheckSecret("hush hush"),
		`the secret holds ' '; allowed are 1 to 126 letters, digits and _ . / -`)
}

func TestQuoteShortensWhatWouldDrownAMessage(t *testing.T) {
	t.Parallel()
	assert.Equal(t, `"short"`, cognito.Quote("short"))
	assert.Equal(t, `"`+strings.Repeat("ä", 140)+`"…`, cognito.Quote(strings.Repeat("ä", 141)))
}

func FuzzText(f *testing.F) {
	for _, test := range texts {
		for _, value := range append(test.good, test.bad...) {
			f.Add(value)
		}
	}
	f.Fuzz(func(t *testing.T, value string) {
		for name, test := range texts {
			length := utf8.RuneCountInString(value)
			err := test.limit.Check(value)
			secretErr := test.limit.CheckSecret(value)
			assert.Equal(t, err == nil, secretErr == nil, name)
			if err == nil {
				assert.True(t, length >= test.limit.Min && length <= test.limit.Max, name)
				continue
			}
			assertMessage(t, err)
			assert.Regexp(t, "; allowed are ", err.Error())
			if len(value) > 10 {
				assert.NotContains(t, secretErr.Error(), value)
			}
		}
	})
}

// assertMessage asserts that an error is one line that the library wrote.
func assertMessage(t *testing.T, err error) {
	t.Helper()
	message := err.Error()
	assert.True(t, utf8.ValidString(message), message)
	assert.NotContains(t, message, "\n")
	assert.Less(t, len(message), 2000)
}
