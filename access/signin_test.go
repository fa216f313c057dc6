package access_test

import (
	"testing"

	"github.com/awscdk-constructs/identitypool/access"
)

func TestSignInWithoutRoleMapping(t *testing.T) {
	t.Parallel()
	checkSignIns(t, poolTemplate(), nil, []signIn{
		{"Google", loginsValidated, login{Provider: access.Google}, getsRole("Authenticated")},
		{"Apple", loginsValidated, login{Provider: access.Apple}, getsRole("Authenticated")},
		{"Amazon", loginsValidated, login{Provider: access.Amazon}, getsRole("Authenticated")},
		{"Facebook", loginsValidated, login{Provider: access.Facebook}, getsRole("Authenticated")},
		{"Twitter", loginsValidated, login{Provider: access.Twitter}, getsRole("Authenticated")},
		{"the user pool client by logical id", userPoolNames, login{Provider: "Web"}, getsRole("Authenticated")},
		{"the user pool by logical id", userPoolNames, login{Provider: "Users"}, getsRole("Authenticated")},
		{"the OpenID Connect provider by logical id", loginsValidated, login{Provider: "OpenID"}, getsRole("Authenticated")},
		{"the developer provider", developerToken, login{Provider: "login.example.com"}, getsRole("Authenticated")},
		{"claims make no difference", defaultRole, web(claims{"custom:role": "admin"}), getsRole("Authenticated")},
		{"a client that the pool doesn't have", loginsValidated, login{Provider: "Mobile"}, isRefused()},
		{"a public login provider that does not exist", loginsValidated, login{Provider: "www.digits.com"}, isRefused()},
		{"another developer provider", loginsValidated, login{Provider: "other.example.com"}, isRefused()},
		{"a user pool by its URL", userPoolNames, login{Provider: "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a"}, isRefused()},
		{"a user pool of which only the deployment knows if it is this one", unlisted, login{Provider: "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a"}, isUnknown()},
		{"a provider of which only the deployment knows if it is this one", unlisted, login{Provider: "arn:aws:iam::111111111111:oidc-provider/example.com"}, isUnknown()},
		{"a logical id that doesn't exist", unlisted, login{Provider: "Wbe"}, isUnknown()},
		{"a resource that is no provider", unlisted, login{Provider: "Admin"}, isUnknown()},
		{"the default role asked for by name", customOptional, login{Provider: "Web", CustomRole: "Authenticated"}, getsRole("Authenticated")},
		{"another role asked for", customOptional, login{Provider: "Web", CustomRole: "Admin"}, uncertain(isUnknown())},
		{"a guest where there are none", guestsSupported, login{}, isRefused()},
		{"the classic flow where nothing is said about it", classicLeftOut, login{Provider: "Web", ClassicFlow: true}, uncertain(isUnknown())},
		{"a guest in the classic flow where neither is allowed", classicSwitch, login{ClassicFlow: true}, isRefused()},
	})
}

func TestSignInAsGuest(t *testing.T) {
	t.Parallel()
	checkSignIns(t, poolTemplate(with("Pool", "AllowUnauthenticatedIdentities", true)), nil, []signIn{
		{"the unauthenticated role", guestRole, login{}, getsRole("Unauthenticated")},
		{"claims make no difference", guestRole, login{Claims: claims{"custom:role": "admin"}}, getsRole("Unauthenticated")},
		{"their own role asked for", customOptional, login{CustomRole: "Unauthenticated"}, getsRole("Unauthenticated")},
		{"another role asked for", customOptional, login{CustomRole: "Admin"}, uncertain(isUnknown())},
		{"the classic flow where nothing is said about it", classicLeftOut, login{ClassicFlow: true}, uncertain(isUnknown())},
	})
	checkSignIns(t, poolTemplate(with("Pool", "AllowUnauthenticatedIdentities", "true")), nil, []signIn{
		{"a text in place of a boolean", guestsSupported, login{}, getsRole("Unauthenticated")},
	})
	condition := object{"Fn::If": list{"IsProduction", true, false}}
	checkSignIns(t, poolTemplate(with("Pool", "AllowUnauthenticatedIdentities", condition)), nil, []signIn{
		{"a setting that only the deployment knows", guestsSupported, login{}, isUnknown()},
	})
	guests := with("Pool", "AllowUnauthenticatedIdentities", true)
	checkSignIns(t, poolTemplate(guests, with("Attachment", "Roles", object{"authenticated": getAtt("Authenticated", "Arn")})), nil, []signIn{
		{"no role for them", noRole, login{}, isRefused()},
	})
	checkSignIns(t, poolTemplate(guests, with("Attachment", "Roles", object{"unauthenticated": getAtt("Admin", "Arn")})), nil, []signIn{
		{"a role for signed-in users", trustMethod, login{}, isRefused()},
		{"users without a role", noRole, login{Provider: "Web"}, isRefused()},
	})
	checkSignIns(t, poolTemplate(guests, with("Attachment", "Roles", condition)), nil, []signIn{
		{"roles that only the deployment knows", noRole, login{}, isUnknown()},
	})
}

func TestSignInWithSeveralClientsOfAUserPool(t *testing.T) {
	t.Parallel()
	client := func(logicalID string) object {
		return object{"ClientId": ref(logicalID), "ProviderName": getAtt("Users", "ProviderName")}
	}
	template := poolTemplate(
		with("Pool", "CognitoIdentityProviders", list{client("Web"), client("Mobile")}),
		withMapping("users", sub(webClient), rules(rule("custom:role", "Equals", "admin", "Admin"))),
	)
	admin := claims{"custom:role": "admin"}
	checkSignIns(t, template, nil, []signIn{
		{"the mapped client", mappingNames, login{Provider: "Web", Claims: admin}, byRule("Admin", 1)},
		{"the other client", mappingNames, login{Provider: "Mobile", Claims: admin}, getsRole("Authenticated")},
		{"the user pool, which leaves the client open", mappingNames, login{Provider: "Users", Claims: admin}, isUnknown()},
	})
}
