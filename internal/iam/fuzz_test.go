package iam_test

import (
	"encoding/json"
	"testing"

	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/iam"
)

// FuzzPolicy evaluates any statements. An explicit Deny of everything always wins over them, and each answer but yes has a reason.
func FuzzPolicy(f *testing.F) {
	for _, permissions := range [][]permission{actions, resources, variables, operators, quantifiers, grammar} {
		for _, seed := range permissions {
			f.Add("["+seed.statements+"]", "s3:GetObject", photo)
		}
	}
	f.Fuzz(func(t *testing.T, statements, action, resource string) {
		var several []any
		if json.Unmarshal([]byte(statements), &several) != nil || resource == "" {
			t.Skip("no list, or no resource")
		}
		ask := func(statements []any) iam.Verdict {
			app, err := cfn.FromMap(map[string]any{"Resources": map[string]any{"Policy": map[string]any{
				"Type": "AWS::IAM::Policy", "Properties": map[string]any{
					"PolicyDocument": map[string]any{"Version": "2012-10-17", "Statement": statements},
				},
			}}}, cfn.Options{})
			if err != nil {
				t.Skip(err)
			}
			deployments, _ := app.Deployments(nil)
			read := iam.ReadPolicy(deployments[0].Properties(app.Resources()[0]).Field("PolicyDocument"), "Policy")
			return iam.Authorize(request(action, resource, nil), iam.Policies{Identity: []iam.Policy{read}})
		}
		if got := ask(several); (got.Answer == yes) != (got.Reason == "") {
			t.Fatalf("%+v", got)
		}
		denial := map[string]any{"Effect": "Deny", "Action": "*", "Resource": "*"}
		if got := ask(append(several, denial)); got.Answer != no {
			t.Fatalf("a Deny of everything does not win: %+v", got)
		}
	})
}
