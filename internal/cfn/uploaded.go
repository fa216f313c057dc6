package cfn

import (
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// templateInURL is what a URL tells of the template behind it, also in an expression such as
// {"Fn::Sub": "https://${Bucket}.s3.amazonaws.com/auth/users.yaml"}.
var templateInURL = regexp.MustCompile(`[\w./-]+\.(?:template|json|ya?ml)\b`)

// uploadedPath is where the template of a nested stack is that lies in a bucket when it is deployed, as those of Amplify do: the one of
// the given files whose path ends as the URL does and whose parameters are those that the nested stack gets.
func (r *sourceReader) uploadedPath(resource *Resource, location node) (string, bool) {
	if location.kind() == Absent {
		return "", false
	}
	urls := templateInURL.FindAllString(location.compact(), -1)
	if len(urls) != 1 {
		return "", false
	}
	var path string
	longest, unique := 0, false
	for _, given := range r.given {
		common := commonEnd(urls[0], given)
		if common == 0 || common < longest || given == resource.Stack.File() || !r.fits(given, resource.properties().field("Parameters")) {
			continue
		}
		unique = common > longest
		path, longest = given, common
	}
	return path, unique
}

// commonEnd counts the last steps that a URL and a path have in common. What a file is called without its extension is enough, since
// many templates are built from YAML to JSON before they are uploaded.
func commonEnd(url, path string) int {
	steps, others := strings.Split(url, "/"), strings.Split(filepath.ToSlash(path), "/")
	slices.Reverse(steps)
	slices.Reverse(others)
	if nameOfFile(steps[0]) != nameOfFile(others[0]) {
		return 0
	}
	common := 1
	for common < min(len(steps), len(others)) && steps[common] == others[common] {
		common++
	}
	return common
}

// fits reports whether CloudFormation takes a template with the parameters of a nested stack: it refuses one that is not declared, and a
// parameter without value.
func (r *sourceReader) fits(path string, given node) bool {
	document, err := r.documents.read(path)
	if err != nil {
		return false
	}
	declared := document.root().field("Parameters")
	for name := range given.members() {
		if declared.field(name.text()).kind() == Absent {
			return false
		}
	}
	for name, parameter := range declared.members() {
		if parameter.field("Default").kind() == Absent && given.field(name.text()).kind() == Absent {
			return false
		}
	}
	return true
}

// standingAlone leaves out the templates that others deploy. Of two that deploy each other, the later one stays.
func standingAlone(readers []*sourceReader) []*sourceReader {
	var alone []*sourceReader
	for i, each := range readers {
		deploysIt := func(other *sourceReader) bool { return other != each && other.deployed[each.source.path] }
		if !slices.ContainsFunc(alone, deploysIt) && !slices.ContainsFunc(readers[i+1:], deploysIt) {
			alone = append(alone, each)
		}
	}
	return alone
}
