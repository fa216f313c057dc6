package iam_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/iam"
)

func TestUniqueTextsAndThoseThatNobodyKnows(t *testing.T) {
	t.Parallel()
	own, other := cfn.Unique("own", "of a request"), cfn.Unique("other", "of a request")
	claim, otherClaim := cfn.AtRunTime("claim", "of a request"), cfn.AtRunTime("claim", "of a request")
	folder := func(value cfn.Value) cfn.Value {
		return cfn.Join(cfn.Literal("arn:aws:s3:::files/"), value, cfn.Literal("/photo.jpg"))
	}
	const (
		slash   = `"arn:aws:s3:::files/${key}/*"`
		noSlash = `"arn:aws:s3:::files/${key}*"`
	)
	for _, test := range []struct {
		says, resource string
		value          cfn.Value
		asked          cfn.Value
		want           answer.Answer
	}{
		{"a unique text is itself", slash, own, own, yes},
		{"a unique text is no other one", slash, own, other, no},
		{"without a slash, one may begin with another", noSlash, own, other, unknown},
		{"a unique text is none that somebody writes", slash, own, cfn.Literal("eu-west-1:0a1b"), no},
		{"nor the other way round", `"arn:aws:s3:::files/eu-west-1:0a1b/*"`, own, own, no},
		{"nor is what begins with it", noSlash, own, cfn.Literal("eu-west-1:0a1b"), no},
		{"it may be what wildcards match", `"arn:aws:s3:::files/eu-*/*"`, own, own, unknown},
		{"it may be what single wildcards match", `"arn:aws:s3:::files/eu-?/*"`, own, own, unknown},
		{"it has no capital letter", `"arn:aws:s3:::files/*A*/*"`, own, own, no},
		{"nor a character that is in no id", `"arn:aws:s3:::files/*#*/*"`, own, own, no},
		{"it has no slash", `"arn:aws:s3:::files/*/private/photo.jpg"`, own, own, no},
		{"a text that nobody knows is itself", slash, claim, claim, yes},
		{"it may be another one", slash, claim, otherClaim, unknown},
		{"it may be what somebody writes", slash, claim, cfn.Literal("acme"), unknown},
		{"it may have a slash", `"arn:aws:s3:::files/*/private/photo.jpg"`, claim, claim, unknown},
	} {
		t.Run(test.says, func(t *testing.T) {
			t.Parallel()
			context := iam.Context{}.With(iam.Key{Name: "key", Values: []cfn.Value{test.value}})
			asked := iam.Request{Action: "s3:GetObject", Resource: folder(test.asked), Context: context}
			got := policy(t, `{"Effect": "Allow", "Action": "s3:GetObject", "Resource": `+test.resource+`}`).Evaluate(asked)
			assert.Equal(t, test.want.String(), got.Answer.String(), got)
		})
	}
}

func TestAPolicyThatMayCount(t *testing.T) {
	t.Parallel()
	all := policy(t, `{"Effect": "Allow", "Action": "*", "Resource": "*"}`)
	perhaps := func(statements string) iam.Policy {
		read := policy(t, statements)
		read.Doubt = "may belong to another role"
		return read
	}
	const allow, deny = `{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}`, `{"Effect": "Deny", "Action": "s3:*", "Resource": "*"}`
	ask := func(action string, identity ...iam.Policy) iam.Verdict {
		return iam.Authorize(request(action, "*", nil), iam.Policies{Identity: identity})
	}
	assert.Equal(t, unknown, ask("s3:GetObject", perhaps(allow)).Answer)
	assert.Equal(t, "Access/Policy may belong to another role", ask("s3:GetObject", perhaps(allow)).Reason)
	assert.Equal(t, unknown, ask("s3:GetObject", all, perhaps(deny)).Answer)
	assert.Equal(t, yes, ask("s3:GetObject", all, perhaps(allow)).Answer)
	assert.Equal(t, no, ask("sqs:SendMessage", perhaps(allow)).Answer, "whether it counts or not")
	key := perhaps(`{"Effect": "Allow", "Principal": "*", "Action": "kms:Encrypt", "Resource": "*"}`)
	key.MustDelegate, key.DecidesAbout = true, []cfn.Value{cfn.Literal("arn:aws:kms:eu-west-1:111122223333:key/1")}
	decrypt := func(key iam.Policy, resource string) answer.Answer {
		return iam.Authorize(request("kms:Decrypt", resource, nil), iam.Policies{Identity: []iam.Policy{all}, Resource: []iam.Policy{key}}).Answer
	}
	assert.Equal(t, unknown, decrypt(key, "arn:aws:kms:eu-west-1:111122223333:key/1"))
	key.Doubt = ""
	assert.Equal(t, no, decrypt(key, "arn:aws:kms:eu-west-1:111122223333:key/1"))
	assert.Equal(t, unknown, decrypt(key, "*"), "of all keys, it is but one")
	assert.Equal(t, yes, decrypt(key, "arn:aws:kms:eu-west-1:111122223333:key/2"))

	subject := iam.Subject{Policies: iam.Policies{Identity: []iam.Policy{all, perhaps(deny)}}}
	found := iam.Shared(subject, iam.Subject{Policies: iam.Policies{Identity: []iam.Policy{policy(t, allow)}}})
	assert.Equal(t, []string{"s3:* * ?"}, shown(found))
}

func TestKeysThatARequestNeverHas(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		action, key string
		lacks       bool
	}{
		{"dynamodb:Scan", "dynamodb:LeadingKeys", true},
		{"dynamodb:query", "dynamodb:leadingkeys", false},
		{"dynamodb:*", "dynamodb:LeadingKeys", false},
		{"dynamodb:PartiQLSelect", "dynamodb:LeadingKeys", false},
		{"s3:GetObject", "s3:prefix", true},
		{"s3:List*", "s3:prefix", false},
		{"s3:GetObject", "s3:VersionId", false},
		{"sqs:SendMessage", "aws:SourceIp", false},
	} {
		assert.Equal(t, test.lacks, iam.Lacks(test.action, test.key), test)
	}
}

func TestActionsAvoiding(t *testing.T) {
	t.Parallel()
	avoiding := iam.ActionsAvoiding("dynamodb:LeadingKeys")
	assert.Contains(t, avoiding, "dynamodb:Scan")
	assert.Contains(t, avoiding, "dynamodb:PartiQLSelect")
	assert.NotContains(t, avoiding, "dynamodb:Query")
	assert.Empty(t, iam.ActionsAvoiding("aws:SourceIp"))
}
