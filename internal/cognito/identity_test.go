package cognito_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

func TestIdentityIDsInAText(t *testing.T) {
	t.Parallel()
	const first, second = "eu-west-1:0a1b2c3d-4e5f-6789-abcd-ef0123456789", "us-gov-west-1:ffffffff-4e5f-6789-abcd-ef0123456789"
	assert.Equal(t, []string{first, second}, cognito.IdentityIDsIn("users/"+second+"/a, "+first+" and "+second+" again"))
	assert.Empty(t, cognito.IdentityIDsIn("eu-west-1:0a1b2c3d, eu-west-1_a1B2c3D4e, arn:aws:s3:::files/users"))
}
