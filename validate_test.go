package identitypool_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/aws/jsii-runtime-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool"
)

// badProp is a mistake in the properties of an identity pool, with the problems that are reported. Where only constructs can tell,
// Validate can't.
type badProp struct {
	name       string
	region     string
	props      func(*site) *props
	problems   []string
	constructs bool // only constructs can tell
}

// badCall is a mistake in another call than that of NewIdentityPool with something in its properties.
type badCall struct {
	name     string
	region   string
	call     func(s *site, pool identitypool.IdentityPool)
	path     string
	problems []string
}

// The mistakes stand beside the tests of what they are made with.
var (
	badProps = slices.Concat(badIdentityPoolProps, badPrincipalProps, badProviderProps, badUserPoolProps, badRoleProps, badDefaultRoleProps, badRoleAttachmentProps, badRoleMappingProps, badProviderUrlProps, badPrincipalTagProps)
	badCalls = slices.Concat(badIdentityPoolCalls, badRoleCalls, badGroupCalls, badEscapeHatchCalls, badGrantCalls, badPolicyVariableCalls, badUserPoolCalls, badRoleMappingCalls, badPrincipalTagCalls, badPrincipalCalls, badImportCalls, badRoleAttachmentCalls)
)

func TestBadPropsAreRefusedBeforeAnythingIsDefined(t *testing.T) {
	for _, test := range badProps {
		t.Run(test.name, func(t *testing.T) {
			site := newSite(test.region)
			props := test.props(site)
			before := site.constructs()

			err := recovered(func() { identitypool.NewIdentityPool(site.stack, jsii.String("Pool"), props) })

			assertProblems(t, "Stack/Pool", test.problems, err)
			assert.Equal(t, before, site.constructs())

			// The constructor can be called again: nothing is in the way.
			if test.region == "" {
				identitypool.NewIdentityPool(site.stack, jsii.String("Pool"), nil)
			}
		})
	}
}

func TestValidateReportsWhatTheGoValuesShow(t *testing.T) {
	for _, test := range badProps {
		t.Run(test.name, func(t *testing.T) {
			err := test.props(newSite(test.region)).Validate()
			if !test.constructs {
				assertProblems(t, "", test.problems, err)
				return
			}
			var invalid *identitypool.ValidationError
			if errors.As(err, &invalid) {
				for _, problem := range invalid.Problems {
					assert.Contains(t, test.problems, problem.Field+": "+problem.Message)
				}
			}
		})
	}
}

func TestBadCallsAreRefused(t *testing.T) {
	for _, test := range badCalls {
		t.Run(test.name, func(t *testing.T) {
			site := newSite(test.region)
			pool := identitypool.NewIdentityPool(site.stack, jsii.String("Pool"), &props{
				FederatedPrincipal: jsii.String("cognito-identity.amazonaws.com"),
			})

			err := recovered(func() { test.call(site, pool) })

			assertProblems(t, test.path, test.problems, err)
			assert.Nil(t, site.stack.Node().TryFindChild(jsii.String("A/B")), "a failed constructor leaves nothing in the tree")
		})
	}
}

// recovered returns what a function panics with, which must be an error.
func recovered(function func()) (err error) {
	defer func() {
		switch reason := recover().(type) {
		case nil:
		case error:
			err = reason
		default:
			err = fmt.Errorf("panicked with %T: %v", reason, reason)
		}
	}()
	function()
	return nil
}

func assertProblems(t *testing.T, path string, want []string, err error) {
	t.Helper()
	var invalid *identitypool.ValidationError
	require.ErrorAs(t, err, &invalid)
	var got []string
	for _, problem := range invalid.Problems {
		got = append(got, problem.Field+": "+problem.Message)
	}
	assert.Equal(t, want, got)
	if path == "*" {
		return
	}
	assert.Equal(t, path, invalid.Path)
	prefix := ""
	if path != "" {
		prefix = path + ": "
	}
	assert.Equal(t, prefix+strings.Join(want, "\n"+prefix), err.Error())
}
