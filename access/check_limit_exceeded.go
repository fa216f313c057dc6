package access

import (
	"fmt"

	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/cognito"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

func checkLimits(p *pool, found *reporter) {
	if p.isDefined() {
		counts := map[providerKind]int{}
		for _, provider := range p.providers {
			counts[provider.kind]++
		}
		logins, clients := p.properties.Field("SupportedLoginProviders"), p.properties.Field("CognitoIdentityProviders")
		found.checkCount(p.resource, logins, "public login providers", counts[socialProvider], cognito.MaxLoginProviders)
		found.checkCount(p.resource, clients, "user pool clients", counts[userPoolProvider], cognito.MaxUserPoolProviders)
	}
	for _, attachment := range p.attachments {
		mappings := attachment.properties.Field("RoleMappings")
		found.checkCount(attachment.resource, mappings, "role mappings", len(attachment.mappings), cognito.MaxRoleMappings)
		for _, mapping := range attachment.mappings {
			rules := mapping.at.Field("RulesConfiguration").Field("Rules")
			found.checkCount(attachment.resource, rules, "rules in RoleMappings."+mapping.key, len(mapping.rules), cognito.MaxRules)
		}
	}
	for _, mapping := range p.tagMappings {
		tags := mapping.properties.Field("PrincipalTags")
		found.checkCount(mapping.resource, tags, "session tags", len(mapping.tags), cognito.MaxPrincipalTags)
	}
}

// checkCount reports more of something than the service takes.
func (r *reporter) checkCount(resource *cfn.Resource, at cfn.Property, what string, count, most int) {
	if count > most {
		r.report(fault{
			rule:     rule.LimitExceeded,
			resource: resource,
			at:       at,
			message:  fmt.Sprintf("there are %d %s; the service takes at most %d", count, what, most),
			cure:     "take some out",
		})
	}
}
