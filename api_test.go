package identitypool_test

import (
	"bytes"
	"go/importer"
	"go/token"
	"go/types"
	"io"
	"maps"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	official "github.com/aws/aws-cdk-go/awscdk/v2/awscognitoidentitypool"
	"github.com/aws/aws-cdk-go/awscdk/v2/interfaces/interfacesawscognito"
	"github.com/aws/jsii-runtime-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool"
)

const (
	herePath     = "github.com/awscdk-constructs/identitypool"
	officialPath = "github.com/aws/aws-cdk-go/awscdk/v2/awscognitoidentitypool"
)

// leftOut are the exported names of the official binding that are left out on purpose. The README says so.
var leftOut = []string{
	"IdentityPool.IdentityPoolRef",
	"IIdentityPool.IdentityPoolRef",
	"IdentityPool_IsConstruct",
	"IdentityPool_IsOwnedResource",
	"IdentityPool_IsResource",
	"IdentityPool_PROPERTY_INJECTION_ID",
	"NewIdentityPoolProviderUrl_Override",
	"NewIdentityPool_Override",
	"NewUserPoolAuthenticationProvider_Override",
}

// changed are the declarations that are others on purpose, with what they are here.
var changed = map[string]string{
	"IdentityPool.AddUserPoolAuthentication": "func(userPool IUserPoolAuthenticationProvider) " +
		"github.com/aws/aws-cdk-go/awscdk/v2/awscognito.IUserPoolClient",
}

func TestApiCoversTheOfficialBinding(t *testing.T) {
	packages := loadPackages(t, officialPath, herePath)
	want, got := declarations(packages[officialPath]), declarations(packages[herePath])
	require.Greater(t, len(want), 100, "the official binding must have been read")
	for _, name := range leftOut {
		assert.Contains(t, want, name, "not in the official binding: no exception is needed")
		assert.NotContains(t, got, name, "not left out: no exception is needed")
		delete(want, name)
	}
	for name, declaration := range changed {
		assert.NotEqual(t, declaration, want[name], "not changed: no exception is needed")
		want[name] = declaration
	}
	for _, name := range slices.Sorted(maps.Keys(want)) {
		assert.Equal(t, want[name], got[name], name)
	}
}

// declarations returns the exported declarations of a package and their members, as text.
func declarations(pkg *types.Package) map[string]string {
	declared := map[string]string{}
	written := func(t types.Type) string { return types.TypeString(t, types.RelativeTo(pkg)) }
	for _, name := range pkg.Scope().Names() {
		object := pkg.Scope().Lookup(name)
		if !object.Exported() {
			continue
		}
		switch object := object.(type) {
		case *types.Const:
			declared[name] = written(object.Type()) + " = " + object.Val().ExactString()
		case *types.TypeName:
			declared[name] = "type"
			declareMembers(declared, name, object.Type().Underlying(), written)
		default:
			declared[name] = written(object.Type())
		}
	}
	return declared
}

func declareMembers(declared map[string]string, name string, underlying types.Type, written func(types.Type) string) {
	switch underlying := underlying.(type) {
	case *types.Struct:
		for field := range underlying.Fields() {
			declared[name+"."+field.Name()] = written(field.Type())
		}
	case *types.Interface:
		for method := range underlying.Methods() {
			declared[name+"."+method.Name()] = written(method.Type())
		}
	default:
		declared[name] = "type " + written(underlying)
	}
}

// loadPackages reads what the compiler knows of packages.
func loadPackages(t *testing.T, paths ...string) map[string]*types.Package {
	t.Helper()
	command := exec.CommandContext(t.Context(), "go", append([]string{"list", "-export", "-deps", "-f", "{{.ImportPath}}\t{{.Export}}"}, paths...)...)
	var errors bytes.Buffer
	command.Stderr = &errors
	listed, err := command.Output()
	require.NoError(t, err, errors.String())
	files := map[string]string{}
	for line := range strings.Lines(string(listed)) {
		path, file, _ := strings.Cut(strings.TrimSpace(line), "\t")
		files[path] = file
	}
	compiled := importer.ForCompiler(token.NewFileSet(), "gc", func(path string) (io.ReadCloser, error) { return os.Open(files[path]) })
	loaded := map[string]*types.Package{}
	for _, path := range paths {
		loaded[path], err = compiled.Import(path)
		require.NoError(t, err)
	}
	return loaded
}

// TestPoolIsNoReference keeps identity pools from what would make JavaScript call back into Go for each of their members.
func TestPoolIsNoReference(t *testing.T) {
	stack := awscdk.NewStack(nil, nil, nil)
	for name, pool := range map[string]identitypool.IIdentityPool{
		"owned":          identitypool.NewIdentityPool(stack, jsii.String("Owned"), nil),
		"imported by id": identitypool.IdentityPool_FromIdentityPoolId(stack, jsii.String("ById"), jsii.String("eu-west-1:1a2b3c4d")),
		"imported by ARN": identitypool.IdentityPool_FromIdentityPoolArn(stack, jsii.String("ByArn"),
			jsii.String("arn:aws:cognito-identity:eu-west-1:123456789012:identitypool/eu-west-1:1a2b3c4d")),
	} {
		t.Run(name, func(t *testing.T) {
			_, isReference := pool.(interfacesawscognito.IIdentityPoolRef)
			assert.False(t, isReference, "interfacesawscognito.IIdentityPoolRef")
			_, isOfficial := pool.(official.IIdentityPool)
			assert.False(t, isOfficial, "the official IIdentityPool")
		})
	}
}
