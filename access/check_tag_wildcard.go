package access

import (
	"fmt"
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/cognito"
	"github.com/awscdk-constructs/identitypool/internal/iam"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

// checkTagWildcards reports statements that put a session tag where a * in its value stands for anything.
func checkTagWildcards(p poolWithPolicies, found *reporter) {
	for _, holder := range found.roleHolders(p) {
		for _, by := range holder.grants {
			tag, claim := p.wildcardTag(holder, by)
			if tag == "" {
				continue
			}
			message := fmt.Sprintf("the value of the session tag %s stands where * and ? are wildcards, and its claim %s may have them", tag, claim)
			isReported := func(other Finding) bool { return other.Message == message && other.Resource == by.resource.Name() }
			if slices.ContainsFunc(found.all, isReported) {
				continue // one cure is for all statements
			}
			found.reportGrant(by, fault{
				rule:    rule.TagWildcard,
				message: message,
				cure:    "make sure that whoever sets the claim refuses * and ?, and deny sessions whose tag has them",
			})
		}
	}
}

// wildcardTag returns a session tag of the holder whose value may act as a wildcard in a statement, and its claim.
func (p poolWithPolicies) wildcardTag(holder roleHolder, by grant) (tag string, claim cfn.Value) {
	for _, use := range by.Keys() {
		key, isTag := strings.CutPrefix(use.Key, principalTagPrefix)
		if !use.IsPattern || !isTag || holder.refusesWildcards(by, key) {
			continue
		}
		for _, mapping := range p.tagMappings {
			if !p.getsTags(holder, mapping) {
				continue
			}
			for tag, claim := range mapping.tags {
				name, known := claim.Literal()
				if strings.ToLower(tag) == key && known && cognito.MayHoldWildcard(name) {
					return tag, claim
				}
			}
		}
	}
	return "", cfn.Value{}
}

// refusesWildcards reports whether a statement of the role denies all that another one allows to a session whose tag has a wildcard in it.
func (h roleHolder) refusesWildcards(by grant, key string) bool {
	everything := iam.AllowActions("", "*")
	for _, wildcard := range []string{"*", "?", "a*", "a?", "*a", "?a"} {
		context := h.subject.context.With(iam.Key{Name: principalTagPrefix + key, Values: []cfn.Value{cfn.Literal(wildcard)}})
		isRefused := func(action string) bool { return h.authorize(everything, action, everyResource, context) == answer.No }
		if slices.ContainsFunc(actionsOf(by.Statement), func(action string) bool { return !isRefused(action) }) {
			return false
		}
	}
	return true
}
