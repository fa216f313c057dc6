package access

import (
	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

func checkGuestsAllowed(p *pool, found *reporter) {
	if !p.isDefined() || p.allowGuests != answer.Yes {
		return
	}
	found.report(fault{
		rule:     rule.GuestsAllowed,
		resource: p.resource,
		at:       p.properties.Field("AllowUnauthenticatedIdentities"),
		message:  "it allows guests: whoever knows its id gets credentials without signing in",
		cure:     "set AllowUnauthenticatedIdentities to false unless the app needs guests, and look at what their role allows",
	})
}
