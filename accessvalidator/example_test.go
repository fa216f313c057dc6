package accessvalidator_test

import (
	"os"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"

	"github.com/awscdk-constructs/identitypool"
	"github.com/awscdk-constructs/identitypool/access"
	"github.com/awscdk-constructs/identitypool/accessvalidator"
)

// The identity pools of all stacks are checked at each synthesis. Warnings fail it, too; that guests are allowed is accepted at one identity
// pool; and the value of a parameter is told.
func ExampleNew() {
	folder, err := os.MkdirTemp("", "cdk.out")
	if err != nil {
		panic(err)
	}
	defer func() { _ = os.RemoveAll(folder) }()
	app := awscdk.NewApp(&awscdk.AppProps{Outdir: jsii.String(folder)})
	awscdk.Validations_Of(app).AddPlugins(accessvalidator.New(&accessvalidator.Props{
		FailOn:  accessvalidator.FailOnWarning,
		Ignore:  []string{"guests-allowed@Catalogue/IdentityPool"},
		Options: []access.Option{access.WithParameter("Stage", "production")},
	}))
	stack := awscdk.NewStack(app, jsii.String("Catalogue"), nil)
	awscdk.NewCfnParameter(stack, jsii.String("Stage"), nil)
	identitypool.NewIdentityPool(stack, jsii.String("IdentityPool"), &identitypool.IdentityPoolProps{
		AllowUnauthenticatedIdentities: jsii.Bool(true),
	})
	app.Synth(nil)
	// Output:
}
