package access

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/cognito"
	"github.com/awscdk-constructs/identitypool/internal/rule"
)

// App is one stack or several that are deployed together, with the identity pools in them. It never changes: it and all that it returns can
// be used from several goroutines.
type App struct {
	templates *cfn.App
	managed   []managedPolicy // that no template holds
	connected []*connectedPools
	pools     []*IdentityPool

	attachments      func() attachments
	conditional      func() []*cfn.Resource   // with policies of resources
	resourcePolicies func() *resourcePolicies // where no open condition is decided
}

// Load reads a cloud assembly with all its stacks, which is the folder cdk.out that cdk synth writes, or one template in JSON or YAML. It
// fails for a file that is neither, a template without resources, a key that stands twice in one object, and options that don't fit.
// Resources that have nothing to do with identity pools never make it fail.
//
// See: https://docs.aws.amazon.com/cdk/v2/guide/deploy.html#deploy-how-synth-assembly
func Load(path string, options ...Option) (*App, error) {
	return read(options, func(all cfn.Options) (*cfn.App, error) { return cfn.Load(path, all) })
}

// Parse reads one template in JSON or YAML. It fails as [Load] does.
//
// See: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html
func Parse(template []byte, options ...Option) (*App, error) {
	return read(options, func(all cfn.Options) (*cfn.App, error) { return cfn.Parse(template, all) })
}

// FromMap reads one template, such as the result of assertions.Template.ToJSON of the CDK. It takes a copy, and fails as [Load] does.
// Findings have no lines then.
//
// See: https://docs.aws.amazon.com/cdk/v2/guide/testing.html
func FromMap(template map[string]any, options ...Option) (*App, error) {
	return read(options, func(all cfn.Options) (*cfn.App, error) { return cfn.FromMap(template, all) })
}

// read is the flow of the analysis, in one direction: package cfn makes templates of files; here the identity pools in them are found, and
// for each deployment their providers, role mappings and roles (newDeployment), then the policies (readPolicies). Sign-in, sessions,
// findings, tables and differences only ask what has been read.
func read(given []Option, load func(cfn.Options) (*cfn.App, error)) (*App, error) {
	var all options
	for _, option := range given {
		option(&all)
	}
	managed, problem := readManagedPolicies(all.managedPolicies)
	templates, err := load(all.Options)
	if err = errors.Join(err, all.checkEnvironment(), problem); err != nil {
		return nil, err
	}
	app := &App{templates: templates, managed: managed, connected: connectPools(templates)}
	app.attachments = sync.OnceValue(app.readAttachments)
	app.conditional = sync.OnceValue(app.conditionalPolicies)
	app.resourcePolicies = sync.OnceValue(func() *resourcePolicies {
		undecided := &policies{app: app, deployment: &deployment{app: templates, templates: app.undecided()}}
		return undecided.readResourcePolicies()
	})
	for _, connected := range app.connected {
		connected.policies = sync.OnceValue(func() []*policies { return app.readPolicies(connected) })
		app.pools = append(app.pools, connected.identityPools()...)
	}
	slices.SortStableFunc(app.pools, func(a, b *IdentityPool) int { return strings.Compare(a.name, b.name) })
	return app, nil
}

// UndeclaredParameters returns the names, in order, of the parameters that are given and that no template declares. See
// [WithUndeclaredParameters].
func (a *App) UndeclaredParameters() []string { return a.templates.UndeclaredParameters() }

// Acknowledges reports whether the CDK app accepts a rule anywhere: by Validations.Acknowledge at any construct of a stack, with
// "identitypool::" and the rule as the id.
func (a *App) Acknowledges(ruleID string) bool {
	return a.templates.Acknowledges(rule.ID(ruleID).ViolationID())
}

// IdentityPools returns the identity pools of the app, ordered by name. Among them are imported ones: those that are defined elsewhere and
// to which the app attaches roles or tag mappings. One whose condition is false is not among them.
func (a *App) IdentityPools() []*IdentityPool { return slices.Clone(a.pools) }

// IdentityPool returns the identity pool with a name: its construct path or logical id, its id or ARN, or else its IdentityPoolName. The
// error lists the identity pools that there are.
func (a *App) IdentityPool(name string) (*IdentityPool, error) {
	found := a.identityPoolsThat(func(pool *IdentityPool) bool { return pool.isNamed(a, name) })
	if len(found) == 0 {
		found = a.identityPoolsThat(func(pool *IdentityPool) bool { return pool.isCalled(name) })
	}
	switch {
	case len(found) == 1:
		return found[0], nil
	case len(found) > 1:
		return nil, fmt.Errorf("%s is the name of several identity pools: %s", cognito.Quote(name), namesOf(found))
	case len(a.pools) == 0:
		return nil, fmt.Errorf("the templates have no identity pool, so none is called %s", cognito.Quote(name))
	default:
		return nil, fmt.Errorf("the templates have no identity pool %s; they have %s", cognito.Quote(name), namesOf(a.pools))
	}
}

func (a *App) identityPoolsThat(isWanted func(*IdentityPool) bool) []*IdentityPool {
	return slices.DeleteFunc(slices.Clone(a.pools), func(pool *IdentityPool) bool { return !isWanted(pool) })
}

func namesOf(pools []*IdentityPool) string {
	names := make([]string, 0, len(pools))
	for _, pool := range pools {
		names = append(names, pool.name)
	}
	return strings.Join(names, ", ")
}
