package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/awscdk-constructs/identitypool"
)

// NewSocialLoginsStack lets people sign in with the accounts that they have already. Each id is the one that the provider gave
// to the app.
func NewSocialLoginsStack(scope constructs.Construct, id string, props *awscdk.StackProps) awscdk.Stack {
	stack := awscdk.NewStack(scope, jsii.String(id), props)

	// The template holds a reference to the secret, which CloudFormation looks up when it deploys. Passed as plain text, the
	// secret could be read by everyone who can see the template.
	twitterSecret := awscdk.SecretValue_SecretsManager(jsii.String("web-app/twitter"), &awscdk.SecretsManagerSecretOptions{
		JsonField: jsii.String("consumerSecret"),
	})

	identitypool.NewIdentityPool(stack, jsii.String("IdentityPool"), &identitypool.IdentityPoolProps{
		AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
			Amazon: &identitypool.IdentityPoolAmazonLoginProvider{
				AppId: jsii.String("amzn1.application.188a56d827a7d6555a8b67a5d"),
			},
			Apple: &identitypool.IdentityPoolAppleLoginProvider{
				ServicesId: jsii.String("com.example.web-app.auth"),
			},
			Facebook: &identitypool.IdentityPoolFacebookLoginProvider{
				AppId: jsii.String("1234567890123456"),
			},
			Google: &identitypool.IdentityPoolGoogleLoginProvider{
				ClientId: jsii.String("123456789012-example.apps.googleusercontent.com"),
			},
			Twitter: &identitypool.IdentityPoolTwitterLoginProvider{
				ConsumerKey:    jsii.String("ExampleConsumerKey"),
				ConsumerSecret: twitterSecret.UnsafeUnwrap(),
			},
		},
	})

	return stack
}
