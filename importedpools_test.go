package identitypool_test

import (
	"fmt"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/jsii-runtime-go"
	"github.com/stretchr/testify/assert"

	"github.com/awscdk-constructs/identitypool"
)

func TestLaterRoleAttachmentKnowsAnImportedPoolOfTheApp(t *testing.T) {
	site := newSite("")
	pool := newPoolWithoutRoles(site.stack)
	identitypool.NewIdentityPoolRoleAttachment(site.stack, jsii.String("Attachment"), &identitypool.IdentityPoolRoleAttachmentProps{
		IdentityPool:      identitypool.IdentityPool_FromIdentityPoolId(site.stack, jsii.String("Imported"), pool.IdentityPoolId()),
		AuthenticatedRole: site.role,
	})
	assert.Equal(t, site.role, pool.AuthenticatedRole())
}

func TestTagsOfAnImportedPoolOfTheAppGoToThePool(t *testing.T) {
	site := newSite("")
	pool := newPool(site, nil)
	imported := identitypool.IdentityPool_FromIdentityPoolId(site.stack, jsii.String("Imported"), pool.IdentityPoolId())
	imported.AddPrincipalTagMappings(&tagging{ProviderUrl: identitypool.IdentityPoolProviderUrl_GOOGLE(), Tags: tenantTag()})
	assert.Contains(t, site.constructs(), "Stack/Pool/PrincipalTags/accounts.google.com")
	assert.Contains(t, compact(templateOf(site.stack)), `"Action":"sts:TagSession"`, "the default role may be assumed with tags")
}

func TestPoolsThatAreImportedHaveARoleAttachmentEach(t *testing.T) {
	site := newSite("")
	l1 := awscognito.NewCfnIdentityPool(site.stack, jsii.String("L1"), &awscognito.CfnIdentityPoolProps{AllowUnauthenticatedIdentities: false})
	for i, id := range []*string{jsii.String("eu-west-1:a"), jsii.String("eu-west-1:b"), site.token, l1.Ref()} {
		imported := identitypool.IdentityPool_FromIdentityPoolId(site.stack, jsii.String(fmt.Sprint("Imported", i)), id)
		assert.NotPanics(t, func() {
			identitypool.NewIdentityPoolRoleAttachment(site.stack, jsii.String(fmt.Sprint("Attachment", i)),
				&identitypool.IdentityPoolRoleAttachmentProps{IdentityPool: imported, AuthenticatedRole: site.role})
		})
	}
}

func TestPoolsWhoseIdsOnlyTheDeploymentKnowsAreOfTheirStack(t *testing.T) {
	app := awscdk.NewApp(nil)
	for i, id := range []*string{jsii.String("{{resolve:ssm:/shop/pool}}"), awscdk.Fn_ImportValue(jsii.String("Pool"))} {
		for _, account := range []string{"111111111111", "222222222222"} {
			stack := awscdk.NewStack(app, jsii.String(fmt.Sprint("Stack", i, account)), &awscdk.StackProps{
				Env: &awscdk.Environment{Account: jsii.String(account), Region: jsii.String("eu-west-1")},
			})
			imported := identitypool.IdentityPool_FromIdentityPoolId(stack, jsii.String("Imported"), id)
			assert.NotPanics(t, func() {
				identitypool.NewIdentityPoolRoleAttachment(stack, jsii.String("Attachment"), &identitypool.IdentityPoolRoleAttachmentProps{
					IdentityPool:      imported,
					AuthenticatedRole: awsiam.Role_FromRoleName(stack, jsii.String("Users"), jsii.String("users"), nil),
				})
				imported.AddPrincipalTagMappings(&tagging{ProviderUrl: identitypool.IdentityPoolProviderUrl_GOOGLE(), Tags: tenantTag()})
			})
		}
	}
}

func TestTagsOfUserPoolsThatAreNamedAlikeInTheirStacks(t *testing.T) {
	app := awscdk.NewApp(nil)
	for _, id := range []string{"First", "Second"} {
		stack := awscdk.NewStack(app, jsii.String(id), nil)
		userPool := awscognito.NewUserPool(stack, jsii.String("UserPool"), nil)
		imported := identitypool.IdentityPool_FromIdentityPoolId(stack, jsii.String("Imported"), jsii.String("eu-west-1:id"))
		assert.NotPanics(t, func() {
			imported.AddPrincipalTagMappings(&tagging{
				ProviderUrl: identitypool.IdentityPoolProviderUrl_Custom(userPool.UserPoolProviderName()), Tags: tenantTag(),
			})
		})
	}
}
