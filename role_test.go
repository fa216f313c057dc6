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
