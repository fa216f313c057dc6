package cfn

import "strings"

const (
	iamService      = "iam"
	locationService = "geo"
	nameProperty    = "Name"
	urlProperty     = "Url"
	arnAttribute    = "Arn" // of most types
	// suffixAttribute is no attribute of CloudFormation: it stands for the six characters at the end of a secret's ARN.
	suffixAttribute = "suffix"
	userPoolType    = "AWS::Cognito::UserPool"
	// customOpenIDConnectType is what awsiam.OpenIdConnectProvider of the CDK defines.
	customOpenIDConnectType = "Custom::AWSCDKOpenIdConnectProvider"
)

// identifiers are the attributes that return what the Ref of the same resource returns.
var identifiers = map[string]string{
	"AWS::ApiGateway::RestApi":         "RestApiId",
	"AWS::ApiGatewayV2::Api":           "ApiId",
	"AWS::AppSync::GraphQLApi":         arnAttribute,
	"AWS::Cognito::IdentityPool":       "Id",
	userPoolType:                       "UserPoolId",
	"AWS::Cognito::UserPoolClient":     "ClientId",
	"AWS::IAM::SAMLProvider":           arnAttribute,
	"AWS::IAM::OIDCProvider":           arnAttribute,
	customOpenIDConnectType:            arnAttribute,
	"AWS::KMS::Key":                    "KeyId",
	"AWS::SecretsManager::Secret":      "Id",
	"AWS::SQS::Queue":                  "QueueUrl",
	"AWS::StepFunctions::StateMachine": arnAttribute,
}

// arnForm is how the ARNs of a type are written: arn:partition:service:region:account:beforeName + name + afterName.
type arnForm struct {
	service    string
	beforeName string
	afterName  string
	// nameProperty is the property by which a template gives the name. Without it the deployment makes one.
	nameProperty string
	// nameAttribute returns the name; empty is Ref.
	nameAttribute string
	// arnAttribute returns the ARN; empty is "Arn".
	arnAttribute      string
	hasNoARNAttribute bool
	refIsARN          bool
	isGlobal          bool // no region
	hasNoAccount      bool
	hasPath           bool // the property Path stands before the name
	// wideNames may have a slash or colon in them.
	wideNames bool
	// randomSuffix is put behind the name that a template gives.
	randomSuffix bool
}

var openIDConnectForm = arnForm{
	service: iamService, isGlobal: true, beforeName: "oidc-provider/", nameProperty: urlProperty, nameAttribute: urlProperty, refIsARN: true,
	wideNames: true,
}

var tableForm = arnForm{service: "dynamodb", beforeName: "table/", nameProperty: "TableName"}

var domainForm = arnForm{service: "es", beforeName: "domain/", nameProperty: "DomainName"}

// arnForms are those of the types whose ARNs policies name.
//
// See: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html for
// the ARNs, and the page of each type in the CloudFormation Template Reference for what Ref returns.
var arnForms = map[string]arnForm{
	"AWS::IAM::Role":  {service: iamService, isGlobal: true, beforeName: "role", hasPath: true, nameProperty: "RoleName"},
	"AWS::IAM::User":  {service: iamService, isGlobal: true, beforeName: "user", hasPath: true, nameProperty: "UserName"},
	"AWS::IAM::Group": {service: iamService, isGlobal: true, beforeName: "group", hasPath: true, nameProperty: "GroupName"},
	"AWS::IAM::InstanceProfile": {
		service: iamService, isGlobal: true, beforeName: "instance-profile", hasPath: true, nameProperty: "InstanceProfileName",
	},
	"AWS::IAM::ManagedPolicy": {
		service: iamService, isGlobal: true, beforeName: "policy", hasPath: true, nameProperty: "ManagedPolicyName",
		nameAttribute: "ManagedPolicyName", arnAttribute: "PolicyArn", refIsARN: true,
	},
	"AWS::IAM::SAMLProvider": {
		service: iamService, isGlobal: true, beforeName: "saml-provider/", nameProperty: nameProperty, nameAttribute: nameProperty, refIsARN: true,
	},
	"AWS::IAM::OIDCProvider":       openIDConnectForm,
	customOpenIDConnectType:        openIDConnectForm,
	"AWS::S3::Bucket":              {service: "s3", isGlobal: true, hasNoAccount: true, nameProperty: "BucketName"},
	"AWS::S3::AccessPoint":         {service: "s3", beforeName: "accesspoint/", nameProperty: nameProperty},
	"AWS::DynamoDB::Table":         tableForm,
	"AWS::DynamoDB::GlobalTable":   tableForm,
	"AWS::Serverless::SimpleTable": tableForm,
	"AWS::SQS::Queue":              {service: "sqs", nameProperty: "QueueName", nameAttribute: "QueueName"},
	"AWS::SNS::Topic": {
		service: "sns", nameProperty: "TopicName", nameAttribute: "TopicName", arnAttribute: "TopicArn", refIsARN: true,
	},
	"AWS::Lambda::Function":      {service: "lambda", beforeName: "function:", nameProperty: "FunctionName"},
	"AWS::Serverless::Function":  {service: "lambda", beforeName: "function:", nameProperty: "FunctionName"},
	"AWS::Cognito::UserPool":     {service: "cognito-idp", beforeName: "userpool/"},
	"AWS::Cognito::IdentityPool": {service: "cognito-identity", beforeName: "identitypool/", hasNoARNAttribute: true, wideNames: true},
	"AWS::SecretsManager::Secret": {
		service: "secretsmanager", beforeName: "secret:", nameProperty: nameProperty, nameAttribute: nameProperty, arnAttribute: "Id", refIsARN: true,
		wideNames: true, randomSuffix: true,
	},
	"AWS::KMS::Key":                        {service: "kms", beforeName: "key/"},
	"AWS::Kinesis::Stream":                 {service: "kinesis", beforeName: "stream/", nameProperty: nameProperty},
	"AWS::KinesisFirehose::DeliveryStream": {service: "firehose", beforeName: "deliverystream/", nameProperty: "DeliveryStreamName"},
	"AWS::StepFunctions::StateMachine": {
		service: "states", beforeName: "stateMachine:", nameProperty: "StateMachineName", nameAttribute: nameProperty, refIsARN: true,
	},
	"AWS::Logs::LogGroup": {
		service: "logs", beforeName: "log-group:", afterName: ":*", nameProperty: "LogGroupName", wideNames: true,
	},
	"AWS::Events::EventBus": {service: "events", beforeName: "event-bus/", nameProperty: nameProperty},
	"AWS::Backup::BackupVault": {
		service: "backup", beforeName: "backup-vault:", nameProperty: "BackupVaultName", arnAttribute: "BackupVaultArn",
	},
	"AWS::ECR::Repository":                   {service: "ecr", beforeName: "repository/", nameProperty: "RepositoryName", wideNames: true},
	"AWS::EFS::FileSystem":                   {service: "elasticfilesystem", beforeName: "file-system/"},
	"AWS::AppSync::GraphQLApi":               {service: "appsync", beforeName: "apis/", nameAttribute: "ApiId", refIsARN: true},
	"AWS::OpenSearchService::Domain":         domainForm,
	"AWS::Elasticsearch::Domain":             domainForm,
	"AWS::Location::Map":                     {service: locationService, beforeName: "map/", nameProperty: "MapName"},
	"AWS::Location::PlaceIndex":              {service: locationService, beforeName: "place-index/", nameProperty: "IndexName"},
	"AWS::Location::Tracker":                 {service: locationService, beforeName: "tracker/", nameProperty: "TrackerName"},
	"AWS::Location::RouteCalculator":         {service: locationService, beforeName: "route-calculator/", nameProperty: "CalculatorName"},
	"AWS::Location::GeofenceCollection":      {service: locationService, beforeName: "geofence-collection/", nameProperty: "CollectionName"},
	"AWS::RUM::AppMonitor":                   {service: "rum", beforeName: "appmonitor/", nameProperty: nameProperty, hasNoARNAttribute: true},
	"AWS::ApiGateway::RestApi":               {service: "execute-api", hasNoARNAttribute: true},
	"AWS::ApiGatewayV2::Api":                 {service: "execute-api", hasNoARNAttribute: true},
	"AWS::Cognito::UserPoolClient":           {},
	"AWS::Cognito::UserPoolGroup":            {nameProperty: "GroupName", wideNames: true},
	"AWS::Cognito::UserPoolIdentityProvider": {nameProperty: "ProviderName", wideNames: true},
}

func (f arnForm) attribute() string {
	switch {
	case f.service == "" || f.hasNoARNAttribute:
		return ""
	case f.arnAttribute == "":
		return arnAttribute
	default:
		return f.arnAttribute
	}
}

// ARN is the resource's ARN in parts. It is false for a type whose ARNs this package doesn't know.
func (r *Resource) ARN() (Value, bool) {
	form, found := arnForms[r.Type]
	if !found || form.service == "" {
		return Value{}, false
	}
	return r.arn(form), true
}

// Service is what ARNs and actions call the service of the resource: that of its type, in small letters, for most of which nothing else is known.
func (r *Resource) Service() string {
	if service := arnForms[r.Type].service; service != "" {
		return service
	}
	_, behindVendor, _ := strings.Cut(r.Type, "::")
	namespace, _, _ := strings.Cut(behindVendor, "::")
	return strings.ToLower(namespace)
}

func (r *Resource) arn(form arnForm) Value {
	region, account := Value{}, Value{}
	if !form.isGlobal {
		region = r.Stack.pseudoParameter(regionParameter)
	}
	if !form.hasNoAccount {
		account = r.Stack.pseudoParameter(accountParameter)
	}
	return Join(
		Literal("arn:"), r.Stack.pseudoParameter(partitionName), Literal(":"+form.service+":"), region, Literal(":"), account, Literal(":"),
		Literal(form.beforeName), r.iamPath, r.identifier(form.nameAttribute), Literal(form.afterName),
	)
}

// arnName is how a template would write the ARN in Fn::Sub.
func (r *Resource) arnName() string {
	form := arnForms[r.Type]
	switch {
	case form.refIsARN:
		return r.name
	case form.attribute() == "":
		return r.name + ".Arn" // as a test may write it
	default:
		return r.name + "." + form.attribute()
	}
}

// readName reads what the template says about the name of a resource, of which its ARN is made. It may depend on parameters, but not
// on other resources.
func (r *Resource) readName() {
	form, found := arnForms[r.Type]
	if !found {
		return
	}
	evaluation := &evaluation{deployment: r.Stack.app.undecided, parametersOnly: true}
	if form.hasPath {
		r.iamPath = Literal("/")
		if path := r.properties().field("Path"); path.kind() != Absent {
			r.iamPath = evaluation.text(r.Stack, path)
		}
	}
	property := r.properties().field(form.nameProperty)
	if property.kind() == Absent {
		return
	}
	r.hasNameProperty = true
	if name := evaluation.text(r.Stack, property); !name.IsEmpty() {
		r.givenName = r.nameInARN(form, name)
	}
}

// nameInARN is what the ARN has of the name that a template gives.
func (r *Resource) nameInARN(form arnForm, name Value) Value {
	_, host, hasScheme := name.Cut("://")
	switch {
	case form.randomSuffix:
		return Join(name, Literal("-"), r.identifier(suffixAttribute))
	case form.nameProperty == urlProperty && hasScheme:
		return host
	default:
		return name
	}
}
