package identitypool_test

import (
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/assertions"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/jsii-runtime-go"
	"github.com/stretchr/testify/assert"
)

var badDefaultRoleProps = []badProp{
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

func TestDefaultRolesHaveTheGivenProperties(t *testing.T) {
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

func TestRolesAndGroupsMayHaveNamesThatTheCDKMakesUp(t *testing.T) {
	site := newSite("")
	named := &awsiam.RoleProps{RoleName: awscdk.PhysicalName_GENERATE_IF_NEEDED()}
	pool := newPool(site, &props{AuthenticatedRoleProps: named, UnauthenticatedRoleProps: named})
	options := site.group(pool)
	options.RoleProps, options.GroupName = named, named.RoleName
	pool.AddGroup(jsii.String("admins"), options)
	assert.NotPanics(t, func() { pool.AddGroup(jsii.String("editors"), options) })
}
