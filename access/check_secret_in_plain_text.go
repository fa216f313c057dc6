package access

import (
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/rule"
)

func checkTwitterSecret(p *pool, found *reporter) {
	for _, provider := range p.providers {
		if provider.kind != socialProvider || !provider.text.Is(Twitter) {
			continue
		}
		// The value of a parameter is not in the template.
		_, secret, _ := provider.at.Text().Cut(";")
		if known, isLiteral := secret.Literal(); !isLiteral || known == "" || !strings.Contains(provider.at.Written(), known) {
			continue
		}
		found.report(fault{
			rule:     rule.SecretInPlainText,
			resource: p.resource,
			at:       provider.at,
			message:  "the consumer secret of Twitter is in the template for all to read",
			cure:     "keep it in AWS Secrets Manager and refer to it with {{resolve:secretsmanager:…}}",
		})
	}
}
