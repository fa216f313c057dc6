package identitypool

import (
	"maps"
	"slices"

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
	// RoleAttachment is the L1 that gives the roles and role mappings to the identity pool. Nil while there are neither.
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
	// AddPrincipalTagMappings passes claims of the users of further providers on as session tags, and lets the default
	// authenticated role take them. It can be called any number of times, once for each provider.
	//
	// It panics with a [*ValidationError] as [NewIdentityPool] does, and then adds none.
	AddPrincipalTagMappings(mappings ...*IdentityPoolPrincipalTagMapping)
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
	// Default: a role without permissions is defined, unless CreateAuthenticatedRole is false.
	AuthenticatedRole awsiam.IRole
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
	checkDistinctPrincipalTags(elements(p.PrincipalTagMappings), found)
	return found.err(noPath)
}

// check reports what is wrong with each of the properties by itself.
func (p *IdentityPoolProps) check(found *problems) {
	found.optionalText(place{name: "IdentityPoolName"}, p.IdentityPoolName, cognito.IdentityPoolName)
	checkFederatedPrincipal(p.FederatedPrincipal, found)
	if isTrue(p.AllowUnauthenticatedIdentities) && !isTrue(p.AllowClassicFlow) && !p.hasUnauthenticatedRole() {
		found.add(place{name: "AllowUnauthenticatedIdentities"}, "is set, but there is no role for guests: they would get no credentials; "+
			"supply UnauthenticatedRole, or leave out CreateUnauthenticatedRole")
	}
	p.AuthenticationProviders.check(found)
	checkRoleMappings(elements(p.RoleMappings), found)
	checkPrincipalTagMappings(elements(p.PrincipalTagMappings), found)
}

func (p *IdentityPoolProps) createsAuthenticatedRole() bool {
	return isNil(p.AuthenticatedRole) && (p.CreateAuthenticatedRole == nil || *p.CreateAuthenticatedRole)
}

func (p *IdentityPoolProps) createsUnauthenticatedRole() bool {
	return isNil(p.UnauthenticatedRole) && (p.CreateUnauthenticatedRole == nil || *p.CreateUnauthenticatedRole)
}

func (p *IdentityPoolProps) hasUnauthenticatedRole() bool {
	return !isNil(p.UnauthenticatedRole) || p.createsUnauthenticatedRole()
}

// checkedProps are properties with all that must be asked before the first construct is made.
type checkedProps struct {
	*IdentityPoolProps
	environment               *environment
	openIdConnectProviderArns *[]*string
	samlProviderArns          *[]*string
	userPoolClients           userPoolClients
	roles                     roles // that were given
	roleMappings              roleMappings
	principalTags             principalTags
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
	checked.roles = askRoles(where, p.AuthenticatedRole, p.UnauthenticatedRole, found)
	checked.roleMappings = roleMappings{environment: where}.with(elements(p.RoleMappings), found)
	checked.principalTags = principalTags{}.with(where, elements(p.PrincipalTagMappings), found)
	checked.trust = newTrust(where.stack, where.region, p.FederatedPrincipal)
	if p.FederatedPrincipal == nil && (p.createsAuthenticatedRole() || p.createsUnauthenticatedRole()) {
		checked.trust.check(found)
	}
	return checked
}

type identityPool struct {
	awscdk.Resource
	environment              *environment
	cfnIdentityPool          awscognito.CfnIdentityPool
	identityPoolId           *string
	identityPoolName         *string // nil until asked for
	identityPoolArn          *string // nil until asked for
	allowClassicFlow         bool
	providerNames            []string // of the login, OpenID Connect and SAML providers
	customProvider           *string
	userPoolClients          userPoolClients
	trust                    trust
	authenticatedRole        awsiam.IRole
	defaultAuthenticatedRole awsiam.Role // nil if that role was given
	unauthenticatedRole      awsiam.IRole
	roleAttachment           *roleAttachment // nil until needed
	principalTags            principalTags
	principalTagsScope       constructs.Construct // nil until needed
	review                   *review
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
	hasStack := found.scopeAndID(scope, id)
	props.check(found)
	if !hasStack {
		found.panicIfAny(childPath(scope, id))
	}
	checked := props.ask(newEnvironment(awscdk.Stack_Of(scope)), found)
	found.panicIfAny(childPath(scope, id))
	return checked.define(scope, id)
}

func (p *checkedProps) define(scope constructs.Construct, id *string) *identityPool {
	pool := &identityPool{
		environment:      p.environment,
		allowClassicFlow: isTrue(p.AllowClassicFlow),
		customProvider:   p.customProvider(),
		providerNames:    p.providerNames(),
		trust:            p.trust,
	}
	if !isNil(p.AuthenticatedRole) {
		pool.authenticatedRole = p.AuthenticatedRole
	}
	if !isNil(p.UnauthenticatedRole) {
		pool.unauthenticatedRole = p.UnauthenticatedRole
	}
	awscdk.NewResource_Override(pool, scope, id, &awscdk.ResourceProps{PhysicalName: p.IdentityPoolName})
	complete := false
	defer func() {
		if !complete {
			scope.Node().TryRemoveChild(pool.Node().Id()) // which may differ from id: the CDK replaces slashes
		}
	}()
	pool.userPoolClients = pool.bindAll(p.AuthenticationProviders, p.userPoolClients)
	pool.cfnIdentityPool = awscognito.NewCfnIdentityPool(pool, jsii.String("Resource"), p.render(pool))
	pool.review = &review{subject: pool, resource: pool.cfnIdentityPool, warnings: pool.warnings}
	pool.identityPoolId = pool.cfnIdentityPool.Ref()
	pool.trust.identityPoolId = pool.identityPoolId
	pool.defineRoles(p)
	pool.attach(p.roles, p.roleMappings)
	pool.addPrincipalTags(p.principalTags)
	p.warnAtOnce(pool)
	complete = true
	return pool
}

// customProvider returns the name of the developer provider, nil if there is none.
func (p *checkedProps) customProvider() *string {
	if p.AuthenticationProviders == nil {
		return nil
	}
	return copyOf(p.AuthenticationProviders.CustomProvider)
}

// providerNames returns the names of the login, OpenID Connect and SAML providers.
func (p *checkedProps) providerNames() []string {
	var names []string
	if p.AuthenticationProviders != nil {
		names = slices.Collect(maps.Keys(p.AuthenticationProviders.loginProviders()))
	}
	for _, arns := range []*[]*string{p.openIdConnectProviderArns, p.samlProviderArns} {
		for _, arn := range elements(arns) {
			names = append(names, *arn)
		}
	}
	return names
}

// render returns the properties of the L1.
func (p *checkedProps) render(pool *identityPool) *awscognito.CfnIdentityPoolProps {
	rendered := &awscognito.CfnIdentityPoolProps{
		AllowClassicFlow:               p.AllowClassicFlow,
		AllowUnauthenticatedIdentities: isTrue(p.AllowUnauthenticatedIdentities),
		CognitoIdentityProviders:       pool.userPoolClients.render(),
		IdentityPoolName:               p.IdentityPoolName,
		SamlProviderArns:               p.samlProviderArns,
	}
	if p.openIdConnectProviderArns != nil {
		arns := make([]any, len(*p.openIdConnectProviderArns))
		for i, arn := range *p.openIdConnectProviderArns {
			arns[i] = arn
		}
		rendered.OpenIdConnectProviderArns = &arns
	}
	if p.IdentityPoolName != nil && isToken(*p.IdentityPoolName) {
		rendered.IdentityPoolName = pool.PhysicalName()
	}
	if p.AuthenticationProviders != nil {
		rendered.DeveloperProviderName = p.AuthenticationProviders.CustomProvider
		if logins := p.AuthenticationProviders.loginProviders(); len(logins) > 0 {
			rendered.SupportedLoginProviders = logins
		}
	}
	return rendered
}

// defineRoles makes the roles that are wanted and were not given.
func (pool *identityPool) defineRoles(p *checkedProps) {
	if p.createsAuthenticatedRole() {
		pool.defaultAuthenticatedRole = pool.defaultRole("Authenticated", authenticated)
		pool.authenticatedRole = pool.defaultAuthenticatedRole
		p.roles[authenticated] = pool.environment.askRoleArn(pool.authenticatedRole)
	}
	if p.createsUnauthenticatedRole() {
		pool.unauthenticatedRole = pool.defaultRole("Unauthenticated", unauthenticated)
		p.roles[unauthenticated] = pool.environment.askRoleArn(pool.unauthenticatedRole)
	}
}

func (pool *identityPool) defaultRole(kind, amr string) awsiam.Role {
	return awsiam.NewRole(pool, jsii.String(kind+"Role"), &awsiam.RoleProps{
		AssumedBy:   pool.trust.principal(amr),
		Description: jsii.String("Default " + kind + " Role for Identity Pool " + *pool.IdentityPoolName()),
	})
}

// attach defines the role attachment if there is something to attach.
func (pool *identityPool) attach(attached roles, mappings roleMappings) {
	if len(attached) == 0 && len(mappings.providers) == 0 {
		return
	}
	pool.roleAttachment = newRoleAttachment(pool, jsii.String("DefaultRoleAttachment"), pool.identityPoolId, attached, mappings)
	if len(mappings.providers) > 0 {
		pool.review.atSynthesis()
	}
}

// roleMappings returns the mappings that the pool has.
func (pool *identityPool) roleMappings() roleMappings {
	if pool.roleAttachment == nil {
		return roleMappings{environment: pool.environment}
	}
	return pool.roleAttachment.roleMappings
}

func (pool *identityPool) AddRoleMappings(mappings ...*IdentityPoolRoleMapping) {
	pool.mustBeComplete()
	all := pool.roleMappings().checked(mappings, pathOf(pool))
	switch {
	case len(mappings) == 0:
	case pool.roleAttachment == nil:
		pool.attach(nil, all)
	default:
		pool.roleAttachment.extend(all)
		pool.review.atSynthesis()
	}
}

func (pool *identityPool) AddUserPoolAuthentication(userPool IUserPoolAuthenticationProvider) awscognito.IUserPoolClient {
	pool.mustBeComplete()
	at := place{name: "userPool"}
	found := &problems{}
	if isNil(userPool) {
		found.add(at, "is required; pass a provider, such as NewUserPoolAuthenticationProvider makes")
	}
	if len(pool.userPoolClients) >= cognito.MaxUserPoolProviders {
		found.add(at, tooManyUserPools, len(pool.userPoolClients)+1, cognito.MaxUserPoolProviders)
	}
	found.panicIfAny(pathOf(pool))
	before := len(pool.userPoolClients)
	added := pool.bind(userPool)
	pool.userPoolClients.check(at, added, found)
	found.panicIfAny(pathOf(pool))
	pool.userPoolClients = append(pool.userPoolClients, added)
	pool.cfnIdentityPool.SetCognitoIdentityProviders(pool.userPoolClients.render())
	pool.warnOfUserPools(before)
	return pool.l2(added)
}

// mustBeComplete panics while a provider of the user's own is bound to a pool that is being made.
func (pool *identityPool) mustBeComplete() {
	found := &problems{}
	pool.trust.checkComplete(found)
	found.panicIfAny(pathOf(pool))
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
	if pool.roleAttachment == nil {
		return nil
	}
	return pool.roleAttachment.cfnRoleAttachment
}

func copyOf[T any](value *T) *T {
	if value == nil {
		return nil
	}
	copied := *value
	return &copied
}
