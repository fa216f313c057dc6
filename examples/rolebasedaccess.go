package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3"
	"github.com/aws/aws-cdk-go/awscdk/v2/interfaces/interfacesawsiam"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/awscdk-constructs/identitypool"
)

// NewRoleBasedAccessStack gives people the permissions of their job. The groups of a user pool say what the people of the company
// do; a partner's own people, who sign in with the partner, are told apart by what the partner says about them.
func NewRoleBasedAccessStack(scope constructs.Construct, id string, props *awscdk.StackProps) awscdk.Stack {
	stack := awscdk.NewStack(scope, jsii.String(id), props)

	userPool := awscognito.NewUserPool(stack, jsii.String("UserPool"), nil)
	client := userPool.AddClient(jsii.String("WebApp"), nil)
	defineRoleBasedAccess(stack, userPool, client)

	return stack
}

// defineRoleBasedAccess defines all but the user pool and its client, in the stack of the user pool or in another one.
func defineRoleBasedAccess(scope constructs.Construct, userPool awscognito.IUserPool, client awscognito.IUserPoolClient) {
	partner := awsiam.NewOidcProviderNative(scope, jsii.String("Partner"), &awsiam.OidcProviderNativeProps{
		Url:       jsii.String("https://login.partner.example"),
		ClientIds: jsii.Strings("web-app"),
	})

	pool := identitypool.NewIdentityPool(scope, jsii.String("IdentityPool"), &identitypool.IdentityPoolProps{
		AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
			OpenIdConnectProviders: &[]interfacesawsiam.IOIDCProviderRef{partner},
			UserPools: &[]identitypool.IUserPoolAuthenticationProvider{
				identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
					UserPool:       userPool,
					UserPoolClient: client,
				}),
			},
		},
	})

	// A group has its role, which the token of its users names. People in several groups get the role of the one that was added first,
	// people in no group the authenticated role, which may do nothing yet.
	newGroup := func(name string) awsiam.IRole {
		return pool.AddGroup(jsii.String(name), &identitypool.IdentityPoolGroupOptions{UserPool: userPool, UserPoolClient: client}).Role()
	}
	publisher, editor, reader := newGroup("publishers"), newGroup("editors"), newGroup("readers")

	// The first rule that matches counts. People of the partner for whom none does get no credentials.
	pool.AddRoleMappings(&identitypool.IdentityPoolRoleMapping{
		ProviderUrl: identitypool.IdentityPoolProviderUrl_OpenIdConnectProvider(partner),
		Rules: &[]*identitypool.RoleMappingRule{
			{
				Claim:      jsii.String("department"),
				ClaimValue: jsii.String("editorial"),
				MappedRole: editor,
			},
			{
				Claim:      jsii.String("department"),
				ClaimValue: jsii.String("press-"),
				MatchType:  identitypool.RoleMappingMatchType_STARTS_WITH,
				MappedRole: reader,
			},
		},
	})

	articles := awss3.NewBucket(scope, jsii.String("Articles"), &awss3.BucketProps{
		BlockPublicAccess: awss3.BlockPublicAccess_BLOCK_ALL(),
		EnforceSSL:        jsii.Bool(true),
	})
	articles.GrantReadWrite(publisher, nil)
	identitypool.GrantFolder(editor, articles, jsii.String("drafts"), nil)
	identitypool.GrantFolder(reader, articles, jsii.String("published"), &identitypool.GrantOptions{ReadOnly: jsii.Bool(true)})
}
