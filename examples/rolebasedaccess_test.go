package main

import (
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool/access"
)

// TestRoleBasedAccess asks the synthesized stack who gets which role.
func TestRoleBasedAccess(t *testing.T) {
	cdkApp := awscdk.NewApp(nil)
	stack := NewRoleBasedAccessStack(cdkApp, "RoleBasedAccess", nil)
	app, err := access.Load(*cdkApp.Synth(nil).Directory())
	require.NoError(t, err)
	pool, err := app.IdentityPool(*stack.StackName() + "/IdentityPool")
	require.NoError(t, err)

	const webApp, partner = "RoleBasedAccess/UserPool/WebApp", "RoleBasedAccess/Partner"
	for name, test := range map[string]struct {
		login access.Login
		role  string // none: refused
	}{
		"an editor": {
			access.Login{Provider: webApp, Groups: []string{"editors"}},
			"RoleBasedAccess/IdentityPool/editors/Role",
		},
		"an editor who also publishes": {
			access.Login{Provider: webApp, Groups: []string{"editors", "publishers"}},
			"RoleBasedAccess/IdentityPool/publishers/Role",
		},
		"someone without a group": {
			access.Login{Provider: webApp},
			"RoleBasedAccess/IdentityPool/AuthenticatedRole",
		},
		"the partner's press office": {
			access.Login{Provider: partner, Claims: map[string]any{"department": "press-emea"}},
			"RoleBasedAccess/IdentityPool/readers/Role",
		},
		"someone else of the partner": {
			access.Login{Provider: partner, Claims: map[string]any{"department": "sales"}},
			"",
		},
		"a guest": {access.Login{}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			want := access.Granted
			if test.role == "" {
				want = access.Refused
			}
			decision := pool.SignIn(test.login)
			assert.Equal(t, want, decision.Outcome, decision)
			assert.Equal(t, test.role, decision.Role, decision)
		})
	}

	for _, finding := range app.Check() {
		assert.Less(t, finding.Severity, access.SeverityWarning, finding)
	}
}
