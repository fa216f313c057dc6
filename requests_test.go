package identitypool_test

import (
	"bufio"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// traffic is what goes to Node.js in a scenario: requests, and answers to its callbacks.
type traffic struct{ requests, callbacks, bytes int }

// The names that a request carries where the counting of a scenario begins and ends.
const (
	beginning = "beginning of "
	end       = "end of "
)

func mark(name string) { awscdk.Fn_Ref(jsii.String(name)) }

// requestLog names the file that the requests of a process go to.
const requestLog = "IDENTITYPOOL_REQUEST_LOG"

// countTraffic runs the scenarios in a process of their own: only before it starts can be said what Node.js is.
func countTraffic(t *testing.T) map[string]traffic {
	t.Helper()
	executable, err := os.Executable()
	require.NoError(t, err)
	folder := t.TempDir()
	log, node := filepath.Join(folder, "requests"), filepath.Join(folder, "node")
	require.NoError(t, os.WriteFile(node, []byte("#!/bin/sh\ntee \"$"+requestLog+"\" | node \"$@\"\n"), 0o755))
	command := exec.CommandContext(t.Context(), executable, "-test.run=^TestRequestBudget$")
	command.Env = append(os.Environ(), "JSII_NODE="+node, requestLog+"="+log)
	printed, err := command.CombinedOutput()
	require.NoError(t, err, string(printed))
	file, err := os.Open(log)
	require.NoError(t, err)
	defer func() { require.NoError(t, file.Close()) }()
	return readTraffic(t, file)
}

func readTraffic(t *testing.T, log *os.File) map[string]traffic {
	t.Helper()
	counted, current := map[string]traffic{}, ""
	lines := bufio.NewScanner(log)
	lines.Buffer(nil, 1<<24) // requests can be long
	for lines.Scan() {
		var message struct {
			API       string
			Arguments []any `json:"args"`
			Complete  json.RawMessage
		}
		require.NoError(t, json.Unmarshal(lines.Bytes(), &message))
		if len(message.Arguments) == 1 {
			text, _ := message.Arguments[0].(string)
			if name, isBeginning := strings.CutPrefix(text, beginning); isBeginning {
				current = name
				counted[current] = traffic{}
				continue
			}
			if strings.HasPrefix(text, end) {
				current = ""
			}
		}
		if current == "" {
			continue
		}
		count := counted[current]
		count.bytes += len(lines.Bytes())
		if message.API != "" {
			count.requests++
		}
		if message.Complete != nil {
			count.callbacks++
		}
		counted[current] = count
	}
	require.NoError(t, lines.Err())
	return counted
}

func TestRequestBudget(t *testing.T) {
	if os.Getenv(requestLog) != "" {
		for _, scenario := range scenarios() {
			counted := scenario.prepare(awscdk.NewApp(&awscdk.AppProps{Outdir: jsii.String(t.TempDir())}))
			mark(beginning + scenario.name)
			counted()
			mark(end + scenario.name)
		}
		return
	}
	counted := countTraffic(t)
	require.Len(t, counted, len(scenarios()))
	requests := func(name string) int {
		require.Contains(t, counted, name)
		return counted[name].requests
	}
	// check compares with a budget and, so that a change is noticed, tells what is used of it.
	check := func(what string, used, limit int) {
		t.Helper()
		t.Logf("%s: %d of %d", what, used, limit)
		assert.LessOrEqual(t, used, limit, what)
	}
	pool := requests("default pool")
	check("default pool", pool, 14)
	assert.Positive(t, pool, "the log must have been read")
	check("login providers", requests("login providers")-pool, 0)
	check("first mapping", requests("1 mapping")-pool, 3)
	check("nine further mappings", requests("10 mappings")-requests("1 mapping"), 0)
	check("given key", requests("mapping with a key")-requests("1 mapping"), 0)
	check("derived key", requests("derived key")-requests("no derived key"), 2)
	// The validation, a statement in the trust of the authenticated role, and two constructs: their parent and the L1.
	check("first tag mapping", requests("1 tag mapping")-pool, 3+4+2)
	check("four further tag mappings", requests("5 tag mappings")-requests("1 tag mapping"), 4)
	check("first mapped role", requests("1 rule, 1 role")-requests("1 mapping"), 1)
	check("24 further rules", requests("25 rules, 1 role")-requests("1 rule, 1 role"), 0)
	check("four further mapped roles", requests("25 rules, 5 roles")-requests("25 rules, 1 role"), 4)
	check("AddRoleMappings", requests("AddRoleMappings"), 1)
	check("AddUserPoolAuthentication", requests("AddUserPoolAuthentication"), 5+1)
	check("1000th user pool", requests("1000th user pool"), requests("10th user pool"))
	check("bytes of the 1000th user pool", counted["1000th user pool"].bytes, counted["10th user pool"].bytes)
	check("first group", requests("1 group"), 20)
	check("two further groups", requests("3 groups")-requests("1 group"), 2*12)
	for _, kind := range userPoolKinds {
		check("first user pool "+kind.name, requests("1 "+kind.name)-pool, kind.limit)
		check("two further user pools "+kind.name, requests("3 "+kind.name)-requests("1 "+kind.name), 2*kind.limit)
	}
	check("10 pools", requests("10 pools"), 10*requests("1 pools"))
	check("100 pools", requests("100 pools"), 100*requests("1 pools"))
	// The request for the synthesis itself is the user's. A callback costs two: to Go and back.
	synthesis := func(name string) int { return requests(name) - 1 + 2*counted[name].callbacks }
	check("synthesis without mappings", synthesis("synthesis without mappings"), 0)
	check("synthesis with a mapping", synthesis("synthesis with a mapping"), 2)
	check("synthesis with mappings", synthesis("synthesis with mappings"), 2)
	check("synthesis with two warnings", synthesis("synthesis with two warnings"), 2+2*2)
	assert.Greater(t, synthesis("synthesis with two warnings"), 2, "the warnings must have been given")
}
