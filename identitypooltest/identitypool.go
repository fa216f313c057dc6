package identitypooltest

import (
	"strings"

	"github.com/awscdk-constructs/identitypool/internal/cognito"
)

// IdentityPool is an identity pool that a template defines, with all that the template attaches to it.
//
// See: https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools.html
type IdentityPool struct {
	template         *Template
	logicalID        string
	id               value
	condition        string // of the resource; empty if it is always made
	defined          bool   // false for an identity pool that the template only attaches things to
	handedOn         bool   // another stack or a custom resource gets to know it
	name             value
	allowGuests      answer
	allowClassicFlow answer
	providers        []*provider
	providersKnown   bool // false if only the deployment knows all the providers
	twitterSecret    value
	attachments      []*roleAttachment
	tagMappings      []*principalTagMapping
}

func (r *reader) identityPool(from resource) *IdentityPool {
	at, properties := from.at, from.properties
	pool := &IdentityPool{
		logicalID:        from.logicalID,
		id:               refOf(from.logicalID),
		condition:        from.condition,
		defined:          true,
		name:             r.text(at.field("IdentityPoolName"), properties["IdentityPoolName"]),
		allowGuests:      r.boolean(at.field("AllowUnauthenticatedIdentities"), properties["AllowUnauthenticatedIdentities"]),
		allowClassicFlow: r.boolean(at.field("AllowClassicFlow"), properties["AllowClassicFlow"]),
		providersKnown:   true,
	}
	r.loginProviders(pool, at.field("SupportedLoginProviders"), properties["SupportedLoginProviders"])
	r.userPoolProviders(pool, at.field("CognitoIdentityProviders"), properties["CognitoIdentityProviders"])
	r.iamProviders(pool, ProviderTypeOpenID, at.field("OpenIdConnectProviderARNs"), properties["OpenIdConnectProviderARNs"])
	r.iamProviders(pool, ProviderTypeSAML, at.field("SamlProviderARNs"), properties["SamlProviderARNs"])
	if developer := r.text(at.field("DeveloperProviderName"), properties["DeveloperProviderName"]); !developer.isEmpty() {
		name := providerName{class: plainClass, text: developer}
		pool.providers = append(pool.providers, &provider{providerType: ProviderTypeCustom, providerName: name})
	}
	return pool
}

func (r *reader) loginProviders(pool *IdentityPool, at place, raw any) {
	logins, known := r.objectOrDeferred(at, raw)
	pool.providersKnown = pool.providersKnown && known
	for _, name := range sortedKeys(logins) {
		if isAbsent(logins[name]) {
			continue
		}
		r.text(at.field(name), logins[name])
		if written, err := r.evaluator.withoutParameters().text(logins[name]); err == nil && name == Twitter {
			_, pool.twitterSecret, _ = written.cut(";")
		}
		pool.providers = append(pool.providers, &provider{
			providerType: ProviderTypeSocial,
			providerName: providerName{class: plainClass, text: literal(name)},
		})
	}
}

func (r *reader) userPoolProviders(pool *IdentityPool, at place, raw any) {
	elements, known := r.list(at, raw)
	pool.providersKnown = pool.providersKnown && known
	for i, element := range elements {
		here := at.item(i)
		fields, known := r.objectOrDeferred(here, element)
		if !known {
			pool.providersKnown = false
			continue
		}
		userPool := r.requiredText(here.field("ProviderName"), fields["ProviderName"])
		clientID := r.requiredText(here.field("ClientId"), fields["ClientId"])
		pool.providers = append(pool.providers, &provider{
			providerType: ProviderTypeUserPool,
			providerName: withClient(userPool, clientID),
		})
	}
}

func (r *reader) iamProviders(pool *IdentityPool, providerType ProviderType, at place, raw any) {
	arns, known := r.texts(at, raw)
	pool.providersKnown = pool.providersKnown && known
	for _, arn := range arns {
		pool.providers = append(pool.providers, &provider{
			providerType: providerType,
			providerName: providerName{class: iamClass, text: arn},
		})
	}
}

// LogicalID is the logical id of the identity pool in the template.
func (p *IdentityPool) LogicalID() string { return p.logicalID }

// Providers returns the providers with which users can sign in: the public login providers by name, user pools, OpenID Connect
// and SAML providers in the order of the template, and the developer provider.
func (p *IdentityPool) Providers() []Provider {
	providers := make([]Provider, 0, len(p.providers))
	for _, provider := range p.providers {
		providers = append(providers, provider.public())
	}
	return providers
}

// AuthenticatedRole returns the role of signed-in users for whom no role mapping chooses another one: its logical id, or the ARN
// of a role that the template doesn't define. Empty if there is none.
func (p *IdentityPool) AuthenticatedRole() string { return p.defaultRoleName(authenticated) }

// UnauthenticatedRole returns the role of guests: its logical id, or the ARN of a role that the template doesn't define. Empty if
// there is none.
func (p *IdentityPool) UnauthenticatedRole() string { return p.defaultRoleName(unauthenticated) }

func (p *IdentityPool) defaultRoleName(kind identityKind) string {
	for _, attachment := range p.attachments {
		if arn, hasRole := attachment.roles[kind]; hasRole {
			return p.template.roleWithARN(arn).String()
		}
	}
	return ""
}

// RoleMappings returns the role mappings, ordered by key.
func (p *IdentityPool) RoleMappings() []RoleMapping {
	all := p.roleMappings()
	mappings := make([]RoleMapping, 0, len(all))
	for _, mapping := range all {
		mappings = append(mappings, mapping.public(p.template))
	}
	return mappings
}

func (p *IdentityPool) roleMappings() []*roleMapping {
	var mappings []*roleMapping
	for _, attachment := range p.attachments {
		mappings = append(mappings, attachment.mappings...)
	}
	return mappings
}

// PrincipalTagMappings returns the mappings of claims to session tags, ordered by the logical ids of their resources.
func (p *IdentityPool) PrincipalTagMappings() []PrincipalTagMapping {
	mappings := make([]PrincipalTagMapping, 0, len(p.tagMappings))
	for _, mapping := range p.tagMappings {
		mappings = append(mappings, mapping.public())
	}
	return mappings
}

// providerNames lists the providers for a message.
func (p *IdentityPool) providerNames() string {
	if len(p.providers) == 0 {
		return "it has no providers"
	}
	names := make([]string, 0, len(p.providers))
	for _, provider := range p.providers {
		names = append(names, cognito.Quote(provider.String()))
	}
	return "it has " + strings.Join(names, ", ")
}
