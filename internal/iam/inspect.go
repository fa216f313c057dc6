package iam

import (
	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
)

// Condition is a condition of a statement as it is written: one key of one operator.
type Condition struct {
	Operator string
	Key      string
	Values   []cfn.Value

	wantsValue bool
}

// WantsValue reports whether a request must have the key with one of the values.
func (c Condition) WantsValue() bool { return c.wantsValue }

// Conditions are those of the statement that are understood.
func (s Statement) Conditions() []Condition {
	all := make([]Condition, 0, len(s.conditions))
	for _, each := range s.conditions {
		shown := Condition{Operator: each.written, Key: each.key, wantsValue: !each.null && !each.holdsWithoutKey()}
		for _, value := range each.values {
			shown.Values = append(shown.Values, value.written)
		}
		all = append(all, shown)
	}
	return all
}

// KeyUse is a condition key on which a statement relies.
type KeyUse struct {
	Key string // in lower case
	// IsPattern says that the key's value stands, as a policy variable, where * and ? in it are wildcards.
	IsPattern bool
}

// Keys are the condition keys that the statement relies on, in its conditions and as policy variables.
func (s Statement) Keys() []KeyUse {
	used := s.resources.variables()
	for _, each := range s.conditions {
		used = append(used, KeyUse{Key: each.name})
		used = append(used, (&elements{operands: each.values}).variables()...)
	}
	return used
}

func (e *elements) variables() []KeyUse {
	var used []KeyUse
	for _, each := range e.operands {
		for _, variable := range each.variables {
			used = append(used, KeyUse{Key: variable.key, IsPattern: each.wildcards})
		}
	}
	return used
}

// Actions are those that the statement names as far as they are known, or with allBut those that it excludes.
func (s Statement) Actions() (names []string, allBut bool) {
	for _, each := range s.actions.operands {
		if name, known := each.written.Literal(); known {
			names = append(names, name)
		}
	}
	return names, s.actions.not
}

// Resources are those that the statement names, or with allBut those that it excludes.
func (s Statement) Resources() (arns []cfn.Value, allBut bool) {
	for _, each := range s.resources.operands {
		arns = append(arns, each.written)
	}
	return arns, s.resources.not
}

// Principals are whom a trust policy or the policy of a resource names, as it writes them; of a NotPrincipal, whom it spares.
func (s Statement) Principals() []cfn.Value {
	var names []cfn.Value
	if s.principals.anyone {
		names = append(names, cfn.Literal("*"))
	}
	for _, entry := range s.principals.entries {
		names = append(names, entry.written)
	}
	return names
}

// IsAllow reports whether the effect of the statement is Allow.
func (s Statement) IsAllow() bool { return s.effect == allow }

// IsUnclear reports whether only the deployment knows all of the statement.
func (s Statement) IsUnclear() bool { return s.unclear != "" || s.principals.unclear }

// FederatedPrincipals are the identity providers that the statement names. There are none for a NotPrincipal.
func (s Statement) FederatedPrincipals() []cfn.Value {
	var names []cfn.Value
	for _, entry := range s.principals.entries {
		if entry.kind == federated && !s.principals.not {
			names = append(names, entry.written)
		}
	}
	return names
}

// Includes reports whether a statement in the policy of a resource may give something to somebody, or take it away. What it leaves to the
// policies of the account gives nothing.
func (s Statement) Includes(who Principal) bool {
	as := asGranted
	if s.effect == deny {
		as = asDenied
	}
	return s.principals.present && s.principals.include(newCaller(who), as) != answer.No
}
