package identitypooltest

import (
	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// tagging is what a principal tag mapping makes of a token.
type tagging struct {
	applies     answer // whether session tags are set
	tags        map[string]string
	uncertainty string
}

// tags finds the session tags for the user of a provider.
func (p *IdentityPool) tags(user token) tagging {
	found := tagging{}
	for _, mapping := range p.tagMappings {
		isFor := mapping.provider.is(user.provider.withoutClient())
		switch {
		case isFor == no:
			continue
		case isFor == unknown:
			found.uncertainty = "only the deployment knows whether the session tags of " + mapping.logicalID + " are for " + user.provider.String()
		case mapping.useDefaults != no && len(mapping.tags) > 0:
			found.uncertainty = "what UseDefaults of " + mapping.logicalID + " makes of session tags is not documented in full"
		case !mapping.tagsKnown || mapping.useDefaults == unknown:
			found.uncertainty = "only the deployment knows all the session tags of " + mapping.logicalID
		}
		found.applies = max(found.applies, unknown)
		if isFor == yes {
			found.add(mapping, user)
		}
	}
	return found
}

// add sets the tags whose claims the token has.
func (t *tagging) add(mapping *principalTagMapping, user token) {
	for tag, name := range mapping.tags {
		claimName, known := name.literal()
		found := user.claim(claimName)
		switch {
		case !known || found.present && !found.documented:
			t.uncertainty = "the value of session tag " + cognito.Quote(tag) + " from claim " + cognito.Quote(name.String()) + " is not known"
			t.applies = yes
		case found.present:
			if t.tags == nil {
				t.tags = map[string]string{}
			}
			t.tags[tag] = found.text
			t.applies = yes
		}
	}
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
