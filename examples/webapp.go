package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/awscdk-constructs/identitypool"
)

// NewWebAppStack is what a web app needs to sign its users in and to let them use AWS from the browser: a user pool with two groups, an
// identity pool, also for guests, a bucket with a folder for each user, and the ids that the app is configured with.
func NewWebAppStack(scope constructs.Construct, id string, props *awscdk.StackProps) awscdk.Stack {
	stack := awscdk.NewStack(scope, jsii.String(id), props)

	userPool := awscognito.NewUserPool(stack, jsii.String("UserPool"), &awscognito.UserPoolProps{
		SelfSignUpEnabled: jsii.Bool(true),
		SignInAliases:     &awscognito.SignInAliases{Email: jsii.Bool(true)},
	})
	pool := identitypool.NewIdentityPool(stack, jsii.String("IdentityPool"), &identitypool.IdentityPoolProps{
		AllowClassicFlow:               jsii.Bool(false),
		AllowUnauthenticatedIdentities: jsii.Bool(true),
	})

	// The user pool has no client yet, so it gets one. A web app can't keep a secret, and a client made this way has none.
	client := pool.AddUserPoolAuthentication(identitypool.NewUserPoolAuthenticationProvider(
		&identitypool.UserPoolAuthenticationProviderProps{UserPool: userPool},
	))
	newGroup := func(name string) awsiam.IRole {
		return pool.AddGroup(jsii.String(name), &identitypool.IdentityPoolGroupOptions{UserPool: userPool, UserPoolClient: client}).Role()
	}
	editors, reviewers := newGroup("editors"), newGroup("reviewers") // who is in both is an editor

	pictures := awss3.NewBucket(stack, jsii.String("Pictures"), &awss3.BucketProps{
		BlockPublicAccess: awss3.BlockPublicAccess_BLOCK_ALL(),
		EnforceSSL:        jsii.Bool(true),
	})
	readOnly := &identitypool.GrantOptions{ReadOnly: jsii.Bool(true)}
	identitypool.GrantFolder(pool.UnauthenticatedRole(), pictures, jsii.String("published"), readOnly)
	identitypool.GrantFolder(editors, pictures, jsii.String("published"), nil)
	identitypool.GrantFolder(reviewers, pictures, jsii.String("users"), readOnly)
	identitypool.GrantFolder(pool.AuthenticatedRole(), pictures, jsii.String("users/"+*pool.IdentityIdVariable()), nil)

	awscdk.NewCfnOutput(stack, jsii.String("UserPoolId"), &awscdk.CfnOutputProps{Value: userPool.UserPoolId()})
	awscdk.NewCfnOutput(stack, jsii.String("UserPoolClientId"), &awscdk.CfnOutputProps{Value: client.UserPoolClientId()})
	awscdk.NewCfnOutput(stack, jsii.String("IdentityPoolId"), &awscdk.CfnOutputProps{Value: pool.IdentityPoolId()})

	return stack
}
