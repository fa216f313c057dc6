package cfn

import (
	"maps"
	"slices"
)

// Counterparts tells what the resources and stacks of one version of an app are in another version.
type Counterparts struct {
	resources map[*Resource]*Resource
	stacks    map[*Stack]*Stack
}

// CounterpartsIn finds the resources of the app in another version of it: by construct path and type, and what that doesn't find by
// logical id and type. Stacks are found by name; of two apps with one stack each, those are the same.
func (a *App) CounterpartsIn(other *App) Counterparts {
	found := Counterparts{map[*Resource]*Resource{}, map[*Stack]*Stack{}}
	for _, stack := range a.stacks {
		at := slices.IndexFunc(other.stacks, func(each *Stack) bool { return each.name == stack.name })
		switch {
		case at >= 0:
			found.stacks[stack] = other.stacks[at]
		case len(a.stacks) == 1 && len(other.stacks) == 1:
			found.stacks[stack] = other.stacks[0]
		}
	}
	byPath := map[string]*Resource{}
	for _, resource := range other.Resources() {
		if resource.path != "" {
			byPath[resource.Type+" "+resource.path] = resource
		}
	}
	isTaken := map[*Resource]bool{}
	for _, resource := range a.Resources() {
		if same := byPath[resource.Type+" "+resource.path]; same != nil {
			found.resources[resource], isTaken[same] = same, true
		}
	}
	for _, resource := range a.Resources() {
		stack := found.stacks[resource.Stack]
		if found.resources[resource] != nil || stack == nil {
			continue
		}
		if same := stack.byLogicalID[resource.LogicalID]; same != nil && same.Type == resource.Type && !isTaken[same] {
			found.resources[resource] = same
		}
	}
	return found
}

// Resource is what a resource is in the other version, nil if it isn't there.
func (c Counterparts) Resource(of *Resource) *Resource { return c.resources[of] }

// With takes two resources for the same that neither a path nor a logical id shows to be.
func (c Counterparts) With(resource, counterpart *Resource) Counterparts {
	c.resources = maps.Clone(c.resources)
	c.resources[resource] = counterpart
	return c
}

// Value is what a value of the one version would be in the other: what belongs to a resource, parameter or stack belongs to its
// counterpart then.
func (c Counterparts) Value(of Value) Value {
	parts := slices.Clone(of.parts)
	for i := range parts {
		parts[i] = c.Part(parts[i])
	}
	return newValue(parts...)
}

// Part is likewise for a part of a value.
func (c Counterparts) Part(of Part) Part {
	if resource := c.resources[of.resource]; resource != nil {
		return resource.identifier(of.attribute).parts[0]
	}
	if stack := c.stacks[of.stack]; stack != nil {
		of.stack = stack
	}
	return of
}
