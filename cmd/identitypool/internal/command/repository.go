package command

import (
	"os"
	"path/filepath"
)

// repository is the folder of the Git repository around the working directory, and empty outside of one. Git for submodules and other work
// trees has a file .git.
func repository() string {
	folder, err := os.Getwd()
	if err != nil {
		return ""
	}
	for {
		if _, err := os.Stat(filepath.Join(folder, ".git")); err == nil {
			return folder
		}
		parent := filepath.Dir(folder)
		if parent == folder {
			return ""
		}
		folder = parent
	}
}
