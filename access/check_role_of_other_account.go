package access

import (
	"fmt"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

// checkRoleAccounts reports roles that the enhanced flow can't give. Where the classic flow may be on, it may be meant for that.
func checkRoleAccounts(p *pool, found *reporter) {
	if !p.isDefined() || p.allowClassicFlow != answer.No && !p.isClassicFlowLeftOut() {
		return
	}
	for _, use := range p.roleUses() {
		if p.isOfOtherAccount(use.role) && use.who.mayCome() {
			found.reportOnce(fault{
				rule:     rule.RoleOfOtherAccount,
				resource: use.resource,
				at:       use.at,
				message:  fmt.Sprintf("%s is %s and of another account than the identity pool", use.role, use.description),
				cure:     "use a role of the identity pool's account",
			})
		}
	}
}
