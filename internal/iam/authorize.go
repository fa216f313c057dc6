package iam

import "github.com/awscdk-constructs/identitypool/internal/answer"

// Policies are all that count for a session.
type Policies struct {
	// Identity are the policies of the role.
	Identity []Policy
	// Boundary is the permissions boundary of the role; nil if it has none.
	Boundary []Policy
	// Session are the session policies, of which one must allow; nil if there are none.
	Session []Policy
	// Resource are the policies of the resources of the role's account. See Policy.DecidesAbout.
	Resource []Policy
}

// Authorize answers a request of a session of a role by all policies together: a Deny anywhere wins; then the boundary, the session
// policies and either the policies of the role or of the resource must allow.
//
// See: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
func Authorize(request Request, policies Policies) Verdict {
	asked := newQuestion(request)
	return decide(&asked, policies.denied(&asked), policies.allowed(&asked))
}

func (p *Policies) denied(asked *question) candidate {
	best := candidate{}
	for _, list := range [][]Policy{p.Identity, p.Boundary, p.Session} {
		best = best.max(findIn(list, asked, asIdentity, deny))
	}
	return best.max(findIn(p.Resource, asked, asDenied, deny))
}

func findIn(policies []Policy, asked *question, as view, wanted effect) candidate {
	best := candidate{}
	for i := range policies {
		best = best.or(policies[i].find(asked, as, wanted))
		if best.answer == answer.Yes {
			break
		}
	}
	return best
}

// allowedByRole is what the policies of the role allow where those of resources leave it to them.
func (p *Policies) allowedByRole(asked *question) candidate {
	own := findIn(p.Identity, asked, asIdentity, allow)
	for i := range p.Resource {
		own = own.and(p.Resource[i].delegation(asked))
	}
	return own
}

func (p *Policies) allowed(asked *question) candidate {
	granted := p.allowedByRole(asked).or(findIn(p.Resource, asked, asGranted, allow))
	limit := p.limit(asked)
	if limit.answer != answer.No {
		return granted.and(limit)
	}
	// A boundary or session policy without Allow doesn't limit what goes to the session itself, nor to everyone with aws:PrincipalArn, and
	// what everyone may do needs no session. How that is decided is not documented for each service, so it is unknown.
	// See: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
	direct := findIn(p.Resource, asked, asSession, allow)
	if direct.answer == answer.No {
		return granted.and(limit)
	}
	return candidate{
		answer: answer.Unknown, name: direct.label(),
		reason: direct.label() + " grants it to the session itself or to everyone, which may count although " + limit.reason,
	}
}

// limit is what the boundary and the session policies leave.
func (p *Policies) limit(asked *question) candidate {
	return limitBy("the permissions boundary", p.Boundary, asked).and(limitBy("the session policy", p.Session, asked))
}

func limitBy(name string, policies []Policy, asked *question) candidate {
	if policies == nil {
		return candidate{answer: answer.Yes}
	}
	found := findIn(policies, asked, asIdentity, allow)
	if found.answer != answer.No {
		return found
	}
	reason := name + " does not allow " + asked.shown()
	if found.count > 0 {
		reason += ": " + found.explain(asked)
	}
	return candidate{name: name, reason: reason}
}

// delegation reports whether a policy without which no other counts hands the decision to the account.
func (p *Policy) delegation(asked *question) candidate {
	if !p.MustDelegate {
		return candidate{answer: answer.Yes}
	}
	on := p.isOn(asked)
	if on == answer.No {
		return candidate{answer: answer.Yes}
	}
	found := p.findAnywhere(asked, asDelegation, allow)
	if found.answer == answer.No {
		found = candidate{name: p.Source, reason: p.Source + " does not leave it to the policies of the account"}
	}
	if p.Doubt != "" || on == answer.Unknown {
		found.answer = max(found.answer, answer.Unknown)
	}
	return found
}
