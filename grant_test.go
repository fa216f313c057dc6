package identitypool_test

import (
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/assertions"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsdynamodb"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awskms"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3"
	"github.com/aws/jsii-runtime-go"
	"github.com/stretchr/testify/assert"

	"github.com/awscdk-constructs/identitypool"
)

var badGrantCalls = []badCall{
	{
		name: "nothing is granted",
		call: func(*site, identitypool.IdentityPool) { identitypool.GrantFolder(nil, nil, nil, nil) },
		problems: []string{
			"role: is required; pass the role to grant to",
			"bucket: is required; pass the bucket",
			`folder: is required; pass a folder of the bucket, such as "users/" + *pool.IdentityIdVariable()`,
		},
	},
	{
		name: "a folder as a URL",
		call: func(s *site, _ identitypool.IdentityPool) {
			identitypool.GrantFolder(s.role, awss3.NewBucket(s.stack, jsii.String("Bucket"), nil), jsii.String("s3://bucket/users"), nil)
		},
		path:     "Stack/Role",
		problems: []string{`folder: "s3://bucket/users" is a URL or ARN; pass the folder alone, as the keys of its objects begin`},
	},
	{
		name: "the whole bucket",
		call: func(s *site, _ identitypool.IdentityPool) {
			identitypool.GrantFolder(s.role, awss3.NewBucket(s.stack, jsii.String("Bucket"), nil), jsii.String("/"), nil)
		},
		path:     "Stack/Role",
		problems: []string{`folder: is required; pass a folder of the bucket, such as "users/" + *pool.IdentityIdVariable()`},
	},
	{
		name: "no items",
		call: func(s *site, _ identitypool.IdentityPool) {
			identitypool.GrantItems(s.role, nil, jsii.String(""), &identitypool.GrantOptions{})
		},
		path: "Stack/Role",
		problems: []string{
			"table: is required; pass the table",
			"partitionKey: is required; pass the value of the partition key, such as SessionTagVariable",
		},
	},
}

// granted returns the statements that the site's role got.
func (s *site) granted() []any {
	for _, resource := range resourcesOf(templateOf(s.stack)) {
		if resource["Type"] == "AWS::IAM::Policy" {
			return resource["Properties"].(map[string]any)["PolicyDocument"].(map[string]any)["Statement"].([]any)
		}
	}
	return nil
}

func TestGrantFolderGrantsNothingElseOfTheBucket(t *testing.T) {
	site := newSite("")
	bucket := awss3.NewBucket(site.stack, jsii.String("Bucket"), nil)
	identitypool.GrantFolder(site.role, bucket, jsii.String("users/${cognito-identity.amazonaws.com:sub}"), nil)
	arn := site.stack.Resolve(bucket.BucketArn())
	assert.Equal(t, []any{
		map[string]any{
			"Action": []any{"s3:GetObject", "s3:PutObject", "s3:DeleteObject"},
			"Effect": "Allow",
			"Resource": map[string]any{
				"Fn::Join": []any{"", []any{arn, "/users/${cognito-identity.amazonaws.com:sub}/*"}},
			},
		},
		map[string]any{
			"Action":    "s3:ListBucket",
			"Condition": map[string]any{"StringLike": map[string]any{"s3:prefix": "users/${cognito-identity.amazonaws.com:sub}/*"}},
			"Effect":    "Allow",
			"Resource":  arn,
		},
	}, site.granted())
}

func TestGrantFolderToReadGrantsNoWriting(t *testing.T) {
	site := newSite("")
	bucket := awss3.NewCfnBucket(site.stack, jsii.String("Bucket"), nil)
	identitypool.GrantFolder(site.role, bucket, jsii.String("/published/"), &identitypool.GrantOptions{ReadOnly: jsii.Bool(true)})
	arn := site.stack.Resolve(bucket.AttrArn())
	assert.Equal(t, []any{
		map[string]any{"Action": "s3:GetObject", "Effect": "Allow", "Resource": map[string]any{"Fn::Join": []any{"", []any{arn, "/published/*"}}}},
		map[string]any{
			"Action": "s3:ListBucket", "Effect": "Allow", "Resource": arn,
			"Condition": map[string]any{"StringLike": map[string]any{"s3:prefix": "published/*"}},
		},
	}, site.granted())
}

func TestGrantItemsAsksForThePartitionKey(t *testing.T) {
	partitionKey := &awsdynamodb.Attribute{Name: jsii.String("tenant"), Type: awsdynamodb.AttributeType_STRING}
	for name, define := range map[string]func(awscdk.Stack, awsiam.IRole) *string{
		"table": func(stack awscdk.Stack, role awsiam.IRole) *string {
			table := awsdynamodb.NewTable(stack, jsii.String("Table"), &awsdynamodb.TableProps{PartitionKey: partitionKey})
			identitypool.GrantItems(role, table, identitypool.SessionTagVariable(jsii.String("tenant")), nil)
			return table.TableArn()
		},
		"table v2": func(stack awscdk.Stack, role awsiam.IRole) *string {
			table := awsdynamodb.NewTableV2(stack, jsii.String("Table"), &awsdynamodb.TablePropsV2{PartitionKey: partitionKey})
			identitypool.GrantItems(role, table, identitypool.SessionTagVariable(jsii.String("tenant")), nil)
			return table.TableArn()
		},
		"L1": func(stack awscdk.Stack, role awsiam.IRole) *string {
			table := awsdynamodb.NewCfnTable(stack, jsii.String("Table"), &awsdynamodb.CfnTableProps{KeySchema: &[]any{}})
			identitypool.GrantItems(role, table, identitypool.SessionTagVariable(jsii.String("tenant")), nil)
			return table.AttrArn()
		},
	} {
		t.Run(name, func(t *testing.T) {
			site := newSite("")
			arn := define(site.stack, site.role)
			assert.Equal(t, []any{map[string]any{
				"Action": []any{
					"dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query", "dynamodb:ConditionCheckItem",
					"dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:BatchWriteItem",
				},
				"Condition": map[string]any{
					"ForAllValues:StringEquals": map[string]any{"dynamodb:LeadingKeys": []any{"${aws:PrincipalTag/tenant}"}},
					"Null":                      map[string]any{"dynamodb:LeadingKeys": "false"},
				},
				"Effect":   "Allow",
				"Resource": site.stack.Resolve(arn),
			}}, site.granted())
		})
	}
}

func TestGrantsIncludeTheKey(t *testing.T) {
	for name, test := range map[string]struct {
		options *identitypool.GrantOptions
		want    any
	}{
		"to write": {nil, []any{"kms:Decrypt", "kms:Encrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*"}},
		"to read":  {&identitypool.GrantOptions{ReadOnly: jsii.Bool(true)}, "kms:Decrypt"},
	} {
		t.Run(name, func(t *testing.T) {
			site := newSite("")
			key := awskms.NewKey(site.stack, jsii.String("Key"), nil)
			bucket := awss3.NewBucket(site.stack, jsii.String("Bucket"), &awss3.BucketProps{EncryptionKey: key})
			identitypool.GrantFolder(site.role, bucket, jsii.String("shared"), test.options)
			verify(t, site.stack, func(template assertions.Template) {
				template.HasResourceProperties(jsii.String("AWS::IAM::Policy"), map[string]any{"PolicyDocument": map[string]any{
					"Statement": assertions.Match_ArrayWith(&[]any{map[string]any{
						"Action": test.want, "Effect": "Allow", "Resource": site.stack.Resolve(key.KeyArn()),
					}}),
				}})
			})
		})
	}
}
