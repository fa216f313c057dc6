package access

import (
	"regexp"
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/iam"
)

// PolicyStatement is something that policies say about a session, for people to read. Its lists are empty where the policy leaves
// the element out.
//
// See: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
type PolicyStatement struct {
	// Effect is Allow or Deny; Unknown for a policy whose text no template holds, which has nothing but a source.
	Effect string
	// Actions and NotActions are as they are written.
	Actions, NotActions []string
	// Resources and NotResources are with the variables filled in, and with names of resources in place of logical ids.
	Resources, NotResources []string
	// Conditions are such as "StringLike s3:prefix acme/*".
	Conditions []string
	// Source is the policy and the number of the statement, such as "Access/Users/DefaultPolicy statement 2".
	Source string
}

// String is the statement on one line.
func (s PolicyStatement) String() string {
	var text strings.Builder
	text.WriteString(strings.ToLower(s.Effect))
	write := func(before string, texts []string) {
		if len(texts) > 0 {
			text.WriteString(before + strings.Join(texts, ", "))
		}
	}
	write(" ", s.Actions)
	write(" all but ", s.NotActions)
	write(" on ", s.Resources)
	write(" on all but ", s.NotResources)
	if len(s.Conditions) > 0 {
		text.WriteString(" if " + strings.Join(s.Conditions, " and "))
	}
	return text.String() + " (" + s.Source + ")"
}

// Statements returns what the policies of the role allow and deny, then what its permissions boundary denies, then what policies of
// resources allow and deny it. It leaves out denials of resources that take nothing away, and what the boundary and the session policies of
// guests allow, for that gives nothing. They may keep back what is listed, which only [Session.Can] tells. What holds in some deployments
// only is listed, too.
func (s Session) Statements() []PolicyStatement {
	var all []PolicyStatement
	for _, subject := range s.subjects {
		for _, statement := range subject.statements() {
			all = addStatement(all, statement)
		}
	}
	return all
}

// StatementsOf returns what the policies of the role in a row of [IdentityPool.DecisionTable] allow and deny, as [Session.Statements]
// does. What depends on who somebody is stays a variable. There are none where the role isn't known.
func (p *IdentityPool) StatementsOf(row DecisionRow) []PolicyStatement {
	if !p.connected.complete {
		return nil
	}
	var all []PolicyStatement
	for _, pool := range p.withPolicies() {
		for _, each := range pool.cases() {
			if each.role.definition == nil || each.Provider != row.Provider || each.When != row.When || each.Role != row.Role {
				continue
			}
			for _, statement := range pool.subjectOf(each).statements() {
				all = addStatement(all, statement)
			}
		}
	}
	return all
}

// addStatement lists a statement once.
func addStatement(all []PolicyStatement, next PolicyStatement) []PolicyStatement {
	if slices.ContainsFunc(all, func(other PolicyStatement) bool { return other.String() == next.String() }) {
		return all
	}
	return append(all, next)
}

func (s *subject) statements() []PolicyStatement {
	if !s.hasRole() {
		return nil
	}
	var all []PolicyStatement
	for _, policy := range s.own.Identity {
		all = append(all, s.shown(policy, func(iam.Statement) bool { return true })...)
	}
	for _, policy := range s.own.Boundary {
		all = append(all, s.shown(policy, func(statement iam.Statement) bool { return !statement.IsAllow() })...)
	}
	for _, policy := range s.policies.resources().all {
		all = append(all, s.shown(policy, func(statement iam.Statement) bool {
			return statement.Includes(s.principal) && (statement.IsAllow() || s.mayBeAllowed(statement))
		})...)
	}
	return all
}

// mayBeAllowed reports whether there may be something for a denial to take away. Each bucket of an app tends to deny requests without
// TLS, and none but a few of them concern a role.
func (s *subject) mayBeAllowed(denied iam.Statement) bool {
	return slices.ContainsFunc(s.own.Identity, func(policy iam.Policy) bool {
		return policy.Unclear != "" || slices.ContainsFunc(policy.Statements, func(statement iam.Statement) bool {
			return statement.IsAllow() && statement.Meets(denied)
		})
	}) || slices.ContainsFunc(s.policies.resources().all, func(policy iam.Policy) bool {
		return slices.ContainsFunc(policy.Statements, func(statement iam.Statement) bool {
			return statement.IsAllow() && statement.Includes(s.principal) && statement.Meets(denied)
		})
	})
}

// shown are the statements of a policy that are about the session.
func (s *subject) shown(policy iam.Policy, isAbout func(iam.Statement) bool) []PolicyStatement {
	var all []PolicyStatement
	for _, statement := range policy.Statements {
		if !isAbout(statement) {
			continue
		}
		described := statement.Describe(s.context)
		all = append(all, PolicyStatement{
			Effect: described.Effect, Actions: described.Actions, NotActions: described.NotActions,
			Resources: described.Resources, NotResources: described.NotResources,
			Conditions: described.Conditions, Source: statement.Label(),
		})
	}
	if policy.Unclear != "" {
		all = append(all, PolicyStatement{Effect: "Unknown", Source: policy.Source + " " + policy.Unclear})
	}
	return all
}

var (
	identityVariable = regexp.MustCompile(`\$\{cognito-identity[a-z0-9.-]*:sub}`)
	tagVariable      = regexp.MustCompile(`(?i)\$\{aws:PrincipalTag/([^},]+)}`)
)

// inWords writes policy variables as people say them: <identity id>, <tag tenant>.
func (s PolicyStatement) inWords() PolicyStatement {
	for _, list := range []*[]string{&s.Resources, &s.NotResources, &s.Conditions} {
		said := make([]string, 0, len(*list))
		for _, text := range *list {
			text = identityVariable.ReplaceAllString(text, "<identity id>")
			said = append(said, tagVariable.ReplaceAllString(text, "<tag $1>"))
		}
		*list = said
	}
	return s
}
