package identitypool

import (
	"encoding/json"
	"fmt"
	"sync"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// environment is where an identity pool is defined, and what has been asked there: each answer is a request to Node.js.
type environment struct {
	stack    awscdk.Stack
	region   string
	account  string // empty until asked for
	roleArns map[awsiam.IRole]string
}

// nobody stands for an environment where there is none to ask: what only constructs can tell stays unknown.
var nobody *environment

func newEnvironment(stack awscdk.Stack) *environment {
	askURLSuffix() // for all environments, with the first
	return &environment{stack: stack, region: *stack.Region(), roleArns: map[awsiam.IRole]string{}}
}

// check reports a region or account that is none, as far as it was asked for.
func (e *environment) check(found *problems) {
	if e == nobody {
		return
	}
	if !isOpaque(e.region) {
		found.addError(scopePlace, inStack(cognito.CheckRegion(e.region)))
	}
	if e.account != "" && !isOpaque(e.account) {
		found.addError(scopePlace, inStack(cognito.CheckAccount(e.account)))
	}
}

func inStack(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("the environment of its stack: %w", err)
}

func (e *environment) askAccount() string {
	if e.account == "" {
		e.account = *e.stack.Account()
	}
	return e.account
}

// askStack asks a scope for its stack if it is none. It returns nil for a scope that is in none, for which the CDK throws.
func askStack(scope constructs.Construct) (stack awscdk.Stack) {
	if isStack, ok := scope.(awscdk.Stack); ok {
		return isStack
	}
	defer func() {
		if recover() != nil {
			stack = nil
		}
	}()
	return awscdk.Stack_Of(scope)
}

// askURLSuffix asks once for all environments: it is the same token in each.
var askURLSuffix = sync.OnceValue(func() string { return *awscdk.Aws_URL_SUFFIX() })

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
	region := e.userPoolRegion(userPool)
	suffix, known := cognito.UserPoolHostSuffix(region)
	if region == e.region || isToken(region) || !known {
		suffix = askURLSuffix()
	}
	return cognito.UserPoolName(region, suffix, userPool.id)
}

// isRegionOf is true for a user pool in the region of the identity pool's stack.
func (e *environment) isRegionOf(userPool locatedUserPool) bool {
	return e.userPoolRegion(userPool) == e.region
}

// userPoolRegion returns the region of a user pool, a token where only the deployment knows it.
func (e *environment) userPoolRegion(userPool locatedUserPool) string {
	if !isToken(userPool.id) {
		if region, found := cognito.UserPoolRegion(userPool.id); found {
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

// askOtherAccount returns the account of a user pool, and whether it certainly is another one than the stack's.
func (e *environment) askOtherAccount(userPool locatedUserPool) (account string, isOther bool) {
	switch userPool.stack {
	case e.stack:
		return "", false
	case nil:
		account, isOther = cognito.AccountOf(*userPool.UserPoolArn())
	default:
		account, isOther = *userPool.stack.Account(), true
	}
	return account, isOther && certainlyDiffers(account, e.askAccount())
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
	id string
	// stack of a user pool that the app defines. Nil for an imported one: it need not be in the region of its stack.
	stack awscdk.Stack
}

func locate(userPool awscognito.IUserPool) locatedUserPool {
	located := locatedUserPool{IUserPool: userPool, id: *userPool.UserPoolId()}
	if isDefinedUserPool(userPool) {
		located.stack = userPool.Stack()
	}
	return located
}

// checkId reports an id that no user pool has.
func (p locatedUserPool) checkId(at place, found *problems) {
	if !isOpaque(p.id) {
		found.addError(at, cognito.CheckUserPoolID(p.id))
	}
}

// isDefinedUserPool is true for a user pool of this app: an imported one has fewer methods.
func isDefinedUserPool(userPool awscognito.IUserPool) bool {
	_, defined := userPool.(awscognito.UserPool)
	return defined
}
