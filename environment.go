package identitypool

import (
	"encoding/json"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// environment is where an identity pool is defined, and what has been asked there: each answer is a request to Node.js.
type environment struct {
	stack     awscdk.Stack
	region    string
	account   string // empty until asked for
	urlSuffix string // empty until asked for
	roleArns  map[awsiam.IRole]string
}

// nobody stands for an environment where there is none to ask: what only constructs can tell stays unknown.
var nobody *environment

func newEnvironment(stack awscdk.Stack) *environment {
	return &environment{stack: stack, region: *stack.Region(), roleArns: map[awsiam.IRole]string{}}
}

func (e *environment) askAccount() string {
	if e.account == "" {
		e.account = *e.stack.Account()
	}
	return e.account
}

func (e *environment) askURLSuffix() string {
	if e.urlSuffix == "" {
		e.urlSuffix = *e.stack.UrlSuffix()
	}
	return e.urlSuffix
}

// askRoleArn returns nil if there is nobody to ask.
func (e *environment) askRoleArn(role awsiam.IRole) *string {
	if e == nobody {
		return nil
	}
	arn, asked := e.roleArns[role]
	if !asked {
		arn = *role.RoleArn()
		e.roleArns[role] = arn
	}
	return &arn
}

// userPoolName returns the provider name of a user pool. The official construct takes every user pool to be in the region of
// the identity pool's stack; where it is, the name is written as there, with the suffix of the stack.
func (e *environment) userPoolName(userPool locatedUserPool) string {
	id := *userPool.UserPoolId()
	region := e.userPoolRegion(userPool, id)
	suffix, known := cognito.UserPoolHostSuffix(region)
	if region == e.region || isToken(region) || !known {
		suffix = e.askURLSuffix()
	}
	return cognito.UserPoolName(region, suffix, id)
}

// isRegionOf is true for a user pool in the region of the identity pool's stack.
func (e *environment) isRegionOf(userPool locatedUserPool, id string) bool {
	return e.userPoolRegion(userPool, id) == e.region
}

// userPoolRegion returns the region of a user pool, a token where only the deployment knows it.
func (e *environment) userPoolRegion(userPool locatedUserPool, id string) string {
	if !isToken(id) {
		if region, found := cognito.UserPoolRegion(id); found {
			return region
		}
	}
	switch userPool.stack {
	case nil:
		return *userPool.Env().Region
	case e.stack:
		return e.region
	default:
		return *userPool.stack.Region()
	}
}

// resolvedText returns what a token stands for, as one line of text.
func (e *environment) resolvedText(token string) string {
	resolved := e.stack.Resolve(token)
	if text, isText := resolved.(string); isText {
		return text
	}
	text, err := json.Marshal(resolved) // sorts the keys of maps
	if err != nil {
		panic(err) // it came as JSON
	}
	return string(text)
}

// refOf returns the logical id that a token refers to in the stack.
func (e *environment) refOf(token string) (string, bool) {
	resolved, isObject := e.stack.Resolve(token).(map[string]any)
	if !isObject || len(resolved) != 1 {
		return "", false
	}
	logicalID, isRef := resolved["Ref"].(string)
	return logicalID, isRef
}

// referredTo returns the construct that a token refers to, and false for a token of another kind, such as a parameter's or import's.
func referredTo(token string) (constructs.IConstruct, bool) {
	reference, isReference := awscdk.Tokenization_ReverseCompleteString(jsii.String(token)).(awscdk.Reference)
	if !isReference {
		return nil, false
	}
	target := reference.Target()
	_, isResource := target.(awscdk.CfnResource)
	return target, isResource
}

// formatArn returns the ARN of an identity pool of a stack's partition and account, and of its region where none is given.
func formatArn(stack awscdk.Stack, region, identityPoolId *string) *string {
	return stack.FormatArn(&awscdk.ArnComponents{
		Service:      jsii.String(cognito.Service),
		Region:       region,
		Resource:     jsii.String(cognito.IdentityPoolResource),
		ResourceName: identityPoolId,
		ArnFormat:    awscdk.ArnFormat_SLASH_RESOURCE_NAME,
	})
}

// locatedUserPool is a user pool with what tells its region.
type locatedUserPool struct {
	awscognito.IUserPool
	// stack of a user pool that the app defines. Nil for an imported one: it need not be in the region of its stack.
	stack awscdk.Stack
}

func locate(userPool awscognito.IUserPool) locatedUserPool {
	located := locatedUserPool{IUserPool: userPool}
	if isDefinedUserPool(userPool) {
		located.stack = userPool.Stack()
	}
	return located
}

// isDefinedUserPool is true for a user pool of this app: an imported one has fewer methods.
func isDefinedUserPool(userPool awscognito.IUserPool) bool {
	_, defined := userPool.(awscognito.UserPool)
	return defined
}
