package iam_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/awscdk-constructs/identitypool/internal/iam"
)

func TestKeys(t *testing.T) {
	t.Parallel()
	read := policy(t, `{
		"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::files/${aws:PrincipalTag/Tenant}/${*}",
		"Condition": {
			"StringLike": {"s3:prefix": "${aws:PrincipalTag/team, 'none'}/*"},
			"StringEquals": {"aws:PrincipalTag/level": ["${cognito-identity.amazonaws.com:sub}"]}
		}
	}`)
	assert.ElementsMatch(t, []iam.KeyUse{
		{Key: "aws:principaltag/tenant", IsPattern: true},
		{Key: "s3:prefix"},
		{Key: "aws:principaltag/team", IsPattern: true},
		{Key: "aws:principaltag/level"},
		{Key: "cognito-identity.amazonaws.com:sub"},
	}, read.Statements[0].Keys())
	old := policyOf(t, `"Version": "2008-10-17", `, `{"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::files/${aws:PrincipalTag/tenant}"}`)
	assert.Empty(t, old.Statements[0].Keys(), "the old version has no variables")
}

func TestActionsAndResources(t *testing.T) {
	t.Parallel()
	read := policy(t, `{"Effect": "Allow", "Action": ["s3:GetObject", "S3:Put*"], "NotResource": "arn:aws:s3:::files/*"},
		{"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}`)
	actions, allBut := read.Statements[0].Actions()
	assert.Equal(t, []string{"s3:GetObject", "S3:Put*"}, actions)
	assert.False(t, allBut)
	resources, allBut := read.Statements[0].Resources()
	assert.Equal(t, "arn:aws:s3:::files/*", resources[0].String())
	assert.True(t, allBut)
	actions, allBut = read.Statements[1].Actions()
	assert.Equal(t, []string{"iam:*"}, actions)
	assert.True(t, allBut)
}
