package identitypool

import (
	"fmt"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
)

// review gives the warnings that depend on what was added after the constructor, as a validation, when all has been added.
type review struct {
	subject    constructs.IConstruct
	resource   awscdk.CfnResource // of the subject
	warnings   func() []warning
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
	return &[]*string{}
}
