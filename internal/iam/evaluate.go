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

// question is a request, ready to be compared with many statements.
type question struct {
	request  Request
	caller   *caller // nil until somebody asks
	action   text
	resource text
	lookup   lookup
}

// text is what the elements of statements are compared with.
type text struct {
	symbols   glob
	beginning string
}

func newText(symbols glob) text { return text{symbols, symbols.beginning()} }

// beginning is what all texts begin with that a pattern can become. It tells most patterns and texts apart at once.
func (g glob) beginning() string {
	end := slices.IndexFunc(g, func(each symbol) bool { return each.kind != char })
	if end < 0 {
		end = len(g)
	}
	text, _ := g[:end].literal()
	return text
}

func newQuestion(request Request) question {
	action, resource := readAction(cfn.Literal(request.Action)), readOperand(request.Resource, syntax{wildcards: true})
	return question{
		request:  request,
		action:   text{action.symbols, action.beginning},
		resource: text{resource.symbols, resource.beginning},
		lookup:   lookup{context: request.Context, action: action.symbols},
	}
}

// who is the caller, which the policies of identities don't ask about.
func (q *question) who() *caller {
	if q.caller == nil {
		q.caller = newCaller(q.request.Principal)
	}
	return q.caller
}

// shown completes "no statement allows …". A trust policy is asked about several actions; else a reason stands behind what was asked.
func (q *question) shown() string {
	if q.request.Resource.IsEmpty() {
		return q.request.Action
	}
	return "it"
}

// Evaluate answers a request by one policy alone: the trust policy of a role, or for a request without principal the policy of an
// identity. An explicit Deny wins over any Allow.
func (p Policy) Evaluate(request Request) Verdict {
	asked, as := newQuestion(request), asTrust
	if request.Principal.isNobody() {
		as = asIdentity
	}
	return decide(&asked, p.find(&asked, as, deny), p.find(&asked, as, allow))
}

// decide lets what is denied win over what is allowed.
func decide(asked *question, denied, allowed candidate) Verdict {
	switch {
	case denied.answer == answer.Yes:
		return Verdict{answer.No, denied.label(), denied.label() + " denies it"}
	case allowed.answer == answer.Yes && denied.answer == answer.Unknown:
		return Verdict{answer.Unknown, denied.label(), denied.explain(asked)}
	default:
		return Verdict{allowed.answer, allowed.label(), allowed.explain(asked)}
	}
}

// find returns the best that the statements with one of the two effects have for a request.
func (p *Policy) find(asked *question, as view, wanted effect) candidate {
	found := p.findOn(asked, as, wanted)
	if found.answer == answer.Yes && p.Doubt != "" {
		return p.asDoubtful()
	}
	return found
}

// asDoubtful is the answer of a policy that may not count.
func (p *Policy) asDoubtful() candidate {
	return candidate{answer: answer.Unknown, name: p.Source, reason: strings.TrimSpace(p.Source + " " + p.Doubt)}
}

// findOn leaves out a policy of a resource that isn't the one that is asked for.
func (p *Policy) findOn(asked *question, as view, wanted effect) candidate {
	if len(p.DecidesAbout) == 0 {
		return p.findAnywhere(asked, as, wanted)
	}
	on := p.isOn(asked)
	if on == answer.No {
		return candidate{}
	}
	found := p.findAnywhere(asked, as, wanted)
	if on < found.answer {
		return candidate{
			answer: on, name: p.Source,
			reason: fmt.Sprintf("only the deployment knows whether %s is a policy of %s", p.Source, asked.request.Resource),
		}
	}
	return found
}

// isOn reports whether the policy belongs to what is asked for.
func (p *Policy) isOn(asked *question) answer.Answer {
	return answer.AnyOf(p.DecidesAbout, func(of cfn.Value) answer.Answer {
		return match(readOperand(of, syntax{wildcards: true}).symbols, asked.resource.symbols)
	})
}

func (p *Policy) findAnywhere(asked *question, as view, wanted effect) candidate {
	best := candidate{}
	for i := range p.Statements {
		if statement := &p.Statements[i]; statement.effect == wanted {
			best = best.or(statement.apply(asked, as))
		}
		if best.answer == answer.Yes {
			return best
		}
	}
	if best.answer == answer.No {
		if unclear := p.unclearAs(as); unclear != "" {
			return candidate{answer: answer.Unknown, name: p.Source, reason: strings.TrimSpace(p.Source + " " + unclear)}
		}
	}
	return best
}

// unclearAs says why a policy is unclear in a place: IAM wants principals in the policy of a resource, and takes none in others.
func (p *Policy) unclearAs(as view) string {
	if p.Unclear != "" {
		return p.Unclear
	}
	for i := range p.Statements {
		if misplaced := p.Statements[i].misplacedAs(as); misplaced != "" {
			return misplaced
		}
	}
	return ""
}

func (s *Statement) misplacedAs(as view) string {
	switch {
	case as == asIdentity && s.principals.present:
		return s.Name + " has a Principal, which IAM takes in policies of resources only"
	case as != asIdentity && !s.principals.present:
		return s.Name + " has no Principal"
	default:
		return ""
	}
}

// apply reports whether the statement is about a request.
func (s *Statement) apply(asked *question, as view) candidate {
	best := candidate{answer: answer.Yes}
	best.failures[0], best.count = failure{statement: s, test: testNone}, 1
	fail := func(found answer.Answer, test test, condition int) bool {
		if found < best.answer {
			best.answer, best.failures[0] = found, failure{s, test, condition}
		}
		return found == answer.No
	}
	if fail(s.isAbout(asked, as), testAction, 0) {
		return candidate{}
	}
	if fail(s.resource(asked), testResource, 0) || fail(s.principal(asked, as), testPrincipal, 0) {
		return best
	}
	for i := range s.conditions {
		if fail(s.conditions[i].holds(asked.lookup), testCondition, i) {
			return best
		}
	}
	if s.unclear != "" {
		fail(answer.Unknown, testUnclear, 0)
	}
	return best
}

func (s *Statement) isAbout(asked *question, as view) answer.Answer {
	found := s.actions.include(asked.action, asked.lookup)
	if found == answer.Yes && as == asTrust && s.effect == allow && s.hasAllActions() {
		return answer.Unknown // whether IAM takes that in a trust policy is not documented
	}
	return found
}

func (s *Statement) hasAllActions() bool {
	for _, each := range s.actions.operands {
		if each.written.Is("*") {
			return true
		}
	}
	return false
}

func (s *Statement) resource(asked *question) answer.Answer {
	switch isAsked := len(asked.resource.symbols) > 0; {
	case !s.resources.present && !isAsked:
		return answer.Yes
	case !s.resources.present || !isAsked:
		return answer.Unknown
	default:
		return s.resources.include(asked.resource, asked.lookup)
	}
}

func (s *Statement) principal(asked *question, as view) answer.Answer {
	if as == asIdentity {
		return answer.Yes
	}
	return s.principals.include(asked.who(), as)
}
