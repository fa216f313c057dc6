package access

import "fmt"

// choice is a decision before the trust of the role is asked.
type choice struct {
	outcome   Outcome // Granted if there is a role to ask for
	role      role
	mapping   string
	rule      int
	uncertain bool
	reason    string
}

func refuse(format string, arguments ...any) choice {
	return choice{outcome: Refused, reason: fmt.Sprintf(format, arguments...)}
}

func undecided(format string, arguments ...any) choice {
	return choice{outcome: Unknown, reason: fmt.Sprintf(format, arguments...)}
}

func choose(chosen role, format string, arguments ...any) choice {
	return choice{outcome: Granted, role: chosen, reason: fmt.Sprintf(format, arguments...)}
}

// because marks a choice as one that AWS does not document.
func (c choice) because(uncertainty string) choice {
	c.uncertain = true
	c.reason += " (" + uncertainty + ")"
	return c
}

func (c choice) uncertainIf(uncertain bool) choice {
	if !uncertain {
		return c
	}
	return c.because("how rules compare such a claim is not documented")
}
