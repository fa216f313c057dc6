package cognito_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

func TestShortenKey(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		name, other := rapid.String().Draw(t, "name"), rapid.String().Draw(t, "other")
		key := cognito.ShortenKey(name)
		assert.LessOrEqual(t, utf8.RuneCountInString(key), cognito.RoleMappingKey.Max)
		assert.Equal(t, key, cognito.ShortenKey(name))
		if utf8.RuneCountInString(name) <= cognito.RoleMappingKey.Max {
			assert.Equal(t, name, key)
		}
		long, longer := strings.Repeat("x", 128)+name, strings.Repeat("x", 128)+other
		assert.Equal(t, long == longer, cognito.ShortenKey(long) == cognito.ShortenKey(longer))
	})
}
