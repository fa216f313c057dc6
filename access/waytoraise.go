package access

import (
	"slices"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
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
	ways := append(p.waysByPolicies(holder), p.waysByIdentityPool(holder)...)
	for _, mapping := range p.roleMappings() {
		if idp := p.userPoolOf(mapping); idp != nil {
			ways = append(ways, p.waysByUserPool(holder, mapping, idp)...)
		}
	}
	for _, mapping := range p.tagMappings {
		ways = append(ways, p.waysByTags(holder, mapping)...)
	}
	return append(ways, p.waysByTrust(holder)...)
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

// waysByTrust let the holder assume other roles of the app.
func (p poolWithPolicies) waysByTrust(holder roleHolder) []wayToRaise {
	const action = "iam:UpdateAssumeRolePolicy"
	if holder.can(action, everyRole) == answer.No {
		return nil
	}
	var ways []wayToRaise
	for _, resource := range p.deployment.app.Resources(roleType) {
		definition := p.deployment.definitionOf(resource)
		if definition == nil || definition == holder.role.definition {
			continue
		}
		ways = append(ways, wayToRaise{action, definition.arn(), func() string {
			other := role{arn: definition.arn(), definition: definition}
			if p.allowsMore(other, holder.role, holder.who) != answer.Yes {
				return ""
			}
			return "let themselves assume " + other.String()
		}})
	}
	return ways
}

// betterRole names one of the roles that certainly can be had and allows more than the holder's; it is empty if there is none.
func (p poolWithPolicies) betterRole(holder roleHolder, who identity, roles []role) string {
	at := slices.IndexFunc(roles, func(each role) bool {
		return p.trustFor(each, who, p.tagsOfUsers(who)).Answer == answer.Yes && p.allowsMore(each, holder.role, who) == answer.Yes
	})
	if at < 0 {
		return ""
	}
	return roles[at].String()
}

// tagsOfUsers reports whether somebody gets session tags.
func (p *pool) tagsOfUsers(who identity) answer.Answer {
	if who.provider == nil || who.classicFlow {
		return answer.No
	}
	return p.hasTags(who.provider)
}

// prefixed is empty without a name.
func prefixed(prefix, name string) string {
	if name == "" {
		return ""
	}
	return prefix + name
}

// canPassRole reports whether the holder may pass some role to a service.
func (h roleHolder) canPassRole(service string) bool {
	passedTo := iam.Key{Name: "iam:PassedToService", Values: []cfn.Value{cfn.Literal(service)}}
	return h.can("iam:PassRole", everyRole, passedTo) != answer.No
}

var everyRole = cfn.Literal("arn:*:iam::*:role/*")
