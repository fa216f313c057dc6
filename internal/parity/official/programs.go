// Code generated from here/programs.go by go generate. DO NOT EDIT.

// Package here has programs that use what this library and the official binding have in common.
package official

import (
	"slices"

	"github.com/awscdk-constructs/identitypool/internal/parity"
)

// Programs returns all programs, by subject.
func Programs() []parity.Program {
	return slices.Concat(poolPrograms, rolePrograms, loginProviderPrograms, userPoolPrograms, roleMappingPrograms, importPrograms,
		constructPrograms, stackPrograms, documentationPrograms)
}
