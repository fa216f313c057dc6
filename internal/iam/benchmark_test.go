package iam_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/iam"
)

// BenchmarkAuthorize asks a role with ten statements, a boundary and a session policy.
func BenchmarkAuthorize(b *testing.B) {
	var statements []string
	for i := range 9 {
		statements = append(statements, fmt.Sprintf(
			`{"Effect": "Allow", "Action": ["s3:Get*", "s3:PutObject"], "Resource": ["arn:aws:s3:::bucket%d", "arn:aws:s3:::bucket%d/*"]}`, i, i))
	}
	statements = append(statements, `{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::files/${aws:PrincipalTag/tenant}/*",
		"Condition": {"Bool": {"aws:SecureTransport": "true"}}}`)
	asked := request("s3:GetObject", "arn:aws:s3:::files/acme/photo.jpg", keys{"aws:PrincipalTag/tenant": {"acme"}, "aws:SecureTransport": {"true"}})
	asked.Principal = users
	all := policies(b, `{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}`)
	role := policies(b, strings.Join(statements, ", "))
	b.ReportAllocs()
	for b.Loop() {
		if got := iam.Authorize(asked, iam.Policies{Identity: role, Boundary: all, Session: all}); got.Answer != yes {
			b.Fatal(got)
		}
	}
}

// BenchmarkShared compares two sessions with 50 statements each, of which a tenth is about the same thing.
func BenchmarkShared(b *testing.B) {
	statements := func(name string) string {
		var all []string
		for i := range 50 {
			own := name
			if i%10 == 0 {
				own = "shared"
			}
			all = append(all, fmt.Sprintf(`{"Effect": "Allow", "Action": ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:PutItem"],
				"Resource": ["arn:aws:dynamodb:eu-west-1:111122223333:table/%s%d", "arn:aws:dynamodb:eu-west-1:111122223333:table/%s%d/index/*"]}`, own, i, own, i))
		}
		return strings.Join(all, ", ")
	}
	one, other := subject(b, "acme", statements("acme")), subject(b, "globex", statements("globex"))
	b.ReportAllocs()
	for b.Loop() {
		if got := iam.Shared(one, other); len(got) != 30 {
			b.Fatal(len(got), shown(got))
		}
	}
}

// BenchmarkSharedByEveryPair compares two sessions of which every pair of statements is about the same thing.
func BenchmarkSharedByEveryPair(b *testing.B) {
	var all []string
	for i := range 50 {
		all = append(all, fmt.Sprintf(`{"Effect": "Allow", "Action": "s3:Get*", "Resource": "arn:aws:s3:::files/%s*"}`, strings.Repeat("a", i)))
	}
	statements := strings.Join(all, ", ")
	one, other := subject(b, "acme", statements), subject(b, "globex", statements)
	b.ReportAllocs()
	for b.Loop() {
		if got := iam.Shared(one, other); len(got) != 2500 {
			b.Fatal(len(got))
		}
	}
}

// BenchmarkSharedByNames compares two sessions with 50 statements each on tables whose names the deployment makes.
func BenchmarkSharedByNames(b *testing.B) {
	var resources, statements []string
	for i := range 100 {
		resources = append(resources, fmt.Sprintf(`"Table%d": {"Type": "AWS::DynamoDB::Table"}`, i))
		statements = append(statements, fmt.Sprintf(`{"Effect": "Allow", "Action": ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:PutItem"],
			"Resource": [{"Fn::GetAtt": ["Table%d", "Arn"]}, {"Fn::Sub": "${Table%d.Arn}/index/*"}]}`, i, i))
	}
	document := `{"Version": "2012-10-17", "Statement": [` + strings.Join(statements, ", ") + `]}`
	app, err := cfn.Parse([]byte(`{"Resources": {"Policy": {"Type": "AWS::IAM::Policy", "Properties": {"PolicyDocument": `+document+`}}, `+
		strings.Join(resources, ", ")+`}}`), cfn.Options{})
	if err != nil {
		b.Fatal(err)
	}
	deployments, _ := app.Deployments(nil)
	read := iam.ReadPolicy(deployments[0].Properties(app.Resources("AWS::IAM::Policy")[0]).Field("PolicyDocument"), "Policy")
	first, second := read, read
	first.Statements, second.Statements = read.Statements[:50], read.Statements[45:95]
	one, other := iam.Subject{Policies: iam.Policies{Identity: []iam.Policy{first}}}, iam.Subject{Policies: iam.Policies{Identity: []iam.Policy{second}}}
	b.ReportAllocs()
	for b.Loop() {
		if got := iam.Shared(one, other); len(got) != 30 {
			b.Fatal(len(got))
		}
	}
}
