package access

import (
	"fmt"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

func checkUsersWithoutRole(p *pool, found *reporter) {
	if !p.needsDefaultRoles() || p.chooseDefault(authenticated, "").hasRole != answer.No {
		return
	}
	for _, provider := range p.providers {
		if p.usesAuthenticatedRole(provider) != answer.Yes {
			continue
		}
		found.reportOnce(fault{
			rule:     rule.UsersWithoutRole,
			resource: p.resource,
			message:  fmt.Sprintf("it has no authenticated role, which users of %s need where no role mapping gives them one", provider),
			cure:     "give it an authenticated role, or a role mapping that resolves ambiguity by Deny",
		})
	}
}
