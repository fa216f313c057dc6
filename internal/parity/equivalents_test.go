package parity_test

import (
	"fmt"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	official "github.com/aws/aws-cdk-go/awscdk/v2/awscognitoidentitypool"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool"
	"github.com/awscdk-constructs/identitypool/internal/apptest"
	"github.com/awscdk-constructs/identitypool/internal/parity"
)

// providerByText is a custom user pool provider, for a user pool and a client that are no constructs.
type providerByText struct{ userPoolId, clientId string }

func (p *providerByText) Bind(
	scope constructs.Construct, _ identitypool.IIdentityPool, _ *identitypool.UserPoolAuthenticationProviderBindOptions,
) *identitypool.UserPoolAuthenticationProviderBindConfig {
	stack := awscdk.Stack_Of(scope)
	return &identitypool.UserPoolAuthenticationProviderBindConfig{
		ClientId:             jsii.String(p.clientId),
		ProviderName:         jsii.String(fmt.Sprintf("cognito-idp.%s.%s/%s", *stack.Region(), *stack.UrlSuffix(), p.userPoolId)),
		ServerSideTokenCheck: jsii.Bool(false),
	}
}

// TestParityOfWhatIsNotOfficial builds what the official binding lacks or refuses, and compares it with what one must write there
// instead.
func TestParityOfWhatIsNotOfficial(t *testing.T) {
	const (
		userPoolId = "eu-west-1_aBcDeFgHi"
		clientId   = "1example23456789"
	)
	for _, test := range []struct {
		name    string
		here    func(app awscdk.App)
		instead func(app awscdk.App)
		// The program of this library as the official binding takes it, and what it says to that. Nil for what it lacks.
		refused func(app awscdk.App)
		refusal string
		differs []parity.Difference
	}{
		{
			name: string(parity.SharedClient),
			here: func(app awscdk.App) {
				stack := apptest.NewStack(app)
				userPool := awscognito.NewUserPool(stack, jsii.String("UserPool"), nil)
				for _, id := range []string{"First", "Second"} {
					identitypool.NewIdentityPool(stack, jsii.String(id), nil).AddUserPoolAuthentication(
						identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{UserPool: userPool}))
				}
			},
			instead: func(app awscdk.App) {
				stack := apptest.NewStack(app)
				userPool := awscognito.NewUserPool(stack, jsii.String("UserPool"), nil)
				client := userPool.AddClient(jsii.String("UserPoolAuthenticationProviderClient"), nil)
				for _, id := range []string{"First", "Second"} {
					official.NewIdentityPool(stack, jsii.String(id), nil).AddUserPoolAuthentication(
						official.NewUserPoolAuthenticationProvider(&official.UserPoolAuthenticationProviderProps{
							UserPool: userPool, UserPoolClient: client,
						}))
				}
			},
			refused: func(app awscdk.App) {
				userPool := awscognito.NewUserPool(apptest.NewStack(app), jsii.String("UserPool"), nil)
				for range 2 {
					official.NewUserPoolAuthenticationProvider(&official.UserPoolAuthenticationProviderProps{UserPool: userPool})
				}
			},
			refusal: "There is already a Construct with name 'UserPoolAuthenticationProviderClient'",
			differs: []parity.Difference{{Row: parity.DependsOn}},
		},
		{
			name: string(parity.ImportOfAnotherRegion),
			here: func(app awscdk.App) {
				stack := apptest.NewRegionStack(app, "Stack", "eu-west-1")
				pool := identitypool.IdentityPool_FromIdentityPoolId(stack, jsii.String("Pool"), jsii.String("us-east-1:1a2b3c4d"))
				apptest.Output(stack, "Id", pool.IdentityPoolId())
				apptest.Output(stack, "Arn", pool.IdentityPoolArn())
				apptest.Output(stack, "Region", pool.Env().Region)
			},
			instead: func(app awscdk.App) {
				stack := apptest.NewRegionStack(app, "Stack", "eu-west-1")
				pool := official.IdentityPool_FromIdentityPoolArn(stack, jsii.String("Pool"), stack.FormatArn(&awscdk.ArnComponents{
					Service: jsii.String("cognito-identity"), Region: jsii.String("us-east-1"),
					Resource: jsii.String("identitypool"), ResourceName: jsii.String("us-east-1:1a2b3c4d"),
				}))
				apptest.Output(stack, "Id", pool.IdentityPoolId())
				apptest.Output(stack, "Arn", pool.IdentityPoolArn())
				apptest.Output(stack, "Region", pool.Env().Region)
			},
			refused: func(app awscdk.App) {
				official.IdentityPool_FromIdentityPoolId(apptest.NewRegionStack(app, "Stack", "eu-west-1"), jsii.String("Pool"),
					jsii.String("us-east-1:1a2b3c4d"))
			},
			refusal: "Region in Identity Pool Id must match stack region",
		},
		{
			// The official construct calls Bind with two arguments where Go has three, so that jsii panics in a callback. That would
			// leave the Node.js process of all tests waiting for an answer, so it is not tried here.
			name: "custom provider",
			here: func(app awscdk.App) {
				stack := apptest.NewRegionStack(app, "Stack", "eu-west-1")
				provider := &providerByText{userPoolId, clientId}
				identitypool.NewIdentityPool(stack, jsii.String("InProps"), &identitypool.IdentityPoolProps{
					AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
						UserPools: &[]identitypool.IUserPoolAuthenticationProvider{provider},
					},
				})
				identitypool.NewIdentityPool(stack, jsii.String("Later"), nil).AddUserPoolAuthentication(provider)
			},
			instead: func(app awscdk.App) {
				stack := apptest.NewRegionStack(app, "Stack", "eu-west-1")
				provider := official.NewUserPoolAuthenticationProvider(&official.UserPoolAuthenticationProviderProps{
					UserPool: awscognito.UserPool_FromUserPoolId(stack, jsii.String("UserPool"), jsii.String(userPoolId)),
					UserPoolClient: awscognito.UserPoolClient_FromUserPoolClientId(
						stack, jsii.String("Client"), jsii.String(clientId)),
					DisableServerSideTokenCheck: jsii.Bool(true),
				})
				identities := &official.IdentityPoolProps{AuthenticationProviders: &official.IdentityPoolAuthenticationProviders{
					UserPools: &[]official.IUserPoolAuthenticationProvider{provider},
				}}
				official.NewIdentityPool(stack, jsii.String("InProps"), identities)
				official.NewIdentityPool(stack, jsii.String("Later"), identities)
			},
		},
		{
			name: "role mappings added later",
			here: func(app awscdk.App) {
				stack := apptest.NewStack(app)
				userPool := awscognito.NewUserPool(stack, jsii.String("UserPool"), nil)
				client := userPool.AddClient(jsii.String("Client"), nil)
				role := awsiam.NewRole(stack, jsii.String("Role"), &awsiam.RoleProps{
					AssumedBy: awsiam.NewWebIdentityPrincipal(jsii.String("cognito-identity.amazonaws.com"), nil),
				})
				pool := identitypool.NewIdentityPool(stack, jsii.String("Pool"), &identitypool.IdentityPoolProps{
					RoleMappings: &[]*identitypool.IdentityPoolRoleMapping{{
						ProviderUrl: identitypool.IdentityPoolProviderUrl_GOOGLE(), UseToken: jsii.Bool(true),
					}},
				})
				pool.AddRoleMappings()
				pool.AddRoleMappings(&identitypool.IdentityPoolRoleMapping{
					ProviderUrl:           identitypool.IdentityPoolProviderUrl_TWITTER(),
					ResolveAmbiguousRoles: jsii.Bool(true),
					Rules: &[]*identitypool.RoleMappingRule{
						{Claim: jsii.String("sub"), ClaimValue: jsii.String("1"), MappedRole: role},
					},
				})
				pool.AddRoleMappings(
					&identitypool.IdentityPoolRoleMapping{
						ProviderUrl: identitypool.IdentityPoolProviderUrl_UserPool(userPool, client), UseToken: jsii.Bool(true),
					},
					&identitypool.IdentityPoolRoleMapping{
						MappingKey:  jsii.String("exported"),
						ProviderUrl: identitypool.IdentityPoolProviderUrl_Saml(awscdk.Fn_ImportValue(jsii.String("Saml"))),
						UseToken:    jsii.Bool(true),
					},
				)
			},
			instead: func(app awscdk.App) {
				stack := apptest.NewStack(app)
				userPool := awscognito.NewUserPool(stack, jsii.String("UserPool"), nil)
				client := userPool.AddClient(jsii.String("Client"), nil)
				role := awsiam.NewRole(stack, jsii.String("Role"), &awsiam.RoleProps{
					AssumedBy: awsiam.NewWebIdentityPrincipal(jsii.String("cognito-identity.amazonaws.com"), nil),
				})
				official.NewIdentityPool(stack, jsii.String("Pool"), &official.IdentityPoolProps{
					RoleMappings: &[]*official.IdentityPoolRoleMapping{
						{ProviderUrl: official.IdentityPoolProviderUrl_GOOGLE(), UseToken: jsii.Bool(true)},
						{
							ProviderUrl:           official.IdentityPoolProviderUrl_TWITTER(),
							ResolveAmbiguousRoles: jsii.Bool(true),
							Rules: &[]*official.RoleMappingRule{
								{Claim: jsii.String("sub"), ClaimValue: jsii.String("1"), MappedRole: role},
							},
						},
						{
							MappingKey:  jsii.String("Stack/UserPool/Client"), // as it is derived here
							ProviderUrl: official.IdentityPoolProviderUrl_UserPool(userPool, client),
							UseToken:    jsii.Bool(true),
						},
						{
							MappingKey:  jsii.String("exported"),
							ProviderUrl: official.IdentityPoolProviderUrl_Saml(awscdk.Fn_ImportValue(jsii.String("Saml"))),
							UseToken:    jsii.Bool(true),
						},
					},
				})
			},
		},
		{
			name: "mapping key of a token",
			here: func(app awscdk.App) {
				identitypool.NewIdentityPool(apptest.NewStack(app), jsii.String("Pool"), &identitypool.IdentityPoolProps{
					RoleMappings: &[]*identitypool.IdentityPoolRoleMapping{{
						ProviderUrl: identitypool.IdentityPoolProviderUrl_OpenId(awscdk.Fn_ImportValue(jsii.String("OpenId"))),
						UseToken:    jsii.Bool(true),
					}},
				})
			},
			instead: func(app awscdk.App) {
				official.NewIdentityPool(apptest.NewStack(app), jsii.String("Pool"), &official.IdentityPoolProps{
					RoleMappings: &[]*official.IdentityPoolRoleMapping{{
						MappingKey:  jsii.String(`{"Fn::ImportValue":"OpenId"}`),
						ProviderUrl: official.IdentityPoolProviderUrl_OpenId(awscdk.Fn_ImportValue(jsii.String("OpenId"))),
						UseToken:    jsii.Bool(true),
					}},
				})
			},
			refused: func(app awscdk.App) {
				official.NewIdentityPool(apptest.NewStack(app), jsii.String("Pool"), &official.IdentityPoolProps{
					RoleMappings: &[]*official.IdentityPoolRoleMapping{{
						ProviderUrl: official.IdentityPoolProviderUrl_OpenId(awscdk.Fn_ImportValue(jsii.String("OpenId"))),
						UseToken:    jsii.Bool(true),
					}},
				})
			},
			refusal: "mappingKey must be provided when providerUrl.value is a token",
		},
		{
			name: "user pool URL",
			here: func(app awscdk.App) {
				identitypool.NewIdentityPool(apptest.NewStack(app), jsii.String("Pool"), &identitypool.IdentityPoolProps{
					RoleMappings: &[]*identitypool.IdentityPoolRoleMapping{{
						ProviderUrl: identitypool.IdentityPoolProviderUrl_UserPoolUrl(
							jsii.String("cognito-idp.my-idp-region.amazonaws.com/my-idp-region_abcdefghi:app_client_id")),
						UseToken: jsii.Bool(true),
					}},
				})
			},
			instead: func(app awscdk.App) {
				official.NewIdentityPool(apptest.NewStack(app), jsii.String("Pool"), &official.IdentityPoolProps{
					RoleMappings: &[]*official.IdentityPoolRoleMapping{{
						ProviderUrl: official.IdentityPoolProviderUrl_Custom(
							jsii.String("cognito-idp.my-idp-region.amazonaws.com/my-idp-region_abcdefghi:app_client_id")),
						UseToken: jsii.Bool(true),
					}},
				})
			},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			assertParity(t, synthesize(t, test.instead), synthesize(t, test.here), test.differs)
			if test.refused != nil {
				_, err := apptest.Synthesize(t.TempDir(), test.refused)
				assert.ErrorContains(t, err, test.refusal)
			}
		})
	}
}

// TestErrorsForWhatTheOfficialBindingLoses has the programs of which the official template silently lacks a part.
func TestErrorsForWhatTheOfficialBindingLoses(t *testing.T) {
	for _, test := range []struct {
		name     string
		official func(app awscdk.App)
		here     func(app awscdk.App)
		err      string
		rendered string // the role mappings of the official template
	}{
		{
			name: string(parity.LostMapping) + ": key",
			official: func(app awscdk.App) {
				official.NewIdentityPool(apptest.NewStack(app), jsii.String("Pool"), &official.IdentityPoolProps{
					RoleMappings: &[]*official.IdentityPoolRoleMapping{
						{ProviderUrl: official.IdentityPoolProviderUrl_GOOGLE(), UseToken: jsii.Bool(true), MappingKey: jsii.String("key")},
						{ProviderUrl: official.IdentityPoolProviderUrl_APPLE(), UseToken: jsii.Bool(true), MappingKey: jsii.String("key")},
					},
				})
			},
			here: func(app awscdk.App) {
				identitypool.NewIdentityPool(apptest.NewStack(app), jsii.String("Pool"), &identitypool.IdentityPoolProps{
					RoleMappings: &[]*identitypool.IdentityPoolRoleMapping{
						{ProviderUrl: identitypool.IdentityPoolProviderUrl_GOOGLE(), UseToken: jsii.Bool(true), MappingKey: jsii.String("key")},
						{ProviderUrl: identitypool.IdentityPoolProviderUrl_APPLE(), UseToken: jsii.Bool(true), MappingKey: jsii.String("key")},
					},
				})
			},
			err:      `Stack/Pool: RoleMappings[1].MappingKey: "key" is the key of RoleMappings[0], too`,
			rendered: `{"key": {"AmbiguousRoleResolution": "Deny", "IdentityProvider": "appleid.apple.com", "Type": "Token"}}`,
		},
		{
			name: string(parity.LostMapping) + ": token",
			official: func(app awscdk.App) {
				stack := apptest.NewStack(app)
				official.NewIdentityPool(stack, jsii.String("Pool"), &official.IdentityPoolProps{
					RoleMappings: &[]*official.IdentityPoolRoleMapping{{
						ProviderUrl: official.IdentityPoolProviderUrl_GOOGLE(),
						UseToken:    jsii.Bool(true),
						Rules: &[]*official.RoleMappingRule{{
							Claim: jsii.String("hd"), ClaimValue: jsii.String("example.com"),
							MappedRole: awsiam.Role_FromRoleName(stack, jsii.String("Role"), jsii.String("role"), nil),
						}},
					}},
				})
			},
			here: func(app awscdk.App) {
				stack := apptest.NewStack(app)
				identitypool.NewIdentityPool(stack, jsii.String("Pool"), &identitypool.IdentityPoolProps{
					RoleMappings: &[]*identitypool.IdentityPoolRoleMapping{{
						ProviderUrl: identitypool.IdentityPoolProviderUrl_GOOGLE(),
						UseToken:    jsii.Bool(true),
						Rules: &[]*identitypool.RoleMappingRule{{
							Claim: jsii.String("hd"), ClaimValue: jsii.String("example.com"),
							MappedRole: awsiam.Role_FromRoleName(stack, jsii.String("Role"), jsii.String("role"), nil),
						}},
					}},
				})
			},
			err: `Stack/Pool: RoleMappings[0].Rules: 1 given, but UseToken is set`,
			rendered: `{"accounts.google.com":
				{"AmbiguousRoleResolution": "Deny", "IdentityProvider": "accounts.google.com", "Type": "Token"}}`,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			template := synthesize(t, test.official).Template(t)
			attachment := apptest.Resources(template)["PoolDefaultRoleAttachmentB0D1A3B7"]
			require.NotNil(t, attachment)
			assert.Equal(t, apptest.Parsed(test.rendered), attachment["Properties"].(map[string]any)["RoleMappings"])
			_, err := apptest.Synthesize(t.TempDir(), test.here)
			assert.ErrorContains(t, err, test.err)
		})
	}
}
