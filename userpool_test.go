package identitypool_test

import (
	"fmt"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/assertions"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/interfaces/interfacesawscognito"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool"
)

var badUserPoolProps = []badProp{
	{
		name: "providers of the user's own name user pools wrongly",
		props: func(*site) *props {
			named := func(name string) identitypool.IUserPoolAuthenticationProvider {
				return &ownProvider{&bindConfig{
					ClientId: jsii.String("client"), ProviderName: jsii.String(name), ServerSideTokenCheck: jsii.Bool(true),
				}}
			}
			return &props{AuthenticationProviders: registered(
				named("arn:aws:cognito-idp:eu-west-1:111111111111:userpool/eu-west-1_a"),
				named("eu-west-1_a"),
				named("https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a"),
				named("cognito-idp.us-east-1.amazonaws.com/eu-west-1_a"),
			)}
		},
		problems: []string{
			`AuthenticationProviders.UserPools[0].ProviderName: "arn:aws:cognito-idp:eu-west-1:111111111111:userpool/eu-west-1_a" is an ARN, ` +
				"by which an identity pool doesn't know it; write it as cognito-idp.<region>.amazonaws.com/<user pool id>",
			`AuthenticationProviders.UserPools[1].ProviderName: "eu-west-1_a" is the id of a user pool, ` +
				"by which an identity pool doesn't know it; write it as cognito-idp.<region>.amazonaws.com/<user pool id>",
			`AuthenticationProviders.UserPools[2].ProviderName: "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a" has a scheme; ` +
				"use the provider's name without https://",
			`AuthenticationProviders.UserPools[3].ProviderName: "cognito-idp.us-east-1.amazonaws.com/eu-west-1_a" names two regions, ` +
				`"us-east-1" and in the id "eu-west-1"; both must be the region of the user pool`,
		},
		constructs: true,
	},
	{
		name: "a user pool client is registered twice",
		props: func(s *site) *props {
			return loginProps(providers{UserPools: &[]identitypool.IUserPoolAuthenticationProvider{s.provider(), s.provider()}})
		},
		problems: []string{"AuthenticationProviders.UserPools[1]: this user pool client is registered already; register it once, or pass another client of the user pool"},
	},
	{
		name: "the client made for a user pool is registered twice",
		props: func(s *site) *props {
			one := identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{UserPool: s.userPool})
			two := identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{UserPool: s.userPool})
			return loginProps(providers{UserPools: &[]identitypool.IUserPoolAuthenticationProvider{one, two}})
		},
		problems: []string{"AuthenticationProviders.UserPools[1]: this user pool client is registered already; register it once, or pass another client of the user pool"},
	},
	{
		name: "a client is registered as an L2 and as its L1",
		props: func(s *site) *props {
			l1 := identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
				UserPool: s.userPool, UserPoolClient: s.client.Node().DefaultChild().(awscognito.CfnUserPoolClient),
			})
			return loginProps(providers{UserPools: &[]identitypool.IUserPoolAuthenticationProvider{s.provider(), l1}})
		},
		problems:   []string{"AuthenticationProviders.UserPools[1]: this user pool client is registered already; register it once, or pass another client of the user pool"},
		constructs: true,
	},
	{
		name: "a client id that AWS refuses is imported",
		props: func(s *site) *props {
			client := awscognito.UserPoolClient_FromUserPoolClientId(s.stack, jsii.String("Imported"), jsii.String("client-id"))
			provider := identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
				UserPool: s.userPool, UserPoolClient: client,
			})
			return loginProps(providers{UserPools: &[]identitypool.IUserPoolAuthenticationProvider{provider}})
		},
		problems:   []string{`AuthenticationProviders.UserPools[0].ClientId: "client-id" holds '-'; allowed are 1 to 128 letters, digits and _`},
		constructs: true,
	},
	{
		name: "too many user pools",
		props: func(*site) *props {
			userPools := []identitypool.IUserPoolAuthenticationProvider{}
			for i := range 1001 {
				userPools = append(userPools, &ownProvider{&bindConfig{
					ClientId: jsii.String(fmt.Sprint(i)), ProviderName: jsii.String("name"), ServerSideTokenCheck: jsii.Bool(true),
				}})
			}
			return loginProps(providers{UserPools: &userPools})
		},
		problems: []string{"AuthenticationProviders.UserPools: 1001 in all; an identity pool takes at most 1000 user pool clients"},
	},
	{
		name: "a custom provider returns nil",
		props: func(*site) *props {
			return loginProps(providers{UserPools: &[]identitypool.IUserPoolAuthenticationProvider{&ownProvider{nil}}})
		},
		problems:   []string{"AuthenticationProviders.UserPools[0]: Bind returned nil; return the client id and provider name of a user pool"},
		constructs: true,
	},
	{
		name: "a custom provider returns nil before others that are right and wrong",
		props: func(s *site) *props {
			return loginProps(providers{UserPools: &[]identitypool.IUserPoolAuthenticationProvider{
				&ownProvider{nil}, s.provider(), &ownProvider{&bindConfig{}}, numbered(1), numbered(1),
			}})
		},
		problems: []string{
			"AuthenticationProviders.UserPools[0]: Bind returned nil; return the client id and provider name of a user pool",
			"AuthenticationProviders.UserPools[2].ClientId: is required; pass 1 to 128 letters, digits and _",
			"AuthenticationProviders.UserPools[2].ProviderName: is required; pass the name of the user pool, cognito-idp.<region>.amazonaws.com/<user pool id>",
			"AuthenticationProviders.UserPools[2].ServerSideTokenCheck: is required; return true, or false to turn the check off",
			"AuthenticationProviders.UserPools[4]: this user pool client is registered already; register it once, or pass another client of the user pool",
		},
		constructs: true,
	},
	{
		name: "a provider is a nil function",
		props: func(*site) *props {
			return loginProps(providers{UserPools: &[]identitypool.IUserPoolAuthenticationProvider{bindFunc(nil)}})
		},
		problems: []string{"AuthenticationProviders.UserPools[0]: is nil; leave it out or pass a provider"},
	},
	{
		name: "a custom provider returns nothing",
		props: func(*site) *props {
			return loginProps(providers{UserPools: &[]identitypool.IUserPoolAuthenticationProvider{
				&ownProvider{&bindConfig{}},
			}})
		},
		problems: []string{
			"AuthenticationProviders.UserPools[0].ClientId: is required; pass 1 to 128 letters, digits and _",
			"AuthenticationProviders.UserPools[0].ProviderName: is required; pass the name of the user pool, cognito-idp.<region>.amazonaws.com/<user pool id>",
			"AuthenticationProviders.UserPools[0].ServerSideTokenCheck: is required; return true, or false to turn the check off",
		},
		constructs: true,
	},
	{
		name: "a custom provider returns what AWS refuses",
		props: func(*site) *props {
			return loginProps(providers{UserPools: &[]identitypool.IUserPoolAuthenticationProvider{
				&ownProvider{&bindConfig{
					ClientId: long(129), ProviderName: jsii.String("https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a"), ServerSideTokenCheck: jsii.Bool(true),
				}},
				&ownProvider{&bindConfig{
					ClientId: jsii.String("client"), ProviderName: jsii.String("cognito idp"), ServerSideTokenCheck: jsii.Bool(true),
				}},
			}})
		},
		problems: []string{
			`AuthenticationProviders.UserPools[0].ClientId: "` + *long(129) + `" is 129 characters long; allowed are 1 to 128 letters, digits and _`,
			`AuthenticationProviders.UserPools[0].ProviderName: "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a" has a scheme; use the provider's name without https://`,
			`AuthenticationProviders.UserPools[1].ProviderName: "cognito idp" holds ' '; allowed are 1 to 128 letters, digits and _ . : / -`,
		},
		constructs: true,
	},
}

var badUserPoolCalls = []badCall{
	{
		name: "a user pool with an id that is none",
		call: func(s *site, _ identitypool.IdentityPool) {
			providerOf(awscognito.UserPool_FromUserPoolId(s.stack, jsii.String("Other"), jsii.String("customers")), s.client)
		},
		problems: []string{`UserPool: "customers" is not the id of a user pool; write it as <region>_<id>, such as eu-west-1_a1B2c3D4e`},
	},
	{
		name: "an L2 client of another user pool",
		call: func(s *site, _ identitypool.IdentityPool) {
			providerOf(awscognito.NewUserPool(s.stack, jsii.String("Other"), nil), s.client)
		},
		problems: []string{"UserPoolClient: belongs to another user pool; pass a client of this user pool"},
	},
	{
		name: "an L1 client of another user pool",
		call: func(s *site, _ identitypool.IdentityPool) {
			identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
				UserPool:       awscognito.NewUserPool(s.stack, jsii.String("Other"), nil),
				UserPoolClient: s.client.Node().DefaultChild().(awscognito.CfnUserPoolClient),
			})
		},
		problems: []string{"UserPoolClient: belongs to another user pool; pass a client of this user pool"},
	},
	{
		name: "an L1 client of another imported user pool",
		call: func(s *site, _ identitypool.IdentityPool) {
			identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
				UserPool: awscognito.UserPool_FromUserPoolId(s.stack, jsii.String("Other"), jsii.String("eu-west-1_other")),
				UserPoolClient: awscognito.NewCfnUserPoolClient(s.stack, jsii.String("L1"), &awscognito.CfnUserPoolClientProps{
					UserPoolId: jsii.String("eu-west-1_a"),
				}),
			})
		},
		problems: []string{"UserPoolClient: belongs to another user pool; pass a client of this user pool"},
	},
	{
		name:     "a user pool provider without properties",
		call:     func(*site, identitypool.IdentityPool) { identitypool.NewUserPoolAuthenticationProvider(nil) },
		problems: []string{"UserPool: is required; pass the user pool in which users sign in"},
	},
	{
		name: "a user pool provider without a user pool",
		call: func(s *site, _ identitypool.IdentityPool) {
			identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{UserPoolClient: s.client})
		},
		problems: []string{"UserPool: is required; pass the user pool in which users sign in"},
	},
	{
		name:   "a client is wanted of a user pool of another region and account",
		region: "us-east-1",
		call: func(s *site, _ identitypool.IdentityPool) {
			identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
				UserPool: awscognito.UserPool_FromUserPoolArn(s.stack, jsii.String("Imported"),
					jsii.String("arn:aws:cognito-idp:eu-west-1:222222222222:userpool/eu-west-1_a")),
			})
		},
		problems: []string{
			"UserPoolClient: is required: the user pool is in eu-west-1 and was imported into a stack in us-east-1, which can't add a client to it; " +
				"pass one that the user pool has",
			"UserPoolClient: is required: the user pool is of account 222222222222 and was imported into a stack of 111111111111, which can't add a " +
				"client to it; pass one that the user pool has",
		},
	},
	{
		name:     "Bind without a scope",
		call:     func(s *site, _ identitypool.IdentityPool) { s.provider().Bind(nil, nil, nil) },
		problems: []string{"scope: is required; pass the stack or construct to define this in"},
	},
	{
		name:     "no provider is added",
		call:     func(_ *site, pool identitypool.IdentityPool) { pool.AddUserPoolAuthentication(nil) },
		path:     "Stack/Pool",
		problems: []string{"userPool: is required; pass a provider, such as NewUserPoolAuthenticationProvider makes"},
	},
	{
		name: "a user pool client is added that is there",
		call: func(s *site, pool identitypool.IdentityPool) {
			pool.AddUserPoolAuthentication(s.provider())
			pool.AddUserPoolAuthentication(s.provider())
		},
		path:     "Stack/Pool",
		problems: []string{"userPool: this user pool client is registered already; register it once, or pass another client of the user pool"},
	},
	{
		name: "a bad custom provider is added",
		call: func(_ *site, pool identitypool.IdentityPool) {
			pool.AddUserPoolAuthentication(&ownProvider{&bindConfig{
				ClientId: jsii.String("a b"), ProviderName: jsii.String("x"), ServerSideTokenCheck: jsii.Bool(true),
			}})
		},
		path:     "Stack/Pool",
		problems: []string{`userPool.ClientId: "a b" holds ' '; allowed are 1 to 128 letters, digits and _`},
	},
	{
		name: "a user pool is added while the pool is being made",
		call: func(s *site, _ identitypool.IdentityPool) {
			addEarly(s, func(pool identitypool.IdentityPool) { pool.AddUserPoolAuthentication(s.provider()) })
		},
		path:     "Stack/A--B",
		problems: []string{"identityPool: has no id while a provider is bound to it; use it once it has been made"},
	},
}

func TestAddUserPoolAuthenticationReturnsTheClient(t *testing.T) {
	stack := awscdk.NewStack(nil, nil, nil)
	userPool := awscognito.NewUserPool(stack, jsii.String("UserPool"), nil)
	pool := identitypool.NewIdentityPool(stack, jsii.String("Pool"), nil)
	add := func(client interfacesawscognito.IUserPoolClientRef) awscognito.IUserPoolClient {
		return pool.AddUserPoolAuthentication(identitypool.NewUserPoolAuthenticationProvider(
			&identitypool.UserPoolAuthenticationProviderProps{UserPool: userPool, UserPoolClient: client}))
	}

	l2 := userPool.AddClient(jsii.String("L2"), nil)
	assert.Same(t, l2, add(l2))

	made := add(nil)
	assert.Equal(t, "UserPoolAuthenticationProviderClient", *made.Node().Id())
	assert.Equal(t, *userPool.Node().Path()+"/UserPoolAuthenticationProviderClient", *made.Node().Path())

	l1 := awscognito.NewCfnUserPoolClient(stack, jsii.String("L1"), &awscognito.CfnUserPoolClientProps{UserPoolId: userPool.UserPoolId()})
	imported := add(l1)
	assert.Equal(t, *l1.Ref(), *imported.UserPoolClientId())
	assert.Same(t, pool, imported.Node().Scope())

	own := pool.AddUserPoolAuthentication(bindFunc(func(scope constructs.Construct, identityPool identitypool.IIdentityPool) *bindConfig {
		assert.Same(t, pool, scope)
		assert.Same(t, pool, identityPool)
		assert.NotNil(t, identityPool.IdentityPoolId())
		return &bindConfig{
			ClientId:             jsii.String("1example23456789"),
			ProviderName:         jsii.String("cognito-idp.eu-west-1.amazonaws.com/eu-west-1_aBcDeFgHi"),
			ServerSideTokenCheck: jsii.Bool(true),
		}
	}))
	assert.Equal(t, "1example23456789", *own.UserPoolClientId())
	verify(t, stack, func(template assertions.Template) {
		template.ResourceCountIs(jsii.String(userPoolClientType), jsii.Number(3))
	})
}

// reusedProvider is a provider of a user's own that returns the same pointers each time.
type reusedProvider struct {
	config bindConfig
}

func (p *reusedProvider) Bind(
	constructs.Construct, identitypool.IIdentityPool, *bindOptions,
) *bindConfig {
	return &p.config
}

func TestOwnProviderMayReuseItsConfiguration(t *testing.T) {
	synthesized := mustSynthesize(t, func(app awscdk.App) {
		pool := identitypool.NewIdentityPool(newAppStack(app), jsii.String("Pool"), nil)
		provider := &reusedProvider{bindConfig{
			ClientId: jsii.String("first"), ProviderName: jsii.String("cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a"), ServerSideTokenCheck: jsii.Bool(true),
		}}
		pool.AddUserPoolAuthentication(provider)
		*provider.config.ClientId = "second"
		pool.AddUserPoolAuthentication(provider)
	})
	var clients []any
	for _, resource := range resourcesOf(synthesized.Template(t)) {
		if resource["Type"] == "AWS::Cognito::IdentityPool" {
			for _, provider := range resource["Properties"].(map[string]any)["CognitoIdentityProviders"].([]any) {
				clients = append(clients, provider.(map[string]any)["ClientId"])
			}
		}
	}
	assert.Equal(t, []any{"first", "second"}, clients)
}

// TestClientsThatMayBeOfTheUserPool are accepted: nobody can tell that they are not.
func TestClientsThatMayBeOfTheUserPool(t *testing.T) {
	site := newSite("")
	defined := site.userPool.Node().DefaultChild().(awscognito.CfnUserPool)
	again := awscognito.UserPool_FromUserPoolId(site.stack, jsii.String("Again"), site.userPool.UserPoolId())
	unknown := awscognito.UserPool_FromUserPoolId(site.stack, jsii.String("Unknown"), site.token)
	l1 := func(id string, userPoolId *string) awscognito.CfnUserPoolClient {
		return awscognito.NewCfnUserPoolClient(site.stack, jsii.String(id), &awscognito.CfnUserPoolClientProps{UserPoolId: userPoolId})
	}
	for name, made := range map[string]*identitypool.UserPoolAuthenticationProviderProps{
		"L2 elsewhere in the tree": {UserPool: site.userPool, UserPoolClient: awscognito.NewUserPoolClient(site.stack, jsii.String("Beside"), &awscognito.UserPoolClientProps{UserPool: site.userPool})},
		"imported again":           {UserPool: again, UserPoolClient: site.client},
		"L2 of an imported one":    {UserPool: again, UserPoolClient: again.AddClient(jsii.String("Of"), nil)},
		"L1 by Ref":                {UserPool: site.userPool, UserPoolClient: l1("ByRef", defined.Ref())},
		"L1 by attribute":          {UserPool: site.userPool, UserPoolClient: l1("ByAttribute", defined.AttrUserPoolId())},
		"L1 by text":               {UserPool: site.userPool, UserPoolClient: l1("ByText", jsii.String("eu-west-1_a"))},
		"a user pool by parameter": {UserPool: unknown, UserPoolClient: site.client},
	} {
		require.NoError(t, recovered(func() { identitypool.NewUserPoolAuthenticationProvider(made) }), name)
	}
}
