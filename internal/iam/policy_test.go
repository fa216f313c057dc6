package iam_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/iam"
)

func TestVersions(t *testing.T) {
	t.Parallel()
	asked := request("s3:GetObject", bucket+"/acme", keys{"aws:PrincipalTag/t": {"acme"}})
	literally := request("s3:GetObject", bucket+"/${aws:PrincipalTag/t}", nil)
	statement := onResource(bucket + "/${aws:PrincipalTag/t}")
	for says, test := range map[string]struct {
		version          string
		asked, literally answer.Answer
	}{
		"variables were introduced in version 2012-10-17": {`"Version": "2012-10-17", `, yes, unknown},
		"without a version they are literal strings":      {``, no, yes},
		"so they are in the version before":               {`"Version": "2008-10-17", `, no, yes},
		"another version":                                 {`"Version": "2024-01-01", `, unknown, unknown},
		"a version that only the deployment knows":        {`"Version": {"Ref": "Prefix"}, `, unknown, unknown},
	} {
		t.Run(says, func(t *testing.T) {
			t.Parallel()
			read := policyOf(t, test.version, statement)
			assert.Equal(t, test.asked.String(), read.Evaluate(asked).Answer.String())
			assert.Equal(t, test.literally.String(), read.Evaluate(literally).Answer.String())
		})
	}
}

func TestDocuments(t *testing.T) {
	t.Parallel()
	for says, test := range map[string]struct {
		document string
		want     answer.Answer
	}{
		"a single statement":                       {`{"Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}}`, yes},
		"a text that holds JSON":                   {`"{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"s3:*\", \"Resource\": \"*\"}}"`, yes},
		"a text with something filled in":          {`{"Fn::Sub": "{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"s3:*\", \"Resource\": \"${Prefix}\"}}"}`, unknown},
		"a text that holds something else":         {`"s3:*"`, unknown},
		"an Id":                                    {`{"Id": "x", "Statement": []}`, no},
		"an element that there isn't":              {`{"Statements": [], "Statement": []}`, unknown},
		"no statement":                             {`{}`, unknown},
		"statements that the deployment knows":     {`{"Statement": {"Ref": "Prefix"}}`, unknown},
		"a statement that the deployment knows":    {`{"Statement": [{"Ref": "Prefix"}]}`, unknown},
		"an action that the deployment knows":      {`{"Statement": {"Effect": "Allow", "Action": {"Ref": "Prefix"}, "Resource": "*"}}`, unknown},
		"an effect that the deployment knows":      {`{"Statement": {"Effect": {"Ref": "Prefix"}, "Action": "s3:*", "Resource": "*"}}`, unknown},
		"a condition that the deployment knows":    {`{"Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "*", "Condition": {"Ref": "Prefix"}}}`, unknown},
		"keys that the deployment knows":           {`{"Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "*", "Condition": {"Null": {"Ref": "Prefix"}}}}`, unknown},
		"an action of another service beside it":   {`{"Statement": {"Effect": "Allow", "Action": "sqs:*", "Resource": "*", "Condition": {"Ref": "Prefix"}}}`, no},
		"a condition without values":               {`{"Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "*", "Condition": {"StringEquals": {"aws:userid": []}}}}`, unknown},
		"no policy but a list":                     {`[]`, unknown},
		"an object where an action should be":      {`{"Statement": {"Effect": "Allow", "Action": {"a": 1}, "Resource": "*"}}`, unknown},
		"a resource with a name from the template": {`{"Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": {"Fn::Sub": "arn:aws:s3:::${Prefix}files/*"}}}`, unknown},
	} {
		t.Run(says, func(t *testing.T) {
			t.Parallel()
			got := iam.ReadPolicy(document(t, test.document), "").Evaluate(request("s3:GetObject", photo, nil))
			assert.Equal(t, test.want.String(), got.Answer.String(), got)
		})
	}
}

func TestWhatIsUnclearHasAPlace(t *testing.T) {
	t.Parallel()
	read := policy(t, `{"Effect": "Allow", "Action": "s3:*", "Resource": "*"},
		{"Effect": "Allow", "Action": "s*:*", "Resource": "*"}`)
	assert.Equal(t, "statement 2 has the action s*:*, which IAM refuses: it takes *, or a service, a colon and a name", read.Unclear)
	assert.Equal(t, read.Statements[0].At.Position().Line+1, read.Position.Line)
	got := read.Evaluate(request("sqs:SendMessage", "*", nil))
	assert.Equal(t, iam.Verdict{Answer: unknown, Statement: "Access/Policy", Reason: "Access/Policy " + read.Unclear}, got)
}

func TestReasons(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		statements string
		context    keys
		reason     string
	}{
		{``, nil, "no statement allows it"},
		{withActions(`"sqs:*"`), nil, "no statement allows it"},
		{onResource("arn:aws:s3:::other/*"), nil, "Access/Policy statement 1 is about arn:aws:s3:::other/*, not arn:aws:s3:::files/photo.jpg"},
		{
			onResource("arn:aws:s3:::other/*") + "," + allowed(`"StringEquals": {"aws:userid": ["a", "b"]}`),
			keys{"aws:userid": {"c"}},
			"Access/Policy statement 2 wants aws:userid to be a or b, and it is c",
		},
		{allowed(`"StringNotEquals": {"aws:userid": "a"}`), keys{"aws:userid": {"a"}}, "Access/Policy statement 1 wants aws:userid to be other than a, and it is a"},
		{allowed(`"StringEquals": {"aws:userid": "a"}`), nil, "Access/Policy statement 1 has a condition on aws:userid, whose value is known only at run time"},
		{allowed(`"StringEquals": {"aws:userid": "a"}`), keys{"aws:userid": {}}, "Access/Policy statement 1 has a condition on aws:userid, which the request does not have"},
		{allowed(`"Null": {"aws:userid": "true"}`), keys{"aws:userid": {"a"}}, "Access/Policy statement 1 wants to know whether there is a aws:userid"},
		{
			withActions(`"*"`) + `, {"Effect": "Deny", "Action": "s3:*", "Resource": "*"}`, nil, "Access/Policy statement 2 denies it",
		},
		{
			onResource("a") + "," + onResource("b"), nil,
			"Access/Policy statement 1 is about a, not arn:aws:s3:::files/photo.jpg; " +
				"Access/Policy statement 2 is about b, not arn:aws:s3:::files/photo.jpg",
		},
	} {
		t.Run(test.reason, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, test.reason, policy(t, test.statements).Evaluate(request("s3:GetObject", photo, test.context)).Reason)
		})
	}
}

func TestResourcesOfTheApp(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		says, resource, asked string
		want                  answer.Answer
	}{
		{"an ARN by Fn::GetAtt and by hand", `{"Fn::Sub": "${Files.Arn}/*"}`, "arn:aws:s3:::${Files}/a", yes},
		{"an ARN by hand and by Fn::GetAtt", `{"Fn::Sub": "arn:aws:s3:::${Files}/*"}`, "${Files.Arn}/a", yes},
		{"the partition of the deployment", `{"Fn::Sub": "arn:${AWS::Partition}:s3:::files/*"}`, "arn:aws-cn:s3:::files/a", yes},
		{"a name that the template gives", `{"Fn::Sub": "${Photos.Arn}/*"}`, "arn:aws:s3:::photos/a", yes},
		{"another name than the template gives", `{"Fn::Sub": "${Photos.Arn}/*"}`, "arn:aws:s3:::files/a", no},
		{"a name that the deployment makes and a literal", `{"Fn::Sub": "${Files.Arn}/*"}`, "arn:aws:s3:::photos/a", unknown},
		{"the resources of two services", `{"Fn::Sub": "${Files.Arn}/*"}`, "${Orders.Arn}", no},
		{"a name that the deployment makes and that of another bucket", `{"Fn::Sub": "${Files.Arn}/*"}`, "${Photos.Arn}/a", no},
		{"that of another bucket and a name that the deployment makes", `{"Fn::Sub": "${Photos.Arn}/*"}`, "${Files.Arn}/a", no},
		{"what begins with the name of another bucket", `{"Fn::Sub": "${Photos.Arn}-2/*"}`, "${Files.Arn}/a", unknown},
		{"all that begins with the name of another bucket", `{"Fn::Sub": "${Photos.Arn}*"}`, "${Files.Arn}/a", unknown},
		{"the end of another bucket's name", `{"Fn::Sub": "arn:aws:s3:::my-${Photos}/*"}`, "${Files.Arn}/a", unknown},
		{"two roles", `{"Fn::GetAtt": ["Users", "Arn"]}`, "${Admins.Arn}", no},
		{"one role", `{"Fn::GetAtt": ["Users", "Arn"]}`, "${Users.Arn}", yes},
		{"the bucket for its objects", `{"Fn::GetAtt": ["Files", "Arn"]}`, "${Files.Arn}/a", no},
		{"a parameter in both", `{"Fn::Sub": "${Files.Arn}/${Prefix}*"}`, "${Files.Arn}/${Prefix}/a", yes},
		{"a parameter in one", `{"Fn::Sub": "${Files.Arn}/${Prefix}*"}`, "${Files.Arn}/a", unknown},
		{"a parameter behind another folder", `{"Fn::Sub": "${Files.Arn}/a/${Prefix}"}`, "${Files.Arn}/b/x", no},
		{"any region and account", `"arn:aws:dynamodb:*:*:table/*"`, "${Orders.Arn}", yes},
		{"another type of the service", `"arn:aws:dynamodb:*:*:global-table/*"`, "${Orders.Arn}", no},
		{"an index of the table", `{"Fn::Sub": "${Orders.Arn}/index/*"}`, "${Orders.Arn}/index/by-date", yes},
	} {
		t.Run(test.says, func(t *testing.T) {
			t.Parallel()
			deployed := app(t, `{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": `+test.resource+`}}`)
			read := iam.ReadPolicy(deployed.Properties(deployed.Resources("AWS::IAM::Policy")[0]).Field("PolicyDocument"), "")
			asked, err := deployed.Sub(test.asked)
			require.NoError(t, err)
			got := read.Evaluate(iam.Request{Action: "s3:GetObject", Resource: asked})
			assert.Equal(t, test.want.String(), got.Answer.String(), got)
		})
	}
}

// TestTrust asks who may assume a role with the token of an identity provider.
func TestTrust(t *testing.T) {
	t.Parallel()
	const provider = "accounts.google.com"
	trust := func(principal, rest string) string {
		return `{"Effect": "Allow", "Principal": ` + principal + `, "Action": "sts:AssumeRoleWithWebIdentity"` + rest + `}`
	}
	mayBeOther := func(text cfn.Value, isPattern bool) answer.Answer {
		switch {
		case text.Is("guest") || text.Is("user"), !isPattern && text.HasWildcard():
			return no
		default:
			return unknown
		}
	}
	asked := iam.Request{
		Principal: iam.Principal{Federated: cfn.Literal(provider)}, Action: "sts:AssumeRoleWithWebIdentity",
		Context: iam.Context{}.OfProvider(provider).With(
			iam.Key{Name: provider + ":aud", Values: []cfn.Value{cfn.Literal("app")}},
			iam.Key{Name: provider + ":amr", Values: []cfn.Value{cfn.Literal("user")}, Many: true, Others: mayBeOther},
			iam.Key{Name: provider + ":groups", Values: []cfn.Value{cfn.Literal("user")}, Many: true, Others: mayBeOther, HasOthers: true},
		),
	}
	for _, test := range []struct {
		says, statements string
		want             answer.Answer
	}{
		{"the provider", trust(`{"Federated": "accounts.google.com"}`, ``), yes},
		{"one of several providers", trust(`{"Federated": ["graph.facebook.com", "accounts.google.com"]}`, ``), yes},
		{"another provider", trust(`{"Federated": "graph.facebook.com"}`, ``), no},
		{"everyone", trust(`"*"`, ``), yes},
		{"an account", trust(`{"AWS": "111122223333"}`, ``), no},
		{"a service", trust(`{"Service": "lambda.amazonaws.com"}`, ``), no},
		{"everyone with a wildcard", trust(`{"Federated": "*"}`, ``), unknown},
		{"a provider that only the deployment knows", trust(`{"Federated": {"Ref": "Prefix"}}`, ``), unknown},
		{"principals that only the deployment knows", trust(`{"Ref": "Prefix"}`, ``), unknown},
		{"all but another provider", `{"Effect": "Allow", "NotPrincipal": {"Federated": "graph.facebook.com"}, "Action": "sts:*"}`, unknown},
		{"no principal", `{"Effect": "Allow", "Action": "sts:*", "Resource": "*"}`, unknown},
		{"a resource, which a trust policy has not", trust(`"*"`, `, "Resource": "*"`), unknown},
		{"all actions, of which it is not known whether IAM takes them", `{"Effect": "Allow", "Principal": "*", "Action": "*"}`, unknown},
		{"a Deny of all actions", trust(`"*"`, ``) + `, {"Effect": "Deny", "Principal": "*", "Action": "*"}`, no},
		{"the right audience", trust(`"*"`, `, "Condition": {"StringEquals": {"accounts.google.com:AUD": "app"}}`), yes},
		{"another audience", trust(`"*"`, `, "Condition": {"StringEquals": {"accounts.google.com:aud": "other"}}`), no},
		{"a key of another provider", trust(`"*"`, `, "Condition": {"StringEquals": {"graph.facebook.com:aud": "app"}}`), no},
		{"a key of another provider if it exists", trust(`"*"`, `, "Condition": {"StringEqualsIfExists": {"graph.facebook.com:aud": "app"}}`), yes},
		{"a value that is listed", trust(`"*"`, `, "Condition": {"ForAnyValue:StringLike": {"accounts.google.com:amr": "us*"}}`), yes},
		{"a value that may be there", trust(`"*"`, `, "Condition": {"ForAnyValue:StringLike": {"accounts.google.com:amr": "mfa"}}`), unknown},
		{"a value that can't be there", trust(`"*"`, `, "Condition": {"ForAnyValue:StringLike": {"accounts.google.com:amr": "guest"}}`), no},
		{"a pattern to an operator that knows none", trust(`"*"`, `, "Condition": {"ForAnyValue:StringEquals": {"accounts.google.com:amr": "mf*"}}`), no},
		{"no key of another provider", trust(`"*"`, `, "Condition": {"Null": {"idp.example.com/a:sub": "true"}}`), yes},
		{"a key of a service", trust(`"*"`, `, "Condition": {"StringEquals": {"aws:RequestTag/a.b": "x"}}`), unknown},
		{"no value but one, where there may be others", trust(`"*"`, `, "Condition": {"ForAllValues:StringLike": {"accounts.google.com:amr": "user"}}`), unknown},
		{"no value but one, where there are others", trust(`"*"`, `, "Condition": {"ForAllValues:StringLike": {"accounts.google.com:groups": "user"}}`), no},
		{"no value but some, where there are others", trust(`"*"`, `, "Condition": {"ForAllValues:StringLike": {"accounts.google.com:groups": ["user", "mfa"]}}`), unknown},
		{"all values other than what none is", trust(`"*"`, `, "Condition": {"ForAllValues:StringNotEquals": {"accounts.google.com:amr": "guest"}}`), yes},
		{"all values other than what one is", trust(`"*"`, `, "Condition": {"ForAllValues:StringNotEquals": {"accounts.google.com:amr": "user"}}`), no},
		{"all values other than what may be there", trust(`"*"`, `, "Condition": {"ForAllValues:StringNotEquals": {"accounts.google.com:groups": "mfa"}}`), unknown},
		{"a value other than one, where there are others", trust(`"*"`, `, "Condition": {"ForAnyValue:StringNotEquals": {"accounts.google.com:groups": "user"}}`), yes},
		{"a value other than two, of which one may be all others", trust(`"*"`, `, "Condition": {"ForAnyValue:StringNotEquals": {"accounts.google.com:groups": ["user", "mfa"]}}`), unknown},
		{"a value other than one, where there may be others", trust(`"*"`, `, "Condition": {"ForAnyValue:StringNotEquals": {"accounts.google.com:amr": "user"}}`), unknown},
	} {
		t.Run(test.says, func(t *testing.T) {
			t.Parallel()
			got := policy(t, test.statements).Evaluate(asked)
			assert.Equal(t, test.want.String(), got.Answer.String(), got)
		})
	}
}

func TestDescribe(t *testing.T) {
	t.Parallel()
	read := policy(t, `{"Effect": "Deny", "NotAction": "s3:Get*", "Resource": ["arn:aws:s3:::files/${aws:PrincipalTag/t}/*", "arn:aws:s3:::files/${aws:userid}/${*}"],
		"Condition": {"StringLike": {"aws:PrincipalTag/u": ["a*", "${aws:PrincipalTag/none, 'x'}"]}}}`)
	assert.Equal(t, iam.Description{
		Effect:     "Deny",
		NotActions: []string{"s3:Get*"},
		Resources:  []string{"arn:aws:s3:::files/acme/*", "arn:aws:s3:::files/${aws:userid}/*"},
		Conditions: []string{"StringLike aws:PrincipalTag/u a* or x"},
	}, read.Statements[0].Describe(keys{"aws:PrincipalTag/t": {"acme"}, "aws:PrincipalTag/none": {}}.context()))
}
