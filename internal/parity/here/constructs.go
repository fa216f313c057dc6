package here

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	identitypool "github.com/awscdk-constructs/identitypool"
	"github.com/awscdk-constructs/identitypool/internal/apptest"
	"github.com/awscdk-constructs/identitypool/internal/parity"
)

// constructPrograms do with an identity pool what can be done with any construct.
var constructPrograms = []parity.Program{
	{
		Name: "tags",
		Build: func(app awscdk.App) {
			stack := apptest.NewStack(app)
			pool := identitypool.NewIdentityPool(stack, jsii.String("Pool"), nil)
			awscdk.Tags_Of(pool).Add(jsii.String("team"), jsii.String("web"), nil)
			awscdk.Tags_Of(stack).Add(jsii.String("stage"), jsii.String("test"), nil)
			awscdk.Tags_Of(pool.AuthenticatedRole()).Remove(jsii.String("team"), nil)
		},
	},
	{
		Name: "removal policy",
		Build: func(app awscdk.App) {
			stack := apptest.NewStack(app)
			identitypool.NewIdentityPool(stack, jsii.String("Retained"), nil).ApplyRemovalPolicy(awscdk.RemovalPolicy_RETAIN)
			identitypool.NewIdentityPool(stack, jsii.String("Destroyed"), nil).ApplyRemovalPolicy(awscdk.RemovalPolicy_DESTROY)
		},
	},
	{
		Name: "removal policies of a scope",
		Build: func(app awscdk.App) {
			stack := apptest.NewStack(app)
			pool := identitypool.NewIdentityPool(stack, jsii.String("Pool"), nil)
			awscdk.RemovalPolicies_Of(pool).Retain(nil)
		},
	},
	{
		Name: "aspect",
		Build: func(app awscdk.App) {
			stack := apptest.NewStack(app)
			identitypool.NewIdentityPool(stack, jsii.String("Pool"), nil)
			awscdk.Aspects_Of(stack).Add(&apptest.Aspect{OnVisit: func(node constructs.IConstruct) {
				if l1, ok := node.(awscognito.CfnIdentityPool); ok {
					l1.SetAllowClassicFlow(true)
				}
			}}, nil)
		},
	},
	{
		Name: "L1 escape hatches",
		Build: func(app awscdk.App) {
			stack := apptest.NewStack(app)
			pool := identitypool.NewIdentityPool(stack, jsii.String("Pool"), nil)
			l1 := pool.Node().DefaultChild().(awscognito.CfnIdentityPool)
			l1.AddPropertyOverride(jsii.String("AllowClassicFlow"), true)
			l1.SetDeveloperProviderName(jsii.String("login.example.com"))
			pool.RoleAttachment().AddPropertyDeletionOverride(jsii.String("Roles.unauthenticated"))
			pool.RoleAttachment().OverrideLogicalId(jsii.String("Attachment"))
			apptest.Output(stack, "Type", l1.CfnResourceType())
		},
	},
	{
		Name: "dependencies",
		Build: func(app awscdk.App) {
			stack := apptest.NewStack(app)
			pool := identitypool.NewIdentityPool(stack, jsii.String("Pool"), nil)
			first := awss3.NewBucket(stack, jsii.String("First"), nil)
			last := awss3.NewBucket(stack, jsii.String("Last"), nil)
			pool.Node().AddDependency(first)
			last.Node().AddDependency(pool)
		},
	},
	{
		Name: "scope of other constructs",
		Build: func(app awscdk.App) {
			stack := apptest.NewStack(app)
			scope := constructs.NewConstruct(stack, jsii.String("Scope"))
			pool := identitypool.NewIdentityPool(scope, jsii.String("Pool"), nil)
			awss3.NewBucket(pool, jsii.String("Bucket"), nil)
			identitypool.NewIdentityPool(pool, jsii.String("Inner"), nil)
			identitypool.IdentityPool_FromIdentityPoolArn(pool, jsii.String("Imported"),
				jsii.String("arn:aws:cognito-identity:eu-west-1:123456789012:identitypool/eu-west-1:1a2b3c4d"))
			apptest.Output(stack, "Path", pool.Node().Path())
			apptest.Output(stack, "String", pool.ToString())
		},
	},
}
