package cfn

import "strings"

// shownName is the construct path without what the CDK hides, else the logical id.
func (r *Resource) shownName() string {
	switch {
	case r.path != "":
		return withoutHiddenIDs(r.path)
	case len(r.Stack.app.stacks) > 1 && r.Stack.name != "":
		return r.Stack.name + "." + r.LogicalID
	default:
		return r.LogicalID
	}
}

// withoutHiddenIDs removes the ids by which constructs call what they consist of.
//
// See: https://docs.aws.amazon.com/cdk/v2/guide/identifiers.html
func withoutHiddenIDs(path string) string {
	path = strings.TrimSuffix(path, "/Default")
	return strings.TrimSuffix(path, "/Resource")
}

// Named returns the resources that people mean by a name: a construct path, with or without a last /Resource; a logical id, also
// with the stack's name and a dot in front of it; or the name or ARN that the template gives. Several have the same logical id where
// several stacks do.
func (a *App) Named(name string) []*Resource {
	return a.byName()[strings.TrimPrefix(name, "/")]
}

func (a *App) indexNames() map[string][]*Resource {
	index := map[string][]*Resource{}
	ranks := [][]func(*Resource) string{
		{(*Resource).Name, (*Resource).ConstructPath},
		{func(r *Resource) string { return r.Stack.name + "." + r.LogicalID }},
		{func(r *Resource) string { return r.LogicalID }},
		{(*Resource).literalName, (*Resource).literalARN},
	}
	for _, rank := range ranks { // a name of a lower rank counts where no other has it
		found := map[string][]*Resource{}
		for _, each := range a.Resources() {
			for i, name := range rank {
				if text := name(each); text != "" && (i == 0 || text != rank[0](each)) {
					found[text] = append(found[text], each)
				}
			}
		}
		for name, resources := range found {
			if index[name] == nil {
				index[name] = resources
			}
		}
	}
	return index
}

func (r *Resource) literalName() string {
	name, _ := r.givenName.Literal()
	return name
}

func (r *Resource) literalARN() string {
	arn, found := r.ARN()
	if text, known := arn.WithGivenNames().Literal(); found && known {
		return text
	}
	return ""
}
