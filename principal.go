package identitypool

import (
	"maps"
	"regexp"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/jsii-runtime-go"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// federatedPrincipalPlace is the property for a principal that the library doesn't know.
var federatedPrincipalPlace = place{name: "FederatedPrincipal"}

// checkFederatedPrincipal reports a principal that can't begin a condition key.
func checkFederatedPrincipal(principal *string, found *problems) {
	switch {
	case principal == nil:
	case *principal == "":
		found.add(federatedPrincipalPlace, "is empty; leave it out, or pass a principal such as %s", cognito.CommercialPrincipal)
	case isToken(*principal):
		found.add(federatedPrincipalPlace, "is a token; it begins the keys of a condition, which must be known when the app is synthesized")
	case !hostName.MatchString(*principal):
		found.add(federatedPrincipalPlace, "%s is not a principal; write it as %s, without a scheme",
			cognito.Quote(*principal), cognito.CommercialPrincipal)
	}
}

// hostName is the form of all federated principals.
var hostName = regexp.MustCompile(`^[a-z0-9.-]+$`)

// federatedPrincipal stands for Cognito in a trust policy and begins its condition keys. Empty where it is not known.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html
type federatedPrincipal string

// resolveFederatedPrincipal returns the principal that was given, else that of the region. A region that is a token gets the commercial
// one, because the keys of a condition can't be tokens.
func resolveFederatedPrincipal(given *string, region string) federatedPrincipal {
	switch {
	case given != nil:
		return federatedPrincipal(*given)
	case isToken(region):
		return cognito.CommercialPrincipal
	default:
		principal, _ := cognito.FederatedPrincipal(region)
		return federatedPrincipal(principal)
	}
}

// check reports a principal that is not known in a region.
func (p federatedPrincipal) check(region, cure string, found *problems) {
	if p == "" {
		found.add(federatedPrincipalPlace, "is required in %s: the principal of identity pools there is not documented; pass the one "+
			"that stands for %s, %s", region, cognito.CommercialPrincipal, cure)
	}
}

// How the principal can be given, or done without.
const (
	supplyRoles = "or supply the roles"
	importAnew  = "with IdentityPool_FromIdentityPoolAttributes"
)

// principalOf is assumed by the identities of a pool that are, or are not, signed in. The condition on the pool's id keeps out other
// pools, that on amr keeps guests out of the roles of signed-in users.
func (p federatedPrincipal) principalOf(identityPoolId *string, amr string, stack awscdk.Stack) awsiam.PrincipalBase {
	conditions := map[string]any{"StringEquals": map[string]any{string(p) + cognito.AudienceKey: identityPoolId}}
	kindOfIdentity := map[string]any{"ForAnyValue:StringLike": map[string]any{string(p) + cognito.MethodsKey: amr}}
	if _, isNested := stack.(awscdk.NestedStack); isNested {
		// One map would come out sorted, the official construct has the conditions in this order, and the name of a nested
		// template is a digest of its bytes. It costs a request, so only where it matters.
		return p.federated(conditions).WithConditions(&kindOfIdentity)
	}
	maps.Copy(conditions, kindOfIdentity)
	return p.federated(conditions)
}

func (p federatedPrincipal) federated(conditions map[string]any) awsiam.FederatedPrincipal {
	return awsiam.NewFederatedPrincipal(jsii.String(string(p)), &conditions, jsii.String(cognito.AssumeRole))
}

// identityPoolBase is what identity pools that are defined in the app and those that are imported have in common. It is embedded as a
// value, and filled before the pool is handed to jsii, which refuses an unexported pointer and fills an empty value.
type identityPoolBase struct {
	construct          awscdk.Resource
	identityPoolId     *string // nil while a provider is bound to a pool that is being made
	federatedPrincipal federatedPrincipal
	region             string
	account            string // empty until asked for
	stack              awscdk.Stack
	cure               string // for a principal that is not known
}

func (b *identityPoolBase) IdentityPoolId() *string { return b.identityPoolId }

func (b *identityPoolBase) AuthenticatedPrincipal() awsiam.PrincipalBase {
	b.mustHavePrincipal()
	return b.principal(cognito.Authenticated).WithSessionTags()
}

func (b *identityPoolBase) UnauthenticatedPrincipal() awsiam.PrincipalBase {
	b.mustHavePrincipal()
	return b.principal(cognito.Unauthenticated)
}

func (b *identityPoolBase) IdentityIdVariable() *string {
	b.mustHavePrincipal()
	return jsii.String("${" + string(b.federatedPrincipal) + cognito.SubjectKey + "}")
}

func (b *identityPoolBase) principal(amr string) awsiam.PrincipalBase {
	return b.federatedPrincipal.principalOf(b.identityPoolId, amr, b.stack)
}

// mustHavePrincipal panics where no trust policy can be written.
func (b *identityPoolBase) mustHavePrincipal() {
	b.mustBeDefined()
	found := &problems{}
	b.federatedPrincipal.check(b.region, b.cure, found)
	found.panicIfAny(pathOf(b.construct))
}

// mustBeDefined panics while a provider that users wrote themselves is bound to a pool that is being made.
func (b *identityPoolBase) mustBeDefined() {
	found := &problems{}
	if b.identityPoolId == nil {
		found.add(place{name: "identityPool"}, "has no id while a provider is bound to it; use it once it has been made")
	}
	found.panicIfAny(pathOf(b.construct))
}

// askAccount returns the account of the pool: an imported one has it from its ARN.
func (b *identityPoolBase) askAccount() string {
	if b.account == "" {
		b.account = *b.stack.Account()
	}
	return b.account
}

// checkPlace reports a pool of another account or region than an environment, in which a resource for it would not find it.
func (b *identityPoolBase) checkPlace(at place, where *environment, found *problems) {
	if where == nobody || where.stack == b.stack && b.account == "" {
		return
	}
	if certainlyDiffers(b.region, where.region) {
		found.add(at, "the identity pool is in %s, the stack in %s; define this in a stack of the identity pool's region", b.region, where.region)
	}
	if account := b.askAccount(); certainlyDiffers(account, where.askAccount()) {
		found.add(at, "the identity pool is of account %s, the stack of %s; define this in a stack of the identity pool's account",
			account, where.askAccount())
	}
}

// certainlyDiffers is true for two texts of which the deployment changes none.
func certainlyDiffers(one, other string) bool {
	return !isOpaque(one) && !isOpaque(other) && one != other
}
