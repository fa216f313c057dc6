package iam

import (
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/answer"
)

// operator is an operator of a condition, taken apart.
//
// See: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
type operator struct {
	written     string
	understood  bool
	quantifier  quantifier
	negated     bool
	ifExists    bool
	null        bool
	ignoresCase bool
	comparison
}

// quantifier says how an operator treats a condition key with several values.
//
// See: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
type quantifier string

const (
	singleValue  quantifier = ""
	forAnyValue  quantifier = "ForAnyValue"
	forAllValues quantifier = "ForAllValues"
)

// comparison compares a value of a condition with a value of a request.
type comparison struct {
	compare func(wanted, found glob) answer.Answer
	syntax  syntax // of the value of the condition
}

// comparisons are the operators without quantifier, negation and IfExists. Policy variables work with those on strings and ARNs.
var comparisons = map[string]comparison{
	"StringEquals":             {match, syntax{variables: true}},
	"StringEqualsIgnoreCase":   {sameIgnoringCase, syntax{variables: true}},
	"StringLike":               {match, syntax{variables: true, wildcards: true}},
	"ArnEquals":                {sameARN, syntax{variables: true, wildcards: true}},
	"ArnLike":                  {sameARN, syntax{variables: true, wildcards: true}},
	"Bool":                     {compare: sameTruth},
	"NumericEquals":            {compare: numeric(equal)},
	"NumericLessThan":          {compare: numeric(less)},
	"NumericLessThanEquals":    {compare: numeric(lessOrEqual)},
	"NumericGreaterThan":       {compare: numeric(greater)},
	"NumericGreaterThanEquals": {compare: numeric(greaterOrEqual)},
	"DateEquals":               {compare: date(equal)},
	"DateLessThan":             {compare: date(less)},
	"DateLessThanEquals":       {compare: date(lessOrEqual)},
	"DateGreaterThan":          {compare: date(greater)},
	"DateGreaterThanEquals":    {compare: date(greaterOrEqual)},
	"IpAddress":                {compare: inNetwork},
	"BinaryEquals":             {compare: sameBytes},
}

// negations are the operators that hold where another one doesn't.
var negations = map[string]string{
	"StringNotEquals":           "StringEquals",
	"StringNotEqualsIgnoreCase": "StringEqualsIgnoreCase",
	"StringNotLike":             "StringLike",
	"ArnNotEquals":              "ArnEquals",
	"ArnNotLike":                "ArnLike",
	"NumericNotEquals":          "NumericEquals",
	"DateNotEquals":             "DateEquals",
	"NotIpAddress":              "IpAddress",
}

func readOperator(written string) operator {
	read := operator{written: written, understood: true}
	base := written
	if before, after, found := strings.Cut(written, ":"); found {
		read.quantifier, base = quantifier(before), after
		read.understood = read.quantifier == forAnyValue || read.quantifier == forAllValues
	}
	base, read.ifExists = strings.CutSuffix(base, "IfExists")
	if positive, isNegation := negations[base]; isNegation {
		base, read.negated = positive, true
	}
	if base == "Null" {
		read.null = true
		read.understood = read.quantifier == singleValue && !read.ifExists
		return read
	}
	found, exists := comparisons[base]
	read.comparison, read.ignoresCase = found, strings.HasSuffix(base, "IgnoreCase")
	read.understood = read.understood && exists
	return read
}

// holdsWithoutKey is for a request that lacks the key. ForAnyValue asks for a value in each of its forms, also with IfExists; the
// others hold with IfExists, and where they are negated.
func (o operator) holdsWithoutKey() bool {
	return o.quantifier == forAllValues || o.quantifier != forAnyValue && (o.ifExists || o.negated)
}
