package iam

import (
	"slices"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
)

// Subject is somebody with all that they may do.
type Subject struct {
	Principal Principal
	Policies  Policies
	Context   Context
}

// Common is something that two subjects may both do.
type Common struct {
	// Action and Resource are what both statements have in common; with wildcards they stand for several.
	Action   string
	Resource cfn.Value
	// Statements are those that allow it to the one and to the other.
	Statements [2]string
	// Answer is yes if both can certainly do some of it, else unknown.
	Answer answer.Answer
	// Reason says why that is unknown.
	Reason string
}

// Shared lists what two subjects may both do to the same resource, by each pair of statements that allow it. It is empty only where they
// certainly have nothing in common. A condition on what is in the resource, such as a prefix or the key of an item, is part of what they have in common.
func Shared(a, b Subject) []Common {
	first, second := a.grants(), b.grants()
	var found []Common
	for i := range first {
		for j := range second {
			found = append(found, sharedBy(meeting{a, b, first[i], second[j]})...)
		}
	}
	return found
}

// grant is a statement that allows, with the variables filled in.
type grant struct {
	statement *Statement
	label     string
	actions   []glob
	resources []glob
	answer    answer.Answer // whether the statement counts for the subject
	reason    string
}

// grants are all that may be allowed to the subject. What nobody knows may allow everything.
func (s Subject) grants() []grant {
	var found []grant
	who := newCaller(s.Principal)
	for _, policy := range s.Policies.Identity {
		found = append(found, policy.grants(s.Context, who, asIdentity)...)
	}
	for _, policy := range s.Policies.Resource {
		found = append(found, policy.grants(s.Context, who, asGranted)...)
	}
	return found
}

var everything = []glob{{{kind: many}}}

func (p Policy) grants(context Context, who caller, as view) []grant {
	var found []grant
	if unclear := p.unclearAs(as); unclear != "" {
		found = append(found, grant{
			label: p.Source, actions: everything, resources: everything, answer: answer.Unknown, reason: p.Source + " " + unclear,
		})
	}
	for i := range p.Statements {
		statement := &p.Statements[i]
		if statement.deny {
			continue
		}
		found = append(found, grant{
			statement: statement,
			label:     statement.Label(),
			actions:   statement.actions.mayBe(lookup{context: context}),
			resources: statement.resources.mayBe(lookup{context: context}),
			answer:    statement.principals.include(who, as),
			reason:    statement.Label() + " trusts " + statement.principals.shown(),
		})
	}
	return found
}

// mayBe are patterns that cover all that the elements include.
func (e elements) mayBe(request lookup) []glob {
	if e.not || !e.present {
		return everything
	}
	patterns := make([]glob, 0, len(e.operands))
	for _, each := range e.operands {
		if pattern, exists := each.in(request); exists {
			patterns = append(patterns, pattern)
		}
	}
	return patterns
}

// meeting is one grant of each of two subjects.
type meeting struct {
	a, b          Subject
	first, second grant
}

func sharedBy(both meeting) []Common {
	if min(both.first.answer, both.second.answer) == answer.No {
		return nil
	}
	actions := commonPatterns(both.first.actions, both.second.actions)
	if len(actions) == 0 {
		return nil
	}
	resources := commonPatterns(both.first.resources, both.second.resources)
	var found []Common
	for _, action := range actions {
		for _, each := range both.split(action.both) {
			for _, resource := range resources {
				if shared, exists := both.ask(each, resource); exists {
					found = append(found, shared)
				}
			}
		}
	}
	return found
}

// pair are two patterns, and what they have in common.
type pair struct {
	first, second, both glob
}

// commonPatterns lists what two lists of patterns have in common, without what is in another one of them.
func commonPatterns(first, second []glob) []pair {
	var found []pair
	for _, a := range first {
		for _, b := range second {
			both, exists := common(a, b)
			if !exists || slices.ContainsFunc(found, func(other pair) bool { return covers(other.both, both) }) {
				continue
			}
			found = slices.DeleteFunc(found, func(other pair) bool { return covers(both, other.both) })
			found = append(found, pair{a, b, both})
		}
	}
	return found
}

// split takes the actions that have a key of a condition apart from those that lack it.
func (m meeting) split(action glob) []glob {
	if _, single := action.literal(); single {
		return []glob{action}
	}
	var parts []glob
	for _, each := range slices.Concat(m.first.conditions(), m.second.conditions()) {
		key, documented := keyActions[each.name]
		if !documented {
			continue
		}
		for _, one := range slices.Concat(key.actions, key.perhaps, key.lacking) {
			if covers(action, one) && !slices.ContainsFunc(parts, func(other glob) bool { return slices.Equal(other, one) }) {
				parts = append(parts, one)
			}
		}
	}
	return append(parts, action)
}

func (g grant) conditions() []condition {
	if g.statement == nil {
		return nil
	}
	return g.statement.conditions
}

// ask answers whether both can do an action to a resource: certainly if they can in an example, and certainly not if one of them can do
// it to nothing that their statements name.
func (m meeting) ask(action glob, resources pair) (shared Common, exists bool) {
	if m.contradict(action) {
		return Common{}, false
	}
	shared = Common{
		Action:     m.spelled(action),
		Resource:   resources.both.value(),
		Statements: [2]string{m.first.label, m.second.label},
	}
	action = action.example()
	verdict := m.verdict(action, resources.both.example(), m.examples(m.a, m.first, action), m.examples(m.b, m.second, action))
	if verdict.Answer == answer.Yes {
		shared.Answer = answer.Yes
		return shared, true
	}
	for _, resource := range []glob{resources.both, resources.first, resources.second} {
		if m.verdict(action, resource, m.a.Context, m.b.Context).Answer == answer.No {
			return Common{}, false
		}
	}
	shared.Answer, shared.Reason = answer.Unknown, verdict.Reason
	return shared, true
}

// verdict is the worse of those of the two subjects.
func (m meeting) verdict(action, resource glob, first, second Context) Verdict {
	verdict := m.a.authorize(action, resource, first)
	if verdict.Answer == answer.No {
		return verdict
	}
	if other := m.b.authorize(action, resource, second); other.Answer < verdict.Answer {
		return other
	}
	return verdict
}

func (s Subject) authorize(action, resource glob, context Context) Verdict {
	text, _ := action.text()
	asked := question{
		request:  Request{Principal: s.Principal, Action: text, Resource: resource.value(), Context: context},
		caller:   newCaller(s.Principal),
		action:   action,
		resource: resource,
		lookup:   lookup{context: context, action: action},
	}
	return decide(asked, s.Policies.denied(asked), s.Policies.allowed(asked))
}

// spelled is an action as one of the statements or the documentation writes it.
func (m meeting) spelled(action glob) string {
	for _, each := range []grant{m.first, m.second} {
		if each.statement == nil {
			continue
		}
		for _, operand := range each.statement.actions.operands {
			if slices.Equal(operand.symbols, action) {
				return operand.written.String()
			}
		}
	}
	text, _ := action.text()
	if documented, found := spellings[text]; found {
		return documented
	}
	return text
}
