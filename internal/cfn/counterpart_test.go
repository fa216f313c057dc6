package cfn_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool/internal/cfn"
)

func TestCounterparts(t *testing.T) {
	t.Parallel()
	role := func(path string) string {
		if path == "" {
			return `{"Type": "AWS::IAM::Role"}`
		}
		return `{"Type": "AWS::IAM::Role", "Metadata": {"aws:cdk:path": "` + path + `"}}`
	}
	for _, test := range []struct {
		name          string
		before, after string // the resources
		want          string // what the resource Role is called afterwards; empty if it isn't there
	}{
		{"the same logical id", `"Role": ` + role(""), `"Role": ` + role(""), "Role"},
		{"the same path and another logical id", `"Role": ` + role("Stack/Users/Resource"), `"Other": ` + role("Stack/Users/Resource"), "Other"},
		{
			"the path wins over the logical id", `"Role": ` + role("Stack/Users/Resource"),
			`"Role": ` + role("Stack/Admins/Resource") + `, "Other": ` + role("Stack/Users/Resource"), "Other",
		},
		{"another path and the same logical id", `"Role": ` + role("Stack/Users/Resource"), `"Role": ` + role("Stack/Admins/Resource"), "Role"},
		{
			"what is found by its path is found once", `"Role": ` + role("") + `, "Old": ` + role("Stack/Users/Resource"),
			`"Role": ` + role("Stack/Users/Resource"), "",
		},
		{"another type", `"Role": ` + role(""), `"Role": {"Type": "AWS::S3::Bucket"}`, ""},
		{"another logical id", `"Role": ` + role(""), `"Other": ` + role(""), ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			before, after := parse(t, `{"Resources": {`+test.before+`}}`, cfn.Options{}), parse(t, `{"Resources": {`+test.after+`}}`, cfn.Options{})
			counterparts := before.CounterpartsIn(after)
			resource := before.Resources()[0]
			found := counterparts.Resource(resource)
			if test.want == "" {
				assert.Nil(t, found)
				assert.Equal(t, resource.Ref(), counterparts.Value(resource.Ref()))
				return
			}
			require.NotNil(t, found)
			assert.Equal(t, test.want, found.LogicalID)
			own := cfn.Join(resource.Attribute("Arn"), cfn.Literal("/"), before.Stacks()[0].Region())
			assert.Equal(t, cfn.Join(found.Attribute("Arn"), cfn.Literal("/"), after.Stacks()[0].Region()), counterparts.Value(own))
		})
	}
}

func TestCounterpartsThatAreTold(t *testing.T) {
	t.Parallel()
	template := func(name string) *cfn.App {
		return parse(t, `{"Resources": {"`+name+`": {"Type": "AWS::Cognito::IdentityPool"}}}`, cfn.Options{})
	}
	before, after := template("Pool"), template("NewPool")
	own, other := before.Resources()[0], after.Resources()[0]
	found := before.CounterpartsIn(after)
	assert.Equal(t, other.Ref(), found.With(own, other).Value(own.Ref()))
	assert.Nil(t, found.Resource(own), "they are not changed")
}

func TestDeploymentsOfTwoVersions(t *testing.T) {
	t.Parallel()
	deployed := func(stage string) *cfn.Deployment {
		app := parse(t, `{"Parameters": {"Stage": {"Type": "String"}},
			"Conditions": {"Production": {"Fn::Equals": [{"Ref": "Stage"}, "`+stage+`"]}},
			"Resources": {"Pool": {"Type": "AWS::Cognito::IdentityPool", "Condition": "Production"}}}`, cfn.Options{})
		all, _ := app.Deployments(app.Resources())
		return all[0]
	}
	assert.True(t, deployed("production").IsLike(deployed("production")))
	assert.False(t, deployed("production").IsLike(deployed("test")), "the condition means something else")
}
