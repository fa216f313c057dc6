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
		"two resources of one type with names that are made": {"${Table}", "${Other}", no},
		"two names in the same text":                         {"x-${Table}-y", "x-${Other}-y", no},
		"a name that the template gives is that text":        {"${Named}", "orders", yes},
		"a name that the template gives is no other text":    {"${Named}", "order", no},
		"a name that is made may be any text":                {"${Table}", "orders", unknown},
		"a name that is made is none that another table has": {"${Table}", "${Named}", no},
		"nor in an ARN": {"${Table.Arn}", "arn:aws:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${Named}", no},
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

func TestHolds(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		whole, part string
		want        bool
	}{
		"a literal in a literal":                 {"abc", "b", true},
		"itself":                                 {"${Env}-admins", "${Env}-admins", true},
		"more behind it":                         {"${Env}-admins-eu", "${Env}-admins", true},
		"more before it":                         {"eu-${Env}-admins", "-${Env}-admins", true},
		"a literal beside what is filled in":     {"${Env}-admins", "admins", true},
		"what is filled in":                      {"a-${Env}-b", "${Env}", true},
		"the end of a literal is not its middle": {"a-x${Env}", "a-${Env}", false},
		"the name that the template gives":       {"table/${Named}", "orders", true},
		"what is filled in may be anything":      {"${Env}", "admins", false},
		"another text that is filled in":         {"${Env}-admins", "${Table}-admins", false},
		"a longer one":                           {"${Env}", "${Env}-admins", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			app := parse(t, comparisons, cfn.Options{})
			assert.Equal(t, test.want, value(t, app, test.whole).Holds(value(t, app, test.part)))
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
