package accessvalidator_test

import (
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognitoidentitypool"
	"github.com/aws/jsii-runtime-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool"
	"github.com/awscdk-constructs/identitypool/accessvalidator"
	"github.com/awscdk-constructs/identitypool/internal/apptest"
)

func TestErrorFailsTheSynthesisAndSaysWhere(t *testing.T) {
	found := validate(t, nil, func(app awscdk.App) { guestPool(apptest.NewStack(app), "Pool") })
	assert.True(t, found.fails)
	require.Len(t, found.of(guestsWithoutRole), 1)
	assert.Equal(t, violation{
		rule: guestsWithoutRole, severity: "error", construct: "Stack/Pool", location: "Properties/AllowUnauthenticatedIdentities",
		description: "it allows guests and has no unauthenticated role, so they get an error",
		fix: "give it an unauthenticated role, or set AllowUnauthenticatedIdentities to false; " +
			"see https://github.com/awscdk-constructs/identitypool/blob/main/docs/findings.md#guests-without-role",
	}, found.of(guestsWithoutRole)[0])
}

func TestWarningShowsAndDoesNotFailTheSynthesis(t *testing.T) {
	found := validate(t, nil, func(app awscdk.App) { twitterPool(apptest.NewStack(app), "Pool") })
	assert.False(t, found.fails)
	require.Len(t, found.of("secret-in-plain-text"), 1)
	assert.Equal(t, "warning", found.of("secret-in-plain-text")[0].severity)
}

func TestCorrectPoolsHaveNoErrorAndNoWarning(t *testing.T) {
	found := validate(t, &accessvalidator.Props{FailOn: accessvalidator.FailOnWarning}, func(app awscdk.App) {
		stack := apptest.NewStack(app)
		awscognitoidentitypool.NewIdentityPool(stack, jsii.String("Official"), nil)
		identitypool.NewIdentityPool(stack, jsii.String("IdentityPool"), nil)
	})
	assert.False(t, found.fails, found)
}

func TestAppWithoutIdentityPoolIsFine(t *testing.T) {
	found := validate(t, nil, func(app awscdk.App) {
		apptest.NewStack(app) // without anything in it
		awscognito.NewUserPool(awscdk.NewStack(app, jsii.String("Users"), nil), jsii.String("Users"), nil)
	})
	assert.Empty(t, found)
}

func TestOfficialConstructIsChecked(t *testing.T) {
	found := validate(t, nil, func(app awscdk.App) {
		pool := awscognitoidentitypool.NewIdentityPool(apptest.NewStack(app), jsii.String("Official"), &awscognitoidentitypool.IdentityPoolProps{
			AllowUnauthenticatedIdentities: jsii.Bool(true),
		})
		attachment := pool.Node().FindChild(jsii.String("DefaultRoleAttachment")).Node().DefaultChild()
		attachment.(awscognito.CfnIdentityPoolRoleAttachment).AddPropertyDeletionOverride(jsii.String("Roles.unauthenticated"))
	})
	assert.True(t, found.fails)
	require.NotEmpty(t, found.of(guestsWithoutRole))
	assert.Equal(t, "Stack/Official/Resource", found.of(guestsWithoutRole)[0].construct)
}

func TestStacksAreReadTogether(t *testing.T) {
	found := validate(t, nil, func(app awscdk.App) {
		pool := guestPool(awscdk.NewStack(app, jsii.String("Pools"), nil), "Pool")
		roles := awscdk.NewStack(app, jsii.String("Roles"), nil)
		for _, id := range []string{"First", "Second"} {
			awscognito.NewCfnIdentityPoolRoleAttachment(roles, jsii.String(id), &awscognito.CfnIdentityPoolRoleAttachmentProps{
				IdentityPoolId: pool.Ref(),
				Roles:          map[string]any{"unauthenticated": "arn:aws:iam::111122223333:role/guests", "authenticated": "arn:aws:iam::111122223333:role/users"},
			})
		}
	})
	assert.Empty(t, found.of(guestsWithoutRole), "the other stack has the role")
	require.Len(t, found.of("second-role-attachment"), 1)
	assert.Equal(t, "Roles/Second", found.of("second-role-attachment")[0].construct)
}

func TestNestedStackIsChecked(t *testing.T) {
	found := validate(t, nil, func(app awscdk.App) {
		guestPool(awscdk.NewNestedStack(apptest.NewStack(app), jsii.String("Nested"), nil), "Pool")
	})
	require.Len(t, found.of(guestsWithoutRole), 1)
	assert.Equal(t, "Stack/Nested/Pool", found.of(guestsWithoutRole)[0].construct)
}

func TestStageIsCheckedByThePluginOfTheApp(t *testing.T) {
	found := validate(t, nil, func(app awscdk.App) {
		guestPool(apptest.NewStack(app), "Pool")
		stage := awscdk.NewStage(app, jsii.String("Production"), nil)
		guestPool(awscdk.NewStack(stage, jsii.String("Access"), nil), "Pool")
	})
	var paths []string
	for _, each := range found.of(guestsWithoutRole) {
		paths = append(paths, each.construct)
	}
	assert.ElementsMatch(t, []string{"Stack/Pool", "Production/Access/Pool"}, paths)
}

func TestPluginOfAStageChecksThatStageOnly(t *testing.T) {
	found := synthesize(t, func(app awscdk.App) {
		guestPool(apptest.NewStack(app), "Pool")
		for _, id := range []string{"Test", "Production"} {
			stage := awscdk.NewStage(app, jsii.String(id), nil)
			guestPool(awscdk.NewStack(stage, jsii.String("Access"), nil), "Pool")
			if id == "Production" {
				awscdk.Validations_Of(stage).AddPlugins(accessvalidator.New(nil))
			}
		}
	})
	require.Len(t, found.of(guestsWithoutRole), 1)
	assert.Equal(t, "Production/Access/Pool", found.of(guestsWithoutRole)[0].construct)
}

func TestPluginHasTheNameThatAcknowledgementsBeginWith(t *testing.T) {
	assert.Equal(t, "identitypool", *accessvalidator.New(nil).Name())
}
