package parity

import (
	"fmt"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/interfaces/interfacesawscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/interfaces/interfacesawsiam"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/awscdk-constructs/identitypool/internal/apptest"
)

// Configuration describes an identity pool and what belongs to it. It is plain data, so that both packages can build it and a
// failing one can be read. Its methods define what does not depend on the package.
type Configuration struct {
	Id                                       string
	Region                                   string // empty for a stack of any region
	Name                                     string
	Guests, ClassicFlow                      *bool
	AuthenticatedRole, UnauthenticatedRole   string
	Amazon, Apple, Facebook, Google, Twitter *string
	CustomProvider                           *string
	UserPoolsApart                           bool // in a stack of their own
	Clients                                  []Client
	OpenIdConnect, Saml                      []string
	RoleMappings                             []RoleMapping
	ImportedId                               *string
	Uses                                     []string
}

// Client is a client of a user pool, which is Imported, ImportedByToken, or the id of one to define.
type Client struct {
	Id                          string
	UserPool                    string
	Kind                        string
	DisableServerSideTokenCheck *bool
	Later                       bool
}

// The kinds of clients.
const (
	ClientMade     = "made" // by the provider
	ClientL1       = "L1"
	ClientL2       = "L2"
	ClientImported = "imported"
)

// RoleMapping is a role mapping. Its provider is the id of a client, the name of a login provider, or a text.
type RoleMapping struct {
	Provider              string
	KeyLength             int // 0 for none
	ResolveAmbiguousRoles *bool
	Rules                 []Rule // nil for a mapping by token
}

// Rule is a rule of a role mapping.
type Rule struct {
	Claim, Value, MatchType, Role string
}

// What a name, a role or a provider can be instead of a literal name or ARN.
const (
	Absent  = ""
	Token   = "a token"
	Defined = "defined"
	L1      = "L1"
)

// Differences are what a configuration may need.
func (c *Configuration) Differences() []Difference {
	differences := []Difference{{Row: DependsOn}}
	if c.Region == "us-gov-west-1" {
		differences = append(differences, Difference{
			Row: FederatedPrincipal, Official: "cognito-identity.amazonaws.com", Here: "cognito-identity-us-gov.amazonaws.com",
		})
	}
	return differences
}

// Stack defines a stack of the configured region.
func (c *Configuration) Stack(app awscdk.App, id string) awscdk.Stack {
	if c.Region == "" {
		return awscdk.NewStack(app, jsii.String(id), nil)
	}
	return apptest.NewRegionStack(app, id, c.Region)
}

// IdentityPoolName returns the property of that name.
func (c *Configuration) IdentityPoolName() *string {
	switch c.Name {
	case Absent:
		return nil
	case Token:
		return awscdk.Fn_ImportValue(jsii.String("Name"))
	default:
		return jsii.String(c.Name)
	}
}

// Role defines or imports a role.
func Role(stack awscdk.Stack, kind string) awsiam.IRole {
	id := nextId(stack, "Role")
	switch kind {
	case Absent:
		return nil
	case Defined:
		return awsiam.NewRole(stack, id, &awsiam.RoleProps{AssumedBy: aService()})
	case Token:
		return awsiam.Role_FromRoleArn(stack, id, awscdk.Fn_ImportValue(jsii.String("Role")), nil)
	default:
		return awsiam.Role_FromRoleArn(stack, id, jsii.String(kind), nil)
	}
}

func nextId(stack awscdk.Stack, prefix string) *string {
	return jsii.String(prefix + fmt.Sprint(len(*stack.Node().Children())))
}

func aService() awsiam.IPrincipal {
	return awsiam.NewServicePrincipal(jsii.String("lambda.amazonaws.com"), nil)
}

// UserPool defines a user pool in the stack of the user pools or imports one into the identity pool's: there the official
// dependency on the construct would be one on a stack that nothing refers to.
func (c *Configuration) UserPool(stack, userPoolStack awscdk.Stack, name string) awscognito.IUserPool {
	id := jsii.String(name)
	switch {
	case name == "Imported" && c.Region != "":
		return awscognito.UserPool_FromUserPoolId(stack, id, jsii.String(c.Region+"_aBcDeFgHi"))
	case name == "Imported" || name == "ImportedByToken":
		return awscognito.UserPool_FromUserPoolId(stack, id, awscdk.Fn_ImportValue(id))
	default:
		return awscognito.NewUserPool(userPoolStack, id, nil)
	}
}

// Define returns a client as the provider takes it, nil for one to be made, and as an L2 if it is one.
func (c Client) Define(stack awscdk.Stack, userPool awscognito.IUserPool) (interfacesawscognito.IUserPoolClientRef, awscognito.IUserPoolClient) {
	id := jsii.String(c.Id)
	switch c.Kind {
	case ClientL1:
		return awscognito.NewCfnUserPoolClient(userPool.Stack(), id, &awscognito.CfnUserPoolClientProps{UserPoolId: userPool.UserPoolId()}), nil
	case ClientL2:
		l2 := userPool.AddClient(id, nil)
		return l2, l2
	case ClientImported:
		l2 := awscognito.UserPoolClient_FromUserPoolClientId(stack, id, id)
		return l2, l2
	default:
		return nil, nil
	}
}

// OpenIdConnectProviders returns the property of that name.
func (c *Configuration) OpenIdConnectProviders(stack awscdk.Stack) *[]interfacesawsiam.IOIDCProviderRef {
	if c.OpenIdConnect == nil {
		return nil
	}
	providers := []interfacesawsiam.IOIDCProviderRef{}
	for _, kind := range c.OpenIdConnect {
		providers = append(providers, openIdConnectProvider(stack, kind))
	}
	return &providers
}

func openIdConnectProvider(stack awscdk.Stack, kind string) interfacesawsiam.IOIDCProviderRef {
	id := nextId(stack, "OpenIdConnect")
	url, thumbprints := jsii.String("https://example.com"), jsii.Strings("9e99a48a9960b14926bb7f3b02e22da2b0ab7280")
	switch kind {
	case Defined:
		return awsiam.NewOidcProviderNative(stack, id, &awsiam.OidcProviderNativeProps{
			Url: url, ClientIds: jsii.Strings("app"), Thumbprints: thumbprints,
		})
	case L1:
		return awsiam.NewCfnOIDCProvider(stack, id, &awsiam.CfnOIDCProviderProps{Url: url, ThumbprintList: thumbprints})
	case Token:
		return awsiam.OidcProviderNative_FromOidcProviderArn(stack, id, awscdk.Fn_ImportValue(jsii.String("OpenIdConnect")))
	default:
		return awsiam.OpenIdConnectProvider_FromOpenIdConnectProviderArn(stack, id, jsii.String(kind))
	}
}

// SamlProviders returns the property of that name.
func (c *Configuration) SamlProviders(stack awscdk.Stack) *[]interfacesawsiam.ISAMLProviderRef {
	if c.Saml == nil {
		return nil
	}
	providers := []interfacesawsiam.ISAMLProviderRef{}
	for _, kind := range c.Saml {
		providers = append(providers, samlProvider(stack, kind))
	}
	return &providers
}

func samlProvider(stack awscdk.Stack, kind string) interfacesawsiam.ISAMLProviderRef {
	id := nextId(stack, "Saml")
	switch kind {
	case Defined:
		return awsiam.NewSamlProvider(stack, id, &awsiam.SamlProviderProps{
			MetadataDocument: awsiam.SamlMetadataDocument_FromXml(jsii.String("<EntityDescriptor/>")),
		})
	case L1:
		return awsiam.NewCfnSAMLProvider(stack, id, &awsiam.CfnSAMLProviderProps{})
	case Token:
		return awsiam.SamlProvider_FromSamlProviderArn(stack, id, awscdk.Fn_ImportValue(jsii.String("Saml")))
	default:
		return awsiam.SamlProvider_FromSamlProviderArn(stack, id, jsii.String(kind))
	}
}

// Key returns a key where the official construct needs one, or where one is configured.
func (m RoleMapping) Key(index int) *string {
	const short = 10
	switch m.Provider {
	case "amazon", "apple", "facebook", "google", "twitter", "openid", "user pool", "login.example.com":
		if m.KeyLength == 0 {
			return nil
		}
	}
	return jsii.String(fmt.Sprintf("%0*d", max(m.KeyLength, short), index))
}

// Use does with an identity pool what apps do with it.
func (c *Configuration) Use(pool awscdk.Resource, authenticated, unauthenticated awsiam.IRole) {
	for _, use := range c.Uses {
		switch use {
		case "tags":
			awscdk.Tags_Of(pool).Add(jsii.String("team"), jsii.String("web"), nil)
		case "removal policy":
			pool.ApplyRemovalPolicy(awscdk.RemovalPolicy_RETAIN)
		case "statements":
			for _, role := range []awsiam.IRole{authenticated, unauthenticated} {
				role.AddToPrincipalPolicy(awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
					Actions: jsii.Strings("mobiletargeting:PutEvents"), Resources: jsii.Strings("*"),
				}))
			}
		case "child":
			awsiam.NewRole(pool, jsii.String("Child"), &awsiam.RoleProps{AssumedBy: aService()})
		case "dependency":
			dependency := constructs.NewConstruct(pool.Stack(), jsii.String("Dependency"))
			awsiam.NewRole(dependency, jsii.String("Role"), &awsiam.RoleProps{AssumedBy: aService()})
			pool.Node().AddDependency(dependency)
		}
	}
}
