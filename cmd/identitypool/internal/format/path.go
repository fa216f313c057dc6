package format

import (
	"net/url"
	"path/filepath"
)

// inRepository is a path from the root of the repository, with slashes, where the file lies in there: tools look for files from there.
func (r Report) inRepository(path string) (inside string, found bool) {
	root, err := filepath.Abs(r.Root)
	if err != nil {
		return "", false
	}
	absolute, err := filepath.Abs(path)
	if err != nil {
		return "", false
	}
	inside, err = filepath.Rel(root, absolute)
	if err != nil || !filepath.IsLocal(inside) {
		return "", false
	}
	return filepath.ToSlash(inside), true
}

// uriOf is a file as a reference.
func uriOf(path string) string {
	reference := url.URL{Path: filepath.ToSlash(path)}
	if filepath.IsAbs(path) {
		reference.Scheme = "file"
	}
	return reference.String()
}
