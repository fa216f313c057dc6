package identitypool_test

import (
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/jsii-runtime-go"
	"github.com/stretchr/testify/assert"

	"github.com/awscdk-constructs/identitypool"
)

func TestDerivedKeysCanBeRead(t *testing.T) {
	site := newSite("")
	okta := awsiam.NewOpenIdConnectProvider(site.stack, jsii.String("Okta"), &awsiam.OpenIdConnectProviderProps{Url: jsii.String("https://okta.example.com")})
	native := awsiam.NewOidcProviderNative(site.stack, jsii.String("Native"), &awsiam.OidcProviderNativeProps{
		Url: jsii.String("https://login.example.com"), ClientIds: jsii.Strings("app"),
	})
	saml := awsiam.NewSamlProvider(site.stack, jsii.String("Saml"), &awsiam.SamlProviderProps{
		MetadataDocument: awsiam.SamlMetadataDocument_FromXml(jsii.String(strings.Repeat("<x/>", 300))),
	})
	newPool(site, mappingProps(
		byToken(identitypool.IdentityPoolProviderUrl_OpenId(okta.OpenIdConnectProviderArn())),
		byToken(identitypool.IdentityPoolProviderUrl_OpenIdConnectProvider(native)),
		byToken(identitypool.IdentityPoolProviderUrl_SamlProvider(saml)),
		byToken(custom(*site.userPool.UserPoolProviderName())),
		byToken(site.userPoolUrl()),
	))
	assert.Equal(t, []string{"Okta", "Stack/Native", "Stack/Saml", "Stack/UserPool/Client", "UserPool.ProviderName"},
		keysOf(attachedIn(t, templateOf(site.stack))["RoleMappings"].(map[string]any)))
}
