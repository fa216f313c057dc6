package access

import "github.com/awscdk-constructs/identitypool/internal/answer"

// Outcome is the answer to a [Login] or a [Request].
type Outcome int

// The outcomes. The zero value is Unknown, so that no decision passes for a grant by mistake.
const (
	// Unknown means that the templates don't tell, or that AWS doesn't document it.
	Unknown Outcome = iota
	// Granted means that the user gets credentials of a role, or that the request is allowed. It is said only where that is certain.
	Granted
	// Refused means that the user gets an error, or that the request is denied.
	Refused
)

// String is the name of the outcome in lower case.
func (o Outcome) String() string {
	switch o {
	case Granted:
		return "granted"
	case Refused:
		return "refused"
	default:
		return "unknown"
	}
}

// GoString is String, too: it is what a failing assertion prints.
func (o Outcome) GoString() string { return o.String() }

// outcomeOf is an answer as a test sees it.
func outcomeOf(given answer.Answer) Outcome {
	switch given {
	case answer.Yes:
		return Granted
	case answer.No:
		return Refused
	default:
		return Unknown
	}
}

// answer is the outcome as the evaluation of policies has it.
func (o Outcome) answer() answer.Answer {
	switch o {
	case Granted:
		return answer.Yes
	case Refused:
		return answer.No
	default:
		return answer.Unknown
	}
}

// ofPermission is the outcome of a request where nothing is known but the outcome of signing in.
func (o Outcome) ofPermission() Outcome {
	if o == Refused {
		return Refused
	}
	return Unknown
}

// Decision is the answer to a [Login].
//
// See: https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetCredentialsForIdentity.html
type Decision struct {
	// Outcome says whether the user gets credentials.
	Outcome Outcome
	// Role is the role that the user gets: its construct path or logical id, or the ARN of one that no template of the app defines.
	// Where the outcome is Unknown, it is the role that is asked for if that is known. Empty if the outcome is Refused.
	Role string
	// RoleMapping is the key of the role mapping that decided. Empty if none did.
	RoleMapping string
	// Rule is the number of the rule that matched, 1 for the first. 0 if none did.
	Rule int
	// SessionTags are the tags that the credentials carry, by key. Nil if there are none.
	SessionTags map[string]string
	// Uncertain says that AWS doesn't document what the decision relies on. It is the cautious answer then, and Reason says what is not
	// documented.
	Uncertain bool
	// Reason explains the decision in a sentence.
	Reason string
}

// String is for the output of a failing test.
func (d Decision) String() string {
	return d.summary() + ": " + d.Reason
}

func (d Decision) summary() string {
	text := d.Outcome.String()
	if d.Role != "" {
		text += " " + d.Role
	}
	if d.Uncertain {
		text += " (uncertain)"
	}
	return text
}
