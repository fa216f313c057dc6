// Package identitypooltest answers from a CloudFormation template who gets which role of an Amazon Cognito identity pool, as the
// service would after the deployment. It reads any template, whoever made it: this module's construct, the official one, L1s or
// hand-written JSON.
//
//	template, err := identitypooltest.FromMap(*assertions.Template_FromStack(stack, nil).ToJSON())
//	…
//	pool := template.IdentityPools()[0]
//	decision := pool.SignIn(identitypooltest.Login{
//		Provider: identitypooltest.Google,
//		Claims:   map[string]any{"hd": "example.com"},
//	})
//	assert.Equal(t, identitypooltest.Granted, decision.Outcome, decision)
//
// # What it knows
//
// [IdentityPool.SignIn] goes the way of the service: it finds the provider, evaluates role mappings, session tags and the default
// roles, and asks the trust policy of the role that comes out. [Template.Check] looks for what is refused at deployment, fails at run
// time or lets in too many. [IdentityPool.DecisionTable] shows who gets what.
//
// # What it doesn't know
//
// The answer is [Unknown] where the template doesn't tell, never [Granted]: the trust policy of an imported role, a condition
// operator that it doesn't understand, a provider whose name another stack exports. Names that only the deployment knows are
// compared by how they are written: the Ref of a client is the same client wherever it stands. [WithRegion], [WithAccountID] and
// [WithParameter] tell more. Where AWS doesn't document what the service does, such as for a rule on a claim that is a list, the
// decision is the cautious one and its field Uncertain is set.
//
// Only trust policies are evaluated, not what a role permits, nor service control policies and session policies.
//
// The package is pure Go: it needs neither the CDK nor Node.js nor a network, and a sign-in takes microseconds. All that it returns
// can be used from several goroutines.
package identitypooltest
