package identitypool

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

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
}

// IdentityPool is a Cognito identity pool that the app defines, with the roles of its identities. It is a construct: it can be
// a scope, be tagged, depend and be depended on.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools.html
type IdentityPool interface {
	awscdk.Resource
	IIdentityPool
	// AuthenticatedRole is the role of signed-in users for whom no role mapping chooses another one.
	AuthenticatedRole() awsiam.IRole
	// UnauthenticatedRole is the role of guests.
	UnauthenticatedRole() awsiam.IRole
	// RoleAttachment is the L1 that gives the roles and role mappings to the identity pool.
	RoleAttachment() awscognito.CfnIdentityPoolRoleAttachment
	// AddUserPoolAuthentication lets the users of a user pool sign in. It returns the client that they sign in with: the L2 that
	// was given to the provider or made by it, else an imported client of the same id.
	//
	// It panics with a [*ValidationError] for nil, for a user pool client that the identity pool has already, and for what a
	// provider of one's own must not return.
	AddUserPoolAuthentication(userPool IUserPoolAuthenticationProvider) awscognito.IUserPoolClient
	// AddRoleMappings chooses the roles of the users of further providers. It can be called any number of times; all mappings
	// together go into the one role attachment that the service allows.
	//
	// It panics with a [*ValidationError] as [NewIdentityPool] does, and then adds none.
	AddRoleMappings(roleMappings ...*IdentityPoolRoleMapping)
}

// IdentityPoolProps are the properties of an [IdentityPool]. None is required. They are copied: changing them afterwards changes
// nothing.
//
// See: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cognito-identitypool.html
type IdentityPoolProps struct {
	// AllowClassicFlow also lets apps use the basic (classic) authentication flow, in which they ask AWS STS for the
	// credentials of a role of their choice. The classic flow refuses users of a provider with a role mapping. Default: only
	// the enhanced flow.
	//
	// See: https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow.html
	AllowClassicFlow *bool
	// AllowUnauthenticatedIdentities gives guests credentials, those of the unauthenticated role. Default: false.
	AllowUnauthenticatedIdentities *bool
	// AuthenticatedRole is the role of signed-in users, defined in the app or imported. It must trust the identity pool.
	// Default: a role without permissions is defined.
	AuthenticatedRole awsiam.IRole
	// AuthenticationProviders are the providers with which users can sign in. Default: none; user pools can be added later.
	AuthenticationProviders *IdentityPoolAuthenticationProviders
	// IdentityPoolName is the name of the identity pool. At most 128 letters, digits, spaces and _ + = , . @ -. Default:
	// CloudFormation makes up a name.
	IdentityPoolName *string
	// RoleMappings choose the roles of the users of a provider, at most 10. Default: none; they can be added later.
	RoleMappings *[]*IdentityPoolRoleMapping
	// UnauthenticatedRole is the role of guests, defined in the app or imported. It must trust the identity pool. Default: a
	// role without permissions is defined.
	UnauthenticatedRole awsiam.IRole
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
	p.AuthenticationProviders.checkDistinctUserPools(found)
	checkDistinctRoleMappings(elements(p.RoleMappings), found)
	return found.err(noPath)
}

// check reports what is wrong with each of the properties by itself.
func (p *IdentityPoolProps) check(found *problems) {
	found.optionalText(place{name: "IdentityPoolName"}, p.IdentityPoolName, cognito.IdentityPoolName)
	p.AuthenticationProviders.check(found)
	checkRoleMappings(elements(p.RoleMappings), found)
}

// checkedProps are properties with all that must be asked before the first construct is made.
type checkedProps struct {
	*IdentityPoolProps
	environment               *environment
	openIdConnectProviderArns *[]any
	samlProviderArns          *[]*string
	userPoolClients           userPoolClients
	authenticatedRoleArn      *string // nil where the role is still to be made
	unauthenticatedRoleArn    *string
	roleMappings              roleMappings
	trust                     trust
}

// ask reports what only constructs can tell to be wrong.
func (p *IdentityPoolProps) ask(where *environment, found *problems) *checkedProps {
	checked := &checkedProps{IdentityPoolProps: p, environment: where}
	if providers := p.AuthenticationProviders; providers != nil {
		checked.openIdConnectProviderArns = providers.openIdConnectProviderArns(found)
		checked.samlProviderArns = providers.samlProviderArns(where.stack, found)
		checked.userPoolClients = providers.userPoolClients(where, found)
	}
	checked.authenticatedRoleArn = askRoleArn(place{name: "AuthenticatedRole"}, p.AuthenticatedRole, found)
	checked.unauthenticatedRoleArn = askRoleArn(place{name: "UnauthenticatedRole"}, p.UnauthenticatedRole, found)
	checked.roleMappings = roleMappings{environment: where}.with(elements(p.RoleMappings), found)
	checked.trust = newTrust(where.region)
	if checked.authenticatedRoleArn == nil || checked.unauthenticatedRoleArn == nil {
		checked.trust.check(found)
	}
	return checked
}

func askRoleArn(at place, role awsiam.IRole, found *problems) *string {
	if isNil(role) {
		return nil
	}
	arn := role.RoleArn()
	found.text(at, arn, cognito.ARN)
	return arn
}

type identityPool struct {
	awscdk.Resource
	environment         *environment
	cfnIdentityPool     awscognito.CfnIdentityPool
	identityPoolId      *string
	identityPoolName    *string // nil until asked for
	identityPoolArn     *string // nil until asked for
	userPoolClients     userPoolClients
	trust               trust
	authenticatedRole   awsiam.IRole
	unauthenticatedRole awsiam.IRole
	roleAttachment      *roleAttachment
}

// NewIdentityPool defines an identity pool, a role for signed-in users, a role for guests, both without permissions, and the
// attachment of the roles to the pool. Props may be nil.
//
// It panics with a [*ValidationError] for anything in the props that AWS would refuse or that contradicts itself. Nothing has
// been defined then.
func NewIdentityPool(scope constructs.Construct, id *string, props *IdentityPoolProps) IdentityPool {
	if props == nil {
		props = &IdentityPoolProps{}
	}
	found := &problems{}
	found.scopeAndID(scope, id)
	props.check(found)
	if isNil(scope) {
		found.panicIfAny(noPath)
	}
	checked := props.ask(newEnvironment(awscdk.Stack_Of(scope)), found)
	found.panicIfAny(childPath(scope, id))
	return checked.define(scope, id)
}

func (p *checkedProps) define(scope constructs.Construct, id *string) *identityPool {
	pool := &identityPool{
		environment:         p.environment,
		trust:               p.trust,
		authenticatedRole:   p.AuthenticatedRole,
		unauthenticatedRole: p.UnauthenticatedRole,
	}
	awscdk.NewResource_Override(pool, scope, id, &awscdk.ResourceProps{PhysicalName: p.IdentityPoolName})
	complete := false
	defer func() {
		if !complete {
			scope.Node().TryRemoveChild(id)
		}
	}()
	pool.userPoolClients = pool.bindAll(p.AuthenticationProviders, p.userPoolClients)
	pool.cfnIdentityPool = awscognito.NewCfnIdentityPool(pool, jsii.String("Resource"), p.render(pool))
	pool.identityPoolId = pool.cfnIdentityPool.Ref()
	pool.trust.identityPoolId = pool.identityPoolId
	pool.defineRoles(p)
	complete = true
	return pool
}

// render returns the properties of the L1.
func (p *checkedProps) render(pool *identityPool) *awscognito.CfnIdentityPoolProps {
	rendered := &awscognito.CfnIdentityPoolProps{
		AllowClassicFlow:               copyOf(p.AllowClassicFlow),
		AllowUnauthenticatedIdentities: isTrue(p.AllowUnauthenticatedIdentities),
		CognitoIdentityProviders:       pool.userPoolClients.render(),
		IdentityPoolName:               p.IdentityPoolName,
		OpenIdConnectProviderArns:      p.openIdConnectProviderArns,
		SamlProviderArns:               p.samlProviderArns,
	}
	if p.IdentityPoolName != nil && isToken(*p.IdentityPoolName) {
		rendered.IdentityPoolName = pool.PhysicalName()
	}
	if p.AuthenticationProviders != nil {
		rendered.DeveloperProviderName = p.AuthenticationProviders.CustomProvider
		rendered.SupportedLoginProviders = p.AuthenticationProviders.loginProviders()
	}
	return rendered
}

// defineRoles makes the roles that were not given, and the attachment.
func (pool *identityPool) defineRoles(p *checkedProps) {
	if pool.authenticatedRole == nil {
		pool.authenticatedRole = pool.defaultRole("Authenticated", authenticated)
		p.authenticatedRoleArn = pool.authenticatedRole.RoleArn()
	}
	if pool.unauthenticatedRole == nil {
		pool.unauthenticatedRole = pool.defaultRole("Unauthenticated", unauthenticated)
		p.unauthenticatedRoleArn = pool.unauthenticatedRole.RoleArn()
	}
	pool.roleAttachment = newRoleAttachment(pool, "DefaultRoleAttachment", pool.identityPoolId, map[string]*string{
		authenticated:   p.authenticatedRoleArn,
		unauthenticated: p.unauthenticatedRoleArn,
	}, p.roleMappings)
}

func (pool *identityPool) defaultRole(kind, amr string) awsiam.IRole {
	return awsiam.NewRole(pool, jsii.String(kind+"Role"), &awsiam.RoleProps{
		AssumedBy:   pool.trust.principal(amr),
		Description: jsii.String("Default " + kind + " Role for Identity Pool " + *pool.IdentityPoolName()),
	})
}

func (pool *identityPool) IdentityPoolId() *string { return pool.identityPoolId }

func (pool *identityPool) IdentityPoolName() *string {
	if pool.identityPoolName == nil && pool.cfnIdentityPool != nil {
		pool.identityPoolName = pool.cfnIdentityPool.AttrName()
	}
	return pool.identityPoolName
}

func (pool *identityPool) IdentityPoolArn() *string {
	if pool.identityPoolArn == nil && pool.identityPoolId != nil {
		pool.identityPoolArn = formatArn(pool.environment.stack, nil, pool.identityPoolId)
	}
	return pool.identityPoolArn
}

func (pool *identityPool) AuthenticatedRole() awsiam.IRole { return pool.authenticatedRole }

func (pool *identityPool) UnauthenticatedRole() awsiam.IRole { return pool.unauthenticatedRole }

func (pool *identityPool) RoleAttachment() awscognito.CfnIdentityPoolRoleAttachment {
	return pool.roleAttachment.cfnRoleAttachment
}

func (pool *identityPool) AddRoleMappings(mappings ...*IdentityPoolRoleMapping) {
	pool.roleAttachment.addRoleMappings(pool.path, mappings)
}

func (pool *identityPool) AddUserPoolAuthentication(userPool IUserPoolAuthenticationProvider) awscognito.IUserPoolClient {
	at := place{name: "userPool"}
	found := &problems{}
	checkElement(at, userPool, found)
	found.panicIfAny(pool.path)
	added := pool.bind(userPool)
	pool.userPoolClients.check(at, added, found)
	found.panicIfAny(pool.path)
	pool.userPoolClients = append(pool.userPoolClients, added)
	pool.cfnIdentityPool.SetCognitoIdentityProviders(pool.userPoolClients.render())
	return pool.importIfNeeded(added)
}

func (pool *identityPool) path() string { return *pool.Node().Path() }

func copyOf[T any](value *T) *T {
	if value == nil {
		return nil
	}
	copied := *value
	return &copied
}
