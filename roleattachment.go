package identitypool

import (
	"slices"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// IdentityPoolRoleAttachment gives roles and role mappings to an identity pool that has no attachment yet.
//
// See: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cognito-identitypoolroleattachment.html
type IdentityPoolRoleAttachment interface {
	awscdk.Resource
	// AddRoleMappings chooses the roles of the users of further providers. It can be called any number of times.
	//
	// It panics with a [*ValidationError] as [NewIdentityPoolRoleAttachment] does, and then adds none.
	AddRoleMappings(roleMappings ...*IdentityPoolRoleMapping)
}

// IdentityPoolRoleAttachmentProps are the properties of an [IdentityPoolRoleAttachment].
type IdentityPoolRoleAttachmentProps struct {
	// IdentityPool that the roles are for, of the stack's account and region: an imported one, or one that the app defines, in this
	// stack or another, without roles and role mappings. (One that has them has an attachment; use its AddRoleMappings.) Required.
	IdentityPool IIdentityPool
	// AuthenticatedRole is the role of signed-in users. It must trust the identity pool. Default: signed-in users for whom no
	// mapping chooses a role get no credentials.
	AuthenticatedRole awsiam.IRole
	// UnauthenticatedRole is the role of guests. It must trust the identity pool. Default: guests get no credentials.
	UnauthenticatedRole awsiam.IRole
	// RoleMappings choose the roles of the users of a provider, at most 10. Default: none; they can be added later.
	RoleMappings *[]*IdentityPoolRoleMapping
}

// NewIdentityPoolRoleAttachment defines the role attachment of an identity pool that has none. It needs a role or a role mapping. It
// replaces the roles and mappings that were set by hand before. An identity pool has one: if CloudFormation manages one elsewhere, or
// gets two, the deployment fails. What is added later to a pool that the app defines goes into this one, too.
//
// It panics with a [*ValidationError] for an identity pool that has an attachment in this app, for one of another account or
// region, and for roles and mappings that AWS would refuse. Nothing has been defined then.
func NewIdentityPoolRoleAttachment(scope constructs.Construct, id *string, props *IdentityPoolRoleAttachmentProps) IdentityPoolRoleAttachment {
	if props == nil {
		props = &IdentityPoolRoleAttachmentProps{}
	}
	found := &problems{}
	where := nobody
	if found.scopeAndID(scope, id) {
		where = newEnvironment(awscdk.Stack_Of(scope))
	}
	checkRoleMappings(elements(props.RoleMappings), found)
	pool := asDefined(props.IdentityPool)
	checkAttachable(pool, where, found)
	plan := resolveAttachment(props.AuthenticatedRole, props.UnauthenticatedRole, props.RoleMappings, where)
	if plan.isEmpty() {
		found.add(authenticated.at, "is required without UnauthenticatedRole and RoleMappings: there would be nothing to attach; pass one of the three")
	}
	plan.check(found)
	found.panicIfAny(childPath(scope, id))
	attachment := plan.define(scope, id, pool.IdentityPoolId())
	switch pool := pool.(type) {
	case *identityPool:
		pool.attachLater(attachment)
	case *importedIdentityPool:
		pool.hasAttachment = true
		attachment.reviewAlone()
	default:
		attachment.reviewAlone()
	}
	return attachment
}

// asDefined returns the value with which the construct of an identity pool was made, also for one that a type of the user's embeds.
func asDefined(pool IIdentityPool) IIdentityPool {
	if _, isOwned := pool.(*identityPool); isNil(pool) || isOwned {
		return pool
	}
	if wrapped, isOwned := pool.(IdentityPool); isOwned {
		return wrapped.Node().Scope().Node().FindChild(wrapped.Node().Id()).(*identityPool)
	}
	return pool
}

// checkAttachable reports an identity pool that can't have a role attachment in the environment.
func checkAttachable(pool IIdentityPool, where *environment, found *problems) {
	at := place{name: "IdentityPool"}
	if isNil(pool) {
		found.add(at, "is required; pass an identity pool without role attachment")
		return
	}
	switch pool := pool.(type) {
	case *identityPool:
		if pool.roleAttachment != nil {
			found.add(at, "has a role attachment already, and can't have two; use its AddRoleMappings")
			return
		}
		pool.checkPlace(at, where, found)
	case *importedIdentityPool:
		if pool.hasAttachment {
			found.add(at, "has a role attachment already, and can't have two; use the AddRoleMappings of the first")
			return
		}
		pool.checkPlace(at, where, found)
	}
}

// attachmentPlan is what the role attachment of an identity pool is to hold. It never changes.
type attachmentPlan struct {
	environment         *environment
	authenticatedRole   attachedRole
	unauthenticatedRole attachedRole
	roleMappings        roleMappings
}

func resolveAttachment(
	authenticatedRole, unauthenticatedRole awsiam.IRole, roleMappings *[]*IdentityPoolRoleMapping, where *environment,
) attachmentPlan {
	return attachmentPlan{
		environment:         where,
		authenticatedRole:   resolveRole(authenticated.at, authenticatedRole, where),
		unauthenticatedRole: resolveRole(unauthenticated.at, unauthenticatedRole, where),
		roleMappings:        resolveRoleMappings(elements(roleMappings), where),
	}
}

// check reports what constructs show to be wrong, and what is wrong with the mappings taken together.
func (p attachmentPlan) check(found *problems) {
	p.authenticatedRole.check(found)
	p.unauthenticatedRole.check(found)
	p.roleMappings.check(0, found)
}

// isEmpty is true where there is nothing to attach.
func (p attachmentPlan) isEmpty() bool {
	return p.authenticatedRole.role == nil && p.unauthenticatedRole.role == nil && len(p.roleMappings) == 0
}

// renderRoles returns the property Roles, nil if there are none.
func (p attachmentPlan) renderRoles() any {
	roles := map[string]*string{}
	if p.authenticatedRole.role != nil {
		roles[cognito.Authenticated] = p.authenticatedRole.arn
	}
	if p.unauthenticatedRole.role != nil {
		roles[cognito.Unauthenticated] = p.unauthenticatedRole.arn
	}
	if len(roles) == 0 {
		return nil
	}
	return roles
}

// roleAttachment is the one role attachment that an identity pool has.
type roleAttachment struct {
	awscdk.Resource
	cfnRoleAttachment awscognito.CfnIdentityPoolRoleAttachment
	plan              attachmentPlan
	review            *review // its own for a pool that is imported, else that of the pool
}

// define makes the construct of a plan that has been checked.
func (p attachmentPlan) define(scope constructs.Construct, id, identityPoolId *string) *roleAttachment {
	attachment := &roleAttachment{plan: p}
	awscdk.NewResource_Override(attachment, scope, id, nil)
	attachment.cfnRoleAttachment = awscognito.NewCfnIdentityPoolRoleAttachment(attachment, jsii.String("Resource"),
		&awscognito.CfnIdentityPoolRoleAttachmentProps{
			IdentityPoolId: identityPoolId,
			RoleMappings:   p.roleMappings.render(),
			Roles:          p.renderRoles(),
		})
	return attachment
}

func (a *roleAttachment) AddRoleMappings(mappings ...*IdentityPoolRoleMapping) {
	a.change(a.plan.addRoleMappings(mappings, pathOf(a)))
	a.reviewAtSynthesis()
}

// attachLater gives the pool an attachment that was made beside it.
func (pool *identityPool) attachLater(attachment *roleAttachment) {
	pool.roleAttachment = attachment
	attachment.review = pool.review
	attachment.reviewAtSynthesis()
	pool.reviewRoles()
}

// addRoleMappings returns the plan with the mappings of a call added to it. It panics if there are problems.
func (p attachmentPlan) addRoleMappings(added []*IdentityPoolRoleMapping, path func() string) attachmentPlan {
	found := &problems{}
	checkRoleMappings(added, found)
	earlier := len(p.roleMappings)
	p.roleMappings = slices.Concat(p.roleMappings, resolveRoleMappings(added, p.environment))
	p.roleMappings.check(earlier, found)
	found.panicIfAny(path)
	return p
}

// change makes the construct what a new plan says, which has more than the one before.
func (a *roleAttachment) change(plan attachmentPlan) {
	if len(plan.roleMappings) > len(a.plan.roleMappings) {
		a.cfnRoleAttachment.SetRoleMappings(plan.roleMappings.render())
	}
	if plan.authenticatedRole.role != a.plan.authenticatedRole.role || plan.unauthenticatedRole.role != a.plan.unauthenticatedRole.role {
		a.cfnRoleAttachment.SetRoles(plan.renderRoles())
	}
	a.plan = plan
}

// reviewAlone makes the attachment warn by itself, for a pool that can't.
func (a *roleAttachment) reviewAlone() {
	a.review = &review{subject: a, resource: a.cfnRoleAttachment, warnings: a.warnings}
	a.reviewAtSynthesis()
}

func (a *roleAttachment) reviewAtSynthesis() {
	if len(a.plan.roleMappings) > 0 {
		a.review.atSynthesis()
	}
}

func (pool *identityPool) AddRoleMappings(mappings ...*IdentityPoolRoleMapping) {
	pool.mustBeDefined()
	pool.attach(pool.attached().addRoleMappings(mappings, pathOf(pool)))
}

// attached is what the pool's role attachment holds.
func (pool *identityPool) attached() attachmentPlan {
	if pool.roleAttachment == nil {
		return attachmentPlan{environment: pool.environment}
	}
	return pool.roleAttachment.plan
}

// attach defines the role attachment, or changes the one that there is: a second one for the same pool would fail at deployment.
func (pool *identityPool) attach(plan attachmentPlan) {
	switch {
	case plan.isEmpty():
	case pool.roleAttachment == nil:
		pool.roleAttachment = plan.define(pool, jsii.String("DefaultRoleAttachment"), pool.identityPoolId)
		pool.roleAttachment.review = pool.review
	default:
		pool.roleAttachment.change(plan)
	}
	if pool.roleAttachment != nil {
		pool.roleAttachment.reviewAtSynthesis()
	}
}

func (pool *identityPool) RoleAttachment() awscognito.CfnIdentityPoolRoleAttachment {
	if pool.roleAttachment == nil {
		return nil
	}
	return pool.roleAttachment.cfnRoleAttachment
}
