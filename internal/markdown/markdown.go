// Package markdown writes texts of templates into Markdown.
package markdown

import "strings"

var replacer = strings.NewReplacer(
	"\r", " ", "\n", " ",
	`\`, `\\`, "|", `\|`, "*", `\*`, "_", `\_`, "](", `]\(`, "`", "\\`",
	"<", "&lt;", ">", "&gt;",
	"@", "&#64;", // notifies somebody otherwise
)

// Escape keeps a text from ending its cell of a table or its line, and from being taken for markup.
//
// See: https://github.github.com/gfm/#tables-extension-
func Escape(text string) string { return replacer.Replace(text) }
