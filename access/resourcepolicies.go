package access

import (
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/iam"
)

// resourcePolicyForm says where a template writes the policy of a resource.
type resourcePolicyForm struct {
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
	{typeName: "AWS::S3::BucketPolicy", document: "PolicyDocument", on: "Bucket", nameIs: "arn:%:s3:::", inside: []string{"", "/*"}},
	{typeName: "AWS::S3::AccessPoint", document: "Policy", inside: []string{"", "/*"}},
	{typeName: "AWS::SQS::QueuePolicy", document: "PolicyDocument", on: "Queues"},
	{typeName: "AWS::SQS::QueueInlinePolicy", document: "PolicyDocument", on: "Queue"},
	{typeName: "AWS::SNS::TopicPolicy", document: "PolicyDocument", on: "Topics"},
	{typeName: "AWS::SNS::TopicInlinePolicy", document: "PolicyDocument", on: "TopicArn"},
	{typeName: "AWS::KMS::Key", document: "KeyPolicy", isSole: true},
	{typeName: "AWS::KMS::ReplicaKey", document: "KeyPolicy", isSole: true},
	{typeName: "AWS::SecretsManager::ResourcePolicy", document: "ResourcePolicy", on: "SecretId"},
	{typeName: "AWS::DynamoDB::Table", document: "ResourcePolicy/PolicyDocument", inside: []string{"", "/index/*"}},
	{typeName: "AWS::DynamoDB::Table", document: "StreamSpecification/ResourcePolicy/PolicyDocument", inside: []string{"/stream/*"}},
	{typeName: "AWS::DynamoDB::GlobalTable", document: "Replicas/*/ResourcePolicy/PolicyDocument", inside: []string{"", "/index/*"}},
	{
		typeName: "AWS::DynamoDB::GlobalTable", document: "Replicas/*/ReplicaStreamSpecification/ResourcePolicy/PolicyDocument",
		inside: []string{"/stream/*"},
	},
	{typeName: "AWS::ApiGateway::RestApi", document: "Policy", inside: []string{"", "/*"}},
	{typeName: "AWS::OpenSearchService::Domain", document: "AccessPolicies", inside: []string{"", "/*"}},
	{typeName: "AWS::Elasticsearch::Domain", document: "AccessPolicies", inside: []string{"", "/*"}},
	{typeName: "AWS::ECR::Repository", document: "RepositoryPolicyText"},
	{typeName: "AWS::Kinesis::ResourcePolicy", document: "ResourcePolicy", on: "ResourceArn"},
	{typeName: "AWS::RUM::AppMonitor", document: "ResourcePolicy/PolicyDocument"},
}

// servicesWithResourcePolicies are those whose resources may have policies of their own.
//
// See: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html
var servicesWithResourcePolicies = []string{
	"", "acm-pca", "backup", "codeartifact", "codebuild", "dynamodb", "ecr", "elasticfilesystem", "es", "events", "execute-api", "glacier", "glue", "kinesis",
	"kms", "lambda", "lex", "logs", "mediastore", "rum", "s3", "s3-object-lambda", "s3-outposts", "s3express", "s3tables", "schemas", "secretsmanager",
	"ses", "signer", "sns", "sqs", "ssm-contacts", "ssm-incidents", "vpc-lattice", "xray",
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

// resourcePolicies are the policies of resources in one deployment.
type resourcePolicies struct {
	of        map[*cfn.Resource][]iam.Policy
	elsewhere []iam.Policy // of what isn't a resource of the app, or isn't known
	all       []iam.Policy
}

func (p *policies) readResourcePolicies() *resourcePolicies {
	read := &resourcePolicies{of: map[*cfn.Resource][]iam.Policy{}}
	for _, form := range resourcePolicyForms {
		for _, resource := range p.deployment.templates.Resources(form.typeName) {
			for _, document := range descend(p.deployment.templates.Properties(resource), form.document) {
				p.addResourcePolicy(read, form, resource, document)
			}
		}
	}
	for _, resource := range p.deployment.templates.Resources(lambdaPermissionType) {
		p.addLambdaPermission(read, resource)
	}
	return read
}

// descend returns the places that a path leads to and that exist.
func descend(from cfn.Property, path string) []cfn.Property {
	step, rest, goesOn := strings.Cut(path, "/")
	next := []cfn.Property{from.Field(step)}
	if step == "*" {
		items, known := from.Items()
		next = items
		if !known {
			next = []cfn.Property{from}
		}
	}
	if !goesOn {
		return slices.DeleteFunc(next, func(each cfn.Property) bool { return !each.Exists() })
	}
	var found []cfn.Property
	for _, each := range next {
		found = append(found, descend(each, rest)...)
	}
	return found
}

func (p *policies) addResourcePolicy(read *resourcePolicies, form resourcePolicyForm, resource *cfn.Resource, document cfn.Property) {
	if form.on == "" {
		p.addPolicyOn(read, form, resource, resource, document)
		return
	}
	named := p.deployment.templates.Properties(resource).Field(form.on)
	names, known := named.OneOrMore()
	for _, name := range names {
		if of := p.resourceNamed(name.Text()); of != nil {
			p.addPolicyOn(read, form, resource, of, document)
			continue
		}
		policy := p.readResourcePolicy(resource, document, nil)
		policy.On = form.places(form.arn(resource, name.Text()))
		read.elsewhere = append(read.elsewhere, policy)
		read.all = append(read.all, policy)
	}
	if !known {
		policy := p.readResourcePolicy(resource, document, nil)
		policy.Perhaps = "is for something that only the deployment knows"
		read.elsewhere = append(read.elsewhere, policy)
		read.all = append(read.all, policy)
	}
}

func (p *policies) addPolicyOn(read *resourcePolicies, form resourcePolicyForm, resource, of *cfn.Resource, document cfn.Property) {
	policy := p.readResourcePolicy(resource, document, of)
	if arn, known := of.ARN(); known {
		policy.On = form.places(arn)
	}
	policy.Sole = form.isSole
	read.of[of] = append(read.of[of], policy)
	read.all = append(read.all, policy)
}

// arn is the ARN that a name stands for which isn't that of a resource of the app.
func (f resourcePolicyForm) arn(resource *cfn.Resource, name cfn.Value) cfn.Value {
	if f.nameIs == "" || strings.HasPrefix(name.Prefix(), "arn:") {
		return name
	}
	before, after, _ := strings.Cut(f.nameIs, "%")
	return cfn.Join(cfn.Literal(before), resource.Stack.Partition(), cfn.Literal(after), name)
}

// places are what a policy decides about. What isn't known to be an ARN may be anything.
func (f resourcePolicyForm) places(arn cfn.Value) []cfn.Value {
	if !strings.HasPrefix(arn.Prefix(), "arn:") {
		return []cfn.Value{cfn.AtRunTime(arn.String(), "only the deployment knows its ARN")}
	}
	if len(f.inside) == 0 {
		return []cfn.Value{arn}
	}
	var places []cfn.Value
	for _, each := range f.inside {
		places = append(places, cfn.Join(arn, cfn.Literal(each)))
	}
	return places
}

// resourceNamed returns the resource of the app that a template means by a Ref, an ARN or the name that another template part gives it.
func (p *policies) resourceNamed(name cfn.Value) *cfn.Resource {
	if resource, isRef := name.Resource(); isRef {
		return resource
	}
	if resource, isARN := p.deployment.app.ResourceOfARN(name); isARN {
		return resource
	}
	if text, known := name.Literal(); known {
		if found := p.deployment.app.Named(text); len(found) == 1 && cfn.Same(found[0].Ref(), name) == answer.Yes {
			return found[0]
		}
	}
	return nil
}

// readResourcePolicy reads the policy of a resource, or of nothing that the app shows.
func (p *policies) readResourcePolicy(resource *cfn.Resource, document cfn.Property, of *cfn.Resource) iam.Policy {
	expand := func(written cfn.Value) cfn.Value { return written }
	if of != nil && of.Type == "AWS::ApiGateway::RestApi" {
		expand = func(written cfn.Value) cfn.Value { return expandedAPI(of, written) }
	}
	policy := iam.ReadPolicyOf(document, resource.Name(), expand)
	if p.deployment.templates.Exists(resource) == answer.Unknown {
		policy.Perhaps = "may not be there, as only the deployment knows its condition"
	}
	return policy
}

// expandedAPI is what API Gateway makes of a resource that leaves out the beginning: "execute-api:/stage/GET/orders".
//
// See: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html
func expandedAPI(api *cfn.Resource, written cfn.Value) cfn.Value {
	before, after, found := written.Cut("execute-api:/")
	arn, known := api.ARN()
	if !found || !before.IsEmpty() || !known {
		return written
	}
	return cfn.Join(arn, cfn.Literal("/"), after)
}

const lambdaPermissionType = "AWS::Lambda::Permission"

// addLambdaPermission reads a statement of the policy of a function. One about services, which most are, is about no role.
//
// See: https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
func (p *policies) addLambdaPermission(read *resourcePolicies, resource *cfn.Resource) {
	properties := p.deployment.templates.Properties(resource)
	principal := properties.Field("Principal").Text()
	if strings.HasSuffix(principal.Suffix(), ".amazonaws.com") {
		return
	}
	unclear := ""
	for _, name := range []string{"SourceArn", "SourceAccount", "PrincipalOrgID", "EventSourceToken", "FunctionUrlAuthType"} {
		if properties.Field(name).Exists() {
			unclear = "has the condition " + name
		}
	}
	function := properties.Field("FunctionName").Text()
	of := p.resourceNamed(function)
	arn := function
	if of != nil {
		arn, _ = of.ARN()
	}
	form := resourcePolicyForm{inside: []string{"", ":*"}}
	policy := iam.AllowPrincipal(resource.Name(), principal, properties.Field("Action").Text(), unclear)
	policy.On = form.places(arn)
	if p.deployment.templates.Exists(resource) == answer.Unknown {
		policy.Perhaps = "may not be there, as only the deployment knows its condition"
	}
	if of != nil {
		read.of[of] = append(read.of[of], policy)
	} else {
		read.elsewhere = append(read.elsewhere, policy)
	}
	read.all = append(read.all, policy)
}
