// Package identitypool defines Amazon Cognito identity pools in AWS CDK apps.
//
// An identity pool hands out temporary AWS credentials: to guests, and to users who signed in with a Cognito user pool, Amazon,
// Apple, Facebook, Google, Twitter, an OpenID Connect or SAML provider, or your own backend.
//
//	pool := identitypool.NewIdentityPool(stack, jsii.String("IdentityPool"), &identitypool.IdentityPoolProps{
//		AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
//			UserPools: &[]identitypool.IUserPoolAuthenticationProvider{
//				identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
//					UserPool: userPool,
//				}),
//			},
//		},
//	})
//	table.GrantReadWriteData(pool.AuthenticatedRole())
//
// # What is defined
//
// [NewIdentityPool] defines the pool, an IAM role for signed-in users and one for guests, both without permissions, and the
// attachment of the roles to the pool. An [IdentityPool] is a construct like any other: it can be a scope, it can be tagged, it can
// depend on others, and other stacks can refer to it. Its L1 is pool.Node().DefaultChild().
//
// AddGroup of a pool defines a group of a user pool together with its role. [GrantFolder] and [GrantItems] give a role one folder of a
// bucket, or the items of one partition key, and nothing else: with IdentityIdVariable of the pool or a [SessionTagVariable], each user or
// tenant has one.
//
// # A drop-in
//
// The package has the names of awscdk/v2/awscognitoidentitypool, the binding of the official construct. To move a program over,
// change its import path and keep the old name as an alias. It then gives the same template, with the same logical ids. Where the
// official construct is wrong, the templates differ: docs/differences.md lists each difference with its reason.
//
// # Errors
//
// CDK constructors have no error to return, so they panic. Here they panic with a [*ValidationError] that holds every problem, before
// anything is defined. [IdentityPoolProps.Validate] returns the same error, if you would rather not have a panic. What AWS
// accepts at synthesis but refuses at deployment, or ignores, is a warning that you can acknowledge. Warnings about mappings
// are decided at synthesis, in a validation: an app that skips validation doesn't see them.
//
// # Tokens
//
// A token stands for a text that only the deployment knows, such as the id of a user pool of the same app. Tokens, and dynamic
// references such as {{resolve:ssm:…}}, are accepted in every text and never checked; keys can't be tokens.
//
// # Goroutines
//
// The CDK for Go talks to one Node.js process and is not safe for concurrent use. Call this package from one goroutine, like the
// rest of the CDK. Only [IdentityPoolProps.Validate] may run beside it.
//
// # Who gets which role
//
// Which role a user ends up with depends on providers, mappings, rules, groups and trust policies. Package
// [github.com/awscdk-constructs/identitypool/access] answers it from the synthesized templates, in a test and without a deployment.
package identitypool
