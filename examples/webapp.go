package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/awscdk-constructs/identitypool"
)

// NewWebAppStack is what a web app needs to sign its users in and to let them use AWS from the browser: a user pool, an identity
// pool, and the three ids that the app is configured with.
func NewWebAppStack(scope constructs.Construct, id string, props *awscdk.StackProps) awscdk.Stack {
	stack := awscdk.NewStack(scope, jsii.String(id), props)

	userPool := awscognito.NewUserPool(stack, jsii.String("UserPool"), &awscognito.UserPoolProps{
		SelfSignUpEnabled: jsii.Bool(true),
		SignInAliases:     &awscognito.SignInAliases{Email: jsii.Bool(true)},
	})

	pool := identitypool.NewIdentityPool(stack, jsii.String("IdentityPool"), nil)

	// The user pool has no client yet, so it gets one. A web app can't keep a secret, and a client made this way has none.
	client := pool.AddUserPoolAuthentication(identitypool.NewUserPoolAuthenticationProvider(
		&identitypool.UserPoolAuthenticationProviderProps{UserPool: userPool},
	))

	pictures := awss3.NewBucket(stack, jsii.String("Pictures"), &awss3.BucketProps{
		BlockPublicAccess: awss3.BlockPublicAccess_BLOCK_ALL(),
		EnforceSSL:        jsii.Bool(true),
	})
	pictures.GrantRead(pool.AuthenticatedRole(), nil)

	awscdk.NewCfnOutput(stack, jsii.String("UserPoolId"), &awscdk.CfnOutputProps{Value: userPool.UserPoolId()})
	awscdk.NewCfnOutput(stack, jsii.String("UserPoolClientId"), &awscdk.CfnOutputProps{Value: client.UserPoolClientId()})
	awscdk.NewCfnOutput(stack, jsii.String("IdentityPoolId"), &awscdk.CfnOutputProps{Value: pool.IdentityPoolId()})

	return stack
}
