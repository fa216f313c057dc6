package identitypool

import (
	"maps"
	"slices"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/jsii-runtime-go"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// checkDefaultRole reports properties for a default role that is not made.
func (k *kindOfRole) checkDefaultRole(given awsiam.IRole, create *bool, props *awsiam.RoleProps, found *problems) {
	switch {
	case props == nil:
	case !isNil(given):
		found.add(k.props, "is set, and so is %s; set one of the two", k.at)
	case !createsRole(given, create):
		found.add(k.props, "is set, but %s is false; leave one of the two out", k.create)
	}
	checkRoleProps(k.props, props, found)
}

// checkRoleProps reports a trust in the properties of a role whose trust is the identity pool's, and policies that are nil.
func checkRoleProps(at place, props *awsiam.RoleProps, found *problems) {
	if props == nil {
		return
	}
	if !isNil(props.AssumedBy) {
		found.add(at.field("AssumedBy"), "is set; leave it out: the role trusts the identity pool")
	}
	policies := at.field("ManagedPolicies")
	for i, policy := range elements(props.ManagedPolicies) {
		if isNil(policy) {
			found.add(policies.item(i), "is nil; leave it out or pass a managed policy")
		}
	}
	if props.InlinePolicies == nil {
		return
	}
	documents := at.field("InlinePolicies")
	for _, name := range slices.Sorted(maps.Keys(*props.InlinePolicies)) {
		if isNil((*props.InlinePolicies)[name]) {
			found.add(documents.key(name), "is nil; leave it out or pass a policy document")
		}
	}
}

// checkRoleNames reports one name for both default roles, of which IAM makes one only.
func checkRoleNames(users, guests *awsiam.RoleProps, found *problems) {
	if users != nil && guests != nil && isSameRoleName(users.RoleName, guests.RoleName) {
		found.add(unauthenticated.props.field("RoleName"), "%s is the RoleName of %s, too; each role needs a name of its own",
			cognito.Quote(*guests.RoleName), authenticated.props)
	}
}

// isSameRoleName compares names as IAM does. A token may stand for a name that the CDK makes up, another one for each role.
func isSameRoleName(one, other *string) bool {
	return one != nil && other != nil && !isToken(*one) && strings.EqualFold(*one, *other)
}

// createsRole is true where a default role is to be made.
func createsRole(given awsiam.IRole, create *bool) bool {
	return isNil(given) && (create == nil || *create)
}

// defaultRolePlan is a default role that is to be made.
type defaultRolePlan struct {
	kind  *kindOfRole
	props awsiam.RoleProps
}

// resolveDefaultRole returns nil if no default role is to be made.
func (k *kindOfRole) resolveDefaultRole(given awsiam.IRole, create *bool, props *awsiam.RoleProps) *defaultRolePlan {
	switch {
	case !createsRole(given, create):
		return nil
	case props == nil:
		return &defaultRolePlan{kind: k}
	default:
		return &defaultRolePlan{kind: k, props: *props}
	}
}

// mayHaveLongName is true for a name that is certainly longer than a region takes, or that CloudFormation makes up.
func (r *defaultRolePlan) mayHaveLongName(longest int) bool {
	switch {
	case r == nil:
		return false
	case r.props.RoleName == nil:
		return true
	default:
		return !isOpaque(*r.props.RoleName) && len(*r.props.RoleName) > longest
	}
}

// define makes the role.
func (r *defaultRolePlan) define(pool *identityPool) awsiam.Role {
	props := r.props
	props.AssumedBy = pool.principal(r.kind.amr)
	if props.Description == nil {
		props.Description = jsii.String("Default " + r.kind.name + " Role for Identity Pool " + *pool.IdentityPoolName())
	}
	return defineRole(r.kind.props, pathOf(pool), func() awsiam.Role {
		role := &defaultRole{pool: pool, kind: r.kind}
		awsiam.NewRole_Override(role, pool, jsii.String(r.kind.id), &props)
		return role
	})
}

// defineRole reports what the CDK refuses in the properties of a role with the field that has them.
func defineRole(at place, path func() string, define func() awsiam.Role) awsiam.Role {
	defer func() {
		if reason := recover(); reason != nil {
			found := &problems{}
			found.add(at, "are refused by the CDK: %v", reason)
			found.panicIfAny(path)
		}
	}()
	return define()
}

// defaultRole is a default role of an identity pool, which it knows without a request.
type defaultRole struct {
	awsiam.Role
	pool *identityPool
	kind *kindOfRole
}

// IdentityPool is the identity pool that made the role. A construct that is made in Go needs a method.
func (r *defaultRole) IdentityPool() IdentityPool { return r.pool }

// trustsAsMade is false where statements were added to the trust policy.
func (r *defaultRole) trustsAsMade() bool {
	policy, _ := r.AssumeRolePolicy().ToJSON().(map[string]any)
	statements, _ := policy["Statement"].([]any)
	own := 1
	if len(r.pool.principalTags.mappings) > 0 && r.pool.defaultAuthenticatedRole == awsiam.Role(r) {
		own++ // for the session tags
	}
	return len(statements) <= own
}
