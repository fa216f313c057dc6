package cfn

import (
	"fmt"
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/answer"
)

// question asks whether two texts are equal, which only the deployment knows.
type question struct{ subject, other Value }

// questionOf puts a literal second, and two texts that are not known in an order of their own.
func questionOf(left, right Value) question {
	_, leftIsLiteral := left.Literal()
	_, rightIsLiteral := right.Literal()
	if leftIsLiteral || !rightIsLiteral && right.key() < left.key() {
		left, right = right, left
	}
	return question{subject: left, other: right}
}

// key is the same for the same question; two questions about one subject with different literals share it.
func (q question) key() string {
	if q.isAboutTwo() {
		return q.subject.key() + "=" + q.other.key()
	}
	return q.subject.key()
}

// isAboutTwo reports whether the question is about two texts that are not known.
func (q question) isAboutTwo() bool {
	_, isLiteral := q.other.Literal()
	return !isLiteral
}

// key tells values apart, by what the deployment fills in.
func (v Value) key() string {
	var key strings.Builder
	for _, part := range v.parts {
		stack := 0
		if part.stack != nil {
			stack = 1 + part.stack.index
		}
		fmt.Fprintf(&key, "%d:%d:%q;", part.kind, stack, part.Text)
	}
	return key.String()
}

// parameter is the one that the question is about, with all that it may be.
func (q question) parameter() (*parameter, bool) {
	if len(q.subject.parts) != 1 || q.subject.parts[0].kind != parameterPart {
		return nil, false
	}
	part := q.subject.parts[0]
	declared, found := part.stack.parameters[part.Text]
	return declared, found
}

func (p *parameter) allows(text string) bool { return slices.Contains(p.allowedValues, text) }

// assumptions are what the deployment is taken to fill in, by the key of the question. A text that none of the questions asks for is
// anythingElse.
type assumptions map[string]string

// anythingElse can't stand in a template.
const anythingElse = "\x00"

func (a assumptions) answer(asked question) answer.Answer {
	assumed, found := a[asked.key()]
	if !found {
		return answer.Unknown
	}
	return answer.Of(assumed == asked.assumption())
}

// assumption is what must be assumed for the answer yes.
func (q question) assumption() string {
	text, _ := q.other.Literal() // of two texts that are not known: empty for equal
	return text
}

// areConsistent is false where no deployment can fill in what is assumed.
func (a assumptions) areConsistent(domains []domain) bool {
	return a.regionIsInPartition(domains) && !slices.ContainsFunc(domains, func(each domain) bool { return a.contradict(each, domains) })
}

// contradict reports whether two texts are taken for equal that are taken for different ones, or the other way round.
func (a assumptions) contradict(pair domain, domains []domain) bool {
	if len(pair.sides) < 2 { //nolint:mnd // nothing is assumed of one of them
		return false
	}
	one, other := domains[pair.sides[0]], domains[pair.sides[1]]
	first, second := a[one.key], a[other.key]
	areEqual := a[pair.key] != anythingElse
	if first == second {
		return !areEqual && first != anythingElse
	}
	return areEqual && !a.mayBe(one, second) && !a.mayBe(other, first)
}

// mayBe reports whether a subject that is taken to be anything else may be this text.
func (a assumptions) mayBe(subject domain, text string) bool {
	return a[subject.key] == anythingElse && !slices.Contains(subject.texts, text)
}

// regionIsInPartition is false where the region is taken to be in another partition than the one that is assumed.
func (a assumptions) regionIsInPartition(domains []domain) bool {
	region, found := a[pseudoParameterKey(regionParameter)]
	if !found || region == anythingElse {
		return true
	}
	of := partitionOf(region)
	for name, want := range map[string]string{partitionName: of.name, urlSuffixName: of.urlSuffix} {
		key := pseudoParameterKey(name)
		assumed, found := a[key]
		asked := slices.ContainsFunc(domains, func(each domain) bool { return each.key == key && slices.Contains(each.texts, want) })
		if found && (assumed == anythingElse && asked || assumed != anythingElse && assumed != want) {
			return false
		}
	}
	return true
}

func pseudoParameterKey(name string) string { return ofEnvironment("", name, "").key() }

// domain is what the subject of questions may be.
type domain struct {
	key       string
	texts     []string
	parameter *parameter // nil if the subject is anything else
	subjects  []string   // the keys of two subjects, where the question is whether they are equal
	sides     []int      // the domains of these subjects, as far as there are any
}

// domainsOf collects what may be assumed, for all questions that were left open.
func domainsOf(open []question) []domain {
	var domains []domain
	index := map[string]int{}
	for _, each := range open {
		key := each.key()
		at, found := index[key]
		if !found {
			at = len(domains)
			index[key] = at
			domains = append(domains, each.domain())
		}
		if text := each.assumption(); !slices.Contains(domains[at].texts, text) {
			domains[at].texts = append(domains[at].texts, text)
		}
	}
	for i := range domains {
		if !domains[i].isExhausted() {
			domains[i].texts = append(domains[i].texts, anythingElse)
		}
		for _, subject := range domains[i].subjects {
			if at, found := index[subject]; found {
				domains[i].sides = append(domains[i].sides, at)
			}
		}
	}
	return domains
}

func (q question) domain() domain {
	if q.isAboutTwo() {
		return domain{key: q.key(), subjects: []string{q.subject.key(), q.other.key()}}
	}
	declared, _ := q.parameter()
	return domain{key: q.key(), parameter: declared}
}

// isExhausted reports whether the questions ask for every text that a parameter may be.
func (d domain) isExhausted() bool {
	if d.parameter == nil || d.parameter.allowedValues == nil {
		return false
	}
	return !slices.ContainsFunc(d.parameter.allowedValues, func(text string) bool { return !slices.Contains(d.texts, text) })
}
