package access

// Login is an attempt to get credentials from an identity pool.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow.html
type Login struct {
	// Provider is whom the user signs in with: a constant such as [Google]; a user pool, its client, an OpenID Connect or a SAML
	// provider of the app by construct path or logical id, or by the name or ARN that the service knows it by; the name of the
	// developer provider. A user pool with several clients is not enough: name the client. Default: none, the user is a guest.
	Provider string
	// Claims are those of the token or of the SAML assertion. A claim that is given here is taken as it is, also one that Groups would
	// set. In cognito:roles and cognito:preferred_role a role is named by its construct path, logical id or ARN. Default: none.
	Claims map[string]any
	// Groups are the groups of the user pool that the user is in, by name. They become the claims cognito:groups, cognito:roles and
	// cognito:preferred_role as the user pool would set them: the preferred role is that of the group with the lowest precedence, and
	// there is none where two groups of equal precedence have different roles. A group that the app doesn't define has a role that
	// isn't known. For a user without groups a role mapping of type Token goes by its AmbiguousRoleResolution. Default: none.
	Groups []string
	// CustomRole is the role that the app asks for, by construct path, logical id, name or ARN: CustomRoleArn in the enhanced flow.
	// Default: none; in the classic flow, in which an app always asks for a role, the identity pool's own.
	CustomRole string
	// ClassicFlow says that the app uses the basic (classic) flow. Default: false, it uses the enhanced flow.
	ClassicFlow bool
	// IdentityID is the identity that the user has in the identity pool, for policies that name one. Default: an identity that
	// is certainly different from all others.
	IdentityID string
}
