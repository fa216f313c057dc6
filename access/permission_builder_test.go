package access_test

import (
	"encoding/json"

	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool/access"
)

// tester is a test, a benchmark, or a case of a property.
type tester interface {
	require.TestingT
	Helper()
}

// acme is a user with the session tag tenant.
var acme = access.Login{Provider: "Web", Claims: object{"custom:tenant": "acme"}}

// permissionTemplate is a template whose signed-in users have one policy with the given statements as JSON, and with resources of each kind
// that policies are about.
func permissionTemplate(tb tester, statements string, changes ...func(object)) object {
	tb.Helper()
	permissions := []func(object){
		with("Pool", "AllowUnauthenticatedIdentities", true),
		with("Pool", "AllowClassicFlow", true),
		withResource("Authenticated", roleWith(trustOf("authenticated", "sts:TagSession"))),
		withResource("Tags", tagMapping(sub(userPoolName), object{"tenant": "custom:tenant", "level": "custom:level"})),
		withResource("Files", resource("AWS::S3::Bucket", object{})),
		withResource("Photos", resource("AWS::S3::Bucket", object{"BucketName": "photos"})),
		withResource("Orders", resource("AWS::DynamoDB::Table", object{})),
		withResource("Jobs", resource("AWS::SQS::Queue", object{})),
		withResource("News", resource("AWS::SNS::Topic", object{})),
		withResource("Secret", resource("AWS::SecretsManager::Secret", object{})),
		withResource("Resize", resource("AWS::Lambda::Function", object{})),
		withResource("API", resource("AWS::ApiGateway::RestApi", object{})),
		withResource("Key", resource("AWS::KMS::Key", object{"KeyPolicy": policyDocument(tb, keyForAccount)})),
		withResource("Policy", resource("AWS::IAM::Policy", object{
			"PolicyName": "Users", "PolicyDocument": policyDocument(tb, statements), "Roles": list{ref("Authenticated")},
		})),
	}
	return poolTemplate(append(permissions, changes...)...)
}

// keyForAccount is the policy that a key has where the template gives none.
const keyForAccount = `{"Effect": "Allow", "Principal": {"AWS": {"Fn::Sub": "arn:aws:iam::${AWS::AccountId}:root"}}, "Action": "kms:*", "Resource": "*"}`

// policyDocument is a policy document with statements in JSON, in which intrinsic functions may stand.
func policyDocument(tb tester, statements string) object {
	tb.Helper()
	var document object
	require.NoError(tb, json.Unmarshal([]byte(`{"Version": "2012-10-17", "Statement": [`+statements+`]}`), &document), statements)
	return document
}

// allowing is a statement in JSON; a resource without a quote is one of the template as Fn::Sub writes it.
func allowing(action, resource string, condition ...string) string {
	return statementOf("Allow", action, resource, condition...)
}

func denying(action, resource string, condition ...string) string {
	return statementOf("Deny", action, resource, condition...)
}

func statementOf(effect, action, resource string, condition ...string) string {
	text := `{"Effect": "` + effect + `", "Action": "` + action + `", "Resource": {"Fn::Sub": "` + resource + `"}`
	for _, each := range condition {
		text += `, "Condition": {` + each + `}`
	}
	return text + `}`
}

// granting is a statement of the policy of a resource.
func granting(principal, action, resource string, condition ...string) string {
	text := allowing(action, resource, condition...)
	return `{"Principal": ` + principal + `, ` + text[1:]
}

func refusing(principal, action, resource string, condition ...string) string {
	text := denying(action, resource, condition...)
	return `{"Principal": ` + principal + `, ` + text[1:]
}

const (
	thisRole   = `{"AWS": {"Fn::GetAtt": ["Authenticated", "Arn"]}}`
	thisRoot   = `{"AWS": {"Fn::Sub": "arn:aws:iam::${AWS::AccountId}:root"}}`
	thatRole   = `{"AWS": {"Fn::GetAtt": ["Admin", "Arn"]}}`
	thisPerson = `{"AWS": {"Fn::Sub": "arn:aws:sts::${AWS::AccountId}:assumed-role/${Authenticated}/CognitoIdentityCredentials"}}`
)

// bucketPolicy is the policy of Files.
func bucketPolicy(tb tester, statements string) func(object) {
	tb.Helper()
	return withResource("FilesPolicy", resource("AWS::S3::BucketPolicy", object{"Bucket": ref("Files"), "PolicyDocument": policyDocument(tb, statements)}))
}

func withInline(tb tester, role, statements string) func(object) {
	tb.Helper()
	return with(role, "Policies", list{object{"PolicyName": "Inline", "PolicyDocument": policyDocument(tb, statements)}})
}

func withBoundary(tb tester, statements string) func(object) {
	tb.Helper()
	return func(resources object) {
		resources["Boundary"] = resource("AWS::IAM::ManagedPolicy", object{"PolicyDocument": policyDocument(tb, statements)})
		with("Authenticated", "PermissionsBoundary", ref("Boundary"))(resources)
	}
}
