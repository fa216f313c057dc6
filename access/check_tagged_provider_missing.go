package access

import (
	"fmt"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

func checkTaggedProviders(p *pool, found *reporter) {
	for _, mapping := range p.tagMappings {
		isTagged := func(one *provider) answer.Answer { return mapping.provider.is(one.withoutClient()) }
		if mapping.provider.text.IsEmpty() || p.hasProvider(isTagged) != answer.No {
			continue
		}
		found.report(fault{
			rule:     rule.TaggedProviderMissing,
			resource: mapping.resource,
			at:       mapping.properties.Field("IdentityProviderName"),
			message:  fmt.Sprintf("it is for %s, which %s does not have; %s", mapping.provider, p.name, p.providerNames()),
			cure:     "name a provider of the identity pool: a user pool without client id, the others as in role mappings",
		})
	}
}
