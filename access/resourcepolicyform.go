package access

// resourcePolicyForm says where a template writes the policy of a resource.
type resourcePolicyForm struct {
	service  string // of the actions that it decides about
	typeName string
	document string   // the property; * stands for each element of a list
	on       string   // the property that names what the policy belongs to; empty: the resource itself
	nameIs   string   // what a name by itself is appended to, where that property holds no ARN
	inside   []string // what follows the ARN of the things that the policy decides about; the resource itself if there is none
	isSole   bool     // no other policy counts unless this one delegates to the account
}

// resourcePolicyForms are those of CloudFormation.
//
// See: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html
var resourcePolicyForms = []resourcePolicyForm{
	{service: "s3", typeName: "AWS::S3::BucketPolicy", document: "PolicyDocument", on: "Bucket", nameIs: "arn:%:s3:::", inside: []string{"", "/*"}},
	{service: "s3", typeName: "AWS::S3::AccessPoint", document: "Policy", inside: []string{"", "/*"}},
	{service: "sqs", typeName: "AWS::SQS::QueuePolicy", document: "PolicyDocument", on: "Queues"},
	{service: "sqs", typeName: "AWS::SQS::QueueInlinePolicy", document: "PolicyDocument", on: "Queue"},
	{service: "sns", typeName: "AWS::SNS::TopicPolicy", document: "PolicyDocument", on: "Topics"},
	{service: "sns", typeName: "AWS::SNS::TopicInlinePolicy", document: "PolicyDocument", on: "TopicArn"},
	{service: "kms", typeName: "AWS::KMS::Key", document: "KeyPolicy", isSole: true},
	{service: "kms", typeName: "AWS::KMS::ReplicaKey", document: "KeyPolicy", isSole: true},
	{service: "secretsmanager", typeName: "AWS::SecretsManager::ResourcePolicy", document: "ResourcePolicy", on: "SecretId"},
	{service: "dynamodb", typeName: "AWS::DynamoDB::Table", document: "ResourcePolicy/PolicyDocument", inside: []string{"", "/index/*"}},
	{
		service: "dynamodb", typeName: "AWS::DynamoDB::Table", document: "StreamSpecification/ResourcePolicy/PolicyDocument",
		inside: []string{"/stream/*"},
	},
	{
		service: "dynamodb", typeName: "AWS::DynamoDB::GlobalTable", document: "Replicas/*/ResourcePolicy/PolicyDocument",
		inside: []string{"", "/index/*"},
	},
	{
		service: "dynamodb", typeName: "AWS::DynamoDB::GlobalTable", document: "Replicas/*/ReplicaStreamSpecification/ResourcePolicy/PolicyDocument",
		inside: []string{"/stream/*"},
	},
	{service: "execute-api", typeName: "AWS::ApiGateway::RestApi", document: "Policy", inside: []string{"", "/*"}},
	{service: "es", typeName: "AWS::OpenSearchService::Domain", document: "AccessPolicies", inside: []string{"", "/*"}},
	{service: "es", typeName: "AWS::Elasticsearch::Domain", document: "AccessPolicies", inside: []string{"", "/*"}},
	{service: "ecr", typeName: "AWS::ECR::Repository", document: "RepositoryPolicyText"},
	{service: "kinesis", typeName: "AWS::Kinesis::ResourcePolicy", document: "ResourcePolicy", on: "ResourceArn"},
	{service: "rum", typeName: "AWS::RUM::AppMonitor", document: "ResourcePolicy/PolicyDocument"},
}

// servicesWithResourcePolicies are those whose resources may have policies of their own.
//
// See: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html
var servicesWithResourcePolicies = []string{
	"", // an action of any
	"acm-pca", "backup", "codeartifact", "codebuild", "dynamodb", "ecr", "elasticfilesystem", "es", "events", "execute-api", "glacier",
	"glue", "kinesis", "kms", "lambda", "lex", "logs", "mediastore", "rum", "s3", "s3-object-lambda", "s3-outposts", "s3express", "s3tables",
	"schemas", "secretsmanager", "ses", "signer", "sns", "sqs", "ssm-contacts", "ssm-incidents", "vpc-lattice", "xray",
}

// actionsWithoutResources are actions of these services that are about no resource in particular, so that no policy of one counts.
//
// See: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
var actionsWithoutResources = []string{
	"dynamodb:listtables", "dynamodb:describelimits", "dynamodb:describeendpoints", "ecr:getauthorizationtoken", "events:listeventbuses",
	"kinesis:liststreams", "kms:createkey", "kms:listkeys", "kms:listaliases", "kms:generaterandom", "lambda:listfunctions",
	"lambda:getaccountsettings", "rum:listappmonitors", "s3:listallmybuckets", "s3:getaccountpublicaccessblock",
	"secretsmanager:listsecrets", "secretsmanager:getrandompassword", "ses:getsendquota", "ses:getsendstatistics", "sns:listtopics",
	"sns:listsubscriptions", "sqs:listqueues", "xray:puttracesegments", "xray:puttelemetryrecords",
}
