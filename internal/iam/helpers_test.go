package iam_test

import (
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/iam"
)

const (
	no      = answer.No
	unknown = answer.Unknown
	yes     = answer.Yes

	bucket = "arn:aws:s3:::files"
	photo  = bucket + "/photo.jpg"
)

// tester is a test, a benchmark or a property.
type tester interface {
	require.TestingT
	Helper()
}

// app is an app with a policy, given as JSON, and with some resources.
func app(t tester, document string) *cfn.Deployment {
	t.Helper()
	read, err := cfn.Parse([]byte(`{"Resources": {
		"Policy": {"Type": "AWS::IAM::Policy", "Properties": {"PolicyDocument": `+document+`}},
		"Files": {"Type": "AWS::S3::Bucket"},
		"Photos": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "photos"}},
		"Orders": {"Type": "AWS::DynamoDB::Table"},
		"Users": {"Type": "AWS::IAM::Role"},
		"Admins": {"Type": "AWS::IAM::Role"}
	}, "Parameters": {"Prefix": {"Type": "String"}}}`), cfn.Options{})
	require.NoError(t, err, document)
	deployments, _ := read.Deployments(nil)
	return deployments[0]
}

// document is a policy document as a template has it.
func document(t tester, text string) cfn.Property {
	t.Helper()
	deployment := app(t, text)
	return deployment.Properties(deployment.Resources("AWS::IAM::Policy")[0]).Field("PolicyDocument")
}

func policyOf(t tester, version, statements string) iam.Policy {
	t.Helper()
	return iam.ReadPolicy(document(t, `{`+version+`"Statement": [`+statements+`]}`), "Access/Policy")
}

// policy is a policy of the version with variables.
func policy(t tester, statements string) iam.Policy {
	t.Helper()
	return policyOf(t, `"Version": "2012-10-17", `, statements)
}

// keys is a context: an empty list means that the request certainly lacks the key.
type keys map[string][]string

func (k keys) context() iam.Context {
	var context iam.Context
	for name, values := range k {
		key := iam.Key{Name: name}
		for _, value := range values {
			key.Values = append(key.Values, cfn.Literal(value))
		}
		context = context.With(key)
	}
	return context
}

func request(action, resource string, context keys) iam.Request {
	return iam.Request{Action: action, Resource: cfn.Literal(resource), Context: context.context()}
}
