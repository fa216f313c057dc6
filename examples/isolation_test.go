package main

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool/access"
)

// TestNoGuestReadsFiles asks whether a guest can read the files of users, and whether a user can read those of another one.
func TestNoGuestReadsFiles(t *testing.T) {
	app, err := access.Load("testdata/UserFolders.template.json")
	require.NoError(t, err)
	pool, err := app.IdentityPool("UserFolders/IdentityPool")
	require.NoError(t, err)

	guest := pool.Session(access.Login{})
	permission := guest.Can(access.Request{Action: "s3:GetObject", Resource: "${UserFolders/Files.Arn}/*"})
	assert.Equal(t, access.Refused, permission.Outcome, permission)

	user := pool.Session(access.Login{Provider: "UserFolders/UserPool/UserPoolAuthenticationProviderClient"})
	for folder, want := range map[string]access.Outcome{
		"${cognito-identity.amazonaws.com:sub}":          access.Granted, // the user's own
		"eu-west-1:0a1b2c3d-4e5f-6789-abcd-ef0123456789": access.Refused,
	} {
		permission := user.Can(access.Request{Action: "s3:GetObject", Resource: "${UserFolders/Files.Arn}/" + folder + "/photo.jpg"})
		assert.Equal(t, want, permission.Outcome, permission)
	}
}

// TestTenantsAreKeptApart asks whether one tenant can ever see another one's data.
func TestTenantsAreKeptApart(t *testing.T) {
	app, err := access.Load("testdata/Tenants.template.json")
	require.NoError(t, err)
	pool, err := app.IdentityPool("Tenants/IdentityPool")
	require.NoError(t, err)

	session := func(tenant string) access.Session {
		return pool.Session(access.Login{Provider: "Tenants/UserPool/WebApp", Claims: map[string]any{"custom:tenant": tenant}})
	}
	assert.Empty(t, access.Shared(session("acme"), session("globex")))
	assert.Empty(t, access.Shared(session("acme"), session("acme-2")), "a name that begins with another one")

	request := access.Request{
		Action: "dynamodb:Query", Resource: "Tenants/Orders", Context: map[string][]string{"dynamodb:LeadingKeys": {"acme"}},
	}
	assert.Equal(t, access.Granted, session("acme").Can(request).Outcome, session("acme").Can(request))
	assert.Equal(t, access.Refused, session("globex").Can(request).Outcome, session("globex").Can(request))
}
