package identitypool_test

import (
	"fmt"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/interfaces/interfacesawscognito"
	"github.com/aws/jsii-runtime-go"

	"github.com/awscdk-constructs/identitypool"
)

// scenario is something whose requests to Node.js are counted.
type scenario struct {
	name string
	// prepare makes what is not counted, and returns what is.
	prepare func(app awscdk.App) func()
}

func poolScenario(name string, props func(stack awscdk.Stack) *identitypool.IdentityPoolProps) scenario {
	return scenario{name, func(app awscdk.App) func() {
		stack := newRegionStack(app, "Stack", "eu-west-1")
		made := props(stack)
		return func() { identitypool.NewIdentityPool(stack, jsii.String("Pool"), made) }
	}}
}

// tokenMappings are mappings whose keys are literal.
func tokenMappings(number int) []*identitypool.IdentityPoolRoleMapping {
	mappings := make([]*identitypool.IdentityPoolRoleMapping, number)
	for i := range mappings {
		mappings[i] = &identitypool.IdentityPoolRoleMapping{
			ProviderUrl: identitypool.IdentityPoolProviderUrl_Custom(jsii.String(fmt.Sprintf("login%d.example.com", i))),
			UseToken:    jsii.Bool(true),
		}
	}
	return mappings
}

func tokenMappingsScenario(name string, number int, key *string) scenario {
	return poolScenario(name, func(awscdk.Stack) *identitypool.IdentityPoolProps {
		mappings := tokenMappings(number)
		mappings[number-1].MappingKey = key
		return &identitypool.IdentityPoolProps{RoleMappings: &mappings}
	})
}

// tagMappingsScenario maps the tags of providers whose names are literal.
func tagMappingsScenario(name string, number int) scenario {
	return poolScenario(name, func(awscdk.Stack) *identitypool.IdentityPoolProps {
		mappings := make([]*identitypool.IdentityPoolPrincipalTagMapping, number)
		for i := range mappings {
			mappings[i] = &identitypool.IdentityPoolPrincipalTagMapping{
				ProviderUrl: identitypool.IdentityPoolProviderUrl_Custom(jsii.String(fmt.Sprintf("login%d.example.com", i))),
				UseDefaults: jsii.Bool(true),
			}
		}
		return &identitypool.IdentityPoolProps{PrincipalTagMappings: &mappings}
	})
}

// rulesScenario maps rules with one role after the other.
func rulesScenario(name string, rules, roles int) scenario {
	return poolScenario(name, func(stack awscdk.Stack) *identitypool.IdentityPoolProps {
		mapped := make([]awsiam.IRole, roles)
		for i := range mapped {
			mapped[i] = awsiam.NewRole(stack, jsii.String(fmt.Sprint("Role", i)), &awsiam.RoleProps{
				AssumedBy: awsiam.NewAccountRootPrincipal(),
			})
		}
		list := make([]*identitypool.RoleMappingRule, rules)
		for i := range list {
			list[i] = &identitypool.RoleMappingRule{
				Claim: jsii.String("sub"), ClaimValue: jsii.String(fmt.Sprint(i)), MappedRole: mapped[i%roles],
			}
		}
		return &identitypool.IdentityPoolProps{RoleMappings: &[]*identitypool.IdentityPoolRoleMapping{{
			ProviderUrl: identitypool.IdentityPoolProviderUrl_GOOGLE(), Rules: &list,
		}}}
	})
}

// userPoolMappingScenario maps a user pool whose name is a token.
func userPoolMappingScenario(name string, key *string) scenario {
	return poolScenario(name, func(stack awscdk.Stack) *identitypool.IdentityPoolProps {
		userPool := awscognito.NewUserPool(stack, jsii.String("UserPool"), nil)
		url := identitypool.IdentityPoolProviderUrl_UserPool(userPool, userPool.AddClient(jsii.String("Client"), nil))
		return &identitypool.IdentityPoolProps{RoleMappings: &[]*identitypool.IdentityPoolRoleMapping{{
			MappingKey: key, ProviderUrl: url, UseToken: jsii.Bool(true),
		}}}
	})
}

// userPoolsScenario gives a number of user pools of a kind to an identity pool.
func userPoolsScenario(name string, number int, provide func(stack awscdk.Stack, id string) *identitypool.UserPoolAuthenticationProviderProps) scenario {
	return scenario{name, func(app awscdk.App) func() {
		stack := newRegionStack(app, "Stack", "eu-west-1")
		userPools := make([]*identitypool.UserPoolAuthenticationProviderProps, number)
		for i := range userPools {
			userPools[i] = provide(stack, fmt.Sprint("UserPool", i))
		}
		return func() {
			providers := make([]identitypool.IUserPoolAuthenticationProvider, number)
			for i, userPool := range userPools {
				providers[i] = identitypool.NewUserPoolAuthenticationProvider(userPool)
			}
			identitypool.NewIdentityPool(stack, jsii.String("Pool"), &identitypool.IdentityPoolProps{
				AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{UserPools: &providers},
			})
		}
	}}
}

// nthUserPoolScenario adds a user pool to an identity pool that has others from calls before.
func nthUserPoolScenario(name string, number int) scenario {
	return scenario{name, func(app awscdk.App) func() {
		stack := newAppStack(app)
		pool := identitypool.NewIdentityPool(stack, jsii.String("Pool"), nil)
		userPool := awscognito.NewUserPool(stack, jsii.String("UserPool"), nil)
		add := func(number int) {
			client := awscognito.UserPoolClient_FromUserPoolClientId(stack, jsii.Sprintf("Client%03d", number), jsii.Sprintf("client%03d", number))
			pool.AddUserPoolAuthentication(identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
				UserPool: userPool, UserPoolClient: client,
			}))
		}
		for i := range number - 1 {
			add(i)
		}
		return func() { add(number - 1) }
	}}
}

// groupsScenario adds a number of groups of a client.
func groupsScenario(name string, number int) scenario {
	return scenario{name, func(app awscdk.App) func() {
		stack := newAppStack(app)
		pool := identitypool.NewIdentityPool(stack, jsii.String("Pool"), nil)
		userPool := awscognito.NewUserPool(stack, jsii.String("UserPool"), nil)
		client := userPool.AddClient(jsii.String("Client"), nil)
		pool.AddUserPoolAuthentication(identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
			UserPool: userPool, UserPoolClient: client,
		}))
		return func() {
			for i := range number {
				pool.AddGroup(jsii.String(fmt.Sprint("Group", i)), &identitypool.IdentityPoolGroupOptions{UserPool: userPool, UserPoolClient: client})
			}
		}
	}}
}

// mappingSynthesisScenario synthesizes a pool with user pools, each mapped, and one mapping more.
func mappingSynthesisScenario(name string, userPools int, more *identitypool.IdentityPoolRoleMapping) scenario {
	return scenario{name, func(app awscdk.App) func() {
		stage := awscdk.NewStage(app, jsii.String("Stage"), nil)
		stack := awscdk.NewStack(stage, jsii.String("Stack"), nil)
		pool := identitypool.NewIdentityPool(stack, jsii.String("Pool"), nil)
		for i := range userPools {
			userPool := awscognito.NewUserPool(stack, jsii.String(fmt.Sprint("UserPool", i)), nil)
			client := pool.AddUserPoolAuthentication(identitypool.NewUserPoolAuthenticationProvider(
				&identitypool.UserPoolAuthenticationProviderProps{UserPool: userPool}))
			pool.AddRoleMappings(&identitypool.IdentityPoolRoleMapping{
				ProviderUrl: identitypool.IdentityPoolProviderUrl_UserPool(userPool, client), UseToken: jsii.Bool(true),
			})
		}
		if more != nil {
			pool.AddRoleMappings(more)
		}
		return func() { stage.Synth(nil) } // unlike that of an app, it takes no time for the template validator
	}}
}

// userPoolKinds are the kinds of user pools that cost differently.
var userPoolKinds = []struct {
	name    string
	limit   int
	provide func(stack awscdk.Stack, id string) *identitypool.UserPoolAuthenticationProviderProps
}{
	{"with an L2 client", 5, func(stack awscdk.Stack, id string) *identitypool.UserPoolAuthenticationProviderProps {
		userPool := awscognito.NewUserPool(stack, jsii.String(id), nil)
		return &identitypool.UserPoolAuthenticationProviderProps{
			UserPool: userPool, UserPoolClient: userPool.AddClient(jsii.String("Client"), nil),
		}
	}},
	{"with an L1 client", 5, func(stack awscdk.Stack, id string) *identitypool.UserPoolAuthenticationProviderProps {
		userPool := awscognito.NewUserPool(stack, jsii.String(id), nil)
		return &identitypool.UserPoolAuthenticationProviderProps{
			UserPool: userPool,
			UserPoolClient: awscognito.NewCfnUserPoolClient(stack, jsii.String(id+"Client"), &awscognito.CfnUserPoolClientProps{
				UserPoolId: userPool.UserPoolId(),
			}),
		}
	}},
	{"with another reference to a client", 8, func(stack awscdk.Stack, id string) *identitypool.UserPoolAuthenticationProviderProps {
		userPool := awscognito.NewUserPool(stack, jsii.String(id), nil)
		return &identitypool.UserPoolAuthenticationProviderProps{
			UserPool: userPool, UserPoolClient: &clientReference{userPool.AddClient(jsii.String("Client"), nil)},
		}
	}},
	{"without a client", 8, func(stack awscdk.Stack, id string) *identitypool.UserPoolAuthenticationProviderProps {
		return &identitypool.UserPoolAuthenticationProviderProps{UserPool: awscognito.NewUserPool(stack, jsii.String(id), nil)}
	}},
	{"imported", 8, func(stack awscdk.Stack, id string) *identitypool.UserPoolAuthenticationProviderProps {
		return &identitypool.UserPoolAuthenticationProviderProps{
			UserPool:       awscognito.UserPool_FromUserPoolId(stack, jsii.String(id), jsii.String("eu-west-1_"+id)),
			UserPoolClient: awscognito.UserPoolClient_FromUserPoolClientId(stack, jsii.String(id+"Client"), jsii.String(id)),
		}
	}},
	{"imported by a token", 8, func(stack awscdk.Stack, id string) *identitypool.UserPoolAuthenticationProviderProps {
		return &identitypool.UserPoolAuthenticationProviderProps{
			UserPool:       awscognito.UserPool_FromUserPoolId(stack, jsii.String(id), awscdk.Fn_ImportValue(jsii.String(id))),
			UserPoolClient: awscognito.UserPoolClient_FromUserPoolClientId(stack, jsii.String(id+"Client"), jsii.String(id)),
		}
	}},
	{"of another stack", 8, func(stack awscdk.Stack, id string) *identitypool.UserPoolAuthenticationProviderProps {
		other := newRegionStack(stack.Node().Root().(awscdk.App), "StackOf"+id, "eu-west-1")
		userPool := awscognito.NewUserPool(other, jsii.String(id), nil)
		return &identitypool.UserPoolAuthenticationProviderProps{
			UserPool: userPool, UserPoolClient: userPool.AddClient(jsii.String("Client"), nil),
		}
	}},
}

// clientReference is a client of which only the reference is known.
type clientReference struct {
	interfacesawscognito.IUserPoolClientRef
}

func scenarios() []scenario {
	all := []scenario{
		poolScenario("default pool", func(awscdk.Stack) *identitypool.IdentityPoolProps { return nil }),
		poolScenario("login providers", func(awscdk.Stack) *identitypool.IdentityPoolProps {
			return &identitypool.IdentityPoolProps{AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
				Amazon:         &identitypool.IdentityPoolAmazonLoginProvider{AppId: jsii.String("amazon")},
				Apple:          &identitypool.IdentityPoolAppleLoginProvider{ServicesId: jsii.String("apple")},
				CustomProvider: jsii.String("login.example.com"),
				Facebook:       &identitypool.IdentityPoolFacebookLoginProvider{AppId: jsii.String("facebook")},
				Google:         &identitypool.IdentityPoolGoogleLoginProvider{ClientId: jsii.String("google")},
				Twitter: &identitypool.IdentityPoolTwitterLoginProvider{
					ConsumerKey: jsii.String("key"), ConsumerSecret: jsii.String("{{resolve:secretsmanager:twitter}}"),
				},
			}}
		}),
		tokenMappingsScenario("1 mapping", 1, nil),
		tokenMappingsScenario("10 mappings", 10, nil),
		tokenMappingsScenario("mapping with a key", 1, jsii.String("key")),
		tagMappingsScenario("1 tag mapping", 1),
		tagMappingsScenario("5 tag mappings", 5),
		rulesScenario("1 rule, 1 role", 1, 1),
		rulesScenario("25 rules, 1 role", 25, 1),
		rulesScenario("25 rules, 5 roles", 25, 5),
		userPoolMappingScenario("derived key", nil),
		userPoolMappingScenario("no derived key", jsii.String("key")),
		{"AddRoleMappings", func(app awscdk.App) func() {
			pool := identitypool.NewIdentityPool(newAppStack(app), jsii.String("Pool"), nil)
			mappings := tokenMappings(3)
			pool.AddRoleMappings(mappings[0])
			return func() { pool.AddRoleMappings(mappings[1:]...) }
		}},
		{"AddUserPoolAuthentication", func(app awscdk.App) func() {
			stack := newAppStack(app)
			pool := identitypool.NewIdentityPool(stack, jsii.String("Pool"), nil)
			userPool := awscognito.NewUserPool(stack, jsii.String("UserPool"), nil)
			client := userPool.AddClient(jsii.String("Client"), nil)
			return func() {
				pool.AddUserPoolAuthentication(identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
					UserPool: userPool, UserPoolClient: client,
				}))
			}
		}},
		nthUserPoolScenario("10th user pool", 10),
		nthUserPoolScenario("1000th user pool", 1000),
		groupsScenario("1 group", 1),
		groupsScenario("3 groups", 3),
		{"synthesis without mappings", func(app awscdk.App) func() {
			stage := awscdk.NewStage(app, jsii.String("Stage"), nil)
			for i := range 10 {
				stack := awscdk.NewStack(stage, jsii.String(fmt.Sprint("Stack", i)), nil)
				identitypool.NewIdentityPool(stack, jsii.String("Pool"), nil)
			}
			return func() { stage.Synth(nil) }
		}},
		mappingSynthesisScenario("synthesis with a mapping", 1, nil),
		mappingSynthesisScenario("synthesis with mappings", 3, nil),
		// The pool does not have the provider, and its users' tokens hold no roles.
		mappingSynthesisScenario("synthesis with two warnings", 1, &identitypool.IdentityPoolRoleMapping{
			ProviderUrl: identitypool.IdentityPoolProviderUrl_GOOGLE(), UseToken: jsii.Bool(true),
		}),
	}
	for _, number := range []int{1, 10, 100} {
		all = append(all, scenario{fmt.Sprint(number, " pools"), func(app awscdk.App) func() {
			stack := newAppStack(app)
			return func() {
				for i := range number {
					identitypool.NewIdentityPool(stack, jsii.String(fmt.Sprint("Pool", i)), nil)
				}
			}
		}})
	}
	for _, kind := range userPoolKinds {
		for _, number := range []int{1, 3} {
			all = append(all, userPoolsScenario(fmt.Sprint(number, " ", kind.name), number, kind.provide))
		}
	}
	return all
}
