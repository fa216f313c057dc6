package iam_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/awscdk-constructs/identitypool/internal/iam"
)

func TestWrites(t *testing.T) {
	t.Parallel()
	for _, action := range []string{
		"s3:PutObject", "S3:deleteobject", "dynamodb:BatchWriteItem", "lambda:InvokeFunction", "sns:Publish", "sqs:SendMessage",
		"dynamodb:PartiQLUpdate", "s3:*", "*", "s3:Put*", "dynamodb:Batch*", "dynamodb:?utItem",
	} {
		assert.True(t, iam.Writes(action), action)
	}
	for _, action := range []string{
		"s3:GetObject", "s3:List*", "dynamodb:Query", "dynamodb:BatchGet*", "dynamodb:PartiQLSelect", "polly:SynthesizeSpeech",
		"rekognition:DetectFaces", "rekognition:StartFaceDetection", "personalize:PutEvents",
		"cloudwatch:PutMetricData", "mobileanalytics:PutEvents", "sagemaker:InvokeEndpoint", "nonsense",
	} {
		assert.False(t, iam.Writes(action), action)
	}
}
