package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsdynamodb"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/awscdk-constructs/identitypool"
)

// tenant is replaced by AWS with the tenant of the user who asks. Where a user has none, the statement allows nothing.
const tenant = "${aws:PrincipalTag/tenant}"

// NewTenantsStack keeps the customers of a service apart, in one bucket and one table for all of them. The tenant of a user is an
// attribute in the user pool, is passed on to AWS as a session tag, and decides there what the one role for all users may touch.
func NewTenantsStack(scope constructs.Construct, id string, props *awscdk.StackProps) awscdk.Stack {
	stack := awscdk.NewStack(scope, jsii.String(id), props)

	userPool, client := newTenantUsers(stack)
	pool := identitypool.NewIdentityPool(stack, jsii.String("IdentityPool"), &identitypool.IdentityPoolProps{
		AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
			UserPools: &[]identitypool.IUserPoolAuthenticationProvider{
				identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
					UserPool:       userPool,
					UserPoolClient: client,
				}),
			},
		},
		PrincipalTagMappings: &[]*identitypool.IdentityPoolPrincipalTagMapping{{
			ProviderUrl: identitypool.IdentityPoolProviderUrl_UserPool(userPool, client),
			Tags:        &map[string]*string{"tenant": jsii.String("custom:tenant")},
		}},
	})

	allowTenantObjects(stack, pool.AuthenticatedRole())
	allowTenantItems(stack, pool.AuthenticatedRole())

	return stack
}

// newTenantUsers makes a user pool in which users can't choose their tenant. The operator gives it to a new user; it never changes,
// and the app's client can't write it. Beware of tenants with a * or ? in their name: in a policy these stand for anything.
func newTenantUsers(scope constructs.Construct) (awscognito.UserPool, awscognito.UserPoolClient) {
	userPool := awscognito.NewUserPool(scope, jsii.String("UserPool"), &awscognito.UserPoolProps{
		SelfSignUpEnabled: jsii.Bool(false),
		CustomAttributes: &map[string]awscognito.ICustomAttribute{
			"tenant": awscognito.NewStringAttribute(&awscognito.StringAttributeProps{Mutable: jsii.Bool(false)}),
		},
	})
	client := userPool.AddClient(jsii.String("WebApp"), &awscognito.UserPoolClientOptions{
		WriteAttributes: awscognito.NewClientAttributes().WithStandardAttributes(&awscognito.StandardAttributesMask{
			Email: jsii.Bool(true),
		}),
	})

	return userPool, client
}

// allowTenantObjects lets users read and write the objects whose keys begin with their tenant.
func allowTenantObjects(scope constructs.Construct, role awsiam.IRole) {
	bucket := awss3.NewBucket(scope, jsii.String("Documents"), &awss3.BucketProps{
		BlockPublicAccess: awss3.BlockPublicAccess_BLOCK_ALL(),
		EnforceSSL:        jsii.Bool(true),
	})
	role.AddToPrincipalPolicy(awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
		Actions:   jsii.Strings("s3:GetObject", "s3:PutObject", "s3:DeleteObject"),
		Resources: &[]*string{bucket.ArnForObjects(jsii.String(tenant + "/*"))},
	}))
	role.AddToPrincipalPolicy(awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
		Actions:   jsii.Strings("s3:ListBucket"),
		Resources: &[]*string{bucket.BucketArn()},
		Conditions: &map[string]any{
			"StringLike": map[string]any{"s3:prefix": tenant + "/*"},
		},
	}))
}

// allowTenantItems lets users read and write the items whose partition key is their tenant. There must be no dynamodb:Scan among the
// actions: a scan names no key, and the condition holds for each of the keys that a request names.
func allowTenantItems(scope constructs.Construct, role awsiam.IRole) {
	table := awsdynamodb.NewTableV2(scope, jsii.String("Orders"), &awsdynamodb.TablePropsV2{
		PartitionKey: &awsdynamodb.Attribute{Name: jsii.String("tenant"), Type: awsdynamodb.AttributeType_STRING},
		SortKey:      &awsdynamodb.Attribute{Name: jsii.String("order"), Type: awsdynamodb.AttributeType_STRING},
	})
	role.AddToPrincipalPolicy(awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
		Actions: jsii.Strings("dynamodb:GetItem", "dynamodb:Query", "dynamodb:PutItem", "dynamodb:UpdateItem",
			"dynamodb:DeleteItem"),
		Resources: &[]*string{table.TableArn()},
		Conditions: &map[string]any{
			"ForAllValues:StringEquals": map[string]any{"dynamodb:LeadingKeys": []any{tenant}},
		},
	}))
}
