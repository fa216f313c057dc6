package cfn

// HandedOn reports whether something outside of the app may use a resource: an output tells it, unless it is an export that another
// stack of the app imports; a custom resource or a parameter in Systems Manager gets it; or a nested stack whose template was not
// read.
func (a *App) HandedOn(resource *Resource) bool {
	return a.handedOn()[resource]
}

func (a *App) findHandedOn() map[*Resource]bool {
	read, walker := a.readOutputs(), a.newWalker()
	for _, stack := range a.stacks {
		walker.handedOnBy(stack, read)
	}
	found := map[*Resource]bool{}
	for _, each := range walker.resources {
		found[each] = true
	}
	return found
}

func (w *walker) handedOnBy(stack *Stack, read map[place]bool) {
	for _, each := range stack.resources {
		if each.isCustom() && each.Type != crossRegionWriter || each.Type == "AWS::SSM::Parameter" || each.isUnreadStack() {
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

// isUnreadStack reports whether it is a nested stack whose template is not in the app.
func (r *Resource) isUnreadStack() bool {
	return r.isStack() && r.Stack.nested[r.LogicalID] == nil
}
