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
// certainly have nothing in common. A condition on what is in the resource, such as a prefix or the key of an item, is part of what
// they have in common.
func Shared(a, b Subject) []Common {
	first, second := newComparedSubject(a), newComparedSubject(b)
	mine, others := first.grants(), second.grants()
	var found []Common
	for i := range mine {
		for j := range others {
			found = append(found, (&grantPair{first, second, &mine[i], &others[j]}).shared()...)
		}
	}
	return found
}

// comparedSubject is a subject with what is asked of it again and again.
type comparedSubject struct {
	Subject

	caller  *caller
	deniers []*Statement
	limited bool // something may keep a statement that allows from counting
}

func newComparedSubject(subject Subject) *comparedSubject {
	compared := &comparedSubject{Subject: subject, caller: newCaller(subject.Principal), limited: subject.Policies.areLimited()}
	compared.deniers = compared.findDeniers()
	return compared
}

// grant is a statement that allows, with the variables filled in.
type grant struct {
	label      string
	statement  *Statement // nil for a policy that is unclear
	conditions []condition
	actions    []text
	resources  []text
	as         view
	alone      Policies // in which no other statement allows, but for what the policies of resources leave to those of the role
	plain      bool     // it allows all that its patterns match
}

// areLimited reports whether something may keep a statement that allows from counting.
func (p *Policies) areLimited() bool {
	limits := func(as view) func(Policy) bool {
		return func(policy Policy) bool {
			denies := slices.ContainsFunc(policy.Statements, func(statement Statement) bool { return statement.effect == deny })
			return denies || policy.unclearAs(as) != "" || policy.Doubt != "" || policy.MustDelegate
		}
	}
	return p.Boundary != nil || p.Session != nil ||
		slices.ContainsFunc(p.Identity, limits(asIdentity)) || slices.ContainsFunc(p.Resource, limits(asGranted))
}

// grants are all that may be allowed to the subject. What nobody knows may allow everything.
func (s *comparedSubject) grants() []grant {
	var found []grant
	for i := range s.Policies.Identity {
		found = append(found, s.grantsOf(&s.Policies.Identity[i], asIdentity)...)
	}
	for i := range s.Policies.Resource {
		found = append(found, s.grantsOf(&s.Policies.Resource[i], asGranted)...)
	}
	return found
}

var everything = []text{newText(glob{{kind: many}})}

func (s *comparedSubject) grantsOf(policy *Policy, as view) []grant {
	var found []grant
	if unclear := policy.unclearAs(as); unclear != "" {
		found = append(found, grant{
			label: policy.Source, actions: everything, resources: policy.within(everything),
			as: as, alone: s.Policies.with(policy.reducedTo(nil, unclear), as),
		})
	}
	for i := range policy.Statements {
		statement := &policy.Statements[i]
		if statement.effect == deny || statement.principals.include(s.caller, as) == answer.No {
			continue
		}
		found = append(found, grant{
			label:      statement.Label(),
			statement:  statement,
			conditions: statement.conditions,
			actions:    statement.actions.mayBe(lookup{context: s.Context}),
			resources:  policy.within(statement.resources.mayBe(lookup{context: s.Context})),
			as:         as,
			alone:      s.Policies.with(policy.reducedTo(policy.Statements[i:i+1], ""), as),
			plain: !s.limited && as == asIdentity && len(statement.conditions) == 0 && statement.unclear == "" &&
				!statement.principals.present && !statement.actions.not && !statement.resources.not && statement.resources.present,
		})
	}
	return found
}

// with are the policies with a single one to allow something: of the role, or of a resource.
func (p Policies) with(single Policy, as view) Policies {
	if as == asIdentity {
		p.Identity = []Policy{single}
	} else {
		p.Identity, p.Resource = nil, []Policy{single}
	}
	return p
}

func (p Policy) reducedTo(statements []Statement, unclear string) Policy {
	p.Statements, p.Unclear = statements, unclear
	return p
}

// allowed is what the grant allows without any other.
func (g *grant) allowed(asked *question) candidate {
	if g.as == asIdentity {
		return g.alone.allowedByRole(asked).and(g.alone.limit(asked))
	}
	return g.alone.allowed(asked)
}

// within cuts resources down to those that the policy belongs to.
func (p *Policy) within(resources []text) []text {
	if len(p.DecidesAbout) == 0 {
		return resources
	}
	var found []text
	for _, of := range p.DecidesAbout {
		on := readOperand(of, syntax{wildcards: true}).symbols
		for _, each := range commonPatterns(resources, []text{newText(on)}) {
			found = append(found, newText(each.wholes()[0]))
		}
	}
	return found
}

// mayBe are patterns that cover all that the elements include.
func (e *elements) mayBe(request lookup) []text {
	if e.not || !e.present {
		return everything
	}
	patterns, _ := e.filled(request)
	return patterns
}

// filled are the patterns with their variables filled in, without those of which one has no value.
func (e *elements) filled(request lookup) (patterns []text, all bool) {
	patterns = make([]text, 0, len(e.operands))
	for i := range e.operands {
		if pattern, exists := e.operands[i].in(request); exists {
			patterns = append(patterns, newText(pattern))
		}
	}
	return patterns, len(patterns) == len(e.operands)
}

// grantPair is one grant of each of two subjects.
type grantPair struct {
	a, b          *comparedSubject
	first, second *grant
}

func (p *grantPair) shared() []Common {
	resources := commonPatterns(p.first.resources, p.second.resources)
	if len(resources) == 0 {
		return nil
	}
	actions := commonPatterns(p.first.actions, p.second.actions)
	var found []Common
	for _, both := range actions {
		for _, action := range p.split(both) {
			for _, resource := range p.notDenied(action, resources) {
				if p.first.plain && p.second.plain && both.isCertain() && resource.isCertain() {
					found = append(found, p.common(action.both, resource, answer.Yes))
				} else if shared, exists := p.ask(action, resource); exists {
					found = append(found, shared)
				}
			}
		}
	}
	return found
}

func (p *grantPair) common(action glob, resources pair, sure answer.Answer) Common {
	return Common{
		Action:     p.spelled(action),
		Resource:   resources.both.value(),
		Statements: [2]string{p.first.label, p.second.label},
		Answer:     sure,
	}
}

// pair are two patterns, and what they have in common.
type pair struct {
	first, second, both glob
	isPart              bool  // they have more in common, as */a/* and */b/* have what a pattern alone can't say
	lacks               []Key // of actions, the condition keys that those have which are listed apart from these
}

func same(pattern glob) pair { return pair{first: pattern, second: pattern, both: pattern} }

// isCertain reports whether both patterns match something of what they have in common, whatever the deployment fills in.
func (p pair) isCertain() bool { return covers(p.first, p.both) && covers(p.second, p.both) }

// wholes are patterns that each match all that the two have in common.
func (p pair) wholes() []glob {
	if p.isPart {
		return []glob{p.first, p.second}
	}
	return []glob{p.both}
}

// commonPatterns lists what two lists of patterns have in common, without what is in another one of them.
func commonPatterns(first, second []text) []pair {
	var found []pair
	for _, a := range first {
		for _, b := range second {
			if beginDifferently(a.beginning, b.beginning) {
				continue
			}
			next, exists := common(a.symbols, b.symbols)
			if !exists || slices.ContainsFunc(found, next.isIn) {
				continue
			}
			found = slices.DeleteFunc(found, func(other pair) bool { return other.isIn(next) })
			found = append(found, next)
		}
	}
	return found
}

func (p pair) isIn(other pair) bool { return !p.isPart && covers(other.both, p.both) }

// split takes the actions that have a key of a condition apart from those that lack it.
func (p *grantPair) split(actions pair) []pair {
	if len(p.first.conditions)+len(p.second.conditions) == 0 {
		return []pair{actions}
	}
	if _, single := actions.both.literal(); single {
		return []pair{actions}
	}
	var parts []pair
	for _, each := range slices.Concat(p.first.conditions, p.second.conditions) {
		key, documented := keyActions[each.name]
		isLacking := documented
		for _, one := range key.all() {
			if !covers(actions.first, one.symbols) || !covers(actions.second, one.symbols) {
				isLacking = isLacking && !intersects(actions.both, one.symbols)
			} else if !slices.ContainsFunc(parts, func(other pair) bool { return slices.Equal(other.both, one.symbols) }) {
				parts = append(parts, same(one.symbols))
			}
		}
		if isLacking && !actions.isPart {
			actions.lacks = append(actions.lacks, Key{Name: each.key})
		}
	}
	return append(parts, actions)
}

// ask answers whether both can do an action to a resource: certainly if they can in an example, and certainly not if one of them can do
// it to nothing that their statements name.
func (p *grantPair) ask(actions, resources pair) (shared Common, exists bool) {
	first, second := p.a.Context, p.b.Context
	if len(actions.lacks) > 0 {
		first, second = first.With(actions.lacks...), second.With(actions.lacks...)
	}
	for _, action := range actions.wholes() {
		for _, resource := range resources.wholes() {
			if p.demanding(action, resource).contradict(action) || p.verdict(action, resource, first, second).Answer == answer.No {
				return Common{}, false
			}
		}
	}
	shared = p.common(actions.both, resources, answer.Unknown)
	one, demanding := actions.both.example(), p.demanding(actions.both, resources.both)
	verdict := p.verdict(one, resources.both.example(), demanding.examples(p.a, demanding.first, one), demanding.examples(p.b, demanding.second, one))
	if verdict.Answer == answer.Yes {
		shared.Answer = answer.Yes
	} else {
		shared.Reason = verdict.Reason
	}
	return shared, true
}

// verdict is the worse of those of the two subjects, by the two statements alone.
func (p *grantPair) verdict(action, resource glob, first, second Context) Verdict {
	verdict := p.a.authorize(p.first, action, resource, first)
	if verdict.Answer == answer.No {
		return verdict
	}
	if other := p.b.authorize(p.second, action, resource, second); other.Answer < verdict.Answer {
		return other
	}
	return verdict
}

func (s *comparedSubject) authorize(by *grant, action, resource glob, context Context) Verdict {
	name, _ := action.text()
	asked := question{
		request: Request{Action: name, Resource: resource.value(), Context: context}, caller: s.caller,
		action: newText(action), resource: newText(resource), lookup: lookup{context, action},
	}
	return decide(&asked, s.Policies.denied(&asked), by.allowed(&asked))
}

// spelled is an action as one of the statements or the documentation writes it.
func (p *grantPair) spelled(action glob) string {
	for _, each := range []*grant{p.first, p.second} {
		if each.statement == nil {
			continue
		}
		for _, operand := range each.statement.actions.operands {
			if slices.Equal(operand.symbols, action) {
				return operand.written.String()
			}
		}
	}
	if name, found := documentedName(action); found {
		return name
	}
	text, _ := action.text()
	return text
}
