package access_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/awscdk-constructs/identitypool/access"
)

const (
	aud = commercial + ":aud"
	amr = commercial + ":amr"
)

// statement is one that admits signed-in users of the pool, with some of its fields changed; nil takes one out.
func statement(changes object) object {
	fields := object{
		"Effect":    "Allow",
		"Principal": object{"Federated": commercial},
		"Action":    "sts:AssumeRoleWithWebIdentity",
		"Condition": object{
			"StringEquals":           object{aud: ref("Pool")},
			"ForAnyValue:StringLike": object{amr: "authenticated"},
		},
	}
	for name, value := range changes {
		fields[name] = value
		if value == nil {
			delete(fields, name)
		}
	}
	return fields
}

func conditions(operators object) object { return statement(object{"Condition": operators}) }

// trustCase is the trust policy of a role, and what comes of a sign-in that leads to it.
type trustCase struct {
	name       string
	sentence   string
	statements any
	want       access.Outcome
}

func trustCases() []trustCase {
	deny := func(changes object) object {
		denial := statement(changes)
		denial["Effect"] = "Deny"
		return denial
	}
	deferred := object{"Fn::If": list{"A", "b", "c"}}
	return []trustCase{
		{"the documented policy", trustPool, list{statement(nil)}, granted},
		{"a single statement", trustPool, statement(nil), granted},
		{"no statement", trustSTS, list{}, refused},
		{"the second statement", trustPool, list{statement(object{"Action": "sts:AssumeRole"}), statement(nil)}, granted},

		{"another action", trustSTS, statement(object{"Action": "sts:AssumeRole"}), refused},
		{"a list of actions", trustSTS, statement(object{"Action": list{"sts:TagSession", "sts:AssumeRoleWithWebIdentity"}}), granted},
		{"an action in other letters", trustSTS, statement(object{"Action": "STS:assumerolewithwebidentity"}), granted},
		{"an action with a wildcard", trustSTS, statement(object{"Action": "sts:AssumeRole*"}), granted},
		{"an action with a wildcard for one letter", trustSTS, statement(object{"Action": "sts:AssumeRoleWithWebIdentit?"}), granted},
		{"all actions", unlisted, statement(object{"Action": "*"}), unknown},
		{"a wildcard for other actions", trustSTS, statement(object{"Action": "sts:Get*"}), refused},
		{"an action that only the deployment knows", unlisted, statement(object{"Action": list{deferred}}), unknown},
		{"actions that only the deployment knows", unlisted, statement(object{"Action": deferred}), unknown},
		{"all actions but others", trustSTS, statement(object{"Action": nil, "NotAction": "sts:AssumeRole"}), granted},
		{"all actions but this", trustSTS, statement(object{"Action": nil, "NotAction": "sts:*"}), refused},
		{"no action", unlisted, statement(object{"Action": nil}), unknown},

		{"another provider as principal", trustSTS, statement(object{"Principal": object{"Federated": "accounts.google.com"}}), refused},
		{"a list of principals", trustSTS, statement(object{"Principal": object{"Federated": list{"accounts.google.com", commercial}}}), granted},
		{"a service as principal", trustSTS, statement(object{"Principal": object{"Service": "lambda.amazonaws.com"}}), refused},
		{"an account as principal", trustSTS, statement(object{"Principal": object{"AWS": "111111111111"}}), refused},
		{"anyone as principal", trustSTS, statement(object{"Principal": "*"}), granted},
		{"any AWS principal", trustSTS, statement(object{"Principal": object{"AWS": "*"}}), granted},
		{"a wildcard as federated principal", unlisted, statement(object{"Principal": object{"Federated": "*"}}), unknown},
		{"a principal with the URL suffix of the deployment", trustSTS, statement(object{"Principal": object{"Federated": sub("cognito-identity.${AWS::URLSuffix}")}}), granted},
		{"another principal with the URL suffix of the deployment", trustSTS, statement(object{"Principal": object{"Federated": sub("cognito.${AWS::URLSuffix}")}}), refused},
		{"a principal that only the deployment knows", unlisted, statement(object{"Principal": object{"Federated": deferred}}), unknown},
		{"principals that only the deployment knows", unlisted, statement(object{"Principal": object{"Fn::If": list{"A", "*", "*"}}}), unknown},
		{"a misspelt element", unlisted, statement(object{"condition": object{}}), unknown},
		{"an action and all but it", unlisted, statement(object{"NotAction": "sts:AssumeRole"}), unknown},
		{"all principals but others", unlisted, statement(object{"Principal": nil, "NotPrincipal": object{"Federated": "x"}}), unknown},
		{"the principal of GovCloud where the region is unknown", unlisted, govCloud(), unknown},

		{"no condition", conditionRequired, statement(object{"Condition": nil}), refused},
		{"no condition and anyone", trustSTS, statement(object{"Condition": nil, "Principal": "*"}), granted},
		{"another identity pool", trustPool, conditions(object{"StringEquals": object{aud: ref("Other")}}), refused},
		{"an identity pool by id", unlisted, conditions(object{"StringEquals": object{aud: "eu-west-1:0"}}), unknown},
		{"one of several identity pools", trustPool, conditions(object{"StringEquals": object{aud: list{ref("Other"), ref("Pool")}}}), granted},
		{"the id as attribute", trustPool, conditions(object{"StringEquals": object{aud: getAtt("Pool", "Id")}}), granted},
		{"a condition key in other letters", trustPool, conditions(object{"StringEquals": object{"Cognito-Identity.amazonaws.com:AUD": ref("Pool")}}), granted},
		{"any identity pool", trustPool, conditions(object{"StringLike": object{aud: "*"}}), granted},
		{"all identity pools but one", unlisted, conditions(object{"ForAnyValue:StringNotEquals": object{aud: "eu-west-1:0"}}), unknown},
		{"all identity pools but what is none", trustPool, conditions(object{"ForAnyValue:StringNotEquals": object{aud: "none"}}), granted},
		{"any identity pool of a region", unlisted, conditions(object{"StringLike": object{aud: "eu-west-1:*"}}), unknown},
		{"guests", trustMethod, conditions(object{"ForAnyValue:StringLike": object{amr: "unauthenticated"}}), refused},
		{"anyone with an amr", trustMethod, conditions(object{"ForAnyValue:StringLike": object{amr: "*"}}), granted},
		{"guests and users", trustMethod, conditions(object{"ForAnyValue:StringEquals": object{amr: list{"unauthenticated", "authenticated"}}}), granted},
		{"users of this provider", trustProvider, conditions(object{"ForAnyValue:StringLike": object{amr: "graph.facebook.com"}}), granted},
		{"users of another provider", trustProvider, conditions(object{"ForAnyValue:StringLike": object{amr: "www.amazon.com"}}), refused},
		{"users of a provider in an undocumented form", unlisted, conditions(object{"ForAnyValue:StringLike": object{amr: "graph.facebook.com:*"}}), unknown},
		{"amr as if it were a single value", unlisted, conditions(object{"StringLike": object{amr: "authenticated"}}), unknown},
		{"amr as if it were a single other value", trustMethod, conditions(object{"StringLike": object{amr: "unauthenticated"}}), refused},
		{"all values of amr", unlisted, conditions(object{"ForAllValues:StringLike": object{amr: list{"authenticated", "graph.facebook.com"}}}), unknown},
		{"all values of amr of guests", trustMethod, conditions(object{"ForAllValues:StringLike": object{amr: "unauthenticated"}}), refused},

		{"StringNotEquals another pool", trustPool, conditions(object{"StringNotEquals": object{aud: ref("Other")}}), granted},
		{"StringNotEquals this pool", trustPool, conditions(object{"StringNotEquals": object{aud: ref("Pool")}}), refused},
		{"StringNotLike any pool", trustPool, conditions(object{"StringNotLike": object{aud: "*"}}), refused},
		{"StringEqualsIgnoreCase", trustPool, conditions(object{"StringEqualsIgnoreCase": object{aud: ref("Pool")}}), granted},
		{"StringNotEqualsIgnoreCase", trustPool, conditions(object{"StringNotEqualsIgnoreCase": object{aud: ref("Pool")}}), refused},
		{"StringEquals with a key that isn't there", trustPool, conditions(object{"StringEquals": object{"cognito-identity-us-gov.amazonaws.com:aud": ref("Pool")}}), refused},
		{"StringNotEquals with a key that isn't there", trustPool, conditions(object{"StringNotEquals": object{"cognito-identity-us-gov.amazonaws.com:aud": ref("Pool")}}), granted},
		{"StringEqualsIfExists with a key that isn't there", trustPool, conditions(object{"StringEqualsIfExists": object{"cognito-identity-us-gov.amazonaws.com:aud": "x"}}), granted},
		{"StringEqualsIfExists with a key that is there", trustPool, conditions(object{"StringEqualsIfExists": object{aud: ref("Other")}}), refused},
		{"ForAllValues with a key that isn't there", trustPool, conditions(object{"ForAllValues:StringEquals": object{"cognito-identity-us-gov.amazonaws.com:amr": "x"}}), granted},
		{"ForAnyValue with a key that isn't there", trustPool, conditions(object{"ForAnyValue:StringEquals": object{"cognito-identity-us-gov.amazonaws.com:amr": "x"}}), refused},
		{"ForAnyValue:StringNotEquals", trustMethod, conditions(object{"ForAnyValue:StringNotEquals": object{amr: "unauthenticated"}}), granted},
		{"Null of a key that is there", trustPool, conditions(object{"Null": object{aud: "true"}}), refused},
		{"not Null of a key that is there", trustPool, conditions(object{"Null": object{aud: false}}), granted},
		{"Null of a key that isn't there", trustPool, conditions(object{"Null": object{"cognito-identity-us-gov.amazonaws.com:aud": true}}), granted},
		{"Null of neither true nor false", unlisted, conditions(object{"Null": object{aud: "perhaps"}}), unknown},

		{"the identity of the user", unlisted, conditions(object{"StringEquals": object{commercial + ":sub": "x"}}), unknown},
		{"a key of the request", unlisted, conditions(object{"StringEquals": object{"aws:RequestedRegion": "eu-west-1"}}), unknown},
		{"the network of the user", networkOfCognito, conditions(object{"StringEquals": object{"aws:SourceVpc": "vpc-1"}}), refused},
		{"the address of the user", networkOfCognito, conditions(object{"IpAddress": object{"aws:SourceIp": "203.0.113.0/24"}}), refused},
		{"any address", unlisted, conditions(object{"IpAddress": object{"aws:SourceIp": "0.0.0.0/0"}}), unknown},
		{"a Deny of all networks but the user's", networkOfCognito, list{statement(nil), deny(object{"Condition": object{"NotIpAddress": object{"aws:SourceIp": "203.0.113.0/24"}}})}, refused},
		{"a Deny of one network", unlisted, list{statement(nil), deny(object{"Condition": object{"IpAddress": object{"aws:SourceIp": "203.0.113.0/24"}}})}, unknown},
		{"all networks but one", unlisted, conditions(object{"NotIpAddress": object{"aws:SourceIp": "203.0.113.0/24"}}), unknown},
		{"an aud that is the ARN of the pool", audIsID, conditions(object{"StringEquals": object{aud: sub("arn:aws:cognito-identity:${AWS::Region}:${AWS::AccountId}:identitypool/${Pool}")}}), refused},
		{"an aud that is the name of the pool", audIsID, conditions(object{"StringEquals": object{aud: getAtt("Pool", "Name")}}), refused},
		{"an aud that is a name or the id", audIsID, conditions(object{"StringEquals": object{aud: list{"pool", ref("Pool")}}}), granted},
		{"pools of the region", trustPool, conditions(object{"StringLike": object{aud: sub("${AWS::Region}:*")}}), granted},
		{"an amr that no token has", amrWords, conditions(object{"ForAnyValue:StringLike": object{amr: "authorized"}}), refused},
		{"the developer provider as amr, which the user didn't sign in with", amrWords, conditions(object{"ForAnyValue:StringLike": object{amr: "login"}}), refused},
		{"users of another provider or guests", trustProvider, conditions(object{"ForAnyValue:StringEquals": object{amr: list{"login.example.com", "unauthenticated"}}}), refused},
		{"an amr with a wildcard that stands for itself", amrWords, conditions(object{"ForAnyValue:StringEquals": object{amr: "auth*"}}), refused},
		{"all values of amr but those of guests", amrWords, conditions(object{"ForAllValues:StringNotEquals": object{amr: "unauthenticated"}}), granted},
		{"the audience of a SAML assertion", keysOfProvider, conditions(object{"StringEquals": object{"saml:aud": "https://signin.aws.amazon.com/saml"}}), refused},
		{"an identity", trustSTS, conditions(object{"Null": object{commercial + ":sub": "false"}}), granted},
		{"any identity", trustSTS, conditions(object{"StringLike": object{commercial + ":sub": "*"}}), granted},
		{"the audience of the user's provider", keysOfProvider, conditions(object{"StringEquals": object{"graph.facebook.com:app_id": "1"}}), refused},
		{"a claim of a provider whose users come through the pool", keysOfProvider, conditions(object{"StringLike": object{"token.actions.githubusercontent.com:sub": "repo:*"}}), refused},
		{"a Deny of all but some users of another provider", keysOfProvider, list{statement(nil), deny(object{"Condition": object{"StringNotEquals": object{"accounts.google.com:sub": "1"}}})}, refused},
		{"ForAnyValue with IfExists and a key that isn't there", forAnyIfExists, conditions(object{"ForAnyValue:StringEqualsIfExists": object{"cognito-identity-us-gov.amazonaws.com:amr": "x"}}), refused},
		{"an action with a wildcard for the service", vendorWildcard, statement(object{"Action": "s*:*"}), unknown},
		{"a provider in IAM as principal", trustSTS, statement(object{"Principal": object{"Federated": ref("OpenID")}}), refused},
		{"a policy variable, which a policy without Version does not have", trustPool, conditions(object{"StringEquals": object{aud: "${aws:username}"}}), refused},
		{"an operator for other things", audIsID, conditions(object{"Bool": object{aud: "true"}}), refused},
		{"an operator that doesn't exist", unlisted, conditions(object{"StringMatches": object{aud: ref("Pool")}}), unknown},
		{"a quantifier that doesn't exist", unlisted, conditions(object{"ForSomeValues:StringLike": object{amr: "authenticated"}}), unknown},
		{"an unknown operator beside one that is not met", trustMethod, conditions(object{"Bool": object{aud: "true"}, "StringEquals": object{aud: ref("Other")}}), refused},
		{"a value that only the deployment knows", unlisted, conditions(object{"StringEquals": object{aud: deferred}}), unknown},
		{"keys that only the deployment knows", unlisted, conditions(object{"StringEquals": getAtt("Keys", "Value")}), unknown},
		{"conditions that only the deployment knows", unlisted, statement(object{"Condition": getAtt("Keys", "Value")}), unknown},
		{"values that only the deployment knows", unlisted, conditions(object{"StringEquals": object{aud: list{deferred}}}), unknown},

		{"a Deny after the Allow", denyWins, list{statement(nil), deny(nil)}, refused},
		{"a Deny before the Allow", denyWins, list{deny(nil), statement(nil)}, refused},
		{"a Deny of everything", denyWins, list{statement(nil), deny(object{"Principal": "*", "Action": "*", "Condition": nil})}, refused},
		{"a Deny without condition", denyWins, list{statement(nil), deny(object{"Condition": nil})}, refused},
		{"a Deny of others", denyWins, list{statement(nil), deny(object{"Principal": object{"Federated": "accounts.google.com"}})}, granted},
		{"a Deny of guests", denyWins, list{statement(nil), deny(object{"Condition": object{"ForAnyValue:StringLike": object{amr: "unauthenticated"}}})}, granted},
		{"a Deny of another action", denyWins, list{statement(nil), deny(object{"Action": "sts:AssumeRole"})}, granted},
		{"a Deny of which nothing is known", denyWins, list{statement(nil), deny(object{"Condition": object{"StringEquals": object{"aws:RequestedRegion": "eu-west-1"}}})}, unknown},
		{"a Deny of which nothing is known, and no Allow", trustSTS, list{deny(object{"Condition": object{"StringEquals": object{"aws:RequestedRegion": "eu-west-1"}}})}, refused},
		{"a Deny of what is no identity pool", audIsID, list{statement(nil), deny(object{"Condition": object{"StringEquals": object{aud: "pool"}}})}, granted},
		{"an effect that doesn't exist", unlisted, statement(object{"Effect": "Perhaps"}), unknown},
		{"a statement that only the deployment knows", unlisted, list{object{"Fn::If": list{"A", object{}, object{}}}}, unknown},
		{"statements that only the deployment knows", unlisted, object{"Fn::If": list{"A", list{}, list{}}}, unknown},
	}
}

// TestTrust asks for the outcome of a user who signs in with Facebook and gets a role with the trust policy.
func TestTrust(t *testing.T) {
	t.Parallel()
	for _, test := range trustCases() {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			pool := mustReadPool(t, poolTemplate(
				withResource("Authenticated", roleWith(object{"Statement": test.statements})),
				withResource("Other", resource("AWS::Cognito::IdentityPool", object{})),
				withResource("Keys", resource("Custom::AWSCDKCfnJson", object{})),
			))
			got := pool.SignIn(login{Provider: access.Facebook})
			assert.Equal(t, test.want, got.Outcome, "%s\n%s", test.sentence, got)
		})
	}
}

// govCloud is the documented policy for us-gov-west-1.
func govCloud() object {
	const principal = "cognito-identity-us-gov.amazonaws.com"
	return statement(object{"Principal": object{"Federated": principal}, "Condition": object{
		"StringEquals":           object{principal + ":aud": ref("Pool")},
		"ForAnyValue:StringLike": object{principal + ":amr": "authenticated"},
	}})
}

func TestTrustByRegion(t *testing.T) {
	t.Parallel()
	const china = "cognito-identity.cn-north-1.amazonaws.com.cn"
	inChina := statement(object{"Principal": object{"Federated": china}, "Condition": object{
		"StringEquals":           object{china + ":aud": ref("Pool")},
		"ForAnyValue:StringLike": object{china + ":amr": "authenticated"},
	}})
	otherKeysInChina := statement(object{"Principal": object{"Federated": china}, "Condition": object{
		"StringEquals": object{"cognito-identity.amazonaws.com.cn:aud": ref("Pool")},
	}})
	for _, test := range []struct {
		name      string
		region    string
		statement object
		want      decision
	}{
		{"a commercial region", "eu-west-1", statement(nil), getsRole("Authenticated")},
		{"GovCloud", "us-gov-west-1", govCloud(), getsRole("Authenticated")},
		{"the commercial principal in GovCloud", "us-gov-west-1", statement(nil), isRefused()},
		{"the principal of GovCloud in a commercial region", "eu-west-1", govCloud(), isRefused()},
		{"the principal of one GovCloud region in the other", "us-gov-east-1", govCloud(), isRefused()},
		{"China, whose condition keys are documented in two ways", "cn-north-1", inChina, uncertain(getsRole("Authenticated"))},
		{"China, with the other condition keys", "cn-north-1", otherKeysInChina, decision{Outcome: unknown, Role: "Authenticated"}},
		{"a region whose principal isn't documented", "eusc-de-east-1", statement(nil), decision{Outcome: unknown, Role: "Authenticated"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			template := poolTemplate(withResource("Authenticated", roleWith(object{"Statement": test.statement})))
			got := mustReadPool(t, template, access.WithRegion(test.region)).SignIn(login{Provider: "Web"})
			reason := got.Reason
			got.Reason = ""
			assert.Equal(t, test.want, got, reason)
		})
	}
}

// How the amr names user pools and providers in IAM is not documented in full, but it does name them.
func TestTrustOfUsersByProvider(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name       string
		conditions object
		want       map[string]access.Outcome // by provider
	}{
		{
			"a developer provider",
			object{"ForAnyValue:StringEquals": object{amr: "partners"}},
			map[string]access.Outcome{"Web": refused, "OpenID": refused, access.Google: refused, "partners": granted},
		},
		{
			"nothing but the method",
			object{"ForAllValues:StringEquals": object{amr: "authenticated"}},
			map[string]access.Outcome{"Web": refused, "OpenID": refused, access.Google: refused, "partners": refused},
		},
		{
			"something beside the method",
			object{"ForAnyValue:StringNotEquals": object{amr: "authenticated"}},
			map[string]access.Outcome{"Web": granted, "OpenID": granted, access.Google: granted, "partners": granted},
		},
		{
			"a name that may be the user pool's",
			object{"ForAnyValue:StringLike": object{amr: "cognito-idp.*"}},
			map[string]access.Outcome{"Web": unknown},
		},
	} {
		for name := range test.want {
			t.Run(test.name+" "+name, func(t *testing.T) {
				t.Parallel()
				pool := mustReadPool(t, poolTemplate(with("Pool", "DeveloperProviderName", "partners"),
					withResource("Authenticated", roleWith(object{"Statement": conditions(test.conditions)}))))
				got := pool.SignIn(login{Provider: name})
				assert.Equal(t, test.want[name], got.Outcome, got)
			})
		}
	}
}

func TestTrustForGuests(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name      string
		statement object
		want      access.Outcome
	}{
		{"all values of amr", conditions(object{"ForAllValues:StringLike": object{amr: "unauth*"}}), granted},
		{"all values of another amr", conditions(object{"ForAllValues:StringLike": object{amr: "authenticated"}}), refused},
		{"users of a provider", conditions(object{"ForAnyValue:StringLike": object{amr: "graph.facebook.com"}}), refused},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			template := poolTemplate(with("Pool", "AllowUnauthenticatedIdentities", true),
				withResource("Unauthenticated", roleWith(object{"Statement": test.statement})))
			got := mustReadPool(t, template).SignIn(login{})
			assert.Equal(t, test.want, got.Outcome, got)
		})
	}
}

func TestTrustThatTheTemplateLeavesOpen(t *testing.T) {
	t.Parallel()
	for name, document := range map[string]any{
		"no policy": nil, "a policy that only the deployment knows": object{"Fn::If": list{"A", object{}, object{}}},
	} {
		got := mustReadPool(t, poolTemplate(with("Authenticated", "AssumeRolePolicyDocument", document))).SignIn(login{Provider: "Web"})
		assert.Equal(t, unknown, got.Outcome, "%s: %s", name, got)
	}
}

func TestTrustOfRolesThatAreNotInTheTemplate(t *testing.T) {
	t.Parallel()
	const imported = "arn:aws:iam::222222222222:role/Imported"
	template := poolTemplate(
		with("Attachment", "Roles", object{"authenticated": imported}),
		with("Pool", "AllowClassicFlow", true),
	)
	byImportedRole := decision{Outcome: unknown, Role: imported}
	checkSignIns(t, template, nil, []signIn{
		{"an imported role", unlisted, login{Provider: "Web"}, byImportedRole},
	})
	checkSignIns(t, template, []access.Option{access.WithAccountID("222222222222")}, []signIn{
		{"an imported role of the account", unlisted, login{Provider: "Web"}, byImportedRole},
	})
	checkSignIns(t, template, []access.Option{access.WithAccountID("111111111111")}, []signIn{
		{"an imported role of another account", "Guide: In the enhanced flow a role must be in the pool's account.", login{Provider: "Web"}, isRefused()},
		{"an imported role of another account in the classic flow", classicChoice, login{Provider: "Web", ClassicFlow: true}, byImportedRole},
	})
}

func TestTrustOfOneIdentity(t *testing.T) {
	t.Parallel()
	const own, other = "eu-west-1:11111111-1111-1111-1111-111111111111", "eu-west-1:22222222-2222-2222-2222-222222222222"
	pool := mustReadPool(t, poolTemplate(withResource("Authenticated", roleWith(object{"Statement": conditions(object{"StringEquals": object{commercial + ":sub": own}})}))))
	for identityID, want := range map[string]access.Outcome{own: granted, other: refused, "": unknown} {
		got := pool.SignIn(login{Provider: access.Google, IdentityID: identityID})
		assert.Equal(t, want, got.Outcome, got)
	}
}
