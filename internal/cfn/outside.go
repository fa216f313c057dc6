package cfn

import (
	"slices"
	"strings"
)

// MayBeUsedOutside reports whether something outside of the app may use a resource: an output names it that no other stack of the app
// reads; a custom resource, a parameter in Systems Manager, a module, a nested stack whose template was not read, or what else makes
// resources that the app doesn't show gets it; or its template has a macro that may make such a thing.
func (a *App) MayBeUsedOutside(resource *Resource) bool {
	return resource.Stack.hasMacro() || a.usedOutside()[resource]
}

// hasMacro reports whether something may add any resource to the template. The transforms of AWS add only what serves those that there
// are.
func (s *Stack) hasMacro() bool {
	return slices.ContainsFunc(s.transforms, func(name string) bool { return name == "AWS::Include" || !strings.HasPrefix(name, "AWS::") })
}

func (a *App) findUsedOutside() map[*Resource]bool {
	read, walker := a.readOutputs(), a.newWalker()
	for _, stack := range a.stacks {
		walker.outgoing(stack, read)
	}
	found := map[*Resource]bool{}
	for _, each := range walker.resources {
		found[each] = true
	}
	return found
}

// outgoing walks through what a stack gives to something outside of the app.
func (w *walker) outgoing(stack *Stack, read map[place]bool) {
	for _, each := range stack.resources {
		if each.goesOutside() {
			w.walk(stack, each.properties())
		}
	}
	if stack.IsNested() {
		return // its parent reads the outputs
	}
	for _, output := range stack.outputs {
		if value := output.field("Value"); !read[place{stack, value}] {
			w.walk(stack, value)
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
		return !strings.HasPrefix(r.Type, "AWS::") || r.isUnreadStack()
	}
}

// isUnreadStack reports whether it is a nested stack whose template is not in the app.
func (r *Resource) isUnreadStack() bool {
	return r.isStack() && r.Stack.nested[r.LogicalID] == nil
}
