package access

import (
	"fmt"

	"github.com/awscdk-constructs/identitypool/internal/answer"
	"github.com/awscdk-constructs/identitypool/internal/cfn"
	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// roleUse is a role that the templates give to identities of an identity pool.
type roleUse struct {
	role        role
	resource    *cfn.Resource // what gives it: a role attachment or a group
	at          cfn.Property
	description string // completes "it is …"
	who         identity
	tags        answer.Answer
}

// findRoleUses returns the roles that the templates give to identities of the pool, in the order of the templates.
func (p *pool) findRoleUses() []roleUse {
	var uses []roleUse
	for _, attachment := range p.attachments {
		uses = append(uses, p.defaultUses(attachment)...)
		for _, mapping := range attachment.mappings {
			uses = append(uses, p.mappedUses(attachment, mapping)...)
		}
	}
	return uses
}

func (p *pool) defaultUses(attachment *roleAttachment) []roleUse {
	var uses []roleUse
	if attached, found := attachment.roles[authenticated]; found {
		isDefault := roleUse{
			role:        attached.role,
			resource:    attachment.resource,
			at:          attached.at,
			description: "the authenticated role of " + p.name,
			who:         identity{kind: authenticated, pool: p},
		}
		uses = append(uses, isDefault)
		for _, provider := range p.providers {
			if p.usesAuthenticatedRole(provider) == answer.Yes {
				isDefault.who.provider = provider
				isDefault.tags = p.hasTags(provider)
				uses = append(uses, isDefault)
			}
		}
	}
	if attached, found := attachment.roles[unauthenticated]; found {
		uses = append(uses, roleUse{
			role:        attached.role,
			resource:    attachment.resource,
			at:          attached.at,
			description: "the unauthenticated role of " + p.name,
			who:         identity{kind: unauthenticated, pool: p},
		})
	}
	return uses
}

// mappedUses returns the roles that a role mapping gives to the users of its provider.
func (p *pool) mappedUses(attachment *roleAttachment, mapping *roleMapping) []roleUse {
	mapped := roleUse{who: identity{kind: authenticated, pool: p}}
	for _, provider := range p.providers {
		if mapping.provider.is(provider.providerName) == answer.Yes {
			mapped.who.provider = provider
			mapped.tags = p.hasTags(provider)
		}
	}
	var uses []roleUse
	if mapping.typeName.Is(cognito.TypeToken) {
		for _, group := range p.deployment.groupsWithRole(mapped.who.provider) {
			mapped.role, mapped.description = group.role, "the role of group "+group.String()
			mapped.resource, mapped.at = group.resource, group.properties.Field("RoleArn")
			uses = append(uses, mapped)
		}
		return uses
	}
	for i, rule := range mapping.rules {
		mapped.role, mapped.description = rule.role, fmt.Sprintf("the role of rule %d of role mapping %s", i+1, mapping.key)
		mapped.resource, mapped.at = attachment.resource, rule.at.Field("RoleARN")
		uses = append(uses, mapped)
	}
	return uses
}

// usesAuthenticatedRole reports whether some users of a provider get the authenticated role.
func (p *pool) usesAuthenticatedRole(idp *provider) answer.Answer {
	if idp.invalid != "" {
		return answer.No
	}
	mapping, problem := p.findRoleMapping(idp)
	switch {
	case problem != nil && len(p.attachments) > 0:
		return answer.Unknown
	case mapping != nil:
		return answer.Of(mapping.resolution.Is(cognito.ResolutionAuthenticatedRole))
	case idp.kind == samlProvider:
		return answer.Unknown // the assertion may name roles
	default:
		return answer.Yes
	}
}

// unattachedRoles returns the roles that trust the identity pool and that nothing in the templates gives to its identities: in the
// classic flow an app can still ask for them.
func (p *pool) unattachedRoles() []*roleDefinition {
	if !p.isDefined() {
		return nil
	}
	var found []*roleDefinition
	for _, definition := range p.deployment.roles {
		isUsed := false
		for _, use := range p.roleUses() {
			isUsed = isUsed || use.role.definition == definition
		}
		if !isUsed && (p.isTrusted(definition, identity{kind: authenticated, pool: p}) ||
			p.isTrusted(definition, identity{kind: unauthenticated, pool: p})) {
			found = append(found, definition)
		}
	}
	return found
}

// findReachableRoles returns the roles of the app that the identity pool gives or that trust it, with their definition.
func (p *pool) findReachableRoles() []roleUse {
	var roles []roleUse
	for _, use := range p.roleUses() {
		if use.role.definition != nil {
			roles = append(roles, use)
		}
	}
	for _, definition := range p.unattachedRoles() {
		of := roleUse{
			role:        role{arn: definition.arn(), definition: definition},
			description: "a role that trusts " + p.name + " without being attached to it",
			who:         identity{kind: authenticated, pool: p},
		}
		if !p.isTrusted(definition, of.who) {
			of.who.kind = unauthenticated
		}
		roles = append(roles, of)
	}
	return roles
}
