package access

import (
	"slices"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/iam"
)

// roleHolder is somebody who gets a role of the app, with what its policies let them do.
type roleHolder struct {
	roleUse

	subject *subject
	grants  []grant
	denials []iam.Policy // the policies of the role without what they allow
}

// grant is a statement that allows something to a role, with the place where it is written.
type grant struct {
	iam.Statement

	alone    iam.Policy // the policy with no other statement
	resource *cfn.Resource
	at       cfn.Property
}

// roleHolders are those who certainly can get a role of the app: by the templates, or in the classic flow where it is certainly on.
func (p poolWithPolicies) roleHolders() []roleHolder {
	uses, isClassicFlowOn := p.roleUses(), p.classicFlowIsOn() == answer.Yes
	if isClassicFlowOn {
		uses = p.reachableRoles()
	}
	var holders []roleHolder
	for _, use := range uses {
		isGuest := use.who.kind == unauthenticated
		isNobody := !isGuest && use.who.provider == nil && !isClassicFlowOn && p.hasKnownProviders()
		if use.role.definition == nil || isNobody || isGuest && p.allowGuests != answer.Yes {
			continue
		}
		use.who.classicFlow = isClassicFlowOn
		if p.trustFor(use.role, use.who, use.tags).Answer != answer.No {
			holders = append(holders, p.holderOf(use))
		}
	}
	return holders
}

func (p poolWithPolicies) holderOf(use roleUse) roleHolder {
	made := attempt{roleChoice: choose(use.role, "it is %s", use.description), who: use.who}
	holder := roleHolder{
		roleUse: use,
		subject: p.subjectWith(Decision{Outcome: Granted}, made, p.mappedTags(use.who), unknownIdentity()),
	}
	holder.subject.own.Identity = withKnownTexts(holder.subject.own.Identity)
	holder.subject.own.Boundary = withKnownTexts(holder.subject.own.Boundary)
	for _, policy := range holder.subject.own.Identity {
		policy.Unclear = "" // what nobody knows is not taken for a Deny: the managed policies of AWS have none
		policy.Statements = slices.DeleteFunc(slices.Clone(policy.Statements), iam.Statement.IsAllow)
		holder.denials = append(holder.denials, policy)
	}
	holder.grants = holder.findGrants()
	return holder
}

// findGrants returns the statements by which the role's policies allow something. A policy of AWS has no place but that which attaches it.
func (h roleHolder) findGrants() []grant {
	stacks := h.subject.deployment.app.Stacks()
	var all []grant
	for _, policy := range h.subject.own.Identity {
		for i, statement := range policy.Statements {
			if !statement.IsAllow() || policy.Doubt != "" {
				continue
			}
			alone := policy
			alone.Statements, alone.Unclear = policy.Statements[i:i+1], ""
			found := grant{Statement: statement, alone: alone, resource: statement.At.Resource(), at: statement.At}
			if found.resource == nil || !slices.Contains(stacks, found.resource.Stack) {
				found.resource, found.at = h.role.definition.resource, h.role.definition.properties.Field("ManagedPolicyArns")
			}
			all = append(all, found)
		}
	}
	return all
}

// allows reports whether one statement allows something that no other takes away. With wildcards it asks for all that they stand for.
func (h roleHolder) allows(by grant, action string, resource cfn.Value, keys ...iam.Key) answer.Answer {
	return h.authorize(by.alone, action, resource, h.subject.context.With(keys...))
}

func (h roleHolder) authorize(allowing iam.Policy, action string, resource cfn.Value, context iam.Context) answer.Answer {
	all := h.subject.own
	all.Identity = append(slices.Clip(h.denials), allowing)
	asked := iam.Request{Principal: h.subject.principal, Action: action, Resource: resource, Context: context}
	return iam.Authorize(asked, all).Answer
}

// can reports whether any statement allows something.
func (h roleHolder) can(action string, resource cfn.Value, keys ...iam.Key) answer.Answer {
	return answer.AnyOf(h.grants, func(by grant) answer.Answer { return h.allows(by, action, resource, keys...) })
}

// isAdministrator reports whether the role may do everything already.
func (h roleHolder) isAdministrator() bool { return h.can("*", everyResource) == answer.Yes }

var everyResource = cfn.Literal("*")
