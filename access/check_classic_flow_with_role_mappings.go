package access

import (
	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

func checkClassicFlowWithRoleMappings(p *pool, found *reporter) {
	if p.allowClassicFlow != answer.Yes || len(p.roleMappings()) == 0 {
		return
	}
	found.report(fault{
		rule:     rule.ClassicFlowWithRoleMappings,
		resource: p.resource,
		at:       p.properties.Field("AllowClassicFlow"),
		message:  "it allows the classic flow and has role mappings, with which the classic flow is refused",
		cure:     "set AllowClassicFlow to false, or do without role mappings",
	})
}
