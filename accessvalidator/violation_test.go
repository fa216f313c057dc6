package accessvalidator_test

import (
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool"
	"github.com/awscdk-constructs/identitypool/access"
	"github.com/awscdk-constructs/identitypool/accessvalidator"
	"github.com/awscdk-constructs/identitypool/internal/apptest"
)

func TestAcknowledgedFindingIsLeftOut(t *testing.T) {
	for name, scope := range map[string]func(pool constructs.IConstruct) constructs.IConstruct{
		"at the pool":  func(pool constructs.IConstruct) constructs.IConstruct { return pool },
		"at the stack": func(pool constructs.IConstruct) constructs.IConstruct { return awscdk.Stack_Of(pool) },
		"at the app":   func(pool constructs.IConstruct) constructs.IConstruct { return pool.Node().Root() },
	} {
		t.Run(name, func(t *testing.T) {
			found := validate(t, nil, func(app awscdk.App) {
				acknowledge(scope(guestPool(apptest.NewStack(app), "Pool")), guestsWithoutRole)
			})
			assert.False(t, found.fails)
			assert.Empty(t, found.of(guestsWithoutRole))
		})
	}
}

func TestAcknowledgementHoldsForItsConstructOnly(t *testing.T) {
	found := validate(t, nil, func(app awscdk.App) {
		stack := apptest.NewStack(app)
		acknowledge(guestPool(stack, "One"), guestsWithoutRole)
		guestPool(stack, "Two")
	})
	assert.True(t, found.fails)
	assert.Empty(t, found.of(guestsWithoutRole))
	require.Len(t, found.of(guestsWithoutRole+"@Stack/Two"), 1)
	assert.Equal(t, "Stack/Two", found.of(guestsWithoutRole + "@Stack/Two")[0].construct)
}

func TestFindingIsAcknowledgedByTheNameThatIsShown(t *testing.T) {
	found := validate(t, nil, func(app awscdk.App) {
		stack := apptest.NewStack(app)
		acknowledge(guestPool(stack, "One"), guestsWithoutRole)
		acknowledge(guestPool(stack, "Two"), guestsWithoutRole+"@Stack/Two")
	})
	assert.False(t, found.fails)
	assert.Empty(t, found.of(guestsWithoutRole))
	assert.Empty(t, found.of(guestsWithoutRole+"@Stack/Two"))
}

// Once something is acknowledged, the CDK decides by the severities whether the synthesis fails.
func TestFailOnHoldsWhateverIsAcknowledged(t *testing.T) {
	for _, test := range []struct {
		failOn   accessvalidator.FailOn
		fails    bool
		severity string
	}{
		{accessvalidator.FailOnError, false, "warning"},
		{accessvalidator.FailOnWarning, true, "error"},
		{accessvalidator.FailOnNote, true, "error"},
		{accessvalidator.FailOnNever, false, "warning"},
	} {
		for _, isAcknowledged := range []bool{false, true} {
			found := validate(t, &accessvalidator.Props{FailOn: test.failOn}, func(app awscdk.App) {
				stack := apptest.NewStack(app)
				twitterPool(stack, "Twitter")
				if isAcknowledged {
					acknowledge(guestPool(stack, "Guests"), guestsWithoutRole)
				}
			})
			assert.Equal(t, test.fails, found.fails, test)
			require.Len(t, found.of("secret-in-plain-text"), 1)
			assert.Equal(t, test.severity, found.of("secret-in-plain-text")[0].severity, test)
		}
	}
}

func TestIgnoredFindingIsLeftOut(t *testing.T) {
	for _, entry := range []string{guestsWithoutRole, guestsWithoutRole + "@Stack/Pool"} {
		found := validate(t, &accessvalidator.Props{Ignore: []string{entry}}, func(app awscdk.App) { guestPool(apptest.NewStack(app), "Pool") })
		assert.False(t, found.fails, entry)
		assert.Empty(t, found.of(guestsWithoutRole), entry)
	}
	found := validate(t, &accessvalidator.Props{Ignore: []string{guestsWithoutRole + "@Stack/Other"}}, func(app awscdk.App) {
		guestPool(apptest.NewStack(app), "Pool")
	})
	assert.Len(t, found.of(guestsWithoutRole), 1)
}

func TestWarningOfTheConstructIsNotReportedAgain(t *testing.T) {
	const rule = "classic-flow-with-role-mappings"
	build := func(app awscdk.App) identitypool.IdentityPool {
		stack := apptest.NewStack(app)
		return identitypool.NewIdentityPool(stack, jsii.String("IdentityPool"), &identitypool.IdentityPoolProps{
			AllowClassicFlow: jsii.Bool(true),
			AuthenticationProviders: &identitypool.IdentityPoolAuthenticationProviders{
				Google: &identitypool.IdentityPoolGoogleLoginProvider{ClientId: jsii.String("12345.apps.googleusercontent.com")},
			},
			RoleMappings: &[]*identitypool.IdentityPoolRoleMapping{{
				ProviderUrl: identitypool.IdentityPoolProviderUrl_GOOGLE(),
				Rules: &[]*identitypool.RoleMappingRule{{
					Claim: jsii.String("sub"), ClaimValue: jsii.String("1"),
					MappedRole: awsiam.Role_FromRoleArn(stack, jsii.String("Users"), jsii.String("arn:aws:iam::111122223333:role/users"), nil),
				}},
			}},
		})
	}
	warned := validate(t, nil, func(app awscdk.App) { build(app) })
	assert.Empty(t, warned.of(rule))
	silenced := validate(t, nil, func(app awscdk.App) {
		awscdk.Annotations_Of(build(app)).AcknowledgeWarning(jsii.String("identitypool:"+rule), jsii.String("we know"))
	})
	assert.Len(t, silenced.of(rule), 1, "the warning was what kept it from being reported")
}

func TestUnreadableTemplateIsAViolation(t *testing.T) {
	found := validate(t, &accessvalidator.Props{Options: []access.Option{access.WithTemplate("missing.yaml")}}, func(app awscdk.App) {
		guestPool(apptest.NewStack(app), "Pool")
	})
	assert.True(t, found.fails)
	require.Len(t, found.of("template-unreadable"), 1)
	assert.Contains(t, found.of("template-unreadable")[0].description, "missing.yaml")
}

// brokenContext panics, as the CDK's does when its process has ended.
type brokenContext struct {
	awscdk.IPolicyValidationContext
}

func (brokenContext) TemplatePaths() *[]*string { panic("the process has ended") }

func TestPanicIsAViolation(t *testing.T) {
	for name, test := range map[string]struct {
		failOn accessvalidator.FailOn
		fails  bool
	}{
		"by default":             {accessvalidator.FailOnError, true},
		"where nothing may fail": {accessvalidator.FailOnNever, false},
	} {
		found := accessvalidator.New(&accessvalidator.Props{FailOn: test.failOn}).Validate(brokenContext{})
		assert.Equal(t, !test.fails, *found.Success, name)
		require.Len(t, *found.Violations, 1)
		assert.Equal(t, "template-unreadable", *(*found.Violations)[0].RuleName)
		assert.Equal(t, "the identity pools can't be checked: the process has ended", *(*found.Violations)[0].Description)
	}
}
