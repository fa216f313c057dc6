package access

import (
	"fmt"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

// checkServerSideTokenCheck reports a choice, so it says nothing of a client that leaves ServerSideTokenCheck out.
func checkServerSideTokenCheck(p *pool, found *reporter) {
	for _, provider := range p.providers {
		check := provider.at.Field("ServerSideTokenCheck")
		if provider.kind != userPoolProvider || !check.Exists() || check.Bool() != answer.No {
			continue
		}
		found.report(fault{
			rule:     rule.ServerSideTokenCheckOff,
			resource: p.resource,
			at:       check,
			message:  fmt.Sprintf("tokens of %s count until they expire, even after their users signed out or were disabled", provider),
			cure:     "set ServerSideTokenCheck to true",
		})
	}
}
