package identitypool_test

import (
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsdynamodb"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3"
	"github.com/aws/jsii-runtime-go"
	"github.com/stretchr/testify/assert"

	"github.com/awscdk-constructs/identitypool"
)

var badPolicyVariableCalls = []badCall{
	{
		name: "a folder with wildcards",
		call: func(s *site, _ identitypool.IdentityPool) {
			identitypool.GrantFolder(s.role, awss3.NewBucket(s.stack, jsii.String("Bucket"), nil), jsii.String("users/${a:b}/*"), nil)
		},
		path:     "Stack/Role",
		problems: []string{`folder: "users/${a:b}/*" holds * or ?; pass it without, or write ${*} or ${?} for the characters themselves`},
	},
	{
		name: "a folder with a variable whose default is a wildcard",
		call: func(s *site, _ identitypool.IdentityPool) {
			identitypool.GrantFolder(s.role, awss3.NewBucket(s.stack, jsii.String("Bucket"), nil), jsii.String("${aws:PrincipalTag/a, '*'}"), nil)
		},
		path: "Stack/Role",
		problems: []string{
			`folder: "${aws:PrincipalTag/a, '*'}" holds * or ?; pass it without, or write ${*} or ${?} for the characters themselves`,
		},
	},
	{
		name: "a folder with an open variable",
		call: func(s *site, _ identitypool.IdentityPool) {
			identitypool.GrantFolder(s.role, awss3.NewBucket(s.stack, jsii.String("Bucket"), nil), jsii.String("users/${a:b/c"), nil)
		},
		path:     "Stack/Role",
		problems: []string{`folder: "users/${a:b/c" has a ${ without }, which IAM takes literally; write a variable as ${<key>}`},
	},
	{
		name: "a folder with an empty variable",
		call: func(s *site, _ identitypool.IdentityPool) {
			identitypool.GrantFolder(s.role, awss3.NewBucket(s.stack, jsii.String("Bucket"), nil), jsii.String("users/${}"), nil)
		},
		path:     "Stack/Role",
		problems: []string{`folder: "users/${}" holds ${}, which is not a policy variable; write it as ${<key>}`},
	},
	{
		name: "items by a pattern",
		call: func(s *site, _ identitypool.IdentityPool) {
			table := awsdynamodb.Table_FromTableName(s.stack, jsii.String("Table"), jsii.String("table"))
			identitypool.GrantItems(s.role, table, jsii.String("TENANT#*"), nil)
		},
		path:     "Stack/Role",
		problems: []string{`partitionKey: "TENANT#*" holds * or ?; pass it without, or write ${*} or ${?} for the characters themselves`},
	},
	{
		name:     "no session tag",
		call:     func(*site, identitypool.IdentityPool) { identitypool.SessionTagVariable(nil) },
		problems: []string{"key: is required; pass 1 to 128 letters, digits, spaces and _ . : / = + - @"},
	},
	{
		name: "a session tag by its condition key",
		call: func(*site, identitypool.IdentityPool) {
			identitypool.SessionTagVariable(jsii.String("aws:PrincipalTag/tenant"))
		},
		problems: []string{`key: "aws:PrincipalTag/tenant" begins with aws:, which AWS keeps for itself; pass the key alone, such as tenant`},
	},
	{
		name:     "a session tag that would be a wildcard",
		call:     func(*site, identitypool.IdentityPool) { identitypool.SessionTagVariable(jsii.String("tenant*")) },
		problems: []string{`key: "tenant*" holds '*'; allowed are 1 to 128 letters, digits, spaces and _ . : / = + - @`},
	},
}

func TestFolderMayHoldVariablesTokensAndEscapedCharacters(t *testing.T) {
	for _, folder := range []string{
		"${aws:PrincipalTag/cost center, 'none'}/${*}${?}${$}", "$/{a}", *awscdk.Aws_REGION() + "/x", "{{resolve:ssm:folder}}",
	} {
		site := newSite("")
		assert.NotPanics(t, func() {
			identitypool.GrantFolder(site.role, awss3.NewBucket(site.stack, jsii.String("Bucket"), nil), &folder, nil)
		}, folder)
	}
}
