package cfn_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool/internal/cfn"
)

func TestLoadAStage(t *testing.T) {
	t.Parallel()
	withPaths := load(t, "testdata/stage", cfn.Options{Region: "eu-west-1", AccountID: "444455556666"})
	var stacks []string
	for _, each := range withPaths.Stacks() {
		stacks = append(stacks, strings.Join([]string{each.Name(), filepath.Base(each.File()), each.Region().String(), each.Account().String(), each.Partition().String()}, " "))
	}
	assert.Equal(t, []string{
		"Prod-Users ProdUsersF622DE78.template.json eu-central-1 111122223333 aws",
		"Prod-Access ProdAccessF6F3EC8D.template.json eu-central-1 111122223333 aws",
		"IdentitiesNestedStackIdentitiesNestedStackResource1301A1CB ProdAccessIdentities982A9B72.nested.template.json eu-central-1 111122223333 aws",
		"Prod-Far ProdFar05F95D67.template.json us-east-1 111122223333 aws",
	}, stacks)
	assert.Equal(t, []string{"Prod/Access/Identities/Pool", "Prod/Far/FarPool"}, names(withPaths.Resources("AWS::Cognito::IdentityPool")))
	assert.Equal(t, []string{"Prod/Access/Auth"}, names(withPaths.Named("/Prod/Access/Auth/Resource")))

	deployments, _ := withPaths.Deployments(nil)
	attachment := withPaths.Named("Prod/Access/Attach")[0]
	id, isPool := deployments[0].Properties(attachment).Field("IdentityPoolId").Text().Resource()
	require.True(t, isPool, "an output of a nested stack")
	assert.Equal(t, "Prod/Access/Identities/Pool", id.Name())
	for _, pool := range []string{"Prod/Access/Identities/Pool", "Prod/Far/FarPool"} { // imported from a stack, and from another region
		providers, _ := deployments[0].Properties(withPaths.Named(pool)[0]).Field("CognitoIdentityProviders").Items()
		assert.Equal(t, "${Prod/Users/People/Web}", providers[0].Field("ClientId").Text().String())
		assert.Equal(t, "cognito-idp.eu-central-1.amazonaws.com/${Prod/Users/People}", providers[0].Field("ProviderName").Text().String())
	}
}

// The same app has the same names where the paths stand in the templates and not in a file of their own, or nowhere.
func TestNamesOfAnAssembly(t *testing.T) {
	t.Parallel()
	app := load(t, "testdata/stage/manifest.json", cfn.Options{})
	folder := t.TempDir()
	require.NoError(t, os.CopyFS(folder, os.DirFS("testdata/stage")))
	for _, file := range []string{"ProdAccessF6F3EC8D", "ProdUsersF622DE78", "ProdFar05F95D67"} {
		require.NoError(t, os.Remove(filepath.Join(folder, "assembly-Prod", file+".metadata.json")))
	}
	without := load(t, folder, cfn.Options{})
	assert.Equal(t, []string{"IdentitiesNestedStackIdentitiesNestedStackResource1301A1CB.Pool", "Prod-Far.FarPool"},
		names(without.Resources("AWS::Cognito::IdentityPool")))
	assert.Len(t, without.Named("Prod-Far.FarPool"), 1)
	assert.Len(t, without.Named("Pool"), 1)

	for _, resource := range app.Resources() {
		path := filepath.Join(folder, "assembly-Prod", filepath.Base(resource.Stack.File()))
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		key := regexp.MustCompile(`(  "` + resource.LogicalID + `": \{)`)
		text = key.ReplaceAll(text, []byte(`$1 "Metadata": {"aws:cdk:path": "`+resource.ConstructPath()+`"},`))
		require.NoError(t, os.WriteFile(path, text, 0o600))
	}
	assert.Equal(t, names(app.Resources()), names(load(t, folder, cfn.Options{}).Resources()))
}

func TestLoadAnAssembly(t *testing.T) {
	t.Parallel()
	folder := files(t, map[string]string{
		"manifest.json": `{"artifacts": {
			"Tree": {"type": "cdk:tree"},
			"A": {"type": "aws:cloudformation:stack", "environment": "aws://unknown-account/unknown-region", "properties": {
				"templateFile": "A.template.json", "stackName": "alpha", "parameters": {"P": "from the manifest"}},
				"metadata": {"/A/Topic/Resource": [{"type": "aws:cdk:logicalId", "data": "Topic"}]}},
			"B": {"type": "aws:cloudformation:stack", "environment": "aws://111122223333/cn-north-1", "properties": {"templateFile": "B.template.json"}}
		}}`,
		"A.template.json": `{"Parameters": {"P": {"Type": "String"}}, "Resources": {"Topic": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": {"Ref": "P"}}}}}`,
		"B.template.json": `{"Resources": {"Topic": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": {"Ref": "AWS::StackName"}}}}}`,
	})
	app := load(t, folder, cfn.Options{Region: "us-gov-west-1"})
	assert.Equal(t, []string{"A/Topic", "B.Topic"}, names(app.Resources()))
	assert.Len(t, app.Named("Topic"), 2, "a logical id that two stacks have")
	deployments, _ := app.Deployments(nil)
	var found []string
	for _, each := range app.Resources() {
		found = append(found, each.Stack.Name(), each.Stack.Partition().String(), deployments[0].Properties(each).Field("TopicName").Text().String())
	}
	assert.Equal(t, []string{"alpha", "aws-us-gov", "from the manifest", "B", "aws-cn", "B"}, found)
	_, err := deployments[0].ARN("Topic")
	assert.EqualError(t, err, `"Topic" may be each of A/Topic, B.Topic; write one of these names`)
}

func TestAssemblyMayHaveStacksWithoutResources(t *testing.T) {
	t.Parallel()
	folder := files(t, map[string]string{
		"manifest.json": `{"artifacts": {
			"Empty": {"type": "aws:cloudformation:stack", "properties": {"templateFile": "empty.json"}},
			"Topics": {"type": "aws:cloudformation:stack", "properties": {"templateFile": "topics.json"}}
		}}`,
		"empty.json":  `{"Outputs": {"Version": {"Value": "1"}}}`,
		"topics.json": `{"Resources": {"T": {"Type": "AWS::SNS::Topic"}}}`,
	})
	assert.Len(t, load(t, folder, cfn.Options{}).Resources(), 1)
}

func TestNestedStacksBesideTheirParent(t *testing.T) {
	t.Parallel()
	folder := files(t, map[string]string{
		"parent.yaml": `Parameters:
  Env: {Type: String}
Conditions:
  Prod: !Equals [!Ref Env, prod]
Resources:
  Users: {Type: AWS::Cognito::UserPool}
  Child:
    Type: AWS::CloudFormation::Stack
    Condition: Prod
    Properties:
      TemplateURL: nested/child.yaml
      Parameters: {Pool: !Ref Users, Env: !Ref Env, Names: 'a,b', Stored: /x}
  Far:
    Type: AWS::CloudFormation::Stack
    Properties: {TemplateURL: https://example.com/x.yaml, Parameters: {Pool: !Ref Users}}
  Gone:
    Type: AWS::CloudFormation::Stack
    Properties: {TemplateURL: gone.yaml}
  Itself:
    Type: AWS::CloudFormation::Stack
    Properties: {TemplateURL: parent.yaml}
  Topic:
    Type: AWS::SNS::Topic
    Properties: {DisplayName: !GetAtt Child.Outputs.Client, TopicName: !GetAtt Far.Outputs.X}
`,
		"nested/child.yaml": `Parameters:
  Pool: {Type: String}
  Env: {Type: String}
  Names: {Type: CommaDelimitedList}
  Stored: {Type: 'AWS::SSM::Parameter::Value<String>'}
  Own: {Type: String, Default: own}
Conditions:
  IsProd: !Equals [!Ref Env, prod]
Resources:
  Client:
    Type: AWS::Cognito::UserPoolClient
    Condition: IsProd
    Properties: {UserPoolId: !Ref Pool, Scopes: !Ref Names, ClientName: !Ref Stored, Secret: !Ref Own}
Outputs:
  Client: {Value: !Ref Client}
`,
	})
	app := load(t, filepath.Join(folder, "parent.yaml"), cfn.Options{Region: "eu-central-1"})
	require.Len(t, app.Stacks(), 2)
	child := app.Stacks()[1]
	assert.Equal(t, "Child", child.Name())
	assert.Equal(t, "eu-central-1", child.Region().String())
	deployments, _ := app.Deployments(app.Resources())
	require.Len(t, deployments, 2, "one parameter decides the conditions of both templates")
	prod := deployments[0]
	assert.Equal(t, "Prod", prod.When())
	client := app.Named("Child.Client")[0]
	properties := prod.Properties(client)
	assert.Equal(t, "${parent.Users}", properties.Field("UserPoolId").Text().String())
	assert.Equal(t, 13, properties.Field("UserPoolId").Position().Line, "where it stands, not where the value comes from")
	assert.Equal(t, "Properties/UserPoolId", properties.Field("UserPoolId").Path())
	items, _ := properties.Field("Scopes").Items()
	assert.Equal(t, []string{"a", "b"}, texts(items))
	assert.Equal(t, "parameter Stored is kept in Systems Manager", properties.Field("ClientName").Reason())
	assert.Equal(t, "own", properties.Field("Secret").Text().String())
	topic := prod.Properties(app.Named("parent.Topic")[0])
	assert.Equal(t, "${Child.Client}", topic.Field("DisplayName").Text().String())
	assert.Equal(t, cfn.Deferred, topic.Field("TopicName").Kind())
	assert.NotContains(t, names(deployments[1].Resources()), "Child.Client")
	assert.Equal(t, []string{"Child.Client"}, names(app.Named("parent.Topic")[0].References())[:1])
	assert.Equal(t, []string{"parent.Users"}, names(client.References()))
	assert.Equal(t, "the nested stack parent.Far, whose template is not among those given", app.UsedOutsideBy(app.Named("Users")[0]))
	assert.Empty(t, app.UsedOutsideBy(client))
}
