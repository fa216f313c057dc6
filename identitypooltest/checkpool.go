package identitypooltest

import (
	"fmt"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// checkSettings reports what is wrong with the identity pool by itself.
func (f *findings) checkSettings(pool *IdentityPool) {
	resource := pool.logicalID
	f.checkText(resource, "IdentityPoolName", pool.name, cognito.IdentityPoolName)
	counts := map[ProviderType]int{}
	for _, provider := range pool.providers {
		counts[provider.providerType]++
		f.checkProvider(resource, provider)
	}
	f.checkCount(resource, "public login providers", counts[ProviderTypeSocial], cognito.MaxLoginProviders)
	f.checkCount(resource, "user pool clients", counts[ProviderTypeUserPool], cognito.MaxUserPoolProviders)
	if secret, known := pool.twitterSecret.literal(); known && secret != "" {
		f.add(FindingSecretInPlainText, resource, "the consumer secret of Twitter is in the template for all to read",
			"keep it in AWS Secrets Manager and refer to it with {{resolve:secretsmanager:…}}")
	}
	if pool.allowClassicFlow == yes && len(pool.roleMappings()) > 0 {
		f.add(FindingClassicFlowWithRoleMappings, resource,
			"it allows the classic flow and has role mappings, with which the classic flow is refused",
			"set AllowClassicFlow to false, or do without role mappings")
	}
}

func (f *findings) checkProvider(resource string, provider *provider) {
	switch provider.providerType {
	case ProviderTypeUserPool:
		f.checkText(resource, "ProviderName", provider.userPool, cognito.UserPoolProviderName)
		f.checkText(resource, "ClientId", provider.clientID, cognito.UserPoolClientID)
	case ProviderTypeOpenID, ProviderTypeSAML:
		f.checkText(resource, "ARN", provider.text, cognito.ARN)
	case ProviderTypeCustom:
		f.checkText(resource, "DeveloperProviderName", provider.text, cognito.DeveloperProviderName)
	case ProviderTypeSocial:
	}
}

// checkDefaultRoles reports identities that the pool accepts and has no role for.
func (f *findings) checkDefaultRoles(pool *IdentityPool) {
	if pool.isAttachedElsewhere() {
		return
	}
	if pool.allowGuests == yes && pool.allowClassicFlow == no && pool.chooseDefault(unauthenticated, "").outcome == Refused {
		f.add(FindingGuestsWithoutRole, pool.logicalID, "it allows guests and has no unauthenticated role, so they get an error",
			"give it an unauthenticated role, or set AllowUnauthenticatedIdentities to false")
	}
	if pool.allowClassicFlow != no || pool.chooseDefault(authenticated, "").outcome != Refused {
		return
	}
	for _, provider := range pool.providers {
		if pool.usesAuthenticatedRole(provider) == yes {
			f.add(FindingUsersWithoutRole, pool.logicalID,
				fmt.Sprintf("it has no authenticated role, which users of %s need where no role mapping gives them one", provider),
				"give it an authenticated role, or a role mapping that resolves ambiguity by Deny")
		}
	}
}

// isAttachedElsewhere reports whether another stack or a custom resource may give the identity pool its roles.
func (p *IdentityPool) isAttachedElsewhere() bool { return len(p.attachments) == 0 && p.handedOn }

// usesAuthenticatedRole reports whether some users of a provider get the authenticated role.
func (p *IdentityPool) usesAuthenticatedRole(user *provider) answer {
	mapping, problem := p.findRoleMapping(user)
	switch {
	case problem != nil && len(p.attachments) > 0:
		return unknown
	case mapping != nil:
		return answerOf(mapping.resolution.is(cognito.ResolutionAuthenticatedRole))
	case user.providerType == ProviderTypeSAML:
		return unknown // the assertion may name roles
	default:
		return yes
	}
}
