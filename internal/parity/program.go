// Package parity compares this library with the official binding: the same programs are compiled with both, and all that they
// synthesize must be the same but for what docs/differences.md lists. The programs are in package here; package official is
// generated from it. This package has what they share, and its tests the comparison.
package parity

import "github.com/aws/aws-cdk-go/awscdk/v2"

//go:generate go run ./generate here official

// Program is a CDK app that compiles with the official binding and with this library.
type Program struct {
	Name  string
	Build func(app awscdk.App)
	// Differs is where the official output is wrong and that of this library therefore another one. Everything else is equal.
	Differs []Difference
}

// Row is a row of the table in docs/differences.md, by its first cell.
type Row string

// All that differs.
const (
	DependsOn               Row = "`DependsOn`"
	UserPoolOfAnotherRegion Row = "user pool of another region"
	FederatedPrincipal      Row = "GovCloud and China"
	ImportIntoAnyRegion     Row = "literal id imported into a stack without a region"
	ImportOfAnotherRegion   Row = "id of another region imported into a stack with a region"
	ImportByTokenArn        Row = "token ARN imported"
	SharedClient            Row = "two providers for one user pool, without a client"
	LostMapping             Row = "two mappings with one key; `UseToken` together with `Rules`"
	PropertyInjectors       Row = "property injectors"
	Analytics               Row = "`AWS::CDK::Metadata`"
)

// Difference is one place of a program's templates in which the two packages differ.
type Difference struct {
	Row Row
	// What stands in the official template and in that of this library: JSON values, for FederatedPrincipal the names. Only
	// rows that don't tell what differs need them.
	Official, Here string
}
