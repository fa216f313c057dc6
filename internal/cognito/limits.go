package cognito

// How many of something the service accepts.
const (
	// MaxLoginProviders is the number of public login providers of one identity pool.
	MaxLoginProviders = 10
	// MaxRoleMappings is the number of providers of one identity pool that can have a role mapping.
	MaxRoleMappings = 10
	// MaxRules is the number of rules in one role mapping.
	MaxRules = 25
	// MaxUserPoolProviders is what the quota for user pool providers of one identity pool can be raised to.
	MaxUserPoolProviders = 1000
	// UserPoolProvidersQuota is what that quota is to begin with.
	UserPoolProvidersQuota = 50
	// MaxPrincipalTags is the number of session tags in one principal tag mapping.
	MaxPrincipalTags = 50
	// MaxPrecedence is the highest precedence that a group of a user pool can have; the lowest is 0.
	//
	// See: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateGroup.html
	MaxPrecedence = 1<<31 - 1
	// maxGovCloudEastRoleName leaves room for the name of the session: both together have 24 characters there.
	maxGovCloudEastRoleName = 20
)

// The texts that the service limits, named after the fields of its API.
var (
	IdentityPoolName = Text{
		Min: 1, Max: 128,
		accepts: func(r rune) bool { return isWord(r) || isSpace(r) || isOneOf(r, "+=,.@-") },
		allowed: `letters, digits, spaces and _ + = , . @ -`,
	}
	// DeveloperProviderName is limited to 128 characters by the API and to 100 by CloudFormation.
	DeveloperProviderName = Text{
		Min: 1, Max: 100,
		accepts: func(r rune) bool { return isWord(r) || isOneOf(r, ".-") },
		allowed: `letters, digits and _ . -`,
	}
	// LoginProviderID is the value of a supported login provider: the id that the provider gave to the app.
	LoginProviderID = Text{
		Min: 1, Max: 128,
		accepts: func(r rune) bool { return isWord(r) || isOneOf(r, ".;/-") },
		allowed: `letters, digits and _ . ; / -`,
	}
	// TwitterCredential is a consumer key or secret. The service takes both as "key;secret", so neither can hold the
	// semicolon that LoginProviderID allows.
	TwitterCredential = Text{
		Min: 1, Max: 126,
		accepts: func(r rune) bool { return isWord(r) || isOneOf(r, "./-") },
		allowed: `letters, digits and _ . / -`,
	}
	UserPoolClientID = Text{
		Min: 1, Max: 128,
		accepts: isWord,
		allowed: `letters, digits and _`,
	}
	UserPoolProviderName = Text{
		Min: 1, Max: 128,
		accepts: func(r rune) bool { return isWord(r) || isOneOf(r, ".:/-") },
		allowed: `letters, digits and _ . : / -`,
	}
	// GroupName is the name of a group of a user pool, which the service limits as it does claims.
	GroupName = Text{
		Min: 1, Max: 128,
		accepts: isVisible,
		allowed: `letters, marks, symbols, digits and punctuation, no spaces`,
	}
	// GroupDescription is the description of a group of a user pool. It may be empty.
	GroupDescription = Text{Min: 0, Max: 2048}
	// ARN is an ARN of a role, an OpenID Connect or a SAML provider.
	ARN = Text{Min: 20, Max: 2048}
	// RoleMappingKey is the name of a provider in a role mapping.
	RoleMappingKey = Text{Min: 1, Max: 128}
	RuleClaim      = Text{
		Min: 1, Max: 64,
		accepts: isVisible,
		allowed: `letters, marks, symbols, digits and punctuation, no spaces`,
	}
	RuleValue = Text{Min: 1, Max: 128}
	// TaggedProviderName is the name of a provider in a principal tag mapping.
	TaggedProviderName = Text{Min: 1, Max: 128}
	// PrincipalTagKey is the key of a session tag. Cognito limits its length, and STS its characters, so that nobody can sign in with another.
	//
	// See: https://docs.aws.amazon.com/STS/latest/APIReference/API_Tag.html
	PrincipalTagKey = Text{
		Min: 1, Max: 128,
		accepts: isTagCharacter,
		allowed: `letters, digits, spaces and _ . : / = + - @`,
	}
	PrincipalTagClaim = Text{Min: 1, Max: 256}
)
