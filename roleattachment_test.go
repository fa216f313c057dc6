package identitypool_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/assertions"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool"
)

var badRoleAttachmentProps = []badProp{
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
}

var badRoleAttachmentCalls = []badCall{
	{
		name: "a role attachment without a pool",
		call: func(s *site, _ identitypool.IdentityPool) {
			identitypool.NewIdentityPoolRoleAttachment(s.stack, jsii.String("Attachment"), nil)
		},
		path: "Stack/Attachment",
		problems: []string{
			"IdentityPool: is required; pass an identity pool without role attachment",
			"AuthenticatedRole: is required without UnauthenticatedRole and RoleMappings: there would be nothing to attach; pass one of the three",
		},
	},
	{
		name: "a role attachment without a scope",
		call: func(*site, identitypool.IdentityPool) {
			identitypool.NewIdentityPoolRoleAttachment(nil, jsii.String("Attachment"), nil)
		},
		problems: []string{
			"scope: is required; pass the stack or construct to define this in",
			"IdentityPool: is required; pass an identity pool without role attachment",
			"AuthenticatedRole: is required without UnauthenticatedRole and RoleMappings: there would be nothing to attach; pass one of the three",
		},
	},
	{
		name: "a role attachment for a pool that the app defines with roles",
		call: func(s *site, pool identitypool.IdentityPool) {
			identitypool.NewIdentityPoolRoleAttachment(s.stack, jsii.String("Attachment"), &identitypool.IdentityPoolRoleAttachmentProps{
				IdentityPool: pool, AuthenticatedRole: s.role,
			})
		},
		path:     "Stack/Attachment",
		problems: []string{"IdentityPool: has a role attachment already, and can't have two; use its AddRoleMappings"},
	},
	{
		name: "a role attachment for a pool that the app defines with roles and wraps",
		call: func(s *site, pool identitypool.IdentityPool) {
			type wrapped struct{ identitypool.IdentityPool }
			identitypool.NewIdentityPoolRoleAttachment(s.stack, jsii.String("Attachment"), &identitypool.IdentityPoolRoleAttachmentProps{
				IdentityPool: &wrapped{pool}, AuthenticatedRole: s.role,
			})
		},
		path:     "Stack/Attachment",
		problems: []string{"IdentityPool: has a role attachment already, and can't have two; use its AddRoleMappings"},
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
		name: "a second role attachment, for another import of the pool in another stack",
		call: func(s *site, _ identitypool.IdentityPool) {
			for _, id := range []string{"First", "Second"} {
				stack := awscdk.NewStack(s.stack.Node().Root().(awscdk.App), jsii.String(id), nil)
				identitypool.NewIdentityPoolRoleAttachment(stack, jsii.String("Attachment"), &identitypool.IdentityPoolRoleAttachmentProps{
					IdentityPool:      identitypool.IdentityPool_FromIdentityPoolId(stack, jsii.String("Imported"), jsii.String("eu-west-1:id")),
					AuthenticatedRole: awsiam.Role_FromRoleName(stack, jsii.String("Users"), jsii.String("users"), nil),
				})
			}
		},
		path:     "Second/Attachment",
		problems: []string{"IdentityPool: has a role attachment already, and can't have two; use the AddRoleMappings of the first"},
	},
	{
		name: "a second role attachment, for another import by a token in the same stack",
		call: func(s *site, _ identitypool.IdentityPool) {
			for _, id := range []string{"First", "Second"} {
				identitypool.NewIdentityPoolRoleAttachment(s.stack, jsii.String(id), &identitypool.IdentityPoolRoleAttachmentProps{
					IdentityPool:      identitypool.IdentityPool_FromIdentityPoolId(s.stack, jsii.String(id+"Import"), s.token),
					AuthenticatedRole: s.role,
				})
			}
		},
		path:     "Stack/Second",
		problems: []string{"IdentityPool: has a role attachment already, and can't have two; use the AddRoleMappings of the first"},
	},
	{
		name: "a second role attachment, for a pool that is imported and wrapped",
		call: func(s *site, _ identitypool.IdentityPool) {
			type wrapped struct{ identitypool.IIdentityPool }
			imported := identitypool.IdentityPool_FromIdentityPoolId(s.stack, jsii.String("Imported"), jsii.String("eu-west-1:id"))
			for _, id := range []string{"First", "Second"} {
				identitypool.NewIdentityPoolRoleAttachment(s.stack, jsii.String(id), &identitypool.IdentityPoolRoleAttachmentProps{
					IdentityPool: &wrapped{imported}, AuthenticatedRole: s.role,
				})
			}
		},
		path:     "Stack/Second",
		problems: []string{"IdentityPool: has a role attachment already, and can't have two; use the AddRoleMappings of the first"},
	},
	{
		name: "a role attachment for the import of a pool that the app defines with roles",
		call: func(s *site, pool identitypool.IdentityPool) {
			identitypool.NewIdentityPoolRoleAttachment(s.stack, jsii.String("Attachment"), &identitypool.IdentityPoolRoleAttachmentProps{
				IdentityPool:      identitypool.IdentityPool_FromIdentityPoolId(s.stack, jsii.String("Imported"), pool.IdentityPoolId()),
				AuthenticatedRole: s.role,
			})
		},
		path:     "Stack/Attachment",
		problems: []string{"IdentityPool: has a role attachment already, and can't have two; use its AddRoleMappings"},
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
			"IdentityPool: the identity pool is in eu-west-1, the stack in us-east-1; define this in a stack of the identity pool's region",
		},
	},
	{
		name:   "a role attachment for a pool of another account",
		region: "eu-west-1",
		call: func(s *site, _ identitypool.IdentityPool) {
			imported := identitypool.IdentityPool_FromIdentityPoolArn(s.stack, jsii.String("Imported"),
				jsii.String("arn:aws:cognito-identity:eu-west-1:222222222222:identitypool/eu-west-1:id"))
			identitypool.NewIdentityPoolRoleAttachment(s.stack, jsii.String("Attachment"), &identitypool.IdentityPoolRoleAttachmentProps{
				IdentityPool: imported, AuthenticatedRole: s.role,
			})
		},
		path: "Stack/Attachment",
		problems: []string{
			"IdentityPool: the identity pool is of account 222222222222, the stack of 111111111111; define this in a stack of the identity pool's account",
		},
	},
	{
		name: "a bad mapping is added to a role attachment",
		call: func(s *site, _ identitypool.IdentityPool) {
			imported := identitypool.IdentityPool_FromIdentityPoolId(s.stack, jsii.String("Imported"), jsii.String("eu-west-1:id"))
			identitypool.NewIdentityPoolRoleAttachment(s.stack, jsii.String("Attachment"), &identitypool.IdentityPoolRoleAttachmentProps{
				IdentityPool: imported, AuthenticatedRole: s.role,
			}).AddRoleMappings(&mapping{ProviderUrl: custom("a"), UseToken: jsii.Bool(true), Rules: s.rules(1)})
		},
		path:     "Stack/Attachment",
		problems: []string{"RoleMappings[0].Rules: 1 given, but UseToken is set; set one of the two: the token or the rules choose the role"},
	},
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
	template := templateOf(stack)
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

func TestRoleAttachmentOfAnImportedPool(t *testing.T) {
	site := newSite("eu-west-1")
	pool := identitypool.IdentityPool_FromIdentityPoolId(site.stack, jsii.String("Imported"), jsii.String("eu-west-1:id"))
	staff := awsiam.NewRole(site.stack, jsii.String("Staff"), &awsiam.RoleProps{AssumedBy: pool.AuthenticatedPrincipal()})
	attachment := identitypool.NewIdentityPoolRoleAttachment(site.stack, jsii.String("Attachment"), &identitypool.IdentityPoolRoleAttachmentProps{
		IdentityPool:      pool,
		AuthenticatedRole: staff,
		RoleMappings:      &[]*mapping{byToken(site.userPoolUrl())},
	})
	attachment.AddRoleMappings(&mapping{ProviderUrl: identitypool.IdentityPoolProviderUrl_GOOGLE(), Rules: site.rules(2)})

	verify(t, site.stack, func(template assertions.Template) {
		template.ResourceCountIs(jsii.String("AWS::Cognito::IdentityPoolRoleAttachment"), jsii.Number(1))
		template.HasResourceProperties(jsii.String("AWS::Cognito::IdentityPoolRoleAttachment"), map[string]any{
			"IdentityPoolId": "eu-west-1:id",
			"Roles":          map[string]any{"authenticated": site.stack.Resolve(staff.RoleArn()), "unauthenticated": assertions.Match_Absent()},
			"RoleMappings": map[string]any{
				"Stack/UserPool/Client": map[string]any{"Type": "Token"},
				"accounts.google.com":   map[string]any{"Type": "Rules"},
			},
		})
	})
	assert.Equal(t, "Stack/Attachment/Resource", *attachment.Node().DefaultChild().Node().Path())
}

// TestFailedAttachmentCanBeRepeated is about an id that is taken, which only the CDK knows.
func TestFailedAttachmentCanBeRepeated(t *testing.T) {
	site := newSite("")
	attachment := &identitypool.IdentityPoolRoleAttachmentProps{
		IdentityPool:      identitypool.IdentityPool_FromIdentityPoolId(site.stack, jsii.String("Imported"), jsii.String("eu-west-1:id")),
		AuthenticatedRole: site.role,
	}
	require.ErrorContains(t, recovered(func() {
		identitypool.NewIdentityPoolRoleAttachment(site.stack, jsii.String("Imported"), attachment)
	}), "There is already a Construct")
	made := identitypool.NewIdentityPoolRoleAttachment(site.stack, jsii.String("Attachment"), attachment)
	require.NoError(t, recovered(func() { made.AddRoleMappings() }), "nothing to add")
}

// newPoolWithoutRoles returns a pool that has no role attachment.
func newPoolWithoutRoles(scope constructs.Construct) identitypool.IdentityPool {
	return identitypool.NewIdentityPool(scope, jsii.String("Pool"), &props{
		CreateAuthenticatedRole: jsii.Bool(false), CreateUnauthenticatedRole: jsii.Bool(false),
	})
}

// attachedIn returns the properties of the only role attachment in a template.
func attachedIn(t *testing.T, template map[string]any) map[string]any {
	t.Helper()
	var found []map[string]any
	for _, resource := range resourcesOf(template) {
		if resource["Type"] == roleAttachmentType {
			found = append(found, resource["Properties"].(map[string]any))
		}
	}
	require.Len(t, found, 1)
	return found[0]
}

func TestLaterRoleAttachmentTakesWhatIsAddedToThePool(t *testing.T) {
	site := newSite("")
	pool := newPoolWithoutRoles(site.stack)
	users := awsiam.NewRole(site.stack, jsii.String("Users"), &awsiam.RoleProps{AssumedBy: pool.AuthenticatedPrincipal()})
	attachment := identitypool.NewIdentityPoolRoleAttachment(site.stack, jsii.String("Attachment"), &identitypool.IdentityPoolRoleAttachmentProps{
		IdentityPool: pool, AuthenticatedRole: users,
	})
	guests := awsiam.NewRole(site.stack, jsii.String("Guests"), &awsiam.RoleProps{AssumedBy: pool.UnauthenticatedPrincipal()})
	pool.SetUnauthenticatedRole(guests)
	pool.AddRoleMappings(byToken(site.userPoolUrl()))
	attachment.AddRoleMappings(byToken(identitypool.IdentityPoolProviderUrl_GOOGLE()))

	assert.Equal(t, users, pool.AuthenticatedRole())
	assert.Equal(t, guests, pool.UnauthenticatedRole())
	template := templateOf(site.stack)
	properties := attachedIn(t, template)
	assert.Len(t, properties["Roles"], 2)
	assert.Len(t, properties["RoleMappings"], 2)
	assert.Empty(t, cycle(template))
	assert.Equal(t, []string{"identitypool:mapped-provider-missing", "identitypool:mapped-provider-missing", "identitypool:token-mapping-never-applies"},
		warningIDs(t, site.stack, "Stack/Pool/Resource"), "the pool warns about what its attachment has")
	assert.Equal(t, "Stack/Attachment/Resource", *pool.RoleAttachment().Node().Path())
}

func TestLaterRoleAttachmentKnowsAWrappedPool(t *testing.T) {
	site := newSite("")
	type wrapped struct{ identitypool.IdentityPool }
	pool := newPoolWithoutRoles(site.stack)
	identitypool.NewIdentityPoolRoleAttachment(site.stack, jsii.String("Attachment"), &identitypool.IdentityPoolRoleAttachmentProps{
		IdentityPool: &wrapped{pool}, AuthenticatedRole: site.role,
	})
	assert.Equal(t, site.role, pool.AuthenticatedRole())
}

func TestRoleAttachmentInAnotherStackThanItsPool(t *testing.T) {
	app := awscdk.NewApp(nil)
	pool := newPoolWithoutRoles(awscdk.NewStack(app, jsii.String("Pools"), nil))
	stack := awscdk.NewStack(app, jsii.String("Roles"), nil)
	users := awsiam.NewRole(stack, jsii.String("Users"), &awsiam.RoleProps{AssumedBy: pool.AuthenticatedPrincipal()})
	identitypool.NewIdentityPoolRoleAttachment(stack, jsii.String("Attachment"), &identitypool.IdentityPoolRoleAttachmentProps{
		IdentityPool: pool, AuthenticatedRole: users,
	})
	editors := awsiam.NewRole(stack, jsii.String("Editors"), &awsiam.RoleProps{AssumedBy: pool.AuthenticatedPrincipal()})
	pool.AddRoleMappings(&mapping{ProviderUrl: identitypool.IdentityPoolProviderUrl_GOOGLE(), Rules: &[]*identitypool.RoleMappingRule{
		{Claim: jsii.String("hd"), ClaimValue: jsii.String("example.com"), MappedRole: editors},
	}})

	properties := attachedIn(t, templateOf(stack))
	assert.Contains(t, properties["IdentityPoolId"], "Fn::ImportValue")
	assert.Equal(t, map[string]any{"authenticated": stack.Resolve(users.RoleArn())}, properties["Roles"])
	assert.Contains(t, properties["RoleMappings"], "accounts.google.com")
}
