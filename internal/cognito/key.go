package cognito

import (
	"crypto/sha256"
	"encoding/hex"
	"unicode/utf8"
)

// ShortenKey returns a role mapping key that stands for name: name itself where it is short enough, else its beginning
// and a digest of all of it.
func ShortenKey(name string) string {
	if utf8.RuneCountInString(name) <= RoleMappingKey.Max {
		return name
	}
	const digestLength = 16
	sum := sha256.Sum256([]byte(name))
	digest := hex.EncodeToString(sum[:])[:digestLength]
	beginning := []rune(name)[:RoleMappingKey.Max-digestLength-1]
	return string(beginning) + "-" + digest
}
