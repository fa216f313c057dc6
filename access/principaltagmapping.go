package access

import (
	"iter"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// principalTagMapping turns claims of the users of one provider into session tags.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/attributes-for-access-control.html
type principalTagMapping struct {
	resource       *cfn.Resource
	properties     cfn.Property
	identityPoolID cfn.Value
	provider       providerName
	tags           map[string]cfn.Value // the claim by the tag
	tagsKnown      bool                 // false if only the deployment knows all the tags
	useDefaults    answer.Answer
}

func (d *deployment) readPrincipalTagMapping(resource *cfn.Resource) *principalTagMapping {
	properties := d.templates.Properties(resource)
	mapping := &principalTagMapping{
		resource:       resource,
		properties:     properties,
		identityPoolID: properties.Field(identityPoolIDProperty).Text(),
		provider:       parseProviderName(properties.Field("IdentityProviderName").Text()),
		tags:           map[string]cfn.Value{},
		useDefaults:    properties.Field("UseDefaults").Bool(),
	}
	tags := properties.Field("PrincipalTags")
	keys, known := membersOf(tags)
	mapping.tagsKnown = known
	for _, key := range keys {
		mapping.tags[key] = tags.Field(key).Text()
	}
	if len(keys) == 0 && mapping.useDefaults == answer.Yes {
		for key, claim := range cognito.DefaultPrincipalTags() {
			mapping.tags[key] = cfn.Literal(claim)
		}
	}
	return mapping
}

// anyTag stands for tags that the templates don't tell. No tag is called so.
const anyTag = "*"

// furtherTags are those that the templates don't tell: AWS doesn't document what it makes of the default tags beside others. It is empty if
// there are none.
func (m *principalTagMapping) furtherTags() cfn.Value {
	listed := m.properties.Field("PrincipalTags")
	names, _ := listed.Fields()
	switch {
	case !m.tagsKnown:
		return listed.Text()
	case len(names) > 0 && m.useDefaults != answer.No:
		return cfn.Literal("the default tags")
	default:
		return cfn.Value{}
	}
}

// hasTags reports whether users of a provider get session tags.
func (p *pool) hasTags(idp *provider) answer.Answer {
	found := answer.No
	for _, applies := range p.tagMappingsFor(idp) {
		found = max(found, applies)
	}
	return found
}

// tagMappingsFor are the principal tag mappings that apply to users of a provider, or may.
func (p *pool) tagMappingsFor(idp *provider) iter.Seq2[*principalTagMapping, answer.Answer] {
	return func(yield func(*principalTagMapping, answer.Answer) bool) {
		for _, mapping := range p.tagMappings {
			if applies := p.tagsApply(mapping, idp); applies != answer.No && !yield(mapping, applies) {
				return
			}
		}
		for _, mapping := range p.possibleTagMappings {
			if p.tagsApply(mapping, idp) != answer.No && !yield(mapping, answer.Unknown) {
				return
			}
		}
	}
}

// tagsApply reports whether a principal tag mapping is for a provider and certainly exists.
func (p *pool) tagsApply(mapping *principalTagMapping, idp *provider) answer.Answer {
	isFor := mapping.provider.is(idp.withoutClient())
	if !p.deployment.existsWherever(mapping.resource, p.resource) {
		return min(answer.Unknown, isFor)
	}
	return isFor
}

// uncertainty says what about the tags is not sure; it is empty if all is.
func (m *principalTagMapping) uncertainty(applies answer.Answer) string {
	name := m.resource.Name()
	switch {
	case applies == answer.Unknown:
		return "only the deployment knows whether the session tags of " + name + " are set"
	case !m.tagsKnown || m.useDefaults == answer.Unknown:
		return "only the deployment knows all the session tags of " + name
	case m.useDefaults == answer.Yes:
		return "what UseDefaults of " + name + " makes of session tags is not documented in full"
	default:
		return ""
	}
}
