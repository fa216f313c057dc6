// Package iam answers what policies of IAM allow: policies over a principal, an action, a resource and a context, as far as they are
// known before the deployment. Each answer is no, unknown or yes, and yes is said only where it is certain.
//
// The package reads policy documents from places in templates, but knows nothing of the resources that they belong to.
//
// See: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies.html
package iam
