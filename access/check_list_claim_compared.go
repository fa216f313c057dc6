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
		for i, of := range mapping.rules {
			matchType, _ := of.matchType.Literal()
			claim, _ := of.claim.Literal()
			if !cognito.IsListClaim(claim) || matchType == cognito.MatchContains || !slices.Contains(cognito.MatchTypes(), matchType) {
				continue
			}
			found.report(fault{
				rule:      rule.ListClaimCompared,
				uncertain: true,
				resource:  mapping.resource,
				at:        of.at,
				message: fmt.Sprintf("rule %d of RoleMappings.%s compares %s, which is a list, by %s; what that matches is not documented",
					i+1, mapping.key, of.claim, matchType),
				cure: "use the match type " + cognito.MatchContains,
			})
		}
	}
}
