package access

import (
	"fmt"

	"github.com/awscdk-constructs/identitypool/internal/rule"
)

func checkSecondRoleAttachment(p *pool, found *reporter) {
	for i, attachment := range p.attachments {
		exists := func(other *roleAttachment) bool { return p.deployment.existsWherever(other.resource, p.resource) }
		if i == 0 || !exists(attachment) || !exists(p.attachments[0]) {
			continue
		}
		found.report(fault{
			rule:     rule.SecondRoleAttachment,
			resource: attachment.resource,
			message: fmt.Sprintf("%s has a role attachment, %s; a second one fails with \"already exists\"",
				p.name, p.attachments[0].resource.Name()),
			cure: "put all roles and role mappings into one role attachment",
		})
	}
}
