package access

import (
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

// admitsAnyone asks for somebody who does not come from Cognito: by the token of another provider, or as a role of another account.
func admitsAnyone(trust iam.Policy) bool {
	var foreign []string
	for _, principal := range cognito.FederatedPrincipals() {
		foreign = append(foreign, principal+":")
	}
	context := iam.Context{}.Without(foreign...).With(iam.Key{Name: "aws:SecureTransport", Values: []cfn.Value{cfn.Literal("true")}})
	byToken := iam.Request{Principal: iam.Principal{Federated: cfn.Literal("login.example.com")}, Action: cognito.AssumeRole, Context: context}
	stranger := iam.Principal{Role: cfn.Literal("arn:aws:iam::000000000000:role/stranger")}
	asRole := iam.Request{Principal: stranger, Action: "sts:AssumeRole", Context: context}
	return trust.Evaluate(byToken).Answer == answer.Yes || trust.Evaluate(asRole).Answer == answer.Yes
}
