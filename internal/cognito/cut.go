package cognito

import "strings"

// cut is strings.Cut at the first separator that does not stand in a placeholder for what only the deployment knows, which can
// hold any character: ${…} and {{…}}.
func cut(text string, separator byte) (before, after string) {
	for i := 0; i < len(text); i++ {
		if length := placeholder(text[i:]); length > 0 {
			i += length - 1
		} else if text[i] == separator {
			return text[:i], text[i+1:]
		}
	}
	return text, ""
}

// placeholder returns the length of the placeholder at the beginning of a text, 0 if there is none.
func placeholder(text string) int {
	for opening, closing := range map[string]string{"${": "}", "{{": "}}"} {
		if strings.HasPrefix(text, opening) {
			if end := strings.Index(text, closing); end >= 0 {
				return end + len(closing)
			}
		}
	}
	return 0
}
