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
	"github.com/aws/aws-cdk-go/awscdk/v2/interfaces/interfacesawsiam"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/awscdk-constructs/identitypool"
	"github.com/awscdk-constructs/identitypool/access"
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

func ExampleIdentityPoolAuthenticationProviders() {
	stack := exampleStack()
	partner := awsiam.OpenIdConnectProvider_FromOpenIdConnectProviderArn(stack, jsii.String("Partner"),
		jsii.String("arn:aws:iam::123456789012:oidc-provider/login.example.com"))

	identitypool.NewIdentityPool(stack, jsii.String("IdentityPool"), &identitypool.IdentityPoolProps{
		AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
			Apple:                  &identitypool.IdentityPoolAppleLoginProvider{ServicesId: jsii.String("com.myappleapp.auth")},
			Google:                 &identitypool.IdentityPoolGoogleLoginProvider{ClientId: jsii.String("12345678012.apps.googleusercontent.com")},
			OpenIdConnectProviders: &[]interfacesawsiam.IOIDCProviderRef{partner},
			CustomProvider:         jsii.String("login.my-company.com"),
		},
	})

	fmt.Println(property(stack, "IdentityPool", "SupportedLoginProviders"))
	// Output:
	// {
	//   "accounts.google.com": "12345678012.apps.googleusercontent.com",
	//   "appleid.apple.com": "com.myappleapp.auth"
	// }
}

func ExampleIdentityPoolAmazonLoginProvider() {
	stack := exampleStack()

	identitypool.NewIdentityPool(stack, jsii.String("IdentityPool"), &identitypool.IdentityPoolProps{
		AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
			Amazon: &identitypool.IdentityPoolAmazonLoginProvider{AppId: jsii.String("amzn1.application.12312k3j234j13rjiwuenf")},
		},
	})

	fmt.Println(property(stack, "IdentityPool", "SupportedLoginProviders"))
	// Output:
	// {
	//   "www.amazon.com": "amzn1.application.12312k3j234j13rjiwuenf"
	// }
}

func ExampleIdentityPoolAppleLoginProvider() {
	stack := exampleStack()

	identitypool.NewIdentityPool(stack, jsii.String("IdentityPool"), &identitypool.IdentityPoolProps{
		AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
			Apple: &identitypool.IdentityPoolAppleLoginProvider{ServicesId: jsii.String("com.myappleapp.auth")},
		},
	})

	fmt.Println(property(stack, "IdentityPool", "SupportedLoginProviders"))
	// Output:
	// {
	//   "appleid.apple.com": "com.myappleapp.auth"
	// }
}

func ExampleIdentityPoolFacebookLoginProvider() {
	stack := exampleStack()

	identitypool.NewIdentityPool(stack, jsii.String("IdentityPool"), &identitypool.IdentityPoolProps{
		AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
			Facebook: &identitypool.IdentityPoolFacebookLoginProvider{AppId: jsii.String("1234567890123")},
		},
	})

	fmt.Println(property(stack, "IdentityPool", "SupportedLoginProviders"))
	// Output:
	// {
	//   "graph.facebook.com": "1234567890123"
	// }
}

func ExampleIdentityPoolGoogleLoginProvider() {
	stack := exampleStack()

	identitypool.NewIdentityPool(stack, jsii.String("IdentityPool"), &identitypool.IdentityPoolProps{
		AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
			Google: &identitypool.IdentityPoolGoogleLoginProvider{ClientId: jsii.String("12345678012.apps.googleusercontent.com")},
		},
	})

	fmt.Println(property(stack, "IdentityPool", "SupportedLoginProviders"))
	// Output:
	// {
	//   "accounts.google.com": "12345678012.apps.googleusercontent.com"
	// }
}

// The secret stays in AWS Secrets Manager; the template has a reference to it.
func ExampleIdentityPoolTwitterLoginProvider() {
	stack := exampleStack()

	identitypool.NewIdentityPool(stack, jsii.String("IdentityPool"), &identitypool.IdentityPoolProps{
		AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
			Twitter: &identitypool.IdentityPoolTwitterLoginProvider{
				ConsumerKey:    jsii.String("my-twitter-id"),
				ConsumerSecret: awscdk.SecretValue_SecretsManager(jsii.String("twitter"), nil).UnsafeUnwrap(),
			},
		},
	})

	fmt.Println(property(stack, "IdentityPool", "SupportedLoginProviders"))
	// Output:
	// {
	//   "api.twitter.com": "my-twitter-id;{{resolve:secretsmanager:twitter:SecretString:::}}"
	// }
}

func ExampleNewUserPoolAuthenticationProvider() {
	stack := exampleStack()
	userPool := awscognito.NewUserPool(stack, jsii.String("UserPool"), nil)
	pool := identitypool.NewIdentityPool(stack, jsii.String("IdentityPool"), nil)

	client := pool.AddUserPoolAuthentication(identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
		UserPool: userPool,
	}))

	fmt.Println(*client.Node().Path())
	// Output: Stack/UserPool/UserPoolAuthenticationProviderClient
}

// A user pool of another region, with a client of its own, and without the server-side token check.
func ExampleUserPoolAuthenticationProviderProps() {
	stack := exampleStack()
	pool := identitypool.NewIdentityPool(stack, jsii.String("IdentityPool"), nil)

	pool.AddUserPoolAuthentication(identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
		UserPool:                    awscognito.UserPool_FromUserPoolId(stack, jsii.String("UserPool"), jsii.String("eu-west-1_a1B2c3D4e")),
		UserPoolClient:              awscognito.UserPoolClient_FromUserPoolClientId(stack, jsii.String("Client"), jsii.String("1a2b3c4d5e6f")),
		DisableServerSideTokenCheck: jsii.Bool(true),
	}))

	fmt.Println(property(stack, "IdentityPool", "CognitoIdentityProviders"))
	// Output:
	// [
	//   {
	//     "ClientId": "1a2b3c4d5e6f",
	//     "ProviderName": "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a1B2c3D4e",
	//     "ServerSideTokenCheck": false
	//   }
	// ]
}

// Rules are tried in order. NOTEQUAL needs the claim to be there.
func ExampleRoleMappingRule() {
	stack := exampleStack()
	pool := identitypool.NewIdentityPool(stack, jsii.String("IdentityPool"), &identitypool.IdentityPoolProps{
		AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
			Google: &identitypool.IdentityPoolGoogleLoginProvider{ClientId: jsii.String("12345678012.apps.googleusercontent.com")},
		},
	})
	staff := awsiam.NewRole(stack, jsii.String("Staff"), &awsiam.RoleProps{AssumedBy: pool.AuthenticatedPrincipal()})
	partners := awsiam.NewRole(stack, jsii.String("Partners"), &awsiam.RoleProps{AssumedBy: pool.AuthenticatedPrincipal()})

	pool.AddRoleMappings(&identitypool.IdentityPoolRoleMapping{
		ProviderUrl: identitypool.IdentityPoolProviderUrl_GOOGLE(),
		Rules: &[]*identitypool.RoleMappingRule{
			{Claim: jsii.String("hd"), ClaimValue: jsii.String("my-company.com"), MappedRole: staff},
			{
				Claim:      jsii.String("hd"),
				ClaimValue: jsii.String("my-company.com"),
				MatchType:  identitypool.RoleMappingMatchType_NOTEQUAL,
				MappedRole: partners,
			},
		},
	})

	app, err := access.FromMap(*assertions.Template_FromStack(stack, nil).ToJSON())
	if err != nil {
		panic(err)
	}
	fmt.Println(app.IdentityPools()[0].DecisionTable().Text())
	// Output:
	// PROVIDER             WHEN                             ROLE
	// accounts.google.com  1. hd Equals "my-company.com"    Staff35CBA1CE
	//                      2. hd NotEqual "my-company.com"  PartnersDE4EC16C
	//                      otherwise                        refused
	// (guest)              always                           refused
}

// A mapping by rules: the first rule that matches gives the role.
func ExampleIdentityPoolRoleMapping() {
	stack := exampleStack()
	pool := identitypool.NewIdentityPool(stack, jsii.String("IdentityPool"), &identitypool.IdentityPoolProps{
		AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
			Google: &identitypool.IdentityPoolGoogleLoginProvider{ClientId: jsii.String("12345678012.apps.googleusercontent.com")},
		},
	})
	staff := awsiam.Role_FromRoleArn(stack, jsii.String("Staff"), jsii.String("arn:aws:iam::123456789012:role/staff"), nil)

	pool.AddRoleMappings(&identitypool.IdentityPoolRoleMapping{
		ProviderUrl:           identitypool.IdentityPoolProviderUrl_GOOGLE(),
		ResolveAmbiguousRoles: jsii.Bool(true),
		Rules: &[]*identitypool.RoleMappingRule{{
			Claim:      jsii.String("hd"),
			ClaimValue: jsii.String("my-company.com"),
			MappedRole: staff,
		}},
	})

	fmt.Println(property(stack, "IdentityPoolRoleAttachment", "RoleMappings"))
	// Output:
	// {
	//   "accounts.google.com": {
	//     "AmbiguousRoleResolution": "AuthenticatedRole",
	//     "IdentityProvider": "accounts.google.com",
	//     "RulesConfiguration": {
	//       "Rules": [
	//         {
	//           "Claim": "hd",
	//           "MatchType": "Equals",
	//           "RoleARN": "arn:aws:iam::123456789012:role/staff",
	//           "Value": "my-company.com"
	//         }
	//       ]
	//     },
	//     "Type": "Rules"
	//   }
	// }
}

// A mapping by token: the groups of a user pool give the role.
func ExampleIdentityPoolProviderUrl() {
	stack := exampleStack()
	userPool := awscognito.NewUserPool(stack, jsii.String("UserPool"), nil)
	pool := identitypool.NewIdentityPool(stack, jsii.String("IdentityPool"), nil)
	client := pool.AddUserPoolAuthentication(identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
		UserPool: userPool,
	}))

	admins := awsiam.NewRole(stack, jsii.String("AdminsRole"), &awsiam.RoleProps{AssumedBy: pool.AuthenticatedPrincipal()})
	userPool.AddGroup(jsii.String("Admins"), &awscognito.UserPoolGroupOptions{Role: admins})
	pool.AddRoleMappings(&identitypool.IdentityPoolRoleMapping{
		ProviderUrl: identitypool.IdentityPoolProviderUrl_UserPool(userPool, client),
		UseToken:    jsii.Bool(true),
	})

	fmt.Println(property(stack, "IdentityPoolRoleAttachment", "RoleMappings"))
	// Output:
	// {
	//   "Stack/UserPool/UserPoolAuthenticationProviderClient": {
	//     "AmbiguousRoleResolution": "Deny",
	//     "IdentityProvider": {
	//       "Fn::Join": [
	//         "",
	//         [
	//           {
	//             "Fn::GetAtt": [
	//               "UserPool6BA7E5F2",
	//               "ProviderName"
	//             ]
	//           },
	//           ":",
	//           {
	//             "Ref": "UserPoolUserPoolAuthenticationProviderClient5AEFA302"
	//           }
	//         ]
	//       ]
	//     },
	//     "Type": "Token"
	//   }
	// }
}

// The value of a claim becomes a session tag, which policies read as ${aws:PrincipalTag/tenant}.
func ExampleIdentityPoolPrincipalTagMapping() {
	stack := exampleStack()
	pool := identitypool.NewIdentityPool(stack, jsii.String("IdentityPool"), nil)

	pool.AddPrincipalTagMappings(&identitypool.IdentityPoolPrincipalTagMapping{
		ProviderUrl: identitypool.IdentityPoolProviderUrl_UserPoolUrl(jsii.String("cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a1B2c3D4e")),
		Tags:        &map[string]*string{"tenant": jsii.String("custom:tenant")},
	})

	fmt.Println(property(stack, "IdentityPoolPrincipalTag", "PrincipalTags"))
	// Output:
	// {
	//   "tenant": "custom:tenant"
	// }
}

// An imported pool takes the tag mappings in a stack of its account and region.
func ExampleIIdentityPool_addPrincipalTagMappings() {
	stack := exampleStack()
	pool := identitypool.IdentityPool_FromIdentityPoolId(stack, jsii.String("Imported"), jsii.String("eu-west-1:0a1b2c3d"))

	pool.AddPrincipalTagMappings(&identitypool.IdentityPoolPrincipalTagMapping{
		ProviderUrl: identitypool.IdentityPoolProviderUrl_Saml(jsii.String("arn:aws:iam::123456789012:saml-provider/Company")),
		Tags:        &map[string]*string{"department": jsii.String("https://company.example/department")},
	})

	fmt.Println(property(stack, "IdentityPoolPrincipalTag", "IdentityProviderName"))
	// Output: "arn:aws:iam::123456789012:saml-provider/Company"
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

func ExampleNewIdentityPoolRoleAttachment() {
	stack := exampleStack()
	pool := identitypool.IdentityPool_FromIdentityPoolId(stack, jsii.String("Imported"), jsii.String("eu-west-1:0a1b2c3d"))

	identitypool.NewIdentityPoolRoleAttachment(stack, jsii.String("Roles"), &identitypool.IdentityPoolRoleAttachmentProps{
		IdentityPool: pool,
		AuthenticatedRole: awsiam.NewRole(stack, jsii.String("Users"), &awsiam.RoleProps{
			AssumedBy: pool.AuthenticatedPrincipal(),
		}),
	})

	fmt.Println(property(stack, "IdentityPoolRoleAttachment", "Roles"))
	// Output:
	// {
	//   "authenticated": {
	//     "Fn::GetAtt": [
	//       "Users0A0EEA89",
	//       "Arn"
	//     ]
	//   }
	// }
}

// tenantUserPool registers a user pool that another team manages.
type tenantUserPool struct {
	tenant string
}

func (u *tenantUserPool) Bind(_ constructs.Construct, _ identitypool.IIdentityPool, _ *identitypool.UserPoolAuthenticationProviderBindOptions) *identitypool.UserPoolAuthenticationProviderBindConfig {
	return &identitypool.UserPoolAuthenticationProviderBindConfig{
		ClientId:             jsii.String("client_of_" + u.tenant),
		ProviderName:         jsii.String("cognito-idp.eu-west-1.amazonaws.com/eu-west-1_" + u.tenant),
		ServerSideTokenCheck: jsii.Bool(true),
	}
}

// A custom provider can decide what to register when the identity pool is made.
func ExampleIUserPoolAuthenticationProvider() {
	stack := exampleStack()
	pool := identitypool.NewIdentityPool(stack, jsii.String("IdentityPool"), nil)

	pool.AddUserPoolAuthentication(&tenantUserPool{tenant: "acme"})

	fmt.Println(property(stack, "IdentityPool", "CognitoIdentityProviders"))
	// Output:
	// [
	//   {
	//     "ClientId": "client_of_acme",
	//     "ProviderName": "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_acme",
	//     "ServerSideTokenCheck": true
	//   }
	// ]
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
