package access

import (
	"fmt"

	"github.com/awscdk-constructs/identitypool/internal/answer"
)

// roleChoice is the role that an identity pool chooses for a login, which the role's trust policy may still refuse.
type roleChoice struct {
	hasRole   answer.Answer
	role      role // where it is unknown whether there is one, the only one that it can be, if that is known
	mapping   string
	rule      int
	uncertain bool
	reason    string
	// isMisspelt says that the login has a name that nothing has, so that it was hardly meant.
	isMisspelt bool
}

func refuse(format string, arguments ...any) roleChoice {
	return roleChoice{reason: fmt.Sprintf(format, arguments...)}
}

func undecided(format string, arguments ...any) roleChoice {
	return roleChoice{hasRole: answer.Unknown, reason: fmt.Sprintf(format, arguments...)}
}

// perhaps is for a choice that counts only under a condition of which the deployment decides.
func (c roleChoice) perhaps(format string, arguments ...any) roleChoice {
	unknown := undecided(format, arguments...)
	unknown.role = c.role
	return unknown
}

func (c roleChoice) namesRole() bool { return !c.role.arn.IsEmpty() }

// misspelt is for a login with a name that is most likely misspelt. It is not refused, for then a test that expects that would pass.
func misspelt(format string, arguments ...any) roleChoice {
	chosen := undecided(format, arguments...)
	chosen.isMisspelt = true
	return chosen
}

func choose(chosen role, format string, arguments ...any) roleChoice {
	return roleChoice{hasRole: answer.Yes, role: chosen, reason: fmt.Sprintf(format, arguments...)}
}

// uncertainBecause marks a choice as one that AWS does not document.
func (c roleChoice) uncertainBecause(uncertainty string) roleChoice {
	c.uncertain = true
	c.reason += " (" + uncertainty + ")"
	return c
}
