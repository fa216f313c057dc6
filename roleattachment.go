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

// IdentityPoolRoleAttachment gives roles and role mappings to an identity pool that the app does not define.
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
	// IdentityPool that the roles are for: an imported one, of the stack's region. One that the app defines has an attachment
	// already; use its AddRoleMappings. Required.
	IdentityPool IIdentityPool
	// AuthenticatedRole is the role of signed-in users. It must trust the identity pool. Default: signed-in users for whom no
	// mapping chooses a role get no credentials.
	AuthenticatedRole awsiam.IRole
	// UnauthenticatedRole is the role of guests. It must trust the identity pool. Default: guests get no credentials.
	UnauthenticatedRole awsiam.IRole
	// RoleMappings choose the roles of the users of a provider, at most 10. Default: none; they can be added later.
	RoleMappings *[]*IdentityPoolRoleMapping
}

// NewIdentityPoolRoleAttachment defines the role attachment of an imported identity pool. It replaces the roles and mappings that
// were set before. An identity pool has one: if CloudFormation manages one elsewhere, or gets two, the deployment fails.
//
// It panics with a [*ValidationError] for an identity pool that the app defines, for one of another region, for a second
// attachment to the same import, and for roles and mappings that AWS would refuse. Nothing has been defined then.
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
	props.checkIdentityPool(where, found)
	plan := resolveAttachment(props.AuthenticatedRole, props.UnauthenticatedRole, props.RoleMappings, where)
	plan.check(found)
	found.panicIfAny(childPath(scope, id))
	attachment := plan.define(scope, id, props.IdentityPool.IdentityPoolId())
	if imported, ok := props.IdentityPool.(*importedIdentityPool); ok {
		imported.hasAttachment = true
	}
	attachment.review = &review{subject: attachment, resource: attachment.cfnRoleAttachment, warnings: attachment.warnings}
	attachment.reviewAtSynthesis()
	return attachment
}

func (p *IdentityPoolRoleAttachmentProps) checkIdentityPool(where *environment, found *problems) {
	at := place{name: "IdentityPool"}
	if isNil(p.IdentityPool) {
		found.add(at, "is required; pass an imported identity pool")
		return
	}
	if _, owned := p.IdentityPool.(IdentityPool); owned {
		found.add(at, "is defined in this app and has a role attachment already; use its AddRoleMappings")
		return
	}
	imported, isImportedHere := p.IdentityPool.(*importedIdentityPool)
	switch {
	case !isImportedHere:
	case imported.hasAttachment:
		found.add(at, "has a role attachment already, and can't have two; use the AddRoleMappings of the first")
	case where != nobody && !isToken(imported.region) && !isToken(where.region) && imported.region != where.region:
		found.add(at, "is in %s, the stack in %s; define the role attachment in a stack of the identity pool's region",
			imported.region, where.region)
	}
}

// attachmentPlan is what the role attachment of an identity pool is to hold. It never changes.
type attachmentPlan struct {
	environment         *environment
	authenticatedRole   attachedRole
	unauthenticatedRole attachedRole
	roleMappings        roleMappings
}

// attachedRole is the role of signed-in users or of guests.
type attachedRole struct {
	at   place
	role awsiam.IRole // nil if there is none
	arn  *string      // nil if there is nobody to ask
}

// The properties for the roles.
var (
	authenticatedRolePlace   = place{name: "AuthenticatedRole"}
	unauthenticatedRolePlace = place{name: "UnauthenticatedRole"}
)

func resolveAttachment(
	authenticatedRole, unauthenticatedRole awsiam.IRole, roleMappings *[]*IdentityPoolRoleMapping, where *environment,
) attachmentPlan {
	return attachmentPlan{
		environment:         where,
		authenticatedRole:   resolveRole(authenticatedRolePlace, authenticatedRole, where),
		unauthenticatedRole: resolveRole(unauthenticatedRolePlace, unauthenticatedRole, where),
		roleMappings:        resolveRoleMappings(elements(roleMappings), where),
	}
}

// resolveRole asks a role for its ARN. A nil pointer in an interface, which is easy to pass by mistake, is no role.
func resolveRole(at place, role awsiam.IRole, where *environment) attachedRole {
	if isNil(role) {
		return attachedRole{at: at}
	}
	return attachedRole{at: at, role: role, arn: where.askRoleArn(role)}
}

// check reports what constructs show to be wrong, and what is wrong with the mappings taken together.
func (p attachmentPlan) check(found *problems) {
	for _, attached := range []attachedRole{p.authenticatedRole, p.unauthenticatedRole} {
		if attached.arn != nil {
			found.text(attached.at, attached.arn, cognito.ARN)
		}
	}
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
	review            *review // of an imported pool; an owned pool has one itself
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
	a.plan = plan
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
	default:
		pool.roleAttachment.change(plan)
	}
	if len(plan.roleMappings) > 0 {
		pool.review.atSynthesis()
	}
}

func (pool *identityPool) RoleAttachment() awscognito.CfnIdentityPoolRoleAttachment {
	if pool.roleAttachment == nil {
		return nil
	}
	return pool.roleAttachment.cfnRoleAttachment
}
