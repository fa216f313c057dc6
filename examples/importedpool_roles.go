package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/awscdk-constructs/identitypool"
)

// NewImportedPoolRolesStack gives roles and role mappings to an identity pool that was made without any, by hand or by another app.
// An identity pool takes one attachment: where it has one already, this can't be deployed.
func NewImportedPoolRolesStack(scope constructs.Construct, id string, props *awscdk.StackProps) awscdk.Stack {
	stack := awscdk.NewStack(scope, jsii.String(id), props)

	pool := identitypool.IdentityPool_FromIdentityPoolId(stack, jsii.String("Website"),
		jsii.String("eu-west-1:0a1b2c3d-4e5f-6789-abcd-ef0123456789"))

	users := awsiam.NewRole(stack, jsii.String("Users"), &awsiam.RoleProps{
		AssumedBy: pool.AuthenticatedPrincipal(),
	})
	guests := awsiam.NewRole(stack, jsii.String("Guests"), &awsiam.RoleProps{
		AssumedBy: pool.UnauthenticatedPrincipal(),
	})

	identitypool.NewIdentityPoolRoleAttachment(stack, jsii.String("Roles"), &identitypool.IdentityPoolRoleAttachmentProps{
		IdentityPool:        pool,
		AuthenticatedRole:   users,
		UnauthenticatedRole: guests,
		RoleMappings: &[]*identitypool.IdentityPoolRoleMapping{{
			ProviderUrl: identitypool.IdentityPoolProviderUrl_UserPoolUrl(
				jsii.String("cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a1B2c3D4e:1a2b3c4d5e6f7g8h9i0j1k2l3m")),
			UseToken:              jsii.Bool(true),
			ResolveAmbiguousRoles: jsii.Bool(true),
		}},
	})

	return stack
}
