package access

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/cognito"
	"github.com/awscdk-constructs/identitypool/internal/iam"
)

// wayToRaise is something by which whoever may do it gets more than their role allows.
type wayToRaise struct {
	action   string
	resource cfn.Value
	gain     func() string // completes "and so …"; empty if there is none after all
}

// waysToRaise are those that would give the holder of a role more than it.
//
// See: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
func (p poolWithPolicies) waysToRaise(holder roleHolder) []wayToRaise {
	ways := p.waysByPolicies(holder)
	if holder.canPassRole(cognito.CommercialPrincipal) {
		gain := func() string { return "choose the roles of the identity pool, for it may pass roles, too" }
		ways = append(ways, wayToRaise{"cognito-identity:SetIdentityPoolRoles", p.arn(), gain})
	}
	for _, mapping := range p.roleMappings() {
		if user := p.userPoolOf(mapping); user != nil {
			ways = append(ways, p.waysByUserPool(holder, mapping, user)...)
		}
	}
	for _, mapping := range p.tagMappings {
		ways = append(ways, p.waysByTags(holder, mapping)...)
	}
	return ways
}

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
		if p.deployment.isAttribute(mapping.provider, mapping.tags[tag]) {
			userPool := p.userPoolARN(&provider{kind: userPoolProvider, providerName: mapping.provider})
			ways = append(ways, wayToRaise{"cognito-idp:AdminUpdateUserAttributes", userPool, gain("set the attribute of")})
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

// waysByPolicies change what the role itself allows.
func (p poolWithPolicies) waysByPolicies(holder roleHolder) []wayToRaise {
	gain := func() string { return "change its own policies" }
	definition := holder.role.definition
	ways := []wayToRaise{{"iam:PutRolePolicy", definition.arn(), gain}, {"iam:AttachRolePolicy", definition.arn(), gain}}
	for _, policy := range p.policies.app.attachments().byRole[definition.resource] {
		if arn, known := policy.ARN(); known && policy.Type == managedPolicyType {
			ways = append(ways, wayToRaise{"iam:CreatePolicyVersion", arn, gain})
		}
	}
	arns, _ := definition.properties.Field("ManagedPolicyArns").Items()
	for _, each := range arns {
		if arn := each.Text(); !isOfAWS(arn) {
			ways = append(ways, wayToRaise{"iam:CreatePolicyVersion", arn, gain})
		}
	}
	return append(ways, waysByBoundary(holder)...)
}

// waysByBoundary change what the permissions boundary of the role keeps back.
func waysByBoundary(holder roleHolder) []wayToRaise {
	definition := holder.role.definition
	boundary := definition.properties.Field(boundaryProperty)
	if !boundary.Exists() {
		return nil
	}
	gain := func() string {
		if !holder.isKeptBackByBoundary() {
			return ""
		}
		return "do what its permissions boundary keeps back"
	}
	return []wayToRaise{
		{"iam:CreatePolicyVersion", boundary.Text(), gain},
		{"iam:DeleteRolePermissionsBoundary", definition.arn(), gain},
		{"iam:PutRolePermissionsBoundary", definition.arn(), gain},
	}
}

// isKeptBackByBoundary reports whether a statement allows something that nothing but the permissions boundary keeps back.
func (h roleHolder) isKeptBackByBoundary() bool {
	unlimited, subject := h, *h.subject
	subject.own.Boundary = nil
	unlimited.subject = &subject
	return slices.ContainsFunc(h.grants, func(by grant) bool {
		return h.allowsAll(by.Statement) == answer.No && unlimited.allowsAll(by.Statement) != answer.No
	})
}

// isOfAWS reports whether only AWS can change a managed policy: arn:partition:iam::aws:policy/name.
func isOfAWS(policy cfn.Value) bool { return policy.Contains(":iam::aws:") }

// waysByUserPool change what decides in a user pool which role its users get.
func (p poolWithPolicies) waysByUserPool(holder roleHolder, mapping *roleMapping, user *provider) []wayToRaise {
	userPool := p.userPoolARN(user)
	ways := []wayToRaise{
		{"cognito-idp:AdminAddUserToGroup", userPool, func() string {
			return prefixed("join a group that gets ", p.betterRole(holder, user, p.rolesOfGroups(mapping, user)))
		}},
		{"cognito-idp:AdminUpdateUserAttributes", userPool, func() string {
			return prefixed("set the attribute for which a rule gives ", p.betterRole(holder, user, p.rolesOfAttributes(mapping, user)))
		}},
	}
	if mapping.typeName.Is(cognito.TypeToken) && holder.canPassRole(cognito.UserPoolPrincipal) {
		gain := func() string { return "choose the roles of groups, for it may pass roles, too" }
		ways = append(ways, wayToRaise{"cognito-idp:UpdateGroup", userPool, gain}, wayToRaise{"cognito-idp:CreateGroup", userPool, gain})
	}
	return ways
}

// prefixed is empty without a name.
func prefixed(prefix, name string) string {
	if name == "" {
		return ""
	}
	return prefix + name
}

// rolesOfGroups are those that a mapping gives to members of groups.
func (p poolWithPolicies) rolesOfGroups(mapping *roleMapping, user *provider) []role {
	var roles []role
	if mapping.typeName.Is(cognito.TypeToken) {
		for _, group := range p.deployment.groupsWithRole(user) {
			roles = append(roles, group.role)
		}
		return roles
	}
	for _, of := range mapping.rules {
		if of.claim.Is(cognito.GroupsClaim) || of.claim.Is(cognito.RolesClaim) || of.claim.Is(cognito.PreferredRoleClaim) {
			roles = append(roles, of.role)
		}
	}
	return roles
}

// rolesOfAttributes are those that a mapping gives for attributes of users. What a function puts into tokens is not an attribute.
func (p poolWithPolicies) rolesOfAttributes(mapping *roleMapping, user *provider) []role {
	userPool, defined := user.userPoolID.Resource()
	if !mapping.typeName.Is(cognito.TypeRules) || defined && p.deployment.hasTokenTrigger(userPool) {
		return nil
	}
	var roles []role
	for i, of := range mapping.rules {
		claim, _ := of.claim.Literal()
		problem, _ := p.neverApplies(mapping, i)
		if problem == "" && isAttributeName(claim) {
			roles = append(roles, of.role)
		}
	}
	return roles
}

// betterRole names one of the roles that certainly can be had and allows more than the holder's; it is empty if there is none.
func (p poolWithPolicies) betterRole(holder roleHolder, user *provider, roles []role) string {
	who := identity{kind: authenticated, pool: p.pool, provider: user}
	at := slices.IndexFunc(roles, func(each role) bool {
		return p.trustFor(each, who, p.hasTags(user)).Answer == answer.Yes && p.allowsMore(each, holder.role, who) == answer.Yes
	})
	if at < 0 {
		return ""
	}
	return roles[at].String()
}

// canPassRole reports whether the holder may pass some role to a service.
func (h roleHolder) canPassRole(service string) bool {
	passedTo := iam.Key{Name: "iam:PassedToService", Values: []cfn.Value{cfn.Literal(service)}}
	return h.can("iam:PassRole", cfn.Literal("arn:*:iam::*:role/*"), passedTo) != answer.No
}

// arn is the ARN of the identity pool.
func (p *pool) arn() cfn.Value {
	return p.arnOf(cognito.Service, cognito.IdentityPoolResource+"/", p.id)
}

func (p *pool) userPoolARN(user *provider) cfn.Value {
	if userPool, defined := user.userPoolID.Resource(); defined {
		if arn, known := userPool.ARN(); known {
			return arn
		}
	}
	return p.arnOf(cognito.UserPoolService, "userpool/", user.userPoolID)
}

// arnOf is the ARN of something where the identity pool is.
func (p *pool) arnOf(service, beforeID string, id cfn.Value) cfn.Value {
	return cfn.Join(cfn.Literal("arn:"), p.stack.Partition(), cfn.Literal(":"+service+":"), p.stack.Region(), cfn.Literal(":"), p.stack.Account(),
		cfn.Literal(":"+beforeID), id)
}
