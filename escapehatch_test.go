package identitypool_test

import (
	"fmt"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/assertions"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool"
)

func l1Of(pool identitypool.IdentityPool) awscognito.CfnIdentityPool {
	return pool.Node().DefaultChild().(awscognito.CfnIdentityPool)
}

func l1Mapping(name string) *awscognito.CfnIdentityPoolRoleAttachment_RoleMappingProperty {
	return &awscognito.CfnIdentityPoolRoleAttachment_RoleMappingProperty{
		AmbiguousRoleResolution: jsii.String("Deny"), IdentityProvider: jsii.String(name), Type: jsii.String("Token"),
	}
}

func l1UserPool(name string) *awscognito.CfnIdentityPool_CognitoIdentityProviderProperty {
	return &awscognito.CfnIdentityPool_CognitoIdentityProviderProperty{
		ClientId: jsii.String(name), ProviderName: jsii.String("cognito-idp.eu-west-1.amazonaws.com/eu-west-1_" + name),
	}
}

// aToken is a token for a property of an L1.
func aToken() awscdk.IResolvable {
	return awscdk.Fn_GetAtt(jsii.String("Other"), jsii.String("Property"))
}

// importedProvider returns a provider of a literal client.
func (s *site) importedProvider(clientID string) identitypool.IUserPoolAuthenticationProvider {
	userPool, client := imports(s, clientID)
	return providerOf(userPool, client)
}

var badEscapeHatchCalls = []badCall{
	{
		name: "a mapping is added where the L1 has a token for the mappings",
		call: func(_ *site, pool identitypool.IdentityPool) {
			pool.RoleAttachment().SetRoleMappings(aToken())
			pool.AddRoleMappings(byToken(custom("a")))
		},
		path:     "Stack/Pool",
		problems: []string{"RoleMappings[0]: can't be added: RoleMappings of the L1 was set to a token; add the mapping to what the token stands for"},
	},
	{
		name: "a mapping is added with a key that the L1 has",
		call: func(_ *site, pool identitypool.IdentityPool) {
			pool.RoleAttachment().SetRoleMappings(map[string]any{"a": l1Mapping("b")})
			pool.AddRoleMappings(byToken(custom("a")))
		},
		path:     "Stack/Pool",
		problems: []string{`RoleMappings[0].MappingKey: "a" is the key of a mapping that was set through the L1; pass another one`},
	},
	{
		name: "more mappings than there can be, most of them set through the L1",
		call: func(_ *site, pool identitypool.IdentityPool) {
			own := map[string]any{}
			for i := range 9 {
				own[fmt.Sprint(i)] = l1Mapping(fmt.Sprint(i))
			}
			pool.RoleAttachment().SetRoleMappings(own)
			pool.AddRoleMappings(byToken(custom("a")))
			pool.AddRoleMappings(byToken(custom("b")))
		},
		path:     "Stack/Pool",
		problems: []string{"RoleMappings: 11 in all; an identity pool takes role mappings for at most 10 providers, so use several identity pools"},
	},
	{
		name: "a role is set where the L1 has a token for the roles",
		call: func(s *site, _ identitypool.IdentityPool) {
			pool := identitypool.NewIdentityPool(s.stack, jsii.String("WithoutGuests"), &props{CreateUnauthenticatedRole: jsii.Bool(false)})
			pool.RoleAttachment().SetRoles(aToken())
			pool.SetUnauthenticatedRole(s.role)
		},
		path:     "Stack/WithoutGuests",
		problems: []string{"role: can't be set: Roles of the L1 was set to a token; put the role of guests into what the token stands for"},
	},
	{
		name: "a role is set where the L1 has one",
		call: func(s *site, _ identitypool.IdentityPool) {
			pool := identitypool.NewIdentityPool(s.stack, jsii.String("WithoutGuests"), &props{CreateUnauthenticatedRole: jsii.Bool(false)})
			pool.RoleAttachment().SetRoles(map[string]any{"unauthenticated": s.role.RoleArn()})
			pool.SetUnauthenticatedRole(s.role)
		},
		path:     "Stack/WithoutGuests",
		problems: []string{"role: there is a role of guests that was set through the L1; set it in one way"},
	},
	{
		name: "a user pool is added where the L1 has a token for them",
		call: func(s *site, pool identitypool.IdentityPool) {
			l1Of(pool).SetCognitoIdentityProviders(aToken())
			pool.AddUserPoolAuthentication(s.provider())
		},
		path: "Stack/Pool",
		problems: []string{
			"userPool: can't be added: CognitoIdentityProviders of the L1 was set to a token; add the user pool to what the token stands for",
		},
	},
	{
		name: "a mapping is added where an override deletes the mappings",
		call: func(_ *site, pool identitypool.IdentityPool) {
			pool.RoleAttachment().AddPropertyDeletionOverride(jsii.String("RoleMappings"))
			pool.AddRoleMappings(byToken(custom("a")))
		},
		path: "Stack/Pool",
		problems: []string{"RoleMappings[0]: would be lost: an override takes the place of RoleMappings of the L1; add it to the override, " +
			"or override after this call"},
	},
	{
		name: "a role is set where an override has the roles",
		call: func(s *site, _ identitypool.IdentityPool) {
			pool := identitypool.NewIdentityPool(s.stack, jsii.String("WithoutGuests"), &props{CreateUnauthenticatedRole: jsii.Bool(false)})
			pool.RoleAttachment().AddOverride(jsii.String("Properties.Roles"), aToken())
			pool.SetUnauthenticatedRole(s.role)
		},
		path: "Stack/WithoutGuests",
		problems: []string{"role: would be lost: an override takes the place of Roles of the L1; add it to the override, " +
			"or override after this call"},
	},
	{
		name: "a mapping is added where an override of several properties has the mappings",
		call: func(_ *site, pool identitypool.IdentityPool) {
			pool.RoleAttachment().AddOverride(jsii.String("Properties"), map[string]any{"RoleMappings": aToken()})
			pool.AddRoleMappings(byToken(custom("a")))
		},
		path: "Stack/Pool",
		problems: []string{"RoleMappings[0]: would be lost: an override takes the place of RoleMappings of the L1; add it to the override, " +
			"or override after this call"},
	},
	{
		name: "a role is set where an override has one",
		call: func(s *site, _ identitypool.IdentityPool) {
			pool := identitypool.NewIdentityPool(s.stack, jsii.String("WithoutGuests"), &props{CreateUnauthenticatedRole: jsii.Bool(false)})
			pool.RoleAttachment().AddPropertyOverride(jsii.String("Roles.unauthenticated"), s.role.RoleArn())
			pool.SetUnauthenticatedRole(s.role)
		},
		path:     "Stack/WithoutGuests",
		problems: []string{"role: there is a role of guests that was set through the L1; set it in one way"},
	},
	{
		name: "a role is set where an override has one in a map",
		call: func(s *site, _ identitypool.IdentityPool) {
			pool := identitypool.NewIdentityPool(s.stack, jsii.String("WithoutGuests"), &props{CreateUnauthenticatedRole: jsii.Bool(false)})
			pool.RoleAttachment().AddPropertyOverride(jsii.String("Roles"), &map[string]*string{"unauthenticated": s.role.RoleArn()})
			pool.SetUnauthenticatedRole(s.role)
		},
		path:     "Stack/WithoutGuests",
		problems: []string{"role: there is a role of guests that was set through the L1; set it in one way"},
	},
	{
		name: "a user pool is added where an override has the list",
		call: func(s *site, pool identitypool.IdentityPool) {
			l1Of(pool).AddPropertyOverride(jsii.String("CognitoIdentityProviders"), &[]any{map[string]any{"ClientId": "own", "ProviderName": "own"}})
			pool.AddUserPoolAuthentication(s.provider())
		},
		path: "Stack/Pool",
		problems: []string{"userPool: would be lost: an override takes the place of CognitoIdentityProviders of the L1; add it to the override, " +
			"or override after this call"},
	},
	{
		name: "a user pool is added where the L1 was set after many were added",
		call: func(s *site, pool identitypool.IdentityPool) {
			for i := range 12 {
				pool.AddUserPoolAuthentication(s.importedProvider(fmt.Sprint(i)))
			}
			l1Of(pool).SetCognitoIdentityProviders(&[]any{l1UserPool("own")})
			pool.AddUserPoolAuthentication(s.provider())
		},
		path:     "Stack/Pool",
		problems: []string{"userPool: can't be added: CognitoIdentityProviders " + replacedUserPools},
	},
}

func TestRoleMappingsOfTheL1AreKept(t *testing.T) {
	site := newSite("")
	pool := newPool(site, mappingProps(byToken(custom("replaced"))))
	attachment := pool.RoleAttachment()
	attachment.SetRoleMappings(map[string]any{"own": l1Mapping("own")})
	pool.AddRoleMappings(byToken(custom("added")))
	attachment.AddPropertyOverride(jsii.String("RoleMappings.added.AmbiguousRoleResolution"), "AuthenticatedRole")
	attachment.AddPropertyOverride(jsii.String("RoleMappings.overridden"), map[string]any{"Type": "Token"})
	pool.AddRoleMappings(&mapping{ProviderUrl: custom("later"), Rules: site.rules(1)})

	mappings := attachedIn(t, templateOf(site.stack))["RoleMappings"].(map[string]any)
	assert.ElementsMatch(t, []string{"own", "added", "overridden", "later"}, keysOf(mappings))
	assert.Equal(t, "AuthenticatedRole", mappings["added"].(map[string]any)["AmbiguousRoleResolution"])
	assert.Equal(t, map[string]any{"AmbiguousRoleResolution": "Deny", "IdentityProvider": "own", "Type": "Token"}, mappings["own"])
	assert.Equal(t, []string{"identitypool:token-mapping-never-applies"}, warningIDs(t, site.stack, "Stack/Pool/Resource"),
		"the mapping that was replaced is not warned of")
}

// TestMappingsThatWereTakenOutDoNotCount is about those that only the construct still knows.
func TestMappingsThatWereTakenOutDoNotCount(t *testing.T) {
	site := newSite("")
	pool := newPool(site, &props{AuthenticationProviders: registered(site.provider()), RoleMappings: &[]*mapping{byToken(site.userPoolUrl())}})
	for i := range 9 {
		pool.AddRoleMappings(byToken(custom(fmt.Sprint(i))))
	}
	pool.RoleAttachment().SetRoleMappings(map[string]any{})
	pool.AddRoleMappings(byToken(custom("0")), byToken(custom("another")))
	pool.AddGroup(jsii.String("admins"), &groupOptions{UserPool: site.userPool, UserPoolClient: site.client})
	assert.ElementsMatch(t, []string{"0", "another", "Stack/UserPool/Client"},
		keysOf(attachedIn(t, templateOf(site.stack))["RoleMappings"].(map[string]any)))
}

func TestRolesOfTheL1AreKept(t *testing.T) {
	site := newSite("")
	pool := identitypool.NewIdentityPool(site.stack, jsii.String("Pool"), &props{
		CreateAuthenticatedRole: jsii.Bool(false), UnauthenticatedRole: site.role,
	})
	other := awsiam.NewRole(site.stack, jsii.String("Other"), &awsiam.RoleProps{AssumedBy: pool.AuthenticatedPrincipal()})
	pool.RoleAttachment().SetRoles(map[string]any{"unauthenticated": other.RoleArn()})
	pool.SetAuthenticatedRole(site.role)
	pool.AddRoleMappings(byToken(custom("added")))
	assert.Equal(t, map[string]any{
		"authenticated": site.stack.Resolve(site.role.RoleArn()), "unauthenticated": site.stack.Resolve(other.RoleArn()),
	}, attachedIn(t, templateOf(site.stack))["Roles"])
}

// TestRolesThatOnlyTheL1HasAreNoLack is about a role that the construct doesn't know.
func TestRolesThatOnlyTheL1HasAreNoLack(t *testing.T) {
	for name, set := range map[string]func(awscognito.CfnIdentityPoolRoleAttachment, *string){
		"set": func(attachment awscognito.CfnIdentityPoolRoleAttachment, role *string) {
			attachment.SetRoles(map[string]any{"authenticated": role})
		},
		"overridden": func(attachment awscognito.CfnIdentityPoolRoleAttachment, role *string) {
			attachment.AddPropertyOverride(jsii.String("Roles.authenticated"), role)
		},
	} {
		t.Run(name, func(t *testing.T) {
			site := newSite("")
			ambiguous := byToken(site.userPoolUrl())
			ambiguous.ResolveAmbiguousRoles = jsii.Bool(true)
			pool := newPool(site, &props{
				CreateAuthenticatedRole: jsii.Bool(false), AuthenticationProviders: registered(site.provider()), RoleMappings: &[]*mapping{ambiguous},
			})
			set(pool.RoleAttachment(), site.role.RoleArn())
			assert.Empty(t, warningIDs(t, site.stack, "Stack/Pool/Resource"))
			assert.Contains(t, attachedIn(t, templateOf(site.stack))["Roles"], "authenticated")
		})
	}
}

func TestTheL1OfAnImportedPoolsAttachmentIsKept(t *testing.T) {
	site := newSite("")
	attachment := identitypool.NewIdentityPoolRoleAttachment(site.stack, jsii.String("Attachment"), &identitypool.IdentityPoolRoleAttachmentProps{
		IdentityPool:      identitypool.IdentityPool_FromIdentityPoolId(site.stack, jsii.String("Imported"), jsii.String("eu-west-1:id")),
		AuthenticatedRole: site.role,
	})
	attachment.Node().DefaultChild().(awscognito.CfnIdentityPoolRoleAttachment).SetRoleMappings(map[string]any{"own": l1Mapping("own")})
	attachment.AddRoleMappings(byToken(custom("added")))
	assert.ElementsMatch(t, []string{"own", "added"}, keysOf(attachedIn(t, templateOf(site.stack))["RoleMappings"].(map[string]any)))
}

// clientsOf returns the ids of the user pool clients of the only identity pool in a template.
func clientsOf(template map[string]any) []any {
	clients := []any{}
	for _, resource := range resourcesOf(template) {
		if resource["Type"] == "AWS::Cognito::IdentityPool" {
			for _, provider := range resource["Properties"].(map[string]any)["CognitoIdentityProviders"].([]any) {
				clients = append(clients, provider.(map[string]any)["ClientId"])
			}
		}
	}
	return clients
}

func TestUserPoolsOfTheL1AreKept(t *testing.T) {
	site := newSite("")
	pool := newPool(site, &props{AuthenticationProviders: registered(site.importedProvider("replaced"))})
	l1 := l1Of(pool)
	l1.SetCognitoIdentityProviders(&[]any{l1UserPool("own")})
	pool.AddUserPoolAuthentication(site.importedProvider("added"))
	l1.AddPropertyOverride(jsii.String("CognitoIdentityProviders.1.ServerSideTokenCheck"), false)
	pool.AddUserPoolAuthentication(site.importedProvider("later"))
	assert.Equal(t, []any{"own", "added", "later"}, clientsOf(templateOf(site.stack)))
	verify(t, site.stack, func(template assertions.Template) {
		template.HasResourceProperties(jsii.String("AWS::Cognito::IdentityPool"), map[string]any{
			"CognitoIdentityProviders": []any{
				assertions.Match_AnyValue(), map[string]any{"ClientId": "added", "ServerSideTokenCheck": false}, map[string]any{"ServerSideTokenCheck": true},
			},
		})
	})
}

func TestWrongOverridesGetTheErrorOfTheCDK(t *testing.T) {
	pool := newPool(newSite(""), nil)
	for parameter, calls := range map[string][]func(){
		"path": {
			func() { pool.RoleAttachment().AddOverride(nil, true) },
			func() { pool.RoleAttachment().AddDeletionOverride(nil) },
		},
		"propertyPath": {
			func() { pool.RoleAttachment().AddPropertyOverride(nil, true) },
			func() { pool.RoleAttachment().AddPropertyDeletionOverride(nil) },
		},
	} {
		for _, call := range calls {
			assert.PanicsWithError(t, "parameter "+parameter+" is required, but nil was provided", call)
		}
	}
}

func TestManyUserPoolsStayInOrder(t *testing.T) {
	site := newSite("")
	pool := newPool(site, &props{AuthenticationProviders: registered(site.importedProvider("0"))})
	want := []any{"0"}
	for i := 1; i < 14; i++ {
		pool.AddUserPoolAuthentication(site.importedProvider(fmt.Sprint(i)))
		want = append(want, fmt.Sprint(i))
	}
	l1Of(pool).AddPropertyOverride(jsii.String("CognitoIdentityProviders.12.ServerSideTokenCheck"), false)
	pool.AddUserPoolAuthentication(site.provider())
	want = append(want, map[string]any{"Ref": "UserPoolClient43258C81"})
	assert.Equal(t, want, clientsOf(templateOf(site.stack)))
}

const replacedUserPools = "was set through the L1 after more than 10 user pools had been added; set it before, or add all " +
	"user pools with AddUserPoolAuthentication"

// TestManyUserPoolsAreNotMixedUpWithOthers is about a change after which nothing is added, so that only the synthesis can find it.
func TestManyUserPoolsAreNotMixedUpWithOthers(t *testing.T) {
	for name, value := range map[string]any{"another list": &[]any{l1UserPool("other")}, "a token": aToken()} {
		t.Run(name, func(t *testing.T) {
			_, err := synthesize(t.TempDir(), func(app awscdk.App) {
				site := &site{stack: awscdk.NewStack(app, jsii.String("Stack"), nil)}
				pool := identitypool.NewIdentityPool(site.stack, jsii.String("Pool"), nil)
				for i := range 12 {
					pool.AddUserPoolAuthentication(site.importedProvider(fmt.Sprint(i)))
				}
				awscdk.Aspects_Of(pool).Add(&aspect{OnVisit: func(node constructs.IConstruct) {
					if l1, isPool := node.(awscognito.CfnIdentityPool); isPool {
						l1.SetCognitoIdentityProviders(value)
					}
				}}, nil)
			})
			require.ErrorContains(t, err, "[Stack/Pool] CognitoIdentityProviders: "+replacedUserPools)
		})
	}
}

// TestManyUserPoolsMayBeOfAnotherStack is about references between stacks, which must not get lost on the way.
func TestManyUserPoolsMayBeOfAnotherStack(t *testing.T) {
	app := awscdk.NewApp(nil)
	users := awscdk.NewStack(app, jsii.String("Users"), nil)
	access := awscdk.NewStack(app, jsii.String("Access"), nil)
	userPool := awscognito.NewUserPool(users, jsii.String("UserPool"), nil)
	pool := identitypool.NewIdentityPool(access, jsii.String("Pool"), nil)
	for i := range 12 {
		pool.AddUserPoolAuthentication(providerOf(userPool, userPool.AddClient(jsii.Sprintf("Client%d", i), nil)))
	}
	clients := clientsOf(templateOf(access))
	require.Len(t, clients, 12)
	for _, client := range clients {
		assert.Contains(t, client, "Fn::ImportValue")
	}
}

func TestClassicFlowThatTheL1AllowsIsWarnedOf(t *testing.T) {
	for name, allows := range map[string]any{"off": false, "a token": aToken()} {
		t.Run(name, func(t *testing.T) {
			site := newSite("")
			pool := newPool(site, &props{
				AllowClassicFlow: jsii.Bool(true), AuthenticationProviders: registered(site.provider()), RoleMappings: &[]*mapping{byToken(site.userPoolUrl())},
			})
			l1Of(pool).SetAllowClassicFlow(allows)
			assert.Empty(t, warningIDs(t, site.stack, "Stack/Pool/Resource"))
		})
	}
	site := newSite("")
	pool := newPool(site, &props{AuthenticationProviders: registered(site.provider()), RoleMappings: &[]*mapping{byToken(site.userPoolUrl())}})
	l1Of(pool).SetAllowClassicFlow(true)
	assert.Equal(t, []string{"identitypool:classic-flow-with-role-mappings"}, warningIDs(t, site.stack, "Stack/Pool/Resource"))
}
