package cognito

import (
	"fmt"
	"regexp"
	"strings"
)

// The names of the public login providers, as keys of an identity pool's supported login providers and in mappings.
const (
	Amazon   = "www.amazon.com"
	Apple    = "appleid.apple.com"
	Facebook = "graph.facebook.com"
	Google   = "accounts.google.com"
	Twitter  = "api.twitter.com"
)

// UserPoolHostPrefix begins the name of every user pool; FIPS host names have a suffix to it.
const UserPoolHostPrefix = UserPoolService

// UserPoolPrincipal is the service to which the roles of groups are passed.
const UserPoolPrincipal = "cognito-idp.amazonaws.com"

// The attributes of a user pool that are taken for the name of one of its clients.
const (
	ProviderNameAttribute = "ProviderName" // the name of the user pool
	ProviderURLAttribute  = "ProviderURL"  // the name with a scheme
)

// The forms of the name of a user pool, for messages: without and with the client, which a role mapping needs.
const (
	UserPoolNameForm   = UserPoolHostPrefix + ".<region>.amazonaws.com/<user pool id>"
	UserPoolClientForm = UserPoolNameForm + ":<client id>"
)

// UserPoolName returns the provider name of a user pool, the value of its ProviderName attribute.
func UserPoolName(region, hostSuffix, userPoolID string) string {
	return UserPoolHostPrefix + "." + region + "." + hostSuffix + "/" + userPoolID
}

// UserPoolRegion returns the region in which a user pool is, from its id, such as "eu-west-1_a1B2c3D4e". It returns false
// for an id that doesn't begin with a region.
func UserPoolRegion(userPoolID string) (string, bool) {
	region, id, found := strings.Cut(userPoolID, "_")
	if !found || id == "" || !strings.Contains(region, "-") {
		return "", false
	}
	for _, r := range region {
		if r != '-' && (r < 'a' || r > 'z') && (r < '0' || r > '9') {
			return "", false
		}
	}
	return region, true
}

// CheckMappedProvider returns nil for a name that a role mapping can use. It knows what is wrong in every identity pool,
// not which providers one has.
func CheckMappedProvider(name string) error {
	if err := checkNoScheme(name); err != nil {
		return err
	}
	if isUserPoolARN(name) {
		return notUserPoolName(name, "the ARN of a user pool", UserPoolClientForm)
	}
	if IsUserPoolName(name) {
		if SplitUserPoolName(name).ClientID == "" {
			return fmt.Errorf("%s has no client id; write it as %s", Quote(name), UserPoolClientForm)
		}
		if err := checkUserPoolRegion(name); err != nil {
			return err
		}
	}
	return RoleMappingKey.Check(name)
}

// CheckTaggedProvider returns nil for a name that a principal tag mapping can use. There a user pool has no client id; one
// that is given is cut off.
func CheckTaggedProvider(name string) error {
	if err := checkNoScheme(name); err != nil {
		return err
	}
	if isUserPoolARN(name) {
		return notUserPoolName(name, "the ARN of a user pool", UserPoolNameForm)
	}
	if IsUserPoolName(name) {
		if err := checkUserPoolRegion(name); err != nil {
			return err
		}
		name = SplitUserPoolName(name).ProviderName
	}
	return TaggedProviderName.Check(name)
}

// IsUserPoolName is true for the provider name of a user pool, with or without a client id.
func IsUserPoolName(name string) bool {
	host, _ := cut(name, '/')
	afterPrefix, isHost := strings.CutPrefix(host, UserPoolHostPrefix)
	return isHost && SplitUserPoolName(name).UserPoolID != "" && strings.IndexAny(afterPrefix, ".-") == 0
}

// userPoolForm is the provider name of a user pool, with the region of the host and of the id.
//
// See: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-cognito-identitypool-cognitoidentityprovider.html
var userPoolForm = regexp.MustCompile(`^` + UserPoolHostPrefix + `(?:-fips)?\.([a-z0-9-]+)\.amazonaws\.([a-z.]+)/([a-z0-9-]+)_[0-9A-Za-z]+$`)

// IsCompleteUserPoolName is false for a text that is certainly not the provider name of a user pool without a client id: host and id are
// of one region, and the host ends with amazonaws.com in the regions where all do.
func IsCompleteUserPoolName(name string) bool {
	found := userPoolForm.FindStringSubmatch(name)
	if found == nil {
		return false
	}
	regionOfHost, suffix, regionOfID := found[1], found[2], found[3]
	wanted, _ := UserPoolHostSuffix(regionOfHost)
	return regionOfHost == regionOfID && (wanted != commercialHostSuffix || suffix == "com")
}

// CheckUserPoolName returns nil for the provider name of a user pool, with or without a client id.
func CheckUserPoolName(name string) error {
	if err := checkNoScheme(name); err != nil {
		return err
	}
	if !IsUserPoolName(name) {
		return fmt.Errorf("%s is not the name of a user pool; write it as %s", Quote(name), UserPoolClientForm)
	}
	return nil
}

// CheckUserPoolProviderName returns nil for a name by which an identity pool can know a user pool. The service refuses the id, the ARN and
// the URL of one.
//
// See: https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_CognitoIdentityProvider.html
func CheckUserPoolProviderName(name string) error {
	if err := checkNoScheme(name); err != nil {
		return err
	}
	if IsARN(name) {
		return notUserPoolName(name, "an ARN", UserPoolNameForm)
	}
	if CheckUserPoolID(name) == nil {
		return notUserPoolName(name, "the id of a user pool", UserPoolNameForm)
	}
	if IsUserPoolName(name) {
		if err := checkUserPoolRegion(name); err != nil {
			return err
		}
	}
	return UserPoolProviderName.Check(name)
}

// CheckUserPoolID returns nil for a text of the form of a user pool's id.
func CheckUserPoolID(id string) error {
	if _, found := UserPoolRegion(id); !found {
		return fmt.Errorf("%s is not the id of a user pool; write it as <region>_<id>, such as eu-west-1_a1B2c3D4e", Quote(id))
	}
	return nil
}

func isUserPoolARN(name string) bool {
	return IsARN(name) && strings.Contains(name, ":"+UserPoolService+":")
}

func notUserPoolName(name, what, form string) error {
	return fmt.Errorf("%s is %s, by which an identity pool doesn't know it; write it as %s", Quote(name), what, form)
}

// checkUserPoolRegion reports a user pool's name whose host and id don't belong together.
func checkUserPoolRegion(name string) error {
	parts := SplitUserPoolName(name)
	if err := CheckUserPoolID(parts.UserPoolID); err != nil {
		return err
	}
	_, host, _ := strings.Cut(parts.ProviderName, ".")
	inHost, _, _ := strings.Cut(host, ".")
	if inID, _ := UserPoolRegion(parts.UserPoolID); inHost != inID {
		return fmt.Errorf("%s names two regions, %s and in the id %s; both must be the region of the user pool",
			Quote(name), Quote(inHost), Quote(inID))
	}
	return nil
}

// CheckIAMProvider returns nil for a name that can be that of an OpenID Connect or SAML provider. Such a provider is known by
// its ARN in IAM, never by the URL of its issuer.
func CheckIAMProvider(name string) error {
	if strings.Contains(name, "://") {
		return fmt.Errorf("%s has a scheme; use the ARN of the provider in IAM", Quote(name))
	}
	return nil
}

// checkNoScheme returns nil for a provider name without a scheme: the service knows providers by name, not by URL.
func checkNoScheme(name string) error {
	scheme, _, found := strings.Cut(name, "://")
	if !found {
		return nil
	}
	return fmt.Errorf("%s has a scheme; use the provider's name without %s", Quote(name), strings.Trim(Quote(scheme+"://"), `"…`))
}

// UserPoolNameParts are the parts of "<host>/<user pool id>:<client id>", empty where a name lacks them.
type UserPoolNameParts struct {
	ProviderName string // without the client id
	UserPoolID   string
	ClientID     string
}

// SplitUserPoolName takes the name of a user pool apart.
func SplitUserPoolName(name string) UserPoolNameParts {
	providerName, clientID := cut(name, ':')
	_, userPoolID := cut(providerName, '/')
	return UserPoolNameParts{ProviderName: providerName, UserPoolID: userPoolID, ClientID: clientID}
}

// IsLoginProvider is true for the name of a public login provider.
func IsLoginProvider(name string) bool {
	switch name {
	case Amazon, Apple, Facebook, Google, Twitter:
		return true
	default:
		return false
	}
}
