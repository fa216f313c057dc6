package access

import (
	"fmt"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cognito"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

// checkClaimsWritable reports role mappings with a rule that users can match by what they write about themselves.
func checkClaimsWritable(p poolWithPolicies, found *reporter) {
	for _, attachment := range p.attachments {
		for _, mapping := range attachment.mappings {
			worst := p.worstWritableRule(attachment, mapping)
			if worst.severity == 0 {
				continue
			}
			worst.rule, worst.resource, worst.at = rule.ClaimWritableByUsers, attachment.resource, mapping.at
			found.report(worst)
		}
	}
}

// worstWritableRule returns the first rule of the worst kind; one with no severity if there is none.
func (p poolWithPolicies) worstWritableRule(attachment *roleAttachment, mapping *roleMapping) fault {
	var worst fault
	idp := p.userPoolOf(mapping)
	if idp == nil || !mapping.typeName.Is(cognito.TypeRules) {
		return worst
	}
	who := identity{kind: authenticated, pool: p.pool, provider: idp}
	for i, each := range mapping.rules {
		writable, isWritable := p.deployment.writableClaim(mapping.provider, each.claim)
		problem, _ := p.neverApplies(mapping, i)
		if !isWritable || problem != "" || p.trustFor(each.role, who, p.hasTags(idp)).Answer == answer.No {
			continue
		}
		severity := rule.Error
		if writable.mayBeOverwritten || p.gainsNothing(attachment, mapping, each, who) {
			severity = rule.Warning
		}
		if severity <= worst.severity {
			continue
		}
		worst = fault{
			severity:  severity,
			uncertain: writable.mayBeOverwritten,
			message: fmt.Sprintf("rule %d of RoleMappings.%s gives %s by %s, which users can write with the client %s",
				i+1, mapping.key, each.role, each.claim, writable.client.Name()),
			cure: fmt.Sprintf("leave %s out of WriteAttributes of %s, and list those that users may write; or use groups",
				each.claim, writable.client.Name()),
		}
	}
	return worst
}

// gainsNothing reports whether a rule gives a role that certainly allows nothing more than what the user would get without it.
func (p poolWithPolicies) gainsNothing(attachment *roleAttachment, mapping *roleMapping, one mappingRule, who identity) bool {
	without, found := attachment.roles[authenticated]
	return found && mapping.resolution.Is(cognito.ResolutionAuthenticatedRole) && p.allowsMore(one.role, without.role, who) == answer.No
}

// userPoolOf returns the user pool client whose users a role mapping is for, nil if the identity pool doesn't have it. Where not all providers
// of an identity pool are known, it is taken to have those that its mappings name.
func (p *pool) userPoolOf(mapping *roleMapping) *provider {
	if mapping.provider.class != userPoolClass {
		return nil
	}
	for _, provider := range p.providers {
		if provider.invalid == "" && mapping.provider.is(provider.providerName) == answer.Yes {
			return provider
		}
	}
	if p.hasKnownProviders() {
		return nil
	}
	return &provider{kind: userPoolProvider, providerName: mapping.provider}
}

// hasKnownProviders reports whether the app shows all providers of the identity pool.
func (p *pool) hasKnownProviders() bool { return p.isDefined() && p.providersKnown }
