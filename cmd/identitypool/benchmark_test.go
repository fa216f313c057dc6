package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool/cmd/identitypool/internal/command"
)

// The size of a large app: CloudFormation takes 500 resources in a stack.
const (
	benchmarkStacks    = 50
	benchmarkResources = 500
)

const benchmarkPool = `
  Pool:
    Type: AWS::Cognito::IdentityPool
    Properties: {AllowUnauthenticatedIdentities: false, AllowClassicFlow: false, SupportedLoginProviders: {accounts.google.com: web}}
  Roles:
    Type: AWS::Cognito::IdentityPoolRoleAttachment
    Properties: {IdentityPoolId: !Ref Pool, Roles: {authenticated: !GetAtt Role0.Arn}}`

const benchmarkRole = `
  Role%[1]d:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal: {Federated: cognito-identity.amazonaws.com}
            Action: sts:AssumeRoleWithWebIdentity
            Condition:
              StringEquals: {"cognito-identity.amazonaws.com:aud": !Ref Pool}
              ForAnyValue:StringLike: {"cognito-identity.amazonaws.com:amr": authenticated}
      Policies:
        - PolicyName: bucket
          PolicyDocument:
            Version: "2012-10-17"
            Statement: [{Effect: Allow, Action: s3:GetObject, Resource: !Sub "arn:${AWS::Partition}:s3:::bucket-%[1]d/*"}]`

// benchmarkTemplates writes the templates of a large app, in YAML as cfn-lint reads it, too.
func benchmarkTemplates(b *testing.B, stacks int) []string {
	b.Helper()
	folder := b.TempDir()
	var template strings.Builder
	template.WriteString("Resources:" + benchmarkPool)
	for i := range benchmarkResources - 2 {
		fmt.Fprintf(&template, benchmarkRole, i)
	}
	files := make([]string, stacks)
	for i := range files {
		files[i] = filepath.Join(folder, fmt.Sprintf("stack%d.yaml", i))
		require.NoError(b, os.WriteFile(files[i], []byte(template.String()), 0o600))
	}
	return files
}

func BenchmarkCheck(b *testing.B) {
	arguments := append([]string{"check"}, benchmarkTemplates(b, benchmarkStacks)...)
	for b.Loop() {
		require.Zero(b, command.Run(arguments, strings.NewReader(""), &strings.Builder{}, os.Stderr))
	}
}

// BenchmarkCheckOneOf and BenchmarkLinter read the same template, for the linter takes minutes for all of them.
func BenchmarkCheckOneOf(b *testing.B) {
	arguments := append([]string{"check"}, benchmarkTemplates(b, 1)...)
	for b.Loop() {
		require.Zero(b, command.Run(arguments, strings.NewReader(""), &strings.Builder{}, os.Stderr))
	}
}

func BenchmarkLinter(b *testing.B) {
	linter, err := exec.LookPath("cfn-lint")
	if err != nil {
		b.Skip("cfn-lint is not installed")
	}
	files := benchmarkTemplates(b, 1)
	for b.Loop() {
		// It exits with another status than 0 for each kind of finding.
		_, _ = exec.CommandContext(b.Context(), linter, files...).CombinedOutput()
	}
}
