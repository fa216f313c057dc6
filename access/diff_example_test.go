package access_test

import (
	"fmt"

	"github.com/awscdk-constructs/identitypool/access"
)

// Three lines of a template change. A diff of templates shows them; Diff says what they mean.
func ExampleDiff() {
	changes := access.Diff(mustLoad("testdata/diff/before.yaml"), mustLoad("testdata/diff/after.yaml"))
	for _, change := range changes {
		fmt.Println(change)
	}
	fmt.Println("broadened:", changes.Broadened())
	// Output:
	// broadened: Pool: Web, otherwise: permissions of Readers: allow s3:GetObject on ${Files.Arn}/* (Readers policy Read statement 1) -> allow s3:Get* on ${Files.Arn}/* (Readers policy Read statement 1)
	// changed, may broaden: Pool: Web, 1. custom:role Equals "reader": rule: 1. custom:role Equals "writer": Writers -> 1. custom:role Equals "reader": Writers
	// broadened: Pool: Web: sign-up to Users: administrators only -> anyone
	// broadened: true
}
