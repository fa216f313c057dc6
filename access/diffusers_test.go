package access_test

import (
	"testing"

	"github.com/awscdk-constructs/identitypool/access"
)

func TestDiffOfWhoSignsIn(t *testing.T) {
	t.Parallel()
	google := func(id string) func(object) {
		return with("Pool", "SupportedLoginProviders", object{access.Google: id})
	}
	client := func(check any) func(object) {
		return with("Pool", "CognitoIdentityProviders", list{
			object{"ClientId": ref("Web"), "ProviderName": getAtt("Users", "ProviderName"), "ServerSideTokenCheck": check},
		})
	}
	openID := with("Pool", "OpenIdConnectProviderARNs", list{ref("OpenID")})
	saml := with("Pool", "SamlProviderARNs", list{ref("SAML")})
	testDiff(t, []diffCase{
		{
			"another client of a login provider",
			changes{google("1")},
			changes{google("2")},
			[]string{"changed, perhaps broadened: accounts.google.com: application id"},
		},
		{"another client of the user pool", nil, changes{with("Pool", "CognitoIdentityProviders", list{
			object{"ClientId": ref("Web"), "ProviderName": getAtt("Users", "ProviderName")},
			object{"ClientId": ref("Mobile"), "ProviderName": getAtt("Users", "ProviderName")},
		})}, []string{"broadened: Mobile: sign-in"}},
		{
			"the client takes users of another provider",
			changes{with("Web", "SupportedIdentityProviders", list{"COGNITO"})},
			changes{with("Web", "SupportedIdentityProviders", list{"Google", "COGNITO"})},
			[]string{"broadened: Web: identity providers of the client"},
		},
		{
			"the identity providers of a client in another order",
			changes{with("Web", "SupportedIdentityProviders", list{"COGNITO", "Google"})},
			changes{with("Web", "SupportedIdentityProviders", list{"Google", "COGNITO"})},
			[]string{},
		},
		{"tokens of users who are gone are taken", changes{client(true)}, changes{client(false)}, []string{"broadened: Web: server-side token check"}},
		{
			"sign-up that the deployment decides",
			changes{with("Users", "AdminCreateUserConfig", object{"AllowAdminCreateUserOnly": true})},
			changes{with("Users", "AdminCreateUserConfig", object{"AllowAdminCreateUserOnly": object{"Fn::If": list{"Open", false, true}}})},
			[]string{"changed, perhaps broadened: Web: sign-up to Users"},
		},
		{
			"another audience of an OpenID Connect provider",
			changes{openID, with("OpenID", "ClientIdList", list{"a"})},
			changes{openID, with("OpenID", "ClientIdList", list{"a", "b"})},
			[]string{"broadened: OpenID: client ids"},
		},
		{
			"another issuer",
			changes{openID, with("OpenID", "Url", "https://a.example.com")},
			changes{openID, with("OpenID", "Url", "https://b.example.com")},
			[]string{"changed, perhaps broadened: OpenID: issuer"},
		},
		{
			"another metadata document",
			changes{saml, with("SAML", "SamlMetadataDocument", "a")},
			changes{saml, with("SAML", "SamlMetadataDocument", "b")},
			[]string{"changed, perhaps broadened: SAML: metadata document"},
		},
	})
}
