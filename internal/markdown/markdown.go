// Package markdown writes texts of templates into Markdown.
package markdown

import (
	"regexp"
	"strings"
)

var escapes = strings.NewReplacer(
	"\r", " ", "\n", " ",
	`\`, `\\`, "|", `\|`, "*", `\*`, "_", `\_`, "](", `]\(`, "`", "\\`",
	"<", "&lt;", ">", "&gt;",
	"@", "&#64;", // notifies somebody otherwise
)

// notInCode can't stand in a code span in a table, or stands around words in a sentence.
const notInCode = "\\s,;|\\\\`"

// wordWithDollar is a word such as ${Files.Arn}/a, without the punctuation around it.
var wordWithDollar = regexp.MustCompile(
	`(?:[^("` + notInCode + `][^` + notInCode + `]*)?[$](?:[^` + notInCode + `]*[^.:)"` + notInCode + `])?`)

// Escape keeps a text from ending its cell of a table or its line, and from being taken for markup. Words with a dollar sign become code:
// outside of it, GitHub and GitLab make a formula of what is between two.
//
// See: https://github.github.com/gfm/#tables-extension-,
// https://docs.github.com/en/get-started/writing-on-github/working-with-advanced-formatting/writing-mathematical-expressions
func Escape(text string) string {
	var escaped strings.Builder
	end := 0
	for _, word := range wordWithDollar.FindAllStringIndex(text, -1) {
		escaped.WriteString(escapes.Replace(text[end:word[0]]) + "`" + text[word[0]:word[1]] + "`")
		end = word[1]
	}
	escaped.WriteString(escapes.Replace(text[end:]))
	return escaped.String()
}
