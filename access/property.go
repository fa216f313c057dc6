package access

import (
	"slices"

	"github.com/awscdk-constructs/identitypool/internal/cfn"
)

// membersOf returns the names of what an optional object has. It is false where only the deployment knows, or where something else than an
// object stands: what becomes of that, CloudFormation decides.
func membersOf(object cfn.Property) (names []string, known bool) {
	names, known = object.Fields()
	return names, known && slices.Contains([]cfn.Kind{cfn.Absent, cfn.Object}, object.Kind())
}

// elementsOf returns the elements of an optional list. It is false where only the deployment knows, or where something else stands.
func elementsOf(list cfn.Property) (elements []cfn.Property, known bool) {
	elements, known = list.Items()
	return elements, known && slices.Contains([]cfn.Kind{cfn.Absent, cfn.List}, list.Kind())
}
