package access

import "github.com/awscdk-constructs/identitypool/internal/answer"

// setting is what a change calls a property that is yes or no.
type setting struct{ yes, no string }

var (
	onOff  = setting{"on", "off"}
	signUp = setting{"anyone", "administrators only"}
)

func (s setting) shown(is answer.Answer) string {
	switch is {
	case answer.Yes:
		return s.yes
	case answer.No:
		return s.no
	default:
		return "known to the deployment only"
	}
}
