package access

import (
	"slices"
	"strings"
	"sync"

	"github.com/awscdk-constructs/identitypool/internal/answer"
)

// everyone is whom a change is about that is about the identity pool as a whole.
const everyone = "(everyone)"

// comparison compares an identity pool in a deployment of the one version with what it is in one of the other.
type comparison struct {
	versions

	before, after poolWithPolicies
	changes       []Change
}

// add notes a change, unless it has no effect on anybody.
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
	earlier, later := before.byDeployment(), after.byDeployment()
	isPaired := slices.EqualFunc(earlier, later, poolInDeployment.isLike)
	isComplete := before.connected.complete && after.connected.complete
	found := changesByDeployment{knowsWhere: isPaired && isComplete}
	for i, first := range earlier {
		for j, second := range later {
			if isPaired && i != j || first.pool == nil && second.pool == nil {
				continue
			}
			found.add(second.deployment, v.compareInDeployment(first, second)...)
		}
	}
	changes := found.merged()
	for i := range changes {
		if !isComplete {
			changes[i].Direction = Changed
		}
	}
	return joined(changes)
}

// poolInDeployment is an identity pool in a deployment, in which it need not be there.
type poolInDeployment struct {
	poolWithPolicies

	deployment *deployment
	users      func() []providerUsers // found when they are asked for first
}

func (p *IdentityPool) byDeployment() []poolInDeployment {
	var all []poolInDeployment
	for _, policies := range p.connected.policies() {
		next := poolInDeployment{deployment: policies.deployment}
		isThis := func(pool *pool) bool { return pool.name == p.name }
		if at := slices.IndexFunc(policies.deployment.pools, isThis); at >= 0 {
			next.poolWithPolicies = poolWithPolicies{policies.deployment.pools[at], policies}
			next.users = sync.OnceValue(next.poolWithPolicies.users)
		}
		all = append(all, next)
	}
	return all
}

func (p poolInDeployment) isLike(other poolInDeployment) bool {
	return p.deployment.templates.IsLike(other.deployment.templates)
}

func (v versions) compareInDeployment(before, after poolInDeployment) []Change {
	switch {
	case before.pool == nil:
		return []Change{addedPool(after.poolWithPolicies)}
	case after.pool == nil:
		return []Change{removedPool(before.poolWithPolicies)}
	default:
		compared := comparison{versions: v, before: before.poolWithPolicies, after: after.poolWithPolicies}
		compared.compare(before.users(), after.users())
		return compared.changes
	}
}

// compare finds all that is different in one deployment.
func (c *comparison) compare(before, after []providerUsers) {
	c.compareIdentityPool()
	c.compareUsers(before, after)
	c.compareClassicFlow()
}

// changesByDeployment are what is different in each deployment.
type changesByDeployment struct {
	deployments []*deployment
	changes     [][]Change // one list a deployment
	knowsWhere  bool       // each was compared with the one in which the same conditions hold, and none is left out
}

func (c *changesByDeployment) add(in *deployment, changes ...Change) {
	c.deployments, c.changes = append(c.deployments, in), append(c.changes, changes)
}

// merged says of what is different in some deployments only in which, or that this can't be told.
func (c *changesByDeployment) merged() []Change {
	open := openConditionsOf(c.deployments)
	var merged []Change
	for _, changes := range c.changes {
		for _, change := range changes {
			isThere := make([]bool, 0, len(c.changes))
			for _, others := range c.changes {
				isThere = append(isThere, slices.Contains(others, change))
			}
			switch {
			case !slices.Contains(isThere, false):
			case c.knowsWhere:
				change.What += ", if " + open.whereTrue(isThere)
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

// compareWithNothing compares an identity pool that is in one version with nothing.
func (v versions) compareWithNothing(pool *IdentityPool, change func(poolWithPolicies) Change) []Change {
	found := changesByDeployment{knowsWhere: pool.connected.complete}
	for _, each := range pool.withPolicies() {
		found.add(each.deployment, change(each))
	}
	return found.merged()
}

// addedPool is a change that defines an identity pool, or is the first to attach something to it.
func addedPool(pool poolWithPolicies) Change {
	shown, effect := pool.whoGetsWhat()
	return newChange(pool.name, everyone, "identity pool", "", shown, effect.orUnclear())
}

func removedPool(pool poolWithPolicies) Change {
	shown, effect := pool.whoGetsWhat()
	after := ""
	if pool.isDefined() {
		after = "it is deleted: all identity ids are lost"
	}
	return newChange(pool.name, everyone, "identity pool", shown, after, effect.reversed().orUnclear())
}

// whoGetsWhat is the decision table in a line, and what it means for those who got nothing.
func (p poolWithPolicies) whoGetsWhat() (shown string, effect effect) {
	var rows []string
	for _, row := range p.cases() {
		if row.Outcome != Refused {
			rows = append(rows, row.who()+": "+row.shown(nil))
			effect = wider(answer.No, max(effect.gain, row.Outcome.answer()))
		}
	}
	return strings.Join(rows, "; "), effect
}
