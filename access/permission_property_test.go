package access_test

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/awscdk-constructs/identitypool/access"
)

// rank orders outcomes by how much they allow.
func rank(outcome access.Outcome) int {
	return slices.Index([]access.Outcome{refused, unknown, granted}, outcome)
}

// broadToNarrow are resources of which each covers those behind it in its list.
func broadToNarrow() [][]string {
	return [][]string{
		{"*", "arn:aws:s3:::*", "${Files.Arn}*", "${Files.Arn}/*", "${Files.Arn}/a*", "${Files.Arn}/a/*", "${Files.Arn}/a/?", "${Files.Arn}/a/b"},
		{"*", "${Files.Arn}/*", "${Files.Arn}/" + tenantTag + "/*", "${Files.Arn}/" + tenantTag + "/b"},
		{"*", "${Files.Arn}/*/*", ownFolder},
		{"*", "arn:aws:dynamodb:*:*:table/*", "${Orders.Arn}*", "${Orders.Arn}"},
	}
}

func anyResource(t *rapid.T) string {
	return rapid.SampledFrom(rapid.SampledFrom(broadToNarrow()).Draw(t, "resources")).Draw(t, "resource")
}

func anyAction(t *rapid.T) string {
	return rapid.SampledFrom([]string{"*", "s3:*", "s3:Get*", "s3:GetObject", "s3:PutObject", "s3:ListBucket", "dynamodb:*", "dynamodb:Query", "dynamodb:Scan"}).Draw(t, "action")
}

func anyCondition(t *rapid.T) []string {
	operators := []string{"StringEquals", "StringNotEquals", "StringLike", "StringEqualsIfExists", "ForAllValues:StringLike", "ForAnyValue:StringEquals", "ForAnyValue:StringNotLike"}
	keys := []string{"s3:prefix", "dynamodb:LeadingKeys", "aws:PrincipalTag/tenant", "aws:ResourceTag/team"}
	switch rapid.IntRange(0, 3).Draw(t, "condition") {
	case 0:
		operator, key := rapid.SampledFrom(operators).Draw(t, "operator"), rapid.SampledFrom(keys).Draw(t, "key")
		value := rapid.SampledFrom([]string{"a", "a*", "a/*", "${aws:PrincipalTag/tenant}", "${aws:PrincipalTag/tenant}/*", "b"}).Draw(t, "value")
		return []string{`"` + operator + `": {"` + key + `": "` + value + `"}`}
	case 1:
		return []string{`"Null": {"` + rapid.SampledFrom(keys).Draw(t, "key") + `": "` + rapid.SampledFrom([]string{"true", "false"}).Draw(t, "null") + `"}`}
	default:
		return nil
	}
}

func anyPolicyStatement(t *rapid.T) string {
	effect := rapid.SampledFrom([]string{"Allow", "Allow", "Deny"}).Draw(t, "effect")
	text := statementOf(effect, anyAction(t), anyResource(t), anyCondition(t)...)
	if rapid.IntRange(0, 5).Draw(t, "negated") == 0 {
		text = strings.Replace(text, `"Action"`, `"NotAction"`, 1)
	}
	if rapid.IntRange(0, 5).Draw(t, "negated") == 0 {
		text = strings.Replace(text, `"Resource"`, `"NotResource"`, 1)
	}
	return text
}

func anyStatements(t *rapid.T) []string {
	return rapid.SliceOfN(rapid.Custom(anyPolicyStatement), 1, 4).Draw(t, "statements")
}

func anyRequest(t *rapid.T) access.Request {
	request := access.Request{Context: map[string][]string{}}
	switch request.Action = rapid.SampledFrom([]string{"s3:GetObject", "s3:PutObject", "s3:ListBucket", "dynamodb:Query", "dynamodb:Scan", "s3:*"}).Draw(t, "action"); request.Action {
	case "s3:ListBucket":
		request.Resource = "Files"
	case "dynamodb:Query", "dynamodb:Scan":
		request.Resource = "Orders"
	default:
		request.Resource = rapid.SampledFrom([]string{"${Files.Arn}/a/b", "${Files.Arn}/b/c", "${Files.Arn}/${cognito-identity.amazonaws.com:sub}/b", "${Files.Arn}/*", "${Files.Arn}/a/*"}).Draw(t, "resource")
	}
	for _, key := range []string{"s3:prefix", "dynamodb:LeadingKeys", "aws:ResourceTag/team"} {
		switch rapid.IntRange(0, 3).Draw(t, key) {
		case 0:
			request.Context[key] = nil
		case 1:
			request.Context[key] = []string{rapid.SampledFrom([]string{"a", "a/", "b", "ab"}).Draw(t, "value")}
		}
	}
	return request
}

func anyTenant(t *rapid.T) access.Login {
	login := access.Login{Provider: "Web", Claims: object{}}
	if tenant := rapid.SampledFrom([]string{"", "a", "ab", "b", "*"}).Draw(t, "tenant"); tenant != "" {
		login.Claims["custom:tenant"] = tenant
	}
	return login
}

func sessionWith(t *rapid.T, login access.Login, statements []string, changes ...func(object)) access.Session {
	read, err := access.FromMap(permissionTemplate(t, strings.Join(statements, ","), changes...))
	if err != nil {
		t.Fatal(err)
	}
	return read.IdentityPools()[0].Session(login)
}

func TestADenyNeverGrants(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		statements, login, request := anyStatements(t), anyTenant(t), anyRequest(t)
		before := sessionWith(t, login, statements).Can(request)
		after := sessionWith(t, login, append(statements, denying(anyAction(t), anyResource(t), anyCondition(t)...))).Can(request)
		if rank(after.Outcome) > rank(before.Outcome) {
			t.Fatalf("%v\nbefore: %v\nafter: %v", request, before, after)
		}
	})
}

func TestAnAllowNeverRefuses(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		statements, login, request := anyStatements(t), anyTenant(t), anyRequest(t)
		before := sessionWith(t, login, statements).Can(request)
		after := sessionWith(t, login, append(statements, allowing(anyAction(t), anyResource(t), anyCondition(t)...))).Can(request)
		if rank(after.Outcome) < rank(before.Outcome) {
			t.Fatalf("%v\nbefore: %v\nafter: %v", request, before, after)
		}
	})
}

func TestANarrowerResourceNeverGrants(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		statements, login, request := anyStatements(t), anyTenant(t), anyRequest(t)
		resources := rapid.SampledFrom(broadToNarrow()).Draw(t, "resources")
		broad := rapid.IntRange(0, len(resources)-2).Draw(t, "broad")
		narrow := rapid.IntRange(broad+1, len(resources)-1).Draw(t, "narrow")
		action, condition := anyAction(t), anyCondition(t)
		before := sessionWith(t, login, append(slices.Clone(statements), allowing(action, resources[broad], condition...))).Can(request)
		after := sessionWith(t, login, append(slices.Clone(statements), allowing(action, resources[narrow], condition...))).Can(request)
		if rank(after.Outcome) > rank(before.Outcome) {
			t.Fatalf("%v\n%s: %v\n%s: %v", request, resources[broad], before, resources[narrow], after)
		}
	})
}

func TestBoundaryAndSessionPoliciesOnlyTakeAway(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		statements, login, request := anyStatements(t), anyTenant(t), anyRequest(t)
		before := sessionWith(t, login, statements).Can(request)
		after := sessionWith(t, login, statements, withBoundary(t, strings.Join(anyStatements(t), ","))).Can(request)
		if rank(after.Outcome) > rank(before.Outcome) {
			t.Fatalf("%v\nbefore: %v\nafter: %v", request, before, after)
		}
		inline := withInline(t, "Unauthenticated", strings.Join(statements, ","))
		request.Action = rapid.SampledFrom([]string{request.Action, "ssm:GetParameter", "kms:Sign"}).Draw(t, "service")
		before = sessionWith(t, access.Login{ClassicFlow: true}, nil, inline).Can(request)
		after = sessionWith(t, access.Login{}, nil, inline).Can(request)
		if rank(after.Outcome) > rank(before.Outcome) {
			t.Fatalf("%v\nin the classic flow: %v\nin the enhanced flow: %v", request, before, after)
		}
	})
}

func TestAKeyThatNobodyKnowsDecidesNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		session, request := sessionWith(t, anyTenant(t), anyStatements(t)), anyRequest(t)
		key := rapid.SampledFrom([]string{"s3:prefix", "dynamodb:LeadingKeys", "aws:ResourceTag/team"}).Draw(t, "key")
		delete(request.Context, key)
		open := session.Can(request)
		for _, values := range [][]string{nil, {"a"}, {"a/x"}, {"b"}, {"zz"}} {
			if request.Action == "dynamodb:Query" && key == "dynamodb:LeadingKeys" && values == nil {
				continue // which such a request always has
			}
			known := request
			known.Context = maps.Clone(request.Context)
			known.Context[key] = values
			if told := session.Can(known); open.Outcome != unknown && told.Outcome != open.Outcome {
				t.Fatalf("%v\nnot told: %v\n%s is %q: %v", request, open, key, values, told)
			}
		}
	})
}

func TestWhatBothCanDoIsShared(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		statements := strings.Join(anyStatements(t), ",")
		read, err := access.FromMap(permissionTemplate(t, statements))
		if err != nil {
			t.Fatal(err)
		}
		pool := read.IdentityPools()[0]
		one, other, request := pool.Session(anyTenant(t)), pool.Session(anyTenant(t)), anyRequest(t)
		if strings.Contains(request.Resource, "sub}") {
			request.Resource = "${Files.Arn}/a/b" // the own folder is not the same for both
		}
		if request.Action == "s3:*" {
			delete(request.Context, "s3:prefix") // shared are only those actions that have it
		}
		first, second := one.Can(request), other.Can(request)
		if first.Outcome != granted || second.Outcome != granted {
			return
		}
		shared := access.Shared(one, other)
		isPart := func(overlap access.Overlap) bool {
			return matches(strings.ToLower(overlap.Action), strings.ToLower(request.Action)) && matches(written(overlap.Resource), written(request.Resource))
		}
		if !slices.ContainsFunc(shared, isPart) {
			t.Fatalf("%s\nboth can do %v, and shared is %v", statements, request, shared)
		}
	})
}

// written is an ARN as the deployment might write it.
func written(resource string) string {
	if !strings.ContainsAny(resource, "$:*") {
		resource = "${" + resource + ".Arn}"
	}
	return strings.NewReplacer(
		"${Files.Arn}", "arn:aws:s3:::files", "${Orders.Arn}", "arn:aws:dynamodb:eu-west-1:111122223333:table/orders",
		"${AWS::Partition}", "aws", "${AWS::Region}", "eu-west-1", "${AWS::AccountId}", "111122223333", "${Files}", "files", "${Orders}", "orders",
	).Replace(resource)
}

// matches reports whether a pattern covers a text, in which a * stands for several, too.
func matches(pattern, text string) bool {
	expression := strings.NewReplacer(`\*`, `.*`, `\?`, `[^*]`).Replace(regexp.QuoteMeta(pattern))
	return regexp.MustCompile(`^` + expression + `$`).MatchString(text)
}

func FuzzCan(f *testing.F) {
	f.Add(allowing("s3:*", "${Files.Arn}/*"), "s3:GetObject", "${Files.Arn}/a", "s3:prefix", "a")
	f.Add(denying("*", "*", `"StringLike": {"s3:prefix": "${aws:PrincipalTag/tenant}*"}`), "s3:*", "arn:aws:s3:::x/${cognito-identity.amazonaws.com:sub}", "aws:PrincipalTag/tenant", "*")
	f.Add(`{"Effect": "Allow", "NotAction": ["a:b"], "NotResource": "${!*}"}`, "sqs:SendMessage", "Jobs", "", "")
	f.Fuzz(func(t *testing.T, statements, action, resource, key, value string) {
		template := poolTemplate(
			withResource("Files", resourceOf("AWS::S3::Bucket")), withResource("Jobs", resourceOf("AWS::SQS::Queue")),
			with("Authenticated", "Policies", list{object{"PolicyName": "Fuzz", "PolicyDocument": `{"Version": "2012-10-17", "Statement": [` + statements + `]}`}}),
		)
		read, err := access.FromMap(template)
		require.NoError(t, err)
		session := read.IdentityPools()[0].Session(access.Login{Provider: "Web"})
		got := session.Can(access.Request{Action: action, Resource: resource, Context: map[string][]string{key: {value}}})
		if got.Outcome == granted && !strings.Contains(statements, "llow") && !strings.Contains(statements, `\`) {
			t.Fatalf("%s does not allow anything: %v", statements, got)
		}
		if got.Reason == "" {
			t.Fatalf("no reason: %#v", got)
		}
		access.Shared(session, session)
		session.Statements()
	})
}

func resourceOf(typeName string) object { return resource(typeName, object{}) }
