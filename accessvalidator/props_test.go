package accessvalidator_test

import (
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool/access"
	"github.com/awscdk-constructs/identitypool/accessvalidator"
	"github.com/awscdk-constructs/identitypool/internal/apptest"
)

func TestOptionsGiveValuesOfParameters(t *testing.T) {
	build := func(app awscdk.App) {
		stack := apptest.NewStack(app)
		stage := awscdk.NewCfnParameter(stack, jsii.String("Stage"), nil)
		isPublic := awscdk.NewCfnCondition(stack, jsii.String("Public"), &awscdk.CfnConditionProps{
			Expression: awscdk.Fn_ConditionEquals(stage.ValueAsString(), jsii.String("public")),
		})
		guestPool(stack, "Pool").CfnOptions().SetCondition(isPublic)
	}
	unknown := validate(t, nil, build)
	require.Len(t, unknown.of(guestsWithoutRole), 1)
	known := validate(t, &accessvalidator.Props{Options: []access.Option{access.WithParameter("Stage", "test")}}, build)
	assert.Empty(t, known.of(guestsWithoutRole))
}

func TestNewRefusesUnknownWords(t *testing.T) {
	assert.PanicsWithError(t, `Props.FailOn is "errors"; use one of "error", "warning", "note" and "never"`, func() {
		accessvalidator.New(&accessvalidator.Props{FailOn: "errors"})
	})
	assert.PanicsWithError(t, `Props.Ignore: there is no rule "guest-without-role"; did you mean guests-without-role? `+
		"https://github.com/awscdk-constructs/identitypool/blob/main/docs/findings.md lists them", func() {
		accessvalidator.New(&accessvalidator.Props{Ignore: []string{"guest-without-role@Stack/Pool"}})
	})
	assert.PanicsWithError(t, `Props.FailOn is "all"; use one of "error", "warning", "note" and "never"
Props.Ignore: there is no rule "a"; https://github.com/awscdk-constructs/identitypool/blob/main/docs/findings.md lists them
Props.Ignore: there is no rule "b"; https://github.com/awscdk-constructs/identitypool/blob/main/docs/findings.md lists them`, func() {
		accessvalidator.New(&accessvalidator.Props{FailOn: "all", Ignore: []string{"a", "b@Stack/Pool"}})
	})
}
