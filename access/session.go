package access

import (
	"slices"

	"github.com/awscdk-constructs/identitypool/internal/cfn"
)

// Session is a signed-in user or a guest, with what the role that they get lets them do. [IdentityPool.Session] makes it.
//
// See: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
type Session struct {
	// Decision is what [IdentityPool.SignIn] answers.
	Decision

	subjects []*subject // one for each deployment
}

// Session signs in and returns a session that knows what its role lets it do, as far as the templates tell. Two sessions without
// [Login.IdentityID] belong to two identities.
func (p *IdentityPool) Session(login Login) Session {
	session := Session{Decision: p.SignIn(login)}
	if !p.connected.complete {
		return session
	}
	identityID := cfn.Literal(login.IdentityID)
	if login.IdentityID == "" {
		identityID = unknownIdentity()
	}
	for _, pool := range p.withPolicies() {
		session.subjects = append(session.subjects, pool.subject(pool.attempt(login), identityID))
	}
	return session
}

// Can answers whether the session may do something. Where conditions are open, the answer is the one that all deployments share. A request
// that names no action or no resource of the app is Unknown, and the reason says what to write.
func (s Session) Can(request Request) Permission {
	if err := request.CheckAction(); err != nil {
		return Permission{Reason: err.Error()}
	}
	if len(s.subjects) == 0 {
		return Permission{Outcome: s.Outcome.ofPermission(), Uncertain: s.Uncertain, Reason: s.Reason}
	}
	permissions := make([]Permission, 0, len(s.subjects))
	for _, subject := range s.subjects {
		permissions = append(permissions, subject.can(request))
	}
	return mergePermissions(permissions, s.deployments())
}

func (s Session) deployments() []*deployment {
	deployments := make([]*deployment, 0, len(s.subjects))
	for _, subject := range s.subjects {
		deployments = append(deployments, subject.deployment)
	}
	return deployments
}

// mergePermissions is the answer that all deployments share, or Unknown with the condition that decides.
func mergePermissions(permissions []Permission, deployments []*deployment) Permission {
	merged := permissions[0]
	differs := func(other Permission) bool { return other.Outcome != merged.Outcome }
	if !slices.ContainsFunc(permissions, differs) {
		for _, other := range permissions {
			merged.Uncertain = merged.Uncertain || other.Uncertain
		}
		return merged
	}
	summaries := make([]string, 0, len(permissions))
	for _, each := range permissions {
		summaries = append(summaries, each.summary())
	}
	return Permission{Reason: openConditionsOf(deployments).explainDifference(summaries)}
}
