package cognito_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

var (
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
			cognito.CheckMappedProvider, cognito.CheckTaggedProvider, cognito.CheckUserPoolName, cognito.CheckIAMProvider,
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

func TestIsCompleteUserPoolName(t *testing.T) {
	t.Parallel()
	for _, name := range []string{
		"cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a1B2c3D4e",
		"cognito-idp-fips.us-east-1.amazonaws.com/us-east-1_a",
		"cognito-idp.cn-northwest-1.amazonaws.com.cn/cn-northwest-1_a",
		"cognito-idp.cn-northwest-1.amazonaws.com/cn-northwest-1_a", // as AWS::URLSuffix may be taken for
		"cognito-idp.eusc-de-east-1.amazonaws.eu/eusc-de-east-1_a",
	} {
		assert.True(t, cognito.IsCompleteUserPoolName(name), name)
	}
	for _, name := range []string{
		"", "eu-west-1_a", "cognito-idp.eu-west-1.amazonaws.com", "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a",
		"cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a:client", "cognito-idp.eu-west-1.amazonaws.com/us-east-1_a",
		"cognito-idp.eu-west-1.amazonaws.com.cn/eu-west-1_a", "cognito-idp.eu-west-1.example.com/eu-west-1_a",
	} {
		assert.False(t, cognito.IsCompleteUserPoolName(name), name)
	}
}
