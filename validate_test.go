package identitypool_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/interfaces/interfacesawsiam"
	"github.com/aws/jsii-runtime-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool"
)

// badProp is a mistake in the properties of an identity pool, with the problems that are reported. Where only constructs can tell,
// Validate can't.
type badProp struct {
	name       string
	region     string
	props      func(*site) *props
	problems   []string
	constructs bool // only constructs can tell
}

// badCall is a mistake in another call than that of NewIdentityPool with something in its properties.
type badCall struct {
	name     string
	region   string
	call     func(s *site, pool identitypool.IdentityPool)
	path     string
	problems []string
}

// The mistakes stand beside the tests of what they are made with.
var (
	badProps = slices.Concat(badIdentityPoolProps, badPrincipalProps, badProviderProps, badUserPoolProps, badRoleProps, badDefaultRoleProps, badRoleAttachmentProps, badRoleMappingProps, badProviderUrlProps, badPrincipalTagProps)
	badCalls = slices.Concat(badIdentityPoolCalls, badRoleCalls, badGroupCalls, badEscapeHatchCalls, badGrantCalls, badPolicyVariableCalls, badUserPoolCalls, badRoleMappingCalls, badPrincipalTagCalls, badPrincipalCalls, badImportCalls, badRoleAttachmentCalls)
)

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

// fullProps have every property that needs no other to be left out.
func fullProps(stack awscdk.Stack) *identitypool.IdentityPoolProps {
	userPool := awscognito.NewUserPool(stack, jsii.String("UserPool"), nil)
	client := userPool.AddClient(jsii.String("Client"), nil)
	role := awsiam.Role_FromRoleArn(stack, jsii.String("Role"), jsii.String("arn:aws:iam::123456789012:role/role"), nil)
	return fullPropsOf(
		identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{UserPool: userPool, UserPoolClient: client}),
		identitypool.IdentityPoolProviderUrl_UserPool(userPool, client),
		role,
	)
}

func fullPropsOf(
	provider identitypool.IUserPoolAuthenticationProvider, url identitypool.IdentityPoolProviderUrl, role awsiam.IRole,
) *identitypool.IdentityPoolProps {
	return &identitypool.IdentityPoolProps{
		AllowClassicFlow:               jsii.Bool(true),
		AllowUnauthenticatedIdentities: jsii.Bool(true),
		AuthenticatedRole:              role,
		AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
			Amazon:         &identitypool.IdentityPoolAmazonLoginProvider{AppId: jsii.String("amazon")},
			Apple:          &identitypool.IdentityPoolAppleLoginProvider{ServicesId: jsii.String("apple")},
			CustomProvider: jsii.String("login.example.com"),
			Facebook:       &identitypool.IdentityPoolFacebookLoginProvider{AppId: jsii.String("facebook")},
			Google:         &identitypool.IdentityPoolGoogleLoginProvider{ClientId: jsii.String("google")},
			Twitter: &identitypool.IdentityPoolTwitterLoginProvider{
				ConsumerKey: jsii.String("key"), ConsumerSecret: jsii.String("secret"),
			},
			UserPools: &[]identitypool.IUserPoolAuthenticationProvider{provider},
		},
		IdentityPoolName: jsii.String("pool"),
		RoleMappings: &[]*identitypool.IdentityPoolRoleMapping{
			{
				ProviderUrl:           identitypool.IdentityPoolProviderUrl_GOOGLE(),
				ResolveAmbiguousRoles: jsii.Bool(true),
				Rules: &[]*identitypool.RoleMappingRule{
					{Claim: jsii.String("hd"), ClaimValue: jsii.String("example.com"), MappedRole: role},
					{
						Claim: jsii.String("email"), ClaimValue: jsii.String("@example.com"), MappedRole: role,
						MatchType: identitypool.RoleMappingMatchType_CONTAINS,
					},
				},
			},
			{MappingKey: jsii.String("users"), ProviderUrl: url, UseToken: jsii.Bool(true)},
		},
		UnauthenticatedRole: role,
	}
}

// nodelessProps are a full set of props that needs no Node.js process.
func nodelessProps() *identitypool.IdentityPoolProps {
	props := fullPropsOf(
		&ownProvider{},
		identitypool.IdentityPoolProviderUrl_UserPoolUrl(jsii.String("cognito-idp.eu-west-1.amazonaws.com/eu-west-1_aBcDeFgHi:1example23456789")),
		&nodelessRole{},
	)
	props.AuthenticationProviders.OpenIdConnectProviders = &[]interfacesawsiam.IOIDCProviderRef{&nodelessOpenIdConnectProvider{}}
	props.AuthenticationProviders.SamlProviders = &[]interfacesawsiam.ISAMLProviderRef{&nodelessSamlProvider{}}
	return props
}

// These stand for constructs, which Validate must not ask.
type (
	nodelessRole                  struct{ awsiam.IRole }
	nodelessOpenIdConnectProvider struct {
		interfacesawsiam.IOIDCProviderRef
	}
	nodelessSamlProvider struct {
		interfacesawsiam.ISAMLProviderRef
	}
)

func BenchmarkValidate(b *testing.B) {
	props := nodelessProps()
	b.ReportAllocs()
	for b.Loop() {
		if err := props.Validate(); err != nil {
			b.Fatal(err)
		}
	}
}

func TestValidateAllocatesLittle(t *testing.T) {
	props := nodelessProps()
	require.NoError(t, props.Validate())
	assert.LessOrEqual(t, testing.AllocsPerRun(100, func() { _ = props.Validate() }), 50.0)
}

// FuzzValidate puts a text into every field that takes one: there is never a panic, and never an error but the library's own.
func FuzzValidate(f *testing.F) {
	for _, seed := range []string{
		"", "my pool", "größe", "a\xff", "https://example.com", "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a:client",
		"cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a", "${Token[TOKEN.1]}", "{{resolve:ssm:/x}}", "EQUALS", "key;secret",
		"arn:aws:iam::123456789012:oidc-provider/accounts.example.com", *long(129),
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		value := jsii.String(text)
		mappings := []*mapping{}
		tags := []*tagging{}
		for _, providerType := range []identitypool.IdentityPoolProviderType{
			identitypool.IdentityPoolProviderType_CUSTOM, identitypool.IdentityPoolProviderType_USER_POOL,
			identitypool.IdentityPoolProviderType_OPEN_ID, identitypool.IdentityPoolProviderType(text),
		} {
			url := identitypool.NewIdentityPoolProviderUrl(providerType, value)
			mappings = append(mappings, &mapping{
				ProviderUrl: url,
				MappingKey:  value,
				Rules: &[]*identitypool.RoleMappingRule{{
					Claim: value, ClaimValue: value, MatchType: identitypool.RoleMappingMatchType(text),
				}},
			})
			tags = append(tags, &tagging{ProviderUrl: url, Tags: &map[string]*string{text: value}})
		}

		err := (&props{
			IdentityPoolName:   value,
			FederatedPrincipal: value,
			AuthenticationProviders: &providers{
				Amazon:         &identitypool.IdentityPoolAmazonLoginProvider{AppId: value},
				Twitter:        &identitypool.IdentityPoolTwitterLoginProvider{ConsumerKey: value, ConsumerSecret: value},
				CustomProvider: value,
			},
			RoleMappings:         &mappings,
			PrincipalTagMappings: &tags,
		}).Validate()

		var invalid *identitypool.ValidationError
		require.ErrorAs(t, err, &invalid, "the provider is mapped four times, and no rule has a role")
		for _, problem := range invalid.Problems {
			assert.Regexp(t, `^(IdentityPoolName|FederatedPrincipal|AuthenticationProviders|RoleMappings|PrincipalTagMappings)\b`, problem.Field)
			assert.NotContains(t, problem.Field+problem.Message, "\n")
			assert.Regexp(t, "; |is required|is nil|holds|is mapped already|can't be told", problem.Message)
		}
	})
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
