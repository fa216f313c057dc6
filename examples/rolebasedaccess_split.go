package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
)

// RoleBasedAccessUsersStack is the first of two stacks that together are a [NewRoleBasedAccessStack]: the user pool and its client.
type RoleBasedAccessUsersStack struct {
	awscdk.Stack
	UserPool awscognito.UserPool
	Client   awscognito.UserPoolClient
}

// NewRoleBasedAccessUsersStack defines the users.
func NewRoleBasedAccessUsersStack(
	scope constructs.Construct, id string, props *awscdk.StackProps,
) RoleBasedAccessUsersStack {
	stack := awscdk.NewStack(scope, jsii.String(id), props)
	userPool := awscognito.NewUserPool(stack, jsii.String("UserPool"), nil)

	return RoleBasedAccessUsersStack{
		Stack:    stack,
		UserPool: userPool,
		Client:   userPool.AddClient(jsii.String("WebApp"), nil),
	}
}

// RoleBasedAccessRolesStackProps are the properties of [NewRoleBasedAccessRolesStack].
type RoleBasedAccessRolesStackProps struct {
	awscdk.StackProps
	Users RoleBasedAccessUsersStack
}

// NewRoleBasedAccessRolesStack defines all the rest. It refers to the users' stack, which doesn't refer back: the identity pool's
// AddGroup puts the groups in here, where the user pool's would put them there.
func NewRoleBasedAccessRolesStack(
	scope constructs.Construct, id string, props *RoleBasedAccessRolesStackProps,
) awscdk.Stack {
	stack := awscdk.NewStack(scope, jsii.String(id), &props.StackProps)
	defineRoleBasedAccess(stack, props.Users.UserPool, props.Users.Client)

	return stack
}
