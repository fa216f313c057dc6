package identitypool_test

import (
	"fmt"

	"github.com/aws/aws-cdk-go/awscdk/v2/assertions"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/jsii-runtime-go"

	"github.com/awscdk-constructs/identitypool"
	"github.com/awscdk-constructs/identitypool/access"
)

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
