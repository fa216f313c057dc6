package access

import (
	"fmt"

	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/cognito"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

// checkRolesWithoutPool reports roles that trust every identity pool there is, in an app that has none: they may be left over from one that is
// gone, as those of Amplify are once its auth category is removed (CVE-2024-28056).
//
// See: https://nvd.nist.gov/vuln/detail/CVE-2024-28056
func checkRolesWithoutPool(d *deployment, found *reporter) {
	if len(d.app.Resources(identityPoolType, roleAttachmentType, principalTagType)) > 0 {
		return
	}
	for _, definition := range d.roles {
		missing := d.importedPool(cfn.Literal("<id of the identity pool>"), definition.resource.Stack)
		open := fault{resource: definition.resource, at: definition.trustPolicy()}
		if refusal := definition.trust().refusal; refusal != "" {
			open.rule, open.message = rule.TrustWithoutCondition, refusal
			open.cure = definition.cure("let it trust one identity pool only: "+missing.wantedTrust(authenticated), authenticated)
			found.report(open)
			continue
		}
		for _, kind := range []identityKind{authenticated, unauthenticated} {
			if missing.isTrusted(definition, identity{kind: kind, pool: missing, audience: missing.otherIdentityPoolID()}) {
				open.rule, open.message = rule.RoleTrustsOtherPools, "it trusts Cognito and can be assumed through any identity pool"
				wanted := fmt.Sprintf("add the condition StringEquals %s%s %s", missing.ownPrincipal(), cognito.AudienceKey, missing.id)
				open.cure = definition.cure(wanted, kind)
				found.report(open)
				break
			}
		}
	}
}
