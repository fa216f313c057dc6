package iam

import (
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/cfn"
)

const (
	leadingKeys = "dynamodb:leadingkeys"
	prefix      = "s3:prefix"
)

// keyActions are the condition keys that only some actions of their service have. Other requests certainly lack them.
//
// See: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html
// See: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
var keyActions = map[string]keyAvailability{
	leadingKeys: {
		always: requested("dynamodb:*Item", "dynamodb:Batch*", "dynamodb:Query", "dynamodb:Transact*Items"),
		actions: requested(
			"dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query", "dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem",
			"dynamodb:BatchWriteItem", "dynamodb:ConditionCheckItem", "dynamodb:TransactGetItems", "dynamodb:TransactWriteItems",
		),
		perhaps: requested("dynamodb:PartiQL*"),
		lacking: requested("dynamodb:Scan"),
		avoiding: requested(
			"dynamodb:PartiQLSelect", "dynamodb:PartiQLUpdate", "dynamodb:PartiQLDelete", "dynamodb:DeleteTable", "dynamodb:ExportTableToPointInTime",
		),
	},
	prefix:         {actions: requested("s3:ListBucket", "s3:ListBucketVersions", "s3:ListBucketMultipartUploads")},
	"s3:delimiter": {actions: requested("s3:ListBucket", "s3:ListBucketVersions")},
	"s3:max-keys":  {actions: requested("s3:ListBucket", "s3:ListBucketVersions")},
}

// keyAvailability says which actions have a key.
type keyAvailability struct {
	actions []operand
	perhaps []operand
	lacking []operand // some that people expect to have it
	always  []operand // each request for one of these has it
	// avoiding are others that reach what the key is about without it, or may: a PartiQL statement can leave it out.
	avoiding []operand
}

func (k *keyAvailability) all() []operand { return slices.Concat(k.actions, k.perhaps, k.lacking) }

func requested(names ...string) []operand {
	actions := make([]operand, 0, len(names))
	for _, name := range names {
		actions = append(actions, readAction(cfn.Literal(name)))
	}
	return actions
}

// ActionsAvoiding lists the actions that reach what a condition key is about, but without that key, or may do so.
//
// See: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
func ActionsAvoiding(key string) []string {
	of := keyActions[strings.ToLower(key)]
	names := make([]string, 0, len(of.lacking)+len(of.avoiding))
	for _, each := range slices.Concat(of.lacking, of.avoiding) {
		names = append(names, each.written.String())
	}
	return names
}

// documentedName is an action as the documentation of its service writes it.
func documentedName(action glob) (name string, found bool) {
	for _, key := range keyActions {
		for _, each := range key.all() {
			if slices.Equal(each.symbols, action) {
				return each.written.String(), true
			}
		}
	}
	return "", false
}

// alwaysThere are keys that every request has.
//
// See: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
var alwaysThere = map[string]bool{"aws:currenttime": true, "aws:epochtime": true}

// Lacks reports whether a request for an action, whose name may have wildcards, certainly has no such condition key.
func Lacks(action, key string) bool {
	name := strings.ToLower(key)
	_, documented := keyActions[name]
	return documented && availability(name, readPattern(strings.ToLower(action))) == absent
}

// availability says whether a request for an action has a key that its context doesn't name.
func availability(name string, asked glob) presence {
	if alwaysThere[name] {
		return presentWithUnknownValue
	}
	key, documented := keyActions[name]
	if !documented {
		return maybe
	}
	for _, each := range key.always {
		if covers(each.symbols, asked) {
			return presentWithUnknownValue
		}
	}
	found := absent
	for _, each := range key.actions {
		if intersects(each.symbols, asked) {
			found = maybe
		}
	}
	for _, each := range key.perhaps {
		if intersects(each.symbols, asked) {
			found = maybe
		}
	}
	return found
}
