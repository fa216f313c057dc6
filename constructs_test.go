package identitypool_test

import (
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/assertions"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslambda"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3"
	"github.com/aws/aws-cdk-go/awscdk/v2/interfaces/interfacesawscognito"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool"
	"github.com/awscdk-constructs/identitypool/internal/apptest"
)

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

func TestDependencies(t *testing.T) {
	stack := awscdk.NewStack(nil, nil, nil)
	pool := identitypool.NewIdentityPool(stack, jsii.String("Pool"), nil)
	before := awss3.NewBucket(stack, jsii.String("Before"), nil)
	after := awss3.NewBucket(stack, jsii.String("After"), nil)
	pool.Node().AddDependency(before)
	after.Node().AddDependency(pool)
	template := parsed(compact(assertions.Template_FromStack(stack, nil).ToJSON())).(map[string]any)
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

func TestAddUserPoolAuthenticationReturnsTheClient(t *testing.T) {
	stack := awscdk.NewStack(nil, nil, nil)
	userPool := awscognito.NewUserPool(stack, jsii.String("UserPool"), nil)
	pool := identitypool.NewIdentityPool(stack, jsii.String("Pool"), nil)
	add := func(client interfacesawscognito.IUserPoolClientRef) awscognito.IUserPoolClient {
		return pool.AddUserPoolAuthentication(identitypool.NewUserPoolAuthenticationProvider(
			&identitypool.UserPoolAuthenticationProviderProps{UserPool: userPool, UserPoolClient: client}))
	}

	l2 := userPool.AddClient(jsii.String("L2"), nil)
	assert.Same(t, l2, add(l2))

	made := add(nil)
	assert.Equal(t, "UserPoolAuthenticationProviderClient", *made.Node().Id())
	assert.Equal(t, *userPool.Node().Path()+"/UserPoolAuthenticationProviderClient", *made.Node().Path())

	l1 := awscognito.NewCfnUserPoolClient(stack, jsii.String("L1"), &awscognito.CfnUserPoolClientProps{UserPoolId: userPool.UserPoolId()})
	imported := add(l1)
	assert.Equal(t, *l1.Ref(), *imported.UserPoolClientId())
	assert.Same(t, pool, imported.Node().Scope())

	own := pool.AddUserPoolAuthentication(&boundProvider{
		bind: func(scope constructs.Construct, identityPool identitypool.IIdentityPool) *identitypool.UserPoolAuthenticationProviderBindConfig {
			assert.Same(t, pool, scope)
			assert.Same(t, pool, identityPool)
			assert.NotNil(t, identityPool.IdentityPoolId())
			return &identitypool.UserPoolAuthenticationProviderBindConfig{
				ClientId:             jsii.String("1example23456789"),
				ProviderName:         jsii.String("cognito-idp.eu-west-1.amazonaws.com/eu-west-1_aBcDeFgHi"),
				ServerSideTokenCheck: jsii.Bool(true),
			}
		},
	})
	assert.Equal(t, "1example23456789", *own.UserPoolClientId())
	verify(t, stack, func(template assertions.Template) {
		template.ResourceCountIs(jsii.String(userPoolClientType), jsii.Number(3))
	})
}

func TestOneRoleAttachmentWhateverIsAdded(t *testing.T) {
	stack := awscdk.NewStack(nil, nil, nil)
	pool := identitypool.NewIdentityPool(stack, jsii.String("Pool"), nil)
	attachment := pool.RoleAttachment()
	role := awsiam.NewRole(stack, jsii.String("Role"), &awsiam.RoleProps{AssumedBy: pool.AuthenticatedPrincipal()})
	mappings := tokenMappings(3)
	pool.AddRoleMappings(mappings[0])
	pool.AddRoleMappings(&identitypool.IdentityPoolRoleMapping{
		ProviderUrl: identitypool.IdentityPoolProviderUrl_GOOGLE(),
		Rules:       &[]*identitypool.RoleMappingRule{{Claim: jsii.String("hd"), ClaimValue: jsii.String("example.com"), MappedRole: role}},
	})
	pool.AddRoleMappings(mappings[1:]...)
	assert.Equal(t, attachment, pool.RoleAttachment())
	template := parsed(compact(assertions.Template_FromStack(stack, nil).ToJSON())).(map[string]any)
	var keys []string
	attachments := 0
	for _, resource := range resourcesOf(template) {
		if resource["Type"] == roleAttachmentType {
			attachments++
			keys = slices.Sorted(maps.Keys(resource["Properties"].(map[string]any)["RoleMappings"].(map[string]any)))
		}
	}
	assert.Equal(t, 1, attachments)
	assert.Equal(t, []string{"accounts.google.com", "login0.example.com", "login1.example.com", "login2.example.com"}, keys)
	assert.Empty(t, cycle(template))
}

// references finds what the values of a template refer to.
func references(value any, found map[string]bool) {
	switch value := value.(type) {
	case map[string]any:
		for key, element := range value {
			switch target := element.(type) {
			case string:
				if key == "Ref" {
					found[target] = true
				}
				if key == "Fn::Sub" {
					substituted(target, found)
				}
			case []any:
				if key == "Fn::GetAtt" {
					found[target[0].(string)] = true
				}
				if key == "Fn::Sub" {
					substituted(target[0].(string), found)
				}
			}
			references(element, found)
		}
	case []any:
		for _, element := range value {
			references(element, found)
		}
	}
}

var substitution = regexp.MustCompile(`\$\{([^}!.]+)[^}]*\}`)

func substituted(text string, found map[string]bool) {
	for _, match := range substitution.FindAllStringSubmatch(text, -1) {
		found[match[1]] = true
	}
}

// cycle returns the logical ids of resources that wait for each other, in order; nil if CloudFormation can make them all.
func cycle(template map[string]any) []string {
	needs := map[string][]string{}
	resources := resourcesOf(template)
	for id, resource := range resources {
		found := map[string]bool{}
		references(resource["Properties"], found)
		switch dependencies := resource["DependsOn"].(type) {
		case string:
			found[dependencies] = true
		case []any:
			for _, dependency := range dependencies {
				found[dependency.(string)] = true
			}
		}
		for _, needed := range slices.Sorted(maps.Keys(found)) {
			if _, isResource := resources[needed]; isResource {
				needs[id] = append(needs[id], needed)
			}
		}
	}
	done := map[string]bool{}
	var visit func(id string, path []string) []string
	visit = func(id string, path []string) []string {
		if start := slices.Index(path, id); start >= 0 {
			return append(path[start:], id)
		}
		if done[id] {
			return nil
		}
		for _, needed := range needs[id] {
			if found := visit(needed, append(slices.Clone(path), id)); found != nil {
				return found
			}
		}
		done[id] = true
		return nil
	}
	for _, id := range slices.Sorted(maps.Keys(resources)) {
		if found := visit(id, nil); found != nil {
			return found
		}
	}
	return nil
}

func TestCycleIsFound(t *testing.T) {
	for _, test := range []struct {
		name, template string
		want           []string
	}{
		{
			name: "chain",
			template: `{"Resources": {"A": {"Properties": {"P": {"Ref": "B"}}}, "B": {"DependsOn": ["C"]},
				"C": {"Properties": [{"Fn::Sub": "${AWS::Region}"}]}}}`,
		},
		{name: "itself", template: `{"Resources": {"A": {"Properties": {"P": {"Fn::GetAtt": ["A", "Arn"]}}}}}`, want: []string{"A", "A"}},
		{
			name: "around",
			template: `{"Resources": {"A": {"Properties": {"P": {"Ref": "B"}}}, "B": {"DependsOn": "C"},
				"C": {"Properties": [{"Fn::Sub": "x ${A.Arn}"}]}}}`,
			want: []string{"A", "B", "C", "A"},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			assert.Equal(t, test.want, cycle(parsed(test.template).(map[string]any)))
		})
	}
}

// TestUserPoolThatNeedsThePool has everything in a user pool that refers back to its identity pool. With dependencies between
// the two constructs, as the official one has them, the template can't be deployed.
func TestUserPoolThatNeedsThePool(t *testing.T) {
	synthesized := mustSynthesize(t, func(app awscdk.App) {
		stack := newAppStack(app)
		trigger := newFunction(stack)
		userPool := awscognito.NewUserPool(stack, jsii.String("UserPool"), &awscognito.UserPoolProps{
			LambdaTriggers: &awscognito.UserPoolTriggers{PostConfirmation: trigger},
		})
		pool := identitypool.NewIdentityPool(stack, jsii.String("Pool"), &identitypool.IdentityPoolProps{
			AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
				UserPools: &[]identitypool.IUserPoolAuthenticationProvider{
					identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{UserPool: userPool}),
				},
			},
		})
		client := pool.AddUserPoolAuthentication(identitypool.NewUserPoolAuthenticationProvider(
			&identitypool.UserPoolAuthenticationProviderProps{UserPool: userPool, UserPoolClient: userPool.AddClient(jsii.String("Web"), nil)}))
		adminRole := awsiam.NewRole(stack, jsii.String("AdminRole"), &awsiam.RoleProps{AssumedBy: pool.AuthenticatedPrincipal()})
		userPool.AddGroup(jsii.String("admins"), &awscognito.UserPoolGroupOptions{Role: adminRole})
		userPool.AddGroup(jsii.String("users"), &awscognito.UserPoolGroupOptions{Role: pool.AuthenticatedRole()})
		pool.AddRoleMappings(&identitypool.IdentityPoolRoleMapping{
			ProviderUrl: identitypool.IdentityPoolProviderUrl_UserPool(userPool, client), UseToken: jsii.Bool(true),
		})
		awsiam.NewPolicy(stack, jsii.String("TriggerPolicy"), &awsiam.PolicyProps{
			Roles: &[]awsiam.IRole{trigger.Role()},
			Statements: &[]awsiam.PolicyStatement{awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
				Actions: jsii.Strings("cognito-identity:DescribeIdentityPool"), Resources: &[]*string{pool.IdentityPoolArn()},
			})},
		})
	})
	template := synthesized.Template(t)
	assert.Empty(t, cycle(template))
	for id, resource := range resourcesOf(template) {
		if strings.HasPrefix(id, "Pool") {
			assert.NotContains(t, resource, "DependsOn", id)
		}
	}
}

func newFunction(stack awscdk.Stack) awslambda.Function {
	return awslambda.NewFunction(stack, jsii.String("Trigger"), &awslambda.FunctionProps{
		Code:    awslambda.Code_FromInline(jsii.String("exports.handler = async event => event")),
		Handler: jsii.String("index.handler"),
		Runtime: awslambda.Runtime_NODEJS_22_X(),
	})
}

// TestUserPoolThatNeedsThePoolInTwoStacks keeps the references between the stacks one way: what refers to both is beside the
// identity pool.
func TestUserPoolThatNeedsThePoolInTwoStacks(t *testing.T) {
	synthesized := mustSynthesize(t, func(app awscdk.App) {
		users := newRegionStack(app, "Users", "eu-west-1")
		userPool := awscognito.NewUserPool(users, jsii.String("UserPool"), nil)
		client := userPool.AddClient(jsii.String("Web"), nil)
		stack := newRegionStack(app, "Identities", "eu-west-1")
		pool := identitypool.NewIdentityPool(stack, jsii.String("Pool"), &identitypool.IdentityPoolProps{
			AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
				UserPools: &[]identitypool.IUserPoolAuthenticationProvider{
					identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
						UserPool: userPool, UserPoolClient: client,
					}),
				},
			},
			RoleMappings: &[]*identitypool.IdentityPoolRoleMapping{{
				ProviderUrl: identitypool.IdentityPoolProviderUrl_UserPool(userPool, client), UseToken: jsii.Bool(true),
			}},
		})
		awscognito.NewUserPoolGroup(stack, jsii.String("Admins"), &awscognito.UserPoolGroupProps{
			UserPool: userPool,
			Role:     awsiam.NewRole(stack, jsii.String("AdminRole"), &awsiam.RoleProps{AssumedBy: pool.AuthenticatedPrincipal()}),
		})
		awscognito.NewUserPoolGroup(stack, jsii.String("Everyone"), &awscognito.UserPoolGroupProps{
			UserPool: userPool, Role: pool.AuthenticatedRole(),
		})
	})
	dependencies := synthesized["manifest.json"].(map[string]any)
	assert.Contains(t, dependencies["Identities"], "Users")
	assert.NotContains(t, dependencies["Users"], "Identities")
	for _, name := range []string{"Users", "Identities"} {
		template := synthesized.Templates()[name+apptest.TemplateSuffix]
		assert.NotEmpty(t, resourcesOf(template))
		assert.Empty(t, cycle(template))
	}
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

// reusedProvider is a provider of a user's own that returns the same pointers each time.
type reusedProvider struct {
	config identitypool.UserPoolAuthenticationProviderBindConfig
}

func (p *reusedProvider) Bind(
	constructs.Construct, identitypool.IIdentityPool, *identitypool.UserPoolAuthenticationProviderBindOptions,
) *identitypool.UserPoolAuthenticationProviderBindConfig {
	return &p.config
}

func TestOwnProviderMayReuseItsConfiguration(t *testing.T) {
	synthesized := mustSynthesize(t, func(app awscdk.App) {
		pool := identitypool.NewIdentityPool(newAppStack(app), jsii.String("Pool"), nil)
		provider := &reusedProvider{identitypool.UserPoolAuthenticationProviderBindConfig{
			ClientId: jsii.String("first"), ProviderName: jsii.String("cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a"), ServerSideTokenCheck: jsii.Bool(true),
		}}
		pool.AddUserPoolAuthentication(provider)
		*provider.config.ClientId = "second"
		pool.AddUserPoolAuthentication(provider)
	})
	var clients []any
	for _, resource := range resourcesOf(synthesized.Template(t)) {
		if resource["Type"] == "AWS::Cognito::IdentityPool" {
			for _, provider := range resource["Properties"].(map[string]any)["CognitoIdentityProviders"].([]any) {
				clients = append(clients, provider.(map[string]any)["ClientId"])
			}
		}
	}
	assert.Equal(t, []any{"first", "second"}, clients)
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
