package iam

import (
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
)

// exampleText is what a wildcard becomes in an example. Nobody has a rule about it.
var exampleText = readText("example-0z9")

// example is a text that a pattern matches.
func (g glob) example() glob {
	var text glob
	for _, each := range g {
		switch each.kind {
		case many:
			text = append(text, exampleText...)
		case one:
			text = append(text, exampleText[0])
		default:
			text = append(text, each)
		}
	}
	return text
}

// Example is a request for something that the wildcards of this one stand for, and that no policy is about in particular.
func (r Request) Example() Request {
	r.Action = readOperand(cfn.Literal(r.Action), syntax{wildcards: true}).symbols.example().value().String()
	r.Resource = readOperand(r.Resource, syntax{wildcards: true}).symbols.example().value()
	return r
}

// value is a pattern as a person would write it.
func (g glob) value() cfn.Value {
	var parts []cfn.Value
	var text strings.Builder
	text.Grow(len(g))
	for _, each := range g {
		switch each.kind {
		case char:
			text.WriteRune(each.char)
		case one:
			text.WriteByte('?')
		case deferred:
			parts = append(parts, cfn.Literal(text.String()), each.part.Value())
			text.Reset()
		default:
			text.WriteByte('*')
		}
	}
	last := cfn.Literal(text.String())
	if len(parts) == 0 {
		return last
	}
	return cfn.Join(append(parts, last)...)
}

// chosen begin the condition keys whose values whoever asks can choose, so that an example may have any.
var chosen = []string{prefix, "s3:delimiter", "s3:max-keys", "s3:x-amz-", "dynamodb:", "kms:encryptioncontext:"}

func (c condition) isChosen() bool {
	return slices.ContainsFunc(chosen, func(beginning string) bool { return strings.HasPrefix(c.name, beginning) })
}

// targets begin the condition keys that say what in a resource a request is about. Two statements that want different values of
// such a key allow different things; of any other key, each of two requests can have the value that it needs.
var targets = []string{prefix, "s3:existingobjecttag/", leadingKeys, "kms:encryptioncontext:"}

func (c condition) isOnTarget() bool {
	_, name, _ := strings.Cut(c.name, ":")
	isTag := strings.HasPrefix(name, "resourcetag/") // of aws: and of services
	return isTag || slices.ContainsFunc(targets, func(target string) bool { return strings.HasPrefix(c.name, target) })
}

// contradict reports whether the two statements want different values of a key that says what a request is about.
func (p *grantPair) contradict(action glob) bool {
	first, second := lookup{p.a.Context, action}, lookup{p.b.Context, action}
	for _, mine := range p.first.conditions {
		if !mine.isOnTarget() {
			continue
		}
		for _, other := range p.second.conditions {
			if mine.name == other.name && (p.asksFor(&mine, first) && mine.contradicts(first, other, second) ||
				p.asksFor(&other, second) && other.contradicts(second, mine, first)) {
				return true
			}
		}
	}
	return false
}

// contradicts reports whether no value of a key meets both conditions.
func (c condition) contradicts(request lookup, other condition, second lookup) bool {
	if c.negated || c.null || other.null || !other.isForEach(c) {
		return false
	}
	patterns, known := c.patterns(request)
	others, othersKnown := other.patterns(second)
	if !known || !othersKnown || c.mayHoldForEmpty(patterns) && other.mayHoldForEmpty(others) {
		return false
	}
	if c.ignoresCase || other.ignoresCase {
		if other.negated && !other.ignoresCase {
			return false
		}
		patterns, others = lower(patterns), lower(others)
	}
	return !slices.ContainsFunc(patterns, func(pattern glob) bool {
		if other.negated {
			return !slices.ContainsFunc(others, func(excluded glob) bool { return covers(excluded, pattern) })
		}
		return slices.ContainsFunc(others, func(wanted glob) bool { return intersects(wanted, pattern) })
	})
}

// mayHoldForEmpty reports whether an empty text as the only value may meet the condition: ForAllValues holds where the values of a key are
// "an empty data set, such as an empty string". The keys of items are never empty.
//
// See: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
func (c condition) mayHoldForEmpty(patterns []glob) bool {
	switch {
	case c.name == leadingKeys:
		return false
	case c.quantifier == forAllValues:
		return true
	case c.negated:
		return !slices.ContainsFunc(patterns, func(excluded glob) bool { return covers(excluded, nil) })
	default:
		return slices.ContainsFunc(patterns, func(wanted glob) bool { return intersects(wanted, nil) })
	}
}

func lower(patterns []glob) []glob {
	lowered := make([]glob, 0, len(patterns))
	for _, each := range patterns {
		lowered = append(lowered, each.lower())
	}
	return lowered
}

// asksFor reports whether a request must have the key of a condition for both statements to allow it.
func (p *grantPair) asksFor(wanted *condition, request lookup) bool {
	if _, found := request.find(wanted.name); found == presentWithUnknownValue || !wanted.holdsWithoutKey() {
		return true
	}
	asksForKey := func(each condition) bool {
		wantsNull, known := each.wantsNull()
		return each.name == wanted.name && known && !wantsNull
	}
	return slices.ContainsFunc(p.first.conditions, asksForKey) || slices.ContainsFunc(p.second.conditions, asksForKey)
}

// wantsNull is what a Null condition asks for: that its key is absent, or that it is there.
func (c condition) wantsNull() (wants, known bool) {
	if !c.null || len(c.values) != 1 {
		return false, false
	}
	return truth(c.values[0].symbols)
}

// isForEach reports whether a value that meets another condition must meet this one, too.
func (c condition) isForEach(other condition) bool {
	return c.quantifier == forAllValues || c.quantifier == singleValue && other.quantifier == singleValue
}

// patterns are the texts that a condition compares with, for operators on strings.
func (c condition) patterns(request lookup) (found []glob, known bool) {
	if !c.syntax.variables {
		return nil, false
	}
	for _, each := range c.values {
		if pattern, exists := each.in(request); exists {
			found = append(found, pattern)
		}
	}
	return found, true
}

// examples is the context of a subject, with a value for each key that a statement asks for and that can be chosen. What says what a
// request is about has the same value for both subjects.
func (p *grantPair) examples(of *comparedSubject, by *grant, action glob) Context {
	context := of.Context
	for _, each := range slices.Concat(p.first.conditions, p.second.conditions) {
		request := lookup{of.Context, action}
		_, found := request.find(each.name)
		if found == absent || found == present || !each.isChosen() || !each.isOnTarget() && !by.has(each.name) {
			continue
		}
		key, exists := p.example(each, by, action)
		switch {
		case exists:
			context = context.With(key)
		case found == maybe && p.holdsWithoutKey(each.name):
			context = context.With(Key{Name: each.key})
		}
	}
	return context
}

// holdsWithoutKey reports whether both statements let a request through that lacks a key.
func (p *grantPair) holdsWithoutKey(name string) bool {
	asksForKey := func(each condition) bool { return each.name == name && (each.null || !each.holdsWithoutKey()) }
	return !slices.ContainsFunc(p.first.conditions, asksForKey) && !slices.ContainsFunc(p.second.conditions, asksForKey)
}

func (g *grant) has(name string) bool {
	return slices.ContainsFunc(g.conditions, func(each condition) bool { return each.name == name })
}

// example is a value for a key that meets all conditions on it, if one can be found easily.
func (p *grantPair) example(wanted condition, by *grant, action glob) (key Key, exists bool) {
	candidates := everything
	for _, each := range []struct {
		grant   *grant
		subject *comparedSubject
	}{{p.first, p.a}, {p.second, p.b}} {
		if !wanted.isOnTarget() && each.grant != by {
			continue
		}
		for _, other := range each.grant.conditions {
			if other.name != wanted.name || other.negated {
				continue
			}
			if other.null {
				if wantsNull, _ := other.wantsNull(); wantsNull {
					return Key{Name: wanted.key}, true
				}
				continue
			}
			candidates = narrowed(candidates, other.examples(lookup{each.subject.Context, action}))
		}
	}
	if len(candidates) == 0 {
		return Key{}, false
	}
	return Key{Name: wanted.key, Values: []cfn.Value{candidates[0].symbols.example().value()}, Many: wanted.quantifier != singleValue}, true
}

func narrowed(candidates []text, by []glob) []text {
	others := make([]text, 0, len(by))
	for _, each := range by {
		others = append(others, newText(each))
	}
	var found []text
	for _, each := range commonPatterns(candidates, others) {
		found = append(found, newText(each.both))
	}
	return found
}

// examples are patterns of values that meet the condition.
func (c condition) examples(request lookup) []glob {
	if patterns, known := c.patterns(request); known {
		return patterns
	}
	var found []glob
	for _, each := range c.values {
		if c.compare(each.symbols, each.symbols) == answer.Yes {
			found = append(found, each.symbols)
		}
	}
	return found
}
