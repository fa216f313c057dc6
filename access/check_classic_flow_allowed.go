package access

import (
	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

// checkClassicFlowAllowed reports a choice, so it says nothing of an identity pool that leaves AllowClassicFlow out.
func checkClassicFlowAllowed(p *pool, found *reporter) {
	if !p.isDefined() || p.allowClassicFlow != answer.Yes {
		return
	}
	found.report(fault{
		rule:     rule.ClassicFlowAllowed,
		resource: p.resource,
		at:       p.properties.Field("AllowClassicFlow"),
		message:  "it allows the classic flow, in which an app asks for any role that trusts its token, attached to the identity pool or not",
		cure:     "set AllowClassicFlow to false unless the app needs it",
	})
}
