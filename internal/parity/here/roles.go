package here

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsdynamodb"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3"
	"github.com/aws/jsii-runtime-go"

	identitypool "github.com/awscdk-constructs/identitypool"
	"github.com/awscdk-constructs/identitypool/internal/apptest"
	"github.com/awscdk-constructs/identitypool/internal/parity"
)

// rolePrograms supply roles, and use those that are made.
var rolePrograms = []parity.Program{
	{
		Name: "supplied roles",
		Build: func(app awscdk.App) {
			stack := apptest.NewStack(app)
			trusted := awsiam.NewFederatedPrincipal(jsii.String("cognito-identity.amazonaws.com"), &map[string]any{
				"StringLike": map[string]any{"cognito-identity.amazonaws.com:aud": "eu-west-1:*"},
			}, jsii.String("sts:AssumeRoleWithWebIdentity"))
			users := awsiam.NewRole(stack, jsii.String("Users"), &awsiam.RoleProps{AssumedBy: trusted})
			guests := awsiam.NewRole(stack, jsii.String("Guests"), &awsiam.RoleProps{AssumedBy: trusted})
			identitypool.NewIdentityPool(stack, jsii.String("Both"), &identitypool.IdentityPoolProps{
				AllowUnauthenticatedIdentities: jsii.Bool(true),
				AuthenticatedRole:              users,
				UnauthenticatedRole:            guests,
			})
			identitypool.NewIdentityPool(stack, jsii.String("UsersOnly"), &identitypool.IdentityPoolProps{AuthenticatedRole: users})
			identitypool.NewIdentityPool(stack, jsii.String("GuestsOnly"), &identitypool.IdentityPoolProps{UnauthenticatedRole: guests})
		},
	},
	{
		Name: "supplied roles that are imported",
		Build: func(app awscdk.App) {
			stack := apptest.NewStack(app)
			arn := awscdk.NewCfnParameter(stack, jsii.String("RoleArn"), nil).ValueAsString()
			pool := identitypool.NewIdentityPool(stack, jsii.String("Pool"), &identitypool.IdentityPoolProps{
				AuthenticatedRole: awsiam.Role_FromRoleArn(stack, jsii.String("Users"),
					jsii.String("arn:aws:iam::123456789012:role/path/users"), nil),
				UnauthenticatedRole: awsiam.Role_FromRoleArn(stack, jsii.String("Guests"), arn,
					&awsiam.FromRoleArnOptions{Mutable: jsii.Bool(false)}),
			})
			bucket := awss3.NewBucket(stack, jsii.String("Bucket"), nil)
			bucket.GrantRead(pool.AuthenticatedRole(), nil)
			bucket.GrantRead(pool.UnauthenticatedRole(), nil)
		},
	},
	{
		Name: "role imported by name, and L1 role",
		Build: func(app awscdk.App) {
			stack := apptest.NewStack(app)
			l1 := awsiam.NewCfnRole(stack, jsii.String("L1"), &awsiam.CfnRoleProps{
				AssumeRolePolicyDocument: map[string]any{"Version": "2012-10-17", "Statement": []any{}},
			})
			identitypool.NewIdentityPool(stack, jsii.String("Pool"), &identitypool.IdentityPoolProps{
				AuthenticatedRole:   awsiam.Role_FromRoleName(stack, jsii.String("Users"), jsii.String("users"), nil),
				UnauthenticatedRole: awsiam.Role_FromRoleArn(stack, jsii.String("Guests"), l1.AttrArn(), nil),
			})
		},
	},
	{
		Name: "grants",
		Build: func(app awscdk.App) {
			stack := apptest.NewStack(app)
			pool := identitypool.NewIdentityPool(stack, jsii.String("Pool"), &identitypool.IdentityPoolProps{
				AllowUnauthenticatedIdentities: jsii.Bool(true),
			})
			table := awsdynamodb.NewTable(stack, jsii.String("Table"), &awsdynamodb.TableProps{
				PartitionKey: &awsdynamodb.Attribute{Name: jsii.String("id"), Type: awsdynamodb.AttributeType_STRING},
			})
			table.GrantReadWriteData(pool.AuthenticatedRole())
			table.GrantReadData(pool.UnauthenticatedRole())
			bucket := awss3.NewBucket(stack, jsii.String("Bucket"), nil)
			bucket.GrantReadWrite(pool.AuthenticatedRole(), "private/*")
			bucket.GrantRead(pool.UnauthenticatedRole(), "public/*")
		},
	},
	{
		Name: "statements added to the roles",
		Build: func(app awscdk.App) {
			stack := apptest.NewStack(app)
			pool := identitypool.NewIdentityPool(stack, jsii.String("Pool"), nil)
			pool.AuthenticatedRole().AddToPrincipalPolicy(awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
				Actions:   jsii.Strings("execute-api:Invoke"),
				Resources: jsii.Strings("arn:aws:execute-api:eu-west-1:*:api/prod/*"),
			}))
			pool.UnauthenticatedRole().AddToPrincipalPolicy(awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
				Effect:    awsiam.Effect_DENY,
				Actions:   jsii.Strings("s3:*", "cognito-identity:*"),
				Resources: &[]*string{pool.IdentityPoolArn(), jsii.String("*")},
			}))
			pool.AuthenticatedRole().AddManagedPolicy(awsiam.ManagedPolicy_FromAwsManagedPolicyName(jsii.String("ReadOnlyAccess")))
		},
	},
	{
		Name: "permissions boundary",
		Build: func(app awscdk.App) {
			stack := apptest.NewStack(app)
			pool := identitypool.NewIdentityPool(stack, jsii.String("Pool"), nil)
			awsiam.PermissionsBoundary_Of(pool).Apply(awsiam.ManagedPolicy_FromAwsManagedPolicyName(jsii.String("PowerUserAccess")))
		},
	},
}
