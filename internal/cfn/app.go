package cfn

import (
	"slices"
	"sync"
)

// App is all that is deployed together: a template, or the stacks of a cloud assembly. It never changes, so that it and all that it
// returns can be used from several goroutines.
type App struct {
	stacks      []*Stack
	undeclared  []string            // parameters for which a value is given, by name
	exports     map[string][]export // by name; those whose names are not known before the deployment are by none
	undecided   *Deployment         // in which no open condition is decided
	usedOutside func() map[*Resource]string
	byName      func() map[string][]*Resource
	byType      map[string][]*Resource
}

// Stacks returns the stacks in the order of the assembly, each followed by those nested in it.
func (a *App) Stacks() []*Stack { return slices.Clone(a.stacks) }

// UndeclaredParameters returns the names of parameters for which a value is given and that no template declares.
func (a *App) UndeclaredParameters() []string { return slices.Clone(a.undeclared) }

// Resources returns the resources of some types, or of all where none is named, whatever their conditions: stack by stack, in the
// order of the file.
func (a *App) Resources(types ...string) []*Resource {
	var found []*Resource
	if len(types) == 1 {
		return slices.Clone(a.byType[types[0]])
	}
	for _, stack := range a.stacks {
		for _, each := range stack.resources {
			if len(types) == 0 || slices.Contains(types, each.Type) {
				found = append(found, each)
			}
		}
	}
	return found
}

// finish joins what stands in different stacks, after all of them were read.
func (a *App) finish() {
	a.byType = map[string][]*Resource{}
	a.numberStacks()
	for _, each := range a.Resources() {
		each.name = each.shownName()
		a.byType[each.Type] = append(a.byType[each.Type], each)
	}
	a.byName = sync.OnceValue(a.indexNames)
	a.usedOutside = sync.OnceValue(a.findUsedOutside)
	a.undecided = newDeployment(a, nil)
	for _, each := range a.Resources() {
		each.readName()
	}
	a.readExports()
}

func (a *App) numberStacks() {
	first := map[string]*Stack{}
	for index, stack := range a.stacks {
		stack.index = index
		top := stack.top()
		environment := top.account + "/" + top.region
		if first[environment] == nil {
			first[environment] = stack
		}
		stack.environment = first[environment]
	}
}
