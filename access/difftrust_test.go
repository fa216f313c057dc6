package access_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool/access"
)

// What stood where a statement stands is shown even if it allowed less: it is what a reviewer compares with.
func TestDiffShowsBothVersionsOfAStatement(t *testing.T) {
	t.Parallel()
	ofPool := object{"StringEquals": object{aud: ref("Pool")}}
	ofSignedIn := object{"StringEquals": object{aud: ref("Pool")}, "ForAnyValue:StringLike": object{amr: "authenticated"}}
	anotherPrincipal := statement(object{"Principal": object{"Federated": list{commercial, "accounts.google.com"}}})
	for name, test := range map[string]struct {
		before, after         object
		wantBefore, wantAfter string
	}{
		"a condition less":  {conditions(ofSignedIn), conditions(ofPool), "amr authenticated", "if StringEquals"},
		"another principal": {statement(nil), anotherPrincipal, "for " + commercial, "for " + commercial + ", accounts.google.com"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			classic := with("Pool", "AllowClassicFlow", true)
			role := func(trusting object) func(object) {
				return withResource("Authenticated", roleWith(object{"Statement": list{trusting}}))
			}
			found := access.Diff(mustRead(t, poolTemplate(classic, role(test.before))), mustRead(t, poolTemplate(classic, role(test.after))))
			at := slices.IndexFunc(found, func(change access.Change) bool { return change.What == "trust policy of Authenticated" })
			require.GreaterOrEqual(t, at, 0, found)
			assert.Contains(t, found[at].Before, test.wantBefore)
			assert.Contains(t, found[at].After, test.wantAfter)
		})
	}
}
