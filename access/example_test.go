package access_test

import (
	"fmt"

	"github.com/awscdk-constructs/identitypool/access"
)

func mustLoad(path string, options ...access.Option) *access.App {
	app, err := access.Load(path, options...)
	if err != nil {
		panic(err)
	}
	return app
}

// A test asks for the role of a user with certain claims. Names are construct paths.
func ExampleIdentityPool_SignIn() {
	pool, err := mustLoad("testdata/corpus/cdk-two-stacks").IdentityPool("Access/Pool")
	if err != nil {
		panic(err)
	}
	decision := pool.SignIn(access.Login{Provider: "Identity/Users/Web"})
	fmt.Println(decision.Outcome)
	fmt.Println(decision.Role)
	fmt.Println(decision.Reason)
	// Output:
	// granted
	// Access/Authenticated
	// Identity/Users/Web has no role mapping, so its users get the authenticated role; Access/Authenticated admits users of Identity/Users/Web of Access/Pool
}

// A guest is a login without provider.
func ExampleIdentityPool_SignIn_guest() {
	pool := mustLoad("testdata/identitypool-quick-start.json").IdentityPools()[0]
	fmt.Println(pool.SignIn(access.Login{}))
	// Output:
	// refused: PoolD3F588B8 does not allow guests: AllowUnauthenticatedIdentities is not true
}

// The groups of a user pool decide on the role where a role mapping takes it from the token.
func ExampleLogin_groups() {
	pool := mustLoad("testdata/corpus/groups/template.yaml").IdentityPools()[0]
	for _, groups := range [][]string{{"authors"}, {"authors", "editors"}} {
		fmt.Println(groups, pool.SignIn(access.Login{Provider: "Web", Groups: groups}).Role)
	}
	// Output:
	// [authors] Author
	// [authors editors] Editor
}

// Claims become session tags.
func ExampleDecision_sessionTags() {
	pool := mustLoad("testdata/identitypool-tags.json").IdentityPools()[0]
	decision := pool.SignIn(access.Login{
		Provider: "UsersWebA39D1A70",
		Claims:   map[string]any{"custom:department": "sales"},
	})
	fmt.Println(decision.Role, decision.SessionTags)
	// Output:
	// Tagged7A26CEFA map[department:sales]
}

// A condition that is not known leaves open what follows from it, and nothing else.
func ExampleIdentityPool_SignIn_condition() {
	pool := mustLoad("testdata/cases/if-principal.json").IdentityPools()[0]
	fmt.Println(pool.SignIn(access.Login{Provider: "Client"}).Outcome)
	pool = mustLoad("testdata/cases/if-principal.json", access.WithRegion("us-gov-west-1")).IdentityPools()[0]
	fmt.Println(pool.SignIn(access.Login{Provider: "Client"}).Outcome)
	// Output:
	// unknown
	// granted
}

// What is printed for a failing test says where the fault is and how to put it right.
func ExampleApp_Check() {
	fmt.Println(mustLoad("testdata/cases/ref-role.json").Check())
	// Output:
	// testdata/cases/ref-role.json:40: error: Attach: the Ref of Auth is the role's name, not its ARN; use the Arn attribute of the role (invalid-value)
}

// The table of an identity pool, for a test's golden file or a pull request.
func ExampleIdentityPool_DecisionTable() {
	pool := mustLoad("testdata/corpus/rules-on-claims/template.yaml").IdentityPools()[0]
	fmt.Print(pool.DecisionTable().Text())
	// Output:
	// PROVIDER  WHEN                                        ROLE
	// Ward      1. custom:department Equals "radiology"     Radiologist
	//           2. custom:department StartsWith "nursing-"  Nurse
	//           otherwise                                   refused
	// Partners  1. job Equals "radiologist"                 Radiologist
	//           otherwise                                   refused
	// (guest)   always                                      refused
}

// A flowchart that GitHub draws in a pull request.
func ExampleDecisionTable_Mermaid() {
	pool := mustLoad("testdata/identitypool-quick-start.json").IdentityPools()[0]
	fmt.Print(pool.DecisionTable().Mermaid())
	// Output:
	// flowchart LR
	//   provider1(["(guest)"])
	//   role1["refused"]
	//   provider1 -.->|"always"| role1
}

// Stacks that are deployed together are read together.
func ExampleWithTemplate() {
	pool := mustLoad("testdata/corpus/two-templates/template.yaml", access.WithTemplate("testdata/corpus/two-templates/users.yaml")).IdentityPools()[0]
	fmt.Println(pool.SignIn(access.Login{Provider: "users.Catalogue", Groups: []string{"librarians"}}).Role)
	// Output:
	// template.Librarian
}

func ExampleParse() {
	_, err := access.Parse([]byte("Resources: [")) // neither JSON nor YAML
	fmt.Println(err != nil)
	// Output:
	// true
}
