package access_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/awscdk-constructs/identitypool/access"
)

// found is the kind and the resource of a finding.
type found struct {
	id       string
	resource string
}

func checked(t *testing.T, template object, options ...access.Option) []found {
	t.Helper()
	var all []found
	for _, finding := range mustRead(t, template, options...).Check() {
		assert.NotEmpty(t, finding.Message)
		assert.NotEmpty(t, finding.Cure)
		assert.NotContains(t, finding.String(), "%!")
		if finding.Severity > access.SeverityNote {
			all = append(all, found{finding.Rule, finding.Resource})
		}
	}
	return all
}

func TestCheckOfCorrectTemplates(t *testing.T) {
	t.Parallel()
	mapped := rules(
		rule("custom:role", "Equals", "admin", "Admin"),
		rule("custom:role", "NotEqual", "admin", "Sales"),
	)
	for name, template := range map[string]object{
		"a pool with all providers":   poolTemplate(),
		"guests":                      poolTemplate(with("Pool", "AllowUnauthenticatedIdentities", true)),
		"the classic flow":            poolTemplate(with("Pool", "AllowClassicFlow", true)),
		"rules":                       poolTemplate(withMapping("users", sub(webClient), mapped)),
		"a map key as provider":       poolTemplate(withMapping("accounts.google.com", nil, rules(rule("hd", "Equals", "example.com", "Sales")))),
		"a rule on a list":            poolTemplate(withMapping("users", sub(webClient), rules(rule("cognito:groups", "Contains", "a", "Sales"), rule("cognito:groups", "Contains", "ab", "Admin")))),
		"a rule on a claim of Amazon": poolTemplate(withMapping("www.amazon.com", nil, rules(rule("aud", "Equals", "app", "Sales")))),
		"a rule that only the deployment knows": poolTemplate(withMapping("users", sub(webClient), rules(
			object{"Claim": "custom:role", "MatchType": "Equals", "Value": object{"Fn::If": list{"A", "b", "c"}}, "RoleARN": getAtt("Admin", "Arn")},
			rule("custom:role", "Equals", "b", "Sales"),
		))),
		"a token mapping":                  poolTemplate(withMapping("users", sub(webClient), token())),
		"a role for one provider":          poolTemplate(withMapping("graph.facebook.com", nil, rules(rule("sub", "Equals", "1", "Admin"))), withResource("Admin", roleWith(trustOf("graph.facebook.com")))),
		"an imported role":                 poolTemplate(with("Attachment", "Roles", object{"authenticated": "arn:aws:iam::111111111111:role/A"})),
		"no default role that is not used": poolTemplate(onlyWeb(), with("Attachment", "Roles", object{}), withMapping("users", sub(webClient), mapped)),
		"a pool for another stack": poolTemplate(func(resources object) { delete(resources, "Attachment") },
			with("Pool", "SupportedLoginProviders", nil), exportedPool()),
		"exclusive role attachments": poolTemplate(func(resources object) {
			resources["Attachment"].(object)["Condition"] = "A"
			resources["Second"] = object{"Type": "AWS::Cognito::IdentityPoolRoleAttachment", "Condition": "B", "Properties": object{"IdentityPoolId": ref("Pool")}}
		}),
		"session tags": poolTemplate(withResource("Tags", tagMapping(getAtt("Users", "ProviderName"), object{"department": "custom:department"})),
			withResource("Authenticated", roleWith(trustOf("authenticated", "sts:TagSession")))),
		"a role attachment of an imported pool": poolTemplate(withResource("Imported", resource("AWS::Cognito::IdentityPoolRoleAttachment", object{
			"IdentityPoolId": object{"Fn::ImportValue": "Pool"},
			"RoleMappings":   object{"www.amazon.com": or("Deny", rules(rule("sub", "Equals", "1", "Imported1")))},
		})), withResource("Imported1", roleWith(object{"Statement": list{conditions(object{
			"StringEquals":           object{aud: object{"Fn::ImportValue": "Pool"}},
			"ForAnyValue:StringLike": object{amr: "authenticated"},
		})}}))),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if outputs, found := template["Resources"].(object)["(outputs)"]; found {
				template["Outputs"] = outputs
				delete(template["Resources"].(object), "(outputs)")
			}
			assert.Empty(t, checked(t, template))
		})
	}
}

// exportedPool marks the identity pool as used by other stacks.
func exportedPool() func(object) {
	return func(resources object) {
		resources["(outputs)"] = object{"PoolId": object{"Value": ref("Pool"), "Export": object{"Name": "Pool"}}}
	}
}

// onlyWeb leaves the pool a single provider, the user pool client.
func onlyWeb() func(object) {
	return func(resources object) {
		for _, property := range []string{"SupportedLoginProviders", "OpenIdConnectProviderARNs", "SamlProviderARNs", "DeveloperProviderName"} {
			with("Pool", property, nil)(resources)
		}
	}
}

func TestCheck(t *testing.T) {
	t.Parallel()
	many := func(count int) object {
		var all []object
		for i := range count {
			all = append(all, rule("custom:role", "Equals", fmt.Sprint(i), "Admin"))
		}
		return rules(all...)
	}
	manyMappings := func(resources object) {
		logins := object{}
		for i := range 11 {
			name := fmt.Sprintf("login%d.example.com", i)
			logins[name] = "app"
			withMapping(name, nil, rules(rule("sub", "Equals", "1", "Admin")))(resources)
		}
		with("Pool", "SupportedLoginProviders", logins)(resources)
	}
	manyTags := object{}
	for i := range 51 {
		manyTags[fmt.Sprint(i)] = "sub"
	}
	tagged := withResource("Authenticated", roleWith(trustOf("authenticated", "sts:TagSession")))
	guests := with("Pool", "AllowUnauthenticatedIdentities", true)
	authenticatedRole := func(statement object) func(object) {
		return withResource("Authenticated", roleWith(object{"Statement": list{statement}}))
	}
	unauthenticatedRole := func(statement object) func(object) {
		return withResource("Unauthenticated", roleWith(object{"Statement": list{statement}}))
	}
	for _, test := range []struct {
		name     string
		template object
		want     []found
	}{
		{
			"a second role attachment", poolTemplate(withResource("Second", resource("AWS::Cognito::IdentityPoolRoleAttachment", object{"IdentityPoolId": ref("Pool")}))),
			[]found{{"second-role-attachment", "Second"}},
		},
		{
			"a mapping for a client that the pool lacks", poolTemplate(withMapping("users", sub("cognito-idp.${AWS::Region}.amazonaws.com/${Users}:${Mobile}"), token())),
			[]found{{"mapped-provider-missing", "Attachment"}},
		},
		{
			"a mapping without client id", poolTemplate(withMapping("users", getAtt("Users", "ProviderName"), token())),
			[]found{{"mapped-provider-missing", "Attachment"}},
		},
		{
			"a mapping for a URL", poolTemplate(withMapping("users", "https://accounts.google.com", rules(rule("hd", "Equals", "x", "Admin")))),
			[]found{{"mapped-provider-missing", "Attachment"}},
		},
		{
			"a mapping for the developer provider", poolTemplate(withMapping("login.example.com", nil, rules(rule("sub", "Equals", "x", "Admin")))),
			[]found{{"mapped-provider-missing", "Attachment"}},
		},
		{
			"two mappings for a provider", poolTemplate(withMapping("a", sub(webClient), token()), withMapping("b", sub(webClient), token())),
			[]found{{"provider-mapped-twice", "Attachment"}},
		},
		{
			"a tag mapping for a provider that the pool lacks", poolTemplate(withResource("Tags", tagMapping("www.digits.com", object{"a": "sub"}))),
			[]found{{"tagged-provider-missing", "Tags"}},
		},
		{
			"a tag mapping with client id", poolTemplate(withResource("Tags", tagMapping(sub(webClient), object{"a": "sub"}))),
			[]found{{"tagged-provider-missing", "Tags"}},
		},
		{
			"a default role that doesn't trust the pool", poolTemplate(with("Attachment", "Roles", object{"authenticated": getAtt("Stranger", "Arn")})),
			[]found{{"role-not-assumable", "Stranger"}},
		},
		{
			"a mapped role that doesn't trust the pool", poolTemplate(withMapping("users", sub(webClient), rules(rule("custom:role", "Equals", "x", "Stranger")))),
			[]found{{"role-not-assumable", "Stranger"}},
		},
		{
			"a mapped role that trusts guests instead", poolTemplate(withMapping("users", sub(webClient), rules(rule("custom:role", "Equals", "x", "Unauthenticated")))),
			[]found{{"role-not-assumable", "Unauthenticated"}},
		},
		{
			"a group's role that doesn't trust the pool", poolTemplate(withMapping("users", sub(webClient), token()),
				withResource("Group", resource("AWS::Cognito::UserPoolGroup", object{"UserPoolId": ref("Users"), "RoleArn": getAtt("Stranger", "Arn")}))),
			[]found{{"role-not-assumable", "Stranger"}},
		},
		{
			"a role without aud", poolTemplate(authenticatedRole(conditions(object{"ForAnyValue:StringLike": object{amr: "authenticated"}}))),
			[]found{{"role-trusts-other-pools", "Authenticated"}},
		},
		{
			"a role with a wildcard as aud", poolTemplate(authenticatedRole(conditions(object{"StringLike": object{aud: "*"}, "ForAnyValue:StringLike": object{amr: "authenticated"}}))),
			[]found{{"role-trusts-other-pools", "Authenticated"}},
		},
		{
			"a role with a region's pools as aud", poolTemplate(authenticatedRole(conditions(object{"StringLike": object{aud: sub("${AWS::Region}:*")}, "ForAnyValue:StringLike": object{amr: "authenticated"}}))),
			[]found{{"role-trusts-other-pools", "Authenticated"}},
		},
		{
			"a role without amr", poolTemplate(guests, authenticatedRole(conditions(object{"StringEquals": object{aud: ref("Pool")}}))),
			[]found{{"role-trusts-guests", "Authenticated"}},
		},
		{
			"a role for guests without amr", poolTemplate(unauthenticatedRole(conditions(object{"StringEquals": object{aud: ref("Pool")}}))),
			[]found{{"role-trusts-signed-in", "Unauthenticated"}},
		},
		{
			"a role without conditions", poolTemplate(authenticatedRole(statement(object{"Condition": nil}))),
			[]found{{"trust-without-condition", "Authenticated"}},
		},
		{
			"a role for anyone", poolTemplate(authenticatedRole(statement(object{"Condition": nil, "Principal": "*"}))),
			[]found{{"role-trusts-anyone", "Authenticated"}},
		},
		{
			"session tags without sts:TagSession", poolTemplate(onlyWeb(), withResource("Tags", tagMapping(getAtt("Users", "ProviderName"), object{"a": "sub"}))),
			[]found{{"role-without-tag-session", "Authenticated"}},
		},
		{
			"classic flow with role mappings", poolTemplate(with("Pool", "AllowClassicFlow", true), withMapping("users", sub(webClient), token())),
			[]found{{"classic-flow-with-role-mappings", "Pool"}},
		},
		{
			"guests without role", poolTemplate(guests, with("Attachment", "Roles", object{"authenticated": getAtt("Authenticated", "Arn")})),
			[]found{{"guests-without-role", "Pool"}},
		},
		{
			"guests without role attachment", poolTemplate(onlyWeb(), guests, func(resources object) { delete(resources, "Attachment") }),
			[]found{{"guests-without-role", "Pool"}, {"users-without-role", "Pool"}},
		},
		{
			"users without role", poolTemplate(onlyWeb(), with("Attachment", "Roles", object{})),
			[]found{{"users-without-role", "Pool"}},
		},
		{
			"the same rule twice", poolTemplate(withMapping("users", sub(webClient), rules(rule("cognito:groups", "Contains", "x", "Admin"), rule("cognito:groups", "Contains", "x", "Sales")))),
			[]found{{"rule-never-applies", "Attachment"}},
		},
		{
			"a rule that a wider one precedes", poolTemplate(withMapping("users", sub(webClient), rules(rule("custom:role", "StartsWith", "ad", "Admin"), rule("custom:role", "Equals", "admin", "Sales")))),
			[]found{{"rule-never-applies", "Attachment"}},
		},
		{
			"a rule after two that leave it nothing", poolTemplate(withMapping("users", sub(webClient), rules(
				rule("custom:role", "Equals", "a", "Admin"), rule("custom:role", "NotEqual", "a", "Sales"), rule("custom:role", "Contains", "a", "Sales"),
			))),
			[]found{{"rule-never-applies", "Attachment"}},
		},
		{
			"a rule on a claim that Amazon doesn't make", poolTemplate(withMapping("www.amazon.com", nil, rules(rule("email", "Equals", "a", "Admin")))),
			[]found{{"rule-never-applies", "Attachment"}},
		},
		{
			"a token mapping for Amazon", poolTemplate(withMapping("www.amazon.com", nil, token())),
			[]found{{"token-mapping-never-applies", "Attachment"}},
		},
		{
			"26 rules", poolTemplate(withMapping("users", sub(webClient), many(26))),
			[]found{{"limit-exceeded", "Attachment"}},
		},
		{
			"11 login providers with role mappings", poolTemplate(manyMappings),
			[]found{{"limit-exceeded", "Attachment"}, {"limit-exceeded", "Pool"}},
		},
		{
			"51 session tags", poolTemplate(onlyWeb(), withResource("Tags", tagMapping(getAtt("Users", "ProviderName"), manyTags)), tagged),
			[]found{{"limit-exceeded", "Tags"}},
		},
		{
			"no rules", poolTemplate(withMapping("users", sub(webClient), rules())),
			[]found{{"invalid-value", "Attachment"}},
		},
		{
			"no resolution of ambiguous roles", poolTemplate(withMapping("users", sub(webClient), or("", token()))),
			[]found{{"invalid-value", "Attachment"}},
		},
		{
			"a match type that doesn't exist", poolTemplate(withMapping("users", sub(webClient), rules(rule("custom:role", "EQUALS", "x", "Admin")))),
			[]found{{"invalid-value", "Attachment"}},
		},
		{
			"a claim with a space", poolTemplate(withMapping("users", sub(webClient), rules(rule("custom role", "Equals", "x", "Admin")))),
			[]found{{"invalid-value", "Attachment"}},
		},
		{
			"a value of 129 characters", poolTemplate(withMapping("users", sub(webClient), rules(rule("custom:role", "Equals", strings.Repeat("x", 129), "Admin")))),
			[]found{{"invalid-value", "Attachment"}},
		},
		{
			"an empty value", poolTemplate(withMapping("users", sub(webClient), rules(rule("custom:role", "Contains", "", "Admin")))),
			[]found{{"invalid-value", "Attachment"}},
		},
		{
			"an empty name", poolTemplate(with("Pool", "IdentityPoolName", "")),
			[]found{{"invalid-value", "Pool"}},
		},
		{
			"a name with a slash", poolTemplate(with("Pool", "IdentityPoolName", "a/b")),
			[]found{{"invalid-value", "Pool"}},
		},
		{
			"a Twitter secret in plain text", poolTemplate(with("Pool", "SupportedLoginProviders", object{"api.twitter.com": "key;secret"})),
			[]found{{"secret-in-plain-text", "Pool"}},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, test.want, checked(t, test.template))
		})
	}
}

func TestCheckByRegion(t *testing.T) {
	t.Parallel()
	inGovCloud := poolTemplate(with("Pool", "AllowUnauthenticatedIdentities", true), withResource("Authenticated", roleWith(object{"Statement": list{govCloud()}})))
	assert.Empty(t, checked(t, inGovCloud), "any documented principal is right in some region")
	assert.Equal(t, []found{{"principal-of-other-region", "Authenticated"}},
		checked(t, inGovCloud, access.WithRegion("eu-west-1")))
	assert.Equal(t, []found{{"principal-of-other-region", "Unauthenticated"}},
		checked(t, inGovCloud, access.WithRegion("us-gov-west-1")), "the other role is for the commercial regions")
}

func TestCheckWhereThePrincipalIsNotDocumented(t *testing.T) {
	t.Parallel()
	anyone := withResource("Authenticated", roleWith(object{"Statement": statement(object{"Condition": nil, "Principal": "*"})}))
	assert.Equal(t, []found{{"role-trusts-anyone", "Authenticated"}},
		checked(t, poolTemplate(anyone), access.WithRegion("eusc-de-east-1")))
}

func TestCheckByAccount(t *testing.T) {
	t.Parallel()
	template := poolTemplate(with("Attachment", "Roles", object{"authenticated": "arn:aws:iam::222222222222:role/A"}))
	assert.Equal(t, []found{{"role-of-other-account", "Attachment"}},
		checked(t, template, access.WithAccountID("111111111111")))
}

// The value of a parameter is not written in the template.
func TestCheckOfSecretsInParameters(t *testing.T) {
	t.Parallel()
	template := poolTemplate(with("Pool", "SupportedLoginProviders", object{"api.twitter.com": sub("key;${Secret}")}))
	template["Parameters"] = object{"Secret": object{"Type": "String", "NoEcho": true}}
	assert.Empty(t, checked(t, template, access.WithParameter("Secret", "secret")))
}

// Trust policies that are written alike are asked once.
func TestEachOfTheRolesThatAreWrittenAlikeIsReported(t *testing.T) {
	t.Parallel()
	anyone := roleWith(object{"Statement": statement(object{"Condition": nil, "Principal": "*"})})
	assert.ElementsMatch(t, []found{{"role-trusts-anyone", "Authenticated"}, {"role-trusts-anyone", "Unauthenticated"}},
		checked(t, poolTemplate(withResource("Authenticated", anyone), withResource("Unauthenticated", anyone))))
}

// What is written alike in two regions need not be the same.
func TestRolesThatAreWrittenAlikeInTwoRegions(t *testing.T) {
	t.Parallel()
	alike := poolTemplate(with("Pool", "AllowUnauthenticatedIdentities", true), withResource("Authenticated", roleWith(object{"Statement": list{govCloud()}})))
	app := mustLoadStacks(t, map[string]deployedStack{"Gov": {"111122223333/us-gov-west-1", alike}, "Europe": {"111122223333/eu-west-1", alike}})
	var roles []string
	for _, finding := range app.Check() {
		if finding.Rule == "principal-of-other-region" {
			roles = append(roles, finding.Resource)
		}
	}
	assert.ElementsMatch(t, []string{"Europe.Authenticated", "Gov.Unauthenticated"}, roles)
}
