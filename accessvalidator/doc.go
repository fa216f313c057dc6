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
// The CDK CLI shows what is in the stacks that it synthesizes, and fails for nothing else. Without a name, cdk synth leaves out the stacks of
// stages; cdk synth '**' takes all.
//
// The rules are those of [github.com/awscdk-constructs/identitypool/access], explained in docs/findings.md. What the construct of this
// module has warned about already is not reported a second time; cdk synth --strict fails on it.
//
// # Old versions of the CDK
//
// Some versions of the CDK library can't make cdk synth fail for an app in Go: 2.257.0 can't, 2.270.0 can. They write
// policy-validation-report.json, which newer CDK CLIs don't read, and set the exit status of another process. With these versions, three
// things are different:
//
//   - The plugin writes what it finds to standard error.
//   - Where the synthesis must fail and a CDK CLI runs the app (CDK_CLI_VERSION is set), the plugin ends the process with status 1, before
//     other plugins report. Without a CDK CLI, as in go test, the synthesis goes on, and only the report says that it failed.
//   - The plugin doesn't see what you acknowledge at the app or at a stage. Acknowledge it at the stack or inside of it, or leave it out with
//     [Props.Ignore].
//
// See: https://docs.aws.amazon.com/cdk/v2/guide/policy-validation-synthesis.html
package accessvalidator
