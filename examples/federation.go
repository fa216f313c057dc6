package main

import (
	_ "embed"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/interfaces/interfacesawsiam"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/awscdk-constructs/identitypool"
)

// samlMetadata is the description that a SAML identity provider gives of itself, here one that doesn't exist.
//
//go:embed federation-saml-metadata.xml
var samlMetadata string

// developerProviderName is the name by which the backend asks for tokens, see below. It can't be changed once deployed.
const developerProviderName = "login.backend.example"

// NewFederationStack lets people sign in who are known elsewhere: to an OpenID Connect provider, to a company's SAML provider, or
// to your own backend, which checks in its own way who they are.
func NewFederationStack(scope constructs.Construct, id string, props *awscdk.StackProps) awscdk.Stack {
	stack := awscdk.NewStack(scope, jsii.String(id), props)

	openIDConnect := awsiam.NewOidcProviderNative(stack, jsii.String("OpenIdConnect"), &awsiam.OidcProviderNativeProps{
		Url:       jsii.String("https://login.example.com"),
		ClientIds: jsii.Strings("web-app"),
	})

	saml := awsiam.NewSamlProvider(stack, jsii.String("Saml"), &awsiam.SamlProviderProps{
		MetadataDocument: awsiam.SamlMetadataDocument_FromXml(jsii.String(samlMetadata)),
	})

	pool := identitypool.NewIdentityPool(stack, jsii.String("IdentityPool"), &identitypool.IdentityPoolProps{
		AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
			OpenIdConnectProviders: &[]interfacesawsiam.IOIDCProviderRef{openIDConnect},
			SamlProviders:          &[]interfacesawsiam.ISAMLProviderRef{saml},
			CustomProvider:         jsii.String(developerProviderName),
		},
	})

	// The backend vouches for its users: it asks Cognito for a token, which the user's app then exchanges for credentials.
	awsiam.NewManagedPolicy(stack, jsii.String("VouchForUsers"), &awsiam.ManagedPolicyProps{
		Description: jsii.String("Lets the backend sign its users in to the identity pool"),
		Statements: &[]awsiam.PolicyStatement{
			awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
				Actions:   jsii.Strings("cognito-identity:GetOpenIdTokenForDeveloperIdentity"),
				Resources: &[]*string{pool.IdentityPoolArn()},
			}),
		},
	})

	return stack
}
