package iam

import (
	"fmt"
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
)

// Request is what somebody wants to do.
type Request struct {
	Principal Principal
	// Action is its name, such as "s3:GetObject". With wildcards it stands for several actions: yes if all are allowed, no if none is.
	Action string
	// Resource is its ARN; empty for a trust policy. With wildcards it stands for several resources likewise.
	Resource cfn.Value
	Context  Context
}

// Verdict is the answer to a request, with its reason.
type Verdict struct {
	Answer answer.Answer
	// Statement is the one that decided, as in "Access/Users/DefaultPolicy statement 2"; empty if none did.
	Statement string
	// Reason says why the answer isn't yes: what was asked, and what the statement that comes nearest lacks.
	Reason string
}

// finding is what one test of a statement says, and what to say of it unless it is yes.
type finding struct {
	answer answer.Answer
	reason string
}

// question is a request, ready to be compared with many statements.
type question struct {
	request  Request
	caller   caller
	action   glob
	resource glob
	lookup   lookup
}

func newQuestion(request Request) question {
	action := readAction(cfn.Literal(request.Action)).symbols
	return question{
		request:  request,
		caller:   newCaller(request.Principal),
		action:   action,
		resource: readOperand(request.Resource, syntax{wildcards: true}).symbols,
		lookup:   lookup{context: request.Context, action: action},
	}
}

// String completes "no statement allows …".
func (q question) String() string {
	if q.request.Resource.IsEmpty() {
		return q.request.Action
	}
	return fmt.Sprintf("%s on %s", q.request.Action, q.request.Resource)
}

// Evaluate answers a request by one policy alone: the trust policy of a role, or for a request without principal the policy of an
// identity. An explicit Deny wins over any Allow.
func (p Policy) Evaluate(request Request) Verdict {
	asked, as := newQuestion(request), asTrust
	if request.Principal.isNobody() {
		as = asIdentity
	}
	return decide(asked, p.find(asked, as, true), p.find(asked, as, false))
}

// decide lets what is denied win over what is allowed.
func decide(asked question, denied, allowed candidate) Verdict {
	switch {
	case denied.answer == answer.Yes:
		return Verdict{answer.No, denied.statement, denied.statement + " denies it"}
	case allowed.answer == answer.Yes && denied.answer == answer.Unknown:
		return Verdict{answer.Unknown, denied.statement, denied.reason}
	default:
		return allowed.verdict(asked)
	}
}

// candidate is the statement that comes nearest to a request.
type candidate struct {
	answer    answer.Answer
	statement string
	reason    string // why the answer isn't yes
	passed    int    // tests of the statement that were not failed
}

// verdict says what an Allow amounts to.
func (c candidate) verdict(asked question) Verdict {
	if c.answer == answer.No && c.statement == "" {
		return Verdict{Reason: "no statement allows " + asked.String()}
	}
	return Verdict{c.answer, c.statement, c.reason}
}

// or is the better of two; of two that refuse the one that comes nearer, and both if they are as near.
func (c candidate) or(other candidate) candidate {
	switch {
	case other.answer > c.answer, other.answer == c.answer && other.passed > c.passed:
		return other
	case other.answer == answer.No && c.answer == answer.No && other.passed == c.passed && c.statement != "" && other.statement != "":
		c.reason += "; " + other.reason
	}
	return c
}

// and is the worse of two.
func (c candidate) and(other candidate) candidate {
	if other.answer < c.answer {
		return other
	}
	return c
}

// find returns the best that the statements with one of the two effects have for a request.
func (p Policy) find(asked question, as view, deny bool) candidate {
	best := candidate{}
	if len(p.On) > 0 {
		on := p.isOn(asked)
		if on == answer.No {
			return best
		}
		found := p.findAnywhere(asked, as, deny)
		if on < found.answer {
			found.answer, found.reason = on, "only the deployment knows whether "+p.Source+" is a policy of "+asked.request.Resource.String()
		}
		return found
	}
	return p.findAnywhere(asked, as, deny)
}

// isOn reports whether the policy belongs to what is asked for.
func (p Policy) isOn(asked question) answer.Answer {
	return answer.AnyOf(p.On, func(of cfn.Value) answer.Answer {
		return match(readOperand(of, syntax{wildcards: true}).symbols, asked.resource)
	})
}

func (p Policy) findAnywhere(asked question, as view, deny bool) candidate {
	best := candidate{}
	for i := range p.Statements {
		if statement := &p.Statements[i]; statement.deny == deny {
			best = best.or(statement.apply(asked, as))
		}
		if best.answer == answer.Yes {
			return best
		}
	}
	if unclear := p.unclearAs(as); unclear != "" {
		return candidate{answer: answer.Unknown, statement: p.Source, reason: strings.TrimSpace(p.Source + " " + unclear)}.max(best)
	}
	return best
}

// unclearAs says why a policy is unclear in a place: IAM wants principals in the policy of a resource, and takes none in others.
func (p Policy) unclearAs(as view) string {
	if p.Unclear != "" {
		return p.Unclear
	}
	if as != asIdentity {
		if name, found := p.statementWithPrincipals(false); found {
			return name + " has no Principal"
		}
	} else if name, found := p.statementWithPrincipals(true); found {
		return name + " has a Principal, which IAM takes in policies of resources only"
	}
	return ""
}

// max is the other one if its answer is better.
func (c candidate) max(other candidate) candidate {
	if other.answer > c.answer {
		return other
	}
	return c
}

// The tests of a statement, in their order, which makes the number of those that it passes tell how near it comes.
const (
	passedAction = iota + 1
	passedResource
	passedPrincipal
	passedConditions
)

// apply reports whether the statement is about a request.
func (s *Statement) apply(asked question, as view) candidate {
	if action := s.action(asked, as); action.answer != answer.No {
		return s.applyToAction(asked, as, action)
	}
	return candidate{}
}

func (s *Statement) applyToAction(asked question, as view, action finding) candidate {
	best := candidate{answer: answer.Yes, statement: s.Label(), passed: passedConditions}
	fail := func(found finding, passed int) bool {
		if found.answer < best.answer {
			best = candidate{found.answer, s.Label(), s.Label() + " " + found.reason, passed}
		}
		return best.answer == answer.No
	}
	if fail(action, 0) || fail(s.resource(asked), passedAction) || fail(s.principal(asked, as), passedResource) {
		return best
	}
	for i := range s.conditions {
		if fail(s.conditions[i].holds(asked.lookup), passedPrincipal) {
			return best
		}
	}
	if s.unclear != "" {
		fail(finding{answer.Unknown, s.unclear}, passedPrincipal)
	}
	return best
}

func (s *Statement) action(asked question, as view) finding {
	found := s.actions.include(asked.action, asked.lookup)
	if found == answer.Yes && as == asTrust && !s.deny && s.hasAllActions() {
		return finding{answer.Unknown, "has the action *, and whether IAM takes that in a trust policy is not documented"}
	}
	return finding{found, "has an action that is known only to the deployment"}
}

func (s *Statement) hasAllActions() bool {
	for _, each := range s.actions.operands {
		if each.written.Is("*") {
			return true
		}
	}
	return false
}

func (s *Statement) resource(asked question) finding {
	switch {
	case !s.resources.present && len(asked.resource) == 0:
		return finding{answer: answer.Yes}
	case !s.resources.present:
		return finding{answer.Unknown, "has no Resource"}
	case len(asked.resource) == 0:
		return finding{answer.Unknown, "has a Resource, which has no place in a trust policy"}
	}
	found := s.resources.include(asked.resource, asked.lookup)
	verb := "is about"
	if s.resources.not {
		verb = "is about all but"
	}
	if found == answer.Yes {
		return finding{answer: answer.Yes}
	}
	return finding{found, fmt.Sprintf("%s %s, and not certainly about %s", verb, s.resources.shown(), asked.request.Resource)}
}

// shown lists the elements as they are written.
func (e elements) shown() string {
	texts := make([]string, 0, len(e.operands))
	for _, each := range e.operands {
		texts = append(texts, each.written.String())
	}
	return strings.Join(texts, " and ")
}

func (s *Statement) principal(asked question, as view) finding {
	found := s.principals.include(asked.caller, as)
	if found == answer.Yes || as == asSession && s.principals.anyone && s.namesPrincipalARN() {
		return finding{answer: answer.Yes}
	}
	return finding{found, fmt.Sprintf("trusts %s, not %s", s.principals.shown(), asked.caller.String())}
}

// namesPrincipalARN is for statements about everyone that mean some: they count like those that name a session.
func (s *Statement) namesPrincipalARN() bool {
	return slices.ContainsFunc(s.conditions, func(each condition) bool { return each.name == "aws:principalarn" })
}

// String is the name that a person knows the caller by.
func (c caller) String() string {
	for _, name := range []cfn.Value{c.Service, c.Role, c.Federated} {
		if !name.IsEmpty() {
			return name.String()
		}
	}
	return "a caller without a name"
}
