package iam

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
)

// Statement is one statement of a policy.
type Statement struct {
	// Source is the policy's.
	Source string
	// Name is "statement 2", counted from 1.
	Name string
	// At is where the statement was written.
	At cfn.Property

	effect     effect
	principals principals
	actions    elements
	resources  elements
	conditions []condition
	unclear    string // what of the statement only the deployment knows
	written    string // all of it, where some of it is unclear
}

// elements are an Action or NotAction, a Resource or NotResource.
type elements struct {
	present  bool
	not      bool // all but these
	operands []operand
}

func statementName(index int) string { return fmt.Sprintf("statement %d", index+1) }

// Label is the statement with the name of its policy, as in "Access/Users/DefaultPolicy statement 2".
func (s Statement) Label() string {
	return strings.TrimSpace(s.Source + " " + s.Name)
}

type statementReader struct {
	source    string
	variables bool
	expand    func(resource cfn.Value) cfn.Value
}

// read reads one statement. It also says why IAM would not take it.
func (r statementReader) read(definition cfn.Property, index int) (read Statement, refusal string) {
	read = Statement{Source: r.source, Name: statementName(index), At: definition}
	names, known := definition.Fields()
	if definition.Kind() != cfn.Object || !known {
		return read, "is known only to the deployment"
	}
	if refusal := checkNames(names); refusal != "" {
		return read, refusal
	}
	written, _ := definition.Field("Effect").Text().Literal()
	read.effect = effect(written)
	if read.effect != allow && read.effect != deny {
		return read, "has an Effect that is neither Allow nor Deny"
	}
	read.actions = readElements(definition, "Action", readAction)
	read.resources = readElements(definition, "Resource", r.readResource)
	read.principals, refusal = readPrincipals(definition)
	read.conditions, read.unclear = r.readConditions(definition.Field("Condition"))
	if read.unclear != "" {
		read.written = definition.Written()
	}
	return read, cmp.Or(refusal, read.checkActions(), read.checkResources())
}

// readResource takes a variable before the fifth colon for unknown: "you can't use a variable to replace parts of the ARN before" it.
//
// See: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
func (r statementReader) readResource(written cfn.Value) operand {
	written = r.expand(written)
	read := readOperand(written, syntax{wildcards: true, variables: r.variables})
	colons := 0
	for i, each := range read.symbols {
		if each == (symbol{char: ':'}) {
			colons++
		}
		if each.kind == placeholder && colons < partsOfARN-1 {
			read.symbols = append(slices.Clone(read.symbols[:i]), symbol{kind: anything})
			read.variables = nil
			break
		}
	}
	return read
}

// statementElements are all that IAM knows.
//
// See: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
var statementElements = []string{
	"Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition",
}

// checkNames refuses names that IAM doesn't know. If a misspelt Condition were overlooked, the statement would seem to allow more than its
// author meant.
func checkNames(names []string) (refusal string) {
	for _, name := range names {
		if !slices.Contains(statementElements, name) {
			return fmt.Sprintf("has an element %s, which is not understood", name)
		}
	}
	for _, name := range []string{"Principal", "Action", "Resource"} {
		if slices.Contains(names, name) && slices.Contains(names, "Not"+name) {
			return fmt.Sprintf("has both %s and Not%s", name, name)
		}
	}
	return ""
}

func readElements(definition cfn.Property, name string, readOne func(cfn.Value) operand) elements {
	listed := definition.Field(name)
	read := elements{}
	if negated := definition.Field("Not" + name); negated.Exists() {
		listed, read.not = negated, true
	}
	read.present = listed.Exists()
	items, known := listed.OneOrMore()
	for _, item := range items {
		read.operands = append(read.operands, readOne(item.Text()))
	}
	if !known {
		read.operands = append(read.operands, operand{written: listed.Text(), symbols: glob{{kind: anything}}})
	}
	return read
}

// readAction reads the name of an action, which IAM compares without regard to case.
func readAction(written cfn.Value) operand {
	read := readOperand(written, syntax{wildcards: true})
	read.symbols, read.beginning = read.symbols.lower(), strings.ToLower(read.beginning)
	return read
}

// checkActions says why IAM refuses an action: "Actions/Conditions must be prefaced by a vendor" is its answer to a wildcard before
// the colon, and to a name without one, * apart.
func (s Statement) checkActions() (refusal string) {
	if !s.actions.present {
		return "has no Action"
	}
	for _, action := range s.actions.operands {
		if text, known := action.symbols.text(); known && !isAction(text) {
			return fmt.Sprintf("has the action %s, which IAM refuses: it takes *, or a service, a colon and a name", action.written)
		}
	}
	return ""
}

func isAction(text string) bool {
	service, name, found := strings.Cut(text, ":")
	return text == "*" || found && name != "" && service != "" && !strings.ContainsAny(service, "*?")
}

// checkResources is for a policy of an identity, which has no principals: it must name resources. Trust policies must not.
func (s Statement) checkResources() (refusal string) {
	if !s.principals.present && !s.resources.present {
		return "has no Resource"
	}
	return ""
}

// include reports whether a text is among the elements, or not among those that are excluded.
func (e *elements) include(asked text, request lookup) answer.Answer {
	best := answer.No
	for i := range e.operands {
		each := &e.operands[i]
		if beginDifferently(each.beginning, asked.beginning) && !e.not {
			continue
		}
		if e.not && each.mayLackValue(request) {
			best = max(best, answer.Unknown) // whether it is about everything then, or about nothing, is not clear from the guide
		}
		pattern, exists := each.in(request)
		if !exists {
			continue
		}
		if best = max(best, match(pattern, asked.symbols)); best == answer.Yes {
			break
		}
	}
	if e.not {
		return best.Not()
	}
	return best
}

// text is a pattern as it was written, if it has no deferred parts.
func (g glob) text() (string, bool) {
	var text strings.Builder
	for _, each := range g {
		switch each.kind {
		case char:
			text.WriteRune(each.char)
		case one:
			text.WriteByte('?')
		case many:
			text.WriteByte('*')
		default:
			return "", false
		}
	}
	return text.String(), true
}

const deferredConditions = "has conditions that are known only to the deployment"

func (r statementReader) readConditions(block cfn.Property) (read []condition, unclear string) {
	if !block.Exists() {
		return nil, ""
	}
	operators, known := block.Fields()
	if !known || block.Kind() != cfn.Object {
		return nil, deferredConditions
	}
	for _, name := range operators {
		keys, known := block.Field(name).Fields()
		if !known || block.Field(name).Kind() != cfn.Object {
			unclear = deferredConditions
		}
		operator := readOperator(name)
		if !operator.understood {
			unclear = fmt.Sprintf("has a condition %s, which is not understood", name)
			continue
		}
		for _, key := range keys {
			if values := block.Field(name).Field(key); values.Exists() {
				read = append(read, r.readCondition(operator, key, values))
			}
		}
	}
	return read, unclear
}

func (r statementReader) readCondition(operator operator, key string, values cfn.Property) condition {
	how := operator.syntax
	how.variables = how.variables && r.variables
	read := condition{operator: operator, key: key, name: strings.ToLower(key)}
	items, known := values.OneOrMore()
	for _, item := range items {
		read.values = append(read.values, readOperand(item.Text(), how))
	}
	if !known || len(items) == 0 { // what IAM makes of an empty list is not documented
		read.values = append(read.values, operand{written: values.Text(), symbols: glob{{kind: anything}}})
	}
	return read
}
