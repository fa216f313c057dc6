package identitypool_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/interfaces/interfacesawsiam"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool"
)

// site is what the bad inputs are made of and tried on.
type site struct {
	stack    awscdk.Stack
	userPool awscognito.UserPool
	client   awscognito.UserPoolClient
	role     awsiam.Role
	token    *string
}

func newSite(region string) *site {
	var props awscdk.StackProps
	if region != "" {
		props.Env = &awscdk.Environment{Account: jsii.String("111111111111"), Region: jsii.String(region)}
	}
	stack := awscdk.NewStack(awscdk.NewApp(nil), jsii.String("Stack"), &props)
	userPool := awscognito.NewUserPool(stack, jsii.String("UserPool"), nil)
	return &site{
		stack:    stack,
		userPool: userPool,
		client:   userPool.AddClient(jsii.String("Client"), nil),
		role:     awsiam.NewRole(stack, jsii.String("Role"), &awsiam.RoleProps{AssumedBy: awsiam.NewAccountRootPrincipal()}),
		token:    awscdk.Fn_ImportValue(jsii.String("Export")),
	}
}

// constructs returns the paths of all that has been defined.
func (s *site) constructs() []string {
	var paths []string
	for _, construct := range *s.stack.Node().FindAll(constructs.ConstructOrder_PREORDER) {
		paths = append(paths, *construct.Node().Path())
	}
	return paths
}

// provider returns a provider for the client.
func (s *site) provider() identitypool.IUserPoolAuthenticationProvider {
	return identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
		UserPool: s.userPool, UserPoolClient: s.client,
	})
}

// rule returns a correct rule, changed.
func (s *site) rule(change func(*identitypool.RoleMappingRule)) *identitypool.RoleMappingRule {
	rule := &identitypool.RoleMappingRule{
		Claim: jsii.String("custom:department"), ClaimValue: jsii.String("sales"), MappedRole: s.role,
	}
	if change != nil {
		change(rule)
	}
	return rule
}

func (s *site) rules(number int) *[]*identitypool.RoleMappingRule {
	rules := []*identitypool.RoleMappingRule{}
	for i := range number {
		rules = append(rules, s.rule(func(rule *identitypool.RoleMappingRule) { rule.ClaimValue = jsii.String(fmt.Sprint(i)) }))
	}
	return &rules
}

func (s *site) userPoolUrl() identitypool.IdentityPoolProviderUrl {
	return identitypool.IdentityPoolProviderUrl_UserPool(s.userPool, s.client)
}

type (
	props     = identitypool.IdentityPoolProps
	providers = identitypool.IdentityPoolAuthenticationProviders
	mapping   = identitypool.IdentityPoolRoleMapping
	tagging   = identitypool.IdentityPoolPrincipalTagMapping
)

func loginProps(login providers) *props { return &props{AuthenticationProviders: &login} }

func mappingProps(mappings ...*mapping) *props { return &props{RoleMappings: &mappings} }

func taggingProps(mappings ...*tagging) *props { return &props{PrincipalTagMappings: &mappings} }

func byToken(url identitypool.IdentityPoolProviderUrl) *mapping {
	return &mapping{ProviderUrl: url, UseToken: jsii.Bool(true)}
}

func custom(name string) identitypool.IdentityPoolProviderUrl {
	return identitypool.IdentityPoolProviderUrl_Custom(jsii.String(name))
}

func tenantTag() *map[string]*string {
	return &map[string]*string{"tenant": jsii.String("custom:tenant")}
}

func long(length int) *string { return jsii.String(strings.Repeat("x", length)) }

// ownProvider is a provider of a user's own.
type ownProvider struct {
	config *identitypool.UserPoolAuthenticationProviderBindConfig
}

func (p *ownProvider) Bind(constructs.Construct, identitypool.IIdentityPool, *identitypool.UserPoolAuthenticationProviderBindOptions) *identitypool.UserPoolAuthenticationProviderBindConfig {
	return p.config
}

const oidcArn = "arn:aws:iam::123456789012:oidc-provider/"

// badProps are properties that no identity pool can have, with the problems that are reported. Where only constructs can
// tell, Validate can't.
var badProps = []struct {
	name       string
	region     string
	props      func(*site) *props
	problems   []string
	constructs bool // only constructs can tell
}{
	{
		name:     "the name is empty",
		props:    func(*site) *props { return &props{IdentityPoolName: jsii.String("")} },
		problems: []string{`IdentityPoolName: is empty; allowed are 1 to 128 letters, digits, spaces and _ + = , . @ -`},
	},
	{
		name:     "the name is too long",
		props:    func(*site) *props { return &props{IdentityPoolName: long(129)} },
		problems: []string{`IdentityPoolName: "` + *long(129) + `" is 129 characters long; allowed are 1 to 128 letters, digits, spaces and _ + = , . @ -`},
	},
	{
		name:     "the name has a character that AWS refuses",
		props:    func(*site) *props { return &props{IdentityPoolName: jsii.String("my/pool")} },
		problems: []string{`IdentityPoolName: "my/pool" holds '/'; allowed are 1 to 128 letters, digits, spaces and _ + = , . @ -`},
	},
	{
		name:     "the name has a letter that is not ASCII",
		props:    func(*site) *props { return &props{IdentityPoolName: jsii.String("größe")} },
		problems: []string{`IdentityPoolName: "größe" holds 'ö'; allowed are 1 to 128 letters, digits, spaces and _ + = , . @ -`},
	},
	{
		name:     "the name is not UTF-8",
		props:    func(*site) *props { return &props{IdentityPoolName: jsii.String("a\xffb")} },
		problems: []string{`IdentityPoolName: "a\xffb" is not valid UTF-8; allowed are 1 to 128 letters, digits, spaces and _ + = , . @ -`},
	},
	{
		name:     "the principal is empty",
		props:    func(*site) *props { return &props{FederatedPrincipal: jsii.String("")} },
		problems: []string{"FederatedPrincipal: is empty; leave it out, or pass a principal such as cognito-identity.amazonaws.com"},
	},
	{
		name:     "the principal is a token",
		props:    func(s *site) *props { return &props{FederatedPrincipal: s.token} },
		problems: []string{"FederatedPrincipal: is a token; it begins the keys of a condition, which must be known when the app is synthesized"},
	},
	{
		name:   "guests are allowed without a role",
		region: "us-east-1",
		props: func(*site) *props {
			return &props{AllowUnauthenticatedIdentities: jsii.Bool(true), CreateUnauthenticatedRole: jsii.Bool(false)}
		},
		problems: []string{"AllowUnauthenticatedIdentities: is set, but there is no role for guests: they would get no credentials; " +
			"supply UnauthenticatedRole, or leave out CreateUnauthenticatedRole"},
	},
	{
		name:     "the developer provider is empty",
		props:    func(*site) *props { return loginProps(providers{CustomProvider: jsii.String("")}) },
		problems: []string{`AuthenticationProviders.CustomProvider: is empty; allowed are 1 to 100 letters, digits and _ . -`},
	},
	{
		name:     "the developer provider is too long",
		props:    func(*site) *props { return loginProps(providers{CustomProvider: long(101)}) },
		problems: []string{`AuthenticationProviders.CustomProvider: "` + *long(101) + `" is 101 characters long; allowed are 1 to 100 letters, digits and _ . -`},
	},
	{
		name:     "the developer provider is a URL",
		props:    func(*site) *props { return loginProps(providers{CustomProvider: jsii.String("https://example.com")}) },
		problems: []string{`AuthenticationProviders.CustomProvider: "https://example.com" holds ':'; allowed are 1 to 100 letters, digits and _ . -`},
	},
	{
		name: "the login providers have no ids",
		props: func(*site) *props {
			return loginProps(providers{
				Amazon:   &identitypool.IdentityPoolAmazonLoginProvider{},
				Apple:    &identitypool.IdentityPoolAppleLoginProvider{},
				Facebook: &identitypool.IdentityPoolFacebookLoginProvider{},
				Google:   &identitypool.IdentityPoolGoogleLoginProvider{},
				Twitter:  &identitypool.IdentityPoolTwitterLoginProvider{},
			})
		},
		problems: []string{
			"AuthenticationProviders.Amazon.AppId: is required; pass 1 to 128 letters, digits and _ . ; / -",
			"AuthenticationProviders.Apple.ServicesId: is required; pass 1 to 128 letters, digits and _ . ; / -",
			"AuthenticationProviders.Facebook.AppId: is required; pass 1 to 128 letters, digits and _ . ; / -",
			"AuthenticationProviders.Google.ClientId: is required; pass 1 to 128 letters, digits and _ . ; / -",
			"AuthenticationProviders.Twitter.ConsumerKey: is required; pass 1 to 126 letters, digits and _ . / -",
			"AuthenticationProviders.Twitter.ConsumerSecret: is required; pass 1 to 126 letters, digits and _ . / -",
		},
	},
	{
		name: "the ids of the login providers are empty",
		props: func(*site) *props {
			return loginProps(providers{
				Amazon:   &identitypool.IdentityPoolAmazonLoginProvider{AppId: jsii.String("")},
				Apple:    &identitypool.IdentityPoolAppleLoginProvider{ServicesId: jsii.String("")},
				Facebook: &identitypool.IdentityPoolFacebookLoginProvider{AppId: jsii.String("")},
				Google:   &identitypool.IdentityPoolGoogleLoginProvider{ClientId: jsii.String("")},
				Twitter:  &identitypool.IdentityPoolTwitterLoginProvider{ConsumerKey: jsii.String(""), ConsumerSecret: jsii.String("")},
			})
		},
		problems: []string{
			"AuthenticationProviders.Amazon.AppId: is required; pass 1 to 128 letters, digits and _ . ; / -",
			"AuthenticationProviders.Apple.ServicesId: is required; pass 1 to 128 letters, digits and _ . ; / -",
			"AuthenticationProviders.Facebook.AppId: is required; pass 1 to 128 letters, digits and _ . ; / -",
			"AuthenticationProviders.Google.ClientId: is required; pass 1 to 128 letters, digits and _ . ; / -",
			"AuthenticationProviders.Twitter.ConsumerKey: is required; pass 1 to 126 letters, digits and _ . / -",
			"AuthenticationProviders.Twitter.ConsumerSecret: is required; pass 1 to 126 letters, digits and _ . / -",
		},
	},
	{
		name: "the ids of the login providers are malformed",
		props: func(*site) *props {
			return loginProps(providers{
				Amazon:   &identitypool.IdentityPoolAmazonLoginProvider{AppId: long(129)},
				Apple:    &identitypool.IdentityPoolAppleLoginProvider{ServicesId: jsii.String("com example")},
				Facebook: &identitypool.IdentityPoolFacebookLoginProvider{AppId: jsii.String("id?")},
				Google:   &identitypool.IdentityPoolGoogleLoginProvider{ClientId: jsii.String("a@b")},
			})
		},
		problems: []string{
			`AuthenticationProviders.Amazon.AppId: "` + *long(129) + `" is 129 characters long; allowed are 1 to 128 letters, digits and _ . ; / -`,
			`AuthenticationProviders.Apple.ServicesId: "com example" holds ' '; allowed are 1 to 128 letters, digits and _ . ; / -`,
			`AuthenticationProviders.Facebook.AppId: "id?" holds '?'; allowed are 1 to 128 letters, digits and _ . ; / -`,
			`AuthenticationProviders.Google.ClientId: "a@b" holds '@'; allowed are 1 to 128 letters, digits and _ . ; / -`,
		},
	},
	{
		name: "the Twitter key holds the separator",
		props: func(*site) *props {
			return loginProps(providers{Twitter: &identitypool.IdentityPoolTwitterLoginProvider{
				ConsumerKey: jsii.String("a;b"), ConsumerSecret: jsii.String("secret"),
			}})
		},
		problems: []string{`AuthenticationProviders.Twitter.ConsumerKey: "a;b" holds ';'; allowed are 1 to 126 letters, digits and _ . / -`},
	},
	{
		name: "a Twitter secret never shows in a message",
		props: func(*site) *props {
			return loginProps(providers{Twitter: &identitypool.IdentityPoolTwitterLoginProvider{
				ConsumerKey: jsii.String("key"), ConsumerSecret: jsii.String("hush hush"),
			}})
		},
		problems: []string{"AuthenticationProviders.Twitter.ConsumerSecret: the secret holds ' '; allowed are 1 to 126 letters, digits and _ . / -"},
	},
	{
		name: "the Twitter key and secret together are too long",
		props: func(*site) *props {
			return loginProps(providers{Twitter: &identitypool.IdentityPoolTwitterLoginProvider{
				ConsumerKey: long(64), ConsumerSecret: long(64),
			}})
		},
		problems: []string{"AuthenticationProviders.Twitter: key and secret are 129 characters long with the semicolon between them; allowed are 128"},
	},
	{
		name: "elements of the provider lists are nil",
		props: func(s *site) *props {
			return loginProps(providers{
				OpenIdConnectProviders: &[]interfacesawsiam.IOIDCProviderRef{nil},
				SamlProviders:          &[]interfacesawsiam.ISAMLProviderRef{nil},
				UserPools:              &[]identitypool.IUserPoolAuthenticationProvider{s.provider(), nil, (*ownProvider)(nil)},
			})
		},
		problems: []string{
			"AuthenticationProviders.OpenIdConnectProviders[0]: is nil; leave it out or pass a provider",
			"AuthenticationProviders.SamlProviders[0]: is nil; leave it out or pass a provider",
			"AuthenticationProviders.UserPools[1]: is nil; leave it out or pass a provider",
			"AuthenticationProviders.UserPools[2]: is nil; leave it out or pass a provider",
		},
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
				userPools = append(userPools, &ownProvider{&identitypool.UserPoolAuthenticationProviderBindConfig{
					ClientId: jsii.String(fmt.Sprint(i)), ProviderName: jsii.String("name"), ServerSideTokenCheck: jsii.Bool(true),
				}})
			}
			return loginProps(providers{UserPools: &userPools})
		},
		problems: []string{"AuthenticationProviders.UserPools: 1001 in all; an identity pool takes at most 1000 user pool clients"},
	},
	{
		name: "a provider of one's own returns nil",
		props: func(*site) *props {
			return loginProps(providers{UserPools: &[]identitypool.IUserPoolAuthenticationProvider{&ownProvider{nil}}})
		},
		problems:   []string{"AuthenticationProviders.UserPools[0]: Bind returned nil; return the client id and provider name of a user pool"},
		constructs: true,
	},
	{
		name: "a provider of one's own returns nil before others that are right and wrong",
		props: func(s *site) *props {
			return loginProps(providers{UserPools: &[]identitypool.IUserPoolAuthenticationProvider{
				&ownProvider{nil}, s.provider(), &ownProvider{&identitypool.UserPoolAuthenticationProviderBindConfig{}}, numbered(1), numbered(1),
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
		name: "a provider of one's own returns nothing",
		props: func(*site) *props {
			return loginProps(providers{UserPools: &[]identitypool.IUserPoolAuthenticationProvider{
				&ownProvider{&identitypool.UserPoolAuthenticationProviderBindConfig{}},
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
		name: "a provider of one's own returns what AWS refuses",
		props: func(*site) *props {
			return loginProps(providers{UserPools: &[]identitypool.IUserPoolAuthenticationProvider{
				&ownProvider{&identitypool.UserPoolAuthenticationProviderBindConfig{
					ClientId: long(129), ProviderName: jsii.String("https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a"), ServerSideTokenCheck: jsii.Bool(true),
				}},
				&ownProvider{&identitypool.UserPoolAuthenticationProviderBindConfig{
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
	{
		name: "the ARN of an OpenID Connect provider is too long",
		props: func(s *site) *props {
			provider := awsiam.OpenIdConnectProvider_FromOpenIdConnectProviderArn(s.stack, jsii.String("Imported"), jsii.String(oidcArn+*long(2048)))
			return loginProps(providers{OpenIdConnectProviders: &[]interfacesawsiam.IOIDCProviderRef{provider}})
		},
		problems:   []string{`AuthenticationProviders.OpenIdConnectProviders[0]: "` + oidcArn + *long(140 - len(oidcArn)) + `"… is 2088 characters long; allowed are 20 to 2048 characters`},
		constructs: true,
	},
	{
		name:   "a SAML provider is of another account",
		region: "eu-west-1",
		props: func(s *site) *props {
			provider := awsiam.SamlProvider_FromSamlProviderArn(s.stack, jsii.String("Imported"), jsii.String("arn:aws:iam::222222222222:saml-provider/staff"))
			return loginProps(providers{SamlProviders: &[]interfacesawsiam.ISAMLProviderRef{provider}})
		},
		problems: []string{`AuthenticationProviders.SamlProviders[0]: "arn:aws:iam::222222222222:saml-provider/staff" is of account 222222222222; ` +
			"a SAML provider must be of the identity pool's account, 111111111111"},
		constructs: true,
	},
	{
		name: "the ARNs of the roles are too short",
		props: func(s *site) *props {
			role := awsiam.Role_FromRoleArn(s.stack, jsii.String("Imported"), jsii.String("arn:aws:iam::1:r/x"), nil)
			return &props{
				AuthenticatedRole: role, UnauthenticatedRole: role,
				RoleMappings: &[]*mapping{{
					ProviderUrl: identitypool.IdentityPoolProviderUrl_GOOGLE(),
					Rules:       &[]*identitypool.RoleMappingRule{s.rule(func(rule *identitypool.RoleMappingRule) { rule.MappedRole = role })},
				}},
			}
		},
		problems: []string{
			`AuthenticatedRole: "arn:aws:iam::1:r/x" is 18 characters long; allowed are 20 to 2048 characters`,
			`UnauthenticatedRole: "arn:aws:iam::1:r/x" is 18 characters long; allowed are 20 to 2048 characters`,
			`RoleMappings[0].Rules[0].MappedRole: "arn:aws:iam::1:r/x" is 18 characters long; allowed are 20 to 2048 characters`,
		},
		constructs: true,
	},
	{
		name:     "a role mapping is nil",
		props:    func(*site) *props { return mappingProps(nil) },
		problems: []string{"RoleMappings[0]: is nil; leave it out or pass a role mapping"},
	},
	{
		name:  "a role mapping is empty",
		props: func(*site) *props { return mappingProps(&mapping{}) },
		problems: []string{
			"RoleMappings[0].ProviderUrl: is required; use IdentityPoolProviderUrl_UserPool, IdentityPoolProviderUrl_GOOGLE or another of these functions",
			"RoleMappings[0].Rules: is required without UseToken; pass 1 to 25 rules, or set UseToken",
		},
	},
	{
		name: "a role mapping has rules and takes the token",
		props: func(s *site) *props {
			both := byToken(s.userPoolUrl())
			both.Rules = s.rules(2)
			return mappingProps(both)
		},
		problems: []string{"RoleMappings[0].Rules: 2 given, but UseToken is set; set one of the two: the token or the rules choose the role"},
	},
	{
		name: "the rules are an empty list",
		props: func(s *site) *props {
			return mappingProps(&mapping{ProviderUrl: s.userPoolUrl(), Rules: &[]*identitypool.RoleMappingRule{}})
		},
		problems: []string{"RoleMappings[0].Rules: is empty; pass 1 to 25 rules, or leave it out and set UseToken"},
	},
	{
		name: "UseToken is false and there are no rules",
		props: func(s *site) *props {
			return mappingProps(&mapping{ProviderUrl: s.userPoolUrl(), UseToken: jsii.Bool(false)})
		},
		problems: []string{"RoleMappings[0].Rules: is required without UseToken; pass 1 to 25 rules, or set UseToken"},
	},
	{
		name:     "too many rules",
		props:    func(s *site) *props { return mappingProps(&mapping{ProviderUrl: s.userPoolUrl(), Rules: s.rules(26)}) },
		problems: []string{"RoleMappings[0].Rules: 26 given; a role mapping takes at most 25, so combine some, or use groups and UseToken"},
	},
	{
		name: "too many role mappings",
		props: func(*site) *props {
			var mappings []*mapping
			for i := range 11 {
				mappings = append(mappings, byToken(custom(fmt.Sprintf("%d.example.com", i))))
			}
			return mappingProps(mappings...)
		},
		problems: []string{"RoleMappings: 11 in all; an identity pool takes role mappings for at most 10 providers, so use several identity pools"},
	},
	{
		name: "rules are nil and empty",
		props: func(s *site) *props {
			return mappingProps(&mapping{
				ProviderUrl: s.userPoolUrl(),
				Rules:       &[]*identitypool.RoleMappingRule{nil, {}, s.rule(nil)},
			})
		},
		problems: []string{
			"RoleMappings[0].Rules[0]: is nil; leave it out or pass a rule",
			"RoleMappings[0].Rules[1].Claim: is required; pass 1 to 64 letters, marks, symbols, digits and punctuation, no spaces",
			"RoleMappings[0].Rules[1].ClaimValue: is required; pass 1 to 128 characters",
			"RoleMappings[0].Rules[1].MappedRole: is required; pass the role that matching users get",
		},
	},
	{
		name: "claim and value are too long",
		props: func(s *site) *props {
			return mappingProps(&mapping{ProviderUrl: s.userPoolUrl(), Rules: &[]*identitypool.RoleMappingRule{
				s.rule(func(rule *identitypool.RoleMappingRule) { rule.Claim, rule.ClaimValue = long(65), long(129) }),
			}})
		},
		problems: []string{
			`RoleMappings[0].Rules[0].Claim: "` + *long(65) + `" is 65 characters long; allowed are 1 to 64 letters, marks, symbols, digits and punctuation, no spaces`,
			`RoleMappings[0].Rules[0].ClaimValue: "` + *long(129) + `" is 129 characters long; allowed are 1 to 128 characters`,
		},
	},
	{
		name: "a claim has a space",
		props: func(s *site) *props {
			return mappingProps(&mapping{ProviderUrl: s.userPoolUrl(), Rules: &[]*identitypool.RoleMappingRule{
				s.rule(func(rule *identitypool.RoleMappingRule) { rule.Claim = jsii.String("is admin") }),
				s.rule(func(rule *identitypool.RoleMappingRule) { rule.Claim = jsii.String("tab\t") }),
				s.rule(func(rule *identitypool.RoleMappingRule) { rule.Claim = jsii.String("no\u00a0break") }),
			}})
		},
		problems: []string{
			`RoleMappings[0].Rules[0].Claim: "is admin" holds ' '; allowed are 1 to 64 letters, marks, symbols, digits and punctuation, no spaces`,
			`RoleMappings[0].Rules[1].Claim: "tab\t" holds '\t'; allowed are 1 to 64 letters, marks, symbols, digits and punctuation, no spaces`,
			`RoleMappings[0].Rules[2].Claim: "no\u00a0break" holds '\u00a0'; allowed are 1 to 64 letters, marks, symbols, digits and punctuation, no spaces`,
		},
	},
	{
		name: "a match type does not exist",
		props: func(s *site) *props {
			return mappingProps(&mapping{ProviderUrl: s.userPoolUrl(), Rules: &[]*identitypool.RoleMappingRule{
				s.rule(func(rule *identitypool.RoleMappingRule) { rule.MatchType = "Equals" }),
				s.rule(func(rule *identitypool.RoleMappingRule) { rule.MatchType = "MATCHES" }),
			}})
		},
		problems: []string{
			`RoleMappings[0].Rules[0].MatchType: "Equals" does not exist; use RoleMappingMatchType_EQUALS, …_CONTAINS, …_STARTS_WITH or …_NOTEQUAL`,
			`RoleMappings[0].Rules[1].MatchType: "MATCHES" does not exist; use RoleMappingMatchType_EQUALS, …_CONTAINS, …_STARTS_WITH or …_NOTEQUAL`,
		},
	},
	{
		name: "keys are a token, empty and too long",
		props: func(s *site) *props {
			one, two, three := byToken(custom("1")), byToken(custom("2")), byToken(custom("3"))
			one.MappingKey, two.MappingKey, three.MappingKey = s.token, jsii.String(""), long(129)
			return mappingProps(one, two, three)
		},
		problems: []string{
			"RoleMappings[0].MappingKey: is a token; a key must be known when the app is synthesized: leave it out to have one derived, or pass a text",
			`RoleMappings[1].MappingKey: is empty; allowed are 1 to 128 characters`,
			`RoleMappings[2].MappingKey: "` + *long(129) + `" is 129 characters long; allowed are 1 to 128 characters`,
		},
	},
	{
		name: "a provider is mapped twice",
		props: func(*site) *props {
			return mappingProps(byToken(identitypool.IdentityPoolProviderUrl_GOOGLE()), byToken(custom("accounts.google.com")))
		},
		problems: []string{`RoleMappings[1].ProviderUrl: "accounts.google.com" is mapped already, by RoleMappings[0]; put all that is for this provider into one mapping`},
	},
	{
		name: "a user pool client is mapped twice",
		props: func(s *site) *props {
			two := byToken(s.userPoolUrl())
			two.MappingKey = jsii.String("another")
			return mappingProps(byToken(s.userPoolUrl()), two)
		},
		problems: []string{"RoleMappings[1].ProviderUrl: this provider is mapped already, by RoleMappings[0]; put all that is for this provider into one mapping"},
	},
	{
		name: "a user pool client is mapped by construct and by token",
		props: func(s *site) *props {
			url := identitypool.IdentityPoolProviderUrl_UserPoolUrl(jsii.String(*s.userPool.UserPoolProviderName() + ":" + *s.client.UserPoolClientId()))
			return mappingProps(byToken(s.userPoolUrl()), byToken(url))
		},
		problems: []string{"RoleMappings[1].ProviderUrl: this provider is mapped already, by RoleMappings[0]; put all that is for this provider into one mapping"},
	},
	{
		name: "a key is given twice",
		props: func(*site) *props {
			one, two := byToken(custom("1")), byToken(custom("2"))
			one.MappingKey, two.MappingKey = jsii.String("key"), jsii.String("key")
			return mappingProps(one, two)
		},
		problems: []string{`RoleMappings[1].MappingKey: "key" is the key of RoleMappings[0], too; each mapping needs a key of its own`},
	},
	{
		name: "a key is the name of another provider",
		props: func(*site) *props {
			two := byToken(custom("2"))
			two.MappingKey = jsii.String("1")
			return mappingProps(byToken(custom("1")), two)
		},
		problems: []string{`RoleMappings[1].MappingKey: "1" is the key of RoleMappings[0], too; each mapping needs a key of its own`},
	},
	{
		name: "two derived keys collide",
		props: func(s *site) *props {
			url := custom(*awscdk.Fn_ImportValue(jsii.String("Provider")))
			same := custom(*awscdk.Fn_ImportValue(jsii.String("Provider")))
			return mappingProps(byToken(url), byToken(same))
		},
		problems:   []string{`RoleMappings[1].MappingKey: is required: the derived key "{\"Fn::ImportValue\":\"Provider\"}" is that of RoleMappings[0], too; pass a key of your own`},
		constructs: true,
	},
	{
		name: "provider URLs have no value",
		props: func(s *site) *props {
			return mappingProps(
				byToken(identitypool.IdentityPoolProviderUrl_UserPoolUrl(nil)),
				byToken(identitypool.IdentityPoolProviderUrl_UserPool(nil, s.client)),
				byToken(identitypool.IdentityPoolProviderUrl_UserPool(s.userPool, nil)),
				byToken(identitypool.IdentityPoolProviderUrl_OpenId(jsii.String(""))),
				byToken(identitypool.IdentityPoolProviderUrl_Saml(nil)),
				byToken(identitypool.IdentityPoolProviderUrl_OpenIdConnectProvider(nil)),
				byToken(identitypool.IdentityPoolProviderUrl_SamlProvider(nil)),
				byToken(identitypool.IdentityPoolProviderUrl_Custom(nil)),
			)
		},
		problems: []string{
			"RoleMappings[0].ProviderUrl: has no value; pass a user pool and its client, or cognito-idp.<region>.amazonaws.com/<user pool id>:<client id>",
			"RoleMappings[1].ProviderUrl: has no value; pass a user pool and its client, or cognito-idp.<region>.amazonaws.com/<user pool id>:<client id>",
			"RoleMappings[2].ProviderUrl: has no value; pass a user pool and its client, or cognito-idp.<region>.amazonaws.com/<user pool id>:<client id>",
			"RoleMappings[3].ProviderUrl: has no value; pass the provider, or its ARN in IAM",
			"RoleMappings[4].ProviderUrl: has no value; pass the provider, or its ARN in IAM",
			"RoleMappings[5].ProviderUrl: has no value; pass the provider, or its ARN in IAM",
			"RoleMappings[6].ProviderUrl: has no value; pass the provider, or its ARN in IAM",
			"RoleMappings[7].ProviderUrl: has no value; pass the name of the provider",
		},
	},
	{
		name: "provider URLs have a scheme",
		props: func(*site) *props {
			return mappingProps(
				byToken(custom("https://example.com")),
				byToken(identitypool.IdentityPoolProviderUrl_OpenId(jsii.String("https://accounts.example.com"))),
				byToken(identitypool.IdentityPoolProviderUrl_Saml(jsii.String("http://saml.example.com"))),
				byToken(identitypool.IdentityPoolProviderUrl_UserPoolUrl(jsii.String("https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a"))),
				byToken(identitypool.NewIdentityPoolProviderUrl(identitypool.IdentityPoolProviderType_FACEBOOK, jsii.String("https://graph.facebook.com"))),
			)
		},
		problems: []string{
			`RoleMappings[0].ProviderUrl: "https://example.com" has a scheme; use the provider's name without https://`,
			`RoleMappings[1].ProviderUrl: "https://accounts.example.com" has a scheme; use the ARN of the provider in IAM`,
			`RoleMappings[2].ProviderUrl: "http://saml.example.com" has a scheme; use the ARN of the provider in IAM`,
			`RoleMappings[3].ProviderUrl: "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a" has a scheme; use the provider's name without https://`,
			`RoleMappings[4].ProviderUrl: "https://graph.facebook.com" has a scheme; use the provider's name without https://`,
		},
	},
	{
		name: "user pool URLs are malformed",
		props: func(*site) *props {
			return mappingProps(
				byToken(identitypool.IdentityPoolProviderUrl_UserPoolUrl(jsii.String("cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a"))),
				byToken(identitypool.IdentityPoolProviderUrl_UserPoolUrl(jsii.String("cognito-idp.eu-west-1.amazonaws.com/eu-west-1_b:"))),
				byToken(identitypool.IdentityPoolProviderUrl_UserPoolUrl(jsii.String("eu-west-1_a:client"))),
				byToken(identitypool.IdentityPoolProviderUrl_UserPoolUrl(jsii.String("cognito-idp.eu-west-1.amazonaws.com/"))),
				byToken(custom("cognito-idp.eu-west-1.amazonaws.com/eu-west-1_c")),
				byToken(identitypool.IdentityPoolProviderUrl_UserPoolUrl(jsii.String("cognito-idp.eu-west-1.amazonaws.com/:client"))),
			)
		},
		problems: []string{
			`RoleMappings[0].ProviderUrl: "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a" has no client id; write it as cognito-idp.<region>.amazonaws.com/<user pool id>:<client id>`,
			`RoleMappings[1].ProviderUrl: "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_b:" has no client id; write it as cognito-idp.<region>.amazonaws.com/<user pool id>:<client id>`,
			`RoleMappings[2].ProviderUrl: "eu-west-1_a:client" is not the name of a user pool; write it as cognito-idp.<region>.amazonaws.com/<user pool id>:<client id>`,
			`RoleMappings[3].ProviderUrl: "cognito-idp.eu-west-1.amazonaws.com/" is not the name of a user pool; write it as cognito-idp.<region>.amazonaws.com/<user pool id>:<client id>`,
			`RoleMappings[4].ProviderUrl: "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_c" has no client id; write it as cognito-idp.<region>.amazonaws.com/<user pool id>:<client id>`,
			`RoleMappings[5].ProviderUrl: "cognito-idp.eu-west-1.amazonaws.com/:client" is not the name of a user pool; write it as cognito-idp.<region>.amazonaws.com/<user pool id>:<client id>`,
		},
	},
	{
		name:     "the name of a provider is too long",
		props:    func(*site) *props { return mappingProps(byToken(custom(*long(129)))) },
		problems: []string{`RoleMappings[0].ProviderUrl: "` + *long(129) + `" is 129 characters long; allowed are 1 to 128 characters`},
	},
	{
		name: "the name of a provider is too long whatever its key",
		props: func(*site) *props {
			keyed := byToken(custom(*long(129)))
			keyed.MappingKey = jsii.String("key")
			return mappingProps(keyed)
		},
		problems: []string{`RoleMappings[0].ProviderUrl: "` + *long(129) + `" is 129 characters long; allowed are 1 to 128 characters`},
	},
	{
		name: "a type of provider does not exist",
		props: func(*site) *props {
			return mappingProps(byToken(identitypool.NewIdentityPoolProviderUrl("GITHUB", jsii.String("github.com"))))
		},
		problems: []string{`RoleMappings[0].ProviderUrl: "GITHUB" is not a type of provider; use one of the constants IdentityPoolProviderType_…`},
	},
	{
		name:  "a tag mapping is nil, another empty",
		props: func(*site) *props { return taggingProps(nil, &tagging{}) },
		problems: []string{
			"PrincipalTagMappings[0]: is nil; leave it out or pass a principal tag mapping",
			"PrincipalTagMappings[1].ProviderUrl: is required; use IdentityPoolProviderUrl_UserPool, IdentityPoolProviderUrl_GOOGLE or another of these functions",
			"PrincipalTagMappings[1].Tags: is required without UseDefaults; pass 1 to 50 tags, or set UseDefaults",
		},
	},
	{
		name: "a tag mapping has tags and the defaults",
		props: func(s *site) *props {
			return taggingProps(&tagging{ProviderUrl: s.userPoolUrl(), Tags: tenantTag(), UseDefaults: jsii.Bool(true)})
		},
		problems: []string{"PrincipalTagMappings[0].Tags: is set, and so is UseDefaults; set one of the two"},
	},
	{
		name: "the tags are empty",
		props: func(s *site) *props {
			return taggingProps(&tagging{ProviderUrl: s.userPoolUrl(), Tags: &map[string]*string{}})
		},
		problems: []string{"PrincipalTagMappings[0].Tags: is required without UseDefaults; pass 1 to 50 tags, or set UseDefaults"},
	},
	{
		name: "too many tags",
		props: func(s *site) *props {
			tags := map[string]*string{}
			for i := range 51 {
				tags[fmt.Sprint(i)] = jsii.String("sub")
			}
			return taggingProps(&tagging{ProviderUrl: s.userPoolUrl(), Tags: &tags})
		},
		problems: []string{"PrincipalTagMappings[0].Tags: 51 given; a principal tag mapping takes at most 50"},
	},
	{
		name: "keys and claims of tags are malformed",
		props: func(s *site) *props {
			return taggingProps(&tagging{ProviderUrl: s.userPoolUrl(), Tags: &map[string]*string{
				"":         jsii.String("sub"),
				"claim":    long(257),
				"none":     nil,
				*long(129): jsii.String("sub"),
				*s.token:   jsii.String("sub"),
			}})
		},
		problems: []string{
			"PrincipalTagMappings[0].Tags: a key is empty; allowed are 1 to 128 characters",
			"PrincipalTagMappings[0].Tags: a key is a token; keys must be known when the app is synthesized",
			`PrincipalTagMappings[0].Tags["claim"]: "` + (*long(257))[:140] + `"… is 257 characters long; allowed are 1 to 256 characters`,
			`PrincipalTagMappings[0].Tags["none"]: is required; pass 1 to 256 characters`,
			`PrincipalTagMappings[0].Tags: "` + *long(129) + `" is 129 characters long; allowed are 1 to 128 characters`,
		},
	},
	{
		name: "the tags of a user pool are mapped twice, through two clients",
		props: func(s *site) *props {
			other := s.userPool.AddClient(jsii.String("Other"), nil)
			return taggingProps(
				&tagging{ProviderUrl: s.userPoolUrl(), Tags: tenantTag()},
				&tagging{ProviderUrl: identitypool.IdentityPoolProviderUrl_UserPool(s.userPool, other), UseDefaults: jsii.Bool(true)},
			)
		},
		problems: []string{"PrincipalTagMappings[1].ProviderUrl: this provider is mapped already, by PrincipalTagMappings[0]; put all tags for this provider into one mapping"},
	},
	{
		name: "the tags of a user pool are mapped twice, by text",
		props: func(*site) *props {
			url := func(client string) identitypool.IdentityPoolProviderUrl {
				return identitypool.IdentityPoolProviderUrl_UserPoolUrl(jsii.String("cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a" + client))
			}
			return taggingProps(&tagging{ProviderUrl: url(":one"), Tags: tenantTag()}, &tagging{ProviderUrl: url(""), Tags: tenantTag()})
		},
		problems: []string{`PrincipalTagMappings[1].ProviderUrl: "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a" is mapped already, by PrincipalTagMappings[0]; put all tags for this provider into one mapping`},
	},
	{
		name: "two providers of tag mappings can't be told apart",
		props: func(*site) *props {
			return taggingProps(
				&tagging{ProviderUrl: custom(*awscdk.Fn_ImportValue(jsii.String("Provider"))), Tags: tenantTag()},
				&tagging{ProviderUrl: custom(*awscdk.Fn_ImportValue(jsii.String("Provider"))), Tags: tenantTag()},
			)
		},
		problems: []string{`PrincipalTagMappings[1].ProviderUrl: can't be told from that of PrincipalTagMappings[0]: both are derived as ` +
			`"{\"Fn::ImportValue\":\"Provider\"}"; name one of the providers by text`},
		constructs: true,
	},
	{
		name: "the provider of a tag mapping has a scheme, another is too long",
		props: func(*site) *props {
			return taggingProps(
				&tagging{ProviderUrl: custom("https://example.com"), Tags: tenantTag()},
				&tagging{ProviderUrl: custom(*long(129)), Tags: tenantTag()},
			)
		},
		problems: []string{
			`PrincipalTagMappings[0].ProviderUrl: "https://example.com" has a scheme; use the provider's name without https://`,
			`PrincipalTagMappings[1].ProviderUrl: "` + *long(129) + `" is 129 characters long; allowed are 1 to 128 characters`,
		},
	},
	{
		name:       "the principal of the region is not known",
		region:     "eusc-de-east-1",
		props:      func(*site) *props { return nil },
		problems:   []string{unknownPrincipal("eusc-de-east-1")},
		constructs: true,
	},
	{
		name:       "the principal of an isolated region is not known",
		region:     "us-iso-east-1",
		props:      func(s *site) *props { return &props{AuthenticatedRole: s.role} },
		problems:   []string{unknownPrincipal("us-iso-east-1")},
		constructs: true,
	},
	{
		name:       "there are no identity pools in the region",
		region:     "cn-northwest-1",
		props:      func(*site) *props { return &props{} },
		problems:   []string{unknownPrincipal("cn-northwest-1")},
		constructs: true,
	},
	{
		name:   "everything is wrong at once",
		region: "eu-isoe-west-1",
		props: func(s *site) *props {
			return &props{
				IdentityPoolName: jsii.String("?"),
				AuthenticationProviders: &providers{
					Google:    &identitypool.IdentityPoolGoogleLoginProvider{},
					UserPools: &[]identitypool.IUserPoolAuthenticationProvider{nil},
				},
				RoleMappings:         &[]*mapping{nil, byToken(custom("a")), byToken(custom("a"))},
				PrincipalTagMappings: &[]*tagging{{ProviderUrl: s.userPoolUrl()}},
			}
		},
		problems: []string{
			`IdentityPoolName: "?" holds '?'; allowed are 1 to 128 letters, digits, spaces and _ + = , . @ -`,
			"AuthenticationProviders.Google.ClientId: is required; pass 1 to 128 letters, digits and _ . ; / -",
			"AuthenticationProviders.UserPools[0]: is nil; leave it out or pass a provider",
			"RoleMappings[0]: is nil; leave it out or pass a role mapping",
			"PrincipalTagMappings[0].Tags: is required without UseDefaults; pass 1 to 50 tags, or set UseDefaults",
			`RoleMappings[2].ProviderUrl: "a" is mapped already, by RoleMappings[1]; put all that is for this provider into one mapping`,
			unknownPrincipal("eu-isoe-west-1"),
		},
		constructs: true,
	},
}

func unknownPrincipal(region string) string {
	return "FederatedPrincipal: is required in " + region + ": the principal of identity pools there is not documented; pass the one " +
		"that stands for cognito-identity.amazonaws.com, or supply the roles"
}

func TestBadPropsAreRefusedBeforeAnythingIsDefined(t *testing.T) {
	for _, test := range badProps {
		t.Run(test.name, func(t *testing.T) {
			site := newSite(test.region)
			props := test.props(site)
			before := site.constructs()

			err := recovered(func() { identitypool.NewIdentityPool(site.stack, jsii.String("Pool"), props) })

			assertProblems(t, "Stack/Pool", test.problems, err)
			assert.Equal(t, before, site.constructs())

			// The constructor can be called again: nothing is in the way.
			if test.region == "" {
				identitypool.NewIdentityPool(site.stack, jsii.String("Pool"), nil)
			}
		})
	}
}

func TestValidateReportsWhatTheGoValuesShow(t *testing.T) {
	for _, test := range badProps {
		t.Run(test.name, func(t *testing.T) {
			err := test.props(newSite(test.region)).Validate()
			if !test.constructs {
				assertProblems(t, "", test.problems, err)
				return
			}
			var invalid *identitypool.ValidationError
			if errors.As(err, &invalid) {
				for _, problem := range invalid.Problems {
					assert.Contains(t, test.problems, problem.Field+": "+problem.Message)
				}
			}
		})
	}
}

func TestValidateAcceptsCorrectProps(t *testing.T) {
	site := newSite("")
	require.NoError(t, (*identitypool.IdentityPoolProps)(nil).Validate())
	require.NoError(t, (&props{}).Validate())
	require.NoError(t, (&props{
		IdentityPoolName: site.token,
		AuthenticationProviders: &providers{
			Amazon:         &identitypool.IdentityPoolAmazonLoginProvider{AppId: jsii.String("{{resolve:ssm:/app id}}")},
			CustomProvider: jsii.String(*site.token + " with a space"),
			UserPools:      &[]identitypool.IUserPoolAuthenticationProvider{site.provider()},
		},
		RoleMappings: &[]*mapping{byToken(site.userPoolUrl()), {
			ProviderUrl: custom("https://" + *site.token), Rules: site.rules(25),
		}},
		PrincipalTagMappings: &[]*tagging{{ProviderUrl: site.userPoolUrl(), Tags: tenantTag()}},
	}).Validate())
}

// badCalls are calls other than NewIdentityPool with something in its properties.
var badCalls = []struct {
	name     string
	region   string
	call     func(s *site, pool identitypool.IdentityPool)
	path     string
	problems []string
}{
	{
		name: "a pool without scope and id",
		call: func(*site, identitypool.IdentityPool) { identitypool.NewIdentityPool(nil, nil, nil) },
		problems: []string{
			"scope: is required; pass the stack or construct to define this in",
			"id: is required; pass an id that is unique in the scope",
		},
	},
	{
		name: "a pool without scope, and with bad properties",
		call: func(*site, identitypool.IdentityPool) {
			identitypool.NewIdentityPool(nil, jsii.String("Pool"), &props{IdentityPoolName: jsii.String("/")})
		},
		problems: []string{
			"scope: is required; pass the stack or construct to define this in",
			`IdentityPoolName: "/" holds '/'; allowed are 1 to 128 letters, digits, spaces and _ + = , . @ -`,
		},
	},
	{
		name: "a pool in an app",
		call: func(s *site, _ identitypool.IdentityPool) {
			identitypool.NewIdentityPool(awscdk.App_Of(s.stack), jsii.String("Pool"), &props{IdentityPoolName: jsii.String("/")})
		},
		path: "Pool",
		problems: []string{
			"scope: is an app or a stage; pass a stack, or a construct in one",
			`IdentityPoolName: "/" holds '/'; allowed are 1 to 128 letters, digits, spaces and _ + = , . @ -`,
		},
	},
	{
		name: "a pool with an empty id",
		call: func(s *site, _ identitypool.IdentityPool) {
			identitypool.NewIdentityPool(s.stack, jsii.String(""), nil)
		},
		path:     "Stack",
		problems: []string{"id: is required; pass an id that is unique in the scope"},
	},
	{
		name:     "a pool with a token as its id",
		call:     func(s *site, _ identitypool.IdentityPool) { identitypool.NewIdentityPool(s.stack, s.token, nil) },
		path:     "*",
		problems: []string{"id: is a token; an id must be known when the app is synthesized"},
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
		name:     "Bind without a scope",
		call:     func(s *site, _ identitypool.IdentityPool) { s.provider().Bind(nil, nil, nil) },
		problems: []string{"scope: is required; pass the identity pool"},
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
		name: "a bad provider of one's own is added",
		call: func(_ *site, pool identitypool.IdentityPool) {
			pool.AddUserPoolAuthentication(&ownProvider{&identitypool.UserPoolAuthenticationProviderBindConfig{
				ClientId: jsii.String("a b"), ProviderName: jsii.String("x"), ServerSideTokenCheck: jsii.Bool(true),
			}})
		},
		path:     "Stack/Pool",
		problems: []string{`userPool.ClientId: "a b" holds ' '; allowed are 1 to 128 letters, digits and _`},
	},
	{
		name:     "a nil mapping is added",
		call:     func(_ *site, pool identitypool.IdentityPool) { pool.AddRoleMappings(byToken(custom("a")), nil) },
		path:     "Stack/Pool",
		problems: []string{"RoleMappings[1]: is nil; leave it out or pass a role mapping"},
	},
	{
		name: "a mapping is added for a provider that has one",
		call: func(_ *site, pool identitypool.IdentityPool) {
			pool.AddRoleMappings(byToken(custom("a")))
			pool.AddRoleMappings(byToken(custom("b")), byToken(custom("a")))
		},
		path:     "Stack/Pool",
		problems: []string{`RoleMappings[1].ProviderUrl: "a" is mapped already, by an earlier call; put all that is for this provider into one mapping`},
	},
	{
		name: "more mappings are added than fit",
		call: func(_ *site, pool identitypool.IdentityPool) {
			for i := range 11 {
				pool.AddRoleMappings(byToken(custom(fmt.Sprint(i))))
			}
		},
		path:     "Stack/Pool",
		problems: []string{"RoleMappings: 11 in all; an identity pool takes role mappings for at most 10 providers, so use several identity pools"},
	},
	{
		name: "a tag mapping is added for a provider that has one",
		call: func(s *site, pool identitypool.IdentityPool) {
			pool.AddPrincipalTagMappings(&tagging{ProviderUrl: s.userPoolUrl(), Tags: tenantTag()})
			pool.AddPrincipalTagMappings(&tagging{ProviderUrl: s.userPoolUrl(), UseDefaults: jsii.Bool(true)})
		},
		path:     "Stack/Pool",
		problems: []string{"PrincipalTagMappings[0].ProviderUrl: this provider is mapped already, by an earlier call; put all tags for this provider into one mapping"},
	},
	{
		name:   "a principal is asked for where it is not known",
		region: "eusc-de-east-1",
		call: func(s *site, _ identitypool.IdentityPool) {
			identitypool.NewIdentityPool(s.stack, jsii.String("Bare"), &props{
				CreateAuthenticatedRole: jsii.Bool(false), CreateUnauthenticatedRole: jsii.Bool(false),
			}).AuthenticatedPrincipal()
		},
		path:     "Stack/Bare",
		problems: []string{unknownPrincipal("eusc-de-east-1")},
	},
	{
		name: "a principal is asked for of an imported pool where it is not known",
		call: func(s *site, _ identitypool.IdentityPool) {
			identitypool.IdentityPool_FromIdentityPoolId(s.stack, jsii.String("Imported"), jsii.String("us-isob-east-1:id")).UnauthenticatedPrincipal()
		},
		path:     "Stack/Imported",
		problems: []string{strings.Replace(unknownPrincipal("us-isob-east-1"), "or supply the roles", "with IdentityPool_FromIdentityPoolAttributes", 1)},
	},
	{
		name: "a principal is asked for while the pool is being made",
		call: func(s *site, _ identitypool.IdentityPool) {
			identitypool.NewIdentityPool(s.stack, jsii.String("Early"), loginProps(providers{
				UserPools: &[]identitypool.IUserPoolAuthenticationProvider{bindFunc(func(pool identitypool.IIdentityPool) {
					pool.IdentityIdVariable()
				})},
			}))
		},
		path:     "Stack/Early",
		problems: []string{"identityPool: has no id while a provider is bound to it; use it once it has been made"},
	},
	{
		name: "a mapping is added while the pool is being made",
		call: func(s *site, _ identitypool.IdentityPool) {
			addEarly(s, func(pool identitypool.IdentityPool) { pool.AddRoleMappings(byToken(custom("a"))) })
		},
		path:     "Stack/A--B",
		problems: []string{"identityPool: has no id while a provider is bound to it; use it once it has been made"},
	},
	{
		name: "tags are mapped while the pool is being made",
		call: func(s *site, _ identitypool.IdentityPool) {
			addEarly(s, func(pool identitypool.IdentityPool) { pool.AddPrincipalTagMappings(&tagging{}) })
		},
		path:     "Stack/A--B",
		problems: []string{"identityPool: has no id while a provider is bound to it; use it once it has been made"},
	},
	{
		name: "a user pool is added while the pool is being made",
		call: func(s *site, _ identitypool.IdentityPool) {
			addEarly(s, func(pool identitypool.IdentityPool) { pool.AddUserPoolAuthentication(s.provider()) })
		},
		path:     "Stack/A--B",
		problems: []string{"identityPool: has no id while a provider is bound to it; use it once it has been made"},
	},
	{
		name: "an import without scope, id and identity pool id",
		call: func(*site, identitypool.IdentityPool) { identitypool.IdentityPool_FromIdentityPoolId(nil, nil, nil) },
		problems: []string{
			"scope: is required; pass the stack or construct to define this in",
			"id: is required; pass an id that is unique in the scope",
			"identityPoolId: is required; pass the id of the identity pool, <region>:<id>",
		},
	},
	{
		name:     "an identity pool id without a region",
		call:     importID("idPool"),
		path:     "Stack/Imported",
		problems: []string{malformedID("identityPoolId", "idPool")},
	},
	{
		name:     "an identity pool id with three parts",
		call:     importID("eu-west-1:a:b"),
		path:     "Stack/Imported",
		problems: []string{malformedID("identityPoolId", "eu-west-1:a:b")},
	},
	{
		name:     "an identity pool id without an id",
		call:     importID("eu-west-1:"),
		path:     "Stack/Imported",
		problems: []string{malformedID("identityPoolId", "eu-west-1:")},
	},
	{
		name:     "an identity pool id with a space",
		call:     importID("eu-west-1:a b"),
		path:     "Stack/Imported",
		problems: []string{malformedID("identityPoolId", "eu-west-1:a b")},
	},
	{
		name: "attributes without an id, and with a token as the principal",
		call: func(s *site, _ identitypool.IdentityPool) {
			identitypool.IdentityPool_FromIdentityPoolAttributes(s.stack, jsii.String("Imported"), &identitypool.IdentityPoolAttributes{FederatedPrincipal: s.token})
		},
		path: "Stack/Imported",
		problems: []string{
			"IdentityPoolId: is required; pass the id of the identity pool, <region>:<id>",
			"FederatedPrincipal: is a token; it begins the keys of a condition, which must be known when the app is synthesized",
		},
	},
	{
		name: "attributes with a malformed id",
		call: func(s *site, _ identitypool.IdentityPool) {
			identitypool.IdentityPool_FromIdentityPoolAttributes(s.stack, jsii.String("Imported"), &identitypool.IdentityPoolAttributes{IdentityPoolId: jsii.String("x")})
		},
		path:     "Stack/Imported",
		problems: []string{malformedID("IdentityPoolId", "x")},
	},
	{
		name: "no attributes",
		call: func(s *site, _ identitypool.IdentityPool) {
			identitypool.IdentityPool_FromIdentityPoolAttributes(s.stack, jsii.String("Imported"), nil)
		},
		path:     "Stack/Imported",
		problems: []string{"IdentityPoolId: is required; pass the id of the identity pool, <region>:<id>"},
	},
	{
		name: "an import without an ARN",
		call: func(s *site, _ identitypool.IdentityPool) {
			identitypool.IdentityPool_FromIdentityPoolArn(s.stack, jsii.String("Imported"), nil)
		},
		path:     "Stack/Imported",
		problems: []string{"identityPoolArn: is required; pass the ARN of the identity pool"},
	},
	{
		name:     "an ARN that is none",
		call:     importArn("us-east-1:id"),
		path:     "Stack/Imported",
		problems: []string{malformedArn("us-east-1:id")},
	},
	{
		name:     "an ARN of another service",
		call:     importArn("arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_a"),
		path:     "Stack/Imported",
		problems: []string{malformedArn("arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_a")},
	},
	{
		name:     "an ARN of another kind of resource",
		call:     importArn("arn:aws:cognito-identity:us-east-1:123456789012:pool/us-east-1:id"),
		path:     "Stack/Imported",
		problems: []string{malformedArn("arn:aws:cognito-identity:us-east-1:123456789012:pool/us-east-1:id")},
	},
	{
		name:     "an ARN without a resource",
		call:     importArn("arn:aws:cognito-identity:us-east-1:123456789012:identitypool"),
		path:     "Stack/Imported",
		problems: []string{malformedArn("arn:aws:cognito-identity:us-east-1:123456789012:identitypool")},
	},
	{
		name:     "an ARN without region and account",
		call:     importArn("arn:aws:cognito-identity:::identitypool/us-east-1:id"),
		path:     "Stack/Imported",
		problems: []string{malformedArn("arn:aws:cognito-identity:::identitypool/us-east-1:id")},
	},
	{
		name:     "an ARN with a malformed id",
		call:     importArn("arn:aws:cognito-identity:us-east-1:123456789012:identitypool/id"),
		path:     "Stack/Imported",
		problems: []string{malformedArn("arn:aws:cognito-identity:us-east-1:123456789012:identitypool/id")},
	},
	{
		name: "an ARN and its id disagree on the region",
		call: importArn("arn:aws:cognito-identity:us-east-1:123456789012:identitypool/eu-west-1:id"),
		path: "Stack/Imported",
		problems: []string{`identityPoolArn: "arn:aws:cognito-identity:us-east-1:123456789012:identitypool/eu-west-1:id" names two regions, ` +
			`"us-east-1" and in the id "eu-west-1"; both must be the region of the identity pool`},
	},
	{
		name:     "an ARN is a dynamic reference",
		call:     importArn("{{resolve:ssm:/identity/pool}}"),
		path:     "Stack/Imported",
		problems: []string{"identityPoolArn: is a dynamic reference, which CloudFormation can't take apart; import the identity pool by its id"},
	},
	{
		name: "a role attachment without a pool",
		call: func(s *site, _ identitypool.IdentityPool) {
			identitypool.NewIdentityPoolRoleAttachment(s.stack, jsii.String("Attachment"), nil)
		},
		path:     "Stack/Attachment",
		problems: []string{"IdentityPool: is required; pass an imported identity pool"},
	},
	{
		name: "a role attachment without a scope",
		call: func(*site, identitypool.IdentityPool) {
			identitypool.NewIdentityPoolRoleAttachment(nil, jsii.String("Attachment"), nil)
		},
		problems: []string{
			"scope: is required; pass the stack or construct to define this in",
			"IdentityPool: is required; pass an imported identity pool",
		},
	},
	{
		name: "a role attachment for a pool that the app defines",
		call: func(s *site, pool identitypool.IdentityPool) {
			identitypool.NewIdentityPoolRoleAttachment(s.stack, jsii.String("Attachment"), &identitypool.IdentityPoolRoleAttachmentProps{IdentityPool: pool})
		},
		path:     "Stack/Attachment",
		problems: []string{"IdentityPool: is defined in this app and has a role attachment already; use its AddRoleMappings"},
	},
	{
		name: "a role attachment for a pool that the app defines and wraps",
		call: func(s *site, pool identitypool.IdentityPool) {
			type wrapped struct{ identitypool.IdentityPool }
			identitypool.NewIdentityPoolRoleAttachment(s.stack, jsii.String("Attachment"), &identitypool.IdentityPoolRoleAttachmentProps{
				IdentityPool: &wrapped{pool},
			})
		},
		path:     "Stack/Attachment",
		problems: []string{"IdentityPool: is defined in this app and has a role attachment already; use its AddRoleMappings"},
	},
	{
		name: "a second role attachment",
		call: func(s *site, _ identitypool.IdentityPool) {
			imported := identitypool.IdentityPool_FromIdentityPoolId(s.stack, jsii.String("Imported"), jsii.String("eu-west-1:id"))
			for _, id := range []string{"First", "Second"} {
				identitypool.NewIdentityPoolRoleAttachment(s.stack, jsii.String(id), &identitypool.IdentityPoolRoleAttachmentProps{
					IdentityPool: imported, AuthenticatedRole: s.role,
				})
			}
		},
		path:     "Stack/Second",
		problems: []string{"IdentityPool: has a role attachment already, and can't have two; use the AddRoleMappings of the first"},
	},
	{
		name:   "a role attachment for a pool of another region, with bad mappings",
		region: "us-east-1",
		call: func(s *site, _ identitypool.IdentityPool) {
			imported := identitypool.IdentityPool_FromIdentityPoolId(s.stack, jsii.String("Imported"), jsii.String("eu-west-1:id"))
			identitypool.NewIdentityPoolRoleAttachment(s.stack, jsii.String("Attachment"), &identitypool.IdentityPoolRoleAttachmentProps{
				IdentityPool: imported,
				RoleMappings: &[]*mapping{nil},
			})
		},
		path: "Stack/Attachment",
		problems: []string{
			"RoleMappings[0]: is nil; leave it out or pass a role mapping",
			"IdentityPool: is in eu-west-1, the stack in us-east-1; define the role attachment in a stack of the identity pool's region",
		},
	},
	{
		name: "a bad mapping is added to a role attachment",
		call: func(s *site, _ identitypool.IdentityPool) {
			imported := identitypool.IdentityPool_FromIdentityPoolId(s.stack, jsii.String("Imported"), jsii.String("eu-west-1:id"))
			identitypool.NewIdentityPoolRoleAttachment(s.stack, jsii.String("Attachment"), &identitypool.IdentityPoolRoleAttachmentProps{
				IdentityPool: imported,
			}).AddRoleMappings(&mapping{ProviderUrl: custom("a"), UseToken: jsii.Bool(true), Rules: s.rules(1)})
		},
		path:     "Stack/Attachment",
		problems: []string{"RoleMappings[0].Rules: 1 given, but UseToken is set; set one of the two: the token or the rules choose the role"},
	},
}

// addEarly changes an identity pool, whose id the CDK writes in another way, before it is complete.
func addEarly(s *site, add func(identitypool.IdentityPool)) {
	identitypool.NewIdentityPool(s.stack, jsii.String("A/B"), loginProps(providers{
		UserPools: &[]identitypool.IUserPoolAuthenticationProvider{bindFunc(func(pool identitypool.IIdentityPool) {
			add(pool.(identitypool.IdentityPool))
		})},
	}))
}

type bindFunc func(identitypool.IIdentityPool)

func (f bindFunc) Bind(_ constructs.Construct, pool identitypool.IIdentityPool, _ *identitypool.UserPoolAuthenticationProviderBindOptions) *identitypool.UserPoolAuthenticationProviderBindConfig {
	f(pool)
	return nil
}

func importID(identityPoolID string) func(*site, identitypool.IdentityPool) {
	return func(s *site, _ identitypool.IdentityPool) {
		identitypool.IdentityPool_FromIdentityPoolId(s.stack, jsii.String("Imported"), jsii.String(identityPoolID))
	}
}

func importArn(arn string) func(*site, identitypool.IdentityPool) {
	return func(s *site, _ identitypool.IdentityPool) {
		identitypool.IdentityPool_FromIdentityPoolArn(s.stack, jsii.String("Imported"), jsii.String(arn))
	}
}

func malformedID(field, id string) string {
	return fmt.Sprintf(`%s: %q is not the id of an identity pool; write it as <region>:<id>, such as "eu-west-1:0a1b2c3d-4e5f-6789-abcd-ef0123456789"`, field, id)
}

func malformedArn(arn string) string {
	return fmt.Sprintf("identityPoolArn: %q is not the ARN of an identity pool; write it as "+
		"arn:<partition>:cognito-identity:<region>:<account>:identitypool/<region>:<id>", arn)
}

func TestBadCallsAreRefused(t *testing.T) {
	for _, test := range badCalls {
		t.Run(test.name, func(t *testing.T) {
			site := newSite(test.region)
			pool := identitypool.NewIdentityPool(site.stack, jsii.String("Pool"), &props{
				FederatedPrincipal: jsii.String("cognito-identity.amazonaws.com"),
			})

			err := recovered(func() { test.call(site, pool) })

			assertProblems(t, test.path, test.problems, err)
			assert.Nil(t, site.stack.Node().TryFindChild(jsii.String("A/B")), "a failed constructor leaves nothing in the tree")
		})
	}
}

// TestFailedAttachmentCanBeRepeated is about an id that is taken, which only the CDK knows.
func TestFailedAttachmentCanBeRepeated(t *testing.T) {
	site := newSite("")
	attachment := &identitypool.IdentityPoolRoleAttachmentProps{
		IdentityPool: identitypool.IdentityPool_FromIdentityPoolId(site.stack, jsii.String("Imported"), jsii.String("eu-west-1:id")),
	}
	require.ErrorContains(t, recovered(func() {
		identitypool.NewIdentityPoolRoleAttachment(site.stack, jsii.String("Imported"), attachment)
	}), "There is already a Construct")
	made := identitypool.NewIdentityPoolRoleAttachment(site.stack, jsii.String("Attachment"), attachment)
	require.NoError(t, recovered(func() { made.AddRoleMappings() }), "nothing to add")
}

// TestTypedNilRoleIsNone is about a nil pointer in an interface, which is easy to pass by mistake.
func TestTypedNilRoleIsNone(t *testing.T) {
	type ownRole struct{ awsiam.Role }
	pool := identitypool.NewIdentityPool(newSite("").stack, jsii.String("Pool"), &props{
		AuthenticatedRole: (*ownRole)(nil), CreateAuthenticatedRole: jsii.Bool(false),
	})
	assert.Nil(t, pool.AuthenticatedRole())
}

// recovered returns what a function panics with, which must be an error.
func recovered(function func()) (err error) {
	defer func() {
		switch reason := recover().(type) {
		case nil:
		case error:
			err = reason
		default:
			err = fmt.Errorf("panicked with %T: %v", reason, reason)
		}
	}()
	function()
	return nil
}

func assertProblems(t *testing.T, path string, want []string, err error) {
	t.Helper()
	var invalid *identitypool.ValidationError
	require.ErrorAs(t, err, &invalid)
	var got []string
	for _, problem := range invalid.Problems {
		got = append(got, problem.Field+": "+problem.Message)
	}
	assert.Equal(t, want, got)
	if path == "*" {
		return
	}
	assert.Equal(t, path, invalid.Path)
	prefix := ""
	if path != "" {
		prefix = path + ": "
	}
	assert.Equal(t, prefix+strings.Join(want, "\n"+prefix), err.Error())
}

func TestThereAreEnoughBadInputs(t *testing.T) {
	total := len(badCalls)
	for _, test := range badProps {
		total += len(test.problems)
	}
	assert.GreaterOrEqual(t, total, 80)
}
