package identitypooltest

import (
	"fmt"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// use is a role that the template gives to identities of an identity pool.
type use struct {
	role role
	as   string // how it is used, to complete "it is …"
	who  identity
	tags answer
}

// checkTrust reports roles that can't be assumed by those who are given them, and those that can be assumed by others.
func (f *findings) checkTrust(pool *IdentityPool) {
	for _, use := range pool.uses() {
		if use.role.definition == nil {
			f.checkAccount(pool, use)
			continue
		}
		f.checkAssumable(pool, use)
		f.checkNotTooWide(pool, use)
	}
}

func (f *findings) checkAccount(pool *IdentityPool, use use) {
	if pool.defined && pool.allowClassicFlow == no && pool.template.isOfOtherAccount(use.role) {
		f.addOnce(FindingRoleNotAssumable, pool.logicalID, fmt.Sprintf("%s is %s and of another account than the identity pool", use.role, use.as),
			"use a role of the identity pool's account")
	}
}

// uses returns the roles that the template gives to identities of the pool, in the order of the template.
func (p *IdentityPool) uses() []use {
	var uses []use
	for _, attachment := range p.attachments {
		uses = append(uses, p.defaultUses(attachment)...)
		for _, mapping := range attachment.mappings {
			uses = append(uses, p.mappedUses(mapping)...)
		}
	}
	return uses
}

func (p *IdentityPool) defaultUses(attachment *roleAttachment) []use {
	var uses []use
	if arn, found := attachment.roles[authenticated]; found {
		isDefault := use{
			role: p.template.roleWithARN(arn),
			as:   "the authenticated role of " + p.logicalID,
			who:  identity{kind: authenticated, identityPoolID: p.id},
		}
		uses = append(uses, isDefault)
		for _, provider := range p.providers {
			if p.usesAuthenticatedRole(provider) == yes {
				isDefault.who.provider = provider
				isDefault.tags = p.hasTags(provider)
				uses = append(uses, isDefault)
			}
		}
	}
	if arn, found := attachment.roles[unauthenticated]; found {
		uses = append(uses, use{
			role: p.template.roleWithARN(arn),
			as:   "the unauthenticated role of " + p.logicalID,
			who:  identity{kind: unauthenticated, identityPoolID: p.id},
		})
	}
	return uses
}

// mappedUses returns the roles that a role mapping gives to the users of its provider.
func (p *IdentityPool) mappedUses(mapping *roleMapping) []use {
	mapped := use{who: identity{kind: authenticated, identityPoolID: p.id}}
	for _, provider := range p.providers {
		if mapping.provider.is(provider.providerName) == yes {
			mapped.who.provider = provider
			mapped.tags = p.hasTags(provider)
		}
	}
	var uses []use
	if mapping.typeName.is(cognito.TypeToken) {
		for _, group := range p.template.groupsOf(mapped.who.provider) {
			mapped.role, mapped.as = p.template.roleWithARN(group.role), "the role of group "+group.logicalID
			uses = append(uses, mapped)
		}
		return uses
	}
	for i, rule := range mapping.rules {
		mapped.role, mapped.as = p.template.roleWithARN(rule.roleARN), fmt.Sprintf("the role of rule %d of role mapping %s", i+1, mapping.key)
		uses = append(uses, mapped)
	}
	return uses
}

// hasTags reports whether users of a provider get session tags.
func (p *IdentityPool) hasTags(user *provider) answer {
	return anyOf(p.tagMappings, func(mapping *principalTagMapping) answer { return p.tagsApply(mapping, user) })
}

func (f *findings) checkAssumable(pool *IdentityPool, use use) {
	trust, template := use.role.definition.trust, pool.template
	resource := use.role.definition.logicalID
	assuming := template.admits(trust, use.who, assumeRole)
	if assuming.answer == no {
		if principal := template.principalOfOtherRegion(trust, use.who); principal != "" {
			own, _ := cognito.FederatedPrincipal(template.settings.region)
			f.addOnce(FindingPrincipalOfOtherRegion, resource,
				fmt.Sprintf("it is %s and trusts %s, which is not the principal in %s", use.as, principal, template.settings.region),
				"trust "+own+", and begin the condition keys with it")
			return
		}
		f.addOnce(FindingRoleNotAssumable, resource,
			fmt.Sprintf("it is %s and can't be assumed by %s: %s", use.as, use.who, assuming.reason),
			"let it trust this identity pool: "+wantedTrust(pool, use))
		return
	}
	if use.tags == yes && template.admits(trust, use.who, tagSession).answer == no {
		f.addOnce(FindingRoleWithoutTagSession, resource,
			fmt.Sprintf("it is %s, and session tags are set for %s", use.as, use.who),
			"allow sts:TagSession beside sts:AssumeRoleWithWebIdentity")
	}
}

func wantedTrust(pool *IdentityPool, use use) string {
	principal, documented := cognito.FederatedPrincipal(pool.template.settings.region)
	if !documented {
		principal = "the principal of identity pools"
	}
	return fmt.Sprintf("%[1]s for %[2]s, with StringEquals %[2]s:aud %[3]s and ForAnyValue:StringLike %[2]s:amr %[4]s",
		assumeRole, principal, pool.id, use.who.kind)
}

// principalOfOtherRegion returns the principal that a policy would be right with, empty if it is wrong in every region.
func (t *Template) principalOfOtherRegion(trust policy, who identity) string {
	for _, principal := range cognito.FederatedPrincipals() {
		if trust.evaluate(who.assumption(assumeRole, principal)).answer == yes {
			return principal
		}
	}
	return ""
}

// checkNotTooWide tries the role with identities that should not get it.
func (f *findings) checkNotTooWide(pool *IdentityPool, use use) {
	resource, trust := use.role.definition.logicalID, use.role.definition.trust
	if trust.evaluate(anyoneElse()).answer == yes {
		f.addOnce(FindingRoleTrustsAnyone, resource, "it is "+use.as+" and can be assumed by anyone",
			"let it trust this identity pool only: "+wantedTrust(pool, use))
		return
	}
	stranger := use.who
	stranger.identityPoolID = pool.template.otherIdentityPoolID()
	if pool.template.isTrusted(trust, stranger) {
		f.addOnce(FindingRoleTrustsOtherPools, resource, "it is "+use.as+" and can be assumed through any identity pool",
			fmt.Sprintf("add the condition StringEquals aud %s", pool.id))
	}
	if use.who.kind == authenticated {
		guest := identity{kind: unauthenticated, identityPoolID: pool.id}
		if pool.template.isTrusted(trust, guest) {
			f.addOnce(FindingRoleTrustsGuests, resource, "it is "+use.as+" and can be assumed by guests",
				"add the condition ForAnyValue:StringLike amr authenticated")
		}
		return
	}
	signedIn := identity{kind: authenticated, identityPoolID: pool.id}
	if pool.template.isTrusted(trust, signedIn) {
		f.addOnce(FindingRoleTrustsSignedIn, resource, "it is "+use.as+" and can be assumed by signed-in users",
			"add the condition ForAnyValue:StringLike amr unauthenticated")
	}
}

// anyoneElse is a request that does not come from Cognito.
func anyoneElse() assumption {
	request := assumption{principal: "login.example.com", action: assumeRole}
	for _, principal := range cognito.FederatedPrincipals() {
		request.foreignKeys = append(request.foreignKeys, principal+":")
	}
	return request
}

// otherIdentityPoolID is the id of an identity pool of somebody else in the same region.
func (t *Template) otherIdentityPoolID() value {
	return joined(t.evaluator.pseudoParameter("AWS::Region"), literal(":00000000-0000-0000-0000-000000000000"))
}

// isTrusted reports whether a role surely admits an identity in the region of the template, and in any if that isn't known.
func (t *Template) isTrusted(trust policy, who identity) bool {
	for _, principal := range t.possiblePrincipals() {
		request := who.assumption(assumeRole, principal)
		request.roleExists = true
		if trust.evaluate(request).answer == yes {
			return true
		}
	}
	return false
}

func (t *Template) possiblePrincipals() []string {
	if t.settings.region == "" {
		return cognito.FederatedPrincipals()
	}
	if principal, documented := cognito.FederatedPrincipal(t.settings.region); documented {
		return []string{principal}
	}
	return nil
}
