package access_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool/access"
)

func canRead(t *testing.T, template object, options ...access.Option) access.Permission {
	t.Helper()
	return mustReadPool(t, template, options...).Session(acme).Can(can("s3:GetObject", photoKey))
}

func onCondition(logicalID, condition string) func(object) {
	return func(resources object) { resources[logicalID].(object)["Condition"] = condition }
}

// withWestAndEast is a template with a parameter that no default decides.
func withWestAndEast(template object) object {
	template["Parameters"] = object{"Where": object{"Type": "String"}}
	template["Conditions"] = object{
		"West": object{"Fn::Equals": list{ref("Where"), "west"}},
		"East": object{"Fn::Not": list{object{"Condition": "West"}}},
	}
	return template
}

func TestPermissionsInSeveralDeployments(t *testing.T) {
	t.Parallel()
	policyFor := func(role, statements string) object {
		return resource("AWS::IAM::Policy", object{"PolicyDocument": policyDocument(t, statements), "Roles": list{ref(role)}})
	}
	for _, test := range []struct {
		says    string
		changes []func(object)
		want    access.Outcome
		reason  string
	}{
		{"a policy that is there in some", []func(object){onCondition("Policy", "West")}, unknown, "it depends on the condition West: granted if West; refused if not West"},
		{"a policy for each", []func(object){
			onCondition("Policy", "West"), withResource("Other", policyFor("Authenticated", read)), onCondition("Other", "East"),
		}, granted, "statement 1 allows s3:GetObject on ${Files.Arn}/photo.jpg"},
		{"a Deny in some", []func(object){withResource("Other", policyFor("Authenticated", denying("*", "*"))), onCondition("Other", "East")}, unknown, "it depends on the condition"},
		{"another role's policy", []func(object){withResource("Other", policyFor("Admin", denying("*", "*"))), onCondition("Other", "East")}, granted, "allows"},
		{"what a policy allows in some", []func(object){with("Policy", "PolicyDocument", object{"Version": "2012-10-17", "Statement": list{
			object{"Effect": object{"Fn::If": list{"West", "Allow", "Deny"}}, "Action": "s3:*", "Resource": "*"},
		}})}, unknown, "it depends on the condition West"},
		{"a bucket that is not there in some", []func(object){onCondition("Files", "West")}, unknown, "whether Files is there"},
		{"the policy of a bucket in some", []func(object){bucketPolicy(t, refusing(`"*"`, "s3:*", "*")), onCondition("FilesPolicy", "East")}, unknown, "it depends on the condition"},
	} {
		t.Run(test.says, func(t *testing.T) {
			t.Parallel()
			got := canRead(t, withWestAndEast(permissionTemplate(t, read, test.changes...)))
			assert.Equal(t, test.want, got.Outcome, got)
			assert.Contains(t, got.Reason, test.reason)
		})
	}
	decided := withWestAndEast(permissionTemplate(t, read, onCondition("Policy", "West")))
	assert.Equal(t, granted, canRead(t, decided, access.WithParameter("Where", "west")).Outcome)
	assert.Equal(t, refused, canRead(t, decided, access.WithParameter("Where", "east")).Outcome)
}

func TestWithManagedPolicy(t *testing.T) {
	t.Parallel()
	const arn = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"
	template := permissionTemplate(t, "", with("Authenticated", "ManagedPolicyArns", list{sub("arn:${AWS::Partition}:iam::aws:policy/AmazonS3ReadOnlyAccess")}))
	const document = `{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["s3:Get*", "s3:List*"], "Resource": "*"}]}`
	for _, text := range []string{document, `{"PolicyVersion": {"VersionId": "v3", "Document": ` + document + `}}`} {
		got := canRead(t, template, access.WithManagedPolicy(arn, []byte(text)))
		assert.Equal(t, granted, got.Outcome, got)
		assert.Equal(t, arn+" statement 1", got.Statement)
	}
	other := canRead(t, template, access.WithManagedPolicy("arn:aws:iam::aws:policy/ReadOnlyAccess", []byte(document)))
	assert.Equal(t, unknown, other.Outcome, other)
	assert.Contains(t, other.Reason, "give its text")
	for problem, option := range map[string]access.Option{
		"not the ARN of a managed policy": access.WithManagedPolicy("AmazonS3ReadOnlyAccess", []byte(document)),
		"not a JSON object":               access.WithManagedPolicy(arn, []byte(`Allow`)),
		"no Statement":                    access.WithManagedPolicy(arn, []byte(`{"Version": "2012-10-17"}`)),
	} {
		_, err := access.FromMap(template, option)
		assert.ErrorContains(t, err, problem)
	}
}

func TestAResourceOfAnotherAccount(t *testing.T) {
	t.Parallel()
	for _, account := range []string{"999999999999", "unknown-account"} {
		t.Run(account, func(t *testing.T) {
			t.Parallel()
			app := mustLoadStacks(t, map[string]deployedStack{
				"Access": {"111122223333/eu-west-1", permissionTemplate(t, allowing("s3:GetObject", "arn:aws:s3:::archive/*"))},
				"Data":   {account + "/eu-west-1", object{"Resources": object{"Archive": resource("AWS::S3::Bucket", object{"BucketName": "archive"})}}},
			})
			session := app.IdentityPools()[0].Session(access.Login{Provider: "Access.Web", Claims: acme.Claims})
			got := session.Can(can("s3:GetObject", "${Data.Archive.Arn}/a"))
			assert.Equal(t, unknown, got.Outcome, got)
			assert.Contains(t, got.Reason, "is or may be of another account")
			assert.Equal(t, refused, session.Can(can("s3:PutObject", "${Data.Archive.Arn}/a")).Outcome)
		})
	}
}

func TestReasonsSayWhatTheNearestStatementLacks(t *testing.T) {
	t.Parallel()
	session := mustReadPool(t, permissionTemplate(t, allowing("s3:GetObject", "${Files.Arn}/"+tenantTag+"/*"))).Session(acme)
	for _, test := range []struct {
		request access.Request
		reason  string
	}{
		{can("s3:GetObject", "${Files.Arn}/acme/a"), "Policy statement 1 allows s3:GetObject on ${Files.Arn}/acme/a"},
		{can("s3:GetObject", "${Files.Arn}/globex/a"), "Policy statement 1 is about ${Files.Arn}/${aws:PrincipalTag/tenant}/*, not ${Files.Arn}/globex/a"},
		{can("s3:GetObject", "${Files.Arn}/*"), "Policy statement 1 is about ${Files.Arn}/${aws:PrincipalTag/tenant}/*, which may not be all of ${Files.Arn}/*"},
		{can("s3:PutObject", "${Files.Arn}/acme/a"), "s3:PutObject on ${Files.Arn}/acme/a: no statement allows it"},
		{can("Put", "${Files.Arn}/acme/a"), `"Put" is not an action; write the service, a colon and a name, such as s3:GetObject`},
		{can("s3:GetObject ${Files.Arn}/acme/a", ""), `"s3:GetObject ${Files.Arn}/acme/a" is not an action; write the service, a colon and a name`},
		{can("s3:GetObject", "Fils"), `the app has no resource "Fils"`},
		{can("s3:GetObject", "${Files}/acme/a"), "${Files} is not the ARN of Files; write ${Files.Arn}"},
	} {
		assert.Contains(t, session.Can(test.request).Reason, test.reason)
	}
	assert.Equal(t, "Policy statement 1", session.Can(can("s3:GetObject", "${Files.Arn}/acme/a")).Statement)
	assert.Equal(t, "s3:GetObject on *", can("s3:GetObject", "").String())
}

func TestStatements(t *testing.T) {
	t.Parallel()
	template := permissionTemplate(t, allowing("s3:GetObject", "${Files.Arn}/"+tenantTag+"/*")+","+allowing("s3:ListBucket", "${Files.Arn}", `"StringLike": {"s3:prefix": "${cognito-identity.amazonaws.com:sub}/*"}`),
		withBoundary(t, allowing("*", "*")+","+denying("iam:*", "*")),
		with("Authenticated", "ManagedPolicyArns", list{"arn:aws:iam::aws:policy/ReadOnlyAccess"}),
		bucketPolicy(t, refusing(`"*"`, "s3:Put*", "${Files.Arn}/*")+","+granting(thatRole, "s3:*", "*")),
	)
	var lines []string
	for _, statement := range mustReadPool(t, template).Session(acme).Statements() {
		lines = append(lines, statement.String())
	}
	assert.Equal(t, []string{
		"unknown (arn:aws:iam::aws:policy/ReadOnlyAccess is in no template, so what it allows and denies is unknown; give its text)",
		"allow s3:GetObject on ${Files.Arn}/acme/* (Policy statement 1)",
		"allow s3:ListBucket on ${Files.Arn} if StringLike s3:prefix ${cognito-identity.amazonaws.com:sub}/* (Policy statement 2)",
		"deny iam:* on * (Boundary statement 2)",
		"deny s3:Put* on ${Files.Arn}/* (FilesPolicy statement 1)",
	}, lines)
	with("Pool", "AllowUnauthenticatedIdentities", false)(template["Resources"].(object))
	assert.Empty(t, mustReadPool(t, template).Session(access.Login{}).Statements(), "no role, no statements")
}

func TestWhoCan(t *testing.T) {
	t.Parallel()
	group := func(name, role string) object {
		return resource("AWS::Cognito::UserPoolGroup", object{"UserPoolId": ref("Users"), "GroupName": name, "RoleArn": getAtt(role, "Arn")})
	}
	changes := []func(object){
		withResource("Admin", roleWith(trustOf("authenticated", "sts:TagSession"))), withInline(t, "Admin", read),
		withInline(t, "Unauthenticated", allowing("s3:*", "${Files.Arn}/public/*")),
		withMapping("users", sub(webClient), or("AuthenticatedRole", token())), withResource("Admins", group("admins", "Admin")),
	}
	who := func(request access.Request, changes ...func(object)) map[string]string {
		found := map[string]string{} // of several roles in the classic flow, the one that grants it
		for _, holder := range mustReadPool(t, permissionTemplate(t, allowing("s3:GetObject", "${Files.Arn}/"+tenantTag+"/*"), changes...)).WhoCan(request) {
			if holder.Outcome == granted || found[holder.Who] == "" {
				found[holder.Who] = holder.Outcome.String() + " " + holder.Role
			}
			assert.NotEmpty(t, holder.Reason, holder)
		}
		return found
	}
	all := who(can("s3:GetObject", "${Files.Arn}/public/logo.png"), changes...)
	assert.Equal(t, "granted Admin", all["Web, preferred role of admins"])
	assert.Equal(t, "unknown ", all["Web, other preferred role"], "the token names a role that nobody knows")
	assert.Equal(t, "unknown Authenticated", all["Web, otherwise"], "it depends on their tenant")
	assert.Equal(t, "granted Unauthenticated", all["(guest)"])
	assert.NotContains(t, all, "www.amazon.com", "who have no tags")
	private := who(can("s3:GetObject", "${Files.Arn}/private/a"), changes...)
	assert.NotContains(t, private, "(guest)")
	classic := who(can("s3:GetObject", "${Files.Arn}/public/logo.png"), changes[:3]...)
	assert.Equal(t, "granted Admin", classic["(classic flow), a signed-in user asks for it"])
	assert.Equal(t, "granted Unauthenticated", classic["(classic flow), a guest asks for it"])
	tagged := who(can("s3:GetObject", "${Files.Arn}/public/logo.png"))
	assert.Equal(t, "unknown Authenticated", tagged["(classic flow), a signed-in user asks for it"], "it depends on their tenant there, too")
	byRole := who(can("s3:GetObject", "${Files.Arn}/public/logo.png"), with("Authenticated", "Tags", list{object{"Key": "tenant", "Value": "public"}}))
	assert.Equal(t, "unknown Authenticated", byRole["(classic flow), a signed-in user asks for it"], "their tenant wins over that of the role")
	own := who(can("s3:GetObject", "${Files.Arn}/${cognito-identity.amazonaws.com:sub}/a"), withInline(t, "Unauthenticated", allowing("s3:GetObject", ownFolder)))
	assert.Equal(t, "granted Unauthenticated", own["(guest)"])
	const identity = "eu-west-1:0123abcd-0123-4567-89ab-0123456789ab"
	somebody := who(can("s3:GetObject", "${Files.Arn}/"+identity+"/a"), withInline(t, "Unauthenticated", allowing("s3:GetObject", ownFolder)))
	assert.Equal(t, "unknown Unauthenticated", somebody["(guest)"], "it depends on who they are")
	const forOne = `"StringEquals": {"cognito-identity.amazonaws.com:sub": "` + identity + `"}`
	one := who(can("s3:PutObject", "${Files.Arn}/public/a"), withInline(t, "Unauthenticated", allowing("s3:PutObject", "${Files.Arn}/*", forOne)))
	assert.Equal(t, "unknown Unauthenticated", one["(guest)"], "one of them can")
	allBut := who(can("s3:PutObject", "${Files.Arn}/public/a"), withInline(t, "Unauthenticated", allowing("s3:PutObject", "${Files.Arn}/*")+","+denying("*", "*", forOne)))
	assert.Equal(t, "unknown Unauthenticated", allBut["(guest)"], "one of them can't")
	public := who(can("s3:GetObject", "${Files.Arn}/public/a"), withInline(t, "Unauthenticated", allowing("s3:GetObject", ownFolder)))
	assert.NotContains(t, public, "(guest)", "nobody's id is that")
	assert.Equal(t, map[string]string{"(all)": "unknown "}, who(can("read", "Files")))
}

func TestSharedOfSessionsThatCannotBeCompared(t *testing.T) {
	t.Parallel()
	template := permissionTemplate(t, read)
	pool := mustReadPool(t, template)
	session, guest := pool.Session(acme), mustReadPool(t, permissionTemplate(t, read, with("Pool", "AllowUnauthenticatedIdentities", false))).Session(access.Login{})
	assert.Empty(t, access.Shared(session, guest), "who gets no role shares nothing")
	apart := access.Shared(session, mustReadPool(t, template).Session(acme))
	require.Len(t, apart, 1, "two apps")
	assert.Equal(t, unknown, apart[0].Outcome)
	open := access.Shared(session, pool.Session(access.Login{Provider: "Web", ClassicFlow: true, CustomRole: "arn:aws:iam::111122223333:role/Elsewhere"}))
	require.Len(t, open, 1, "a role that nobody knows")
	assert.Contains(t, open[0].String(), "unknown: both can do * on *")
	assert.Empty(t, access.Shared(session, pool.Session(access.Login{})), "a guest without policies")
	perhapsClassic := mustReadPool(t, permissionTemplate(t, read, with("Pool", "AllowClassicFlow", nil)))
	perhaps := access.Shared(perhapsClassic.Session(acme), perhapsClassic.Session(access.Login{Provider: "Web", ClassicFlow: true}))
	require.Len(t, perhaps, 1, "a role that a session may get")
	assert.Equal(t, unknown, perhaps[0].Outcome)
	assert.Contains(t, perhaps[0].Reason, "leaves AllowClassicFlow out")
}
