package identitypool_test

import (
	"reflect"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/assertions"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool"
)

var badIdentityPoolProps = []badProp{
	{
		name:       "a stack of no region",
		region:     "europe",
		props:      func(*site) *props { return &props{} },
		problems:   []string{`scope: the environment of its stack: "europe" is not a region; write it as eu-west-1`},
		constructs: true,
	},
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
		name:   "guests are allowed without a role",
		region: "us-east-1",
		props: func(*site) *props {
			return &props{AllowUnauthenticatedIdentities: jsii.Bool(true), CreateUnauthenticatedRole: jsii.Bool(false)}
		},
		problems: []string{"AllowUnauthenticatedIdentities: is set, but there is no role for guests: they would get no credentials; " +
			"supply UnauthenticatedRole, or leave out CreateUnauthenticatedRole: the default role is shaped by UnauthenticatedRoleProps"},
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

var badIdentityPoolCalls = []badCall{
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
		name: "a pool outside of a stack",
		call: func(s *site, _ identitypool.IdentityPool) {
			scope := constructs.NewConstruct(awscdk.App_Of(s.stack), jsii.String("Construct"))
			identitypool.NewIdentityPool(scope, jsii.String("Pool"), &props{IdentityPoolName: jsii.String("/")})
		},
		path: "Construct/Pool",
		problems: []string{
			"scope: is in no stack; pass a stack, or a construct in one",
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
}

func TestTagsReachThePoolAndItsRoles(t *testing.T) {
	stack := awscdk.NewStack(nil, nil, nil)
	pool := identitypool.NewIdentityPool(stack, jsii.String("Pool"), nil)
	awscdk.Tags_Of(pool).Add(jsii.String("team"), jsii.String("web"), nil)
	verify(t, stack, func(template assertions.Template) {
		template.HasResourceProperties(jsii.String(identityPoolType), object{"IdentityPoolTags": list{object{"Key": "team", "Value": "web"}}})
		template.ResourcePropertiesCountIs(jsii.String(roleType), object{"Tags": list{object{"Key": "team", "Value": "web"}}}, jsii.Number(2))
	})
}

func TestRemovalPolicyIsThePools(t *testing.T) {
	stack := awscdk.NewStack(nil, nil, nil)
	identitypool.NewIdentityPool(stack, jsii.String("Pool"), nil).ApplyRemovalPolicy(awscdk.RemovalPolicy_RETAIN)
	verify(t, stack, func(template assertions.Template) {
		template.HasResource(jsii.String(identityPoolType), object{"DeletionPolicy": "Retain", "UpdateReplacePolicy": "Retain"})
		template.AllResources(jsii.String(roleType), object{"DeletionPolicy": assertions.Match_Absent()})
	})
}

func TestAspectSeesTheGoValue(t *testing.T) {
	stack := awscdk.NewStack(nil, nil, nil)
	pool := identitypool.NewIdentityPool(stack, jsii.String("Pool"), nil)
	var seen []identitypool.IdentityPool
	awscdk.Aspects_Of(stack).Add(&aspect{OnVisit: func(node constructs.IConstruct) {
		if found, ok := node.(identitypool.IdentityPool); ok {
			seen = append(seen, found)
			found.AddRoleMappings(&identitypool.IdentityPoolRoleMapping{
				ProviderUrl: identitypool.IdentityPoolProviderUrl_GOOGLE(), UseToken: jsii.Bool(true),
			})
		}
	}}, nil)
	verify(t, stack, func(template assertions.Template) {
		template.HasResourceProperties(jsii.String(roleAttachmentType), object{"RoleMappings": object{"accounts.google.com": object{"Type": "Token"}}})
	})
	require.Len(t, seen, 1)
	assert.Same(t, pool, seen[0])
}

func TestTreeReturnsTheGoValue(t *testing.T) {
	stack := awscdk.NewStack(nil, nil, nil)
	pool := identitypool.NewIdentityPool(stack, jsii.String("Pool"), nil)
	imported := identitypool.IdentityPool_FromIdentityPoolId(stack, jsii.String("Imported"), jsii.String("eu-west-1:1a2b3c4d"))
	child := constructs.NewConstruct(pool, jsii.String("Child"))

	assert.Same(t, pool, stack.Node().FindChild(jsii.String("Pool")))
	assert.Same(t, imported, stack.Node().FindChild(jsii.String("Imported")))
	assert.Same(t, pool, child.Node().Scope())
	assert.True(t, *awscdk.Resource_IsConstruct(pool))
	assert.True(t, *awscdk.Resource_IsResource(pool))
	assert.True(t, *awscdk.Resource_IsOwnedResource(pool))
	assert.False(t, *awscdk.Resource_IsOwnedResource(imported))
	assert.Same(t, stack, pool.Stack())
}

func TestL1CanBeReached(t *testing.T) {
	stack := awscdk.NewStack(nil, nil, nil)
	pool := identitypool.NewIdentityPool(stack, jsii.String("Pool"), nil)
	l1, ok := pool.Node().DefaultChild().(awscognito.CfnIdentityPool)
	require.True(t, ok)
	assert.Equal(t, stack.Resolve(pool.IdentityPoolId()), stack.Resolve(l1.IdentityPoolRef().IdentityPoolId))
	assert.Equal(t, stack.Resolve(pool.IdentityPoolId()), stack.Resolve(pool.RoleAttachment().IdentityPoolId()))
}

func TestPoolDependsAndIsDependedOn(t *testing.T) {
	stack := awscdk.NewStack(nil, nil, nil)
	pool := identitypool.NewIdentityPool(stack, jsii.String("Pool"), nil)
	before := awss3.NewBucket(stack, jsii.String("Before"), nil)
	after := awss3.NewBucket(stack, jsii.String("After"), nil)
	pool.Node().AddDependency(before)
	after.Node().AddDependency(pool)
	template := templateOf(stack)
	resources := resourcesOf(template)
	id := func(construct constructs.IConstruct) string {
		return *stack.GetLogicalId(construct.Node().DefaultChild().(awscdk.CfnElement))
	}
	assert.Equal(t, list{id(before)}, resources[id(pool)]["DependsOn"])
	for _, resource := range []constructs.IConstruct{pool, pool.AuthenticatedRole(), pool.UnauthenticatedRole()} {
		assert.Contains(t, resources[id(after)]["DependsOn"], id(resource))
	}
	assert.Empty(t, cycle(template))
}

func TestSuppliedRolesNeedNoPrincipal(t *testing.T) {
	site := newSite("eusc-de-east-1")
	pool := identitypool.NewIdentityPool(site.stack, jsii.String("Pool"), &props{AuthenticatedRole: site.role, UnauthenticatedRole: site.role})
	assert.Same(t, site.role, pool.AuthenticatedRole())
}

func TestWithoutRolesThereIsNoAttachmentUntilOneIsNeeded(t *testing.T) {
	site := newSite("")
	none := identitypool.NewIdentityPool(site.stack, jsii.String("None"), &props{
		CreateAuthenticatedRole: jsii.Bool(false), CreateUnauthenticatedRole: jsii.Bool(false),
	})
	late := identitypool.NewIdentityPool(site.stack, jsii.String("Late"), &props{
		CreateAuthenticatedRole: jsii.Bool(false), CreateUnauthenticatedRole: jsii.Bool(false),
	})
	users := identitypool.NewIdentityPool(site.stack, jsii.String("Users"), &props{
		AuthenticatedRole: site.role, CreateAuthenticatedRole: jsii.Bool(false), CreateUnauthenticatedRole: jsii.Bool(false),
	})
	assert.Nil(t, late.RoleAttachment())
	late.AddRoleMappings()
	assert.Nil(t, late.RoleAttachment())
	late.AddRoleMappings(&mapping{ProviderUrl: custom("example.com"), Rules: site.rules(1)})

	assert.Nil(t, none.AuthenticatedRole())
	assert.Nil(t, none.UnauthenticatedRole())
	assert.Nil(t, none.RoleAttachment())
	assert.Equal(t, "Stack/Late/DefaultRoleAttachment/Resource", *late.RoleAttachment().Node().Path())
	assert.Same(t, site.role, users.AuthenticatedRole())
	assert.Nil(t, users.UnauthenticatedRole())

	verify(t, site.stack, func(template assertions.Template) {
		template.ResourceCountIs(jsii.String("AWS::Cognito::IdentityPoolRoleAttachment"), jsii.Number(2))
		template.ResourceCountIs(jsii.String("AWS::IAM::Role"), jsii.Number(1))
		template.HasResourceProperties(jsii.String("AWS::Cognito::IdentityPoolRoleAttachment"), map[string]any{
			"IdentityPoolId": site.stack.Resolve(users.IdentityPoolId()),
			"Roles":          map[string]any{"authenticated": site.stack.Resolve(site.role.RoleArn())},
		})
		template.HasResourceProperties(jsii.String("AWS::Cognito::IdentityPoolRoleAttachment"), map[string]any{
			"IdentityPoolId": site.stack.Resolve(late.IdentityPoolId()),
			"Roles":          assertions.Match_Absent(),
			"RoleMappings":   map[string]any{"example.com": map[string]any{"Type": "Rules"}},
		})
	})
}

// TestTypedNilRoleIsNone is about a nil pointer in an interface, which is easy to pass by mistake.
func TestTypedNilRoleIsNone(t *testing.T) {
	type ownRole struct{ awsiam.Role }
	pool := identitypool.NewIdentityPool(newSite("").stack, jsii.String("Pool"), &props{
		AuthenticatedRole: (*ownRole)(nil), CreateAuthenticatedRole: jsii.Bool(false),
	})
	assert.Nil(t, pool.AuthenticatedRole())
}

func TestPropsAreNeitherWrittenNorReadLater(t *testing.T) {
	define := func(afterwards func(given any)) assembly {
		return mustSynthesize(t, func(app awscdk.App) {
			stack := newAppStack(app)
			props := fullProps(stack)
			before := deepCopy(reflect.ValueOf(props)).Interface()
			pool := identitypool.NewIdentityPool(stack, jsii.String("Pool"), props)
			assert.Equal(t, before, props)
			added := &identitypool.IdentityPoolRoleMapping{
				ProviderUrl: identitypool.IdentityPoolProviderUrl_FACEBOOK(), MappingKey: jsii.String("later"),
				Rules: &[]*identitypool.RoleMappingRule{
					{Claim: jsii.String("sub"), ClaimValue: jsii.String("1"), MappedRole: pool.AuthenticatedRole()},
				},
			}
			before = deepCopy(reflect.ValueOf(added)).Interface()
			pool.AddRoleMappings(added)
			assert.Equal(t, before, added)
			afterwards(props)
			afterwards(added)
		})
	}
	want := define(func(any) {})
	got := define(func(given any) { overwrite(reflect.ValueOf(given)) })
	assert.Equal(t, want, got)
	assert.NotContains(t, compact(got), "overwritten")
}

// deepCopy copies plain data. Constructs and other objects behind interfaces stay the same ones.
func deepCopy(value reflect.Value) reflect.Value {
	copied := reflect.New(value.Type()).Elem()
	switch value.Kind() {
	case reflect.Pointer:
		if !value.IsNil() {
			copied.Set(reflect.New(value.Type().Elem()))
			copied.Elem().Set(deepCopy(value.Elem()))
		}
	case reflect.Struct:
		for i := range value.NumField() {
			copied.Field(i).Set(deepCopy(value.Field(i)))
		}
	case reflect.Slice:
		if !value.IsNil() {
			copied.Set(reflect.MakeSlice(value.Type(), value.Len(), value.Len()))
			for i := range value.Len() {
				copied.Index(i).Set(deepCopy(value.Index(i)))
			}
		}
	case reflect.Map:
		if !value.IsNil() {
			copied.Set(reflect.MakeMap(value.Type()))
			for _, key := range value.MapKeys() {
				copied.SetMapIndex(key, deepCopy(value.MapIndex(key)))
			}
		}
	default:
		copied.Set(value)
	}
	return copied
}

// overwrite changes all plain data in a value, then takes it away.
func overwrite(value reflect.Value) {
	switch value.Kind() {
	case reflect.Pointer:
		if !value.IsNil() {
			overwrite(value.Elem())
		}
		if value.CanSet() {
			value.SetZero()
		}
	case reflect.Struct:
		for i := range value.NumField() {
			overwrite(value.Field(i))
		}
	case reflect.Slice:
		for i := range value.Len() {
			overwrite(value.Index(i))
		}
		value.Set(reflect.AppendSlice(value, value))
	case reflect.String:
		value.SetString("overwritten")
	case reflect.Bool:
		value.SetBool(!value.Bool())
	case reflect.Interface:
		value.SetZero()
	default:
		panic("props hold no " + value.Kind().String())
	}
}
