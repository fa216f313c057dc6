package access_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool/access"
)

func TestFromMapTakesACopy(t *testing.T) {
	t.Parallel()
	template := poolTemplate()
	pool := mustReadPool(t, template)
	with("Attachment", "Roles", object{})(template["Resources"].(object))
	assert.Equal(t, granted, pool.SignIn(web(nil)).Outcome)
}

func TestReadingFails(t *testing.T) {
	t.Parallel()
	_, err := access.FromMap(object{"Resources": func() {}})
	require.ErrorContains(t, err, "can't be written as JSON")
	_, err = access.Parse([]byte("{}"))
	require.ErrorContains(t, err, "Resources")
	_, err = access.Load("testdata/no such file.json")
	require.ErrorContains(t, err, "no such file.json")
	_, err = access.FromMap(poolTemplate(), access.WithParameter("Missing", "x"))
	require.ErrorContains(t, err, "Missing")
}

// What is odd in an identity pool, or has nothing to do with any, never makes reading fail.
func TestReadingTolerates(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(object){
		"an object as text":      with("Pool", "DeveloperProviderName", object{}),
		"a text as boolean":      with("Pool", "AllowClassicFlow", "yes"),
		"a number as list":       with("Pool", "SamlProviderARNs", 1),
		"a missing field":        with("Pool", "CognitoIdentityProviders", list{object{"ClientId": ref("Web")}}),
		"a Ref of nothing":       with("Pool", "IdentityPoolName", ref("Missing")),
		"a GetAtt of nothing":    with("Attachment", "Roles", object{"authenticated": getAtt("Missing", "Arn")}),
		"a list as object":       with("Attachment", "RoleMappings", list{}),
		"a policy without sense": withResource("Other", roleWith(object{"Statement": list{1, "x", object{"Effect": list{}}}})),
		"properties as list":     withResource("Other", object{"Type": "AWS::S3::Bucket", "Properties": list{}}),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			pool := mustReadPool(t, poolTemplate(change))
			assert.NotEqual(t, refused, pool.SignIn(login{Provider: access.Google}).Outcome)
		})
	}
}

func TestIdentityPoolByName(t *testing.T) {
	t.Parallel()
	app, err := access.Load("testdata/corpus/cdk-official/Notes.template.json")
	require.NoError(t, err)
	for _, name := range []string{"Notes/IdentityPool", "Notes/IdentityPool/Resource"} {
		pool, err := app.IdentityPool(name)
		require.NoError(t, err)
		assert.Equal(t, "Notes/IdentityPool", pool.Name())
	}
	_, err = app.IdentityPool("Pol")
	require.EqualError(t, err, `the templates have no identity pool "Pol"; they have Notes/IdentityPool`)
	_, err = mustRead(t, object{"Resources": object{"Topic": resource("AWS::SNS::Topic", object{})}}).IdentityPool("Pool")
	require.EqualError(t, err, `the templates have no identity pool, so none is called "Pool"`)
}

func TestIdentityPoolByTheNameInTheConsole(t *testing.T) {
	t.Parallel()
	named := func(name string) object {
		return resource("AWS::Cognito::IdentityPool", object{"IdentityPoolName": name})
	}
	app := mustRead(t, object{"Resources": object{
		"Shop": named("shop"), "First": named("Shop"), "Second": named("twin"), "Third": named("twin"), "Nameless": resource("AWS::Cognito::IdentityPool", object{}),
	}})
	for name, want := range map[string]string{"shop": "Shop", "Shop": "Shop"} {
		pool, err := app.IdentityPool(name)
		require.NoError(t, err)
		assert.Equal(t, want, pool.Name(), "a logical id comes before the name of another pool")
	}
	_, err := app.IdentityPool("twin")
	require.EqualError(t, err, `"twin" is the name of several identity pools: Second, Third`)
	_, err = app.IdentityPool("")
	require.ErrorContains(t, err, `the templates have no identity pool ""`)
}

func TestImportedIdentityPoolByARN(t *testing.T) {
	t.Parallel()
	const id = "eu-west-1:0a1b2c3d-4e5f-6789-abcd-ef0123456789"
	app := mustRead(t, object{"Resources": object{
		"Attachment": resource("AWS::Cognito::IdentityPoolRoleAttachment", object{"IdentityPoolId": id, "Roles": object{}}),
	}})
	for _, name := range []string{id, "arn:aws:cognito-identity:eu-west-1:111122223333:identitypool/" + id} {
		pool, err := app.IdentityPool(name)
		require.NoError(t, err)
		assert.Equal(t, id, pool.Name())
	}
}

func TestUndeclaredParametersAreListedWhereTheyAreAllowed(t *testing.T) {
	t.Parallel()
	template := []byte(`{"Parameters": {"Mode": {"Type": "String"}}, "Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}}`)
	given := []access.Option{access.WithParameter("Stage", "test"), access.WithParameter("Mode", "x"), access.WithParameter("Other", "x")}
	_, err := access.Parse(template, given...)
	require.ErrorContains(t, err, `the parameter "Stage", but no template declares it`)
	app, err := access.Parse(template, append(given, access.WithUndeclaredParameters())...)
	require.NoError(t, err)
	assert.Equal(t, []string{"Other", "Stage"}, app.UndeclaredParameters())
}

func TestRegionAndAccountMustBeSome(t *testing.T) {
	t.Parallel()
	template := []byte(`{"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}}`)
	_, err := access.Parse(template, access.WithRegion("Frankfurt"), access.WithAccountID("12"))
	require.EqualError(t, err, "region: \"Frankfurt\" is not a region; write it as eu-west-1\naccount: \"12\" is not an account; an account has 12 digits")
	_, err = access.Parse(template, access.WithRegion("us-gov-west-1"), access.WithAccountID("123456789012"))
	require.NoError(t, err)
	_, err = access.Parse(template, access.WithRegion(""), access.WithAccountID(""))
	require.NoError(t, err)
}

func TestOfTwoVersionsOneMayRefuseAValue(t *testing.T) {
	t.Parallel()
	template := []byte(`{"Parameters": {"Stage": {"Type": "String", "AllowedValues": ["dev"]}}, "Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}}`)
	_, err := access.Parse(template, access.WithParameter("Stage", "test"))
	require.EqualError(t, err, `the parameter "Stage" is given "test", which its AllowedValues leave out; allowed are: dev`)
	_, err = access.Parse(template, access.WithParameter("Stage", "test"), access.WithUndeclaredParameters())
	require.NoError(t, err)
}

func TestIdentityPoolsOfSeveralStacksWithOneLogicalID(t *testing.T) {
	t.Parallel()
	app, err := access.Load("testdata/cases/if-guests.json", access.WithTemplate("testdata/cases/json-text.json"))
	require.NoError(t, err)
	require.Len(t, app.IdentityPools(), 2)
	_, err = app.IdentityPool("Pool")
	require.EqualError(t, err, `"Pool" is the name of several identity pools: if-guests.Pool, json-text.Pool`)
	pool, err := app.IdentityPool("json-text.Pool")
	require.NoError(t, err)
	assert.Equal(t, "json-text.Auth", pool.SignIn(login{Provider: "json-text.Client"}).Role)
	assert.Equal(t, refused, pool.SignIn(login{Provider: "if-guests.Client"}).Outcome, "a Ref belongs to its template")
}

// One export of two regions, and one parameter of two stacks, are two identity pools, each with a role attachment.
func TestImportedIdentityPoolsWithOneName(t *testing.T) {
	t.Parallel()
	attachment := func(id object) object {
		return object{
			"Parameters": object{"PoolID": object{"Type": "String"}},
			"Resources":  object{"Attachment": resource("AWS::Cognito::IdentityPoolRoleAttachment", object{"IdentityPoolId": id, "Roles": object{}})},
		}
	}
	for name, id := range map[string]object{"pools": {"Fn::ImportValue": "pools"}, "PoolID": ref("PoolID")} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			app := mustLoadStacks(t, map[string]deployedStack{
				"Near": {"111122223333/eu-west-1", attachment(id)},
				"Far":  {"111122223333/us-east-1", attachment(id)},
			})
			assert.Empty(t, shownFaults(app.Check()))
			var names []string
			for _, pool := range app.IdentityPools() {
				names = append(names, pool.Name())
			}
			assert.Equal(t, []string{"Far." + name, "Near." + name}, names)
		})
	}
}

// The names that a person gives to roles lead to the same role.
func TestNamesOfRoles(t *testing.T) {
	t.Parallel()
	named := resource("AWS::IAM::Role", object{"RoleName": "editors", "AssumeRolePolicyDocument": trustOf("authenticated")})
	pool := mustReadPool(t, poolTemplate(with("Pool", "AllowClassicFlow", true), withResource("Editors", named)), access.WithAccountID("111111111111"), access.WithRegion("eu-west-1"))
	for _, name := range []string{"Editors", "editors", "arn:aws:iam::111111111111:role/editors"} {
		got := pool.SignIn(login{Provider: "Web", ClassicFlow: true, CustomRole: name})
		assert.Equal(t, "Editors", got.Role, name)
		assert.Equal(t, granted, got.Outcome, name)
	}
}

func TestConcurrentUse(t *testing.T) {
	t.Parallel()
	app := mustRead(t, poolTemplate(withMapping("users", sub(webClient), rules(rule("custom:role", "Equals", "admin", "Admin")))))
	pool := app.IdentityPools()[0]
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			assert.Equal(t, granted, pool.SignIn(web(claims{"custom:role": "admin"})).Outcome)
			assert.Empty(t, app.Check())
			assert.NotEmpty(t, pool.DecisionTable().Text())
		})
	}
	group.Wait()
}

// largeTemplate has 500 resources, most of which don't matter.
func largeTemplate(tb testing.TB) []byte {
	tb.Helper()
	template := poolTemplate(withMapping("users", sub(webClient), rules(rule("custom:role", "Equals", "admin", "Admin"))))
	resources := template["Resources"].(object)
	for i := len(resources); i < 500; i++ {
		if i%2 == 0 {
			resources[fmt.Sprintf("Role%d", i)] = roleWith(trustOf("authenticated"))
			continue
		}
		resources[fmt.Sprintf("Function%d", i)] = resource("AWS::Lambda::Function", object{"Code": object{"ZipFile": strings.Repeat("x", 4096)}})
	}
	text, err := json.Marshal(template)
	require.NoError(tb, err)
	return text
}

func BenchmarkParse(b *testing.B) {
	text := largeTemplate(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := access.Parse(text); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSignIn(b *testing.B) {
	app, err := access.Parse(largeTemplate(b))
	require.NoError(b, err)
	pool := app.IdentityPools()[0]
	b.ReportAllocs()
	for b.Loop() {
		if pool.SignIn(web(claims{"custom:role": "admin"})).Outcome != granted {
			b.Fatal("refused")
		}
	}
}

func BenchmarkCheck(b *testing.B) {
	app, err := access.Parse(largeTemplate(b))
	require.NoError(b, err)
	b.ReportAllocs()
	for b.Loop() {
		app.Check()
	}
}

// A role of a stack in another account can be had in the classic flow only. Where the account of the identity pool is not known it may be
// another one.
func TestRolesOfStacksInOtherAccounts(t *testing.T) {
	t.Parallel()
	for account, want := range map[string]access.Outcome{"111111111111": refused, "222222222222": granted, "unknown-account": unknown} {
		t.Run(account, func(t *testing.T) {
			t.Parallel()
			shared := roleWith(object{"Statement": conditions(object{"StringLike": object{aud: "*"}, "ForAnyValue:StringLike": object{amr: "authenticated"}})})
			shared["Properties"].(object)["RoleName"] = "shared"
			app := mustLoadStacks(t, map[string]deployedStack{
				"Pool": {account + "/eu-west-1", poolTemplate(
					with("Pool", "AllowClassicFlow", true), authenticatedBy("arn:aws:iam::222222222222:role/shared"))},
				"Roles": {"222222222222/eu-west-1", object{"Resources": object{"Shared": shared}}},
			})
			pool, err := app.IdentityPool("Pool.Pool")
			require.NoError(t, err)
			got := pool.SignIn(login{Provider: access.Google})
			assert.Equal(t, want, got.Outcome, got)
			got = pool.SignIn(login{Provider: access.Google, ClassicFlow: true})
			assert.Equal(t, granted, got.Outcome, got)
		})
	}
}
