package cfn_test

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool/internal/cfn"
)

// largeTemplate is written as the CDK writes templates.
func largeTemplate(resources int) string {
	var template strings.Builder
	template.WriteString("{\n \"Resources\": {\n")
	for i := range resources {
		if i > 0 {
			template.WriteString(",\n")
		}
		fmt.Fprintf(&template, `  "Role%[1]dA1B2C3D4": {
   "Type": "AWS::IAM::Role",
   "Properties": {
    "AssumeRolePolicyDocument": {
     "Statement": [
      {
       "Action": "sts:AssumeRoleWithWebIdentity",
       "Condition": {
        "StringEquals": {
         "cognito-identity.amazonaws.com:aud": {
          "Ref": "IdentityPool"
         }
        }
       },
       "Effect": "Allow",
       "Principal": {
        "Federated": "cognito-identity.amazonaws.com"
       }
      }
     ],
     "Version": "2012-10-17"
    },
    "Description": {
     "Fn::Join": [
      "",
      [
       "Role %[1]d of ",
       {
        "Fn::GetAtt": [
         "IdentityPool",
         "Name"
        ]
       }
      ]
     ]
    }
   },
   "Metadata": {
    "aws:cdk:path": "Stack/Role%[1]d/Resource"
   }
  }`, i)
	}
	template.WriteString("\n }\n}")
	return template.String()
}

// largeAssembly writes an assembly, and returns its folder and size.
func largeAssembly(tb testing.TB, stacks, resources int) (folder string, size int64) {
	tb.Helper()
	folder = tb.TempDir()
	var artifacts []string
	template := largeTemplate(resources)
	for i := range stacks {
		name := fmt.Sprintf("Stack%d", i)
		require.NoError(tb, os.WriteFile(filepath.Join(folder, name+".template.json"), []byte(template), 0o600))
		artifacts = append(artifacts, fmt.Sprintf(
			`%q: {"type": "aws:cloudformation:stack", "environment": "aws://unknown-account/unknown-region", "properties": {"templateFile": "%s.template.json"}}`, name, name))
	}
	manifest := `{"version": "53.0.0", "artifacts": {` + strings.Join(artifacts, ",") + `}}`
	require.NoError(tb, os.WriteFile(filepath.Join(folder, "manifest.json"), []byte(manifest), 0o600))
	return folder, int64(stacks * len(template))
}

func BenchmarkLoad(b *testing.B) {
	folder, size := largeAssembly(b, 50, 500)
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		_, err := cfn.Load(folder, cfn.Options{})
		require.NoError(b, err)
	}
}

func BenchmarkParseJSON(b *testing.B) { benchmarkParse(b, largeTemplate(500)) }

func BenchmarkParseYAML(b *testing.B) {
	benchmarkParse(b, "# not JSON\n"+strings.ReplaceAll(largeTemplate(500), "\t", " "))
}

func benchmarkParse(b *testing.B, template string) {
	b.Helper()
	b.SetBytes(int64(len(template)))
	b.ReportAllocs()
	for b.Loop() {
		_, err := cfn.Parse([]byte(template), cfn.Options{})
		require.NoError(b, err)
	}
}

func BenchmarkProperties(b *testing.B) {
	app := parse(b, largeTemplate(500), cfn.Options{})
	deployments, _ := app.Deployments(nil)
	role := app.Resources()[250]
	b.ReportAllocs()
	for b.Loop() {
		deployments[0].Properties(role).Field("Description").Text()
	}
}

func BenchmarkSame(b *testing.B) {
	app := parse(b, comparisons, cfn.Options{})
	first, second := value(b, app, "${Files.Arn}/users/${Env}/photos/a.jpg"), value(b, app, "${Files.Arn}/users/${Env}/photos/b.jpg")
	b.ReportAllocs()
	for b.Loop() {
		cfn.Same(first, second)
	}
}

// An app takes less than ten times the memory of its files.
func TestMemoryOfAnApp(t *testing.T) { // alone: others would allocate meanwhile
	for name, template := range map[string]string{
		"as the CDK writes it": largeTemplate(2000),
		"as dense as JSON can be": `{"Resources": {"Topic": {"Type": "AWS::SNS::Topic", "Properties": {"Many": [` +
			strings.TrimSuffix(strings.Repeat("0,", 500_000), ",") + `]}}}}`,
	} {
		t.Run(name, func(t *testing.T) {
			input := []byte(template)
			before := heap()
			app, err := cfn.Parse(input, cfn.Options{})
			require.NoError(t, err)
			assert.Less(t, int(heap()-before), 10*len(input)+100_000)
			runtime.KeepAlive(app)
			runtime.KeepAlive(input)
		})
	}
}

func heap() int64 {
	runtime.GC()
	var statistics runtime.MemStats
	runtime.ReadMemStats(&statistics)
	return int64(statistics.HeapAlloc)
}
