package access_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/awscdk-constructs/identitypool/access"
)

func withParameters(template, parameters object) object {
	template["Parameters"] = parameters
	return template
}

// TestCautious has sign-ins for which a grant would be wrong.
func TestCautious(t *testing.T) {
	t.Parallel()
	deny := func(changes object) object {
		denial := statement(changes)
		denial["Effect"] = "Deny"
		return denial
	}
	trusting := func(statements ...any) func(object) {
		return withResource("Authenticated", roleWith(object{"Statement": statements}))
	}
	byGoogle := login{Provider: access.Google, Claims: claims{"sub": "1"}}
	byWeb := login{Provider: "Web", Claims: claims{"sub": "1"}}
	ofAll := func(provider any) func(object) {
		return withMapping("key", provider, rules(rule("sub", "Equals", "1", "Admin")))
	}
	text, texts := object{"Type": "String"}, object{"Type": "CommaDelimitedList", "Default": "authenticated,accounts.google.com"}
	perhaps := object{"Fn::If": list{"Has", object{}, ref("AWS::NoValue")}}
	classicFlow := with("Pool", "AllowClassicFlow", true)
	withoutAttachment := func(resources object) { delete(resources, "Attachment") }
	ofPool := func(id any, definition object) object {
		definition["Properties"].(object)["IdentityPoolId"] = id
		return definition
	}
	shared := func(trust object, condition string) object {
		definition := resource("AWS::IAM::Role", object{"RoleName": "shared", "AssumeRolePolicyDocument": trust})
		definition["Condition"] = condition
		return definition
	}
	for _, test := range []struct {
		name     string
		template object
		login    login
		want     access.Outcome
	}{
		{"a Deny of the values of a list parameter", withParameters(poolTemplate(trusting(statement(nil),
			deny(object{"Condition": object{"ForAnyValue:StringEquals": object{amr: ref("Texts")}}}))), object{"Texts": texts}), byGoogle, refused},
		{"all but the values of a list parameter", withParameters(poolTemplate(trusting(
			conditions(object{"ForAnyValue:StringNotEquals": object{amr: ref("Texts")}}))), object{"Texts": texts}), byGoogle, unknown},
		{"the values of a list parameter in a list", withParameters(poolTemplate(trusting(
			conditions(object{"ForAnyValue:StringEquals": object{amr: list{ref("Texts")}}}))), object{"Texts": texts}), byGoogle, unknown},
		{"a Deny whose condition is no value", poolTemplate(trusting(statement(nil),
			deny(object{"Condition": object{"StringEquals": object{aud: ref("AWS::NoValue")}}}))), byGoogle, refused},
		{"a Deny with an element that is not understood", poolTemplate(trusting(statement(nil),
			object{"Effect": "Deny", "Principal": "*", "action": "sts:*"})), byGoogle, unknown},
		{"both Action and NotAction", poolTemplate(trusting(statement(object{"NotAction": "iam:*"}))), byGoogle, unknown},
		{"all pools but that of a custom resource", poolTemplate(withResource("Custom", resource("Custom::Pool", object{})),
			trusting(conditions(object{"StringNotEquals": object{aud: ref("Custom")}}))), byGoogle, unknown},
		{"a principal put together", poolTemplate(trusting(statement(object{"Principal": object{"Federated": sub(commercial)}}))), byGoogle, granted},
		{"a Deny of guests and a provider in IAM", poolTemplate(trusting(statement(nil),
			deny(object{"Condition": object{"ForAnyValue:StringEquals": object{amr: "unauthenticated"}}}))), login{Provider: "OpenID"}, granted},
		{"an amr that is the ARN of a provider", poolTemplate(trusting(
			conditions(object{"ForAnyValue:StringEquals": object{amr: ref("OpenID")}}))), login{Provider: "OpenID"}, unknown},

		{
			"the classic flow where there may be role mappings", poolTemplate(classicFlow, with("Attachment", "RoleMappings", perhaps)),
			login{Provider: access.Google, ClassicFlow: true},
			unknown,
		},
		{
			"the classic flow where there may be one role mapping", poolTemplate(classicFlow, with("Attachment", "RoleMappings", object{"key": perhaps})),
			login{Provider: access.Google, ClassicFlow: true},
			unknown,
		},

		{
			"the classic flow where an attachment may be for the pool",
			withParameters(poolTemplate(classicFlow, with("Attachment", "IdentityPoolId", ref("PoolId")), ofAll(sub(webClient))), object{"PoolId": text}),
			login{Provider: access.Google, ClassicFlow: true, CustomRole: "Authenticated"},
			unknown,
		},
		{
			"the classic flow where a custom resource may make role mappings",
			poolTemplate(classicFlow, withoutAttachment, withResource("Roles", resource("Custom::Roles", object{"IdentityPoolId": ref("Pool")}))),
			login{Provider: access.Google, ClassicFlow: true, CustomRole: "Authenticated"},
			unknown,
		},
		{
			"the classic flow where there may be role mappings, by a role that doesn't trust the pool",
			poolTemplate(classicFlow, with("Attachment", "RoleMappings", perhaps)),
			login{Provider: access.Google, ClassicFlow: true, CustomRole: "Stranger"},
			refused,
		},
		{
			"the classic flow where nothing is said about it, by a role that doesn't trust the pool", poolTemplate(),
			login{Provider: access.Google, ClassicFlow: true, CustomRole: "Stranger"},
			refused,
		},
		{
			"guests who may be allowed, with a role that doesn't trust them",
			withParameters(poolTemplate(with("Pool", "AllowUnauthenticatedIdentities", ref("Guests")), with("Attachment", "Roles", object{"unauthenticated": getAtt("Stranger", "Arn")})),
				object{"Guests": text}),
			login{},
			refused,
		},
		{
			"guests who may be allowed, with a role that trusts them",
			withParameters(poolTemplate(with("Pool", "AllowUnauthenticatedIdentities", ref("Guests"))), object{"Guests": text}),
			login{},
			unknown,
		},
		{"session tags that may be for the pool, and a role that doesn't allow them", withParameters(poolTemplate(withResource("Tags", ofPool(ref("PoolId"),
			tagMapping(access.Google, object{"user": "sub"})))), object{"PoolId": text}), byGoogle, unknown},
		{"session tags of another pool", poolTemplate(withResource("Other", resource("AWS::Cognito::IdentityPool", object{})),
			withResource("Tags", ofPool(ref("Other"), tagMapping(access.Google, object{"user": "sub"})))), byGoogle, granted},

		{"a mapping for a dynamic reference with a parameter", withParameters(poolTemplate(ofAll(sub("{{resolve:ssm:/${Stage}}}"))),
			object{"Stage": object{"Type": "String", "Default": "prod"}}), byGoogle, unknown},
		{
			"a mapping for a dynamic reference that is joined", poolTemplate(ofAll(object{"Fn::Join": list{"", list{"{{resolve:ssm:", ref("Users"), "}}"}}})),
			byGoogle, unknown,
		},
		{"a mapping for an ARN whose beginning is not known", withParameters(poolTemplate(ofAll(sub("${Base}:oidc-provider/example.com"))),
			object{"Base": text}), login{Provider: "OpenID", Claims: claims{"sub": "1"}}, unknown},
		{"a mapping for a user pool whose id may hold the client", withParameters(poolTemplate(
			ofAll(sub("cognito-idp.${AWS::Region}.amazonaws.com/${UserPoolAndClient}"))), object{"UserPoolAndClient": text}), byWeb, unknown},

		{
			"a token mapping for Google", poolTemplate(withMapping(access.Google, nil, token())),
			login{Provider: access.Google, Claims: claims{"cognito:preferred_role": "Admin"}},
			unknown,
		},
		{
			"NotEqual and an empty list", poolTemplate(withMapping("key", sub(webClient), rules(rule("cognito:groups", "NotEqual", "banned", "Admin")))),
			login{Provider: "Web", Claims: claims{"cognito:groups": []string{}}},
			unknown,
		},
		{"groups of a provider that has none", poolTemplate(), login{Provider: access.Google, Groups: []string{"admins"}}, unknown},
		{
			"a developer provider with the name of a bucket", poolTemplate(withResource("Bucket", resource("AWS::S3::Bucket", object{"BucketName": "login.example.com"}))),
			login{Provider: "login.example.com"},
			granted,
		},
		{"an attachment for a pool that a parameter names", withParameters(poolTemplate(with("Attachment", "IdentityPoolId", ref("PoolId"))), object{"PoolId": text}), byGoogle, unknown},
		{"two roles of one name", poolTemplate(withResource("First", shared(trustOf("authenticated"), "A")),
			withResource("Second", shared(object{"Statement": list{}}, "B")),
			with("Attachment", "Roles", object{"authenticated": sub("arn:aws:iam::${AWS::AccountId}:role/shared")})), byGoogle, unknown},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := mustReadPool(t, test.template).SignIn(test.login)
			assert.Equal(t, test.want, got.Outcome, got)
		})
	}
}

func TestMarkedAsUncertain(t *testing.T) {
	t.Parallel()
	perhapsTags := tagMapping(access.Google, object{"a": "sub"})
	perhapsTags["Condition"] = "Has"
	for name, test := range map[string]struct {
		template object
		login    login
	}{
		"rules beside the type Token": {poolTemplate(withMapping("key", sub(webClient), object{
			"Type": "Token", "RulesConfiguration": object{"Rules": list{rule("sub", "Equals", "1", "Sales")}},
		})), login{Provider: "Web", Claims: claims{"cognito:preferred_role": "Admin"}}},
		"a custom role and Twitter": {
			poolTemplate(withMapping(access.Twitter, nil, rules(rule("g", "Equals", "x", "Admin")))),
			login{Provider: access.Twitter, CustomRole: "Admin", Claims: claims{"g": "x"}},
		},
		"tags that may be set before others": {
			poolTemplate(withResource("Authenticated", roleWith(trustOf("authenticated", "sts:TagSession"))),
				withResource("Tags1", perhapsTags), withResource("Tags2", tagMapping(access.Google, object{"b": "sub"}))),
			login{Provider: access.Google, Claims: claims{"sub": "1"}},
		},
		"a list with an ampersand": {
			poolTemplate(withMapping(access.Google, nil, rules(rule("g", "Contains", "R&D", "Admin")))),
			login{Provider: access.Google, Claims: claims{"g": []string{"R&D"}}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := mustReadPool(t, test.template).SignIn(test.login)
			assert.Equal(t, granted, got.Outcome, got)
			assert.True(t, got.Uncertain, got)
		})
	}
}

// TestCheckIsSure has templates that are correct, or may be.
func TestCheckIsSure(t *testing.T) {
	t.Parallel()
	unattached := func(resources object) { delete(resources, "Attachment") }
	twitter := func(value any) func(object) {
		return with("Pool", "SupportedLoginProviders", object{access.Twitter: value})
	}
	for name, template := range map[string]object{
		"a nested stack attaches the roles": poolTemplate(unattached,
			withResource("Nested", resource("AWS::CloudFormation::Stack", object{"Parameters": object{"Pool": ref("Pool")}}))),
		"a custom resource attaches the roles": poolTemplate(unattached, withResource("Custom", resource("Custom::Roles", object{"Pool": ref("Pool")}))),
		"a secret from a reference put together": poolTemplate(twitter(
			sub("key;{{resolve:secretsmanager:arn:aws:secretsmanager:${AWS::Region}:111111111111:secret:x}}"))),
		"Contains on a claim that may be a list": poolTemplate(withMapping("key", ref("OpenID"),
			rules(rule("groups", "Contains", "admin", "Admin"), rule("groups", "Contains", "admin-read", "Sales")))),
		"NotEqual on a claim that may be a list": poolTemplate(withMapping("key", ref("OpenID"),
			rules(rule("groups", "NotEqual", "x", "Admin"), rule("groups", "Equals", "y", "Sales")))),
		"a parameter names the pool that the roles are for": withParameters(poolTemplate(with("Attachment", "IdentityPoolId", ref("PoolId"))),
			object{"PoolId": object{"Type": "String"}}),
		"a policy that may not be there allows guests too much": poolTemplate(with("Pool", "AllowUnauthenticatedIdentities", true),
			withResource("Broad", resource("AWS::IAM::Policy", object{"Roles": list{ref("Unauthenticated")}, "PolicyDocument": policyDocument(t, allowing("s3:*", "*"))})),
			onCondition("Broad", "Never")),
		"resources that a macro includes": poolTemplate(withResource("Fn::Transform", object{"Name": "AWS::Include"})),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			assert.Empty(t, shownFaults(mustRead(t, template, access.WithRegion("eu-west-1")).Check()))
		})
	}
}

func TestDecisionTableOfRulesThatAreNotKnown(t *testing.T) {
	t.Parallel()
	perhaps := object{"Fn::If": list{"Has", rule("sub", "Equals", "1", "Sales"), ref("AWS::NoValue")}}
	pool := mustReadPool(t, poolTemplate(withMapping(access.Google, nil, rules(perhaps, rule("sub", "Equals", "1", "Admin")))))
	assert.Contains(t, pool.DecisionTable().Markdown(), "| accounts.google.com | always | unknown [1] |")
}
