package access_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool/access"
)

// What the templates of the examples call their resources.
const (
	exampleRole   = "IdentityPoolAuthenticatedRole42131CF5"
	exampleGuests = "IdentityPoolUnauthenticatedRole68AEFF8B"
	examplePolicy = "IdentityPoolAuthenticatedRoleDefaultPolicy3DB89FA0"
	examplePool   = "IdentityPoolEC8A1A0D"
)

// example is the template of one of the examples, to be changed at will.
type example struct {
	template  object
	resources object
}

func readExample(t *testing.T, name string) example {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "examples", "testdata", name+".template.json"))
	require.NoError(t, err)
	read := example{template: object{}}
	require.NoError(t, json.Unmarshal(text, &read.template))
	read.resources = read.template["Resources"].(object)
	return read
}

func (e example) properties(logicalID string) object {
	return e.resources[logicalID].(object)["Properties"].(object)
}

func (e example) document() object { return e.properties(examplePolicy)["PolicyDocument"].(object) }

func (e example) statement(number int) object {
	return e.document()["Statement"].(list)[number-1].(object)
}

func (e example) add(statement object) {
	e.document()["Statement"] = append(e.document()["Statement"].(list), statement)
}

func (e example) pool(t *testing.T) *access.IdentityPool {
	t.Helper()
	return mustRead(t, e.template).IdentityPools()[0]
}

func allow(action, resource any) object {
	return object{"Effect": "Allow", "Action": action, "Resource": resource}
}

func deny(action, resource any) object {
	return object{"Effect": "Deny", "Action": action, "Resource": resource}
}

func objectsOf(bucket, pattern string) object { return sub("${" + bucket + ".Arn}/" + pattern) }

func tenantLogin(tenant any) access.Login {
	login := access.Login{Provider: "Tenants/UserPool/WebApp"}
	if tenant != nil {
		login.Claims = object{"custom:tenant": tenant}
	}
	return login
}

func userLogin(identityID string) access.Login {
	return access.Login{Provider: "UserFolders/UserPool/UserPoolAuthenticationProviderClient", IdentityID: identityID}
}

func TestExamplesKeepPeopleApart(t *testing.T) {
	t.Parallel()
	tenants := readExample(t, "Tenants").pool(t)
	for _, other := range []any{"globex", "acme-2", "acm", "", nil} {
		shared := access.Shared(tenants.Session(tenantLogin("acme")), tenants.Session(tenantLogin(other)))
		assert.Empty(t, shared, other)
	}
	folders := readExample(t, "UserFolders").pool(t)
	assert.Empty(t, access.Shared(folders.Session(userLogin("")), folders.Session(userLogin(""))))
	const one, another = "eu-west-1:00000000-0000-0000-0000-000000000001", "eu-west-1:00000000-0000-0000-0000-000000000002"
	assert.Empty(t, access.Shared(folders.Session(userLogin(one)), folders.Session(userLogin(another))))
	assert.Empty(t, access.Shared(folders.Session(userLogin(one)), folders.Session(userLogin(""))))
	assert.NotEmpty(t, access.Shared(folders.Session(userLogin(one)), folders.Session(userLogin(one))), "an identity with itself")
}

func TestHolesBetweenTenantsAreFound(t *testing.T) {
	t.Parallel()
	const documents, orders = "Documents7E5B2978", "OrdersA9B65338"
	leadingKeys := func(operator string) object {
		return object{operator: object{"dynamodb:LeadingKeys": list{"${aws:PrincipalTag/tenant}"}}}
	}
	for _, test := range []struct {
		hole   string
		seed   func(example)
		other  access.Login // default: of tenant acme-2
		action string       // that both can do
		want   access.Outcome
	}{
		{"Scan beside the actions that name keys", func(e example) {
			e.statement(3)["Action"], e.statement(3)["Condition"] = list{"dynamodb:Query", "dynamodb:Scan"}, leadingKeys("ForAllValues:StringEquals")
		}, access.Login{}, "dynamodb:Scan", access.Granted},
		{"all actions of DynamoDB", func(e example) {
			e.statement(3)["Action"], e.statement(3)["Condition"] = "dynamodb:*", leadingKeys("ForAllValues:StringEquals")
		}, access.Login{}, "dynamodb:Scan", access.Granted},
		{"a prefix without a slash", func(e example) {
			e.statement(1)["Resource"] = objectsOf(documents, "${!aws:PrincipalTag/tenant}*")
		}, access.Login{}, "s3:GetObject", access.Granted},
		{"a list without a prefix", func(e example) { delete(e.statement(2), "Condition") }, access.Login{}, "s3:ListBucket", access.Granted},
		{"a list whose prefix has no slash", func(e example) {
			e.statement(2)["Condition"] = object{"StringLike": object{"s3:prefix": "${aws:PrincipalTag/tenant}*"}}
		}, access.Login{}, "s3:ListBucket", access.Granted},
		{"a list that asks for the prefix only if there is one", func(e example) {
			e.statement(2)["Condition"] = object{"StringLikeIfExists": object{"s3:prefix": "${aws:PrincipalTag/tenant}/*"}}
		}, access.Login{}, "s3:ListBucket", access.Granted},
		{"a missing tag with a default", func(e example) {
			e.statement(1)["Resource"] = objectsOf(documents, "${!aws:PrincipalTag/tenant, 'acme'}/*")
		}, tenantLogin(nil), "s3:GetObject", access.Granted},
		{"a missing tag that nothing asks for", func(e example) {
			e.add(allow("s3:GetObject", objectsOf(documents, "${!aws:PrincipalTag/team, 'all'}/*")))
		}, access.Login{}, "s3:GetObject", access.Granted},
		{"a tag that users can write", func(example) {}, tenantLogin("acme"), "s3:GetObject", access.Granted},
		{"a wildcard in a tag", func(example) {}, tenantLogin("*"), "s3:GetObject", access.Unknown},
		{"a claim that is no text", func(example) {}, tenantLogin(7), "s3:GetObject", access.Unknown},
		{"…Like with a pattern around the tag", func(e example) {
			e.statement(3)["Condition"] = object{"ForAllValues:StringLike": object{"dynamodb:LeadingKeys": list{"${aws:PrincipalTag/tenant}*"}}}
		}, access.Login{}, "dynamodb:Query", access.Granted},
		{"a Deny that misses", func(e example) {
			e.add(allow("s3:GetObject", objectsOf(documents, "*")))
			e.add(deny("s3:GetObject", objectsOf(documents, "private/*")))
		}, access.Login{}, "s3:GetObject", access.Granted},
		{"a Deny of other actions", func(e example) {
			e.add(allow("dynamodb:*", getAtt(orders, "Arn")))
			denied := deny("dynamodb:Query", getAtt(orders, "Arn"))
			denied["Condition"] = leadingKeys("ForAnyValue:StringNotEquals")
			e.add(denied)
		}, access.Login{}, "dynamodb:*", access.Granted},
		{"NotAction", func(e example) {
			e.add(object{"Effect": "Allow", "NotAction": "iam:*", "Resource": objectsOf(documents, "*")})
		}, access.Login{}, "s3:GetObject", access.Granted},
		{"NotResource", func(e example) {
			e.add(object{"Effect": "Allow", "Action": "s3:GetObject", "NotResource": objectsOf(documents, "private/*")})
		}, access.Login{}, "s3:GetObject", access.Granted},
		{"a bucket policy that lets everyone in", func(e example) {
			policy := e.properties("DocumentsPolicy2E972B69")["PolicyDocument"].(object)
			open := allow("s3:GetObject", objectsOf(documents, "*"))
			open["Principal"] = "*"
			policy["Statement"] = append(policy["Statement"].(list), open)
		}, access.Login{}, "s3:GetObject", access.Granted},
		{"guests", func(e example) {
			e.properties(examplePool)["AllowUnauthenticatedIdentities"] = true
			e.properties(exampleGuests)["Policies"] = list{object{"PolicyName": "Read", "PolicyDocument": object{
				"Version": "2012-10-17", "Statement": list{allow("s3:GetObject", objectsOf(documents, "*"))},
			}}}
		}, access.Login{Provider: ""}, "s3:GetObject", access.Granted},
		{"the classic flow to a role of somebody else", func(e example) {
			e.properties(examplePool)["AllowClassicFlow"] = true
			e.resources["Support"] = resource("AWS::IAM::Role", object{
				"AssumeRolePolicyDocument": e.properties(exampleRole)["AssumeRolePolicyDocument"],
				"Policies": list{object{"PolicyName": "Read", "PolicyDocument": object{
					"Version": "2012-10-17", "Statement": list{allow("s3:Get*", objectsOf(documents, "*"))},
				}}},
			})
		}, access.Login{Provider: "Tenants/UserPool/WebApp", ClassicFlow: true, CustomRole: "Support", Claims: object{"custom:tenant": "acme-2"}}, "s3:GetObject", access.Granted},
		{"a managed policy that nobody has", func(e example) {
			e.properties(exampleRole)["ManagedPolicyArns"] = list{"arn:aws:iam::aws:policy/ReadOnlyAccess"}
		}, access.Login{}, "*", access.Unknown},
	} {
		t.Run(test.hole, func(t *testing.T) {
			t.Parallel()
			seeded := readExample(t, "Tenants")
			test.seed(seeded)
			pool := seeded.pool(t)
			other := test.other
			if other.Provider == "" && test.hole != "guests" {
				other = tenantLogin("acme-2")
			}
			shared := access.Shared(pool.Session(tenantLogin("acme")), pool.Session(other))
			require.NotEmpty(t, shared)
			assert.Contains(t, outcomesOf(shared, test.action), test.want, "%s", shared)
			assert.NotEmpty(t, access.Shared(pool.Session(other), pool.Session(tenantLogin("acme"))), "the other way round")
		})
	}
}

func outcomesOf(shared []access.Overlap, action string) []access.Outcome {
	var found []access.Outcome
	for _, overlap := range shared {
		if overlap.Action == action {
			found = append(found, overlap.Outcome)
		}
	}
	return found
}

func TestHolesBetweenUserFoldersAreFound(t *testing.T) {
	t.Parallel()
	const files, own = "Files8E6940B8", "${!cognito-identity.amazonaws.com:sub}"
	for _, test := range []struct {
		hole   string
		seed   func(example)
		action string
		want   access.Outcome
	}{
		{"the whole bucket", func(e example) { e.statement(1)["Resource"] = objectsOf(files, "*") }, "s3:GetObject", access.Granted},
		{"a prefix without a slash, for one id might begin with another", func(e example) {
			e.statement(1)["Resource"] = objectsOf(files, own+"*")
		}, "s3:GetObject", access.Unknown},
		{"a list without a prefix", func(e example) { delete(e.statement(2), "Condition") }, "s3:ListBucket", access.Granted},
		{"the id of the pool in place of the identity", func(e example) {
			e.statement(1)["Resource"] = objectsOf(files, "${!cognito-identity.amazonaws.com:aud}/*")
		}, "s3:GetObject", access.Granted},
		{"a tag that nobody has", func(e example) {
			e.statement(1)["Resource"] = objectsOf(files, "${!aws:PrincipalTag/user, 'shared'}/*")
		}, "s3:GetObject", access.Granted},
		{"a folder for all", func(e example) { e.add(allow("s3:PutObject", objectsOf(files, "inbox/*"))) }, "s3:PutObject", access.Granted},
		{"a policy of the version without variables", func(e example) { e.document()["Version"] = "2008-10-17" }, "s3:GetObject", access.Granted},
	} {
		t.Run(test.hole, func(t *testing.T) {
			t.Parallel()
			seeded := readExample(t, "UserFolders")
			test.seed(seeded)
			pool := seeded.pool(t)
			shared := access.Shared(pool.Session(userLogin("")), pool.Session(userLogin("")))
			assert.Contains(t, outcomesOf(shared, test.action), test.want, "%s", shared)
		})
	}
}

func TestARoleOfAnotherPoolIsFound(t *testing.T) {
	t.Parallel()
	tenants := readExample(t, "Tenants")
	tenants.resources["Backoffice"] = resource("AWS::Cognito::IdentityPool", object{"AllowUnauthenticatedIdentities": true})
	tenants.resources["BackofficeRoles"] = resource("AWS::Cognito::IdentityPoolRoleAttachment", object{
		"IdentityPoolId": ref("Backoffice"), "Roles": object{"unauthenticated": getAtt("Agents", "Arn")},
	})
	tenants.resources["Agents"] = resource("AWS::IAM::Role", object{
		"AssumeRolePolicyDocument": object{"Version": "2012-10-17", "Statement": list{object{
			"Effect": "Allow", "Principal": object{"Federated": commercial}, "Action": "sts:AssumeRoleWithWebIdentity",
			"Condition": object{"StringEquals": object{commercial + ":aud": ref("Backoffice")}},
		}}},
		"Policies": list{object{"PolicyName": "All", "PolicyDocument": object{
			"Version": "2012-10-17", "Statement": list{allow("s3:*", objectsOf("Documents7E5B2978", "*"))},
		}}},
	})
	app := mustRead(t, tenants.template)
	backoffice, err := app.IdentityPool("Backoffice")
	require.NoError(t, err)
	pool, err := app.IdentityPool("Tenants/IdentityPool")
	require.NoError(t, err)
	shared := access.Shared(pool.Session(tenantLogin("acme")), backoffice.Session(access.Login{}))
	assert.Contains(t, outcomesOf(shared, "s3:GetObject"), access.Granted)
	for _, holder := range backoffice.WhoCan(access.Request{Action: "s3:GetObject", Resource: "${Tenants/Documents.Arn}/acme/order.pdf"}) {
		assert.Equal(t, "Agents", holder.Role)
	}
}

func TestOverlapsNameTheStatementsThatAllow(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		says, statements string
		changes          []func(object)
		want             []string
	}{
		{
			says: "a permission for another function", statements: allowing("lambda:InvokeFunction", "arn:aws:lambda:eu-west-1:111122223333:function:other"),
			changes: []func(object){lambdaPermission(object{"FunctionName": ref("Resize")})},
			want: []string{
				"granted: arn:aws:lambda:eu-west-1:111122223333:function:other by Policy statement 1 and Policy statement 1",
				"unknown: arn:aws:lambda:eu-west-1:111122223333:function:other by Policy statement 1 and Permission statement 1",
				"unknown: arn:aws:lambda:eu-west-1:111122223333:function:other by Permission statement 1 and Policy statement 1",
				"granted: ${Resize.Arn} by Permission statement 1 and Permission statement 1",
			},
		},
		{
			says: "a permission for a function whose name may match a pattern", statements: allowing("lambda:InvokeFunction", "arn:aws:lambda:*:*:function:other-*"),
			changes: []func(object){lambdaPermission(object{"FunctionName": ref("Resize")})},
			want: []string{
				"granted: arn:aws:lambda:*:*:function:other-* by Policy statement 1 and Policy statement 1",
				"unknown: ${Resize.Arn} by Policy statement 1 and Permission statement 1",
				"unknown: ${Resize.Arn} by Permission statement 1 and Policy statement 1",
				"granted: ${Resize.Arn} by Permission statement 1 and Permission statement 1",
			},
		},
		{
			says: "a key that leaves nothing to the policies of roles", statements: allowing("kms:Decrypt", "${Key.Arn}"),
			changes: []func(object){with("Key", "KeyPolicy", policyDocument(t, granting(thisRole, "kms:Decrypt", "*")))},
			want:    []string{"granted: ${Key.Arn} by Key statement 1 and Key statement 1"},
		},
	} {
		t.Run(test.says, func(t *testing.T) {
			t.Parallel()
			pool := mustReadPool(t, permissionTemplate(t, test.statements, test.changes...))
			var found []string
			for _, each := range access.Shared(pool.Session(acme), pool.Session(acme)) {
				found = append(found, fmt.Sprintf("%s: %s by %s and %s", each.Outcome, each.Resource, each.Statements[0], each.Statements[1]))
			}
			assert.Equal(t, test.want, found)
		})
	}
}
