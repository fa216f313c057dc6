package access

import (
	"cmp"
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/cfn"
)

// Direction says whether more people can do more after a [Change].
type Direction int

// The directions. The zero value is Changed, so that no change passes for harmless by mistake.
const (
	// Changed means that some gain and others lose, that nobody does, or that it can't be told: [Change.MayBroaden] says which. It can't be
	// told where a managed policy decides whose text no template holds, for example.
	Changed Direction = iota
	// Broadened means that somebody gains and certainly nobody loses.
	Broadened
	// Narrowed means that somebody loses and certainly nobody gains.
	Narrowed
)

// String is the name of the direction in lower case.
func (d Direction) String() string {
	switch d {
	case Broadened:
		return "broadened"
	case Narrowed:
		return "narrowed"
	default:
		return "changed"
	}
}

// GoString is String, too: it is what a failing assertion prints.
func (d Direction) GoString() string { return d.String() }

// Change is something that [Diff] finds. Changes can be compared with ==.
type Change struct {
	// Direction says who gains by it.
	Direction Direction
	// Pool is the name of the identity pool, after the change if it is there then.
	Pool string
	// Who is whom it is about, as in the decision table, with a semicolon between several: "Access/WebApp, preferred role of
	// Access/Editors; (guest)". Where the pool itself is replaced, for example, it is the pool.
	Who string
	// What is the thing that is different, such as "role" or "permissions of Access/Editors".
	What string
	// Before and After are what it was and what it becomes. Either is empty where there is nothing to say: Before of what is new.
	// Of permissions, both list only what is different.
	Before, After string

	mayBroaden bool
}

// MayBroaden reports whether somebody gains by the change, or may gain: it is true for each change that is [Broadened], and for some
// that are [Changed], such as a rule of a role mapping whose value was "admin" and becomes "user".
func (c Change) MayBroaden() bool { return c.mayBroaden }

// String is the change on one line, "broadened: Pool: Web: role: Users -> Admins", for the output of a failing test.
func (c Change) String() string {
	nothing := func(text string) string { return cmp.Or(text, "nothing") }
	direction := c.Direction.String()
	if c.Direction == Changed && c.mayBroaden {
		direction += ", may broaden"
	}
	return direction + ": " + c.Pool + ": " + c.Who + ": " + c.What + ": " + nothing(c.Before) + " -> " + nothing(c.After)
}

// Changes print one on a line in a failing test.
type Changes []Change

// Broadened reports whether somebody gains by one of the changes, or may gain.
func (c Changes) Broadened() bool { return slices.ContainsFunc(c, Change.MayBroaden) }

// String has a line for each change.
func (c Changes) String() string {
	lines := make([]string, 0, len(c))
	for _, change := range c {
		lines = append(lines, change.String())
	}
	return strings.Join(lines, "\n")
}

// GoString is String, too: it is what a failing assertion prints.
func (c Changes) GoString() string { return "\n" + c.String() + "\n" }

// Diff compares two versions of an app: who gets which role of its identity pools, what the policies of that role allow, who can sign in
// or sign up to get it, and what an update destroys. It is empty if nobody gains or loses anything.
//
// Resources are the same in both versions if they have the same construct path, or without one the same logical id. An identity pool that
// is gone is compared with a new one, if there is one of each. The order of resources and properties, the form of a policy, and resources
// that no identity reaches make no difference.
//
// A policy is compared by what it allows, not by its text, as far as that can be told: two conditions on one key with different
// operators, for example, are not compared, which makes the change one that may broaden. Not compared is who is in which group, what the
// functions of user pools do, and what decides outside of the templates.
func Diff(before, after *App) Changes {
	versions := versions{before.templates.CounterpartsIn(after.templates)}
	var all Changes
	var gone []*IdentityPool
	added := slices.Clone(after.pools)
	for _, pool := range before.pools {
		at := slices.IndexFunc(added, func(other *IdentityPool) bool { return versions.areSame(pool, other) })
		if at < 0 {
			gone = append(gone, pool)
			continue
		}
		all = append(all, versions.comparePools(pool, added[at])...)
		added = slices.Delete(added, at, at+1)
	}
	if len(gone) == 1 && len(added) == 1 && gone[0].resource() != nil && added[0].resource() != nil {
		versions.counterparts = versions.counterparts.With(gone[0].resource(), added[0].resource())
		return append(all, versions.comparePools(gone[0], added[0])...)
	}
	for _, pool := range gone {
		all = append(all, versions.compareWithNothing(pool, removedPool)...)
	}
	for _, pool := range added {
		all = append(all, versions.compareWithNothing(pool, addedPool)...)
	}
	return all
}

// resource defines the identity pool; nil for an imported one.
func (p *IdentityPool) resource() *cfn.Resource { return p.pools[0].resource }

// versions are two versions of an app, with what is the same in both.
type versions struct {
	counterparts cfn.Counterparts
}

func (v versions) areSame(before, after *IdentityPool) bool {
	first, second := before.resource(), after.resource()
	if first == nil || second == nil {
		return first == second && before.name == after.name
	}
	return v.counterparts.Resource(first) == second
}
