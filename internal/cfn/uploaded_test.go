package cfn_test

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/awscdk-constructs/identitypool/internal/cfn"
)

// Amplify, and whoever uploads templates by hand, write the URL of a bucket. The last part of it tells which of the given files it is.
func TestNestedStacksThatAreUploaded(t *testing.T) {
	t.Parallel()
	folder := files(t, map[string]string{
		"root.yaml": `Resources:
  Users: {Type: AWS::Cognito::UserPool}
  Auth:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: https://s3.amazonaws.com/deployment/templates/auth/template.yaml
      Parameters: {Users: !Ref Users}
  Api:
    Type: AWS::CloudFormation::Stack
    Properties: {TemplateURL: !Sub 'https://${Bucket}.s3.amazonaws.com/${Prefix}api/template.json'}
  Again:
    Type: AWS::CloudFormation::Stack
    Properties: {TemplateURL: !Join [/, [!Ref Bucket, v1, api, template.json]]}
  Site:
    Type: AWS::CloudFormation::Stack
    Properties: {TemplateURL: https://example.com/site.template, Parameters: {Nobody: declares it}}
  Beside:
    Type: AWS::CloudFormation::Stack
    Properties: {TemplateURL: beside.yaml}
`,
		"auth/template.yaml": `Parameters: {Users: {Type: String}}
Resources:
  Client: {Type: AWS::Cognito::UserPoolClient, Properties: {UserPoolId: !Ref Users}}
  Hooks:
    Type: AWS::CloudFormation::Stack
    Properties: {TemplateURL: https://s3.amazonaws.com/deployment/hooks.json}
`,
		"api/template.yaml": `Resources: {Api: {Type: AWS::ApiGateway::RestApi}}`, // built to JSON before it is uploaded
		"hooks.yaml":        `Resources: {Hook: {Type: AWS::Lambda::Function}}`,
		"site.yaml":         `Resources: {Site: {Type: AWS::S3::Bucket}}`,
		"beside.yaml":       `Resources: {Beside: {Type: AWS::SNS::Topic}}`,
	})
	var further []string
	for _, name := range []string{"hooks.yaml", "auth/template.yaml", "api/template.yaml", "site.yaml", "beside.yaml"} {
		further = append(further, filepath.Join(folder, filepath.FromSlash(name)))
	}
	app := load(t, filepath.Join(folder, "root.yaml"), cfn.Options{Templates: further})
	assert.Equal(t, []string{
		"root.Users", "root.Auth", "root.Api", "root.Again", "root.Site", "root.Beside", "Auth.Client", "Auth.Hooks",
		"Hooks.Hook", "Api.Api", "Again.Api", "Beside.Beside", "site.Site",
	}, names(app.Resources()))
	client := app.Named("Auth.Client")[0]
	assert.Equal(t, []string{"root.Users"}, names(client.References()))
	assert.Empty(t, app.UsedOutsideBy(app.Named("root.Users")[0]), "what the nested stack does with it is known")
}

func TestNestedStacksThatMayBeOneOfTwoFiles(t *testing.T) {
	t.Parallel()
	topic := `{"Resources": {"T": {"Type": "AWS::SNS::Topic"}}}`
	for name, nested := range map[string]string{
		"two files of a name":                   `"https://example.com/auth.json"`,
		"two names":                             `{"Fn::If": ["New", "https://example.com/a/auth.json", "https://example.com/other.json"]}`,
		"a name that only the deployment knows": `{"Ref": "Url"}`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			folder := files(t, map[string]string{
				"root.json":   `{"Resources": {"Auth": {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": ` + nested + `}}}}`,
				"a/auth.json": topic, "b/auth.json": topic, "other.json": topic,
			})
			app := load(t, filepath.Join(folder, "root.json"), cfn.Options{Templates: []string{
				filepath.Join(folder, "a", "auth.json"), filepath.Join(folder, "b", "auth.json"), filepath.Join(folder, "other.json"),
			}})
			for _, stack := range app.Stacks() {
				assert.False(t, stack.IsNested(), stack.Name())
			}
		})
	}
}

func TestTemplatesThatDeployEachOther(t *testing.T) {
	t.Parallel()
	deploys := func(name string) string {
		return `{"Resources": {"N": {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": "https://example.com/` + name + `"}}}}`
	}
	folder := files(t, map[string]string{"root.json": deploys("other.json"), "a.json": deploys("b.json"), "b.json": deploys("a.json")})
	app := load(t, filepath.Join(folder, "root.json"), cfn.Options{Templates: []string{filepath.Join(folder, "a.json"), filepath.Join(folder, "b.json")}})
	assert.Equal(t, []string{"root.N", "b.N", "N.N"}, names(app.Resources()), "one of two that deploy each other is read by itself")
}
