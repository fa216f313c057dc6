package access

import (
	"fmt"
	"slices"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

// checkListClaims reports rules that compare a list of groups or roles as if it were a text.
func checkListClaims(p *pool, found *reporter) {
	for _, mapping := range p.roleMappings() {
		for i, each := range mapping.rules {
			matchType, _ := each.matchType.Literal()
			claim, _ := each.claim.Literal()
			if !cognito.IsListClaim(claim) || matchType == cognito.MatchContains || !slices.Contains(cognito.MatchTypes(), matchType) {
				continue
			}
			found.report(fault{
				rule:      rule.ListClaimCompared,
				uncertain: true,
				resource:  mapping.resource,
				at:        each.at,
				message: fmt.Sprintf("rule %d of RoleMappings.%s compares %s, which is a list, by %s; what that matches is not documented",
					i+1, mapping.key, each.claim, matchType),
				cure: "use the match type " + cognito.MatchContains,
			})
		}
	}
}
