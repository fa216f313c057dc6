package access_test

import (
	"maps"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/awscdk-constructs/identitypool/access"
)

// permissionCase is a request of a session, and what becomes of it.
type permissionCase struct {
	says       string // the sentence of the documentation of IAM or of a service, or of the project's facts, that it stands for
	statements string // of the role's policy
	changes    []func(object)
	login      *access.Login // default: acme
	request    access.Request
	want       access.Outcome
}

func can(action, resource string, context ...string) access.Request {
	request := access.Request{Action: action, Resource: resource}
	for i := 0; i < len(context); i += 2 {
		if request.Context == nil {
			request.Context = map[string][]string{}
		}
		request.Context[context[i]] = append(request.Context[context[i]], context[i+1])
	}
	return request
}

// absent is a request that lacks a key.
func absent(request access.Request, key string) access.Request {
	if request.Context == nil {
		request.Context = map[string][]string{}
	}
	request.Context[key] = nil
	return request
}

const (
	photoKey  = "${Files.Arn}/photo.jpg"
	identity  = "eu-west-1:00000000-0000-0000-0000-000000000001"
	stranger  = "eu-west-1:00000000-0000-0000-0000-000000000002"
	leading   = "dynamodb:LeadingKeys"
	tenantTag = "${!aws:PrincipalTag/tenant}"
	ownFolder = "${Files.Arn}/${!cognito-identity.amazonaws.com:sub}/*"
)

var read = allowing("s3:GetObject", "${Files.Arn}/*")

// https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html and authentication-flow.html
func signingInCases(*testing.T) []permissionCase {
	return []permissionCase{
		{says: "who gets no role can do nothing", statements: read, login: &access.Login{}, changes: []func(object){with("Pool", "AllowUnauthenticatedIdentities", false)}, request: can("s3:GetObject", photoKey), want: refused},
		{says: "whose role is unknown, of them it is unknown", statements: read, changes: []func(object){with("Attachment", "Roles", object{"Fn::GetAtt": list{"Custom", "Roles"}})}, request: can("s3:GetObject", photoKey), want: unknown},
		{says: "the role's policy decides", statements: read, request: can("s3:GetObject", photoKey), want: granted},
		{says: "a guest has another role", statements: read, login: &access.Login{}, request: can("s3:GetObject", photoKey), want: refused},
		{says: "in the classic flow the app asks for any role", statements: read, login: &access.Login{Provider: "Web", ClassicFlow: true, CustomRole: "Sales"}, changes: []func(object){withResource("Sales", roleWith(trustOf("authenticated", "sts:TagSession")))}, request: can("s3:GetObject", photoKey), want: refused},
	}
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html, and where CloudFormation writes policies
func placeCases(t *testing.T) []permissionCase {
	t.Helper()
	managed := func(properties object) func(object) {
		properties["PolicyDocument"] = policyDocument(t, read)
		return withResource("Managed", resource("AWS::IAM::ManagedPolicy", properties))
	}
	attach := func(arns ...any) func(object) { return with("Authenticated", "ManagedPolicyArns", arns) }
	ask := can("s3:GetObject", photoKey)
	return []permissionCase{
		{says: "an inline policy in the role", changes: []func(object){withInline(t, "Authenticated", read)}, request: ask, want: granted},
		{says: "an inline policy of another role", changes: []func(object){withInline(t, "Admin", read)}, request: ask, want: refused},
		{says: "a policy that names the role", statements: read, request: ask, want: granted},
		{says: "a policy that names another role", statements: read, changes: []func(object){with("Policy", "Roles", list{ref("Admin")})}, request: ask, want: refused},
		{says: "a policy that names no role", statements: read, changes: []func(object){with("Policy", "Roles", nil), with("Policy", "Users", list{"me"})}, request: ask, want: refused},
		{says: "a policy for a role by a name that may be any", statements: read, changes: []func(object){with("Policy", "Roles", list{"Users"})}, request: ask, want: unknown},
		{says: "a policy for a role by the name that it has", statements: read, changes: []func(object){with("Authenticated", "RoleName", "Users"), with("Policy", "Roles", list{"Users"})}, request: ask, want: granted},
		{says: "a policy for a role by a name that it does not have", statements: read, changes: []func(object){with("Authenticated", "RoleName", "Users"), with("Policy", "Roles", list{"Admins"})}, request: ask, want: refused},
		{says: "a policy for a role by the name of another role", statements: read, changes: []func(object){with("Admin", "RoleName", "Admins"), with("Policy", "Roles", list{"Admins"})}, request: ask, want: refused},
		{says: "AWS::IAM::RolePolicy", changes: []func(object){withResource("Role", resource("AWS::IAM::RolePolicy", object{"RoleName": ref("Authenticated"), "PolicyName": "Read", "PolicyDocument": policyDocument(t, read)}))}, request: ask, want: granted},
		{says: "AWS::IAM::RolePolicy of another role", changes: []func(object){withResource("Role", resource("AWS::IAM::RolePolicy", object{"RoleName": ref("Admin"), "PolicyName": "Read", "PolicyDocument": policyDocument(t, read)}))}, request: ask, want: refused},
		{says: "a managed policy that the role names", changes: []func(object){managed(object{}), attach(ref("Managed"))}, request: ask, want: granted},
		{says: "a managed policy that names the role", changes: []func(object){managed(object{"Roles": list{ref("Authenticated")}})}, request: ask, want: granted},
		{says: "a managed policy that is attached to nothing", changes: []func(object){managed(object{})}, request: ask, want: refused},
		{says: "a managed policy by the ARN of its name", changes: []func(object){managed(object{"ManagedPolicyName": "Read"}), attach(sub("arn:aws:iam::${AWS::AccountId}:policy/Read"))}, request: ask, want: granted},
		{says: "a managed policy that no template holds may allow", changes: []func(object){attach("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess")}, request: ask, want: unknown},
		{says: "a managed policy that no template holds may deny", statements: read, changes: []func(object){attach("arn:aws:iam::aws:policy/AWSDenyAll")}, request: ask, want: unknown},
		{says: "also one of AWS that everybody knows", changes: []func(object){attach("arn:aws:iam::aws:policy/AdministratorAccess")}, request: ask, want: unknown},
		{says: "managed policies that only the deployment knows", statements: read, changes: []func(object){with("Authenticated", "ManagedPolicyArns", object{"Fn::GetAtt": list{"Custom", "Arns"}})}, request: ask, want: unknown},
		{says: "a policy as JSON text", changes: []func(object){with("Authenticated", "Policies", list{object{"PolicyName": "Text", "PolicyDocument": sub(`{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "${Files.Arn}/*"}}`)}})}, request: ask, want: granted},
		{says: "a policy whose condition is false is not there", statements: read, changes: []func(object){onCondition("Policy", "Never")}, request: ask, want: unknown},
		{says: "a statement that can't be read makes its policy unclear", statements: read + `, {"Effect": "Allow", "Acton": "s3:*", "Resource": "*"}`, request: can("sqs:SendMessage", "Jobs"), want: unknown},
		{says: "but what it denies for certain is denied", statements: denying("s3:*", "*") + `, {"Effect": "Allow", "Acton": "s3:*", "Resource": "*"}`, request: ask, want: refused},
		{says: "an explicit deny anywhere wins", statements: read, changes: []func(object){withInline(t, "Authenticated", denying("s3:Get*", "*"))}, request: ask, want: refused},
	}
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
func boundaryCases(t *testing.T) []permissionCase {
	t.Helper()
	ask := can("s3:GetObject", photoKey)
	return []permissionCase{
		{says: "effective permissions are what both allow", statements: read, changes: []func(object){withBoundary(t, allowing("s3:*", "*"))}, request: ask, want: granted},
		{says: "the boundary limits", statements: read, changes: []func(object){withBoundary(t, allowing("sqs:*", "*"))}, request: ask, want: refused},
		{says: "the boundary does not grant permissions on its own", changes: []func(object){withBoundary(t, allowing("s3:*", "*"))}, request: ask, want: refused},
		{says: "an explicit deny in the boundary", statements: read, changes: []func(object){withBoundary(t, allowing("*", "*")+","+denying("s3:*", photoKey))}, request: ask, want: refused},
		{says: "a boundary that no template holds", statements: read, changes: []func(object){with("Authenticated", "PermissionsBoundary", "arn:aws:iam::aws:policy/PowerUserAccess")}, request: ask, want: unknown},
		{says: "it limits what a resource grants to the role", changes: []func(object){withBoundary(t, allowing("sqs:*", "*")), bucketPolicy(t, granting(thisRole, "s3:*", "${Files.Arn}/*"))}, request: ask, want: refused},
		{says: "it may not limit what a resource grants to the session", changes: []func(object){withBoundary(t, allowing("sqs:*", "*")), bucketPolicy(t, granting(thisPerson, "s3:*", "${Files.Arn}/*"))}, request: ask, want: unknown},
		{says: "nor what it grants to everyone with aws:PrincipalArn", changes: []func(object){withBoundary(t, allowing("sqs:*", "*")), bucketPolicy(t, granting(`"*"`, "s3:*", "${Files.Arn}/*", `"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/*"}`))}, request: ask, want: unknown},
	}
}

// https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html#access-policies-scope-down-services
func guestCases(t *testing.T) []permissionCase {
	t.Helper()
	guest := func(says, action, resource string, login access.Login, want access.Outcome, changes ...func(object)) permissionCase {
		return permissionCase{says: says, login: &login, changes: append([]func(object){withInline(t, "Unauthenticated", allowing("*", "*"))}, changes...), request: can(action, resource), want: want}
	}
	return []permissionCase{
		guest("a service of both lists", "polly:SynthesizeSpeech", "*", access.Login{}, granted),
		guest("a service of the inline policy", "s3:GetObject", photoKey, access.Login{}, granted),
		guest("a service of the managed policy", "geo:GetMapTile", "*", access.Login{}, granted),
		guest("an action of the managed policy", "kms:Decrypt", "Key", access.Login{}, granted),
		guest("an action of a service of which others are listed", "kms:Sign", "Key", access.Login{}, refused),
		guest("a service of no list", "bedrock:InvokeModel", "*", access.Login{}, refused),
		guest("an action of no list", "evidently:EvaluateFeature", "*", access.Login{}, refused),
		guest("Systems Manager is in no list", "ssm:GetParameter", "arn:aws:ssm:eu-west-1:111122223333:parameter/x", access.Login{}, refused),
		guest("the classic flow has no session policies", "bedrock:InvokeModel", "*", access.Login{ClassicFlow: true}, granted),
		guest("the lists do not grant", "s3:GetObject", photoKey, access.Login{}, refused, with("Unauthenticated", "Policies", nil)),
		guest("several actions of which only some are listed", "kms:*", "Key", access.Login{}, unknown),
		guest("signed-in users have none", "bedrock:InvokeModel", "*", acme, granted, withInline(t, "Authenticated", allowing("*", "*"))),
	}
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html and reference_policies_condition-keys.html
func contextCases(t *testing.T) []permissionCase {
	t.Helper()
	when := func(condition string) string { return allowing("s3:GetObject", "${Files.Arn}/*", condition) }
	ask := can("s3:GetObject", photoKey)
	tags := func(key, value string) func(object) {
		return with("Authenticated", "Tags", list{object{"Key": key, "Value": value}})
	}
	byTenant := allowing("s3:GetObject", "${Files.Arn}/"+tenantTag+"/*")
	own := allowing("s3:GetObject", ownFolder)
	byIdentity := access.Login{Provider: "Web", IdentityID: identity}
	return []permissionCase{
		{says: "a session tag in a resource", statements: byTenant, request: can("s3:GetObject", "${Files.Arn}/acme/a"), want: granted},
		{says: "the tag of another one", statements: byTenant, request: can("s3:GetObject", "${Files.Arn}/globex/a"), want: refused},
		{says: "tag keys are not case-sensitive", statements: allowing("s3:GetObject", "${Files.Arn}/${!aws:principaltag/Tenant}/*"), request: can("s3:GetObject", "${Files.Arn}/acme/a"), want: granted},
		{says: "tag values are case-sensitive", statements: byTenant, request: can("s3:GetObject", "${Files.Arn}/Acme/a"), want: refused},
		{says: "a tag without a value matches nothing", statements: byTenant, login: &access.Login{Provider: "Web"}, request: can("s3:GetObject", "${Files.Arn}//a"), want: refused},
		{says: "a tag with a wildcard is one", statements: byTenant, login: &access.Login{Provider: "Web", Claims: object{"custom:tenant": "*"}}, request: can("s3:GetObject", "${Files.Arn}/globex/a"), want: unknown},
		{says: "a tag from a claim that is no text", statements: byTenant, login: &access.Login{Provider: "Web", Claims: object{"custom:tenant": 7}}, request: can("s3:GetObject", "${Files.Arn}/7/a"), want: unknown},
		{says: "a default where there is no tag", statements: allowing("s3:GetObject", "${Files.Arn}/${!aws:PrincipalTag/team, 'all'}/*"), request: can("s3:GetObject", "${Files.Arn}/all/a"), want: granted},
		{says: "the role's own tags count", statements: allowing("s3:GetObject", "${Files.Arn}/${!aws:PrincipalTag/team}/*"), changes: []func(object){tags("team", "red")}, request: can("s3:GetObject", "${Files.Arn}/red/a"), want: granted},
		{says: "a session tag wins over the role's", statements: byTenant, changes: []func(object){tags("Tenant", "globex")}, request: can("s3:GetObject", "${Files.Arn}/globex/a"), want: refused},
		{says: "without the claim the role's tag counts", statements: byTenant, changes: []func(object){tags("tenant", "globex")}, login: &access.Login{Provider: "Web"}, request: can("s3:GetObject", "${Files.Arn}/globex/a"), want: granted},
		{says: "a developer provider may set another value for the role's tag", statements: byTenant, changes: []func(object){tags("tenant", "acme")}, login: &access.Login{Provider: "login.example.com"}, request: can("s3:GetObject", "${Files.Arn}/acme/a"), want: unknown},
		{says: "a session tag from a claim that only the deployment knows may win over the role's", statements: byTenant, changes: []func(object){
			with("Authenticated", "Tags", list{object{"Key": "tenant", "Value": "acme"}, object{"Key": object{"Fn::If": list{"A", "b", "c"}}, "Value": "x"}}),
			withResource("Tags", tagMapping(sub(userPoolName), object{"tenant": object{"Fn::If": list{"A", "b", "c"}}})),
		}, request: can("s3:GetObject", "${Files.Arn}/acme/a"), want: unknown},
		{says: "nobody changes the session's tags", statements: byTenant, request: can("s3:GetObject", "${Files.Arn}/globex/a", "aws:PrincipalTag/tenant", "globex"), want: refused},
		{says: "tags come with each call of a developer provider", statements: byTenant, login: &access.Login{Provider: "login.example.com"}, request: can("s3:GetObject", "${Files.Arn}/acme/a"), want: unknown},
		{says: "the user's own folder", statements: own, request: can("s3:GetObject", "${Files.Arn}/${cognito-identity.amazonaws.com:sub}/a"), want: granted},
		{says: "the folder of somebody else", statements: own, request: can("s3:GetObject", "${Files.Arn}/"+stranger+"/a"), want: refused},
		{says: "an identity that is told", statements: own, login: &byIdentity, request: can("s3:GetObject", "${Files.Arn}/"+identity+"/a"), want: granted},
		{says: "another one than is told", statements: own, login: &byIdentity, request: can("s3:GetObject", "${Files.Arn}/"+stranger+"/a"), want: refused},
		{says: "the own id in a key", statements: allowing("s3:ListBucket", "${Files.Arn}", `"StringLike": {"s3:prefix": "${cognito-identity.amazonaws.com:sub}/*"}`), request: can("s3:ListBucket", "Files", "s3:prefix", "${cognito-identity.amazonaws.com:sub}/2026"), want: granted},
		{says: "nobody changes the session's identity", statements: own, request: can("s3:GetObject", "${Files.Arn}/"+stranger+"/a", "cognito-identity.amazonaws.com:sub", stranger), want: refused},
		{says: "the id of the identity pool", statements: when(`"StringEquals": {"cognito-identity.amazonaws.com:aud": {"Ref": "Pool"}}`), request: ask, want: granted},
		{says: "the id of another one", statements: when(`"StringEquals": {"cognito-identity.amazonaws.com:aud": "eu-west-1:0a1b2c3d-0000-0000-0000-000000000000"}`), request: ask, want: unknown},
		{says: "how they signed in", statements: when(`"ForAnyValue:StringLike": {"cognito-identity.amazonaws.com:amr": "authenticated"}`), request: ask, want: granted},
		{says: "a signed-in user is no guest", statements: when(`"ForAnyValue:StringEquals": {"cognito-identity.amazonaws.com:amr": "unauthenticated"}`), request: ask, want: refused},
		{says: "a key with several values never resolves in a resource", statements: allowing("s3:GetObject", "${Files.Arn}/${!cognito-identity.amazonaws.com:amr}/*"), request: can("s3:GetObject", "${Files.Arn}/authenticated/a"), want: refused},
		{says: "aws:PrincipalArn is the role's ARN", statements: when(`"ArnEquals": {"aws:PrincipalArn": {"Fn::GetAtt": ["Authenticated", "Arn"]}}`), request: ask, want: granted},
		{says: "aws:PrincipalArn of another role", statements: when(`"ArnEquals": {"aws:PrincipalArn": {"Fn::GetAtt": ["Admin", "Arn"]}}`), request: ask, want: refused},
		{says: "aws:PrincipalType is AssumedRole", statements: when(`"StringEquals": {"aws:PrincipalType": "AssumedRole"}`), request: ask, want: granted},
		{says: "aws:PrincipalAccount is the role's", statements: when(`"StringEquals": {"aws:PrincipalAccount": {"Ref": "AWS::AccountId"}}`), request: ask, want: granted},
		{says: "aws:username is absent for roles", statements: when(`"StringLike": {"aws:username": "*"}`), request: ask, want: refused},
		{says: "requests are encrypted", statements: when(`"Bool": {"aws:SecureTransport": "true"}`), request: ask, want: granted},
		{says: "unless a test says that one isn't", statements: when(`"Bool": {"aws:SecureTransport": "true"}`), request: can("s3:GetObject", photoKey, "aws:SecureTransport", "false"), want: refused},
		{says: "a key that nobody gave is unknown", statements: when(`"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}`), request: ask, want: unknown},
		{says: "a key that a test gives", statements: when(`"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}`), request: can("s3:GetObject", photoKey, "aws:SourceIp", "203.0.113.7"), want: granted},
		{says: "…IfExists never passes because nobody said", statements: when(`"StringEqualsIfExists": {"s3:VersionId": "1"}`), request: ask, want: unknown},
		{says: "…IfExists passes where a key is absent", statements: when(`"StringEqualsIfExists": {"s3:VersionId": "1"}`), request: absent(ask, "s3:VersionId"), want: granted},
		{says: "…Not… never passes because nobody said", statements: when(`"StringNotEquals": {"s3:VersionId": "1"}`), request: ask, want: unknown},
		{says: "ForAllValues never passes because nobody said", statements: when(`"ForAllValues:StringEquals": {"aws:TagKeys": "a"}`), request: ask, want: unknown},
		{says: "a Deny on a key that nobody gave", statements: read + "," + denying("s3:*", "*", `"StringNotEquals": {"aws:SourceVpce": "vpce-1"}`), request: ask, want: unknown},
		{says: "DynamoDB: LeadingKeys are those of the request", statements: allowing("dynamodb:*", "${Orders.Arn}", `"ForAllValues:StringEquals": {"dynamodb:LeadingKeys": "acme"}`), request: can("dynamodb:Query", "Orders", leading, "acme"), want: granted},
		{says: "DynamoDB: other keys", statements: allowing("dynamodb:*", "${Orders.Arn}", `"ForAllValues:StringEquals": {"dynamodb:LeadingKeys": "acme"}`), request: can("dynamodb:Query", "Orders", leading, "globex"), want: refused},
		{says: "DynamoDB: one key of another one", statements: allowing("dynamodb:*", "${Orders.Arn}", `"ForAllValues:StringEquals": {"dynamodb:LeadingKeys": "acme"}`), request: can("dynamodb:BatchGetItem", "Orders", leading, "acme", leading, "globex"), want: refused},
		{says: "DynamoDB: Scan has no LeadingKeys, so ForAllValues lets it through", statements: allowing("dynamodb:*", "${Orders.Arn}", `"ForAllValues:StringEquals": {"dynamodb:LeadingKeys": "acme"}`), request: can("dynamodb:Scan", "Orders"), want: granted},
		{says: "DynamoDB: whatever a test says of Scan", statements: allowing("dynamodb:*", "${Orders.Arn}", `"ForAnyValue:StringEquals": {"dynamodb:LeadingKeys": "acme"}`), request: can("dynamodb:Scan", "Orders", leading, "acme"), want: refused},
		{says: "S3: s3:prefix is not in a request for an object", statements: when(`"StringLike": {"s3:prefix": "a/*"}`), request: ask, want: refused},
		{says: "S3: a list may have no prefix", statements: allowing("s3:ListBucket", "${Files.Arn}", `"StringLike": {"s3:prefix": "a/*"}`), request: can("s3:ListBucket", "Files"), want: unknown},
		{says: "S3: a list without prefix", statements: allowing("s3:ListBucket", "${Files.Arn}", `"StringLike": {"s3:prefix": "a/*"}`), request: absent(can("s3:ListBucket", "Files"), "s3:prefix"), want: refused},
	}
}

// https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
func resourceCases(t *testing.T) []permissionCase {
	t.Helper()
	ordersByName := []func(object){with("Orders", "TableName", "orders")}
	return []permissionCase{
		{says: "a name stands for the ARN", statements: allowing("dynamodb:Query", "${Orders.Arn}"), request: can("dynamodb:Query", "Orders"), want: granted},
		{says: "an ARN with a Ref in it is the same", statements: allowing("dynamodb:Query", "arn:aws:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${Orders}"), request: can("dynamodb:Query", "Orders"), want: granted},
		{says: "of the same partition", statements: allowing("dynamodb:Query", "arn:${AWS::Partition}:dynamodb:*:*:table/${Orders}"), request: can("dynamodb:Query", "${Orders.Arn}"), want: granted},
		{says: "an index is another resource", statements: allowing("dynamodb:Query", "${Orders.Arn}"), request: can("dynamodb:Query", "${Orders.Arn}/index/by-date"), want: refused},
		{says: "a name that the template gives", statements: allowing("dynamodb:Query", "${Orders.Arn}"), changes: ordersByName, request: can("dynamodb:Query", "arn:aws:dynamodb:${AWS::Region}:${AWS::AccountId}:table/orders"), want: granted},
		{says: "a physical name", statements: allowing("s3:GetObject", "${Photos.Arn}/*"), request: can("s3:GetObject", "arn:aws:s3:::photos/a"), want: granted},
		{says: "an ARN in the policy, the resource in the test", statements: allowing("s3:GetObject", "arn:aws:s3:::photos/*"), request: can("s3:GetObject", "${Photos.Arn}/a"), want: granted},
		{says: "the bucket is not its objects", statements: allowing("s3:*", "${Files.Arn}"), request: can("s3:GetObject", photoKey), want: refused},
		{says: "objects are not the bucket", statements: allowing("s3:*", "${Files.Arn}/*"), request: can("s3:ListBucket", "Files"), want: refused},
		{says: "another bucket", statements: allowing("s3:*", "${Photos.Arn}/*"), request: can("s3:GetObject", photoKey), want: refused},
		{says: "a literal name may be the one that is generated", statements: allowing("s3:*", "arn:aws:s3:::other/*"), request: can("s3:GetObject", photoKey), want: unknown},
		{says: "two generated names differ", statements: allowing("sqs:*", "${Jobs.Arn}"), changes: []func(object){withResource("Other", resource("AWS::SQS::Queue", object{}))}, request: can("sqs:SendMessage", "Other"), want: refused},
		{says: "all objects", statements: read, request: can("s3:GetObject", "${Files.Arn}/*"), want: granted},
		{says: "all objects of a folder", statements: read, request: can("s3:GetObject", "${Files.Arn}/a/*"), want: granted},
		{says: "all objects of which some are allowed", statements: allowing("s3:GetObject", "${Files.Arn}/a/*"), request: can("s3:GetObject", "${Files.Arn}/*"), want: unknown},
		{says: "all objects of which none is", statements: allowing("s3:GetObject", "${Files.Arn}/a/*"), request: can("s3:GetObject", "${Files.Arn}/b/*"), want: refused},
		{says: "all actions", statements: allowing("s3:*", "${Files.Arn}/*"), request: can("s3:Get*", photoKey), want: granted},
		{says: "all actions of which some are allowed", statements: read, request: can("s3:Get*", photoKey), want: unknown},
		{says: "an action without resources", statements: allowing("polly:SynthesizeSpeech", "*"), request: can("polly:SynthesizeSpeech", ""), want: granted},
		{says: "an action without resources of S3", statements: allowing("s3:ListAllMyBuckets", "*"), request: can("s3:ListAllMyBuckets", "*"), want: granted},
		{says: "all buckets, of which others have policies", statements: allowing("s3:*", "*"), request: can("s3:GetObject", "*"), want: unknown},
		{says: "an action without resources that is allowed on one", statements: allowing("polly:SynthesizeSpeech", "arn:aws:polly:*:*:lexicon/a"), request: can("polly:SynthesizeSpeech", ""), want: unknown},
		{says: "a bucket of somebody else has its own policy", statements: allowing("s3:*", "*"), request: can("s3:GetObject", "arn:aws:s3:::public-data/a"), want: unknown},
		{says: "a bucket that has a part of its name from a table is none of the app", statements: allowing("s3:*", "*"), request: can("s3:GetObject", "arn:aws:s3:::logs-${Orders}/a"), want: unknown},
		{says: "a bucket that a custom resource names is none of the app", statements: allowing("s3:*", "*"), request: can("s3:GetObject", "arn:aws:s3:::${Custom.Name}/a"), want: unknown},
		{says: "a resource whose ARN only a function tells is none of the app", statements: allowing("sqs:*", "*"), request: can("sqs:SendMessage", "${Custom.Arn}"), want: unknown},
		{says: "a table of the app in a region of which the template doesn't tell", statements: allowing("dynamodb:*", "*"), request: can("dynamodb:Query", "arn:aws:dynamodb:eu-west-1:111122223333:table/${Orders}/index/by-date"), want: granted},
		{says: "an API of the app in any region", statements: allowing("execute-api:*", "*"), changes: []func(object){withResource("Api", resource("AWS::ApiGateway::RestApi", object{}))}, request: can("execute-api:Invoke", "arn:aws:execute-api:*:*:${Api}/prod/GET/orders"), want: granted},
		{says: "an Elasticsearch domain of the app", statements: allowing("es:*", "*"), changes: []func(object){withResource("Search", resource("AWS::Elasticsearch::Domain", object{}))}, request: can("es:ESHttpGet", "arn:aws:es:eu-west-1:111122223333:domain/${Search}/a"), want: granted},
		{says: "a bucket that is called like a table is none of the app", statements: allowing("s3:*", "*"), request: can("s3:GetObject", "arn:aws:s3:::${Orders}/a"), want: unknown},
		{says: "a resource of a type whose ARNs are not known", statements: allowing("lambda:*", "*"), changes: []func(object){liveAlias}, request: can("lambda:InvokeFunction", "${Live}"), want: granted},
		{says: "it may even allow what the role doesn't", statements: allowing("s3:GetObject", "arn:aws:s3:::other/*"), request: can("s3:GetObject", "arn:aws:s3:::public-data/a"), want: unknown},
		{says: "but not what the role denies", statements: denying("s3:*", "*"), request: can("s3:GetObject", "arn:aws:s3:::public-data/a"), want: refused},
		{says: "a resource of a service without such policies", statements: allowing("translate:*", "*"), request: can("translate:TranslateText", "arn:aws:translate:eu-west-1:111122223333:terminology/a/LATEST"), want: granted},
		{says: "a name that the app doesn't have", statements: read, request: can("s3:GetObject", "Fils"), want: unknown},
		{says: "a policy variable in a request", statements: read, request: can("s3:GetObject", "${Files.Arn}/${aws:PrincipalTag/tenant}/a"), want: unknown},
		{says: "what is no action", statements: allowing("*", "*"), request: can("GetObject", photoKey), want: unknown},
		{says: "STS: the other role decides, too", statements: allowing("sts:AssumeRole", "*"), request: can("sts:AssumeRole", "Admin"), want: unknown},
		{says: "IAM: a role may be passed", statements: allowing("iam:PassRole", "${Admin.Arn}"), request: can("iam:PassRole", "Admin"), want: granted},
	}
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html and the services' pages on such policies
func resourcePolicyCases(t *testing.T) []permissionCase {
	t.Helper()
	document := func(statements string) object { return policyDocument(t, statements) }
	ask, objects := can("s3:GetObject", photoKey), "${Files.Arn}/*"
	queue := func(statements string) func(object) {
		return withResource("JobsPolicy", resource("AWS::SQS::QueuePolicy", object{"Queues": list{ref("Jobs")}, "PolicyDocument": document(statements)}))
	}
	return []permissionCase{
		{says: "S3: the policy of the bucket grants to the role", changes: []func(object){bucketPolicy(t, granting(thisRole, "s3:GetObject", objects))}, request: ask, want: granted},
		{says: "S3: the policy of the bucket grants to everyone", changes: []func(object){bucketPolicy(t, granting(`"*"`, "s3:GetObject", objects))}, request: ask, want: granted},
		{says: "S3: the policy of the bucket grants to another role", changes: []func(object){bucketPolicy(t, granting(thatRole, "s3:GetObject", objects))}, request: ask, want: refused},
		{says: "S3: the account only delegates", changes: []func(object){bucketPolicy(t, granting(thisRoot, "s3:GetObject", objects))}, request: ask, want: refused},
		{says: "S3: the policy of the bucket denies", statements: read, changes: []func(object){bucketPolicy(t, refusing(`"*"`, "s3:*", objects))}, request: ask, want: refused},
		{says: "S3: the policy of the bucket denies the account", statements: read, changes: []func(object){bucketPolicy(t, refusing(thisRoot, "s3:*", objects))}, request: ask, want: refused},
		{says: "S3: a policy that denies, whose condition nobody knows", statements: read, changes: []func(object){bucketPolicy(t, refusing(`"*"`, "s3:*", objects)), onCondition("FilesPolicy", "Never")}, request: ask, want: unknown},
		{says: "S3: a policy that grants, whose condition nobody knows", changes: []func(object){bucketPolicy(t, granting(thisRole, "s3:*", objects)), onCondition("FilesPolicy", "Never")}, request: ask, want: unknown},
		{says: "S3: a Deny of requests without encryption", statements: read, changes: []func(object){bucketPolicy(t, refusing(`"*"`, "s3:*", objects, `"Bool": {"aws:SecureTransport": "false"}`))}, request: ask, want: granted},
		{says: "S3: the policy of another bucket", statements: read, changes: []func(object){bucketPolicy(t, refusing(`"*"`, "s3:*", "*")), with("FilesPolicy", "Bucket", ref("Photos"))}, request: ask, want: granted},
		{says: "S3: the policy of a bucket by its name", statements: allowing("s3:*", "${Photos.Arn}/*"), changes: []func(object){bucketPolicy(t, refusing(`"*"`, "s3:*", "*")), with("FilesPolicy", "Bucket", "photos")}, request: can("s3:GetObject", "${Photos.Arn}/a"), want: refused},
		{says: "S3: the policy of a bucket whose name only the deployment knows", statements: read, changes: []func(object){bucketPolicy(t, refusing(`"*"`, "s3:*", "*")), with("FilesPolicy", "Bucket", object{"Fn::GetAtt": list{"Custom", "Name"}})}, request: ask, want: unknown},
		{says: "SQS: the policy of the queue grants to the role", changes: []func(object){queue(granting(thisRole, "sqs:SendMessage", "${Jobs.Arn}"))}, request: can("sqs:SendMessage", "Jobs"), want: granted},
		{says: "SQS: the policy of the queue denies", statements: allowing("sqs:*", "*"), changes: []func(object){queue(refusing(`"*"`, "sqs:SendMessage", "*"))}, request: can("sqs:SendMessage", "Jobs"), want: refused},
		{says: "SQS: the policy of one queue says nothing of another", statements: allowing("sqs:*", "*"), changes: []func(object){queue(refusing(`"*"`, "sqs:SendMessage", "*")), withResource("Other", resource("AWS::SQS::Queue", object{}))}, request: can("sqs:SendMessage", "Other"), want: granted},
		{says: "SQS: an inline policy of the queue", changes: []func(object){withResource("Inline", resource("AWS::SQS::QueueInlinePolicy", object{"Queue": ref("Jobs"), "PolicyDocument": document(granting(thisRole, "sqs:*", "*"))}))}, request: can("sqs:SendMessage", "Jobs"), want: granted},
		{says: "SNS: the policy of the topic", changes: []func(object){withResource("NewsPolicy", resource("AWS::SNS::TopicPolicy", object{"Topics": list{ref("News")}, "PolicyDocument": document(granting(thisRole, "sns:Publish", "${News}"))}))}, request: can("sns:Publish", "News"), want: granted},
		{says: "Secrets Manager: the policy of the secret", statements: allowing("secretsmanager:*", "*"), changes: []func(object){withResource("SecretPolicy", resource("AWS::SecretsManager::ResourcePolicy", object{"SecretId": ref("Secret"), "ResourcePolicy": document(refusing(thisRole, "secretsmanager:GetSecretValue", "*"))}))}, request: can("secretsmanager:GetSecretValue", "Secret"), want: refused},
		{says: "KMS: the key delegates to the account", statements: allowing("kms:Decrypt", "${Key.Arn}"), request: can("kms:Decrypt", "Key"), want: granted},
		{says: "KMS: without it no identity policy counts", statements: allowing("kms:Decrypt", "${Key.Arn}"), changes: []func(object){with("Key", "KeyPolicy", document(granting(thatRole, "kms:*", "*")))}, request: can("kms:Decrypt", "Key"), want: refused},
		{says: "KMS: the key allows the role itself", changes: []func(object){with("Key", "KeyPolicy", document(granting(thisRole, "kms:Decrypt", "*")))}, request: can("kms:Decrypt", "Key"), want: granted},
		{says: "KMS: a key without a policy delegates", statements: allowing("kms:Decrypt", "${Key.Arn}"), changes: []func(object){with("Key", "KeyPolicy", nil)}, request: can("kms:Decrypt", "Key"), want: granted},
		{says: "KMS: the default key policy grants nothing to roles", changes: []func(object){with("Key", "KeyPolicy", nil)}, request: can("kms:Decrypt", "Key"), want: refused},
		{says: "KMS: what encrypts a bucket is asked for by itself", statements: read, changes: []func(object){with("Key", "KeyPolicy", document(granting(thatRole, "kms:*", "*")))}, request: ask, want: granted},
		{says: "DynamoDB: the policy of a table stands in it", changes: []func(object){with("Orders", "ResourcePolicy", object{"PolicyDocument": document(granting(thisRole, "dynamodb:Query", "*"))})}, request: can("dynamodb:Query", "Orders"), want: granted},
		{says: "DynamoDB: it is that of its indexes, too", statements: allowing("dynamodb:*", "*"), changes: []func(object){with("Orders", "ResourcePolicy", object{"PolicyDocument": document(refusing(thisRole, "dynamodb:Query", "*"))})}, request: can("dynamodb:Query", "${Orders.Arn}/index/by-date"), want: refused},
		{says: "Lambda: a permission for the role", changes: []func(object){withResource("Permission", resource("AWS::Lambda::Permission", object{"FunctionName": ref("Resize"), "Action": "lambda:InvokeFunction", "Principal": getAtt("Authenticated", "Arn")}))}, request: can("lambda:InvokeFunction", "Resize"), want: granted},
		{says: "Lambda: a permission for a service", changes: []func(object){withResource("Permission", resource("AWS::Lambda::Permission", object{"FunctionName": ref("Resize"), "Action": "lambda:InvokeFunction", "Principal": "s3.amazonaws.com"}))}, request: can("lambda:InvokeFunction", "Resize"), want: refused},
		{says: "Lambda: a permission for a function is none for its aliases", changes: []func(object){lambdaPermission(object{"FunctionName": ref("Resize")})}, request: can("lambda:InvokeFunction", "${Resize.Arn}:live"), want: refused},
		{says: "Lambda: nor for all that begins with its ARN", changes: []func(object){lambdaPermission(object{"FunctionName": ref("Resize")})}, request: can("lambda:InvokeFunction", "${Resize.Arn}:*"), want: refused},
		{says: "Lambda: a permission for an alias", changes: []func(object){lambdaPermission(object{"FunctionName": ref("Live")}), liveAlias}, request: can("lambda:InvokeFunction", "${Resize.Arn}:live"), want: granted},
		{says: "Lambda: a permission for an alias is none for the function", changes: []func(object){lambdaPermission(object{"FunctionName": ref("Live")}), liveAlias}, request: can("lambda:InvokeFunction", "Resize"), want: refused},
		{says: "Lambda: an alias by its ARN", changes: []func(object){lambdaPermission(object{"FunctionName": sub("${Resize.Arn}:live")})}, request: can("lambda:InvokeFunction", "${Resize.Arn}:live"), want: granted},
		{says: "Lambda: an alias by its name", changes: []func(object){lambdaPermission(object{"FunctionName": sub("${Resize}:live")})}, request: can("lambda:InvokeFunction", "${Resize.Arn}:live"), want: granted},
		{says: "Lambda: an alias by its Ref", changes: []func(object){lambdaPermission(object{"FunctionName": ref("Live")}), liveAlias}, request: can("lambda:InvokeFunction", "${Live}"), want: granted},
		{says: "Lambda: an alias by its Ref, to which a permission is given by its name", changes: []func(object){lambdaPermission(object{"FunctionName": sub("${Resize}:live")}), liveAlias}, request: can("lambda:InvokeFunction", "${Live}"), want: granted},
		{says: "Lambda: an alias by its Ref, whose function has a permission", changes: []func(object){lambdaPermission(object{"FunctionName": ref("Resize")}), liveAlias}, request: can("lambda:InvokeFunction", "${Live}"), want: refused},
		{says: "Lambda: a version by its Ref", changes: []func(object){lambdaPermission(object{"FunctionName": ref("Version")}), withResource("Version", resource("AWS::Lambda::Version", object{"FunctionName": ref("Resize")}))}, request: can("lambda:InvokeFunction", "${Version}"), want: granted},
		{says: "Lambda: a version by its Ref, whose number only the deployment knows", changes: []func(object){lambdaPermission(object{"FunctionName": sub("${Resize}:1")}), withResource("Version", resource("AWS::Lambda::Version", object{"FunctionName": ref("Resize")}))}, request: can("lambda:InvokeFunction", "${Version}"), want: unknown},
		{says: "Lambda: another alias", changes: []func(object){lambdaPermission(object{"FunctionName": sub("${Resize}:live")})}, request: can("lambda:InvokeFunction", "${Resize.Arn}:beta"), want: refused},
		{says: "Lambda: a version, whose number only the deployment knows", changes: []func(object){lambdaPermission(object{"FunctionName": ref("Version")}), withResource("Version", resource("AWS::Lambda::Version", object{"FunctionName": ref("Resize")}))}, request: can("lambda:InvokeFunction", "${Resize.Arn}:1"), want: unknown},
		{says: "Lambda: a version is not the function", changes: []func(object){lambdaPermission(object{"FunctionName": ref("Version")}), withResource("Version", resource("AWS::Lambda::Version", object{"FunctionName": ref("Resize")}))}, request: can("lambda:InvokeFunction", "Resize"), want: refused},
		{says: "Lambda: a function that isn't known", changes: []func(object){lambdaPermission(object{"FunctionName": getAtt("Custom", "Function")})}, request: can("lambda:InvokeFunction", "Resize"), want: unknown},
		{says: "Lambda: a permission with a condition that is met", changes: []func(object){lambdaPermission(object{"FunctionName": ref("Resize"), "Action": "lambda:InvokeFunctionUrl", "FunctionUrlAuthType": "AWS_IAM"})}, request: access.Request{Action: "lambda:InvokeFunctionUrl", Resource: "Resize", Context: map[string][]string{"lambda:FunctionUrlAuthType": {"AWS_IAM"}}}, want: granted},
		{says: "Lambda: a permission with a condition that isn't met", changes: []func(object){lambdaPermission(object{"FunctionName": ref("Resize"), "SourceAccount": "444455556666"})}, request: access.Request{Action: "lambda:InvokeFunction", Resource: "Resize", Context: map[string][]string{"aws:SourceAccount": {}}}, want: refused},
		{says: "Lambda: a permission for the function's URL only", changes: []func(object){lambdaPermission(object{"FunctionName": ref("Resize"), "InvokedViaFunctionUrl": true})}, request: can("lambda:InvokeFunction", "Resize"), want: unknown},
		{says: "Lambda: a permission with a property that nobody knows", changes: []func(object){lambdaPermission(object{"FunctionName": ref("Resize"), "Weather": "fine"})}, request: can("lambda:InvokeFunction", "Resize"), want: unknown},
		{says: "Lambda: a permission with a condition", changes: []func(object){withResource("Permission", resource("AWS::Lambda::Permission", object{"FunctionName": ref("Resize"), "Action": "lambda:InvokeFunction", "Principal": "*", "PrincipalOrgID": "o-1"}))}, request: can("lambda:InvokeFunction", "Resize"), want: unknown},
		{says: "EventBridge: the policy of a bus stands in it", statements: allowing("events:PutEvents", "*"), changes: []func(object){withResource("Bus", resource("AWS::Events::EventBus", object{"Name": "bus", "Policy": document(refusing(`"*"`, "events:PutEvents", "*"))}))}, request: can("events:PutEvents", "Bus"), want: refused},
		{says: "EventBridge: a statement of the policy of a bus", statements: allowing("events:PutEvents", "*"), changes: []func(object){withResource("Bus", resource("AWS::Events::EventBus", object{"Name": "bus"})), busPolicy("Bus")}, request: can("events:PutEvents", "Bus"), want: unknown},
		{says: "EventBridge: a statement of the policy of another bus", statements: allowing("events:PutEvents", "*"), changes: []func(object){withResource("Bus", resource("AWS::Events::EventBus", object{"Name": "bus"})), withResource("Other", resource("AWS::Events::EventBus", object{"Name": "other"})), busPolicy("Other")}, request: can("events:PutEvents", "Bus"), want: granted},
		{says: "EFS: the policy of a file system stands in it", statements: allowing("elasticfilesystem:*", "*"), changes: []func(object){withResource("Shared", resource("AWS::EFS::FileSystem", object{"FileSystemPolicy": document(refusing(`"*"`, "elasticfilesystem:ClientMount", "*"))}))}, request: can("elasticfilesystem:ClientMount", "Shared"), want: refused},
		{says: "Backup: the policy of a vault stands in it", statements: allowing("backup:*", "*"), changes: []func(object){withResource("Vault", resource("AWS::Backup::BackupVault", object{"BackupVaultName": "vault", "AccessPolicy": document(refusing(`"*"`, "backup:*", "*"))}))}, request: can("backup:DeleteRecoveryPoint", "${Vault.BackupVaultArn}"), want: refused},
		{says: "CloudWatch Logs: the policy of a log group stands in it", statements: allowing("logs:*", "*"), changes: []func(object){withResource("Log", resource("AWS::Logs::LogGroup", object{"ResourcePolicyDocument": document(refusing(`"*"`, "logs:*", "*"))}))}, request: can("logs:GetLogEvents", "${Log.Arn}"), want: refused},
		{says: "ECR: the policy of a repository stands in it", statements: allowing("ecr:*", "*"), changes: []func(object){withResource("Images", resource("AWS::ECR::Repository", object{"RepositoryPolicyText": document(refusing(`"*"`, "ecr:*", "*"))}))}, request: can("ecr:BatchGetImage", "Images"), want: refused},
		{says: "a policy of a form that isn't read", statements: allowing("schemas:*", "*"), changes: []func(object){withResource("Registry", resource("AWS::EventSchemas::Registry", object{})), withResource("RegistryPolicy", resource("AWS::EventSchemas::RegistryPolicy", object{"RegistryName": ref("Registry"), "Policy": document(refusing(`"*"`, "schemas:*", "*"))}))}, request: can("schemas:DescribeRegistry", "${Registry.RegistryArn}"), want: unknown},
		{says: "API Gateway: the policy of the API stands in it", statements: allowing("execute-api:Invoke", "*"), changes: []func(object){with("API", "Policy", document(refusing(`"*"`, "execute-api:Invoke", "execute-api:/prod/DELETE/*")))}, request: can("execute-api:Invoke", "${API.Arn}/prod/DELETE/orders"), want: refused},
		{says: "API Gateway: the short form of a resource is that of this API", statements: allowing("execute-api:Invoke", "*"), changes: []func(object){with("API", "Policy", document(refusing(`"*"`, "execute-api:Invoke", "execute-api:/prod/DELETE/*")))}, request: can("execute-api:Invoke", "${API.Arn}/prod/GET/orders"), want: granted},
	}
}

// liveAlias adds an alias of a function.
func liveAlias(template object) {
	withResource("Live", resource("AWS::Lambda::Alias", object{"FunctionName": ref("Resize"), "Name": "live"}))(template)
}

// lambdaPermission allows the signed-in to invoke a function.
func lambdaPermission(properties object) func(object) {
	permission := object{"Action": "lambda:InvokeFunction", "Principal": getAtt("Authenticated", "Arn")}
	maps.Copy(permission, properties)
	return withResource("Permission", resource("AWS::Lambda::Permission", permission))
}

// busPolicy denies a bus of EventBridge to everyone.
func busPolicy(bus string) func(object) {
	return withResource("Statement", resource("AWS::Events::EventBusPolicy", object{
		"EventBusName": ref(bus), "StatementId": "a",
		"Statement": object{"Effect": "Deny", "Principal": "*", "Action": "events:PutEvents", "Resource": "*"},
	}))
}

func TestPermissions(t *testing.T) {
	t.Parallel()
	for group, cases := range map[string][]permissionCase{
		"signing in": signingInCases(t), "places": placeCases(t), "boundary": boundaryCases(t), "guests": guestCases(t),
		"context": contextCases(t), "resources": resourceCases(t), "policies of resources": resourcePolicyCases(t),
	} {
		for _, test := range cases {
			t.Run(group+"/"+test.says, func(t *testing.T) {
				t.Parallel()
				login := acme
				if test.login != nil {
					login = *test.login
				}
				pool := mustReadPool(t, permissionTemplate(t, test.statements, test.changes...))
				got := pool.Session(login).Can(test.request)
				assert.Equal(t, test.want, got.Outcome, got)
				assert.NotEmpty(t, got.Reason)
			})
		}
	}
}
