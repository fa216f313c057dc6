package access

import "github.com/awscdk-constructs/identitypool/internal/answer"

// effect says whether somebody gains by a change, and whether somebody loses.
type effect struct {
	gain, loss answer.Answer
}

var (
	noEffect      = effect{}
	anyEffect     = effect{answer.Unknown, answer.Unknown}
	gains         = effect{gain: answer.Yes}
	mayGain       = effect{gain: answer.Unknown}
	unclearEffect = effect{loss: answer.Unknown} // of what is different without a gain for anybody
)

func (e effect) reversed() effect { return effect{e.loss, e.gain} }

// and is the effect of two changes at once.
func (e effect) and(other effect) effect {
	return effect{max(e.gain, other.gain), max(e.loss, other.loss)}
}

// perhaps is the effect of a change that may concern nobody.
func (e effect) perhaps() effect {
	return effect{min(e.gain, answer.Unknown), min(e.loss, answer.Unknown)}
}

// or is the effect of a change that has one of two effects, it is not known which.
func (e effect) or(other effect) effect {
	either := func(a, b answer.Answer) answer.Answer {
		if a != b {
			return answer.Unknown
		}
		return a
	}
	return effect{either(e.gain, other.gain), either(e.loss, other.loss)}
}

// orUnclear makes a change visible by which nobody gains or loses.
func (e effect) orUnclear() effect {
	if e == noEffect {
		return unclearEffect
	}
	return e
}

func (e effect) direction() Direction {
	switch {
	case e.gain == answer.Yes && e.loss == answer.No:
		return Broadened
	case e.loss == answer.Yes && e.gain == answer.No:
		return Narrowed
	default:
		return Changed
	}
}

// wider is the effect of something that was allowed and now is, each as far as it is known.
func wider(before, after answer.Answer) effect {
	switch {
	case before == after:
		return noEffect
	case after < before:
		return wider(after, before).reversed()
	case before == answer.No && after == answer.Yes:
		return gains
	default:
		return mayGain
	}
}
