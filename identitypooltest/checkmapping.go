package identitypooltest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// checkAttachments reports further role attachments. Those with a condition may exclude each other.
func (f *findings) checkAttachments(pool *IdentityPool) {
	for i, attachment := range pool.attachments {
		conflicts := func(other *roleAttachment) bool {
			return attachment.condition == other.condition || other.condition == "" || attachment.condition == ""
		}
		if first := slices.IndexFunc(pool.attachments[:i], conflicts); first >= 0 {
			f.add(FindingSecondRoleAttachment, attachment.logicalID,
				fmt.Sprintf("%s has a role attachment, %s; a second one fails with \"already exists\"",
					pool.logicalID, pool.attachments[first].logicalID),
				"put all roles and role mappings into one role attachment")
		}
		f.checkCount(attachment.logicalID, "role mappings", len(attachment.mappings), cognito.MaxRoleMappings)
	}
}

func (f *findings) checkRoleMappings(pool *IdentityPool) {
	for _, attachment := range pool.attachments {
		for i, mapping := range attachment.mappings {
			f.checkMappedProvider(pool, attachment, mapping)
			f.checkMappedOnce(attachment, i)
			f.checkRoleMapping(attachment.logicalID, mapping)
		}
	}
}

func (f *findings) checkMappedProvider(pool *IdentityPool, attachment *roleAttachment, mapping *roleMapping) {
	isMappable := func(provider *provider) answer {
		if provider.providerType == ProviderTypeCustom {
			return no // the service refuses a role mapping for a developer provider
		}
		return mapping.provider.is(provider.providerName)
	}
	if pool.has(isMappable) != no {
		return
	}
	f.add(FindingMappedProviderMissing, attachment.logicalID,
		fmt.Sprintf("RoleMappings.%s is for %s, which %s does not have; %s", mapping.key, mapping.provider, pool.logicalID, pool.providerNames()),
		"add the provider, or name one that there is exactly as the identity pool does")
}

// has reports whether one of the providers is the wanted one.
func (p *IdentityPool) has(isWanted func(*provider) answer) answer {
	if !p.defined || !p.providersKnown {
		return max(unknown, anyOf(p.providers, isWanted))
	}
	return anyOf(p.providers, isWanted)
}

func (f *findings) checkMappedOnce(attachment *roleAttachment, index int) {
	mapping := attachment.mappings[index]
	for _, other := range attachment.mappings[:index] {
		if mapping.provider.is(other.provider) == yes {
			f.add(FindingProviderMappedTwice, attachment.logicalID,
				fmt.Sprintf("RoleMappings.%s and RoleMappings.%s are both for %s", other.key, mapping.key, mapping.provider),
				"put all that is for one provider into one role mapping")
		}
	}
}

func (f *findings) checkRoleMapping(resource string, mapping *roleMapping) {
	field := "RoleMappings." + mapping.key
	f.checkText(resource, field, literal(mapping.key), cognito.RoleMappingKey)
	f.checkOneOf(resource, field+".Type", mapping.typeName, cognito.TypeToken, cognito.TypeRules)
	f.checkOneOf(resource, field+".AmbiguousRoleResolution", mapping.resolution,
		cognito.ResolutionAuthenticatedRole, cognito.ResolutionDeny)
	if mapping.resolution.isEmpty() {
		f.add(FindingInvalidValue, resource, field+" has no AmbiguousRoleResolution, which the service requires",
			"set it to AuthenticatedRole or Deny")
	}
	if mapping.typeName.is(cognito.TypeToken) && mapping.provider.class != userPoolClass && mapping.provider.class != deferredClass {
		f.add(FindingTokenMappingNeverApplies, resource,
			fmt.Sprintf("%s takes roles from the token, but only user pools put them there, and %s is none", field, mapping.provider),
			"choose roles by rules, or leave the role mapping out")
	}
	if mapping.typeName.is(cognito.TypeRules) {
		f.checkRules(resource, field, mapping)
	}
}

func (f *findings) checkRules(resource, field string, mapping *roleMapping) {
	f.checkCount(resource, "rules in "+field, len(mapping.rules), cognito.MaxRules)
	if mapping.rulesKnown && len(mapping.rules) == 0 {
		f.add(FindingInvalidValue, resource, field+" has no rules, which its type requires", "add a rule")
	}
	for i, rule := range mapping.rules {
		place := fmt.Sprintf("%s rule %d", field, i+1)
		f.checkText(resource, place+" Claim", rule.claim, cognito.RuleClaim)
		f.checkText(resource, place+" Value", rule.value, cognito.RuleValue)
		f.checkOneOf(resource, place+" MatchType", rule.matchType, equals, contains, startsWith, notEqual)
		f.checkRuleApplies(resource, place, mapping, i)
	}
}

// checkRuleApplies reports a rule on a claim that there never is, and one that an earlier rule leaves nothing to match.
func (f *findings) checkRuleApplies(resource, place string, mapping *roleMapping, index int) {
	rule := mapping.rules[index]
	provider, _ := mapping.provider.text.literal()
	if claim, known := rule.claim.literal(); known && !cognito.HasClaim(provider, claim) {
		f.add(FindingRuleNeverApplies, resource,
			fmt.Sprintf("%s can't match: tokens of %s have the claims iss, aud and sub only, not %s", place, provider, claim),
			"use one of these claims, or let users sign in through a user pool")
	}
	for i, earlier := range mapping.rules[:index] {
		if rule.isShadowedBy(earlier) {
			f.add(FindingRuleNeverApplies, resource,
				fmt.Sprintf("%s never applies: whenever it matches, rule %d does, too, and comes first", place, i+1),
				"put the narrower rule first, or take it out")
			return
		}
	}
	if rule.isLeftNothing(mapping.rules[:index]) {
		f.add(FindingRuleNeverApplies, resource,
			fmt.Sprintf("%s never applies: earlier rules match the claim %s both equal to a value and not", place, rule.claim),
			"put it before them, or take it out")
	}
}

// isLeftNothing reports whether earlier rules match every text that the claim can be.
func (r rule) isLeftNothing(earlier []rule) bool {
	return slices.ContainsFunc(earlier, func(equal rule) bool {
		return slices.ContainsFunc(earlier, func(other rule) bool {
			return equal.matchType.is(equals) && other.matchType.is(notEqual) && same(equal.value, other.value) == yes &&
				r.isOnSameText(equal) && r.isOnSameText(other)
		})
	})
}

// isShadowedBy reports whether the rule surely matches nothing that an earlier one does not.
func (r rule) isShadowedBy(earlier rule) bool {
	if !r.isKnown() || !earlier.isKnown() {
		return false
	}
	matchType, wanted, otherType, otherWanted := r.matchType.String(), r.value.String(), earlier.matchType.String(), earlier.value.String()
	isSameRule := same(r.claim, earlier.claim) == yes && matchType == otherType && wanted == otherWanted
	isSure := earlier.matchType.is(equals) || earlier.matchType.is(startsWith) || r.isOnText()
	return isSameRule || isSure && r.isOnSameText(earlier) && implies(matchType, wanted, otherType, otherWanted)
}

// isOnSameText reports whether both rules are on one claim, and that a text. What matches a list is not documented.
func (r rule) isOnSameText(other rule) bool {
	return same(r.claim, other.claim) == yes && !r.claim.is("cognito:groups")
}

// isOnText reports whether the claim is surely no list. In a list an element that contains a text is not a text that contains it.
func (r rule) isOnText() bool {
	name, _ := r.claim.literal()
	return slices.Contains([]string{"iss", "sub", "email", "hd", "cognito:username"}, name) || strings.HasPrefix(name, "custom:")
}

func (r rule) isKnown() bool {
	for _, text := range []value{r.claim, r.matchType, r.value} {
		if _, known := text.literal(); !known {
			return false
		}
	}
	return true
}

func (f *findings) checkTagMappings(pool *IdentityPool) {
	for _, mapping := range pool.tagMappings {
		f.checkCount(mapping.logicalID, "session tags", len(mapping.tags), cognito.MaxPrincipalTags)
		for _, tag := range sortedKeys(mapping.tags) {
			f.checkText(mapping.logicalID, "PrincipalTags", literal(tag), cognito.PrincipalTagKey)
			f.checkText(mapping.logicalID, "PrincipalTags."+tag, mapping.tags[tag], cognito.PrincipalTagClaim)
		}
		if pool.has(func(provider *provider) answer { return mapping.provider.is(provider.withoutClient()) }) == no {
			f.add(FindingTaggedProviderMissing, mapping.logicalID,
				fmt.Sprintf("it is for %s, which %s does not have; %s", mapping.provider, pool.logicalID, pool.providerNames()),
				"name a provider of the identity pool: a user pool without client id, the others as in role mappings")
		}
	}
}
