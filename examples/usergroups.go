package main

import (
	_ "embed"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslambda"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsssm"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/awscdk-constructs/identitypool"
)

// NewUserGroupsStack has a user pool that refers to the identity pool twice, though the identity pool refers to the user pool:
//
//   - its groups have roles that trust the identity pool;
//   - a Lambda trigger of it asks the identity pool something.
//
// CloudFormation deploys no circle of references, so neither the trigger's environment nor its own policy may hold the id or ARN of
// the identity pool: the user pool waits for the trigger. They are put where nothing waits for them, into a parameter that the
// trigger looks up and into a policy by itself.
func NewUserGroupsStack(scope constructs.Construct, id string, props *awscdk.StackProps) awscdk.Stack {
	stack := awscdk.NewStack(scope, jsii.String(id), props)

	parameterName := jsii.String("/" + id + "/identity-pool-id")
	trigger := newBetaTrigger(stack, parameterName)
	userPool := awscognito.NewUserPool(stack, jsii.String("UserPool"), &awscognito.UserPoolProps{
		SelfSignUpEnabled: jsii.Bool(true),
		LambdaTriggers:    &awscognito.UserPoolTriggers{PreSignUp: trigger},
	})
	client := userPool.AddClient(jsii.String("WebApp"), nil)

	pool := identitypool.NewIdentityPool(stack, jsii.String("IdentityPool"), &identitypool.IdentityPoolProps{
		AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
			UserPools: &[]identitypool.IUserPoolAuthenticationProvider{
				identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
					UserPool:       userPool,
					UserPoolClient: client,
				}),
			},
		},
	})
	// The role comes with the token. Users in no group are refused: ResolveAmbiguousRoles would give them the authenticated role.
	pool.AddRoleMappings(&identitypool.IdentityPoolRoleMapping{
		ProviderUrl: identitypool.IdentityPoolProviderUrl_UserPool(userPool, client),
		UseToken:    jsii.Bool(true),
	})

	admin := awsiam.NewRole(stack, jsii.String("Admin"), &awsiam.RoleProps{
		AssumedBy: pool.AuthenticatedPrincipal(),
	})
	userPool.Grant(admin, jsii.String("cognito-idp:ListUsers"))

	userPool.AddGroup(jsii.String("Admins"), &awscognito.UserPoolGroupOptions{
		GroupName: jsii.String("admins"),
		Role:      admin,
	})
	userPool.AddGroup(jsii.String("Testers"), &awscognito.UserPoolGroupOptions{
		GroupName: jsii.String("testers"),
		Role:      pool.AuthenticatedRole(),
	})

	allowBetaTrigger(stack, trigger, parameterName, pool)

	return stack
}

//go:embed usergroups-trigger.js
var betaTriggerCode string

// newBetaTrigger makes the trigger. It is told a name, not what the name stands for.
func newBetaTrigger(scope constructs.Construct, parameterName *string) awslambda.Function {
	return awslambda.NewFunction(scope, jsii.String("BetaTrigger"), &awslambda.FunctionProps{
		Runtime:     awslambda.Runtime_NODEJS_22_X(),
		Handler:     jsii.String("index.handler"),
		Code:        awslambda.Code_FromInline(jsii.String(betaTriggerCode)),
		Environment: &map[string]*string{"IDENTITY_POOL_ID_PARAMETER": parameterName},
	})
}

// allowBetaTrigger gives the trigger the id of the identity pool and lets it count the identities.
func allowBetaTrigger(
	scope constructs.Construct, trigger awslambda.IFunction, parameterName *string, pool identitypool.IIdentityPool,
) {
	parameter := awsssm.NewStringParameter(scope, jsii.String("IdentityPoolId"), &awsssm.StringParameterProps{
		ParameterName: parameterName,
		StringValue:   pool.IdentityPoolId(),
	})
	awsiam.NewPolicy(scope, jsii.String("BetaTriggerPolicy"), &awsiam.PolicyProps{
		Roles: &[]awsiam.IRole{trigger.Role()},
		Statements: &[]awsiam.PolicyStatement{
			awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
				Actions:   jsii.Strings("cognito-identity:ListIdentities"),
				Resources: &[]*string{pool.IdentityPoolArn()},
			}),
			awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
				Actions:   jsii.Strings("ssm:GetParameter"),
				Resources: &[]*string{parameter.ParameterArn()},
			}),
		},
	})
}
