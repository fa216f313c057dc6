package iam

import (
	"slices"
	"strings"
)

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

// HasResourcePolicies reports whether the resources of a service, by the prefix of its actions, may have policies of their own. An empty prefix
// stands for any service.
func HasResourcePolicies(service string) bool {
	return slices.Contains(servicesWithResourcePolicies, strings.ToLower(service))
}

// IsAboutNoResource reports whether an action is about no resource in particular, so that no policy of one counts.
func IsAboutNoResource(action string) bool {
	return slices.Contains(actionsWithoutResources, strings.ToLower(action))
}
