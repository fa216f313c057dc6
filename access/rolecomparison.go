package access

import (
	"fmt"
	"slices"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/iam"
)

// allowsMore reports whether a role allows something that another role doesn't allow to the same user.
func (p poolWithPolicies) allowsMore(wanted, than role, who identity) answer.Answer {
	if wanted.is(than) == answer.Yes {
		return answer.No
	}
	if wanted.definition == nil || than.definition == nil {
		return answer.Unknown
	}
	more := p.holderOf(roleUse{role: wanted, who: who})
	less := p.holderOf(roleUse{role: than, who: who})
	if more.isNamedByResource(less) {
		return answer.Yes
	}
	isUnclear := func(policy iam.Policy) bool { return policy.Unclear != "" || policy.Doubt != "" }
	isLimitedAlike := more.isLimitedLike(less)
	found := answer.AnyOf(more.grants, func(by grant) answer.Answer {
		if isLimitedAlike && slices.ContainsFunc(less.grants, by.isSame) {
			return answer.No
		}
		return less.allowsAll(by.Statement).Not()
	})
	if slices.ContainsFunc(more.subject.own.Identity, isUnclear) && !more.hasPoliciesOf(less) {
		return max(found, answer.Unknown)
	}
	return found
}

// isNamedByResource reports whether the policy of a resource names one role and not the other.
func (h roleHolder) isNamedByResource(other roleHolder) bool {
	return slices.ContainsFunc(h.subject.policies.resources().all, func(policy iam.Policy) bool {
		return slices.ContainsFunc(policy.Statements, func(statement iam.Statement) bool {
			return statement.IsAllow() && statement.Includes(h.subject.principal) && !statement.Includes(other.subject.principal)
		})
	})
}

// isLimitedLike reports whether all that takes something from the other role takes it from this one, too.
func (h roleHolder) isLimitedLike(other roleHolder) bool {
	ownBoundary, otherBoundary := h.role.definition.properties.Field(boundaryProperty), other.role.definition.properties.Field(boundaryProperty)
	if otherBoundary.Exists() && (!ownBoundary.Exists() || cfn.Same(ownBoundary.Text(), otherBoundary.Text()) != answer.Yes) {
		return false
	}
	for _, policy := range other.denials {
		for _, statement := range policy.Statements {
			isDeniedHere := slices.ContainsFunc(h.denials, func(own iam.Policy) bool {
				return slices.ContainsFunc(own.Statements, func(own iam.Statement) bool { return isSameStatement(own, statement) })
			})
			if !isDeniedHere {
				return false
			}
		}
	}
	return true
}

// hasPoliciesOf reports whether the other role has all the policies that aren't understood.
func (h roleHolder) hasPoliciesOf(other roleHolder) bool {
	for _, policy := range h.subject.own.Identity {
		isSame := func(shared iam.Policy) bool { return shared.Source == policy.Source }
		if policy.Unclear != "" && !slices.ContainsFunc(other.subject.own.Identity, isSame) {
			return false
		}
	}
	return true
}

func (g grant) isSame(other grant) bool { return isSameStatement(g.Statement, other.Statement) }

// isSameStatement compares what is written, variables included.
func isSameStatement(a, b iam.Statement) bool {
	return fmt.Sprint(a.Describe(iam.Context{}), a.Principals()) == fmt.Sprint(b.Describe(iam.Context{}), b.Principals())
}

// allowsAll reports whether the role allows all that a statement names, whatever its conditions.
func (h roleHolder) allowsAll(of iam.Statement) answer.Answer {
	resources, allBut := of.Resources()
	if allBut {
		resources = []cfn.Value{everyResource}
	}
	return answer.AllOf(actionsOf(of), func(action string) answer.Answer {
		return answer.AllOf(resources, func(resource cfn.Value) answer.Answer { return h.canEach(action, h.subject.withIdentity(resource)) })
	})
}

// canEach reports whether all that the wildcards in an action and a resource stand for is allowed. Where that is unknown, it is no if an
// example certainly isn't.
func (h roleHolder) canEach(action string, resource cfn.Value) answer.Answer {
	found := h.can(action, resource)
	example := iam.Request{Action: action, Resource: resource}.Example()
	if found == answer.Unknown && h.can(example.Action, example.Resource) == answer.No {
		return answer.No
	}
	return found
}
