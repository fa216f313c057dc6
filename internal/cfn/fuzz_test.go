package cfn_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool/internal/cfn"
)

// Whatever is in a template, reading all of it comes to an end, and every error says what is wrong.
func FuzzParse(f *testing.F) {
	seeds, err := filepath.Glob("testdata/cases/*.json")
	require.NoError(f, err)
	for _, seed := range seeds {
		text, err := os.ReadFile(seed)
		require.NoError(f, err)
		f.Add(text)
	}
	f.Add([]byte(comparisons))
	f.Add([]byte("Resources:\n  A:\n    Type: AWS::S3::Bucket\n    Properties: {BucketName: !Sub '${B}-x', Y: !If [C, !GetAtt A.Arn, !Select [0, !Split [':', !Ref A]]]}\n"))
	f.Add([]byte(`{"Conditions": {"A": {"Fn::Equals": [{"Ref": "AWS::Region"}, "x"]}}, "Resources": {"A": {"Type": "T", "Condition": "A", "Properties": {"a": "{\"b\": 1}"}}}}`))
	f.Fuzz(func(t *testing.T, template []byte) {
		app, err := cfn.Parse(template, cfn.Options{})
		if err != nil {
			require.NotEmpty(t, err.Error())
			return
		}
		readAll(app)
	})
}
