package iam_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/awscdk-constructs/identitypool/internal/iam"
)

func TestHasResourcePolicies(t *testing.T) {
	t.Parallel()
	for _, service := range []string{"s3", "KMS", "dynamodb", ""} {
		assert.True(t, iam.HasResourcePolicies(service), service)
	}
	for _, service := range []string{"polly", "cloudwatch", "rekognition"} {
		assert.False(t, iam.HasResourcePolicies(service), service)
	}
}

func TestIsAboutNoResource(t *testing.T) {
	t.Parallel()
	assert.True(t, iam.IsAboutNoResource("s3:ListAllMyBuckets"))
	assert.False(t, iam.IsAboutNoResource("s3:ListBucket"))
	assert.False(t, iam.IsAboutNoResource("s3:*"))
}
