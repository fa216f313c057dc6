package identitypool

import (
	"slices"

	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

// kindOfRole is one of the two roles of an identity pool.
type kindOfRole struct {
	id        string // of its construct
	name      string // in its description
	who       string // gets the role
	amr       string // of its identities
	principal string // the method that returns whom the role trusts
	at, props place
	create    string // the property that says whether it is made
}

var (
	authenticated = kindOfRole{
		id: authenticatedRoleId, name: "Authenticated", who: "signed-in users", amr: cognito.Authenticated, principal: "AuthenticatedPrincipal",
		at: place{name: "AuthenticatedRole"}, props: place{name: "AuthenticatedRoleProps"}, create: "CreateAuthenticatedRole",
	}
	unauthenticated = kindOfRole{
		id: unauthenticatedRoleId, name: "Unauthenticated", who: "guests", amr: cognito.Unauthenticated, principal: "UnauthenticatedPrincipal",
		at: place{name: "UnauthenticatedRole"}, props: place{name: "UnauthenticatedRoleProps"}, create: "CreateUnauthenticatedRole",
	}
)

// attachedRole is a role that an identity pool hands out.
type attachedRole struct {
	kind *kindOfRole // whose identities get it
	at   place
	role awsiam.IRole // nil if there is none
	arn  *string      // nil if there is nobody to ask
}

// resolveRole asks a role for its ARN. A nil pointer in an interface, which is easy to pass by mistake, is no role.
func (k *kindOfRole) resolveRole(at place, role awsiam.IRole, where *environment) attachedRole {
	if isNil(role) {
		return attachedRole{kind: k, at: at}
	}
	return attachedRole{kind: k, at: at, role: role, arn: where.askRoleArn(role)}
}

func (r attachedRole) check(found *problems) {
	if r.arn != nil {
		found.iamArn(r.at, *r.arn, cognito.Role)
	}
}

// withRole returns the plan with one of the two roles, which it lacked. It panics if there are problems.
func (p attachmentPlan) withRole(kind *kindOfRole, role awsiam.IRole, path func() string) attachmentPlan {
	at := place{name: "role"}
	found := &problems{}
	slot := p.roleOf(kind)
	switch {
	case isNil(role):
		found.add(at, "is required; pass the role of %s", kind.who)
	case slot.role != nil:
		found.add(at, "there is a role of %s already; leave out the default role with %s: false, and set the role once", kind.who, kind.create)
	default:
		p.l1.checkRole(at, kind, found)
	}
	*slot = kind.resolveRole(at, role, p.environment)
	slot.check(found)
	found.panicIfAny(path)
	return p
}

// roleOf returns where the plan has one of the two roles.
func (p *attachmentPlan) roleOf(kind *kindOfRole) *attachedRole {
	if kind == &authenticated {
		return &p.authenticatedRole
	}
	return &p.unauthenticatedRole
}

func (pool *identityPool) SetAuthenticatedRole(role awsiam.IRole) { pool.setRole(&authenticated, role) }

func (pool *identityPool) SetUnauthenticatedRole(role awsiam.IRole) {
	pool.setRole(&unauthenticated, role)
}

func (pool *identityPool) setRole(kind *kindOfRole, role awsiam.IRole) {
	pool.mustBeDefined()
	pool.attach(pool.askAttached().withRole(kind, role, pathOf(pool)))
}

// roles returns the roles that the pool can hand out, where they were given.
func (p attachmentPlan) roles(mappings roleMappings) []attachedRole {
	roles := []attachedRole{}
	for _, attached := range []attachedRole{p.authenticatedRole, p.unauthenticatedRole} {
		if attached.role != nil {
			roles = append(roles, attached)
		}
	}
	for _, mapping := range mappings {
		for _, of := range mapping.rules {
			roles = append(roles, attachedRole{kind: &authenticated, role: of.role, arn: of.roleArn})
		}
	}
	return roles
}

// givenRoles returns the roles of groups that were given.
func (pool *identityPool) givenRoles() []attachedRole {
	var roles []attachedRole
	for _, group := range pool.groups {
		if group.role.role != nil {
			roles = append(roles, group.role)
		}
	}
	return roles
}

// hasDoubtfulRole is true where a role may not be one that the pool can hand out.
func (b *identityPoolBase) hasDoubtfulRole(roles []attachedRole) bool {
	return slices.ContainsFunc(roles, func(attached attachedRole) bool {
		return b.isMadeForOthers(attached) || b.isOfOtherAccount(attached)
	})
}

// isMadeForOthers is true for a default role of another identity pool, or of the other kind of identities.
func (b *identityPoolBase) isMadeForOthers(attached attachedRole) bool {
	made, isDefault := attached.role.(*defaultRole)
	return isDefault && (b.isOfOtherPool(made) || made.kind != attached.kind)
}

func (b *identityPoolBase) isOfOtherPool(made *defaultRole) bool {
	return valueOf(made.pool.identityPoolId) != valueOf(b.identityPoolId)
}

// isOfOtherAccount is true for a role that certainly is in another account than the pool.
func (b *identityPoolBase) isOfOtherAccount(attached attachedRole) bool {
	account, found := cognito.AccountOf(*attached.arn)
	return found && !isOpaque(account) && certainlyDiffers(account, b.askAccount())
}

// roleWarnings are about the roles that can't be handed out.
func (b *identityPoolBase) roleWarnings(roles []attachedRole) []warning {
	var warnings []warning
	for _, attached := range roles {
		warnings = append(warnings, b.warningsOfTrust(attached)...)
		if b.isOfOtherAccount(attached) {
			warnings = append(warnings, warningf(rule.RoleOfOtherAccount, "the role %s is not of the identity pool's account, %s: in the enhanced "+
				"flow its users get no credentials; use a role of that account", cognito.Quote(*attached.arn), b.askAccount()))
		}
	}
	return warnings
}

// warningsOfTrust are about a default role whose trust is made for others, unless statements were added to it.
func (b *identityPoolBase) warningsOfTrust(attached attachedRole) []warning {
	made, isDefault := attached.role.(*defaultRole)
	switch {
	case !isDefault || !b.isMadeForOthers(attached) || !made.trustsAsMade():
		return nil
	case b.isOfOtherPool(made):
		return []warning{warningf(rule.RoleNotAssumable, "the role %s is the default role of another identity pool and trusts that "+
			"one only; make a role with AuthenticatedPrincipal or UnauthenticatedPrincipal", *made.Node().Path())}
	default:
		return []warning{warningf(rule.RoleNotAssumable, "the role %s is the default role of %s and trusts them only, and here %s get it; "+
			"make a role with %s", *made.Node().Path(), made.kind.who, attached.kind.who, attached.kind.principal)}
	}
}
