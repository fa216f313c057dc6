// Package markdown writes texts of templates into Markdown.
package markdown

import "strings"

var replacer = strings.NewReplacer(
	"\r", " ", "\n", " ",
	`\`, `\\`, "|", `\|`, "*", `\*`, "_", `\_`, "](", `]\(`, "`", "\\`",
	"<", "&lt;", ">", "&gt;",
	"@", "&#64;", // notifies somebody otherwise
	"$", "<span>&#36;</span>", // two of them make a formula of what is between: GitHub wants the tags, GitLab the entity
)

// Escape keeps a text from ending its cell of a table or its line, and from being taken for markup.
//
// See: https://github.github.com/gfm/#tables-extension-,
// https://docs.github.com/en/get-started/writing-on-github/working-with-advanced-formatting/writing-mathematical-expressions
func Escape(text string) string { return replacer.Replace(text) }
