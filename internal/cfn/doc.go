// Package cfn reads what CloudFormation deploys: templates, cloud assemblies, and the values that intrinsic functions give.
// It knows what Ref and Fn::GetAtt return and how ARNs are written, but neither the rules of Amazon Cognito nor those of IAM.
//
// An [App] is read once and never changes. Conditions that nobody can decide before the deployment leave open which of several
// [Deployment]s is made; everything else about a template is read in one of them, as a [Property]. A text there is a [Value]: its
// parts are literals and what the deployment fills in. What nobody can know before the deployment is never an error: it
// is a value with a reason.
package cfn
