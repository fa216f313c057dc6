package access

import (
	"maps"
	"slices"
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/iam"
)

const principalTagPrefix = "aws:principaltag/"

// principalTags are the values of aws:PrincipalTag that a session has, by key in lower case.
type principalTags struct {
	values        map[string]cfn.Value
	unknown       map[string]bool // these may have any value or none
	mayHaveOthers bool
}

// tagsOf are the session tags of a user.
func (p *pool) tagsOf(made attempt) principalTags {
	tags := principalTags{values: map[string]cfn.Value{}, unknown: map[string]bool{}}
	user := made.user
	if user.provider == nil {
		return tags
	}
	tags.mayHaveOthers = user.provider.kind == developerProvider // whose backend sets tags with each call
	for mapping, applies := range p.tagMappingsFor(user.provider) {
		tags.mayHaveOthers = tags.mayHaveOthers || mapping.uncertainty(applies) != ""
		for _, key := range slices.Sorted(maps.Keys(mapping.tags)) {
			tags.add(key, mapping.tags[key], user, applies)
		}
	}
	return tags
}

func (t *principalTags) add(key string, claimName cfn.Value, user token, applies answer.Answer) {
	name := strings.ToLower(key)
	claim, isKnown := claimName.Literal()
	found := user.claim(claim)
	switch {
	case applies != answer.Yes || !isKnown:
		t.unknown[name] = true
	case !found.present:
	case found.documented:
		t.values[name] = cfn.Literal(found.text)
	default:
		t.values[name] = cfn.AtRunTime("aws:PrincipalTag/"+key, "the value of claim "+claim+" is not known")
	}
}

// mappedTags are the session tags of somebody whose claims are not known: a user of any provider where that isn't known, either.
func (p *pool) mappedTags(who identity) principalTags {
	tags := principalTags{unknown: map[string]bool{}}
	providers := p.providers
	switch {
	case who.kind == unauthenticated:
		return tags
	case who.provider != nil:
		providers = []*provider{who.provider}
	}
	for _, idp := range providers {
		tags.mayHaveOthers = tags.mayHaveOthers || idp.kind == developerProvider
		for mapping, applies := range p.tagMappingsFor(idp) {
			tags.mayHaveOthers = tags.mayHaveOthers || mapping.uncertainty(applies) != ""
			for key := range mapping.tags {
				tags.unknown[strings.ToLower(key)] = true
			}
		}
	}
	return tags
}

// tags are the role's own tags.
func (r *roleDefinition) tags() principalTags {
	tags := principalTags{values: map[string]cfn.Value{}}
	list, known := r.properties.Field("Tags").OneOrMore()
	tags.mayHaveOthers = !known
	for _, tag := range list {
		key, isKnown := tag.Field("Key").Text().Literal()
		if !isKnown {
			tags.mayHaveOthers = true
			continue
		}
		tags.values[strings.ToLower(key)] = tag.Field("Value").Text()
	}
	return tags
}

// over puts session tags over the tags of the role: where both have a key, the session's counts.
func (t principalTags) over(role principalTags) principalTags {
	merged := principalTags{values: map[string]cfn.Value{}, unknown: t.unknown, mayHaveOthers: t.mayHaveOthers || role.mayHaveOthers}
	if !t.mayHaveOthers {
		maps.Copy(merged.values, role.values)
	}
	maps.Copy(merged.values, t.values)
	for key := range t.unknown {
		delete(merged.values, key)
	}
	return merged
}

// addTo adds the tags to the context of a request. All that are neither known nor possible are certainly absent.
func (t principalTags) addTo(context iam.Context) iam.Context {
	var keys []iam.Key
	for name, value := range t.values {
		keys = append(keys, iam.Key{Name: principalTagPrefix + name, Values: []cfn.Value{value}})
	}
	context = context.With(keys...)
	if t.mayHaveOthers {
		return context
	}
	unknown := make([]string, 0, len(t.unknown))
	for name := range t.unknown {
		unknown = append(unknown, principalTagPrefix+name)
	}
	return context.WithUnknown(unknown...).Without(principalTagPrefix)
}
