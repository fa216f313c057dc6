package identitypool_test

import (
	"fmt"
	"regexp"
	"slices"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/assertions"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/interfaces/interfacesawsiam"
	"github.com/aws/jsii-runtime-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool"
)

var acknowledgement = regexp.MustCompile(` \[ack: (identitypool:[a-z-]+)\]$`)

// warningIDs returns the ids of the warnings that the construct has after synthesis, as a user sees them.
func warningIDs(t *testing.T, stack awscdk.Stack, path string) []string {
	t.Helper()
	ids := []string{}
	for _, warning := range *assertions.Annotations_FromStack(stack).FindWarning(jsii.String("/"+path), assertions.Match_AnyValue()) {
		text := warning.Entry.Data.(string)
		id := acknowledgement.FindStringSubmatch(text)
		require.NotNil(t, id, text)
		ids = append(ids, id[1])
	}
	slices.Sort(ids)
	return ids
}

func imports(s *site, clientID string) (awscognito.IUserPool, awscognito.IUserPoolClient) {
	return awscognito.UserPool_FromUserPoolId(s.stack, jsii.String("Imported"+clientID), jsii.String("eu-west-1_a")),
		awscognito.UserPoolClient_FromUserPoolClientId(s.stack, jsii.String("ImportedClient"+clientID), jsii.String(clientID))
}

func providerOf(userPool awscognito.IUserPool, client awscognito.IUserPoolClient) identitypool.IUserPoolAuthenticationProvider {
	return identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
		UserPool: userPool, UserPoolClient: client,
	})
}

func registered(userPools ...identitypool.IUserPoolAuthenticationProvider) *providers {
	return &providers{UserPools: &userPools}
}

func withRules(url identitypool.IdentityPoolProviderUrl, rules ...*identitypool.RoleMappingRule) *mapping {
	return &mapping{ProviderUrl: url, Rules: &rules}
}

// warned are identity pools with the warnings that they get.
var warned = []struct {
	name   string
	region string
	make   func(*site) identitypool.IdentityPool
	want   []string
}{
	{
		name:   "default roles with short names in a region that takes no others",
		region: "us-gov-east-1",
		make: func(s *site) identitypool.IdentityPool {
			return newPool(s, &props{
				AuthenticatedRoleProps:   &awsiam.RoleProps{RoleName: jsii.String("shop-users")},
				UnauthenticatedRoleProps: &awsiam.RoleProps{RoleName: s.token},
			})
		},
	},
	{
		name:   "default roles with long names in a region that takes short ones",
		region: "us-gov-east-1",
		make: func(s *site) identitypool.IdentityPool {
			return newPool(s, &props{
				AuthenticatedRoleProps:    &awsiam.RoleProps{RoleName: jsii.String("the-users-of-the-shop")},
				CreateUnauthenticatedRole: jsii.Bool(false),
			})
		},
		want: []string{"identitypool:role-name-too-long"},
	},
	{
		name: "the default role of another pool is none for this one",
		make: func(s *site) identitypool.IdentityPool {
			other := identitypool.NewIdentityPool(s.stack, jsii.String("Other"), nil)
			return newPool(s, &props{AuthenticatedRole: other.AuthenticatedRole()})
		},
		want: []string{"identitypool:role-not-assumable"},
	},
	{
		name: "the default role of another pool is none for a mapping, a group or later",
		make: func(s *site) identitypool.IdentityPool {
			other := identitypool.NewIdentityPool(s.stack, jsii.String("Other"), &props{PrincipalTagMappings: &[]*tagging{
				{ProviderUrl: identitypool.IdentityPoolProviderUrl_GOOGLE(), Tags: tenantTag()},
			}})
			pool := newPool(s, &props{
				CreateUnauthenticatedRole: jsii.Bool(false),
				AuthenticationProviders: &providers{
					Google:    &identitypool.IdentityPoolGoogleLoginProvider{ClientId: jsii.String("google")},
					UserPools: &[]identitypool.IUserPoolAuthenticationProvider{s.provider()},
				},
			})
			pool.AddRoleMappings(withRules(identitypool.IdentityPoolProviderUrl_GOOGLE(), s.rule(func(rule *identitypool.RoleMappingRule) {
				rule.MappedRole = other.AuthenticatedRole()
			})))
			pool.AddGroup(jsii.String("admins"), &groupOptions{UserPool: s.userPool, UserPoolClient: s.client, Role: other.UnauthenticatedRole()})
			pool.SetUnauthenticatedRole(other.UnauthenticatedRole())
			return pool
		},
		want: []string{"identitypool:role-not-assumable", "identitypool:role-not-assumable"},
	},
	{
		name: "the default role of another pool may trust this one, too",
		make: func(s *site) identitypool.IdentityPool {
			other := identitypool.NewIdentityPool(s.stack, jsii.String("Other"), nil)
			pool := newPool(s, &props{AuthenticatedRole: other.AuthenticatedRole()})
			other.AuthenticatedRole().(awsiam.Role).AssumeRolePolicy().AddStatements(awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
				Actions: jsii.Strings("sts:AssumeRoleWithWebIdentity"), Principals: &[]awsiam.IPrincipal{pool.AuthenticatedPrincipal()},
			}))
			return pool
		},
	},
	{
		name: "a default role may be the role of a group of its own pool",
		make: func(s *site) identitypool.IdentityPool {
			pool := newPool(s, nil)
			options := s.group(pool)
			options.Role = pool.AuthenticatedRole()
			pool.AddGroup(jsii.String("testers"), options)
			return pool
		},
	},
	{
		name: "the default role of guests is none for a rule, nor for signed-in users",
		make: func(s *site) identitypool.IdentityPool {
			pool := newPool(s, &props{CreateAuthenticatedRole: jsii.Bool(false), AuthenticationProviders: registered(s.provider())})
			pool.AddRoleMappings(withRules(s.userPoolUrl(), s.rule(func(rule *identitypool.RoleMappingRule) {
				rule.MappedRole = pool.UnauthenticatedRole()
			})))
			pool.SetAuthenticatedRole(pool.UnauthenticatedRole())
			return pool
		},
		want: []string{"identitypool:role-not-assumable"},
	},
	{
		name: "the default role of guests is none for a group",
		make: func(s *site) identitypool.IdentityPool {
			pool := newPool(s, nil)
			options := s.group(pool)
			options.Role = pool.UnauthenticatedRole()
			pool.AddGroup(jsii.String("testers"), options)
			return pool
		},
		want: []string{"identitypool:role-not-assumable"},
	},
	{
		name: "two groups of one precedence",
		make: func(s *site) identitypool.IdentityPool {
			pool := newPool(s, nil)
			options := s.group(pool)
			options.Precedence = jsii.Number(1)
			for _, name := range []string{"editors", "testers", "readers"} {
				pool.AddGroup(jsii.String(name), options)
			}
			return pool
		},
		want: []string{"identitypool:group-precedence-tie", "identitypool:group-precedence-tie"},
	},
	{
		name: "two groups of one precedence and one role, and another user pool's",
		make: func(s *site) identitypool.IdentityPool {
			pool := newPool(s, nil)
			options := s.group(pool)
			options.Role = pool.AuthenticatedRole()
			options.Precedence = jsii.Number(1)
			pool.AddGroup(jsii.String("editors"), options)
			pool.AddGroup(jsii.String("testers"), options)
			other := awscognito.NewUserPool(s.stack, jsii.String("Other"), nil)
			options.UserPool, options.UserPoolClient, options.Role = other, other.AddClient(jsii.String("Client"), nil), nil
			pool.AddUserPoolAuthentication(providerOf(other, options.UserPoolClient))
			pool.AddGroup(jsii.String("readers"), options)
			return pool
		},
	},
	{
		name: "the default role of signed-in users is none for guests",
		make: func(s *site) identitypool.IdentityPool {
			pool := newPool(s, &props{CreateUnauthenticatedRole: jsii.Bool(false)})
			pool.SetUnauthenticatedRole(pool.AuthenticatedRole())
			return pool
		},
		want: []string{"identitypool:role-not-assumable"},
	},
	{
		name: "the default role of guests may trust signed-in users, too",
		make: func(s *site) identitypool.IdentityPool {
			pool := newPool(s, &props{CreateAuthenticatedRole: jsii.Bool(false)})
			pool.UnauthenticatedRole().(awsiam.Role).AssumeRolePolicy().AddStatements(awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
				Actions: jsii.Strings("sts:AssumeRoleWithWebIdentity"), Principals: &[]awsiam.IPrincipal{pool.AuthenticatedPrincipal()},
			}))
			pool.SetAuthenticatedRole(pool.UnauthenticatedRole())
			return pool
		},
	},
	{
		name:   "roles of another account can't be handed out",
		region: "eu-west-1",
		make: func(s *site) identitypool.IdentityPool {
			elsewhere := awsiam.Role_FromRoleArn(s.stack, jsii.String("Elsewhere"), jsii.String("arn:aws:iam::222222222222:role/staff"), nil)
			here := awsiam.Role_FromRoleArn(s.stack, jsii.String("Here"), jsii.String("arn:aws:iam::111111111111:role/staff"), nil)
			return newPool(s, &props{AuthenticatedRole: elsewhere, UnauthenticatedRole: here})
		},
		want: []string{"identitypool:role-of-other-account"},
	},
	{
		name:   "a mapped role of another account can't be handed out",
		region: "eu-west-1",
		make: func(s *site) identitypool.IdentityPool {
			return newPool(s, &props{
				AuthenticationProviders: &providers{Google: &identitypool.IdentityPoolGoogleLoginProvider{ClientId: jsii.String("google")}},
				RoleMappings: &[]*mapping{withRules(identitypool.IdentityPoolProviderUrl_GOOGLE(), s.rule(func(rule *identitypool.RoleMappingRule) {
					rule.MappedRole = awsiam.Role_FromRoleArn(s.stack, jsii.String("Elsewhere"), jsii.String("arn:aws:iam::222222222222:role/staff"), nil)
				}))},
			})
		},
		want: []string{"identitypool:role-of-other-account"},
	},
	{
		name: "a role may be of the account of a stack without one",
		make: func(s *site) identitypool.IdentityPool {
			return newPool(s, &props{
				AuthenticatedRole: awsiam.Role_FromRoleArn(s.stack, jsii.String("Role1"), jsii.String("arn:aws:iam::222222222222:role/staff"), nil),
			})
		},
	},
	{
		name: "lists are compared with CONTAINS only",
		make: func(s *site) identitypool.IdentityPool {
			compared := func(claim, value string, matchType identitypool.RoleMappingMatchType) *identitypool.RoleMappingRule {
				return s.rule(func(rule *identitypool.RoleMappingRule) {
					rule.Claim, rule.ClaimValue, rule.MatchType = jsii.String(claim), jsii.String(value), matchType
				})
			}
			return newPool(s, &props{
				AuthenticationProviders: registered(s.provider()),
				RoleMappings: &[]*mapping{withRules(s.userPoolUrl(),
					compared("cognito:groups", "admins", identitypool.RoleMappingMatchType_CONTAINS),
					compared("cognito:groups", "editors", ""),
					compared("cognito:roles", "arn", identitypool.RoleMappingMatchType_STARTS_WITH),
				)},
			})
		},
		want: []string{"identitypool:list-claim-compared", "identitypool:list-claim-compared"},
	},
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
		name: "tags beside the defaults",
		make: func(s *site) identitypool.IdentityPool {
			return newPool(s, &props{
				AuthenticationProviders: registered(s.provider()),
				PrincipalTagMappings:    &[]*tagging{{ProviderUrl: s.userPoolUrl(), Tags: tenantTag(), UseDefaults: jsii.Bool(true)}},
			})
		},
		want: []string{"identitypool:tags-with-defaults"},
	},
	{
		name: "a pool without mappings has none",
		make: func(s *site) identitypool.IdentityPool { return newPool(s, nil) },
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
	{
		name: "a token mapping is not for a user pool",
		make: func(s *site) identitypool.IdentityPool {
			return newPool(s, &props{
				AuthenticationProviders: &providers{Google: &identitypool.IdentityPoolGoogleLoginProvider{ClientId: jsii.String("id")}},
				RoleMappings:            &[]*mapping{byToken(identitypool.IdentityPoolProviderUrl_GOOGLE())},
			})
		},
		want: []string{"identitypool:token-mapping-never-applies"},
	},
	{
		name: "a rule of Amazon and Facebook has a claim that can't be used",
		make: func(s *site) identitypool.IdentityPool {
			sub := s.rule(func(rule *identitypool.RoleMappingRule) { rule.Claim = jsii.String("sub") })
			return newPool(s, &props{
				AuthenticationProviders: &providers{
					Amazon:   &identitypool.IdentityPoolAmazonLoginProvider{AppId: jsii.String("id")},
					Facebook: &identitypool.IdentityPoolFacebookLoginProvider{AppId: jsii.String("id")},
					Google:   &identitypool.IdentityPoolGoogleLoginProvider{ClientId: jsii.String("id")},
				},
				RoleMappings: &[]*mapping{
					withRules(identitypool.IdentityPoolProviderUrl_AMAZON(), sub, s.rule(nil)),
					withRules(identitypool.IdentityPoolProviderUrl_FACEBOOK(), s.rule(nil)),
					withRules(identitypool.IdentityPoolProviderUrl_GOOGLE(), s.rule(nil)),
				},
			})
		},
		want: []string{"identitypool:rule-never-applies", "identitypool:rule-never-applies"},
	},
	{
		name: "ambiguous roles have no role to resolve to",
		make: func(s *site) identitypool.IdentityPool {
			ambiguous := byToken(s.userPoolUrl())
			ambiguous.ResolveAmbiguousRoles = jsii.Bool(true)
			return newPool(s, &props{
				CreateAuthenticatedRole: jsii.Bool(false), AuthenticationProviders: registered(s.provider()), RoleMappings: &[]*mapping{ambiguous},
			})
		},
		want: []string{"identitypool:users-without-role"},
	},
	{
		name: "users of providers without a mapping have no role",
		make: func(s *site) identitypool.IdentityPool {
			pool := newPool(s, &props{
				CreateAuthenticatedRole: jsii.Bool(false),
				AuthenticationProviders: &providers{
					CustomProvider: jsii.String("login.example.com"),
					Google:         &identitypool.IdentityPoolGoogleLoginProvider{ClientId: jsii.String("id")},
					Apple:          &identitypool.IdentityPoolAppleLoginProvider{ServicesId: jsii.String("id")},
				},
				RoleMappings: &[]*mapping{withRules(identitypool.IdentityPoolProviderUrl_APPLE(), s.rule(nil))},
			})
			pool.AddUserPoolAuthentication(s.provider())
			return pool
		},
		want: []string{"identitypool:users-without-role", "identitypool:users-without-role", "identitypool:users-without-role"},
	},
	{
		name: "users without the authenticated role may get another one",
		make: func(s *site) identitypool.IdentityPool {
			saml := awsiam.SamlProvider_FromSamlProviderArn(s.stack, jsii.String("Saml"), jsii.String("arn:aws:iam::111111111111:saml-provider/staff"))
			return newPool(s, &props{
				CreateAuthenticatedRole: jsii.Bool(false),
				AuthenticationProviders: &providers{
					SamlProviders: &[]interfacesawsiam.ISAMLProviderRef{saml},
					UserPools:     &[]identitypool.IUserPoolAuthenticationProvider{s.provider()},
				},
				RoleMappings: &[]*mapping{byToken(identitypool.IdentityPoolProviderUrl_UserPoolUrl(s.token))},
			})
		},
	},
	{
		name: "the classic flow needs no authenticated role",
		make: func(s *site) identitypool.IdentityPool {
			return newPool(s, &props{
				AllowClassicFlow: jsii.Bool(true), CreateAuthenticatedRole: jsii.Bool(false), AuthenticationProviders: registered(s.provider()),
			})
		},
	},
	{
		name: "the classic flow with role mappings",
		make: func(s *site) identitypool.IdentityPool {
			pool := newPool(s, &props{AllowClassicFlow: jsii.Bool(true), AuthenticationProviders: registered(s.provider())})
			pool.AddRoleMappings(byToken(s.userPoolUrl()))
			return pool
		},
		want: []string{"identitypool:classic-flow-with-role-mappings"},
	},
	{
		name: "tags with a supplied role",
		make: func(s *site) identitypool.IdentityPool {
			return newPool(s, &props{
				AuthenticatedRole: s.role, AuthenticationProviders: registered(s.provider()),
				PrincipalTagMappings: &[]*tagging{{ProviderUrl: s.userPoolUrl(), Tags: tenantTag()}},
			})
		},
		want: []string{"identitypool:role-without-tag-session"},
	},
	{
		name: "tags with a supplied role that takes them",
		make: func(s *site) identitypool.IdentityPool {
			imported := identitypool.IdentityPool_FromIdentityPoolId(s.stack, jsii.String("Imported"), jsii.String("eu-west-1:id"))
			role := awsiam.NewRole(s.stack, jsii.String("Tagged"), &awsiam.RoleProps{AssumedBy: imported.AuthenticatedPrincipal()})
			return newPool(s, &props{
				AuthenticatedRole: role, AuthenticationProviders: registered(s.provider()),
				PrincipalTagMappings: &[]*tagging{{ProviderUrl: s.userPoolUrl(), Tags: tenantTag()}},
			})
		},
	},
	{
		name: "tags with an imported role",
		make: func(s *site) identitypool.IdentityPool {
			role := awsiam.Role_FromRoleArn(s.stack, jsii.String("Imported"), jsii.String("arn:aws:iam::111111111111:role/staff"), nil)
			return newPool(s, &props{
				AuthenticatedRole: role, AuthenticationProviders: registered(s.provider()),
				PrincipalTagMappings: &[]*tagging{{ProviderUrl: s.userPoolUrl(), Tags: tenantTag()}},
			})
		},
		want: []string{"identitypool:role-without-tag-session"},
	},
	{
		name: "more user pools than the quota, warned of once",
		make: func(s *site) identitypool.IdentityPool {
			userPools := []identitypool.IUserPoolAuthenticationProvider{}
			for i := range 50 {
				userPools = append(userPools, numbered(i))
			}
			pool := newPool(s, &props{AuthenticationProviders: registered(userPools...)})
			pool.AddUserPoolAuthentication(numbered(50))
			pool.AddUserPoolAuthentication(numbered(51))
			return pool
		},
		want: []string{"identitypool:quota-exceeded"},
	},
	{
		name: "a secret in plain text",
		make: func(s *site) identitypool.IdentityPool {
			return newPool(s, twitterProps("secret"))
		},
		want: []string{"identitypool:secret-in-plain-text"},
	},
	{
		name: "a secret in Secrets Manager",
		make: func(s *site) identitypool.IdentityPool {
			return newPool(s, twitterProps(*awscdk.SecretValue_SecretsManager(jsii.String("twitter"), nil).UnsafeUnwrap()))
		},
	},
	{
		name: "a rule that never applies",
		make: func(s *site) identitypool.IdentityPool {
			not := s.rule(func(rule *identitypool.RoleMappingRule) { rule.MatchType = identitypool.RoleMappingMatchType_NOTEQUAL })
			same := s.rule(func(rule *identitypool.RoleMappingRule) { rule.MatchType = identitypool.RoleMappingMatchType_EQUALS })
			return newPool(s, &props{
				AuthenticationProviders: registered(s.provider()),
				RoleMappings:            &[]*mapping{withRules(s.userPoolUrl(), s.rule(nil), not, same)},
			})
		},
		want: []string{"identitypool:rule-never-applies"},
	},
	{
		name: "a rule that an earlier one leaves nothing to match",
		make: func(s *site) identitypool.IdentityPool {
			part := s.rule(func(rule *identitypool.RoleMappingRule) {
				rule.ClaimValue, rule.MatchType = jsii.String("sal"), identitypool.RoleMappingMatchType_CONTAINS
			})
			return newPool(s, &props{
				AuthenticationProviders: registered(s.provider()),
				RoleMappings:            &[]*mapping{withRules(s.userPoolUrl(), part, s.rule(nil))},
			})
		},
		want: []string{"identitypool:rule-never-applies"},
	},
	{
		name: "a rule after others that match every text",
		make: func(s *site) identitypool.IdentityPool {
			not := s.rule(func(rule *identitypool.RoleMappingRule) { rule.MatchType = identitypool.RoleMappingMatchType_NOTEQUAL })
			part := s.rule(func(rule *identitypool.RoleMappingRule) {
				rule.ClaimValue, rule.MatchType = jsii.String("a"), identitypool.RoleMappingMatchType_STARTS_WITH
			})
			return newPool(s, &props{
				AuthenticationProviders: registered(s.provider()),
				RoleMappings:            &[]*mapping{withRules(s.userPoolUrl(), s.rule(nil), not, part)},
			})
		},
		want: []string{"identitypool:rule-never-applies"},
	},
	{
		name: "a rule on a token can't be compared",
		make: func(s *site) identitypool.IdentityPool {
			part := s.rule(func(rule *identitypool.RoleMappingRule) {
				rule.ClaimValue, rule.MatchType = jsii.String("$"), identitypool.RoleMappingMatchType_STARTS_WITH
			})
			token := s.rule(func(rule *identitypool.RoleMappingRule) { rule.ClaimValue = s.token })
			return newPool(s, &props{
				AuthenticationProviders: registered(s.provider()),
				RoleMappings:            &[]*mapping{withRules(s.userPoolUrl(), part, token)},
			})
		},
	},
	{
		name: "guests without a role in the classic flow",
		make: func(s *site) identitypool.IdentityPool {
			return newPool(s, &props{
				AllowClassicFlow: jsii.Bool(true), AllowUnauthenticatedIdentities: jsii.Bool(true), CreateUnauthenticatedRole: jsii.Bool(false),
			})
		},
		want: []string{"identitypool:guests-without-role"},
	},
	{
		name: "default roles in us-gov-east-1", region: "us-gov-east-1",
		make: func(s *site) identitypool.IdentityPool { return newPool(s, nil) },
		want: []string{"identitypool:role-name-too-long"},
	},
	{
		name: "supplied roles in us-gov-east-1", region: "us-gov-east-1",
		make: func(s *site) identitypool.IdentityPool {
			return newPool(s, &props{AuthenticatedRole: s.role, CreateUnauthenticatedRole: jsii.Bool(false)})
		},
	},
	{
		name: "providers that cn-north-1 doesn't have", region: "cn-north-1",
		make: func(s *site) identitypool.IdentityPool {
			return newPool(s, &props{AuthenticationProviders: &providers{
				Facebook:  &identitypool.IdentityPoolFacebookLoginProvider{AppId: jsii.String("id")},
				UserPools: &[]identitypool.IUserPoolAuthenticationProvider{s.provider()},
			}})
		},
		want: []string{"identitypool:provider-not-in-region", "identitypool:provider-not-in-region"},
	},
	{
		name: "a user pool is added in cn-north-1", region: "cn-north-1",
		make: func(s *site) identitypool.IdentityPool {
			pool := newPool(s, nil)
			pool.AddUserPoolAuthentication(s.provider())
			return pool
		},
		want: []string{"identitypool:provider-not-in-region"},
	},
}

func newPool(s *site, poolProps *props) identitypool.IdentityPool {
	return identitypool.NewIdentityPool(s.stack, jsii.String("Pool"), poolProps)
}

func numbered(i int) identitypool.IUserPoolAuthenticationProvider {
	return &ownProvider{&bindConfig{
		ClientId: jsii.String(fmt.Sprint(i)), ProviderName: jsii.String("cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a"), ServerSideTokenCheck: jsii.Bool(true),
	}}
}

func twitterProps(secret string) *props {
	return loginProps(providers{Twitter: &identitypool.IdentityPoolTwitterLoginProvider{
		ConsumerKey: jsii.String("key"), ConsumerSecret: jsii.String(secret),
	}})
}

func TestPoolsAreWarnedOfWhatAWSRefusesOrIgnores(t *testing.T) {
	for _, test := range warned {
		t.Run(test.name, func(t *testing.T) {
			site := newSite(test.region)
			test.make(site)
			want := append([]string{}, test.want...)
			assert.Equal(t, want, warningIDs(t, site.stack, "Stack/Pool/Resource"))
			// A second synthesis says nothing new.
			assert.Equal(t, want, warningIDs(t, site.stack, "Stack/Pool/Resource"))
		})
	}
}

func TestWarningsOfTheAttachmentOfAnImportedPool(t *testing.T) {
	site := newSite("")
	imported := identitypool.IdentityPool_FromIdentityPoolId(site.stack, jsii.String("Imported"), jsii.String("eu-west-1:id"))
	ambiguous := byToken(identitypool.IdentityPoolProviderUrl_AMAZON())
	ambiguous.ResolveAmbiguousRoles = jsii.Bool(true)
	identitypool.NewIdentityPoolRoleAttachment(site.stack, jsii.String("Attachment"), &identitypool.IdentityPoolRoleAttachmentProps{
		IdentityPool: imported, UnauthenticatedRole: site.role,
	}).AddRoleMappings(ambiguous)
	assert.Equal(t, []string{"identitypool:token-mapping-never-applies", "identitypool:users-without-role"}, warningIDs(t, site.stack, "Stack/Attachment/Resource"))
}
