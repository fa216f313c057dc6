package access

import (
	"fmt"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

func checkMappedTwice(p *pool, found *reporter) {
	for _, attachment := range p.attachments {
		for i, mapping := range attachment.mappings {
			for _, other := range attachment.mappings[:i] {
				if mapping.provider.is(other.provider) != answer.Yes {
					continue
				}
				found.report(fault{
					rule:     rule.ProviderMappedTwice,
					resource: attachment.resource,
					at:       mapping.at,
					message:  fmt.Sprintf("RoleMappings.%s and RoleMappings.%s are both for %s", other.key, mapping.key, mapping.provider),
					cure:     "put all that is for one provider into one role mapping",
				})
			}
		}
	}
}
