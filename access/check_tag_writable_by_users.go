package access

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/iam"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

// checkTagsWritable reports session tags that users choose by what they write about themselves, and on which a policy relies.
func checkTagsWritable(p poolWithPolicies, found *reporter) {
	holders := found.roleHolders(p)
	for _, mapping := range p.tagMappings {
		for _, tag := range slices.Sorted(maps.Keys(mapping.tags)) {
			claim := mapping.tags[tag]
			writable, isWritable := p.deployment.writableClaim(mapping.provider, claim)
			policy := p.policyOnTag(holders, mapping, tag)
			if !isWritable || policy == "" {
				continue
			}
			severity := rule.Error
			if writable.mayBeOverwritten {
				severity = rule.Warning
			}
			found.report(fault{
				rule:      rule.TagWritableByUsers,
				severity:  severity,
				uncertain: writable.mayBeOverwritten,
				resource:  mapping.resource,
				at:        mapping.properties.Field("PrincipalTags").Field(tag),
				message: fmt.Sprintf("%s relies on the session tag %s, and users can write its claim %s with the client %s",
					policy, tag, claim, writable.client.Name()),
				cure: fmt.Sprintf("leave %s out of WriteAttributes of %s, and list those that users may write; or map a claim that they can't write",
					claim, writable.client.Name()),
			})
		}
	}
}

// policyOnTag names a statement that relies on a session tag, in a policy of users who get that tag; it is empty if there is none.
func (p poolWithPolicies) policyOnTag(holders []roleHolder, mapping *principalTagMapping, tag string) string {
	for _, holder := range holders {
		if !p.getsTags(holder, mapping) {
			continue
		}
		for _, policy := range slices.Concat(holder.subject.own.Identity, holder.subject.own.Boundary, p.policies.resources().all) {
			at := slices.IndexFunc(policy.Statements, func(statement iam.Statement) bool { return reliesOnTag(statement, tag) })
			if at >= 0 {
				return policy.Statements[at].Label()
			}
		}
	}
	return ""
}

// getsTags reports whether a holder gets the tags of a mapping. Where not all providers of an identity pool are known, all signed-in users may.
func (p poolWithPolicies) getsTags(holder roleHolder, mapping *principalTagMapping) bool {
	if idp := holder.who.provider; idp != nil {
		return p.tagsApply(mapping, idp) == answer.Yes
	}
	return holder.who.kind == authenticated && !p.hasKnownProviders()
}

func reliesOnTag(statement iam.Statement, tag string) bool {
	return slices.ContainsFunc(statement.Keys(), func(use iam.KeyUse) bool {
		name, isTag := strings.CutPrefix(use.Key, principalTagPrefix)
		return isTag && (tag == anyTag || name == strings.ToLower(tag))
	})
}
