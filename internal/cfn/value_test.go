package cfn_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
)

// comparisons is a template whose Sub texts are compared with each other.
const comparisons = `{
  "Parameters": {"Env": {"Type": "String"}},
  "Resources": {
    "Table": {"Type": "AWS::DynamoDB::Table"},
    "Other": {"Type": "AWS::DynamoDB::Table"},
    "Named": {"Type": "AWS::DynamoDB::Table", "Properties": {"TableName": "orders"}},
    "Files": {"Type": "AWS::S3::Bucket"},
    "Backup": {"Type": "AWS::S3::Bucket"},
    "Users": {"Type": "AWS::Cognito::UserPool"},
    "Admin": {"Type": "AWS::IAM::Role", "Properties": {"RoleName": "admin", "Path": "/team/"}},
    "Custom": {"Type": "Custom::Thing"}
  }
}`

func value(tb testing.TB, app *cfn.App, text string) cfn.Value {
	tb.Helper()
	deployments, complete := app.Deployments(nil)
	require.True(tb, complete)
	value, err := deployments[0].Sub(text)
	require.NoError(tb, err)
	return value
}

func parse(tb testing.TB, template string, options cfn.Options) *cfn.App {
	tb.Helper()
	app, err := cfn.Parse([]byte(template), options)
	require.NoError(tb, err)
	return app
}

func TestSame(t *testing.T) {
	t.Parallel()
	const no, unknown, yes = answer.No, answer.Unknown, answer.Yes
	for name, test := range map[string]struct {
		a, b string
		want answer.Answer
	}{
		"literals that are equal": {"a", "a", yes},
		"literals that differ":    {"a", "b", no},
		"one resource":            {"${Table}", "${Table}", yes},
		"two resources of one type with names that are made":   {"${Table}", "${Other}", no},
		"two names in the same text":                           {"x-${Table}-y", "x-${Other}-y", no},
		"a name that the template gives is that text":          {"${Named}", "orders", yes},
		"a name that the template gives is no other text":      {"${Named}", "order", no},
		"a name that is made may be any text":                  {"${Table}", "orders", unknown},
		"what a custom resource returns may be any name":       {"${Custom}", "${Table}", unknown},
		"a parameter may be any text":                          {"${Env}", "prod", unknown},
		"beginnings that differ":                               {"a-${Env}", "b-${Env}x", no},
		"a region has no slash":                                {"${AWS::Region}", "us/east", no},
		"a region may be any":                                  {"${AWS::Region}", "us-east-1", unknown},
		"a name is not empty":                                  {"table/${Table}", "table/", no},
		"an ARN is written by hand or by attribute":            {"${Table.Arn}", "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${Table}", yes},
		"a literal partition is the deployment's":              {"${Files.Arn}/x", "arn:aws:s3:::${Files}/x", yes},
		"ARNs of two buckets":                                  {"${Files.Arn}/x", "${Backup.Arn}/x", no},
		"ARNs of two kinds":                                    {"${Files.Arn}", "${Table.Arn}", no},
		"a role's path and name":                               {"${Admin.Arn}", "arn:aws:iam::${AWS::AccountId}:role/team/admin", yes},
		"a role's name is not its ARN":                         {"${Admin.Arn}", "${Admin}", no},
		"a user pool's provider name":                          {"${Users.ProviderName}", "cognito-idp.${AWS::Region}.amazonaws.com/${Users}", yes},
		"a user pool's URL is not its provider name":           {"${Users.ProviderURL}", "${Users.ProviderName}", no},
		"a user pool's id is not its provider name":            {"${Users}", "${Users.ProviderName}", no},
		"the same attribute that nobody knows":                 {"${Custom.Token}", "${Custom.Token}", yes},
		"a suffix of one value is no suffix of another":        {"${Env}-a", "${Env}-b", no},
		"the same suffix doesn't make different starts equal":  {"a${Env}", "b${Env}", no},
		"one text that is longer than another by what is made": {"${Table}", "${Table}${Other}", no},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			app := parse(t, comparisons, cfn.Options{})
			a, b := value(t, app, test.a), value(t, app, test.b)
			assert.Equal(t, test.want, cfn.Same(a, b), "%s and %s", a, b)
			assert.Equal(t, test.want, cfn.Same(b, a), "%s and %s", b, a)
		})
	}
}

func TestLike(t *testing.T) {
	t.Parallel()
	const no, unknown, yes = answer.No, answer.Unknown, answer.Yes
	for name, test := range map[string]struct {
		pattern, text string
		want          answer.Answer
	}{
		"a star matches all":                            {"*", "${Env}", yes},
		"a star matches nothing":                        {"a*", "a", yes},
		"literals":                                      {"a*c?", "abbcd", yes},
		"literals that conflict":                        {"a*c", "abbcd", no},
		"a star covers what is made":                    {"arn:*:table/*", "${Table.Arn}", yes},
		"a star covers what is made in the middle":      {"arn:aws:dynamodb:*:*:table/${Table}/index/*", "${Table.Arn}/index/x", yes},
		"a question mark may be what is made":           {"a?", "a${Env}", unknown},
		"a literal may be what is made":                 {"table/orders*", "table/${Table}", unknown},
		"a literal is the name that the template gives": {"table/ord*", "table/${Named}", yes},
		"another service":                               {"arn:aws:s3:::*", "${Table.Arn}", no},
		"another bucket":                                {"${Files.Arn}/*", "${Backup.Arn}/x", no},
		"another bucket behind a star":                  {"*:${Files}/*", "${Backup.Arn}/x", no},
		"a bucket is not its objects":                   {"${Files.Arn}/*", "${Files.Arn}", no},
		"another folder":                                {"${Files.Arn}/a/*", "${Files.Arn}/b/x", no},
		"a folder that is filled in":                    {"${Files.Arn}/${Env}/*", "${Files.Arn}/${Env}/x", yes},
		"a folder that may be another":                  {"${Files.Arn}/${Env}/*", "${Files.Arn}/prod/x", unknown},
		"a pattern that may hold wildcards":             {"${Env}", "anything", unknown},
		"a star in the text is a character":             {"a*", "*", no},
		"names have no slashes":                         {"arn:aws:s3:::a/b/*", "${Files.Arn}/x", no},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			app := parse(t, comparisons, cfn.Options{})
			pattern, text := value(t, app, test.pattern), value(t, app, test.text)
			assert.Equal(t, test.want, cfn.Like(pattern, text), "%s and %s", pattern, text)
		})
	}
}

func TestString(t *testing.T) {
	t.Parallel()
	app := parse(t, comparisons, cfn.Options{})
	for _, text := range []string{
		"plain", "${Table}", "${Table.Arn}", "${Table.Arn}/index/*", "${Custom.Token}", "${AWS::Region}", "a-${Env}-b", "${Admin.Arn}",
		"cognito-idp.${AWS::Region}.${AWS::URLSuffix}/${Users}",
	} {
		assert.Equal(t, text, value(t, app, text).String())
	}
	assert.Equal(t, "${Table.Arn}", value(t, app, "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${Table}").String())
}
