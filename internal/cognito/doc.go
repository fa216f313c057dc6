// Package cognito holds what the Amazon Cognito identity pools service accepts and how it names things: limits, patterns,
// provider names, principals by region. It is pure Go, knows nothing of the CDK and never panics.
//
// The facts come from the service's API model (cognito-identity, version 2014-06-30), the CloudFormation resource
// schemas and the Amazon Cognito Developer Guide. A function that refuses a value returns an error whose text says what
// was found, what is allowed and how to put it right; callers add where it was found.
package cognito
