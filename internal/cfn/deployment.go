package cfn

import (
	"slices"
	"sync"

	"github.com/awscdk-constructs/identitypool/internal/answer"
)

// Deployment is an app as it is deployed with one answer to each condition that is open before. It never changes.
type Deployment struct {
	app         *App
	assumed     assumptions
	when        string
	definitions string                            // of the conditions that are open
	conditions  []func() map[string]answer.Answer // of each stack, by name
}

func newDeployment(app *App, assumed assumptions) *Deployment {
	deployment := &Deployment{app: app, assumed: assumed}
	for _, stack := range app.stacks {
		deployment.conditions = append(deployment.conditions, sync.OnceValue(func() map[string]answer.Answer {
			return deployment.truths(stack)
		}))
	}
	return deployment
}

// When says which conditions hold: "West", or "not West", joined by " and ". It is empty where none is open.
func (d *Deployment) When() string { return d.when }

// AssumesNothing reports whether the deployment decides no more than the templates and the options do.
func (d *Deployment) AssumesNothing() bool { return len(d.assumed) == 0 }

// IsLike reports whether the same conditions hold in two deployments, be they of two versions of an app, and are defined alike.
func (d *Deployment) IsLike(other *Deployment) bool {
	return d.when == other.when && d.definitions == other.definitions
}

// Resources returns the resources of some types, or of all where none is named, that exist in this deployment. One whose condition
// is open all the same, because it was not among those that the deployment was asked for, is among them.
func (d *Deployment) Resources(types ...string) []*Resource {
	return slices.DeleteFunc(d.app.Resources(types...), func(each *Resource) bool { return d.Exists(each) == answer.No })
}

// Exists reports whether a resource is there: its condition is true, and the stack that defines it is there.
func (d *Deployment) Exists(resource *Resource) answer.Answer {
	exists := answer.Yes
	for ; resource != nil; resource = resource.Stack.parent {
		if resource.Condition != "" {
			exists = min(exists, (&evaluation{deployment: d}).truth(resource.Stack, resource.Condition))
		}
	}
	return exists
}

// Properties are those of a resource; an object, or absent.
func (d *Deployment) Properties(resource *Resource) Property {
	return (&evaluation{deployment: d}).resolve(resource.Stack, resource.properties())
}
