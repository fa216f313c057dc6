package identitypool_test

import (
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2/assertions"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/jsii-runtime-go"
	"github.com/stretchr/testify/assert"

	"github.com/awscdk-constructs/identitypool"
)

var badRoleProps = []badProp{
	{
		name: "ARNs of roles that are none",
		props: func(s *site) *props {
			role := func(arn string) awsiam.IRole {
				return &roleByArn{s.role, jsii.String(arn)}
			}
			return &props{
				AuthenticatedRole:   role("arn:aws:iam::111111111111:user/staff"),
				UnauthenticatedRole: role("arn:aws:iam:eu-west-1:111111111111:role/staff"),
				RoleMappings: &[]*mapping{withRules(custom("a"), s.rule(func(rule *identitypool.RoleMappingRule) {
					rule.MappedRole = role("arn:aws:iam::11111:role/staff")
				}))},
			}
		},
		problems: []string{
			`AuthenticatedRole: "arn:aws:iam::111111111111:user/staff" is not the ARN of a role in IAM; write it as arn:<partition>:iam::<account>:role/<name>`,
			`UnauthenticatedRole: "arn:aws:iam:eu-west-1:111111111111:role/staff" has a region, which the ARNs of IAM don't have; ` +
				"write it as arn:<partition>:iam::<account>:role/<name>",
			`RoleMappings[0].Rules[0].MappedRole: "arn:aws:iam::11111:role/staff": "11111" is not an account; an account has 12 digits`,
		},
		constructs: true,
	},
}

// roleByArn is a role whose ARN the CDK would refuse.
type roleByArn struct {
	awsiam.IRole
	arn *string
}

func (r *roleByArn) RoleArn() *string { return r.arn }

var badRoleCalls = []badCall{
	{
		name:     "nil is set as a role",
		call:     func(_ *site, pool identitypool.IdentityPool) { pool.SetUnauthenticatedRole(nil) },
		path:     "Stack/Pool",
		problems: []string{"role: is required; pass the role of guests"},
	},
	{
		name: "a role is set while the pool is being made",
		call: func(s *site, _ identitypool.IdentityPool) {
			addEarly(s, func(pool identitypool.IdentityPool) { pool.SetAuthenticatedRole(s.role) })
		},
		path:     "Stack/A--B",
		problems: []string{"identityPool: has no id while a provider is bound to it; use it once it has been made"},
	},
	{
		name: "a role is set where there is one",
		call: func(s *site, pool identitypool.IdentityPool) { pool.SetAuthenticatedRole(s.role) },
		path: "Stack/Pool",
		problems: []string{
			"role: there is a role of signed-in users already; leave out the default role with CreateAuthenticatedRole: false, and set the role once",
		},
	},
}

var doubtfulRoles = []doubtful{
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
}

func TestRolesSetLaterAreAttachedToo(t *testing.T) {
	site := newSite("")
	pool := newPoolWithoutRoles(site.stack)
	assert.Nil(t, pool.RoleAttachment())
	users := awsiam.NewRole(site.stack, jsii.String("Users"), &awsiam.RoleProps{AssumedBy: pool.AuthenticatedPrincipal()})
	guests := awsiam.NewRole(site.stack, jsii.String("Guests"), &awsiam.RoleProps{AssumedBy: pool.UnauthenticatedPrincipal()})
	pool.SetAuthenticatedRole(users)
	pool.SetUnauthenticatedRole(guests)

	assert.Equal(t, users, pool.AuthenticatedRole())
	assert.Equal(t, guests, pool.UnauthenticatedRole())
	assert.Equal(t, "Stack/Pool/DefaultRoleAttachment/Resource", *pool.RoleAttachment().Node().Path())
	template := templateOf(site.stack)
	assert.Equal(t, map[string]any{
		"authenticated": site.stack.Resolve(users.RoleArn()), "unauthenticated": site.stack.Resolve(guests.RoleArn()),
	}, attachedIn(t, template)["Roles"])
	assert.Empty(t, cycle(template))
}

func TestGuestsAreAllowedAfterTheirRoleWasMade(t *testing.T) {
	site := newSite("")
	pool := newPool(site, &props{CreateUnauthenticatedRole: jsii.Bool(false)})
	pool.SetUnauthenticatedRole(awsiam.NewRole(site.stack, jsii.String("Guests"), &awsiam.RoleProps{AssumedBy: pool.UnauthenticatedPrincipal()}))
	l1Of(pool).SetAllowUnauthenticatedIdentities(true)
	verify(t, site.stack, func(template assertions.Template) {
		template.HasResourceProperties(jsii.String("AWS::Cognito::IdentityPool"), map[string]any{"AllowUnauthenticatedIdentities": true})
	})
	assert.Empty(t, warningIDs(t, site.stack, "Stack/Pool/Resource"))
}
