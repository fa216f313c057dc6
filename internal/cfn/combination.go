package cfn

import (
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/answer"
)

// Deployments returns one deployment for each consistent combination of the open conditions on which the given resources depend:
// whether they exist, and what Fn::If makes of them. Two conditions that compare one parameter with different texts are never both
// true, and a parameter is never what its AllowedValues leave out. Where nothing is open it is one deployment. There are at most 64;
// complete is false where there would be more.
func (a *App) Deployments(relevant []*Resource) (all []*Deployment, complete bool) {
	found := a.conditionsOf(relevant)
	domains := domainsOf(a.openQuestions(found.all))
	seen := map[string]bool{}
	var vectors [][]answer.Answer
	attempts := min(maxAssignments, maxDecisions/(1+len(found.all)))
	complete = eachAssignment(domains, attempts, func(assumed assumptions) bool {
		deployment := newDeployment(a, assumed)
		vector := found.answers(deployment)
		if key := vectorKey(vector); !seen[key] {
			if len(all) == maxDeployments {
				return false
			}
			seen[key] = true
			all, vectors = append(all, deployment), append(vectors, vector)
		}
		return true
	})
	definitions := a.definitionsOfOpen(found.all)
	for i, deployment := range all {
		deployment.when, deployment.definitions = found.describe(vectors, i), definitions
	}
	return all, complete
}

// eachAssignment goes through what the deployment may fill in. It is false where that is too much, or the visitor has enough.
func eachAssignment(domains []domain, attempts int, visit func(assumptions) bool) bool {
	choice := make([]int, len(domains))
	for range attempts {
		assumed := assumptions{}
		for i, each := range domains {
			assumed[each.key] = each.texts[choice[i]]
		}
		if assumed.areConsistent(domains) && !visit(assumed) {
			return false
		}
		i := 0
		for ; i < len(choice); i++ {
			if choice[i]++; choice[i] < len(domains[i].texts) {
				break
			}
			choice[i] = 0
		}
		if i == len(choice) {
			return true
		}
	}
	return false
}

func vectorKey(vector []answer.Answer) string {
	var key strings.Builder
	for _, each := range vector {
		key.WriteString(each.String())
	}
	return key.String()
}

// condition is a condition of a stack, by name.
type condition struct {
	stack *Stack
	name  string
}

// relevantConditions are those on which resources depend.
type relevantConditions struct {
	direct []condition // named by a resource or Fn::If
	all    []condition // with those that they are made of
}

func (r *relevantConditions) answers(deployment *Deployment) []answer.Answer {
	answers := make([]answer.Answer, len(r.direct))
	for i, each := range r.direct {
		answers[i] = (&evaluation{deployment: deployment}).truth(each.stack, each.name)
	}
	return answers
}

// describe names the conditions that tell one deployment from all others. A condition that follows from those before it is left out.
func (r *relevantConditions) describe(vectors [][]answer.Answer, which int) string {
	left := slices.Clone(vectors)
	var words []string
	for i, each := range r.direct {
		own := vectors[which][i]
		others := func(vector []answer.Answer) bool { return vector[i] != own }
		if !slices.ContainsFunc(left, others) {
			continue
		}
		left = slices.DeleteFunc(left, others)
		words = append(words, word(own)+r.shown(each))
	}
	return strings.Join(words, " and ")
}

func word(a answer.Answer) string {
	switch a {
	case answer.Yes:
		return ""
	case answer.No:
		return "not "
	default:
		return "perhaps "
	}
}

// shown puts the stack's name in front where another one has a condition of that name.
func (r *relevantConditions) shown(own condition) string {
	isAmbiguous := slices.ContainsFunc(r.direct, func(each condition) bool { return each.name == own.name && each.stack != own.stack })
	if isAmbiguous {
		return own.stack.name + "." + own.name
	}
	return own.name
}

// definitionsOfOpen is how the templates define the conditions that are open, in any order of the file.
func (a *App) definitionsOfOpen(conditions []condition) string {
	var definitions []string
	for _, each := range conditions {
		if (&evaluation{deployment: a.undecided}).truth(each.stack, each.name) == answer.Unknown {
			definitions = append(definitions, each.name+" "+each.stack.conditions[each.name].shown())
		}
	}
	slices.Sort(definitions)
	return strings.Join(definitions, "\n")
}

// openQuestions are those that conditions ask and only the deployment answers.
func (a *App) openQuestions(conditions []condition) []question {
	var open []question
	for _, each := range conditions {
		if (&evaluation{deployment: a.undecided}).truth(each.stack, each.name) != answer.Unknown {
			continue
		}
		a.collectQuestions(each, each.stack.conditions[each.name], &open)
	}
	return open
}

func (a *App) collectQuestions(of condition, n node, open *[]question) {
	name, argument, _ := n.sole()
	if left, right, isPair := argument.pair(); name == "Fn::Equals" && isPair {
		evaluation := &evaluation{
			deployment: a.undecided, parametersOnly: true, pending: &pendingConditions{stack: of.stack, answers: map[string]answer.Answer{}},
		}
		if evaluation.equals(of.stack, left, right) == answer.Unknown {
			*open = append(*open, questionOf(evaluation.text(of.stack, left), evaluation.text(of.stack, right)))
		}
		return
	}
	for operand := range argument.items() {
		a.collectQuestions(of, operand, open)
	}
}
