package access

import (
	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

func checkGuestsWithoutRole(p *pool, found *reporter) {
	if !p.needsDefaultRoles() || p.allowGuests != answer.Yes || p.chooseDefault(unauthenticated, "").hasRole != answer.No {
		return
	}
	found.report(fault{
		rule:     rule.GuestsWithoutRole,
		resource: p.resource,
		at:       p.properties.Field(allowGuestsProperty),
		message:  "it allows guests and has no unauthenticated role, so they get an error",
		cure:     "give it an unauthenticated role, or set AllowUnauthenticatedIdentities to false",
	})
}

// needsDefaultRoles reports whether the identity pool is certainly used through the enhanced flow, with what the templates attach to it.
func (p *pool) needsDefaultRoles() bool {
	return p.isDefined() && !p.isAttachedElsewhere() && !p.hasMisspeltRoles() && (p.allowClassicFlow == answer.No || p.isClassicFlowLeftOut())
}

// hasMisspeltRoles reports whether the roles have keys that CloudFormation does not know, which are faults by themselves.
func (p *pool) hasMisspeltRoles() bool {
	for _, attachment := range p.attachments {
		names, _ := attachment.properties.Field("Roles").Fields()
		for _, name := range names {
			if name != string(authenticated) && name != string(unauthenticated) {
				return true
			}
		}
	}
	return false
}
