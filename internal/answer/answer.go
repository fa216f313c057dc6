// Package answer is logic with three values: what is decided before the deployment, and what only the deployment decides.
package answer

// Answer answers a yes-or-no question. The order makes the worst of several answers their minimum and the best their maximum.
type Answer int8

// The answers. Unknown is for what only the deployment, or the request at run time, decides.
const (
	No Answer = iota
	Unknown
	Yes
)

// Of is the answer that is known.
func Of(known bool) Answer {
	if known {
		return Yes
	}
	return No
}

// Not turns yes into no and no into yes.
func (a Answer) Not() Answer { return Yes - a }

// String returns "no", "unknown" or "yes".
func (a Answer) String() string {
	switch a {
	case No:
		return "no"
	case Yes:
		return "yes"
	default:
		return "unknown"
	}
}

// AnyOf is the best answer that one of the elements gives; of none it is no.
func AnyOf[T any](elements []T, ask func(T) Answer) Answer {
	best := No
	for _, element := range elements {
		if best = max(best, ask(element)); best == Yes {
			break
		}
	}
	return best
}

// AllOf is the worst answer that one of the elements gives; of none it is yes.
func AllOf[T any](elements []T, ask func(T) Answer) Answer {
	worst := Yes
	for _, element := range elements {
		if worst = min(worst, ask(element)); worst == No {
			break
		}
	}
	return worst
}
