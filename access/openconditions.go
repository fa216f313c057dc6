package access

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// openConditions are the conditions of templates that are not known, as each of several deployments answers them.
type openConditions struct {
	names   []string
	answers []map[string]string // by name, one map for each deployment: "", "not", or "perhaps" where even a deployment leaves it open
}

func openConditionsOf(deployments []*deployment) openConditions {
	var open openConditions
	for _, deployment := range deployments {
		answers := map[string]string{}
		for each := range strings.SplitSeq(deployment.templates.When(), " and ") {
			word, name, hasWord := strings.Cut(each, " ")
			if !hasWord {
				word, name = "", each
			}
			answers[name] = word
			if !slices.Contains(open.names, name) {
				open.names = append(open.names, name)
			}
		}
		open.answers = append(open.answers, answers)
	}
	return open
}

// deciding returns the conditions that something depends on: those without which two deployments that differ in it can't be told
// apart.
func (o openConditions) deciding(what []string) []string {
	deciding := slices.Clone(o.names)
	for _, name := range o.names {
		without := slices.DeleteFunc(slices.Clone(deciding), func(other string) bool { return other == name })
		if !o.isAmbiguous(without, what) {
			deciding = without
		}
	}
	return deciding
}

// isAmbiguous reports whether two deployments differ that no one of the conditions tells apart. A condition that follows from others has
// no answer.
func (o openConditions) isAmbiguous(names, what []string) bool {
	for i, answers := range o.answers {
		for j, others := range o.answers[:i] {
			isTold := slices.ContainsFunc(names, func(name string) bool {
				answer, isAsked := answers[name]
				other, isAskedToo := others[name]
				return isAsked && isAskedToo && answer != other
			})
			if what[i] != what[j] && !isTold {
				return true
			}
		}
	}
	return false
}

// describe says how a deployment answers conditions, such as "West and not East".
func (o openConditions) describe(deployment int, names []string) string {
	var parts []string
	for _, name := range names {
		if answer, isAsked := o.answers[deployment][name]; isAsked {
			parts = append(parts, strings.TrimSpace(answer+" "+name))
		}
	}
	return strings.Join(parts, " and ")
}

// when says where something is as it is in one of the deployments, in as few words as tell it from the others.
func (o openConditions) when(what []string, wanted string) string {
	deciding := o.deciding(what)
	var cases []string
	for i := range o.answers {
		if described := o.describe(i, deciding); what[i] == wanted && !slices.Contains(cases, described) {
			cases = append(cases, described)
		}
	}
	return strings.Join(cases, " or ")
}

// explainDifference says on which conditions something depends, and what comes of each case.
func (o openConditions) explainDifference(summaries []string) string {
	return fmt.Sprintf("it depends on %s: %s", named(o.deciding(summaries)), strings.Join(o.cases(summaries), "; "))
}

// cases says what comes of each case, such as "Admin if West".
func (o openConditions) cases(summaries []string) []string {
	var cases []string
	for i, summary := range summaries {
		if slices.Index(summaries, summary) == i {
			cases = append(cases, summary+" if "+o.when(summaries, summary))
		}
	}
	return cases
}

// whereTrue says in which deployments something is so, in as few words as tell them from the others.
func (o openConditions) whereTrue(isSo []bool) string {
	answers := make([]string, 0, len(isSo))
	for _, is := range isSo {
		answers = append(answers, strconv.FormatBool(is))
	}
	return o.when(answers, strconv.FormatBool(true))
}

func named(conditions []string) string {
	if len(conditions) == 1 {
		return "the condition " + conditions[0]
	}
	return "the conditions " + strings.Join(conditions, ", ")
}
