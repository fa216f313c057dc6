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

// IsAllow reports whether the effect of the statement is Allow.
func (s Statement) IsAllow() bool { return !s.deny }

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

// Includes reports whether a statement in the policy of a resource may be about somebody.
func (s Statement) Includes(who Principal) bool {
	return s.principals.present && s.principals.include(newCaller(who), asDenied) != answer.No
}
