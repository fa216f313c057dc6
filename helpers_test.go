package identitypool_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/assertions"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/awscdk-constructs/identitypool"
	"github.com/awscdk-constructs/identitypool/internal/apptest"
)

var update = flag.Bool("update", false, "rewrite golden files")

// What the tests of other packages need, too, by short names.
var (
	newAppStack    = apptest.NewStack
	newRegionStack = apptest.NewRegionStack
	synthesize     = apptest.Synthesize
	parsed         = apptest.Parsed
	compact        = apptest.Compact
	resourcesOf    = apptest.Resources
)

type (
	assembly = apptest.Assembly
	aspect   = apptest.Aspect
)

func mustSynthesize(t *testing.T, build func(app awscdk.App)) assembly {
	t.Helper()
	synthesized, err := synthesize(t.TempDir(), build)
	require.NoError(t, err)
	return synthesized
}

// indented renders a value of JSON for people, and for diffs.
func indented(t require.TestingT, value any) string {
	text, err := json.MarshalIndent(value, "", "  ")
	require.NoError(t, err)
	return string(text) + "\n"
}

// verify makes assertions on a stack's template. The CDK's assertions panic when they fail.
func verify(t *testing.T, stack awscdk.Stack, assert func(template assertions.Template)) {
	t.Helper()
	defer func() {
		if reason := recover(); reason != nil {
			t.Fatal(reason)
		}
	}()
	assert(assertions.Template_FromStack(stack, nil))
}

// templateOf returns the template of a stack.
func templateOf(stack awscdk.Stack) map[string]any {
	return parsed(compact(assertions.Template_FromStack(stack, nil).ToJSON())).(map[string]any)
}

func keysOf(values map[string]any) []string { return slices.Sorted(maps.Keys(values)) }

// site is what the bad inputs are made of and tried on.
type site struct {
	stack    awscdk.Stack
	userPool awscognito.UserPool
	client   awscognito.UserPoolClient
	role     awsiam.Role
	token    *string
}

func newSite(region string) *site {
	var props awscdk.StackProps
	if region != "" {
		props.Env = &awscdk.Environment{Account: jsii.String("111111111111"), Region: jsii.String(region)}
	}
	stack := awscdk.NewStack(awscdk.NewApp(nil), jsii.String("Stack"), &props)
	userPool := awscognito.NewUserPool(stack, jsii.String("UserPool"), nil)
	return &site{
		stack:    stack,
		userPool: userPool,
		client:   userPool.AddClient(jsii.String("Client"), nil),
		role:     awsiam.NewRole(stack, jsii.String("Role"), &awsiam.RoleProps{AssumedBy: awsiam.NewAccountRootPrincipal()}),
		token:    awscdk.Fn_ImportValue(jsii.String("Export")),
	}
}

// constructs returns the paths of all that has been defined.
func (s *site) constructs() []string {
	var paths []string
	for _, construct := range *s.stack.Node().FindAll(constructs.ConstructOrder_PREORDER) {
		paths = append(paths, *construct.Node().Path())
	}
	return paths
}

// provider returns a provider for the client.
func (s *site) provider() identitypool.IUserPoolAuthenticationProvider {
	return identitypool.NewUserPoolAuthenticationProvider(&identitypool.UserPoolAuthenticationProviderProps{
		UserPool: s.userPool, UserPoolClient: s.client,
	})
}

// rule returns a correct rule, changed.
func (s *site) rule(change func(*identitypool.RoleMappingRule)) *identitypool.RoleMappingRule {
	rule := &identitypool.RoleMappingRule{
		Claim: jsii.String("custom:department"), ClaimValue: jsii.String("sales"), MappedRole: s.role,
	}
	if change != nil {
		change(rule)
	}
	return rule
}

func (s *site) rules(number int) *[]*identitypool.RoleMappingRule {
	rules := []*identitypool.RoleMappingRule{}
	for i := range number {
		rules = append(rules, s.rule(func(rule *identitypool.RoleMappingRule) { rule.ClaimValue = jsii.String(fmt.Sprint(i)) }))
	}
	return &rules
}

func (s *site) userPoolUrl() identitypool.IdentityPoolProviderUrl {
	return identitypool.IdentityPoolProviderUrl_UserPool(s.userPool, s.client)
}

type (
	props     = identitypool.IdentityPoolProps
	providers = identitypool.IdentityPoolAuthenticationProviders
	mapping   = identitypool.IdentityPoolRoleMapping
	tagging   = identitypool.IdentityPoolPrincipalTagMapping
)

func loginProps(login providers) *props { return &props{AuthenticationProviders: &login} }

func mappingProps(mappings ...*mapping) *props { return &props{RoleMappings: &mappings} }

func taggingProps(mappings ...*tagging) *props { return &props{PrincipalTagMappings: &mappings} }

func byToken(url identitypool.IdentityPoolProviderUrl) *mapping {
	return &mapping{ProviderUrl: url, UseToken: jsii.Bool(true)}
}

func custom(name string) identitypool.IdentityPoolProviderUrl {
	return identitypool.IdentityPoolProviderUrl_Custom(jsii.String(name))
}

func tenantTag() *map[string]*string {
	return &map[string]*string{"tenant": jsii.String("custom:tenant")}
}

func long(length int) *string { return jsii.String(strings.Repeat("x", length)) }

type (
	bindOptions = identitypool.UserPoolAuthenticationProviderBindOptions
	bindConfig  = identitypool.UserPoolAuthenticationProviderBindConfig
)

// ownProvider is a provider that users wrote themselves, which returns what it has.
type ownProvider struct{ config *bindConfig }

func (p *ownProvider) Bind(constructs.Construct, identitypool.IIdentityPool, *bindOptions) *bindConfig {
	return p.config
}

// bindFunc is a provider that users wrote themselves, which does something with the identity pool.
type bindFunc func(scope constructs.Construct, pool identitypool.IIdentityPool) *bindConfig

func (f bindFunc) Bind(scope constructs.Construct, pool identitypool.IIdentityPool, _ *bindOptions) *bindConfig {
	return f(scope, pool)
}

// early does something with an identity pool while that is being made.
func early(use func(identitypool.IIdentityPool)) *providers {
	return registered(bindFunc(func(_ constructs.Construct, pool identitypool.IIdentityPool) *bindConfig {
		use(pool)
		return nil
	}))
}

// addEarly changes an identity pool, whose id the CDK writes in another way, before it is complete.
func addEarly(s *site, add func(identitypool.IdentityPool)) {
	identitypool.NewIdentityPool(s.stack, jsii.String("A/B"), &props{AuthenticationProviders: early(func(pool identitypool.IIdentityPool) {
		add(pool.(identitypool.IdentityPool))
	})})
}

// references finds what the values of a template refer to.
func references(value any, found map[string]bool) {
	switch value := value.(type) {
	case map[string]any:
		for key, element := range value {
			switch target := element.(type) {
			case string:
				if key == "Ref" {
					found[target] = true
				}
				if key == "Fn::Sub" {
					substituted(target, found)
				}
			case []any:
				if key == "Fn::GetAtt" {
					found[target[0].(string)] = true
				}
				if key == "Fn::Sub" {
					substituted(target[0].(string), found)
				}
			}
			references(element, found)
		}
	case []any:
		for _, element := range value {
			references(element, found)
		}
	}
}

var substitution = regexp.MustCompile(`\$\{([^}!.]+)[^}]*\}`)

func substituted(text string, found map[string]bool) {
	for _, match := range substitution.FindAllStringSubmatch(text, -1) {
		found[match[1]] = true
	}
}

// cycle returns the logical ids of resources that wait for each other, in order; nil if CloudFormation can make them all.
func cycle(template map[string]any) []string {
	needs := map[string][]string{}
	resources := resourcesOf(template)
	for id, resource := range resources {
		found := map[string]bool{}
		references(resource["Properties"], found)
		switch dependencies := resource["DependsOn"].(type) {
		case string:
			found[dependencies] = true
		case []any:
			for _, dependency := range dependencies {
				found[dependency.(string)] = true
			}
		}
		for _, needed := range slices.Sorted(maps.Keys(found)) {
			if _, isResource := resources[needed]; isResource {
				needs[id] = append(needs[id], needed)
			}
		}
	}
	done := map[string]bool{}
	var visit func(id string, path []string) []string
	visit = func(id string, path []string) []string {
		if start := slices.Index(path, id); start >= 0 {
			return append(path[start:], id)
		}
		if done[id] {
			return nil
		}
		for _, needed := range needs[id] {
			if found := visit(needed, append(slices.Clone(path), id)); found != nil {
				return found
			}
		}
		done[id] = true
		return nil
	}
	for _, id := range slices.Sorted(maps.Keys(resources)) {
		if found := visit(id, nil); found != nil {
			return found
		}
	}
	return nil
}

func TestCycleIsFound(t *testing.T) {
	for _, test := range []struct {
		name, template string
		want           []string
	}{
		{
			name: "chain",
			template: `{"Resources": {"A": {"Properties": {"P": {"Ref": "B"}}}, "B": {"DependsOn": ["C"]},
				"C": {"Properties": [{"Fn::Sub": "${AWS::Region}"}]}}}`,
		},
		{name: "itself", template: `{"Resources": {"A": {"Properties": {"P": {"Fn::GetAtt": ["A", "Arn"]}}}}}`, want: []string{"A", "A"}},
		{
			name: "around",
			template: `{"Resources": {"A": {"Properties": {"P": {"Ref": "B"}}}, "B": {"DependsOn": "C"},
				"C": {"Properties": [{"Fn::Sub": "x ${A.Arn}"}]}}}`,
			want: []string{"A", "B", "C", "A"},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			assert.Equal(t, test.want, cycle(parsed(test.template).(map[string]any)))
		})
	}
}

// TestMain ends the Node.js process that all tests share: it can be started only once.
func TestMain(m *testing.M) {
	code := m.Run()
	jsii.Close()
	os.Exit(code)
}
