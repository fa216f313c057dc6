package identitypool

import (
	"math"
	"slices"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

// IdentityPoolGroup is a group of a user pool with the role that its users get from an identity pool. [IdentityPool] makes it with
// AddGroup.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-user-groups.html
type IdentityPoolGroup interface {
	constructs.Construct
	// Group is the group in the user pool.
	Group() awscognito.UserPoolGroup
	// Role is the role of the group's users. Grant to it what they may do.
	Role() awsiam.IRole
}

// IdentityPoolGroupOptions are the options of a group.
//
// See: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cognito-userpoolgroup.html
type IdentityPoolGroupOptions struct {
	// UserPool of the group, defined in the app or imported, of the identity pool's region. Required.
	UserPool awscognito.IUserPool
	// UserPoolClient of that user pool with which the group's users sign in. It must be one of the identity pool's. Those who sign in with
	// another client get the group's role only if that client has a role mapping by token, too. Required.
	UserPoolClient awscognito.IUserPoolClient
	// GroupName is the name of the group, as tokens have it. At most 128 letters, marks, symbols, digits and punctuation, no
	// spaces. Default: the id.
	GroupName *string
	// Description of the group. At most 2,048 characters. Default: none.
	Description *string
	// Precedence of the group: a user of several groups gets the role of the one with the lowest. Default: one more than that of
	// the groups that were added before for the user pool, 0 for the first, so the first group that was added wins. A whole number from 0
	// to 2,147,483,647, or a token.
	Precedence *float64
	// Role of the group's users, defined in the app or imported. It must trust the identity pool. Default: a role without
	// permissions that trusts the identity pool.
	Role awsiam.IRole
	// RoleProps are the properties of that default role, such as its name, permissions boundary or managed policies. AssumedBy
	// must be left out, and Role too. Default: the role has no permissions.
	RoleProps *awsiam.RoleProps
}

// The options that a group has beside the user pool and its client.
var (
	groupNamePlace   = place{name: "GroupName"}
	descriptionPlace = place{name: "Description"}
	precedencePlace  = place{name: "Precedence"}
	rolePlace        = place{name: "Role"}
	rolePropsPlace   = place{name: "RoleProps"}
)

// check reports what the Go values show to be wrong.
func (o *IdentityPoolGroupOptions) check(id *string, found *problems) {
	found.id(id)
	if isNil(o.UserPool) {
		found.add(userPoolPlace, "is required; pass the user pool of the group")
	}
	if isNil(o.UserPoolClient) {
		found.add(userPoolClientPlace, "is required; pass the client with which the group's users sign in")
	}
	if o.GroupName != nil || valueOf(id) != "" {
		found.text(groupNamePlace, o.name(id), cognito.GroupName)
	}
	found.optionalText(descriptionPlace, o.Description, cognito.GroupDescription)
	if o.Precedence != nil && !isPrecedence(*o.Precedence) {
		found.add(precedencePlace, "%v is not a precedence; pass a whole number from 0 to %d", *o.Precedence, cognito.MaxPrecedence)
	}
	if !isNil(o.Role) && o.RoleProps != nil {
		found.add(rolePropsPlace, "is set, and so is %s; set one of the two", rolePlace)
	}
	checkRoleProps(rolePropsPlace, o.RoleProps, found)
}

// isPrecedence is true for what a user pool takes, and for a token, which the CDK writes as a number, too.
func isPrecedence(number float64) bool {
	if isLiteralPrecedence(number) {
		return true
	}
	isNumber := !math.IsNaN(number) && !math.IsInf(number, 0) // another can't be sent to the CDK
	return isNumber && *awscdk.Token_IsUnresolved(number)
}

func isLiteralPrecedence(number float64) bool {
	return number == math.Trunc(number) && number >= 0 && number <= cognito.MaxPrecedence
}

func (o *IdentityPoolGroupOptions) name(id *string) *string {
	if o.GroupName != nil {
		return o.GroupName
	}
	return id
}

// groupPlan is what a group is to be. It never changes.
type groupPlan struct {
	id          string
	url         *providerUrl // of the client
	name        string
	description *string
	precedence  float64
	isFollowing bool         // where the precedence was left out
	role        attachedRole // without one if it is to be made
	roleProps   awsiam.RoleProps
}

// resolve asks the constructs in the options.
func (o *IdentityPoolGroupOptions) resolve(id *string, pool *identityPool) groupPlan {
	plan := groupPlan{
		id:          valueOf(id),
		url:         newUserPoolUrl(o.UserPool, o.UserPoolClient),
		name:        valueOf(o.name(id)),
		description: copyOf(o.Description),
		isFollowing: o.Precedence == nil,
		role:        authenticated.resolveRole(rolePlace, o.Role, pool.environment),
	}
	if o.RoleProps != nil {
		plan.roleProps = *o.RoleProps
	}
	for _, group := range pool.groups {
		if group.isOfUserPool(plan.url.userPool) {
			plan.precedence = max(plan.precedence, group.precedence+1)
		}
	}
	if o.Precedence != nil {
		plan.precedence = *o.Precedence
	}
	return plan
}

// check reports what constructs show to be wrong, and what is wrong with the group beside what the pool has.
func (p groupPlan) check(pool *identityPool, found *problems) {
	if slices.Contains(poolChildren, p.id) {
		found.add(idPlace, groupIdIsTaken, cognito.Quote(p.id))
	}
	p.role.check(found)
	if region := pool.environment.userPoolRegion(p.url.userPool); certainlyDiffers(region, pool.region) {
		found.add(userPoolPlace, "is in %s, the identity pool in %s; the group is defined beside the identity pool, so both must be in one region",
			region, pool.region)
	}
	if account, isOther := pool.environment.askOtherAccount(p.url.userPool); isOther {
		found.add(userPoolPlace, "is of account %s, the identity pool of %s; the group is defined beside the identity pool, so both must be in "+
			"one account", account, pool.environment.askAccount())
	}
	p.url.userPool.checkId(userPoolPlace, found)
	if p.precedence == cognito.MaxPrecedence+1 {
		found.add(precedencePlace, "is required: a group that was added before has the last one, %d; pass one before that", cognito.MaxPrecedence)
	}
	switch {
	case p.url.isOfOtherUserPool:
		found.add(userPoolClientPlace, clientOfOtherUserPool)
	case pool.lacksClient(*p.url.value, p.url):
		found.add(userPoolClientPlace, "is none of the identity pool's; add it with AddUserPoolAuthentication before the group")
	}
	if mapping := p.mappingIn(pool); mapping != nil && !mapping.useToken {
		found.add(userPoolClientPlace, "has a role mapping by rules already, which gives no role by group; let that one have UseToken, "+
			"or use another client for it")
	}
	for _, group := range pool.groups {
		p.checkBeside(group, found)
	}
}

const groupIdIsTaken = "%s is the id of another construct of the identity pool; pass another one, and the name of the group as GroupName"

// checkBeside reports what a group that was added before leaves no room for.
func (p groupPlan) checkBeside(earlier groupPlan, found *problems) {
	if p.id != "" && p.id == earlier.id {
		found.add(idPlace, groupIdIsTaken, cognito.Quote(p.id))
	}
	if roleName := p.roleProps.RoleName; isSameRoleName(roleName, earlier.roleProps.RoleName) {
		found.add(rolePropsPlace.field("RoleName"), "%s is the name of the role of a group that was added before; each role needs a name of its own",
			cognito.Quote(*roleName))
	}
	if !earlier.isOfUserPool(p.url.userPool) {
		return
	}
	if earlier.name == p.name && !isToken(p.name) { // it may be one that the CDK makes up
		found.add(groupNamePlace, "%s is the name of a group that was added before; each group of a user pool needs a name of its own",
			cognito.Quote(p.name))
	}
	if p.isFollowing && !isLiteralPrecedence(earlier.precedence) {
		found.add(precedencePlace, "is required: group %s, which was added before, has a token as its precedence, so the next one is not known",
			cognito.Quote(earlier.name))
	}
}

// warnOfTie warns of a group that was added before with the same precedence: between the two roles, a user pool prefers none.
func (pool *identityPool) warnOfTie(added groupPlan) {
	for _, group := range pool.groups {
		hasOtherRole := added.role.role == nil || valueOf(added.role.arn) != valueOf(group.role.arn)
		if group.isOfUserPool(added.url.userPool) && group.precedence == added.precedence && hasOtherRole {
			warningf(rule.GroupPrecedenceTie, "the groups %s and %s have the same precedence and different roles: a user who is in both gets "+
				"neither role; give each group a precedence of its own", cognito.Quote(group.name), cognito.Quote(added.name)).addTo(pool.l1)
			return
		}
	}
}

// isOfUserPool compares ids: a user pool that is imported twice is one user pool.
func (p groupPlan) isOfUserPool(userPool locatedUserPool) bool {
	return p.url.userPool.id == userPool.id
}

// mappingIn returns the role mapping of the group's client, nil if there is none yet.
func (p groupPlan) mappingIn(pool *identityPool) *roleMapping {
	clientId := cognito.SplitUserPoolName(*p.url.value).ClientID
	for _, mapping := range pool.attached().roleMappings {
		if mapping.client == p.url.userPoolClient || cognito.SplitUserPoolName(mapping.provider).ClientID == clientId {
			return &mapping
		}
	}
	return nil
}

type identityPoolGroup struct {
	constructs.Construct
	group awscognito.UserPoolGroup
	role  awsiam.IRole
}

func (g *identityPoolGroup) Group() awscognito.UserPoolGroup { return g.group }

func (g *identityPoolGroup) Role() awsiam.IRole { return g.role }

// define makes the constructs of a plan that has been checked.
func (p groupPlan) define(pool *identityPool, id *string) *identityPoolGroup {
	group := &identityPoolGroup{role: p.role.role}
	constructs.NewConstruct_Override(group, pool, id)
	defer removeUnlessComplete(pool, group)()
	if group.role == nil {
		props := p.roleProps
		props.AssumedBy = pool.AuthenticatedPrincipal()
		group.role = defineRole(rolePropsPlace, pathOf(group), func() awsiam.Role { return awsiam.NewRole(group, jsii.String("Role"), &props) })
	}
	group.group = awscognito.NewUserPoolGroup(group, jsii.String("Group"), &awscognito.UserPoolGroupProps{
		UserPool:    p.url.userPool.IUserPool,
		GroupName:   jsii.String(p.name),
		Description: p.description,
		Precedence:  jsii.Number(p.precedence),
		Role:        group.role,
	})
	return group
}

func (pool *identityPool) AddGroup(id *string, options *IdentityPoolGroupOptions) IdentityPoolGroup {
	if options == nil {
		options = &IdentityPoolGroupOptions{}
	}
	path := childPath(pool, id)
	found := &problems{}
	options.check(id, found)
	pool.mustBeDefined()
	if isNil(options.Role) {
		pool.federatedPrincipal.check(pool.region, pool.cure, found)
	}
	if isNil(options.UserPool) || isNil(options.UserPoolClient) {
		found.panicIfAny(path)
	}
	attachment := pool.askAttached()
	plan := options.resolve(id, pool)
	plan.check(pool, found)
	found.panicIfAny(path)
	if plan.mappingIn(pool) == nil {
		attachment = attachment.addRoleMappings([]*IdentityPoolRoleMapping{{
			ProviderUrl: plan.url, UseToken: jsii.Bool(true), ResolveAmbiguousRoles: jsii.Bool(true),
		}}, path)
	}
	group := plan.define(pool, id)
	pool.warnOfTie(plan)
	pool.groups = append(pool.groups, plan)
	pool.attach(attachment)
	return group
}
