package access

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/cognito"
	"github.com/awscdk-constructs/identitypool/internal/iam"
)

const managedPolicyType = "AWS::IAM::ManagedPolicy"

// WithManagedPolicy gives the text of a managed policy that no template holds, such as one of AWS, by its ARN: the policy document as
// JSON, or what aws iam get-policy-version answers. Default: what such a policy allows and denies is unknown, also of
// arn:aws:iam::aws:policy/AdministratorAccess and others whose texts AWS publishes, for AWS changes them.
//
// See: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
func WithManagedPolicy(arn string, document []byte) Option {
	return func(options *options) {
		options.managedPolicies = append(options.managedPolicies, managedPolicyText{arn, document})
	}
}

// managedPolicyText is a managed policy as an option gives it.
type managedPolicyText struct {
	arn      string
	document []byte
}

// managedPolicy is a managed policy that no template holds.
type managedPolicy struct {
	arn    cfn.Value
	policy iam.Policy
}

// readManagedPolicies returns all that is wrong with them at once.
func readManagedPolicies(texts []managedPolicyText) ([]managedPolicy, error) {
	var read []managedPolicy
	var problems []error
	for _, text := range texts {
		policy, err := text.read()
		if err != nil {
			problems = append(problems, fmt.Errorf("managed policy %s: %w", cognito.Quote(text.arn), err))
		}
		read = append(read, managedPolicy{cfn.Literal(text.arn), policy})
	}
	return read, errors.Join(problems...)
}

func (t managedPolicyText) read() (iam.Policy, error) {
	if !strings.HasPrefix(t.arn, "arn:") || !strings.Contains(t.arn, ":policy/") {
		return iam.Policy{}, errors.New("that is not the ARN of a managed policy; write it as arn:<partition>:iam::<account>:policy/<name>")
	}
	var document map[string]any
	if err := json.Unmarshal(t.document, &document); err != nil {
		return iam.Policy{}, fmt.Errorf("its document is not a JSON object: %w", err)
	}
	if version, isAnswer := document["PolicyVersion"].(map[string]any); isAnswer {
		document, _ = version["Document"].(map[string]any)
	}
	if document["Statement"] == nil {
		return iam.Policy{}, errors.New("its document has no Statement; give the policy document as JSON")
	}
	text, err := json.Marshal(document)
	if err != nil {
		return iam.Policy{}, fmt.Errorf("its document can't be written as JSON: %w", err)
	}
	// As text in a template, so that nothing in it is taken for an intrinsic function.
	template := map[string]any{"Resources": map[string]any{"Policy": map[string]any{
		"Type": managedPolicyType, "Properties": map[string]any{"PolicyDocument": string(text)},
	}}}
	app, err := cfn.FromMap(template, cfn.Options{})
	if err != nil {
		return iam.Policy{}, err
	}
	deployments, _ := app.Deployments(nil)
	resource := app.Resources(managedPolicyType)[0]
	return iam.ReadPolicy(deployments[0].Properties(resource).Field("PolicyDocument"), t.arn), nil
}

// managedPolicy returns the policy that an ARN in a template stands for.
func (p *policies) managedPolicy(arn cfn.Value) iam.Policy {
	resource := p.deployment.withARN(arn, "iam")
	if resource != nil && resource.Type == managedPolicyType && p.deployment.templates.Exists(resource) != answer.No {
		read := p.read(resource)
		read.Doubt = p.existence(resource)
		return read
	}
	for _, given := range p.app.managed {
		if cfn.Same(given.arn, arn) == answer.Yes {
			return given.policy
		}
	}
	return iam.UnknownPolicy(arn.String(), "is in no template, so what it allows and denies is unknown; give its text")
}

func lastPart(path string) string { return path[strings.LastIndex(path, "/")+1:] }
