package access_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool/access"
)

// TestNamesOfUserPoolClients asks which ways to write a provider in a role mapping stand for the client that the identity pool has.
func TestNamesOfUserPoolClients(t *testing.T) {
	t.Parallel()
	imported := func(name string) object { return object{"Fn::ImportValue": name} }
	joined := func(elements ...any) object { return object{"Fn::Join": list{"", elements}} }
	inRegion := []access.Option{access.WithRegion("eu-west-1")}
	host := list{"cognito-idp.", ref("AWS::Region"), ".", ref("AWS::URLSuffix"), "/"}
	for _, test := range []struct {
		name     string
		provider any // ProviderName of the identity pool
		client   any // its ClientId
		mapped   any // IdentityProvider of the role mapping
		options  []access.Option
		want     access.Outcome
	}{
		{"the official form", joined(append(host, ref("Users"))...), ref("Web"), joined(getAtt("Users", "ProviderName"), ":", ref("Web")), nil, granted},
		{"the official form in a region", joined("cognito-idp.eu-west-1.", ref("AWS::URLSuffix"), "/", ref("Users")), ref("Web"), joined(getAtt("Users", "ProviderName"), ":", ref("Web")), inRegion, granted},
		{"the official form with a region, not known to the test", joined("cognito-idp.eu-west-1.", ref("AWS::URLSuffix"), "/", ref("Users")), ref("Web"), joined(getAtt("Users", "ProviderName"), ":", ref("Web")), nil, granted},
		{"Fn::Sub on both sides", sub(userPoolName), ref("Web"), sub(webClient), nil, granted},
		{"Fn::Sub with attributes", sub("${Users.ProviderName}"), ref("Web"), sub("${Users.ProviderName}:${Web.ClientId}"), nil, granted},
		{"Fn::Sub with variables", sub(userPoolName), ref("Web"), object{"Fn::Sub": list{"${Name}:${Web}", object{"Name": getAtt("Users", "ProviderName")}}}, nil, granted},
		{"another client of the user pool", sub(userPoolName), ref("Web"), sub("${Users.ProviderName}:${Mobile}"), nil, refused},
		{"the user pool without client", sub(userPoolName), ref("Web"), sub(userPoolName), nil, refused},
		{"literal names", "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a", "1a", "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a:1a", nil, granted},
		{"literal names of two clients", "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a", "1a", "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a:2b", nil, refused},
		{"a literal name and the stack's region", sub("cognito-idp.${AWS::Region}.amazonaws.com/eu-west-1_a"), "1a", "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a:1a", inRegion, granted},
		{"a literal name of another region", sub("cognito-idp.${AWS::Region}.amazonaws.com/eu-west-1_a"), "1a", "cognito-idp.us-east-1.amazonaws.com/eu-west-1_a:1a", inRegion, refused},
		{"a user pool of another stack", joined(append(host, imported("UserPool"))...), imported("Client"), joined(imported("ProviderName"), ":", imported("Client")), nil, granted},
		{"another client of another stack", joined(append(host, imported("UserPool"))...), imported("Client"), joined(imported("ProviderName"), ":", imported("Other")), nil, unknown},
		{"a name that another stack exports as a whole", joined(append(host, imported("UserPool"))...), imported("Client"), imported("Name"), nil, unknown},
		{"a literal name and a user pool of the template", sub(userPoolName), ref("Web"), "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a:1a", nil, unknown},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			pool := mustReadPool(t, poolTemplate(
				onlyWeb(),
				with("Pool", "CognitoIdentityProviders", list{object{"ProviderName": test.provider, "ClientId": test.client}}),
				with("Attachment", "Roles", object{}),
				withMapping("users", test.mapped, rules(rule("custom:role", "Equals", "admin", "Admin"))),
			), test.options...)
			got := pool.SignIn(login{Provider: pool.DecisionTable().Rows[0].Provider, Claims: claims{"custom:role": "admin"}})
			assert.Equal(t, test.want, got.Outcome, got)
		})
	}
}

// TestUserPoolsThatTheServiceTakes asks for users of a client by what the identity pool calls the user pool and the client.
func TestUserPoolsThatTheServiceTakes(t *testing.T) {
	t.Parallel()
	name := getAtt("Users", "ProviderName")
	for _, test := range []struct {
		provider, client any
		region           string
		want             access.Outcome
	}{
		{name, ref("Web"), "", granted},
		{name, getAtt("Web", "ClientId"), "", granted},
		{sub("cognito-idp.eu-west-1.amazonaws.com/${Users}"), ref("Web"), "", granted},
		{sub("cognito-idp.${AWS::Region}.${AWS::URLSuffix}/${Users}"), ref("Web"), "eu-west-1", granted},
		{sub("cognito-idp.eu-west-1.amazonaws.com/${Users}"), ref("Web"), "us-east-1", refused},
		{sub("${Users.ProviderName}/"), ref("Web"), "", refused},
		{sub("${Users.ProviderName} "), ref("Web"), "", refused},
		{sub("${Users.ProviderName}:${Web}"), ref("Web"), "", refused},
		{sub("http://${Users.ProviderName}"), ref("Web"), "", refused},
		{sub("${AWS::Region}_${Users}"), ref("Web"), "", refused},
		{sub("COGNITO-IDP.${AWS::Region}.amazonaws.com/${Users}"), ref("Web"), "", refused},
		{sub("cognito-idp.${AWS::Region}.amazonaws.com${Users}"), ref("Web"), "", refused},
		{sub("cognito-idp.${AWS::Region}/${Users}"), ref("Web"), "", refused},
		{sub("cognito-idp.${AWS::Region}.amazonaws.com.cn/${Users}"), ref("Web"), "", refused},
		{sub("cognito-idp.${AWS::Region}.amazonaws.com/${Users.Arn}"), ref("Web"), "", refused},
		{sub("COGNITO-IDP.${AWS::Region}.amazonaws.com/${Name}"), ref("Web"), "", refused},
		{sub("cognito-idp-fips.${AWS::Region}.amazonaws.com/${Users}"), ref("Web"), "", unknown},
		{"cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a", ref("Web"), "", unknown},
		{name, ref("Users"), "", refused},
		{name, ref("Admin"), "", refused},
		{name, getAtt("Web", "ClientSecret"), "", refused},
		{name, "", "", unknown},
	} {
		t.Run(fmt.Sprint(test.provider, test.client, test.region), func(t *testing.T) {
			t.Parallel()
			template := poolTemplate(onlyWeb(), with("Pool", "CognitoIdentityProviders", list{object{"ProviderName": test.provider, "ClientId": test.client}}),
				with("Pool", "AllowClassicFlow", true))
			template["Parameters"] = object{"Name": object{"Type": "String"}}
			app := mustRead(t, template, access.WithRegion(test.region))
			pool, err := app.IdentityPool("Pool")
			require.NoError(t, err)
			row := pool.DecisionTable().Rows[0]
			got := pool.SignIn(login{Provider: row.Provider})
			assert.Equal(t, test.want, got.Outcome, got)
			got = pool.SignIn(login{Provider: row.Provider, ClassicFlow: true})
			assert.Equal(t, test.want, got.Outcome, got)
			assert.Equal(t, test.want, row.Outcome, row)
			assert.Equal(t, test.want == refused, strings.Contains(fmt.Sprint(shownFaults(app.Check())), "error provider-name-invalid Pool"))
		})
	}
}

func TestPropertiesThatOnlyTheDeploymentKnows(t *testing.T) {
	t.Parallel()
	deferred := object{"Fn::If": list{"IsProduction", ref("AWS::NoValue"), ref("AWS::NoValue")}}
	for name, change := range map[string]func(object){
		"login providers":    with("Pool", "SupportedLoginProviders", deferred),
		"user pools":         with("Pool", "CognitoIdentityProviders", deferred),
		"a user pool":        with("Pool", "CognitoIdentityProviders", list{deferred}),
		"OpenID Connect":     with("Pool", "OpenIdConnectProviderARNs", deferred),
		"SAML":               with("Pool", "SamlProviderARNs", deferred),
		"developer provider": with("Pool", "DeveloperProviderName", deferred),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			pool := mustReadPool(t, poolTemplate(change))
			assert.Equal(t, unknown, pool.SignIn(login{Provider: "login.example.org"}).Outcome)
		})
	}
	for name, change := range map[string]func(object){
		"role mappings":  with("Attachment", "RoleMappings", deferred),
		"a role mapping": with("Attachment", "RoleMappings", object{"users": deferred}),
		"its type":       withMapping("users", sub(webClient), object{"Type": deferred}),
		"its provider":   withMapping("users", deferred, token()),
		"its rules":      withMapping("users", sub(webClient), object{"Type": "Rules", "RulesConfiguration": object{"Rules": deferred}}),
		"all its rules":  withMapping("users", sub(webClient), object{"Type": "Rules", "RulesConfiguration": deferred}),
		"one rule":       withMapping("users", sub(webClient), object{"Type": "Rules", "RulesConfiguration": object{"Rules": list{deferred}}}),
		"its claim":      withMapping("users", sub(webClient), rules(object{"Claim": deferred, "MatchType": "Equals", "Value": "x", "RoleARN": getAtt("Admin", "Arn")})),
		"its resolution": withMapping("users", sub(webClient), object{"Type": "Token", "AmbiguousRoleResolution": deferred}),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			pool := mustReadPool(t, poolTemplate(change))
			assert.Equal(t, unknown, pool.SignIn(login{Provider: "Web"}).Outcome)
		})
	}
}

func TestDecisionAsText(t *testing.T) {
	t.Parallel()
	reason := "so it is"
	for want, of := range map[string]decision{
		"granted Admin: so it is":             {Outcome: granted, Role: "Admin", Reason: reason},
		"refused: so it is":                   {Outcome: refused, Reason: reason},
		"unknown Admin (uncertain): so it is": {Outcome: unknown, Role: "Admin", Uncertain: true, Reason: reason},
	} {
		assert.Equal(t, want, of.String())
	}
}
