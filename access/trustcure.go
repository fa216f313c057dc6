package access

import (
	"fmt"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// wantedTrust says what a trust policy should be.
func (p *pool) wantedTrust(kind identityKind) string {
	principal := p.ownPrincipal()
	return fmt.Sprintf("allow %s to %s, with StringEquals %s%s %s and ForAnyValue:StringLike %s%s %s",
		cognito.AssumeRole, principal, principal, cognito.AudienceKey, p.id, principal, cognito.MethodsKey, kind)
}

// wantedMethod says which condition lets only one kind of identities in.
func (p *pool) wantedMethod(kind identityKind) string {
	return fmt.Sprintf("add the condition ForAnyValue:StringLike %s%s %s", p.ownPrincipal(), cognito.MethodsKey, kind)
}

// cure adds to what a trust policy should be how the CDK writes it, for a role that the CDK made.
func (r *roleDefinition) cure(wanted string, kind identityKind) string {
	switch {
	case r.resource.ConstructPath() == "":
		return wanted
	case kind == unauthenticated:
		return wanted + "; the construct's UnauthenticatedPrincipal() does all that"
	default:
		return wanted + "; the construct's AuthenticatedPrincipal() does all that"
	}
}

// ownPrincipal is the principal by which the identity pool's region names Cognito.
func (p *pool) ownPrincipal() string {
	region, known := p.region()
	if !known {
		return cognito.CommercialPrincipal
	}
	if principal, documented := cognito.FederatedPrincipal(region); documented {
		return principal
	}
	return "the principal of identity pools"
}
