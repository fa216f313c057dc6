package access

import (
	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/cognito"
	"github.com/awscdk-constructs/identitypool/internal/iam"
)

// unknownIdentity is the id of an identity that is different from all others.
func unknownIdentity() cfn.Value {
	return cfn.Unique(cognito.CommercialPrincipal+cognito.SubjectKey, "only the session knows its identity id")
}

// principal is the session of a role, whose name the app chooses in the classic flow.
func (p *pool) principal(of role, who identity) iam.Principal {
	arn := of.definition.arn()
	account := accountOf(arn)
	name := cognito.RoleSessionName
	if who.classicFlow {
		name = "*"
	}
	return iam.Principal{
		Federated: cfn.Literal(p.federated()),
		Role:      arn,
		Session: cfn.Join(
			cfn.Literal("arn:"), of.definition.resource.Stack.Partition(), cfn.Literal(":sts::"), account, cfn.Literal(":assumed-role/"),
			of.definition.resource.Ref(), cfn.Literal("/"+name), // the role's name without its path
		),
		Account: account,
	}
}

// federated is the principal that stands for Cognito in trust policies. Where the region isn't known it is the commercial one, for a role that
// certainly admits somebody trusts that one.
func (p *pool) federated() string {
	if region, known := p.region(); known {
		if principal, documented := cognito.FederatedPrincipal(region); documented {
			return principal
		}
	}
	return cognito.CommercialPrincipal
}

// context is what each request of a session has.
//
// See: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
func (p *pool) context(who identity, of *roleDefinition, tags principalTags, identityID cfn.Value) iam.Context {
	principal := p.federated()
	context := who.request("", principal).Context.With(
		iam.Key{Name: principal + cognito.SubjectKey, Values: []cfn.Value{identityID}},
		iam.Key{Name: "aws:PrincipalArn", Values: []cfn.Value{of.arn()}},
		iam.Key{Name: "aws:PrincipalType", Values: []cfn.Value{cfn.Literal("AssumedRole")}},
		iam.Key{Name: "aws:PrincipalAccount", Values: []cfn.Value{accountOf(of.arn())}},
		iam.Key{Name: "aws:SecureTransport", Values: []cfn.Value{cfn.Literal("true")}},
		iam.Key{Name: "aws:username"},
	)
	return tags.over(of.tags()).addTo(context)
}
