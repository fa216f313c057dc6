package cfn

import "strings"

// walker goes through all that a resource depends on, in any branch of Fn::If, also in other templates.
type walker struct {
	app        *App
	seen       map[place]bool
	conditions relevantConditions
	isDirect   map[condition]bool // of the conditions that were found, whether a resource or Fn::If names them
	resources  []*Resource
	isFound    map[*Resource]bool // of the resources
	outputs    map[place]bool     // that other stacks read
}

// place is a part of a template of a stack; two stacks may be made from one template.
type place struct {
	stack *Stack
	node  node
}

func (a *App) newWalker() *walker {
	return &walker{app: a, seen: map[place]bool{}, isFound: map[*Resource]bool{}, outputs: map[place]bool{}, isDirect: map[condition]bool{}}
}

// conditionsOf collects the conditions on which resources depend.
func (a *App) conditionsOf(resources []*Resource) *relevantConditions {
	walker := a.newWalker()
	for _, each := range resources {
		walker.existence(each)
		walker.walk(each.Stack, each.properties())
	}
	return &walker.conditions
}

// References returns the resources that the properties mention in any branch, also through exports, the parameters of nested stacks
// and their outputs.
func (r *Resource) References() []*Resource {
	walker := r.Stack.app.newWalker()
	walker.walk(r.Stack, r.properties())
	return walker.resources
}

// existence collects the conditions on which a resource is there.
func (w *walker) existence(resource *Resource) {
	for ; resource != nil; resource = resource.Stack.parent {
		if resource.Condition != "" {
			w.condition(condition{resource.Stack, resource.Condition}, true)
		}
	}
}

func (w *walker) condition(found condition, isDirect bool) {
	wasDirect, wasFound := w.isDirect[found]
	if isDirect && !wasDirect {
		w.conditions.direct = append(w.conditions.direct, found)
	}
	w.isDirect[found] = isDirect || wasDirect
	if wasFound {
		return
	}
	w.conditions.all = append(w.conditions.all, found)
	w.walk(found.stack, found.stack.conditions[found.name])
}

func (w *walker) walk(stack *Stack, n node) {
	if kind := n.kind(); kind != List && kind != Object {
		return
	}
	if w.seen[place{stack, n}] {
		return
	}
	w.seen[place{stack, n}] = true
	for item := range n.items() {
		w.walk(stack, item)
	}
	name, argument, isFunction := n.function()
	if only, of, found := n.sole(); found && only == conditionFunction && of.kind() == Text && stack.conditions[of.text()].kind() != Absent {
		w.condition(condition{stack, of.text()}, false)
	}
	if isFunction {
		w.function(stack, name, argument)
	}
	for _, value := range n.members() {
		w.walk(stack, value)
	}
}

func (w *walker) function(stack *Stack, name string, argument node) {
	evaluation := &evaluation{deployment: w.app.undecided}
	switch name {
	case refFunction:
		w.name(stack, argument.text(), "")
	case getAttFunction:
		if logicalID, attribute, found := evaluation.getAttArguments(stack, argument); found {
			w.name(stack, logicalID, attribute)
		}
	case "Fn::Sub":
		w.substitution(stack, argument)
	case "Fn::If":
		for item := range argument.items() {
			w.condition(condition{stack, item.text()}, true)
			break
		}
	case "Fn::ImportValue":
		if found, isExported := w.app.exported(stack, evaluation.text(stack, argument)); isExported {
			w.output(found.stack, found.value)
		}
	case "Fn::GetStackOutput":
		if source, value, found := evaluation.stackOutput(stack, argument); found {
			w.output(source, value)
		}
	}
}

func (w *walker) output(stack *Stack, value node) {
	w.outputs[place{stack, value}] = true
	w.walk(stack, value)
}

// substitution finds the names in a text of Fn::Sub; its variables are walked like all else.
func (w *walker) substitution(stack *Stack, argument node) {
	template := argument
	if first, _, isPair := argument.pair(); isPair {
		template = first
	}
	for rest := template.text(); ; {
		_, after, found := strings.Cut(rest, "${")
		name, next, closed := strings.Cut(after, "}")
		if !found || !closed {
			return
		}
		logicalID, attribute, _ := strings.Cut(strings.TrimSpace(name), ".")
		w.name(stack, logicalID, attribute)
		rest = next
	}
}

// name follows a name to the resource, or to where its value is written.
func (w *walker) name(stack *Stack, name, attribute string) {
	if declared, found := stack.parameters[name]; found && attribute == "" {
		if given, isGiven := declared.givenByParent(); isGiven {
			w.walk(stack.parent.Stack, given)
		}
		return
	}
	resource, found := stack.byLogicalID[name]
	if !found {
		return
	}
	if source, value, isElsewhere := resource.attributeSource(attribute); isElsewhere {
		w.walk(source, value)
		return
	}
	if !w.isFound[resource] {
		w.isFound[resource] = true
		w.resources = append(w.resources, resource)
	}
}
