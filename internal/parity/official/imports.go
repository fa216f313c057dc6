// Code generated from here/imports.go by go generate. DO NOT EDIT.

package official

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/jsii-runtime-go"

	identitypool "github.com/aws/aws-cdk-go/awscdk/v2/awscognitoidentitypool"
	"github.com/awscdk-constructs/identitypool/internal/apptest"
	"github.com/awscdk-constructs/identitypool/internal/parity"
)

// importPrograms import identity pools.
var importPrograms = []parity.Program{
	{
		Name: "import by id",
		Build: func(app awscdk.App) {
			stack := apptest.NewRegionStack(app, "Stack", "eu-west-1")
			pool := identitypool.IdentityPool_FromIdentityPoolId(stack, jsii.String("Pool"),
				jsii.String("eu-west-1:1a2b3c4d-5e6f-7890-abcd-ef1234567890"))
			apptest.Output(stack, "Id", pool.IdentityPoolId())
			apptest.Output(stack, "Arn", pool.IdentityPoolArn())
			apptest.Output(stack, "Name", pool.IdentityPoolName())
			apptest.Output(stack, "Region", pool.Env().Region)
			apptest.Output(stack, "Account", pool.Env().Account)
			apptest.Output(stack, "Path", pool.Node().Path())
		},
	},
	{
		Name: "import by id into a stack of any region",
		Build: func(app awscdk.App) {
			stack := apptest.NewStack(app)
			pool := identitypool.IdentityPool_FromIdentityPoolId(stack, jsii.String("Pool"), jsii.String("us-east-1:dj2823ryiwuhef937"))
			apptest.Output(stack, "Id", pool.IdentityPoolId())
			apptest.Output(stack, "Arn", pool.IdentityPoolArn())
			apptest.Output(stack, "Name", pool.IdentityPoolName())
		},
		Differs: []parity.Difference{{
			Row: parity.ImportIntoAnyRegion,
			Official: `{"Fn::Join": ["", ["arn:", {"Ref": "AWS::Partition"}, ":cognito-identity:", {"Ref": "AWS::Region"}, ":",
				{"Ref": "AWS::AccountId"}, ":identitypool/us-east-1:dj2823ryiwuhef937"]]}`,
			Here: `{"Fn::Join": ["", ["arn:", {"Ref": "AWS::Partition"}, ":cognito-identity:us-east-1:",
				{"Ref": "AWS::AccountId"}, ":identitypool/us-east-1:dj2823ryiwuhef937"]]}`,
		}},
	},
	{
		Name: "import by an id that is a token",
		Build: func(app awscdk.App) {
			stack := apptest.NewStack(app)
			pool := identitypool.IdentityPool_FromIdentityPoolId(stack, jsii.String("Pool"), awscdk.Fn_ImportValue(jsii.String("PoolId")))
			apptest.Output(stack, "Id", pool.IdentityPoolId())
			apptest.Output(stack, "Arn", pool.IdentityPoolArn())
			apptest.Output(stack, "Name", pool.IdentityPoolName())
			apptest.Output(stack, "Region", pool.Env().Region)
		},
	},
	{
		Name: "import by ARN",
		Build: func(app awscdk.App) {
			stack := apptest.NewRegionStack(app, "Stack", "us-east-1")
			pool := identitypool.IdentityPool_FromIdentityPoolArn(stack, jsii.String("Pool"),
				jsii.String("arn:aws:cognito-identity:eu-west-1:210987654321:identitypool/eu-west-1:1a2b3c4d-5e6f-7890-abcd-ef1234567890"))
			apptest.Output(stack, "Id", pool.IdentityPoolId())
			apptest.Output(stack, "Arn", pool.IdentityPoolArn())
			apptest.Output(stack, "Name", pool.IdentityPoolName())
			apptest.Output(stack, "Region", pool.Env().Region)
			apptest.Output(stack, "Account", pool.Env().Account)
		},
	},
	{
		Name: "import by an ARN with tokens in it",
		Build: func(app awscdk.App) {
			stack := apptest.NewStack(app)
			outputs := func(id string, pool identitypool.IIdentityPool) {
				apptest.Output(stack, id+"Id", pool.IdentityPoolId())
				apptest.Output(stack, id+"Arn", pool.IdentityPoolArn())
				apptest.Output(stack, id+"Name", pool.IdentityPoolName())
				apptest.Output(stack, id+"Region", pool.Env().Region)
				apptest.Output(stack, id+"Account", pool.Env().Account)
			}
			outputs("Environment", identitypool.IdentityPool_FromIdentityPoolArn(stack, jsii.String("EnvironmentPool"),
				jsii.String("arn:aws:cognito-identity:"+*stack.Region()+":"+*stack.Account()+":identitypool/eu-west-1:1a2b3c4d")))
			outputs("Id", identitypool.IdentityPool_FromIdentityPoolArn(stack, jsii.String("IdPool"),
				jsii.String("arn:"+*stack.Partition()+":cognito-identity:eu-west-1:123456789012:identitypool/"+
					*awscdk.Fn_ImportValue(jsii.String("PoolId")))))
		},
	},
	{
		Name: "import by an ARN that is a token",
		Build: func(app awscdk.App) {
			stack := apptest.NewStack(app)
			pool := identitypool.IdentityPool_FromIdentityPoolArn(stack, jsii.String("Pool"), awscdk.Fn_ImportValue(jsii.String("PoolArn")))
			apptest.Output(stack, "Id", pool.IdentityPoolId())
			apptest.Output(stack, "Arn", pool.IdentityPoolArn())
			apptest.Output(stack, "Name", pool.IdentityPoolName())
			apptest.Output(stack, "Region", pool.Env().Region)
			apptest.Output(stack, "Account", pool.Env().Account)
		},
		Differs: []parity.Difference{{
			Row: parity.ImportByTokenArn,
			Official: `{"Fn::Select": [1, {"Fn::Split": ["/",
				{"Fn::Select": [5, {"Fn::Split": [":", {"Fn::ImportValue": "PoolArn"}]}]}]}]}`,
			Here: `{"Fn::Select": [1, {"Fn::Split": ["/", {"Fn::ImportValue": "PoolArn"}]}]}`,
		}},
	},
	{
		Name: "imported pool in a policy",
		Build: func(app awscdk.App) {
			stack := apptest.NewRegionStack(app, "Stack", "eu-west-1")
			pool := identitypool.IdentityPool_FromIdentityPoolId(stack, jsii.String("Pool"), jsii.String("eu-west-1:1a2b3c4d"))
			awsiam.NewRole(stack, jsii.String("Role"), &awsiam.RoleProps{
				AssumedBy: awsiam.NewFederatedPrincipal(jsii.String("cognito-identity.amazonaws.com"), &map[string]any{
					"StringEquals": map[string]any{"cognito-identity.amazonaws.com:aud": pool.IdentityPoolId()},
				}, jsii.String("sts:AssumeRoleWithWebIdentity")),
			}).AddToPolicy(awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
				Actions:   jsii.Strings("cognito-identity:GetId"),
				Resources: &[]*string{pool.IdentityPoolArn()},
			}))
		},
	},
}
