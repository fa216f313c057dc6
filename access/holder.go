package access

import (
	"fmt"
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// Holder is a row of the decision table whose users can do something, or may be able to.
type Holder struct {
	// Who is whom they sign in with and in which case, as in the decision table: "Access/WebApp, preferred role of Access/Editors".
	Who string
	// Role is the role that they get. Empty if it isn't known.
	Role string

	// Permission is Granted where all of them can do it, and Unknown where some may, such as those with a certain claim.
	Permission
}

// String is for the output of a failing test.
func (h Holder) String() string {
	if h.Role == "" {
		return h.Who + ": " + h.Permission.String()
	}
	return h.Who + " as " + h.Role + ": " + h.Permission.String()
}

// WhoCan returns everybody who can do something, and everybody of whom the templates don't tell. It asks for each row of the decision
// table, guests and the classic flow included, and leaves out who is refused. Where the answer depends on a claim or on who somebody is, it
// is Unknown. In the request's resource, ${cognito-identity.amazonaws.com:sub} is their own identity id.
func (p *IdentityPool) WhoCan(request Request) []Holder {
	if err := request.CheckAction(); err != nil {
		return []Holder{{Who: "(all)", Permission: Permission{Reason: err.Error()}}}
	}
	if !p.connected.complete {
		return []Holder{{Who: "(all)", Permission: Permission{Reason: tooManyConditions}}}
	}
	pools := p.withPolicies()
	deployments := make([]*deployment, 0, len(pools))
	tables := make([][]Holder, 0, len(pools))
	for _, pool := range pools {
		deployments = append(deployments, pool.deployment)
		tables = append(tables, pool.holders(request))
	}
	return mergeHolders(tables, deployments)
}

// holders asks for each row in one deployment.
func (p poolWithPolicies) holders(request Request) []Holder {
	var all []Holder
	for _, row := range p.cases() {
		holder := Holder{Who: row.who(), Role: row.Role, Permission: p.ask(row, request)}
		all = append(all, holder)
	}
	return all
}

// who is whom they sign in with, and in which case.
func (r DecisionRow) who() string {
	if r.When == always {
		return r.Provider
	}
	return r.Provider + ", " + r.When
}

// ask answers a request of those of a row.
func (p poolWithPolicies) ask(row decisionCase, request Request) Permission {
	switch {
	case row.Outcome == Refused:
		return Permission{Outcome: Refused, Reason: row.Note}
	case row.role.definition == nil:
		return Permission{Uncertain: row.Uncertain, Reason: row.Note}
	}
	anybody := p.subjectOf(row)
	found := anybody.roleCan(request)
	for _, identityID := range append(request.identityIDs(), anybody.identityIDs()...) {
		own := p.subjectWithID(row, cfn.Literal(identityID)).roleCan(request)
		if own.Outcome != found.Outcome {
			found = Permission{Statement: own.Statement, Reason: fmt.Sprintf("it is %s for the identity %s: %s", own.Outcome, identityID, own.Reason)}
		}
	}
	if found.Outcome == Granted && row.Outcome == Unknown {
		found = Permission{Statement: found.Statement, Reason: row.Note + "; if they get the role, " + found.Reason}
	}
	found.Uncertain = found.Uncertain || row.Uncertain && found.Outcome != Refused
	return found
}

// identityIDs are those that the policies name, so that it depends on who somebody is what they allow.
func (s *subject) identityIDs() []string {
	var texts []string
	for _, policy := range slices.Concat(s.own.Identity, s.own.Boundary, s.policies.resources().all) {
		for _, statement := range policy.Statements {
			for _, condition := range statement.Conditions() {
				if !slices.Contains(subjectKeys, strings.ToLower(condition.Key)) {
					continue
				}
				for _, value := range condition.Values {
					texts = append(texts, value.String())
				}
			}
		}
	}
	return cognito.IdentityIDsIn(strings.Join(texts, "\n"))
}

// subjectOf is anybody of a row.
func (p poolWithPolicies) subjectOf(row decisionCase) *subject {
	return p.subjectWithID(row, unknownIdentity())
}

func (p poolWithPolicies) subjectWithID(row decisionCase, identityID cfn.Value) *subject {
	made := attempt{roleChoice: choose(row.role, "%s", row.When), who: row.identity}
	return p.subjectWith(Decision{Outcome: row.Outcome}, made, p.mappedTags(row.identity), identityID)
}

// mergeHolders joins what the deployments say of each case, and leaves out whom all of them refuse.
func mergeHolders(tables [][]Holder, deployments []*deployment) []Holder {
	var merged []Holder
	for _, table := range tables {
		for _, holder := range table {
			if slices.ContainsFunc(merged, func(other Holder) bool { return other.Who == holder.Who && other.Role == holder.Role }) {
				continue
			}
			permissions := make([]Permission, 0, len(tables))
			for _, other := range tables {
				permissions = append(permissions, permissionOf(holder, other))
			}
			holder.Permission = mergePermissions(permissions, deployments)
			merged = append(merged, holder)
		}
	}
	return slices.DeleteFunc(merged, func(holder Holder) bool { return holder.Outcome == Refused })
}

// permissionOf is what a table says of somebody; whoever is not in it gets nothing.
func permissionOf(holder Holder, table []Holder) Permission {
	for _, other := range table {
		if other.Who == holder.Who && other.Role == holder.Role {
			return other.Permission
		}
	}
	return Permission{Outcome: Refused, Reason: "there is no such case"}
}
