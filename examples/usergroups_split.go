package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslambda"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/awscdk-constructs/identitypool"
)

// UserGroupsUsersStack is the first of two stacks that together are a [NewUserGroupsStack]. Between stacks all references must go
// one way. So this one has the user pool, its trigger and its client, and knows nothing of the other.
type UserGroupsUsersStack struct {
	awscdk.Stack
	UserPool      awscognito.UserPool
	Client        awscognito.UserPoolClient
	Trigger       awslambda.Function
	ParameterName *string // where the trigger finds the id of the identity pool
}

// NewUserGroupsUsersStack defines the users.
func NewUserGroupsUsersStack(scope constructs.Construct, id string, props *awscdk.StackProps) UserGroupsUsersStack {
	stack := awscdk.NewStack(scope, jsii.String(id), props)

	parameterName := jsii.String("/" + id + "/identity-pool-id")
	trigger := newBetaTrigger(stack, parameterName)
	userPool := awscognito.NewUserPool(stack, jsii.String("UserPool"), &awscognito.UserPoolProps{
		SelfSignUpEnabled: jsii.Bool(true),
		LambdaTriggers:    &awscognito.UserPoolTriggers{PreSignUp: trigger},
	})

	return UserGroupsUsersStack{
		Stack:         stack,
		UserPool:      userPool,
		Client:        userPool.AddClient(jsii.String("WebApp"), nil),
		Trigger:       trigger,
		ParameterName: parameterName,
	}
}

// UserGroupsAccessStackProps are the properties of [NewUserGroupsAccessStack].
type UserGroupsAccessStackProps struct {
	awscdk.StackProps
	Users UserGroupsUsersStack
}

// NewUserGroupsAccessStack defines what the users may do: the identity pool, the roles, and the groups too, for a group refers to
// its role. UserPool.AddGroup would put them into the stack of the user pool.
func NewUserGroupsAccessStack(scope constructs.Construct, id string, props *UserGroupsAccessStackProps) awscdk.Stack {
	stack := awscdk.NewStack(scope, jsii.String(id), &props.StackProps)
	users := props.Users

	pool := identitypool.NewIdentityPool(stack, jsii.String("IdentityPool"), &identitypool.IdentityPoolProps{
		AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
			UserPools: &[]identitypool.IUserPoolAuthenticationProvider{
				identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
					UserPool:       users.UserPool,
					UserPoolClient: users.Client,
				}),
			},
		},
	})
	pool.AddRoleMappings(&identitypool.IdentityPoolRoleMapping{
		ProviderUrl: identitypool.IdentityPoolProviderUrl_UserPool(users.UserPool, users.Client),
		UseToken:    jsii.Bool(true),
	})

	admin := awsiam.NewRole(stack, jsii.String("Admin"), &awsiam.RoleProps{
		AssumedBy: pool.AuthenticatedPrincipal(),
	})
	users.UserPool.Grant(admin, jsii.String("cognito-idp:ListUsers"))

	awscognito.NewUserPoolGroup(stack, jsii.String("Admins"), &awscognito.UserPoolGroupProps{
		UserPool:  users.UserPool,
		GroupName: jsii.String("admins"),
		Role:      admin,
	})
	awscognito.NewUserPoolGroup(stack, jsii.String("Testers"), &awscognito.UserPoolGroupProps{
		UserPool:  users.UserPool,
		GroupName: jsii.String("testers"),
		Role:      pool.AuthenticatedRole(),
	})

	allowBetaTrigger(stack, users.Trigger, users.ParameterName, pool)

	return stack
}
