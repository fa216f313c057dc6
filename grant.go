package identitypool

import (
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2/awsdynamodb"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awskms"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3"
	"github.com/aws/aws-cdk-go/awscdk/v2/interfaces/interfacesawsdynamodb"
	"github.com/aws/aws-cdk-go/awscdk/v2/interfaces/interfacesawss3"
	"github.com/aws/jsii-runtime-go"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// GrantOptions are the options of [GrantFolder] and [GrantItems].
type GrantOptions struct {
	// ReadOnly grants reading without writing: listing a folder and getting its objects; getting items and querying for them.
	// Default: false, both.
	ReadOnly *bool
}

// allows returns the actions for reading, with those for writing unless they are not wanted.
func (o *GrantOptions) allows(read, write []string) *[]*string {
	actions := jsii.Strings(read...)
	if o == nil || !isTrue(o.ReadOnly) {
		*actions = append(*actions, *jsii.Strings(write...)...)
	}
	return actions
}

// GrantFolder lets a role list, read, write and delete the objects below one folder of a bucket, and nothing else in it. The folder can
// hold variables, such as "users/" + *pool.IdentityIdVariable() or a [SessionTagVariable], so that each user or tenant has one. Slashes at
// its ends make no difference. A key that encrypts the bucket, and that the bucket knows, is granted, too. Options may be nil.
//
// An app that lists the folder must ask for its prefix with the slash, "users/<identity id>/": without it, S3 refuses. A role that was
// imported from another account, or as one that is not to be changed, is left alone, as by the grants of the CDK.
//
// It panics with a [*ValidationError] for nil, for no folder, for one with * or ?, which stand for anything (write ${*} and ${?} for the
// characters), and for a variable that is none.
//
// See: https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html#example-s3-prefix
func GrantFolder(role awsiam.IRole, bucket interfacesawss3.IBucketRef, folder *string, options *GrantOptions) {
	found := &problems{}
	checkGrant(role, bucket, "bucket", found)
	below := strings.Trim(valueOf(folder), "/") + "/*"
	switch at := (place{name: "folder"}); {
	case below == "/*":
		found.add(at, "is required; pass a folder of the bucket, such as \"users/\" + *pool.IdentityIdVariable()")
	case strings.HasPrefix(*folder, "s3://") || cognito.IsARN(*folder):
		found.add(at, "%s is a URL or ARN; pass the folder alone, as the keys of its objects begin", cognito.Quote(*folder))
	default:
		checkPolicyText(at, *folder, found)
	}
	found.panicIfAny(pathOfRole(role))
	arn := askBucketArn(bucket)
	role.AddToPrincipalPolicy(awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
		Actions:   options.allows([]string{"s3:GetObject"}, []string{"s3:PutObject", "s3:DeleteObject"}),
		Resources: jsii.Strings(arn + "/" + below),
	}))
	role.AddToPrincipalPolicy(awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
		Actions:    jsii.Strings("s3:ListBucket"),
		Resources:  jsii.Strings(arn),
		Conditions: &map[string]any{"StringLike": map[string]any{"s3:prefix": below}},
	}))
	options.grantKey(bucket, role)
}

// GrantItems lets a role read, write and delete the items of a table whose partition key is a value, such as a [SessionTagVariable] or
// *pool.IdentityIdVariable(). Scanning the table and reading its indexes are not allowed: they don't ask for a partition key of the table.
// A key that encrypts the table, and that the table knows, is granted, too. Options may be nil.
//
// It panics with a [*ValidationError] for nil, for an empty value, for one with * or ?, which are no wildcards here (write ${*} and ${?}
// for the characters), and for a variable that is none.
//
// See: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
func GrantItems(role awsiam.IRole, table interfacesawsdynamodb.ITableRef, partitionKey *string, options *GrantOptions) {
	found := &problems{}
	checkGrant(role, table, "table", found)
	if at := (place{name: "partitionKey"}); valueOf(partitionKey) == "" {
		found.add(at, "is required; pass the value of the partition key, such as SessionTagVariable")
	} else {
		checkPolicyText(at, *partitionKey, found)
	}
	found.panicIfAny(pathOfRole(role))
	role.AddToPrincipalPolicy(awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
		Actions: options.allows(
			[]string{"dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query", "dynamodb:ConditionCheckItem"},
			[]string{"dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:BatchWriteItem"}),
		Resources: jsii.Strings(askTableArn(table)),
		Conditions: &map[string]any{
			"ForAllValues:StringEquals": map[string]any{"dynamodb:LeadingKeys": []any{*partitionKey}},
			// ForAllValues holds for a request that names no key.
			"Null": map[string]any{"dynamodb:LeadingKeys": "false"},
		},
	}))
	options.grantKey(table, role)
}

// checkGrant reports what is missing.
func checkGrant(role awsiam.IRole, resource any, name string, found *problems) {
	if isNil(role) {
		found.add(place{name: "role"}, "is required; pass the role to grant to")
	}
	if isNil(resource) {
		found.add(place{name: name}, "is required; pass the %s", name)
	}
}

// pathOfRole returns the path of a role that may be missing.
func pathOfRole(role awsiam.IRole) func() string {
	if isNil(role) {
		return noPath
	}
	return pathOf(role)
}

// askBucketArn asks a bucket for its ARN, with one request where its type allows.
func askBucketArn(bucket interfacesawss3.IBucketRef) string {
	if l2, isL2 := bucket.(awss3.IBucket); isL2 {
		return *l2.BucketArn()
	}
	return *bucket.BucketRef().BucketArn
}

// askTableArn asks a table for its ARN, with one request where its type allows.
func askTableArn(table interfacesawsdynamodb.ITableRef) string {
	if l2, isL2 := table.(awsdynamodb.ITable); isL2 {
		return *l2.TableArn()
	}
	return *table.TableRef().TableArn
}

// grantKey lets a role use the key that encrypts a resource, as the grants of the CDK do.
func (o *GrantOptions) grantKey(resource any, role awsiam.IRole) {
	encrypted, hasKey := resource.(interface{ EncryptionKey() awskms.IKey })
	if !hasKey {
		return
	}
	key := encrypted.EncryptionKey()
	switch {
	case isNil(key):
	case o != nil && isTrue(o.ReadOnly):
		key.GrantDecrypt(role)
	default:
		key.GrantEncryptDecrypt(role)
	}
}
