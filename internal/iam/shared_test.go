package iam_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/iam"
)

// subject is a session of a tenant with policies of its role.
func subject(t tester, tenant, statements string) iam.Subject {
	t.Helper()
	return iam.Subject{
		Principal: users,
		Policies:  iam.Policies{Identity: []iam.Policy{policy(t, statements)}},
		Context:   keys{"aws:PrincipalTag/tenant": {tenant}}.context(),
	}
}

// shown is what both may do, with a question mark where that isn't certain.
func shown(found []iam.Common) []string {
	var texts []string
	for _, each := range found {
		text := each.Action + " " + each.Resource.String()
		if each.Answer == unknown {
			text += " ?"
		}
		texts = append(texts, text)
	}
	return texts
}

func TestShared(t *testing.T) {
	t.Parallel()
	table := func(rest string) string {
		return `{"Effect": "Allow", "Resource": "arn:aws:dynamodb:eu-west-1:111122223333:table/orders", ` + rest + `}`
	}
	files := func(resource string) string {
		return `{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::files` + resource + `"}`
	}
	list := func(condition string) string {
		return `{"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::files"` + condition + `}`
	}
	const leadingKeys = `"Condition": {"ForAllValues:StringEquals": {"dynamodb:LeadingKeys": "${aws:PrincipalTag/tenant}"}}`
	for _, test := range []struct {
		says       string
		statements string // of both
		other      string // of the second one, if it isn't the same
		want       []string
	}{
		{says: "a folder each", statements: files("/${aws:PrincipalTag/tenant}/*")},
		{says: "the whole bucket", statements: files("/*"), want: []string{"s3:GetObject arn:aws:s3:::files/*"}},
		{says: "a folder in the other's", statements: files("/*"), other: files("/a/*"), want: []string{"s3:GetObject arn:aws:s3:::files/a/*"}},
		{says: "a prefix without a slash", statements: files("/${aws:PrincipalTag/tenant}*"), want: []string{"s3:GetObject arn:aws:s3:::files/acme-2*"}},
		{says: "patterns that cross", statements: files("/a*"), other: files("/*b"), want: []string{"s3:GetObject arn:aws:s3:::files/a*b"}},
		{says: "patterns that cross in several ways", statements: files("/*/${aws:PrincipalTag/tenant}/*"), want: []string{"s3:GetObject arn:aws:s3:::files/*/acme/acme-2/*"}},
		{says: "patterns that cross in several ways, of which one is denied", statements: files("/*/${aws:PrincipalTag/tenant}/*") + `, {"Effect": "Deny", "Action": "s3:*", "Resource": "arn:aws:s3:::files/*/acme/acme-2/*"}`, want: []string{"s3:GetObject arn:aws:s3:::files/*/acme/acme-2/* ?"}},
		{says: "patterns that cross in several ways, of which all but one are denied", statements: files("/*/${aws:PrincipalTag/tenant}/*") + `, {"Effect": "Deny", "Action": "s3:*", "NotResource": "arn:aws:s3:::files/a/acme-2/b/acme/*"}`, want: []string{"s3:GetObject arn:aws:s3:::files/*/acme/acme-2/* ?"}},
		{says: "actions that cross in several ways", statements: `{"Effect": "Allow", "Action": "s3:Get*", "Resource": "*"}, {"Effect": "Deny", "Action": "s3:GetObject", "Resource": "*"}`, other: `{"Effect": "Allow", "Action": "s3:*tObject", "Resource": "*"}`, want: []string{"s3:getobject * ?"}},
		{says: "other actions", statements: files("/*"), other: list("")},
		{says: "two prefixes of one bucket", statements: list(`, "Condition": {"StringLike": {"s3:prefix": "${aws:PrincipalTag/tenant}/*"}}`)},
		{says: "one prefix of one bucket", statements: list(`, "Condition": {"StringLike": {"s3:prefix": "public/*"}}`), want: []string{"s3:ListBucket arn:aws:s3:::files"}},
		{says: "a list without prefix", statements: list(""), want: []string{"s3:ListBucket arn:aws:s3:::files"}},
		{says: "a prefix if there is one", statements: list(`, "Condition": {"StringLikeIfExists": {"s3:prefix": "${aws:PrincipalTag/tenant}/*"}}`), want: []string{"s3:ListBucket arn:aws:s3:::files"}},
		{says: "the user's own items", statements: table(`"Action": ["dynamodb:Query", "dynamodb:PutItem"], ` + leadingKeys)},
		{says: "the user's own items, by all actions on items", statements: table(`"Action": "dynamodb:*Item", ` + leadingKeys)},
		{says: "Scan has no leading keys", statements: table(`"Action": ["dynamodb:Query", "dynamodb:Scan"], ` + leadingKeys), want: []string{"dynamodb:Scan arn:aws:dynamodb:eu-west-1:111122223333:table/orders"}},
		{
			says: "so all actions are too many", statements: table(`"Action": "dynamodb:*", ` + leadingKeys),
			want: []string{
				"dynamodb:PartiQL* arn:aws:dynamodb:eu-west-1:111122223333:table/orders",
				"dynamodb:Scan arn:aws:dynamodb:eu-west-1:111122223333:table/orders",
				"dynamodb:* arn:aws:dynamodb:eu-west-1:111122223333:table/orders",
			},
		},
		{says: "Null keeps them out", statements: table(`"Action": ["dynamodb:Query", "dynamodb:Scan"], "Condition": {"ForAllValues:StringEquals": {"dynamodb:LeadingKeys": "${aws:PrincipalTag/tenant}"}, "Null": {"dynamodb:LeadingKeys": "false"}}`)},
		{says: "Null keeps out what may have no keys", statements: table(`"Action": "dynamodb:PartiQLSelect", "Condition": {"ForAllValues:StringEquals": {"dynamodb:LeadingKeys": "${aws:PrincipalTag/tenant}"}, "Null": {"dynamodb:LeadingKeys": "false"}}`)},
		{says: "Null keeps out a list without prefix", statements: list(`, "Condition": {"StringLikeIfExists": {"s3:prefix": "${aws:PrincipalTag/tenant}/*"}, "Null": {"s3:prefix": "false"}}`)},
		{says: "Null does not keep out a list with an empty prefix", statements: list(`, "Condition": {"ForAllValues:StringLike": {"s3:prefix": "${aws:PrincipalTag/tenant}/*"}, "Null": {"s3:prefix": "false"}}`), want: []string{"s3:ListBucket arn:aws:s3:::files ?"}},
		{says: "an empty prefix", statements: list(`, "Condition": {"ForAllValues:StringLike": {"s3:prefix": "${aws:PrincipalTag/tenant}/*"}}`), other: list(`, "Condition": {"StringEquals": {"s3:prefix": ""}}`), want: []string{"s3:ListBucket arn:aws:s3:::files ?"}},
		{says: "a tag of the resource in whatever case", statements: table(`"Action": "dynamodb:Query", "Condition": {"StringEqualsIgnoreCase": {"aws:ResourceTag/tenant": "${aws:PrincipalTag/tenant}"}}`)},
		{says: "a tag of the resource in another case", statements: table(`"Action": "dynamodb:Query", "Condition": {"StringEqualsIgnoreCase": {"aws:ResourceTag/tenant": "ACME"}}`), other: table(`"Action": "dynamodb:Query", "Condition": {"StringEquals": {"aws:ResourceTag/tenant": "acme"}}`), want: []string{"dynamodb:Query arn:aws:dynamodb:eu-west-1:111122223333:table/orders ?"}},
		{says: "a tag of the resource in any case but one", statements: table(`"Action": "dynamodb:Query", "Condition": {"StringEqualsIgnoreCase": {"aws:ResourceTag/tenant": "acme"}}`), other: table(`"Action": "dynamodb:Query", "Condition": {"StringNotEquals": {"aws:ResourceTag/tenant": "acme"}}`), want: []string{"dynamodb:Query arn:aws:dynamodb:eu-west-1:111122223333:table/orders ?"}},
		{says: "actions without the key that is asked for", statements: `{"Effect": "Allow", "Action": "s3:List*", "Resource": "arn:aws:s3:::files", "Condition": {"StringLike": {"s3:prefix": "public/*"}}}`, want: []string{"s3:ListBucket arn:aws:s3:::files", "s3:ListBucketVersions arn:aws:s3:::files", "s3:ListBucketMultipartUploads arn:aws:s3:::files"}},
		{says: "Null keeps out all actions without keys", statements: table(`"Action": "dynamodb:*", "Condition": {"ForAllValues:StringEquals": {"dynamodb:LeadingKeys": "${aws:PrincipalTag/tenant}"}, "Null": {"dynamodb:LeadingKeys": "false"}}`)},
		{says: "leading keys that a prefix matches", statements: table(`"Action": "dynamodb:Query", "Condition": {"ForAllValues:StringLike": {"dynamodb:LeadingKeys": "${aws:PrincipalTag/tenant}*"}}`), want: []string{"dynamodb:Query arn:aws:dynamodb:eu-west-1:111122223333:table/orders"}},
		{says: "a tag of the resource", statements: table(`"Action": "dynamodb:Query", "Condition": {"StringEquals": {"aws:ResourceTag/tenant": "${aws:PrincipalTag/tenant}"}}`)},
		{says: "a tag of the resource by the key of its service", statements: table(`"Action": "dynamodb:Query", "Condition": {"StringEquals": {"dynamodb:ResourceTag/tenant": "${aws:PrincipalTag/tenant}"}}`)},
		{says: "a tag that only some have", statements: table(`"Action": "dynamodb:Query", "Condition": {"StringEquals": {"aws:PrincipalTag/tenant": "acme"}}`)},
		{says: "addresses keep nobody from the same", statements: files("/*"), other: `{"Effect": "Allow", "Action": "s3:*", "Resource": "*", "Condition": {"IpAddress": {"aws:SourceIp": "203.0.113.7"}}}`, want: []string{"s3:GetObject arn:aws:s3:::files/* ?"}},
		{says: "what a request can choose keeps nobody from it", statements: list(`, "Condition": {"NumericLessThanEquals": {"s3:max-keys": "10"}}`), want: []string{"s3:ListBucket arn:aws:s3:::files"}},
		{says: "a tag that some resources may have", statements: files("/*"), other: `{"Effect": "Allow", "Action": "s3:*", "Resource": "*", "Condition": {"StringEquals": {"s3:ExistingObjectTag/public": "true"}}}`, want: []string{"s3:GetObject arn:aws:s3:::files/* ?"}},
		{says: "a Deny of all else", statements: files("/*") + `, {"Effect": "Deny", "Action": "s3:*", "NotResource": "arn:aws:s3:::files/${aws:PrincipalTag/tenant}/*"}`},
		{says: "a Deny of what has another tag", statements: table(`"Action": "dynamodb:Query"`) + `, {"Effect": "Deny", "Action": "*", "Resource": "*", "Condition": {"StringNotEquals": {"aws:ResourceTag/tenant": "${aws:PrincipalTag/tenant}"}}}`},
		{says: "a Deny of others' items", statements: table(`"Action": "dynamodb:Query"`) + `, {"Effect": "Deny", "Action": "*", "Resource": "*", "Condition": {"ForAnyValue:StringNotEquals": {"dynamodb:LeadingKeys": "${aws:PrincipalTag/tenant}"}}}`},
		{says: "a Deny of others' items misses Scan", statements: table(`"Action": "dynamodb:Scan"`) + `, {"Effect": "Deny", "Action": "*", "Resource": "*", "Condition": {"ForAnyValue:StringNotEquals": {"dynamodb:LeadingKeys": "${aws:PrincipalTag/tenant}"}}}`, want: []string{"dynamodb:Scan arn:aws:dynamodb:eu-west-1:111122223333:table/orders"}},
		{says: "a Deny that misses", statements: files("/*") + `, {"Effect": "Deny", "Action": "s3:*", "Resource": "arn:aws:s3:::files/private/*"}`, want: []string{"s3:GetObject arn:aws:s3:::files/*"}},
		{says: "a Deny of another action", statements: files("/*") + `, {"Effect": "Deny", "Action": "s3:Put*", "Resource": "*"}`, want: []string{"s3:GetObject arn:aws:s3:::files/*"}},
		{says: "a statement that IAM does not take beside it", statements: files("/*") + `, {"Effect": "Allow", "Principal": "*", "Action": "sqs:*", "Resource": "*"}`, want: []string{"* * ?", "s3:GetObject arn:aws:s3:::files/* ?", "sqs:* * ?", "s3:GetObject arn:aws:s3:::files/* ?", "s3:GetObject arn:aws:s3:::files/* ?", "sqs:* * ?", "sqs:* * ?"}},
		{says: "NotAction", statements: `{"Effect": "Allow", "NotAction": "iam:*", "Resource": "arn:aws:s3:::files/*"}`, other: files("/*"), want: []string{"s3:GetObject arn:aws:s3:::files/*"}},
		{says: "a Deny of NotAction leaves a service", statements: `{"Effect": "Allow", "NotAction": "s3:Get*", "Resource": "*"}, {"Effect": "Deny", "NotAction": "s3:*", "Resource": "*"}`, want: []string{"* * ?"}},
		{says: "NotAction without it", statements: `{"Effect": "Allow", "NotAction": "s3:*", "Resource": "*"}`, other: files("/*")},
		{says: "a variable that has no value", statements: files("/${aws:PrincipalTag/tenant}/*"), other: files("/${aws:PrincipalTag/team}/*"), want: []string{"s3:GetObject arn:aws:s3:::files/acme/* ?"}},
	} {
		t.Run(test.says, func(t *testing.T) {
			t.Parallel()
			found := iam.Shared(subject(t, "acme", test.statements), subject(t, "acme-2", or(test.other, test.statements)))
			assert.Equal(t, test.want, shown(found))
		})
	}
}

func TestSharedOfWhatOnlyTheDeploymentKnows(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		says          string
		first, second string
		want          []string
	}{
		{"two buckets", `{"Fn::Sub": "${Files.Arn}/*"}`, `{"Fn::Sub": "${Photos.Arn}/*"}`, nil},
		{"a bucket and a table", `{"Fn::Sub": "${Files.Arn}/*"}`, `{"Fn::Sub": "${Orders.Arn}/*"}`, nil},
		{"two forms of one ARN", `{"Fn::Sub": "${Files.Arn}/a/*"}`, `{"Fn::Sub": "arn:aws:s3:::${Files}/*"}`, []string{"s3:GetObject ${Files.Arn}/a/*"}},
		{"two folders of one bucket", `{"Fn::Sub": "${Files.Arn}/a/*"}`, `{"Fn::Sub": "${Files.Arn}/b/*"}`, nil},
		{"a folder whose name nobody knows", `{"Fn::Sub": "${Files.Arn}/${Prefix}/*"}`, `{"Fn::Sub": "${Files.Arn}/b/*"}`, []string{"s3:GetObject ${Files.Arn}/b/* ?"}},
		{"the same folder whose name nobody knows", `{"Fn::Sub": "${Files.Arn}/${Prefix}/*"}`, `{"Fn::Sub": "${Files.Arn}/${Prefix}/x"}`, []string{"s3:GetObject ${Files.Arn}/${Prefix}/x"}},
		{"two roles", `{"Fn::GetAtt": ["Users", "Arn"]}`, `{"Fn::GetAtt": ["Admins", "Arn"]}`, nil},
	} {
		t.Run(test.says, func(t *testing.T) {
			t.Parallel()
			statement := func(resource string) string {
				return `{"Effect": "Allow", "Action": "s3:GetObject", "Resource": ` + resource + `}`
			}
			both := app(t, `{"Version": "2012-10-17", "Statement": [`+statement(test.first)+`, `+statement(test.second)+`]}`)
			read := iam.ReadPolicy(both.Properties(both.Resources("AWS::IAM::Policy")[0]).Field("PolicyDocument"), "")
			first, second := read, read
			first.Statements, second.Statements = read.Statements[:1], read.Statements[1:]
			a, b := iam.Subject{Policies: iam.Policies{Identity: []iam.Policy{first}}}, iam.Subject{Policies: iam.Policies{Identity: []iam.Policy{second}}}
			assert.Equal(t, test.want, shown(iam.Shared(a, b)))
			assert.Len(t, iam.Shared(b, a), len(test.want), "the other way round")
		})
	}
}

func TestSharedThroughPoliciesOfResources(t *testing.T) {
	t.Parallel()
	everyone := policy(t, `{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::files/*"}`)
	other := policy(t, `{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:role/Admins"}, "Action": "s3:*", "Resource": "*"}`)
	ask := func(resource ...iam.Policy) []string {
		one := iam.Subject{Principal: users, Policies: iam.Policies{Resource: resource}}
		return shown(iam.Shared(one, one))
	}
	assert.Equal(t, []string{"s3:GetObject arn:aws:s3:::files/*"}, ask(everyone))
	assert.Empty(t, ask(other))
	key := policy(t, `{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:role/Users"}, "Action": "kms:*", "Resource": "*"}`)
	key.MustDelegate, key.DecidesAbout = true, []cfn.Value{cfn.Literal("arn:aws:kms:eu-west-1:111122223333:key/1")}
	assert.Equal(t, []string{"kms:* arn:aws:kms:eu-west-1:111122223333:key/1"}, ask(key))
	missing := iam.UnknownPolicy("a policy", "is not in the app")
	assert.Equal(t, []string{"* * ?"}, ask(missing), cfn.Literal("what nobody knows may allow anything"))
}
