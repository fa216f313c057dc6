package identitypool_test

import (
	"testing"

	"github.com/aws/jsii-runtime-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool"
)

// FuzzValidate puts a text into every field that takes one: there is never a panic, and never an error but the library's own.
func FuzzValidate(f *testing.F) {
	for _, seed := range []string{
		"", "my pool", "größe", "a\xff", "https://example.com", "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a:client",
		"cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a", "${Token[TOKEN.1]}", "{{resolve:ssm:/x}}", "EQUALS", "key;secret",
		"arn:aws:iam::123456789012:oidc-provider/accounts.example.com", *long(129),
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		value := jsii.String(text)
		mappings := []*mapping{}
		tags := []*tagging{}
		for _, providerType := range []identitypool.IdentityPoolProviderType{
			identitypool.IdentityPoolProviderType_CUSTOM, identitypool.IdentityPoolProviderType_USER_POOL,
			identitypool.IdentityPoolProviderType_OPEN_ID, identitypool.IdentityPoolProviderType(text),
		} {
			url := identitypool.NewIdentityPoolProviderUrl(providerType, value)
			mappings = append(mappings, &mapping{
				ProviderUrl: url,
				MappingKey:  value,
				Rules: &[]*identitypool.RoleMappingRule{{
					Claim: value, ClaimValue: value, MatchType: identitypool.RoleMappingMatchType(text),
				}},
			})
			tags = append(tags, &tagging{ProviderUrl: url, Tags: &map[string]*string{text: value}})
		}

		err := (&props{
			IdentityPoolName:   value,
			FederatedPrincipal: value,
			AuthenticationProviders: &providers{
				Amazon:         &identitypool.IdentityPoolAmazonLoginProvider{AppId: value},
				Twitter:        &identitypool.IdentityPoolTwitterLoginProvider{ConsumerKey: value, ConsumerSecret: value},
				CustomProvider: value,
			},
			RoleMappings:         &mappings,
			PrincipalTagMappings: &tags,
		}).Validate()

		var invalid *identitypool.ValidationError
		require.ErrorAs(t, err, &invalid, "the provider is mapped four times, and no rule has a role")
		for _, problem := range invalid.Problems {
			assert.Regexp(t, `^(IdentityPoolName|FederatedPrincipal|AuthenticationProviders|RoleMappings|PrincipalTagMappings)\b`, problem.Field)
			assert.NotContains(t, problem.Field+problem.Message, "\n")
			assert.Regexp(t, "; |is required|is nil|holds|is mapped already|can't be told", problem.Message)
		}
	})
}
