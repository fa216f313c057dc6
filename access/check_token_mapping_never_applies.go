package access

import (
	"fmt"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

func checkTokenMappings(p *pool, found *reporter) {
	for _, mapping := range p.roleMappings() {
		class := mapping.provider.class
		if !mapping.typeName.Is(cognito.TypeToken) || class != literalClass && class != iamClass {
			continue
		}
		found.report(fault{
			rule:     rule.TokenMappingNeverApplies,
			resource: mapping.resource,
			at:       mapping.at.Field("Type"),
			message: fmt.Sprintf("RoleMappings.%s takes roles from the token, but only user pools put them there, and %s is not a user pool",
				mapping.key, mapping.provider),
			cure: "choose roles by rules, or leave the role mapping out",
		})
	}
}
