package iam

import (
	"fmt"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
)

// candidate is the answer of the statements that come nearest to a request. What it amounts to in words is made at the end, and only
// of the one that decides.
type candidate struct {
	answer answer.Answer
	// failures are why the answer isn't yes, by the statements that come nearest; of a yes, the statement that gives it.
	failures [mostFailures]failure
	count    int
	// name and reason stand in their place where no statement decides.
	name, reason string
}

// mostFailures is how many statements a reason tells of.
const mostFailures = 3

// failure is the first test that a statement fails, or of which it isn't known whether it does.
type failure struct {
	statement *Statement
	test      test
	condition int
}

// test is one of those of a statement, in their order, so that it tells how near a statement comes.
type test int

const (
	testAction test = iota
	testResource
	testPrincipal
	testCondition
	testUnclear
	testNone // all are passed
)

// or is the better of two; of two that refuse the one that comes nearer, and both if they are as near.
func (c candidate) or(other candidate) candidate {
	switch {
	case other.answer > c.answer:
		return other
	case other.answer < c.answer || c.answer != answer.No || other.count == 0:
		return c
	case c.count == 0 || other.failures[0].test > c.failures[0].test:
		return other
	case other.failures[0].test == c.failures[0].test && c.count < mostFailures:
		c.count += copy(c.failures[c.count:], other.failures[:other.count])
	}
	return c
}

// max is the other one if its answer is better.
func (c candidate) max(other candidate) candidate {
	if other.answer > c.answer {
		return other
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

// label names what decided.
func (c candidate) label() string {
	if c.count == 0 || c.reason != "" {
		return c.name
	}
	return c.failures[0].statement.Label()
}

// explain says why the answer isn't yes, and nothing if it is.
func (c candidate) explain(asked *question) string {
	switch {
	case c.answer == answer.Yes:
		return ""
	case c.reason != "":
		return c.reason
	case c.count == 0:
		return "no statement allows " + asked.shown()
	}
	reasons := make([]string, 0, c.count)
	for _, each := range c.failures[:c.count] {
		reasons = append(reasons, each.statement.Label()+" "+each.explain(asked, c.answer))
	}
	return strings.Join(reasons, "; ")
}

func (f failure) explain(asked *question, found answer.Answer) string {
	switch f.test {
	case testAction:
		if f.statement.hasAllActions() {
			return "has the action *, of which it is not documented whether IAM takes it in a trust policy"
		}
		return "may be about " + asked.request.Action + ", which only the deployment knows"
	case testResource:
		return f.statement.explainResource(asked, found)
	case testPrincipal:
		return fmt.Sprintf("trusts %s, %s %s", f.statement.principals.shown(), whether(found), asked.who().String())
	case testCondition:
		return f.statement.conditions[f.condition].explain(asked.lookup)
	default:
		return f.statement.unclear
	}
}

// whether completes "is about …" for what is certainly not part of it, or perhaps.
func whether(found answer.Answer) string {
	if found == answer.No {
		return "not"
	}
	return "which may be"
}

func (s *Statement) explainResource(asked *question, found answer.Answer) string {
	switch {
	case !s.resources.present:
		return "has no Resource"
	case asked.request.Resource.IsEmpty():
		return "has a Resource, which has no place in a trust policy"
	}
	these := s.resources.shown()
	switch {
	case !s.resources.not && found != answer.No && asked.request.Resource.HasWildcard():
		return fmt.Sprintf("is about %s, which may not be all of %s", these, asked.request.Resource)
	case !s.resources.not:
		return fmt.Sprintf("is about %s, %s %s", these, whether(found), asked.request.Resource)
	case found == answer.No:
		return fmt.Sprintf("is about all but %s, so not about %s", these, asked.request.Resource)
	default:
		return fmt.Sprintf("is about all but %s, so perhaps not about %s", these, asked.request.Resource)
	}
}

// shown lists the elements as they are written.
func (e elements) shown() string {
	texts := make([]string, 0, len(e.operands))
	for _, each := range e.operands {
		texts = append(texts, each.written.String())
	}
	return strings.Join(texts, " and ")
}

// String is the name that a person knows the caller by.
func (c *caller) String() string {
	for _, name := range []cfn.Value{c.Service, c.Role, c.Federated} {
		if !name.IsEmpty() {
			return name.String()
		}
	}
	return "a caller without a name"
}
