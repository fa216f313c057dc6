// Package accessvalidator checks the identity pools of a CDK app at each synthesis: this module's, those of other constructs, and those
// that are defined by hand, over all stacks together.
//
//	awscdk.Validations_Of(app).AddPlugins(accessvalidator.New(nil))
//
// What it finds shows in the CDK's validation report, with construct path, location and fix. Errors fail the synthesis. To accept a
// finding, acknowledge its rule at the construct or around it:
//
//	awscdk.Validations_Of(pool).Acknowledge(&awscdk.Acknowledgment{
//		Id:     jsii.String("identitypool::guests-allowed"),
//		Reason: jsii.String("the catalogue is public"),
//	})
//
// The rules are those of [github.com/awscdk-constructs/identitypool/access], explained in docs/findings.md. What the construct of this
// module has warned about already is not reported a second time; cdk synth --strict fails on it.
//
// Old versions of the CDK library write the report to policy-validation-report.json instead of validation-report.json (2.257.0 does,
// 2.270.0 no longer), which newer CDK CLIs don't read. What is found is written to standard error then. The exit status of an app in Go
// stays 0 with these, so run identitypool check after cdk synth.
//
// See: https://docs.aws.amazon.com/cdk/v2/guide/policy-validation-synthesis.html
package accessvalidator
