package iam_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/awscdk-constructs/identitypool/internal/answer"
)

// permission is a request, and what a policy of an identity makes of it.
type permission struct {
	says       string // the sentence of IAM's documentation, or of the project's facts, that it stands for
	statements string
	action     string // s3:GetObject if empty
	resource   string // photo if empty
	context    keys
	want       answer.Answer
}

// allowed is a statement on everything in the bucket, with a condition.
func allowed(condition string) string {
	return `{"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::files/*", "Condition": {` + condition + `}}`
}

// onResource is a statement on a resource.
func onResource(resource string) string {
	return `{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "` + resource + `"}`
}

// withActions is a statement on actions.
func withActions(actions string) string {
	return `{"Effect": "Allow", "Action": ` + actions + `, "Resource": "*"}`
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html and …_notaction.html
var actions = []permission{
	{says: "by default, all requests are implicitly denied", statements: ``, want: no},
	{says: "an action is a service, a colon and a name", statements: withActions(`"s3:GetObject"`), want: yes},
	{says: "prefixes and action names are case-insensitive", statements: withActions(`"S3:getobject"`), want: yes},
	{says: "another action is another permission", statements: withActions(`"s3:GetObjectTagging"`), want: no},
	{says: "* stands for any combination of characters", statements: withActions(`"s3:Get*"`), want: yes},
	{says: "* stands for nothing, too", statements: withActions(`"s3:GetObject*"`), want: yes},
	{says: "? stands for any single character", statements: withActions(`"s3:GetObjec?"`), want: yes},
	{says: "? does not stand for nothing", statements: withActions(`"s3:GetObject?"`), want: no},
	{says: "a list allows each of its actions", statements: withActions(`["s3:PutObject", "s3:GetObject"]`), want: yes},
	{says: "* allows all actions", statements: withActions(`"*"`), want: yes},
	{says: "all actions of another service", statements: withActions(`"sqs:*"`), want: no},
	{says: "NotAction matches everything except the listed actions", statements: `{"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}`, want: yes},
	{says: "NotAction does not match the listed actions", statements: `{"Effect": "Allow", "NotAction": "s3:Get*", "Resource": "*"}`, want: no},
	{says: "vendor * is not valid", statements: withActions(`["s3:GetObject", "*:*"]`), want: unknown},
	{says: "a vendor takes no wildcard", statements: withActions(`"s*:GetObject"`), want: unknown},
	{says: "actions must be prefaced by a vendor", statements: withActions(`"s3*"`), want: unknown},
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html and …_notresource.html
var resources = []permission{
	{says: "a resource is an ARN", statements: onResource(photo), want: yes},
	{says: "keys of objects are case-sensitive", statements: onResource(bucket + "/Photo.jpg"), want: no},
	{says: "the ARN of a bucket is not that of its objects", statements: onResource(bucket), want: no},
	{says: "the objects of a bucket are not the bucket", statements: onResource(bucket + "/*"), resource: bucket, want: no},
	{says: "* crosses slashes", statements: onResource(bucket + "/*"), resource: bucket + "/a/b/c", want: yes},
	{says: "* crosses colons", statements: onResource("arn:aws:s3*"), want: yes},
	{says: "? is one character, a slash too", statements: onResource("arn:aws:s3:::files?photo.jpg"), want: yes},
	{says: "* is every resource", statements: onResource("*"), want: yes},
	{says: "a prefix without a slash matches more than the folder", statements: onResource(bucket + "/tenant*"), resource: bucket + "/tenant2/a", want: yes},
	{says: "a list allows each of its resources", statements: `{"Effect": "Allow", "Action": "s3:*", "Resource": ["` + bucket + `", "` + photo + `"]}`, want: yes},
	{says: "NotResource matches every resource except those listed", statements: `{"Effect": "Allow", "Action": "s3:*", "NotResource": "arn:aws:s3:::other/*"}`, want: yes},
	{says: "NotResource does not match those listed", statements: `{"Effect": "Allow", "Action": "s3:*", "NotResource": "arn:aws:s3:::files/*"}`, want: no},
	{says: "all of the objects", statements: onResource(bucket + "/*"), resource: bucket + "/*", want: yes},
	{says: "some of the objects", statements: onResource(bucket + "/a/*"), resource: bucket + "/*", want: unknown},
	{says: "none of the objects", statements: onResource(bucket + "/a/*"), resource: bucket + "/b/*", want: no},
	{says: "a policy of an identity must name resources", statements: `{"Effect": "Allow", "Action": "s3:*"}`, want: unknown},
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
var variables = []permission{
	{says: "a variable is replaced by the value in the request", statements: onResource(bucket + "/${aws:PrincipalTag/tenant}/*"), resource: bucket + "/acme/a", context: keys{"aws:PrincipalTag/tenant": {"acme"}}, want: yes},
	{says: "another tenant's value is another resource", statements: onResource(bucket + "/${aws:PrincipalTag/tenant}/*"), resource: bucket + "/globex/a", context: keys{"aws:PrincipalTag/tenant": {"acme"}}, want: no},
	{says: "key names are case-insensitive", statements: onResource(bucket + "/${AWS:principaltag/Tenant}/*"), resource: bucket + "/acme/a", context: keys{"aws:PrincipalTag/tenant": {"acme"}}, want: yes},
	{says: "a variable of which nothing is known", statements: onResource(bucket + "/${aws:PrincipalTag/tenant}/*"), resource: bucket + "/acme/a", want: unknown},
	{says: "a variable with no value matches no resource", statements: onResource(bucket + "/${aws:PrincipalTag/tenant}/*"), resource: bucket + "//a", context: keys{"aws:PrincipalTag/tenant": {}}, want: no},
	{says: "a default value is used where there is none", statements: onResource(bucket + "/${aws:PrincipalTag/tenant, 'public'}/*"), resource: bucket + "/public/a", context: keys{"aws:PrincipalTag/tenant": {}}, want: yes},
	{says: "a default value is not used where there is one", statements: onResource(bucket + "/${aws:PrincipalTag/tenant, 'public'}/*"), resource: bucket + "/public/a", context: keys{"aws:PrincipalTag/tenant": {"acme"}}, want: no},
	{says: "a key with several values is no variable", statements: onResource(bucket + "/${aws:TagKeys}/*"), resource: bucket + "/a/a", context: keys{"aws:TagKeys": {"a", "b"}}, want: no},
	{says: "a variable that is always there and never known", statements: onResource(bucket + "/${aws:CurrentTime}/*"), resource: bucket + "/a/a", want: unknown},
	{says: "${*} is the character *", statements: onResource(bucket + "/${*}/*"), resource: bucket + "/a/b", want: no},
	{says: "${?} is the character ?", statements: onResource(bucket + "/${?}"), resource: bucket + "/a", want: no},
	{says: "${$} is the character $", statements: onResource(bucket + "/${$}a"), resource: bucket + "/$a", want: yes},
	{says: "a value with * is a wildcard in a resource", statements: onResource(bucket + "/${aws:PrincipalTag/tenant}/*"), resource: bucket + "/globex/a", context: keys{"aws:PrincipalTag/tenant": {"*"}}, want: unknown},
	{says: "a value with * is a wildcard with StringLike", statements: allowed(`"StringLike": {"s3:prefix": "${aws:PrincipalTag/t}"}`), context: keys{"aws:PrincipalTag/t": {"*"}, "s3:prefix": {"x"}}, want: unknown},
	{says: "a value with * is itself with StringEquals", statements: allowed(`"StringEquals": {"s3:prefix": "${aws:PrincipalTag/t}"}`), context: keys{"aws:PrincipalTag/t": {"*"}, "s3:prefix": {"x"}}, want: no},
	{says: "a positive operator does not match a variable with no value", statements: allowed(`"StringEquals": {"aws:userid": "${aws:PrincipalTag/t}"}`), context: keys{"aws:PrincipalTag/t": {}, "aws:userid": {"x"}}, want: no},
	{says: "nor whatever the key is", statements: allowed(`"StringEquals": {"aws:userid": "${aws:PrincipalTag/t}"}`), context: keys{"aws:PrincipalTag/t": {}}, want: no},
	{says: "all values are like *, if there are any", statements: allowed(`"ForAllValues:StringLike": {"aws:TagKeys": "*"}`), want: yes},
	{says: "a value is like *, if there is one", statements: allowed(`"ForAnyValue:StringLike": {"aws:TagKeys": "*"}`), want: unknown},
	{says: "a negated operator matches a variable with no value", statements: allowed(`"StringNotEquals": {"aws:userid": "${aws:PrincipalTag/t}"}`), context: keys{"aws:PrincipalTag/t": {}, "aws:userid": {"x"}}, want: yes},
	{says: "two tags that must be equal are", statements: allowed(`"StringEquals": {"aws:ResourceTag/t": "${aws:PrincipalTag/t}"}`), context: keys{"aws:PrincipalTag/t": {"a"}, "aws:ResourceTag/t": {"a"}}, want: yes},
	{says: "variables work with the operators on ARNs", statements: allowed(`"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/${aws:PrincipalTag/t}"}`), context: keys{"aws:PrincipalTag/t": {"a"}, "aws:PrincipalArn": {"arn:aws:iam::111122223333:role/a"}}, want: yes},
	{says: "you can't use a variable before the fifth colon", statements: onResource("arn:aws:s3:${aws:userid}::files/*"), context: keys{"aws:userid": {""}}, want: unknown},
	{says: "a variable must end", statements: onResource(bucket + "/${aws:PrincipalTag/tenant"), resource: bucket + "/a", want: unknown},
	{says: "a default value stands in quotes", statements: onResource(bucket + "/${aws:PrincipalTag/tenant, public}"), resource: bucket + "/public", context: keys{"aws:PrincipalTag/tenant": {}}, want: unknown},
	{says: "variables do not work with numbers", statements: allowed(`"NumericEquals": {"s3:max-keys": "${aws:PrincipalTag/t}"}`), context: keys{"aws:PrincipalTag/t": {"1"}, "s3:max-keys": {"1"}}, want: unknown},
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
var operators = []permission{
	{says: "StringEquals is exact matching", statements: allowed(`"StringEquals": {"aws:userid": "a"}`), context: keys{"aws:userid": {"a"}}, want: yes},
	{says: "StringEquals is case sensitive", statements: allowed(`"StringEquals": {"aws:userid": "a"}`), context: keys{"aws:userid": {"A"}}, want: no},
	{says: "StringEquals knows no wildcards", statements: allowed(`"StringEquals": {"aws:userid": "*"}`), context: keys{"aws:userid": {"a"}}, want: no},
	{says: "several values are evaluated using a logical OR", statements: allowed(`"StringEquals": {"aws:userid": ["a", "b"]}`), context: keys{"aws:userid": {"b"}}, want: yes},
	{says: "several values of a negated operator are evaluated using a logical NOR", statements: allowed(`"StringNotEquals": {"aws:userid": ["a", "b"]}`), context: keys{"aws:userid": {"b"}}, want: no},
	{says: "several operators are evaluated using a logical AND", statements: allowed(`"StringEquals": {"aws:userid": "a"}, "Bool": {"aws:SecureTransport": "true"}`), context: keys{"aws:userid": {"a"}, "aws:SecureTransport": {"false"}}, want: no},
	{says: "several keys are evaluated using a logical AND", statements: allowed(`"StringEquals": {"aws:userid": "a", "aws:username": "b"}`), context: keys{"aws:userid": {"a"}, "aws:username": {"c"}}, want: no},
	{says: "condition keys are case-insensitive", statements: allowed(`"StringEquals": {"AWS:UserID": "a"}`), context: keys{"aws:userid": {"a"}}, want: yes},
	{says: "StringEqualsIgnoreCase ignores case", statements: allowed(`"StringEqualsIgnoreCase": {"aws:userid": "a"}`), context: keys{"aws:userid": {"A"}}, want: yes},
	{says: "StringNotEqualsIgnoreCase is negated", statements: allowed(`"StringNotEqualsIgnoreCase": {"aws:userid": "a"}`), context: keys{"aws:userid": {"A"}}, want: no},
	{says: "StringLike has multi-character wildcards", statements: allowed(`"StringLike": {"aws:userid": "a*"}`), context: keys{"aws:userid": {"abc"}}, want: yes},
	{says: "StringLike has single-character wildcards", statements: allowed(`"StringLike": {"aws:userid": "a?"}`), context: keys{"aws:userid": {"abc"}}, want: no},
	{says: "StringNotLike is negated", statements: allowed(`"StringNotLike": {"aws:userid": "a*"}`), context: keys{"aws:userid": {"abc"}}, want: no},
	{says: "a key that is not present does not match", statements: allowed(`"StringEquals": {"aws:userid": "a"}`), context: keys{"aws:userid": {}}, want: no},
	{says: "a key that is not present matches a negated operator", statements: allowed(`"StringNotEquals": {"aws:userid": "a"}`), context: keys{"aws:userid": {}}, want: yes},
	{says: "a key that is not present matches a negated number", statements: allowed(`"NumericNotEquals": {"s3:signatureage": "1"}`), context: keys{"s3:signatureage": {}}, want: yes},
	{says: "a key of which nothing is known", statements: allowed(`"StringEquals": {"aws:userid": "a"}`), want: unknown},
	{says: "a key of which nothing is known does not match a negated operator", statements: allowed(`"StringNotEquals": {"aws:userid": "a"}`), want: unknown},
	{says: "IfExists: if the key is not present, evaluate the condition as true", statements: allowed(`"StringEqualsIfExists": {"aws:userid": "a"}`), context: keys{"aws:userid": {}}, want: yes},
	{says: "IfExists: if the key is present, process it as specified", statements: allowed(`"StringEqualsIfExists": {"aws:userid": "a"}`), context: keys{"aws:userid": {"b"}}, want: no},
	{says: "IfExists does not pass because nobody said", statements: allowed(`"StringEqualsIfExists": {"aws:userid": "a"}`), want: unknown},
	{says: "Null true: the key doesn't exist", statements: allowed(`"Null": {"aws:userid": "true"}`), context: keys{"aws:userid": {}}, want: yes},
	{says: "Null false: the key exists", statements: allowed(`"Null": {"aws:userid": "false"}`), context: keys{"aws:userid": {"a"}}, want: yes},
	{says: "Null false without the key", statements: allowed(`"Null": {"aws:userid": false}`), context: keys{"aws:userid": {}}, want: no},
	{says: "IfExists can't be added to Null", statements: allowed(`"NullIfExists": {"aws:userid": "true"}`), context: keys{"aws:userid": {}}, want: unknown},
	{says: "Bool compares with true or false", statements: allowed(`"Bool": {"aws:SecureTransport": "true"}`), context: keys{"aws:SecureTransport": {"true"}}, want: yes},
	{says: "Bool takes a boolean of JSON", statements: allowed(`"Bool": {"aws:SecureTransport": true}`), context: keys{"aws:SecureTransport": {"false"}}, want: no},
	{says: "NumericEquals compares numbers, not texts", statements: allowed(`"NumericEquals": {"s3:signatureage": "10"}`), context: keys{"s3:signatureage": {"10.0"}}, want: yes},
	{says: "NumericLessThan", statements: allowed(`"NumericLessThan": {"s3:signatureage": "10"}`), context: keys{"s3:signatureage": {"9"}}, want: yes},
	{says: "NumericLessThanEquals", statements: allowed(`"NumericLessThanEquals": {"s3:signatureage": 10}`), context: keys{"s3:signatureage": {"11"}}, want: no},
	{says: "NumericGreaterThan", statements: allowed(`"NumericGreaterThan": {"s3:signatureage": "10"}`), context: keys{"s3:signatureage": {"10"}}, want: no},
	{says: "NumericGreaterThanEquals", statements: allowed(`"NumericGreaterThanEquals": {"s3:signatureage": "10"}`), context: keys{"s3:signatureage": {"10"}}, want: yes},
	{says: "DateLessThan takes ISO 8601", statements: allowed(`"DateLessThan": {"aws:TokenIssueTime": "2020-01-01T00:00:01Z"}`), context: keys{"aws:TokenIssueTime": {"2019-12-31T23:59:59Z"}}, want: yes},
	{says: "DateGreaterThan takes a time zone", statements: allowed(`"DateGreaterThan": {"aws:TokenIssueTime": "2020-01-01T00:00:00+02:00"}`), context: keys{"aws:TokenIssueTime": {"2019-12-31T22:30:00Z"}}, want: yes},
	{says: "DateEquals takes epoch time", statements: allowed(`"DateEquals": {"aws:TokenIssueTime": "1577836800"}`), context: keys{"aws:TokenIssueTime": {"2020-01-01T00:00:00Z"}}, want: yes},
	{says: "DateNotEquals is negated", statements: allowed(`"DateNotEquals": {"aws:TokenIssueTime": "2020-01-01"}`), context: keys{"aws:TokenIssueTime": {"2020-01-01T00:00:00Z"}}, want: no},
	{says: "the current time is always there and never known", statements: allowed(`"DateLessThanIfExists": {"aws:CurrentTime": "2020-01-01T00:00:00Z"}`), want: unknown},
	{says: "the current time is never null", statements: allowed(`"Null": {"aws:CurrentTime": "true"}`), want: no},
	{says: "IpAddress takes CIDR", statements: allowed(`"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}`), context: keys{"aws:SourceIp": {"203.0.113.9"}}, want: yes},
	{says: "an address without prefix is /32", statements: allowed(`"IpAddress": {"aws:SourceIp": "203.0.113.0"}`), context: keys{"aws:SourceIp": {"203.0.113.9"}}, want: no},
	{says: "IpAddress takes IPv6", statements: allowed(`"IpAddress": {"aws:SourceIp": ["203.0.113.0/24", "2001:DB8:1234:5678::/64"]}`), context: keys{"aws:SourceIp": {"2001:db8:1234:5678::1"}}, want: yes},
	{says: "NotIpAddress is all addresses except the range", statements: allowed(`"NotIpAddress": {"aws:SourceIp": "203.0.113.0/24"}`), context: keys{"aws:SourceIp": {"203.0.113.9"}}, want: no},
	{says: "BinaryEquals compares byte for byte", statements: allowed(`"BinaryEquals": {"some:key": "QmluYXJ5VmFsdWVJbkJhc2U2NA=="}`), context: keys{"some:key": {"QmluYXJ5VmFsdWVJbkJhc2U2NA=="}}, want: yes},
	{says: "ArnEquals and ArnLike behave identically", statements: allowed(`"ArnEquals": {"aws:PrincipalArn": "arn:aws:iam::*:role/a*"}`), context: keys{"aws:PrincipalArn": {"arn:aws:iam::111122223333:role/admin"}}, want: yes},
	{says: "each of the six components of the ARN is checked separately", statements: allowed(`"ArnLike": {"aws:SourceArn": "arn:aws:someservice:*:111122223333:finance/*"}`), context: keys{"aws:SourceArn": {"arn:aws:someservice:us-east-2:999999999999:store/abc:111122223333:finance/document.txt"}}, want: no},
	{says: "with StringLike the same match succeeds", statements: allowed(`"StringLike": {"aws:SourceArn": "arn:aws:someservice:*:111122223333:finance/*"}`), context: keys{"aws:SourceArn": {"arn:aws:someservice:us-east-2:999999999999:store/abc:111122223333:finance/document.txt"}}, want: yes},
	{says: "ArnNotLike is negated", statements: allowed(`"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/a*"}`), context: keys{"aws:PrincipalArn": {"arn:aws:iam::111122223333:role/admin"}}, want: no},
	{says: "an operator that there isn't", statements: allowed(`"StringMatches": {"aws:userid": "a"}`), context: keys{"aws:userid": {"a"}}, want: unknown},
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
var quantifiers = []permission{
	{says: "ForAllValues: every value in the request matches one in the policy", statements: allowed(`"ForAllValues:StringEquals": {"aws:TagKeys": ["a", "b"]}`), context: keys{"aws:TagKeys": {"a", "b"}}, want: yes},
	{says: "ForAllValues: one value doesn't", statements: allowed(`"ForAllValues:StringEquals": {"aws:TagKeys": ["a", "b"]}`), context: keys{"aws:TagKeys": {"a", "c"}}, want: no},
	{says: "ForAllValues returns true if there are no keys in the request", statements: allowed(`"ForAllValues:StringEquals": {"aws:TagKeys": ["a", "b"]}`), context: keys{"aws:TagKeys": {}}, want: yes},
	{says: "ForAllValues does not pass because nobody said", statements: allowed(`"ForAllValues:StringEquals": {"aws:TagKeys": ["a", "b"]}`), want: unknown},
	{says: "ForAnyValue: one value matches", statements: allowed(`"ForAnyValue:StringEquals": {"aws:TagKeys": ["a", "b"]}`), context: keys{"aws:TagKeys": {"a", "c"}}, want: yes},
	{says: "ForAnyValue returns false if there are no keys in the request", statements: allowed(`"ForAnyValue:StringEquals": {"aws:TagKeys": ["a", "b"]}`), context: keys{"aws:TagKeys": {}}, want: no},
	{says: "ForAnyValue wins over negation where the key is missing", statements: allowed(`"ForAnyValue:StringNotEquals": {"aws:TagKeys": "a"}`), context: keys{"aws:TagKeys": {}}, want: no},
	{says: "ForAnyValue wins over IfExists where the key is missing", statements: allowed(`"ForAnyValue:StringEqualsIfExists": {"aws:TagKeys": "a"}`), context: keys{"aws:TagKeys": {}}, want: no},
	{says: "ForAnyValue negated: one value is none of those in the policy", statements: allowed(`"ForAnyValue:StringNotEquals": {"aws:TagKeys": "a"}`), context: keys{"aws:TagKeys": {"a", "b"}}, want: yes},
	{says: "ForAllValues negated: no value is one of those in the policy", statements: allowed(`"ForAllValues:StringNotEquals": {"aws:TagKeys": "a"}`), context: keys{"aws:TagKeys": {"a", "b"}}, want: no},
	{says: "a key that may have several values needs one, too", statements: `{"Effect": "Allow", "Action": "dynamodb:*", "Resource": "*", "Condition": {"StringLike": {"dynamodb:LeadingKeys": "*"}}}`, action: "dynamodb:GetItem", want: unknown},
	{says: "a key with several values needs a quantifier", statements: allowed(`"StringEquals": {"aws:TagKeys": "a"}`), context: keys{"aws:TagKeys": {"a", "b"}}, want: unknown},
	{says: "a quantifier that there isn't", statements: allowed(`"ForSomeValues:StringEquals": {"aws:TagKeys": "a"}`), context: keys{"aws:TagKeys": {"a"}}, want: unknown},
	{says: "a Scan has no leading keys, so ForAllValues lets it through", statements: `{"Effect": "Allow", "Action": "dynamodb:*", "Resource": "*", "Condition": {"ForAllValues:StringEquals": {"dynamodb:LeadingKeys": "a"}}}`, action: "dynamodb:Scan", want: yes},
	{says: "Null keeps a Scan from passing", statements: `{"Effect": "Allow", "Action": "dynamodb:*", "Resource": "*", "Condition": {"ForAllValues:StringEquals": {"dynamodb:LeadingKeys": "a"}, "Null": {"dynamodb:LeadingKeys": "false"}}}`, action: "dynamodb:Scan", want: no},
	{says: "a Query has leading keys, which are not known", statements: `{"Effect": "Allow", "Action": "dynamodb:*", "Resource": "*", "Condition": {"ForAllValues:StringEquals": {"dynamodb:LeadingKeys": "a"}}}`, action: "dynamodb:Query", want: unknown},
	{says: "a request for an object has no prefix", statements: allowed(`"StringLike": {"s3:prefix": "a/*"}`), want: no},
	{says: "a request for a list may have a prefix", statements: `{"Effect": "Allow", "Action": "s3:*", "Resource": "*", "Condition": {"StringLike": {"s3:prefix": "a/*"}}}`, action: "s3:ListBucket", resource: bucket, want: unknown},
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
var grammar = []permission{
	{says: "a Deny overrides any Allow", statements: withActions(`"s3:*"`) + `, {"Effect": "Deny", "Action": "s3:GetObject", "Resource": "*"}`, want: no},
	{says: "the order of statements does not matter", statements: `{"Effect": "Deny", "Action": "s3:GetObject", "Resource": "*"}, ` + withActions(`"s3:*"`), want: no},
	{says: "a Deny that does not match denies nothing", statements: withActions(`"s3:*"`) + `, {"Effect": "Deny", "Action": "s3:PutObject", "Resource": "*"}`, want: yes},
	{says: "a Deny that may match", statements: withActions(`"s3:*"`) + `, {"Effect": "Deny", "Action": "s3:*", "Resource": "*", "Condition": {"Bool": {"aws:SecureTransport": "false"}}}`, want: unknown},
	{says: "what NotResource is about where a variable has no value", statements: withActions(`"s3:*"`) + `, {"Effect": "Deny", "Action": "s3:*", "NotResource": "arn:aws:s3:::files/${aws:PrincipalTag/t}/*"}`, context: keys{"aws:PrincipalTag/t": {}}, want: unknown},
	{says: "what NotResource is about where a variable may have none", statements: withActions(`"s3:*"`) + `, {"Effect": "Deny", "Action": "s3:*", "NotResource": "arn:aws:s3:::files/${aws:PrincipalTag/t}/*"}`, want: unknown},
	{says: "nor what a NotResource allows there", statements: `{"Effect": "Allow", "Action": "s3:*", "NotResource": "arn:aws:s3:::files/${aws:PrincipalTag/t}/*"}`, want: unknown},
	{says: "elements are spelled exactly so", statements: withActions(`"s3:*"`) + `, {"Effect": "Deny", "Action": "s3:*", "Resource": "*", "Conditions": {}}`, want: unknown},
	{says: "the effect is Allow or Deny", statements: `{"Effect": "allow", "Action": "s3:*", "Resource": "*"}`, want: unknown},
	{says: "the effect is required", statements: `{"Action": "s3:*", "Resource": "*"}`, want: unknown},
	{says: "a statement has an Action or a NotAction", statements: `{"Effect": "Allow", "Action": "s3:*", "NotAction": "iam:*", "Resource": "*"}`, want: unknown},
	{says: "a statement has a Resource or a NotResource", statements: `{"Effect": "Allow", "Action": "s3:*", "NotResource": "arn:aws:s3:::a", "Resource": "*"}`, want: unknown},
	{says: "an action is required", statements: `{"Effect": "Allow", "Resource": "*"}`, want: unknown},
	{says: "you can't use Principal in a policy of an identity", statements: `{"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "*"}`, want: unknown},
	{says: "a Sid changes nothing", statements: `{"Sid": "Read", "Effect": "Allow", "Action": "s3:*", "Resource": "*"}`, want: yes},
}

func TestDocumentation(t *testing.T) {
	t.Parallel()
	for group, permissions := range map[string][]permission{
		"actions": actions, "resources": resources, "variables": variables, "operators": operators, "quantifiers": quantifiers, "grammar": grammar,
	} {
		for _, test := range permissions {
			t.Run(group+"/"+test.says, func(t *testing.T) {
				t.Parallel()
				asked := request(or(test.action, "s3:GetObject"), or(test.resource, photo), test.context)
				got := policy(t, test.statements).Evaluate(asked)
				assert.Equal(t, test.want.String(), got.Answer.String(), "%s: %+v", test.statements, got)
				assert.Equal(t, got.Answer != yes, got.Reason != "", "%+v", got)
			})
		}
	}
}

func or(text, fallback string) string {
	if text == "" {
		return fallback
	}
	return text
}
