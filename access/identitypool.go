package access

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// IdentityPool is an identity pool of an app, with all that the app attaches to it. It may be defined in the app or imported; of an
// imported one, only what the app attaches is known.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools.html
type IdentityPool struct {
	name      string
	connected *connectedPools
	pools     []*pool // one for each deployment in which it is there
}

// Name is the construct path of the identity pool without a last /Resource, such as "Access/IdentityPool"; without a construct path its
// logical id, with the stack's name and a dot in front where the app has several stacks. An imported identity pool is called by its
// id, or by the export or parameter that it comes from.
func (p *IdentityPool) Name() string { return p.name }

func (p *IdentityPool) isNamed(app *App, name string) bool {
	id := name
	if arn, err := cognito.ParseIdentityPoolARN(name, func(string) bool { return false }); err == nil {
		id = arn.IdentityPoolID
	}
	return p.name == name || p.pools[0].id.Is(id) || slices.Contains(app.templates.Named(name), p.pools[0].resource)
}

// isCalled compares the name that the console shows.
func (p *IdentityPool) isCalled(name string) bool {
	return slices.ContainsFunc(p.pools, func(pool *pool) bool {
		given := pool.properties.Field("IdentityPoolName")
		return given.Exists() && given.Text().Is(name)
	})
}

// SignIn answers which role a user gets once the templates are deployed as they are. What they don't tell is unknown. Where conditions are
// open, the answer is the one that all deployments share; where they differ, it is Unknown, and the reason names the condition.
func (p *IdentityPool) SignIn(login Login) Decision {
	return p.merge(func(pool *pool) Decision { return pool.signIn(login) })
}

// CheckLogin returns an error for a login with a name that nothing has, so that it is most likely misspelt: that of the provider, or of the
// role that the app asks for. SignIn answers Unknown to it.
func (p *IdentityPool) CheckLogin(login Login) error {
	var made attempt
	for _, pool := range p.pools {
		if made = pool.attempt(login); !made.isMisspelt {
			return nil
		}
	}
	return errors.New(made.reason)
}

// merge asks each deployment and returns the answer that all share, or Unknown with the condition that decides.
func (p *IdentityPool) merge(ask func(*pool) Decision) Decision {
	if !p.connected.complete {
		return Decision{Reason: tooManyConditions}
	}
	merged := ask(p.pools[0])
	if len(p.pools) == 1 {
		return merged
	}
	decisions := []Decision{merged}
	for _, pool := range p.pools[1:] {
		decisions = append(decisions, ask(pool))
	}
	if !slices.ContainsFunc(decisions, func(other Decision) bool { return !other.isSame(merged) }) {
		return merged
	}
	return p.mergeDifferent(decisions)
}

const tooManyConditions = "it depends on open conditions that allow more than 64 deployments; pass values of the parameters in them"

func (d Decision) isSame(other Decision) bool {
	return d.Outcome == other.Outcome && d.Role == other.Role && d.RoleMapping == other.RoleMapping && d.Rule == other.Rule &&
		d.Uncertain == other.Uncertain && maps.Equal(d.SessionTags, other.SessionTags)
}

// mergeDifferent keeps of decisions what they have in common, and says on which condition the rest depends.
func (p *IdentityPool) mergeDifferent(decisions []Decision) Decision {
	merged := decisions[0]
	summaries := make([]string, 0, len(decisions))
	for _, decision := range decisions {
		if decision.Outcome != merged.Outcome {
			merged.Outcome = Unknown
		}
		if decision.Role != merged.Role {
			merged.Role, merged.Outcome = "", Unknown
		}
		if decision.RoleMapping != merged.RoleMapping || decision.Rule != merged.Rule {
			merged.RoleMapping, merged.Rule = "", 0
		}
		if !maps.Equal(decision.SessionTags, merged.SessionTags) {
			merged.SessionTags, merged.Outcome = nil, Unknown
		}
		merged.Uncertain = merged.Uncertain || decision.Uncertain
		summaries = append(summaries, decision.summary())
	}
	merged.Reason = p.differences(summaries, decisions)
	return merged
}

// differences says what comes of a login in each case.
func (p *IdentityPool) differences(summaries []string, decisions []Decision) string {
	open := openConditionsOf(p.deployments())
	var cases []string
	for i, summary := range summaries {
		if slices.Index(summaries, summary) == i {
			cases = append(cases, fmt.Sprintf("%s if %s (%s)", summary, open.when(summaries, summary), decisions[i].Reason))
		}
	}
	return fmt.Sprintf("it depends on %s: %s", named(open.deciding(summaries)), strings.Join(cases, "; "))
}

func (p *IdentityPool) deployments() []*deployment {
	deployments := make([]*deployment, 0, len(p.pools))
	for _, pool := range p.pools {
		deployments = append(deployments, pool.deployment)
	}
	return deployments
}
