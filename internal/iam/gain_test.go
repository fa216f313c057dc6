package iam_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/iam"
)

// authority is that of a session of a role, with policies that come from one template so that what the deployment fills in is the same.
func authority(policies iam.Policies) iam.Authority {
	return iam.NewAuthority(iam.Subject{Principal: users, Policies: policies})
}

func allows(action, resource, condition string) string {
	return `{"Effect": "Allow", "Action": "` + action + `", "Resource": "` + resource + `"` + condition + `}`
}

func denies(action, condition string) string {
	return `{"Effect": "Deny", "Action": "` + action + `", "Resource": "*"` + condition + `}`
}

func given(operator, key, values string) string {
	return `, "Condition": {"` + operator + `": {"` + key + `": ` + values + `}}`
}

// gained is a change of the policies of a role, and whether somebody gains and loses by it.
type gained struct {
	name          string
	before, after string
	gain, loss    answer.Answer
}

func TestGain(t *testing.T) {
	t.Parallel()
	const tenant = "aws:PrincipalTag/tenant"
	get, all := allows("s3:GetObject", bucket+"/*", ""), allows("*", "*", "")
	for _, test := range []gained{
		{"the same", get, get, no, no},
		{"an Allow is added", get, get + ", " + allows("s3:PutObject", bucket+"/*", ""), yes, no},
		{"a wildcard takes the place of an action", get, allows("s3:*", bucket+"/*", ""), yes, no},
		{"a part of the resources is left", get, allows("s3:GetObject", bucket+"/public/*", ""), no, yes},
		{
			"two actions in one statement and in two", `{"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"], "Resource": "*"}`,
			allows("s3:PutObject", "*", "") + ", " + allows("s3:GetObject", "*", ""), no, no,
		},
		{"an action in other case", get, allows("S3:getobject", bucket+"/*", ""), no, no},
		{"an action that another statement allows, too", all, all + ", " + get, no, no},
		{"other actions", get, allows("s3:PutObject", bucket+"/*", ""), yes, yes},
		{"another resource", get, allows("s3:GetObject", "arn:aws:s3:::photos/*", ""), yes, yes},
		{"all but some actions", all, `{"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}`, no, yes},
		{
			"fewer exceptions", `{"Effect": "Allow", "NotAction": ["iam:*", "sts:*"], "Resource": "*"}`,
			`{"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}`, yes, no,
		},
		{"an action that is no exception", `{"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}`, allows("s3:GetObject", "*", ""), no, yes},
		{"an action that is an exception", `{"Effect": "Allow", "NotAction": "s3:*", "Resource": "*"}`, get, yes, yes},
		{"all but one resource", get, `{"Effect": "Allow", "Action": "s3:GetObject", "NotResource": "arn:aws:s3:::photos/*"}`, yes, no},

		{"a Deny is added", all, all + ", " + denies("s3:*", ""), no, yes},
		{"a Deny of what nothing allows is added", get, get + ", " + denies("dynamodb:*", ""), no, no},
		{"a Deny denies less", all + ", " + denies("s3:*", ""), all + ", " + denies("s3:Delete*", ""), yes, no},
		{"an Allow takes the place of an Allow and a Deny", all + ", " + denies("s3:Delete*", ""), allows("s3:GetObject", "*", ""), no, yes},
		{
			"an Allow of what is denied is added", get + ", " + denies("s3:Put*", ""),
			get + ", " + denies("s3:Put*", "") + ", " + allows("s3:PutObject", "*", ""), no, no,
		},
		{
			"a Deny of all but some", all + `, {"Effect": "Deny", "NotAction": "s3:*", "Resource": "*"}`,
			all + `, {"Effect": "Deny", "NotAction": ["s3:*", "sqs:*"], "Resource": "*"}`, yes, no,
		},

		{"a condition is taken out", allows("s3:GetObject", "*", given("StringEquals", tenant, `"acme"`)), allows("s3:GetObject", "*", ""), yes, no},
		{
			"a condition has more values", allows("s3:GetObject", "*", given("StringEquals", tenant, `"acme"`)),
			allows("s3:GetObject", "*", given("StringEquals", tenant, `["acme", "globex"]`)), yes, no,
		},
		{
			"a condition has a wildcard", allows("s3:GetObject", "*", given("StringLike", tenant, `"acme"`)),
			allows("s3:GetObject", "*", given("StringLike", tenant, `"a*"`)), yes, no,
		},
		{
			"a negated condition has more values", allows("s3:GetObject", "*", given("StringNotEquals", tenant, `"acme"`)),
			allows("s3:GetObject", "*", given("StringNotEquals", tenant, `["acme", "globex"]`)), no, yes,
		},
		{
			"a condition has another value", allows("s3:GetObject", "*", given("StringEquals", tenant, `"acme"`)),
			allows("s3:GetObject", "*", given("StringEquals", tenant, `"globex"`)), yes, yes,
		},
		{
			"a condition has a wildcard in an ARN", allows("s3:GetObject", "*", given("ArnLike", "aws:SourceArn", `"arn:aws:s3:::a"`)),
			allows("s3:GetObject", "*", given("ArnLike", "aws:SourceArn", `"arn:aws:s3:::*"`)), yes, yes,
		},
		{"a Deny gets a condition", all + ", " + denies("s3:*", ""), all + ", " + denies("s3:*", given("Bool", "aws:SecureTransport", `"false"`)), yes, no},
		{
			"the same policy variable", allows("s3:GetObject", bucket+"/${"+tenant+"}/*", ""),
			allows("s3:GetObject", bucket+"/${aws:principaltag/tenant}/*", ""), no, no,
		},
		{"a policy variable in place of a wildcard", get, allows("s3:GetObject", bucket+"/${"+tenant+"}/*", ""), no, yes},
		{
			"another policy variable", allows("s3:GetObject", bucket+"/${"+tenant+"}/*", ""),
			allows("s3:GetObject", bucket+"/${aws:PrincipalTag/user}/*", ""), yes, yes,
		},
		{
			"a policy variable gets a default", allows("s3:GetObject", bucket+"/${"+tenant+"}/*", ""),
			allows("s3:GetObject", bucket+"/${"+tenant+", 'public'}/*", ""), yes, yes,
		},

		{"a statement that isn't understood is added", get, get + `, {"Effect": "Allow", "action": "*"}`, unknown, unknown},
		{"a condition that isn't understood is added", get, get + ", " + allows("s3:PutObject", "*", `, "Condition": {"Wrong": {"a": "b"}}`), unknown, no},
		{
			"a condition that isn't understood stays", allows("s3:PutObject", "*", `, "Condition": {"Wrong": {"a": "b"}}`),
			allows("s3:PutObject", "*", `, "Condition": {"Wrong": {"a": "b"}}`), no, no,
		},
		{
			"an Allow is added beside a statement that isn't understood", get + `, {"Effect": "Allow", "action": "*"}`,
			get + `, {"Effect": "Allow", "action": "*"}, ` + allows("sqs:*", "*", ""), unknown, unknown,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			before := authority(iam.Policies{Identity: []iam.Policy{policy(t, test.before)}})
			after := authority(iam.Policies{Identity: []iam.Policy{policy(t, test.after)}})
			assert.Equal(t, test.gain, after.GainOver(before).Answer, after.GainOver(before))
			assert.Equal(t, test.loss, before.GainOver(after).Answer, before.GainOver(after))
		})
	}
}

func TestGainByTheVersionThatHasVariables(t *testing.T) {
	t.Parallel()
	const tenant = "${aws:PrincipalTag/tenant}"
	for _, statement := range []string{
		allows("s3:GetObject", bucket+"/"+tenant+"/*", ""),
		allows("s3:GetObject", bucket+"/*", given("StringEquals", "s3:ExistingObjectTag/tenant", `"`+tenant+`"`)),
	} {
		before := authority(iam.Policies{Identity: []iam.Policy{policyOf(t, "", statement)}})
		after := authority(iam.Policies{Identity: []iam.Policy{policy(t, statement)}})
		assert.NotEqual(t, no, after.GainOver(before).Answer, statement)
	}
}

func TestGainBesideOtherPolicies(t *testing.T) {
	t.Parallel()
	all := func(t *testing.T, changes func(*iam.Policies)) iam.Policies {
		t.Helper()
		policies := iam.Policies{Identity: []iam.Policy{policy(t, allows("*", "*", ""))}}
		changes(&policies)
		return policies
	}
	for _, test := range []struct {
		name          string
		before, after func(*testing.T, *iam.Policies)
		gain, loss    answer.Answer
	}{
		{"a boundary is added", none, boundedBy(allows("s3:*", "*", "")), no, yes},
		{"a boundary is narrower", boundedBy(allows("s3:*", "*", "")), boundedBy(allows("s3:GetObject", "*", "")), no, unknown},
		{"a boundary is of what the role isn't allowed", onlyPhotos(boundedBy(allows("*", "*", ""))), onlyPhotos(boundedBy(allows("s3:*", "*", ""))), no, no},
		{"a boundary denies something", boundedBy(allows("*", "*", "")), boundedBy(allows("*", "*", "") + ", " + denies("iam:*", "")), no, yes},
		{"a boundary whose text nobody has", none, unknownBoundary("arn:aws:iam::aws:policy/A"), no, unknown},
		{"the same boundary whose text nobody has", unknownBoundary("arn:aws:iam::aws:policy/A"), unknownBoundary("arn:aws:iam::aws:policy/A"), no, no},
		{"another boundary whose text nobody has", unknownBoundary("arn:aws:iam::aws:policy/A"), unknownBoundary("arn:aws:iam::aws:policy/B"), unknown, unknown},
		{"a managed policy whose text nobody has", none, managed("arn:aws:iam::aws:policy/A"), unknown, unknown},
		{"the same managed policy whose text nobody has", managed("arn:aws:iam::aws:policy/A"), managed("arn:aws:iam::aws:policy/A"), no, no},
		{"a policy that may be for the role", none, perhaps(denies("s3:*", "")), no, unknown},

		{"a bucket's policy denies something", none, onBucket(`"*"`, "Deny"), no, yes},
		{"a bucket's policy denies something to others", none, onBucket(`{"AWS": "arn:aws:iam::111122223333:role/Admins"}`, "Deny"), no, no},
		{"a bucket's policy allows something", onlyPhotos(none), onlyPhotos(onBucket(`{"AWS": "arn:aws:iam::111122223333:role/Users"}`, "Allow")), yes, no},
		{"a bucket's policy allows the account something", onlyPhotos(none), onlyPhotos(onBucket(`{"AWS": "111122223333"}`, "Allow")), no, no},
		{
			"a bucket's policy allows everyone what the boundary may not keep back", onlyQueues(boundedBy(allows("sqs:*", "*", ""))),
			onlyQueues(both(boundedBy(allows("sqs:*", "*", "")), onBucket(`"*"`, "Allow"))), unknown, no,
		},
		{
			"a bucket's policy allows the role what the boundary keeps back", onlyQueues(boundedBy(allows("sqs:*", "*", ""))),
			onlyQueues(both(boundedBy(allows("sqs:*", "*", "")), onBucket(`{"AWS": "arn:aws:iam::111122223333:role/Users"}`, "Allow"))), no, no,
		},
		{"a bucket's policy denies all but what is in another bucket", none, onBucketAllBut("Deny", "arn:aws:s3:::photos/*"), no, yes},
		{"a bucket's policy denies all but a folder", none, onBucketAllBut("Deny", bucket+"/public/*"), no, unknown},
		{
			"a bucket's policy denies all but another folder", onBucketAllBut("Deny", bucket+"/public/*"),
			onBucketAllBut("Deny", bucket+"/private/*"), unknown, unknown,
		},
		{
			"what another bucket holds is allowed beside a bucket's policy that denies all but a folder",
			onlyQueues(onBucketAllBut("Deny", bucket+"/public/*")), onlyPhotos(onBucketAllBut("Deny", bucket+"/public/*")), yes, yes,
		},
		{
			"what another bucket holds is allowed beside a bucket's policy that allows all but a folder",
			onlyQueues(onBucketAllBut("Allow", bucket+"/public/*")), onlyPhotos(onBucketAllBut("Allow", bucket+"/public/*")), yes, yes,
		},
		{
			"a key's policy allows what that of the role allows in vain",
			onKey(`{"AWS": "arn:aws:iam::111122223333:role/Admins"}`), onKey(`{"AWS": "arn:aws:iam::111122223333:role/Users"}`), yes, no,
		},
		{
			"a key's policy allows what it leaves to the account", onKey(`{"AWS": "111122223333"}`),
			onKey(`{"AWS": ["111122223333", "arn:aws:iam::111122223333:role/Users"]}`), no, no,
		},
		{"a key's policy doesn't leave it to the account", onKey(`{"AWS": "111122223333"}`), onKey(`{"AWS": "arn:aws:iam::111122223333:role/Admins"}`), no, unknown},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			before := authority(all(t, func(policies *iam.Policies) { test.before(t, policies) }))
			after := authority(all(t, func(policies *iam.Policies) { test.after(t, policies) }))
			assert.Equal(t, test.gain, after.GainOver(before).Answer, after.GainOver(before))
			assert.Equal(t, test.loss, before.GainOver(after).Answer, before.GainOver(after))
		})
	}
}

type changePolicies = func(*testing.T, *iam.Policies)

func none(*testing.T, *iam.Policies) {}

func onlyPhotos(next changePolicies) changePolicies {
	return func(t *testing.T, policies *iam.Policies) {
		t.Helper()
		policies.Identity = []iam.Policy{policy(t, allows("s3:GetObject", "arn:aws:s3:::photos/*", ""))}
		next(t, policies)
	}
}

func both(first, second changePolicies) changePolicies {
	return func(t *testing.T, policies *iam.Policies) {
		t.Helper()
		first(t, policies)
		second(t, policies)
	}
}

func boundedBy(statements string) changePolicies {
	return func(t *testing.T, policies *iam.Policies) {
		t.Helper()
		policies.Boundary = []iam.Policy{policy(t, statements)}
	}
}

func unknownBoundary(arn string) changePolicies {
	return func(_ *testing.T, policies *iam.Policies) {
		policies.Boundary = []iam.Policy{iam.UnknownPolicy(arn, "is in no template")}
	}
}

func managed(arn string) changePolicies {
	return func(_ *testing.T, policies *iam.Policies) {
		policies.Identity = append(policies.Identity, iam.UnknownPolicy(arn, "is in no template"))
	}
}

func perhaps(statements string) changePolicies {
	return func(t *testing.T, policies *iam.Policies) {
		t.Helper()
		read := policy(t, statements)
		read.Doubt = "may be for another role"
		policies.Identity = append(policies.Identity, read)
	}
}

func onlyQueues(next changePolicies) changePolicies {
	return func(t *testing.T, policies *iam.Policies) {
		t.Helper()
		policies.Identity = []iam.Policy{policy(t, allows("sqs:SendMessage", "*", ""))}
		next(t, policies)
	}
}

// onBucketAllBut is the policy of a bucket with a NotResource.
func onBucketAllBut(effect, resource string) changePolicies {
	return func(t *testing.T, policies *iam.Policies) {
		t.Helper()
		read := policy(t, `{"Effect": "`+effect+`", "Principal": "*", "Action": "s3:*", "NotResource": "`+resource+`"}`)
		read.DecidesAbout = []cfn.Value{cfn.Literal(bucket), cfn.Literal(bucket + "/*")}
		policies.Resource = []iam.Policy{read}
	}
}

func onBucket(principal, effect string) changePolicies {
	return func(t *testing.T, policies *iam.Policies) {
		t.Helper()
		read := policy(t, `{"Effect": "`+effect+`", "Principal": `+principal+`, "Action": "s3:*", "Resource": "`+bucket+`/*"}`)
		read.DecidesAbout = []cfn.Value{cfn.Literal(bucket), cfn.Literal(bucket + "/*")}
		policies.Resource = []iam.Policy{read}
	}
}

func onKey(principal string) changePolicies {
	return func(t *testing.T, policies *iam.Policies) {
		t.Helper()
		read := policy(t, `{"Effect": "Allow", "Principal": `+principal+`, "Action": "kms:*", "Resource": "*"}`)
		read.DecidesAbout, read.MustDelegate = []cfn.Value{cfn.Literal("arn:aws:kms:eu-west-1:111122223333:key/a")}, true
		policies.Resource = []iam.Policy{read}
	}
}

func TestNobodyGainsByTheSame(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		policies := anySituation().Draw(t, "situation").policies(t)
		assert.Equal(t, iam.Gain{}, authority(policies).GainOver(authority(policies)))
	})
}

// versions are two situations that differ in one list of statements, or in one statement. What the deployment fills in is the same in both.
func versions(t *rapid.T) (asked iam.Request, was, is iam.Policies) {
	before := anySituation().Draw(t, "before")
	after := before
	list := rapid.SampledFrom([]*[]string{&after.identity, &after.boundary, &after.session, &after.resource}).Draw(t, "list")
	statements := *list
	switch {
	case len(statements) == 0 || rapid.Bool().Draw(t, "another list"):
		other := anySituation().Draw(t, "other")
		*list = map[*[]string][]string{
			&after.identity: other.identity, &after.boundary: other.boundary, &after.session: other.session, &after.resource: other.resource,
		}[list]
	default:
		at := rapid.IntRange(0, len(statements)-1).Draw(t, "statement that is taken out")
		*list = slices.Delete(slices.Clone(statements), at, at+1)
	}
	if rapid.Bool().Draw(t, "the other way") {
		before, after = after, before
	}
	resources := map[string]any{}
	policies := func(version string, of situation) {
		for name, statements := range map[string][]string{"Identity": of.identity, "Boundary": of.boundary, "Session": of.session, "Resource": of.resource} {
			if statements != nil {
				document := json.RawMessage(`{"Version": "2012-10-17", "Statement": [` + strings.Join(statements, ", ") + `]}`)
				resources[version+name] = map[string]any{"Type": "AWS::IAM::Policy", "Properties": map[string]any{"PolicyDocument": document}}
			}
		}
	}
	policies("Was", before)
	policies("Is", after)
	template, err := json.Marshal(map[string]any{"Resources": resources, "Parameters": map[string]any{"Prefix": map[string]any{"Type": "String"}}})
	require.NoError(t, err)
	app, err := cfn.Parse(template, cfn.Options{})
	require.NoError(t, err)
	deployments, _ := app.Deployments(nil)
	readAll := func(version string) iam.Policies {
		read := func(kind string) []iam.Policy {
			for _, resource := range app.Named(version + kind) {
				return []iam.Policy{iam.ReadPolicy(deployments[0].Properties(resource).Field("PolicyDocument"), kind)}
			}
			return nil
		}
		return iam.Policies{Identity: read("Identity"), Boundary: read("Boundary"), Session: read("Session"), Resource: read("Resource")}
	}
	return before.request, readAll("Was"), readAll("Is")
}

// What is refused before and granted after is a gain.
func TestWhoGainsIsNotSaidToGainNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		asked, was, is := versions(t)
		if iam.Authorize(asked, was).Answer == no && iam.Authorize(asked, is).Answer == yes {
			assert.NotEqual(t, no, authority(is).GainOver(authority(was)).Answer)
		}
	})
}

func TestNobodyLosesByAnAllowNorGainsByADeny(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		before := anySituation().Draw(t, "situation").policies(t)
		allowing, denying := before, before
		further := func(effect string) []iam.Policy {
			return append([]iam.Policy{policy(t, anyStatement(effect).Filter(isTaken).Draw(t, effect))}, before.Identity...)
		}
		allowing.Identity, denying.Identity = further("Allow"), further("Deny")
		assert.Equal(t, no, authority(before).GainOver(authority(allowing)).Answer)
		assert.Equal(t, no, authority(denying).GainOver(authority(before)).Answer)
	})
}
