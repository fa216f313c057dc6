package identitypooltest

import (
	"fmt"
	"strings"
)

// policy is a trust policy: who may assume a role.
//
// See: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
type policy struct {
	statements []statement
	unclear    string // why there may be a Deny that can't be evaluated; empty if all statements are known
}

// statement is one statement of a trust policy.
type statement struct {
	name       string
	deny       bool
	unclear    string // why the statement can't be evaluated; empty if it can
	principals principals
	actions    []value
	notActions bool // the statement is about all actions but these
	conditions []condition
}

// principals are who a statement is about.
type principals struct {
	anyone    bool // "*"
	federated []value
}

// assumption is a request to assume a role, as IAM sees it.
type assumption struct {
	principal string
	action    string
	context   []contextKey
	// foreignKeys begin the condition keys that the request surely lacks.
	foreignKeys []string
	// roleExists says that the role is there already, whatever IAM would say to making it today.
	roleExists bool
}

// contextKey is what a request says about one condition key.
type contextKey struct {
	name   string
	values []value
	many   bool // the key can have several values, as opposed to just one
	// others says whether a value that isn't listed may match a pattern; nil if all values are listed.
	others func(pattern value) answer
}

// verdict is the answer of a policy, with a reason for everything but yes.
type verdict struct {
	answer answer
	reason string
}

// readPolicy reads a policy document; anything in it that isn't understood makes a statement unclear, not an error: the package
// is about who assumes a role, not about checking policies.
func (r *reader) readPolicy(at place, raw any) policy {
	document, isObject := raw.(map[string]any)
	if _, _, deferred := intrinsic(raw); deferred || !isObject {
		return policy{unclear: unknownPolicy}
	}
	here := at.field("Statement")
	statements := []any{document["Statement"]}
	known := true
	if _, isSingle := document["Statement"].(map[string]any); !isSingle || isIntrinsic(document["Statement"]) {
		statements, known = r.list(here, document["Statement"])
	}
	read := policy{}
	if !known {
		read.unclear = unknownPolicy
	}
	for i, each := range statements {
		definition, known := r.objectOrDeferred(here.item(i), each)
		if problem := malformed(definition); !known {
			read.unclear = unknownPolicy
		} else if problem != "" {
			read.unclear = fmt.Sprintf("statement %d %s", i+1, problem)
		} else {
			read.statements = append(read.statements, r.statement(here.item(i), i, definition))
		}
	}
	return read
}

const unknownPolicy = "only the deployment knows all of its trust policy"

// malformed says why IAM would not take a statement as it is read here; empty if it would.
func malformed(definition map[string]any) string {
	if effect := definition["Effect"]; effect != "Allow" && effect != "Deny" {
		return "has an Effect that is neither Allow nor Deny"
	}
	return unknownElement(definition)
}

func isIntrinsic(raw any) bool {
	_, _, found := intrinsic(raw)
	return found
}

func (r *reader) statement(at place, index int, definition map[string]any) statement {
	read := statement{name: fmt.Sprintf("statement %d", index+1), deny: definition["Effect"] == "Deny"}
	r.readActions(&read, at, definition)
	read.unclear = r.readPrincipals(&read, at.field("Principal"), definition)
	if unclear := r.readConditions(&read, at.field("Condition"), definition["Condition"]); unclear != "" {
		read.unclear = unclear
	}
	return read
}

// unknownElement is for a misspelt Condition, say: who overlooks it takes a statement for wider than its author does.
func unknownElement(definition map[string]any) (unclear string) {
	for _, element := range sortedKeys(definition) {
		switch element {
		case "Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Condition":
		default:
			return fmt.Sprintf("has an element %s, which is not understood", element)
		}
	}
	if !isAbsent(definition["Action"]) && !isAbsent(definition["NotAction"]) {
		return "has both an Action and a NotAction"
	}
	return ""
}

func (r *reader) readPrincipals(read *statement, at place, definition map[string]any) (unclear string) {
	if definition["NotPrincipal"] != nil {
		return "has a NotPrincipal"
	}
	raw := definition["Principal"]
	if raw == "*" {
		read.principals.anyone = true
		return ""
	}
	kinds, isObject := raw.(map[string]any)
	if !isObject || isIntrinsic(raw) {
		return "has a principal that is known only to the deployment"
	}
	for _, kind := range sortedKeys(kinds) {
		names, known := r.texts(at.field(kind), kinds[kind])
		switch {
		case !known:
			unclear = "has a principal that is known only to the deployment"
		case kind == "Federated":
			read.principals.federated = names
		case kind == "AWS":
			read.principals.anyone = anyOf(names, func(name value) answer { return answerOf(name.is("*")) }) == yes
		}
	}
	return unclear
}

func (r *reader) readActions(read *statement, at place, definition map[string]any) {
	name := "Action"
	if !isAbsent(definition["NotAction"]) {
		name = "NotAction"
		read.notActions = true
	}
	actions, known := r.texts(at.field(name), definition[name])
	if !known {
		actions = []value{deferredValue(asJSON(definition[name]))}
	}
	read.actions = actions
}

// evaluate lets an explicit Deny win over any Allow.
func (p policy) evaluate(request assumption) verdict {
	denied, allowed := p.find(request, true), p.find(request, false)
	switch {
	case denied.answer == yes:
		return verdict{no, denied.reason + " denies it"}
	case p.unclear != "":
		return verdict{unknown, p.unclear}
	case allowed.answer == yes && denied.answer == unknown:
		return denied
	default:
		return allowed
	}
}

// find returns the best that the statements with one of the two effects have for a request.
func (p policy) find(request assumption, deny bool) verdict {
	best := verdict{answer: no}
	var refusals []string
	for _, statement := range p.statements {
		if statement.deny != deny {
			continue
		}
		found := statement.applies(request)
		if found.answer > best.answer {
			best = found
		} else if found.reason != "" {
			refusals = append(refusals, found.reason)
		}
	}
	switch {
	case best.answer != no:
	case len(refusals) == 0:
		best.reason = "no statement allows " + request.action
	default:
		best.reason = strings.Join(refusals, "; ")
	}
	return best
}

// applies reports whether the statement is about a request. The reason is the name of the statement if it is, and empty if it is
// about another action.
func (s statement) applies(request assumption) verdict {
	action := s.matchesAction(request.action)
	switch {
	case action == no:
		return verdict{answer: no}
	case s.unclear != "":
		return verdict{unknown, s.name + " " + s.unclear}
	case action == unknown:
		return verdict{unknown, s.name + " has an action that is known only to the deployment"}
	}
	worst := verdict{yes, s.name}
	for _, found := range s.matches(request) {
		if found.answer < worst.answer {
			worst = verdict{found.answer, s.name + " " + found.reason}
		}
	}
	return worst
}

func (s statement) matchesAction(action string) answer {
	asked := literal(strings.ToLower(action))
	listed := anyOf(s.actions, func(pattern value) answer { return like(lowerCase(pattern), asked) })
	if s.notActions {
		return listed.not()
	}
	return listed
}

// matches compares the principal and each of the conditions, all of which must be met.
func (s statement) matches(request assumption) []verdict {
	found := []verdict{s.principals.include(request.principal)}
	if len(s.conditions) == 0 && !s.deny && !s.principals.anyone && !request.roleExists {
		// "A condition block must be present for the Cognito provider" is what IAM answers since August 2025; a role made before
		// keeps such a policy.
		found = append(found, verdict{unknown, "has no condition, so IAM refuses to create or change the role"})
	}
	for _, condition := range s.conditions {
		found = append(found, condition.holds(request))
	}
	return found
}

func (p principals) include(name string) verdict {
	if p.anyone {
		return verdict{answer: yes}
	}
	asked := literal(name)
	found := anyOf(p.federated, func(federated value) answer {
		if federated.hasWildcard() {
			return unknown // IAM documents no wildcards here
		}
		return same(federated, asked)
	})
	names := make([]string, 0, len(p.federated))
	for _, federated := range p.federated {
		names = append(names, federated.String())
	}
	if len(names) == 0 {
		names = []string{"no federated principal"}
	}
	return verdict{found, fmt.Sprintf("trusts %s, not %s", strings.Join(names, " and "), name)}
}
