package access

import (
	"errors"
	"fmt"

	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// Option tells [Load], [Parse] and [FromMap] something that the templates leave to the deployment. Without it, that is unknown.
type Option func(*options)

// options are all that the options tell.
type options struct {
	cfn.Options

	managedPolicies []managedPolicyText
}

// checkEnvironment fails for a text that can't be a region or an account.
func (o *options) checkEnvironment() error {
	var problems []error
	for _, part := range []struct {
		name, value string
		check       func(string) error
	}{{"region", o.Region, cognito.CheckRegion}, {"account", o.AccountID, cognito.CheckAccount}} {
		if part.value == "" {
			continue
		}
		if err := part.check(part.value); err != nil {
			problems = append(problems, fmt.Errorf("%s: %w", part.name, err))
		}
	}
	return errors.Join(problems...)
}

// WithRegion sets the region that the templates are deployed to, the value of AWS::Region, where a cloud assembly doesn't tell it. A text
// that can't be a region is an error. Default: unknown; identity pools are then taken to be in a commercial region, where the principal of
// Cognito is cognito-identity.amazonaws.com.
//
// See: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html
func WithRegion(region string) Option {
	return func(options *options) { options.Region = region }
}

// WithAccountID sets the account that the templates are deployed to, the value of AWS::AccountId, where a cloud assembly doesn't tell it.
// Anything but 12 digits is an error. Default: unknown; roles of other accounts are then not recognized as such.
//
// See: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html
func WithAccountID(account string) Option {
	return func(options *options) { options.AccountID = account }
}

// WithParameter sets the value of a parameter of the templates; write a list with commas. A parameter that no template declares is an
// error, and so is a value that is not among its AllowedValues; [WithUndeclaredParameters] allows both. Default: the parameter's default
// value; without one, its value is unknown.
//
// See: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
func WithParameter(name, value string) Option {
	return func(options *options) {
		if options.Parameters == nil {
			options.Parameters = map[string]string{}
		}
		options.Parameters[name] = value
	}
}

// WithParameterFile sets parameters from a file in JSON or YAML, in one of three forms: the list of ParameterKey and ParameterValue that
// the AWS CLI takes, an object with Parameters in it, or an object of values by name, as Amplify writes it. Where several files give a
// parameter, the last one wins; [WithParameter] wins over files. Default: none.
//
// See: https://docs.aws.amazon.com/cli/latest/reference/cloudformation/create-stack.html
func WithParameterFile(path string) Option {
	return func(options *options) { options.ParameterFiles = append(options.ParameterFiles, path) }
}

// WithUndeclaredParameters allows values of parameters that no template declares, for options that are given to two versions of an app:
// one of them may lack a parameter. [App.UndeclaredParameters] lists the ones that were ignored. Default: they are an error, since a name
// may be misspelt.
//
// See: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
func WithUndeclaredParameters() Option {
	return func(options *options) { options.AllowUndeclared = true }
}

// WithTemplate reads another template, or another cloud assembly, that is deployed together with the first, so that its exports and
// resources are known. One that another template deploys as a nested stack is read as that. Default: none.
func WithTemplate(path string) Option {
	return func(options *options) { options.Templates = append(options.Templates, path) }
}
