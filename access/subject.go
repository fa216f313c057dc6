package access

import (
	"fmt"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/cognito"
	"github.com/awscdk-constructs/identitypool/internal/iam"
)

// subject is a session in one deployment.
type subject struct {
	poolWithPolicies

	decision   Decision
	principal  iam.Principal
	identityID cfn.Value
	context    iam.Context
	own        iam.Policies // but for those of resources
	isGuest    bool         // in the enhanced flow, which limits what guests can do
}

// subject is what an attempt to sign in comes to; one without a role has no policies.
func (p poolWithPolicies) subject(made attempt, identityID cfn.Value) *subject {
	return p.subjectWith(p.decision(made), made, p.tagsOf(made), identityID)
}

func (p poolWithPolicies) subjectWith(decision Decision, made attempt, tags principalTags, identityID cfn.Value) *subject {
	subject := &subject{poolWithPolicies: p, decision: decision, identityID: identityID}
	definition := made.role.definition
	if decision.Outcome == Refused || definition == nil {
		return subject
	}
	subject.isGuest = made.who.kind == unauthenticated && !made.who.classicFlow
	subject.principal = p.principal(made.role, made.who)
	subject.context = p.context(made.who, definition, tags, identityID)
	read := p.policies.of(definition)
	subject.own = iam.Policies{Identity: read.identity, Boundary: read.boundary}
	if subject.isGuest {
		subject.own.Session = guestPolicies
	}
	return subject
}

// guestPolicies are the session policies of guests in the enhanced flow.
var guestPolicies = func() []iam.Policy {
	var policies []iam.Policy
	for _, list := range cognito.GuestPermissions() {
		policies = append(policies, iam.AllowActions(list.Name, list.Actions...))
	}
	return policies
}()

// hasRole reports whether the role, and so what it may do, is known.
func (s *subject) hasRole() bool { return !s.principal.Role.IsEmpty() }

// can answers a request in this deployment.
func (s *subject) can(request Request) Permission {
	switch {
	case s.decision.Outcome == Refused:
		return Permission{Outcome: Refused, Uncertain: s.decision.Uncertain, Reason: s.decision.Reason}
	case s.decision.Outcome == Unknown || !s.hasRole():
		return Permission{Uncertain: s.decision.Uncertain, Reason: "the role is not known: " + s.decision.Reason}
	}
	permission := s.roleCan(request)
	permission.Uncertain = permission.Uncertain || s.decision.Uncertain && permission.Outcome != Unknown
	return permission
}

// roleCan answers what the role lets the session do, whether or not the session gets it.
func (s *subject) roleCan(request Request) Permission {
	asked, err := s.resolve(request)
	if err != nil {
		return Permission{Reason: err.Error()}
	}
	verdict := s.authorize(request, asked)
	permission := Permission{Outcome: outcomeOf(verdict.Answer), Statement: verdict.Statement, Reason: verdict.Reason}
	switch permission.Outcome {
	case Granted:
		permission.Reason = fmt.Sprintf("%s allows %s on %s", verdict.Statement, asked.Action, asked.Resource)
		if s.isGuest {
			permission = permission.ofGuest(asked)
		}
	default:
		permission.Reason = fmt.Sprintf("%s on %s: %s", asked.Action, asked.Resource, verdict.Reason)
	}
	return permission
}

// ofGuest marks what only one of the two session policies of guests allows: that their union counts is not documented.
func (p Permission) ofGuest(asked iam.Request) Permission {
	for _, policy := range guestPolicies {
		if policy.Evaluate(iam.Request{Action: asked.Action, Resource: asked.Resource}).Answer != answer.Yes {
			p.Uncertain = true
			p.Reason += fmt.Sprintf(" (of the two session policies of guests, only one allows it, not %s)", policy.Source)
		}
	}
	return p
}

// authorize asks all policies that count for a request.
func (s *subject) authorize(request Request, asked iam.Request) iam.Verdict {
	target := s.policies.target(request, asked.Resource)
	if target.isAbsent {
		return iam.Verdict{Reason: target.resource.Name() + " is not there"}
	}
	all := s.own
	all.Resource = target.policies
	verdict := iam.Authorize(asked, all)
	if verdict.Answer != answer.Yes {
		return verdict
	}
	if caution := s.caution(request, target); caution != "" {
		return iam.Verdict{Answer: answer.Unknown, Statement: verdict.Statement, Reason: caution}
	}
	return verdict
}

// caution says why something that the policies allow may be refused all the same.
func (s *subject) caution(request Request, target target) string {
	switch resource := target.resource; {
	case resource != nil && s.deployment.templates.Exists(resource) == answer.Unknown:
		return "only the deployment knows whether " + resource.Name() + " is there"
	case resource != nil && cfn.Same(resource.Stack.Account(), s.principal.Account) != answer.Yes:
		return resource.Name() + " is or may be of another account than the role, which must allow it, too"
	case strings.HasPrefix(strings.ToLower(request.Action), "sts:assumerole"):
		return "the trust policy of the role to assume decides, too"
	default:
		return ""
	}
}
