package identitypool

import (
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

type importedIdentityPool struct {
	awscdk.Resource
	identityPoolBase
	identityPoolArn *string
	principalTags   principalTags
	additions       *additions // nil until there are any that it knows of
}

// IdentityPoolAttributes are what an app knows of an identity pool that it doesn't define.
type IdentityPoolAttributes struct {
	// IdentityPoolId of the identity pool, "<region>:<id>", a text or a token. Required.
	IdentityPoolId *string
	// FederatedPrincipal stands for Cognito in the trust policies of roles for this identity pool. No token. Default: that of the
	// id's region; it must be given in a partition whose principal is not documented.
	FederatedPrincipal *string
}

// IdentityPool_FromIdentityPoolAttributes imports an identity pool by its id, with the principal for its roles. Use
// [IdentityPool_FromIdentityPoolId] where the default principal will do.
//
// It panics with a [*ValidationError] for an id of another form and for a principal that is a token.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html
func IdentityPool_FromIdentityPoolAttributes(scope constructs.Construct, id *string, attrs *IdentityPoolAttributes) IIdentityPool {
	if attrs == nil {
		attrs = &IdentityPoolAttributes{}
	}
	return importById(scope, id, place{name: "IdentityPoolId"}, attrs)
}

// IdentityPool_FromIdentityPoolId imports an identity pool by its id, "<region>:<id>", a text or a token. The pool can be of
// another region than the stack; its account is taken to be the stack's.
//
// It panics with a [*ValidationError] for an id of another form.
//
// See: https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_IdentityPool.html
func IdentityPool_FromIdentityPoolId(scope constructs.Construct, id *string, identityPoolId *string) IIdentityPool {
	return importById(scope, id, place{name: "identityPoolId"}, &IdentityPoolAttributes{IdentityPoolId: identityPoolId})
}

func importById(scope constructs.Construct, id *string, at place, attrs *IdentityPoolAttributes) IIdentityPool {
	found := &problems{}
	stack := found.scopeAndID(scope, id)
	found.required(at, attrs.IdentityPoolId, func(value string) error {
		region, err := cognito.IdentityPoolRegion(value)
		if err != nil {
			return err
		}
		return cognito.CheckRegion(region)
	}, "the id of the identity pool, "+cognito.IdentityPoolIDForm)
	checkFederatedPrincipal(attrs.FederatedPrincipal, found)
	found.panicIfAny(childPath(scope, id))
	var region *string // nil for a token: the official construct takes the stack's then, and so does this one
	if name, known := cognito.LiteralRegion(*attrs.IdentityPoolId); known && !isToken(*attrs.IdentityPoolId) {
		region = jsii.String(name)
	}
	arn := formatArn(stack, region, attrs.IdentityPoolId)
	if region == nil {
		region = stack.Region()
	}
	return defineImport(scope, id, stack, attrs, *arn, *stack.Account(), *region)
}

// defineImport makes the construct of an imported pool whose attributes have been checked.
func defineImport(
	scope constructs.Construct, id *string, stack awscdk.Stack, attrs *IdentityPoolAttributes, arn, account, region string,
) *importedIdentityPool {
	pool := &importedIdentityPool{
		identityPoolBase: identityPoolBase{
			identityPoolId:     copyOf(attrs.IdentityPoolId),
			federatedPrincipal: resolveFederatedPrincipal(attrs.FederatedPrincipal, region),
			region:             region,
			account:            account,
			stack:              stack,
			cure:               importAnew,
		},
		identityPoolArn: jsii.String(arn),
	}
	pool.construct = pool
	awscdk.NewResource_Override(pool, scope, id, &awscdk.ResourceProps{Account: jsii.String(account), Region: jsii.String(region)})
	return pool
}

// IdentityPool_FromIdentityPoolArn imports an identity pool by its ARN,
// "arn:<partition>:cognito-identity:<region>:<account>:identitypool/<region>:<id>", a text, a token or a text with tokens in
// it. The pool can be of another region and account than the stack.
//
// It panics with a [*ValidationError] for an ARN of another form, and for one that names two regions.
//
// See: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncognitoidentity.html
func IdentityPool_FromIdentityPoolArn(scope constructs.Construct, id *string, identityPoolArn *string) IIdentityPool {
	at := place{name: "identityPoolArn"}
	found := &problems{}
	stack := found.scopeAndID(scope, id)
	checkArn(at, identityPoolArn, found)
	found.panicIfAny(childPath(scope, id))
	arn := resolveArn(*identityPoolArn)
	attrs := &IdentityPoolAttributes{IdentityPoolId: jsii.String(arn.IdentityPoolID)}
	return defineImport(scope, id, stack, attrs, *identityPoolArn, arn.Account, arn.Region)
}

// checkArn reports what can't be taken apart, be it at deployment.
func checkArn(at place, arn *string, found *problems) {
	switch {
	case arn == nil || *arn == "":
		found.add(at, "is required; pass the ARN of the identity pool")
	case isDeployedArn(*arn):
	case strings.HasPrefix(*arn, "{{resolve:"):
		found.add(at, "is a dynamic reference, which CloudFormation can't take apart; import the identity pool by its id")
	default:
		_, err := cognito.ParseIdentityPoolARN(*arn, isOpaque)
		found.addError(at, err)
	}
}

// isDeployedArn is true for a token that only the deployment can take apart.
func isDeployedArn(arn string) bool {
	return isToken(arn) && !cognito.IsARN(arn)
}

// resolveArn takes an ARN apart that has been checked, at deployment if need be. The official construct splits it at each colon, of
// which the id has one, and so loses all of the id but its region.
func resolveArn(arn string) cognito.IdentityPoolARN {
	if !isDeployedArn(arn) {
		parsed, _ := cognito.ParseIdentityPoolARN(arn, isOpaque)
		return parsed
	}
	parts := awscdk.Fn_Split(jsii.String(":"), jsii.String(arn), nil)
	return cognito.IdentityPoolARN{
		Region:         *awscdk.Fn_Select(jsii.Number(3), parts),
		Account:        *awscdk.Fn_Select(jsii.Number(4), parts),
		IdentityPoolID: *awscdk.Fn_Select(jsii.Number(1), awscdk.Fn_Split(jsii.String("/"), jsii.String(arn), nil)),
	}
}

func (pool *importedIdentityPool) IdentityPoolArn() *string { return pool.identityPoolArn }

func (pool *importedIdentityPool) IdentityPoolName() *string { return pool.PhysicalName() }
