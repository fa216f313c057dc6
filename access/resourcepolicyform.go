package access

import (
	"slices"
	"strings"
)

// resourcePolicyForm says where a template writes the policy of a resource.
type resourcePolicyForm struct {
	service       string // of the actions that it decides about
	typeName      string
	documentPath  string   // * stands for each element of a list
	ownerProperty string   // names what the policy belongs to; empty: the resource itself
	arnPrefix     string   // of what that property names without an ARN; % stands for the partition
	suffixes      []string // of the ARNs that the policy decides about; none: the ARN itself
	mustDelegate  bool     // to the account, or no other policy counts
}

// resourcePolicyForms are those of CloudFormation.
//
// See: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html
var resourcePolicyForms = []resourcePolicyForm{
	{
		service: "s3", typeName: "AWS::S3::BucketPolicy", documentPath: "PolicyDocument", ownerProperty: "Bucket", arnPrefix: "arn:%:s3:::",
		suffixes: []string{"", "/*"},
	},
	{service: "s3", typeName: "AWS::S3::AccessPoint", documentPath: "Policy", suffixes: []string{"", "/*"}},
	{service: "sqs", typeName: "AWS::SQS::QueuePolicy", documentPath: "PolicyDocument", ownerProperty: "Queues"},
	{service: "sqs", typeName: "AWS::SQS::QueueInlinePolicy", documentPath: "PolicyDocument", ownerProperty: "Queue"},
	{service: "sns", typeName: "AWS::SNS::TopicPolicy", documentPath: "PolicyDocument", ownerProperty: "Topics"},
	{service: "sns", typeName: "AWS::SNS::TopicInlinePolicy", documentPath: "PolicyDocument", ownerProperty: "TopicArn"},
	{service: "kms", typeName: "AWS::KMS::Key", documentPath: "KeyPolicy", mustDelegate: true},
	{service: "kms", typeName: "AWS::KMS::ReplicaKey", documentPath: "KeyPolicy", mustDelegate: true},
	{service: "secretsmanager", typeName: "AWS::SecretsManager::ResourcePolicy", documentPath: "ResourcePolicy", ownerProperty: "SecretId"},
	{service: "dynamodb", typeName: "AWS::DynamoDB::Table", documentPath: "ResourcePolicy/PolicyDocument", suffixes: []string{"", "/index/*"}},
	{
		service: "dynamodb", typeName: "AWS::DynamoDB::Table", documentPath: "StreamSpecification/ResourcePolicy/PolicyDocument",
		suffixes: []string{"/stream/*"},
	},
	{
		service: "dynamodb", typeName: "AWS::DynamoDB::GlobalTable", documentPath: "Replicas/*/ResourcePolicy/PolicyDocument",
		suffixes: []string{"", "/index/*"},
	},
	{
		service: "dynamodb", typeName: "AWS::DynamoDB::GlobalTable",
		documentPath: "Replicas/*/ReplicaStreamSpecification/ResourcePolicy/PolicyDocument", suffixes: []string{"/stream/*"},
	},
	{service: "execute-api", typeName: "AWS::ApiGateway::RestApi", documentPath: "Policy", suffixes: []string{"", "/*"}},
	{service: "es", typeName: "AWS::OpenSearchService::Domain", documentPath: "AccessPolicies", suffixes: []string{"", "/*"}},
	{service: "es", typeName: "AWS::Elasticsearch::Domain", documentPath: "AccessPolicies", suffixes: []string{"", "/*"}},
	{service: "ecr", typeName: "AWS::ECR::Repository", documentPath: "RepositoryPolicyText"},
	{service: "kinesis", typeName: "AWS::Kinesis::ResourcePolicy", documentPath: "ResourcePolicy", ownerProperty: "ResourceArn"},
	{service: "rum", typeName: "AWS::RUM::AppMonitor", documentPath: "ResourcePolicy/PolicyDocument"},
	{service: "events", typeName: "AWS::Events::EventBus", documentPath: "Policy"},
	{service: "elasticfilesystem", typeName: "AWS::EFS::FileSystem", documentPath: "FileSystemPolicy"},
	{service: "backup", typeName: "AWS::Backup::BackupVault", documentPath: "AccessPolicy"},
	{service: "logs", typeName: "AWS::Logs::LogGroup", documentPath: "ResourcePolicyDocument"},
}

// isUnreadPolicy is for a type that may be the policy of a resource and is none of the forms. What IAM and IoT attach to identities, and how
// something is scaled, is none.
func isUnreadPolicy(typeName string) bool {
	isPolicy := strings.HasSuffix(typeName, "Policy") || strings.HasSuffix(typeName, "Permission")
	isOther := strings.HasSuffix(typeName, "ScalingPolicy") || slices.Contains([]string{"AWS::IAM", "AWS::IoT"}, namespaceOf(typeName))
	return isPolicy && !isOther && !slices.Contains(resourcePolicyTypes(), typeName)
}

// namespaceOf is AWS::S3 for AWS::S3::Bucket.
func namespaceOf(typeName string) string {
	end := strings.LastIndex(typeName, "::")
	return typeName[:max(end, 0)]
}

func resourcePolicyTypes() []string {
	types := []string{lambdaPermissionType}
	for _, form := range resourcePolicyForms {
		if !slices.Contains(types, form.typeName) {
			types = append(types, form.typeName)
		}
	}
	return types
}
