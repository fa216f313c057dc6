package access

import (
	"fmt"
	"slices"

	"github.com/awscdk-constructs/identitypool/internal/iam"
)

// Overlap is something that two sessions may both do.
type Overlap struct {
	// Action and Resource are what the two statements have in common; with * they stand for several.
	Action, Resource string
	// Statements are those that allow it to the one session and to the other.
	Statements [2]string
	// Outcome is Granted where both can certainly do some of it, and Unknown where that can't be told.
	Outcome Outcome
	// Reason says why it is unknown.
	Reason string
}

// String is for the output of a failing test.
func (o Overlap) String() string {
	text := fmt.Sprintf("%s: both can do %s on %s, by %s and by %s", o.Outcome, o.Action, o.Resource, o.Statements[0], o.Statements[1])
	if o.Reason != "" {
		text += ": " + o.Reason
	}
	return text
}

// Shared lists what two sessions of one app can both do to the same resource, by the pairs of statements that allow it. If there is
// nothing, they are isolated, as far as the templates say: neither can touch what the other one can. A pair is Unknown where the templates
// don't tell, and so is all that a session shares whose role isn't known. A session that gets no role shares nothing. Condition keys that
// choose a part of a resource, such as s3:prefix and dynamodb:LeadingKeys, count as part of the resource.
func Shared(a, b Session) []Overlap {
	if a.Outcome == Refused || b.Outcome == Refused {
		return nil
	}
	if len(a.subjects) == 0 || len(b.subjects) == 0 || a.subjects[0].policies.app != b.subjects[0].policies.app {
		return []Overlap{unknownOverlap("the sessions are not of one app, or it is not known what they may do")}
	}
	var all []Overlap
	for _, first := range a.subjects {
		for _, second := range b.subjects {
			if !first.isBeside(second) {
				continue
			}
			for _, overlap := range first.shared(second) {
				all = addOverlap(all, overlap)
			}
		}
	}
	return all
}

// isBeside reports whether two sessions may be in one deployment.
func (s *subject) isBeside(other *subject) bool {
	isOfOneCluster := slices.ContainsFunc(s.deployment.pools, func(pool *pool) bool { return pool.name == other.name })
	return s.deployment == other.deployment || !isOfOneCluster
}

func unknownOverlap(reason string) Overlap {
	return Overlap{Action: "*", Resource: "*", Reason: reason}
}

// addOverlap lists an overlap once, and as unknown if it is that in one of the deployments.
func addOverlap(all []Overlap, next Overlap) []Overlap {
	at := slices.IndexFunc(all, func(other Overlap) bool {
		return other.Action == next.Action && other.Resource == next.Resource && other.Statements == next.Statements
	})
	if at < 0 {
		return append(all, next)
	}
	if next.Outcome == Unknown {
		all[at] = next
	}
	return all
}

// shared is what two sessions of one deployment can both do.
func (s *subject) shared(other *subject) []Overlap {
	for _, each := range []*subject{s, other} {
		switch {
		case each.decision.Outcome == Refused:
			return nil
		case !each.hasRole():
			return []Overlap{unknownOverlap("a role is not known: " + each.decision.Reason)}
		}
	}
	var all []Overlap
	for _, common := range iam.Shared(s.asSubject(), other.asSubject()) {
		overlap := Overlap{
			Action: common.Action, Resource: common.Resource.String(), Statements: common.Statements,
			Outcome: outcomeOf(common.Answer), Reason: common.Reason,
		}
		for _, each := range []*subject{s, other} {
			if each.decision.Outcome == Unknown && overlap.Outcome == Granted {
				overlap.Outcome, overlap.Reason = Unknown, each.decision.Reason
			}
		}
		all = append(all, overlap)
	}
	return all
}

func (s *subject) asSubject() iam.Subject {
	all := s.own
	all.Resource = s.policies.resources().all
	return iam.Subject{Principal: s.principal, Policies: all, Context: s.context}
}
