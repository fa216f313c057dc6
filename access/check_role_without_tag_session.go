package access

import (
	"fmt"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cognito"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

func checkTagSession(p *pool, found *reporter) {
	for _, use := range p.roleUses() {
		definition := use.role.definition
		if definition == nil || use.tags != answer.Yes || p.trustFor(use.role, use.who, answer.No).Answer == answer.No ||
			p.admits(definition.trust().reachable, use.who, cognito.TagSession).Answer != answer.No {
			continue
		}
		found.reportOnce(fault{
			rule:     rule.RoleWithoutTagSession,
			resource: definition.resource,
			at:       definition.trustPolicy(),
			message:  fmt.Sprintf("it is %s, and session tags are set for %s", use.description, use.who),
			cure:     "allow " + cognito.TagSession + " beside " + cognito.AssumeRole,
		})
	}
}
