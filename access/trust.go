package access

import (
	"fmt"
	"slices"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/cognito"
	"github.com/awscdk-constructs/identitypool/internal/iam"
)

// evaluate asks a trust policy. Where it does not tell, it is asked again with what else is known: the form of an identity pool's id,
// and whose network Cognito asks from.
func (i identity) evaluate(trust iam.Policy, action, principal string) iam.Verdict {
	request := i.request(action, principal)
	found := trust.Evaluate(request)
	if found.Answer == answer.Unknown && i.pool.isDefined() && i.audience.IsEmpty() {
		i.audience = cfn.Join(i.pool.stack.Region(), cfn.Literal(":"), i.pool.resource.Attribute("UUID"))
		if again := trust.Evaluate(i.request(action, principal)); again.Answer != answer.Unknown {
			return again
		}
	}
	if found.Answer == answer.Unknown && !i.classicFlow {
		request.Context = request.Context.With(iam.Key{Name: addressKey, Values: []cfn.Value{cfn.Literal(addressOfCognito)}}).Without(networkKeys)
		if trust.Evaluate(request).Answer == answer.No {
			found.Answer = answer.No
			found.Reason += "; in the enhanced flow it is Cognito that asks, from its own network"
		}
	}
	return found
}

// admits reports whether a trust policy lets an identity do an action.
func (p *pool) admits(trust iam.Policy, who identity, action string) iam.Verdict {
	if region, known := p.region(); known {
		principal, documented := cognito.FederatedPrincipal(region)
		if !documented {
			return iam.Verdict{Answer: answer.Unknown, Reason: "the principal of identity pools in " + region + " is not documented"}
		}
		return who.evaluate(trust, action, principal)
	}
	found := who.evaluate(trust, action, cognito.CommercialPrincipal)
	if found.Answer != answer.No {
		return found
	}
	for _, principal := range cognito.FederatedPrincipals() {
		if who.evaluate(trust, action, principal).Answer != answer.No {
			return iam.Verdict{
				Answer: answer.Unknown,
				Reason: fmt.Sprintf("it trusts %s, which is right in one region only; tell the region", principal),
			}
		}
	}
	return found
}

// trustFor reports whether an identity can assume a role, with session tags if there are any.
func (p *pool) trustFor(wanted role, who identity, tags answer.Answer) iam.Verdict {
	switch problem := wanted.misnamed; {
	case problem != "":
		return iam.Verdict{Reason: problem}
	case !who.classicFlow && p.isOfOtherAccount(wanted):
		return iam.Verdict{Reason: "in the enhanced flow a role must be of the identity pool's account"}
	case wanted.definition == nil:
		return iam.Verdict{Answer: answer.Unknown, Reason: wanted.whyUndefined()}
	case !who.classicFlow && p.isOfAccount(wanted) == answer.Unknown:
		return iam.Verdict{Answer: answer.Unknown, Reason: "only the deployment knows whether it is of the identity pool's account"}
	}
	if who.id != "" || p.deployment.byRole[wanted.definition.resource] != wanted.definition { // too many to keep
		return p.trustOf(wanted.definition, who, tags)
	}
	key := trustQuestion{role: wanted.definition, kind: who.kind, provider: who.provider, classicFlow: who.classicFlow, tags: tags}
	known, found := p.trusts.Load(key)
	if !found {
		known, _ = p.trusts.LoadOrStore(key, p.trustOf(wanted.definition, who, tags))
	}
	verdict, _ := known.(iam.Verdict)
	return verdict
}

// trustQuestion is all that the answer of a trust policy depends on. There are few of them, and a test asks each many times.
type trustQuestion struct {
	role        *roleDefinition
	kind        identityKind
	provider    *provider
	classicFlow bool
	tags        answer.Answer
	isForeign   bool // of the one other identity pool that stands for all
}

// trustOf is what comes of a trust policy, as far as nothing else writes it.
func (p *pool) trustOf(definition *roleDefinition, who identity, tags answer.Answer) iam.Verdict {
	found := p.trustAsWritten(definition.trust(), who, tags)
	if found.Answer != answer.No {
		return found
	}
	if rewriter := p.deployment.trustRewriter(definition); rewriter != nil {
		return iam.Verdict{
			Answer: answer.Unknown,
			Reason: fmt.Sprintf("%s takes the role and may write its trust policy; as it stands, %s", rewriter.Name(), found.Reason),
		}
	}
	return found
}

// trustAsWritten reports whether a trust policy admits an identity, with session tags if there are any.
func (p *pool) trustAsWritten(trust trustPolicy, who identity, tags answer.Answer) iam.Verdict {
	if trust.refusal != "" {
		return iam.Verdict{Reason: trust.refusal}
	}
	found := p.admits(trust.reachable, who, cognito.AssumeRole)
	if found.Answer == answer.No && trust.neverMet != "" {
		found.Reason = trust.neverMet
	}
	if tags == answer.No || found.Answer == answer.No {
		return found
	}
	tagging := p.admits(trust.reachable, who, cognito.TagSession)
	if tags == answer.Unknown && tagging.Answer == answer.No {
		tagging.Answer = answer.Unknown
	}
	if tagging.Answer < found.Answer {
		return iam.Verdict{Answer: tagging.Answer, Reason: "session tags are set, and " + tagging.Reason}
	}
	return found
}

// principals returns the principals that Cognito may go by where the identity pool is.
func (p *pool) principals() []string {
	region, known := p.region()
	if !known {
		return cognito.FederatedPrincipals()
	}
	if principal, documented := cognito.FederatedPrincipal(region); documented {
		return []string{principal}
	}
	return nil
}

// isTrusted reports whether a role certainly admits an identity in the region of the identity pool, and in any if that isn't known.
func (p *pool) isTrusted(by *roleDefinition, who identity) bool {
	by = by.firstAlike()
	if _, isWritten := p.id.Literal(); !isWritten && who.audience.IsEmpty() && by.trust().namesIDs {
		return false
	}
	key := trustQuestion{role: by, kind: who.kind, provider: who.provider, classicFlow: who.classicFlow, isForeign: !who.audience.IsEmpty()}
	known, found := p.certain.Load(key)
	if !found {
		known, _ = p.certain.LoadOrStore(key, slices.ContainsFunc(p.principals(), func(principal string) bool {
			return who.evaluate(by.trust().reachable, cognito.AssumeRole, principal).Answer == answer.Yes
		}))
	}
	isTrusted, _ := known.(bool)
	return isTrusted
}
