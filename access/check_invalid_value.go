package access

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/cognito"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

// checkValues reports texts that the service does not take.
func checkValues(p *pool, found *reporter) {
	if p.isDefined() {
		checkPoolValues(p, found)
	}
	for _, attachment := range p.attachments {
		for _, use := range p.roleUses() {
			if problem := use.role.misnamed; problem != "" && use.resource == attachment.resource {
				found.invalid(use.resource, use.at, problem, "use the Arn attribute of the role")
			}
		}
		for _, mapping := range attachment.mappings {
			checkMappingValues(attachment.resource, mapping, found)
		}
	}
	for _, mapping := range p.tagMappings {
		for _, tag := range slices.Sorted(maps.Keys(mapping.tags)) {
			at := mapping.properties.Field("PrincipalTags")
			found.checkText(mapping.resource, at, "PrincipalTags", cfn.Literal(tag), cognito.PrincipalTagKey)
			found.checkText(mapping.resource, at.Field(tag), "PrincipalTags."+tag, mapping.tags[tag], cognito.PrincipalTagClaim)
		}
	}
}

func checkPoolValues(p *pool, found *reporter) {
	name := p.properties.Field("IdentityPoolName")
	found.checkText(p.resource, name, "IdentityPoolName", name.Text(), cognito.IdentityPoolName)
	for _, property := range []string{allowGuestsProperty, "AllowClassicFlow"} {
		at := p.properties.Field(property)
		if text, known := at.Text().Literal(); known && at.Exists() && !slices.Contains([]string{"true", "false", "True", "False"}, text) {
			found.invalid(p.resource, at, property+" is "+cognito.Quote(text)+"; allowed are true and false", "use one of them")
		}
	}
	for _, provider := range p.providers {
		if provider.invalid != "" {
			continue
		}
		switch provider.kind {
		case userPoolProvider:
			found.checkText(p.resource, provider.at, "ProviderName", provider.userPool, cognito.UserPoolProviderName)
			found.checkText(p.resource, provider.at, "ClientId", provider.clientID, cognito.UserPoolClientID)
		case openIDProvider, samlProvider:
			found.checkText(p.resource, provider.at, "ARN", provider.text, cognito.ARN)
		case developerProvider:
			found.checkText(p.resource, provider.at, "DeveloperProviderName", provider.text, cognito.DeveloperProviderName)
		case socialProvider:
		}
	}
}

func checkMappingValues(resource *cfn.Resource, mapping *roleMapping, found *reporter) {
	field := "RoleMappings." + mapping.key
	found.checkText(resource, mapping.at, field, cfn.Literal(mapping.key), cognito.RoleMappingKey)
	found.checkOneOf(resource, mapping.at.Field("Type"), field+".Type", mapping.typeName, cognito.TypeToken, cognito.TypeRules)
	found.checkOneOf(resource, mapping.at.Field("AmbiguousRoleResolution"), field+".AmbiguousRoleResolution", mapping.resolution,
		cognito.ResolutionAuthenticatedRole, cognito.ResolutionDeny)
	if mapping.resolution.IsEmpty() {
		found.invalid(resource, mapping.at, field+" has no AmbiguousRoleResolution, which the service requires",
			"set it to "+cognito.ResolutionAuthenticatedRole+" or "+cognito.ResolutionDeny)
	}
	if !mapping.typeName.Is(cognito.TypeRules) {
		return
	}
	if mapping.rulesKnown && len(mapping.rules) == 0 {
		found.invalid(resource, mapping.at, field+" has no rules, which its type requires", "add a rule")
	}
	for i, each := range mapping.rules {
		place := fmt.Sprintf("rule %d of %s", i+1, field)
		found.checkText(resource, each.at.Field("Claim"), place+" Claim", each.claim, cognito.RuleClaim)
		found.checkText(resource, each.at.Field("Value"), place+" Value", each.value, cognito.RuleValue)
		found.checkOneOf(resource, each.at.Field("MatchType"), place+" MatchType", each.matchType, cognito.MatchTypes()...)
	}
}

func (r *reporter) invalid(resource *cfn.Resource, at cfn.Property, message, cure string) {
	r.report(fault{rule: rule.InvalidValue, resource: resource, at: at, message: message, cure: cure})
}

// checkText reports a text that the service does not take.
func (r *reporter) checkText(resource *cfn.Resource, at cfn.Property, field string, text cfn.Value, limit cognito.Text) {
	known, isLiteral := text.Literal()
	isLeftOut := !at.Exists() || at.Kind() == cfn.Object // in which it would stand
	if !isLiteral || known == "" && isLeftOut {
		return
	}
	if err := limit.Check(known); err != nil {
		r.invalid(resource, at, field+": "+err.Error(), "use a value that the service takes")
	}
}

func (r *reporter) checkOneOf(resource *cfn.Resource, at cfn.Property, field string, text cfn.Value, allowed ...string) {
	known, isLiteral := text.Literal()
	if isLiteral && known != "" && !slices.Contains(allowed, known) {
		r.invalid(resource, at, fmt.Sprintf("%s is %s; allowed are %s", field, cognito.Quote(known), strings.Join(allowed, ", ")), "use one of them")
	}
}
