package access_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xeipuuv/gojsonschema"
	"go.yaml.in/yaml/v3"
)

// isValid asks the schema that editors use.
func isValid(t *testing.T, text string) bool {
	t.Helper()
	schema, err := os.ReadFile("../docs/access.schema.json")
	require.NoError(t, err)
	var document any
	require.NoError(t, yaml.Unmarshal([]byte(text), &document))
	result, err := gojsonschema.Validate(gojsonschema.NewBytesLoader(schema), gojsonschema.NewGoLoader(document))
	require.NoError(t, err)
	return result.Valid()
}

func TestSchemaAllowsWhatIsRead(t *testing.T) {
	t.Parallel()
	assert.True(t, isValid(t, goodTests))
	assert.True(t, isValid(t, `tests:
  - name: all that a login can have
    login: {provider: a, groups: [b], claims: {c: [1]}, customRole: d, classicFlow: true, identityId: e}
    can: ["*", "s3:* *", {action: s3:GetObject}, {action: s3:GetObject, resource: f, context: {g: h, i: []}}]
    cannot: []
  - name: a guest in the classic flow, and values that are no texts
    login: {classicFlow: true, customRole: a, identityId: b}
    cannot: [{action: s3:ListBucket, context: {"s3:max-keys": 10, "aws:SecureTransport": false, "aws:SourceAccount": [111122223333]}}]
`))
}

func TestSchemaRefusesWhatIsRefused(t *testing.T) {
	t.Parallel()
	for name, test := range badTests {
		if !test.isForTheSchema {
			continue
		}
		assert.False(t, isValid(t, test.text), name)
	}
}

func TestSchemaKnowsTheKeysThatAreRead(t *testing.T) {
	t.Parallel()
	for _, test := range badTests {
		_, keys, found := strings.Cut(test.problem, "allowed are ")
		if !found {
			continue
		}
		schema, err := os.ReadFile("../docs/access.schema.json")
		require.NoError(t, err)
		for key := range strings.SplitSeq(keys, ", ") {
			assert.Contains(t, string(schema), `"`+key+`": {`)
		}
	}
}
