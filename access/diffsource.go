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
	{openIDConnectType, "ThumbprintList", "thumbprints", true},
	{customOpenIDConnectType, "ClientIDList", "client ids", true},
	{customOpenIDConnectType, "Url", "issuer", false},
	{customOpenIDConnectType, "ThumbprintList", "thumbprints", true},
	{samlProviderType, "SamlMetadataDocument", "metadata document", false},
}

// compareSources compares who can become a user of a provider.
func (c *comparison) compareSources(before, after providerUsers) {
	if before.provider == nil || after.provider == nil {
		return
	}
	earlier, later := before.provider, after.provider
	if earlier.kind == socialProvider {
		was, is := withoutSecret(earlier.at.Text()), withoutSecret(later.at.Text())
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

// withoutSecret is the id of the app at a login provider: that of Twitter is written as key;secret.
func withoutSecret(applicationID cfn.Value) cfn.Value {
	id, _, _ := applicationID.Cut(";")
	return id
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
