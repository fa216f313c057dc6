package access

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// waysByTags change the session tags on which policies rely.
func (p poolWithPolicies) waysByTags(holder roleHolder, mapping *principalTagMapping) []wayToRaise {
	var ways []wayToRaise
	for _, tag := range slices.Sorted(maps.Keys(mapping.tags)) {
		policy := p.policyOnTag([]roleHolder{holder}, mapping, tag)
		if policy == "" {
			continue
		}
		gain := func(what string) func() string {
			return func() string { return fmt.Sprintf("%s the session tag %s, on which %s relies", what, tag, policy) }
		}
		ways = append(ways, wayToRaise{"cognito-identity:SetPrincipalTagAttributeMap", p.arn(), gain("choose the claim of")})
		idp := &provider{kind: userPoolProvider, providerName: mapping.provider}
		userPool := p.userPoolARN(idp)
		if p.deployment.isAttribute(mapping.provider, mapping.tags[tag]) {
			ways = append(ways,
				wayToRaise{"cognito-idp:AdminUpdateUserAttributes", userPool, gain("set the attribute of")},
				wayToRaise{"cognito-idp:AdminCreateUser", userPool, gain("make a user with the attribute of")})
		}
		if p.deployment.isHiddenAttribute(mapping.provider, mapping.tags[tag]) {
			letWrite := gain("let users write the attribute of")
			ways = append(ways,
				wayToRaise{"cognito-idp:UpdateUserPoolClient", userPool, letWrite},
				wayToRaise{"cognito-idp:CreateUserPoolClient", userPool, letWrite})
		}
		if function := p.deployment.tokenTriggerOf(idp); !function.IsEmpty() {
			ways = append(ways, wayToRaise{"lambda:UpdateFunctionCode", function, gain("write the claim of")})
		}
	}
	return ways
}

// isAttributeName is for claims that user pools make of attributes.
func isAttributeName(claim string) bool {
	return strings.HasPrefix(claim, cognito.CustomClaimPrefix) || cognito.IsStandardAttribute(claim)
}

// isAttribute reports whether a claim certainly is what an attribute of a user of a user pool says.
func (d *deployment) isAttribute(of providerName, claim cfn.Value) bool {
	name, _ := claim.Literal()
	if of.class != userPoolClass || !isAttributeName(name) {
		return false
	}
	userPool, defined := of.userPoolID.Resource()
	return !defined || !d.hasTokenTrigger(userPool) && !d.lacksAttribute(userPool, claim)
}
