package cognito

// What the trust policy of a role for the identities of a pool is made of.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html
const (
	// AssumeRole is the action with which identities take the role.
	AssumeRole = "sts:AssumeRoleWithWebIdentity"
	// TagSession is the action that the role must allow beside it as soon as the identity pool maps claims to session tags.
	TagSession = "sts:TagSession"

	// AudienceKey follows the federated principal in the condition key that holds the id of the identity pool.
	AudienceKey = ":aud"
	// MethodsKey follows it in the key that says how the identity signed in.
	MethodsKey = ":amr"
	// SubjectKey follows it in the key that holds the id of the identity.
	SubjectKey = ":sub"
)

// The two kinds of identities, as the condition key of the methods has them, and the roles of a role attachment.
const (
	Authenticated   = "authenticated"
	Unauthenticated = "unauthenticated"
)
