package access_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool/access"
)

// diffTemplate is a template with a user pool's client and guests, each with a role that may do something.
func diffTemplate(tb testing.TB, changes ...func(object)) object {
	tb.Helper()
	permissions := []func(object){
		onlyWeb(),
		with("Pool", "AllowClassicFlow", false),
		withResource("Files", resource("AWS::S3::Bucket", object{})),
		withResource("Orders", resource("AWS::DynamoDB::Table", object{})),
		withInline(tb, "Authenticated", allowing("s3:GetObject", "${Files.Arn}/*")),
		withInline(tb, "Unauthenticated", allowing("s3:GetObject", "${Files.Arn}/public/*")),
		withInline(tb, "Sales", allowing("dynamodb:Query", "${Orders.Arn}")),
		withInline(tb, "Admin", allowing("*", "*")),
	}
	return poolTemplate(append(permissions, changes...)...)
}

func roles(authenticated, unauthenticated string) func(object) {
	return with("Attachment", "Roles", object{
		"authenticated": getAtt(authenticated, "Arn"), "unauthenticated": getAtt(unauthenticated, "Arn"),
	})
}

type changes = []func(object)

// diffCase is a change and what is found of it, a line for each: direction, whom it is about and what changes. A change that
// may broaden begins with "changed, perhaps broadened".
type diffCase struct {
	name          string
	before, after changes
	want          []string
}

func (c diffCase) diff(tb testing.TB) (there, back access.Changes) {
	tb.Helper()
	before, after := mustRead(tb, diffTemplate(tb, c.before...)), mustRead(tb, diffTemplate(tb, c.after...))
	return access.Diff(before, after), access.Diff(after, before)
}

func lineOf(change access.Change) string {
	line := change.Direction.String()
	if change.Direction == access.Changed && change.MayBroaden() {
		line += ", perhaps broadened"
	}
	return line + ": " + change.Who + ": " + change.What
}

func linesOf(found access.Changes) []string {
	lines := []string{}
	for _, change := range found {
		lines = append(lines, lineOf(change))
	}
	return lines
}

func directionsOf(found access.Changes) []access.Direction {
	var directions []access.Direction
	for _, change := range found {
		directions = append(directions, change.Direction)
	}
	slices.Sort(directions)
	return directions
}

func reversed(directions []access.Direction) []access.Direction {
	var all []access.Direction
	for _, direction := range directions {
		switch direction {
		case access.Broadened:
			direction = access.Narrowed
		case access.Narrowed:
			direction = access.Broadened
		case access.Changed:
		}
		all = append(all, direction)
	}
	slices.Sort(all)
	return all
}

func testDiff(t *testing.T, cases []diffCase) {
	t.Helper()
	for _, test := range cases {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			there, back := test.diff(t)
			assert.Equal(t, test.want, linesOf(there), there)
			assert.Equal(t, reversed(directionsOf(there)), directionsOf(back), back)
		})
	}
}

// renamed gives a resource another logical id, and to all that refer to it.
func renamed(tb testing.TB, template object, from, to string) object {
	tb.Helper()
	text, err := json.Marshal(template)
	require.NoError(tb, err)
	var after object
	require.NoError(tb, json.Unmarshal(bytes.ReplaceAll(text, []byte(from), []byte(to)), &after))
	return after
}

// withPaths gives each resource a construct path.
func withPaths(resources object) {
	for logicalID, definition := range resources {
		definition.(object)["Metadata"] = object{"aws:cdk:path": "Stack/" + logicalID + "/Resource"}
	}
}

// withPathsOf gives a resource with another logical id the path that it had.
func withPathsOf(template object, from, to string) object {
	template["Resources"].(object)[to].(object)["Metadata"] = object{"aws:cdk:path": "Stack/" + from + "/Resource"}
	return template
}
