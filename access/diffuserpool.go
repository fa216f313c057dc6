package access

import (
	"slices"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
)

// compareUserPools compares who becomes a user of a user pool, who decides what their tokens say, and what the identity pool asks the user pool.
func (c *comparison) compareUserPools(before, after providerUsers) {
	checked, checks := before.provider.at.Field("ServerSideTokenCheck").Bool(), after.provider.at.Field("ServerSideTokenCheck").Bool()
	c.add(after.name, "server-side token check", onOff.shown(checked), onOff.shown(checks), wider(checked.Not(), checks.Not()))
	earlier, isDefined := before.provider.userPoolID.Resource()
	if !isDefined || c.counterparts.Resource(earlier) == nil {
		return
	}
	later := c.counterparts.Resource(earlier)
	was, is := c.before.deployment.allowsSignUp(earlier), c.after.deployment.allowsSignUp(later)
	c.add(after.name, "sign-up to "+later.Name(), signUp.shown(was), signUp.shown(is), wider(was, is))
	c.comparePreSignUp(after.name, earlier, later)
	c.compareTokenTrigger(before, after, earlier, later)
	c.compareIdentityProviders(before, after, later)
}

func (c *comparison) comparePreSignUp(who string, earlier, later *cfn.Resource) {
	was, is := c.before.deployment.preSignUp(earlier).Text(), c.after.deployment.preSignUp(later).Text()
	what := "pre sign-up of " + later.Name()
	switch {
	case is.IsEmpty() && !was.IsEmpty():
		c.add(who, what, decidedByFunction, "", mayGain)
	case was.IsEmpty() && !is.IsEmpty():
		c.add(who, what, "", decidedByFunction, mayGain.reversed())
	case cfn.Same(c.counterparts.Value(was), is) != answer.Yes:
		c.add(who, what, was.String(), is.String(), anyEffect)
	}
}

const decidedByFunction = "a function may refuse"

// compareTokenTrigger compares which function may write the claims of tokens, where these decide what users get.
func (c *comparison) compareTokenTrigger(before, after providerUsers, earlier, later *cfn.Resource) {
	was, is := c.before.deployment.tokenTrigger(earlier), c.after.deployment.tokenTrigger(later)
	if cfn.Same(c.counterparts.Value(was), is) == answer.Yes || len(c.decidingClaims(before, after)) == 0 {
		return
	}
	c.add(after.name, "pre token generation of "+later.Name(), was.String(), is.String(), anyEffect)
}

// decidingClaims are the claims of a token by which users get a role, and those of session tags on which a policy relies.
func (c *comparison) decidingClaims(before, after providerUsers) []cfn.Value {
	var claims []cfn.Value
	for _, version := range []struct {
		poolWithPolicies
		providerUsers
	}{{c.before, before}, {c.after, after}} {
		claims = append(claims, version.mappedClaims(version.provider)...)
		for tag, claim := range version.claimsByTag(version.provider) {
			if isReliedOn(tag, before, after) {
				claims = append(claims, claim)
			}
		}
	}
	return claims
}

// compareIdentityProviders compares the identity providers that both versions of a user pool have, by name: whom they take, and where they take
// the attributes from that decide what users get.
func (c *comparison) compareIdentityProviders(before, after providerUsers, userPool *cfn.Resource) {
	claims := c.decidingClaims(before, after)
	decides := func(attribute string) bool {
		return attribute == "username" || slices.ContainsFunc(claims, func(claim cfn.Value) bool { return claim.Is(attribute) })
	}
	isNoSecret := func(detail string) bool { return detail != "client_secret" }
	later := c.after.deployment.identityProvidersOf(after.provider)
	for _, was := range c.before.deployment.identityProvidersOf(before.provider) {
		name := c.counterparts.Value(was.Field("ProviderName").Text())
		at := slices.IndexFunc(later, func(is cfn.Property) bool { return cfn.Same(name, is.Field("ProviderName").Text()) == answer.Yes })
		if at < 0 {
			continue
		}
		what := "identity provider " + name.String() + " of " + userPool.Name()
		c.compareFields(after.name, what+": ", was.Field("ProviderDetails"), later[at].Field("ProviderDetails"), isNoSecret)
		c.compareFields(after.name, what+": attribute ", was.Field("AttributeMapping"), later[at].Field("AttributeMapping"), decides)
	}
}

// compareFields compares the members of objects that count.
func (c *comparison) compareFields(who, what string, before, after cfn.Property, counts func(name string) bool) {
	names, wereKnown := before.Fields()
	others, areKnown := after.Fields()
	if !wereKnown || !areKnown {
		names, others = []string{"all"}, nil
		counts = func(string) bool { return true }
	}
	for _, name := range slices.Compact(slices.Sorted(slices.Values(append(names, others...)))) {
		was, is := before.Field(name).Text(), after.Field(name).Text()
		if counts(name) && cfn.Same(c.counterparts.Value(was), is) != answer.Yes {
			c.add(who, what+name, was.String(), is.String(), anyEffect)
		}
	}
}
