package access

import (
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
)

// source is a property that decides who can sign in with a provider.
type source struct {
	typeName string
	property string
	what     string
	isList   bool // whether each element lets in more
}

// sources are those of what the app defines of providers.
var sources = []source{
	{userPoolClientType, "SupportedIdentityProviders", "identity providers of the client", true},
	{openIDConnectType, "ClientIdList", "client ids", true},
	{openIDConnectType, "Url", "issuer", false},
	{customOpenIDConnectType, "ClientIDList", "client ids", true},
	{customOpenIDConnectType, "Url", "issuer", false},
	{samlProviderType, "SamlMetadataDocument", "metadata document", false},
}

// compareSources compares who can become a user of a provider.
func (c *comparison) compareSources(before, after party) {
	if before.provider == nil || after.provider == nil {
		return
	}
	earlier, later := before.provider, after.provider
	if earlier.kind == socialProvider {
		was, is := earlier.at.Text(), later.at.Text()
		if cfn.Same(c.counterparts.Value(was), is) != answer.Yes {
			c.add(after.name, "application id", was.String(), is.String(), anyEffect)
		}
	}
	if earlier.kind == userPoolProvider && c.before.isDefined() && c.after.isDefined() {
		c.compareUserPools(before, after)
	}
	defined, isDefined := earlier.resource()
	if !isDefined || c.counterparts.Resource(defined) == nil {
		return
	}
	for _, source := range sources {
		if source.typeName == defined.Type {
			c.compareSource(source, after.name, defined)
		}
	}
}

func (c *comparison) compareSource(source source, who string, before *cfn.Resource) {
	first := c.before.deployment.templates.Properties(before).Field(source.property)
	second := c.after.deployment.templates.Properties(c.counterparts.Resource(before)).Field(source.property)
	if !source.isList {
		if cfn.Same(c.counterparts.Value(first.Text()), second.Text()) != answer.Yes {
			c.add(who, source.what, first.Text().String(), second.Text().String(), anyEffect)
		}
		return
	}
	was, wasKnown := textsOf(first)
	is, isKnown := textsOf(second)
	for i := range was {
		was[i] = c.counterparts.Value(was[i])
	}
	var found effect
	if wasKnown != isKnown || !wasKnown && first.Written() != second.Written() {
		found = anyEffect
	}
	c.add(who, source.what, shownTexts(was), shownTexts(is), found.and(effect{hasMore(is, was), hasMore(was, is)}))
}

// hasMore reports whether a list has a text that another list lacks.
func hasMore(texts, others []cfn.Value) answer.Answer {
	return answer.AnyOf(texts, func(text cfn.Value) answer.Answer {
		return answer.AnyOf(others, func(other cfn.Value) answer.Answer { return cfn.Same(text, other) }).Not()
	})
}

func textsOf(list cfn.Property) (texts []cfn.Value, known bool) {
	items, known := list.OneOrMore()
	for _, item := range items {
		texts = append(texts, item.Text())
	}
	return texts, known
}

func shownTexts(texts []cfn.Value) string {
	shown := make([]string, 0, len(texts))
	for _, text := range texts {
		shown = append(shown, text.String())
	}
	slices.Sort(shown)
	return strings.Join(shown, ", ")
}

// compareUserPools compares who can sign up to the user pool, and what the identity pool asks it.
func (c *comparison) compareUserPools(before, after party) {
	checked, checks := before.provider.at.Field("ServerSideTokenCheck").Bool(), after.provider.at.Field("ServerSideTokenCheck").Bool()
	c.add(after.name, "server-side token check", onOff(checked), onOff(checks), wider(checked.Not(), checks.Not()))
	earlier, isDefined := before.provider.userPoolID.Resource()
	if !isDefined || c.counterparts.Resource(earlier) == nil {
		return
	}
	later := c.counterparts.Resource(earlier)
	was, is := c.before.deployment.allowsSignUp(earlier), c.after.deployment.allowsSignUp(later)
	c.add(after.name, "sign-up to "+later.Name(), signUpShown(was), signUpShown(is), wider(was, is))
	decided, decides := c.before.deployment.mayRefuseSignUp(before.provider), c.after.deployment.mayRefuseSignUp(after.provider)
	switch {
	case decided && !decides:
		c.add(after.name, "pre sign-up of "+later.Name(), decidedByFunction, "", mayGain)
	case decides && !decided:
		c.add(after.name, "pre sign-up of "+later.Name(), "", decidedByFunction, mayGain.reversed())
	}
}

const decidedByFunction = "a function may refuse"

func signUpShown(allowed answer.Answer) string {
	switch allowed {
	case answer.Yes:
		return "anyone"
	case answer.No:
		return "administrators only"
	default:
		return undeterminedSetting
	}
}

const undeterminedSetting = "known to the deployment only"

func onOff(is answer.Answer) string {
	switch is {
	case answer.Yes:
		return "on"
	case answer.No:
		return "off"
	default:
		return undeterminedSetting
	}
}
