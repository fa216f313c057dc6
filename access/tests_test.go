package access_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool/access"
)

// testsFile writes a file of tests about the template beside it.
func testsFile(t *testing.T, text string) string {
	t.Helper()
	folder := t.TempDir()
	template, err := os.ReadFile("testdata/corpus/groups/template.yaml")
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(folder, "template.yaml"), template, 0o600))
	file := filepath.Join(folder, "groups.access.yaml")
	require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
	return file
}

func loadTests(t *testing.T, text string) *access.Tests {
	t.Helper()
	tests, err := access.LoadTests(testsFile(t, text))
	require.NoError(t, err)
	return tests
}

const goodTests = `app: template.yaml
pool: IdentityPool
tests:
  - name: an editor publishes
    login: {provider: Web, groups: [editors, testers]}
    role: Editor
    can:
      - s3:DeleteObject ${Articles.Arn}/published/a.txt
      - {action: s3:ListBucket, resource: Articles, context: {"s3:prefix": [drafts/]}}
    cannot:
      - s3:DeleteBucket Articles
  - name: an author writes drafts of their own
    login: {provider: App, groups: authors, identityId: "eu-central-1:00000000-0000-0000-0000-000000000001"}
    can:
      - s3:PutObject ${Articles.Arn}/drafts/${cognito-identity.amazonaws.com:sub}/a.txt
    cannot:
      - s3:PutObject ${Articles.Arn}/drafts/eu-central-1:00000000-0000-0000-0000-000000000002/a.txt
  - name: guests are refused
    login: guest
    refused: true
`

func TestTestsPass(t *testing.T) {
	t.Parallel()
	tests := loadTests(t, goodTests)
	assert.Equal(t, "IdentityPool", tests.Pool)
	results := tests.Run(nil)
	require.Len(t, results, 3)
	for i, line := range []int{4, 12, 18} {
		assert.True(t, results[i].Passed, results[i])
		assert.Equal(t, line, results[i].Line)
		assert.Empty(t, results[i].Reason)
		assert.Equal(t, tests.File, results[i].File)
		assert.Equal(t, "passed: "+results[i].Name, results[i].String())
	}
}

func TestTestsRunOnTheAppThatIsGiven(t *testing.T) {
	t.Parallel()
	app, err := access.Load("testdata/corpus/tenants/template.yaml")
	require.NoError(t, err)
	results := loadTests(t, "app: missing.yaml\ntests:\n  - {name: guests, login: guest, refused: true}\n").Run(app)
	require.Len(t, results, 1)
	assert.True(t, results[0].Passed, results[0])
}

func TestFailedTestSaysWhyAndWhere(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		expectation string
		line        int
		reason      string
	}{
		"another role":               {"role: Author", 4, "expected the role Author, but it is granted Editor: "},
		"a role that is none":        {"role: Publisher", 4, "expected the role Publisher, but it is granted Editor: "},
		"not refused":                {"refused: true", 4, "expected the sign-in to be refused, but it is granted Editor: "},
		"what is refused":            {"can: [s3:DeleteBucket Articles]", 4, "expected s3:DeleteBucket on Articles to be granted, but it is refused: "},
		"what is granted":            {"cannot: [s3:ListBucket Articles]", 4, "expected s3:ListBucket on Articles to be refused, but it is granted: "},
		"what is unknown, as can":    {"can: [sqs:SendMessage arn:aws:sqs:eu-central-1:111122223333:queue]", 4, "expected sqs:SendMessage on arn:aws:sqs:eu-central-1:111122223333:queue to be granted, but it is unknown"},
		"what is unknown, as cannot": {"cannot: [sqs:SendMessage arn:aws:sqs:eu-central-1:111122223333:queue]", 4, "expected sqs:SendMessage on arn:aws:sqs:eu-central-1:111122223333:queue to be refused, but it is unknown"},
		"objects, asked of a bucket": {"cannot: [s3:GetObject Articles]", 4, "expected s3:GetObject on Articles to be refused, but it is unknown: s3:GetObject is about objects"},
		"several":                    {"role: Author\n    can: [s3:DeleteBucket Articles]", 4, "line 6: expected the role Author, but it is granted Editor: "},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tests := loadTests(t, "app: template.yaml\ntests:\n  - {name: an editor, login: &editor {provider: Web, groups: [editors]}, role: Editor}\n"+
				"  - name: an expectation\n    login: *editor\n    "+test.expectation+"\n")
			result := tests.Run(nil)[1]
			assert.False(t, result.Passed)
			assert.Equal(t, test.line+2, result.Line)
			assert.True(t, strings.HasPrefix(result.Reason, test.reason), result.Reason)
			assert.True(t, strings.HasPrefix(result.String(), tests.File+":6: an expectation: "), result)
		})
	}
}

func TestTestsThatCanNotRunHaveFailed(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ head, reason string }{
		"no app named":           {"", "names no app; write app: cdk.out"},
		"an app that is missing": {"app: missing.yaml\n", "missing.yaml"},
		"a pool that is none":    {"app: template.yaml\npool: Other\n", `the templates have no identity pool "Other"; they have IdentityPool`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			results := loadTests(t, test.head+"tests:\n  - {name: guests, login: guest, refused: true}\n").Run(nil)
			require.Len(t, results, 1)
			assert.False(t, results[0].Passed)
			assert.Contains(t, results[0].Reason, test.reason)
		})
	}
}

func TestClaimsAreWhatATokenHolds(t *testing.T) {
	t.Parallel()
	tests := loadTests(t, `app: template.yaml
tests:
  - name: a role in the token
    login:
      provider: Web
      claims: {"cognito:preferred_role": Author, "cognito:roles": [Author, Editor], born: 2001-02-03, age: 7, is: true, more: {a: [1]}}
    role: Author
`)
	assert.True(t, tests.Run(nil)[0].Passed, tests.Run(nil)[0])
}

func TestLoginsAreMerged(t *testing.T) {
	t.Parallel()
	results := loadTests(t, `app: template.yaml
tests:
  - {name: a reader, login: &reader {provider: Web, claims: {a: b}}, role: Reader}
  - {name: an editor, login: {groups: [editors], <<: *reader}, role: Editor}
  - {name: an author, login: {<<: [*reader, {provider: App, groups: [authors]}]}, role: Author}
  - {name: an editor of the other client, login: {<<: *reader, groups: editors, provider: App}, role: Editor}
`).Run(nil)
	require.Len(t, results, 4)
	for _, result := range results {
		assert.True(t, result.Passed, result)
	}
}

func TestRowsThatNoTestExercises(t *testing.T) {
	t.Parallel()
	shown := func(text string) []string {
		rows, err := loadTests(t, "app: template.yaml\ntests:\n"+text).Unexercised(nil)
		require.NoError(t, err)
		var all []string
		for _, row := range rows {
			all = append(all, row.Provider+": "+row.When)
		}
		return all
	}
	assert.Equal(t, []string{
		"Web: preferred role of authors", "Web: other preferred role",
		"App: preferred role of editors", "App: preferred role of authors", "App: other preferred role",
	}, shown(`  - {name: an editor, login: {provider: Web, groups: [editors]}, role: Editor}
  - {name: a reader, login: {provider: Web}, role: Reader}
  - {name: a reader, login: {provider: App, groups: [testers]}, role: Reader}
  - {name: guests, login: guest, refused: true}
`))
	assert.Contains(t, shown("  - {name: guests, login: guest, refused: true}\n"), "Web: otherwise")
}

func TestRowsOfRulesThatNoTestExercises(t *testing.T) {
	t.Parallel()
	app, err := access.Load("testdata/corpus/rules-on-claims/template.yaml")
	require.NoError(t, err)
	rows, err := loadTests(t, `tests:
  - {name: a nurse, login: {provider: Ward, claims: {"custom:department": nursing-2}}, role: Nurse}
  - {name: a visitor, login: {provider: Ward, claims: {"custom:department": none}}, refused: true}
`).Unexercised(app)
	require.NoError(t, err)
	var all []string
	for _, row := range rows {
		all = append(all, row.Provider+": "+row.When)
	}
	assert.Equal(t, []string{
		`Ward: 1. custom:department Equals "radiology"`, `Partners: 1. job Equals "radiologist"`, "Partners: otherwise", "(guest): always",
	}, all)
}

// badTests are files with a mistake. Some are none of the schema's: YAML that can't be parsed, and what a parser hides from it.
var badTests = map[string]struct {
	text, problem  string
	isForTheSchema bool
}{
	"nothing":                    {"", ":1: is empty; write tests: and a list of tests", false},
	"no YAML":                    {"tests: [", ": line 1: did not find expected node content", false},
	"a tab":                      {"tests:\n  # \ta comment\n\t- {name: a, login: guest, refused: true}", ":3: is indented with a tab; YAML takes spaces", false},
	"a second document":          {"tests:\n  - {name: a, login: guest, refused: true}\n---\ntests: []", ":3: a second document begins; write all tests into one", false},
	"a broken second document":   {"tests:\n  - {name: a, login: guest, refused: true}\n---\n[", ": line 4: did not find expected node content", false},
	"an empty provider":          {"tests:\n  - {name: a, login: {provider: ''}, refused: true}", ":2: provider is empty; name one, or write login: guest", true},
	"a yes of YAML 1.1":          {"tests:\n  - {name: a, login: guest, refused: yes}", ":2: refused is neither true nor false", true},
	"an unknown key that << has": {"tests:\n  - {name: a, login: {<<: {group: b}, provider: c}, refused: true}", `:2: login has the unknown key "group"; allowed are`, true},
	"a << that is no object":     {"tests:\n  - {name: a, login: {<<: b, provider: c}, refused: true}", ":2: login is not an object; allowed are", false},
	"a list":                     {"- a", ":1: the file is not an object; allowed are app, pool, tests", true},
	"no tests":                   {"app: cdk.out", ":1: has no tests; write tests: and a list of tests", true},
	"tests that are no list":     {"tests: {a: b}", ":1: tests is not a list; write each entry behind a hyphen", true},
	"an unknown key":             {"tests:\n  - {name: a, login: guest, refused: true, roles: b}", `:2: a test has the unknown key "roles"; allowed are name, login, role, refused, can, cannot`, true},
	"an unknown key of a login":  {"tests:\n  - {name: a, login: {provider: b, group: c}, refused: true}", `:2: login has the unknown key "group"; allowed are provider, groups, claims, customRole, classicFlow, identityId`, true},
	"a key twice":                {"tests:\n  - {name: a, name: b, login: guest, refused: true}", `:2: a test has the key "name" twice`, false},
	"no name":                    {"tests:\n  - {login: guest, refused: true}", ":2: a test has no name; write name: and what it shows", true},
	"no login":                   {"tests:\n  - {name: a, refused: true}", ":2: a test has no login; write login: {provider: …}, or login: guest", true},
	"a login without provider":   {"tests:\n  - {name: a, login: {}, refused: true}", ":2: login has no provider; name one, or write login: guest", true},
	"groups of a guest":          {"tests:\n  - {name: a, login: {groups: [b]}, refused: true}", ":2: login has no provider; name one, or write login: guest", true},
	"a login that is a text":     {"tests:\n  - {name: a, login: nobody, refused: true}", ":2: login is neither guest nor an object; allowed are provider, groups, claims, customRole, classicFlow, identityId", true},
	"claims that are a list":     {"tests:\n  - {name: a, login: {provider: b, claims: [c]}, refused: true}", ":2: claims is not an object; write claims: {name: value}", true},
	"nothing expected":           {"tests:\n  - {name: a, login: guest}", ":2: a test expects nothing; write role:, refused: true, can: or cannot:", true},
	"two outcomes":               {"tests:\n  - {name: a, login: guest, role: b, refused: true}", ":2: a test expects a role and to be refused; leave one of them out", true},
	"an empty role":              {"tests:\n  - {name: a, login: guest, role: ''}", ":2: role is empty; write a role, or refused: true", true},
	"not refused":                {"tests:\n  - {name: a, login: guest, refused: false}", ":2: refused is not true; leave it out, and write the role: that is expected", true},
	"what is no truth value":     {"tests:\n  - {name: a, login: guest, refused: perhaps}", ":2: refused is neither true nor false", true},
	"no action":                  {"tests:\n  - {name: a, login: guest, can: [GetObject Files]}", `:2: "GetObject" is not an action; write the service, a colon and a name, such as s3:GetObject`, true},
	"an equals sign":             {"tests:\n  - {name: a, login: guest, can: [s3:GetObject=Files]}", `:2: "s3:GetObject=Files" is not an action; write the service, a colon and a name, such as s3:GetObject`, true},
	"an unknown key of requests": {"tests:\n  - name: a\n    login: guest\n    can:\n      - {action: s3:GetObject, on: Files}", `:5: a request has the unknown key "on"; allowed are action, resource, context`, true},
	"a name that is a list":      {"tests:\n  - {name: [a], login: guest, refused: true}", ":2: name is not a text; write a text", true},
}

func TestLoadTestsSaysAllThatIsWrong(t *testing.T) {
	t.Parallel()
	for name, test := range badTests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file := testsFile(t, test.text)
			_, err := access.LoadTests(file)
			require.Error(t, err)
			assert.Contains(t, err.Error(), file+test.problem)
		})
	}
	file := testsFile(t, "app: [a]\ntests:\n  - {name: a}\n")
	_, err := access.LoadTests(file)
	require.Error(t, err)
	assert.Len(t, strings.Split(err.Error(), "\n"), 3, "all at once")
	_, err = access.LoadTests(filepath.Join(t.TempDir(), "missing.access.yaml"))
	require.ErrorContains(t, err, "missing.access.yaml")
}

func TestLoadTestsBoundsHostileFiles(t *testing.T) {
	t.Parallel()
	var bomb strings.Builder
	bomb.WriteString("tests:\n  - name: a\n    refused: true\n    login:\n      provider: b\n      claims:\n        a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n")
	for level := range 9 {
		name := string(rune('0' + level))
		bomb.WriteString("        a" + string(rune('1'+level)) + ": &a" + string(rune('1'+level)) + " [" + strings.Repeat("*a"+name+", ", 10) + "]\n")
	}
	_, err := access.LoadTests(testsFile(t, bomb.String()))
	require.ErrorContains(t, err, "has more than 100000 values, aliases counted each time; divide it")

	_, err = access.LoadTests(testsFile(t, "tests:\n  - {name: a, refused: true, login: {provider: b, claims: &c {d: *c}}}\n"))
	require.ErrorContains(t, err, ":2: a claim is nested more than 20 levels deep")
	_, err = access.LoadTests(testsFile(t, "tests:\n  - &t {name: a, login: guest, refused: true, <<: *t}\n"))
	require.ErrorContains(t, err, ":2: the file has more than 100000 values")
	_, err = access.LoadTests(testsFile(t, "# "+strings.Repeat("x", 1<<20)))
	require.ErrorContains(t, err, "is larger than 1048576 bytes; divide it")
}
