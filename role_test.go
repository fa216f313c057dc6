package identitypool_test

import (
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
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
	{
		name: "properties of roles with one name and policies that are nil",
		props: func(*site) *props {
			return &props{
				AuthenticatedRoleProps: &awsiam.RoleProps{RoleName: jsii.String("shop"), ManagedPolicies: &[]awsiam.IManagedPolicy{nil}},
				UnauthenticatedRoleProps: &awsiam.RoleProps{
					RoleName: jsii.String("Shop"), InlinePolicies: &map[string]awsiam.PolicyDocument{"guests": nil},
				},
			}
		},
		problems: []string{
			"AuthenticatedRoleProps.ManagedPolicies[0]: is nil; leave it out or pass a managed policy",
			`UnauthenticatedRoleProps.InlinePolicies["guests"]: is nil; leave it out or pass a policy document`,
			`UnauthenticatedRoleProps.RoleName: "Shop" is the RoleName of AuthenticatedRoleProps, too; each role needs a name of its own`,
		},
	},
	{
		name: "properties of a role that the CDK refuses",
		props: func(*site) *props {
			return &props{AuthenticatedRoleProps: &awsiam.RoleProps{MaxSessionDuration: awscdk.Duration_Minutes(jsii.Number(5))}}
		},
		problems: []string{
			"AuthenticatedRoleProps: are refused by the CDK: maxSessionDuration is set to 300, but must be >= 3600sec (1hr) and <= 43200sec (12hrs)",
		},
		constructs: true,
	},
	{
		name: "properties of roles that are not made",
		props: func(s *site) *props {
			return &props{
				AuthenticatedRole:         s.role,
				AuthenticatedRoleProps:    &awsiam.RoleProps{AssumedBy: awsiam.NewAccountRootPrincipal()},
				CreateUnauthenticatedRole: jsii.Bool(false),
				UnauthenticatedRoleProps:  &awsiam.RoleProps{},
			}
		},
		problems: []string{
			"AuthenticatedRoleProps: is set, and so is AuthenticatedRole; set one of the two",
			"AuthenticatedRoleProps.AssumedBy: is set; leave it out: the role trusts the identity pool",
			"UnauthenticatedRoleProps: is set, but CreateUnauthenticatedRole is false; leave one of the two out",
		},
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
			"role: there is a role of signed-in users already; set it once, with CreateAuthenticatedRole: false if the identity pool shall not make it",
		},
	},
}

func TestRolesThatAreSetLater(t *testing.T) {
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

func TestPropertiesOfTheDefaultRoles(t *testing.T) {
	site := newSite("")
	boundary := awsiam.ManagedPolicy_FromAwsManagedPolicyName(jsii.String("PowerUserAccess"))
	given := &awsiam.RoleProps{
		RoleName: jsii.String("shop-users"), Path: jsii.String("/shop/"), Description: jsii.String("Users of the shop"),
		MaxSessionDuration: awscdk.Duration_Hours(jsii.Number(2)), PermissionsBoundary: boundary,
	}
	newPool(site, &props{
		AuthenticatedRoleProps:   given,
		UnauthenticatedRoleProps: &awsiam.RoleProps{RoleName: jsii.String("shop-guests")},
	})
	assert.Nil(t, given.AssumedBy, "the caller's properties stay as they are")
	verify(t, site.stack, func(template assertions.Template) {
		template.HasResourceProperties(jsii.String("AWS::IAM::Role"), map[string]any{
			"RoleName": "shop-users", "Path": "/shop/", "Description": "Users of the shop", "MaxSessionDuration": 7200,
			"PermissionsBoundary": site.stack.Resolve(boundary.ManagedPolicyArn()),
			"AssumeRolePolicyDocument": map[string]any{
				"Statement": []any{map[string]any{"Principal": map[string]any{"Federated": "cognito-identity.amazonaws.com"}}},
			},
		})
		template.HasResourceProperties(jsii.String("AWS::IAM::Role"), map[string]any{
			"RoleName":    "shop-guests",
			"Description": assertions.Match_ObjectLike(&map[string]any{"Fn::Join": assertions.Match_AnyValue()}),
		})
	})
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
