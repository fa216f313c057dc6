// Package access answers from CloudFormation templates, before anything is deployed, who gets which role of an Amazon Cognito
// identity pool, what that role lets them do, and what is wrong. It reads any template, whoever made it: this module's construct, the
// official one, L1s, Amplify, SAM or hand-written YAML.
//
//	app, err := access.Load("cdk.out")
//	…
//	pool, err := app.IdentityPool("Access/IdentityPool")
//	…
//	decision := pool.SignIn(access.Login{Provider: "Access/WebApp", Groups: []string{"editors"}})
//	assert.Equal(t, "Access/Editors", decision.Role, decision)
//	assert.Empty(t, app.Check())
//	permission := pool.Session(access.Login{}).Can(access.Request{Action: "s3:GetObject", Resource: "${Access/Files.Arn}/*"})
//	assert.Equal(t, access.Refused, permission.Outcome, permission)
//
// # What it knows
//
// [IdentityPool.SignIn] decides as the service does: it finds the provider, evaluates role mappings, session tags and the default
// roles, and asks the trust policy of the role that comes out. [IdentityPool.DecisionTable] shows who gets what. [App.Check] looks for
// what is refused at deployment, fails at run time or lets in too many. [Diff] compares two versions of an app.
//
// [Session.Can] evaluates policies as IAM does: an explicit Deny wins; then the permissions boundary, what the enhanced flow leaves to
// guests, and either the role's policies or the resource's must allow. [IdentityPool.WhoCan] asks for everybody. [Shared] lists what two
// sessions can both do, which is nothing where they are isolated.
//
// # What it doesn't know
//
// The answer is [Unknown] where the templates don't tell, never [Granted]: the trust policy of an imported role, a parameter without
// default, a provider that another account exports. [WithRegion], [WithAccountID], [WithParameter], [WithTemplate] and
// [WithManagedPolicy] tell more.
//
// Where a condition is open, every deployment that the templates allow is looked at. An answer that is the same in all of them is the
// answer; one that differs is Unknown, and its reason names the condition. Where AWS doesn't document what it does, for a rule on a claim
// that is a list, for example, the answer is the cautious one and its field Uncertain is set.
//
// What is outside of templates is not evaluated: service control policies, resource control policies, VPC endpoint policies, AWS Lake
// Formation and the like.
//
// The package is pure Go: it needs neither the CDK nor Node.js nor a network, and a sign-in takes microseconds. All that it returns
// can be used from several goroutines.
package access
