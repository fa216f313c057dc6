package access

import (
	"github.com/awscdk-constructs/identitypool/internal/answer"
)

const classicFlow = "(classic flow)"

// classicFlowRows are for those who ask AWS STS for a role themselves: any role of the app that trusts the identity pool, attached to it
// or not. There is none where the classic flow is refused.
func (p *pool) classicFlowRows() []decisionCase {
	if !p.isDefined() || p.allowClassicFlow == answer.No || len(p.roleMappings()) > 0 {
		return nil
	}
	var rows []decisionCase
	for _, who := range []struct {
		when string
		identity
	}{
		{"a signed-in user asks for it", identity{kind: authenticated, pool: p, classicFlow: true}},
		{"a guest asks for it", identity{kind: unauthenticated, pool: p, classicFlow: true}},
	} {
		if who.kind == unauthenticated && p.allowGuests == answer.No || who.kind == authenticated && p.hasOnlySAML() {
			continue
		}
		for _, definition := range p.deployment.roles {
			chosen := choose(p.deployment.roleWithARN(definition.arn()), "in the classic flow the app asks for the role itself")
			row := p.row(classicFlow, who.when, chosen, who.identity, p.tagsInClassicFlow(who.kind))
			if row.Outcome != Refused {
				rows = append(rows, p.perhapsRow(row, who.kind))
			}
		}
	}
	return rows
}

// tagsInClassicFlow reports whether somebody has session tags who asks AWS STS for a role: it depends on the provider and on their claims.
func (p *pool) tagsInClassicFlow(kind identityKind) answer.Answer {
	if kind == unauthenticated {
		return answer.No
	}
	return min(answer.Unknown, answer.AnyOf(p.providers, p.hasTags))
}

// perhapsRow marks a row of an identity pool that doesn't say whether it allows the classic flow, or guests.
func (p *pool) perhapsRow(row decisionCase, kind identityKind) decisionCase {
	switch {
	case row.Outcome == Unknown:
	case p.possibleRoleMappings() != "":
		row.Outcome, row.Note = Unknown, p.possibleRoleMappings()+", with which the classic flow is refused"
	case p.isClassicFlowLeftOut():
		row.Outcome, row.Uncertain = Unknown, true
		row.Note = "AllowClassicFlow is left out, and whether it is off then is not documented"
	case p.allowClassicFlow == answer.Unknown:
		row.Outcome, row.Note = Unknown, "only the deployment knows whether the classic flow is allowed"
	case kind == unauthenticated && p.allowGuests == answer.Unknown:
		row.Outcome, row.Note = Unknown, "only the deployment knows whether guests are allowed"
	}
	return row
}

// hasOnlySAML reports whether nobody but users of SAML providers can sign in, who can't use the classic flow.
func (p *pool) hasOnlySAML() bool {
	for _, provider := range p.providers {
		if provider.kind != samlProvider {
			return false
		}
	}
	return p.providersKnown
}
