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

func pointerTo[T any](value T) *T { return &value }
