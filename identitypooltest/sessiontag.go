package identitypooltest

import (
	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// tagging is what principal tag mappings make of a token.
type tagging struct {
	applies     answer // whether session tags are set
	tags        map[string]string
	uncertainty string
}

// tags finds the session tags for the user of a provider.
func (p *IdentityPool) tags(user token) tagging {
	var found tagging
	for _, mapping := range p.tagMappings {
		applies := p.tagsApply(mapping, user.provider)
		if applies == no {
			continue
		}
		// Whether a role must allow session tags when the token has none of the claims is not documented.
		found.applies = max(found.applies, unknown)
		if uncertainty := mapping.uncertainty(applies); uncertainty != "" {
			found.uncertainty = uncertainty
		}
		found.add(mapping, user, applies)
	}
	return found
}

// tagsApply reports whether a principal tag mapping is for a provider and surely made.
func (p *IdentityPool) tagsApply(mapping *principalTagMapping, user *provider) answer {
	isFor := mapping.provider.is(user.withoutClient())
	if mapping.condition != "" && mapping.condition != p.condition {
		return min(unknown, isFor)
	}
	return isFor
}

// uncertainty says what about the tags is not sure; it is empty if all is.
func (m *principalTagMapping) uncertainty(applies answer) string {
	switch {
	case applies == unknown:
		return "only the deployment knows whether the session tags of " + m.logicalID + " are set"
	case !m.tagsKnown || m.useDefaults == unknown:
		return "only the deployment knows all the session tags of " + m.logicalID
	case m.useDefaults == yes:
		return "what UseDefaults of " + m.logicalID + " makes of session tags is not documented in full"
	default:
		return ""
	}
}

// add sets the tags whose claims the token has; tags that are not sure are left out.
func (t *tagging) add(mapping *principalTagMapping, user token, applies answer) {
	for _, tag := range sortedKeys(mapping.tags) {
		name := mapping.tags[tag]
		claimName, known := name.literal()
		found := user.claim(claimName)
		if known && !found.present {
			continue
		}
		t.applies = max(t.applies, applies)
		switch {
		case !found.documented:
			t.uncertainty = "the value of session tag " + cognito.Quote(tag) + " from claim " + cognito.Quote(name.String()) + " is not known"
		case applies == yes:
			t.set(tag, found.text)
		}
	}
}

func (t *tagging) set(tag, value string) {
	if t.tags == nil {
		t.tags = map[string]string{}
	}
	t.tags[tag] = value
}

func (t *tagging) addTo(decision Decision) Decision {
	if len(t.tags) > 0 {
		decision.SessionTags = t.tags
	}
	if t.uncertainty != "" {
		decision.Uncertain = true
		decision.Reason += " (" + t.uncertainty + ")"
	}
	return decision
}
