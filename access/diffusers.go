package access

import (
	"maps"
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
)

// providerUsers are the users of a provider, or the guests.
type providerUsers struct {
	name         string
	provider     *provider // nil for guests, and for providers that only the deployment knows
	entitlements []entitlement
}

// users are all but those who ask for a role in the classic flow.
func (p poolWithPolicies) users() []providerUsers {
	var all []providerUsers
	for _, each := range p.entitlementsOf(p.cases()) {
		if each.Provider == classicFlow {
			continue
		}
		at := slices.IndexFunc(all, func(other providerUsers) bool { return other.name == each.Provider })
		if at < 0 {
			at = len(all)
			all = append(all, providerUsers{name: each.Provider, provider: each.identity.provider})
		}
		all[at].entitlements = append(all[at].entitlements, each)
	}
	return all
}

func (v versions) areSameUsers(before, after providerUsers) bool {
	if before.provider == nil || after.provider == nil {
		return before.provider == after.provider && before.name == after.name
	}
	return cfn.Same(v.counterparts.Value(before.provider.text), after.provider.text) == answer.Yes
}

func (c *comparison) compareUsers(earlier, later []providerUsers) {
	remaining := slices.Clone(later)
	for _, before := range earlier {
		at := slices.IndexFunc(remaining, func(other providerUsers) bool { return c.areSameUsers(before, other) })
		if at < 0 {
			at = slices.IndexFunc(remaining, func(other providerUsers) bool { return c.changeDeveloperProvider(before, other) })
		}
		if at < 0 {
			c.add(before.name, "sign-in", before.shown(), "", before.effect().reversed())
			continue
		}
		after := remaining[at]
		c.compareCases(before, after)
		c.compareTags(before, after)
		c.compareSources(before, after)
		remaining = slices.Delete(remaining, at, at+1)
	}
	for _, after := range remaining {
		c.add(after.name, "sign-in", "", after.shown(), after.effect())
	}
}

// effect is that of its sign-in where there was none. Those who get no role get at least an identity, and a token of the identity pool.
func (p providerUsers) effect() effect {
	found := mayGain
	for _, each := range p.entitlements {
		found = found.and(wider(answer.No, each.Outcome.answer()))
	}
	return found
}

// shown is who gets what.
func (p providerUsers) shown() string {
	var rows []string
	for _, each := range p.entitlements {
		row := each.shownWhole()
		if each.When != always {
			row = each.When + ": " + row
		}
		rows = append(rows, row)
	}
	return strings.Join(rows, " | ")
}

func (p providerUsers) isDeveloper() bool {
	return p.provider != nil && p.provider.kind == developerProvider
}

// compareTags compares the session tags that users of a provider get.
func (c *comparison) compareTags(before, after providerUsers) {
	if before.provider == nil || after.provider == nil {
		return
	}
	earlier, later := c.before.claimsByTag(before.provider), c.after.claimsByTag(after.provider)
	for _, key := range sortedKeys(earlier, later) {
		was, is := c.counterparts.Value(earlier[key]), later[key]
		isReliedOn := isReliedOn(key, before, after)
		switch {
		case cfn.Same(was, is) != answer.Yes && isReliedOn:
			c.add(after.name, "session tag "+key, was.String(), is.String(), anyEffect)
		case cfn.Same(was, is) != answer.Yes:
			c.add(after.name, "session tag "+key, was.String(), is.String(), unclearEffect)
		case isReliedOn:
			c.compareClaim(after.name, before, after, earlier[key], later[key])
		}
	}
}

// isReliedOn reports whether a policy of somebody mentions a session tag.
func isReliedOn(tag string, users ...providerUsers) bool {
	return slices.ContainsFunc(users, func(each providerUsers) bool {
		return slices.ContainsFunc(each.entitlements, func(of entitlement) bool { return of.reliesOnTag(tag) })
	})
}

// compareClaim compares whether users can write a claim that decides what they get. Where they could not for certain, that may be because the
// deployment decides.
func (c *comparison) compareClaim(who string, before, after providerUsers, earlier, later cfn.Value) {
	_, was := c.before.deployment.writableClaim(before.provider.providerName, earlier)
	_, is := c.after.deployment.writableClaim(after.provider.providerName, later)
	const writable = "users can write it"
	switch {
	case is && !was:
		c.add(who, "claim "+later.String(), "", writable, mayGain)
	case was && !is:
		c.add(who, "claim "+later.String(), writable, "", mayGain.reversed())
	}
}

// claimsByTag are the claims that become session tags of users of a provider.
func (p poolWithPolicies) claimsByTag(idp *provider) map[string]cfn.Value {
	claims := map[string]cfn.Value{}
	for _, mapping := range p.tagMappings {
		if p.tagsApply(mapping, idp) == answer.No {
			continue
		}
		maps.Copy(claims, mapping.tags)
		if further := mapping.furtherTags(); !further.IsEmpty() {
			claims[anyTag] = further
		}
	}
	return claims
}

func sortedKeys(these, others map[string]cfn.Value) []string {
	var keys []string
	for _, each := range []map[string]cfn.Value{these, others} {
		for key := range each {
			if !slices.Contains(keys, key) {
				keys = append(keys, key)
			}
		}
	}
	slices.Sort(keys)
	return keys
}
