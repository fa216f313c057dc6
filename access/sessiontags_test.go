package access_test

import (
	"testing"

	"github.com/awscdk-constructs/identitypool/access"
)

func TestSessionTags(t *testing.T) {
	t.Parallel()
	tags := withResource("Tags", tagMapping(getAtt("Users", "ProviderName"), object{"department": "custom:department", "user": "sub"}))
	tagged := withResource("Authenticated", roleWith(trustOf("authenticated", "sts:TagSession")))
	separately := withResource("Authenticated", roleWith(object{"Statement": list{statement(nil), statement(object{"Action": "sts:TagSession"})}}))
	asSales := login{Provider: "Web", Claims: claims{"custom:department": "sales"}}
	withTags := func(of decision, tags map[string]string) decision {
		of.SessionTags = tags
		return of
	}
	sales := map[string]string{"department": "sales"}
	for _, change := range []func(object){tagged, separately} {
		checkSignIns(t, poolTemplate(tags, change), nil, []signIn{
			{"a claim that the token has", tagsAreClaims, asSales, withTags(getsRole("Authenticated"), sales)},
			{"two claims", tagsAreClaims, web(claims{"custom:department": "sales", "sub": "1"}), withTags(getsRole("Authenticated"), map[string]string{"department": "sales", "user": "1"})},
			{"no claims", tagsAreClaims, web(nil), getsRole("Authenticated")},
			{"a claim that is a list", unlisted, web(claims{"custom:department": []string{"sales"}}), uncertain(getsRole("Authenticated"))},
			{"another provider", tagsAreClaims, login{Provider: access.Google, Claims: asSales.Claims}, getsRole("Authenticated")},
		})
	}
	checkSignIns(t, poolTemplate(tags), nil, []signIn{
		{"a role that doesn't allow them", tagsNeedAction, asSales, isRefused()},
		{"a role that doesn't allow them, and no claims", unlisted, web(nil), decision{Outcome: unknown, Role: "Authenticated"}},
		{"a role that doesn't allow them, and another provider", tagsNeedAction, login{Provider: access.Google}, getsRole("Authenticated")},
	})
	withClient := withResource("Tags", tagMapping(sub(webClient), object{"department": "custom:department"}))
	checkSignIns(t, poolTemplate(withClient, tagged), nil, []signIn{
		{"a provider name with a client id", "Service: a principal tag mapping names a user pool without client", asSales, getsRole("Authenticated")},
	})
	social := withResource("Tags", tagMapping(access.Amazon, object{"user": "sub", "mail": "email"}))
	checkSignIns(t, poolTemplate(social, tagged), nil, []signIn{
		{"a claim that the provider doesn't make", amazonClaims, login{Provider: access.Amazon, Claims: claims{"sub": "1", "email": "a@b"}}, withTags(getsRole("Authenticated"), map[string]string{"user": "1"})},
	})
	defaults := tagMapping(getAtt("Users", "ProviderName"), object{})
	defaults["Properties"].(object)["UseDefaults"] = true
	checkSignIns(t, poolTemplate(withResource("Tags", defaults), tagged), nil, []signIn{
		{"the default tags", tagDefaults, web(claims{"sub": "1", "aud": "web"}), uncertain(withTags(getsRole("Authenticated"), map[string]string{"username": "1", "client": "web"}))},
	})
	beside := tagMapping(getAtt("Users", "ProviderName"), object{"department": "custom:department"})
	beside["Properties"].(object)["UseDefaults"] = true
	checkSignIns(t, poolTemplate(withResource("Tags", beside), tagged), nil, []signIn{
		{"tags beside the default ones", unlisted, web(claims{"custom:department": "sales", "sub": "1"}), uncertain(withTags(getsRole("Authenticated"), sales))},
	})
	imported := withResource("Tags", tagMapping(object{"Fn::ImportValue": "Provider"}, object{"department": "custom:department"}))
	checkSignIns(t, poolTemplate(imported, tagged), nil, []signIn{
		{"a provider that only the deployment knows", unlisted, asSales, uncertain(getsRole("Authenticated"))},
	})
	checkSignIns(t, poolTemplate(imported), nil, []signIn{
		{"a provider that only the deployment knows, and a role that doesn't allow tags", unlisted, asSales, uncertain(decision{Outcome: unknown, Role: "Authenticated"})},
	})
	conditional := func(resources object) { resources["Tags"].(object)["Condition"] = "IsProduction" }
	checkSignIns(t, poolTemplate(tags, conditional), nil, []signIn{
		{"a mapping that depends on a condition, and a role that doesn't allow tags", unlisted, asSales, uncertain(decision{Outcome: unknown, Role: "Authenticated"})},
	})
	deferred := withResource("Tags", tagMapping(getAtt("Users", "ProviderName"), object{"department": object{"Fn::If": list{"A", "b", "c"}}}))
	checkSignIns(t, poolTemplate(deferred, tagged), nil, []signIn{
		{"a claim that only the deployment knows", unlisted, asSales, uncertain(getsRole("Authenticated"))},
	})
}
