package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/awscdk-constructs/identitypool"
)

// NewUserFoldersStack gives each user a folder of a bucket: the objects whose keys begin with the user's identity id. All users
// share one role; its policy has a variable that AWS replaces with the id of who asks.
func NewUserFoldersStack(scope constructs.Construct, id string, props *awscdk.StackProps) awscdk.Stack {
	stack := awscdk.NewStack(scope, jsii.String(id), props)

	userPool := awscognito.NewUserPool(stack, jsii.String("UserPool"), nil)
	pool := identitypool.NewIdentityPool(stack, jsii.String("IdentityPool"), nil)
	pool.AddUserPoolAuthentication(identitypool.NewUserPoolAuthenticationProvider(
		&identitypool.UserPoolAuthenticationProviderProps{UserPool: userPool},
	))

	files := awss3.NewBucket(stack, jsii.String("Files"), &awss3.BucketProps{
		BlockPublicAccess: awss3.BlockPublicAccess_BLOCK_ALL(),
		EnforceSSL:        jsii.Bool(true),
	})

	// Not files.GrantReadWrite: even with a pattern, it lets users list the whole bucket.
	identitypool.GrantFolder(pool.AuthenticatedRole(), files, pool.IdentityIdVariable(), nil)

	return stack
}
