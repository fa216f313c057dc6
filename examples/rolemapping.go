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

// NewRoleMappingStack chooses the role of each user. Those of the user pool get the role of their group, which their token names.
// Those who sign in with Google get a role by what Google says about them.
func NewRoleMappingStack(scope constructs.Construct, id string, props *awscdk.StackProps) awscdk.Stack {
	stack := awscdk.NewStack(scope, jsii.String(id), props)

	userPool := awscognito.NewUserPool(stack, jsii.String("UserPool"), nil)
	client := userPool.AddClient(jsii.String("WebApp"), nil)

	pool := identitypool.NewIdentityPool(stack, jsii.String("IdentityPool"), &identitypool.IdentityPoolProps{
		AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
			Google: &identitypool.IdentityPoolGoogleLoginProvider{
				ClientId: jsii.String("123456789012-example.apps.googleusercontent.com"),
			},
			UserPools: &[]identitypool.IUserPoolAuthenticationProvider{
				identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
					UserPool:       userPool,
					UserPoolClient: client,
				}),
			},
		},
	})

	// A role that the mappings give to people must trust the identity pool, so it comes after it, and the mappings come last.
	editors := awsiam.NewRole(stack, jsii.String("Editors"), &awsiam.RoleProps{
		AssumedBy: pool.AuthenticatedPrincipal(),
	})
	colleagues := awsiam.NewRole(stack, jsii.String("Colleagues"), &awsiam.RoleProps{
		AssumedBy: pool.AuthenticatedPrincipal(),
	})

	drafts := awss3.NewBucket(stack, jsii.String("Drafts"), &awss3.BucketProps{
		BlockPublicAccess: awss3.BlockPublicAccess_BLOCK_ALL(),
		EnforceSSL:        jsii.Bool(true),
	})
	drafts.GrantReadWrite(editors, nil)
	drafts.GrantRead(colleagues, nil)

	userPool.AddGroup(jsii.String("EditorsGroup"), &awscognito.UserPoolGroupOptions{
		GroupName: jsii.String("editors"),
		Role:      editors,
	})

	pool.AddRoleMappings(
		// Editors get the role of their group. Everyone else in the user pool gets the authenticated role.
		&identitypool.IdentityPoolRoleMapping{
			ProviderUrl:           identitypool.IdentityPoolProviderUrl_UserPool(userPool, client),
			UseToken:              jsii.Bool(true),
			ResolveAmbiguousRoles: jsii.Bool(true),
		},
		// Colleagues are those whose Google account is the company's. No one else gets credentials.
		&identitypool.IdentityPoolRoleMapping{
			ProviderUrl: identitypool.IdentityPoolProviderUrl_GOOGLE(),
			Rules: &[]*identitypool.RoleMappingRule{{
				Claim:      jsii.String("hd"),
				ClaimValue: jsii.String("example.com"),
				MappedRole: colleagues,
			}},
		},
	)

	return stack
}
