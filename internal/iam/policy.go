package iam

import (
	"fmt"
	"slices"

	"github.com/awscdk-constructs/identitypool/internal/cfn"
)

// Policy is a policy document.
//
// See: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
type Policy struct {
	// Source is what the policy is called, such as "Access/Users/DefaultPolicy"; empty where there is just one.
	Source string
	// Statements are those that can be read.
	Statements []Statement
	// Unclear says why there may be more statements than these, of either effect, or why IAM may refuse the policy. It is empty if
	// all of the policy is understood.
	Unclear string
	// Position is where the policy, or what makes it unclear, was written.
	Position cfn.Position
	// Doubt says why only the deployment knows whether the policy counts at all. It is empty if it does.
	Doubt string
	// DecidesAbout are the ARNs of what a policy of a resource belongs to, with * for what is in it. None: the policy counts for each request.
	DecidesAbout []cfn.Value
	// MustDelegate says that what other policies allow counts only where this one delegates to the account, as the policy of a KMS key does.
	//
	// See: https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
	MustDelegate bool

	written string // all of it, where some of it is unclear
}

// UnknownPolicy is a policy whose text nobody has. It may allow and deny anything.
func UnknownPolicy(source, reason string) Policy {
	return Policy{Source: source, Unclear: reason}
}

// AllowActions is a policy with one statement that allows actions, whose names may have wildcards, on every resource.
func AllowActions(source string, actions ...string) Policy {
	allowed := elements{present: true}
	for _, each := range actions {
		allowed.operands = append(allowed.operands, readAction(cfn.Literal(each)))
	}
	everything := elements{present: true, operands: []operand{readOperand(cfn.Literal("*"), syntax{wildcards: true})}}
	return Policy{Source: source, Statements: []Statement{{
		Source: source, Name: statementName(0), effect: allow, actions: allowed, resources: everything,
	}}}
}

// Demand is a condition that a template writes in a form of its own.
type Demand struct {
	Operator, Key string
	Values        cfn.Property
}

// AllowPrincipal is a policy of a resource with one statement that allows a principal, given by its account or ARN or as *, an action on the
// resource. What is unclear says what else the statement may demand that isn't known; empty if that is nothing.
func AllowPrincipal(source string, principal, action cfn.Value, demands []Demand, unclear string) Policy {
	policy := AllowActions(source)
	statement := &policy.Statements[0]
	statement.actions.operands = []operand{readAction(action)}
	statement.unclear, statement.principals.present = unclear, true
	for _, each := range demands {
		statement.conditions = append(statement.conditions, statementReader{}.readCondition(readOperator(each.Operator), each.Key, each.Values))
	}
	if refusal := statement.principals.add("AWS", principal); refusal != "" {
		return UnknownPolicy(source, refusal)
	}
	return policy
}

// The versions of the policy language. Only the newer one has variables.
//
// See: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html
const (
	oldVersion = "2008-10-17"
	newVersion = "2012-10-17"
)

const unknownDocument = "has policy text that only the deployment knows"

// ReadPolicy reads a policy document, given as an object or as JSON text. What IAM would refuse or what isn't understood makes the
// policy unclear, never an error: the questions here are about what policies allow, not whether they are right.
func ReadPolicy(document cfn.Property, source string) Policy {
	return ReadPolicyOf(document, source, func(written cfn.Value) cfn.Value { return written })
}

// ReadPolicyOf reads the policy of a resource that may write ARNs in a form of its own, which it expands.
func ReadPolicyOf(document cfn.Property, source string, expand func(written cfn.Value) cfn.Value) Policy {
	read := Policy{Source: source, Position: document.Position()}
	if parsed, isJSON := document.JSON(); isJSON {
		document = parsed
	}
	names, known := document.Fields()
	if document.Kind() != cfn.Object || !known {
		read.Unclear, read.written = unknownDocument, document.Written()
		return read
	}
	for _, name := range names {
		if !slices.Contains([]string{"Version", "Id", "Statement"}, name) {
			read.refuse(document.Field(name), fmt.Sprintf("has an element %s, which is not understood", name))
		}
	}
	reader := statementReader{source: source, expand: expand, variables: read.readVersion(document.Field("Version"))}
	statements, known := document.Field("Statement").OneOrMore()
	if !known || !document.Field("Statement").Exists() {
		read.refuse(document, unknownDocument)
	}
	for i, definition := range statements {
		read.add(reader.read(definition, i))
	}
	if read.Unclear != "" {
		read.written = document.Written()
	}
	return read
}

// refuse notes the first reason why a policy is unclear.
func (p *Policy) refuse(at cfn.Property, reason string) {
	if p.Unclear == "" {
		p.Unclear, p.Position = reason, at.Position()
	}
}

// readVersion reports whether the policy has variables.
func (p *Policy) readVersion(version cfn.Property) bool {
	if !version.Exists() {
		return false
	}
	text := version.Text()
	if !text.Is(newVersion) && !text.Is(oldVersion) {
		p.refuse(version, "has a Version that is neither "+newVersion+" nor "+oldVersion)
	}
	return !text.Is(oldVersion)
}

// add keeps a statement, or the reason why IAM would not take it.
func (p *Policy) add(statement Statement, refusal string) {
	if refusal == "" {
		p.Statements = append(p.Statements, statement)
	} else if p.Unclear == "" {
		p.Unclear, p.Position = statement.Name+" "+refusal, statement.At.Position()
	}
}
