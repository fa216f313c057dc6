package identitypool_test

import (
	"fmt"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
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
