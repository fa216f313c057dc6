package identitypool_test

import (
	"math"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/assertions"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/jsii-runtime-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool"
)

type groupOptions = identitypool.IdentityPoolGroupOptions

// group returns the options of a group of the site's client, which the pool has, too.
func (s *site) group(pool identitypool.IdentityPool) *groupOptions {
	pool.AddUserPoolAuthentication(s.provider())
	return &groupOptions{UserPool: s.userPool, UserPoolClient: s.client}
}

var badGroupCalls = []badCall{
	{
		name: "a group without anything",
		call: func(_ *site, pool identitypool.IdentityPool) { pool.AddGroup(nil, nil) },
		path: "Stack/Pool",
		problems: []string{
			"id: is required; pass an id that is unique in the scope",
			"UserPool: is required; pass the user pool of the group",
			"UserPoolClient: is required; pass the client with which the group's users sign in",
		},
	},
	{
		name: "a group with a bad name and two roles",
		call: func(s *site, pool identitypool.IdentityPool) {
			options := s.group(pool)
			options.Role, options.RoleProps = s.role, &awsiam.RoleProps{AssumedBy: awsiam.NewAccountRootPrincipal()}
			pool.AddGroup(jsii.String("The Admins"), options)
		},
		path: "Stack/Pool/The Admins",
		problems: []string{
			`GroupName: "The Admins" holds ' '; allowed are 1 to 128 letters, marks, symbols, digits and punctuation, no spaces`,
			"RoleProps: is set, and so is Role; set one of the two",
			"RoleProps.AssumedBy: is set; leave it out: the role trusts the identity pool",
		},
	},
	{
		name: "a group with an empty name and a precedence that is no number",
		call: func(s *site, pool identitypool.IdentityPool) {
			options := s.group(pool)
			options.GroupName, options.Precedence = jsii.String(""), jsii.Number(math.NaN())
			pool.AddGroup(jsii.String("admins"), options)
		},
		path: "Stack/Pool/admins",
		problems: []string{
			"GroupName: is required; pass 1 to 128 letters, marks, symbols, digits and punctuation, no spaces",
			"Precedence: NaN is not a precedence; pass a whole number from 0 to 2147483647",
		},
	},
	{
		name: "a group with a negative precedence",
		call: func(s *site, pool identitypool.IdentityPool) {
			options := s.group(pool)
			options.Precedence = jsii.Number(-1)
			pool.AddGroup(jsii.String("admins"), options)
		},
		path:     "Stack/Pool/admins",
		problems: []string{"Precedence: -1 is not a precedence; pass a whole number from 0 to 2147483647"},
	},
	{
		name: "a group with a fraction as precedence and a long description",
		call: func(s *site, pool identitypool.IdentityPool) {
			options := s.group(pool)
			options.Precedence, options.Description = jsii.Number(1.5), long(2049)
			pool.AddGroup(jsii.String("admins"), options)
		},
		path: "Stack/Pool/admins",
		problems: []string{
			`Description: "` + (*long(140)) + `"… is 2049 characters long; allowed are 0 to 2048 characters`,
			"Precedence: 1.5 is not a precedence; pass a whole number from 0 to 2147483647",
		},
	},
	{
		name: "a group with a bad precedence and a bad role, of a client that the pool lacks",
		call: func(s *site, pool identitypool.IdentityPool) {
			pool.AddGroup(nil, &groupOptions{
				UserPool: s.userPool, UserPoolClient: s.client, Precedence: jsii.Number(-1),
				Role: &roleByArn{s.role, jsii.String("arn:aws:iam::111111111111:user/staff")},
			})
		},
		path: "Stack/Pool",
		problems: []string{
			"id: is required; pass an id that is unique in the scope",
			"Precedence: -1 is not a precedence; pass a whole number from 0 to 2147483647",
			`Role: "arn:aws:iam::111111111111:user/staff" is not the ARN of a role in IAM; write it as arn:<partition>:iam::<account>:role/<name>`,
			"UserPoolClient: is none of the identity pool's; add it with AddUserPoolAuthentication before the group",
		},
	},
	{
		name: "a group with the id of a role of the pool",
		call: func(s *site, pool identitypool.IdentityPool) {
			pool.AddGroup(jsii.String("AuthenticatedRole"), s.group(pool))
		},
		path: "Stack/Pool/AuthenticatedRole",
		problems: []string{
			`id: "AuthenticatedRole" is the id of another construct of the identity pool; pass another one, and the name of the group as GroupName`,
		},
	},
	{
		name: "a second group with an id",
		call: func(s *site, pool identitypool.IdentityPool) {
			options := s.group(pool)
			pool.AddGroup(jsii.String("admins"), options)
			options.GroupName = jsii.String("others")
			pool.AddGroup(jsii.String("admins"), options)
		},
		path: "Stack/Pool/admins",
		problems: []string{
			`id: "admins" is the id of another construct of the identity pool; pass another one, and the name of the group as GroupName`,
		},
	},
	{
		name: "a group of a client that the pool lacks",
		call: func(s *site, pool identitypool.IdentityPool) {
			pool.AddGroup(jsii.String("admins"), &groupOptions{UserPool: s.userPool, UserPoolClient: s.client})
		},
		path:     "Stack/Pool/admins",
		problems: []string{"UserPoolClient: is none of the identity pool's; add it with AddUserPoolAuthentication before the group"},
	},
	{
		name: "a group of a client of another user pool",
		call: func(s *site, pool identitypool.IdentityPool) {
			options := s.group(pool)
			options.UserPool = awscognito.NewUserPool(s.stack, jsii.String("Other"), nil)
			pool.AddGroup(jsii.String("admins"), options)
		},
		path:     "Stack/Pool/admins",
		problems: []string{"UserPoolClient: belongs to another user pool; pass a client of this user pool"},
	},
	{
		name: "a group of a client that has a mapping by rules, with a name that is taken",
		call: func(s *site, pool identitypool.IdentityPool) {
			options := s.group(pool)
			pool.AddRoleMappings(&mapping{ProviderUrl: s.userPoolUrl(), Rules: s.rules(1)})
			pool.AddGroup(jsii.String("admins"), options)
		},
		path: "Stack/Pool/admins",
		problems: []string{"UserPoolClient: has a role mapping by rules already, which gives no role by group; let that one have UseToken, " +
			"or use another client for it"},
	},
	{
		name: "a group while the pool is being made",
		call: func(s *site, _ identitypool.IdentityPool) {
			addEarly(s, func(pool identitypool.IdentityPool) {
				pool.AddGroup(jsii.String("admins"), &groupOptions{UserPool: s.userPool, UserPoolClient: s.client, Role: s.role})
			})
		},
		path:     "Stack/A--B",
		problems: []string{"identityPool: has no id while a provider is bound to it; use it once it has been made"},
	},
	{
		name: "a second group of a name, of a user pool that is imported again",
		call: func(s *site, pool identitypool.IdentityPool) {
			group := func(id string) {
				userPool, client := imports(s, id)
				if id == "first" {
					pool.AddUserPoolAuthentication(providerOf(userPool, client))
				}
				client = awscognito.UserPoolClient_FromUserPoolClientId(s.stack, jsii.String(id), jsii.String("first"))
				pool.AddGroup(jsii.String(id+"Group"), &groupOptions{UserPool: userPool, UserPoolClient: client, GroupName: jsii.String("admins")})
			}
			group("first")
			group("second")
		},
		path: "Stack/Pool/secondGroup",
		problems: []string{
			`GroupName: "admins" is the name of a group that was added before; each group of a user pool needs a name of its own`,
		},
	},
	{
		name: "a group after the last",
		call: func(s *site, pool identitypool.IdentityPool) {
			options := s.group(pool)
			options.Precedence = jsii.Number(2147483647)
			pool.AddGroup(jsii.String("everybody"), options)
			options.Precedence = nil
			pool.AddGroup(jsii.String("others"), options)
		},
		path:     "Stack/Pool/others",
		problems: []string{"Precedence: is required: a group that was added before has the last one, 2147483647; pass one before that"},
	},
	{
		name: "a group after one whose precedence is a token",
		call: func(s *site, pool identitypool.IdentityPool) {
			options := s.group(pool)
			options.Precedence = awscdk.NewCfnParameter(s.stack, jsii.String("Precedence"), &awscdk.CfnParameterProps{Type: jsii.String("Number")}).ValueAsNumber()
			pool.AddGroup(jsii.String("admins"), options)
			options.Precedence = nil
			pool.AddGroup(jsii.String("others"), options)
		},
		path: "Stack/Pool/others",
		problems: []string{
			`Precedence: is required: group "admins", which was added before, has a token as its precedence, so the next one is not known`,
		},
	},
	{
		name: "a second group whose role has the name of the first one's",
		call: func(s *site, pool identitypool.IdentityPool) {
			options := s.group(pool)
			options.RoleProps = &awsiam.RoleProps{RoleName: jsii.String("admins")}
			pool.AddGroup(jsii.String("admins"), options)
			pool.AddGroup(jsii.String("others"), options)
		},
		path: "Stack/Pool/others",
		problems: []string{
			`RoleProps.RoleName: "admins" is the name of the role of a group that was added before; each role needs a name of its own`,
		},
	},
	{
		name: "a group with properties of its role that the CDK refuses",
		call: func(s *site, pool identitypool.IdentityPool) {
			options := s.group(pool)
			options.RoleProps = &awsiam.RoleProps{MaxSessionDuration: awscdk.Duration_Minutes(jsii.Number(5))}
			pool.AddGroup(jsii.String("admins"), options)
		},
		path: "Stack/Pool/admins",
		problems: []string{
			"RoleProps: are refused by the CDK: maxSessionDuration is set to 300, but must be >= 3600sec (1hr) and <= 43200sec (12hrs)",
		},
	},
	{
		name: "a second group of a name",
		call: func(s *site, pool identitypool.IdentityPool) {
			options := s.group(pool)
			pool.AddGroup(jsii.String("admins"), options)
			options.GroupName = jsii.String("admins")
			pool.AddGroup(jsii.String("Others"), options)
		},
		path:     "Stack/Pool/Others",
		problems: []string{`GroupName: "admins" is the name of a group that was added before; each group of a user pool needs a name of its own`},
	},
	{
		name:   "a group of a user pool of another account",
		region: "eu-west-1",
		call: func(s *site, pool identitypool.IdentityPool) {
			userPool := awscognito.UserPool_FromUserPoolArn(s.stack, jsii.String("Imported"),
				jsii.String("arn:aws:cognito-idp:eu-west-1:222222222222:userpool/eu-west-1_a"))
			client := awscognito.UserPoolClient_FromUserPoolClientId(s.stack, jsii.String("ImportedClient"), jsii.String("elsewhere"))
			pool.AddUserPoolAuthentication(providerOf(userPool, client))
			pool.AddGroup(jsii.String("admins"), &groupOptions{UserPool: userPool, UserPoolClient: client})
		},
		path: "Stack/Pool/admins",
		problems: []string{
			"UserPool: is of account 222222222222, the identity pool of 111111111111; the group is defined beside the identity pool, so both must be " +
				"in one account",
		},
	},
	{
		name:   "a group of a user pool of another stack's account",
		region: "eu-west-1",
		call: func(s *site, pool identitypool.IdentityPool) {
			stack := awscdk.NewStack(s.stack.Node().Root().(awscdk.App), jsii.String("Users"), &awscdk.StackProps{
				Env: &awscdk.Environment{Account: jsii.String("222222222222"), Region: jsii.String("eu-west-1")},
			})
			userPool := awscognito.NewUserPool(stack, jsii.String("UserPool"), nil)
			client := userPool.AddClient(jsii.String("Client"), nil)
			pool.AddUserPoolAuthentication(providerOf(userPool, client))
			pool.AddGroup(jsii.String("admins"), &groupOptions{UserPool: userPool, UserPoolClient: client})
		},
		path: "Stack/Pool/admins",
		problems: []string{
			"UserPool: is of account 222222222222, the identity pool of 111111111111; the group is defined beside the identity pool, so both must be " +
				"in one account",
		},
	},
	{
		name:   "a group of a user pool of another region",
		region: "us-east-1",
		call: func(s *site, pool identitypool.IdentityPool) {
			userPool, client := imports(s, "elsewhere")
			pool.AddUserPoolAuthentication(providerOf(userPool, client))
			pool.AddGroup(jsii.String("admins"), &groupOptions{UserPool: userPool, UserPoolClient: client})
		},
		path: "Stack/Pool/admins",
		problems: []string{
			"UserPool: is in eu-west-1, the identity pool in us-east-1; the group is defined beside the identity pool, so both must be in one region",
		},
	},
}

func TestPrecedenceMayBeAToken(t *testing.T) {
	site := newSite("")
	pool := newPool(site, nil)
	options := site.group(pool)
	parameter := awscdk.NewCfnParameter(site.stack, jsii.String("Precedence"), &awscdk.CfnParameterProps{Type: jsii.String("Number")})
	options.Precedence = parameter.ValueAsNumber()
	pool.AddGroup(jsii.String("admins"), options)
	verify(t, site.stack, func(template assertions.Template) {
		template.HasResourceProperties(jsii.String("AWS::Cognito::UserPoolGroup"), map[string]any{"Precedence": map[string]any{"Ref": "Precedence"}})
	})
}

func TestGroupsHaveTheirRolesAndOneMapping(t *testing.T) {
	site := newSite("")
	pool := newPool(site, nil)
	options := site.group(pool)
	admins := pool.AddGroup(jsii.String("admins"), options)
	named := *options
	named.GroupName, named.Description, named.Precedence = jsii.String("the-editors"), jsii.String("write"), jsii.Number(7)
	named.RoleProps = &awsiam.RoleProps{RoleName: jsii.String("editors")}
	editors := pool.AddGroup(jsii.String("Editors"), &named)
	supplied := *options
	supplied.Role = site.role
	readers := pool.AddGroup(jsii.String("readers"), &supplied)

	assert.Nil(t, named.RoleProps.AssumedBy, "the caller's properties stay as they are")
	assert.Equal(t, "Stack/Pool/admins/Group", *admins.Group().Node().Path())
	assert.Equal(t, "Stack/Pool/admins/Role", *admins.Role().Node().Path())
	assert.Equal(t, "Stack/Pool/Editors", *editors.Node().Path())
	assert.Equal(t, admins, pool.Node().FindChild(jsii.String("admins")))
	assert.Equal(t, site.role, readers.Role())
	template := templateOf(site.stack)
	assert.Empty(t, cycle(template))
	assert.Equal(t, map[string]any{
		"Stack/UserPool/Client": map[string]any{
			"AmbiguousRoleResolution": "AuthenticatedRole",
			"IdentityProvider":        site.stack.Resolve(site.userPoolUrl().Value()),
			"Type":                    "Token",
		},
	}, attachedIn(t, template)["RoleMappings"])
	verify(t, site.stack, func(template assertions.Template) {
		for name, precedence := range map[string]float64{"admins": 0, "the-editors": 7, "readers": 8} {
			template.HasResourceProperties(jsii.String("AWS::Cognito::UserPoolGroup"), map[string]any{"GroupName": name, "Precedence": precedence})
		}
		template.HasResourceProperties(jsii.String("AWS::IAM::Role"), map[string]any{"RoleName": "editors"})
	})
	assert.Empty(t, warningIDs(t, site.stack, "Stack/Pool/Resource"))
}

func TestGroupsLeaveAMappingByTokenAsItIs(t *testing.T) {
	site := newSite("")
	pool := newPool(site, nil)
	options := site.group(pool)
	pool.AddRoleMappings(byToken(site.userPoolUrl()))
	pool.AddGroup(jsii.String("admins"), options)
	template := templateOf(site.stack)
	mappings := attachedIn(t, template)["RoleMappings"].(map[string]any)
	require.Len(t, mappings, 1)
	assert.Equal(t, "Deny", mappings["Stack/UserPool/Client"].(map[string]any)["AmbiguousRoleResolution"])
}

func TestGroupsOfAUserPoolInAnotherStack(t *testing.T) {
	app := awscdk.NewApp(nil)
	users := awscdk.NewStack(app, jsii.String("Users"), nil)
	userPool := awscognito.NewUserPool(users, jsii.String("UserPool"), nil)
	client := userPool.AddClient(jsii.String("Client"), nil)
	access := awscdk.NewStack(app, jsii.String("Access"), nil)
	pool := identitypool.NewIdentityPool(access, jsii.String("Pool"), nil)
	pool.AddUserPoolAuthentication(providerOf(userPool, client))
	pool.AddGroup(jsii.String("admins"), &groupOptions{UserPool: userPool, UserPoolClient: client})

	// Template_FromStack fails where stacks refer to each other in a circle.
	template := templateOf(access)
	assert.Empty(t, cycle(template))
	verify(t, access, func(template assertions.Template) {
		template.ResourceCountIs(jsii.String("AWS::Cognito::UserPoolGroup"), jsii.Number(1))
	})
	verify(t, users, func(template assertions.Template) {
		template.ResourceCountIs(jsii.String("AWS::Cognito::UserPoolGroup"), jsii.Number(0))
	})
}

// TestFailedGroupLeavesNothing is about what only the CDK refuses.
func TestFailedGroupLeavesNothing(t *testing.T) {
	site := newSite("")
	pool := newPool(site, nil)
	options := site.group(pool)
	options.RoleProps = &awsiam.RoleProps{RoleName: jsii.String("no role")}
	require.Error(t, recovered(func() { pool.AddGroup(jsii.String("a/b"), options) }))
	assert.Nil(t, pool.Node().TryFindChild(jsii.String("a/b")))
	options.RoleProps = nil
	require.NoError(t, recovered(func() { pool.AddGroup(jsii.String("a/b"), options) }))
}
