package access_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/awscdk-constructs/identitypool/access"
)

// The documented sentences that the sign-ins stand for, some of them shortened. API is the service's API model of 2014-06-30, Guide
// the Amazon Cognito Developer Guide, IAM the IAM User Guide, Service what the service itself answers.
const (
	firstRuleWins      = "API MappingRulesList: Rules are evaluated in order. The first one to match specifies the role."
	ruleMatches        = "Guide, role-based access control: If a user has a matching value for the claim, the user can assume that role when the user gets credentials."
	claimMustBePresent = "API MappingRule: The claim name that must be present in the token, for example, \"isAdmin\" or \"paid\"."
	notEqualAbsent     = "Guide, role-based access control: If the match type is NotEqual, and the claim doesn't exist, the rule is not evaluated."
	noRuleMatches      = "Guide, role-based access control: If no rules match, the Role resolution setting is applied to either Use default authenticated role or Deny request."
	ambiguous          = "API AmbiguousRoleResolutionType: Specifies the action to be taken if either no rules match the claim value for the Rules type, or there is no cognito:preferred_role claim and there are multiple cognito:roles matches for the Token type."
	ambiguousRequired  = "API AmbiguousRoleResolutionType: If you specify Token or Rules as the Type, AmbiguousRoleResolution is required."
	customOverrides    = "Guide, role-based access control: Rules are evaluated in order, and the IAM role for the first matching rule is used, unless CustomRoleArn is specified to override the order."
	matchTypes         = "Guide, role-based access control: The match type can be Equals, NotEqual, StartsWith, or Contains."
	amazonClaims       = "Guide, role-based access control: Amazon: iss, aud, sub."
	facebookClaims     = "Guide, role-based access control: Facebook: iss, aud, sub."
	googleClaims       = "Guide, role-based access control: All of the claims in the OpenID token are available for rule-based mapping."
	customPrefix       = "Guide, role-based access control: In the rule settings, custom attributes require the custom: prefix to distinguish them from standard attributes."
	tokenCustom        = "Guide, role-based access control: Use the GetCredentialsForIdentity CustomRoleArn parameter if it is set and it matches a role in the cognito:roles claim. If this parameter doesn't match a role in cognito:roles, deny access."
	tokenPreferred     = "Guide, role-based access control: If the cognito:preferred_role claim is set, use it."
	tokenResolution    = "Guide, role-based access control: If the cognito:preferred_role claim is not set, the cognito:roles claim is set, and CustomRoleArn is not specified in the call to GetCredentialsForIdentity, then the Role resolution setting or the AmbiguousRoleResolution field is used to determine the role to be assigned."
	defaultRole        = "Guide, role-based access control: You can define a default role for authenticated users."
	guestRole          = "Guide, role-based access control: You can also define a separate IAM role with limited permissions for guest users who are not authenticated."
	guestsSupported    = "API IdentityPoolUnauthenticated: TRUE if the identity pool supports unauthenticated logins."
	noRole             = "API InvalidIdentityPoolConfigurationException: Thrown if the identity pool has no role associated for the given auth type (auth/unauth) or if the AssumeRole fails."
	loginsValidated    = "API GetCredentialsForIdentity: Any provided logins will be validated against supported login providers."
	userPoolNames      = "API LoginsMap: Amazon Cognito user pool: cognito-idp.<region>.amazonaws.com/<YOUR_USER_POOL_ID>"
	mappingNames       = "API RoleMappingMap: The string identifies the identity provider, for example, \"graph.facebook.com\" or \"cognito-idp.us-east-1.amazonaws.com/us-east-1_abcdefghi:app_client_id\"."
	mappingProvider    = "CloudFormation RoleMapping: If the identity provider name is a reference, use IdentityProvider and a free key."
	customOptional     = "API CustomRoleArn: This parameter is optional for identity providers that do not support role customization."
	classicSwitch      = "API ClassicFlow: Enables or disables the Basic (Classic) authentication flow."
	classicMappings    = "Service: Basic (classic) flow is not supported with RoleMappings, please use enhanced flow."
	classicChoice      = "Guide, authentication flow: The basic authentication flow gives you more granular control over the credentials that you distribute to your users."
	classicSAML        = "Guide, authentication flow: SAML providers are compatible with the enhanced flow only."
	samlRoles          = "Guide, SAML: The SAML-supporting identity provider specifies the IAM roles that your users can assume, so that different users can receive different sets of permissions."
	samlSeveral        = "API CustomRoleArn: The ARN of the role to be assumed when multiple roles were received in the token from the identity provider. For example, a SAML-based identity provider."
	developerToken     = "API GetCredentialsForIdentity: If the token is for cognito-identity.amazonaws.com, it will be passed through to AWS Security Token Service with the appropriate role for the token."
	trustPool          = "Guide, role trust: The policy restricts the aud of the token, in this case the identity pool ID, to match the identity pool."
	trustMethod        = "Guide, role trust: When Amazon Cognito creates a token, it sets the amr of the token as either unauthenticated or authenticated."
	trustProvider      = "Guide, role trust: You can create a role that trusts only users that logged in via Facebook by changing the amr condition."
	trustSTS           = "Guide, role trust: If you don't configure your role correctly to trust your identity pool, AccessDenied -- Not authorized to perform sts:AssumeRoleWithWebIdentity."
	denyWins           = "IAM, policy evaluation: An explicit deny in any of these policies overrides the allow."
	tagsNeedAction     = "Guide, attributes for access control: Grant permission to tag users' sessions with the permission-only action sts:TagSession."
	tagsAreClaims      = "CloudFormation IdentityPoolPrincipalTag: When Amazon Cognito requests credentials, it sets the value of the principal tag to the value of the user's claim."
	tagDefaults        = "API UseDefaults: You can use this operation to use default (username and clientID) attribute mappings."
	conditionRequired  = "IAM, since August 2025: A condition block must be present for the Cognito provider."
	networkOfCognito   = "Guide, role trust: in the enhanced flow Cognito asks for the role, so the keys of the network hold Cognito's."
	audIsID            = "Guide, role trust: The policy restricts the aud of the token, in this case the identity pool ID."
	amrWords           = "Guide, role trust: the amr is authenticated or unauthenticated, and the names of the providers used."
	keysOfProvider     = "IAM, web identity federation: the condition keys of a token begin with the name of the provider that made it, which is Cognito here."
	forAnyIfExists     = "Service: ForAnyValue wins over IfExists, a key that isn't there does not match."
	vendorWildcard     = "Service: Vendor must not contain a wildcard."
	containsGroup      = "Service, seen in May 2026: Contains matches the group that it names, and not a user without groups."
	classicLeftOut     = "API: unset accepts the classic flow and only false refuses it; what CloudFormation sends is not documented."
	unlisted           = "undocumented; the cautious answer"
)

// signIn is a login and what comes of it. The sentence is what AWS documents about it.
type signIn struct {
	name     string
	sentence string
	login    access.Login
	want     access.Decision
}

type (
	login    = access.Login
	decision = access.Decision
	claims   = map[string]any
)

const (
	granted = access.Granted
	refused = access.Refused
	unknown = access.Unknown
)

func web(claims claims) login { return login{Provider: "Web", Claims: claims} }

func getsRole(role string) decision { return decision{Outcome: granted, Role: role} }

func isRefused() decision { return decision{Outcome: refused} }

func isUnknown() decision { return decision{Outcome: unknown} }

func byRule(role string, rule int) decision {
	return decision{Outcome: granted, Role: role, RoleMapping: "users", Rule: rule}
}

func byMapping(of decision) decision {
	of.RoleMapping = "users"
	return of
}

func uncertain(of decision) decision {
	of.Uncertain = true
	return of
}

func checkSignIns(t *testing.T, template object, options []access.Option, cases []signIn) {
	t.Helper()
	pool := mustReadPool(t, template, options...)
	for _, test := range cases {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := pool.SignIn(test.login)
			assert.NotEmpty(t, got.Reason)
			assert.NotEmpty(t, test.sentence)
			reason := got.Reason
			got.Reason = ""
			assert.Equal(t, test.want, got, "%s\n%s", test.sentence, reason)
		})
	}
}

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

func TestSignInWithSAML(t *testing.T) {
	t.Parallel()
	const roleClaim = "https://aws.amazon.com/SAML/Attributes/Role"
	provider := "arn:aws:iam::111111111111:saml-provider/Corporate"
	checkSignIns(t, poolTemplate(), nil, []signIn{
		{"a role in the assertion", samlRoles, login{Provider: "SAML", Claims: claims{roleClaim: "Admin," + provider}}, uncertain(getsRole("Admin"))},
		{"a role after its provider", samlRoles, login{Provider: "SAML", Claims: claims{roleClaim: []string{provider + ",Admin"}}}, uncertain(getsRole("Admin"))},
		{"no role in the assertion", samlRoles, login{Provider: "SAML"}, uncertain(getsRole("Authenticated"))},
		{"several roles and none asked for", samlSeveral, login{Provider: "SAML", Claims: claims{roleClaim: list{"Admin," + provider, "Sales," + provider}}}, isRefused()},
		{"several roles and one of them asked for", samlSeveral, login{Provider: "SAML", CustomRole: "Sales", Claims: claims{roleClaim: list{"Admin," + provider, "Sales," + provider}}}, uncertain(getsRole("Sales"))},
		{"several roles and another one asked for", samlSeveral, login{Provider: "SAML", CustomRole: "Stranger", Claims: claims{roleClaim: list{"Admin," + provider, "Sales," + provider}}}, uncertain(isRefused())},
		{"a role that does not trust the pool", trustSTS, login{Provider: "SAML", Claims: claims{roleClaim: "Stranger," + provider}}, uncertain(isRefused())},
		{"a role that the template doesn't define", unlisted, login{Provider: "SAML", Claims: claims{roleClaim: "arn:aws:iam::111111111111:role/A," + provider}}, uncertain(decision{Outcome: unknown, Role: "arn:aws:iam::111111111111:role/A"})},
	})
	checkSignIns(t, poolTemplate(with("Pool", "AllowClassicFlow", true)), nil, []signIn{
		{"the classic flow", classicSAML, login{Provider: "SAML", ClassicFlow: true}, isRefused()},
	})
	mapped := poolTemplate(withMapping("users", ref("SAML"), rules(rule("department", "Equals", "sales", "Sales"))))
	checkSignIns(t, mapped, nil, []signIn{
		{"a role mapping", ruleMatches, login{Provider: "SAML", Claims: claims{"department": "sales"}}, byRule("Sales", 1)},
		{"a role mapping counts more than the assertion", ruleMatches, login{Provider: "SAML", Claims: claims{roleClaim: "Admin," + provider}}, byMapping(isRefused())},
	})
}

func TestSignInByRules(t *testing.T) {
	t.Parallel()
	inOrder := rules(
		rule("custom:role", "Equals", "admin", "Admin"),
		rule("custom:department", "StartsWith", "sales", "Sales"),
		rule("custom:notes", "Contains", "vip", "Sales"),
		rule("custom:role", "NotEqual", "guest", "Sales"),
	)
	checkSignIns(t, poolTemplate(withMapping("users", sub(webClient), inOrder)), nil, []signIn{
		{"Equals", ruleMatches, web(claims{"custom:role": "admin"}), byRule("Admin", 1)},
		{"the first rule wins over the second", firstRuleWins, web(claims{"custom:role": "admin", "custom:department": "sales"}), byRule("Admin", 1)},
		{"the second rule where the first does not match", firstRuleWins, web(claims{"custom:role": "guest", "custom:department": "sales"}), byRule("Sales", 2)},
		{"StartsWith its value", matchTypes, web(claims{"custom:department": "sales-emea"}), byRule("Sales", 2)},
		{"StartsWith something else", noRuleMatches, web(claims{"custom:department": "presales"}), byMapping(isRefused())},
		{"Contains its value", matchTypes, web(claims{"custom:notes": "a vip since 2020"}), byRule("Sales", 3)},
		{"Contains something else", noRuleMatches, web(claims{"custom:notes": "v.i.p."}), byMapping(isRefused())},
		{"NotEqual to another value", matchTypes, web(claims{"custom:role": "editor"}), byRule("Sales", 4)},
		{"NotEqual to its value", noRuleMatches, web(claims{"custom:role": "guest"}), byMapping(isRefused())},
		{"NotEqual to an empty claim", matchTypes, web(claims{"custom:role": ""}), byRule("Sales", 4)},
		{"NotEqual where the claim is absent", notEqualAbsent, web(nil), byMapping(isRefused())},
		{"NotEqual where the claim is null", notEqualAbsent, web(claims{"custom:role": nil}), byMapping(isRefused())},
		{"Equals where the claim is absent", claimMustBePresent, web(claims{"sub": "1"}), byMapping(isRefused())},
		{"a longer text is not equal", firstRuleWins, web(claims{"custom:role": "administrator"}), byRule("Sales", 4)},
		{"letter case counts", firstRuleWins, web(claims{"custom:role": "Admin"}), byRule("Sales", 4)},
		{"a claim without its prefix", customPrefix, web(claims{"role": "admin"}), byMapping(isRefused())},
		{"a pointer to a text", ruleMatches, web(claims{"custom:role": pointerTo("admin")}), byRule("Admin", 1)},
		{"an object as claim", unlisted, web(claims{"custom:role": object{"name": "admin"}}), uncertain(decision{Outcome: unknown, RoleMapping: "users", Rule: 1})},
		{"the user pool by logical id", ruleMatches, login{Provider: "Users", Claims: claims{"custom:role": "admin"}}, byRule("Admin", 1)},
		{"a provider without role mapping", defaultRole, login{Provider: access.Google, Claims: claims{"custom:role": "admin"}}, getsRole("Authenticated")},
		{"the role of a later rule asked for", customOverrides, login{Provider: "Web", CustomRole: "Sales", Claims: claims{"custom:role": "admin", "custom:department": "sales"}}, byRule("Sales", 2)},
		{"the role of the first rule asked for", customOverrides, login{Provider: "Web", CustomRole: "Admin", Claims: claims{"custom:role": "admin"}}, byRule("Admin", 1)},
		{"the role of a rule asked for that doesn't match", unlisted, login{Provider: "Web", CustomRole: "Admin", Claims: claims{"custom:department": "sales"}}, uncertain(byMapping(isRefused()))},
		{"a role of no rule asked for", unlisted, login{Provider: "Web", CustomRole: "Authenticated", Claims: claims{"custom:role": "admin"}}, uncertain(byMapping(isRefused()))},
	})
}

func TestSignInWhereNoRuleMatches(t *testing.T) {
	t.Parallel()
	only := func(resolution string) object {
		return or(resolution, rules(rule("custom:role", "Equals", "admin", "Admin")))
	}
	checkSignIns(t, poolTemplate(withMapping("users", sub(webClient), only("AuthenticatedRole"))), nil, []signIn{
		{"the authenticated role", noRuleMatches, web(claims{"custom:role": "user"}), byMapping(getsRole("Authenticated"))},
		{"a matching rule counts more", ruleMatches, web(claims{"custom:role": "admin"}), byRule("Admin", 1)},
	})
	checkSignIns(t, poolTemplate(withMapping("users", sub(webClient), only("Deny"))), nil, []signIn{
		{"an error", ambiguous, web(claims{"custom:role": "user"}), byMapping(isRefused())},
	})
	checkSignIns(t, poolTemplate(withMapping("users", sub(webClient), or("", rules(rule("custom:role", "Equals", "admin", "Admin"))))), nil, []signIn{
		{"no resolution", ambiguousRequired, web(claims{"custom:role": "user"}), uncertain(byMapping(isUnknown()))},
	})
	noDefault := poolTemplate(withMapping("users", sub(webClient), only("AuthenticatedRole")), with("Attachment", "Roles", object{}))
	checkSignIns(t, noDefault, nil, []signIn{
		{"the authenticated role where there is none", noRole, web(claims{"custom:role": "user"}), byMapping(isRefused())},
		{"a matching rule needs no authenticated role", ruleMatches, web(claims{"custom:role": "admin"}), byRule("Admin", 1)},
	})
}

// AWS documents neither what a rule makes of a claim that is no text, nor that it makes anything of it.
func TestSignInWithClaimsThatAreNoTexts(t *testing.T) {
	t.Parallel()
	groups := rules(
		rule("cognito:groups", "Contains", "admin", "Admin"),
		rule("cognito:groups", "NotEqual", "guests", "Sales"),
		rule("email_verified", "Equals", "true", "Sales"),
		rule("custom:level", "Equals", "12", "Admin"),
		rule("cognito:list", "StartsWith", "a", "Sales"),
	)
	checkSignIns(t, poolTemplate(withMapping("users", sub(webClient), groups)), nil, []signIn{
		{"Contains an element", containsGroup, web(claims{"cognito:groups": []string{"admin", "staff"}}), byRule("Admin", 1)},
		{"no groups", containsGroup, web(nil), byMapping(isRefused())},
		{"Contains an element of a decoded token", containsGroup, web(claims{"cognito:groups": list{"staff", "admin"}}), byRule("Admin", 1)},
		{"Contains part of an element", unlisted, web(claims{"cognito:groups": []string{"administrators"}}), uncertain(decision{Outcome: unknown, RoleMapping: "users", Rule: 1})},
		{"NotEqual to any reading of a list", unlisted, web(claims{"cognito:groups": []string{"staff"}}), uncertain(byRule("Sales", 2))},
		{"NotEqual to some readings of a list", unlisted, web(claims{"cognito:groups": []string{"guests", "staff"}}), uncertain(decision{Outcome: unknown, RoleMapping: "users", Rule: 2})},
		{"a boolean", unlisted, web(claims{"email_verified": true}), uncertain(byRule("Sales", 3))},
		{"another boolean", unlisted, web(claims{"email_verified": false}), uncertain(byMapping(isRefused()))},
		{"a number", unlisted, web(claims{"custom:level": 12}), uncertain(byRule("Admin", 4))},
		{"a number of a decoded token", unlisted, web(claims{"custom:level": 12.0}), uncertain(byRule("Admin", 4))},
		{"a text in place of a list", ruleMatches, web(claims{"cognito:groups": "administrators"}), byRule("Admin", 1)},
		{"StartsWith the first element in one reading only", unlisted, web(claims{"cognito:list": []string{"ab"}}), uncertain(decision{Outcome: unknown, RoleMapping: "users", Rule: 5})},
		{"StartsWith in no reading", unlisted, web(claims{"cognito:list": []string{"b"}}), uncertain(byMapping(isRefused()))},
		{"a list of objects", unlisted, web(claims{"cognito:groups": list{object{}}}), uncertain(decision{Outcome: unknown, RoleMapping: "users", Rule: 1})},
	})
}

func TestSignInByRulesOnClaimsOfEachProvider(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		provider string
		claim    string
		sentence string
		want     decision
	}{
		{access.Amazon, "custom:admin", amazonClaims, byMapping(isRefused())},
		{access.Amazon, "sub", amazonClaims, byRule("Admin", 1)},
		{access.Facebook, "email", facebookClaims, byMapping(isRefused())},
		{access.Facebook, "aud", facebookClaims, byRule("Admin", 1)},
		{access.Google, "hd", googleClaims, byRule("Admin", 1)},
		{access.Apple, "email", googleClaims, byRule("Admin", 1)},
		{access.Twitter, "user", unlisted, uncertain(byRule("Admin", 1))},
	} {
		mapping := rules(rule(test.claim, "Equals", "x", "Admin"))
		checkSignIns(t, poolTemplate(withMapping("users", test.provider, mapping)), nil, []signIn{
			{test.claim + " of " + test.provider, test.sentence, login{Provider: test.provider, Claims: claims{test.claim: "x"}}, test.want},
		})
	}
}

func TestSignInByToken(t *testing.T) {
	t.Parallel()
	const preferred, roles = "cognito:preferred_role", "cognito:roles"
	deny := poolTemplate(withMapping("users", sub(webClient), token()))
	checkSignIns(t, deny, nil, []signIn{
		{"the preferred role", tokenPreferred, web(claims{preferred: "Admin", roles: []string{"Admin", "Sales"}}), byMapping(getsRole("Admin"))},
		{"the preferred role by its ARN", tokenPreferred, web(claims{preferred: "arn:aws:iam::111111111111:role/A"}), byMapping(decision{Outcome: unknown, Role: "arn:aws:iam::111111111111:role/A"})},
		{"several roles, none preferred", tokenResolution, web(claims{roles: []string{"Admin", "Sales"}}), byMapping(isRefused())},
		{"several roles with commas, none preferred", tokenResolution, web(claims{roles: "Admin,Sales"}), byMapping(isRefused())},
		{"one role, none preferred", unlisted, web(claims{roles: []string{"Admin"}}), uncertain(byMapping(isRefused()))},
		{"no roles", unlisted, web(nil), uncertain(byMapping(isRefused()))},
		{"an empty preferred role", unlisted, web(claims{preferred: ""}), uncertain(byMapping(isRefused()))},
		{"a preferred role that is a list", unlisted, web(claims{preferred: []string{"Admin"}}), byMapping(isUnknown())},
		{"a role asked for that the token has", tokenCustom, login{Provider: "Web", CustomRole: "Sales", Claims: claims{preferred: "Admin", roles: []string{"Admin", "Sales"}}}, byMapping(getsRole("Sales"))},
		{"a role asked for that the token has, with commas", tokenCustom, login{Provider: "Web", CustomRole: "Sales", Claims: claims{roles: "Admin, Sales"}}, byMapping(getsRole("Sales"))},
		{"a role asked for that the token lacks", tokenCustom, login{Provider: "Web", CustomRole: "Sales", Claims: claims{preferred: "Admin", roles: []string{"Admin"}}}, byMapping(isRefused())},
		{"a role asked for where the token has none", tokenCustom, login{Provider: "Web", CustomRole: "Sales"}, byMapping(isRefused())},
		{"the preferred role asked for, which is not among the roles", tokenCustom, login{Provider: "Web", CustomRole: "Admin", Claims: claims{preferred: "Admin"}}, byMapping(isRefused())},
		{"an ARN asked for of which only the deployment knows if the token has it", unlisted, login{Provider: "Web", CustomRole: "arn:aws:iam::111111111111:role/A", Claims: claims{roles: []string{"Admin"}}}, byMapping(isUnknown())},
		{"a preferred role that doesn't trust the pool", trustSTS, web(claims{preferred: "Stranger"}), byMapping(isRefused())},
	})
	resolved := poolTemplate(withMapping("users", sub(webClient), or("AuthenticatedRole", token())))
	checkSignIns(t, resolved, nil, []signIn{
		{"several roles get the authenticated role", tokenResolution, web(claims{roles: []string{"Admin", "Sales"}}), byMapping(getsRole("Authenticated"))},
		{"no roles get the authenticated role", unlisted, web(nil), uncertain(byMapping(getsRole("Authenticated")))},
		{"the preferred role counts more than the resolution", tokenPreferred, web(claims{preferred: "Sales"}), byMapping(getsRole("Sales"))},
		{"a role asked for that the token lacks is no ambiguity", tokenCustom, login{Provider: "Web", CustomRole: "Sales", Claims: claims{roles: []string{"Admin"}}}, byMapping(isRefused())},
	})
	social := poolTemplate(withMapping("users", access.Amazon, token()))
	checkSignIns(t, social, nil, []signIn{
		{"a provider whose tokens have no roles", amazonClaims, login{Provider: access.Amazon, Claims: claims{preferred: "Admin"}}, uncertain(byMapping(isRefused()))},
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

func TestSignInWithRoleAttachments(t *testing.T) {
	t.Parallel()
	checkSignIns(t, poolTemplate(func(resources object) { delete(resources, "Attachment") }), nil, []signIn{
		{"none", noRole, login{Provider: "Web"}, uncertain(isRefused())},
	})
	second := withResource("Second", resource("AWS::Cognito::IdentityPoolRoleAttachment", object{"IdentityPoolId": ref("Pool")}))
	checkSignIns(t, poolTemplate(second), nil, []signIn{
		{"two", "Service: already exists", login{Provider: "Web"}, isUnknown()},
	})
	conditional := func(resources object) { resources["Attachment"].(object)["Condition"] = "IsProduction" }
	checkSignIns(t, poolTemplate(conditional), nil, []signIn{
		{"one that depends on a condition", unlisted, login{Provider: "Web"}, isUnknown()},
	})
	sameCondition := func(resources object) { resources["Pool"].(object)["Condition"] = "IsProduction" }
	checkSignIns(t, poolTemplate(conditional, sameCondition), nil, []signIn{
		{"one that depends on the condition of the pool", defaultRole, login{Provider: "Web"}, getsRole("Authenticated")},
	})
}

// Two templates may call two conditions by one name.
func TestSignInWithARoleAttachmentOfAnotherStack(t *testing.T) {
	t.Parallel()
	pool := poolTemplate(func(resources object) { delete(resources, "Attachment") }, onCondition("Pool", "IsProduction"))
	pool["Outputs"] = object{"Pool": object{"Value": ref("Pool"), "Export": object{"Name": "pool"}}}
	attachment := resource("AWS::Cognito::IdentityPoolRoleAttachment", object{"IdentityPoolId": object{"Fn::ImportValue": "pool"}, "Roles": object{}})
	attachment["Condition"] = "IsProduction"
	app := mustLoadStacks(t, map[string]deployedStack{
		"Pool":  {"111122223333/eu-west-1", pool},
		"Roles": {"111122223333/eu-west-1", object{"Resources": object{"Attachment": attachment}}},
	})
	got := app.IdentityPools()[0].SignIn(login{Provider: access.Google})
	assert.Equal(t, unknown, got.Outcome, got)
	assert.Contains(t, got.Reason, "depends on the condition IsProduction")
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

func TestSignInWithRoleMappingsForOneProvider(t *testing.T) {
	t.Parallel()
	checkSignIns(t, poolTemplate(withMapping("accounts.google.com", nil, rules(rule("hd", "Equals", "example.com", "Sales")))), nil, []signIn{
		{"a map key as provider", mappingNames, login{Provider: access.Google, Claims: claims{"hd": "example.com"}}, decision{Outcome: granted, Role: "Sales", RoleMapping: "accounts.google.com", Rule: 1}},
	})
	checkSignIns(t, poolTemplate(withMapping("accounts.google.com", sub(webClient), rules(rule("custom:role", "Equals", "admin", "Admin")))), nil, []signIn{
		{"a map key that is free beside a provider", mappingProvider, web(claims{"custom:role": "admin"}), decision{Outcome: granted, Role: "Admin", RoleMapping: "accounts.google.com", Rule: 1}},
		{"a provider that is only a free map key", mappingProvider, login{Provider: access.Google}, getsRole("Authenticated")},
	})
	checkSignIns(t, poolTemplate(withMapping("a", sub(webClient), token()), withMapping("b", sub(webClient), token())), nil, []signIn{
		{"two mappings", unlisted, web(nil), isUnknown()},
	})
	byName := object{"Claim": "custom:role", "MatchType": "Equals", "Value": "admin", "RoleARN": ref("Admin")}
	checkSignIns(t, poolTemplate(withMapping("users", sub(webClient), rules(byName))), nil, []signIn{
		{"the name of a role in place of its ARN", "CloudFormation Role: Ref returns the name.", web(claims{"custom:role": "admin"}), decision{Outcome: refused, RoleMapping: "users", Rule: 1}},
	})
	checkSignIns(t, poolTemplate(withMapping("users", sub(webClient), object{"Type": "Roles"})), nil, []signIn{
		{"a type that doesn't exist", unlisted, web(nil), byMapping(isUnknown())},
	})
}

func pointerTo[T any](value T) *T { return &value }
