package access

import (
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/answer"
)

// everyone is whom a change is about that is about the identity pool as a whole.
const everyone = "(everyone)"

// comparison compares an identity pool in a deployment of the one version with what it is in one of the other.
type comparison struct {
	versions

	before, after policedPool
	changes       []Change
}

// add notes a change. One that has no effect on anybody is none.
func (c *comparison) add(who, what, before, after string, effect effect) {
	if effect != noEffect {
		c.changes = append(c.changes, newChange(c.after.name, who, what, before, after, effect))
	}
}

func newChange(pool, who, what, before, after string, effect effect) Change {
	return Change{
		Direction: effect.direction(), Pool: pool, Who: who, What: what, Before: before, After: after,
		mayBroaden: effect.gain != answer.No,
	}
}

// comparePools compares each deployment with the one in which the same conditions hold. If the versions have different conditions, each is
// compared with each, and what is not different in all of them can't be told.
func (v versions) comparePools(before, after *IdentityPool) []Change {
	earlier, later := before.policed(), after.policed()
	isPaired := slices.EqualFunc(earlier, later, func(a, b policedPool) bool { return a.when() == b.when() })
	isPaired = isPaired && before.cluster.complete && after.cluster.complete
	var deployments []*deployment
	var found [][]Change
	for i, first := range earlier {
		for j, second := range later {
			if isPaired && i != j {
				continue
			}
			compared := comparison{versions: v, before: first, after: second}
			compared.compare()
			deployments = append(deployments, second.deployment)
			found = append(found, compared.changes)
		}
	}
	return joined(mergeChanges(found, deployments, isPaired))
}

func (p policedPool) when() string { return p.deployment.templates.When() }

// compare finds all that is different in one deployment.
func (c *comparison) compare() {
	c.compareIdentityPool()
	c.compareParties()
	c.compareClassicFlow()
}

// mergeChanges says of what is different in some deployments only in which.
func mergeChanges(found [][]Change, deployments []*deployment, isPaired bool) []Change {
	open := openConditionsOf(deployments)
	var merged []Change
	for _, changes := range found {
		for _, change := range changes {
			isThere := make([]string, 0, len(found))
			for _, others := range found {
				isThere = append(isThere, holds(slices.Contains(others, change)))
			}
			switch {
			case !slices.Contains(isThere, holds(false)):
			case isPaired:
				change.What += ", if " + open.when(isThere, holds(true))
			default:
				change.Direction = Changed
			}
			if !slices.Contains(merged, change) {
				merged = append(merged, change)
			}
		}
	}
	return merged
}

// joined makes one of changes that differ only in whom they are about.
func joined(changes []Change) []Change {
	var all []Change
	for _, change := range changes {
		at := slices.IndexFunc(all, func(other Change) bool {
			other.Who = change.Who
			return other == change
		})
		if at < 0 {
			all = append(all, change)
		} else {
			all[at].Who += "; " + change.Who
		}
	}
	return all
}

// addedPool is a change that defines an identity pool, or is the first to attach something to it.
func addedPool(pool *IdentityPool) Change {
	shown, effect := whoGetsWhat(pool)
	return newChange(pool.name, everyone, "identity pool", "", shown, effect)
}

func removedPool(pool *IdentityPool) Change {
	shown, effect := whoGetsWhat(pool)
	after := ""
	if pool.pools[0].isDefined() {
		after = "it is deleted: all identity ids are lost"
	}
	return newChange(pool.name, everyone, "identity pool", shown, after, effect.reversed())
}

// whoGetsWhat is the decision table in a line, and what it means for those who got nothing.
func whoGetsWhat(pool *IdentityPool) (shown string, effect effect) {
	var rows []string
	effect = unclearEffect
	for _, row := range pool.DecisionTable().Rows {
		if row.Outcome != Refused {
			rows = append(rows, row.who()+": "+row.shown(nil))
			effect = wider(answer.No, max(effect.gain, row.Outcome.answer()))
		}
	}
	return strings.Join(rows, "; "), effect
}
