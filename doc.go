// Package identitypool defines Amazon Cognito identity pools in AWS CDK apps.
//
// An identity pool hands out temporary AWS credentials to guests, and to users who signed in with a Cognito user pool, Amazon,
// Apple, Facebook, Google, Twitter, an OpenID Connect or SAML provider, or a backend of one's own.
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
// attachment of the roles to the pool. An [IdentityPool] is a construct like any other: it can be a scope, be tagged, depend and
// be depended on, and be referred to from other stacks. Its L1 is pool.Node().DefaultChild().
//
// # A drop-in
//
// The package has the names of awscdk/v2/awscognitoidentitypool, the binding of the official construct, and a program that is
// moved over by changing its import path, with the old name as an alias, gives the same template, with the same logical ids. Where the
// official construct is wrong the templates differ; the README lists each difference, with its reason.
//
// # Errors
//
// CDK constructors have no error to return, so they panic: here with a [*ValidationError] that holds every problem, before
// anything is defined. [IdentityPoolProps.Validate] returns the same error for those who would rather not panic. What AWS
// accepts at synthesis but refuses at deployment, or ignores, is a warning that can be acknowledged. Warnings about mappings
// are decided at synthesis, in a validation: an app that skips validation doesn't see them.
//
// # Tokens
//
// A text that is known at deployment only is a token: the id of a user pool of the same app, for instance. Tokens, and dynamic
// references such as {{resolve:ssm:…}}, are accepted in every text and never checked; keys can't be tokens.
//
// # Goroutines
//
// The CDK for Go talks to one Node.js process and is not safe for concurrent use. Call this package from one goroutine, as the
// rest of the CDK; only [IdentityPoolProps.Validate] may run beside it.
package identitypool
