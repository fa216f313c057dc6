package access

import (
	"fmt"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

func checkMappedProviders(p *pool, found *reporter) {
	for _, mapping := range p.roleMappings() {
		if p.isMapped(mapping) != answer.No {
			continue
		}
		found.report(fault{
			rule:     rule.MappedProviderMissing,
			resource: mapping.resource,
			at:       mapping.at,
			message: fmt.Sprintf("RoleMappings.%s is for %s, which %s does not have; %s",
				mapping.key, mapping.provider, p.name, p.providerNames()),
			cure: "add the provider to the identity pool, or name one that it has, exactly as it does",
		})
	}
}

// isMapped reports whether the identity pool has the provider of a role mapping. The service refuses a mapping for a developer provider.
func (p *pool) isMapped(mapping *roleMapping) answer.Answer {
	found := p.hasProvider(func(one *provider) answer.Answer {
		if one.kind == developerProvider {
			return answer.No
		}
		return mapping.provider.is(one.providerName)
	})
	if found == answer.No && mapping.provider.class == userPoolClass && !mapping.provider.clientID.IsEmpty() && p.registersClients() {
		return answer.Unknown
	}
	return found
}
