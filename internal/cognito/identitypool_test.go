package cognito_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

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

func TestLiteralRegion(t *testing.T) {
	t.Parallel()
	region, known := cognito.LiteralRegion("eu-west-1:{{resolve:ssm:/id}}")
	assert.True(t, known)
	assert.Equal(t, "eu-west-1", region)
	for _, id := range []string{"", "eu-west-1", "eu-west-1:", "{{resolve:ssm:/id}}", "{{resolve:ssm:/region}}:id"} {
		_, known := cognito.LiteralRegion(id)
		assert.False(t, known, id)
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
