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
		found.checkCount(p.resource, p.properties.Field("SupportedLoginProviders"), "public login providers", counts[socialProvider], cognito.MaxLoginProviders)
		found.checkCount(p.resource, p.properties.Field("CognitoIdentityProviders"), "user pool clients", counts[userPoolProvider], cognito.MaxUserPoolProviders)
	}
	for _, attachment := range p.attachments {
		found.checkCount(attachment.resource, attachment.properties.Field("RoleMappings"), "role mappings", len(attachment.mappings), cognito.MaxRoleMappings)
		for _, mapping := range attachment.mappings {
			found.checkCount(attachment.resource, mapping.at.Field("RulesConfiguration").Field("Rules"), "rules in RoleMappings."+mapping.key, len(mapping.rules), cognito.MaxRules)
		}
	}
	for _, mapping := range p.tagMappings {
		found.checkCount(mapping.resource, mapping.properties.Field("PrincipalTags"), "session tags", len(mapping.tags), cognito.MaxPrincipalTags)
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
