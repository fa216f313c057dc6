package access

import (
	"fmt"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cognito"
	"github.com/awscdk-constructs/identitypool/internal/iam"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

// checkAssumable reports roles that those who are given them can't assume, and of these the ones that would be right in another region.
func checkAssumable(p *pool, found *reporter) {
	for _, use := range p.roleUses() {
		definition := use.role.definition
		if definition == nil || definition.trust().refusal != "" || definition.networkKey() != "" {
			continue
		}
		verdict := p.trustFor(use.role, use.who, answer.No)
		if verdict.Answer != answer.No || !use.who.mayCome() || p.isOfOtherAccount(use.role) || use.role.misnamed != "" {
			continue
		}
		if principal := p.principalOfOtherRegion(definition.trust().Policy, use.who); principal != "" {
			region, _ := p.region()
			found.reportOnce(fault{
				rule:     rule.PrincipalOfOtherRegion,
				resource: definition.resource,
				at:       definition.trustPolicy(),
				message:  fmt.Sprintf("it is %s and trusts %s, which is not the principal in %s", use.description, principal, region),
				cure:     definition.cure("trust "+p.ownPrincipal()+", and begin the condition keys with it", use.who.kind),
			})
			continue
		}
		found.reportOnce(fault{
			rule:     rule.RoleNotAssumable,
			resource: definition.resource,
			at:       definition.trustPolicy(),
			message:  fmt.Sprintf("it is %s and can't be assumed by %s: %s", use.description, use.who, verdict.Reason),
			cure:     p.cureOfTrust(use),
		})
	}
}

// cureOfTrust says how those who are given a role can assume it. A role that is for guests and for signed-in users would let each do what
// the others may.
func (p *pool) cureOfTrust(use roleUse) string {
	other := authenticated
	if use.who.kind == authenticated {
		other = unauthenticated
	}
	if p.givesTo(other, use.role.definition) && p.isTrusted(use.role.definition, identity{kind: other, pool: p}) {
		return fmt.Sprintf("give %s a role of their own, which trusts them: %s", use.who, p.wantedTrust(use.who.kind))
	}
	return use.role.definition.cure("let it trust this identity pool: "+p.wantedTrust(use.who.kind), use.who.kind)
}

// principalOfOtherRegion returns the principal that a policy would be right with, empty if it is wrong in every region.
func (p *pool) principalOfOtherRegion(trust iam.Policy, who identity) string {
	for _, principal := range cognito.FederatedPrincipals() {
		if who.evaluate(trust, cognito.AssumeRole, principal).Answer == answer.Yes {
			return principal
		}
	}
	return ""
}
