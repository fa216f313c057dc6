package iam

import (
	"slices"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
)

// Authority is what policies allow and deny somebody, so that it can be compared with that of somebody else. What the context of a request
// has is left out of it: a condition is compared as it is written.
type Authority struct {
	allowed, denied []right
	limits          map[string]*limit // by what limits
	delegated       []right           // what policies without which no other counts leave to the others
	unclear         []unclearPolicy   // those of the role
	unclearOf       []unclearPolicy   // those of resources
}

// unclearPolicy is a policy that may allow or deny more than can be told.
type unclearPolicy struct{ name, written string }

// right is a statement with one action and one resource, or with all but some.
type right struct {
	statement    *Statement
	of           *Statement // that it is a part of
	doubt        string     // why only the deployment knows whether it counts
	isDirect     bool       // goes to the session itself or to everyone, which limits may not keep back
	mustDelegate bool       // is of a policy without which no other counts
}

// limit is what a permissions boundary or the session policies leave.
type limit struct {
	allowed []right
	unclear []unclearPolicy
}

// The limits.
const (
	boundaryLimit = "permissions boundary"
	sessionLimit  = "session policy"
)

// NewAuthority reads what the policies of somebody say.
func NewAuthority(of Subject) Authority {
	authority := Authority{limits: map[string]*limit{}}
	caller := newCaller(of.Principal)
	for i := range of.Policies.Identity {
		authority.add(&of.Policies.Identity[i], asIdentity)
	}
	authority.limit(boundaryLimit, of.Policies.Boundary)
	authority.limit(sessionLimit, of.Policies.Session)
	for i := range of.Policies.Resource {
		authority.addResource(&of.Policies.Resource[i], caller)
	}
	return authority
}

// NewTrust reads whom a trust policy lets assume its role.
func NewTrust(policy Policy) Authority {
	authority := Authority{limits: map[string]*limit{}}
	authority.add(&policy, asTrust)
	return authority
}

func (a *Authority) add(policy *Policy, as view) {
	for i := range policy.Statements {
		statement := &policy.Statements[i]
		rights := statement.rights(policy.namedDoubt())
		if statement.effect == deny {
			a.denied = append(a.denied, rights...)
		} else {
			a.allowed = append(a.allowed, rights...)
		}
	}
	a.unclear = append(a.unclear, policy.unclearNamed(as)...)
}

func (a *Authority) limit(name string, policies []Policy) {
	if policies == nil {
		return
	}
	left := &limit{}
	for i := range policies {
		of := Authority{}
		of.add(&policies[i], asIdentity)
		left.allowed = append(left.allowed, of.allowed...)
		left.unclear = append(left.unclear, of.unclear...)
		a.denied = append(a.denied, of.denied...)
	}
	a.limits[name] = left
}

// addResource adds what the policy of a resource says about somebody.
func (a *Authority) addResource(policy *Policy, caller *caller) {
	for i := range policy.Statements {
		statement := &policy.Statements[i]
		if statement.effect == deny {
			a.denied = append(a.denied, policy.rightsOn(statement, caller, asDenied)...)
			continue
		}
		a.allowed = append(a.allowed, policy.rightsOn(statement, caller, asGranted)...)
		if policy.MustDelegate {
			a.delegated = append(a.delegated, policy.rightsOn(statement, caller, asDelegation)...)
		}
	}
	a.unclearOf = append(a.unclearOf, policy.unclearNamed(asGranted)...)
}

// rightsOn are those of a statement in the policy of a resource, for whom it is about.
func (p *Policy) rightsOn(statement *Statement, caller *caller, as view) []right {
	about := statement.principals.include(caller, as)
	if about == answer.No {
		return nil
	}
	doubt := p.namedDoubt()
	if about == answer.Unknown {
		doubt = statement.Label() + " may be for others only"
	}
	own := *statement
	own.principals = principals{}
	var on []operand
	for _, each := range p.DecidesAbout {
		on = append(on, readOperand(each, syntax{wildcards: true}))
	}
	isAll := slices.ContainsFunc(own.resources.operands, func(each operand) bool { return each.symbols.isEverything() })
	switch {
	case len(on) == 0:
	case !own.resources.present || !own.resources.not && isAll || own.resources.not && !meet(own.resources.operands, on):
		own.resources = elements{present: true, operands: on}
	case own.resources.not:
		doubt = statement.Label() + " is about all but " + own.resources.shown()
		own.resources = elements{present: true, operands: on}
	case !own.resources.not && !allIn(own.resources.operands, on):
		doubt = statement.Label() + " may be for other resources only"
	}
	rights := own.rights(doubt)
	for i := range rights {
		rights[i].of, rights[i].isDirect = statement, statement.principals.include(caller, asSession) != answer.No
		rights[i].mustDelegate = p.MustDelegate
	}
	return rights
}

// rights takes a statement apart.
func (s *Statement) rights(doubt string) []right {
	var rights []right
	for _, actions := range s.actions.apart() {
		for _, resources := range s.resources.apart() {
			part := *s
			part.actions, part.resources = actions, resources
			rights = append(rights, right{statement: &part, of: s, doubt: doubt})
		}
	}
	return rights
}

func (e *elements) apart() []elements {
	if e.not || !e.present {
		return []elements{*e}
	}
	var all []elements
	for i := range e.operands {
		all = append(all, elements{present: true, operands: e.operands[i : i+1]})
	}
	return all
}

func (p *Policy) namedDoubt() string {
	if p.Doubt == "" {
		return ""
	}
	return p.Source + " " + p.Doubt
}

func (p *Policy) unclearNamed(as view) []unclearPolicy {
	unclear := p.unclearAs(as)
	if unclear == "" {
		return nil
	}
	return []unclearPolicy{{p.Source + " " + unclear, p.written}}
}

// In is the authority in another version of an app.
func (a Authority) In(other cfn.Counterparts) Authority {
	a.allowed, a.denied, a.delegated = rightsIn(a.allowed, other), rightsIn(a.denied, other), rightsIn(a.delegated, other)
	limits := map[string]*limit{}
	for name, each := range a.limits {
		limits[name] = &limit{rightsIn(each.allowed, other), each.unclear}
	}
	a.limits = limits
	return a
}

func rightsIn(rights []right, other cfn.Counterparts) []right {
	moved := make([]right, 0, len(rights))
	for _, each := range rights {
		statement := *each.statement
		statement.actions.operands = operandsIn(statement.actions.operands, other)
		statement.resources.operands = operandsIn(statement.resources.operands, other)
		statement.conditions = slices.Clone(statement.conditions)
		for i := range statement.conditions {
			statement.conditions[i].values = operandsIn(statement.conditions[i].values, other)
		}
		statement.principals.entries = slices.Clone(statement.principals.entries)
		for i := range statement.principals.entries {
			entry := &statement.principals.entries[i]
			entry.symbols = entry.symbols.in(other)
		}
		each.statement = &statement
		moved = append(moved, each)
	}
	return moved
}

func operandsIn(operands []operand, other cfn.Counterparts) []operand {
	moved := slices.Clone(operands)
	for i := range moved {
		moved[i].written, moved[i].symbols = other.Value(moved[i].written), moved[i].symbols.in(other)
	}
	return moved
}

func (g glob) in(other cfn.Counterparts) glob {
	moved := slices.Clone(g)
	for i := range moved {
		switch moved[i].kind {
		case deferred:
			part := other.Part(*moved[i].part)
			moved[i].part = &part
		case char:
			moved[i].part = nil
		default:
		}
	}
	return moved
}
