package identitypool_test

import (
	"fmt"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/interfaces/interfacesawsiam"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/awscdk-constructs/identitypool"
)

func ExampleIdentityPoolAuthenticationProviders() {
	stack := exampleStack()
	partner := awsiam.OpenIdConnectProvider_FromOpenIdConnectProviderArn(stack, jsii.String("Partner"),
		jsii.String("arn:aws:iam::123456789012:oidc-provider/login.example.com"))

	identitypool.NewIdentityPool(stack, jsii.String("IdentityPool"), &identitypool.IdentityPoolProps{
		AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
			Apple:                  &identitypool.IdentityPoolAppleLoginProvider{ServicesId: jsii.String("com.myappleapp.auth")},
			Google:                 &identitypool.IdentityPoolGoogleLoginProvider{ClientId: jsii.String("12345678012.apps.googleusercontent.com")},
			OpenIdConnectProviders: &[]interfacesawsiam.IOIDCProviderRef{partner},
			CustomProvider:         jsii.String("login.my-company.com"),
		},
	})

	fmt.Println(property(stack, "IdentityPool", "SupportedLoginProviders"))
	// Output:
	// {
	//   "accounts.google.com": "12345678012.apps.googleusercontent.com",
	//   "appleid.apple.com": "com.myappleapp.auth"
	// }
}

func ExampleIdentityPoolAmazonLoginProvider() {
	stack := exampleStack()

	identitypool.NewIdentityPool(stack, jsii.String("IdentityPool"), &identitypool.IdentityPoolProps{
		AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
			Amazon: &identitypool.IdentityPoolAmazonLoginProvider{AppId: jsii.String("amzn1.application.12312k3j234j13rjiwuenf")},
		},
	})

	fmt.Println(property(stack, "IdentityPool", "SupportedLoginProviders"))
	// Output:
	// {
	//   "www.amazon.com": "amzn1.application.12312k3j234j13rjiwuenf"
	// }
}

func ExampleIdentityPoolAppleLoginProvider() {
	stack := exampleStack()

	identitypool.NewIdentityPool(stack, jsii.String("IdentityPool"), &identitypool.IdentityPoolProps{
		AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
			Apple: &identitypool.IdentityPoolAppleLoginProvider{ServicesId: jsii.String("com.myappleapp.auth")},
		},
	})

	fmt.Println(property(stack, "IdentityPool", "SupportedLoginProviders"))
	// Output:
	// {
	//   "appleid.apple.com": "com.myappleapp.auth"
	// }
}

func ExampleIdentityPoolFacebookLoginProvider() {
	stack := exampleStack()

	identitypool.NewIdentityPool(stack, jsii.String("IdentityPool"), &identitypool.IdentityPoolProps{
		AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
			Facebook: &identitypool.IdentityPoolFacebookLoginProvider{AppId: jsii.String("1234567890123")},
		},
	})

	fmt.Println(property(stack, "IdentityPool", "SupportedLoginProviders"))
	// Output:
	// {
	//   "graph.facebook.com": "1234567890123"
	// }
}

func ExampleIdentityPoolGoogleLoginProvider() {
	stack := exampleStack()

	identitypool.NewIdentityPool(stack, jsii.String("IdentityPool"), &identitypool.IdentityPoolProps{
		AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
			Google: &identitypool.IdentityPoolGoogleLoginProvider{ClientId: jsii.String("12345678012.apps.googleusercontent.com")},
		},
	})

	fmt.Println(property(stack, "IdentityPool", "SupportedLoginProviders"))
	// Output:
	// {
	//   "accounts.google.com": "12345678012.apps.googleusercontent.com"
	// }
}

// The secret stays in AWS Secrets Manager; the template has a reference to it.
func ExampleIdentityPoolTwitterLoginProvider() {
	stack := exampleStack()

	identitypool.NewIdentityPool(stack, jsii.String("IdentityPool"), &identitypool.IdentityPoolProps{
		AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
			Twitter: &identitypool.IdentityPoolTwitterLoginProvider{
				ConsumerKey:    jsii.String("my-twitter-id"),
				ConsumerSecret: awscdk.SecretValue_SecretsManager(jsii.String("twitter"), nil).UnsafeUnwrap(),
			},
		},
	})

	fmt.Println(property(stack, "IdentityPool", "SupportedLoginProviders"))
	// Output:
	// {
	//   "api.twitter.com": "my-twitter-id;{{resolve:secretsmanager:twitter:SecretString:::}}"
	// }
}

func ExampleNewUserPoolAuthenticationProvider() {
	stack := exampleStack()
	userPool := awscognito.NewUserPool(stack, jsii.String("UserPool"), nil)
	pool := identitypool.NewIdentityPool(stack, jsii.String("IdentityPool"), nil)

	client := pool.AddUserPoolAuthentication(identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
		UserPool: userPool,
	}))

	fmt.Println(*client.Node().Path())
	// Output: Stack/UserPool/UserPoolAuthenticationProviderClient
}

// A user pool of another region, with a client of its own, and without the server-side token check.
func ExampleUserPoolAuthenticationProviderProps() {
	stack := exampleStack()
	pool := identitypool.NewIdentityPool(stack, jsii.String("IdentityPool"), nil)

	pool.AddUserPoolAuthentication(identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
		UserPool:                    awscognito.UserPool_FromUserPoolId(stack, jsii.String("UserPool"), jsii.String("eu-west-1_a1B2c3D4e")),
		UserPoolClient:              awscognito.UserPoolClient_FromUserPoolClientId(stack, jsii.String("Client"), jsii.String("1a2b3c4d5e6f")),
		DisableServerSideTokenCheck: jsii.Bool(true),
	}))

	fmt.Println(property(stack, "IdentityPool", "CognitoIdentityProviders"))
	// Output:
	// [
	//   {
	//     "ClientId": "1a2b3c4d5e6f",
	//     "ProviderName": "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a1B2c3D4e",
	//     "ServerSideTokenCheck": false
	//   }
	// ]
}

// tenantUserPool registers a user pool that another team manages.
type tenantUserPool struct {
	tenant string
}

func (u *tenantUserPool) Bind(_ constructs.Construct, _ identitypool.IIdentityPool, _ *identitypool.UserPoolAuthenticationProviderBindOptions) *identitypool.UserPoolAuthenticationProviderBindConfig {
	return &identitypool.UserPoolAuthenticationProviderBindConfig{
		ClientId:             jsii.String("client_of_" + u.tenant),
		ProviderName:         jsii.String("cognito-idp.eu-west-1.amazonaws.com/eu-west-1_" + u.tenant),
		ServerSideTokenCheck: jsii.Bool(true),
	}
}

// A custom provider can decide what to register when the identity pool is made.
func ExampleIUserPoolAuthenticationProvider() {
	stack := exampleStack()
	pool := identitypool.NewIdentityPool(stack, jsii.String("IdentityPool"), nil)

	pool.AddUserPoolAuthentication(&tenantUserPool{tenant: "acme"})

	fmt.Println(property(stack, "IdentityPool", "CognitoIdentityProviders"))
	// Output:
	// [
	//   {
	//     "ClientId": "client_of_acme",
	//     "ProviderName": "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_acme",
	//     "ServerSideTokenCheck": true
	//   }
	// ]
}
