package access

import (
	"fmt"
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/iam"
)

const (
	lambdaPermissionType = "AWS::Lambda::Permission"
	lambdaAliasType      = "AWS::Lambda::Alias"
	lambdaVersionType    = "AWS::Lambda::Version"
	lambdaService        = "lambda"
)

// lambdaConditions are the conditions that the properties of a permission stand for.
//
// See: https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html
var lambdaConditions = map[string]struct{ operator, key string }{
	"SourceArn":             {"ArnLike", "aws:SourceArn"},
	"SourceAccount":         {"StringEquals", "aws:SourceAccount"},
	"PrincipalOrgID":        {"StringEquals", "aws:PrincipalOrgID"},
	"EventSourceToken":      {"StringEquals", "lambda:EventSourceToken"},
	"FunctionUrlAuthType":   {"StringEquals", "lambda:FunctionUrlAuthType"},
	"InvokedViaFunctionUrl": {"Bool", "lambda:InvokedViaFunctionUrl"},
}

// lambdaPermission reads a statement of the policy of a function, or of a version or an alias of one. A statement about a service, which most
// are, counts for no role.
//
// See: https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
func (p *policies) lambdaPermission(resource *cfn.Resource) (read resourcePolicy, counts bool) {
	properties := p.deployment.templates.Properties(resource)
	principal := properties.Field("Principal").Text()
	if strings.HasSuffix(principal.Suffix(), ".amazonaws.com") {
		return resourcePolicy{}, false
	}
	conditions, unclear := conditionsOfLambda(properties)
	policy := iam.AllowPrincipal(resource.Name(), principal, properties.Field("Action").Text(), conditions, unclear)
	policy.Doubt = p.existence(resource)
	arn, of := p.lambdaARN(properties.Field("FunctionName").Text())
	policy.DecidesAbout = resourcePolicyForm{}.places(arn)
	return resourcePolicy{policy, lambdaService, of}, true
}

func conditionsOfLambda(properties cfn.Property) (read []iam.Demand, unclear string) {
	names, known := properties.Fields()
	if !known {
		unclear = "has properties that only the deployment knows"
	}
	for _, name := range names {
		condition, isCondition := lambdaConditions[name]
		switch value := properties.Field(name); {
		case !value.Exists():
		case isCondition:
			read = append(read, iam.Demand{Operator: condition.operator, Key: condition.key, Values: value})
		case !slices.Contains([]string{"Principal", "Action", "FunctionName"}, name):
			unclear = fmt.Sprintf("has a property %s, which is not understood", name)
		}
	}
	return read, unclear
}

// lambdaARN is what a template names by a name, an ARN or a Ref, and the function that it belongs to, which is nil if that is none of the app.
// "The permission is valid only for requests made using" that very ARN: a permission for a function is none for its versions and aliases.
//
// See: https://docs.aws.amazon.com/lambda/latest/dg/using-aliases.html
func (p *policies) lambdaARN(name cfn.Value) (arn cfn.Value, function *cfn.Resource) {
	resource := p.resourceNamed(name)
	if resource == nil {
		before, qualifier, isQualified := name.Cut(":")
		if function = p.resourceNamed(before); !isQualified || function == nil {
			return name, nil
		}
		return p.qualified(before, qualifier)
	}
	properties := p.deployment.templates.Properties(resource)
	switch resource.Type {
	case lambdaAliasType:
		return p.qualified(properties.Field("FunctionName").Text(), properties.Field("Name").Text())
	case lambdaVersionType:
		return p.qualified(properties.Field("FunctionName").Text(), resource.Attribute("Version"))
	}
	arn, known := resource.ARN()
	if !known {
		return name, nil
	}
	return arn, resource
}

// permissionsOfQualified are the permissions of a version or an alias that is asked for by its Ref, which is its ARN.
func (p *policies) permissionsOfQualified(ref cfn.Value) []iam.Policy {
	arn, function := p.lambdaARN(ref)
	var found []iam.Policy
	for _, policy := range p.resources().decidingAbout(function, lambdaService) {
		about := answer.AnyOf(policy.DecidesAbout, func(of cfn.Value) answer.Answer { return cfn.Same(of, arn) })
		if about == answer.Yes {
			policy.DecidesAbout = []cfn.Value{ref}
		}
		if about != answer.No {
			found = append(found, policy)
		}
	}
	return found
}

func isQualifiedFunction(resource *cfn.Resource) bool {
	return resource.Type == lambdaAliasType || resource.Type == lambdaVersionType
}

func (p *policies) qualified(name, qualifier cfn.Value) (arn cfn.Value, function *cfn.Resource) {
	arn, function = p.lambdaARN(name)
	return cfn.Join(arn, cfn.Literal(":"), qualifier), function
}
