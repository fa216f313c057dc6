package identitypool_test

import (
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	official "github.com/aws/aws-cdk-go/awscdk/v2/awscognitoidentitypool"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/jsii-runtime-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool"
	"github.com/awscdk-constructs/identitypool/access"
)

// ruledPool defines a pool in which a rule gives admins a role, with this library.
func ruledPool(app awscdk.App) {
	stack := newAppStack(app)
	userPool := awscognito.NewUserPool(stack, jsii.String("UserPool"), &awscognito.UserPoolProps{
		CustomAttributes: &map[string]awscognito.ICustomAttribute{"role": awscognito.NewStringAttribute(nil)},
	})
	client := userPool.AddClient(jsii.String("Client"), emailOnly())
	pool := identitypool.NewIdentityPool(stack, jsii.String("Pool"), &identitypool.IdentityPoolProps{
		AllowUnauthenticatedIdentities: jsii.Bool(true),
		AuthenticationProviders:        registered(providerOf(userPool, client)),
	})
	admins := awsiam.NewRole(stack, jsii.String("Admins"), &awsiam.RoleProps{AssumedBy: pool.AuthenticatedPrincipal()})
	pool.AddRoleMappings(withRules(identitypool.IdentityPoolProviderUrl_UserPool(userPool, client), &identitypool.RoleMappingRule{
		Claim: jsii.String("custom:role"), ClaimValue: jsii.String("admin"), MappedRole: admins,
	}))
}

// officialRuledPool defines the same with the official binding. There a mapped role is made before the pool has an id, so this one
// trusts any pool.
func officialRuledPool(app awscdk.App) {
	stack := newAppStack(app)
	userPool := awscognito.NewUserPool(stack, jsii.String("UserPool"), &awscognito.UserPoolProps{
		CustomAttributes: &map[string]awscognito.ICustomAttribute{"role": awscognito.NewStringAttribute(nil)},
	})
	client := userPool.AddClient(jsii.String("Client"), emailOnly())
	admins := awsiam.NewRole(stack, jsii.String("Admins"), &awsiam.RoleProps{
		AssumedBy: awsiam.NewFederatedPrincipal(jsii.String("cognito-identity.amazonaws.com"), &map[string]any{
			"ForAnyValue:StringLike": map[string]any{"cognito-identity.amazonaws.com:amr": "authenticated"},
		}, jsii.String("sts:AssumeRoleWithWebIdentity")),
	})
	official.NewIdentityPool(stack, jsii.String("Pool"), &official.IdentityPoolProps{
		AllowUnauthenticatedIdentities: jsii.Bool(true),
		AuthenticationProviders: &official.IdentityPoolAuthenticationProviders{
			UserPools: &[]official.IUserPoolAuthenticationProvider{
				official.NewUserPoolAuthenticationProvider(&official.UserPoolAuthenticationProviderProps{UserPool: userPool, UserPoolClient: client}),
			},
		},
		RoleMappings: &[]*official.IdentityPoolRoleMapping{{
			MappingKey:  jsii.String("users"),
			ProviderUrl: official.IdentityPoolProviderUrl_UserPool(userPool, client),
			Rules: &[]*official.RoleMappingRule{{
				Claim: jsii.String("custom:role"), ClaimValue: jsii.String("admin"), MappedRole: admins,
			}},
		}},
	})
}

// emailOnly keeps users from writing the attribute that the rule compares.
func emailOnly() *awscognito.UserPoolClientOptions {
	return &awscognito.UserPoolClientOptions{
		WriteAttributes: awscognito.NewClientAttributes().WithStandardAttributes(&awscognito.StandardAttributesMask{Email: jsii.Bool(true)}),
	}
}

func TestSignInsOfSynthesizedTemplates(t *testing.T) {
	for _, test := range []struct {
		name     string
		build    func(awscdk.App)
		findings []string
	}{
		{"this library", ruledPool, nil},
		{"official binding", officialRuledPool, []string{"role-trusts-other-pools"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			app, err := access.FromMap(mustSynthesize(t, test.build).Template(t))
			require.NoError(t, err)
			require.Len(t, app.IdentityPools(), 1)
			pool := app.IdentityPools()[0]

			const client = "Stack/UserPool/Client"
			for who, signIn := range map[string]struct {
				login   access.Login
				outcome access.Outcome
				role    string
			}{
				"an admin": {
					access.Login{Provider: client, Claims: map[string]any{"custom:role": "admin"}},
					access.Granted, "Stack/Admins",
				},
				"another user": {access.Login{Provider: client}, access.Refused, ""},
				"a guest":      {access.Login{}, access.Granted, "Stack/Pool/UnauthenticatedRole"},
				"a stranger":   {access.Login{Provider: access.Google}, access.Refused, ""},
			} {
				decision := pool.SignIn(signIn.login)
				assert.Equal(t, signIn.outcome, decision.Outcome, "%s: %s", who, decision)
				assert.Equal(t, signIn.role, decision.Role, "%s: %s", who, decision)
			}

			var findings []string
			for _, finding := range app.Check() {
				if finding.Severity == access.SeverityNote {
					continue
				}
				findings = append(findings, finding.Rule)
			}
			assert.Equal(t, test.findings, findings)
		})
	}
}

// TestDocumentsShowTheDecisionTable holds the table in docs/access.md against the template of the example that it is of.
func TestDocumentsShowTheDecisionTable(t *testing.T) {
	app, err := access.Load("examples/testdata/RoleBasedAccess.template.json")
	require.NoError(t, err)
	assert.Contains(t, read(t, "docs/access.md"), app.IdentityPools()[0].DecisionTable().Markdown())
}
