package access_test

import (
	"maps"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/awscdk-constructs/identitypool/access"
)

func TestDiffOfFunctionsOfUserPools(t *testing.T) {
	t.Parallel()
	triggers := func(all object) func(object) { return with("Users", "LambdaConfig", all) }
	byRules := withMapping("users", sub(webClient), rules(rule("custom:role", "Equals", "admin", "Admin")))
	byToken := withMapping("users", sub(webClient), token())
	v1 := triggers(object{"PreTokenGeneration": "arn:a"})
	v2 := triggers(object{"PreTokenGenerationConfig": object{"LambdaArn": "arn:a", "LambdaVersion": "V2_0"}})
	changed := []string{"changed, perhaps broadened: Web: pre token generation of Users"}
	testDiff(t, []diffCase{
		{"a function that writes claims", changes{byRules}, changes{byRules, v1}, changed},
		{"another one", changes{byToken, v1}, changes{byToken, triggers(object{"PreTokenGeneration": "arn:b"})}, changed},
		{"another one in a later version", changes{byRules, v2}, changes{byRules, triggers(object{
			"PreTokenGenerationConfig": object{"LambdaArn": "arn:b", "LambdaVersion": "V2_0"},
		})}, changed},
		{"the same one in a later version", changes{byRules, v1}, changes{byRules, v2}, []string{}},
		{"one where no claim decides", nil, changes{v1}, []string{}},
		{
			"another function that may refuse sign-up",
			changes{triggers(object{"PreSignUp": "arn:a"})},
			changes{triggers(object{"PreSignUp": "arn:b"})},
			[]string{"changed, perhaps broadened: Web: pre sign-up of Users"},
		},
		{"a function that may refuse sign-up", nil, changes{triggers(object{"PreSignUp": "arn:a"})}, []string{"changed: Web: pre sign-up of Users"}},
	})
}

func TestDiffOfIdentityProvidersOfUserPools(t *testing.T) {
	t.Parallel()
	corporate := func(details, attributes object) func(object) {
		return withResource("Corporate", resource("AWS::Cognito::UserPoolIdentityProvider", object{
			"UserPoolId": ref("Users"), "ProviderName": "Corporate", "ProviderType": "OIDC", "ProviderDetails": details, "AttributeMapping": attributes,
		}))
	}
	issuer := func(name string) func(object) { return corporate(object{"oidc_issuer": name}, object{}) }
	attribute := func(name, from string) func(object) {
		return corporate(object{"oidc_issuer": "https://a.example.com"}, object{name: from})
	}
	clientOf := func(name string) func(object) { return with("Web", "SupportedIdentityProviders", list{name}) }
	byRules := withMapping("users", sub(webClient), rules(rule("custom:role", "Equals", "admin", "Admin")))
	testDiff(t, []diffCase{
		{
			"another issuer",
			changes{clientOf("Corporate"), issuer("https://a.example.com")},
			changes{clientOf("Corporate"), issuer("https://b.example.com")},
			[]string{"changed, perhaps broadened: Web: identity provider Corporate of Users: oidc_issuer"},
		},
		{
			"another issuer with which nobody signs in",
			changes{clientOf("COGNITO"), issuer("https://a.example.com")},
			changes{clientOf("COGNITO"), issuer("https://b.example.com")},
			[]string{},
		},
		{
			"details that only the deployment knows",
			changes{with("Web", "SupportedIdentityProviders", list{ref("Corporate")}), issuer("https://a.example.com")},
			changes{with("Web", "SupportedIdentityProviders", list{ref("Corporate")}), corporate(object{"Fn::If": list{"A", "b", "c"}}, object{})},
			[]string{"changed, perhaps broadened: Web: identity provider Corporate of Users: all"},
		},
		{
			"another secret",
			changes{corporate(object{"client_id": "1", "client_secret": "a"}, object{})},
			changes{corporate(object{"client_id": "1", "client_secret": "b"}, object{})},
			[]string{},
		},
		{
			"an attribute that a rule compares",
			changes{byRules, attribute("custom:role", "role")},
			changes{byRules, attribute("custom:role", "nickname")},
			[]string{"changed, perhaps broadened: Web: identity provider Corporate of Users: attribute custom:role"},
		},
		{
			"an attribute that decides nothing",
			changes{byRules, attribute("name", "name")},
			changes{byRules, attribute("name", "nickname")},
			[]string{},
		},
		{
			"what tells users apart",
			changes{attribute("username", "sub")},
			changes{attribute("username", "email")},
			[]string{"changed, perhaps broadened: Web: identity provider Corporate of Users: attribute username"},
		},
	})
}

func TestDiffOfTheSecretOfALoginProvider(t *testing.T) {
	t.Parallel()
	twitter := func(application string) func(object) {
		return with("Pool", "SupportedLoginProviders", object{access.Twitter: application})
	}
	testDiff(t, []diffCase{
		{"another secret", changes{twitter("key;secret")}, changes{twitter("key;another")}, []string{}},
		{
			"another application",
			changes{twitter("key;secret")},
			changes{twitter("other;secret")},
			[]string{"changed, perhaps broadened: api.twitter.com: application id"},
		},
	})
	there, _ := diffCase{before: changes{twitter("key;hidden")}, after: changes{twitter("other;hidden")}}.diff(t)
	assert.NotContains(t, there.String(), "hidden")
}

func TestDiffOfWhomAnOpenIDConnectProviderIsKnownBy(t *testing.T) {
	t.Parallel()
	thumbprints := func(all ...any) changes {
		return changes{with("Pool", "OpenIdConnectProviderARNs", list{ref("OpenID")}), with("OpenID", "ThumbprintList", all)}
	}
	testDiff(t, []diffCase{
		{"a further certificate", thumbprints("a"), thumbprints("a", "b"), []string{"broadened: OpenID: thumbprints"}},
		{"certificates in another order", thumbprints("a", "b"), thumbprints("b", "a"), []string{}},
	})
}

func TestDiffOfTagsThatTheTemplatesDoNotTell(t *testing.T) {
	t.Parallel()
	byTenant := withInline(t, "Authenticated", allowing("s3:GetObject", "${Files.Arn}/${!aws:PrincipalTag/tenant}/*"))
	taggable := withResource("Authenticated", roleWith(trustOf("authenticated", "sts:TagSession")))
	tags := func(properties object) func(object) {
		mapping := tagMapping(sub(userPoolName), object{"tenant": "sub"})
		maps.Copy(mapping["Properties"].(object), properties)
		return withResource("Tags", mapping)
	}
	const further = "changed, perhaps broadened: Web: session tag *"
	testDiff(t, []diffCase{
		{
			"the default tags beside others",
			changes{taggable, byTenant, tags(nil)},
			changes{taggable, byTenant, tags(object{"UseDefaults": true})},
			[]string{further},
		},
		{
			"the default tags beside others where no policy relies on tags",
			changes{taggable, tags(nil)},
			changes{taggable, tags(object{"UseDefaults": true})},
			[]string{"changed: Web: session tag *"},
		},
		{
			"other tags of which only the deployment knows",
			changes{taggable, byTenant, tags(object{"PrincipalTags": object{"Fn::If": list{"A", "b", "c"}}})},
			changes{taggable, byTenant, tags(object{"PrincipalTags": object{"Fn::If": list{"B", "b", "c"}}})},
			[]string{further},
		},
	})
}
