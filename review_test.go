package identitypool_test

import (
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/stretchr/testify/assert"

	"github.com/awscdk-constructs/identitypool"
)

func TestWarningsCanBeAcknowledged(t *testing.T) {
	for _, test := range []struct {
		name string
		at   func(identitypool.IdentityPool) constructs.IConstruct
	}{
		{"at the identity pool", func(pool identitypool.IdentityPool) constructs.IConstruct { return pool }},
		{"at the stack", func(pool identitypool.IdentityPool) constructs.IConstruct { return pool.Stack() }},
	} {
		t.Run(test.name, func(t *testing.T) {
			site := newSite("")
			poolProps := twitterProps("secret")
			poolProps.RoleMappings = &[]*mapping{byToken(identitypool.IdentityPoolProviderUrl_GOOGLE())}
			annotations := awscdk.Annotations_Of(test.at(newPool(site, poolProps)))
			for _, id := range []string{"identitypool:mapped-provider-missing", "identitypool:secret-in-plain-text"} {
				annotations.AcknowledgeWarning(jsii.String(id), jsii.String("configured by hand"))
			}
			assert.Equal(t, []string{"identitypool:token-mapping-never-applies"}, warningIDs(t, site.stack, "Stack/Pool/Resource"))
		})
	}
}
