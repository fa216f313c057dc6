package cognito_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

var (
	goodIdentityPoolIDs = map[string]string{
		"eu-west-1:0a1b2c3d-4e5f-6789-abcd-ef0123456789": "eu-west-1",
		"us-east-1:dj2823ryiwuhef937":                    "us-east-1", // the CDK's documentation
		"my-region:idPool":                               "my-region", // the CDK's tests
		"us-gov-west-1:a":                                "us-gov-west-1",
	}
	badIdentityPoolIDs = []string{"", ":", "idPool", "eu-west-1:", ":id", "eu-west-1:a:b", "eu west:id", "eu-west-1:a/b", "eu-west-1:ä"}

	goodARNs = map[string]cognito.IdentityPoolARN{
		"arn:aws:cognito-identity:us-east-1:123456789012:identitypool/us-east-1:dj2823ryiwuhef937": {
			Region: "us-east-1", Account: "123456789012", IdentityPoolID: "us-east-1:dj2823ryiwuhef937",
		},
		"arn:aws-cn:cognito-identity:cn-north-1:123456789012:identitypool/cn-north-1:id": {
			Region: "cn-north-1", Account: "123456789012", IdentityPoolID: "cn-north-1:id",
		},
		"arn:aws:cognito-identity:?:?:identitypool/us-east-1:id": {Region: "?", Account: "?", IdentityPoolID: "us-east-1:id"},
		"arn:aws:cognito-identity:us-east-1:?:identitypool/?":    {Region: "us-east-1", Account: "?", IdentityPoolID: "?"},
	}
	badARNs = []string{
		"", "arn", "arn:::::", "us-east-1:id",
		"arn:aws:cognito-identity:us-east-1:123456789012:identitypool",
		"arn:aws:cognito-identity:us-east-1:123456789012:identitypool/",
		"arn:aws:cognito-identity:us-east-1:123456789012:identitypool/id",
		"arn:aws:cognito-identity:us-east-1:123456789012:userpool/us-east-1:id",
		"arn:aws:cognito-idp:us-east-1:123456789012:identitypool/us-east-1:id",
		"arn:aws:cognito-identity::123456789012:identitypool/us-east-1:id",
		"arn:aws:cognito-identity:us-east-1::identitypool/us-east-1:id",
		"arn:aws:cognito-identity:us-east-1:123456789012:identitypool/eu-west-1:id",
		"nra:aws:cognito-identity:us-east-1:123456789012:identitypool/us-east-1:id",
	}

	goodMappedProviders = []string{
		"www.amazon.com", "graph.facebook.com", "my-custom-provider.com", "test-user-pool",
		"arn:aws:iam::123456789012:oidc-provider/accounts.example.com",
		"cognito-idp.my-idp-region.amazonaws.com/my-idp-region_abcdefghi:app_client_id",
		"cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a:client-id",
		"cognito-idp-fips.us-west-2.amazonaws.com/us-west-2_a:client",
		"cognito-idp.example.com", // not a user pool: no path
	}
	badMappedProviders = []string{
		"", "https://example.com", "://", "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a",
		"cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a:", strings.Repeat("x", 129),
	}
)

// isOpaque stands in for the CDK's tokens.
func isOpaque(part string) bool { return part == "?" }

func TestIdentityPoolRegion(t *testing.T) {
	t.Parallel()
	for id, want := range goodIdentityPoolIDs {
		region, err := cognito.IdentityPoolRegion(id)
		require.NoError(t, err)
		assert.Equal(t, want, region)
	}
	for _, id := range badIdentityPoolIDs {
		_, err := cognito.IdentityPoolRegion(id)
		require.ErrorContains(t, err, "is not the id of an identity pool; write it as <region>:<id>", id)
	}
}

func TestParseIdentityPoolARN(t *testing.T) {
	t.Parallel()
	for arn, want := range goodARNs {
		got, err := cognito.ParseIdentityPoolARN(arn, isOpaque)
		require.NoError(t, err)
		assert.Equal(t, want, got)
	}
	for _, arn := range badARNs {
		_, err := cognito.ParseIdentityPoolARN(arn, isOpaque)
		require.Error(t, err, arn)
	}
	_, err := cognito.ParseIdentityPoolARN("arn:aws:cognito-identity:us-east-1:1:identitypool/eu-west-1:id", isOpaque)
	require.ErrorContains(t, err, `names two regions, "us-east-1" and in the id "eu-west-1"`)
}

func FuzzParseIdentityPool(f *testing.F) {
	for id := range goodIdentityPoolIDs {
		f.Add(id)
	}
	for arn := range goodARNs {
		f.Add(arn)
	}
	for _, bad := range append(badIdentityPoolIDs, badARNs...) {
		f.Add(bad)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if region, err := cognito.IdentityPoolRegion(text); err == nil {
			assert.True(t, strings.HasPrefix(text, region+":"))
		} else {
			assertMessage(t, err)
		}
		if arn, err := cognito.ParseIdentityPoolARN(text, isOpaque); err == nil {
			assert.True(t, strings.HasSuffix(text, ":"+arn.Region+":"+arn.Account+":identitypool/"+arn.IdentityPoolID))
		} else {
			assertMessage(t, err)
		}
	})
}

func TestUserPoolRegion(t *testing.T) {
	t.Parallel()
	for id, want := range map[string]string{
		"eu-west-1_a1B2c3D4e":     "eu-west-1",
		"us-gov-west-1_a":         "us-gov-west-1",
		"my-idp-region_abcdefghi": "my-idp-region",
		"eusc-de-east-1_a_b":      "eusc-de-east-1",
	} {
		region, found := cognito.UserPoolRegion(id)
		assert.True(t, found, id)
		assert.Equal(t, want, region)
	}
	for _, id := range []string{"", "_", "eu-west-1", "eu-west-1_", "_a", "my_pool", "test-user-pool", "EU-west-1_a", "eu west-1_a"} {
		_, found := cognito.UserPoolRegion(id)
		assert.False(t, found, id)
	}
}

func TestUserPoolNames(t *testing.T) {
	t.Parallel()
	name := cognito.UserPoolName("eu-west-1", "amazonaws.com", "eu-west-1_a")
	assert.Equal(t, "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a", name)
	assert.True(t, cognito.IsUserPoolName(name))
	assert.True(t, cognito.IsUserPoolName(name+":client"))
	for _, other := range []string{"", "www.amazon.com", "cognito-idp", "cognito-idp.eu-west-1.amazonaws.com", "cognito-idpx/y", "cognito-idp.eu/"} {
		assert.False(t, cognito.IsUserPoolName(other), other)
		require.ErrorContains(t, cognito.CheckUserPoolName(other), "is not the name of a user pool")
	}
	require.NoError(t, cognito.CheckUserPoolName(name))
	require.ErrorContains(t, cognito.CheckUserPoolName("https://"+name), "has a scheme")
}

func TestSplitUserPoolName(t *testing.T) {
	t.Parallel()
	const host = "cognito-idp.eu-west-1.amazonaws.com"
	for name, want := range map[string]cognito.UserPoolNameParts{
		"":                             {},
		host:                           {ProviderName: host},
		host + "/eu-west-1_a":          {ProviderName: host + "/eu-west-1_a", UserPoolID: "eu-west-1_a"},
		host + "/eu-west-1_a:":         {ProviderName: host + "/eu-west-1_a", UserPoolID: "eu-west-1_a"},
		host + "/eu-west-1_a:client":   {ProviderName: host + "/eu-west-1_a", UserPoolID: "eu-west-1_a", ClientID: "client"},
		"{{resolve:ssm:/name}}":        {ProviderName: "{{resolve:ssm:/name}}"},
		"{{resolve:ssm:/name}}:client": {ProviderName: "{{resolve:ssm:/name}}", ClientID: "client"},
		host + "/{{resolve:ssm:/id}}:{{resolve:ssm:/client}}": {
			ProviderName: host + "/{{resolve:ssm:/id}}", UserPoolID: "{{resolve:ssm:/id}}", ClientID: "{{resolve:ssm:/client}}",
		},
	} {
		assert.Equal(t, want, cognito.SplitUserPoolName(name), name)
	}
}

func TestCheckMappedProvider(t *testing.T) {
	t.Parallel()
	for _, name := range goodMappedProviders {
		require.NoError(t, cognito.CheckMappedProvider(name), name)
		require.NoError(t, cognito.CheckTaggedProvider(name), name)
	}
	for _, name := range badMappedProviders {
		require.Error(t, cognito.CheckMappedProvider(name), name)
	}
	require.EqualError(t, cognito.CheckMappedProvider("https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a"),
		`"https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a" has a scheme; use the provider's name without https://`)
	require.EqualError(t, cognito.CheckIAMProvider("https://example.com"),
		`"https://example.com" has a scheme; use the ARN of the provider in IAM`)
	require.NoError(t, cognito.CheckIAMProvider("arn:aws:iam::123456789012:oidc-provider/example.com"))
	require.NoError(t, cognito.CheckTaggedProvider("cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a"))
	require.Error(t, cognito.CheckTaggedProvider("https://example.com"))
}

func FuzzProviderNames(f *testing.F) {
	for _, name := range append(goodMappedProviders, badMappedProviders...) {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		for _, check := range []func(string) error{
			cognito.CheckMappedProvider, cognito.CheckTaggedProvider, cognito.CheckUserPoolName, cognito.CheckIAMProvider, cognito.CheckNoScheme,
		} {
			if err := check(name); err != nil {
				assertMessage(t, err)
				assert.Regexp(t, "has a scheme; use|; write it as|; allowed are", err.Error())
			} else {
				assert.NotContains(t, name, "://")
			}
		}
		assert.True(t, strings.HasPrefix(name, cognito.SplitUserPoolName(name).ProviderName))
		if region, found := cognito.UserPoolRegion(name); found {
			assert.True(t, strings.HasPrefix(name, region+"_"))
		}
	})
}

func TestFederatedPrincipal(t *testing.T) {
	t.Parallel()
	for region, want := range map[string]string{
		"us-east-1":      "cognito-identity.amazonaws.com",
		"ap-southeast-7": "cognito-identity.amazonaws.com",
		"xx-new-1":       "cognito-identity.amazonaws.com",
		"us-gov-west-1":  "cognito-identity-us-gov.amazonaws.com",
		"us-gov-east-1":  "cognito-identity.us-gov-east-1.amazonaws.com",
		"cn-north-1":     "cognito-identity.cn-north-1.amazonaws.com.cn",
	} {
		principal, known := cognito.FederatedPrincipal(region)
		assert.True(t, known, region)
		assert.Equal(t, want, principal, region)
	}
	for _, region := range []string{"eusc-de-east-1", "us-iso-east-1", "us-isob-east-1", "us-isof-south-1", "eu-isoe-west-1", "cn-northwest-1"} {
		_, known := cognito.FederatedPrincipal(region)
		assert.False(t, known, region)
	}
}

func TestUserPoolHostSuffix(t *testing.T) {
	t.Parallel()
	for region, want := range map[string]string{
		"eu-west-1":     "amazonaws.com",
		"us-gov-west-1": "amazonaws.com",
		"cn-north-1":    "amazonaws.com.cn",
	} {
		suffix, known := cognito.UserPoolHostSuffix(region)
		assert.True(t, known, region)
		assert.Equal(t, want, suffix, region)
	}
	_, known := cognito.UserPoolHostSuffix("eusc-de-east-1")
	assert.False(t, known)
}

func TestShortenKey(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		name, other := rapid.String().Draw(t, "name"), rapid.String().Draw(t, "other")
		key := cognito.ShortenKey(name)
		assert.LessOrEqual(t, utf8.RuneCountInString(key), cognito.RoleMappingKey.Max)
		assert.Equal(t, key, cognito.ShortenKey(name))
		if utf8.RuneCountInString(name) <= cognito.RoleMappingKey.Max {
			assert.Equal(t, name, key)
		}
		long, longer := strings.Repeat("x", 128)+name, strings.Repeat("x", 128)+other
		assert.Equal(t, long == longer, cognito.ShortenKey(long) == cognito.ShortenKey(longer))
	})
}
