package identitypooltest

// answer is what a template says about a yes-or-no question. It is unknown where only the deployment or the request at run
// time decides. The order makes the worst of several answers their minimum and the best their maximum.
type answer int8

const (
	no answer = iota
	unknown
	yes
)

func answerOf(known bool) answer {
	if known {
		return yes
	}
	return no
}

func (a answer) not() answer { return yes - a }

// anyOf is yes if one of the elements is.
func anyOf[T any](elements []T, ask func(T) answer) answer {
	best := no
	for _, element := range elements {
		best = max(best, ask(element))
	}
	return best
}

// allOf is yes if none of the elements is anything else.
func allOf[T any](elements []T, ask func(T) answer) answer {
	worst := yes
	for _, element := range elements {
		worst = min(worst, ask(element))
	}
	return worst
}
