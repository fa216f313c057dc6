package iam_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/iam"
)

func oneOf(texts ...string) *rapid.Generator[string] { return rapid.SampledFrom(texts) }

// anyStatement draws statements that apply to some of the requests, to none, and of which that isn't known.
func anyStatement(effect string) *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		action := oneOf(`"Action": "s3:GetObject"`, `"Action": "s3:*"`, `"Action": ["s3:PutObject", "sqs:*"]`, `"NotAction": "s3:Put*"`, `"Action": "*"`,
			`"Action": "s*"`, `"Action": "s3:Get?bject"`).Draw(t, "action")
		resource := oneOf(`"Resource": "*"`, `"Resource": "arn:aws:s3:::files/*"`, `"Resource": "arn:aws:s3:::files/a/*"`, `"NotResource": "arn:aws:s3:::files/a/*"`,
			`"Resource": "arn:aws:s3:::files/${aws:PrincipalTag/t}/*"`, `"Resource": {"Fn::Sub": "arn:aws:s3:::files/${Prefix}"}`,
			`"Resource": "arn:aws:s3:::files/?/b"`).Draw(t, "resource")
		condition := oneOf(``, ``, `, "Condition": {"StringEquals": {"aws:PrincipalTag/t": "a"}}`, `, "Condition": {"StringNotLike": {"aws:userid": "a*"}}`,
			`, "Condition": {"ForAllValues:StringLike": {"aws:TagKeys": ["a", "b*"]}}`, `, "Condition": {"ForAnyValue:StringEqualsIfExists": {"aws:TagKeys": "a"}}`,
			`, "Condition": {"NumericLessThanIfExists": {"some:number": "3"}}`, `, "Condition": {"Null": {"aws:userid": "true"}}`,
			`, "Condition": {"Wrong": {"aws:userid": "true"}}`, `, "Conditions": {}`).Draw(t, "condition")
		return `{"Effect": "` + effect + `", ` + action + `, ` + resource + condition + `}`
	})
}

func anyEffect() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		return anyStatement(oneOf("Allow", "Allow", "Deny").Draw(t, "effect")).Draw(t, "statement")
	})
}

func someOf() *rapid.Generator[[]string] { return rapid.SliceOfN(anyEffect(), 0, 4) }

func anyResource() *rapid.Generator[string] {
	return oneOf("arn:aws:s3:::files/a/b", "arn:aws:s3:::files/a", "arn:aws:s3:::files/b/b", "arn:aws:s3:::files/*", "arn:aws:s3:::files/a/*", "*",
		"arn:aws:s3:::other")
}

func anyKeys() *rapid.Generator[map[string][]string] {
	return rapid.MapOfN(
		oneOf("aws:PrincipalTag/t", "aws:userid", "aws:TagKeys", "some:number"),
		rapid.SliceOfN(oneOf("a", "b", "abc", "2", "*", ""), 0, 2), 0, 4,
	)
}

// situation is a request with all policies that count.
type situation struct {
	request                               iam.Request
	identity, boundary, session, resource []string
}

func anySituation() *rapid.Generator[situation] {
	return rapid.Custom(func(t *rapid.T) situation {
		limits := func(name string) []string {
			if rapid.Bool().Draw(t, "has "+name) {
				return someOf().Draw(t, name)
			}
			return nil
		}
		asked := request(oneOf("s3:GetObject", "s3:PutObject", "s3:*").Draw(t, "action"), anyResource().Draw(t, "resource"), anyKeys().Draw(t, "context"))
		asked.Principal = users
		var resource []string
		for _, statement := range someOf().Draw(t, "policy of the resource") {
			who := oneOf(`"*"`, `{"AWS": "111122223333"}`, `{"AWS": "arn:aws:iam::111122223333:role/Users"}`, `{"AWS": "arn:aws:iam::111122223333:role/Admins"}`,
				`{"AWS": "arn:aws:sts::111122223333:assumed-role/Users/CognitoIdentityCredentials"}`).Draw(t, "principal")
			resource = append(resource, strings.Replace(statement, `{`, `{"Principal": `+who+`, `, 1))
		}
		return situation{asked, someOf().Draw(t, "policy of the role"), limits("boundary"), limits("session policy"), resource}
	})
}

func (s situation) policies(t *rapid.T) iam.Policies {
	read := func(statements []string) []iam.Policy {
		if statements == nil {
			return nil
		}
		return []iam.Policy{policy(t, strings.Join(statements, ", "))}
	}
	return iam.Policies{Identity: read(s.identity), Boundary: read(s.boundary), Session: read(s.session), Resource: read(s.resource)}
}

func (s situation) ask(t *rapid.T) iam.Verdict { return iam.Authorize(s.request, s.policies(t)) }

// isTaken is false for statements that IAM refuses, of whose policy nothing is certain.
func isTaken(statement string) bool {
	return !strings.Contains(statement, `"s*"`) && !strings.Contains(statement, "Conditions")
}

func TestADenyNeverGrants(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		before := anySituation().Draw(t, "situation")
		after := before
		after.identity = append([]string{anyStatement("Deny").Filter(isTaken).Draw(t, "further Deny")}, before.identity...)
		assert.LessOrEqual(t, after.ask(t).Answer, before.ask(t).Answer)
	})
}

func TestAnAllowNeverRefuses(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		before := anySituation().Draw(t, "situation")
		after := before
		after.identity = append([]string{anyStatement("Allow").Filter(isTaken).Draw(t, "further Allow")}, before.identity...)
		assert.GreaterOrEqual(t, after.ask(t).Answer, before.ask(t).Answer)
	})
}

func TestANarrowerRequestIsAnsweredAsTheWiderOne(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		wide := anySituation().Draw(t, "situation")
		narrow := wide
		wide.request.Resource = cfn.Literal("arn:aws:s3:::files/*")
		narrow.request.Resource = cfn.Literal(oneOf("arn:aws:s3:::files/a/b", "arn:aws:s3:::files/a/*", "arn:aws:s3:::files/?").Draw(t, "narrower"))
		if answer := wide.ask(t).Answer; answer != unknown {
			assert.Equal(t, answer, narrow.ask(t).Answer)
		}
	})
}

func TestANarrowerStatementNeverGrants(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		asked := request("s3:GetObject", anyResource().Draw(t, "resource"), nil)
		wide := policy(t, onResource("arn:aws:s3:::files/*")).Evaluate(asked)
		narrow := policy(t, onResource("arn:aws:s3:::files/"+rapid.StringMatching(`[a/*?]{0,5}`).Draw(t, "rest"))).Evaluate(asked)
		assert.LessOrEqual(t, narrow.Answer, wide.Answer)
	})
}

func TestBoundaryAndSessionPolicyOnlyTakeAway(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		with := anySituation().Draw(t, "situation")
		without := with
		without.boundary, without.session = nil, nil
		assert.LessOrEqual(t, with.ask(t).Answer, without.ask(t).Answer)
	})
}

func TestAnUnknownKeyNeverGrantsNorRefuses(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		known := anySituation().Draw(t, "situation")
		unsaid := known
		unsaid.request.Context = iam.Context{}
		if answer := unsaid.ask(t).Answer; answer != unknown {
			assert.Equal(t, answer, known.ask(t).Answer, "whatever a key is")
		}
	})
}

func TestWhatTheDeploymentFillsInNeverGrantsNorRefuses(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		drawn := anySituation().Draw(t, "situation")
		filled := drawn
		prefix := oneOf("a/b", "", "*", "b/b", "x").Draw(t, "what the deployment fills in")
		for _, list := range []*[]string{&filled.identity, &filled.boundary, &filled.session, &filled.resource} {
			var replaced []string
			for _, statement := range *list {
				replaced = append(replaced, strings.ReplaceAll(statement, "${Prefix}", prefix))
			}
			if *list != nil {
				*list = append([]string{}, replaced...)
			}
		}
		if answer := drawn.ask(t).Answer; answer != unknown {
			assert.Equal(t, answer, filled.ask(t).Answer)
		}
	})
}

func TestTheOrderOfStatementsMakesNoDifference(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		before := anySituation().Draw(t, "situation")
		after := before
		after.identity = rapid.Permutation(before.identity).Draw(t, "reordered")
		assert.Equal(t, before.ask(t).Answer, after.ask(t).Answer)
	})
}

func TestNothingSharedIsAllowedToBoth(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		one, other := anySituation().Draw(t, "one"), anySituation().Draw(t, "other")
		first := iam.Subject{Principal: users, Policies: one.policies(t), Context: one.request.Context}
		second := iam.Subject{Principal: users, Policies: other.policies(t), Context: other.request.Context}
		if len(iam.Shared(first, second)) > 0 {
			t.Skip("they share something")
		}
		asked := one.request
		mine := iam.Authorize(asked, first.Policies)
		asked.Context = other.request.Context
		assert.NotEqual(t, [2]any{yes, yes}, [2]any{mine.Answer, iam.Authorize(asked, second.Policies).Answer})
	})
}

func TestWhatIsCertainlySharedIsNotRefused(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		one, other := anySituation().Draw(t, "one"), anySituation().Draw(t, "other")
		first := iam.Subject{Principal: users, Policies: one.policies(t), Context: one.request.Context}
		second := iam.Subject{Principal: users, Policies: other.policies(t), Context: other.request.Context}
		for _, shared := range iam.Shared(first, second) {
			asked := iam.Request{Principal: users, Action: shared.Action, Resource: shared.Resource, Context: first.Context}
			if shared.Answer == yes {
				assert.NotEqual(t, no, iam.Authorize(asked, first.Policies).Answer, shared)
				asked.Context = second.Context
				assert.NotEqual(t, no, iam.Authorize(asked, second.Policies).Answer, shared)
			} else {
				assert.NotEmpty(t, shared.Reason, shared)
			}
		}
	})
}
