package iam

// effect is what a statement does about the requests that it matches.
//
// See: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_effect.html
type effect string

const (
	allow effect = "Allow"
	deny  effect = "Deny"
)
