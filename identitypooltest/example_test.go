package identitypooltest_test

import (
	"fmt"
	"os"

	"github.com/awscdk-constructs/identitypool/identitypooltest"
)

// readExample reads a synthesized template. A test of one's own would use FromMap and the template of a stack.
func readExample(name string, options ...identitypooltest.Option) *identitypooltest.Template {
	text, err := os.ReadFile("testdata/" + name + ".json")
	if err != nil {
		panic(err)
	}
	template, err := identitypooltest.Parse(text, options...)
	if err != nil {
		panic(err)
	}
	return template
}

// A test asks for the role of a user with certain claims.
func ExampleIdentityPool_SignIn() {
	pool := readExample("identitypool-role-based").IdentityPools()[0]
	decision := pool.SignIn(identitypooltest.Login{
		Provider: "UsersWebA39D1A70", // the logical id of the user pool client
		Claims:   map[string]any{"custom:department": "sales-emea"},
	})
	fmt.Println(decision.Outcome)
	fmt.Println(decision.Role)
	fmt.Println(decision.Reason)
	// Output:
	// granted
	// Sales1863061C
	// rule 2 of role mapping "users" (custom:department StartsWith "sales") matches: the claim is "sales-emea"; Sales1863061C admits users of UsersWebA39D1A70 of PoolD3F588B8
}

// A guest is a login without provider.
func ExampleIdentityPool_SignIn_guest() {
	pool := readExample("identitypool-quick-start").IdentityPools()[0]
	fmt.Println(pool.SignIn(identitypooltest.Login{}))
	// Output:
	// refused: PoolD3F588B8 does not allow guests: AllowUnauthenticatedIdentities is not true
}

// The roles of groups come with the token; a test names them by their logical ids.
func ExampleIdentityPool_SignIn_groups() {
	pool := readExample("identitypool-groups").IdentityPools()[0]
	decision := pool.SignIn(identitypooltest.Login{
		Provider: "UsersWebA39D1A70",
		Claims:   map[string]any{"cognito:preferred_role": "AdminsRole9D629CC3"},
	})
	fmt.Println(decision.Outcome, decision.Role)
	// Output:
	// granted AdminsRole9D629CC3
}

// Claims become session tags.
func ExampleIdentityPool_SignIn_sessionTags() {
	pool := readExample("identitypool-tags").IdentityPools()[0]
	decision := pool.SignIn(identitypooltest.Login{
		Provider: "UsersWebA39D1A70",
		Claims:   map[string]any{"custom:department": "sales"},
	})
	fmt.Println(decision.Role, decision.SessionTags)
	// Output:
	// Tagged7A26CEFA map[department:sales]
}

// A rule on a claim that is a list is answered, but marked: AWS does not document how it is compared.
func ExampleDecision_uncertain() {
	template, err := identitypooltest.FromMap(poolTemplate(
		withMapping("users", sub(webClient), rules(rule("cognito:groups", "Contains", "admin", "Admin"))),
	))
	if err != nil {
		panic(err)
	}
	pool := template.IdentityPools()[0]
	for _, group := range []string{"admin", "administrators"} {
		decision := pool.SignIn(identitypooltest.Login{
			Provider: "Web",
			Claims:   map[string]any{"cognito:groups": []string{group}},
		})
		fmt.Println(group, decision.Outcome, decision.Uncertain)
	}
	// Output:
	// admin granted true
	// administrators unknown true
}

// A correct template has no finding.
func ExampleTemplate_Check() {
	for _, finding := range readExample("official-social").Check() {
		fmt.Println(finding)
	}
	// Output:
	// PoolD3F588B8: the consumer secret of Twitter is in the template for all to read; keep it in AWS Secrets Manager and refer to it with {{resolve:secretsmanager:…}} (secret-in-plain-text)
}

// The table of an identity pool, for a test's golden file or a pull request.
func ExampleIdentityPool_DecisionTable() {
	pool := readExample("identitypool-role-based").IdentityPools()[0]
	fmt.Print(pool.DecisionTable().Text())
	// Output:
	// PROVIDER             WHEN                                     ROLE
	// accounts.google.com  1. hd Equals "example.com"               Sales1863061C
	//                      otherwise                                refused
	// UsersWebA39D1A70     1. custom:role Equals "admin"            AdminC75D2A91
	//                      2. custom:department StartsWith "sales"  Sales1863061C
	//                      otherwise                                PoolAuthenticatedRoleF46F2D22
	// (guest)              always                                   PoolUnauthenticatedRoleD84FEE8E
}

// What only the deployment knows can be told.
func ExampleWithRegion() {
	template := readExample("hand-written", identitypooltest.WithRegion("eu-west-1"), identitypooltest.WithParameter("AllowGuests", "false"))
	pool, err := template.IdentityPool("IdentityPool")
	if err != nil {
		panic(err)
	}
	fmt.Println(pool.Providers()[1].Name)
	fmt.Println(pool.SignIn(identitypooltest.Login{}).Outcome)
	// Output:
	// cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a1B2c3D4e:1a2b3c4d5e6f7g8h9i0j
	// refused
}

func ExampleParse() {
	_, err := identitypooltest.Parse([]byte(`{"Resources": {"Pool": {"Type": "AWS::Cognito::IdentityPool", "Properties": {"AllowClassicFlow": "yes"}}}}`))
	fmt.Println(err)
	// Output:
	// Resources.Pool.Properties.AllowClassicFlow: is "yes"; allowed are true and false
}
