package format

import (
	"net/url"
	"os"
	"path/filepath"
)

// relative is a path with slashes, and from the working directory where it lies in there: in a pipeline that is the repository's root,
// from which tools look for files.
func relative(path string) string {
	if folder, err := os.Getwd(); err == nil && filepath.IsAbs(path) {
		if inside, err := filepath.Rel(folder, path); err == nil && filepath.IsLocal(inside) {
			path = inside
		}
	}
	return filepath.ToSlash(path)
}

// uriOf is a path as a reference.
func uriOf(path string) string {
	if path == "" {
		return ""
	}
	path = relative(path)
	reference := url.URL{Path: path}
	if filepath.IsAbs(path) {
		reference.Scheme = "file"
	}
	return reference.String()
}
