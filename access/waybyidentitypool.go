package access

import (
	"slices"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// waysByIdentityPool change the identity pool, or speak for its developer provider.
//
// See: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncognitoidentity.html
func (p poolWithPolicies) waysByIdentityPool(holder roleHolder) []wayToRaise {
	var ways []wayToRaise
	if holder.canPassRole(cognito.CommercialPrincipal) {
		gain := func() string { return "choose the roles of the identity pool, for it may pass roles, too" }
		ways = append(ways, wayToRaise{"cognito-identity:SetIdentityPoolRoles", p.arn(), gain})
	}
	if p.isDefined() {
		gain := func() string { return p.gainByOtherSettings(holder) }
		ways = append(ways, wayToRaise{"cognito-identity:UpdateIdentityPool", p.arn(), gain})
	}
	if developer := p.developerProvider(); developer != nil {
		gain := func() string { return p.gainByDeveloperProvider(holder, developer) }
		ways = append(ways, wayToRaise{"cognito-identity:GetOpenIdTokenForDeveloperIdentity", p.arn(), gain})
	}
	return ways
}

// gainByOtherSettings is what somebody gets through a login provider that they add, or in the classic flow that they turn on.
func (p poolWithPolicies) gainByOtherSettings(holder roleHolder) string {
	signedIn := identity{kind: authenticated, pool: p.pool}
	if holder.who.kind == unauthenticated {
		if better := p.betterRole(holder, signedIn, p.defaultRoles()); better != "" {
			return "add a login provider of their own, with which they get " + better
		}
	}
	if p.allowClassicFlow == answer.Yes || len(p.roleMappings()) > 0 {
		return ""
	}
	var trusting []role
	for _, definition := range p.deployment.roles {
		trusting = append(trusting, role{arn: definition.arn(), definition: definition})
	}
	asking := identity{kind: holder.who.kind, pool: p.pool, classicFlow: true}
	return prefixed("allow the classic flow, in which they get ", p.betterRole(holder, asking, trusting))
}

// gainByDeveloperProvider is what somebody gets who asks for the token of a signed-in user, with session tags of their choice.
//
// See: https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetOpenIdTokenForDeveloperIdentity.html
func (p poolWithPolicies) gainByDeveloperProvider(holder roleHolder, developer *provider) string {
	signedIn := identity{kind: authenticated, pool: p.pool, provider: developer}
	if better := p.betterRole(holder, signedIn, p.defaultRoles()); better != "" {
		return "get the token of a signed-in user, with which they get " + better
	}
	if !p.isDefaultRole(holder.role) || p.trustFor(holder.role, signedIn, answer.Yes).Answer != answer.Yes {
		return ""
	}
	policy := holder.statementOnTag(anyTag)
	if policy == "" {
		return ""
	}
	return "choose their session tags, on which " + policy + " relies"
}

// statementOnTag names a statement of the role that relies on a session tag; it is empty if there is none.
func (h roleHolder) statementOnTag(tag string) string {
	at := slices.IndexFunc(h.grants, func(by grant) bool { return reliesOnTag(by.Statement, tag) })
	if at < 0 {
		return ""
	}
	return h.grants[at].Label()
}

func (p *pool) developerProvider() *provider {
	at := slices.IndexFunc(p.providers, func(one *provider) bool { return one.kind == developerProvider })
	if at < 0 {
		return nil
	}
	return p.providers[at]
}

// defaultRoles are the roles for signed-in users for whom nothing else decides.
func (p *pool) defaultRoles() []role {
	var roles []role
	for _, attachment := range p.attachments {
		if attached, found := attachment.roles[authenticated]; found {
			roles = append(roles, attached.role)
		}
	}
	return roles
}

// arn is the ARN of the identity pool.
func (p *pool) arn() cfn.Value {
	return p.arnOf(cognito.Service, cognito.IdentityPoolResource+"/", p.id)
}

// arnOf is the ARN of something where the identity pool is.
func (p *pool) arnOf(service, beforeID string, id cfn.Value) cfn.Value {
	return cfn.Join(cfn.Literal("arn:"), p.stack.Partition(), cfn.Literal(":"+service+":"), p.stack.Region(), cfn.Literal(":"), p.stack.Account(),
		cfn.Literal(":"+beforeID), id)
}
