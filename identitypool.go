package identitypool

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/constructs-go/constructs/v10"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// IIdentityPool is a Cognito identity pool, defined in the app or imported.
//
// It deliberately lacks the IdentityPoolRef of the official construct, which would make every request about the pool a call
// back from Node.js into Go. An L1 that asks for such a reference takes the pool's own L1:
// pool.Node().DefaultChild().(awscognito.CfnIdentityPool).
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-identity.html
type IIdentityPool interface {
	awscdk.IResource
	// IdentityPoolArn is the ARN of the identity pool.
	IdentityPoolArn() *string
	// IdentityPoolId is the id of the identity pool, "<region>:<GUID>".
	IdentityPoolId() *string
	// IdentityPoolName is the name of the identity pool.
	IdentityPoolName() *string
	// AuthenticatedPrincipal is the principal of roles that signed-in identities of this pool may assume: give it to
	// awsiam.NewRole as AssumedBy. Such a role can be mapped, or be the role of a user pool group. It takes session tags, too.
	//
	// It panics with a [*ValidationError] in a partition whose principal is not known, unless FederatedPrincipal was given.
	//
	// See: https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html
	AuthenticatedPrincipal() awsiam.PrincipalBase
	// UnauthenticatedPrincipal is the principal of roles that guests of this pool may assume. It panics as
	// AuthenticatedPrincipal does.
	UnauthenticatedPrincipal() awsiam.PrincipalBase
	// IdentityIdVariable stands for the id of the identity in a policy, "${cognito-identity.amazonaws.com:sub}" in the commercial
	// regions: with it, one policy gives each user a part of a bucket or table. It panics as AuthenticatedPrincipal does.
	//
	// See: https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html
	IdentityIdVariable() *string
	// AddPrincipalTagMappings passes claims of the users of further providers on as session tags, and lets the default
	// authenticated role of a pool that the app defines take them. It can be called any number of times, once for each provider.
	//
	// It panics with a [*ValidationError] for mappings that AWS would refuse, and for an imported pool that is not of the stack's
	// account and region, and then adds none.
	//
	// See: https://docs.aws.amazon.com/cognito/latest/developerguide/attributes-for-access-control.html
	AddPrincipalTagMappings(mappings ...*IdentityPoolPrincipalTagMapping)
}

// IdentityPool is a Cognito identity pool that the app defines, with the roles of its identities. It is a construct: it can be
// a scope, be tagged, depend and be depended on.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools.html
type IdentityPool interface {
	awscdk.Resource
	IIdentityPool
	// AuthenticatedRole is the role of signed-in users for whom no role mapping chooses another one. Nil if there is none.
	AuthenticatedRole() awsiam.IRole
	// UnauthenticatedRole is the role of guests. Nil if there is none.
	UnauthenticatedRole() awsiam.IRole
	// RoleAttachment is the L1 that gives the roles and role mappings to the identity pool. Nil while there are neither. What you change
	// in it stays: later calls add to it, or panic with a [*ValidationError] where they can't.
	RoleAttachment() awscognito.CfnIdentityPoolRoleAttachment
	// AddUserPoolAuthentication lets the users of a user pool sign in. It returns the client that they sign in with: the L2 that
	// was given to the provider or made by it, else an imported client of the same id.
	//
	// It panics with a [*ValidationError] for nil, for a user pool client that the identity pool has already, and for what a
	// provider must not return.
	AddUserPoolAuthentication(userPool IUserPoolAuthenticationProvider) awscognito.IUserPoolClient
	// AddRoleMappings chooses the roles of the users of further providers. It can be called any number of times; all mappings
	// together go into the one role attachment that the service allows.
	//
	// It panics with a [*ValidationError] as [NewIdentityPool] does, and then adds none.
	AddRoleMappings(roleMappings ...*IdentityPoolRoleMapping)
	// AddGroup defines a group of a user pool, at the path <pool>/<id>, and its role, which trusts this pool. The first group of a client
	// adds a role mapping for it that takes the role from the token and gives users without group the authenticated role, unless there
	// is a mapping by token. Group and role are in the stack of this pool, whichever the user pool's, so references run one way.
	//
	// It panics with a [*ValidationError] for a client that this pool lacks, that is of another user pool or has a role mapping by
	// rules, for a user pool of another region or account, and for a name that a group has.
	//
	// See: https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html
	AddGroup(id *string, options *IdentityPoolGroupOptions) IdentityPoolGroup
	// SetAuthenticatedRole gives the pool a role of signed-in users, where CreateAuthenticatedRole was false: a role that trusts this
	// pool, with AuthenticatedPrincipal, can only be made after it. It must be in the account of the pool.
	//
	// It panics with a [*ValidationError] for nil, for a pool that has such a role, and for what is not the ARN of a role.
	//
	// See: https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html
	SetAuthenticatedRole(role awsiam.IRole)
	// SetUnauthenticatedRole gives the pool a role of guests, where CreateUnauthenticatedRole was false, as SetAuthenticatedRole does
	// for signed-in users.
	SetUnauthenticatedRole(role awsiam.IRole)
}

// IdentityPoolProps are the properties of an [IdentityPool]. None is required. They are copied: changing them afterwards changes
// nothing.
//
// See: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cognito-identitypool.html
type IdentityPoolProps struct {
	// AllowClassicFlow also lets apps use the basic (classic) authentication flow, in which they ask AWS STS for the
	// credentials of a role of their choice. The classic flow refuses users of a provider with a role mapping. Set it to
	// false to be sure that the classic flow is off. Default: left out of the template; AWS doesn't document what holds then.
	//
	// See: https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow.html
	AllowClassicFlow *bool
	// AllowUnauthenticatedIdentities gives guests credentials, those of the unauthenticated role. Default: false.
	AllowUnauthenticatedIdentities *bool
	// AuthenticatedRole is the role of signed-in users, defined in the app or imported. It must trust the identity pool.
	// Default: a role without permissions is defined, unless CreateAuthenticatedRole is false; such a role can be set later,
	// with SetAuthenticatedRole.
	AuthenticatedRole awsiam.IRole
	// AuthenticatedRoleProps are the properties of the default role of signed-in users, such as its name, permissions boundary or managed
	// policies. AssumedBy must be left out: the role trusts the pool. It can't be set beside AuthenticatedRole, nor where
	// CreateAuthenticatedRole is false. Default: the role has a description and no permissions.
	AuthenticatedRoleProps *awsiam.RoleProps
	// AuthenticationProviders are the providers with which users can sign in. Default: none; user pools can be added later.
	AuthenticationProviders *IdentityPoolAuthenticationProviders
	// CreateAuthenticatedRole says whether a role for signed-in users is defined where none is given. Without it, they get no
	// credentials unless a mapping chooses a role. Default: true.
	CreateAuthenticatedRole *bool
	// CreateUnauthenticatedRole says whether a role for guests is defined where none is given, whether guests are allowed or not.
	// Default: true.
	CreateUnauthenticatedRole *bool
	// FederatedPrincipal stands for Cognito in the trust policies of the roles, and begins the keys of their conditions. No
	// token. Default: that of the stack's region; it must be given in a partition whose principal is not documented.
	FederatedPrincipal *string
	// IdentityPoolName is the name of the identity pool. At most 128 letters, digits, spaces and _ + = , . @ -. Default:
	// CloudFormation makes up a name.
	IdentityPoolName *string
	// PrincipalTagMappings pass claims of the users of a provider on as session tags. Default: none; they can be added later.
	PrincipalTagMappings *[]*IdentityPoolPrincipalTagMapping
	// RoleMappings choose the roles of the users of a provider, at most 10. Default: none; they can be added later.
	RoleMappings *[]*IdentityPoolRoleMapping
	// UnauthenticatedRole is the role of guests, defined in the app or imported. It must trust the identity pool. Default: a
	// role without permissions is defined, unless CreateUnauthenticatedRole is false.
	UnauthenticatedRole awsiam.IRole
	// UnauthenticatedRoleProps are the properties of the default role of guests, as AuthenticatedRoleProps are those of the other one.
	// Default: the role has a description and no permissions.
	UnauthenticatedRoleProps *awsiam.RoleProps
}

// Validate returns a [*ValidationError] with every problem that the Go values show, nil if there is none. It makes no
// construct and needs no Node.js process, so it is for those who would rather have an error than a panic.
//
// [NewIdentityPool] reports the same problems, and those that only constructs can answer: ARNs and ids behind objects.
func (p *IdentityPoolProps) Validate() error {
	if p == nil {
		return nil
	}
	found := &problems{}
	p.check(found)
	p.resolve(nobody).check(found)
	return found.err(noPath)
}

// check reports what is wrong with each of the properties by itself.
func (p *IdentityPoolProps) check(found *problems) {
	found.optionalText(place{name: "IdentityPoolName"}, p.IdentityPoolName, cognito.IdentityPoolName)
	checkFederatedPrincipal(p.FederatedPrincipal, found)
	if isTrue(p.AllowUnauthenticatedIdentities) && !isTrue(p.AllowClassicFlow) &&
		isNil(p.UnauthenticatedRole) && !createsRole(p.UnauthenticatedRole, p.CreateUnauthenticatedRole) {
		found.add(place{name: "AllowUnauthenticatedIdentities"}, "is set, but there is no role for guests: they would get no credentials; "+
			"supply UnauthenticatedRole, or leave out CreateUnauthenticatedRole: the default role is shaped by UnauthenticatedRoleProps")
	}
	authenticated.checkDefaultRole(p.AuthenticatedRole, p.CreateAuthenticatedRole, p.AuthenticatedRoleProps, found)
	unauthenticated.checkDefaultRole(p.UnauthenticatedRole, p.CreateUnauthenticatedRole, p.UnauthenticatedRoleProps, found)
	checkRoleNames(p.AuthenticatedRoleProps, p.UnauthenticatedRoleProps, found)
	p.AuthenticationProviders.check(found)
	checkRoleMappings(elements(p.RoleMappings), found)
	checkPrincipalTagMappings(elements(p.PrincipalTagMappings), found)
}

// identityPoolPlan is what an identity pool is to be: its properties after the constructs in them were asked. It never changes.
type identityPoolPlan struct {
	environment          *environment
	name                 *string
	allowClassicFlow     *bool
	allowGuests          bool
	providers            resolvedProviders
	federatedPrincipal   federatedPrincipal
	isPrincipalGiven     bool
	authenticatedRole    *defaultRolePlan // nil if none is to be made
	unauthenticatedRole  *defaultRolePlan // likewise
	attachment           attachmentPlan   // without the roles that are to be made
	principalTagMappings principalTagMappings
}

// resolve asks the constructs in the properties.
func (p *IdentityPoolProps) resolve(where *environment) identityPoolPlan {
	plan := identityPoolPlan{
		environment:          where,
		name:                 copyOf(p.IdentityPoolName),
		allowClassicFlow:     copyOf(p.AllowClassicFlow),
		allowGuests:          isTrue(p.AllowUnauthenticatedIdentities),
		providers:            p.AuthenticationProviders.resolve(where),
		isPrincipalGiven:     p.FederatedPrincipal != nil,
		authenticatedRole:    authenticated.resolveDefaultRole(p.AuthenticatedRole, p.CreateAuthenticatedRole, p.AuthenticatedRoleProps),
		unauthenticatedRole:  unauthenticated.resolveDefaultRole(p.UnauthenticatedRole, p.CreateUnauthenticatedRole, p.UnauthenticatedRoleProps),
		attachment:           resolveAttachment(p.AuthenticatedRole, p.UnauthenticatedRole, p.RoleMappings, where),
		principalTagMappings: resolvePrincipalTagMappings(elements(p.PrincipalTagMappings), where),
	}
	if where != nobody {
		plan.federatedPrincipal = resolveFederatedPrincipal(p.FederatedPrincipal, where.region)
	}
	return plan
}

// check reports what constructs show to be wrong, and what is wrong with properties taken together.
func (p identityPoolPlan) check(found *problems) {
	p.environment.check(found)
	p.providers.check(found)
	p.attachment.check(found)
	p.principalTagMappings.check(0, found)
	if p.environment != nobody && !p.isPrincipalGiven && p.makesRoles() {
		p.federatedPrincipal.check(p.environment.region, supplyRoles, found)
	}
}

// makesRoles is true where a default role is to be made.
func (p identityPoolPlan) makesRoles() bool {
	return p.authenticatedRole != nil || p.unauthenticatedRole != nil
}

// The ids of the constructs in an identity pool. Logical ids are made of them, so they never change.
const (
	resourceId              = "Resource"
	authenticatedRoleId     = "AuthenticatedRole"
	unauthenticatedRoleId   = "UnauthenticatedRole"
	defaultRoleAttachmentId = "DefaultRoleAttachment"
	principalTagsId         = "PrincipalTags"
)

var poolChildren = []string{resourceId, authenticatedRoleId, unauthenticatedRoleId, defaultRoleAttachmentId, principalTagsId}

type identityPool struct {
	awscdk.Resource
	identityPoolBase
	environment              *environment
	l1                       *l1IdentityPool
	l1UserPools              l1UserPools
	identityPoolName         *string // nil until asked for
	identityPoolArn          *string // nil until asked for
	allowClassicFlow         bool
	allowGuests              bool
	providers                resolvedProviders
	roleAttachment           *roleAttachment // nil while there is nothing to attach
	defaultAuthenticatedRole awsiam.Role     // nil if that role was given
	principalTags            principalTags
	groups                   []groupPlan
	review                   *review
}

// NewIdentityPool defines an identity pool, a role for signed-in users, a role for guests, both without permissions, and the
// attachment of the roles to the pool. Props may be nil.
//
// It panics with a [*ValidationError] for anything in the props that AWS would refuse or that contradicts itself. Nothing has
// been defined then.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools.html
func NewIdentityPool(scope constructs.Construct, id *string, props *IdentityPoolProps) IdentityPool {
	if props == nil {
		props = &IdentityPoolProps{}
	}
	found := &problems{}
	where := nobody
	if stack := found.scopeAndID(scope, id); stack != nil {
		where = newEnvironment(stack)
	}
	props.check(found)
	plan := props.resolve(where)
	plan.check(found)
	found.panicIfAny(childPath(scope, id))
	return plan.define(scope, id)
}

// define makes the constructs of a plan that has been checked.
func (p identityPoolPlan) define(scope constructs.Construct, id *string) *identityPool {
	pool := &identityPool{
		identityPoolBase: identityPoolBase{
			federatedPrincipal: p.federatedPrincipal,
			region:             p.environment.region,
			stack:              p.environment.stack,
			cure:               supplyRoles,
		},
		environment:      p.environment,
		allowClassicFlow: isTrue(p.allowClassicFlow),
		allowGuests:      p.allowGuests,
		providers:        p.providers,
	}
	pool.construct = pool
	awscdk.NewResource_Override(pool, scope, id, &awscdk.ResourceProps{PhysicalName: p.name})
	defer removeUnlessComplete(scope, pool)()
	pool.providers.userPoolClients = pool.bindAll(p.providers.userPoolClients)
	pool.l1 = newL1IdentityPool(pool, p.render(pool))
	pool.l1UserPools.listed = len(pool.providers.userPoolClients)
	pool.review = &review{subject: pool, resource: pool.l1, warnings: pool.warnings, check: pool.checkL1UserPools}
	pool.identityPoolId = pool.l1.Ref()
	pool.attach(pool.defineRoles(p))
	pool.definePrincipalTags(p.principalTagMappings)
	pool.warnAtOnce(p)
	pool.reviewAsNeeded()
	return pool
}

// removeUnlessComplete returns what takes a construct out of the tree again if the code that makes its children panics.
func removeUnlessComplete(scope, child constructs.Construct) func() {
	return func() {
		if reason := recover(); reason != nil {
			scope.Node().TryRemoveChild(child.Node().Id()) // which may differ from what was asked for: the CDK replaces slashes
			panic(reason)
		}
	}
}

// bindAll binds the clients of the properties that had to wait for the pool.
func (pool *identityPool) bindAll(clients userPoolClients) userPoolClients {
	bound := clients.bind(pool)
	found := &problems{}
	bound.check(0, found)
	found.panicIfAny(pathOf(pool))
	return bound
}

// render returns the properties of the L1.
func (p identityPoolPlan) render(pool *identityPool) *awscognito.CfnIdentityPoolProps {
	rendered := &awscognito.CfnIdentityPoolProps{
		AllowClassicFlow:               p.allowClassicFlow,
		AllowUnauthenticatedIdentities: p.allowGuests,
		CognitoIdentityProviders:       pool.providers.userPoolClients.render(),
		DeveloperProviderName:          p.providers.developerProvider,
		IdentityPoolName:               p.name,
		OpenIdConnectProviderArns:      p.providers.renderOpenIdConnect(),
		SamlProviderArns:               p.providers.renderSaml(),
		SupportedLoginProviders:        p.providers.renderLogins(),
	}
	if p.name != nil && isToken(*p.name) {
		rendered.IdentityPoolName = pool.PhysicalName()
	}
	return rendered
}

// defineRoles makes the roles that are wanted and were not given, and returns what is to be attached.
func (pool *identityPool) defineRoles(p identityPoolPlan) attachmentPlan {
	attachment := p.attachment
	if p.authenticatedRole != nil {
		pool.defaultAuthenticatedRole = p.authenticatedRole.define(pool)
		attachment.authenticatedRole = authenticated.resolveRole(authenticated.at, pool.defaultAuthenticatedRole, pool.environment)
	}
	if p.unauthenticatedRole != nil {
		attachment.unauthenticatedRole = unauthenticated.resolveRole(unauthenticated.at, p.unauthenticatedRole.define(pool), pool.environment)
	}
	return attachment
}

func (pool *identityPool) IdentityPoolName() *string {
	if pool.identityPoolName == nil && pool.l1 != nil {
		pool.identityPoolName = pool.l1.AttrName()
	}
	return pool.identityPoolName
}

func (pool *identityPool) IdentityPoolArn() *string {
	if pool.identityPoolArn == nil && pool.identityPoolId != nil {
		pool.identityPoolArn = formatArn(pool.environment.stack, nil, pool.identityPoolId)
	}
	return pool.identityPoolArn
}

func (pool *identityPool) AuthenticatedRole() awsiam.IRole {
	return pool.attached().authenticatedRole.role
}

func (pool *identityPool) UnauthenticatedRole() awsiam.IRole {
	return pool.attached().unauthenticatedRole.role
}
