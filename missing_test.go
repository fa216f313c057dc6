package identitypool_test

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/interfaces/interfacesawsiam"
	"github.com/aws/jsii-runtime-go"

	"github.com/awscdk-constructs/identitypool"
)

var missingProviders = []doubtful{
	{
		name: "a text of tokens names another client of the app",
		make: func(s *site) identitypool.IdentityPool {
			other := s.userPool.AddClient(jsii.String("Other"), nil)
			return newPool(s, &props{
				AuthenticationProviders: registered(s.provider()),
				RoleMappings: &[]*mapping{
					byToken(identitypool.IdentityPoolProviderUrl_UserPoolUrl(jsii.String(*s.userPool.UserPoolProviderName() + ":" + *other.UserPoolClientId()))),
				},
			})
		},
		want: []string{"identitypool:mapped-provider-missing"},
	},
	{
		name: "texts of tokens and parameters name clients that the pool may have",
		make: func(s *site) identitypool.IdentityPool {
			parameter := awscdk.NewCfnParameter(s.stack, jsii.String("ClientId"), nil)
			return newPool(s, &props{
				AuthenticationProviders: registered(s.provider()),
				RoleMappings: &[]*mapping{
					byToken(identitypool.IdentityPoolProviderUrl_UserPoolUrl(jsii.String(*s.userPool.UserPoolProviderName() + ":" + *s.client.UserPoolClientId()))),
					byToken(identitypool.IdentityPoolProviderUrl_UserPoolUrl(jsii.String(*s.userPool.UserPoolProviderName() + ":" + *parameter.ValueAsString()))),
				},
			})
		},
	},
	{
		name: "an OpenSearch domain may register the client that is mapped",
		make: func(s *site) identitypool.IdentityPool {
			userPool, client := imports(s, "1a2b3c")
			return newPool(s, &props{
				RoleMappings:         &[]*mapping{byToken(identitypool.IdentityPoolProviderUrl_UserPool(userPool, client))},
				PrincipalTagMappings: &[]*tagging{{ProviderUrl: identitypool.IdentityPoolProviderUrl_UserPool(userPool, client), Tags: tenantTag()}},
			})
		},
	},
	{
		name: "a mapping for the registered client has none",
		make: func(s *site) identitypool.IdentityPool {
			return newPool(s, &props{
				AuthenticationProviders: registered(s.provider()),
				RoleMappings:            &[]*mapping{byToken(s.userPoolUrl())},
				PrincipalTagMappings:    &[]*tagging{{ProviderUrl: s.userPoolUrl(), Tags: tenantTag()}},
			})
		},
	},
	{
		name: "a provider may be added after its mapping",
		make: func(s *site) identitypool.IdentityPool {
			pool := newPool(s, &props{RoleMappings: &[]*mapping{byToken(s.userPoolUrl())}})
			pool.AddUserPoolAuthentication(s.provider())
			return pool
		},
	},
	{
		name: "an L1 client is the client of its L2",
		make: func(s *site) identitypool.IdentityPool {
			provider := identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
				UserPool: s.userPool, UserPoolClient: s.client.Node().DefaultChild().(awscognito.CfnUserPoolClient),
			})
			return newPool(s, &props{AuthenticationProviders: registered(provider), RoleMappings: &[]*mapping{byToken(s.userPoolUrl())}})
		},
	},
	{
		name: "tags are mapped for a user pool, whatever its client",
		make: func(s *site) identitypool.IdentityPool {
			other := s.userPool.AddClient(jsii.String("Other"), nil)
			return newPool(s, &props{
				AuthenticationProviders: registered(s.provider()),
				PrincipalTagMappings: &[]*tagging{{
					ProviderUrl: identitypool.IdentityPoolProviderUrl_UserPool(s.userPool, other), Tags: tenantTag(),
				}},
			})
		},
	},
	{
		name: "a token and a literal can't be compared",
		make: func(s *site) identitypool.IdentityPool {
			userPool, client := imports(s, "client")
			return newPool(s, &props{
				AuthenticationProviders: registered(s.provider()),
				RoleMappings:            &[]*mapping{byToken(identitypool.IdentityPoolProviderUrl_UserPool(userPool, client))},
				PrincipalTagMappings:    &[]*tagging{{ProviderUrl: identitypool.IdentityPoolProviderUrl_UserPool(userPool, client), Tags: tenantTag()}},
			})
		},
	},
	{
		name: "tokens that are no references can't be compared",
		make: func(s *site) identitypool.IdentityPool {
			url := identitypool.IdentityPoolProviderUrl_UserPoolUrl(awscdk.Fn_ImportValue(jsii.String("Provider")))
			return newPool(s, &props{
				AuthenticationProviders: registered(s.provider()),
				RoleMappings:            &[]*mapping{byToken(url)},
				PrincipalTagMappings:    &[]*tagging{{ProviderUrl: url, Tags: tenantTag()}},
			})
		},
	},
	{
		name: "an ARN may be that of a token",
		make: func(s *site) identitypool.IdentityPool {
			oidc := awsiam.NewOidcProviderNative(s.stack, jsii.String("Oidc"), &awsiam.OidcProviderNativeProps{
				Url: jsii.String("https://example.com"), OidcProviderName: jsii.String("oidc"), ClientIds: jsii.Strings("a"),
				Thumbprints: jsii.Strings("0123456789012345678901234567890123456789"),
			})
			return newPool(s, &props{
				AuthenticationProviders: &providers{OpenIdConnectProviders: &[]interfacesawsiam.IOIDCProviderRef{oidc}},
				RoleMappings: &[]*mapping{
					withRules(identitypool.IdentityPoolProviderUrl_OpenIdConnectProvider(oidc), s.rule(nil)),
					withRules(identitypool.IdentityPoolProviderUrl_OpenId(jsii.String(oidcArn+"example.com")), s.rule(nil)),
				},
			})
		},
	},
	{
		name: "the user pool of another stack can't be compared",
		make: func(s *site) identitypool.IdentityPool {
			users := awscdk.NewStack(awscdk.App_Of(s.stack), jsii.String("Users"), nil)
			userPool := awscognito.NewUserPool(users, jsii.String("UserPool"), nil)
			one, two := userPool.AddClient(jsii.String("One"), nil), userPool.AddClient(jsii.String("Two"), nil)
			return newPool(s, &props{
				AuthenticationProviders: registered(providerOf(userPool, one)),
				RoleMappings:            &[]*mapping{byToken(identitypool.IdentityPoolProviderUrl_UserPool(userPool, two))},
			})
		},
	},
	{
		name: "a social provider is mapped that is not configured",
		make: func(s *site) identitypool.IdentityPool {
			return newPool(s, &props{RoleMappings: &[]*mapping{withRules(identitypool.IdentityPoolProviderUrl_GOOGLE(), s.rule(nil))}})
		},
		want: []string{"identitypool:mapped-provider-missing"},
	},
	{
		name: "another client of the user pool is mapped",
		make: func(s *site) identitypool.IdentityPool {
			other := s.userPool.AddClient(jsii.String("Other"), nil)
			return newPool(s, &props{
				AuthenticationProviders: registered(s.provider()),
				RoleMappings:            &[]*mapping{byToken(identitypool.IdentityPoolProviderUrl_UserPool(s.userPool, other))},
			})
		},
		want: []string{"identitypool:mapped-provider-missing"},
	},
	{
		name: "what a custom provider returns can be any client",
		make: func(s *site) identitypool.IdentityPool {
			other := s.userPool.AddClient(jsii.String("Other"), nil)
			own := &ownProvider{&bindConfig{
				ClientId: s.client.UserPoolClientId(), ProviderName: s.userPool.UserPoolProviderName(), ServerSideTokenCheck: jsii.Bool(true),
			}}
			return newPool(s, &props{
				AuthenticationProviders: registered(own),
				RoleMappings: &[]*mapping{
					byToken(s.userPoolUrl()),
					byToken(identitypool.IdentityPoolProviderUrl_UserPool(s.userPool, other)),
				},
			})
		},
	},
	{
		name: "a parameter can be any client or user pool",
		make: func(s *site) identitypool.IdentityPool {
			parameter := func(id string) *string { return awscdk.NewCfnParameter(s.stack, jsii.String(id), nil).ValueAsString() }
			url := identitypool.IdentityPoolProviderUrl_UserPool(
				awscognito.UserPool_FromUserPoolId(s.stack, jsii.String("ImportedUserPool"), parameter("UserPoolId")),
				awscognito.UserPoolClient_FromUserPoolClientId(s.stack, jsii.String("ImportedClient"), parameter("ClientId")))
			return newPool(s, &props{
				AuthenticationProviders: registered(s.provider()),
				RoleMappings:            &[]*mapping{byToken(url)},
				PrincipalTagMappings:    &[]*tagging{{ProviderUrl: url, Tags: tenantTag()}},
			})
		},
	},
	{
		name: "dynamic references can be any client or user pool",
		make: func(s *site) identitypool.IdentityPool {
			whole := identitypool.IdentityPoolProviderUrl_UserPoolUrl(jsii.String("{{resolve:ssm:/whole}}"))
			part := identitypool.IdentityPoolProviderUrl_UserPoolUrl(
				jsii.String("cognito-idp.eu-west-1.amazonaws.com/{{resolve:ssm:/userpool}}:{{resolve:ssm:/client}}"))
			userPool, client := imports(s, "client")
			return newPool(s, &props{
				AuthenticationProviders: registered(providerOf(userPool, client)),
				RoleMappings:            &[]*mapping{byToken(whole), byToken(part)},
				PrincipalTagMappings:    &[]*tagging{{ProviderUrl: whole, Tags: tenantTag()}, {ProviderUrl: part, Tags: tenantTag()}},
			})
		},
	},
	{
		name: "another literal client is mapped",
		make: func(s *site) identitypool.IdentityPool {
			userPool, client := imports(s, "client")
			_, other := imports(s, "other")
			return newPool(s, &props{
				AuthenticationProviders: registered(providerOf(userPool, client)),
				RoleMappings:            &[]*mapping{byToken(identitypool.IdentityPoolProviderUrl_UserPool(userPool, other))},
			})
		},
		want: []string{"identitypool:mapped-provider-missing"},
	},
	{
		name: "tags of another user pool are mapped",
		make: func(s *site) identitypool.IdentityPool {
			other := awscognito.NewUserPool(s.stack, jsii.String("OtherUserPool"), nil)
			return newPool(s, &props{
				AuthenticationProviders: registered(s.provider()),
				PrincipalTagMappings: &[]*tagging{{
					ProviderUrl: identitypool.IdentityPoolProviderUrl_UserPool(other, other.AddClient(jsii.String("Client"), nil)), Tags: tenantTag(),
				}},
			})
		},
		want: []string{"identitypool:tagged-provider-missing"},
	},
	{
		name: "the developer provider is mapped",
		make: func(s *site) identitypool.IdentityPool {
			return newPool(s, &props{
				AuthenticationProviders: &providers{CustomProvider: jsii.String("login.example.com")},
				RoleMappings:            &[]*mapping{withRules(custom("login.example.com"), s.rule(nil))},
				PrincipalTagMappings:    &[]*tagging{{ProviderUrl: custom("login.example.com"), Tags: tenantTag()}},
			})
		},
		want: []string{"identitypool:mapped-provider-missing", "identitypool:tagged-provider-missing"},
	},
}
