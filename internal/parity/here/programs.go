// Package here has programs that use what this library and the official binding have in common.
package here

import (
	"slices"

	"github.com/awscdk-constructs/identitypool/internal/parity"
)

// Programs returns all programs, by subject.
func Programs() []parity.Program {
	return slices.Concat(poolPrograms, rolePrograms, loginProviderPrograms, userPoolPrograms, roleMappingPrograms, importPrograms,
		constructPrograms, stackPrograms, documentationPrograms)
}
