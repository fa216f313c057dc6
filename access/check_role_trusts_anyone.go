package access

import (
	"slices"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/cognito"
	"github.com/awscdk-constructs/identitypool/internal/iam"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

// checkTrustsAnyone reports roles that do not even ask for an identity of Cognito.
func checkTrustsAnyone(p *pool, found *reporter) {
	for _, use := range p.reachableRoles() {
		if !use.role.definition.trustsAnyone() {
			continue
		}
		found.reportOnce(fault{
			rule:     rule.RoleTrustsAnyone,
			resource: use.role.definition.resource,
			at:       use.role.definition.trustPolicy(),
			message:  "it is " + use.description + " and can be assumed by anyone",
			cure:     use.role.definition.cure("let it trust this identity pool only: "+p.wantedTrust(use.who.kind), use.who.kind),
		})
	}
}

// admitsAnyone asks for somebody who does not come from Cognito.
func admitsAnyone(trust iam.Policy) bool {
	return slices.ContainsFunc(strangers, func(stranger iam.Request) bool { return trust.Evaluate(stranger).Answer == answer.Yes })
}

// strangers come by the token of another provider, or as a role of another account.
var strangers = func() []iam.Request {
	var keys []string
	for _, principal := range cognito.FederatedPrincipals() {
		keys = append(keys, principal+":")
	}
	context := iam.Context{}.Without(keys...).With(iam.Key{Name: "aws:SecureTransport", Values: []cfn.Value{cfn.Literal("true")}})
	role := iam.Principal{Role: cfn.Literal("arn:aws:iam::000000000000:role/stranger")}
	return []iam.Request{
		{Principal: iam.Principal{Federated: cfn.Literal("login.example.com")}, Action: cognito.AssumeRole, Context: context},
		{Principal: role, Action: "sts:AssumeRole", Context: context},
	}
}()
