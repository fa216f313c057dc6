package cognito

import "slices"

// UserPoolService is the service of user pools, as ARNs and actions name it.
const UserPoolService = "cognito-idp"

// How an app client lets users sign in, and what their access tokens then allow.
//
// See: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html
const (
	// ClientCredentialsFlow is the OAuth flow of machines, which has no user.
	ClientCredentialsFlow = "client_credentials"
	// RefreshTokenFlow only renews the tokens of those who have signed in before.
	RefreshTokenFlow = "ALLOW_REFRESH_TOKEN_AUTH"
	// UserAttributesScope is the OAuth scope with which users may change their own attributes. Whoever signs in by the API has it.
	UserAttributesScope = "aws.cognito.signin.user.admin"
)

// publicProviderTypes are the identity providers of user pools at which anyone can get an account.
//
// See: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateIdentityProvider.html
var publicProviderTypes = []string{"Google", "Facebook", "LoginWithAmazon", "SignInWithApple"}

// IsPublicProviderType is true for the type of an identity provider of a user pool at which anyone can get an account.
func IsPublicProviderType(providerType string) bool {
	return slices.Contains(publicProviderTypes, providerType)
}
