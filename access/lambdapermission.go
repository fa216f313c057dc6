package access

import (
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/iam"
)

const lambdaPermissionType = "AWS::Lambda::Permission"

// lambdaPermission reads a statement of the policy of a function. One about a service, which most are, counts for no role.
//
// See: https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
func (p *policies) lambdaPermission(resource *cfn.Resource) (read resourcePolicy, counts bool) {
	properties := p.deployment.templates.Properties(resource)
	principal, function := properties.Field("Principal").Text(), properties.Field("FunctionName").Text()
	if strings.HasSuffix(principal.Suffix(), ".amazonaws.com") {
		return resourcePolicy{}, false
	}
	unclear := ""
	for _, name := range []string{"SourceArn", "SourceAccount", "PrincipalOrgID", "EventSourceToken", "FunctionUrlAuthType"} {
		if properties.Field(name).Exists() {
			unclear = "has the condition " + name
		}
	}
	policy := iam.AllowPrincipal(resource.Name(), principal, properties.Field("Action").Text(), unclear)
	policy.Doubt = p.existence(resource)
	arn, of := function, p.resourceNamed(function)
	if of != nil {
		arn, _ = of.ARN()
	}
	policy.DecidesAbout = resourcePolicyForm{suffixes: []string{"", ":*"}}.places(arn)
	return resourcePolicy{policy, "lambda", of}, true
}
