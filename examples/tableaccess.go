package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsdynamodb"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/awscdk-constructs/identitypool"
)

// NewTableAccessStack is the simplest use: an identity pool whose guests read a table and whose signed-in users also write it.
func NewTableAccessStack(scope constructs.Construct, id string, props *awscdk.StackProps) awscdk.Stack {
	stack := awscdk.NewStack(scope, jsii.String(id), props)

	table := awsdynamodb.NewTableV2(stack, jsii.String("Articles"), &awsdynamodb.TablePropsV2{
		PartitionKey: &awsdynamodb.Attribute{
			Name: jsii.String("slug"),
			Type: awsdynamodb.AttributeType_STRING,
		},
	})

	pool := identitypool.NewIdentityPool(stack, jsii.String("IdentityPool"), &identitypool.IdentityPoolProps{
		AllowUnauthenticatedIdentities: jsii.Bool(true),
	})

	// The pool comes with a role for each kind of identity. They may do nothing until something is granted to them.
	table.GrantReadData(pool.UnauthenticatedRole())
	table.GrantReadWriteData(pool.AuthenticatedRole())

	return stack
}
