package identitypool_test

import (
	"flag"
	"fmt"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/interfaces/interfacesawscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/interfaces/interfacesawsiam"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// configuration describes an identity pool and what belongs to it. It is plain data, so that both packages can build it and a
// failing one can be read.
type configuration struct {
	Id                                       string
	Region                                   string // empty for a stack of any region
	Name                                     string
	Guests, ClassicFlow                      *bool
	AuthenticatedRole, UnauthenticatedRole   string
	Amazon, Apple, Facebook, Google, Twitter *string
	CustomProvider                           *string
	UserPoolsApart                           bool // in a stack of their own
	Clients                                  []clientConfiguration
	OpenIdConnect, Saml                      []string
	RoleMappings                             []roleMappingConfiguration
	ImportedId                               *string
	Uses                                     []string
}

type clientConfiguration struct {
	Id                          string
	UserPool                    string
	Kind                        string
	DisableServerSideTokenCheck *bool
	Later                       bool
}

type roleMappingConfiguration struct {
	Provider              string
	KeyLength             int // 0 for none
	ResolveAmbiguousRoles *bool
	Rules                 []ruleConfiguration // nil for a mapping by token
}

type ruleConfiguration struct {
	Claim, Value, MatchType, Role string
}

const (
	absent  = ""
	aToken  = "a token"
	defined = "defined"
	l1      = "L1"

	clientMade     = "made"
	clientL1       = "L1"
	clientL2       = "L2"
	clientImported = "imported"
)

func drawConfiguration(t *rapid.T) *configuration {
	optionalBool := rapid.Ptr(rapid.Bool(), true)
	text := rapid.StringMatching(`[A-Za-z0-9][A-Za-z0-9_.-]{0,40}`)
	optionalText := rapid.Ptr(text, true)
	role := rapid.SampledFrom([]string{absent, defined, "arn:aws:iam::123456789012:role/imported", aToken})
	drawn := &configuration{
		Id:                  rapid.StringMatching(`[A-Za-z][A-Za-z0-9_-]{0,20}Pool`).Draw(t, "id"),
		Region:              rapid.SampledFrom([]string{"", "eu-west-1", "us-east-1", "us-gov-west-1"}).Draw(t, "region"),
		Name:                rapid.OneOf(rapid.SampledFrom([]string{absent, aToken}), rapid.StringMatching(`[\w+=,.@-][\w+=,.@ -]{0,127}`)).Draw(t, "name"),
		Guests:              optionalBool.Draw(t, "guests"),
		ClassicFlow:         optionalBool.Draw(t, "classic flow"),
		AuthenticatedRole:   role.Draw(t, "authenticated role"),
		UnauthenticatedRole: role.Draw(t, "unauthenticated role"),
		Amazon:              optionalText.Draw(t, "Amazon"),
		Apple:               optionalText.Draw(t, "Apple"),
		Facebook:            optionalText.Draw(t, "Facebook"),
		Google:              optionalText.Draw(t, "Google"),
		Twitter:             optionalText.Draw(t, "Twitter"),
		CustomProvider:      optionalText.Draw(t, "custom provider"),
		UserPoolsApart:      rapid.Bool().Draw(t, "user pools apart"),
		OpenIdConnect: drawnList(t, "OpenID Connect",
			rapid.SampledFrom([]string{defined, l1, aToken, "arn:aws:iam::123456789012:oidc-provider/example.com"})),
		Saml: drawnList(t, "SAML", rapid.SampledFrom([]string{defined, l1, aToken, "arn:aws:iam::123456789012:saml-provider/example"})),
		Uses: rapid.SliceOfDistinct(rapid.SampledFrom([]string{"tags", "removal policy", "statements", "child", "dependency"}),
			rapid.ID[string]).Draw(t, "uses"),
	}
	// A client that is made is one for all, so it can be there only once; the others can't stand beside each other either.
	clients := rapid.SliceOfNDistinct(rapid.Custom(func(t *rapid.T) clientConfiguration {
		client := clientConfiguration{
			UserPool:                    rapid.SampledFrom([]string{"First", "Second", "Imported", "ImportedByToken"}).Draw(t, "user pool"),
			Kind:                        rapid.SampledFrom([]string{clientMade, clientL1, clientL2, clientImported}).Draw(t, "kind"),
			DisableServerSideTokenCheck: optionalBool.Draw(t, "disable server-side token check"),
			Later:                       rapid.Bool().Draw(t, "later"),
		}
		client.Id = client.UserPool + client.Kind
		return client
	}), 0, 5, func(client clientConfiguration) string { return client.Id })
	drawn.Clients = clients.Draw(t, "clients")
	mappable := []string{"amazon", "apple", "facebook", "google", "twitter", "openid", "saml", "user pool", "login.example.com"}
	for _, client := range drawn.Clients {
		if client.Kind == clientL2 || client.Kind == clientImported {
			mappable = append(mappable, client.Id)
		}
	}
	drawn.RoleMappings = rapid.SliceOfNDistinct(rapid.Custom(func(t *rapid.T) roleMappingConfiguration {
		return drawRoleMapping(t, mappable)
	}), 0, 10, func(mapping roleMappingConfiguration) string { return mapping.Provider }).Draw(t, "role mappings")
	if drawn.Region != "" && rapid.Bool().Draw(t, "import") {
		drawn.ImportedId = jsii.String(drawn.Region + ":" + rapid.StringMatching(`[0-9a-f]{8}-[0-9a-f]{4}`).Draw(t, "imported id"))
	}
	return drawn
}

// drawnList draws no list, an empty or a filled one: templates tell an empty list from none.
func drawnList(t *rapid.T, label string, elements *rapid.Generator[string]) []string {
	if rapid.Bool().Draw(t, "no "+label) {
		return nil
	}
	return append([]string{}, rapid.SliceOfN(elements, 0, 4).Draw(t, label)...)
}

func drawRoleMapping(t *rapid.T, providers []string) roleMappingConfiguration {
	rule := rapid.Custom(func(t *rapid.T) ruleConfiguration {
		return ruleConfiguration{
			Claim:     rapid.StringMatching(`[a-z][a-z:_]{0,63}`).Draw(t, "claim"),
			Value:     rapid.StringMatching(`[^\x00-\x1f"\\$<>&]{1,40}`).Draw(t, "value"),
			MatchType: rapid.SampledFrom([]string{"", "EQUALS", "CONTAINS", "STARTS_WITH", "NOTEQUAL"}).Draw(t, "match type"),
			Role:      rapid.SampledFrom([]string{defined, "arn:aws:iam::123456789012:role/imported", aToken}).Draw(t, "role"),
		}
	})
	mapping := roleMappingConfiguration{
		Provider:              rapid.SampledFrom(providers).Draw(t, "provider"),
		KeyLength:             rapid.SampledFrom([]int{0, 10, 128}).Draw(t, "key length"),
		ResolveAmbiguousRoles: rapid.Ptr(rapid.Bool(), true).Draw(t, "resolve ambiguous roles"),
	}
	if rapid.Bool().Draw(t, "by rules") {
		mapping.Rules = rapid.SliceOfN(rule, 1, 25).Draw(t, "rules")
	}
	return mapping
}

// key returns a key where the official construct needs one, or where one is drawn.
func (m roleMappingConfiguration) key(index int) *string {
	const short = 10
	switch m.Provider {
	case "amazon", "apple", "facebook", "google", "twitter", "openid", "user pool", "login.example.com":
		if m.KeyLength == 0 {
			return nil
		}
	}
	return jsii.String(fmt.Sprintf("%0*d", max(m.KeyLength, short), index))
}

func (c *configuration) stack(app awscdk.App, id string) awscdk.Stack {
	if c.Region == "" {
		return awscdk.NewStack(app, jsii.String(id), nil)
	}
	return newRegionStack(app, id, c.Region)
}

func (c *configuration) name() *string {
	switch c.Name {
	case absent:
		return nil
	case aToken:
		return awscdk.Fn_ImportValue(jsii.String("Name"))
	default:
		return jsii.String(c.Name)
	}
}

func (c *configuration) role(stack awscdk.Stack, kind string) awsiam.IRole {
	id := "Role" + fmt.Sprint(len(*stack.Node().Children()))
	switch kind {
	case absent:
		return nil
	case defined:
		return awsiam.NewRole(stack, jsii.String(id), &awsiam.RoleProps{
			AssumedBy: awsiam.NewServicePrincipal(jsii.String("lambda.amazonaws.com"), nil),
		})
	case aToken:
		return awsiam.Role_FromRoleArn(stack, jsii.String(id), awscdk.Fn_ImportValue(jsii.String("Role")), nil)
	default:
		return awsiam.Role_FromRoleArn(stack, jsii.String(id), jsii.String(kind), nil)
	}
}

// userPool defines a user pool in the stack of the user pools or imports one into the identity pool's: there the official
// dependency on the construct would be one on a stack that nothing refers to.
func (c *configuration) userPool(stack, userPoolStack awscdk.Stack, name string) awscognito.IUserPool {
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

// client returns a client as the provider takes it, nil for one to be made, and as an L2 if it is one.
func (c *configuration) client(stack awscdk.Stack, userPool awscognito.IUserPool, client clientConfiguration) (interfacesawscognito.IUserPoolClientRef, awscognito.IUserPoolClient) {
	id := jsii.String(client.Id)
	switch client.Kind {
	case clientL1:
		return awscognito.NewCfnUserPoolClient(userPool.Stack(), id, &awscognito.CfnUserPoolClientProps{UserPoolId: userPool.UserPoolId()}), nil
	case clientL2:
		l2 := userPool.AddClient(id, nil)
		return l2, l2
	case clientImported:
		l2 := awscognito.UserPoolClient_FromUserPoolClientId(stack, id, id)
		return l2, l2
	default:
		return nil, nil
	}
}

func (c *configuration) openIdConnectProviders(stack awscdk.Stack) *[]interfacesawsiam.IOIDCProviderRef {
	if c.OpenIdConnect == nil {
		return nil
	}
	providers := []interfacesawsiam.IOIDCProviderRef{}
	for _, kind := range c.OpenIdConnect {
		providers = append(providers, c.openIdConnectProvider(stack, kind))
	}
	return &providers
}

func (c *configuration) samlProviders(stack awscdk.Stack) *[]interfacesawsiam.ISAMLProviderRef {
	if c.Saml == nil {
		return nil
	}
	providers := []interfacesawsiam.ISAMLProviderRef{}
	for _, kind := range c.Saml {
		providers = append(providers, c.samlProvider(stack, kind))
	}
	return &providers
}

func (c *configuration) openIdConnectProvider(stack awscdk.Stack, kind string) interfacesawsiam.IOIDCProviderRef {
	id := jsii.String("OpenIdConnect" + fmt.Sprint(len(*stack.Node().Children())))
	url, thumbprints := jsii.String("https://example.com"), jsii.Strings("9e99a48a9960b14926bb7f3b02e22da2b0ab7280")
	switch kind {
	case defined:
		return awsiam.NewOidcProviderNative(stack, id, &awsiam.OidcProviderNativeProps{
			Url: url, ClientIds: jsii.Strings("app"), Thumbprints: thumbprints,
		})
	case l1:
		return awsiam.NewCfnOIDCProvider(stack, id, &awsiam.CfnOIDCProviderProps{Url: url, ThumbprintList: thumbprints})
	case aToken:
		return awsiam.OidcProviderNative_FromOidcProviderArn(stack, id, awscdk.Fn_ImportValue(jsii.String("OpenIdConnect")))
	default:
		return awsiam.OpenIdConnectProvider_FromOpenIdConnectProviderArn(stack, id, jsii.String(kind))
	}
}

func (c *configuration) samlProvider(stack awscdk.Stack, kind string) interfacesawsiam.ISAMLProviderRef {
	id := jsii.String("Saml" + fmt.Sprint(len(*stack.Node().Children())))
	switch kind {
	case defined:
		return awsiam.NewSamlProvider(stack, id, &awsiam.SamlProviderProps{
			MetadataDocument: awsiam.SamlMetadataDocument_FromXml(jsii.String("<EntityDescriptor/>")),
		})
	case l1:
		return awsiam.NewCfnSAMLProvider(stack, id, &awsiam.CfnSAMLProviderProps{})
	case aToken:
		return awsiam.SamlProvider_FromSamlProviderArn(stack, id, awscdk.Fn_ImportValue(jsii.String("Saml")))
	default:
		return awsiam.SamlProvider_FromSamlProviderArn(stack, id, jsii.String(kind))
	}
}

// use does with an identity pool what apps do with it.
func (c *configuration) use(pool awscdk.Resource, authenticated, unauthenticated awsiam.IRole) {
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
			awsiam.NewRole(pool, jsii.String("Child"), &awsiam.RoleProps{
				AssumedBy: awsiam.NewServicePrincipal(jsii.String("lambda.amazonaws.com"), nil),
			})
		case "dependency":
			dependency := constructs.NewConstruct(pool.Stack(), jsii.String("Dependency"))
			awsiam.NewRole(dependency, jsii.String("Role"), &awsiam.RoleProps{
				AssumedBy: awsiam.NewServicePrincipal(jsii.String("lambda.amazonaws.com"), nil),
			})
			pool.Node().AddDependency(dependency)
		}
	}
}

// differences are the rows that a configuration may need.
func (c *configuration) differences() []difference {
	differences := []difference{{row: dependsOn}}
	if c.Region == "us-gov-west-1" {
		differences = append(differences, difference{
			row: federatedPrincipal, official: "cognito-identity.amazonaws.com", here: "cognito-identity-us-gov.amazonaws.com",
		})
	}
	return differences
}

func TestParityOfDrawnConfigurations(t *testing.T) {
	if checks := flag.Lookup("rapid.checks"); checks.Value.String() == checks.DefValue {
		// A draw takes a tenth of a second. More than this many are for those who ask for them with -rapid.checks.
		require.NoError(t, checks.Value.Set("40"))
	}
	rapid.Check(t, func(drawing *rapid.T) {
		config := drawConfiguration(drawing)
		drawing.Log(compact(config))
		built := func(build func(awscdk.App, *configuration)) assembly {
			synthesized, err := synthesize(t.TempDir(), func(app awscdk.App) { build(app, config) })
			require.NoError(drawing, err)
			return synthesized
		}
		official, here := built(buildOfficialConfiguration), built(buildConfiguration)
		for _, difference := range config.differences() {
			difference.apply(official, here) // whether the row is needed is for the programs to say
		}
		assertParity(drawing, official, here, nil)
	})
}
