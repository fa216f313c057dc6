// Command identitypool answers from CloudFormation templates who gets which role of an Amazon Cognito identity pool, what that role lets
// them do, and what is wrong with it. It needs neither AWS nor the CDK.
//
//	identitypool check cdk.out
//
// See: https://github.com/awscdk-constructs/identitypool/blob/main/docs/access.md
package main

import (
	"os"

	"github.com/awscdk-constructs/identitypool/cmd/identitypool/internal/command"
)

func main() {
	os.Exit(command.Run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
