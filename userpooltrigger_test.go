package identitypool_test

import (
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslambda"
	"github.com/aws/jsii-runtime-go"
	"github.com/stretchr/testify/assert"

	"github.com/awscdk-constructs/identitypool"
	"github.com/awscdk-constructs/identitypool/internal/apptest"
)

// TestUserPoolThatNeedsThePool has everything in a user pool that refers back to its identity pool. With dependencies between
// the two constructs, as the official one has them, the template can't be deployed.
func TestUserPoolThatNeedsThePool(t *testing.T) {
	synthesized := mustSynthesize(t, func(app awscdk.App) {
		stack := newAppStack(app)
		trigger := newFunction(stack)
		userPool := awscognito.NewUserPool(stack, jsii.String("UserPool"), &awscognito.UserPoolProps{
			LambdaTriggers: &awscognito.UserPoolTriggers{PostConfirmation: trigger},
		})
		pool := identitypool.NewIdentityPool(stack, jsii.String("Pool"), &identitypool.IdentityPoolProps{
			AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
				UserPools: &[]identitypool.IUserPoolAuthenticationProvider{
					identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{UserPool: userPool}),
				},
			},
		})
		client := pool.AddUserPoolAuthentication(identitypool.NewUserPoolAuthenticationProvider(
			&identitypool.UserPoolAuthenticationProviderProps{UserPool: userPool, UserPoolClient: userPool.AddClient(jsii.String("Web"), nil)}))
		adminRole := awsiam.NewRole(stack, jsii.String("AdminRole"), &awsiam.RoleProps{AssumedBy: pool.AuthenticatedPrincipal()})
		userPool.AddGroup(jsii.String("admins"), &awscognito.UserPoolGroupOptions{Role: adminRole})
		userPool.AddGroup(jsii.String("users"), &awscognito.UserPoolGroupOptions{Role: pool.AuthenticatedRole()})
		pool.AddRoleMappings(&identitypool.IdentityPoolRoleMapping{
			ProviderUrl: identitypool.IdentityPoolProviderUrl_UserPool(userPool, client), UseToken: jsii.Bool(true),
		})
		awsiam.NewPolicy(stack, jsii.String("TriggerPolicy"), &awsiam.PolicyProps{
			Roles: &[]awsiam.IRole{trigger.Role()},
			Statements: &[]awsiam.PolicyStatement{awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
				Actions: jsii.Strings("cognito-identity:DescribeIdentityPool"), Resources: &[]*string{pool.IdentityPoolArn()},
			})},
		})
	})
	template := synthesized.Template(t)
	assert.Empty(t, cycle(template))
	for id, resource := range resourcesOf(template) {
		if strings.HasPrefix(id, "Pool") {
			assert.NotContains(t, resource, "DependsOn", id)
		}
	}
}

func newFunction(stack awscdk.Stack) awslambda.Function {
	return awslambda.NewFunction(stack, jsii.String("Trigger"), &awslambda.FunctionProps{
		Code:    awslambda.Code_FromInline(jsii.String("exports.handler = async event => event")),
		Handler: jsii.String("index.handler"),
		Runtime: awslambda.Runtime_NODEJS_22_X(),
	})
}

// TestUserPoolThatNeedsThePoolInTwoStacks keeps the references between the stacks one way: what refers to both is beside the
// identity pool.
func TestUserPoolThatNeedsThePoolInTwoStacks(t *testing.T) {
	synthesized := mustSynthesize(t, func(app awscdk.App) {
		users := newRegionStack(app, "Users", "eu-west-1")
		userPool := awscognito.NewUserPool(users, jsii.String("UserPool"), nil)
		client := userPool.AddClient(jsii.String("Web"), nil)
		stack := newRegionStack(app, "Identities", "eu-west-1")
		pool := identitypool.NewIdentityPool(stack, jsii.String("Pool"), &identitypool.IdentityPoolProps{
			AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
				UserPools: &[]identitypool.IUserPoolAuthenticationProvider{
					identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
						UserPool: userPool, UserPoolClient: client,
					}),
				},
			},
			RoleMappings: &[]*identitypool.IdentityPoolRoleMapping{{
				ProviderUrl: identitypool.IdentityPoolProviderUrl_UserPool(userPool, client), UseToken: jsii.Bool(true),
			}},
		})
		awscognito.NewUserPoolGroup(stack, jsii.String("Admins"), &awscognito.UserPoolGroupProps{
			UserPool: userPool,
			Role:     awsiam.NewRole(stack, jsii.String("AdminRole"), &awsiam.RoleProps{AssumedBy: pool.AuthenticatedPrincipal()}),
		})
		awscognito.NewUserPoolGroup(stack, jsii.String("Everyone"), &awscognito.UserPoolGroupProps{
			UserPool: userPool, Role: pool.AuthenticatedRole(),
		})
	})
	dependencies := synthesized["manifest.json"].(map[string]any)
	assert.Contains(t, dependencies["Identities"], "Users")
	assert.NotContains(t, dependencies["Users"], "Identities")
	for _, name := range []string{"Users", "Identities"} {
		template := synthesized.Templates()[name+apptest.TemplateSuffix]
		assert.NotEmpty(t, resourcesOf(template))
		assert.Empty(t, cycle(template))
	}
}
