package cognito

import (
	"fmt"
	"strings"
)

// CheckPrincipalTagKey returns nil for a key that a session tag can have. AWS keeps those that begin with aws: for itself, in any case.
//
// See: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
func CheckPrincipalTagKey(key string) error {
	if len(key) >= len(reservedTagPrefix) && strings.EqualFold(key[:len(reservedTagPrefix)], reservedTagPrefix) {
		return fmt.Errorf("%s begins with aws:, which AWS keeps for itself; pass the key alone, such as tenant", Quote(key))
	}
	return PrincipalTagKey.Check(key)
}

const reservedTagPrefix = "aws:"
