package parity_test

import (
	"flag"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/awscdk-constructs/identitypool/internal/apptest"
	"github.com/awscdk-constructs/identitypool/internal/parity"
	"github.com/awscdk-constructs/identitypool/internal/parity/here"
	"github.com/awscdk-constructs/identitypool/internal/parity/official"
)

func drawConfiguration(t *rapid.T) *parity.Configuration {
	optionalBool := rapid.Ptr(rapid.Bool(), true)
	text := rapid.StringMatching(`[A-Za-z0-9][A-Za-z0-9_.-]{0,40}`)
	optionalText := rapid.Ptr(text, true)
	role := rapid.SampledFrom([]string{parity.Absent, parity.Defined, "arn:aws:iam::123456789012:role/imported", parity.Token})
	drawn := &parity.Configuration{
		Id:                  rapid.StringMatching(`[A-Za-z][A-Za-z0-9_-]{0,20}Pool`).Draw(t, "id"),
		Region:              rapid.SampledFrom([]string{"", "eu-west-1", "us-east-1", "us-gov-west-1"}).Draw(t, "region"),
		Name:                rapid.OneOf(rapid.SampledFrom([]string{parity.Absent, parity.Token}), rapid.StringMatching(`[\w+=,.@-][\w+=,.@ -]{0,127}`)).Draw(t, "name"),
		Guests:              optionalBool.Draw(t, "guests"),
		ClassicFlow:         optionalBool.Draw(t, "classic flow"),
		AuthenticatedRole:   role.Draw(t, "authenticated role"),
		UnauthenticatedRole: role.Draw(t, "unauthenticated role"),
		Amazon:              optionalText.Draw(t, "Amazon"),
		Apple:               optionalText.Draw(t, "Apple"),
		Facebook:            optionalText.Draw(t, "Facebook"),
		Google:              optionalText.Draw(t, "Google"),
		Twitter:             optionalText.Draw(t, "Twitter"),
		CustomProvider:      optionalText.Draw(t, "custom provider"),
		UserPoolsApart:      rapid.Bool().Draw(t, "user pools apart"),
		OpenIdConnect: drawnList(t, "OpenID Connect",
			rapid.SampledFrom([]string{parity.Defined, parity.L1, parity.Token, "arn:aws:iam::123456789012:oidc-provider/example.com"})),
		Saml: drawnList(t, "SAML", rapid.SampledFrom([]string{parity.Defined, parity.L1, parity.Token, "arn:aws:iam::123456789012:saml-provider/example"})),
		Uses: rapid.SliceOfDistinct(rapid.SampledFrom([]string{"tags", "removal policy", "statements", "child", "dependency"}),
			rapid.ID[string]).Draw(t, "uses"),
	}
	// A client that is made is one for all, so it can be there only once; the others can't stand beside each other either.
	clients := rapid.SliceOfNDistinct(rapid.Custom(func(t *rapid.T) parity.Client {
		client := parity.Client{
			UserPool:                    rapid.SampledFrom([]string{"First", "Second", "Imported", "ImportedByToken"}).Draw(t, "user pool"),
			Kind:                        rapid.SampledFrom([]string{parity.ClientMade, parity.ClientL1, parity.ClientL2, parity.ClientImported}).Draw(t, "kind"),
			DisableServerSideTokenCheck: optionalBool.Draw(t, "disable server-side token check"),
			Later:                       rapid.Bool().Draw(t, "later"),
		}
		client.Id = client.UserPool + client.Kind
		return client
	}), 0, 5, func(client parity.Client) string { return client.Id })
	drawn.Clients = clients.Draw(t, "clients")
	mappable := []string{"amazon", "apple", "facebook", "google", "twitter", "openid", "saml", "user pool", "login.example.com"}
	for _, client := range drawn.Clients {
		if client.Kind == parity.ClientL2 || client.Kind == parity.ClientImported {
			mappable = append(mappable, client.Id)
		}
	}
	drawn.RoleMappings = rapid.SliceOfNDistinct(rapid.Custom(func(t *rapid.T) parity.RoleMapping {
		return drawRoleMapping(t, mappable)
	}), 0, 10, func(mapping parity.RoleMapping) string { return mapping.Provider }).Draw(t, "role mappings")
	if drawn.Region != "" && rapid.Bool().Draw(t, "import") {
		drawn.ImportedId = jsii.String(drawn.Region + ":" + rapid.StringMatching(`[0-9a-f]{8}-[0-9a-f]{4}`).Draw(t, "imported id"))
	}
	return drawn
}

// drawnList draws no list, an empty or a filled one: templates tell an empty list from none.
func drawnList(t *rapid.T, label string, elements *rapid.Generator[string]) []string {
	if rapid.Bool().Draw(t, "no "+label) {
		return nil
	}
	return append([]string{}, rapid.SliceOfN(elements, 0, 4).Draw(t, label)...)
}

func drawRoleMapping(t *rapid.T, providers []string) parity.RoleMapping {
	rule := rapid.Custom(func(t *rapid.T) parity.Rule {
		return parity.Rule{
			Claim:     rapid.StringMatching(`[a-z][a-z:_]{0,63}`).Draw(t, "claim"),
			Value:     rapid.StringMatching(`[^\x00-\x1f"\\$<>&]{1,40}`).Draw(t, "value"),
			MatchType: rapid.SampledFrom([]string{"", "EQUALS", "CONTAINS", "STARTS_WITH", "NOTEQUAL"}).Draw(t, "match type"),
			Role:      rapid.SampledFrom([]string{parity.Defined, "arn:aws:iam::123456789012:role/imported", parity.Token}).Draw(t, "role"),
		}
	})
	mapping := parity.RoleMapping{
		Provider:              rapid.SampledFrom(providers).Draw(t, "provider"),
		KeyLength:             rapid.SampledFrom([]int{0, 10, 128}).Draw(t, "key length"),
		ResolveAmbiguousRoles: rapid.Ptr(rapid.Bool(), true).Draw(t, "resolve ambiguous roles"),
	}
	if rapid.Bool().Draw(t, "by rules") {
		mapping.Rules = rapid.SliceOfN(rule, 1, 25).Draw(t, "rules")
	}
	return mapping
}

func TestParityOfDrawnConfigurations(t *testing.T) {
	if checks := flag.Lookup("rapid.checks"); checks.Value.String() == checks.DefValue {
		// A draw takes a tenth of a second. More than this many are for those who ask for them with -rapid.checks.
		require.NoError(t, checks.Value.Set("40"))
	}
	rapid.Check(t, func(drawing *rapid.T) {
		config := drawConfiguration(drawing)
		drawing.Log(apptest.Compact(config))
		built := func(build func(awscdk.App, *parity.Configuration)) apptest.Assembly {
			synthesized, err := apptest.Synthesize(t.TempDir(), func(app awscdk.App) { build(app, config) })
			require.NoError(drawing, err)
			return synthesized
		}
		officialAssembly, hereAssembly := built(official.Build), built(here.Build)
		for _, difference := range config.Differences() {
			apply(difference, officialAssembly, hereAssembly) // whether the row is needed is for the programs to say
		}
		assertParity(drawing, officialAssembly, hereAssembly, nil)
	})
}
