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

// IdentityPoolRoleAttachmentProps are the properties of an [IdentityPoolRoleAttachment]. A role or a role mapping is required.
//
// See: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cognito-identitypoolroleattachment.html
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
//
// See: https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_SetIdentityPoolRoles.html
func NewIdentityPoolRoleAttachment(scope constructs.Construct, id *string, props *IdentityPoolRoleAttachmentProps) IdentityPoolRoleAttachment {
	if props == nil {
		props = &IdentityPoolRoleAttachmentProps{}
	}
	found := &problems{}
	where := nobody
	if stack := found.scopeAndID(scope, id); stack != nil {
		where = newEnvironment(stack)
	}
	checkRoleMappings(elements(props.RoleMappings), found)
	pool := asDefined(props.IdentityPool)
	checkAttachable(pool, where, found)
	plan := resolveAttachment(props.AuthenticatedRole, props.UnauthenticatedRole, props.RoleMappings, where)
	if plan.isEmpty() {
		found.add(authenticated.at, "is required without UnauthenticatedRole and RoleMappings: there would be nothing to attach; "+
			"pass one of the three")
	}
	where.check(found)
	plan.check(found)
	found.panicIfAny(childPath(scope, id))
	if owned, isOwned := pool.(*identityPool); isOwned {
		return owned.attachLater(plan, scope, id)
	}
	attachment := plan.define(scope, id, pool.IdentityPoolId())
	attachment.pool = baseOf(pool, where)
	if imported, isImportedHere := pool.(*importedIdentityPool); isImportedHere {
		all := imported.askAdditions()
		all.hasAttachment = true
		imported.keepAdditions(all)
	}
	attachment.review = &review{subject: attachment, resource: attachment.l1, warnings: attachment.warnings}
	attachment.reviewAtSynthesis()
	if attachment.pool.hasDoubtfulRole(plan.roles(nil)) {
		attachment.review.atSynthesis()
	}
	return attachment
}

// baseOf returns what is known of a pool that the app doesn't define, also of one of a type of the user's.
func baseOf(pool IIdentityPool, where *environment) *identityPoolBase {
	if imported, isImportedHere := pool.(*importedIdentityPool); isImportedHere {
		return &imported.identityPoolBase
	}
	return &identityPoolBase{identityPoolId: pool.IdentityPoolId(), stack: where.stack}
}

// asDefined returns the value with which the construct of an identity pool was made, also for one that a type of the user's embeds, and
// for one that the app defines and imports by its id.
func asDefined(pool IIdentityPool) IIdentityPool {
	if isNil(pool) {
		return pool
	}
	pool = withoutWrapping(pool)
	if imported, isImported := pool.(*importedIdentityPool); isImported {
		if l1, isReference := referredTo(*imported.identityPoolId); isReference {
			if owned, isDefinedHere := l1.Node().Scope().(*identityPool); isDefinedHere {
				return owned
			}
		}
	}
	return pool
}

// withoutWrapping returns the identity pool that a type of the user's embeds, which the tree of constructs has.
func withoutWrapping(pool IIdentityPool) IIdentityPool {
	switch pool.(type) {
	case *identityPool, *importedIdentityPool:
		return pool
	}
	if inTree, isFound := pool.Node().Scope().Node().TryFindChild(pool.Node().Id()).(IIdentityPool); isFound {
		return inTree
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
		if pool.askAdditions().hasAttachment {
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
	l1                  *l1Properties // nil where the L1 has what a plan before said
}

func resolveAttachment(
	authenticatedRole, unauthenticatedRole awsiam.IRole, roleMappings *[]*IdentityPoolRoleMapping, where *environment,
) attachmentPlan {
	return attachmentPlan{
		environment:         where,
		authenticatedRole:   authenticated.resolveRole(authenticated.at, authenticatedRole, where),
		unauthenticatedRole: unauthenticated.resolveRole(unauthenticated.at, unauthenticatedRole, where),
		roleMappings:        resolveRoleMappings(elements(roleMappings), where),
	}
}

// check reports what constructs show to be wrong, and what is wrong with the mappings taken together.
func (p attachmentPlan) check(found *problems) {
	p.authenticatedRole.check(found)
	p.unauthenticatedRole.check(found)
	p.roleMappings.check(0, 0, found)
}

// isEmpty is true where there is nothing to attach.
func (p attachmentPlan) isEmpty() bool {
	return p.authenticatedRole.role == nil && p.unauthenticatedRole.role == nil && len(p.roleMappings) == 0
}

// renderRoles returns the property Roles, nil if there are none.
func (p attachmentPlan) renderRoles() map[string]any {
	roles := map[string]any{}
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

// orNothing returns nil for an empty map, which would show in the template.
func orNothing(properties map[string]any) any {
	if len(properties) == 0 {
		return nil
	}
	return properties
}

// roleAttachment is the one role attachment that an identity pool has.
type roleAttachment struct {
	awscdk.Resource
	l1     *l1RoleAttachment
	plan   attachmentPlan
	pool   *identityPoolBase // nil where the app defines the pool, which warns itself
	review *review           // its own for a pool that is imported, else that of the pool
}

// define makes the construct of a plan that has been checked.
func (p attachmentPlan) define(scope constructs.Construct, id, identityPoolId *string) *roleAttachment {
	attachment := &roleAttachment{plan: p}
	awscdk.NewResource_Override(attachment, scope, id, nil)
	attachment.l1 = newL1RoleAttachment(attachment, &awscognito.CfnIdentityPoolRoleAttachmentProps{
		IdentityPoolId: identityPoolId,
		RoleMappings:   orNothing(p.roleMappings.render()),
		Roles:          orNothing(p.renderRoles()),
	})
	return attachment
}

func (a *roleAttachment) AddRoleMappings(mappings ...*IdentityPoolRoleMapping) {
	a.change(a.askPlan().addRoleMappings(mappings, pathOf(a)))
	a.reviewAtSynthesis()
}

// askPlan returns the plan to change, as it is after what users have changed in the L1.
func (a *roleAttachment) askPlan() attachmentPlan {
	a.plan.l1 = a.askL1()
	a.plan.roleMappings = a.plan.l1.remaining(a.plan.roleMappings)
	return a.plan
}

// attachLater defines the role attachment beside the pool.
func (pool *identityPool) attachLater(plan attachmentPlan, scope constructs.Construct, id *string) *roleAttachment {
	pool.roleAttachment = plan.define(scope, id, pool.identityPoolId)
	pool.roleAttachment.review = pool.review
	pool.roleAttachment.reviewAtSynthesis()
	pool.reviewAsNeeded()
	return pool.roleAttachment
}

// addRoleMappings returns the plan with the mappings of a call added to it. It panics if there are problems.
func (p attachmentPlan) addRoleMappings(added []*IdentityPoolRoleMapping, path func() string) attachmentPlan {
	found := &problems{}
	checkRoleMappings(added, found)
	earlier := len(p.roleMappings)
	others := p.l1.countOthers(p.roleMappings)
	p.roleMappings = slices.Concat(p.roleMappings, resolveRoleMappings(added, p.environment))
	p.roleMappings.check(earlier, others, found)
	for _, mapping := range p.roleMappings[earlier:] {
		p.l1.checkMapping(mapping, found)
	}
	found.panicIfAny(path)
	return p
}

// change makes the construct what a new plan says, which has more than the one before.
func (a *roleAttachment) change(plan attachmentPlan) {
	if added := plan.roleMappings[len(a.plan.roleMappings):]; len(added) > 0 {
		a.l1.unwatched.SetRoleMappings(plan.mergeRoleMappings(added))
	}
	if plan.authenticatedRole.role != a.plan.authenticatedRole.role || plan.unauthenticatedRole.role != a.plan.unauthenticatedRole.role {
		a.l1.unwatched.SetRoles(plan.mergeRoles(a.plan))
	}
	plan.l1 = nil
	a.plan = plan
}

// mergeRoleMappings returns the property RoleMappings: what the L1 has and what is new.
func (p attachmentPlan) mergeRoleMappings(added roleMappings) map[string]any {
	if p.l1 == nil {
		return p.roleMappings.render()
	}
	return merge(p.l1.roleMappings, added.render())
}

// mergeRoles returns the property Roles: what the L1 has and what the plan has more than the one before.
func (p attachmentPlan) mergeRoles(before attachmentPlan) map[string]any {
	if p.l1 == nil {
		return p.renderRoles()
	}
	if before.authenticatedRole.role != nil {
		p.authenticatedRole = attachedRole{}
	}
	if before.unauthenticatedRole.role != nil {
		p.unauthenticatedRole = attachedRole{}
	}
	return merge(p.l1.roles, p.renderRoles())
}

func (a *roleAttachment) reviewAtSynthesis() {
	if len(a.plan.roleMappings) > 0 {
		a.review.atSynthesis()
	}
}

func (pool *identityPool) AddRoleMappings(mappings ...*IdentityPoolRoleMapping) {
	pool.mustBeDefined()
	pool.attach(pool.askAttached().addRoleMappings(mappings, pathOf(pool)))
}

// askAttached returns what the pool's role attachment holds after what users may have changed in the L1.
func (pool *identityPool) askAttached() attachmentPlan {
	if pool.roleAttachment == nil {
		return pool.attached()
	}
	return pool.roleAttachment.askPlan()
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
		pool.roleAttachment = plan.define(pool, jsii.String(defaultRoleAttachmentId), pool.identityPoolId)
		pool.roleAttachment.review = pool.review
	default:
		pool.roleAttachment.change(plan)
	}
	if pool.roleAttachment != nil {
		pool.roleAttachment.reviewAtSynthesis()
	}
	pool.reviewAsNeeded()
}

func (pool *identityPool) RoleAttachment() awscognito.CfnIdentityPoolRoleAttachment {
	if pool.roleAttachment == nil {
		return nil
	}
	return pool.roleAttachment.l1
}
