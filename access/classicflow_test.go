package access_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/awscdk-constructs/identitypool/access"
)

func TestSignInInClassicFlow(t *testing.T) {
	t.Parallel()
	classic, guests := with("Pool", "AllowClassicFlow", true), with("Pool", "AllowUnauthenticatedIdentities", true)
	careless := withResource("Admin", roleWith(object{"Statement": object{
		"Effect": "Allow", "Principal": object{"Federated": commercial}, "Action": "sts:AssumeRoleWithWebIdentity",
		"Condition": object{"StringEquals": object{commercial + ":aud": ref("Pool")}},
	}}))
	checkSignIns(t, poolTemplate(classic, guests, careless), nil, []signIn{
		{"the authenticated role", classicChoice, login{Provider: "Web", ClassicFlow: true}, getsRole("Authenticated")},
		{"the unauthenticated role", classicChoice, login{ClassicFlow: true}, getsRole("Unauthenticated")},
		{"any role that trusts the pool", classicChoice, login{Provider: "Web", CustomRole: "Sales", ClassicFlow: true}, getsRole("Sales")},
		{"a role that doesn't trust the pool", trustSTS, login{Provider: "Web", CustomRole: "Stranger", ClassicFlow: true}, isRefused()},
		{"a guest and a role for signed-in users", trustMethod, login{CustomRole: "Sales", ClassicFlow: true}, isRefused()},
		{"a guest and a role without amr", trustMethod, login{CustomRole: "Admin", ClassicFlow: true}, getsRole("Admin")},
		{"the developer provider", classicChoice, login{Provider: "login.example.com", ClassicFlow: true}, getsRole("Authenticated")},
		{"the enhanced flow remains", classicSwitch, login{Provider: "Web"}, getsRole("Authenticated")},
	})
	mapped := withMapping("users", sub(webClient), rules(rule("custom:role", "Equals", "admin", "Admin")))
	checkSignIns(t, poolTemplate(classic, guests, mapped), nil, []signIn{
		{"a provider with a role mapping", classicMappings, login{Provider: "Web", ClassicFlow: true, Claims: claims{"custom:role": "admin"}}, byMapping(isRefused())},
		{"a provider without one", unlisted, login{Provider: access.Google, ClassicFlow: true}, uncertain(isRefused())},
		{"a guest beside role mappings", unlisted, login{ClassicFlow: true}, uncertain(isRefused())},
		{"the enhanced flow with role mappings", ruleMatches, web(claims{"custom:role": "admin"}), byRule("Admin", 1)},
	})
	checkSignIns(t, poolTemplate(with("Pool", "AllowClassicFlow", object{"Fn::If": list{"A", true, false}})), nil, []signIn{
		{"a setting that only the deployment knows", classicSwitch, login{Provider: "Web", ClassicFlow: true}, isUnknown()},
	})
	checkSignIns(t, poolTemplate(classic, func(resources object) { delete(resources, "Attachment") }), nil, []signIn{
		{"a role asked for without role attachment", classicChoice, login{Provider: "Web", CustomRole: "Sales", ClassicFlow: true}, getsRole("Sales")},
		{"no role asked for without role attachment", noRole, login{Provider: "Web", ClassicFlow: true}, uncertain(isRefused())},
	})
}

func TestSignInWhereTheClassicFlowIsOff(t *testing.T) {
	t.Parallel()
	checkSignIns(t, poolTemplate(with("Pool", "AllowClassicFlow", false), with("Pool", "AllowUnauthenticatedIdentities", true)), nil, []signIn{
		{"a user", classicSwitch, login{Provider: "Web", ClassicFlow: true}, isRefused()},
		{"a guest", classicSwitch, login{ClassicFlow: true}, isRefused()},
	})
}

// In the classic flow the user's app asks for the role, so the network is the user's.
func TestTrustOnTheNetworkInTheClassicFlow(t *testing.T) {
	t.Parallel()
	office := conditions(object{"IpAddress": object{"aws:SourceIp": "203.0.113.0/24"}})
	pool := mustReadPool(t, poolTemplate(with("Pool", "AllowClassicFlow", true), withResource("Authenticated", roleWith(object{"Statement": office}))))
	assert.Equal(t, unknown, pool.SignIn(login{Provider: access.Google, ClassicFlow: true}).Outcome)
	assert.Equal(t, refused, pool.SignIn(login{Provider: access.Google}).Outcome)
}
