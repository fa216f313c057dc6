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

// doubtful is an identity pool with the warnings that it gets.
type doubtful struct {
	name   string
	region string
	make   func(*site) identitypool.IdentityPool
	want   []string
}

// They stand beside the tests of what is warned about.
var doubtfulPools = slices.Concat(doubtfulSettings, doubtfulRoles, doubtfulRoleMappings, doubtfulProviderNames, missingProviders)

var doubtfulSettings = []doubtful{
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
		name: "two groups of one precedence and one role that is imported twice",
		make: func(s *site) identitypool.IdentityPool {
			pool := newPool(s, nil)
			options := s.group(pool)
			options.Precedence = jsii.Number(1)
			for _, name := range []string{"editors", "testers"} {
				options.Role = awsiam.Role_FromRoleArn(s.stack, jsii.String("RoleOf"+name), jsii.String("arn:aws:iam::111111111111:role/staff"), nil)
				pool.AddGroup(jsii.String(name), options)
			}
			return pool
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
	for _, test := range doubtfulPools {
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
