package access_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/awscdk-constructs/identitypool/access"
)

func TestDiffOfWhatIsReplaced(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ from, to, want string }{
		{"Pool", "NewPool", "changed: (everyone): identity pool"},
		{"Attachment", "Roles2", "changed: (everyone): role attachment"},
		{"Tags", "NewTags", "changed: (everyone): principal tag mapping"},
		{"Authenticated", "Users2", ""},
		{"Files", "NewFiles", ""},
		{"Web", "Browser", ""},
	} {
		t.Run(test.from, func(t *testing.T) {
			t.Parallel()
			template := diffTemplate(t, withResource("Tags", tagMapping(access.Google, object{"tenant": "sub"})), withPaths)
			after := withPathsOf(renamed(t, template, `"`+test.from+`"`, `"`+test.to+`"`), test.from, test.to)
			for _, section := range []string{"Files.Arn", "Users}", "Web}"} {
				after = renamed(t, after, "${"+section, "${"+strings.Replace(section, test.from, test.to, 1))
			}
			found := access.Diff(mustRead(t, template), mustRead(t, after))
			if test.want == "" {
				assert.Empty(t, found)
				return
			}
			assert.Equal(t, []string{test.want}, linesOf(found), found)
			assert.False(t, found.Broadened())
		})
	}
}

func TestDiffOfAnIdentityPoolWithAnotherLogicalIDAndNoPath(t *testing.T) {
	t.Parallel()
	template := diffTemplate(t)
	found := access.Diff(mustRead(t, template), mustRead(t, renamed(t, template, `"Pool"`, `"NewPool"`)))
	assert.Equal(t, "changed: NewPool: (everyone): identity pool: Pool -> NewPool: it is replaced, so all identity ids are lost", found.String())
}

func TestDiffOfWhatCannotChange(t *testing.T) {
	t.Parallel()
	developer := func(name string) func(object) { return with("Pool", "DeveloperProviderName", name) }
	tags := func(provider any) func(object) {
		return withResource("Tags", tagMapping(provider, object{"tenant": "sub"}))
	}
	testDiff(t, []diffCase{
		{
			"the name of the developer provider",
			changes{developer("a.example.com")},
			changes{developer("b.example.com")},
			[]string{"changed: b.example.com: developer provider"},
		},
		{"a developer provider is added", nil, changes{developer("a.example.com")}, []string{"broadened: a.example.com: sign-in"}},
		{"the provider of a tag mapping", changes{tags(access.Google)}, changes{tags(access.Amazon)}, []string{"changed: (everyone): principal tag mapping"}},
		{
			"the identity pool of a role attachment",
			changes{withResource("Other", resource("AWS::Cognito::IdentityPool", object{}))},
			changes{withResource("Other", resource("AWS::Cognito::IdentityPool", object{})), with("Attachment", "IdentityPoolId", ref("Other"))},
			[]string{"changed: (everyone): role attachment", "narrowed: Web: role"},
		},
	})
}
