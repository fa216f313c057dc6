package identitypool

import (
	"fmt"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
)

// review gives the warnings and errors that depend on what was added or changed after the constructor, as a validation, when that is done.
type review struct {
	subject    constructs.IConstruct
	resource   awscdk.CfnResource // of the subject
	warnings   func() []warning
	check      func(found *problems) // nil where nothing can be wrong by then
	registered bool
	given      map[warning]bool
}

// atSynthesis makes sure that the review takes place.
func (r *review) atSynthesis() {
	if !r.registered {
		r.registered = true
		r.subject.Node().AddValidation(r)
	}
}

// Validate is called by the CDK at each synthesis. A panic in here would leave its process waiting for an answer.
func (r *review) Validate() (errors *[]*string) {
	defer func() {
		if reason := recover(); reason != nil {
			errors = &[]*string{jsii.String(fmt.Sprint(reason))}
		}
	}()
	if r.given == nil {
		r.given = map[warning]bool{}
	}
	for _, warning := range r.warnings() {
		if !r.given[warning] {
			r.given[warning] = true
			warning.addTo(r.resource)
		}
	}
	return r.errors()
}

// errors returns a list, as the CDK wants one, which it puts the path of the construct before.
func (r *review) errors() *[]*string {
	found := &problems{}
	if r.check != nil {
		r.check(found)
	}
	errors := make([]*string, len(*found))
	for i, problem := range *found {
		errors[i] = jsii.String(problem.line())
	}
	return &errors
}
