package access

import (
	"fmt"

	"github.com/awscdk-constructs/identitypool/internal/rule"
)

func checkProviderNames(p *pool, found *reporter) {
	for _, provider := range p.providers {
		if provider.invalid == "" {
			continue
		}
		cure := "use the ARN of the provider in IAM"
		if provider.kind == userPoolProvider {
			cure = "use the ProviderName attribute of the user pool, cognito-idp.<region>.amazonaws.com/<user pool id>, and one of its clients"
		}
		found.report(fault{
			rule:     rule.ProviderNameInvalid,
			resource: p.resource,
			at:       provider.at,
			message:  fmt.Sprintf("the service does not take the provider %s: %s", provider, provider.invalid),
			cure:     cure,
		})
	}
}
