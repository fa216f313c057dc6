package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsdynamodb"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/awscdk-constructs/identitypool"
)

// NewTenantsStack keeps the customers of a service apart, in one bucket and one table for all of them. The tenant of a user is an
// attribute in the user pool, is passed on to AWS as a session tag, and decides there what the one role for all users may touch.
func NewTenantsStack(scope constructs.Construct, id string, props *awscdk.StackProps) awscdk.Stack {
	stack := awscdk.NewStack(scope, jsii.String(id), props)

	// Users can't choose their tenant. The operator gives it to a new user; it never changes, and the app's client can't write it.
	// Beware of tenants with a * or ? in their name: in the policy for the bucket these stand for anything.
	userPool := awscognito.NewUserPool(stack, jsii.String("UserPool"), &awscognito.UserPoolProps{
		SelfSignUpEnabled: jsii.Bool(false),
		CustomAttributes: &map[string]awscognito.ICustomAttribute{
			"tenant": awscognito.NewStringAttribute(&awscognito.StringAttributeProps{Mutable: jsii.Bool(false)}),
		},
	})
	client := userPool.AddClient(jsii.String("WebApp"), &awscognito.UserPoolClientOptions{
		WriteAttributes: awscognito.NewClientAttributes().WithStandardAttributes(&awscognito.StandardAttributesMask{Email: jsii.Bool(true)}),
	})

	pool := identitypool.NewIdentityPool(stack, jsii.String("IdentityPool"), nil)
	pool.AddUserPoolAuthentication(identitypool.NewUserPoolAuthenticationProvider(
		&identitypool.UserPoolAuthenticationProviderProps{UserPool: userPool, UserPoolClient: client},
	))
	pool.AddPrincipalTagMappings(&identitypool.IdentityPoolPrincipalTagMapping{
		ProviderUrl: identitypool.IdentityPoolProviderUrl_UserPool(userPool, client),
		Tags:        &map[string]*string{"tenant": jsii.String("custom:tenant")},
	})

	// AWS replaces the variable with the tenant of the user who asks. Where a user has none, nothing is allowed.
	tenant := identitypool.SessionTagVariable(jsii.String("tenant"))
	documents := awss3.NewBucket(stack, jsii.String("Documents"), &awss3.BucketProps{
		BlockPublicAccess: awss3.BlockPublicAccess_BLOCK_ALL(),
		EnforceSSL:        jsii.Bool(true),
	})
	identitypool.GrantFolder(pool.AuthenticatedRole(), documents, tenant, nil)
	orders := awsdynamodb.NewTableV2(stack, jsii.String("Orders"), &awsdynamodb.TablePropsV2{
		PartitionKey: &awsdynamodb.Attribute{Name: jsii.String("tenant"), Type: awsdynamodb.AttributeType_STRING},
		SortKey:      &awsdynamodb.Attribute{Name: jsii.String("order"), Type: awsdynamodb.AttributeType_STRING},
	})
	identitypool.GrantItems(pool.AuthenticatedRole(), orders, tenant, nil)

	return stack
}
