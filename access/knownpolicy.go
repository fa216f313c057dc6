package access

import (
	"strings"
	"sync"

	"github.com/awscdk-constructs/identitypool/internal/iam"
)

// knownActions are what managed policies of AWS allow on every resource, as far as their names promise it. AWS changes such policies, but not
// what they are for. What a session may do is never answered by this list: see [WithManagedPolicy].
//
// See: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
var knownActions = map[string][]string{
	"AdministratorAccess":           {"*"},
	"AmazonAPIGatewayAdministrator": {"apigateway:*"},
	"AmazonCognitoPowerUser":        {"cognito-identity:*", "cognito-idp:*", "cognito-sync:*"},
	"AmazonDynamoDBFullAccess":      {"dynamodb:*"},
	"AmazonDynamoDBFullAccess_v2":   {"dynamodb:*"},
	"AmazonEC2FullAccess":           {"ec2:*"},
	"AmazonKinesisFullAccess":       {"kinesis:*"},
	"AmazonRDSFullAccess":           {"rds:*"},
	"AmazonS3FullAccess":            {"s3:*"},
	"AmazonSESFullAccess":           {"ses:*"},
	"AmazonSNSFullAccess":           {"sns:*"},
	"AmazonSQSFullAccess":           {"sqs:*"},
	"AWSIoTFullAccess":              {"iot:*"},
	"AWSLambda_FullAccess":          {"lambda:*"},
	"CloudWatchFullAccess":          {"cloudwatch:*", "logs:*"},
	"CloudWatchLogsFullAccess":      {"logs:*"},
	"IAMFullAccess":                 {"iam:*"},
	"SecretsManagerReadWrite":       {"secretsmanager:*"},
}

// powerUser allows all but a few services.
//
// See: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/PowerUserAccess.html
const powerUser = `{"Version": "2012-10-17", "Statement": [
	{"Effect": "Allow", "NotAction": ["iam:*", "organizations:*", "account:*"], "Resource": "*"}
]}`

var knownPowerUser = sync.OnceValue(func() iam.Policy {
	read, err := managedPolicyText{arn: "arn:aws:iam::aws:policy/PowerUserAccess", document: []byte(powerUser)}.read()
	if err != nil {
		panic(err) // it is written above
	}
	return read
})

// withKnownTexts fills in what is known of AWS's own policies where no text is given.
func withKnownTexts(policies []iam.Policy) []iam.Policy {
	if policies == nil {
		return nil
	}
	known := make([]iam.Policy, 0, len(policies))
	for _, policy := range policies {
		_, path, isOfAWS := strings.Cut(policy.Source, ":iam::aws:policy/")
		actions := knownActions[lastPart(path)]
		switch {
		case !isOfAWS || policy.Unclear == "":
		case lastPart(path) == "PowerUserAccess":
			policy = knownPowerUser()
		case len(actions) > 0:
			policy = iam.AllowActions(policy.Source, actions...)
		}
		known = append(known, policy)
	}
	return known
}
