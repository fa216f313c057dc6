package identitypool_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/assertions"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsdynamodb"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3"
	"github.com/aws/jsii-runtime-go"

	"github.com/awscdk-constructs/identitypool"
)

// exampleStack returns a stack for an example.
func exampleStack() awscdk.Stack {
	return awscdk.NewStack(awscdk.NewApp(nil), jsii.String("Stack"), nil)
}

// property returns a property of the only resource of a type as it is in the template.
func property(stack awscdk.Stack, resourceType, name string) string {
	template := assertions.Template_FromStack(stack, nil)
	for _, resource := range *template.FindResources(jsii.String("AWS::Cognito::"+resourceType), nil) {
		text, err := json.MarshalIndent((*resource)["Properties"].(map[string]any)[name], "", "  ")
		if err != nil {
			panic(err)
		}
		return string(text)
	}
	return ""
}

// granted returns what the only policy in a template allows, a line for each statement.
func granted(stack awscdk.Stack) string {
	var lines strings.Builder
	for _, policy := range *assertions.Template_FromStack(stack, nil).FindResources(jsii.String("AWS::IAM::Policy"), nil) {
		document := (*policy)["Properties"].(map[string]any)["PolicyDocument"].(map[string]any)
		for _, statement := range document["Statement"].([]any) {
			fmt.Fprintln(&lines, statement.(map[string]any)["Action"], statement.(map[string]any)["Condition"])
		}
	}
	return lines.String()
}

// An identity pool with a role for signed-in users and one for guests.
func Example() {
	stack := exampleStack()

	pool := identitypool.NewIdentityPool(stack, jsii.String("IdentityPool"), nil)
	pool.AuthenticatedRole().AddToPrincipalPolicy(awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
		Actions:   jsii.Strings("mobiletargeting:PutEvents"),
		Resources: jsii.Strings("*"),
	}))

	for _, child := range *pool.Node().Children() {
		fmt.Println(*child.Node().Path())
	}
	// Output:
	// Stack/IdentityPool/Resource
	// Stack/IdentityPool/AuthenticatedRole
	// Stack/IdentityPool/UnauthenticatedRole
	// Stack/IdentityPool/DefaultRoleAttachment
}

func ExampleNewIdentityPool() {
	stack := exampleStack()

	identitypool.NewIdentityPool(stack, jsii.String("IdentityPool"), &identitypool.IdentityPoolProps{
		IdentityPoolName:               jsii.String("my identity pool"),
		AllowUnauthenticatedIdentities: jsii.Bool(true),
	})

	fmt.Println(property(stack, "IdentityPool", "IdentityPoolName"))
	// Output: "my identity pool"
}

// Roles that exist are used instead of the default ones; a role that isn't wanted isn't made.
func ExampleIdentityPoolProps() {
	stack := exampleStack()

	pool := identitypool.NewIdentityPool(stack, jsii.String("IdentityPool"), &identitypool.IdentityPoolProps{
		AuthenticatedRole:         awsiam.Role_FromRoleName(stack, jsii.String("Users"), jsii.String("users"), nil),
		CreateUnauthenticatedRole: jsii.Bool(false),
	})

	fmt.Println(*pool.AuthenticatedRole().RoleName())
	fmt.Println(pool.UnauthenticatedRole() == nil)
	// Output:
	// users
	// true
}

func ExampleIdentityPoolProps_Validate() {
	props := &identitypool.IdentityPoolProps{
		IdentityPoolName: jsii.String("my/pool"),
		RoleMappings: &[]*identitypool.IdentityPoolRoleMapping{{
			ProviderUrl: identitypool.IdentityPoolProviderUrl_GOOGLE(),
		}},
	}

	fmt.Println(props.Validate())
	// Output:
	// IdentityPoolName: "my/pool" holds '/'; allowed are 1 to 128 letters, digits, spaces and _ + = , . @ -
	// RoleMappings[0].Rules: is required without UseToken; pass 1 to 25 rules, or set UseToken
}

// A constructor panics with all problems at once.
func ExampleValidationError() {
	stack := exampleStack()

	defer func() {
		var invalid *identitypool.ValidationError
		if err, ok := recover().(error); ok && errors.As(err, &invalid) {
			for _, problem := range invalid.Problems {
				fmt.Printf("%s | %s | %s\n", invalid.Path, problem.Field, problem.Message)
			}
		}
	}()
	identitypool.NewIdentityPool(stack, jsii.String("IdentityPool"), &identitypool.IdentityPoolProps{
		FederatedPrincipal: jsii.String(""),
	})
	// Output:
	// Stack/IdentityPool | FederatedPrincipal | is empty; leave it out, or pass a principal such as cognito-identity.amazonaws.com
}

// One policy gives each user a folder of their own.
func ExampleIIdentityPool_identityIdVariable() {
	stack := exampleStack()
	pool := identitypool.IdentityPool_FromIdentityPoolId(stack, jsii.String("Imported"), jsii.String("us-gov-west-1:0a1b2c3d"))

	fmt.Println("arn:aws:s3:::my-bucket/" + *pool.IdentityIdVariable() + "/*")
	// Output: arn:aws:s3:::my-bucket/${cognito-identity-us-gov.amazonaws.com:sub}/*
}

func ExampleIIdentityPool() {
	stack := exampleStack()

	pool := identitypool.IdentityPool_FromIdentityPoolArn(stack, jsii.String("Imported"),
		jsii.String("arn:aws:cognito-identity:us-east-1:123456789012:identitypool/us-east-1:dj2823ryiwuhef937"))

	fmt.Println(*pool.IdentityPoolId())
	fmt.Println(*pool.Env().Region, *pool.Env().Account)
	// Output:
	// us-east-1:dj2823ryiwuhef937
	// us-east-1 123456789012
}

func ExampleIdentityPoolAttributes() {
	stack := exampleStack()

	pool := identitypool.IdentityPool_FromIdentityPoolAttributes(stack, jsii.String("Imported"), &identitypool.IdentityPoolAttributes{
		IdentityPoolId:     jsii.String("eusc-de-east-1:0a1b2c3d"),
		FederatedPrincipal: jsii.String("cognito-identity.amazonaws.com"),
	})

	fmt.Println(*pool.IdentityIdVariable())
	// Output: ${cognito-identity.amazonaws.com:sub}
}

// A group with its role. The first group of a client lets roles be taken from the token.
func ExampleIdentityPoolGroup() {
	stack := exampleStack()
	userPool := awscognito.NewUserPool(stack, jsii.String("UserPool"), nil)
	pool := identitypool.NewIdentityPool(stack, jsii.String("IdentityPool"), nil)
	client := pool.AddUserPoolAuthentication(identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
		UserPool: userPool,
	}))

	admins := pool.AddGroup(jsii.String("admins"), &identitypool.IdentityPoolGroupOptions{UserPool: userPool, UserPoolClient: client})
	userPool.Grant(admins.Role(), jsii.String("cognito-idp:ListUsers"))

	fmt.Println(*admins.Group().Node().Path())
	fmt.Println(*admins.Role().Node().Path())
	// Output:
	// Stack/IdentityPool/admins/Group
	// Stack/IdentityPool/admins/Role
}

// A folder for each user, and one that all may read.
func ExampleGrantFolder() {
	stack := exampleStack()
	pool := identitypool.NewIdentityPool(stack, jsii.String("IdentityPool"), nil)
	bucket := awss3.NewBucket(stack, jsii.String("Bucket"), nil)

	identitypool.GrantFolder(pool.AuthenticatedRole(), bucket, jsii.String("users/"+*pool.IdentityIdVariable()), nil)
	identitypool.GrantFolder(pool.AuthenticatedRole(), bucket, jsii.String("shared"), &identitypool.GrantOptions{ReadOnly: jsii.Bool(true)})

	fmt.Print(granted(stack))
	// Output:
	// [s3:GetObject s3:PutObject s3:DeleteObject] <nil>
	// s3:ListBucket map[StringLike:map[s3:prefix:users/${cognito-identity.amazonaws.com:sub}/*]]
	// s3:GetObject <nil>
	// s3:ListBucket map[StringLike:map[s3:prefix:shared/*]]
}

// The items of each tenant. The session tag comes from a claim that users can't write.
func ExampleGrantItems() {
	stack := exampleStack()
	pool := identitypool.NewIdentityPool(stack, jsii.String("IdentityPool"), nil)
	table := awsdynamodb.NewTableV2(stack, jsii.String("Table"), &awsdynamodb.TablePropsV2{
		PartitionKey: &awsdynamodb.Attribute{Name: jsii.String("tenant"), Type: awsdynamodb.AttributeType_STRING},
	})

	tenant := identitypool.SessionTagVariable(jsii.String("tenant"))
	identitypool.GrantItems(pool.AuthenticatedRole(), table, tenant, &identitypool.GrantOptions{ReadOnly: jsii.Bool(true)})

	fmt.Print(granted(stack))
	// Output:
	// [dynamodb:GetItem dynamodb:BatchGetItem dynamodb:Query dynamodb:ConditionCheckItem] map[ForAllValues:StringEquals:map[dynamodb:LeadingKeys:[${aws:PrincipalTag/tenant}]] Null:map[dynamodb:LeadingKeys:false]]
}

func ExampleSessionTagVariable() {
	fmt.Println(*identitypool.SessionTagVariable(jsii.String("tenant")))
	// Output: ${aws:PrincipalTag/tenant}
}
