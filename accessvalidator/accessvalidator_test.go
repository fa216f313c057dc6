package accessvalidator_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognitoidentitypool"
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

// TestMain is also the app that tests of the CDK CLI run.
func TestMain(m *testing.M) {
	if name := os.Getenv(appName); name != "" {
		synthesizeApp(name)
		return
	}
	status := m.Run()
	jsii.Close()
	os.Exit(status)
}

// report is what the CDK shows of the plugin, whatever its version.
type report struct {
	fails      bool
	violations []violation
}

type violation struct {
	rule, severity, construct, location string
	description, fix                    string
}

func (r report) of(rule string) []violation {
	return slices.DeleteFunc(slices.Clone(r.violations), func(each violation) bool { return each.rule != rule })
}

// validate synthesizes an app with the plugin.
func validate(t *testing.T, props *accessvalidator.Props, build func(app awscdk.App)) report {
	t.Helper()
	return synthesize(t, func(app awscdk.App) {
		awscdk.Validations_Of(app).AddPlugins(accessvalidator.New(props))
		build(app)
	})
}

func synthesize(t *testing.T, build func(app awscdk.App)) report {
	t.Helper()
	folder := t.TempDir()
	// Newer versions of the CDK panic where the validation fails, older ones only say so.
	_, err := apptest.Synthesize(folder, build)
	if err != nil {
		require.ErrorContains(t, err, "Validation failed")
	}
	if content, err := os.ReadFile(filepath.Join(folder, "validation-report.json")); err == nil {
		return newReport(t, content)
	}
	content, err := os.ReadFile(filepath.Join(folder, "policy-validation-report.json"))
	require.NoError(t, err)
	return oldReport(t, content)
}

// newReport reads validation-report.json.
func newReport(t *testing.T, content []byte) report {
	t.Helper()
	var file struct {
		PluginReports []struct {
			PluginName, Conclusion string
			Violations             []struct {
				RuleName, Description, SuggestedFix, Severity string
				ViolatingConstructs                           []struct {
					ConstructPath          string
					CloudFormationResource struct{ PropertyPaths []string }
				}
			}
		}
	}
	require.NoError(t, json.Unmarshal(content, &file))
	read := report{}
	for _, plugin := range file.PluginReports {
		if plugin.PluginName != "identitypool" {
			continue
		}
		read.fails = plugin.Conclusion == "failure"
		for _, each := range plugin.Violations {
			found := violation{rule: each.RuleName, severity: each.Severity, description: each.Description, fix: each.SuggestedFix}
			for _, construct := range each.ViolatingConstructs {
				found.construct = construct.ConstructPath
				found.location = first(construct.CloudFormationResource.PropertyPaths)
			}
			read.violations = append(read.violations, found)
		}
	}
	return read
}

// oldReport reads policy-validation-report.json.
func oldReport(t *testing.T, content []byte) report {
	t.Helper()
	var file struct {
		PluginReports []struct {
			Summary    struct{ PluginName, Status string }
			Violations []struct {
				RuleName, Description, Fix, Severity string
				ViolatingConstructs                  []struct {
					ConstructPath string
					Locations     []string
				}
			}
		}
	}
	require.NoError(t, json.Unmarshal(content, &file))
	read := report{}
	for _, plugin := range file.PluginReports {
		if plugin.Summary.PluginName != "identitypool" {
			continue
		}
		read.fails = plugin.Summary.Status == "failure"
		for _, each := range plugin.Violations {
			found := violation{rule: each.RuleName, severity: each.Severity, description: each.Description, fix: each.Fix}
			for _, construct := range each.ViolatingConstructs {
				found.construct = construct.ConstructPath
				found.location = first(construct.Locations)
			}
			read.violations = append(read.violations, found)
		}
	}
	return read
}

func first(texts []string) string {
	if len(texts) == 0 {
		return ""
	}
	return texts[0]
}

const guestsWithoutRole = "guests-without-role"

// guestPool has an error: guests without a role.
func guestPool(scope constructs.Construct, id string) awscognito.CfnIdentityPool {
	return awscognito.NewCfnIdentityPool(scope, jsii.String(id), &awscognito.CfnIdentityPoolProps{
		AllowUnauthenticatedIdentities: jsii.Bool(true),
		AllowClassicFlow:               jsii.Bool(false),
	})
}

// twitterPool has a warning: a secret in plain text.
func twitterPool(scope constructs.Construct, id string) {
	pool := awscognito.NewCfnIdentityPool(scope, jsii.String(id), &awscognito.CfnIdentityPoolProps{
		AllowUnauthenticatedIdentities: jsii.Bool(false),
		AllowClassicFlow:               jsii.Bool(false),
		SupportedLoginProviders:        map[string]any{"api.twitter.com": "key;secret"},
	})
	awscognito.NewCfnIdentityPoolRoleAttachment(scope, jsii.String(id+"Roles"), &awscognito.CfnIdentityPoolRoleAttachmentProps{
		IdentityPoolId: pool.Ref(),
		Roles:          map[string]any{"authenticated": "arn:aws:iam::111122223333:role/users"},
	})
}

func acknowledge(scope constructs.IConstruct, rule string) {
	awscdk.Validations_Of(scope).Acknowledge(&awscdk.Acknowledgment{Id: jsii.String("identitypool::" + rule), Reason: jsii.String("we know")})
}

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

func TestPluginHasTheNameThatAcknowledgementsBeginWith(t *testing.T) {
	assert.Equal(t, "identitypool", *accessvalidator.New(nil).Name())
}
