package iam_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/iam"
)

const account = "111122223333"

// users is a session of a role.
var users = iam.Principal{
	Federated: cfn.Literal("cognito-identity.amazonaws.com"),
	Role:      cfn.Literal("arn:aws:iam::111122223333:role/Users"),
	Session:   cfn.Literal("arn:aws:sts::111122223333:assumed-role/Users/CognitoIdentityCredentials"),
	Account:   cfn.Literal(account),
}

func principal(who string) string {
	return `{"Effect": "Allow", "Principal": ` + who + `, "Action": "s3:*", "Resource": "*"}`
}

func denied(who string) string {
	return `{"Effect": "Deny", ` + who + `, "Action": "s3:*", "Resource": "*"}`
}

func TestAuthorize(t *testing.T) {
	t.Parallel()
	const (
		all        = `{"Effect": "Allow", "Action": "*", "Resource": "*"}`
		reading    = `{"Effect": "Allow", "Action": "s3:Get*", "Resource": "*"}`
		writing    = `{"Effect": "Allow", "Action": "s3:Put*", "Resource": "*"}`
		deny       = `{"Effect": "Deny", "Action": "s3:Get*", "Resource": "*"}`
		root       = `{"AWS": "arn:aws:iam::111122223333:root"}`
		role       = `{"AWS": "arn:aws:iam::111122223333:role/Users"}`
		session    = `{"AWS": "arn:aws:sts::111122223333:assumed-role/Users/CognitoIdentityCredentials"}`
		byArn      = `{"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "*", "Condition": {"ArnEquals": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/Users"}}}`
		notTheUser = `{"Effect": "Deny", "NotPrincipal": {"AWS": ["arn:aws:iam::111122223333:root", "arn:aws:iam::111122223333:role/Users"]}, "Action": "s3:*", "Resource": "*"}`
	)
	for _, test := range []struct {
		says                                  string
		identity, boundary, session, resource string
		want                                  answer.Answer
	}{
		{says: "nothing allows", want: no},
		{says: "a policy of the role allows", identity: reading, want: yes},
		{says: "a policy of the role denies", identity: all + "," + deny, want: no},
		{says: "the boundary limits", identity: all, boundary: writing, want: no},
		{says: "the boundary and the role allow", identity: all, boundary: reading, want: yes},
		{says: "the boundary does not grant", boundary: all, want: no},
		{says: "the boundary denies", identity: all, boundary: all + "," + deny, want: no},
		{says: "the session policy limits", identity: all, session: writing, want: no},
		{says: "all three allow", identity: all, boundary: all, session: reading, want: yes},
		{says: "the session policy does not grant", session: all, want: no},
		{says: "the session policy denies", identity: all, session: all + "," + deny, want: no},
		{says: "the policy of the resource allows the role", resource: principal(role), want: yes},
		{says: "the policy of the resource allows everyone", resource: principal(`"*"`), want: yes},
		{says: "everyone in the form of AWS", resource: principal(`{"AWS": "*"}`), want: yes},
		{says: "the policy of the resource allows another role", resource: principal(`{"AWS": "arn:aws:iam::111122223333:role/Admins"}`), want: no},
		{says: "a role's name is case-sensitive", resource: principal(`{"AWS": "arn:aws:iam::111122223333:role/users"}`), want: no},
		{says: "the policy of the resource allows a user", resource: principal(`{"AWS": "arn:aws:iam::111122223333:user/Users"}`), want: no},
		{says: "the account as principal only delegates", resource: principal(root), want: no},
		{says: "the account by its id only delegates", resource: principal(`{"AWS": "111122223333"}`), want: no},
		{says: "the account delegates, and the role allows", identity: reading, resource: principal(root), want: yes},
		{says: "another account", resource: principal(`{"AWS": "999999999999"}`), want: no},
		{says: "a service", resource: principal(`{"Service": "cloudfront.amazonaws.com"}`), want: no},
		{says: "a canonical user is no role", resource: principal(`{"CanonicalUser": "79a59d"}`), want: no},
		{says: "the provider that the session came through", resource: principal(`{"Federated": "cognito-identity.amazonaws.com"}`), want: unknown},
		{says: "another provider", resource: principal(`{"Federated": "accounts.google.com"}`), want: no},
		{says: "the policy of the resource denies the role", identity: all, resource: denied(`"Principal": ` + role), want: no},
		{says: "the policy of the resource denies everyone", identity: all, resource: denied(`"Principal": "*"`), want: no},
		{says: "the policy of the resource denies the account", identity: all, resource: denied(`"Principal": ` + root), want: no},
		{says: "the policy of the resource denies another role", identity: all, resource: denied(`"Principal": {"AWS": "arn:aws:iam::111122223333:role/Admins"}`), want: yes},
		{says: "a canonical user may be the account", identity: all, resource: denied(`"Principal": {"CanonicalUser": "79a59d"}`), want: unknown},
		{says: "NotPrincipal denies all others", identity: all, resource: denied(`"NotPrincipal": {"AWS": "999999999999"}`), want: no},
		{says: "NotPrincipal with the account and the role", identity: all, resource: notTheUser, want: unknown},
		{
			says: "NotPrincipal with the account, the role and the session", identity: all,
			resource: denied(`"NotPrincipal": {"AWS": ["111122223333", "arn:aws:iam::111122223333:role/Users", "arn:aws:sts::111122223333:assumed-role/Users/CognitoIdentityCredentials"]}`), want: yes,
		},
		{says: "NotPrincipal with Allow is discouraged", resource: `{"Effect": "Allow", "NotPrincipal": {"AWS": "999999999999"}, "Action": "s3:*", "Resource": "*"}`, want: unknown},
		{says: "you cannot use a wildcard to match part of a principal", resource: principal(`{"AWS": "arn:aws:iam::111122223333:role/*"}`), want: unknown},
		{says: "a kind of principal that there isn't", resource: principal(`{"Aws": "*"}`), want: unknown},
		{says: "a policy of a resource needs a principal", resource: reading, want: unknown},
		{says: "the role is limited by the boundary", boundary: writing, resource: principal(role), want: no},
		{says: "the role is limited by the session policy", session: writing, resource: principal(role), want: no},
		{says: "the session itself may not be limited by the boundary", boundary: writing, resource: principal(session), want: unknown},
		{says: "the session itself may not be limited by the session policy", session: writing, resource: principal(session), want: unknown},
		{says: "the session itself without limits", resource: principal(session), want: yes},
		{says: "another session", resource: principal(`{"AWS": "arn:aws:sts::111122223333:assumed-role/Users/other"}`), want: no},
		{says: "everyone by aws:PrincipalArn may not be limited", boundary: writing, resource: byArn, want: unknown},
		{says: "what everyone may do may not be limited", boundary: writing, resource: principal(`"*"`), want: unknown},
		{says: "everyone by aws:PrincipalArn without limits", resource: byArn, want: yes},
		{says: "an explicit deny in the boundary limits the session itself", boundary: writing + "," + deny, resource: principal(session), want: no},
	} {
		t.Run(test.says, func(t *testing.T) {
			t.Parallel()
			asked := request("s3:GetObject", photo, keys{"aws:PrincipalArn": {"arn:aws:iam::111122223333:role/Users"}})
			asked.Principal = users
			got := iam.Authorize(asked, iam.Policies{
				Identity: policies(t, test.identity), Boundary: policies(t, test.boundary),
				Session: policies(t, test.session), Resource: policies(t, test.resource),
			})
			assert.Equal(t, test.want.String(), got.Answer.String(), got)
			assert.Equal(t, got.Answer != yes, got.Reason != "", got)
		})
	}
}

// policies is a list with one policy, or none.
func policies(t tester, statements string) []iam.Policy {
	t.Helper()
	if statements == "" {
		return nil
	}
	return []iam.Policy{policy(t, statements)}
}

func TestAKeyHasTheLastWord(t *testing.T) {
	t.Parallel()
	const key = "arn:aws:kms:eu-west-1:111122223333:key/1"
	own := policy(t, `{"Effect": "Allow", "Action": "kms:*", "Resource": "*"}`)
	for says, test := range map[string]struct {
		statements string
		want       answer.Answer
	}{
		"it leaves it to the account": {`{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:root"}, "Action": "kms:*", "Resource": "*"}`, yes},
		"it leaves other actions":     {`{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:root"}, "Action": "kms:Encrypt", "Resource": "*"}`, no},
		"it allows the role itself":   {`{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:role/Users"}, "Action": "kms:*", "Resource": "*"}`, yes},
		"it knows others only":        {`{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:role/Admins"}, "Action": "kms:*", "Resource": "*"}`, no},
		"it leaves it to another one": {`{"Effect": "Allow", "Principal": {"AWS": "999999999999"}, "Action": "kms:*", "Resource": "*"}`, no},
		"nobody has its text":         {`{"Effect": "Allow", "Principal": "*", "Action": "kms:*", "Resource": "*", "Extra": 1}`, unknown},
	} {
		t.Run(says, func(t *testing.T) {
			t.Parallel()
			sole := policy(t, test.statements)
			sole.MustDelegate, sole.DecidesAbout = true, []cfn.Value{cfn.Literal(key)}
			asked := request("kms:Decrypt", key, nil)
			asked.Principal = users
			got := iam.Authorize(asked, iam.Policies{Identity: []iam.Policy{own}, Resource: []iam.Policy{sole}})
			assert.Equal(t, test.want.String(), got.Answer.String(), got)
			asked.Resource = cfn.Literal("arn:aws:kms:eu-west-1:111122223333:key/2")
			assert.Equal(t, yes, iam.Authorize(asked, iam.Policies{Identity: []iam.Policy{own}, Resource: []iam.Policy{sole}}).Answer, "another key")
		})
	}
}

func TestAPolicyThatNobodyHas(t *testing.T) {
	t.Parallel()
	asked := request("s3:GetObject", photo, nil)
	missing := iam.UnknownPolicy("arn:aws:iam::aws:policy/ReadOnlyAccess", "is not in the app")
	all, deny := policy(t, `{"Effect": "Allow", "Action": "*", "Resource": "*"}`), policy(t, `{"Effect": "Deny", "Action": "*", "Resource": "*"}`)
	ask := func(policies iam.Policies) answer.Answer { return iam.Authorize(asked, policies).Answer }
	assert.Equal(t, unknown, ask(iam.Policies{Identity: []iam.Policy{missing}}), "it may allow")
	assert.Equal(t, unknown, ask(iam.Policies{Identity: []iam.Policy{all, missing}}), "it may deny")
	assert.Equal(t, no, ask(iam.Policies{Identity: []iam.Policy{missing, deny}}), "another one denies")
	assert.Equal(t, unknown, ask(iam.Policies{Identity: []iam.Policy{all}, Boundary: []iam.Policy{missing}}), "it may limit")
	assert.Equal(t, no, ask(iam.Policies{Identity: []iam.Policy{missing}, Boundary: []iam.Policy{policy(t, "")}}), "the boundary allows nothing")
}

func TestSeveralSessionPoliciesAreOne(t *testing.T) {
	t.Parallel()
	all := policy(t, `{"Effect": "Allow", "Action": "*", "Resource": "*"}`)
	guests := []iam.Policy{iam.AllowActions("one list", "s3:*", "sqs:*"), iam.AllowActions("another list", "polly:*")}
	ask := func(action string) iam.Verdict {
		return iam.Authorize(request(action, "*", nil), iam.Policies{Identity: []iam.Policy{all}, Session: guests})
	}
	assert.Equal(t, yes, ask("s3:GetObject").Answer)
	assert.Equal(t, yes, ask("polly:SynthesizeSpeech").Answer)
	assert.Equal(t, no, ask("ssm:GetParameter").Answer)
	assert.Contains(t, ask("ssm:GetParameter").Reason, "the session policy does not allow it")
}
