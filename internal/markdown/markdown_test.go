package markdown_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/awscdk-constructs/identitypool/internal/markdown"
)

func TestEscape(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"plain, with a path/a (1).":            "plain, with a path/a (1).",
		"s3:GetObject on ${Files.Arn}/*, ${A}": "s3:GetObject on `${Files.Arn}/*`, `${A}`",
		"${A|B}":                               "`${A`\\|B}",
		`${A\|B}`:                              "`${A`\\\\\\|B}",
		"(${A}_${B}).":                         "(`${A}_${B}`).",
		"a `${A}`":                             "a \\``${A}`\\`",
		"StringEquals a \"${A}\"":              "StringEquals a \"`${A}`\"",
		"5 $":                                  "5 `$`",
		"a note [1]":                           "a note [1]",
		"a|b":                                  `a\|b`,
		`a\|b`:                                 `a\\\|b`,
		"two\r\nlines":                         "two  lines",
		"*bold* and _italic_":                  `\*bold\* and \_italic\_`,
		"<b> & `code`":                         "&lt;b&gt; & \\`code\\`",
		"[link](target) @everybody":            `[link]\(target) &#64;everybody`,
	} {
		assert.Equal(t, want, markdown.Escape(text))
	}
}
