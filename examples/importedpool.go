package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/awscdk-constructs/identitypool"
)

// NewImportedPoolStack uses identity pools that other apps define.
func NewImportedPoolStack(scope constructs.Construct, id string, props *awscdk.StackProps) awscdk.Stack {
	stack := awscdk.NewStack(scope, jsii.String(id), props)

	// One of the same account needs no more than its id. Its region is the one in the id, whatever region the stack is in.
	website := identitypool.IdentityPool_FromIdentityPoolId(stack, jsii.String("Website"),
		jsii.String("eu-west-1:0a1b2c3d-4e5f-6789-abcd-ef0123456789"))

	// One of another account is known by its ARN.
	partner := identitypool.IdentityPool_FromIdentityPoolArn(stack, jsii.String("Partner"), jsii.String(
		"arn:aws:cognito-identity:us-east-1:123456789012:identitypool/us-east-1:98765432-10fe-dcba-9876-543210fedcba"))

	awsiam.NewManagedPolicy(stack, jsii.String("Audit"), &awsiam.ManagedPolicyProps{
		Description: jsii.String("Shows how identity pools are configured and who has signed in"),
		Statements: &[]awsiam.PolicyStatement{
			awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
				Actions:   jsii.Strings("cognito-identity:DescribeIdentityPool", "cognito-identity:ListIdentities"),
				Resources: &[]*string{website.IdentityPoolArn(), partner.IdentityPoolArn()},
			}),
		},
	})

	// A role of this stack for people who sign in to the imported pool. Which of them get it is up to the pool's mappings.
	awsiam.NewRole(stack, jsii.String("Visitors"), &awsiam.RoleProps{
		AssumedBy: website.AuthenticatedPrincipal(),
	})

	return stack
}
