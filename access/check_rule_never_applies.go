package access

import (
	"fmt"
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/cognito"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

// checkRulesApply reports a rule on a claim that there never is, and one that an earlier rule leaves nothing to match.
func checkRulesApply(p *pool, found *reporter) {
	for _, attachment := range p.attachments {
		for _, mapping := range attachment.mappings {
			if !mapping.typeName.Is(cognito.TypeRules) {
				continue
			}
			for i, of := range mapping.rules {
				problem, cure := p.neverApplies(mapping, i)
				if problem == "" {
					continue
				}
				found.report(fault{
					rule:     rule.RuleNeverApplies,
					resource: attachment.resource,
					at:       of.at,
					message:  fmt.Sprintf("rule %d of RoleMappings.%s %s", i+1, mapping.key, problem),
					cure:     cure,
				})
			}
		}
	}
}

// neverApplies says why a rule can't match, and what to do about it; it is empty if it can.
func (p *pool) neverApplies(m *roleMapping, index int) (problem, cure string) {
	of := m.rules[index]
	provider, _ := m.provider.text.Literal()
	if claim, known := of.claim.Literal(); known && !cognito.HasClaim(provider, claim) {
		return fmt.Sprintf("can't match: tokens of %s have the claims %s only, not %s", provider, cognito.LimitedClaims(), claim),
			"use one of these claims, or let users sign in through a user pool"
	}
	if userPool, defined := m.provider.userPoolID.Resource(); defined && p.deployment.lacksAttribute(userPool, of.claim) {
		return fmt.Sprintf("can't match: the schema of %s has no attribute for %s", userPool.Name(), of.claim),
			"add the attribute to the user pool's schema, or compare another claim"
	}
	for i, earlier := range m.rules[:index] {
		if of.isShadowedBy(earlier) {
			return fmt.Sprintf("never applies: whenever it matches, rule %d does, too, and comes first", i+1),
				"put the narrower rule first, or take it out"
		}
	}
	if of.isLeftNothing(m.rules[:index]) {
		return fmt.Sprintf("never applies: earlier rules match the claim %s both where it equals a value and where it doesn't", of.claim),
			"put it before them, or take it out"
	}
	return "", ""
}

// lacksAttribute reports whether no user of a user pool can have a custom claim: its schema has no such attribute, and no trigger adds
// claims to the token.
func (d *deployment) lacksAttribute(userPool *cfn.Resource, claim cfn.Value) bool {
	name, _ := claim.Literal()
	name, isCustom := strings.CutPrefix(name, customClaim)
	properties := d.templates.Properties(userPool)
	triggers := properties.Field("LambdaConfig")
	attributes, known := properties.Field("Schema").Items()
	hasTrigger := triggers.Field("PreTokenGeneration").Exists() || triggers.Field("PreTokenGenerationConfig").Exists()
	if !isCustom || !known || hasTrigger || userPool.Type != userPoolType {
		return false
	}
	return !slices.ContainsFunc(attributes, func(attribute cfn.Property) bool {
		given, known := attribute.Field("Name").Text().Literal()
		return !known || strings.TrimPrefix(given, customClaim) == name
	})
}

// customClaim begins the claims of custom attributes.
const customClaim = "custom:"

// isLeftNothing reports whether earlier rules match every text that the claim can be.
func (r mappingRule) isLeftNothing(earlier []mappingRule) bool {
	return slices.ContainsFunc(earlier, func(equal mappingRule) bool {
		return slices.ContainsFunc(earlier, func(other mappingRule) bool {
			return equal.matchType.Is(cognito.MatchEquals) && other.matchType.Is(cognito.MatchNotEqual) &&
				cfn.Same(equal.value, other.value) == answer.Yes && r.isOnSameText(equal) && r.isOnSameText(other)
		})
	})
}

// isShadowedBy reports whether the rule certainly matches nothing that an earlier one does not.
func (r mappingRule) isShadowedBy(earlier mappingRule) bool {
	if !r.isKnown() || !earlier.isKnown() {
		return false
	}
	matchType, wanted, otherType, otherWanted := r.matchType.String(), r.value.String(), earlier.matchType.String(), earlier.value.String()
	isSameRule := cfn.Same(r.claim, earlier.claim) == answer.Yes && matchType == otherType && wanted == otherWanted
	isCertain := otherType == cognito.MatchEquals || otherType == cognito.MatchStartsWith || r.isOnText()
	return isSameRule || isCertain && r.isOnSameText(earlier) && implies(matchType, wanted, otherType, otherWanted)
}

// isOnSameText reports whether both rules are on one claim, and that a text. What matches a list is not documented.
func (r mappingRule) isOnSameText(other mappingRule) bool {
	return cfn.Same(r.claim, other.claim) == answer.Yes && !r.claim.Is(groupsClaim)
}

// isOnText reports whether the claim is certainly no list. In a list an element that contains a text is not a text that contains it.
func (r mappingRule) isOnText() bool {
	name, _ := r.claim.Literal()
	return slices.Contains([]string{"iss", "sub", "email", "hd", "cognito:username"}, name) || strings.HasPrefix(name, customClaim)
}

func (r mappingRule) isKnown() bool {
	for _, text := range []cfn.Value{r.claim, r.matchType, r.value} {
		if _, known := text.Literal(); !known {
			return false
		}
	}
	return true
}
