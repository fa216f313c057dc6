package access

import (
	"fmt"
	"slices"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// chooseInClassicFlow chooses the role that an app passes to AWS STS. The provider is nil for a guest.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow.html
func (p *pool) chooseInClassicFlow(login Login, kind identityKind, idp *provider) roleChoice {
	if p.allowClassicFlow == answer.No {
		return refuse("%s does not allow the classic flow: AllowClassicFlow is false", p.name)
	}
	chosen := p.chooseWhereClassicFlowIsOn(login, kind, idp)
	if p.allowClassicFlow == answer.Yes || chosen.hasRole == answer.No {
		return chosen
	}
	return p.perhapsInClassicFlow(chosen)
}

// perhapsInClassicFlow makes a choice unknown where the identity pool doesn't say whether it allows the classic flow.
func (p *pool) perhapsInClassicFlow(chosen roleChoice) roleChoice {
	if chosen.hasRole == answer.Yes {
		chosen.reason += fmt.Sprintf(", which is %s", chosen.role)
	}
	chosen.hasRole = answer.Unknown
	if p.isClassicFlowLeftOut() {
		chosen.reason = p.name + " leaves AllowClassicFlow out; with it, " + chosen.reason
		return chosen.uncertainBecause("whether the classic flow is off where AllowClassicFlow is left out is not documented")
	}
	chosen.reason = fmt.Sprintf("only the deployment knows whether %s allows the classic flow; if so, %s", p.name, chosen.reason)
	return chosen
}

// isClassicFlowLeftOut reports whether the templates say nothing about the classic flow.
func (p *pool) isClassicFlowLeftOut() bool {
	return p.isDefined() && !p.properties.Field("AllowClassicFlow").Exists()
}

func (p *pool) chooseWhereClassicFlowIsOn(login Login, kind identityKind, idp *provider) roleChoice {
	switch {
	case idp != nil && idp.kind == samlProvider:
		return refuse("SAML providers work in the enhanced flow only")
	case len(p.roleMappings()) > 0:
		return p.refuseRoleMappings(idp)
	}
	chosen := p.chooseDefault(kind, fmt.Sprintf("the app asks for the %s role", kind))
	if login.CustomRole != "" {
		chosen = choose(p.deployment.roleNamed(login.CustomRole), "in the classic flow the app asks for the role itself")
	}
	if possible := p.possibleRoleMappings(); possible != "" && chosen.hasRole == answer.Yes {
		return chosen.perhaps("%s, with which the classic flow is refused", possible)
	}
	return chosen
}

// possibleRoleMappings says why the identity pool may have role mappings that the templates don't show. It is empty if it has none.
func (p *pool) possibleRoleMappings() string {
	if slices.ContainsFunc(p.attachments, func(attachment *roleAttachment) bool { return !attachment.mappingsKnown }) {
		return "only the deployment knows all the role mappings of " + p.name
	}
	if len(p.attachments) > 0 {
		return ""
	}
	for _, other := range []*cfn.Resource{p.possibleAttachment(), p.deployment.customResourceWith(p.id)} {
		if other != nil {
			return other.Name() + " may give " + p.name + " role mappings"
		}
	}
	return ""
}

// refuseRoleMappings answers the classic flow where there are role mappings.
func (p *pool) refuseRoleMappings(idp *provider) roleChoice {
	const answered = `"Basic (classic) flow is not supported with RoleMappings, please use enhanced flow."`
	if idp != nil {
		mapping, problem := p.findRoleMapping(idp)
		if problem != nil {
			return *problem
		}
		if mapping != nil {
			refused := refuse("%s has the role mapping %s: %s", idp, cognito.Quote(mapping.key), answered)
			refused.mapping = mapping.key
			return refused
		}
	}
	return refuse("%s has role mappings: %s", p.name, answered).uncertainBecause("whether that also refuses those who have none is not documented")
}
