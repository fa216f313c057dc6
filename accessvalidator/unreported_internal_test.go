package accessvalidator

import (
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/stretchr/testify/assert"
)

// oldContext is that of a library that writes another file than the CLI reads.
type oldContext struct{}

type newContext struct{}

func (newContext) AppConstruct() constructs.IConstruct { return nil }

func TestOldLibraryWritesAReportThatTheCLIDoesNotRead(t *testing.T) {
	for name, test := range map[string]struct {
		context      any
		json         string
		isUnreported bool
	}{
		"a new CLI and an old library":      {oldContext{}, `{"@aws-cdk/core:failSynthOnValidationErrors": false}`, true},
		"a new CLI and a new library":       {newContext{}, `{"@aws-cdk/core:failSynthOnValidationErrors": false}`, false},
		"an old CLI":                        {oldContext{}, `{"other": false}`, false},
		"somebody who wants it to be shown": {oldContext{}, `{"@aws-cdk/core:failSynthOnValidationErrors": true}`, false},
		"no CLI":                            {oldContext{}, ``, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("CDK_CONTEXT_JSON", test.json)
			assert.Equal(t, test.isUnreported, isUnreported(test.context))
		})
	}
}

func TestOldLibraryDoesNotTellTheCLIThatItFails(t *testing.T) {
	for name, test := range map[string]struct {
		context any
		version string
		want    bool
	}{
		"an old library":             {oldContext{}, "2.1148.1", true},
		"a new library":              {newContext{}, "2.1148.1", false},
		"an old library without CLI": {oldContext{}, "", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("CDK_CLI_VERSION", test.version)
			assert.Equal(t, test.want, failsUnnoticed(test.context))
		})
	}
}

func TestErrorsInStagesAreCounted(t *testing.T) {
	t.Parallel()
	inStage := violation{fails: true, template: "/app/cdk.out/assembly-Production/ProductionAccess.template.json"}
	outside := violation{fails: true, template: "/app/cdk.out/Access.template.json"}
	allowed := inStage
	allowed.fails = false
	assert.Empty(t, aboutStages([]violation{outside, allowed}))
	assert.Contains(t, aboutStages([]violation{outside, inStage, allowed, inStage}), "errors in stages: 2. ")
	assert.Contains(t, aboutStages([]violation{inStage}), "cdk synth '**' does\n")
}

func TestFindingsAreShownInsteadOfTheReport(t *testing.T) {
	rendered := &awscdk.PolicyViolation{
		RuleName: jsii.String("guests-allowed"), Severity: jsii.String("info"), Description: jsii.String("it allows guests"), Fix: jsii.String("don't"),
	}
	var output strings.Builder
	show(&output, []violation{{rendered: rendered, resource: "Access/Pool"}, {rendered: rendered, isAcknowledged: true}})
	assert.Equal(t, "info identitypool::guests-allowed: Access/Pool: it allows guests\n  fix: don't\n", output.String())
}
