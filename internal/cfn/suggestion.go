package cfn

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/spelling"
)

// suggestion completes the error about a name that no resource has: what is below a resource is written with its ARN; else it asks for the
// resources that may be meant, or lists those beside it.
func (a *App) suggestion(name string) string {
	for end := strings.LastIndexByte(name, '/'); end > 0; end = strings.LastIndexByte(name[:end], '/') {
		if len(a.Named(name[:end])) == 1 {
			return fmt.Sprintf("write ${%s.Arn}%s for what is below %s", name[:end], name[end:], name[:end])
		}
	}
	if owner, isARN := strings.CutSuffix(name, "."+arnAttribute); isARN && len(a.Named(owner)) > 0 {
		return "write ${" + name + "}"
	}
	if near := a.namesThat(func(other string) bool { return spelling.IsNear(lastPart(name), lastPart(other)) }); len(near) > 0 {
		return "did you mean " + strings.Join(firstNames(name, near), " or ") + "?"
	}
	folder := strings.TrimSuffix(name, lastPart(name))
	if beside := a.namesThat(func(other string) bool { return folder != "" && strings.HasPrefix(other, folder) }); len(beside) > 0 {
		return "there are " + strings.Join(firstNames(name, beside), ", ")
	}
	return "write the construct path or logical id of one"
}

// namesThat returns the names of resources that people ask about: those that have an ARN.
func (a *App) namesThat(fits func(name string) bool) []string {
	var names []string
	for _, each := range a.Resources() {
		if _, hasARN := each.ARN(); hasARN && fits(each.name) {
			names = append(names, each.name)
		}
	}
	return names
}

// firstNames are those that are closest to a name.
func firstNames(name string, names []string) []string {
	const most = 5
	slices.SortStableFunc(names, func(a, b string) int { return cmp.Compare(spelling.Distance(name, a), spelling.Distance(name, b)) })
	return names[:min(len(names), most)]
}

// lastPart is the id of a construct, or a logical id without its stack.
func lastPart(name string) string {
	if slash := strings.LastIndex(name, "/"); slash >= 0 {
		return name[slash+1:]
	}
	return name[strings.LastIndex(name, ".")+1:]
}
