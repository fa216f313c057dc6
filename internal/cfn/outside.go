package cfn

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// UsedOutsideBy names the first thing through which something outside of the app may use a resource, empty if there is none: an output that
// no other stack of the app reads; a custom resource, a parameter in Systems Manager, a module, a nested stack whose template was not read, or
// what else makes resources that the app doesn't show; or a macro of its template that may make such a thing.
func (a *App) UsedOutsideBy(resource *Resource) string {
	if user, found := a.usedOutside()[resource]; found {
		return user
	}
	return resource.Stack.macro()
}

// macro names something that may add any resource to the template, empty if there is nothing. The transforms of AWS add only what serves
// those that there are.
func (s *Stack) macro() string {
	for _, name := range s.transforms {
		if name == "AWS::Include" || !strings.HasPrefix(name, "AWS::") {
			return "the transform " + name
		}
	}
	return ""
}

// findUsedOutside names by resource the first thing through which it is used.
func (a *App) findUsedOutside() map[*Resource]string {
	found := outsideUsers{walker: a.newWalker(), users: map[*Resource]string{}}
	read := a.readOutputs()
	for _, stack := range a.stacks {
		found.addOutgoing(stack, read)
	}
	return found.users
}

// outsideUsers collects what gives resources to something outside of the app.
type outsideUsers struct {
	walker *walker
	users  map[*Resource]string
}

func (o *outsideUsers) add(stack *Stack, value node, user string) {
	known := len(o.walker.resources)
	o.walker.walk(stack, value)
	for _, each := range o.walker.resources[known:] {
		o.users[each] = user
	}
}

// addOutgoing walks through what a stack gives to something outside of the app.
func (o *outsideUsers) addOutgoing(stack *Stack, read map[place]bool) {
	for _, each := range stack.resources {
		switch {
		case each.isUnreadStack():
			o.add(stack, each.properties(), "the nested stack "+each.Name()+", whose template is not among those given")
		case each.goesOutside():
			o.add(stack, each.properties(), fmt.Sprintf("%s (%s)", each.Name(), each.Type))
		}
	}
	if stack.IsNested() {
		return // its parent reads the outputs
	}
	for _, name := range slices.Sorted(maps.Keys(stack.outputs)) {
		if value := stack.outputs[name].field("Value"); !read[place{stack, value}] {
			o.add(stack, value, "the output "+name)
		}
	}
}

// readOutputs are the values of the outputs that stacks of the app read.
func (a *App) readOutputs() map[place]bool {
	walker := a.newWalker()
	for _, stack := range a.stacks {
		for _, each := range stack.resources {
			walker.walk(stack, each.definition)
		}
		for _, output := range stack.outputs {
			walker.walk(stack, output)
		}
	}
	return walker.outputs
}

// goesOutside reports whether something outside of the app may use what the resource gets. A type whose name is none of AWS is a module, or
// a private or third-party type.
//
// See: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/registry-concepts.html
func (r *Resource) goesOutside() bool {
	switch r.Type {
	case crossRegionWriter, customOpenIDConnectType:
		return false
	case "AWS::CloudFormation::CustomResource", "AWS::CloudFormation::StackSet", "AWS::ServiceCatalog::CloudFormationProvisionedProduct",
		"AWS::SSM::Parameter":
		return true
	default:
		return !strings.HasPrefix(r.Type, "AWS::")
	}
}

// isUnreadStack reports whether it is a nested stack whose template is not in the app.
func (r *Resource) isUnreadStack() bool {
	return r.isStack() && r.Stack.nested[r.LogicalID] == nil
}
