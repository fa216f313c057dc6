// Code generated from here/pool.go by go generate. DO NOT EDIT.

package official

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"

	identitypool "github.com/aws/aws-cdk-go/awscdk/v2/awscognitoidentitypool"
	"github.com/awscdk-constructs/identitypool/internal/apptest"
	"github.com/awscdk-constructs/identitypool/internal/parity"
)

// poolPrograms make and name identity pools.
var poolPrograms = []parity.Program{
	{
		Name: "minimal",
		Build: func(app awscdk.App) {
			identitypool.NewIdentityPool(apptest.NewStack(app), jsii.String("Pool"), nil)
		},
	},
	{
		Name: "empty props",
		Build: func(app awscdk.App) {
			identitypool.NewIdentityPool(apptest.NewStack(app), jsii.String("Pool"), &identitypool.IdentityPoolProps{
				AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{},
			})
		},
	},
	{
		Name: "name",
		Build: func(app awscdk.App) {
			stack := apptest.NewStack(app)
			pool := identitypool.NewIdentityPool(stack, jsii.String("Pool"), &identitypool.IdentityPoolProps{
				IdentityPoolName: jsii.String("My pool_1+=,.@-"),
			})
			apptest.Output(stack, "Name", pool.IdentityPoolName())
			apptest.Output(stack, "PhysicalName", pool.PhysicalName())
			apptest.Output(stack, "Id", pool.IdentityPoolId())
			apptest.Output(stack, "Arn", pool.IdentityPoolArn())
		},
	},
	{
		Name: "name that is a token",
		Build: func(app awscdk.App) {
			stack := apptest.NewStack(app)
			parameter := awscdk.NewCfnParameter(stack, jsii.String("PoolName"), nil)
			identitypool.NewIdentityPool(stack, jsii.String("Pool"), &identitypool.IdentityPoolProps{
				IdentityPoolName: parameter.ValueAsString(),
			})
			pool := identitypool.NewIdentityPool(stack, jsii.String("Concatenated"), &identitypool.IdentityPoolProps{
				IdentityPoolName: jsii.String(*parameter.ValueAsString() + "-pool"),
			})
			apptest.Output(stack, "PhysicalName", pool.PhysicalName())
		},
	},
	{
		Name: "name to be generated if needed",
		Build: func(app awscdk.App) {
			stack := apptest.NewRegionStack(app, "Stack", "eu-west-1")
			identitypool.NewIdentityPool(stack, jsii.String("Pool"), &identitypool.IdentityPoolProps{
				IdentityPoolName: awscdk.PhysicalName_GENERATE_IF_NEEDED(),
			})
		},
	},
	{
		Name: "generated name that is needed",
		Build: func(app awscdk.App) {
			home := apptest.NewRegionStack(app, "Home", "eu-west-1")
			pool := identitypool.NewIdentityPool(home, jsii.String("Pool"), &identitypool.IdentityPoolProps{
				IdentityPoolName: awscdk.PhysicalName_GENERATE_IF_NEEDED(),
			})
			abroad := apptest.NewRegionStack(app, "Abroad", "eu-central-1")
			apptest.Output(abroad, "Name", pool.GetResourceNameAttribute(jsii.String("unused")))
		},
	},
	{
		Name: "guests",
		Build: func(app awscdk.App) {
			stack := apptest.NewStack(app)
			for id, allowed := range map[string]*bool{"True": jsii.Bool(true), "False": jsii.Bool(false), "Nil": nil} {
				identitypool.NewIdentityPool(stack, jsii.String(id), &identitypool.IdentityPoolProps{
					AllowUnauthenticatedIdentities: allowed,
				})
			}
		},
	},
	{
		Name: "classic flow",
		Build: func(app awscdk.App) {
			stack := apptest.NewStack(app)
			for id, allowed := range map[string]*bool{"True": jsii.Bool(true), "False": jsii.Bool(false), "Nil": nil} {
				identitypool.NewIdentityPool(stack, jsii.String(id), &identitypool.IdentityPoolProps{AllowClassicFlow: allowed})
			}
		},
	},
	{
		Name: "several pools, ids of special characters",
		Build: func(app awscdk.App) {
			stack := apptest.NewStack(app)
			for _, id := range []string{"1", "pool-with-dashes", "Ünïcode", "with/slash", "a b", "Default"} {
				identitypool.NewIdentityPool(stack, jsii.String(id), nil)
			}
		},
	},
}
