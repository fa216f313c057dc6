package iam

import (
	"slices"
	"strconv"

	"github.com/awscdk-constructs/identitypool/internal/answer"
)

// notDenied cuts resources down to what a Deny with NotResource leaves to both subjects.
func (p *grantPair) notDenied(actions pair, resources []pair) []pair {
	for _, subject := range []*comparedSubject{p.a, p.b} {
		for statement := range subject.denials(actions.wholes()[0]) {
			left, all := statement.resources.filled(lookup{subject.Context, actions.both})
			if statement.resources.not && all && len(statement.conditions) == 0 {
				resources = cutDown(resources, left)
			}
		}
	}
	return resources
}

func cutDown(resources []pair, left []text) []pair {
	var found []pair
	for _, resource := range resources {
		if resource.isPart {
			found = append(found, resource)
			continue
		}
		for _, each := range commonPatterns([]text{newText(resource.both)}, left) {
			found = append(found, each.within(resource))
		}
	}
	return found
}

// within is what is left of a resource that was cut down.
func (p pair) within(resource pair) pair {
	if p.isPart {
		return pair{first: resource.first, second: resource.second, both: p.both, isPart: true}
	}
	return same(p.both)
}

// denials goes through the statements that certainly deny an action to the subject, if their conditions and resources are met.
func (s *comparedSubject) denials(action glob) func(yield func(*Statement) bool) {
	return func(yield func(*Statement) bool) {
		for _, statement := range s.deniers {
			if statement.actions.include(newText(action), lookup{}) == answer.Yes && !yield(statement) {
				return
			}
		}
	}
}

// findDeniers lists the statements that deny something to the subject, but for those that aren't clear and those of one resource.
func (s *comparedSubject) findDeniers() []*Statement {
	var found []*Statement
	for _, policies := range [][]Policy{s.Policies.Identity, s.Policies.Boundary, s.Policies.Session} {
		found = append(found, s.deniersAmong(policies, asIdentity)...)
	}
	return append(found, s.deniersAmong(s.Policies.Resource, asDenied)...)
}

func (s *comparedSubject) deniersAmong(policies []Policy, as view) []*Statement {
	var found []*Statement
	for _, policy := range policies {
		for i := range policy.Statements {
			statement := &policy.Statements[i]
			isCertain := statement.unclear == "" && policy.Doubt == "" && len(policy.DecidesAbout) == 0
			if statement.effect == deny && isCertain && statement.principals.include(s.caller, as) == answer.Yes {
				found = append(found, statement)
			}
		}
	}
	return found
}

// demanding is the pair in which both grants have the conditions, too, that a request must meet lest something denies it.
func (p *grantPair) demanding(action, resource glob) *grantPair {
	first, second := p.a.demanding(p.first, action, resource), p.b.demanding(p.second, action, resource)
	return &grantPair{p.a, p.b, &first, &second}
}

// demanding adds to a grant the contrary of the condition of each Deny that has one.
func (s *comparedSubject) demanding(by *grant, action, resource glob) grant {
	demanding, asked := *by, newText(resource)
	demanding.conditions = slices.Clone(by.conditions)
	for statement := range s.denials(action) {
		if len(statement.conditions) != 1 || statement.resources.include(asked, lookup{s.Context, action}) != answer.Yes {
			continue
		}
		if demanded, exists := statement.conditions[0].contrary(); exists {
			demanding.conditions = append(demanding.conditions, demanded)
		}
	}
	return demanding
}

// contrary is the condition that holds where this one doesn't.
func (c condition) contrary() (contrary condition, exists bool) {
	wantsNull, isNull := c.wantsNull()
	switch {
	case isNull:
		c.values = slices.Clone(c.values)
		c.values[0].symbols = readText(strconv.FormatBool(!wantsNull))
		return c, true
	case !c.negated:
		return condition{}, false
	case c.quantifier == singleValue:
		c.negated, c.ifExists = false, false
		return c, true
	case c.quantifier == forAnyValue:
		c.negated, c.ifExists, c.quantifier = false, false, forAllValues
		return c, true
	default:
		return condition{}, false
	}
}
