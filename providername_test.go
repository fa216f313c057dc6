package identitypool_test

import (
	"slices"

	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/interfaces/interfacesawsiam"
	"github.com/aws/jsii-runtime-go"

	"github.com/awscdk-constructs/identitypool"
)

var doubtfulProviderNames = []doubtful{
	{
		name: "a token that stands for something else of a user pool is no name of a client",
		make: func(s *site) identitypool.IdentityPool {
			pool := newPool(s, &props{AuthenticationProviders: registered(s.provider())})
			keyed := byToken(custom(*s.userPool.UserPoolProviderUrl()))
			keyed.MappingKey = jsii.String("key")
			pool.AddRoleMappings(keyed, byToken(custom(*s.userPool.UserPoolProviderName())))
			pool.AddPrincipalTagMappings(
				&tagging{ProviderUrl: custom(*s.userPool.UserPoolProviderUrl()), Tags: tenantTag()},
				&tagging{ProviderUrl: custom(*s.userPool.UserPoolProviderName()), Tags: tenantTag()},
			)
			return pool
		},
		want: []string{"identitypool:provider-name-invalid", "identitypool:provider-name-invalid", "identitypool:provider-name-invalid"},
	},
	{
		name: "a text that begins with something else of a user pool is no name of a client",
		make: func(s *site) identitypool.IdentityPool {
			pool := newPool(s, &props{AuthenticationProviders: registered(s.provider())})
			for key, beginning := range map[string]*string{
				"url": s.userPool.UserPoolProviderUrl(), "arn": s.userPool.UserPoolArn(), "id": s.userPool.UserPoolId(),
				"scheme": jsii.String("https://" + *s.userPool.UserPoolProviderName()),
			} {
				named := byToken(identitypool.IdentityPoolProviderUrl_UserPoolUrl(jsii.String(*beginning + ":" + *s.client.UserPoolClientId())))
				named.MappingKey = jsii.String(key)
				pool.AddRoleMappings(named)
			}
			slash := byToken(identitypool.IdentityPoolProviderUrl_UserPoolUrl(
				jsii.String(*s.userPool.UserPoolProviderName() + "/" + *s.client.UserPoolClientId())))
			slash.MappingKey = jsii.String("slash")
			pool.AddRoleMappings(slash)
			pool.AddPrincipalTagMappings(
				&tagging{ProviderUrl: custom(*s.userPool.UserPoolId()), Tags: tenantTag()},
				&tagging{ProviderUrl: custom(*s.client.UserPoolClientId()), Tags: tenantTag()},
			)
			return pool
		},
		want: slices.Repeat([]string{"identitypool:provider-name-invalid"}, 7),
	},
	{
		name: "the issuer of an OpenID Connect provider is not its name",
		make: func(s *site) identitypool.IdentityPool {
			provider := awsiam.NewOpenIdConnectProvider(s.stack, jsii.String("Partner"), &awsiam.OpenIdConnectProviderProps{
				Url: jsii.String("https://login.example.com"),
			})
			pool := newPool(s, loginProps(providers{OpenIdConnectProviders: &[]interfacesawsiam.IOIDCProviderRef{provider}}))
			pool.AddRoleMappings(withRules(identitypool.IdentityPoolProviderUrl_OpenId(provider.OpenIdConnectProviderIssuer()), s.rule(nil)))
			return pool
		},
		want: []string{"identitypool:provider-name-invalid"},
	},
	{
		name: "a custom provider returns the URL of a user pool",
		make: func(s *site) identitypool.IdentityPool {
			return newPool(s, &props{AuthenticationProviders: registered(&ownProvider{&bindConfig{
				ClientId: s.client.UserPoolClientId(), ProviderName: s.userPool.UserPoolProviderUrl(), ServerSideTokenCheck: jsii.Bool(true),
			}})})
		},
		want: []string{"identitypool:provider-name-invalid"},
	},
	{
		name: "a custom provider returns the name of a user pool",
		make: func(s *site) identitypool.IdentityPool {
			return newPool(s, &props{AuthenticationProviders: registered(&ownProvider{&bindConfig{
				ClientId: s.client.UserPoolClientId(), ProviderName: s.userPool.UserPoolProviderName(), ServerSideTokenCheck: jsii.Bool(true),
			}})})
		},
	},
}
