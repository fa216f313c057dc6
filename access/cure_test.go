package access_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool/access"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
	rulebook "github.com/awscdk-constructs/identitypool/internal/rule"
)

// TestCloudFormationCures reads each cure as what it is: a template, resources, properties or statements. What it says of the three
// resources of identity pools, CloudFormation takes.
func TestCloudFormationCures(t *testing.T) {
	t.Parallel()
	for _, row := range rulebook.All() {
		t.Run(string(row.ID), func(t *testing.T) {
			t.Parallel()
			require.NotEmpty(t, row.CloudFormation)
			template := templateWith(row.CloudFormation)
			assert.NotContains(t, template, "\t")
			read, err := cfn.Parse([]byte(template), cfn.Options{})
			require.NoError(t, err, template)
			require.NotEmpty(t, read.Resources())
			deployments, _ := read.Deployments(nil)
			for _, resource := range read.Resources() {
				assert.Regexp(t, "^AWS::[A-Za-z0-9]+::[A-Za-z]+$", resource.Type)
				assert.Equal(t, cfn.Object, deployments[0].Properties(resource).Kind(), template)
			}
			app, err := access.Parse([]byte(template))
			require.NoError(t, err)
			for _, finding := range app.Check() {
				assert.NotContains(t, []string{"unknown-property", "invalid-value", string(row.ID)}, finding.Rule, finding)
			}
		})
	}
}

// templateWith puts a cure where it belongs.
func templateWith(cure string) string {
	first, rest, _ := strings.Cut(cure, "\n")
	switch {
	case first == "Resources:":
		return cure
	case strings.HasPrefix(rest, "  Type: AWS::"):
		return "Resources:\n" + indented(cure, 1)
	case strings.HasPrefix(cure, "- Effect: "):
		return "Resources:\n  Policy:\n    Type: AWS::IAM::Policy\n    Properties:\n      PolicyDocument:\n        Statement:\n" + indented(cure, 5)
	case strings.HasPrefix(cure, "RoleMappings:") || strings.HasPrefix(cure, "RulesConfiguration:"):
		attachment := "Resources:\n  Roles:\n    Type: AWS::Cognito::IdentityPoolRoleAttachment\n    Properties:\n      IdentityPoolId: !Ref IdentityPool\n"
		if strings.HasPrefix(cure, "RulesConfiguration:") {
			attachment += "      RoleMappings:\n        WebApp:\n          Type: Rules\n          AmbiguousRoleResolution: Deny\n"
			return attachment + indented(cure, 5)
		}
		return attachment + indented(cure, 3)
	case strings.HasPrefix(cure, "AssumeRolePolicyDocument:") || strings.HasPrefix(cure, "Policies:"):
		return "Resources:\n  Role:\n    Type: AWS::IAM::Role\n    Properties:\n" + indented(cure, 3)
	case strings.HasPrefix(cure, "PrincipalTags:"), strings.HasPrefix(cure, "IdentityProviderName:"):
		return "Resources:\n  Tags:\n    Type: AWS::Cognito::IdentityPoolPrincipalTag\n    Properties:\n      IdentityPoolId: !Ref IdentityPool\n" + indented(cure, 3)
	default:
		return "Resources:\n  IdentityPool:\n    Type: AWS::Cognito::IdentityPool\n    Properties:\n      AllowUnauthenticatedIdentities: false\n" + indented(cure, 3)
	}
}

func indented(text string, levels int) string {
	var lines strings.Builder
	for line := range strings.Lines(text) {
		lines.WriteString(strings.Repeat("  ", levels) + line)
	}
	return lines.String()
}
