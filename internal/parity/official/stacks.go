// Code generated from here/stacks.go by go generate. DO NOT EDIT.

package official

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3"
	"github.com/aws/jsii-runtime-go"

	identitypool "github.com/aws/aws-cdk-go/awscdk/v2/awscognitoidentitypool"
	"github.com/awscdk-constructs/identitypool/internal/apptest"
	"github.com/awscdk-constructs/identitypool/internal/parity"
)

// stackPrograms have several stacks, or stacks of several regions.
var stackPrograms = []parity.Program{
	{
		Name: "cross-stack references to the pool",
		Build: func(app awscdk.App) {
			first := apptest.NewRegionStack(app, "First", "eu-west-1")
			pool := identitypool.NewIdentityPool(first, jsii.String("Pool"), nil)
			second := apptest.NewRegionStack(app, "Second", "eu-west-1")
			apptest.Output(second, "Id", pool.IdentityPoolId())
			apptest.Output(second, "Arn", pool.IdentityPoolArn())
			apptest.Output(second, "Name", pool.IdentityPoolName())
			awsiam.NewPolicy(second, jsii.String("Policy"), &awsiam.PolicyProps{
				Roles: &[]awsiam.IRole{pool.AuthenticatedRole(), pool.UnauthenticatedRole()},
				Statements: &[]awsiam.PolicyStatement{awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
					Actions:   jsii.Strings("s3:GetObject"),
					Resources: jsii.Strings("*"),
				})},
			})
		},
	},
	{
		Name: "roles of another stack",
		Build: func(app awscdk.App) {
			first, second := apptest.NewStack(app), awscdk.NewStack(app, jsii.String("Second"), nil)
			role := awsiam.NewRole(first, jsii.String("Role"), &awsiam.RoleProps{
				AssumedBy: awsiam.NewWebIdentityPrincipal(jsii.String("cognito-identity.amazonaws.com"), nil),
			})
			identitypool.NewIdentityPool(second, jsii.String("Pool"), &identitypool.IdentityPoolProps{
				AuthenticatedRole: role,
				RoleMappings: &[]*identitypool.IdentityPoolRoleMapping{{
					ProviderUrl: identitypool.IdentityPoolProviderUrl_TWITTER(),
					Rules: &[]*identitypool.RoleMappingRule{
						{Claim: jsii.String("sub"), ClaimValue: jsii.String("1"), MappedRole: role},
					},
				}},
			})
		},
	},
	{
		Name: "user pool of another stack",
		Build: func(app awscdk.App) {
			users := apptest.NewRegionStack(app, "Users", "eu-west-1")
			userPool := awscognito.NewUserPool(users, jsii.String("UserPool"), nil)
			client := userPool.AddClient(jsii.String("Client"), nil)
			stack := apptest.NewRegionStack(app, "Stack", "eu-west-1")
			identitypool.NewIdentityPool(stack, jsii.String("Pool"), &identitypool.IdentityPoolProps{
				AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
					UserPools: &[]identitypool.IUserPoolAuthenticationProvider{
						identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
							UserPool: userPool, UserPoolClient: client,
						}),
						identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{UserPool: userPool}),
					},
				},
				RoleMappings: &[]*identitypool.IdentityPoolRoleMapping{{
					MappingKey:  jsii.String("users"),
					ProviderUrl: identitypool.IdentityPoolProviderUrl_UserPool(userPool, client),
					UseToken:    jsii.Bool(true),
				}},
			})
		},
	},
	{
		Name: "user pool of another stack of any region",
		Build: func(app awscdk.App) {
			users := awscdk.NewStack(app, jsii.String("Users"), nil)
			userPool := awscognito.NewUserPool(users, jsii.String("UserPool"), nil)
			pool := identitypool.NewIdentityPool(apptest.NewStack(app), jsii.String("Pool"), nil)
			pool.AddUserPoolAuthentication(identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
				UserPool: userPool,
			}))
		},
	},
	{
		Name: "nested stack",
		Build: func(app awscdk.App) {
			stack := apptest.NewStack(app)
			nested := awscdk.NewNestedStack(stack, jsii.String("Nested"), nil)
			pool := identitypool.NewIdentityPool(nested, jsii.String("Pool"), nil)
			apptest.Output(stack, "Id", pool.IdentityPoolId())
			awss3.NewBucket(stack, jsii.String("Bucket"), nil).GrantRead(pool.AuthenticatedRole(), nil)
		},
	},
	{
		Name: "nested stack with a user pool of its parent",
		Build: func(app awscdk.App) {
			stack := apptest.NewStack(app)
			userPool := awscognito.NewUserPool(stack, jsii.String("UserPool"), nil)
			nested := awscdk.NewNestedStack(stack, jsii.String("Nested"), nil)
			identitypool.NewIdentityPool(nested, jsii.String("Pool"), &identitypool.IdentityPoolProps{
				AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
					UserPools: &[]identitypool.IUserPoolAuthenticationProvider{
						identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{UserPool: userPool}),
					},
				},
			})
		},
		Differs: []parity.Difference{{Row: parity.DependsOn}},
	},
	{
		Name: "stacks of several regions",
		Build: func(app awscdk.App) {
			for _, region := range []string{"us-east-1", "eu-west-1", "ap-southeast-2", "me-central-1"} {
				stack := apptest.NewRegionStack(app, region, region)
				pool := identitypool.NewIdentityPool(stack, jsii.String("Pool"), &identitypool.IdentityPoolProps{
					AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
						UserPools: &[]identitypool.IUserPoolAuthenticationProvider{
							identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
								UserPool: awscognito.NewUserPool(stack, jsii.String("UserPool"), nil),
							}),
						},
					},
				})
				apptest.Output(stack, "Arn", pool.IdentityPoolArn())
				apptest.Output(stack, "Region", pool.Env().Region)
			}
		},
		Differs: []parity.Difference{{Row: parity.DependsOn}},
	},
	{
		Name: "us-gov-west-1",
		Build: func(app awscdk.App) {
			identitypool.NewIdentityPool(apptest.NewRegionStack(app, "Stack", "us-gov-west-1"), jsii.String("Pool"), nil)
		},
		Differs: []parity.Difference{{
			Row: parity.FederatedPrincipal, Official: "cognito-identity.amazonaws.com", Here: "cognito-identity-us-gov.amazonaws.com",
		}},
	},
	{
		Name: "us-gov-east-1",
		Build: func(app awscdk.App) {
			identitypool.NewIdentityPool(apptest.NewRegionStack(app, "Stack", "us-gov-east-1"), jsii.String("Pool"), nil)
		},
		Differs: []parity.Difference{{
			Row: parity.FederatedPrincipal, Official: "cognito-identity.amazonaws.com", Here: "cognito-identity.us-gov-east-1.amazonaws.com",
		}},
	},
	{
		Name: "cn-north-1",
		Build: func(app awscdk.App) {
			identitypool.NewIdentityPool(apptest.NewRegionStack(app, "Stack", "cn-north-1"), jsii.String("Pool"), nil)
		},
		Differs: []parity.Difference{{
			Row: parity.FederatedPrincipal, Official: "cognito-identity.amazonaws.com", Here: "cognito-identity.cn-north-1.amazonaws.com.cn",
		}},
	},
	{
		Name: "stages",
		Build: func(app awscdk.App) {
			for _, id := range []string{"Test", "Production"} {
				stage := awscdk.NewStage(app, jsii.String(id), &awscdk.StageProps{
					Env: &awscdk.Environment{Account: jsii.String("123456789012"), Region: jsii.String("eu-west-1")},
				})
				stack := awscdk.NewStack(stage, jsii.String("Stack"), nil)
				identitypool.NewIdentityPool(stack, jsii.String("Pool"), &identitypool.IdentityPoolProps{
					IdentityPoolName: jsii.String("pool of " + id),
				})
			}
		},
	},
	{
		Name: "analytics",
		Build: func(app awscdk.App) {
			stack := awscdk.NewStack(app, jsii.String("Stack"), &awscdk.StackProps{AnalyticsReporting: jsii.Bool(true)})
			identitypool.NewIdentityPool(stack, jsii.String("Pool"), nil)
		},
		Differs: []parity.Difference{{Row: parity.Analytics}},
	},
}
