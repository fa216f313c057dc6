package access

import (
	"maps"
	"slices"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// sessionTags are what principal tag mappings make of a token.
type sessionTags struct {
	areSet      answer.Answer
	tags        map[string]string
	uncertainty string
}

// sessionTagsOf finds the session tags for the user of a provider.
func (p *pool) sessionTagsOf(user token) sessionTags {
	var found sessionTags
	for mapping, applies := range p.tagMappingsFor(user.provider) {
		// Whether a role must allow session tags when the token has none of the claims is not documented.
		found.areSet = max(found.areSet, answer.Unknown)
		if uncertainty := mapping.uncertainty(applies); uncertainty != "" {
			found.uncertainty = uncertainty
		}
		found.add(mapping, user, applies)
	}
	return found
}

// add sets the tags whose claims the token has, but for those that are not certain.
func (t *sessionTags) add(mapping *principalTagMapping, user token, applies answer.Answer) {
	for _, tag := range slices.Sorted(maps.Keys(mapping.tags)) {
		name := mapping.tags[tag]
		claimName, known := name.Literal()
		found := user.claim(claimName)
		if known && !found.present {
			continue
		}
		t.areSet = max(t.areSet, applies)
		switch {
		case !found.documented:
			t.uncertainty = "the value of session tag " + cognito.Quote(tag) + " from claim " + cognito.Quote(name.String()) + " is not known"
		case applies == answer.Yes:
			if t.tags == nil {
				t.tags = map[string]string{}
			}
			t.tags[tag] = found.text
		}
	}
}

func (t *sessionTags) addTo(decision Decision) Decision {
	decision.SessionTags = t.tags
	if t.uncertainty != "" {
		decision.Uncertain = true
		decision.Reason += " (" + t.uncertainty + ")"
	}
	return decision
}
